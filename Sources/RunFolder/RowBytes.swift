/// Memory for lines of text in bytes, written at its end and used again.
///
/// One thread at a time owns it. The CSV it writes is `CSVWriter`'s, byte for byte; what differs is that no cell takes
/// memory of its own.
final class RowBytes: @unchecked Sendable {
  // Unchecked: handed from thread to thread as a whole, never shared.

  private(set) var start: UnsafeMutablePointer<UInt8>
  private(set) var count = 0
  private var capacity: Int

  init(capacity: Int = 1 << 16) {
    self.capacity = capacity
    start = .allocate(capacity: capacity)
  }

  deinit { start.deallocate() }

  /// What was written.
  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: count) }

  func removeAll() { count = 0 }

  /// A cursor at the end, with room for some bytes and the few that its quick stores may touch behind them.
  @inline(__always) func cursor(reserving room: Int) -> ByteCursor {
    reserve(room &+ ByteCursor.slack)
    return ByteCursor(next: UnsafeMutableRawPointer(start + count))
  }

  /// Takes over what was written behind a cursor.
  @inline(__always) func finish(_ cursor: ByteCursor) {
    count = cursor.next - UnsafeMutableRawPointer(start)
  }

  /// Makes room for some bytes at the end.
  @inline(__always) func reserve(_ more: Int) {
    if count &+ more > capacity { grow(more) }
  }

  @inline(never) private func grow(_ more: Int) {
    capacity = max(capacity * 2, count + more)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.update(from: start, count: count)
    start.deallocate()
    start = larger
  }

  @inline(__always) func append(_ byte: UInt8) {
    reserve(1)
    start[count] = byte
    count &+= 1
  }

  @inline(__always) func append(_ text: UnsafeBufferPointer<UInt8>) {
    guard let source = text.baseAddress else { return }
    reserve(text.count)
    (start + count).update(from: source, count: text.count)
    count &+= text.count
  }

  func append(_ text: String) {
    var text = text
    text.withUTF8 { append($0) }
  }

  /// Appends a text in the form that CSV needs.
  func append(cell text: String) {
    let start = count
    append(text)
    finishCell(from: start)
  }

  /// Appends a text in the form that CSV needs, and a comma.
  func append(wholeCell text: String) {
    append(cell: text)
    append(0x2C)
  }

  /// Appends the digits of a number.
  @inline(__always) func append(number value: UInt64) {
    reserve(20)
    if value < 10 {
      start[count] = 0x30 &+ UInt8(truncatingIfNeeded: value)
      count &+= 1
      return
    }
    var length = 1
    var bound: UInt64 = 10
    while value >= bound {
      length &+= 1
      let product = bound.multipliedReportingOverflow(by: 10)
      if product.overflow { break }
      bound = product.partialValue
    }
    var rest = value
    var place = count &+ length
    count = place
    while place > count &- length {
      place &-= 1
      start[place] = 0x30 &+ UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
  }

  @inline(__always) func append(signed value: Int64) {
    if value < 0 { append(0x2D) }
    append(number: value.magnitude)
  }

  /// Appends the last `width` digits of a number, zeros included.
  @inline(__always) func append(number value: UInt64, width: Int) {
    reserve(width)
    var rest = value
    var place = count &+ width
    count = place
    for _ in 0..<width {
      place &-= 1
      start[place] = 0x30 &+ UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
  }

  /// Brings the cell that was written from a place on into the form that CSV needs.
  @inline(__always) func finishCell(from place: Int) {
    guard place < count else { return }
    let first = start[place]
    if first < 0x30 || first == 0x3D || first == 0x40 { guardFormula(from: place) }
    let isSpecial = holdsSpecial(from: place)
    let last = start[count &- 1]
    if isSpecial || start[place] == 0x20 || start[place] == 0x09 || last == 0x20 || last == 0x09 {
      quote(from: place)
    }
  }

  /// Whether a comma, a quote or a line break stands in the bytes from a place on; eight bytes are looked at together.
  @inline(__always) private func holdsSpecial(from place: Int) -> Bool {
    var index = place
    var found: UInt64 = 0
    while index &+ 8 <= count {
      found |= SpecialBytes.marks(UnsafeRawPointer(start + index).loadUnaligned(as: UInt64.self))
      index &+= 8
    }
    if SpecialBytes.isAny(found) { return true }
    while index < count {
      let byte = start[index]
      if byte == 0x2C || byte == 0x22 || byte == 0x0A || byte == 0x0D { return true }
      index &+= 1
    }
    return false
  }

  /// An apostrophe before what a spreadsheet would take for a formula, also behind apostrophes.
  private func guardFormula(from place: Int) {
    var index = place
    while index < count, start[index] == 0x27 { index += 1 }
    guard index < count else { return }
    switch start[index] {
    case 0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D:
      reserve(1)
      (start + place + 1).update(from: start + place, count: count - place)
      start[place] = 0x27
      count += 1
    default: return
    }
  }

  private func quote(from place: Int) {
    var quotes = 0
    for index in place..<count { quotes &+= start[index] == 0x22 ? 1 : 0 }
    reserve(quotes + 2)
    if quotes == 0 {
      (start + place + 1).update(from: start + place, count: count - place)
      start[place] = 0x22
      start[count + 1] = 0x22
      count += 2
      return
    }
    var target = count + quotes + 1
    start[target] = 0x22
    let end = target + 1
    var source = count
    while source > place {
      source -= 1
      target -= 1
      start[target] = start[source]
      if start[source] == 0x22 {
        target -= 1
        start[target] = 0x22
      }
    }
    start[place] = 0x22
    count = end
  }
}

/// Finds bytes for which a cell needs quotes, eight at a time.
enum SpecialBytes {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let tops: UInt64 = 0x8080_8080_8080_8080

  /// A word whose top bits say, with those of other words, whether a comma, a quote or a line break is among the bytes.
  @inline(__always) static func marks(_ word: UInt64) -> UInt64 {
    // A byte of these is zero where the word has the byte sought; taking one from it then sets its top bit.
    let comma = (word ^ (ones &* 0x2C)) &- ones
    let quote = (word ^ (ones &* 0x22)) &- ones
    let lineFeed = (word ^ (ones &* 0x0A)) &- ones
    let carriageReturn = (word ^ (ones &* 0x0D)) &- ones
    return (comma | quote | lineFeed | carriageReturn) & ~word
  }

  @inline(__always) static func isAny(_ marks: UInt64) -> Bool { marks & tops != 0 }

  /// Words whose top bits say, with those of others, whether a comma, a quote or any control character is among the bytes.
  @inline(__always) static func marks(_ words: SIMD2<UInt64>) -> SIMD2<UInt64> {
    let ones = SIMD2(repeating: ones)
    let comma = (words ^ SIMD2(repeating: Self.ones &* 0x2C)) &- ones
    let quote = (words ^ SIMD2(repeating: Self.ones &* 0x22)) &- ones
    let control = words &- SIMD2(repeating: Self.ones &* 0x20)
    return (comma | quote | control) & ~words
  }
}

/// A place in memory where bytes are written without asking for room at each of them.
struct ByteCursor {
  /// Bytes behind the end that a store may overwrite.
  static let slack = 64

  var next: UnsafeMutableRawPointer

  @inline(__always) mutating func put(_ byte: UInt8) {
    next.storeBytes(of: byte, as: UInt8.self)
    next += 1
  }

  /// Writes the low bytes of a word, the first from its lowest bits.
  @inline(__always) mutating func put(_ word: UInt64, count: Int) {
    next.storeBytes(of: word.littleEndian, as: UInt64.self)
    next += count
  }

  /// Copies bytes in pieces of 32; as many may be read and written behind them.
  @inline(__always) mutating func put(_ source: UnsafeRawPointer, count: Int) {
    var offset = 0
    repeat {
      next.storeBytes(
        of: source.loadUnaligned(fromByteOffset: offset, as: SIMD32<UInt8>.self), toByteOffset: offset,
        as: SIMD32<UInt8>.self)
      offset &+= 32
    } while offset < count
    next += count
  }

  /// The longest text that `putPlain` takes.
  static let longestPlain = 256

  /// Copies a text that is a cell as it stands, sixteen bytes at a time.
  ///
  /// - Returns: false for any other text, or one too short or long to tell at once; then nothing is written.
  @inline(__always) mutating func putPlain(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let count = text.count
    guard count >= 8, count <= Self.longestPlain, let start = UnsafeRawPointer(text.baseAddress) else {
      return false
    }
    // What looks like a formula starts with less than a digit, `=` or `@`; blanks at an end need quotes.
    guard text[0] >= 0x30, text[0] != 0x3D, text[0] != 0x40, text[count &- 1] > 0x20 else { return false }
    var marks = SIMD2<UInt64>(repeating: 0)
    // The last piece reaches back over the one before it.
    if count < 16 {
      let first = start.loadUnaligned(as: UInt64.self)
      let last = start.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
      marks = SpecialBytes.marks(SIMD2(first, last))
      next.storeBytes(of: first, as: UInt64.self)
      next.storeBytes(of: last, toByteOffset: count &- 8, as: UInt64.self)
    } else {
      var offset = 0
      while offset < count {
        let place = min(offset, count &- 16)
        let piece = start.loadUnaligned(fromByteOffset: place, as: SIMD2<UInt64>.self)
        marks |= SpecialBytes.marks(piece)
        next.storeBytes(of: piece, toByteOffset: place, as: SIMD2<UInt64>.self)
        offset &+= 16
      }
    }
    if SpecialBytes.isAny(marks[0] | marks[1]) { return false }
    next += count
    return true
  }

  /// Writes the digits of a number.
  @inline(__always) mutating func put(number: UInt64) {
    guard number < 100_000_000 else { return putLong(number) }
    let digits = Self.eightDigits(number)
    let leading = min(7, (digits ^ 0x3030_3030_3030_3030).trailingZeroBitCount / 8)
    put(digits >> UInt64(leading &* 8), count: 8 &- leading)
  }

  @inline(never) private mutating func putLong(_ number: UInt64) {
    put(number: number / 100_000_000)
    put(Self.eightDigits(number % 100_000_000), count: 8)
  }

  /// Eight digits of a number below 10^8 as text, the first digit in the lowest byte.
  @inline(__always) static func eightDigits(_ number: UInt64) -> UInt64 {
    // Two numbers of four digits, four of two, then eight digits, all in one word.
    let fours = number / 10_000 | (number % 10_000) << 32
    let hundreds = (fours &* 10_486) >> 20 & 0x0000_007F_0000_007F
    let twos = hundreds | (fours &- hundreds &* 100) << 16
    let tens = (twos &* 103) >> 10 & 0x000F_000F_000F_000F
    let ones = tens | (twos &- tens &* 10) << 8
    return ones &+ 0x3030_3030_3030_3030
  }
}
