/// Looks for bytes eight at a time.
extension UnsafeBufferPointer<UInt8> {
  private static var ones: UInt64 { 0x0101_0101_0101_0101 }
  private static var tops: UInt64 { 0x8080_8080_8080_8080 }

  private func word(at position: Int) -> UInt64 {
    UInt64(
      littleEndian: UnsafeRawBufferPointer(self).loadUnaligned(fromByteOffset: position, as: UInt64.self))
  }

  /// The first place from `start` with a quote, a backslash or a line end; the number of bytes when there is none.
  func endOfPlainText(from start: Int) -> Int {
    var position = start
    while position &+ 8 <= count {
      let word = word(at: position)
      let quote = word ^ (Self.ones &* 0x22)
      let backslash = word ^ (Self.ones &* 0x5C)
      let line = word ^ (Self.ones &* 0x0A)
      // The top bit of every byte that is zero, and of some above the first that is.
      let found =
        ((quote &- Self.ones) & ~quote | (backslash &- Self.ones) & ~backslash | (line &- Self.ones) & ~line)
        & Self.tops
      if found != 0 { return position &+ found.trailingZeroBitCount / 8 }
      position &+= 8
    }
    while position < count {
      let byte = self[position]
      if byte == 0x22 || byte == 0x5C || byte == 0x0A { return position }
      position &+= 1
    }
    return count
  }

  /// How many of the eight bytes from `position` on are ASCII without control characters before the first that is not;
  /// 0 near the end.
  func plainLength(at position: Int) -> Int {
    guard position &+ 8 <= count else { return 0 }
    let word = word(at: position)
    // The top bit of the first byte that is not, and of some above it; 64 zeros when all are.
    let found = ((word &- Self.ones &* 0x20) | (word &+ Self.ones) | word) & Self.tops
    return found.trailingZeroBitCount / 8
  }
}
