/// A kept run that cannot be used: it is damaged, or another version of the program wrote it.
struct KeptRunDamaged: Error {}

/// Writes values one after the other, or reads them in the same order: one description serves both ways.
///
/// What is read is never trusted: every length is held against the bytes that are left.
final class RunCoder {
  private(set) var bytes: [UInt8]
  private var place = 0
  let isReading: Bool

  /// A coder that writes.
  init() {
    bytes = []
    isReading = false
  }

  /// A coder that reads.
  init(reading bytes: [UInt8]) {
    self.bytes = bytes
    isReading = true
  }

  /// Whether all was read.
  var isAtEnd: Bool { place == bytes.count }

  func code(_ value: inout Int) throws(KeptRunDamaged) {
    var wide = Int64(value)
    var one = [wide]
    try codeElements(&one, count: 1)
    wide = one[0]
    value = Int(wide)
  }

  func code(_ value: inout Bool) throws(KeptRunDamaged) {
    var one: [UInt8] = [value ? 1 : 0]
    try codeElements(&one, count: 1)
    value = one[0] != 0
  }

  func code(_ text: inout String) throws(KeptRunDamaged) {
    var utf8 = isReading ? [] : Array(text.utf8)
    try code(&utf8)
    if isReading { text = String(decoding: utf8, as: UTF8.self) }
  }

  /// Numbers with their count.
  func code<Number: FixedWidthInteger>(_ numbers: inout [Number]) throws(KeptRunDamaged) {
    var count = numbers.count
    try code(&count)
    try codeElements(&numbers, count: count)
  }

  func code(_ numbers: inout [Int]) throws(KeptRunDamaged) {
    var wide = numbers.map { Int64($0) }
    try code(&wide)
    numbers = wide.map { Int($0) }
  }

  func code(_ truths: inout [Bool]) throws(KeptRunDamaged) {
    var codes: [UInt8] = truths.map { $0 ? 1 : 0 }
    try code(&codes)
    truths = codes.map { $0 != 0 }
  }

  /// Things with their count, each as `body` says.
  func list<Item>(
    _ items: inout [Item], empty: Item, _ body: (inout Item) throws(KeptRunDamaged) -> Void
  ) throws(KeptRunDamaged) {
    var count = items.count
    try code(&count)
    // Every thing takes at least a byte.
    guard !isReading || count >= 0 && count <= bytes.count - place else { throw KeptRunDamaged() }
    if isReading { items = [Item](repeating: empty, count: count) }
    for index in items.indices { try body(&items[index]) }
  }

  /// Something that may be missing.
  func optional<Item>(
    _ item: inout Item?, empty: Item, _ body: (inout Item) throws(KeptRunDamaged) -> Void
  ) throws(KeptRunDamaged) {
    var isThere = item != nil
    try code(&isThere)
    var some = item ?? empty
    if isThere { try body(&some) }
    item = isThere ? some : nil
  }

  private func codeElements<Number: FixedWidthInteger>(
    _ numbers: inout [Number], count: Int
  ) throws(KeptRunDamaged) {
    let width = MemoryLayout<Number>.size
    guard isReading else {
      // All at once: one by one, every byte of every text would cost a call.
      let ordered = Number(1).littleEndian == 1 ? numbers : numbers.map(\.littleEndian)
      ordered.withUnsafeBytes { raw in
        raw.withMemoryRebound(to: UInt8.self) { bytes.append(contentsOf: $0) }
      }
      return
    }
    guard count >= 0, count <= (bytes.count - place) / width else { throw KeptRunDamaged() }
    numbers = (0..<count).map { index in
      bytes.withUnsafeBytes {
        Number(littleEndian: $0.loadUnaligned(fromByteOffset: place + index * width, as: Number.self))
      }
    }
    place += count * width
  }
}
