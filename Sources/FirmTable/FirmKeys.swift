/// The tax codes of the firms of a table.
///
/// A code of a real list is one number, see `packed`; a million of them take eight bytes each and no text is made before it is
/// asked for. Codes of any other shape are kept as texts.
public struct FirmKeys: RandomAccessCollection, Hashable, Sendable, ExpressibleByArrayLiteral {
  /// The codes as numbers whose order is the byte order of the codes; empty when they are kept as texts.
  ///
  /// Ten digits take the upper bits; the lower eleven hold 0 for nothing, 1...1000 for `-` and three digits, and 1001...1100
  /// for the two last digits of a personal number.
  package let packed: [UInt64]
  private let texts: [String]

  /// Bits below the ten digits.
  @inlinable package static var tailBits: UInt64 { 11 }

  /// Keeps texts.
  public init(_ texts: [String]) {
    self.texts = texts
    packed = []
  }

  /// Keeps texts.
  public init(arrayLiteral texts: String...) { self.init(texts) }

  /// Keeps codes as numbers.
  package init(packed: [UInt64]) {
    self.packed = packed
    texts = []
  }

  /// The first firm.
  public var startIndex: Int { 0 }
  /// The place after the last firm.
  public var endIndex: Int { packed.isEmpty ? texts.count : packed.count }

  /// The tax code of a firm.
  public subscript(firm: Int) -> String { packed.isEmpty ? texts[firm] : Self.text(of: packed[firm]) }

  /// Writes a packed code.
  package static func text(of packed: UInt64) -> String {
    let head = packed >> tailBits
    let tail = packed & 2047
    let length = tail == 0 ? 10 : tail > 1000 ? 12 : 14
    return String(unsafeUninitializedCapacity: length) { digits in
      write(head, into: digits, at: 0..<10)
      if tail > 1000 {
        write(tail - 1001, into: digits, at: 10..<12)
      } else if tail > 0 {
        digits[10] = 0x2D
        write(tail - 1, into: digits, at: 11..<14)
      }
      return length
    }
  }

  private static func write(
    _ value: UInt64, into digits: UnsafeMutableBufferPointer<UInt8>, at range: Range<Int>
  ) {
    var rest = value
    for place in range.reversed() {
      digits[place] = 0x30 + UInt8(rest % 10)
      rest /= 10
    }
  }

  /// Whether the codes are these texts.
  public static func == (keys: FirmKeys, texts: [String]) -> Bool { keys.elementsEqual(texts) }
  /// Whether two tables have the same codes, however they are kept.
  public static func == (first: FirmKeys, second: FirmKeys) -> Bool { first.elementsEqual(second) }

  /// Hashes the codes.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(count)
    for key in self { hasher.combine(key) }
  }
}
