/// A day of the Gregorian calendar, counted from 1970-01-01.
public struct CalendarDay: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01; negative before it.
  public let number: Int

  /// Creates the day that lies so many days after 1970-01-01.
  public init(number: Int) { self.number = number }

  /// Creates a day from a year, a month of 1...12 and a day of that month.
  public init(_ year: Int, _ month: Int, _ day: Int) {
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    number = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// Whether one day lies before another.
  public static func < (left: CalendarDay, right: CalendarDay) -> Bool { left.number < right.number }

  /// Another day, so many days later.
  public static func + (day: CalendarDay, days: Int) -> CalendarDay { CalendarDay(number: day.number + days) }

  /// Another day, so many days earlier.
  public static func - (day: CalendarDay, days: Int) -> CalendarDay { CalendarDay(number: day.number - days) }

  /// Year, month and day.
  public var parts: (year: Int, month: Int, day: Int) {
    let shifted = number + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let calendarMonth = month < 10 ? month + 3 : month - 9
    let year = yearOfEra + era * 400 + (calendarMonth <= 2 ? 1 : 0)
    return (year, calendarMonth, dayOfYear - (153 * month + 2) / 5 + 1)
  }

  /// The day as `yyyy-MM-dd`.
  public var iso: String {
    let (year, month, day) = parts
    return "\(year)-\(Self.two(month))-\(Self.two(day))"
  }

  /// The day as `dd/MM/yyyy`.
  public var vietnamese: String {
    let (year, month, day) = parts
    return "\(Self.two(day))/\(Self.two(month))/\(year)"
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
