/// Looks at a sample of a file to decide how each column is written.
struct ColumnSampler {
  static let headRecords = 20_480
  static let places = 64
  private static let headBytes = 64 << 20
  private static let recordsPerPlace = 64
  private static let recordsAtATime = 256
  private static let bytesPerPlace = 64 << 10

  let source: CellSource
  let layout: RecordFileLayout
  /// Kind and place of each wanted column that the file has.
  let columns: [(kind: CellKind, column: Int)]
  private(set) var numbers: [NumberEvidence]
  private(set) var dates: [DateEvidence]
  private(set) var truths: [TruthEvidence]

  init(_ source: CellSource, _ layout: RecordFileLayout, _ columns: [(kind: CellKind, column: Int)]) {
    self.source = source
    self.layout = layout
    self.columns = columns
    numbers = Array(repeating: NumberEvidence(), count: columns.count)
    dates = Array(repeating: DateEvidence(), count: columns.count)
    truths = Array(repeating: TruthEvidence(), count: columns.count)
  }

  /// The style that most numbers of the file prove; nil when none does.
  var fileStyle: NumberFormat.Style? {
    var all = NumberEvidence()
    for column in numbers {
      all.commaDecimal += column.commaDecimal
      all.dotDecimal += column.dotDecimal
    }
    return all.proven
  }

  /// Samples the first records and places spread evenly over the rest.
  mutating func sample() {
    let bytes = source.bytes
    let headEnd = sampleHead()
    for place in 1..<Self.places {
      let offset = bytes.count / Self.places * place
      if offset > headEnd, let batch = records(near: offset) { batch.withView { observe($0, from: 0) } }
    }
  }

  /// Samples the first records, some at a time so that their places stay in the cache.
  ///
  /// - Returns: where the last one ends.
  private mutating func sampleHead() -> Int {
    let bytes = source.bytes
    var scanner = RecordScanner(dialect: layout.dialect)
    var batch = RecordBatch()
    let end = min(bytes.count, scanner.position + Self.headBytes)
    var seen = 0
    var headEnd = 0
    var isDone = false
    while !isDone, seen < Self.headRecords, scanner.position < bytes.count,
      scanner.position < end || seen == 0
    {
      batch.removeRecords()
      let stop = scanner.position < end ? end : bytes.count
      scanner.scan(
        UnsafeBufferPointer(rebasing: bytes[scanner.position..<stop]), into: &batch,
        maximumRecords: min(Self.recordsAtATime, Self.headRecords - seen))
      isDone = scanner.position == bytes.count
      if isDone { _ = scanner.finish(into: &batch) }
      let first = min(max(0, layout.firstDataRecord - seen), batch.records.count)
      batch.withView { observe($0, from: first) }
      seen += batch.records.count
      headEnd = batch.records.last?.end ?? headEnd
    }
    return headEnd
  }

  /// Records after the next line break; nil when neither guess about open quotes gives rows of the right width.
  private func records(near offset: Int) -> RecordBatch? {
    let bytes = source.bytes
    let limit = min(bytes.count, offset + Self.bytesPerPlace)
    let isBreak: (UInt8) -> Bool =
      layout.dialect.lineEnding == .carriageReturn ? { $0 == 0x0D } : { $0 == 0x0A }
    guard let lineBreak = bytes[offset..<limit].firstIndex(where: isBreak) else { return nil }
    for insideQuotes in [false, true] {
      let batch = RecordBatch.head(
        of: bytes, dialect: layout.dialect, from: lineBreak + 1, insideQuotes: insideQuotes,
        records: Self.recordsPerPlace, within: Self.bytesPerPlace)
      let fitting = batch.records.count { layout.mayBeData(cells: $0.cellCount) }
      if fitting > 0, fitting * 10 >= batch.records.count * 9 { return batch }
    }
    return nil
  }

  /// Whether a cell is nothing but up to eight digits, which say nothing about separators.
  @inline(__always) private func isDigits(_ cell: (end: Int, count: Int)) -> Bool {
    guard cell.count > 0, cell.count <= 8, cell.end >= 8,
      let start = UnsafeRawPointer(source.bytes.baseAddress)
    else { return false }
    return DigitWord.areDigits(DigitWord.digits(before: start + cell.end, count: cell.count))
  }

  /// Whether a cell is several letters without blanks around them, and no sign: a word among the marks of a yes/no column.
  @inline(__always) private func isWord(_ cell: (end: Int, count: Int)) -> Bool {
    guard cell.count > 1 else { return false }
    let first = source.bytes[cell.end - cell.count]
    return first > 0x20 && first != 0xE2 && source.bytes[cell.end - 1] > 0x20
  }

  private mutating func observe(_ batch: BatchView, from first: Int) {
    let observed = columns.enumerated().filter { $0.element.kind.hasFormats }
      .map {
        (
          index: $0.offset, kind: $0.element.kind, column: $0.element.column,
          isTruth: $0.element.kind == .truth
        )
      }
    let numbers = observed.filter { $0.kind.isNumber }
    let others = observed.filter { !$0.kind.isNumber }
    // The traits of the cells that may hold numbers, in the order of the columns.
    var wanted = [UInt32](repeating: 0, count: (numbers.map(\.column).max() ?? -1) + 1)
    for number in numbers { wanted[number.column] = CellTraits.mask }
    for row in first..<max(first, batch.records.count) {
      let record = batch.records[row]
      guard layout.mayBeData(cells: record.cellCount) else { continue }
      for wanted in others {
        if wanted.isTruth, isWord(batch.plainSpan(of: wanted.column, at: row)) {
          truths[wanted.index].words += 1
          continue
        }
        let cell = source.content(of: wanted.column, in: record, batch)
        if !cell.isEmpty { observe(cell, wanted) }
      }
      if batch.arePlain(wanted, at: row), !holdsSeparator(record) { continue }
      for wanted in numbers {
        if isDigits(batch.plainSpan(of: wanted.column, at: row)) { continue }
        let cell = source.content(of: wanted.column, in: record, batch)
        if !cell.isEmpty { observe(cell, wanted) }
      }
    }
  }

  private mutating func observe(
    _ cell: UnsafeBufferPointer<UInt8>, _ wanted: (index: Int, kind: CellKind, column: Int, isTruth: Bool)
  ) {
    switch wanted.kind {
    case .number(let form): numbers[wanted.index].observe(cell, form.quantity)
    case .date: dates[wanted.index].observe(cell)
    case .truth: truths[wanted.index].observe(cell)
    case .text, .choice, .taxCode, .code: break
    }
  }

  /// Whether a cell of a record may hold a dot or a comma although no quotes are around it.
  private func holdsSeparator(_ record: ScannedRecord) -> Bool {
    let text = UnsafeBufferPointer(rebasing: source.bytes[record.start..<record.end])
    return text.place(of: 0x2E) != nil
      || !layout.dialect.isPlainComma && text.place(of: 0x2C) != nil
  }
}

extension CellKind {
  /// Whether cells of the kind are written in several ways, one of which a column keeps to.
  fileprivate var hasFormats: Bool {
    switch self {
    case .number, .date, .truth: return true
    case .text, .choice, .taxCode, .code: return false
    }
  }

  fileprivate var isNumber: Bool {
    if case .number = self { return true }
    return false
  }
}
