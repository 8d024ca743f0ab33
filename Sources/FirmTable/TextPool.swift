/// Distinct texts of a table with a code each, in order of first appearance.
///
/// The texts stand one after the other in one array of bytes, or where they were read; a text becomes a `String` only when
/// asked for, so that a million names take little more than eight bytes each.
public struct TextPool: Sendable {
  private var storage = Texts()
  /// Texts that are looked up.
  private var listed = 0
  /// Open addressing: code + 1, 0 for a free place; the size is a power of two.
  private var slots = [Int32](repeating: 0, count: 16)
  /// Hash of the text in each slot.
  private var hashes = [UInt32](repeating: 0, count: 16)

  /// Creates an empty pool.
  public init() {}

  /// Texts by code.
  public var texts: Texts { storage }

  /// Texts by code; each is made anew when asked for.
  public struct Texts: RandomAccessCollection, Sendable {
    fileprivate var bytes: [UInt8] = []
    fileprivate var places: [TextPlace] = []
    fileprivate var outside: OutsideBytes?

    /// The bytes of all texts one after the other, and where the text of each code ends.
    package var packed: (bytes: [UInt8], ends: [Int]) {
      var packed: (bytes: [UInt8], ends: [Int]) = ([], [])
      withPlaces { texts in
        for code in places.indices {
          packed.bytes += texts.bytes(of: code)
          packed.ends.append(packed.bytes.count)
        }
      }
      return packed
    }

    /// The first code.
    public var startIndex: Int { 0 }
    /// The code after the last one.
    public var endIndex: Int { places.count }

    /// The text of a code.
    public subscript(code: Int) -> String {
      withPlaces { String(decoding: $0.bytes(of: code), as: UTF8.self) }
    }

    /// Gives the texts as pointers to a closure, which must not keep them.
    package func withPlaces<Result>(_ body: (PlacedTexts) -> Result) -> Result {
      bytes.withUnsafeBytes { own in
        places.withUnsafeBufferPointer { places in
          body(PlacedTexts(own: own, outside: outside?.bytes ?? own, places: places))
        }
      }
    }
  }

  /// The code of a text, added when new.
  ///
  /// Texts are told apart by their UTF-8 bytes, never by canonical equivalence.
  public mutating func code(of text: String) -> Int32 {
    var text = text
    return text.withUTF8 { added($0) }
  }

  private mutating func added(_ bytes: UnsafeBufferPointer<UInt8>) -> Int32 {
    let hash = Self.hash(bytes)
    let slot = slot(of: bytes, hash)
    if slots[slot] != 0 { return slots[slot] - 1 }
    let code = Int32(truncatingIfNeeded: storage.places.count)
    storage.places.append(TextPlace(offset: storage.bytes.count, count: bytes.count, isOutside: false))
    storage.bytes.append(contentsOf: bytes)
    slots[slot] = code + 1
    hashes[slot] = hash
    listed += 1
    if listed * 2 > slots.count { grow() }
    return code
  }

  /// The code of a text, added when new.
  package mutating func code(of text: UnsafeBufferPointer<UInt8>) -> Int32 { added(text) }

  /// Adds texts without asking whether they are there, so that their codes do not tell whether they are equal.
  ///
  /// - Parameters:
  ///   - texts: the bytes of all texts one after the other.
  ///   - ends: where each of them ends.
  /// - Returns: the code of the first.
  package mutating func append(unasked texts: [UInt8], ends: [Int]) -> Int32 {
    var start = 0
    let places = ends.map { end in
      defer { start = end }
      return TextPlace(offset: start, count: end - start, isOutside: false)
    }
    return append(unasked: texts, places: places)
  }

  /// Adds texts without asking whether they are there.
  ///
  /// - Parameters:
  ///   - texts: bytes of texts that do not stand outside.
  ///   - places: where each text stands in `texts` or outside.
  /// - Returns: the code of the first.
  package mutating func append(unasked texts: [UInt8], places: [TextPlace]) -> Int32 {
    let first = Int32(truncatingIfNeeded: storage.places.count)
    let offset = storage.bytes.count
    storage.bytes.append(contentsOf: texts)
    for place in places { storage.places.append(place.moved(by: offset)) }
    return first
  }

  /// Says where texts that are not copied stand.
  package mutating func refer(to outside: OutsideBytes) { storage.outside = outside }

  /// Makes room for more texts.
  package mutating func reserve(texts count: Int) {
    storage.places.reserveCapacity(storage.places.count + count)
  }

  /// The code of a text that is already in the pool.
  public func existingCode(of text: String) -> Int32? {
    var text = text
    return text.withUTF8 { bytes in
      let found = slots[slot(of: bytes, Self.hash(bytes))]
      return found == 0 ? nil : found - 1
    }
  }

  private func slot(of text: UnsafeBufferPointer<UInt8>, _ hash: UInt32) -> Int {
    let mask = slots.count - 1
    var slot = Int(hash) & mask
    while slots[slot] != 0 {
      if hashes[slot] == hash, isEqual(text, Int(slots[slot]) - 1) { return slot }
      slot = (slot + 1) & mask
    }
    return slot
  }

  /// Texts that are looked up are never outside.
  private func isEqual(_ text: UnsafeBufferPointer<UInt8>, _ code: Int) -> Bool {
    let place = storage.places[code]
    guard place.count == text.count else { return false }
    var index = 0
    while index < text.count, storage.bytes[place.offset + index] == text[index] { index += 1 }
    return index == text.count
  }

  private mutating func grow() {
    let mask = slots.count * 2 - 1
    var larger = [Int32](repeating: 0, count: mask + 1)
    var largerHashes = [UInt32](repeating: 0, count: mask + 1)
    for (slot, code) in slots.enumerated() where code != 0 {
      var place = Int(hashes[slot]) & mask
      while larger[place] != 0 { place = (place + 1) & mask }
      larger[place] = code
      largerHashes[place] = hashes[slot]
    }
    slots = larger
    hashes = largerHashes
  }

  /// A hash that never leaves the program.
  private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt32 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    let product = hash.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    return UInt32(truncatingIfNeeded: product.high ^ product.low)
  }
}
