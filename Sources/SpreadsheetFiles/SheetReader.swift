import RecordFiles

/// What is needed of a workbook to understand the cells of its sheets.
struct WorkbookContext {
  let path: String
  let limits: UnpackLimits
  let texts: SharedTexts
  /// Format of each style of cells.
  let formats: [CellFormat]
  let calendar: SheetCalendar
}

/// The cells of a sheet and what was noticed about them.
struct SheetCells {
  /// The filled cells; nil when the sheet is empty.
  var cells: InputBytes?
  var facts = SheetFacts()
  /// Whether each column, from 1, holds something.
  var isUsed = [Bool](repeating: false, count: SheetReader.mostColumns + 1)
  /// Last row of merged cells of several rows, by first row and column.
  var merges: [MergedCell: Int] = [:]
  /// Rows with merged cells of one row and several columns, as titles over several columns of a header are.
  var wideRows: Set<Int> = []

  struct MergedCell: Hashable {
    var row: Int
    var column: Int
  }
}

/// Reads the cells of one sheet in one pass.
struct SheetReader: ~Copyable {
  static let mostRows = 1_048_576
  static let mostColumns = 16_384
  private static let mostMerges = 1 << 20

  private let stream: XMLStream
  private let context: WorkbookContext
  private let names: SheetNames
  /// Filled rows after which reading stops; nil to read them all.
  private let mostFilledRows: Int?
  private var result = SheetCells()
  private var spool: CellSpool
  private var cell = StoredCell()
  private var row = 0
  private var column = 0
  private var isRowHidden = false
  private var isRowStarted = false
  private var isInData = false
  private var isInCell = false
  private var collects = false
  private var hints = 0
  private var text: [UInt8] = []

  init(_ stream: XMLStream, _ context: WorkbookContext, rows: Int? = nil) {
    self.stream = stream
    self.context = context
    names = SheetNames(stream)
    mostFilledRows = rows
    spool = CellSpool(path: context.path, memoryLimit: context.limits.memoryBytes)
  }

  consuming func read() throws(InputError) -> SheetCells {
    reading: while true {
      switch try stream.next() {
      case .start: try start()
      case .text: if collects { stream.appendText(to: &cell.value) }
      case .end:
        if try end() { break reading }
      case .finished: break reading
      }
    }
    result.cells = try spool.finish()
    return result
  }

  // MARK: - Elements

  private mutating func start() throws(InputError) {
    let name = stream.name
    if isInData {
      if name == names.cell {
        try startCell()
      } else if name == names.row {
        try startRow()
      } else if isInCell {
        startPart(of: name)
      }
    } else if name == names.data {
      isInData = true
    } else if name == names.merge {
      try takeMerge()
    } else if name == names.columns {
      takeColumns()
    }
  }

  private mutating func startPart(of name: XMLStream.Name?) {
    if name == names.value {
      cell.hasValue = true
      collects = true
    } else if name == names.text {
      cell.hasValue = true
      collects = hints == 0
    } else if name == names.formula {
      cell.hasFormula = true
    } else if name == names.phonetic {
      hints += 1
    }
  }

  /// - Returns: whether enough rows were read.
  private mutating func end() throws(InputError) -> Bool {
    let name = stream.name
    if name == names.value || name == names.text {
      collects = false
    } else if name == names.cell, isInCell {
      isInCell = false
      try finishCell()
    } else if name == names.row, isInData {
      if let mostFilledRows, spool.rows >= mostFilledRows { return true }
    } else if name == names.phonetic {
      hints = max(0, hints - 1)
    } else if name == names.data {
      isInData = false
    }
    return false
  }

  private mutating func startRow() throws(InputError) {
    var stated: Int?
    var isHidden = false
    var isBad = false
    stream.eachAttribute { name, value in
      if name == names.reference {
        stated = CellReference.number(value)
        isBad = stated == nil
      } else if name == names.hidden {
        isHidden = XMLTruth.isTrue(value)
      }
    }
    let next = stated ?? row + 1
    guard !isBad, next > row else { throw stream.damaged("row \(next) after row \(row)") }
    guard next <= Self.mostRows else {
      throw .tooLargeWorkbook(context.path, "more than \(Self.mostRows) rows")
    }
    row = next
    column = 0
    isRowHidden = isHidden
    isRowStarted = false
  }

  private mutating func startCell() throws(InputError) {
    guard !isInCell else { throw stream.damaged("a cell inside a cell, \(stream.place)") }
    cell.reset()
    var reference: CellReference?
    var isBad = false
    stream.eachAttribute { name, value in
      if name == names.reference {
        reference = CellReference(value)
        isBad = reference == nil
      } else if name == names.style {
        cell.style = CellReference.number(value) ?? 0
      } else if name == names.type {
        cell.type = StoredCell.CellType(value)
      }
    }
    let next = reference?.column ?? column + 1
    guard !isBad, row > 0, reference == nil || reference?.row == row, next > column else {
      throw stream.damaged("a cell of row \(row) is out of its place")
    }
    guard next <= Self.mostColumns else {
      throw .tooLargeWorkbook(context.path, "more than \(Self.mostColumns) columns")
    }
    column = next
    isInCell = true
    hints = 0
  }

  private mutating func finishCell() throws(InputError) {
    if cell.hasFormula, cell.value.isEmpty, cell.type == .number || !cell.hasValue {
      result.facts.formulasWithoutValue.add(row: row, column: column)
      return
    }
    text.removeAll(keepingCapacity: true)
    let content = cell.content(context, into: &text)
    switch content {
    case .blank: return
    case .noSuchText:
      throw stream.damaged("cell \(SheetPlaces.letters(column))\(row) names a text that is not there")
    case .word, .amount: break
    case .number: result.facts.numbers[column] += 1
    case .scaledNumber:
      result.facts.numbers[column] += 1
      result.facts.scaled.add(row: row, column: column)
    case .error: result.facts.errors.add(row: row, column: column)
    case .numericText: result.facts.numericTexts[column].add(row: row, column: column)
    }
    if !isRowStarted { startFilledRow() }
    result.isUsed[column] = true
    try spool.add(content == .word || content == .error ? .word : .amount, column: column, text)
  }

  private mutating func startFilledRow() {
    isRowStarted = true
    spool.startRow(row)
    guard isRowHidden else { return }
    if result.facts.hiddenRows == 0 { result.facts.firstHiddenRow = row }
    result.facts.hiddenRows += 1
  }

  // MARK: - Outside the cells

  private mutating func takeMerge() throws(InputError) {
    var corners: (CellReference, CellReference)?
    stream.eachAttribute { name, value in
      guard name == names.range else { return }
      let parts = value.split(separator: UInt8(ascii: ":"), maxSplits: 1)
      guard parts.count == 2, let first = CellReference(UnsafeBufferPointer(rebasing: parts[0])),
        let last = CellReference(UnsafeBufferPointer(rebasing: parts[1]))
      else { return }
      corners = (first, last)
    }
    guard let (first, last) = corners, last.row >= first.row else { return }
    guard result.merges.count + result.wideRows.count < Self.mostMerges else {
      throw .tooLargeWorkbook(context.path, "more than \(Self.mostMerges) merged cells")
    }
    if last.row == first.row {
      result.wideRows.insert(first.row)
      return
    }
    result.merges[.init(row: first.row, column: first.column)] = min(last.row, Self.mostRows)
    result.facts.merged.add(row: first.row, column: first.column)
  }

  private mutating func takeColumns() {
    var (first, last): (Int?, Int?) = (nil, nil)
    var isHidden = false
    stream.eachAttribute { name, value in
      if name == names.least {
        first = CellReference.number(value)
      } else if name == names.most {
        last = CellReference.number(value)
      } else if name == names.hidden {
        isHidden = XMLTruth.isTrue(value)
      }
    }
    guard isHidden, let first, let last, first <= last, result.facts.hiddenColumns.count < Self.mostColumns
    else {
      return
    }
    result.facts.hiddenColumns.append(first...last)
  }
}

/// The addresses of the names in a sheet's part.
private struct SheetNames {
  let data, row, cell, value, text, formula, phonetic, merge, columns: XMLStream.Name?
  let reference, style, type, hidden, range, least, most: XMLStream.Name?

  init(_ stream: XMLStream) {
    data = stream.intern("sheetData")
    row = stream.intern("row")
    cell = stream.intern("c")
    value = stream.intern("v")
    text = stream.intern("t")
    formula = stream.intern("f")
    phonetic = stream.intern("rPh")
    merge = stream.intern("mergeCell")
    columns = stream.intern("col")
    reference = stream.intern("r")
    style = stream.intern("s")
    type = text
    hidden = stream.intern("hidden")
    range = stream.intern("ref")
    least = stream.intern("min")
    most = stream.intern("max")
  }
}

/// Truth values of XML schemas.
enum XMLTruth {
  static func isTrue(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
    value.elementsEqual("1".utf8) || value.elementsEqual("true".utf8)
  }

  static func isTrue(_ value: String?) -> Bool { value == "1" || value == "true" }
}

/// A cell's place as sheets write it, such as `B7`.
struct CellReference: Hashable {
  let row: Int
  let column: Int

  init?(_ text: UnsafeBufferPointer<UInt8>) {
    var column = 0
    var place = 0
    while place < text.count, place < 4, case let letter = text[place] & 0xDF, (0x41...0x5A).contains(letter)
    {
      column = column * 26 + Int(letter - 0x40)
      place += 1
    }
    guard (1...3).contains(place), let row = Self.number(UnsafeBufferPointer(rebasing: text[place...])),
      row > 0
    else { return nil }
    self.row = row
    self.column = column
  }

  /// A whole number of at most nine digits.
  static func number(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    guard (1...9).contains(text.count) else { return nil }
    var value = 0
    for byte in text {
      guard (0x30...0x39).contains(byte) else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    return value
  }
}
