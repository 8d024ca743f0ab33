/// What the number format of a cell does to the number that is stored.
enum CellFormat: Hashable, Sendable {
  /// Shows the number, perhaps rounded.
  case number
  /// Shows a day, with the time of day where the format has one.
  case date(showsTime: Bool)
  /// Shows a time of day.
  case time
  /// Shows hours that may pass 24.
  case elapsed
  /// Shows hundredths.
  case percent
  /// Shows thousands (1), millions (2) and so on.
  case scaled(Int)
  /// Fills up with leading zeros; `0` stands for a digit and `-` for itself.
  case padded([UInt8])

  /// The formats that workbooks need not describe, as the standard and Excel number them.
  static func builtIn(_ id: Int) -> CellFormat {
    switch id {
    case 9, 10: return .percent
    case 14...17, 27...31, 36, 50...54, 57, 58: return .date(showsTime: false)
    case 22: return .date(showsTime: true)
    case 18...21, 32...35, 45, 47, 55, 56: return .time
    case 46: return .elapsed
    default: return .number
    }
  }

  /// The meaning of a format code such as `dd/mm/yyyy;@`; only its first section counts.
  init(code: String) {
    var reading = FormatCodeReading(Array(code.utf8))
    reading.run()
    self = reading.format
  }
}

/// One pass over a format code.
private struct FormatCodeReading {
  private let code: [UInt8]
  private var place = 0
  private var hasDay = false
  private var hasMonth = false
  private var hasTime = false
  private var isElapsed = false
  private var isPercent = false
  private var hasOther = false
  /// Digits, separators and dashes in their order.
  private var marks: [UInt8] = []

  init(_ code: [UInt8]) { self.code = code }

  mutating func run() {
    while place < code.count, code[place] != UInt8(ascii: ";") { step() }
  }

  private mutating func step() {
    let byte = code[place]
    place += 1
    switch byte {
    case UInt8(ascii: "\""): literal(upTo: UInt8(ascii: "\""))
    case UInt8(ascii: "\\"):
      if place < code.count { literal(code[place]) }
      place += 1
    case UInt8(ascii: "_"), UInt8(ascii: "*"): place += 1
    case UInt8(ascii: "["): bracket()
    case UInt8(ascii: "0"), UInt8(ascii: "#"), UInt8(ascii: "?"), UInt8(ascii: ","), UInt8(ascii: "."),
      UInt8(ascii: "-"):
      marks.append(byte)
    case UInt8(ascii: "%"): isPercent = true
    default: letter(byte | 0x20)
    }
  }

  private mutating func letter(_ letter: UInt8) {
    if skip("general", after: letter) || skip("am/pm", after: letter) || skip("a/p", after: letter) {
      hasOther = true
      return
    }
    switch letter {
    case UInt8(ascii: "y"), UInt8(ascii: "d"), UInt8(ascii: "b"): hasDay = true
    case UInt8(ascii: "m"): hasMonth = true
    case UInt8(ascii: "h"), UInt8(ascii: "s"): hasTime = true
    case UInt8(ascii: "e"):
      // `0.00E+00` is a number; a lone `e` is a year in some languages.
      if place < code.count, code[place] == 0x2B || code[place] == 0x2D { place += 1 } else { hasDay = true }
      hasOther = true
    default: hasOther = true
    }
  }

  private mutating func skip(_ word: StaticString, after letter: UInt8) -> Bool {
    let count = word.utf8CodeUnitCount
    guard letter == word.utf8Start[0], place + count - 1 <= code.count else { return false }
    for index in 1..<count {
      let byte = code[place + index - 1]
      let lower = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
      guard lower == word.utf8Start[index] else { return false }
    }
    place += count - 1
    return true
  }

  private mutating func literal(upTo end: UInt8) {
    while place < code.count, code[place] != end {
      literal(code[place])
      place += 1
    }
    place += 1
  }

  private mutating func literal(_ byte: UInt8) {
    if byte == UInt8(ascii: "-") { marks.append(byte) } else { hasOther = true }
  }

  /// `[h]`, `[mm]` and `[ss]` count hours and minutes on; other brackets are colours, conditions and languages.
  private mutating func bracket() {
    var letters: [UInt8] = []
    while place < code.count, code[place] != UInt8(ascii: "]") {
      letters.append(code[place] | 0x20)
      place += 1
    }
    place += 1
    guard let first = letters.first, letters.allSatisfy({ $0 == first }) else { return }
    if first == UInt8(ascii: "h") || first == UInt8(ascii: "m") || first == UInt8(ascii: "s") {
      isElapsed = true
    }
  }

  var format: CellFormat {
    let hasPlaces = marks.contains(UInt8(ascii: "#")) || marks.contains(UInt8(ascii: "?"))
    let hasZeros = marks.contains(UInt8(ascii: "0"))
    if !hasPlaces, !hasZeros || hasTime || isElapsed {
      if isElapsed { return .elapsed }
      if hasDay || hasMonth && !hasTime { return .date(showsTime: hasTime) }
      if hasTime { return .time }
    }
    if isPercent { return .percent }
    let scale = scaleCommas
    if scale > 0 { return .scaled(scale) }
    let zeros = marks.count { $0 == UInt8(ascii: "0") }
    let isPadding = marks.allSatisfy { $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: "-") }
    return zeros > 1 && isPadding && !hasOther && marks.first == UInt8(ascii: "0") ? .padded(marks) : .number
  }

  /// Commas after the last digit before the point, and after the last digit behind it.
  private var scaleCommas: Int {
    let parts = marks.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
    return parts.reduce(0) { total, part in
      guard part.contains(where: { $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: "#") }) else { return total }
      return total + part.reversed().prefix { $0 == UInt8(ascii: ",") }.count
    }
  }
}
