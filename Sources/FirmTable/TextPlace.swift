/// Where a text stands, in eight bytes: among the bytes of a pool, or outside of it.
///
/// Public, since what belongs to a type of the package alone is never inlined into other targets.
public struct TextPlace: Hashable, Sendable {
  /// From the lowest bit: whether it stands outside (1), its bytes (26), its offset.
  @usableFromInline let bits: UInt64

  /// The longest text that a place can tell, in bytes: several times the longest record of a list.
  package static let mostBytes = 1 << 26 - 1
  /// The greatest offset that a place can tell.
  package static let mostOffset = 1 << 37 - 1

  /// - Parameters:
  ///   - offset: where the text starts, at most `mostOffset`.
  ///   - count: its bytes, at most `mostBytes`.
  ///   - isOutside: whether it stands outside of the pool.
  package init(offset: Int, count: Int, isOutside: Bool) {
    precondition(offset <= Self.mostOffset && count <= Self.mostBytes, "longer than a record of a list")
    bits = UInt64(offset) << 27 | UInt64(count) << 1 | (isOutside ? 1 : 0)
  }

  private init(bits: UInt64) { self.bits = bits }

  /// Where the text starts.
  @inlinable package var offset: Int { Int(truncatingIfNeeded: bits >> 27) }
  /// Its bytes.
  @inlinable package var count: Int { Int(truncatingIfNeeded: bits >> 1 & (1 << 26 - 1)) }
  /// Whether it stands outside of the pool.
  @inlinable package var isOutside: Bool { bits & 1 == 1 }

  /// The place when more bytes stand before those of the pool.
  func moved(by offset: Int) -> TextPlace {
    isOutside ? self : TextPlace(bits: bits &+ UInt64(offset) << 27)
  }
}

/// Bytes that texts stand in without being copied, such as those of a list, with whoever keeps them there.
package struct OutsideBytes: Sendable {
  // The bytes never change while the owner lives.
  nonisolated(unsafe) package let bytes: UnsafeRawBufferPointer
  private let owner: any Sendable & AnyObject

  /// Refers to bytes that stay where they are and as they are for as long as the owner lives.
  package init(_ bytes: UnsafeRawBufferPointer, of owner: any Sendable & AnyObject) {
    self.bytes = bytes
    self.owner = owner
  }
}

/// The texts of a pool seen through pointers.
package struct PlacedTexts {
  /// Bytes of the pool.
  package let own: UnsafeRawBufferPointer
  /// Bytes outside of the pool.
  package let outside: UnsafeRawBufferPointer
  /// Where the text of each code stands.
  package let places: UnsafeBufferPointer<TextPlace>

  /// The bytes of a code's text.
  package func bytes(of code: Int) -> UnsafeRawBufferPointer {
    let place = places[code]
    let start = place.offset
    return UnsafeRawBufferPointer(rebasing: (place.isOutside ? outside : own)[start..<start + place.count])
  }
}
