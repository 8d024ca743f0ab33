import Diagnostics
import RecordFiles
import RuleModel

/// `firmrisk explain TAX_CODE INPUT`: one firm's whole arithmetic.
enum ExplainCommand {
  static let syntax = CommandSyntax(
    name: "explain", operands: ["TAX_CODE", "[INPUT]"], options: RunRequest.options,
    summary: "Show one firm's whole arithmetic: every rule, its figures, and the file and line of each.")

  static func run(_ arguments: CommandArguments, _ environment: ProgramEnvironment) -> ExitStatus {
    do {
      var request = try RunRequest(arguments, input: arguments.operands.dropFirst().first)
      let typed = arguments.operands[0]
      var key = typed
      if case .code(let code) = TaxCode.normalise(Array(typed.utf8)) { key = code }
      request.tracing = .keys([key])
      return run(request, key: key, environment)
    } catch {
      environment.complain(.usageMistake, error.headline, help: error.help)
      return .usage
    }
  }

  private static func run(
    _ request: RunRequest, key: String, _ environment: ProgramEnvironment
  ) -> ExitStatus {
    let run: FirmRun
    switch FirmRun.complete(request, in: environment) {
    case .failure(let failure): return failure.status
    case .success(let success): run = success
    }
    guard let firm = run.result.table.keys.firstIndex(of: key) else {
      let near = NearestName.suggestions(for: key, among: run.result.table.keys)
      environment.complain(
        .firmUnknown, "no list holds a firm with the tax code `\(key)`",
        help: near.isEmpty ? [] : ["did you mean " + near.map { "`\($0)`" }.joined(separator: ", ") + "?"])
      return .usage
    }
    let text = FirmExplanationText(
      result: run.result, firm: firm, words: RunWords(language: request.language), width: environment.width,
      origins: run.joined.origins)
    environment.print(text.lines().joined(separator: "\n"))
    return .done
  }
}
