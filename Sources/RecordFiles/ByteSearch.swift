#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Looks for bytes with the C library, which compares many at a time.
extension UnsafeBufferPointer<UInt8> {
  /// The first place of a byte from an index on; nil when it does not stand there.
  @inline(__always) func place(of byte: UInt8, from start: Int = 0) -> Int? {
    guard start < count, let base = baseAddress,
      let found = memchr(base + start, Int32(byte), count - start)
    else { return nil }
    return UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found))
  }

  /// Calls a closure with every place of a byte, in order.
  @inline(__always) func forEachPlace(of byte: UInt8, _ body: (Int) -> Void) {
    var next = place(of: byte)
    while let index = next {
      body(index)
      next = place(of: byte, from: index + 1)
    }
  }

  /// How often a byte stands there.
  package func count(of byte: UInt8) -> Int {
    var total = 0
    forEachPlace(of: byte) { _ in total += 1 }
    return total
  }

  /// Whether a byte stands there so often.
  func holds(_ byte: UInt8, times: Int) -> Bool {
    var found = 0
    var next = 0
    while found < times, let index = place(of: byte, from: next) {
      found += 1
      next = index + 1
    }
    return found >= times
  }

  /// The first place of a byte above 127 from an index on, eight bytes at a time; their number when there is none.
  @inline(__always) func firstBeyondASCII(from start: Int = 0) -> Int {
    let raw = UnsafeRawBufferPointer(self)
    var index = start
    while index &+ 8 <= count {
      let high =
        raw.loadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian & 0x8080_8080_8080_8080
      if high != 0 { return index &+ high.trailingZeroBitCount / 8 }
      index &+= 8
    }
    while index < count, self[index] < 0x80 { index &+= 1 }
    return index
  }
}
