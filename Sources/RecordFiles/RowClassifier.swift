import Diagnostics

/// Tells data rows from what else stands in a list.
struct RowClassifier {
  enum Verdict: Hashable {
    case header
    case setAside(FileAccount.SetAside)
    case data
    case rejected(DiagnosticCode, cell: Int?)
  }

  let layout: RecordFileLayout
  let source: CellSource
  let keyColumn: Int?
  let keyKind: CellKind
  /// Whether the key is a tax code; comparing kinds is dear for every row.
  private let hasTaxCode: Bool
  private let width: Int
  let assemblers: [ColumnAssembler]
  /// The key of the row that was called data last.
  private(set) var key = ""
  private(set) var wrongCheckDigits = 0
  /// Rows that got their key by their name.
  private(set) var namedKeys = 0
  private let names: (column: Int, codes: [String: String])?
  private var physicalIndex = 0
  private var afterHeader = false
  private var restart: TableRestart
  private var isInFooter = false

  init(
    _ layout: RecordFileLayout, _ source: CellSource, key: (column: Int, kind: CellKind)?,
    _ assemblers: [ColumnAssembler], names: (column: Int, codes: [String: String])? = nil
  ) {
    self.names = names
    self.layout = layout
    self.source = source
    keyColumn = key?.column
    keyKind = key?.kind ?? .text
    hasTaxCode = key?.kind == .taxCode
    width = layout.headers.count
    self.assemblers = assemblers
    restart = TableRestart(layout)
  }

  /// A classifier that goes on where another one stands, for records that someone else reads.
  init(continuing other: RowClassifier, _ source: CellSource, _ assemblers: [ColumnAssembler]) {
    layout = other.layout
    names = other.names
    self.source = source
    keyColumn = other.keyColumn
    keyKind = other.keyKind
    hasTaxCode = other.hasTaxCode
    width = other.width
    self.assemblers = assemblers
    physicalIndex = other.physicalIndex
    afterHeader = other.afterHeader
    restart = other.restart
    isInFooter = other.isInFooter
  }

  /// Whether the next record is classified as if any other row of data stood before it.
  var isAmongData: Bool {
    physicalIndex > layout.firstDataRecord && !afterHeader && !isInFooter && restart.isAmongData
  }

  /// The packed key of the next record when it is a plain row of data: of the right width, with ten digits as its key, and
  /// with rows of data before it; nil when `classify` has to look at it.
  @inline(__always) mutating func plainKey(_ record: ScannedRecord, _ batch: BatchView) -> UInt64? {
    guard let keyColumn, hasTaxCode, record.cellCount == width, record.fault == .none,
      !record.hasOddQuotes, physicalIndex >= layout.firstDataRecord, !afterHeader, restart.isAmongData,
      let cell = source.plainContent(of: keyColumn, in: record, batch),
      let packed = TaxCode.packTenDigits(cell)
    else { return nil }
    physicalIndex += 1
    isInFooter = false
    restart.passPlainRow()
    if !TaxCode.hasValidCheckDigit(ofTenDigits: cell) { wrongCheckDigits += 1 }
    return packed
  }

  /// Classifies the next record of the file.
  mutating func classify(_ record: ScannedRecord, _ batch: BatchView) -> Verdict {
    let index = physicalIndex
    physicalIndex += 1
    switch record.fault {
    case .tooLong: return .rejected(.recordTooLong, cell: nil)
    case .unclosedQuote: return .rejected(.quoteNeverCloses, cell: nil)
    case .none: break
    }
    if index < layout.firstDataRecord {
      if index >= layout.firstDataRecord - layout.unitRecords { return .setAside(.unit) }
      if index >= layout.headerRecord { return .header }
      return .setAside(source.isBlank(record, batch) ? .blank : .title)
    }
    let isPlainData = startsWithKey(record, batch)
    if !isPlainData, source.isBlank(record, batch) {
      afterHeader = false
      return .setAside(.blank)
    }
    if restart.isOther(record, batch, source, isPlainData: isPlainData)
      || afterHeader && changesUnits(record, batch)
    {
      return .rejected(.secondTable, cell: nil)
    }
    if !isPlainData, let kind = kindOfOther(record, batch) {
      afterHeader = kind == .repeatedHeader || kind == .unit
      return .setAside(kind)
    }
    afterHeader = false
    isInFooter = false
    return verdictOnData(record, batch)
  }

  /// Whether the row has the right width and a digit where its key starts: no other kind of row looks like that.
  @inline(__always) private func startsWithKey(_ record: ScannedRecord, _ batch: BatchView) -> Bool {
    guard record.cellCount == layout.headers.count, !afterHeader, let keyColumn else { return false }
    let cell = source.content(of: keyColumn, in: record, batch)
    guard let first = cell.first else { return false }
    return first >= 0x30 && first <= 0x39
  }

  private mutating func kindOfOther(_ record: ScannedRecord, _ batch: BatchView) -> FileAccount.SetAside? {
    guard let first = firstFilledCell(record, batch) else { return .blank }
    if isTotal(first, record, batch) { return .total }
    if isFooter(record, batch) { return .footer }
    if restart.isHeader { return .repeatedHeader }
    if afterHeader {
      let cells = source.texts(record, batch).filter { !$0.isEmpty }
      if LayoutSniffer.areColumnNumbers(cells, mayBeBare: keyKind == .taxCode) { return .unit }
      if layout.foldedUnitRows.contains(foldedCells(record, batch)) { return .unit }
    }
    return nil
  }

  private func foldedCells(_ record: ScannedRecord, _ batch: BatchView) -> [String] {
    source.texts(record, batch).map { HeaderFolding.fold($0) }
  }

  /// Whether a row under a repeated header states other units than the first header has: the figures below it then mean
  /// something else.
  private mutating func changesUnits(_ record: ScannedRecord, _ batch: BatchView) -> Bool {
    guard keyKind == .taxCode, keyColumn != nil else { return false }
    let cells = source.texts(record, batch).filter { !$0.isEmpty }
    guard !cells.isEmpty, cells.allSatisfy({ $0.hasPrefix("(") && $0.hasSuffix(")") }),
      cells.contains(where: { HeaderUnits.moneyExponent(inParentheses: HeaderFolding.fold($0)) != nil }),
      !layout.foldedUnitRows.contains(foldedCells(record, batch))
    else { return false }
    restart.leaveTable()
    return true
  }

  private func firstFilledCell(_ record: ScannedRecord, _ batch: BatchView) -> Int? {
    if source.isBlank(record, batch) { return nil }
    return (0..<record.cellCount).first { cell in
      source.content(of: cell, in: record, batch).contains { $0 > 0x20 || $0 == 0 }
    }
  }

  private static let totalWords: Set<String> = [
    "tong cong", "cong", "tong", "tong so", "total", "grand total", "cong trang", "luy ke", "cong luy ke",
    "cong don",
    "cong chuyen trang sau", "cong chuyen sang", "tong cong toan tinh", "tong toan tinh",
  ]

  private func isTotal(_ first: Int, _ record: ScannedRecord, _ batch: BatchView) -> Bool {
    let label = source.content(of: first, in: record, batch)
    guard label.count <= 96 else { return false }
    var folded: [UInt8] = []
    HeaderFolding.fold(label, into: &folded)
    let words = String(decoding: folded, as: UTF8.self)
    guard Self.totalWords.contains(words) || words.hasPrefix("tong cong ") else { return false }
    guard let keyColumn, keyColumn != first else { return true }
    return TextNormalisation.trim(source.content(of: keyColumn, in: record, batch)).isEmpty
  }

  /// Whether the row has no key and no figure and speaks of who signs, when, or of remarks, or stands below such a row.
  private mutating func isFooter(_ record: ScannedRecord, _ batch: BatchView) -> Bool {
    if let keyColumn, !TextNormalisation.trim(source.content(of: keyColumn, in: record, batch)).isEmpty,
      record.cellCount > 1
    {
      return false
    }
    let cells = source.texts(record, batch).filter { !$0.isEmpty }
    guard cells.count <= 4, cells.count * 2 <= layout.headers.count + 1 || record.cellCount == 1,
      cells.allSatisfy({ !HeaderFinder.isNumberLike($0) && $0.utf8.count <= 512 })
    else { return false }
    if !isInFooter { isInFooter = cells.contains { FooterWords.open(HeaderFolding.fold($0)) } }
    return isInFooter
  }

  private mutating func verdictOnData(_ record: ScannedRecord, _ batch: BatchView) -> Verdict {
    if record.hasOddQuotes, let cell = cellCutByQuotes(record, batch) {
      return .rejected(.rowCutByQuotes, cell: cell)
    }
    let width = layout.headers.count
    if record.cellCount > width {
      for cell in width..<record.cellCount where !isBlankCell(cell, record, batch) {
        return .rejected(.rowTooWide, cell: cell)
      }
      guard layout.addsTrailingBlanks, readsWell(record, batch) else {
        return .rejected(.rowTooWide, cell: width)
      }
    } else if record.cellCount < width {
      let isUntitled = layout.headers[record.cellCount...].allSatisfy(\.isEmpty)
      guard isUntitled || layout.dropsTrailingBlanks && readsWell(record, batch) else {
        return .rejected(.rowTooShort, cell: nil)
      }
    }
    return verdictOnKey(record, batch)
  }

  /// The cell that starts like the first half of a quoted text and is followed by one that ends like the second half.
  ///
  /// The delimiter between them was part of a text, and that the row has the right width all the same is chance: it has
  /// lost a delimiter or a quote elsewhere.
  private func cellCutByQuotes(_ record: ScannedRecord, _ batch: BatchView) -> Int? {
    var opening: Int?
    for cell in 0..<record.cellCount {
      let traits = batch.traits(of: cell, in: record)
      guard traits.contains(.tail) || traits.contains(.innerQuote) else { continue }
      let range = batch.rawRange(of: cell, in: record)
      if traits.contains(.tail), source.holdsOpeningQuote(range) { return cell }
      if !source.endsWithQuote(range) {
        opening = opening ?? cell
      } else if opening != nil, !traits.contains(.quoted) {
        return opening
      }
    }
    return nil
  }

  private func readsWell(_ record: ScannedRecord, _ batch: BatchView) -> Bool {
    assemblers.allSatisfy { $0.canRead(record, batch, source) }
  }

  private func isBlankCell(_ cell: Int, _ record: ScannedRecord, _ batch: BatchView) -> Bool {
    source.content(of: cell, in: record, batch).allSatisfy { $0 <= 0x20 && $0 != 0 }
  }

  private mutating func verdictOnKey(_ record: ScannedRecord, _ batch: BatchView) -> Verdict {
    guard let keyColumn else { return .data }
    if source.fault(of: keyColumn, in: record, batch) != nil {
      return .rejected(.keyNotText, cell: keyColumn)
    }
    let cell = source.content(of: keyColumn, in: record, batch)
    guard keyKind == .taxCode else { return verdictOnText(cell, keyColumn) }
    switch TaxCode.normalise(cell) {
    case .code(let code):
      key = code
      if !TaxCode.hasValidCheckDigit(code) { wrongCheckDigits += 1 }
      return .data
    case .blank: return takesKeyByName(record, batch) ? .data : .rejected(.keyBlank, cell: keyColumn)
    case .scientific:
      return takesKeyByName(record, batch) ? .data : .rejected(.keyScientific, cell: keyColumn)
    case .malformed:
      if takesKeyByName(record, batch) { return .data }
      return .rejected(UTF8Scalars.isValid(cell) ? .keyMalformed : .keyNotText, cell: keyColumn)
    }
  }

  /// Gives the row the key that a person linked to its name, if any.
  private mutating func takesKeyByName(_ record: ScannedRecord, _ batch: BatchView) -> Bool {
    guard let names else { return false }
    let name = source.content(of: names.column, in: record, batch)
    guard let code = names.codes[HeaderFolding.fold(String(decoding: name, as: UTF8.self))] else {
      return false
    }
    key = code
    namedKeys += 1
    return true
  }

  private mutating func verdictOnText(_ cell: UnsafeBufferPointer<UInt8>, _ column: Int) -> Verdict {
    guard UTF8Scalars.isValid(cell) else { return .rejected(.keyNotText, cell: column) }
    key = TextNormalisation.normalise(String(decoding: cell, as: UTF8.self))
    return key.isEmpty ? .rejected(.keyBlank, cell: column) : .data
  }
}
