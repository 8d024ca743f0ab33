import RecordFiles

/// The filled cells of a sheet in their order, spooled in a compact form.
///
/// A sheet must be walked twice: its merged cells and the columns that hold something are only known at its end.
struct CellSpool: ~Copyable {
  /// What a cell holds, as far as merging goes.
  enum Kind: UInt8 {
    case row = 0
    /// Words and codes, which a merged cell repeats.
    case word = 1
    /// Numbers, days and amounts written as text.
    case amount = 2
  }

  private var spool: ByteSpool
  private var pending: [UInt8] = []
  private(set) var rows = 0

  init(path: String, memoryLimit: Int) { spool = ByteSpool(path: path, memoryLimit: memoryLimit) }

  mutating func startRow(_ row: Int) {
    rows += 1
    pending.append(Kind.row.rawValue)
    append(row)
  }

  mutating func add(_ kind: Kind, column: Int, _ text: [UInt8]) throws(InputError) {
    pending.append(kind.rawValue)
    append(column)
    append(text.count)
    pending.append(contentsOf: text)
    if pending.count > 1 << 16 { try flush() }
  }

  private mutating func append(_ number: Int) {
    var rest = number
    while rest >= 128 {
      pending.append(UInt8(rest & 127) | 128)
      rest >>= 7
    }
    pending.append(UInt8(rest))
  }

  private mutating func flush() throws(InputError) {
    try spool.append(pending)
    pending.removeAll(keepingCapacity: true)
  }

  /// The spooled cells; nil when there are none.
  mutating func finish() throws(InputError) -> InputBytes? {
    try flush()
    return spool.count > 0 ? try spool.finish() : nil
  }
}

/// Walks over spooled cells.
struct SpooledCells {
  let bytes: UnsafeBufferPointer<UInt8>
  private var place = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// A row with `number` and no text, or a cell with its column; nil at the end.
  mutating func next() -> (kind: CellSpool.Kind, number: Int, text: Range<Int>)? {
    guard place < bytes.count, let kind = CellSpool.Kind(rawValue: bytes[place]) else { return nil }
    place += 1
    let number = readNumber()
    if kind == .row { return (.row, number, place..<place) }
    let length = readNumber()
    let text = place..<place + length
    place += length
    return (kind, number, text)
  }

  private mutating func readNumber() -> Int {
    var number = 0
    var shift = 0
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      number |= Int(byte & 127) << shift
      shift += 7
      if byte < 128 { break }
    }
    return number
  }
}
