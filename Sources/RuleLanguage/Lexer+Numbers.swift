import Diagnostics

extension Lexer {
  /// Reads a number, percentage or date that begins with the digit here.
  mutating func numberOrDate() {
    if !dateLike() { number() }
  }

  // MARK: Dates

  private func digitCount(at position: Int) -> Int {
    var end = position
    while end < bytes.count, Self.isDigit(bytes[end]) { end &+= 1 }
    return end - position
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  private func number(at position: Int, digits: Int) -> Int {
    var value = 0
    for place in position..<position + digits { value = value * 10 + Int(bytes[place] - UInt8(ascii: "0")) }
    return value
  }

  private func isMinus(at position: Int) -> Bool {
    position < bytes.count && bytes[position] == UInt8(ascii: "-")
  }

  private mutating func dateLike() -> Bool {
    let start = offset
    let first = digitCount(at: start)
    guard first == 4 || first <= 2, isMinus(at: start + first) else { return false }
    let second = digitCount(at: start + first + 1)
    guard second == 1 || second == 2 else { return false }
    let afterSecond = start + first + 1 + second
    guard isMinus(at: afterSecond), digitCount(at: afterSecond + 1) > 0 else {
      return monthDay(first, second, end: afterSecond)
    }
    let third = digitCount(at: afterSecond + 1)
    let isYearFirst = first == 4 && third <= 2
    guard isYearFirst || first <= 2 && third == 4 else { return false }
    let outer = (number(at: start, digits: first), number(at: afterSecond + 1, digits: third))
    let year = isYearFirst ? outer.0 : outer.1
    let day = isYearFirst ? outer.1 : outer.0
    let month = number(at: start + first + 1, digits: second)
    offset = afterSecond + 1 + third
    let isWellFormed = isYearFirst && second == 2 && third == 2
    if isWellFormed, Calendar.has(year, month, day) {
      append(.date, text(from: start), from: start)
      return true
    }
    if !isWellFormed {
      let help = Calendar.has(year, month, day) ? [Calendar.text(year, month, day)] : []
      report(
        .malformedDate, "date `\(text(from: start))` is not written year-month-day", from: start,
        help: help.map { "write `\($0)`" })
    } else {
      report(
        .impossibleDate, "there is no date `\(text(from: start))`", from: start, help: dayHelp(year, month))
    }
    append(.date, Calendar.nearest(year, month, day), from: start)
    return true
  }

  private func dayHelp(_ year: Int, _ month: Int) -> [String] {
    guard month >= 1, month <= 12 else { return ["months go from 01 to 12"] }
    let days = Calendar.days(inMonth: month, of: year)
    return ["month \(month) of \(year) has \(days) days"]
  }

  private mutating func monthDay(_ first: Int, _ second: Int, end: Int) -> Bool {
    guard first == 2, second == 2, !isNameStart(at: end),
      end >= bytes.count || bytes[end] != UInt8(ascii: "_")
    else {
      return false
    }
    let start = offset
    let month = number(at: start, digits: 2)
    let day = number(at: start + 3, digits: 2)
    offset = end
    if !Calendar.has(2001, month, day) {
      let help = ["a month and day must exist in every year"]
      report(.impossibleDate, "not every year has a day `\(text(from: start))`", from: start, help: help)
    }
    append(.monthDay, String(Calendar.nearest(2001, month, day).dropFirst(5)), from: start)
    return true
  }

  // MARK: Numbers

  private mutating func number() {
    let start = offset
    guard let (text, isDecimal) = soundNumber() else { return unusualNumber() }
    let end = offset
    let isPercent = passPercentSign()
    append(isPercent ? .percent : isDecimal ? .decimal : .integer, text, from: start)
    checkEnd(of: start..<end)
  }

  private mutating func passPercentSign() -> Bool {
    guard byte(0) == UInt8(ascii: "%") else { return false }
    offset += 1
    return true
  }

  /// Passes a number with which nothing can be wrong, as nearly all are, and returns its digits and point.
  ///
  /// It has at most 14 digits before the point, without `_` or in groups of three, and at most four after it.
  private mutating func soundNumber() -> (text: String, isDecimal: Bool)? {
    let start = offset
    var end = start
    var group = 0
    var groups = 0
    var digits = 0
    while end < bytes.count {
      let byte = bytes[end]
      if Self.isDigit(byte) {
        group &+= 1
      } else if byte == UInt8(ascii: "_") {
        guard groups == 0 ? group <= 3 : group == 3 else { return nil }
        groups &+= 1
        digits &+= group
        group = 0
      } else {
        break
      }
      end &+= 1
    }
    digits += group
    guard digits <= 14, groups == 0 || group == 3 else { return nil }
    let wholeEnd = end
    let hasPoint = end < bytes.count && bytes[end] == UInt8(ascii: ".")
    let decimals = hasPoint ? digitCount(at: end + 1) : 0
    if decimals > 0 {
      end += 1 + decimals
      let next = end < bytes.count ? bytes[end] : 0
      if decimals > 4 || next == UInt8(ascii: "_") { return nil }
      if next == UInt8(ascii: "."), digitCount(at: end + 1) > 0 { return nil }
    }
    offset = end
    let written = groups == 0 ? text(start..<end) : digitsAlone(start..<end, count: end - start - groups)
    return (written, end > wholeEnd)
  }

  /// A number without its `_`.
  private func digitsAlone(_ place: Range<Int>, count: Int) -> String {
    String(unsafeUninitializedCapacity: count) { digits in
      var written = 0
      for position in place where bytes[position] != UInt8(ascii: "_") {
        digits[written] = bytes[position]
        written &+= 1
      }
      return written
    }
  }

  private mutating func unusualNumber() {
    let start = offset
    skipDigits()
    let wholeEnd = offset
    var points = 0
    while byte(0) == UInt8(ascii: "."), digitCount(at: offset + 1) > 0 {
      points += 1
      offset += 1
      skipDigits()
    }
    let end = offset
    let written = text(start..<end)
    let isPercent = passPercentSign()
    let kind: Token.Kind = isPercent ? .percent : points == 0 ? .integer : .decimal
    let isSound = checkShape(written, points: points, from: start, wholeEnd: wholeEnd)
    let digits = written.replacingAll("_", with: "")
    append(kind, isSound && checkSize(digits, from: start) ? digits : "0", from: start)
    checkEnd(of: start..<end)
  }

  private mutating func checkEnd(of number: Range<Int>) {
    guard isNameStart(at: offset) else { return }
    let written = text(number)
    let help = [
      "put a blank before a unit: `\(written) days`; an article with a letter stands in quotes: `\"5a\"`"
    ]
    report(
      .malformedNumber, "a name touches the number `\(written)`", from: number.lowerBound, help: help)
  }

  private mutating func skipDigits() {
    while let byte = byte(0), byte == UInt8(ascii: "_") || Self.isDigit(byte) { offset += 1 }
  }

  private mutating func checkShape(_ written: String, points: Int, from start: Int, wholeEnd: Int) -> Bool {
    if points > 1 {
      let help = ["separate thousands with `_`: `\(written.replacingAll(".", with: "_"))`"]
      report(.malformedNumber, "number `\(written)` has more than one point", from: start, help: help)
      return false
    }
    if written.hasSuffix("_") || written.holds("__") || written.holds("_.") || written.holds("._") {
      let help = ["`_` stands between two digits"]
      report(.malformedNumber, "misplaced `_` in the number `\(written)`", from: start, help: help)
      return false
    }
    let groups = text(start..<wholeEnd).split(separator: "_")
    if groups.count > 1,
      groups.dropFirst().contains(where: { $0.count != 3 }) || groups.contains(where: { $0.count > 3 })
    {
      report(
        .unevenDigitGroups, "digit groups of `\(written)` are not of three", severity: .warning, from: start,
        help: ["check that no digit is missing or doubled"])
    }
    return true
  }

  private mutating func checkSize(_ digits: String, from start: Int) -> Bool {
    let parts = digits.split(separator: ".")
    let decimals = parts.count > 1 ? parts[1].count : 0
    if decimals > 4 {
      let help = ["round it to four decimals"]
      report(
        .tooManyDecimals, "number `\(digits)` has \(decimals) decimals, at most 4 are kept", from: start,
        help: help)
      return false
    }
    if Int64(digits.replacingAll(".", with: "")) == nil {
      let shown = digits.count > 40 ? digits.prefix(40) + "…" : digits[...]
      report(.numberTooLarge, "number `\(shown)` is over 64 bits", from: start)
      return false
    }
    return true
  }
}

/// The calendar, as far as writing dates needs it.
enum Calendar {
  /// Number of days of a month from 1 to 12.
  static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Whether the calendar has a date.
  static func has(_ year: Int, _ month: Int, _ day: Int) -> Bool {
    month >= 1 && month <= 12 && day >= 1 && day <= days(inMonth: month, of: year)
  }

  /// A date as it is written in rules files.
  static func text(_ year: Int, _ month: Int, _ day: Int) -> String {
    padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2)
  }

  /// The date, or the nearest one that exists.
  static func nearest(_ year: Int, _ month: Int, _ day: Int) -> String {
    let realMonth = min(max(month, 1), 12)
    return text(year, realMonth, min(max(day, 1), days(inMonth: realMonth, of: year)))
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
