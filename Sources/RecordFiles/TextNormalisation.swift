/// Brings the text of a cell to the one form that equality of bytes can rely on.
///
/// Normal form C (see `LatinComposition` for its reach), no blanks at the ends, single blanks inside; line breaks and the
/// blanks of other widths are blanks, zero-width blanks are dropped.
public enum TextNormalisation {
  /// The normal form of a text.
  public static func normalise(_ text: String) -> String {
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBufferPointer { cell in
      var scratch: [UInt8] = []
      guard let range = normalise(cell, into: &scratch) else { return text }
      return range.isEmpty
        ? String(decoding: scratch, as: UTF8.self) : String(decoding: cell[range], as: UTF8.self)
    }
  }

  /// Normalises bytes without copying them where they are normal already.
  ///
  /// - Returns: the normal part of `cell`; an empty range when the result stands in `scratch`; nil when the bytes are not
  ///   UTF-8.
  static func normalise(_ cell: UnsafeBufferPointer<UInt8>, into scratch: inout [UInt8]) -> Range<Int>? {
    scratch.removeAll(keepingCapacity: true)
    let trimmed = trim(cell)
    switch survey(cell, trimmed) {
    case .clean: return trimmed
    case .invalid: return nil
    case .needsWork: break
    }
    let isComposed = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: cell.count) { target in
      guard let count = LatinComposition.write(composed: cell, to: target) else { return false }
      scratch.append(contentsOf: UnsafeBufferPointer(rebasing: UnsafeBufferPointer(target)[..<count]))
      return true
    }
    if isComposed { return 0..<0 }
    guard let scalars = scalarsWithSingleBlanks(cell, trimmed) else { return nil }
    for scalar in LatinComposition.compose(scalars) { UTF8Scalars.append(scalar, to: &scratch) }
    return 0..<0
  }

  /// The bytes without ASCII blanks at the ends.
  @inline(__always) static func trim(_ cell: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    var start = 0
    var end = cell.count
    while start < end, cell[start] <= 0x20 { start += 1 }
    while end > start, cell[end - 1] <= 0x20 { end -= 1 }
    return start..<end
  }

  private enum Survey { case clean, invalid, needsWork }

  /// Tells in one pass whether anything has to change; says yes too often rather than too rarely.
  private static func survey(_ cell: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Survey {
    var index = range.lowerBound
    var needsWork = false
    while index < range.upperBound {
      let byte = cell[index]
      if byte < 0x80 {
        if byte <= 0x20, byte != 0x20 || cell[index + 1] == 0x20 { needsWork = true }
        index += 1
        continue
      }
      guard let next = UTF8Scalars.scalar(cell, at: index) else { return .invalid }
      if (0x300...0x36F).contains(next.value) || isUnusualBlank(next.value) || isDropped(next.value) {
        needsWork = true
      }
      index += next.length
    }
    return needsWork ? .needsWork : .clean
  }

  private static func scalarsWithSingleBlanks(
    _ cell: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> [UInt32]? {
    var scalars: [UInt32] = []
    var index = range.lowerBound
    while index < range.upperBound {
      guard let next = UTF8Scalars.scalar(cell, at: index) else { return nil }
      index += next.length
      if isDropped(next.value) { continue }
      if let letter = WindowsCodePage.letter(ofControl: next.value) {
        scalars.append(letter)
      } else if next.value <= 0x20 || isUnusualBlank(next.value) {
        if let last = scalars.last, last != 0x20 { scalars.append(0x20) }
      } else {
        scalars.append(next.value)
      }
    }
    if scalars.last == 0x20 { scalars.removeLast() }
    return scalars
  }

  static func isUnusualBlank(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x80...0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: return true
    default: return false
    }
  }

  static func isDropped(_ scalar: UInt32) -> Bool {
    scalar == 0x200B || scalar == 0x2060 || scalar == 0xFEFF
  }
}
