/// The texts of a dictionary seen through pointers, for loops that look for many.
struct TextLookup {
  let bytes: UnsafeRawBufferPointer
  let ends: UnsafeBufferPointer<Int>
  let hashes: UnsafeBufferPointer<UInt64>
  /// Open addressing: code + 1, 0 for a free place; the size is a power of two.
  let places: UnsafeBufferPointer<Int32>

  /// The code of a text; -1 when it is not in the dictionary.
  @inline(__always) func code(of text: UnsafeRawBufferPointer) -> Int32 {
    places[place(of: text, hash: Self.hash(text))] &- 1
  }

  /// Where a text stands, or would stand when it is added.
  @inline(__always) func place(of text: UnsafeRawBufferPointer, hash: UInt64) -> Int {
    let mask = places.count &- 1
    var place = Int(truncatingIfNeeded: hash) & mask
    while places[place] != 0 {
      let code = Int(places[place]) &- 1
      if hashes[code] == hash, isEqual(text, code) { return place }
      place = (place &+ 1) & mask
    }
    return place
  }

  @inline(__always) private func isEqual(_ text: UnsafeRawBufferPointer, _ code: Int) -> Bool {
    let start = code == 0 ? 0 : ends[code &- 1]
    let count = text.count
    guard ends[code] &- start == count, let own = bytes.baseAddress, let other = text.baseAddress else {
      return false
    }
    return Self.areEqual(own + start, other, count)
  }

  @inline(__always) private static func areEqual(
    _ one: UnsafeRawPointer, _ other: UnsafeRawPointer, _ count: Int
  ) -> Bool {
    guard count >= 8 else { return short(one, count) == short(other, count) }
    var index = 0
    while index &+ 8 <= count {
      if word(one, index) != word(other, index) { return false }
      index &+= 8
    }
    return word(one, count &- 8) == word(other, count &- 8)
  }

  /// Eight bytes of a text.
  @inline(__always) private static func word(_ text: UnsafeRawPointer, _ index: Int) -> UInt64 {
    text.loadUnaligned(fromByteOffset: index, as: UInt64.self)
  }

  /// Fewer than eight bytes as one number, another one for each text of the same length.
  @inline(__always) private static func short(_ text: UnsafeRawPointer, _ count: Int) -> UInt64 {
    if count >= 4 {
      let first = text.loadUnaligned(as: UInt32.self)
      return UInt64(first) << 32 | UInt64(text.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self))
    }
    guard count > 0 else { return 0 }
    func byte(_ place: Int) -> UInt64 { UInt64(text.load(fromByteOffset: place, as: UInt8.self)) }
    return byte(0) << 16 | byte(count &>> 1) << 8 | byte(count &- 1)
  }

  /// A hash of eight bytes at a time; it never leaves the program.
  @inline(__always) static func hash(_ text: UnsafeRawBufferPointer) -> UInt64 {
    let count = text.count
    var hash = UInt64(truncatingIfNeeded: count) &* 0x9E37_79B9_7F4A_7C15
    guard let start = text.baseAddress else { return hash }
    guard count >= 8 else { return mix(hash ^ short(start, count)) }
    var index = 0
    while index &+ 8 < count {
      hash = mix(hash ^ word(start, index))
      index &+= 8
    }
    // The last eight, of which the loop may have taken some.
    return mix(hash ^ word(start, count &- 8))
  }

  @inline(__always) private static func mix(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    return product.high ^ product.low &+ 0x2545_F491_4F6C_DD1D
  }
}
