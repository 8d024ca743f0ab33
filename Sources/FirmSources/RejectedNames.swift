import FirmTable
import RecordFiles
import RuleModel

/// Finds firms that may stand in a rejected row of a complete list, by their names.
struct RejectedNames {
  /// Folded contents of cells of rejected rows that could be names.
  private var names: Set<String> = []
  private static let fewestLetters = 3

  init() {}

  /// Takes the cells of rejected rows.
  ///
  /// Rows are rejected because their cells are shifted or their quotes are broken, so every cell counts, both as the
  /// quotes say and as the delimiters alone say.
  init(_ rejects: RejectList, delimiter: UInt8, quote: UInt8) {
    for reject in rejects.kept where reject.severity == .row {
      let bytes = Array(reject.rawText.utf8)
      take(bytes, delimiter, quote: quote)
      take(bytes, delimiter, quote: nil)
    }
  }

  var isEmpty: Bool { names.isEmpty }

  private mutating func take(_ bytes: [UInt8], _ delimiter: UInt8, quote: UInt8?) {
    var isQuoted = false
    var start = 0
    for (index, byte) in bytes.enumerated() {
      if byte == quote { isQuoted.toggle() }
      guard byte == delimiter, !isQuoted else { continue }
      take(bytes[start..<index])
      start = index + 1
    }
    take(bytes[start...])
  }

  private mutating func take(_ cell: ArraySlice<UInt8>) {
    let folded = HeaderFolding.fold(String(decoding: cell, as: UTF8.self))
    let letters = folded.utf8.count { $0 > 0x39 }
    if letters >= Self.fewestLetters { names.insert(folded) }
  }

  /// 1 for each firm whose name stands in a rejected row.
  func suspects(names column: StoredColumn, _ pool: TextPool) -> [UInt8] {
    let texts = pool.texts
    /// For each text, whether it stands in a rejected row; 2 until that is known.
    var known = [UInt8](repeating: 2, count: texts.count)
    return (0..<column.count).map { firm in
      let cell = column.cell(firm, isTruth: false)
      guard cell >= 0, cell < texts.count else { return 0 }
      let code = Int(cell)
      if known[code] == 2 { known[code] = names.contains(HeaderFolding.fold(texts[code])) ? 1 : 0 }
      return known[code]
    }
  }
}
