/// A day of the Gregorian calendar, counted without clock or time zone.
public enum GregorianDay {
  /// Days since 1970-01-01; nil for a day that the calendar does not have.
  ///
  /// Without a branch over months or leap years, which the processor could not guess.
  @inline(__always) public static func days(year: Int, month: Int, day: Int) -> Int64? {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1 else { return nil }
    // A year of a whole century is a leap year where 16 divides it, any other where 4 does.
    let leap = year & (year % 100 == 0 ? 15 : 3) == 0 ? 1 : 0
    let length = month == 2 ? 28 &+ leap : 30 &+ (month &+ month >> 3) & 1
    guard day <= length else { return nil }
    // As Neri and Schneider count them: years that begin in March, and the days before each of their months on a line.
    let isBefore = month <= 2
    let years = UInt(bitPattern: isBefore ? year &- 1 : year)
    let months = UInt(bitPattern: isBefore ? month &+ 12 : month)
    let centuries = years / 100
    let days = years &* 1461 / 4 &- centuries &+ centuries / 4 &+ (979 &* months &- 2919) / 32
    return Int64(truncatingIfNeeded: days) &+ Int64(day) &- 719_469
  }

  /// Year, month and day of a number of days since 1970-01-01, from year 1 to year 9999.
  public static func date(days: Int64) -> (year: Int, month: Int, day: Int) {
    let sinceMarch = Int(min(max(days, -719_162), 2_932_896)) + 719_468
    let era = sinceMarch / 146_097
    let dayOfEra = sinceMarch - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// Number of days of a month.
  public static func length(of month: Int, in year: Int) -> Int {
    switch month {
    case 2: return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: return 30
    default: return 31
    }
  }
}
