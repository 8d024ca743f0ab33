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
    var special: UInt8 = 0
    for index in place..<count {
      let byte = start[index]
      special |=
        (byte == 0x2C ? 1 : 0) | (byte == 0x22 ? 1 : 0) | (byte == 0x0A ? 1 : 0) | (byte == 0x0D ? 1 : 0)
    }
    let last = start[count &- 1]
    if special != 0 || start[place] == 0x20 || start[place] == 0x09 || last == 0x20 || last == 0x09 {
      quote(from: place)
    }
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
    for index in place..<count where start[index] == 0x22 { quotes += 1 }
    reserve(quotes + 2)
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
