import Diagnostics

/// How `score`, `rank` and `explain` write to standard output.
enum OutputFormat: String, CaseIterable {
  /// Columns for a terminal.
  case table
  /// Comma-separated text, as `ranking.csv`.
  case csv
  /// One JSON document.
  case json
  /// One JSON document a line, as `ranking.jsonl`.
  case jsonl
  /// Markdown.
  case md

  static let option = CommandOption.value(
    "--format", "FORMAT", "of standard output: table, csv, json, jsonl or md (default: table)")

  /// The format of `--format`.
  init(_ arguments: CommandArguments) throws(UsageMistake) {
    guard let text = arguments.value("--format") else {
      self = .table
      return
    }
    guard let format = OutputFormat(rawValue: text) else {
      let names = OutputFormat.allCases.map(\.rawValue)
      let near = NearestName.suggestions(for: text, among: names)
      throw UsageMistake(
        "`--format` does not know `\(text)`",
        help: near.isEmpty
          ? ["it takes " + names.map { "`\($0)`" }.joined(separator: ", ")] : ["did you mean `\(near[0])`?"])
    }
    self = format
  }

  /// Whether figures are written with the file and line that give them.
  var namesOrigins: Bool { self == .json || self == .jsonl }

  /// Whether programs read it; then every firm is written unless a number is asked for.
  var isForPrograms: Bool { self == .csv || self == .json || self == .jsonl }
}

/// Text inside Markdown, where nothing that a list says can become markup.
enum Markdown {
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.withoutControlMarks.unicodeScalars {
      switch scalar {
      case "\\", "`", "*", "_", "[", "]", "<", ">", "|", "#", "~", "&": escaped += "\\"
      default: break
      }
      escaped.unicodeScalars.append(scalar)
    }
    return escaped
  }

  /// A table whose columns named in `right` stand at the right.
  static func table(_ header: [String], _ rows: [[String]], right: Set<Int> = []) -> [String] {
    func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
    return [line(header.map(escaped)), line(header.indices.map { right.contains($0) ? "--:" : "---" })]
      + rows.map { line($0.map(escaped)) }
  }
}
