/// Cells whose letters have their marks beside them, in the usual ways only: what a Macintosh or Windows-1258 writes.
extension LatinComposition {
  /// Writes the normal form of a cell that needs nothing but its marks composed with their letters.
  ///
  /// The result is that of `TextNormalisation.normalise`, found without an array for each step.
  ///
  /// - Parameters:
  ///   - cell: bytes of a cell.
  ///   - target: room for as many bytes.
  /// - Returns: how many bytes were written; nil for a cell that needs more than that, or is not UTF-8.
  static func write(
    composed cell: UnsafeBufferPointer<UInt8>, to target: UnsafeMutableBufferPointer<UInt8>
  ) -> Int? {
    let tables = Self.tables
    let range = TextNormalisation.trim(cell)
    guard !range.isEmpty, target.count >= cell.count else { return nil }
    var index = range.lowerBound
    var written = 0
    while index < range.upperBound {
      let byte = cell[index]
      if byte < 0x80, index &+ 1 == range.upperBound || cell[index &+ 1] &- 0xCC > 1 {
        // The last byte of a cell without blanks at its ends is no blank.
        guard byte > 0x20 || byte == 0x20 && cell[index &+ 1] != 0x20 else { return nil }
        target[written] = byte
        written &+= 1
        index &+= 1
        continue
      }
      guard let scalar = UTF8Scalars.scalar(cell, at: index), isUsual(scalar.value) else { return nil }
      let start = index
      index += scalar.length
      // The first byte of every mark.
      guard index < range.upperBound, cell[index] == 0xCC || cell[index] == 0xCD else {
        for place in start..<index { target[written &+ place &- start] = cell[place] }
        written &+= index &- start
        continue
      }
      guard let letter = tables.letter(scalar.value, marksIn: cell, at: &index, before: range.upperBound),
        written + 3 <= index - range.lowerBound
      else { return nil }
      written = write(letter, to: target, at: written)
    }
    return written
  }

  /// Whether a scalar stays as it is when no mark follows it.
  @inline(__always) private static func isUsual(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 { return scalar > 0x20 }
    return !(0x300...0x36F).contains(scalar) && !TextNormalisation.isUnusualBlank(scalar)
      && !TextNormalisation.isDropped(scalar)
  }

  /// Writes a letter of two or three bytes.
  @inline(__always) private static func write(
    _ letter: UInt32, to target: UnsafeMutableBufferPointer<UInt8>, at place: Int
  ) -> Int {
    if letter < 0x800 {
      target[place] = UInt8(truncatingIfNeeded: 0xC0 | letter >> 6)
      target[place &+ 1] = UInt8(truncatingIfNeeded: 0x80 | letter & 0x3F)
      return place &+ 2
    }
    target[place] = UInt8(truncatingIfNeeded: 0xE0 | letter >> 12)
    target[place &+ 1] = UInt8(truncatingIfNeeded: 0x80 | letter >> 6 & 0x3F)
    target[place &+ 2] = UInt8(truncatingIfNeeded: 0x80 | letter & 0x3F)
    return place &+ 3
  }
}

extension LatinComposition.Tables {
  /// The one letter that a letter becomes with the marks behind it; nil when that is not one composed letter.
  ///
  /// - Parameter index: where the first mark stands; moves behind the last.
  @inline(__always) fileprivate func letter(
    _ first: UInt32, marksIn cell: UnsafeBufferPointer<UInt8>, at index: inout Int, before end: Int
  ) -> UInt32? {
    if first < 0x80, let mark = Self.mark(cell, at: index, before: end) {
      let second = Self.mark(cell, at: index &+ 2, before: end)
      let isLast = second == nil || Self.mark(cell, at: index &+ 4, before: end) == nil
      if isLast, let letter = letter(first, mark, second) {
        index &+= second == nil ? 2 : 4
        return letter
      }
    }
    var starter = first
    // Marks in canonical order; no letter of Vietnamese has more than two, no composed one more than three.
    var marks = SIMD4<UInt32>(repeating: 0)
    var count = 0
    while let parts = parts(starter) {
      guard insert(parts.mark, into: &marks, &count, atStart: true) else { return nil }
      starter = parts.base
    }
    while index < end, cell[index] == 0xCC || cell[index] == 0xCD {
      guard let mark = UTF8Scalars.scalar(cell, at: index), combiningClass(mark.value) > 0,
        insert(mark.value, into: &marks, &count, atStart: false)
      else { return nil }
      index += mark.length
    }
    for place in 0..<count {
      // Every mark before was taken up, so that none stands between this one and the letter.
      guard let composed = composed(starter, marks[place]) else { return nil }
      starter = composed
    }
    return starter >= 0x80 ? starter : nil
  }

  /// The mark of two bytes at a place; nil for anything else.
  @inline(__always) private static func mark(
    _ cell: UnsafeBufferPointer<UInt8>, at index: Int, before end: Int
  ) -> UInt32? {
    guard index &+ 1 < end, cell[index] &- 0xCC <= 1, cell[index &+ 1] & 0xC0 == 0x80 else { return nil }
    let scalar = UInt32(cell[index] & 0x1F) << 6 | UInt32(cell[index &+ 1] & 0x3F)
    return scalar < 0x370 ? scalar : nil
  }

  /// The letter that one or two marks make of a letter without marks; nil when they do not make one.
  @inline(__always) private func letter(_ starter: UInt32, _ mark: UInt32, _ second: UInt32?) -> UInt32? {
    guard let second else { return composed(starter, mark) }
    let isInOrder = combiningClass(mark) <= combiningClass(second)
    return composed(starter, isInOrder ? mark : second).flatMap { composed($0, isInOrder ? second : mark) }
  }

  /// Puts a mark among others in the order of classes, marks of one class in the order of the text.
  @inline(__always) private func insert(
    _ mark: UInt32, into marks: inout SIMD4<UInt32>, _ count: inout Int, atStart: Bool
  ) -> Bool {
    guard count < 4 else { return false }
    let own = combiningClass(mark)
    var place = count
    while place > 0 {
      let before = combiningClass(marks[place &- 1])
      guard atStart ? before >= own : before > own else { break }
      marks[place] = marks[place &- 1]
      place &-= 1
    }
    marks[place] = mark
    count &+= 1
    return true
  }
}
