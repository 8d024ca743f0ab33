import Dispatch
import Synchronization

/// Looks at a sample of a file to decide how each column is written.
struct ColumnSampler: @unchecked Sendable {
  // Unchecked: the bytes never change while the file is read.

  static let headRecords = 20_480
  static let places = 64
  private static let headBytes = 64 << 20
  private static let recordsPerPlace = 64
  private static let recordsAtATime = 256
  private static let bytesPerPlace = 64 << 10

  let source: CellSource
  let layout: RecordFileLayout
  /// The file, which is asked for the places before they are looked at.
  var input: InputBytes?
  /// Kind and place of each wanted column that the file has.
  let columns: [(kind: CellKind, column: Int)]
  private(set) var evidence: FormatEvidence

  init(_ source: CellSource, _ layout: RecordFileLayout, _ columns: [(kind: CellKind, column: Int)]) {
    self.source = source
    self.layout = layout
    self.columns = columns
    evidence = FormatEvidence(columns: columns.count)
  }

  /// The style that most numbers of the file prove; nil when none does.
  var fileStyle: NumberFormat.Style? {
    var all = NumberEvidence()
    for column in evidence.numbers {
      all.commaDecimal += column.commaDecimal
      all.dotDecimal += column.dotDecimal
    }
    return all.proven
  }

  /// Samples the first records and places spread evenly over the rest.
  ///
  /// - Parameter jobs: most threads at work; what is found is the same for any number.
  mutating func sample(jobs: Int) {
    var head = Head(
      layout.dialect, end: min(source.bytes.count, layout.dialect.contentStart + Self.headBytes))
    if jobs > 1, let middle = middle(upTo: head.end) { sampleHalves(&head, from: middle) }
    scan(&head)
    samplePlaces(after: head.lastEnd, jobs: jobs)
  }

  /// How far the first records are sampled.
  private struct Head {
    var scanner: RecordScanner
    /// Holds the cells of a record that was begun, too.
    var batch = RecordBatch()
    /// The end of the bytes that are looked at, unless their first record is longer.
    let end: Int
    var most = ColumnSampler.headRecords
    var seen = 0
    var lastEnd = 0
    var isDone = false

    init(_ dialect: Dialect, at offset: Int? = nil, end: Int) {
      scanner = RecordScanner(dialect: dialect, at: offset)
      self.end = end
    }
  }

  /// Samples records, some at a time so that their places stay in the cache.
  ///
  /// - Parameter bound: where another thread has begun.
  private mutating func scan(_ head: inout Head, before bound: Int? = nil) {
    let bytes = source.bytes
    let end = bound ?? bytes.count
    while !head.isDone, head.seen < head.most, head.scanner.position < end,
      head.scanner.position < head.end || head.seen == 0
    {
      head.batch.removeRecords()
      let stop = head.scanner.position < head.end ? min(head.end, end) : end
      head.scanner.scan(
        UnsafeBufferPointer(rebasing: bytes[head.scanner.position..<stop]), into: &head.batch,
        maximumRecords: min(Self.recordsAtATime, head.most - head.seen))
      head.isDone = head.scanner.position == bytes.count
      if head.isDone { _ = head.scanner.finish(into: &head.batch) }
      let first = min(max(0, layout.firstDataRecord - head.seen), head.batch.records.count)
      head.batch.withView { observe($0, from: first) }
      head.seen += head.batch.records.count
      head.lastEnd = head.batch.records.last?.end ?? head.lastEnd
    }
  }

  /// Where, behind a line feed, about half of the first records is left; nil when the file is too small to be divided.
  private func middle(upTo end: Int) -> Int? {
    let bytes = source.bytes
    let few = UnsafeBufferPointer(rebasing: bytes.prefix(Self.bytesPerPlace))
    guard bytes.count >= 4 * few.count else { return nil }
    let expected = min(end, few.count / max(1, few.count(of: 0x0A)) * Self.headRecords)
    // Rather less than half, since a second half that has too many records is of no use.
    return bytes.place(of: 0x0A, from: expected / 20 * 9).map { $0 + 1 }
  }

  /// Samples two stretches at the same time; the second counts if it begins where the records of the first one end.
  private mutating func sampleHalves(_ head: inout Head, from middle: Int) {
    var second = Head(layout.dialect, at: middle, end: head.end)
    second.seen = layout.firstDataRecord
    second.most = layout.firstDataRecord + Self.headRecords / 2
    var empty = self
    empty.evidence = FormatEvidence(columns: columns.count)
    let halves = Mutex([(sampler: empty, head: head), (sampler: empty, head: second)])
    DispatchQueue.concurrentPerform(iterations: 2) { half in
      var (sampler, head) = halves.withLock { $0[half] }
      sampler.scan(&head, before: half == 0 ? middle : nil)
      halves.withLock { $0[half] = (sampler, head) }
    }
    let (first, other) = halves.withLock { ($0[0], $0[1]) }
    head = first.head
    evidence.add(first.sampler.evidence)
    let seen = other.head.seen - layout.firstDataRecord
    guard head.scanner.isAtRecord(from: middle), head.seen >= layout.firstDataRecord, middle < head.end,
      head.seen + seen <= head.most, other.head.scanner.longRecords == 0
    else { return }
    evidence.add(other.sampler.evidence)
    head.scanner = other.head.scanner
    head.batch = other.head.batch
    head.seen += seen
    head.lastEnd = max(head.lastEnd, other.head.lastEnd)
    head.isDone = other.head.isDone
  }

  private mutating func samplePlaces(after headEnd: Int, jobs: Int) {
    let bytes = source.bytes
    let offsets = (1..<Self.places).map { bytes.count / Self.places * $0 }.filter { $0 > headEnd }
    guard !offsets.isEmpty else { return }
    for offset in offsets { input?.willRead(offset..<min(offset + Self.bytesPerPlace, bytes.count)) }
    let threads = max(1, min(jobs, Self.places / 8))
    var empty = self
    empty.evidence = FormatEvidence(columns: columns.count)
    let none = empty
    let found = Mutex([FormatEvidence](repeating: none.evidence, count: threads))
    DispatchQueue.concurrentPerform(iterations: threads) { thread in
      var sampler = none
      for place in stride(from: thread, to: offsets.count, by: threads) {
        if let batch = sampler.records(near: offsets[place]) {
          batch.withView { sampler.observe($0, from: 0) }
        }
      }
      found.withLock { $0[thread] = sampler.evidence }
    }
    for evidence in found.withLock({ $0 }) { self.evidence.add(evidence) }
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

  /// Adds what the cells of a batch say, column by column.
  private mutating func observe(_ batch: BatchView, from first: Int) {
    let rows = (first..<max(first, batch.records.count)).filter {
      layout.mayBeData(cells: batch.records[$0].cellCount)
    }
    var numbers: [Int] = []
    for (index, (kind, column)) in columns.enumerated() {
      switch kind {
      case .number: numbers.append(index)
      case .date: observeDates(index, column, rows, batch)
      case .truth: observeTruths(index, column, rows, batch)
      case .text, .choice, .taxCode, .code: break
      }
    }
    observeNumbers(numbers, rows, batch)
  }

  private mutating func observeDates(_ index: Int, _ column: Int, _ rows: [Int], _ batch: BatchView) {
    // Out of the members, since access to those would be checked for every cell.
    var seen = evidence.dates[index]
    for row in rows {
      let cell = source.content(of: column, in: batch.records[row], batch)
      if !cell.isEmpty { seen.observe(cell) }
    }
    evidence.dates[index] = seen
  }

  private mutating func observeTruths(_ index: Int, _ column: Int, _ rows: [Int], _ batch: BatchView) {
    var seen = evidence.truths[index]
    for row in rows {
      if isWord(batch.plainSpan(of: column, at: row)) {
        seen.words += 1
        continue
      }
      let cell = source.content(of: column, in: batch.records[row], batch)
      if !cell.isEmpty { seen.observe(cell) }
    }
    evidence.truths[index] = seen
  }

  /// Looks at the rows that may hold separators: those with quotes around a number, with a dot or with a comma.
  private mutating func observeNumbers(_ numbers: [Int], _ rows: [Int], _ batch: BatchView) {
    guard let last = numbers.map({ columns[$0].column }).max() else { return }
    // The traits of the cells that may hold numbers, in the order of the columns.
    var wanted = [UInt32](repeating: 0, count: last + 1)
    for index in numbers { wanted[columns[index].column] = CellTraits.mask }
    let telling = rows.filter { !batch.arePlain(wanted, at: $0) || holdsSeparator(batch.records[$0]) }
    for index in numbers {
      guard case .number(let form) = columns[index].kind else { continue }
      let column = columns[index].column
      var seen = evidence.numbers[index]
      for row in telling where !isDigits(batch.plainSpan(of: column, at: row)) {
        let cell = source.content(of: column, in: batch.records[row], batch)
        if !cell.isEmpty { seen.observe(cell, form.quantity) }
      }
      evidence.numbers[index] = seen
    }
  }

  /// Whether a cell of a record may hold a dot or a comma although no quotes are around it.
  private func holdsSeparator(_ record: ScannedRecord) -> Bool {
    let text = UnsafeBufferPointer(rebasing: source.bytes[record.start..<record.end])
    return text.place(of: 0x2E) != nil
      || !layout.dialect.isPlainComma && text.place(of: 0x2C) != nil
  }
}
