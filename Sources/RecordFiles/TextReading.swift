import Diagnostics

/// A record of a file whose columns mean nothing to the reader.
public struct TextRecord: Sendable {
  /// What the record is.
  public enum Content: Sendable {
    /// A row, with one text a column, exactly as the file has it but for control characters that stand for letters of
    /// Windows-1252.
    case row([String])
    /// No data and no fault, with the bytes as text.
    case setAside(FileAccount.SetAside, String)
    /// A row that cannot be trusted.
    case rejected(Reject)
  }

  /// Physical line that the record starts on, from 1.
  public var line: Int
  /// Bytes of the record in the file.
  public var bytes: Range<Int>
  /// What the record is.
  public var content: Content
}

/// What reading a file as text found.
public struct TextReading: Sendable {
  /// What was assumed about the file.
  public var layout: RecordFileLayout
  /// Where every physical record went.
  public var account = FileAccount()
}

extension RecordFileReader {
  /// Reads any delimited file as text, record by record.
  ///
  /// - Parameters:
  ///   - input: the file.
  ///   - options: what a person says about it.
  ///   - batchRecords: records taken at a time; the result does not depend on it.
  ///   - scanBytes: most bytes that are scanned at a time; the result does not depend on it.
  ///   - start: takes the layout, before the first record.
  ///   - take: takes every record but the header, in the order of the file.
  /// - Throws: the reason why no row can be read at all.
  public static func readText(
    _ input: InputBytes, options: ReadingOptions = ReadingOptions(), batchRecords: Int = 256,
    scanBytes: Int = .max, start: (RecordFileLayout) -> Void = { _ in }, _ take: (TextRecord) -> Void
  ) throws(InputError) -> TextReading {
    try input.withBytes { (bytes) throws(InputError) in
      let layout = try layout(of: bytes, input, [], [], options.completed(for: input))
      if let mapping = options.mapping {
        _ = try mapping.apply(layout.headers, mapping.ownRequests, file: input.path)
      }
      start(layout)
      var pass = TextPass(bytes, input.path, input.sheet, layout)
      pass.run(batchRecords: batchRecords, scanBytes: scanBytes, take)
      return TextReading(layout: layout, account: pass.account)
    }
  }
}

/// One pass over the records of a file, for text.
private struct TextPass {
  let bytes: UnsafeBufferPointer<UInt8>
  let path: String
  let sheet: SheetPlaces?
  let layout: RecordFileLayout
  let source: CellSource
  var classifier: RowClassifier
  var account = FileAccount()

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ path: String, _ sheet: SheetPlaces?, _ layout: RecordFileLayout)
  {
    self.bytes = bytes
    self.path = path
    self.sheet = sheet
    self.layout = layout
    source = CellSource(bytes, layout.dialect)
    classifier = RowClassifier(layout, source, key: nil, [])
  }

  mutating func run(batchRecords: Int, scanBytes: Int, _ take: (TextRecord) -> Void) {
    var scanner = RecordScanner(dialect: layout.dialect)
    var batch = RecordBatch()
    var isDone = false
    while !isDone {
      batch.removeRecords()
      while scanner.position < bytes.count, batch.records.count < batchRecords {
        let end = scanner.position + min(scanBytes, bytes.count - scanner.position)
        scanner.scan(
          UnsafeBufferPointer(rebasing: bytes[scanner.position..<end]), into: &batch,
          maximumRecords: batchRecords)
      }
      if scanner.position >= bytes.count { isDone = scanner.finish(into: &batch) }
      batch.withView { view in
        for record in view.records {
          if let content = content(of: record, view) {
            take(
              TextRecord(
                line: sheet?.row(ofLine: record.line) ?? record.line, bytes: record.start..<record.end,
                content: content))
          }
        }
      }
    }
  }

  private mutating func content(of record: ScannedRecord, _ batch: BatchView) -> TextRecord.Content? {
    account.physicalRecords += 1
    switch classifier.classify(record, batch) {
    case .header:
      account.headerRecords += 1
      return nil
    case .setAside(let kind):
      account[kind] += 1
      let raw = UnsafeBufferPointer(rebasing: bytes[record.start..<record.end].prefix(Reject.keptBytes))
      return .setAside(kind, Reject.printable(raw))
    case .rejected(let code, let cell): return reject(record, code, cell)
    case .data: return row(record, batch)
    }
  }

  private mutating func row(_ record: ScannedRecord, _ batch: BatchView) -> TextRecord.Content {
    var cells: [String] = []
    cells.reserveCapacity(layout.headers.count)
    for cell in layout.headers.indices {
      if let fault = source.fault(of: cell, in: record, batch) { return reject(record, fault.code, cell) }
      let content = source.content(of: cell, in: record, batch)
      guard UTF8Scalars.isValid(content) else { return reject(record, .cellNotUTF8, cell) }
      cells.append(WindowsCodePage.withoutControls(String(decoding: content, as: UTF8.self)))
    }
    account.dataRows += 1
    return .row(cells)
  }

  private mutating func reject(
    _ record: ScannedRecord, _ code: DiagnosticCode, _ cell: Int?
  ) -> TextRecord.Content {
    account.rejectedRows += 1
    var reject = Reject(
      file: path, line: record.line, bytes: record.start..<record.end,
      column: cell.flatMap { $0 < layout.headers.count ? layout.headers[$0] : nil }, code: code,
      severity: .row,
      in: bytes)
    sheet?.locate(&reject, column: cell)
    return .rejected(reject)
  }
}
