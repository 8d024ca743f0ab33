import CellMasks

/// Where cells can end in a stretch of a file, found for many bytes at a time.
struct CellMaskWindow: Sendable {
  /// Bytes looked at together.
  static let length = 8192
  /// Offset of the first byte in the file.
  private(set) var start = 0
  /// Offset behind the last byte.
  private(set) var end = 0
  private(set) var delimiters: [UInt64] = []
  /// Quotes and bytes below 14 that are not the delimiter.
  private(set) var stops: [UInt64] = []
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
    if delimiters.isEmpty {
      // One word more, so that a cursor may stand behind the last byte.
      delimiters = [UInt64](repeating: 0, count: Self.length / 64 + 1)
      stops = delimiters
    }
    start = offset
    end = min(offset + Self.length, window.end)
    let first = window.base + (offset - window.start)
    delimiters.withUnsafeMutableBufferPointer { delimiters in
      stops.withUnsafeMutableBufferPointer { stops in
        cell_masks(first, end - start, delimiter, quote, delimiters.baseAddress, stops.baseAddress)
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
      if scanPlainRecords(window, masks, into: &batch, maximumRecords: maximumRecords) { continue }
      // The record may only reach beyond the bytes that were looked at.
      guard masks.start < position, masks.end < window.end else { break }
      masks.move(to: position, window, delimiter: delimiter, quote: quote)
    }
    self.masks = masks
  }

  /// Scans records for as long as they end where masks are known.
  ///
  /// - Returns: whether it stopped for another reason than a record that it does not know or that is not complete.
  private mutating func scanPlainRecords(
    _ window: ScanWindow, _ masks: CellMaskWindow, into batch: inout RecordBatch, maximumRecords: Int
  ) -> Bool {
    let bytes = window.base - window.start
    return withUnsafeTemporaryAllocation(
      of: UInt32.self, capacity: PlainRecordWalk.mostCells + PlainRecordWalk.atATime
    ) {
      ends in
      masks.delimiters.withUnsafeBufferPointer { delimiters in
        masks.stops.withUnsafeBufferPointer { stops in
          var walk = PlainRecordWalk(
            bytes: bytes, start: masks.start, end: masks.end, delimiters: delimiters, stops: stops,
            quote: quote)
          while batch.records.count < maximumRecords, position < masks.end {
            let count = walk.walk(from: position, into: ends)
            guard count > 0, walk.recordEnd - position <= limit else { return false }
            batch.append(
              ScannedRecord(
                start: position, end: walk.recordEnd, line: line, firstCell: batch.cellEnds.count,
                cellCount: count, fault: .none),
              cellEnds: UnsafeBufferPointer(rebasing: ends[..<count]))
            position = walk.next
            line += 1
          }
          return true
        }
      }
    }
  }
}

extension RecordBatch {
  /// Adds a record with its cells.
  @inline(__always)
  fileprivate mutating func append(_ record: ScannedRecord, cellEnds ends: UnsafeBufferPointer<UInt32>) {
    cellEnds.append(contentsOf: ends)
    records.append(record)
    pendingCells = cellEnds.count
  }
}

/// A walk over the cells of one record after the other.
private struct PlainRecordWalk {
  /// Records with more cells are left to the other scanner.
  static let mostCells = 1024
  /// Ends that are written together.
  static let atATime = 6

  /// Bytes of the file, addressed by their offsets.
  let bytes: UnsafePointer<UInt8>
  let start: Int
  let end: Int
  let delimiters: UnsafeBufferPointer<UInt64>
  let stops: UnsafeBufferPointer<UInt64>
  let quote: UInt8
  /// Where the record after the walked one starts.
  var next = 0
  /// Where the walked record ends.
  var recordEnd = 0

  init(
    bytes: UnsafePointer<UInt8>, start: Int, end: Int, delimiters: UnsafeBufferPointer<UInt64>,
    stops: UnsafeBufferPointer<UInt64>, quote: UInt8
  ) {
    self.bytes = bytes
    self.start = start
    self.end = end
    self.delimiters = delimiters
    self.stops = stops
    self.quote = quote
  }

  /// Writes the ends of the cells of a record.
  ///
  /// - Returns: their number; `next` stays at the record when it is not known to be a plain one.
  mutating func walk(from record: Int, into ends: UnsafeMutableBufferPointer<UInt32>) -> Int {
    next = record
    var count = 0
    var offset = record
    // Where the current cell starts; -1 while the end of a quoted cell still has to be written.
    var cellStart = record
    var traits: UInt32 = 0
    while offset < end {
      let block = (offset &- start) >> 6
      let base = start &+ block &<< 6
      let above = UInt64.max &<< UInt64(truncatingIfNeeded: (offset &- start) & 63)
      var found = delimiters[block] & above
      let stop = stops[block] & above
      let stopBit = stop == 0 ? 64 : stop.trailingZeroBitCount
      if stopBit < 64 { found &= (1 &<< UInt64(stopBit)) &- 1 }
      if found != 0 {
        let more = found.nonzeroBitCount
        if count &+ more >= Self.mostCells { return 0 }
        cellStart = base &+ 64 &- found.leadingZeroBitCount
        Self.write(&found, more, from: base &- record, to: ends, at: count)
        ends[count] |= traits
        traits = 0
        count &+= more
      }
      if stopBit == 64 {
        offset = base &+ 64
        continue
      }
      let place = base &+ stopBit
      let byte = bytes[place]
      if byte == quote {
        guard place == cellStart, traits == 0, let closed = passQuoted(from: place, &traits) else { return 0 }
        offset = closed
      } else if byte == 0x0A || byte == 0x0D {
        if byte == 0x0D { guard place &+ 1 < end, bytes[place &+ 1] == 0x0A else { return 0 } }
        ends[count] = UInt32(truncatingIfNeeded: place &- record) &<< CellTraits.bits | traits
        recordEnd = place
        next = place &+ (byte == 0x0A ? 1 : 2)
        return count &+ 1
      } else if byte == 0 {
        return 0
      } else {
        offset = place &+ 1
      }
    }
    return 0
  }

  /// Writes the offsets of set bits as ends of cells, several at a time and some too many: how many there are changes from
  /// block to block, so that a branch after each would be guessed wrong.
  @inline(__always) private static func write(
    _ found: inout UInt64, _ more: Int, from base: Int, to ends: UnsafeMutableBufferPointer<UInt32>,
    at count: Int
  ) {
    var written = 0
    repeat {
      for place in 0..<atATime {
        let offset = base &+ found.trailingZeroBitCount
        ends[count &+ written &+ place] = UInt32(truncatingIfNeeded: offset) &<< CellTraits.bits
        found &= found &- 1
      }
      written &+= atATime
    } while written < more
  }

  /// Passes a quoted cell.
  ///
  /// - Returns: the offset of the byte after the closing quote; nil when it holds a line break, a zero byte or anything
  ///   behind the quote, or when its end is not known.
  private func passQuoted(from opening: Int, _ traits: inout UInt32) -> Int? {
    traits = CellTraits.quoted.rawValue
    var offset = opening &+ 1
    while offset < end {
      let block = (offset &- start) >> 6
      let above = UInt64.max &<< UInt64(truncatingIfNeeded: (offset &- start) & 63)
      let stop = stops[block] & above
      if stop == 0 {
        offset = start &+ (block &+ 1) &<< 6
        continue
      }
      let place = start &+ block &<< 6 &+ stop.trailingZeroBitCount
      let byte = bytes[place]
      guard byte == quote else {
        if byte == 0x0A || byte == 0x0D || byte == 0 { return nil }
        offset = place &+ 1
        continue
      }
      guard place &+ 1 < end else { return nil }
      if bytes[place &+ 1] == quote {
        traits |= CellTraits.doubledQuote.rawValue
        offset = place &+ 2
        continue
      }
      let after = (place &+ 1 &- start) >> 6
      let bit = UInt64(1) &<< UInt64(truncatingIfNeeded: (place &+ 1 &- start) & 63)
      let isLineBreak = bytes[place &+ 1] == 0x0A || bytes[place &+ 1] == 0x0D
      return delimiters[after] & bit != 0 || isLineBreak ? place &+ 1 : nil
    }
    return nil
  }
}
