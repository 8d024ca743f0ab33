/// The texts of a dictionary seen through pointers, for loops that look for many.
struct TextLookup {
  let bytes: UnsafeRawBufferPointer
  let ends: UnsafeBufferPointer<Int>
  let hashes: UnsafeBufferPointer<UInt64>
  /// Open addressing: code + 1, 0 for a free place; the size is a power of two.
  let places: UnsafeBufferPointer<Int32>

  /// The code of a text; nil when it is not in the dictionary.
  @inline(__always) func code(of text: UnsafeBufferPointer<UInt8>) -> Int32? {
    let found = places[place(of: text, hash: Self.hash(text))]
    return found == 0 ? nil : found &- 1
  }

  /// Where a text stands, or would stand when it is added.
  @inline(__always) func place(of text: UnsafeBufferPointer<UInt8>, hash: UInt64) -> Int {
    let mask = places.count &- 1
    var place = Int(truncatingIfNeeded: hash) & mask
    while places[place] != 0 {
      let code = Int(places[place]) &- 1
      if hashes[code] == hash, isEqual(text, code) { return place }
      place = (place &+ 1) & mask
    }
    return place
  }

  @inline(__always) private func isEqual(_ text: UnsafeBufferPointer<UInt8>, _ code: Int) -> Bool {
    let start = code == 0 ? 0 : ends[code &- 1]
    guard ends[code] &- start == text.count else { return false }
    let other = UnsafeRawBufferPointer(text)
    let count = text.count
    guard count >= 8 else {
      return Self.short(UnsafeRawBufferPointer(rebasing: bytes[start..<start &+ count])) == Self.short(other)
    }
    var index = 0
    while index &+ 8 <= count {
      if !isEqual(other, start, at: index) { return false }
      index &+= 8
    }
    return index == count || isEqual(other, start, at: count &- 8)
  }

  /// Whether eight bytes of a text stand in the dictionary from a place on.
  @inline(__always) private func isEqual(_ text: UnsafeRawBufferPointer, _ start: Int, at index: Int) -> Bool
  {
    bytes.loadUnaligned(fromByteOffset: start &+ index, as: UInt64.self)
      == text.loadUnaligned(fromByteOffset: index, as: UInt64.self)
  }

  /// Fewer than eight bytes as one number, another one for each text of the same length.
  @inline(__always) private static func short(_ text: UnsafeRawBufferPointer) -> UInt64 {
    let count = text.count
    if count >= 4 {
      let first = text.loadUnaligned(as: UInt32.self)
      return UInt64(first) << 32 | UInt64(text.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self))
    }
    guard count > 0 else { return 0 }
    return UInt64(text[0]) << 16 | UInt64(text[count / 2]) << 8 | UInt64(text[count &- 1])
  }

  /// A hash of eight bytes at a time; it never leaves the program.
  @inline(__always) static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash = UInt64(truncatingIfNeeded: text.count) &* 0x9E37_79B9_7F4A_7C15
    var index = 0
    let raw = UnsafeRawBufferPointer(text)
    while index + 8 <= text.count {
      hash = mix(hash ^ raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      index += 8
    }
    return mix(hash ^ rest(raw, from: index))
  }

  /// The last bytes, fewer than eight, as one number; read at once where eight bytes end there.
  @inline(__always) private static func rest(_ text: UnsafeRawBufferPointer, from index: Int) -> UInt64 {
    let count = text.count &- index
    if count == 0 { return 0 }
    if text.count >= 8 { return text.loadUnaligned(fromByteOffset: text.count &- 8, as: UInt64.self) }
    return short(text)
  }

  @inline(__always) private static func mix(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    return product.high ^ product.low &+ 0x2545_F491_4F6C_DD1D
  }
}
