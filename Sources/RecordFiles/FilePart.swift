import Diagnostics

/// The records of one stretch of a file, read.
///
/// A part holds the records that start in its stretch, whole. It is read by one thread and then taken up by another part.
final class FilePart: @unchecked Sendable {
  // Unchecked: handed from thread to thread as a whole, never shared.

  private let setting: FileSetting
  private let source: CellSource
  let columns: ColumnPlan
  /// The assemblers of `columns`, which outlive their use here: for each batch no thread counts a reference to each of them.
  private let decoders: [Unmanaged<ColumnAssembler>]
  private(set) var classifier: RowClassifier
  private(set) var account = FileAccount()
  private(set) var rejects: RejectList
  private(set) var packedKeys: [UInt64] = []
  private(set) var textKeys: [String] = []
  private(set) var lines: [UInt32] = []
  private(set) var offsets: [UInt64] = []
  private(set) var wrongCheckDigits = 0
  private(set) var namedKeys = 0
  /// Where the first record starts.
  private(set) var start: Int
  /// Where the record after the last one starts, on which physical line of the part, and how many records were too long.
  private(set) var next: (offset: Int, line: Int, longRecords: Int)
  private var rows = BatchRows()
  private var faults: [CellFaultPlace] = []
  private var waitingRejects: [Reject] = []

  /// Creates the first part of a file, which decides the formats of all.
  init(_ setting: FileSetting) {
    self.setting = setting
    source = CellSource(setting.bytes, setting.layout.dialect)
    columns = ColumnPlan(
      source, setting.layout, setting.requests, setting.mapping, setting.ownMapping, of: setting.input,
      jobs: setting.limits.jobs)
    decoders = columns.assemblers.map(Unmanaged.passUnretained)
    classifier = RowClassifier(
      setting.layout, source, key: setting.key, columns.assemblers, names: setting.names)
    rejects = RejectList(limit: setting.limits.keptRejects)
    start = setting.layout.dialect.contentStart
    next = (start, 1, 0)
  }

  /// Creates another part whose rows follow rows that a classifier has seen.
  init(_ setting: FileSetting, formats: ColumnPlan, after classifier: RowClassifier, from start: Int) {
    self.setting = setting
    source = CellSource(setting.bytes, setting.layout.dialect)
    columns = formats.makeAnother()
    decoders = columns.assemblers.map(Unmanaged.passUnretained)
    self.classifier = RowClassifier(continuing: classifier, source, columns.assemblers)
    rejects = RejectList(limit: setting.limits.keptRejects)
    self.start = start
    next = (start, 1, 0)
  }

  /// Reads on, up to the last record that starts before an offset.
  func readOn(before end: Int) {
    let bytes = setting.bytes
    if next.offset >= end { return }
    var scanner = RecordScanner(
      dialect: setting.layout.dialect, at: next.offset, line: next.line, longRecords: next.longRecords)
    let wrongBefore = classifier.wrongCheckDigits
    let namedBefore = classifier.namedKeys
    var batch = RecordBatch()
    let most = setting.limits.batchRecords
    // Out of the members for all batches: what it refers to is the same for all parts, so that threads get in each other's
    // way when they count a reference.
    var classifier = self.classifier
    next.offset = bytes.count
    var isDone = false
    while !isDone {
      batch.removeRecords()
      while scanner.position < bytes.count, batch.records.count < most {
        let reached = scanner.position + min(setting.limits.scanBytes, bytes.count - scanner.position)
        scanner.scan(
          UnsafeBufferPointer(rebasing: bytes[scanner.position..<reached]), into: &batch,
          maximumRecords: most)
      }
      if scanner.position >= bytes.count { isDone = scanner.finish(into: &batch) }
      batch.withView { view in
        var view = view
        if let beyond = view.records.firstIndex(where: { $0.start >= end }) {
          next.offset = view.records[beyond].start
          next.line = view.records[beyond].line
          view.records = UnsafeBufferPointer(rebasing: view.records[..<beyond])
          isDone = true
        }
        take(view, &classifier)
      }
    }
    self.classifier = classifier
    next.longRecords = scanner.longRecords
    wrongCheckDigits += classifier.wrongCheckDigits - wrongBefore
    namedKeys += classifier.namedKeys - namedBefore
  }

  private func take(_ batch: BatchView, _ classifier: inout RowClassifier) {
    waitingRejects.removeAll(keepingCapacity: true)
    classify(batch, &classifier)
    faults.removeAll(keepingCapacity: true)
    // Out of the members, since access to those would be checked for every column.
    let (rows, source, decoders) = (rows, source, decoders)
    var found = faults
    faults = []
    for column in decoders {
      column._withUnsafeGuaranteedRef { $0.decode(rows, batch, source, &found) }
    }
    faults = found
    for place in faults { reject(place, batch) }
    if waitingRejects.isEmpty { return }
    waitingRejects.sort { ($0.line, $0.bytes.lowerBound) < ($1.line, $1.bytes.lowerBound) }
    for reject in waitingRejects { rejects.add(reject.severity) { reject } }
  }

  /// Finds the rows of data among the records of a batch.
  private func classify(_ batch: BatchView, _ classifier: inout RowClassifier) {
    // Moved out and back: access to members would be checked at every record.
    var rows = self.rows
    var keys = packedKeys
    (self.rows, packedKeys) = (BatchRows(), [])
    rows.removeAll()
    account.physicalRecords += batch.records.count
    for (index, record) in batch.records.enumerated() {
      if let key = classifier.plainKey(record, batch) {
        keys.append(key)
      } else {
        switch classifier.classify(record, batch) {
        case .header:
          account.headerRecords += 1
          continue
        case .setAside(let kind):
          account[kind] += 1
          continue
        case .rejected(let code, let cell):
          reject(record, batch, code, cell)
          continue
        case .data: keepKey(classifier, &keys)
        }
      }
      rows.append(index, record)
    }
    account.dataRows += rows.count
    (self.rows, packedKeys) = (rows, keys)
    keepPlaces(rows, batch)
  }

  /// Keeps where the rows of a batch stand, all at once.
  private func keepPlaces(_ rows: BatchRows, _ batch: BatchView) {
    rows.starts.withUnsafeBytes { offsets.append(contentsOf: $0.bindMemory(to: UInt64.self)) }
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: rows.count) { lines in
      for (index, place) in rows.places.enumerated() {
        lines.initializeElement(at: index, to: UInt32(clamping: batch.records[place].line))
      }
      self.lines.append(contentsOf: lines)
    }
  }

  private func keepKey(_ classifier: RowClassifier, _ keys: inout [UInt64]) {
    guard classifier.keyColumn != nil else { return }
    if classifier.keyKind == .taxCode {
      keys.append(TaxCode.pack(classifier.key))
    } else {
      textKeys.append(classifier.key)
    }
  }

  private func reject(
    _ record: ScannedRecord, _ batch: BatchView, _ code: DiagnosticCode, _ cell: Int?
  ) {
    account.rejectedRows += 1
    if rejects.isFull { return rejects.count(.row) }
    let headers = setting.layout.headers
    var reject = Reject(
      file: setting.input.path, line: record.line, bytes: record.start..<record.end,
      column: cell.flatMap { $0 < headers.count ? headers[$0] : nil }, code: code, severity: .row,
      in: setting.bytes)
    setting.input.sheet?.locate(&reject, column: cell)
    waitingRejects.append(reject)
  }

  private func reject(_ place: CellFaultPlace, _ batch: BatchView) {
    if rejects.isFull { return rejects.count(.cell) }
    let record = batch.records[place.record]
    var reject = Reject(
      file: setting.input.path, line: record.line, bytes: batch.rawRange(of: place.column, in: record),
      column: setting.layout.headers[place.column], code: place.fault.code, severity: .cell,
      in: setting.bytes)
    setting.input.sheet?.locate(&reject, column: place.column)
    waitingRejects.append(reject)
  }

  /// Makes room for some more rows.
  func reserve(_ rows: Int) {
    if let key = setting.key {
      if key.kind == .taxCode {
        packedKeys.reserveCapacity(packedKeys.count + rows)
      } else {
        textKeys.reserveCapacity(textKeys.count + rows)
      }
    }
    lines.reserveCapacity(lines.count + rows)
    offsets.reserveCapacity(offsets.count + rows)
    for column in columns.assemblers { column.reserve(rows) }
  }

  /// Takes up the part that follows this one.
  func append(_ other: FilePart) {
    let shift = next.line - 1
    packedKeys.append(contentsOf: other.packedKeys)
    textKeys.append(contentsOf: other.textKeys)
    lines.append(contentsOf: other.lines.lazy.map { UInt32(clamping: Int($0) + shift) })
    offsets.append(contentsOf: other.offsets)
    for (column, following) in zip(columns.assemblers, other.columns.assemblers) { column.append(following) }
    append(other.summary)
  }

  /// Takes up what a part that follows this one says of the file, without its rows.
  func append(_ other: PartSummary) {
    let shift = next.line - 1
    account.add(other.account)
    rejects.append(other.rejects, lines: shift)
    wrongCheckDigits += other.wrongCheckDigits
    namedKeys += other.namedKeys
    for (column, report) in zip(columns.assemblers, other.reports) { column.report.add(report) }
    next = (other.next.offset, shift + other.next.line, other.next.longRecords)
    classifier = RowClassifier(continuing: other.classifier, source, columns.assemblers)
  }
}

/// What a part says of the file beside its rows.
struct PartSummary: @unchecked Sendable {
  // Unchecked: the classifier is only continued by another one, which has columns of its own.

  /// Where the first record starts.
  var start: Int
  /// Where the record after the last one starts, on which physical line of the part, and how many records were too long.
  var next: (offset: Int, line: Int, longRecords: Int)
  var account: FileAccount
  var rejects: RejectList
  var classifier: RowClassifier
  /// Counts of the wanted columns that the file has.
  var reports: [ColumnReport]
  var wrongCheckDigits: Int
  var namedKeys: Int
}

/// The rows of one part of a file, lent to those who make something of them.
package struct PartRows {
  /// Tax codes of the rows as `TaxCode.pack` writes them.
  package let keys: [UInt64]
  /// Physical line of each row, from 1 for the first of the part.
  package let lines: [UInt32]
  /// Offset of the first byte of each row in the file.
  package let offsets: [UInt64]
  /// The wanted columns that the file has, in the order of the requests.
  package let columns: [RecordColumn]

  /// Creates rows.
  package init(keys: [UInt64], lines: [UInt32], offsets: [UInt64], columns: [RecordColumn]) {
    self.keys = keys
    self.lines = lines
    self.offsets = offsets
    self.columns = columns
  }
}

extension FilePart {
  /// What the part says of the file beside its rows.
  var summary: PartSummary {
    PartSummary(
      start: start, next: next, account: account, rejects: rejects, classifier: classifier,
      reports: columns.assemblers.map(\.report), wrongCheckDigits: wrongCheckDigits, namedKeys: namedKeys)
  }

  /// The rows read since the part was made or its rows were forgotten.
  var partRows: PartRows {
    PartRows(
      keys: packedKeys, lines: lines, offsets: offsets, columns: columns.assemblers.map { $0.finish() })
  }

  /// Forgets the rows and keeps what they say of the file; memory that nobody else holds is used again.
  func forgetRows() {
    packedKeys.removeAll(keepingCapacity: true)
    textKeys.removeAll(keepingCapacity: true)
    lines.removeAll(keepingCapacity: true)
    offsets.removeAll(keepingCapacity: true)
    for column in columns.assemblers { column.forgetRows() }
  }

  /// Turns to the records of another stretch, of which nothing is known.
  func restart(after classifier: RowClassifier, at start: Int) {
    forgetRows()
    for column in columns.assemblers { column.forgetCounts() }
    account = FileAccount()
    rejects = RejectList(limit: setting.limits.keptRejects)
    wrongCheckDigits = 0
    namedKeys = 0
    self.classifier = RowClassifier(continuing: classifier, source, columns.assemblers)
    self.start = start
    next = (start, 1, 0)
  }
}
