/// Text as it may stand in HTML.
enum HTMLText {
  /// The text with everything escaped that HTML would read as markup, also inside attributes.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}

/// Writes the book as one HTML page that needs no other file and is well-formed XML too.
struct BookHTML {
  /// Language of the page.
  let language: String
  /// Title of the page.
  let title: String

  func text(of blocks: [BookBlock]) -> String {
    var lines = [
      "<!DOCTYPE html>", "<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"\(language)\">", "<head>",
      "<meta charset=\"utf-8\"/>", "<meta name=\"viewport\" content=\"width=device-width\"/>",
      "<title>\(HTMLText.escaped(title))</title>", "<style>", BookStyle.css, "</style>", "</head>", "<body>",
    ]
    lines += blocks.map(block)
    lines += ["</body>", "</html>", ""]
    return lines.joined(separator: "\n")
  }

  private func block(_ block: BookBlock) -> String {
    switch block {
    case .heading(let level, let title, let anchor):
      return "<h\(level) id=\"\(HTMLText.escaped(anchor))\">\(line(title))</h\(level)>"
    case .paragraph(let inlines): return "<p>\(line(inlines))</p>"
    case .remark(let inlines): return "<p class=\"remark\">\(line(inlines))</p>"
    case .outline(let outline): return "<div class=\"sentence\">\(outlined(outline, tag: "p"))</div>"
    case .terms(let terms):
      let items = terms.map { "<dt>\(HTMLText.escaped($0.term))</dt><dd>\(line($0.text))</dd>" }
      return "<dl>\n" + items.joined(separator: "\n") + "\n</dl>"
    case .table(let table): return self.table(table)
    case .contents(let title, let entries):
      return "<nav class=\"contents\"><h2>\(HTMLText.escaped(title))</h2>\n\(list(entries))\n</nav>"
    case .ruleStart: return "<section class=\"rule\"><header>"
    case .ruleBody: return "</header>"
    case .ruleEnd: return "</section>"
    }
  }

  private func list(_ entries: [BookEntry]) -> String {
    let items = entries.map { entry in
      "<li>\(link(entry.title, entry.anchor))\(entry.entries.isEmpty ? "" : "\n" + list(entry.entries))</li>"
    }
    return "<ol>\n" + items.joined(separator: "\n") + "\n</ol>"
  }

  private func outlined(_ outline: BookOutline, tag: String) -> String {
    var text = "<\(tag)>\(line(outline.lead))</\(tag)>"
    if !outline.items.isEmpty {
      let items = outline.items.map { item in
        item.items.isEmpty && item.tail.isEmpty
          ? "<li>\(line(item.lead))</li>" : "<li>\(outlined(item, tag: "div"))</li>"
      }
      text += "<ul>" + items.joined() + "</ul>"
    }
    return text + outline.tail.map { outlined($0, tag: tag) }.joined()
  }

  private func table(_ table: BookTable) -> String {
    func attribute(_ column: Int) -> String { table.figures.contains(column) ? " class=\"figure\"" : "" }
    let header = table.header.enumerated().map { column, title in
      "<th scope=\"col\"\(attribute(column))>\(HTMLText.escaped(title))</th>"
    }
    let rows = table.rows.map { row in
      let cells = row.enumerated().map { column, cell in "<td\(attribute(column))>\(line(cell))</td>" }
      return "<tr>" + cells.joined() + "</tr>"
    }
    return "<table>\n<thead><tr>\(header.joined())</tr></thead>\n<tbody>\n"
      + rows.joined(separator: "\n") + "\n</tbody>\n</table>"
  }

  private func line(_ inlines: [BookInline]) -> String {
    inlines.map { inline in
      switch inline {
      case .text(let text): return HTMLText.escaped(text)
      case .link(let text, let anchor): return link(text, anchor)
      case .strong(let text): return "<strong>\(HTMLText.escaped(text))</strong>"
      case .code(let name): return "<code>\(HTMLText.escaped(name))</code>"
      case .tag(let text, let name): return "<span class=\"tag \(name)\">\(HTMLText.escaped(text))</span>"
      case .target(let anchor): return "<a id=\"\(HTMLText.escaped(anchor))\"></a>"
      case .lineBreak: return "<br/>"
      }
    }.joined()
  }

  private func link(_ text: String, _ anchor: String) -> String {
    "<a href=\"#\(HTMLText.escaped(anchor))\">\(HTMLText.escaped(text))</a>"
  }
}
