import CellLoops

/// Where cells can end in a stretch of a file, found for many bytes at a time.
struct CellMaskWindow: Sendable {
  /// Bytes looked at together.
  static let length = Int(CELL_MASKS_TOGETHER)
  /// Records walked over together.
  private static let recordsAtATime = 256
  /// Offset of the first byte in the file.
  private(set) var start = 0
  /// Offset behind the last byte.
  private(set) var end = 0
  private var delimiters: [UInt64] = []
  /// Quotes and bytes below 14 that are not the delimiter.
  private var stops: [UInt64] = []
  private var records: [plain_record] = []
  private var cellEnds: [UInt32] = []
  /// Where in memory offset 0 would be, and where the bytes end.
  private var origin: UInt = 0
  private var limit = 0

  /// Forgets what was found in other bytes.
  mutating func forget(unless window: ScanWindow) {
    let now = UInt(bitPattern: window.base) &- UInt(bitPattern: window.start)
    if origin != now || limit != window.end { (start, end) = (0, 0) }
    origin = now
    limit = window.end
  }

  /// Looks at the bytes from an offset on.
  mutating func move(to offset: Int, _ window: ScanWindow, delimiter: UInt8, quote: UInt8) {
    if delimiters.isEmpty { makeRoom() }
    start = offset
    end = min(offset + Self.length, window.end)
    let first = window.base + (offset - window.start)
    delimiters.withUnsafeMutableBufferPointer { delimiters in
      stops.withUnsafeMutableBufferPointer { stops in
        cell_masks(first, end - start, delimiter, quote, delimiters.baseAddress, stops.baseAddress)
      }
    }
  }

  private mutating func makeRoom() {
    delimiters = [UInt64](repeating: 0, count: Self.length / 64)
    stops = delimiters
    // Nobody reads more of these than was written.
    records = [plain_record](unsafeUninitializedCapacity: Self.recordsAtATime) { $1 = $0.count }
    cellEnds = [UInt32](unsafeUninitializedCapacity: Self.length + Int(CELL_WALK_SLACK)) { $1 = $0.count }
  }

  /// Walks over plain records from an offset on.
  ///
  /// - Parameters:
  ///   - longest: bytes that a record may have.
  ///   - most: records that are wanted.
  ///   - take: is lent the records, with places counted from `start`, and the ends of their cells.
  /// - Returns: whether as many records as were asked for at once follow the rules.
  mutating func walk(
    from offset: Int, _ window: ScanWindow, quote: UInt8, longest: Int, most: Int,
    _ take: (UnsafeBufferPointer<plain_record>, UnsafeBufferPointer<UInt32>) -> Void
  ) -> Bool {
    let most = min(most, Self.recordsAtATime)
    let (first, from, count) = (window.base + (start - window.start), offset - start, end - start)
    return delimiters.withUnsafeBufferPointer { delimiters in
      stops.withUnsafeBufferPointer { stops in
        records.withUnsafeMutableBufferPointer { records in
          cellEnds.withUnsafeMutableBufferPointer { ends in
            var bytes = masked_bytes(
              bytes: first, count: count, delimiters: delimiters.baseAddress, stops: stops.baseAddress,
              quote: quote)
            var cells = 0
            let found = cell_walk(&bytes, from, longest, most, records.baseAddress, ends.baseAddress, &cells)
            take(
              UnsafeBufferPointer(rebasing: records[..<found]), UnsafeBufferPointer(rebasing: ends[..<cells]))
            return found == most
          }
        }
      }
    }
  }
}

extension RecordScanner {
  /// Whether the dialect is one that `scanPlainRecords` knows.
  var canScanPlainRecords: Bool {
    state == .recordStart && escape == quote && delimiterRest.isEmpty && !dropsFirst
  }

  /// Scans whole records that follow the common rules: cells with or without quotes, and no line break inside them.
  ///
  /// What it does not know it leaves where it is for the scanner that goes byte by byte, whose results are the same.
  mutating func scanPlainRecords(_ window: ScanWindow, into batch: inout RecordBatch, maximumRecords: Int) {
    var masks = self.masks
    self.masks = CellMaskWindow()
    while position < window.end, batch.records.count < maximumRecords {
      if position < masks.start || position >= masks.end {
        masks.move(to: position, window, delimiter: delimiter, quote: quote)
      }
      if walk(&masks, window, into: &batch, maximumRecords: maximumRecords) { continue }
      // The record may only reach beyond the bytes that were looked at.
      guard masks.start < position, masks.end < window.end else { break }
      masks.move(to: position, window, delimiter: delimiter, quote: quote)
    }
    self.masks = masks
  }

  /// Scans records for as long as they end where masks are known.
  ///
  /// - Returns: whether it stopped for another reason than a record that it does not know or that is not complete.
  private mutating func walk(
    _ masks: inout CellMaskWindow, _ window: ScanWindow, into batch: inout RecordBatch, maximumRecords: Int
  ) -> Bool {
    let start = masks.start
    let isFull = masks.walk(
      from: position, window, quote: quote, longest: limit, most: maximumRecords - batch.records.count
    ) { records, ends in
      var firstCell = batch.cellEnds.count
      batch.cellEnds.append(contentsOf: ends)
      for record in records {
        batch.records.append(
          ScannedRecord(
            start: start + Int(record.start), end: start + Int(record.end), line: line, firstCell: firstCell,
            cellCount: Int(record.cells), fault: .none))
        firstCell += Int(record.cells)
        line += 1
      }
      batch.pendingCells = firstCell
      if let last = records.last { position = start + Int(last.next) }
    }
    return isFull || position >= masks.end
  }
}
