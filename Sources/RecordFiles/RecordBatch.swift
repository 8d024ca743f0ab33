/// What is wrong with a record as a whole.
public enum RecordFault: UInt8, Hashable, Sendable {
  /// Nothing.
  case none
  /// It is longer than a record may be.
  case tooLong
  /// A quote opens in it and never closes.
  case unclosedQuote
}

/// Where one record stands.
public struct ScannedRecord: Hashable, Sendable {
  /// Offset of its first byte in the file.
  public var start: Int
  /// Offset after its last byte, without the line break.
  public var end: Int
  /// Physical line it starts on, counted from 1.
  public var line: Int
  /// Place of its first cell in `RecordBatch.cellEnds`.
  public var firstCell: Int
  /// Number of its cells; 0 when the record has a fault.
  public var cellCount: Int
  /// What is wrong with it.
  public var fault: RecordFault
  /// Whether some cell has quotes at an odd place.
  public var hasOddQuotes = false
}

/// Facts about a cell that the scanner learns in passing.
public struct CellTraits: OptionSet, Hashable, Sendable {
  /// The bits.
  public let rawValue: UInt32
  /// Creates a set from its bits.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The cell starts with a quote.
  public static let quoted = CellTraits(rawValue: 1)
  /// It holds doubled quotes, each of which stands for one.
  public static let doubledQuote = CellTraits(rawValue: 2)
  /// Bytes follow the closing quote.
  public static let tail = CellTraits(rawValue: 4)
  /// It holds a zero byte.
  public static let zeroByte = CellTraits(rawValue: 8)
  /// Quotes stand inside it although it does not start with one.
  public static let innerQuote = CellTraits(rawValue: 16)

  /// Quotes or escapes inside it have an escape before them.
  public static let escaped = CellTraits(rawValue: 32)

  /// Bits that traits take in a number of `RecordBatch.cellEnds`; the rest is room for offsets in records of 16 MiB.
  static let bits: UInt32 = 6
  static let mask: UInt32 = 63
}

/// Records as ranges over the bytes of a file; no text is copied.
///
/// One number is kept for each cell: the offset of its end from the start of its record, with the traits in the lowest
/// six bits. A cell starts where the one before it ended, after the delimiter.
public struct RecordBatch: Sendable {
  /// The complete records.
  public internal(set) var records: [ScannedRecord] = []
  /// Ends and traits of all cells.
  public internal(set) var cellEnds: [UInt32] = []
  /// First cell of the record that is still being scanned.
  var pendingCells = 0
  /// Bytes of the delimiter.
  var delimiterLength = 1

  /// Creates an empty batch.
  public init() {}

  /// Bytes of a cell as they stand in the file, quotes included.
  public func rawRange(of cell: Int, in record: ScannedRecord) -> Range<Int> {
    let place = record.firstCell + cell
    let start =
      cell == 0
      ? record.start : record.start + Int(cellEnds[place - 1] >> CellTraits.bits) + delimiterLength
    return start..<record.start + Int(cellEnds[place] >> CellTraits.bits)
  }

  /// Traits of a cell.
  public func traits(of cell: Int, in record: ScannedRecord) -> CellTraits {
    CellTraits(rawValue: cellEnds[record.firstCell + cell] & CellTraits.mask)
  }

  /// Forgets the complete records and keeps the memory for the next ones.
  public mutating func removeRecords() {
    records.removeAll(keepingCapacity: true)
    if pendingCells == cellEnds.count {
      cellEnds.removeAll(keepingCapacity: true)
    } else {
      cellEnds.removeSubrange(..<pendingCells)
    }
    pendingCells = 0
  }

  mutating func dropPendingCells() {
    cellEnds.removeSubrange(pendingCells...)
  }
}

/// A batch seen through pointers, for loops that touch every cell.
struct BatchView {
  var records: UnsafeBufferPointer<ScannedRecord>
  let cellEnds: UnsafeBufferPointer<UInt32>
  let delimiterLength: Int

  @inline(__always) func rawRange(of cell: Int, in record: ScannedRecord) -> Range<Int> {
    let place = record.firstCell + cell
    let start =
      cell == 0
      ? record.start : record.start + Int(cellEnds[place - 1] >> CellTraits.bits) + delimiterLength
    return Range(uncheckedBounds: (start, record.start + Int(cellEnds[place] >> CellTraits.bits)))
  }

  @inline(__always) func traits(of cell: Int, in record: ScannedRecord) -> CellTraits {
    CellTraits(rawValue: cellEnds[record.firstCell + cell] & CellTraits.mask)
  }

  /// Where the text of a cell ends, and its bytes: of a cell without quotes, or of what simple quotes enclose; less than no
  /// bytes stand for any other cell.
  @inline(__always) func textSpan(of cell: Int, at row: Int) -> (end: Int, count: Int) {
    let record = records[row]
    guard cell < record.cellCount else { return (0, -1) }
    let place = record.firstCell &+ cell
    let end = cellEnds[place]
    let traits = end & CellTraits.mask
    guard traits & ~CellTraits.quoted.rawValue == 0 else { return (0, -1) }
    let offset = Int(end >> CellTraits.bits)
    let start = cell == 0 ? 0 : Int(cellEnds[place &- 1] >> CellTraits.bits) &+ delimiterLength
    let quotes = traits == 0 ? 0 : 1
    return (record.start &+ offset &- quotes, offset &- start &- 2 &* quotes)
  }

  /// Whether the cells of a record have none of the traits that are given for each.
  @inline(__always) func arePlain(_ traits: [UInt32], at row: Int) -> Bool {
    let record = records[row]
    var seen: UInt32 = 0
    for cell in 0..<min(record.cellCount, traits.count) {
      seen |= cellEnds[record.firstCell &+ cell] & traits[cell]
    }
    return seen == 0
  }

  /// Where a cell without quotes and faults ends, and its bytes; less than no bytes stand for any other cell.
  @inline(__always) func plainSpan(of cell: Int, at row: Int) -> (end: Int, count: Int) {
    let record = records[row]
    guard cell < record.cellCount else { return (0, -1) }
    let place = record.firstCell &+ cell
    let end = cellEnds[place]
    guard end & CellTraits.mask == 0 else { return (0, -1) }
    let offset = Int(end >> CellTraits.bits)
    let start = cell == 0 ? 0 : Int(cellEnds[place &- 1] >> CellTraits.bits) &+ delimiterLength
    return (record.start &+ offset, offset &- start)
  }
}

extension RecordBatch {
  /// Gives the batch as pointers to a closure, which must not keep them.
  func withView<Result>(_ body: (BatchView) -> Result) -> Result {
    records.withUnsafeBufferPointer { records in
      cellEnds.withUnsafeBufferPointer { ends in
        body(BatchView(records: records, cellEnds: ends, delimiterLength: delimiterLength))
      }
    }
  }
}
