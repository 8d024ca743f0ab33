/// Tax codes that no firm can have, with a check digit that is right all the same.
///
/// The first two digits of a tax code name the province that gave it out, 01 to 64; persons have 8. The codes here
/// start with 99 and, after two million firms, 98 down to 90, which no province has. A spreadsheet drops leading
/// zeros, and every pair from 01 to 09 belongs to a province, so the codes with a zero start with 0999: the series of
/// that province stood at 0901 after 25 years.
public enum FictionalTaxCode {
  /// How many firms can have codes of their own.
  public static let capacity = 20_000_000
  /// How many of the first firms can have a code that starts with a zero.
  public static let zeroCapacity = 20_000

  /// The tenth digit that belongs to nine others; nil when no digit does.
  public static func checkDigit(of nineDigits: Int) -> Int? {
    let weights = [3, 5, 7, 13, 17, 19, 23, 29, 31]
    var rest = nineDigits
    var sum = 0
    for weight in weights {
      sum += rest % 10 * weight
      rest /= 10
    }
    let digit = 10 - sum % 11
    return digit < 10 ? digit : nil
  }

  /// The code of an enterprise.
  static func enterprise(_ index: Int, random: inout SplitMix64) -> String {
    let place = index % capacity
    let series = (99 - place / 2_000_000) * 10_000_000 + place % 2_000_000 * 5
    return String(withCheckDigit(series, random: &random))
  }

  /// The code of an enterprise that starts with a zero.
  static func leadingZero(_ index: Int, random: inout SplitMix64) -> String {
    let series = 99_900_000 + index % zeroCapacity * 5
    return "0" + String(withCheckDigit(series, random: &random))
  }

  /// The 12 digits of a person who runs a household business; no province has the number 099.
  static func person(_ index: Int, random: inout SplitMix64) -> String {
    let tail = String(1_000_000 + index % 1_000_000).dropFirst()
    return "099\(random.below(2))\(random.within(60...99))\(tail)"
  }

  /// The five numbers of a window differ in their last digit alone, so at most one of them has no check digit.
  private static func withCheckDigit(_ series: Int, random: inout SplitMix64) -> Int {
    let first = random.below(5)
    for step in 0..<5 {
      let nineDigits = series + (first + step) % 5
      if let digit = checkDigit(of: nineDigits) { return nineDigits * 10 + digit }
    }
    return series * 10
  }
}
