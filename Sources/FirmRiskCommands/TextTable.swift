import Diagnostics

/// A table of text in terminal columns; widths count what a terminal shows, not bytes or letters.
struct TextTable {
  enum Alignment {
    case left
    case right
  }

  struct Column {
    let title: String
    let alignment: Alignment
    /// Least width that the column keeps when the table must shrink; nil when it never shrinks.
    let shrinksTo: Int?

    init(_ title: String, _ alignment: Alignment = .left, shrinksTo: Int? = nil) {
      self.title = title
      self.alignment = alignment
      self.shrinksTo = shrinksTo
    }
  }

  let columns: [Column]
  private(set) var rows: [[String]] = []

  init(_ columns: [Column]) { self.columns = columns }

  mutating func append(_ row: [String]) { rows.append(row) }

  /// The lines of the table, header first, none wider than `width` as far as columns can shrink.
  func lines(width: Int, indent: Int = 0) -> [String] {
    let widths = fittedWidths(width - indent)
    let margin = String(repeating: " ", count: indent)
    return ([columns.map(\.title)] + rows).map { row in
      var line = margin
      for (index, cell) in row.enumerated() {
        let isLast = index == row.count - 1
        line += TextTable.fitted(cell, to: widths[index], columns[index].alignment, isLast: isLast)
        if !isLast { line += "  " }
      }
      return line
    }
  }

  private func fittedWidths(_ available: Int) -> [Int] {
    var widths = columns.indices.map { index in
      ([columns[index].title] + rows.map { $0[index] }).map { DisplayWidth.columns(of: $0) }.max() ?? 0
    }
    var excess = widths.reduce(0, +) + 2 * (columns.count - 1) - available
    while excess > 0 {
      let candidates = columns.indices.filter { index in
        columns[index].shrinksTo.map { widths[index] > $0 } ?? false
      }
      guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { break }
      widths[widest] -= 1
      excess -= 1
    }
    return widths
  }

  /// A cell cut or padded to a width.
  static func fitted(_ cell: String, to width: Int, _ alignment: Alignment, isLast: Bool) -> String {
    let cut = TextTable.cut(cell, to: width)
    let padding = String(repeating: " ", count: max(0, width - DisplayWidth.columns(of: cut)))
    switch alignment {
    case .left: return isLast ? cut : cut + padding
    case .right: return padding + cut
    }
  }

  /// Text cut to a width with an ellipsis; control characters become blanks, so that no cell can move the cursor.
  static func cut(_ text: String, to width: Int) -> String {
    let safe = text.withoutControlMarks
    if DisplayWidth.columns(of: safe) <= width { return safe }
    var kept = ""
    var used = 0
    for character in safe {
      let next = DisplayWidth.columns(of: String(character))
      if used + next > width - 1 { break }
      kept.append(character)
      used += next
    }
    return kept + "…"
  }
}
