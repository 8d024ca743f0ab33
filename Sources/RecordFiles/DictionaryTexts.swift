/// Where a text stands, in eight bytes: in the file, or among the bytes of its dictionary.
package struct TextSpan: Hashable, Sendable {
  /// From the lowest bit: whether it stands in the file (1), its bytes (26), its offset.
  @usableFromInline let bits: UInt64

  /// The longest text that a span can tell, in bytes: several times the longest record of a list.
  private static let mostBytes = 1 << 26 - 1
  /// The greatest offset that a span can tell; texts of longer files are copied.
  package static let mostOffset = 1 << 37 - 1

  init(offset: Int, count: Int, isInFile: Bool) {
    precondition(offset <= Self.mostOffset && count <= Self.mostBytes, "longer than a record of a list")
    bits = UInt64(offset) << 27 | UInt64(count) << 1 | (isInFile ? 1 : 0)
  }

  private init(bits: UInt64) { self.bits = bits }

  /// Offset of its first byte.
  @inlinable package var offset: Int { Int(truncatingIfNeeded: bits >> 27) }
  /// Its bytes.
  @inlinable package var count: Int { Int(truncatingIfNeeded: bits >> 1 & (1 << 26 - 1)) }
  /// Whether it stands in the file.
  @inlinable package var isInFile: Bool { bits & 1 == 1 }

  /// The span when more bytes stand before those of the dictionary.
  func moved(by offset: Int) -> TextSpan {
    isInFile ? self : TextSpan(bits: bits &+ UInt64(offset) << 27)
  }
}

/// The texts of a dictionary as bytes where they stand.
package struct DictionaryTexts {
  /// Bytes of the dictionary.
  @usableFromInline let own: UnsafeRawBufferPointer
  /// Bytes of the file.
  @usableFromInline let file: UnsafeRawBufferPointer
  /// Where the text of each code stands; empty when none stays in the file.
  @usableFromInline let spans: UnsafeBufferPointer<TextSpan>
  /// Where the text of each code ends, when none stays in the file.
  @usableFromInline let ends: UnsafeBufferPointer<Int>

  /// Where a code's text stands in the file; nil when it does not.
  @inlinable package func spanInFile(_ code: Int32) -> TextSpan? {
    guard !spans.isEmpty else { return nil }
    let span = spans[Int(code)]
    return span.isInFile ? span : nil
  }

  /// The bytes of a code's text.
  @inlinable package subscript(code: Int32) -> UnsafeRawBufferPointer {
    let code = Int(code)
    guard !spans.isEmpty else {
      return UnsafeRawBufferPointer(rebasing: own[(code == 0 ? 0 : ends[code - 1])..<ends[code]])
    }
    let span = spans[code]
    let range = span.offset..<span.offset + span.count
    return UnsafeRawBufferPointer(rebasing: span.isInFile ? file[range] : own[range])
  }

  /// Whether two texts have the same bytes; eight are looked at together.
  @inlinable package static func areEqual(
    _ first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer
  ) -> Bool {
    let count = first.count
    guard count == second.count else { return false }
    guard count >= 8 else { return first.elementsEqual(second) }
    var index = 0
    while index < count {
      // The last piece reaches back over the one before it.
      let place = min(index, count &- 8)
      guard
        first.loadUnaligned(fromByteOffset: place, as: UInt64.self)
          == second.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      else { return false }
      index &+= 8
    }
    return true
  }
}
