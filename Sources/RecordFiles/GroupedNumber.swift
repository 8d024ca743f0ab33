/// Reads cells of digits with separators of thousands, such as `78.548.000`, without a loop over their bytes.
struct GroupedNumber {
  private let range: ClosedRange<Int64>
  /// What separates thousands, as the difference from a zero.
  private let separator: UInt64
  /// Whether what is written is what is meant.
  private let isPlain: Bool

  init(_ format: NumberFormat) {
    range = format.form.range
    separator = UInt64(format.style.group) ^ 0x30
    isPlain = format.form.decimals + format.unitExponent == 0
  }

  /// The value of a cell of at most 15 bytes in threes of digits, the first of which is no zero; nil for other cells.
  ///
  /// - Parameter end: where the cell ends; 16 bytes before it can be read.
  @inline(__always) func value(before end: UnsafeRawPointer, count: Int) -> Int64? {
    // Every fourth byte from the end is a separator, and the first of the cell is none.
    guard isPlain, count >= 5, count <= 15, count & 3 != 0, (end - count).load(as: UInt8.self) != 0x30 else {
      return nil
    }
    let places: UInt64 = count > 8 ? 0x0000_0001_0000_0001 : 0x0000_0001_0000_0000
    guard var value = Self.sixDigits(before: end, count: min(count, 8), separator &* places) else {
      return nil
    }
    if count > 8 {
      let place: UInt64 = count > 12 ? 0x0000_0001_0000_0000 : 0
      guard let more = Self.sixDigits(before: end - 8, count: count &- 8, separator &* place) else {
        return nil
      }
      value &+= more &* 1_000_000
    }
    let signed = Int64(truncatingIfNeeded: value)
    return range.contains(signed) ? signed : nil
  }

  /// The value of eight bytes, or fewer, of which the first and the fifth are separators.
  @inline(__always) private static func sixDigits(
    before end: UnsafeRawPointer, count: Int, _ separators: UInt64
  ) -> UInt64? {
    let digits = DigitWord.digits(before: end, count: count) ^ separators
    guard DigitWord.areDigits(digits), digits & 0x0000_00FF_0000_00FF == 0 else { return nil }
    return three(digits) &* 1000 &+ three(digits >> 32)
  }

  /// The value of three bytes of 0 to 9 behind one that does not count.
  @inline(__always) private static func three(_ word: UInt64) -> UInt64 {
    (word >> 8 & 0xFF) &* 100 &+ (word >> 16 & 0xFF) &* 10 &+ (word >> 24 & 0xFF)
  }
}
