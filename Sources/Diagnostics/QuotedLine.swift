/// One line of a source file as it is quoted under a finding.
struct QuotedLine {
  /// A piece of the line that is shown as a whole.
  private struct Cell {
    var text: String
    var columns: Int
    let start: Int
  }

  private static let tabWidth = 4

  private var cells: [Cell] = []
  private let end: Int

  /// Reads the line of a file, counted from 1.
  init(_ line: Int, of file: SourceFile) {
    let start = Int(file.lineStarts[line - 1])
    var end = line < file.lineStarts.count ? Int(file.lineStarts[line]) : file.bytes.count
    while end > start, file.bytes[end - 1] == 0x0A || file.bytes[end - 1] == 0x0D { end -= 1 }
    self.end = end
    var offset = start
    var column = 0
    var isJoined = false
    while offset < end {
      let (value, length) = UTF8Text.scalar(in: file.bytes, at: offset)
      let cell = Self.cell(value, at: offset, column: column, isJoined: isJoined)
      isJoined = value == 0x200D
      if cell.columns == 0, let last = cells.indices.last {
        cells[last].text += cell.text
      } else {
        cells.append(cell)
        column += cell.columns
      }
      offset += length
    }
  }

  private static func cell(_ value: UInt32?, at offset: Int, column: Int, isJoined: Bool) -> Cell {
    guard let scalar = value.flatMap(Unicode.Scalar.init) else {
      return Cell(text: "\u{FFFD}", columns: 1, start: offset)
    }
    if scalar == "\t" {
      let columns = tabWidth - column % tabWidth
      return Cell(text: String(repeating: " ", count: columns), columns: columns, start: offset)
    }
    if scalar.value < 0x20, let picture = Unicode.Scalar(0x2400 + scalar.value) {
      return Cell(text: String(picture), columns: 1, start: offset)
    }
    if scalar.steersTerminal { return Cell(text: "\u{FFFD}", columns: 1, start: offset) }
    return Cell(text: String(scalar), columns: isJoined ? 0 : DisplayWidth.columns(of: scalar), start: offset)
  }

  /// The line, or the part of it around `focus` that fits into `width` columns, and what stands where in it.
  func window(around focus: Range<Int>, width: Int) -> Window {
    let total = cells.reduce(0) { $0 + $1.columns }
    guard total > width else {
      return Window(cells.map { ($0.text, $0.columns, $0.start) }, end: end, isCut: (false, false))
    }
    let room = max(width - 2, 10)
    let focusIndex = cells.firstIndex { $0.start >= focus.lowerBound } ?? cells.count
    var first = min(focusIndex, cells.count)
    var columns = 0
    while first > 0, columns < room / 3 {
      first -= 1
      columns += cells[first].columns
    }
    var last = first
    columns = 0
    while last < cells.count, columns + cells[last].columns <= room {
      columns += cells[last].columns
      last += 1
    }
    while first > 0, columns + cells[first - 1].columns <= room {
      first -= 1
      columns += cells[first].columns
    }
    let shown = cells[first..<last].map { ($0.text, $0.columns, $0.start) }
    let cutEnd = last < cells.count ? cells[last].start : end
    return Window(shown, end: cutEnd, isCut: (first > 0, last < cells.count))
  }

  /// The shown part of a line.
  struct Window {
    /// The text to print.
    let text: String
    private let cells: [(text: String, columns: Int, start: Int)]
    private let end: Int
    private let isCutBefore: Bool

    init(_ cells: [(String, Int, Int)], end: Int, isCut: (before: Bool, after: Bool)) {
      self.cells = cells.map { (text: $0.0, columns: $0.1, start: $0.2) }
      self.end = end
      isCutBefore = isCut.before
      text = (isCut.before ? "…" : "") + cells.map(\.0).joined() + (isCut.after ? "…" : "")
    }

    /// The columns before and under a range of bytes; at least one column is under it.
    func place(of range: Range<Int>) -> (before: Int, under: Int) {
      var before = isCutBefore ? 1 : 0
      var under = 0
      for (index, cell) in cells.enumerated() {
        let cellEnd = index + 1 < cells.count ? cells[index + 1].start : end
        if cellEnd <= range.lowerBound {
          before += cell.columns
        } else if cell.start < range.upperBound {
          under += cell.columns
        }
      }
      return (before, max(under, 1))
    }
  }
}
