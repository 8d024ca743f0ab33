import Diagnostics

/// Writes parts of the book as plain lines of a terminal, none wider than it as far as words can be parted.
struct BookPlainText {
  let width: Int

  func text(of blocks: [BookBlock]) -> String {
    blocks.flatMap(lines).joined(separator: "\n")
  }

  private func lines(_ block: BookBlock) -> [String] {
    switch block {
    case .heading(_, let title, _): return wrapped(line(title), hanging: 2)
    case .paragraph(let inlines): return wrapped(line(inlines)) + [""]
    case .remark(let inlines): return [""] + wrapped(line(inlines))
    case .outline(let outline): return lines(outline, indent: 0, mark: "")
    case .terms(let terms): return [""] + terms.flatMap(lines)
    case .table(let table): return lines(table)
    case .contents(let title, let entries): return [title] + entries.map { "  " + $0.title }
    case .ruleStart, .ruleBody, .ruleEnd: return []
    }
  }

  private func lines(_ outline: BookOutline, indent: Int, mark: String) -> [String] {
    let below = indent + mark.count
    var all = wrapped(line(outline.lead), first: String(repeating: " ", count: indent) + mark, hanging: below)
    for item in outline.items { all += lines(item, indent: below, mark: "- ") }
    for tail in outline.tail { all += lines(tail, indent: below, mark: "") }
    return all
  }

  /// A term with its text behind it, or below it where the text has lines of its own.
  private func lines(_ term: BookTerm) -> [String] {
    let parts = line(term.text).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard parts.count > 1 else {
      return wrapped((parts.first ?? "").trimmed, first: term.term + ": ", hanging: 2)
    }
    return [term.term + ":"] + parts.flatMap { wrapped($0, first: "  ", hanging: 4) }
  }

  // MARK: - Tables

  /// A table in columns where it fits, else an entry for each row that names its cells.
  private func lines(_ table: BookTable) -> [String] {
    let cells = table.rows.map { $0.map { line($0) } }
    let widths = table.header.indices.map { column in
      ([table.header] + cells).map { DisplayWidth.columns(of: $0[column]) }.max() ?? 0
    }
    let total = widths.reduce(2, +) + 2 * (widths.count - 1)
    guard total <= width, !cells.joined().contains(where: { $0.contains("\n") }) else {
      return cells.flatMap { entry($0, of: table) }
    }
    return ([table.header] + cells).map { row in
      var text = ""
      for (column, cell) in row.enumerated() {
        let blanks = String(repeating: " ", count: widths[column] - DisplayWidth.columns(of: cell))
        text += table.figures.contains(column) ? blanks + cell : cell + blanks
        text += "  "
      }
      return "  " + text.trimmed
    }
  }

  private func entry(_ row: [String], of table: BookTable) -> [String] {
    let named = zip(table.header, row).dropFirst().filter { $0.1 != "–" && !$0.1.isEmpty }.map { name, cell in
      name + ": " + cell.split(separator: "\n").joined(separator: "; ")
    }
    return wrapped(row.first ?? "", first: "  - ", hanging: 4)
      + wrapped(named.joined(separator: "; "), first: "    ", hanging: 4)
  }

  // MARK: - Lines

  private func line(_ inlines: [BookInline]) -> String {
    inlines.map { inline in
      switch inline {
      case .text(let text), .link(let text, _), .strong(let text): return text
      case .code(let name): return "`" + name + "`"
      case .tag(let text, _): return "[" + text + "] "
      case .target: return ""
      case .lineBreak: return "\n"
      }
    }.joined()
  }

  /// Text broken at blanks; later lines are indented.
  private func wrapped(_ text: String, first: String = "", hanging: Int = 0) -> [String] {
    var lines: [String] = []
    var line = first
    var isEmpty = true
    for word in text.split(separator: " ") {
      if !isEmpty, DisplayWidth.columns(of: line) + 1 + DisplayWidth.columns(of: String(word)) > width {
        lines.append(line)
        line = String(repeating: " ", count: hanging)
        isEmpty = true
      }
      line += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    return lines + [line]
  }
}

extension String {
  /// The text without blanks at its end.
  fileprivate var trimmed: String {
    guard let last = lastIndex(where: { $0 != " " }) else { return "" }
    return String(self[...last])
  }
}
