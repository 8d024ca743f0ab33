import Diagnostics
import RecordFiles

/// Writes the cells of a sheet as delimited text: UTF-8, `,`, LF, quotes where they are needed.
///
/// Columns that hold nothing are left out, rows that hold nothing as well; every row has a cell for each column, so that
/// no row looks cut off. Line breaks within cells become LF.
struct SheetText {
  let path: String
  let sheet: String
  let cells: SheetCells
  let limits: UnpackLimits
  private var places: SheetPlaces
  private var merges: [Int: Merge] = [:]
  private var row = 0
  /// Last row of the header of several rows that was met last.
  private var headerEnd = 0
  private var line: [UInt8] = []
  private var isFirstRow = true

  /// A merged cell that reaches down to the row being written.
  private struct Merge {
    var lastRow: Int
    var text: [UInt8]
  }

  init(_ cells: SheetCells, path: String, sheet: String, limits: UnpackLimits) {
    self.cells = cells
    self.path = path
    self.sheet = sheet
    self.limits = limits
    let used = (1...SheetReader.mostColumns).filter { cells.isUsed[$0] }.map { UInt16($0) }
    places = SheetPlaces(sheet: sheet, columns: used)
  }

  /// The text and where its lines stand in the sheet; nil for an empty sheet.
  consuming func write() throws(InputError) -> InputBytes? {
    guard let input = cells.cells else { return nil }
    var spool = ByteSpool(path: path, memoryLimit: limits.memoryBytes)
    try input.withBytes { (bytes) throws(InputError) in
      var walk = SpooledCells(bytes)
      var waiting: [(kind: CellSpool.Kind, column: Int, text: Range<Int>)] = []
      while let next = walk.next() {
        if next.kind != .row {
          waiting.append((next.kind, next.number, next.text))
          continue
        }
        try finishRow(waiting, bytes, &spool)
        waiting.removeAll(keepingCapacity: true)
        row = next.number
      }
      try finishRow(waiting, bytes, &spool)
    }
    return InputBytes(try spool.finish(), sheet: places)
  }

  private mutating func finishRow(
    _ filled: [(kind: CellSpool.Kind, column: Int, text: Range<Int>)], _ bytes: UnsafeBufferPointer<UInt8>,
    _ spool: inout ByteSpool
  ) throws(InputError) {
    if filled.isEmpty { return }
    line.removeAll(keepingCapacity: true)
    var breaks = 0
    var next = 0
    for (place, column) in places.columns.enumerated() {
      if place > 0 { line.append(0x2C) }
      if next < filled.count, filled[next].column == Int(column) {
        let text = UnsafeBufferPointer(rebasing: bytes[filled[next].text])
        breaks += append(text, mayGuess: isFirstRow && place == 0)
        startMerge(filled[next].kind, Int(column), text)
        next += 1
      } else if let merge = merges[Int(column)], merge.lastRow >= row {
        breaks += merge.text.withUnsafeBufferPointer { append($0, mayGuess: false) }
      }
    }
    line.append(0x0A)
    isFirstRow = false
    try spool.append(line)
    for _ in 0...breaks { places.rows.append(UInt32(row)) }
    guard spool.count <= limits.sheetBytes else {
      throw .tooLargeWorkbook(path, "a sheet whose text passes \(limits.sheetBytes) bytes")
    }
  }

  private mutating func startMerge(_ kind: CellSpool.Kind, _ column: Int, _ text: UnsafeBufferPointer<UInt8>)
  {
    if cells.merges.isEmpty { return }
    merges[column] = nil
    guard let last = cells.merges[.init(row: row, column: column)] else { return }
    // Beside a title over several columns, a cell over several rows is the title of one column and said once.
    if row <= headerEnd || cells.wideRows.contains(row) {
      headerEnd = max(headerEnd, last)
      return
    }
    guard kind == .word else { return }
    merges[column] = Merge(lastRow: last, text: Array(text))
  }

  /// Writes a cell.
  ///
  /// - Parameter mayGuess: set for the first cell of the text, which gets quotes so that no reader takes it for the mark of
  ///   another file format.
  /// - Returns: line breaks written.
  private mutating func append(_ text: UnsafeBufferPointer<UInt8>, mayGuess: Bool) -> Int {
    let needsQuotes = mayGuess || text.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
    guard needsQuotes else {
      line.append(contentsOf: text)
      return 0
    }
    var breaks = 0
    line.append(0x22)
    for (place, byte) in text.enumerated() {
      switch byte {
      case 0x22: line += [0x22, 0x22]
      case 0x0D:
        if place + 1 < text.count, text[place + 1] == 0x0A { continue }
        line.append(0x0A)
        breaks += 1
      case 0x0A:
        line.append(0x0A)
        breaks += 1
      default: line.append(byte)
      }
    }
    line.append(0x22)
    return breaks
  }
}
