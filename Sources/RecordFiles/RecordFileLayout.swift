/// What was found out about a file before its rows are read, with the evidence.
public struct RecordFileLayout: Hashable, Sendable {
  /// How records and cells are set apart.
  public var dialect: Dialect
  /// Place of the header among the physical records, from 0.
  public var headerRecord: Int
  /// Physical line of the header, from 1.
  public var headerLine: Int
  /// Cells of the header in normal form.
  public var headers: [String]
  /// Number of records directly under the header that hold units or column numbers.
  public var unitRecords: Int
  /// For each column, the zeros that a unit in the header or in a line of units adds; nil where no unit is stated.
  public var unitExponents: [Int?]
  /// Zeros that a line above the header, such as `Đơn vị tính: triệu đồng`, adds to money without a unit of its own.
  public var titleExponent: Int?
  /// Whether the writer of the file leaves out blank cells at the end of rows.
  public var dropsTrailingBlanks: Bool
  /// Whether the writer of the file ends rows with more blank cells than the header has.
  public var addsTrailingBlanks: Bool
  /// What the reader assumed and why, one sentence each.
  public var evidence: [String]

  /// Whether a row with this number of cells can be data.
  func mayBeData(cells: Int) -> Bool {
    cells == headers.count || dropsTrailingBlanks && cells > 0 && cells < headers.count
      || addsTrailingBlanks && cells > headers.count
  }
}

/// Finds out the layout of a file from its head.
struct LayoutSniffer {
  static let headerSearch = 64
  private static let headBytes = 1 << 20
  private static let headRecords = 1000

  let bytes: UnsafeBufferPointer<UInt8>
  let path: String
  let names: [RequestNames]
  /// Whether a row of bare numbers cannot be data, since it would have no tax code.
  let hasTaxCodes: Bool

  init(_ bytes: UnsafeBufferPointer<UInt8>, path: String, requests: [ColumnRequest]) {
    self.bytes = bytes
    self.path = path
    names = requests.map { RequestNames($0) }
    hasTaxCodes = requests.contains { $0.kind == .taxCode }
  }

  /// One delimiter tried on the head of the file.
  private struct Trial {
    var dialect: Dialect
    var batch: RecordBatch
    var width: Int
    /// Records of that width, in thousandths of those that are not blank.
    var share: Int
    var matched: Int
    var header: Int?

    var score: Int { matched * 10_000 + (width > 1 ? share * 4 + min(width, 400) : 0) }
  }

  func sniff() throws(InputError) -> RecordFileLayout {
    let marked = bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF
    guard bytes.count > (marked ? 3 : 0) else { throw .empty(path: path) }
    let ending = lineEnding()
    var best: Trial?
    for delimiter in Dialect.delimiters {
      let dialect = Dialect(delimiter: delimiter, hasByteOrderMark: marked, lineEnding: ending)
      let trial = attempt(dialect)
      if trial.score > best?.score ?? -1 { best = trial }
    }
    guard let best, let header = best.header else { throw .noHeader(path: path) }
    return layout(best, header: header)
  }

  private func attempt(_ dialect: Dialect) -> Trial {
    let batch = RecordBatch.head(
      of: bytes, dialect: dialect, records: Self.headRecords, within: Self.headBytes)
    let source = CellSource(bytes, quote: dialect.quote)
    var widths: [Int: Int] = [:]
    var filled = 0
    batch.withView { view in
      for record in view.records where record.fault == .none && !source.isBlank(record, view) {
        widths[record.cellCount, default: 0] += 1
        filled += 1
      }
    }
    let common = widths.max { ($0.value, $0.key) < ($1.value, $1.key) }
    let width = common?.key ?? 0
    var trial = Trial(
      dialect: dialect, batch: batch, width: width, share: (common?.value ?? 0) * 1000 / max(filled, 1),
      matched: 0)
    findHeader(&trial, source)
    return trial
  }

  private func findHeader(_ trial: inout Trial, _ source: CellSource) {
    var firstOfWidth: Int?
    for (place, record) in trial.batch.records.prefix(Self.headerSearch).enumerated()
    where record.fault == .none {
      // Rows far below one that looks like a header are data.
      if trial.matched > 1, let header = trial.header, place > header + 8 { break }
      let cells = trial.batch.withView { source.texts(record, $0) }
      let matched = HeaderMatcher.score(cells, names)
      if matched > trial.matched {
        trial.matched = matched
        trial.header = place
      }
      if firstOfWidth == nil, record.cellCount == trial.width, looksLikeTitles(cells) { firstOfWidth = place }
    }
    if trial.matched == 0 { trial.header = firstOfWidth }
  }

  /// Most cells are words, and none is a mere number.
  private func looksLikeTitles(_ cells: [String]) -> Bool {
    let filled = cells.filter { !$0.isEmpty }
    let numbers = filled.filter { $0.utf8.allSatisfy { byte in byte < 0x41 } }
    return filled.count * 2 > cells.count && numbers.isEmpty
  }

  private func lineEnding() -> Dialect.LineEnding {
    var counts = (feeds: 0, pairs: 0, returns: 0)
    var previous: UInt8 = 0
    for byte in bytes.prefix(1 << 16) {
      if byte == 0x0A {
        if previous == 0x0D { counts.pairs += 1 } else { counts.feeds += 1 }
      } else if previous == 0x0D {
        counts.returns += 1
      }
      previous = byte
    }
    switch (counts.feeds > 0, counts.pairs > 0, counts.returns > 0) {
    case (false, false, false): return .none
    case (true, false, false): return .lineFeed
    case (false, true, false): return .carriageReturnLineFeed
    case (false, false, true): return .carriageReturn
    default: return .mixed
    }
  }

  private func layout(_ trial: Trial, header: Int) -> RecordFileLayout {
    let source = CellSource(bytes, quote: trial.dialect.quote)
    let record = trial.batch.records[header]
    let headers = trial.batch.withView { source.texts(record, $0) }
    var layout = RecordFileLayout(
      dialect: trial.dialect, headerRecord: header, headerLine: record.line, headers: headers, unitRecords: 0,
      unitExponents: headers.map { HeaderTitle($0).unitExponent }, titleExponent: nil,
      dropsTrailingBlanks: false, addsTrailingBlanks: false,
      evidence: [])
    for above in trial.batch.records[..<header] where layout.titleExponent == nil {
      layout.titleExponent =
        trial.batch.withView { source.texts(above, $0) }.lazy
        .compactMap { HeaderUnits.moneyExponent(inTitle: $0) }.first
    }
    for below in trial.batch.records[(header + 1)...].prefix(3) {
      guard readUnits(trial.batch.withView({ source.texts(below, $0) }), into: &layout) else { break }
      layout.unitRecords += 1
    }
    judgeWidths(trial, &layout)
    state(trial, &layout)
    return layout
  }

  /// Takes a line of units or of column numbers under the header; false when the line is neither.
  private func readUnits(_ cells: [String], into layout: inout RecordFileLayout) -> Bool {
    let filled = cells.filter { !$0.isEmpty }
    guard !filled.isEmpty, cells.count <= layout.headers.count else { return false }
    if Self.areColumnNumbers(filled, mayBeBare: hasTaxCodes) { return true }
    var exponents = layout.unitExponents
    for (column, cell) in cells.enumerated() where !cell.isEmpty {
      guard cell.hasPrefix("(") || hasTaxCodes && (cell.utf8.contains { $0 >= 0x41 } || cell == "%") else {
        return false
      }
      let folded = HeaderFolding.fold(cell)
      if let exponent = HeaderUnits.moneyExponent(inParentheses: folded) {
        exponents[column] = exponents[column] ?? exponent
      } else if !HeaderUnits.isUnit(folded) || folded == "x" {
        return false
      }
    }
    layout.unitExponents = exponents
    return true
  }

  /// `(1) (2) (3)` or `A B 1 2 3`: numbers that follow each other, perhaps after letters.
  ///
  /// - Parameter mayBeBare: whether numbers without brackets count, which could also be a row of data.
  static func areColumnNumbers(_ cells: [String], mayBeBare: Bool) -> Bool {
    guard cells.count > 1, mayBeBare || cells.allSatisfy({ $0.hasPrefix("(") || $0.hasPrefix("[") }) else {
      return false
    }
    var last = 0
    var numbers = 0
    for cell in cells {
      let text = cell.filter { $0 != "(" && $0 != ")" && $0 != "[" && $0 != "]" }
      if let number = Int(text.prefix { $0 >= "0" && $0 <= "9" }), number == last + 1 {
        last = number
        numbers += 1
      } else if numbers > 0 || text.count != 1 || !(text >= "A" && text <= "E") {
        return false
      }
    }
    return numbers > 1
  }

  /// A writer that leaves out or adds blank cells does so in many rows; a single row of another width has more likely lost
  /// or gained a delimiter in its middle, which moves its cells.
  private func judgeWidths(_ trial: Trial, _ layout: inout RecordFileLayout) {
    var rows = 0
    var short = 0
    var wide = 0
    for record in trial.batch.records[(layout.headerRecord + 1)...] where record.cellCount > 1 {
      rows += 1
      if record.cellCount < layout.headers.count { short += 1 }
      if record.cellCount > layout.headers.count { wide += 1 }
    }
    layout.dropsTrailingBlanks = short >= 3 && short * 50 >= rows
    layout.addsTrailingBlanks = wide >= 3 && wide * 50 >= rows || wide > 0 && wide == rows
  }

  private func state(_ trial: Trial, _ layout: inout RecordFileLayout) {
    let dialect = trial.dialect
    layout.evidence.append(
      "delimiter \(dialect.delimiterName): \(trial.share / 10) % of the first rows have \(trial.width) cells")
    layout.evidence.append("line ends: \(dialect.lineEnding.rawValue)")
    if dialect.hasByteOrderMark { layout.evidence.append("UTF-8 byte-order mark at the start") }
    layout.evidence.append(
      "header in line \(layout.headerLine): \(trial.matched) of \(names.count) wanted columns have their title there"
    )
    if layout.headerRecord > 0 {
      layout.evidence.append("\(layout.headerRecord) records above the header are titles")
    }
    if layout.unitRecords > 0 {
      layout.evidence.append("\(layout.unitRecords) records under the header hold units or column numbers")
    }
    if let exponent = layout.titleExponent, exponent > 0 {
      layout.evidence.append("a line above the header gives amounts in units of 10^\(exponent) đồng")
    }
    if layout.addsTrailingBlanks { layout.evidence.append("rows end with blank cells beyond the header") }
    if layout.dropsTrailingBlanks { layout.evidence.append("blank cells at the end of rows are left out") }
  }
}

extension RecordBatch {
  /// Scans records from a place on, without the last one when the text is cut off inside it.
  static func head(
    of bytes: UnsafeBufferPointer<UInt8>, dialect: Dialect, from start: Int? = nil,
    insideQuotes: Bool = false,
    records: Int, within length: Int
  ) -> RecordBatch {
    var scanner = RecordScanner(dialect: dialect, at: start, insideQuotes: insideQuotes)
    var batch = RecordBatch()
    let end = min(bytes.count, scanner.position + length)
    while batch.records.count < records, scanner.position < bytes.count {
      let stop = scanner.position < end ? end : bytes.count
      if scanner.position >= end, !batch.records.isEmpty { break }
      let chunk = UnsafeBufferPointer(rebasing: bytes[scanner.position..<stop])
      scanner.scan(chunk, into: &batch, maximumRecords: records)
    }
    if scanner.position == bytes.count { _ = scanner.finish(into: &batch) }
    return batch
  }
}
