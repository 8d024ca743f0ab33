/// Shows findings to people: headline, place, the line quoted with carets, and advice.
public struct TerminalRenderer: Sendable {
  /// Whether to write colour.
  public let usesColour: Bool
  /// Most columns of a quoted line with its number; a longer one is cut around the span.
  public let width: Int

  /// Creates a renderer.
  public init(usesColour: Bool = false, width: Int = 100) {
    self.usesColour = usesColour
    self.width = max(40, width)
  }

  /// The findings with an empty line between them, without a line end after the last.
  public func render(_ findings: [Diagnostic], in sources: SourceMap) -> String {
    let page = TerminalPage(sources: sources, style: TerminalStyle(isOn: usesColour), width: width)
    return findings.map(page.text).joined(separator: "\n\n")
  }
}

/// Findings laid out for one terminal.
private struct TerminalPage {
  let sources: SourceMap
  let style: TerminalStyle
  let width: Int

  func text(_ finding: Diagnostic) -> String {
    let severity = finding.severity
    var lines = [
      style.severity(severity, "\(severity.rawValue)[\(finding.code)]") + ": "
        + style.strong(finding.headline.withoutControlMarks)
    ]
    let places = places(of: finding)
    let gutter = max(places.map { String($0.line).count }.max() ?? 1, 1)
    lines += quotes(places, gutter: gutter, severity: severity)
    let margin = String(repeating: " ", count: gutter) + " " + style.frame("=") + " "
    if let citation = finding.citation { lines.append(margin + "basis: " + citation.withoutControlMarks) }
    lines += finding.help.map { margin + "help: " + $0.withoutControlMarks }
    return lines.joined(separator: "\n")
  }

  // MARK: Places

  /// A label with its line.
  private struct Place {
    let label: Diagnostic.Label
    let line: Int
    let isPrimary: Bool
  }

  private func places(of finding: Diagnostic) -> [Place] {
    let labels = (finding.primary.map { [($0, true)] } ?? []) + finding.secondary.map { ($0, false) }
    return labels.map { label, isPrimary in
      let line = sources.file(label.span.file).position(of: Int(label.span.start)).line
      return Place(label: label, line: line, isPrimary: isPrimary)
    }
  }

  private func quotes(_ places: [Place], gutter: Int, severity: Severity) -> [String] {
    var lines: [String] = []
    var files: [FileID] = []
    for place in places where !files.contains(place.label.span.file) { files.append(place.label.span.file) }
    let blank = String(repeating: " ", count: gutter)
    for (index, file) in files.enumerated() {
      let own = places.filter { $0.label.span.file == file }
      guard let first = own.first else { continue }
      let location = sources.location(of: first.label.span).withoutControlMarks
      lines.append(blank + style.frame(index == 0 ? "--> " : "::: ") + location)
      lines.append(blank + " " + style.frame("|"))
      lines += quotes(own, of: sources.file(file), gutter: gutter, severity: severity)
      if index + 1 < files.count { lines.append(blank + " " + style.frame("|")) }
    }
    return lines
  }

  private func quotes(_ places: [Place], of file: SourceFile, gutter: Int, severity: Severity) -> [String] {
    let numbers = Set(places.map(\.line)).sorted()
    var lines: [String] = []
    for (index, number) in numbers.enumerated() {
      if index > 0, number > numbers[index - 1] + 1 { lines.append(style.frame("...")) }
      let here = places.filter { $0.line == number }.sorted { $0.label.span < $1.label.span }
      guard let focus = here.first(where: \.isPrimary) ?? here.first else { continue }
      let room = width - gutter - 3
      let window = QuotedLine(number, of: file).window(around: range(focus.label.span), width: room)
      let label = String(number)
      let padding = String(repeating: " ", count: gutter - label.count)
      let bar = style.frame(padding + label + " |")
      lines.append(window.text.isEmpty ? bar : bar + " " + window.text)
      lines += here.map { underline($0, in: window, gutter: gutter, room: room, severity: severity) }
    }
    return lines
  }

  private func range(_ span: Span) -> Range<Int> { Int(span.start)..<Int(max(span.start, span.end)) }

  private func underline(
    _ place: Place, in window: QuotedLine.Window, gutter: Int, room: Int, severity: Severity
  ) -> String {
    let (before, under) = window.place(of: range(place.label.span))
    let mark = place.isPrimary ? "^" : "-"
    let fitting = min(under, max(1, room - before))
    let message = place.label.message.isEmpty ? "" : " " + place.label.message.withoutControlMarks
    let text = String(repeating: mark, count: fitting) + message
    let margin = String(repeating: " ", count: gutter) + " " + style.frame("|") + " "
    let shown = place.isPrimary ? style.severity(severity, text) : style.frame(text)
    return margin + String(repeating: " ", count: before) + shown
  }
}

/// Colours for a terminal, or none.
struct TerminalStyle: Sendable {
  /// Whether colours are written.
  let isOn: Bool

  func severity(_ severity: Severity, _ text: String) -> String {
    switch severity {
    case .error: escaped("1;31", text)
    case .warning: escaped("1;33", text)
    case .note: escaped("1;36", text)
    }
  }

  func strong(_ text: String) -> String { escaped("1", text) }

  func frame(_ text: String) -> String { escaped("34", text) }

  private func escaped(_ code: String, _ text: String) -> String {
    isOn ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
