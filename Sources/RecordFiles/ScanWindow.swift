/// The bytes at hand, addressed by their offset in the file.
struct ScanWindow {
  let base: UnsafePointer<UInt8>
  let start: Int
  let end: Int

  @inline(__always) subscript(offset: Int) -> UInt8 { base[offset - start] }

  /// The next `mark` or `second`, line break or other byte below 14; `bound` when there is none.
  ///
  /// Looks at eight bytes at a time: `exact` has the top bit of each byte that stops.
  @inline(__always) func nextStop(from offset: Int, to bound: Int, mark: UInt8, or second: UInt8) -> Int {
    var index = offset - start
    let last = bound - start
    let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    let pattern = UInt64(mark) &* 0x0101_0101_0101_0101
    let secondPattern = UInt64(second) &* 0x0101_0101_0101_0101
    while index &+ 8 <= last {
      let word = UInt64(
        littleEndian: UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self))
      let other = word ^ pattern
      let differs = ((other & low) &+ low) | other
      let another = word ^ secondPattern
      let differsAgain = ((another & low) &+ low) | another
      let large = ((word & low) &+ 0x7272_7272_7272_7272) | word
      let stops = ~(differs & differsAgain & large) & ~low
      if stops != 0 { return start + index + stops.trailingZeroBitCount >> 3 }
      index += 8
    }
    while index < last, base[index] != mark, base[index] != second, base[index] >= 14 { index += 1 }
    return start + index
  }
}
