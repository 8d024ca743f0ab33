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
    if let written = write(simple: cell, to: target) { return written }
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

  /// Writes a cell of basic letters with at most two marks each, of letters as `đ` without marks, and of single blanks; nil
  /// for any other.
  private static func write(
    simple cell: UnsafeBufferPointer<UInt8>, to target: UnsafeMutableBufferPointer<UInt8>
  ) -> Int? {
    let end = cell.count
    guard end > 0, target.count >= end, let letters = MarkedLetters.all.start, cell[0] > 0x20,
      cell[end &- 1] > 0x20
    else { return nil }
    var (index, written) = (0, 0)
    while index < end {
      if index &+ 8 <= end {
        guard let taken = take(from: cell, at: index, to: target, at: written) else { return nil }
        index &+= taken
        written &+= taken
      }
      let byte = cell[index]
      let next = index &+ 1 < end ? cell[index &+ 1] : 0
      if byte >= 0x80 {
        // U+00C0…U+027F, which stay as they are.
        guard byte &- 0xC3 <= 6, next & 0xC0 == 0x80, index &+ 2 == end || cell[index &+ 2] &- 0xCC > 1 else {
          return nil
        }
        target[written] = byte
        target[written &+ 1] = next
        written &+= 2
        index &+= 2
      } else if next &- 0xCC > 1 {
        guard byte > 0x20 || byte == 0x20 && target[written &- 1] != 0x20 else { return nil }
        target[written] = byte
        written &+= 1
        index &+= 1
      } else {
        guard let mark = Tables.mark(cell, at: index &+ 1, before: end), byte >= 0x40 else { return nil }
        var letter = UInt32(letters[Int(byte &- 0x40) &* 128 &+ Int(mark &- 0x300)])
        index &+= 3
        if index < end, cell[index] &- 0xCC <= 1 {
          guard let second = second(cell, at: index, before: end), let both = tables.both(byte, mark, second)
          else { return nil }
          letter = both
          index &+= 2
        }
        guard letter != 0 else { return nil }
        written = write(letter, to: target, at: written)
      }
    }
    return written
  }

  /// Copies the basic letters and single blanks among eight bytes, but for the last of them, which may have a mark.
  ///
  /// - Returns: how many; nil where something else stands among them.
  @inline(__always) private static func take(
    from cell: UnsafeBufferPointer<UInt8>, at index: Int, to target: UnsafeMutableBufferPointer<UInt8>,
    at written: Int
  ) -> Int? {
    guard let source = UnsafeRawPointer(cell.baseAddress), let start = target.baseAddress else { return nil }
    let ones: UInt64 = 0x0101_0101_0101_0101
    let word = UInt64(littleEndian: source.loadUnaligned(fromByteOffset: index, as: UInt64.self))
    let plain = (word & (ones &* 0x80)).trailingZeroBitCount / 8
    guard plain > 1 else { return 0 }
    let tops = (ones &* 0x80) & (UInt64.max >> UInt64(72 &- plain &* 8))
    let blanks = word ^ (ones &* 0x20)
    let isBlank = (blanks &- ones) & ~blanks & tops
    let isControl = (word &- ones &* 0x20) & ~word & tops
    guard isControl | isBlank & isBlank >> 8 == 0 else { return nil }
    if isBlank & 0x80 != 0, start[written &- 1] == 0x20 { return nil }
    UnsafeMutableRawPointer(start).storeBytes(of: word.littleEndian, toByteOffset: written, as: UInt64.self)
    return plain &- 1
  }

  /// The last mark of a letter; nil where another one follows.
  @inline(__always) private static func second(
    _ cell: UnsafeBufferPointer<UInt8>, at index: Int, before end: Int
  ) -> UInt32? {
    if index &+ 2 < end, cell[index &+ 2] &- 0xCC <= 1 { return nil }
    return Tables.mark(cell, at: index, before: end)
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

/// What each mark makes of each basic letter, at one place of memory that never changes.
private struct MarkedLetters: @unchecked Sendable {
  // Unchecked: written before the first use, and never again.

  /// For each of U+0040…U+007F, 128 letters by the mark from U+0300 on; 0 for none.
  let start: UnsafePointer<UInt16>?

  static let all = MarkedLetters(LatinComposition.tables)

  private init(_ tables: LatinComposition.Tables) {
    let letters = UnsafeMutablePointer<UInt16>.allocate(capacity: 64 * 128)
    letters.initialize(repeating: 0, count: 64 * 128)
    for base in 0..<64 {
      for mark in 0..<0x70 {
        guard let letter = tables.composed(UInt32(base + 0x40), UInt32(mark + 0x300)) else { continue }
        letters[base * 128 + mark] = UInt16(truncatingIfNeeded: letter)
      }
    }
    start = UnsafePointer(letters)
  }
}

extension LatinComposition.Tables {
  /// The letter that two marks make of a basic letter; nil when they do not make one.
  @inline(__always) fileprivate func both(_ base: UInt8, _ mark: UInt32, _ second: UInt32) -> UInt32? {
    letter(UInt32(base), mark, second)
  }

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
  @inline(__always) fileprivate static func mark(
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
