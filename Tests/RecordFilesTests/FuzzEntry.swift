import RecordFiles

/// What the fuzzers call with bytes of any kind; also compiled by `Tests/Fuzzing/run.sh`.
///
/// Gives what must hold and does not, so that a fuzzer and a test can both stop at it.
enum FuzzEntry {
  /// The parts that are fuzzed.
  enum Target: String, CaseIterable {
    case scanner, list, text, mapping
  }

  static func run(_ target: Target, _ bytes: [UInt8]) -> String? {
    switch target {
    case .scanner: return scan(bytes)
    case .list: return readList(bytes)
    case .text: return readText(bytes)
    case .mapping: return readMapping(bytes)
    }
  }

  /// The first byte chooses the dialect, the second the size of the chunks: they must not change the records.
  private static func scan(_ bytes: [UInt8]) -> String? {
    guard bytes.count > 2 else { return nil }
    var dialect = Dialect(
      delimiter: [0x2C, 0x3B, 0x09, 0x7C][Int(bytes[0] & 3)], quote: bytes[0] & 4 == 0 ? 0x22 : 0x27)
    if bytes[0] & 8 != 0 { dialect.delimiterRest = [bytes[0] & 16 == 0 ? 0x20 : dialect.delimiter] }
    if bytes[0] & 32 != 0 { dialect.escape = bytes[0] & 64 == 0 ? 0x5C : 0 }
    let body = Array(bytes[2...])
    let whole = records(body, dialect, chunk: 1 << 20)
    return whole == records(body, dialect, chunk: 1 + Int(bytes[1] % 9)) ? nil : "records depend on chunks"
  }

  private static func records(_ bytes: [UInt8], _ dialect: Dialect, chunk: Int) -> [[Range<Int>]] {
    var scanner = RecordScanner(dialect: dialect, at: 0, longestRecord: 200)
    var batch = RecordBatch()
    var found: [[Range<Int>]] = []
    func take() {
      for record in batch.records {
        let cells = (0..<record.cellCount).map { batch.rawRange(of: $0, in: record) }
        found.append(cells + [record.start..<max(record.start, record.end), record.line..<record.line])
      }
      batch.removeRecords()
    }
    bytes.withUnsafeBufferPointer { all in
      repeat {
        while scanner.position < all.count {
          let end = min(all.count, scanner.position + chunk)
          scanner.scan(UnsafeBufferPointer(rebasing: all[scanner.position..<end]), into: &batch)
          take()
        }
      } while !scanner.finish(into: &batch)
      take()
    }
    return found
  }

  /// Columns of every kind, so that every cell decoder is reached.
  private static let requests: [ColumnRequest] = [
    ColumnRequest(id: 0, machineName: "key", titles: ["MST"], kind: .taxCode),
    ColumnRequest(id: 1, machineName: "name", titles: ["Tên"], kind: .text),
    ColumnRequest(
      id: 2, machineName: "count", titles: ["Số"],
      kind: .number(NumberForm(decimals: 2, range: -1_000_000...1_000_000))),
    ColumnRequest(
      id: 3, machineName: "money", titles: ["Tiền"],
      kind: .number(NumberForm(decimals: 0, range: -(1 << 50)...1 << 50, quantity: .money))),
    ColumnRequest(
      id: 4, machineName: "share", titles: ["Tỷ lệ"],
      kind: .number(NumberForm(decimals: 1, range: 0...1000, quantity: .percent))),
    ColumnRequest(id: 5, machineName: "day", titles: ["Ngày"], kind: .date, noneWords: ["chưa"]),
    ColumnRequest(id: 6, machineName: "truth", titles: ["Có"], kind: .truth),
    ColumnRequest(
      id: 7, machineName: "choice", titles: ["Loại"], kind: .choice([["FDI"], ["Nhà nước", "NN"]])),
  ]

  private static let header = "MST,Tên,Số,Tiền,Tỷ lệ,Ngày,Có,Loại\n"

  /// Bytes as a whole file, or as the rows under a known header.
  private static func readList(_ bytes: [UInt8]) -> String? {
    guard let first = bytes.first else { return nil }
    let content = first & 1 == 0 ? Array(bytes.dropFirst()) : Array(header.utf8) + bytes.dropFirst()
    var options = ReadingOptions()
    guard let input = try? TextDecoding.decode(InputBytes(content, path: "fuzz"), &options),
      let table = try? RecordFileReader.read(input, requests, options: options)
    else { return nil }
    if !table.account.balances { return "records are not accounted for" }
    if table.account.dataRows != table.rowCount { return "rows and account differ" }
    for column in table.columns where column.report.column != nil {
      let report = column.report
      if report.given + report.blank + report.none + report.bad != table.rowCount {
        return "cells are not accounted for"
      }
      if case .numbers(let values) = column.values, case .number(let form) = column.request.kind {
        for value in values where value > CellValue.bad && !form.range.contains(value) {
          return "a number out of range"
        }
      }
    }
    return nil
  }

  /// The clean rows must be read again as they were written.
  private static func readText(_ bytes: [UInt8]) -> String? {
    var options = ReadingOptions()
    var rows: [[String]] = []
    guard let input = try? TextDecoding.decode(InputBytes(bytes, path: "fuzz"), &options) else { return nil }
    let reading = try? RecordFileReader.readText(input, options: options) { record in
      if case .row(let cells) = record.content { rows.append(cells) }
    }
    guard let reading else { return nil }
    if !reading.account.balances { return "records are not accounted for" }
    guard !rows.isEmpty, let width = rows.first?.count else { return nil }
    // Titles stand first, as in the output of `firmrisk read`; else a row could begin like a byte-order mark.
    var writer = CSVWriter(marksByteOrder: false, guardsFormulas: false)
    writer.record((0..<width).map { "column \($0)" })
    for row in rows { writer.record(row) }
    var again = ReadingOptions()
    again.delimiter = [0x2C]
    again.quote = 0x22
    again.escape = 0x22
    again.headerRows = 1
    again.headerLine = 1
    var read: [[String]] = []
    _ = try? RecordFileReader.readText(InputBytes(writer.bytes, path: "fuzz"), options: again) { record in
      if case .row(let cells) = record.content { read.append(cells) }
    }
    // Rows that look like totals or footers are set aside the second time as well, so only changed rows count.
    let known = Set(rows)
    return read.allSatisfy { $0.count != width || known.contains($0) } ? nil : "a clean row is read otherwise"
  }

  private static func readMapping(_ bytes: [UInt8]) -> String? {
    guard let mapping = try? ColumnMapping(text: String(decoding: bytes, as: UTF8.self), path: "fuzz") else {
      return nil
    }
    guard let again = try? ColumnMapping(text: mapping.text, path: "fuzz") else {
      return "a written mapping is not read"
    }
    return again == mapping ? nil : "a mapping changes when it is written"
  }
}
