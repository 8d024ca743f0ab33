/// A stored number of a sheet as exact decimal digits.
///
/// Spreadsheet programs compute with 15 digits and store up to 17, so that 1.1 stands in the file as
/// `1.1000000000000001`; digits beyond the fifteenth are rounded away, as the programs themselves do when they show the
/// number. Whole numbers that are written out in full keep all their digits.
struct SheetNumber: Hashable {
  static let keptDigits = 15
  private static let farthestExponent = 400

  private(set) var isNegative = false
  /// Digits without leading zeros, as values 0 to 9; empty for zero.
  private var digits: [UInt8] = []
  /// Power of ten of the last digit.
  private var exponent = 0

  /// Reads a number as XML writes it; nil for anything else.
  init?(_ text: [UInt8]) {
    var place = 0
    if let sign = text.first, sign == 0x2D || sign == 0x2B {
      isNegative = sign == 0x2D
      place = 1
    }
    var hasDigits = false
    var hasPoint = false
    while place < text.count {
      let byte = text[place]
      if (0x30...0x39).contains(byte) {
        hasDigits = true
        digits.append(byte - 0x30)
        if hasPoint { exponent -= 1 }
      } else if byte == 0x2E, !hasPoint {
        hasPoint = true
      } else {
        break
      }
      place += 1
    }
    guard hasDigits, digits.count <= Self.farthestExponent else { return nil }
    var isWhole = !hasPoint
    if place < text.count {
      guard let power = Self.power(text[place...]) else { return nil }
      exponent += power
      isWhole = false
    }
    normalise()
    if !isWhole { round() }
    guard abs(exponent) <= Self.farthestExponent else { return nil }
  }

  private static func power(_ text: ArraySlice<UInt8>) -> Int? {
    guard let letter = text.first, letter | 0x20 == 0x65 else { return nil }
    let rest = text.dropFirst()
    let isNegative = rest.first == 0x2D
    let digits = rest.first == 0x2D || rest.first == 0x2B ? rest.dropFirst() : rest
    guard (1...4).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    let value = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    return isNegative ? -value : value
  }

  private mutating func normalise() {
    while digits.last == 0 {
      digits.removeLast()
      exponent += 1
    }
    digits.removeFirst(digits.prefix { $0 == 0 }.count)
    if digits.isEmpty {
      exponent = 0
      isNegative = false
    }
  }

  private mutating func round() {
    guard digits.count > Self.keptDigits else { return }
    let isUp = digits[Self.keptDigits] >= 5
    exponent += digits.count - Self.keptDigits
    digits.removeSubrange(Self.keptDigits...)
    if isUp {
      var place = digits.count - 1
      while place >= 0, digits[place] == 9 {
        digits[place] = 0
        place -= 1
      }
      if place >= 0 { digits[place] += 1 } else { digits.insert(1, at: 0) }
    }
    normalise()
  }

  /// The number multiplied with a power of ten.
  func shifted(_ power: Int) -> SheetNumber {
    var shifted = self
    if !digits.isEmpty { shifted.exponent += power }
    return shifted
  }

  /// Whether it has no decimals.
  var isWhole: Bool { exponent >= 0 }

  /// The whole digits as text; nil for a negative number or one with decimals.
  var wholeDigits: [UInt8]? {
    guard isWhole, !isNegative else { return nil }
    return digits.isEmpty ? [0x30] : digits.map { $0 + 0x30 } + [UInt8](repeating: 0x30, count: exponent)
  }

  /// Plain decimals with a point, without exponent and without separators of thousands.
  ///
  /// Three decimals get a fourth, `5.4310`, because `5.431` could be five thousand in a Vietnamese list.
  var plainText: [UInt8] {
    var text: [UInt8] = isNegative ? [0x2D] : []
    if exponent >= 0 {
      text += digits.isEmpty ? [0x30] : digits.map { $0 + 0x30 }
      if !digits.isEmpty { text += [UInt8](repeating: 0x30, count: exponent) }
      return text
    }
    let whole = digits.count + exponent
    if whole > 0 {
      text += digits[..<whole].map { $0 + 0x30 }
    } else {
      text.append(0x30)
    }
    text.append(0x2E)
    if whole < 0 { text += [UInt8](repeating: 0x30, count: -whole) }
    text += digits[max(whole, 0)...].map { $0 + 0x30 }
    if exponent == -3 { text.append(0x30) }
    return text
  }

  /// The nearest binary number, for days and times.
  var value: Double {
    let text = (isNegative ? "-" : "") + String(decoding: digits.map { $0 + 0x30 }, as: UTF8.self)
    return digits.isEmpty ? 0 : Double("\(text)e\(exponent)") ?? 0
  }
}

/// Days and times as spreadsheets count them.
struct SheetCalendar: Hashable, Sendable {
  /// Whether day 0 is 1904-01-01, as in workbooks of old Macintosh programs; else day 1 is 1900-01-01.
  var startsIn1904 = false

  /// 9999-12-31 in the calendar of 1900.
  private static let lastDay = 2_958_465
  private static let secondsOfDay = 86_400

  /// A day as `yyyy-MM-dd`, with the time where it is shown; nil outside the calendar.
  ///
  /// The calendar of 1900 has a 29 February 1900 that never was; it is written so and read as an impossible date.
  func dateText(_ serial: Double, showsTime: Bool) -> [UInt8]? {
    guard serial >= 0, serial < Double(Self.lastDay + 1) else { return nil }
    var day = Int(serial)
    var second = Int(((serial - Double(day)) * Double(Self.secondsOfDay)).rounded())
    if second == Self.secondsOfDay {
      day += 1
      second = 0
    }
    let date: String
    switch (startsIn1904, day) {
    case (true, _): date = Self.iso(daysSince1970: day - 24_107)
    case (false, 0): date = "1900-01-00"
    case (false, 60): date = "1900-02-29"
    case (false, _): date = Self.iso(daysSince1970: day - (day < 60 ? 25_568 : 25_569))
    }
    guard showsTime, second > 0 else { return Array(date.utf8) }
    return Array("\(date) \(Self.clock(second))".utf8)
  }

  /// A time of day as `HH:mm:ss`; nil for more than a day.
  func timeText(_ serial: Double) -> [UInt8]? {
    guard serial >= 0, serial < 1 else { return dateText(serial, showsTime: true) }
    let second = Int((serial * Double(Self.secondsOfDay)).rounded())
    return Array(Self.clock(min(second, Self.secondsOfDay - 1)).utf8)
  }

  /// Hours, minutes and seconds that may pass a day; nil for what no sheet counts.
  func elapsedText(_ serial: Double) -> [UInt8]? {
    guard serial >= 0, serial < Double(Self.lastDay + 1) else { return nil }
    return Array(Self.clock(Int((serial * Double(Self.secondsOfDay)).rounded())).utf8)
  }

  private static func clock(_ second: Int) -> String {
    "\(twoDigits(second / 3600)):\(twoDigits(second / 60 % 60)):\(twoDigits(second % 60))"
  }

  private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  /// The civil date of a day number: Howard Hinnant, "chrono-compatible low-level date algorithms".
  static func iso(daysSince1970 days: Int) -> String {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    let padded = String(repeating: "0", count: max(0, 4 - String(year).count)) + String(year)
    return "\(padded)-\(twoDigits(month))-\(twoDigits(day))"
  }
}
