/// Finds the records of delimited text, in chunks of any size.
///
/// Follows RFC 4180, with a free choice of delimiter, quote and escape and any mixture of line ends. Quotes inside a cell that does not start
/// with one are text. Drive it by handing over the bytes from `position` on until the input ends, then call `finish`:
/// `position` may move back, once a quote turns out never to close.
public struct RecordScanner: Sendable {
  /// The longest record that is read, in bytes.
  public static let longestRecord = 16 << 20
  /// How many records may be too long before quotes no longer span lines.
  ///
  /// Each of them costs a second look at up to 16 MiB; without an end to that a hostile file could take days.
  static let patience = 16

  enum State: UInt8 {
    case recordStart, afterCarriageReturn, cellStart, plain, quoted, quotedAfterCarriageReturn, closingQuote,
      skippedLine, escaped, delimiter
  }

  /// Offset of the next byte that is wanted.
  public internal(set) var position: Int
  /// Physical line of that byte, counted from 1.
  public internal(set) var line: Int
  let delimiter: UInt8
  let delimiterRest: [UInt8]
  let quote: UInt8
  /// The escape; the quote itself where there is none.
  let escape: UInt8
  let limit: Int
  var state: State
  private var record: ScannedRecord
  private var traits: UInt32 = 0
  /// First line break inside the record: where its first line ends and where the next one starts.
  private var firstBreak: (end: Int, next: Int)?
  /// Where the delimiter that is being compared starts, how many bytes of its rest were seen, and what came before.
  private var partDelimiter = (start: 0, matched: 0, isAfterQuote: false)
  /// Records that were too long so far.
  private(set) var longRecords = 0
  var dropsFirst: Bool
  /// Where cells can end in the bytes that were looked at last.
  var masks = CellMaskWindow()

  /// Creates a scanner at the start of a record.
  ///
  /// - Parameters:
  ///   - dialect: delimiter and quote.
  ///   - offset: where the first byte stands in the file; the byte-order mark is skipped when nothing is said.
  ///   - line: physical line of that byte, counted from 1.
  ///   - insideQuotes: whether the start lies inside a quoted cell; that record is then left to whoever read its head.
  ///   - longestRecord: bytes a record may have.
  public init(
    dialect: Dialect, at offset: Int? = nil, line: Int = 1, insideQuotes: Bool = false,
    longestRecord: Int = Self.longestRecord
  ) {
    position = offset ?? dialect.contentStart
    self.line = line
    delimiter = dialect.delimiter
    delimiterRest = dialect.delimiterRest
    quote = dialect.quote
    escape = dialect.escape ?? dialect.quote
    limit = min(longestRecord, Self.longestRecord)
    state = insideQuotes ? .quoted : .recordStart
    dropsFirst = insideQuotes
    record = ScannedRecord(start: position, end: 0, line: line, firstCell: 0, cellCount: 0, fault: .none)
  }

  /// Creates a scanner at the start of a record, after some records that were too long.
  init(dialect: Dialect, at offset: Int, line: Int, longRecords: Int) {
    self.init(dialect: dialect, at: offset, line: line)
    self.longRecords = longRecords
  }

  /// Offset from which bytes must still be at hand, for cells of records that are not complete.
  public var retainedStart: Int {
    state == .recordStart || state == .afterCarriageReturn ? position : record.start
  }

  /// Whether all before an offset was scanned, no record was too long, and the next one starts there.
  func isAtRecord(from offset: Int) -> Bool {
    state == .recordStart && position == offset && longRecords == 0
  }

  /// Scans the bytes that stand at `position`.
  ///
  /// - Parameters:
  ///   - chunk: bytes of the file, the first of them at offset `position`.
  ///   - batch: takes the complete records.
  ///   - maximumRecords: stop when the batch holds this many.
  public mutating func scan(
    _ chunk: UnsafeBufferPointer<UInt8>, into batch: inout RecordBatch, maximumRecords: Int = .max
  ) {
    guard let base = chunk.baseAddress else { return }
    batch.delimiterLength = 1 + delimiterRest.count
    let window = ScanWindow(base: base, start: position, end: position + chunk.count)
    masks.forget(unless: window)
    while position < window.end, position >= window.start, batch.records.count < maximumRecords {
      if canScanPlainRecords { scanPlainRecords(window, into: &batch, maximumRecords: maximumRecords) }
      if position < window.end, batch.records.count < maximumRecords { scanRecord(window, &batch) }
    }
  }

  /// Ends the input.
  ///
  /// - Returns: false when an open quote was given up and reading must go on from `position`.
  public mutating func finish(into batch: inout RecordBatch) -> Bool {
    switch state {
    case .recordStart, .afterCarriageReturn: return true
    case .cellStart, .plain, .closingQuote, .delimiter:
      if state == .delimiter { leaveDelimiter() }
      endRecord(&batch)
      state = .recordStart
      return true
    case .quoted, .quotedAfterCarriageReturn, .escaped:
      return !giveUp(.unclosedQuote, &batch)
    case .skippedLine:
      emitFault(.tooLong, end: position, &batch)
      return true
    }
  }

  /// Scans byte by byte up to the start of the next record.
  private mutating func scanRecord(_ window: ScanWindow, _ batch: inout RecordBatch) {
    let before = batch.records.count
    repeat {
      step(window, &batch)
    } while position < window.end && position >= window.start && batch.records.count == before
    if state == .afterCarriageReturn, position < window.end { step(window, &batch) }
  }

  private mutating func step(_ window: ScanWindow, _ batch: inout RecordBatch) {
    switch state {
    case .recordStart: startRecord(&batch)
    case .afterCarriageReturn:
      if window[position] == 0x0A { position += 1 }
      state = .recordStart
      return
    case .skippedLine:
      skipLine(window, &batch)
      return
    case .cellStart, .plain, .quoted, .quotedAfterCarriageReturn, .closingQuote, .escaped, .delimiter: break
    }
    let bound = min(window.end, record.start + limit + 1)
    if position >= bound {
      tooLong(&batch)
      return
    }
    switch state {
    case .cellStart, .plain: scanCells(window, bound, &batch)
    case .quoted: scanQuoted(window, bound, &batch)
    case .quotedAfterCarriageReturn: passLineFeed(window)
    case .closingQuote: scanAfterQuote(window, &batch)
    case .escaped: passEscaped(window)
    case .delimiter: matchDelimiter(window, &batch)
    case .recordStart, .afterCarriageReturn, .skippedLine: break
    }
  }

  private mutating func startRecord(_ batch: inout RecordBatch) {
    record = ScannedRecord(
      start: position, end: 0, line: line, firstCell: batch.cellEnds.count, cellCount: 0, fault: .none)
    firstBreak = nil
    traits = 0
    state = .cellStart
  }

  /// Scans cells without quotes, as many as come in a row: the loop that most of a file goes through.
  private mutating func scanCells(_ window: ScanWindow, _ bound: Int, _ batch: inout RecordBatch) {
    var offset = position
    var atStart = state == .cellStart
    while offset < bound {
      if atStart {
        if window[offset] == quote {
          openQuote(after: offset)
          return
        }
        atStart = false
      }
      offset = window.nextStop(from: offset, to: bound, mark: delimiter, or: quote)
      if offset == bound { break }
      let byte = window[offset]
      if byte == delimiter {
        if !delimiterRest.isEmpty {
          startDelimiter(at: offset, isAfterQuote: false)
          return
        }
        endCell(at: offset, &batch)
        atStart = true
      } else if byte == 0x0A || byte == 0x0D {
        position = offset
        endRecord(&batch)
        passLineBreak(byte)
        return
      } else if byte == quote {
        traits |= CellTraits.innerQuote.rawValue
        record.hasOddQuotes = true
      } else if byte == 0 {
        traits |= CellTraits.zeroByte.rawValue
      }
      offset += 1
    }
    position = offset
    state = atStart ? .cellStart : .plain
  }

  private mutating func openQuote(after offset: Int) {
    traits |= CellTraits.quoted.rawValue
    state = .quoted
    position = offset + 1
  }

  private mutating func scanQuoted(_ window: ScanWindow, _ bound: Int, _ batch: inout RecordBatch) {
    while position < bound {
      position = window.nextStop(from: position, to: bound, mark: quote, or: escape)
      if position == bound { return }
      let byte = window[position]
      if byte == quote || byte == escape {
        state = byte == quote ? .closingQuote : .escaped
        position += 1
        return
      }
      if byte == 0x0A || byte == 0x0D {
        breakLineInQuotes(byte, &batch)
        if state != .quoted { return }
      } else {
        if byte == 0 { traits |= CellTraits.zeroByte.rawValue }
        position += 1
      }
    }
  }

  private mutating func breakLineInQuotes(_ byte: UInt8, _ batch: inout RecordBatch) {
    if longRecords > Self.patience {
      emitFault(.unclosedQuote, end: position, &batch)
      passLineBreak(byte)
      return
    }
    line += 1
    position += 1
    if firstBreak == nil { firstBreak = (position - 1, position) }
    if byte == 0x0D { state = .quotedAfterCarriageReturn }
  }

  private mutating func passLineFeed(_ window: ScanWindow) {
    state = .quoted
    guard window[position] == 0x0A else { return }
    if let found = firstBreak, found.next == position { firstBreak = (found.end, position + 1) }
    position += 1
  }

  /// Passes the byte after an escape: only a quote or another escape is escaped, anything else leaves both as text.
  private mutating func passEscaped(_ window: ScanWindow) {
    state = .quoted
    let byte = window[position]
    if byte == quote || byte == escape {
      traits |= CellTraits.escaped.rawValue
      position += 1
    } else if escape == 0 {
      traits |= CellTraits.zeroByte.rawValue
    }
  }

  private mutating func startDelimiter(at offset: Int, isAfterQuote: Bool) {
    partDelimiter = (offset, 0, isAfterQuote)
    state = .delimiter
    position = offset + 1
  }

  /// Compares one more byte with the rest of a delimiter of several bytes.
  private mutating func matchDelimiter(_ window: ScanWindow, _ batch: inout RecordBatch) {
    guard window[position] == delimiterRest[partDelimiter.matched] else {
      leaveDelimiter()
      return
    }
    position += 1
    partDelimiter.matched += 1
    if partDelimiter.matched == delimiterRest.count {
      endCell(at: partDelimiter.start, &batch)
      state = .cellStart
    }
  }

  /// What looked like a delimiter is text.
  private mutating func leaveDelimiter() {
    state = .plain
    guard partDelimiter.isAfterQuote else { return }
    traits |= CellTraits.tail.rawValue
    record.hasOddQuotes = true
  }

  private mutating func scanAfterQuote(_ window: ScanWindow, _ batch: inout RecordBatch) {
    let byte = window[position]
    if byte == quote {
      traits |= CellTraits.doubledQuote.rawValue
      state = .quoted
      position += 1
    } else if byte == delimiter, !delimiterRest.isEmpty {
      startDelimiter(at: position, isAfterQuote: true)
    } else if byte == delimiter {
      endCell(at: position, &batch)
      state = .cellStart
      position += 1
    } else if byte == 0x0A || byte == 0x0D {
      endRecord(&batch)
      passLineBreak(byte)
    } else {
      traits |= CellTraits.tail.rawValue
      record.hasOddQuotes = true
      state = .plain
    }
  }

  private mutating func endCell(at offset: Int, _ batch: inout RecordBatch) {
    batch.cellEnds.append(UInt32(truncatingIfNeeded: offset - record.start) << CellTraits.bits | traits)
    traits = 0
  }

  private mutating func endRecord(_ batch: inout RecordBatch) {
    if dropsFirst {
      dropsFirst = false
      batch.dropPendingCells()
      return
    }
    endCell(at: position, &batch)
    record.firstCell = batch.pendingCells
    record.end = position
    record.cellCount = batch.cellEnds.count - batch.pendingCells
    batch.records.append(record)
    batch.pendingCells = batch.cellEnds.count
  }

  /// Moves past the line break at `position`, which ends a record.
  private mutating func passLineBreak(_ byte: UInt8) {
    position += 1
    line += 1
    state = byte == 0x0D ? .afterCarriageReturn : .recordStart
  }

  private mutating func tooLong(_ batch: inout RecordBatch) {
    if firstBreak != nil {
      longRecords += 1
      _ = giveUp(.tooLong, &batch)
    } else {
      state = .skippedLine
      batch.dropPendingCells()
    }
  }

  /// Rejects the first line of the record and goes back to the next one.
  ///
  /// - Returns: whether the position moved back.
  private mutating func giveUp(_ fault: RecordFault, _ batch: inout RecordBatch) -> Bool {
    guard let found = firstBreak else {
      emitFault(fault, end: position, &batch)
      return false
    }
    emitFault(fault, end: found.end, &batch)
    position = found.next
    line = record.line + 1
    return true
  }

  private mutating func skipLine(_ window: ScanWindow, _ batch: inout RecordBatch) {
    while position < window.end {
      position = window.nextStop(from: position, to: window.end, mark: 0x0A, or: 0x0D)
      if position == window.end { return }
      let byte = window[position]
      if byte == 0x0A || byte == 0x0D {
        emitFault(.tooLong, end: position, &batch)
        passLineBreak(byte)
        return
      }
      position += 1
    }
  }

  private mutating func emitFault(_ fault: RecordFault, end: Int, _ batch: inout RecordBatch) {
    batch.dropPendingCells()
    state = .recordStart
    if dropsFirst {
      dropsFirst = false
      return
    }
    record.firstCell = batch.pendingCells
    record.cellCount = 0
    record.end = end
    record.fault = fault
    batch.records.append(record)
  }
}
