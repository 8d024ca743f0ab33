/// Distinct texts of a table with a code each, in order of first appearance.
///
/// The texts stand one after the other in one array of bytes; a text becomes a `String` only when asked for, so that a
/// million names take little more than their letters.
public struct TextPool: Sendable {
  private var storage = Texts()
  private var hashes: [UInt32] = []
  /// Texts that are looked up.
  private var listed = 0
  /// Open addressing: code + 1, 0 for a free place; the size is a power of two.
  private var places = [Int32](repeating: 0, count: 16)

  /// Creates an empty pool.
  public init() {}

  /// Texts by code.
  public var texts: Texts { storage }

  /// Texts by code; each is made anew when asked for.
  public struct Texts: RandomAccessCollection, Sendable {
    fileprivate var bytes: [UInt8] = []
    fileprivate var ends: [Int] = []

    /// The bytes of all texts one after the other, and where the text of each code ends.
    package var packed: (bytes: [UInt8], ends: [Int]) { (bytes, ends) }

    /// The first code.
    public var startIndex: Int { 0 }
    /// The code after the last one.
    public var endIndex: Int { ends.count }

    /// The text of a code.
    public subscript(code: Int) -> String {
      String(decoding: bytes[start(of: code)..<ends[code]], as: UTF8.self)
    }

    fileprivate func start(of code: Int) -> Int { code == 0 ? 0 : ends[code - 1] }
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
    let place = place(of: bytes, hash)
    if places[place] != 0 { return places[place] - 1 }
    storage.bytes.append(contentsOf: bytes)
    storage.ends.append(storage.bytes.count)
    hashes.append(hash)
    places[place] = Int32(hashes.count)
    listed += 1
    if listed * 2 > places.count { grow() }
    return Int32(hashes.count - 1)
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
    let first = Int32(truncatingIfNeeded: hashes.count)
    let offset = storage.bytes.count
    storage.bytes.append(contentsOf: texts)
    storage.ends.reserveCapacity(storage.ends.count + ends.count)
    for end in ends { storage.ends.append(offset + end) }
    hashes.append(contentsOf: repeatElement(Self.unlisted, count: ends.count))
    return first
  }

  /// The hash of texts that are not looked up.
  private static let unlisted: UInt32 = 0

  /// The code of a text that is already in the pool.
  public func existingCode(of text: String) -> Int32? {
    var text = text
    return text.withUTF8 { bytes in
      let found = places[place(of: bytes, Self.hash(bytes))]
      return found == 0 ? nil : found - 1
    }
  }

  private func place(of text: UnsafeBufferPointer<UInt8>, _ hash: UInt32) -> Int {
    let mask = places.count - 1
    var place = Int(hash) & mask
    while places[place] != 0 {
      let code = Int(places[place]) - 1
      if hashes[code] == hash, isEqual(text, code) { return place }
      place = (place + 1) & mask
    }
    return place
  }

  private func isEqual(_ text: UnsafeBufferPointer<UInt8>, _ code: Int) -> Bool {
    let start = storage.start(of: code)
    guard storage.ends[code] - start == text.count else { return false }
    var index = 0
    while index < text.count, storage.bytes[start + index] == text[index] { index += 1 }
    return index == text.count
  }

  private mutating func grow() {
    let mask = places.count * 2 - 1
    places = [Int32](repeating: 0, count: mask + 1)
    for (code, hash) in hashes.enumerated() where hash != Self.unlisted {
      var place = Int(hash) & mask
      while places[place] != 0 { place = (place + 1) & mask }
      places[place] = Int32(code + 1)
    }
  }

  /// A hash that never leaves the program.
  private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt32 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    let product = hash.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    return max(1, UInt32(truncatingIfNeeded: product.high ^ product.low))
  }
}
