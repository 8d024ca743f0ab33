/// A day of the proleptic Gregorian calendar, counted in days since 1970-01-01.
///
/// Every date of the program lies between the years 1 and 9999, so day counts stay far from any overflow.
public struct CivilDate: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Days since 1970-01-01; negative before it.
  public let days: Int32

  /// The first day that a cell or rule may name: 0001-01-01.
  public static let earliest = CivilDate(days: -719_162)
  /// The last day that a cell or rule may name: 9999-12-31.
  public static let latest = CivilDate(days: 2_932_896)

  /// Creates the date that lies a number of days after 1970-01-01.
  public init(days: Int32) { self.days = days }

  /// Creates a date from year 1...9999, month 1...12 and day; nil when there is no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= CivilDate.daysInMonth(year: year, month: month)
    else { return nil }
    days = Int32(CivilDate.dayNumber(year: year, month: month, day: day))
  }

  /// Creates a date from `yyyy-MM-dd`; nil for any other text.
  public init?(iso text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      var value = 0
      for byte in bytes[range] {
        guard (0x30...0x39).contains(byte) else { return nil }
        value = value * 10 + Int(byte - 0x30)
      }
      return value
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// Year, month and day of the date.
  public var components: (year: Int, month: Int, day: Int) {
    let shifted = Int(days) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// The date a number of days later; nil outside the years 1...9999.
  public func adding(days count: Int64) -> CivilDate? {
    let (sum, overflow) = Int64(days).addingReportingOverflow(count)
    let range = Int64(CivilDate.earliest.days)...Int64(CivilDate.latest.days)
    guard !overflow, range.contains(sum) else { return nil }
    return CivilDate(days: Int32(sum))
  }

  /// The date a number of months later, clamped to the last day of its month; nil outside the years 1...9999.
  public func adding(months count: Int64) -> CivilDate? {
    guard count > -120_000, count < 120_000 else { return nil }
    let (year, month, day) = components
    let index = year * 12 + (month - 1) + Int(count)
    guard index >= 12, index < 10_000 * 12 else { return nil }
    let newYear = index / 12
    let newMonth = index % 12 + 1
    let newDay = min(day, CivilDate.daysInMonth(year: newYear, month: newMonth))
    return CivilDate(year: newYear, month: newMonth, day: newDay)
  }

  /// The last day of the date's month.
  public var endOfMonth: CivilDate {
    let (year, month, _) = components
    let last = CivilDate.daysInMonth(year: year, month: month)
    return CivilDate(days: Int32(CivilDate.dayNumber(year: year, month: month, day: last)))
  }

  /// The latest date with this month and day that is not after the date; 29 February falls back to the 28th.
  public func latest(month: Int, day: Int) -> CivilDate? {
    let year = components.year
    for candidate in [year, year - 1] {
      guard (1...9999).contains(candidate), (1...12).contains(month) else { continue }
      let clamped = min(day, CivilDate.daysInMonth(year: candidate, month: month))
      if let date = CivilDate(year: candidate, month: month, day: clamped), date <= self { return date }
    }
    return nil
  }

  /// The date as `yyyy-MM-dd`.
  public var description: String {
    let (year, month, day) = components
    func padded(_ value: Int, _ width: Int) -> String {
      let text = String(value)
      return String(repeating: "0", count: max(0, width - text.count)) + text
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  /// Orders dates by time.
  public static func < (first: CivilDate, second: CivilDate) -> Bool { first.days < second.days }

  /// Number of days in a month of the Gregorian calendar.
  public static func daysInMonth(year: Int, month: Int) -> Int {
    switch month {
    case 2: return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: return 30
    default: return 31
    }
  }

  private static func dayNumber(year: Int, month: Int, day: Int) -> Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }
}

/// A period of effect; both ends belong to it.
public struct EffectPeriod: Hashable, Sendable {
  /// First day of effect.
  public var from: CivilDate
  /// Last day of effect; nil while it has no end.
  public var to: CivilDate?

  /// Creates a period.
  public init(from: CivilDate, to: CivilDate? = nil) {
    self.from = from
    self.to = to
  }

  /// Whether a date lies in the period.
  public func contains(_ date: CivilDate) -> Bool {
    if date < from { return false }
    if let to { return date <= to }
    return true
  }
}
