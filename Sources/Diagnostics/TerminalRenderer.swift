/// Writes findings for people at a terminal: headline, place, the line quoted with carets, and help.
public struct TerminalRenderer: Sendable {
  /// Whether to write colour.
  public let usesColour: Bool
  /// Most columns of a quoted line; a longer one is cut around the span.
  public let width: Int

  /// Creates a renderer.
  public init(usesColour: Bool = false, width: Int = 100) {
    self.usesColour = usesColour
    self.width = max(40, width)
  }

  /// The findings with an empty line between them, without a line end after the last.
  public func render(_ findings: [Diagnostic], in sources: SourceMap) -> String {
    findings.map { render($0, in: sources) }.joined(separator: "\n\n")
  }

  private func render(_ finding: Diagnostic, in sources: SourceMap) -> String {
    let labels = (finding.primary.map { [$0] } ?? []) + finding.secondary
    let largest = labels.map { sources.file($0.span.file).position(of: Int($0.span.start)).line }.max() ?? 1
    let gutter = String(repeating: " ", count: "\(largest)".count)
    var lines = [headline(finding)]
    for (index, label) in labels.enumerated() {
      let arrow = index == 0 ? "-->" : ":::"
      lines.append(paint("\(gutter)\(arrow) ", .frame) + sources.location(of: label.span).withoutControlMarks)
      lines += quote(label, in: sources, gutter: gutter, isPrimary: index == 0 && finding.primary != nil)
    }
    if let citation = finding.citation { lines.append(paint("\(gutter) = ", .frame) + "basis: \(citation)") }
    for help in finding.help {
      lines.append(paint("\(gutter) = ", .frame) + paint("help: ", .help) + help.withoutControlMarks)
    }
    return lines.joined(separator: "\n")
  }

  private func headline(_ finding: Diagnostic) -> String {
    let style: Style
    switch finding.severity {
    case .error: style = .error
    case .warning: style = .warning
    case .note: style = .help
    }
    return paint("\(finding.severity.rawValue)[\(finding.code)]", style) + ": "
      + paint(finding.headline.withoutControlMarks, .strong)
  }

  /// The quoted line and the carets below it.
  private func quote(
    _ label: Diagnostic.Label, in sources: SourceMap, gutter: String, isPrimary: Bool
  ) -> [String] {
    let file = sources.file(label.span.file)
    guard !file.bytes.isEmpty, label.span.end > label.span.start else {
      let message = label.message.isEmpty ? [] : [paint("\(gutter) = ", .frame) + label.message]
      return message
    }
    let start = file.position(of: Int(label.span.start))
    let end = file.position(of: Int(label.span.end))
    let text = file.text(ofLine: start.line)
    let characters = Array(text)
    let first = min(start.column - 1, characters.count)
    let last = end.line == start.line ? min(end.column - 1, characters.count) : characters.count
    let window = shownWindow(characters, first: first, last: last)
    let before = shown(characters[window.lowerBound..<max(window.lowerBound, first)])
    let marked = shown(characters[max(first, window.lowerBound)..<min(max(last, first), window.upperBound)])
    let after = shown(characters[min(max(last, first), window.upperBound)..<window.upperBound])
    let cutLeft = window.lowerBound > 0 ? "…" : ""
    let cutRight = window.upperBound < characters.count ? "…" : ""
    let number = "\(start.line)"
    let padding = String(repeating: " ", count: gutter.count - number.count)
    let quoted = paint("\(padding)\(number) | ", .frame) + cutLeft + before + marked + after + cutRight
    let blanks = String(repeating: " ", count: DisplayWidth.columns(of: cutLeft + before))
    let mark = isPrimary ? "^" : "-"
    let carets = String(repeating: mark, count: max(1, DisplayWidth.columns(of: marked)))
    let message = label.message.isEmpty ? "" : " " + label.message.withoutControlMarks
    return [
      paint("\(gutter) |", .frame), quoted,
      paint("\(gutter) | ", .frame) + blanks + paint(carets + message, isPrimary ? .error : .frame),
    ]
  }

  /// The part of a line that is shown: all of it, or a window around the marked characters.
  private func shownWindow(_ characters: [Character], first: Int, last: Int) -> Range<Int> {
    guard characters.count > width else { return 0..<characters.count }
    let marked = min(last - first, width / 2)
    let margin = (width - marked) / 2
    let lower = max(0, min(first - margin, characters.count - width))
    return lower..<min(characters.count, lower + width)
  }

  private func shown(_ characters: ArraySlice<Character>) -> String {
    String(characters.map { $0 == "\t" ? Character(" ") : $0 }).withoutControlMarks
  }

  private enum Style: String {
    case error = "1;31"
    case warning = "1;33"
    case help = "1;36"
    case frame = "34"
    case strong = "1"
  }

  private func paint(_ text: String, _ style: Style) -> String {
    usesColour ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }
}
