/// A fault of one cell of a batch.
struct CellFaultPlace {
  var record: Int
  var column: Int
  var fault: CellFault
}

/// Reads the cells of one wanted column, batch by batch.
final class ColumnAssembler {
  enum Decoder {
    case number(NumberFormat)
    case date(DateFormat)
    case words(WordReading)
    case text
    case key

    /// A decoder of the same format for another reader.
    fileprivate var another: Decoder {
      if case .words(let words) = self { return .words(WordReading(meaningsOf: words)) }
      return self
    }
  }

  let request: ColumnRequest
  let column: Int
  var report: ColumnReport
  private let emptyReport: ColumnReport
  private let decoder: Decoder
  /// What stands for a blank cell: 0 where a person said that a blank means no.
  private let blankValue: Int64
  private let noneTexts: Set<[UInt8]>
  private var values: NumberCells
  private var codes: [Int32] = []
  private var dictionary: TextDictionary
  private var scratch: [UInt8] = []
  private let recent = RecentOutcomes()

  init(_ request: ColumnRequest, column: Int, report: ColumnReport, decoder: Decoder, blankIsNo: Bool = false)
  {
    blankValue = blankIsNo ? 0 : CellValue.blank
    values = Self.emptyCells(request.kind)
    self.request = request
    self.column = column
    self.report = report
    emptyReport = report
    dictionary = TextDictionary(keepsEveryText: request.keepsEveryText, refersToFile: request.refersToFile)
    self.decoder = decoder
    var texts: Set<[UInt8]> = []
    for word in request.noneWords {
      texts.insert(Array(TextNormalisation.normalise(word).utf8))
      texts.insert(HeaderFolding.fold(Array(word.utf8)))
    }
    noneTexts = texts.subtracting([[]])
  }

  /// An assembler that reads the same column of other records.
  func makeAnother() -> ColumnAssembler { ColumnAssembler(another: self) }

  private init(another other: ColumnAssembler) {
    request = other.request
    column = other.column
    report = other.emptyReport
    emptyReport = other.emptyReport
    decoder = other.decoder.another
    noneTexts = other.noneTexts
    blankValue = other.blankValue
    values = Self.emptyCells(other.request.kind)
    dictionary = TextDictionary(
      keepsEveryText: other.request.keepsEveryText, refersToFile: other.request.refersToFile)
  }

  /// No cells, in the narrowest form for a kind.
  private static func emptyCells(_ kind: CellKind) -> NumberCells {
    if case .number(let form) = kind, !NumberCells.isNarrow(form.range) { return NumberCells(.wide([])) }
    return NumberCells(.narrow([]))
  }

  /// Makes room for the cells of some more rows.
  func reserve(_ rows: Int) {
    switch decoder {
    case .number, .date, .words: values.reserve(rows)
    case .text:
      codes.reserveCapacity(codes.count + rows)
      dictionary.reserve(rows)
    case .key: return
    }
  }

  /// Adds what another assembler has read of the records that follow.
  func append(_ other: ColumnAssembler) {
    values.append(other.values)
    if !other.codes.isEmpty {
      let merged = dictionary.append(other.dictionary)
      for code in other.codes { codes.append(code < 0 ? code : merged.code(code)) }
    }
  }

  /// Forgets the cells; memory that nobody else holds is used again.
  func forgetRows() {
    values.removeAll()
    codes.removeAll(keepingCapacity: true)
    dictionary.removeAll()
  }

  /// Forgets what was counted.
  func forgetCounts() { report = emptyReport }

  /// The finished column.
  func finish() -> RecordColumn {
    let result: RecordColumn.Values
    switch decoder {
    case .text: result = .texts(codes, dictionary)
    case .key: result = .key
    case .number, .date, .words: result = .numbers(values)
    }
    return RecordColumn(request: request, values: result, report: report)
  }

  /// Reads the column's cell of some records of a batch.
  func decode(
    _ batchRows: BatchRows, _ batch: BatchView, _ source: CellSource, _ faults: inout [CellFaultPlace]
  ) {
    let rows = batchRows.places
    switch decoder {
    case .number(let format): decodeNumbers(format, batchRows, batch, source, &faults)
    case .date(let format):
      each(rows, batch, source, &faults) { end, count in
        count == 10 ? format.value(ofTenBytesBefore: end) : nil
      } read: {
        format.read($0)
      }
    case .words(let words):
      each(rows, batch, source, &faults) { end, count in
        words.recentValue(before: end, count: count)
      } read: {
        words.read($0)
      }
    case .text: decodeTexts(rows, batch, source, &faults)
    case .key: report.given += rows.count
    }
  }

  /// Whether a cell would be read without fault.
  func canRead(_ record: ScannedRecord, _ batch: BatchView, _ source: CellSource) -> Bool {
    guard source.fault(of: column, in: record, batch) == nil else { return false }
    let cell = source.content(of: column, in: record, batch)
    switch decoder {
    case .number(let format): return !isBad(settle(format.read(cell), cell))
    case .date(let format): return !isBad(settle(format.read(cell), cell))
    case .words(let words): return !isBad(settle(words.outcome(of: cell), cell))
    case .text, .key: return UTF8Scalars.isValid(cell)
    }
  }

  private func isBad(_ outcome: CellOutcome) -> Bool {
    if case .bad = outcome { return true }
    return false
  }

  /// Reads numbers: first all that are nothing but digits, in a loop that calls nothing, and then the others.
  private func decodeNumbers(
    _ format: NumberFormat, _ rows: BatchRows, _ batch: BatchView, _ source: CellSource,
    _ faults: inout [CellFaultPlace]
  ) {
    withUnsafeTemporaryAllocation(of: Int64.self, capacity: rows.count) { cells in
      withUnsafeTemporaryAllocation(of: Int.self, capacity: rows.count) { others in
        let seen = QuickNumber(format).read(
          rows, column, batch, UnsafeRawBufferPointer(source.bytes), blank: blankValue, into: cells,
          others: others)
        report.given += rows.count - seen.blank - seen.others
        report.blank += seen.blank
        let grouped = GroupedNumber(format)
        for place in others[..<seen.others] {
          let row = rows.places[place]
          let span = batch.plainSpan(of: column, at: row)
          if span.end >= 16, let start = UnsafeRawPointer(source.bytes.baseAddress),
            let value = grouped.value(before: start + span.end, count: span.count)
          {
            cells[place] = value
            report.given += 1
          } else {
            cells[place] = other(row, batch, source, &faults) { format.read($0) }
          }
        }
      }
      values.append(UnsafeBufferPointer(cells))
    }
  }

  /// Reads cells in a loop over local copies; access to members would be checked at every cell.
  ///
  /// - Parameters:
  ///   - quick: the value of a cell without quotes, given where it ends and its bytes; 16 bytes before its end can be read.
  ///     Nil leaves it to `read`.
  @inline(__always) private func each(
    _ rows: [Int], _ batch: BatchView, _ source: CellSource, _ faults: inout [CellFaultPlace],
    quick: (UnsafeRawPointer, Int) -> Int64?, read: (UnsafeBufferPointer<UInt8>) -> CellOutcome
  ) {
    guard let bytes = UnsafeRawPointer(source.bytes.baseAddress) else { return }
    let (column, blankValue, recent) = (column, blankValue, recent)
    var seen = SeenCells()
    withUnsafeTemporaryAllocation(of: Int64.self, capacity: rows.count) { cells in
      for (place, row) in rows.enumerated() {
        let span = batch.plainSpan(of: column, at: row)
        var cell = blankValue
        if span.count == 0 {
          seen.countBlank()
        } else if span.count > 0, span.end >= 16, let value = quick(bytes + span.end, span.count) {
          cell = value
          seen.countGiven()
        } else if span.count > 0, span.end >= RecentOutcomes.longest,
          let known = recent.outcome(before: bytes + span.end, count: span.count),
          let value = seen.take(known, blankValue: blankValue)
        {
          cell = value
        } else {
          cell = other(row, batch, source, &faults, read)
        }
        cells.initializeElement(at: place, to: cell)
      }
      values.append(UnsafeBufferPointer(cells))
    }
    report.add(seen)
  }

  /// Reads a cell that is not simply a value.
  @inline(never) private func other(
    _ row: Int, _ batch: BatchView, _ source: CellSource, _ faults: inout [CellFaultPlace],
    _ read: (UnsafeBufferPointer<UInt8>) -> CellOutcome
  ) -> Int64 {
    let record = batch.records[row]
    if let fault = source.fault(of: column, in: record, batch) {
      note(fault, row, &faults)
      return CellValue.bad
    }
    let cell = source.content(of: column, in: record, batch)
    if cell.isEmpty {
      report.blank += 1
      return blankValue
    }
    let outcome = outcome(of: cell, read)
    switch outcome {
    case .value: report.given += 1
    case .blank:
      report.blank += 1
      return blankValue
    case .none: report.none += 1
    case .bad(let fault): note(fault, row, &faults)
    }
    return outcome.stored
  }

  /// What a cell is read as; words such as those for none come again and again, and are looked up once.
  private func outcome(
    of cell: UnsafeBufferPointer<UInt8>, _ read: (UnsafeBufferPointer<UInt8>) -> CellOutcome
  ) -> CellOutcome {
    if let known = recent.outcome(of: cell) { return known }
    var outcome = read(cell)
    if case .value = outcome {
      if case .words = decoder, cell.count > WordReading.longestRecent { recent.keep(outcome, of: cell) }
      return outcome
    }
    outcome = settle(outcome, cell)
    recent.keep(outcome, of: cell)
    return outcome
  }

  private func note(_ fault: CellFault, _ row: Int, _ faults: inout [CellFaultPlace]) {
    report.bad += 1
    if fault == .disagrees || fault == .monthFirst || fault == .crossBesideTick { report.disagreeing += 1 }
    faults.append(CellFaultPlace(record: row, column: column, fault: fault))
  }

  /// Gives the words for none their meaning and tells bad text from bad bytes.
  private func settle(_ outcome: CellOutcome, _ cell: UnsafeBufferPointer<UInt8>) -> CellOutcome {
    if cell.isEmpty { return outcome }
    if isNone(cell) { return .none }
    guard case .bad(let fault) = outcome else { return outcome }
    guard UTF8Scalars.isValid(cell) else { return .bad(.notUTF8) }
    guard fault == .notNumber || fault == .notDate else { return outcome }
    // Blanks of other widths are blanks as well.
    guard let range = TextNormalisation.normalise(cell, into: &scratch) else { return .bad(.notUTF8) }
    return range.isEmpty && scratch.isEmpty ? .blank : outcome
  }

  private func isNone(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    guard !noneTexts.isEmpty else { return false }
    guard let range = TextNormalisation.normalise(cell, into: &scratch) else { return false }
    let text = range.isEmpty ? scratch : Array(cell[range])
    return noneTexts.contains(text) || noneTexts.contains(HeaderFolding.fold(text))
  }

  private func decodeTexts(
    _ rows: [Int], _ batch: BatchView, _ source: CellSource, _ faults: inout [CellFaultPlace]
  ) {
    guard noneTexts.isEmpty, !source.hasSingleQuotes else {
      for row in rows { decodeText(row, batch, source, &faults) }
      return
    }
    var next = 0
    while next < rows.count {
      // Moved out and back: access to members would be checked at every cell.
      var codes = self.codes
      self.codes = []
      let first = codes.count
      var blank = 0
      next =
        request.keepsEveryText
        ? takePlain(rows, next, batch, source, &codes, &blank)
        : dictionary.withLookup { Self.takeKnown(rows, next, batch, source, $0, column, &codes, &blank) }
      report.given += codes.count - first - blank
      report.blank += blank
      // Swapped, since a second owner would make the next cell copy the column.
      swap(&self.codes, &codes)
      guard next < rows.count else { return }
      decodeText(rows[next], batch, source, &faults)
      next += 1
    }
  }

  /// Takes texts of which every one is kept, as long as they stand in the file as they are kept.
  ///
  /// - Returns: the place of the first row whose cell has to be looked at more closely.
  private func takePlain(
    _ rows: [Int], _ first: Int, _ batch: BatchView, _ source: CellSource, _ codes: inout [Int32],
    _ blank: inout Int
  ) -> Int {
    var dictionary = self.dictionary
    self.dictionary = TextDictionary.none
    defer { self.dictionary = dictionary }
    for place in first..<rows.count {
      let span = batch.textSpan(of: column, at: rows[place])
      if span.count == 0 {
        codes.append(TextCode.blank)
        blank &+= 1
        continue
      }
      guard span.count > 0 else { return place }
      let text = UnsafeBufferPointer(rebasing: source.bytes[span.end - span.count..<span.end])
      guard source.isPlainText(text) else {
        // Names whose accents stand beside their letters.
        guard text[0] != 0x27, let code = dictionary.intern(composing: text) else { return place }
        codes.append(code)
        continue
      }
      codes.append(
        dictionary.refersToFile
          ? dictionary.refer(to: span.end - span.count, count: span.count) : dictionary.intern(text))
    }
    return rows.count
  }

  private func decodeText(
    _ row: Int, _ batch: BatchView, _ source: CellSource, _ faults: inout [CellFaultPlace]
  ) {
    let record = batch.records[row]
    if let fault = source.fault(of: column, in: record, batch) {
      codes.append(TextCode.bad)
      note(fault, row, &faults)
      return
    }
    decodeText(source.content(of: column, in: record, batch), row, source, &faults)
  }

  private func decodeText(
    _ cell: UnsafeBufferPointer<UInt8>, _ row: Int, _ source: CellSource, _ faults: inout [CellFaultPlace]
  ) {
    guard let code = textCode(cell, source) else {
      codes.append(TextCode.bad)
      return note(.notUTF8, row, &faults)
    }
    codes.append(code)
    if code >= 0 {
      report.given += 1
    } else if code == TextCode.none {
      report.none += 1
    } else {
      report.blank += 1
    }
  }

  private func textCode(_ cell: UnsafeBufferPointer<UInt8>, _ source: CellSource) -> Int32? {
    if cell.isEmpty { return TextCode.blank }
    if isNone(cell) { return TextCode.none }
    if source.isPlainText(cell) { return dictionary.intern(cell) }
    guard let range = TextNormalisation.normalise(unguarded(cell), into: &scratch) else { return nil }
    if !range.isEmpty { return dictionary.intern(UnsafeBufferPointer(rebasing: unguarded(cell)[range])) }
    return scratch.isEmpty ? TextCode.blank : scratch.withUnsafeBufferPointer { dictionary.intern($0) }
  }

  /// The cell without the apostrophe that `CSVWriter` puts before what a spreadsheet would take for a formula.
  @inline(__always)
  private func unguarded(_ cell: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    guard let first = cell.first, first == 0x27, FormulaGuard.isGuarded(cell) else { return cell }
    return UnsafeBufferPointer(rebasing: cell.dropFirst())
  }
}
