/// Eight digits in one word, the first in its lowest byte.
enum DigitWord {
  private static let zeros: UInt64 = 0x3030_3030_3030_3030

  /// The value of eight bytes of text; nil when some byte is no digit.
  @inline(__always) static func value(_ text: UInt64) -> UInt64? {
    let digits = text ^ zeros
    return areDigits(digits) ? value(ofDigits: digits) : nil
  }

  /// The bytes before the end of a cell of 1 to 8 bytes, 0 to 9 where they are digits, with zeros in front.
  ///
  /// - Parameter end: has eight bytes before it.
  @inline(__always) static func digits(before end: UnsafeRawPointer, count: Int) -> UInt64 {
    let word = UInt64(littleEndian: (end - 8).loadUnaligned(as: UInt64.self))
    return (word ^ zeros) & UInt64.max &<< UInt64(truncatingIfNeeded: (8 &- count) &* 8)
  }

  /// Whether all bytes are 0 to 9.
  @inline(__always) static func areDigits(_ digits: UInt64) -> Bool {
    (digits &+ 0x0606_0606_0606_0606 | digits) & 0xF0F0_F0F0_F0F0_F0F0 == 0
  }

  /// The value of eight bytes of 0 to 9: pairs, fours and eight of them are put together by one multiplication each.
  @inline(__always) static func value(ofDigits digits: UInt64) -> UInt64 {
    let pairs = digits &* 10 &+ digits >> 8
    let first = (pairs & 0x0000_00FF_0000_00FF) &* 0x000F_4240_0000_0064
    let second = (pairs >> 16 & 0x0000_00FF_0000_00FF) &* 0x0000_2710_0000_0001
    return (first &+ second) >> 32
  }
}
