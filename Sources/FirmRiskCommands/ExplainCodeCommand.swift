import Diagnostics

/// `firmrisk explain-code CODE`: what a finding means and what to do.
enum ExplainCodeCommand {
  static let syntax = CommandSyntax(
    name: "explain-code", operands: ["[CODE]"], options: [],
    summary: "Tell what a code such as FR101 means; without a code, list them all.")

  static func run(_ arguments: CommandArguments, _ environment: ProgramEnvironment) -> ExitStatus {
    guard let code = arguments.operands.first else {
      for entry in DiagnosticCatalogue.entries { environment.print("\(entry.code)  \(entry.title)") }
      return .done
    }
    guard let entry = DiagnosticCatalogue.entry(for: code) else {
      let near = NearestName.suggestions(
        for: code.uppercased(), among: DiagnosticCatalogue.entries.map(\.code.id))
      environment.complain(
        .usageMistake, "there is no code `\(code)`",
        help: near.isEmpty
          ? ["`firmrisk explain-code` lists all codes"]
          : ["did you mean " + near.map { "`\($0)`" }.joined(separator: ", ") + "?"])
      return .usage
    }
    environment.print("\(entry.code): \(entry.title)\n")
    environment.print(wrapped(entry.explanation, width: min(100, max(40, environment.width))))
    return .done
  }

  /// Text broken into lines at blanks; line ends of the text stay.
  static func wrapped(_ text: String, width: Int) -> String {
    var lines: [String] = []
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
      var line = ""
      for word in paragraph.split(separator: " ") {
        if !line.isEmpty, line.count + 1 + word.count > width {
          lines.append(line)
          line = ""
        }
        line += (line.isEmpty ? "" : " ") + word
      }
      lines.append(line)
    }
    return lines.joined(separator: "\n")
  }
}
