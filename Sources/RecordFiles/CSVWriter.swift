/// Writes records as CSV into memory: UTF-8 with byte-order mark, CRLF, quotes where needed.
///
/// Text that a spreadsheet would take for a formula gets an apostrophe before it; `RecordFileReader` takes it away again.
public struct CSVWriter: Sendable {
  /// What was written since the last `takeBytes`.
  public private(set) var bytes: [UInt8] = []
  private let delimiter: UInt8
  private let guardsFormulas: Bool
  private var cellsInRecord = 0
  private var recordStart = 0

  /// Creates a writer.
  ///
  /// - Parameters:
  ///   - delimiter: byte between cells.
  ///   - marksByteOrder: whether to start with the byte-order mark, by which Excel knows UTF-8.
  ///   - guardsFormulas: whether text that looks like a formula gets its apostrophe; without, every text stays as it is.
  public init(delimiter: UInt8 = 0x2C, marksByteOrder: Bool = true, guardsFormulas: Bool = true) {
    self.delimiter = delimiter
    self.guardsFormulas = guardsFormulas
    if marksByteOrder { bytes = [0xEF, 0xBB, 0xBF] }
    recordStart = bytes.count
  }

  /// Writes a cell of text.
  public mutating func text(_ text: String) {
    startCell()
    let start = bytes.count
    var text = text
    text.withUTF8 { content in
      if guardsFormulas, FormulaGuard.needsGuard(content) { bytes.append(0x27) }
      bytes.append(contentsOf: content)
    }
    quoteIfNeeded(from: start)
  }

  /// Writes a cell with a number that counts units of 10^-decimals, with a dot before the decimals.
  public mutating func number(_ value: Int64, decimals: Int = 0) {
    startCell()
    var digits: [UInt8] = []
    var rest = value.magnitude
    repeat {
      if digits.count == decimals, decimals > 0 { digits.append(0x2E) }
      digits.append(UInt8(0x30 + rest % 10))
      rest /= 10
    } while rest > 0 || digits.count < (decimals > 0 ? decimals + 2 : 1)
    if value < 0 { bytes.append(0x2D) }
    bytes.append(contentsOf: digits.reversed())
  }

  /// Writes a cell with a day, as year-month-day.
  public mutating func date(days: Int64) {
    startCell()
    let date = GregorianDay.date(days: days)
    func append(_ number: Int, width: Int) {
      let digits = String(number).utf8
      for _ in digits.count..<max(digits.count, width) { bytes.append(0x30) }
      bytes.append(contentsOf: digits)
    }
    append(date.year, width: 4)
    bytes.append(0x2D)
    append(date.month, width: 2)
    bytes.append(0x2D)
    append(date.day, width: 2)
  }

  /// Writes a blank cell.
  public mutating func blank() { startCell() }

  /// Ends the record.
  public mutating func endRecord() {
    // A record of one blank cell would look like a blank line.
    if cellsInRecord == 1, bytes.count == recordStart { bytes += [0x22, 0x22] }
    bytes += [0x0D, 0x0A]
    cellsInRecord = 0
    recordStart = bytes.count
  }

  /// Writes a record of texts.
  public mutating func record(_ texts: [String]) {
    for cell in texts { text(cell) }
    endRecord()
  }

  /// Gives what was written and starts again with nothing; call it between records.
  public mutating func takeBytes() -> [UInt8] {
    let taken = bytes
    bytes = []
    bytes.reserveCapacity(taken.count)
    recordStart = 0
    return taken
  }

  private mutating func startCell() {
    if cellsInRecord > 0 { bytes.append(delimiter) }
    cellsInRecord += 1
  }

  /// Puts quotes around the cell when a reader could misunderstand it without.
  private mutating func quoteIfNeeded(from start: Int) {
    guard let first = bytes[start...].first, let last = bytes.last else { return }
    let isPlain = bytes[start...].allSatisfy { byte in
      byte != delimiter && byte != 0x22 && byte != 0x0A && byte != 0x0D
    }
    if isPlain, first != 0x20, last != 0x20, first != 0x09, last != 0x09 { return }
    let cell = Array(bytes[start...])
    bytes.removeSubrange(start...)
    bytes.append(0x22)
    for byte in cell {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }
}
