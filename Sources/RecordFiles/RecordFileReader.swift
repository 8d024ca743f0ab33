import Diagnostics

/// Bounds of one reading.
public struct ReadingLimits: Hashable, Sendable {
  /// Rejects that are kept with their text; the rest is counted.
  public var keptRejects = 1_000_000
  /// Records decoded at a time; the result does not depend on it.
  public var batchRecords = 256

  /// Creates the usual bounds.
  public init() {}
}

/// Reads one agency list into columns.
public enum RecordFileReader {
  /// Reads the wanted columns of a file.
  ///
  /// The layout and the format of each column are decided first, from the head of the file and from samples spread over
  /// it; then every record is read once, and is either data or counted and named elsewhere in the result.
  ///
  /// - Parameters:
  ///   - input: the file.
  ///   - requests: the wanted columns; at most one of them may be a key.
  ///   - options: what a person says about the file.
  ///   - limits: bounds of memory.
  /// - Throws: the reason why no row can be read at all.
  public static func read(
    _ input: InputBytes, _ requests: [ColumnRequest], options: ReadingOptions = ReadingOptions(),
    limits: ReadingLimits = ReadingLimits()
  ) throws(InputError) -> RecordTable {
    try input.withBytes { (bytes) throws(InputError) in
      let options = options.completed(for: input)
      let layout = try layout(of: bytes, path: input.path, requests, options)
      var reading = try FileReading(bytes, path: input.path, input.sheet, layout, requests, limits)
      reading.run()
      return reading.finish()
    }
  }

  /// Finds out the layout of a file without reading its rows.
  public static func layout(
    of input: InputBytes, _ requests: [ColumnRequest], options: ReadingOptions = ReadingOptions()
  ) throws(InputError) -> RecordFileLayout {
    try input.withBytes { (bytes) throws(InputError) in
      try layout(of: bytes, path: input.path, requests, options.completed(for: input))
    }
  }

  static func layout(
    of bytes: UnsafeBufferPointer<UInt8>, path: String, _ requests: [ColumnRequest], _ options: ReadingOptions
  ) throws(InputError) -> RecordFileLayout {
    if bytes.isEmpty { throw .empty(path: path) }
    if let format = ForeignFormat.detect(bytes) { throw .foreign(path: path, format: format) }
    return try LayoutSniffer(bytes, path: path, requests: requests, options: options).sniff()
  }
}

/// One pass over the records of a file.
private struct FileReading {
  let bytes: UnsafeBufferPointer<UInt8>
  let path: String
  let sheet: SheetPlaces?
  let layout: RecordFileLayout
  let requests: [ColumnRequest]
  let limits: ReadingLimits
  let mapping: HeaderMapping
  let source: CellSource
  let columns: ColumnPlan
  var classifier: RowClassifier
  var account = FileAccount()
  var rejects: RejectList
  var keys: [String] = []
  var lines: [UInt32] = []
  var offsets: [UInt64] = []
  private var rows: [Int] = []
  private var faults: [CellFaultPlace] = []

  init(
    _ bytes: UnsafeBufferPointer<UInt8>, path: String, _ sheet: SheetPlaces?, _ layout: RecordFileLayout,
    _ requests: [ColumnRequest],
    _ limits: ReadingLimits
  ) throws(InputError) {
    self.bytes = bytes
    self.path = path
    self.sheet = sheet
    self.layout = layout
    self.requests = requests
    self.limits = limits
    mapping = HeaderMatcher.match(layout.headers, others: layout.otherHeaders, requests, file: path)
    source = CellSource(bytes, layout.dialect)
    var key: (column: Int, kind: CellKind)?
    if let place = requests.firstIndex(where: \.kind.isKey) {
      guard let column = mapping.columns[place] else {
        throw .noKeyColumn(
          path: path, line: layout.headerLine, key: requests[place].machineName,
          titles: requests[place].titles,
          headers: layout.headers)
      }
      key = (column, requests[place].kind)
    }
    columns = ColumnPlan(source, layout, requests, mapping)
    classifier = RowClassifier(layout, source, key: key, columns.assemblers)
    rejects = RejectList(limit: limits.keptRejects)
  }

  mutating func run() {
    var scanner = RecordScanner(dialect: layout.dialect)
    var batch = RecordBatch()
    var isDone = false
    while !isDone {
      batch.removeRecords()
      while scanner.position < bytes.count, batch.records.count < limits.batchRecords {
        scanner.scan(
          UnsafeBufferPointer(rebasing: bytes[scanner.position...]), into: &batch,
          maximumRecords: limits.batchRecords)
      }
      if scanner.position >= bytes.count { isDone = scanner.finish(into: &batch) }
      batch.withView { take($0) }
    }
  }

  private mutating func take(_ batch: BatchView) {
    let firstReject = rejects.kept.count
    rows.removeAll(keepingCapacity: true)
    for (index, record) in batch.records.enumerated() {
      account.physicalRecords += 1
      switch classifier.classify(record, batch) {
      case .header: account.headerRecords += 1
      case .setAside(let kind): account[kind] += 1
      case .rejected(let code, let cell): reject(record, batch, code, cell)
      case .data:
        account.dataRows += 1
        rows.append(index)
        if classifier.keyColumn != nil { keys.append(classifier.key) }
        lines.append(UInt32(clamping: record.line))
        offsets.append(UInt64(record.start))
      }
    }
    faults.removeAll(keepingCapacity: true)
    for column in columns.assemblers { column.decode(rows, batch, source, &faults) }
    if faults.isEmpty { return }
    for place in faults { reject(place, batch) }
    rejects.sortTail(from: firstReject)
  }

  private mutating func reject(
    _ record: ScannedRecord, _ batch: BatchView, _ code: DiagnosticCode, _ cell: Int?
  ) {
    account.rejectedRows += 1
    rejects.add(.row) {
      var reject = Reject(
        file: path, line: record.line, bytes: record.start..<record.end,
        column: cell.flatMap { $0 < layout.headers.count ? layout.headers[$0] : nil }, code: code,
        severity: .row,
        in: bytes)
      sheet?.locate(&reject, column: cell)
      return reject
    }
  }

  private mutating func reject(_ place: CellFaultPlace, _ batch: BatchView) {
    rejects.add(.cell) {
      let record = batch.records[place.record]
      var reject = Reject(
        file: path, line: record.line, bytes: batch.rawRange(of: place.column, in: record),
        column: layout.headers[place.column], code: place.fault.code, severity: .cell, in: bytes)
      sheet?.locate(&reject, column: place.column)
      return reject
    }
  }

  consuming func finish() -> RecordTable {
    let finished = columns.finish(requests)
    let findings =
      mapping.diagnostics
      + FileFindings(path: path, columns: finished, plan: columns, rejects: rejects).all(
        wrongCheckDigits: classifier.wrongCheckDigits)
    return RecordTable(
      file: path, byteCount: bytes.count, layout: layout, mapping: mapping, keys: keys, lines: lines,
      offsets: offsets,
      columns: finished, account: account, rejects: rejects, findings: findings)
  }
}
