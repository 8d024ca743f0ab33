/// Finds out the layout of a file from its head.
struct LayoutSniffer {
  let bytes: UnsafeBufferPointer<UInt8>
  let path: String
  let names: [RequestNames]
  let options: ReadingOptions
  let head: DialectHead
  /// Whether a row of bare numbers cannot be data, since it would have no tax code.
  let hasTaxCodes: Bool

  init(
    _ bytes: UnsafeBufferPointer<UInt8>, path: String, requests: [ColumnRequest], names: [RequestNames],
    options: ReadingOptions, head: DialectHead
  ) {
    self.bytes = bytes
    self.path = path
    self.options = options
    self.names = names
    self.head = head
    hasTaxCodes = requests.contains { $0.kind == .taxCode }
  }

  func sniff() throws(InputError) -> RecordFileLayout {
    guard bytes.count > (DialectHead.isMarked(bytes) ? 3 : 0) else { throw .empty(path: path) }
    guard let best = try bestTrial(), best.filled > 0 else {
      throw .noHeader(path: path)
    }
    guard best.isCertain || options.delimiter != nil else {
      throw .noDelimiter(path: path, width: best.width, share: best.share / 10)
    }
    guard best.header.record != nil || best.header.isAbsent && names.isEmpty else {
      throw .noHeader(path: path)
    }
    return layout(best)
  }

  /// The dialect that fits best, and the earlier one of two that fit equally.
  private func bestTrial() throws(InputError) -> DialectTrial? {
    var best: (trial: DialectTrial, rank: Int)?
    for (place, (rank, dialect)) in head.candidates.enumerated() {
      if let best, best.trial.excludes(dialect, bytes) { continue }
      var trial = head.trial(at: place, of: bytes)
      trial.header = try header(of: trial)
      guard let other = best else {
        best = (trial, rank)
        continue
      }
      if (trial.score, other.rank) > (other.trial.score, rank) { best = (trial, rank) }
    }
    return best?.trial
  }

  /// The header that was asked for, or the one that is found.
  private func header(of trial: DialectTrial) throws(InputError) -> FoundHeader {
    let found = HeaderFinder(trial, CellSource(bytes, trial.dialect), names).find()
    guard options.headerRows != nil || options.headerLine != nil else { return found }
    var header = found
    header.rows = options.headerRows ?? found.rows
    if header.rows == 0 {
      header.record = nil
      header.isAbsent = true
      return header
    }
    header.isAbsent = false
    if let line = options.headerLine {
      guard let record = trial.batch.records.firstIndex(where: { $0.line >= line }) else {
        throw .noHeader(path: path)
      }
      header.record = record
    } else {
      header.record = found.record ?? 0
    }
    header.rows = min(header.rows, trial.batch.records.count - (header.record ?? 0))
    return header
  }

  private func layout(_ trial: DialectTrial) -> RecordFileLayout {
    let source = CellSource(bytes, trial.dialect)
    let first = trial.header.record ?? 0
    let count = trial.header.isAbsent ? 0 : trial.header.rows
    let rows = trial.batch.withView { view in
      trial.batch.records[first..<first + count].map { source.texts($0, view) }
    }
    let header = MergedHeader(rows)
    let titles = count == 0 ? (1...max(trial.width, 1)).map { "column \($0)" } : header.joined
    var layout = RecordFileLayout(
      dialect: trial.dialect, headerRecord: count == 0 ? -1 : first, headerRows: count,
      headerLine: count == 0 ? 0 : trial.batch.records[first].line, headers: titles,
      otherHeaders: header.others,
      foldedHeaderRows: rows.map { $0.map { HeaderFolding.fold($0) } },
      numericColumns: names.isEmpty ? trial.header.numericColumns : [],
      unitRecords: 0, unitExponents: titles.map { HeaderTitle($0).unitExponent }, titleExponent: nil,
      dropsTrailingBlanks: false, addsTrailingBlanks: false,
      evidence: options.encodingFinding.map { [$0.evidence] } ?? [])
    if count > 0 { readAround(trial, source, &layout) }
    judgeWidths(trial, source, &layout)
    LayoutEvidence(trial: trial, wanted: names.count).state(&layout)
    return layout
  }

  /// Reads units above and under the header.
  private func readAround(
    _ trial: DialectTrial, _ source: CellSource, _ layout: inout RecordFileLayout
  ) {
    for above in trial.batch.records[..<layout.headerRecord] where layout.titleExponent == nil {
      layout.titleExponent =
        trial.batch.withView { source.texts(above, $0) }.lazy
        .compactMap { HeaderUnits.moneyExponent(inTitle: $0) }.first
    }
    for below in trial.batch.records[(layout.headerRecord + layout.headerRows)...].prefix(3) {
      let cells = trial.batch.withView { source.texts(below, $0) }
      guard readUnits(cells, into: &layout) else { break }
      layout.unitRecords += 1
      layout.foldedUnitRows.append(cells.map { HeaderFolding.fold($0) })
    }
  }

  /// Takes a line of units or of column numbers under the header; false when the line is neither.
  private func readUnits(_ cells: [String], into layout: inout RecordFileLayout) -> Bool {
    let filled = cells.filter { !$0.isEmpty }
    guard !filled.isEmpty, cells.count <= layout.headers.count else { return false }
    if Self.areColumnNumbers(filled, mayBeBare: hasTaxCodes) { return true }
    // A list that names its firms has no row with its code in brackets, so such a row only tells what columns hold.
    let areRemarks = hasTaxCodes && filled.allSatisfy { $0.hasPrefix("(") && $0.hasSuffix(")") }
    var exponents = layout.unitExponents
    for (column, cell) in cells.enumerated() where !cell.isEmpty {
      guard cell.hasPrefix("(") || hasTaxCodes && (cell.utf8.contains { $0 >= 0x41 } || cell == "%") else {
        return false
      }
      let folded = HeaderFolding.fold(cell)
      if let exponent = HeaderUnits.moneyExponent(inParentheses: folded) {
        exponents[column] = exponents[column] ?? exponent
      } else if !areRemarks, !HeaderUnits.isUnit(folded) || folded == "x" {
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
}
