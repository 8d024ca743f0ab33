/// Eight digits in one word, the first in its lowest byte.
enum DigitWord {
  /// The value of eight digits; nil when some byte is no digit.
  @inline(__always) static func value(_ word: UInt64) -> UInt64? {
    guard isDigits(word) else { return nil }
    return valueOfDigits(word)
  }

  /// Whether all eight bytes are digits.
  @inline(__always) static func isDigits(_ word: UInt64) -> Bool {
    let high = word & 0xF0F0_F0F0_F0F0_F0F0
    let carried = (word &+ 0x0606_0606_0606_0606) & 0xF0F0_F0F0_F0F0_F0F0
    return high == 0x3030_3030_3030_3030 && carried == high
  }

  /// The value of eight digits: pairs, fours and eight of them are put together by one multiplication each.
  @inline(__always) static func valueOfDigits(_ word: UInt64) -> UInt64 {
    var value = word &- 0x3030_3030_3030_3030
    value = value &* 10 &+ value >> 8
    let first = (value & 0x0000_00FF_0000_00FF) &* 0x000F_4240_0000_0064
    let second = (value >> 16 & 0x0000_00FF_0000_00FF) &* 0x0000_2710_0000_0001
    return (first &+ second) >> 32
  }

  /// The bytes before the end of a cell of 1 to 8 bytes as digits, with zeros in front; `end` has eight bytes before it.
  @inline(__always) static func tail(before end: UnsafeRawPointer, count: Int) -> UInt64 {
    let word = UInt64(littleEndian: (end - 8).loadUnaligned(as: UInt64.self))
    let kept = UInt64.max &<< UInt64(truncatingIfNeeded: (8 &- count) &* 8)
    return word & kept | 0x3030_3030_3030_3030 & ~kept
  }
}
