/// Notices where another table starts below the first one in the same file.
///
/// The header once more, as on every page of a print, goes on with the same table, unless the first row of data comes again
/// under it: then the whole table stands there twice. Titles that are mostly the same but not all, or titles where the
/// columns hold figures, start a table of another kind.
struct TableRestart {
  private let titles: Set<String>
  private let headerRows: [[String]]
  private let numericColumns: [Int]
  private let width: Int
  private var firstRow: UInt64?
  private var isInOther = false
  private var isAfterHeader = false
  /// Whether the record that was looked at last is the header again.
  private(set) var isHeader = false

  init(_ layout: RecordFileLayout) {
    headerRows = layout.foldedHeaderRows
    titles = Set(headerRows.flatMap { $0 }).subtracting([""])
    numericColumns = layout.numericColumns
    width = layout.headers.count
  }

  /// Whether the next record is looked at as if any other row of the first table stood before it.
  var isAmongData: Bool { firstRow != nil && !isInOther && !isAfterHeader }

  /// Notes a row of data of the first table.
  mutating func passPlainRow() { isHeader = false }

  /// Takes the rows from here on for those of another table.
  mutating func leaveTable() { isInOther = true }

  /// Whether the record belongs to another table; `isPlainData` tells that it cannot be a row of titles.
  mutating func isOther(
    _ record: ScannedRecord, _ batch: BatchView, _ source: CellSource, isPlainData: Bool
  ) -> Bool {
    isHeader = false
    if !isPlainData { look(record, batch, source) }
    if isHeader { return false }
    if isInOther { return true }
    guard isAfterHeader || firstRow == nil else { return false }
    let row = Self.hash(record, batch, source)
    if isAfterHeader, row == firstRow { isInOther = true }
    firstRow = firstRow ?? row
    isAfterHeader = false
    return isInOther
  }

  private mutating func look(_ record: ScannedRecord, _ batch: BatchView, _ source: CellSource) {
    guard record.cellCount > 1, !headerRows.isEmpty else { return }
    // The lower row of a header may hold a single title.
    if isAfterHeader, record.cellCount == width,
      headerRows.contains(where: { isSame($0, record, batch, source) })
    {
      isHeader = true
      return
    }
    var known = 0
    var filled = 0
    for cell in 0..<record.cellCount {
      let content = source.content(of: cell, in: record, batch)
      if content.isEmpty { continue }
      filled += 1
      // Rows of data end here as a rule: neither their first nor their second filled cell is a title.
      if filled > 2, known == 0 { break }
      var folded: [UInt8] = []
      if content.count <= 512 { HeaderFolding.fold(content, into: &folded) }
      if titles.contains(String(decoding: folded, as: UTF8.self)) { known += 1 }
    }
    if known >= 2, known * 10 >= filled * 6 {
      isHeader = record.cellCount == width && headerRows.contains { isSame($0, record, batch, source) }
      isAfterHeader = isHeader
      isInOther = !isHeader
    } else if holdsTitlesForFigures(record, batch, source) {
      isInOther = true
    }
  }

  private func isSame(
    _ titles: [String], _ record: ScannedRecord, _ batch: BatchView, _ source: CellSource
  ) -> Bool {
    guard titles.count == record.cellCount else { return false }
    return titles.indices.allSatisfy { cell in
      var folded: [UInt8] = []
      HeaderFolding.fold(source.content(of: cell, in: record, batch), into: &folded)
      return String(decoding: folded, as: UTF8.self) == titles[cell]
    }
  }

  /// Whether every cell is a different text although some columns hold nothing but figures.
  private func holdsTitlesForFigures(_ record: ScannedRecord, _ batch: BatchView, _ source: CellSource)
    -> Bool
  {
    guard numericColumns.count > 1, record.cellCount == width else { return false }
    for column in numericColumns {
      let content = source.content(of: column, in: record, batch)
      guard content.count <= 512, content.contains(where: { $0 >= 0x41 }), !HeaderFinder.isNumberLike(content)
      else { return false }
    }
    let cells = source.texts(record, batch)
    return !cells.contains("") && Set(cells).count == cells.count
  }

  private static func hash(_ record: ScannedRecord, _ batch: BatchView, _ source: CellSource) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for cell in 0..<record.cellCount {
      for byte in source.content(of: cell, in: record, batch) {
        hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
      }
      hash = (hash ^ 0x1F) &* 0x100_0000_01B3
    }
    return hash
  }
}
