/// Writes the book as Markdown.
struct BookMarkdown {
  func text(of blocks: [BookBlock]) -> String {
    blocks.compactMap(block).joined(separator: "\n\n") + "\n"
  }

  private func block(_ block: BookBlock) -> String? {
    switch block {
    case .heading(let level, let title, let anchor):
      return "<a id=\"\(HTMLText.escaped(anchor))\"></a>\n\n" + String(repeating: "#", count: level) + " "
        + line(title)
    case .paragraph(let inlines): return line(inlines)
    case .remark(let inlines): return "*" + line(inlines) + "*"
    case .outline(let outline): return lines(outline, indent: 0, mark: "").joined(separator: "\n")
    case .terms(let terms):
      return terms.map { "- **\(Self.escaped($0.term)):** \(line($0.text))" }.joined(separator: "\n")
    case .table(let table): return self.table(table)
    case .contents(let title, let entries):
      return "## \(Self.escaped(title))\n\n" + self.entries(entries, indent: 0).joined(separator: "\n")
    case .ruleStart, .ruleBody, .ruleEnd: return nil
    }
  }

  private func entries(_ entries: [BookEntry], indent: Int) -> [String] {
    entries.flatMap { entry in
      [String(repeating: " ", count: indent) + "- " + link(entry.title, entry.anchor)]
        + self.entries(entry.entries, indent: indent + 2)
    }
  }

  private func lines(_ outline: BookOutline, indent: Int, mark: String) -> [String] {
    let blanks = String(repeating: " ", count: indent)
    let below = indent + mark.count
    var lines = [blanks + mark + line(outline.lead)]
    if !outline.items.isEmpty, indent == 0, mark.isEmpty { lines.append("") }
    for item in outline.items { lines += self.lines(item, indent: below, mark: "- ") }
    for outline in outline.tail {
      lines.append("")
      lines += self.lines(outline, indent: below, mark: "")
    }
    return lines
  }

  private func table(_ table: BookTable) -> String {
    let header = "| " + table.header.map(Self.escaped).joined(separator: " | ") + " |"
    let rule =
      "|" + table.header.indices.map { table.figures.contains($0) ? "---:" : "---" }.joined(separator: "|")
      + "|"
    let rows = table.rows.map { row in "| " + row.map(line).joined(separator: " | ") + " |" }
    return ([header, rule] + rows).joined(separator: "\n")
  }

  private func line(_ inlines: [BookInline]) -> String {
    inlines.map { inline in
      switch inline {
      case .text(let text): return Self.escaped(text)
      case .link(let text, let anchor): return link(text, anchor)
      case .strong(let text): return "**" + Self.escaped(text) + "**"
      case .code(let name): return "`" + name + "`"
      case .tag(let text, _): return "**[" + Self.escaped(text) + "]**"
      case .target(let anchor): return "<a id=\"\(HTMLText.escaped(anchor))\"></a>"
      case .lineBreak: return "<br>"
      }
    }.joined()
  }

  private func link(_ text: String, _ anchor: String) -> String {
    "[" + Self.escaped(text) + "](#" + anchor + ")"
  }

  /// Text that Markdown reads as these very characters.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "\\", "`", "*", "_", "[", "]", "<", ">", "|", "#", "~": escaped += "\\" + String(character)
      case "&": escaped += "&amp;"
      case "\n", "\r", "\r\n": escaped += " "
      default: escaped.append(character)
      }
    }
    return escaped
  }
}
