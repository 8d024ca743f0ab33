/// A cell as its part of the workbook states it.
struct StoredCell {
  enum CellType {
    case number
    case sharedText
    case text
    case truth
    case error
    case date

    init(_ name: UnsafeBufferPointer<UInt8>) {
      switch String(decoding: name, as: UTF8.self) {
      case "s": self = .sharedText
      case "str", "inlineStr": self = .text
      case "b": self = .truth
      case "e": self = .error
      case "d": self = .date
      default: self = .number
      }
    }
  }

  /// What kind of content a cell turned out to have.
  enum Content {
    case blank
    case word
    case amount
    case number
    case scaledNumber
    case error
    /// Text that looks like a number with separators.
    case numericText
    case noSuchText
  }

  var type = CellType.number
  var style = 0
  var hasFormula = false
  var hasValue = false
  /// The stored value as text.
  var value: [UInt8] = []

  mutating func reset() {
    type = .number
    style = 0
    hasFormula = false
    hasValue = false
    value.removeAll(keepingCapacity: true)
  }

  /// Writes the content in its canonical form.
  func content(_ context: WorkbookContext, into text: inout [UInt8]) -> Content {
    switch type {
    case .number: return number(context, into: &text)
    case .sharedText:
      if value.isEmpty { return .blank }
      guard let index = value.withUnsafeBufferPointer({ CellReference.number($0) }),
        context.texts.append(index, to: &text)
      else { return .noSuchText }
      return textContent(text)
    case .text:
      text = value
      EscapedText.decode(&text)
      return textContent(text)
    case .truth:
      if value.isEmpty { return .blank }
      text.append(contentsOf: value == [0x31] || value == Array("true".utf8) ? "TRUE".utf8 : "FALSE".utf8)
      return .word
    case .error:
      text = value
      return text.isEmpty ? .blank : .error
    case .date:
      text = date
      return text.isEmpty ? .blank : .amount
    }
  }

  /// A date of ISO 8601; midnight is no time of day.
  private var date: [UInt8] {
    var text = value
    if text.last == UInt8(ascii: "Z") { text.removeLast() }
    for ending in ["T00:00:00.000", "T00:00:00", "T00:00"]
    where text.suffix(ending.utf8.count).elementsEqual(ending.utf8) {
      text.removeLast(ending.utf8.count)
    }
    return text
  }

  private func number(_ context: WorkbookContext, into text: inout [UInt8]) -> Content {
    let trimmed = value.drop { $0 <= 0x20 }
    if trimmed.isEmpty { return .blank }
    guard let number = SheetNumber(Array(trimmed.prefix { $0 > 0x20 })) else {
      // No number at all: shown as it stands, so that the reader can name it.
      text = value
      return .amount
    }
    let format = context.formats.indices.contains(style) ? context.formats[style] : .number
    switch format {
    case .number: text = number.plainText
    case .date(let showsTime):
      text = context.calendar.dateText(number.value, showsTime: showsTime) ?? number.plainText
      return .amount
    case .time:
      text = context.calendar.timeText(number.value) ?? number.plainText
      return .amount
    case .elapsed:
      text = context.calendar.elapsedText(number.value) ?? number.plainText
      return .amount
    case .percent: text = number.shifted(2).plainText + [0x25]
    case .scaled(let thousands):
      text = number.shifted(-3 * thousands).plainText
      return .scaledNumber
    case .padded(let marks):
      text = Self.padded(number, marks) ?? number.plainText
    }
    return .number
  }

  /// Digits filled into the places of a format such as `0000000000` or `0000000000-000`.
  private static func padded(_ number: SheetNumber, _ marks: [UInt8]) -> [UInt8]? {
    guard var digits = number.wholeDigits else { return nil }
    var filled: [UInt8] = []
    for mark in marks.reversed() {
      filled.append(mark == 0x30 ? digits.popLast() ?? 0x30 : mark)
    }
    return digits + filled.reversed()
  }

  /// Tells words and codes, which merged cells repeat, from amounts written as text.
  private func textContent(_ text: [UInt8]) -> Content {
    guard let first = text.first(where: { $0 > 0x20 }) else { return .blank }
    var digits = 0
    var separators = 0
    for byte in text {
      switch byte {
      case 0x30...0x39: digits += 1
      case UInt8(ascii: "."), UInt8(ascii: ","): separators += 1
      case 0x20, 0x2D, UInt8(ascii: "%"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "+"): break
      default: return .word
      }
    }
    // Ten digits and more in a row, perhaps with the dash of a branch, are a tax code.
    if separators == 0, digits >= 9, digits <= 14, (0x30...0x39).contains(first) { return .word }
    if digits == 0 { return .word }
    return separators > 0 && digits > 0 ? .numericText : .amount
  }
}
