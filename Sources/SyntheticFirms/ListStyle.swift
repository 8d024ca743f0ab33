/// How an agency writes its list.
struct ListStyle {
  /// How large numbers are grouped.
  enum Grouping {
    case none
    case dots
    case commas
  }

  /// The byte between two cells.
  var delimiter = UInt8(ascii: ",")
  var endsLinesWithCRLF = false
  var hasByteOrderMark = false
  var grouping = Grouping.none
  /// Whether dates are written `yyyy-MM-dd`; else `dd/MM/yyyy`.
  var datesAreISO = false
  /// Whether letters and their marks are written apart (Unicode form D).
  var isDecomposed = false
  var yes = "Có"
  var no = "Không"

  /// The cells of a line that was written in this style, without their quotes.
  func cells(of line: [UInt8]) -> [String] {
    var cells: [String] = []
    var cell: [UInt8] = []
    var isQuoted = false
    var place = 0
    while place < line.count {
      let byte = line[place]
      if byte == 0x22, isQuoted, place + 1 < line.count, line[place + 1] == 0x22 {
        cell.append(byte)
        place += 1
      } else if byte == 0x22 {
        isQuoted.toggle()
      } else if byte == delimiter, !isQuoted {
        cells.append(String(decoding: cell, as: UTF8.self))
        cell = []
      } else {
        cell.append(byte)
      }
      place += 1
    }
    while let last = cell.last, last == 0x0A || last == 0x0D { cell.removeLast() }
    return cells + [String(decoding: cell, as: UTF8.self)]
  }
}

/// One row in the making: every value goes through the style of its list.
struct ListRow {
  private let style: ListStyle
  private(set) var bytes: [UInt8] = []
  private(set) var cellCount = 0

  init(_ style: ListStyle) { self.style = style }

  /// A cell of text, quoted where the text needs it.
  mutating func text(_ value: String) {
    let needsQuotes = value.utf8.contains { $0 == style.delimiter || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
    let written = style.isDecomposed ? VietnameseDecomposition.decomposed(value) : value
    if needsQuotes { return quoted(written) }
    startCell()
    bytes.append(contentsOf: written.utf8)
  }

  /// A cell in quotes.
  mutating func quoted(_ value: String) {
    startCell()
    bytes.append(0x22)
    for byte in value.utf8 {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }

  /// A cell that nobody filled in.
  mutating func blank() { startCell() }

  mutating func number(_ value: Int?) {
    guard let value else { return blank() }
    switch style.grouping {
    case .none: text(String(value))
    case .dots: text(Self.grouped(value, by: "."))
    case .commas: text(Self.grouped(value, by: ","))
    }
  }

  mutating func day(_ value: CalendarDay?, none: String = "") {
    guard let value else { return text(none) }
    text(style.datesAreISO ? value.iso : value.vietnamese)
  }

  mutating func truth(_ value: Bool?) {
    guard let value else { return blank() }
    text(value ? style.yes : style.no)
  }

  /// Drops the cells after the first ones, as a row that was cut off.
  mutating func cut(afterCells kept: Int) {
    var cells = 0
    for (place, byte) in bytes.enumerated() where byte == style.delimiter {
      cells += 1
      if cells == kept {
        bytes.removeSubrange(place...)
        return
      }
    }
  }

  /// The row with the end of its line.
  func line() -> [UInt8] { bytes + (style.endsLinesWithCRLF ? [0x0D, 0x0A] : [0x0A]) }

  private mutating func startCell() {
    if cellCount > 0 { bytes.append(style.delimiter) }
    cellCount += 1
  }

  static func grouped(_ value: Int, by separator: String) -> String {
    let digits = String(value)
    var text = ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place).isMultiple(of: 3) { text += separator }
      text.append(digit)
    }
    return text
  }
}
