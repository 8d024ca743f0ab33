import RecordFiles
import Testing

/// Reads a text, checks the balance of its account and gives the table.
func table(
  _ text: String, _ requests: [ColumnRequest], _ limits: ReadingLimits = ReadingLimits()
) throws -> RecordTable {
  try table(Array(text.utf8), requests, limits)
}

/// Reads bytes, checks the balance of their account and gives the table.
func table(
  _ bytes: [UInt8], _ requests: [ColumnRequest], _ limits: ReadingLimits = ReadingLimits()
) throws -> RecordTable {
  let input = InputBytes(bytes, path: "list.csv")
  let table = try RecordFileReader.read(input, requests, limits: limits)
  expectBalance(table)
  // Reads that end anywhere must not change the result; large inputs have tests of their own for that.
  guard bytes.count <= 20_000 else { return table }
  expectSameTexts(bytes)
  for size in [1, 2, 3, 7] {
    var small = limits
    small.scanBytes = size
    expectSame(try RecordFileReader.read(input, requests, limits: small), table, "reads of \(size) bytes")
  }
  return table
}

/// A record of a text reading in a form that tests can compare.
enum TextLine: Hashable {
  case row(Int, Range<Int>, [String])
  case setAside(Int, Range<Int>, FileAccount.SetAside, String)
  case rejected(Int, Range<Int>, Reject)

  init(_ record: TextRecord) {
    switch record.content {
    case .row(let cells): self = .row(record.line, record.bytes, cells)
    case .setAside(let kind, let text): self = .setAside(record.line, record.bytes, kind, text)
    case .rejected(let reject): self = .rejected(record.line, record.bytes, reject)
    }
  }
}

/// Reads bytes as text and gives all records; the reason where the file is refused.
func textLines(
  _ bytes: [UInt8], batchRecords: Int = 256, scanBytes: Int = .max
) -> Result<[TextLine], InputError> {
  do throws(InputError) {
    var options = ReadingOptions()
    let input = try TextDecoding.decode(InputBytes(bytes, path: "list.csv"), &options)
    var lines: [TextLine] = []
    let reading = try RecordFileReader.readText(
      input, options: options, batchRecords: batchRecords, scanBytes: scanBytes
    ) { lines.append(TextLine($0)) }
    #expect(reading.account.balances)
    #expect(reading.account.physicalRecords == lines.count + reading.account.headerRecords)
    return .success(lines)
  } catch { return .failure(error) }
}

/// Reading bytes as text gives the same records however few bytes or records are taken at a time.
func expectSameTexts(_ bytes: [UInt8]) {
  let whole = textLines(bytes)
  for size in [1, 2, 3, 7] {
    #expect(textLines(bytes, scanBytes: size) == whole, "reads of \(size) bytes")
    #expect(
      textLines(bytes, batchRecords: size, scanBytes: size) == whole, "\(size) records of \(size) bytes")
  }
}

/// Two tables hold the same rows, cells, rejects and counts.
func expectSame(_ first: RecordTable, _ second: RecordTable, _ what: Comment) {
  #expect(first.keys == second.keys && first.lines == second.lines && first.offsets == second.offsets, what)
  #expect(first.account == second.account, what)
  #expect(first.rejects.kept == second.rejects.kept && first.rejects.count == second.rejects.count, what)
  #expect(first.findings == second.findings, what)
  #expect(first.columns.map(\.report) == second.columns.map(\.report), what)
  for place in first.columns.indices {
    #expect(numbers(first, place) == numbers(second, place), what)
    #expect(texts(first, place) == texts(second, place), what)
  }
}

/// Every physical record went somewhere, and all columns have one value a row.
func expectBalance(_ table: RecordTable) {
  let account = table.account
  #expect(account.balances, "\(account)")
  #expect(account.dataRows == table.rowCount)
  #expect(account.rejectedRows == table.rejects.rowCount)
  #expect(table.offsets.count == table.rowCount)
  for column in table.columns {
    let report = column.report
    switch column.values {
    case .missing: #expect(report.column == nil)
    case .key: #expect(table.keys.count == table.rowCount)
    case .numbers(let values): #expect(values.count == table.rowCount)
    case .texts(let codes, _): #expect(codes.count == table.rowCount)
    }
    if report.column != nil {
      #expect(report.given + report.blank + report.none + report.bad == table.rowCount)
    }
  }
}

/// The numbers of a column.
func numbers(_ table: RecordTable, _ place: Int) -> [Int64] {
  if case .numbers(let values) = table.columns[place].values { return Array(values) }
  return []
}

/// The texts of a column; nil for cells without text.
func texts(_ table: RecordTable, _ place: Int) -> [String?] {
  guard case .texts(let codes, let dictionary) = table.columns[place].values else { return [] }
  return codes.map { $0 < 0 ? nil : dictionary[$0] }
}

/// Scans bytes in chunks of one size and gives the cells as text, without quotes being undone.
func scan(_ bytes: [UInt8], chunk: Int, dialect: Dialect = Dialect(), limit: Int = 16 << 20) -> [ScanLine] {
  var scanner = RecordScanner(dialect: dialect, longestRecord: limit)
  var batch = RecordBatch()
  var found: [ScanLine] = []
  bytes.withUnsafeBufferPointer { all in
    repeat {
      while scanner.position < all.count {
        let end = min(all.count, scanner.position + chunk)
        scanner.scan(UnsafeBufferPointer(rebasing: all[scanner.position..<end]), into: &batch)
        for record in batch.records { found.append(ScanLine(record, batch, bytes)) }
        batch.removeRecords()
      }
    } while !scanner.finish(into: &batch)
    for record in batch.records { found.append(ScanLine(record, batch, bytes)) }
  }
  return found
}

/// A scanned record in a form that tests can compare.
struct ScanLine: Hashable, CustomStringConvertible {
  var line: Int
  var start: Int
  var cells: [String]
  var fault: RecordFault

  init(_ record: ScannedRecord, _ batch: RecordBatch, _ bytes: [UInt8]) {
    line = record.line
    start = record.start
    fault = record.fault
    cells = (0..<record.cellCount).map { cell in
      String(decoding: bytes[batch.rawRange(of: cell, in: record)], as: UTF8.self)
    }
  }

  var description: String { "\(line)@\(start) \(cells) \(fault)" }
}
