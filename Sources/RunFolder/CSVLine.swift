/// Builds lines of a CSV file in bytes: comma, CRLF, quotes only where needed, no cell that starts a formula.
struct CSVLine {
  private(set) var bytes: [UInt8] = []
  private var isAtLineStart = true

  /// The mark that tells spreadsheets that a file is UTF-8.
  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  init(reserving capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  /// Adds a text cell.
  mutating func add(text: String) { add(text: text.utf8) }

  /// Adds a text cell; a leading `=`, `+`, `-`, `@`, tab or return gets an apostrophe before it.
  mutating func add(text: some Collection<UInt8>) {
    separate()
    let isGuarded = CSVLine.startsFormula(text)
    guard text.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) else {
      if isGuarded { bytes.append(0x27) }
      bytes.append(contentsOf: text)
      return
    }
    bytes.append(0x22)
    if isGuarded { bytes.append(0x27) }
    for byte in text {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }

  /// Adds a cell of plain bytes that need neither quotes nor guard, such as ids.
  mutating func add(plain: [UInt8]) {
    separate()
    bytes += plain
  }

  /// Adds plain cells' bytes to the current cell with a blank between them.
  mutating func add(joining parts: some Sequence<[UInt8]>) {
    separate()
    var isFirst = true
    for part in parts {
      if !isFirst { bytes.append(0x20) }
      isFirst = false
      bytes += part
    }
  }

  /// Adds a whole number.
  mutating func add(number: Int64) {
    separate()
    appendDigits(number)
  }

  /// Adds a raw number at a scale, with a decimal point and as many decimals as the scale says.
  mutating func add(number: Int64, scale: Int) {
    separate()
    bytes += MachineText.decimal(number, scale: scale).utf8
  }

  /// Adds bytes to the end of the current cell.
  mutating func extend(_ more: UInt8) { bytes.append(more) }

  /// Ends the line.
  mutating func end() {
    bytes.append(0x0D)
    bytes.append(0x0A)
    isAtLineStart = true
  }

  private mutating func separate() {
    if !isAtLineStart { bytes.append(0x2C) }
    isAtLineStart = false
  }

  private mutating func appendDigits(_ number: Int64) {
    var rest = number.magnitude
    let start = bytes.count
    repeat {
      bytes.append(0x30 + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    if number < 0 { bytes.append(0x2D) }
    bytes[start...].reverse()
  }

  /// Whether a spreadsheet could take the text for a formula, leading apostrophes left aside.
  private static func startsFormula(_ text: some Collection<UInt8>) -> Bool {
    switch text.first(where: { $0 != 0x27 }) {
    case 0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D: return true
    default: return false
    }
  }
}
