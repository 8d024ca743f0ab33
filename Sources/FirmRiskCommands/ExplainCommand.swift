import Diagnostics
import RecordFiles
import RuleModel
import RunFolder

/// `firmrisk explain TAX_CODE INPUT`: one firm's whole arithmetic.
enum ExplainCommand {
  static let syntax = CommandSyntax(
    name: "explain", operands: ["TAX_CODE", "[INPUT]"],
    options: RunRequest.options + [
      OutputFormat.option, .flag("--include-personal", "with --format json or jsonl: personal fields too"),
    ],
    summary: "Show one firm's whole arithmetic: every rule, its figures, and the file and line of each.")

  static func run(_ arguments: CommandArguments, _ environment: ProgramEnvironment) -> ExitStatus {
    do {
      var request = try RunRequest(arguments, input: arguments.operands.dropFirst().first)
      let typed = arguments.operands[0]
      var key = typed
      if case .code(let code) = TaxCode.normalise(Array(typed.utf8)) { key = code }
      request.tracing = .keys([key])
      return run(request, key: key, try OutputFormat(arguments), environment)
    } catch {
      environment.complain(.usageMistake, error.headline, help: error.help)
      return .usage
    }
  }

  private static func run(
    _ request: RunRequest, key: String, _ format: OutputFormat, _ environment: ProgramEnvironment
  ) -> ExitStatus {
    let run: FirmRun
    switch FirmRun.complete(request, in: environment) {
    case .failure(let failure): return failure.status
    case .success(let success): run = success
    }
    guard let firm = run.result.table.keys.firstIndex(of: key) else {
      let near = NearestName.suggestions(for: key, among: Array(run.result.table.keys))
      environment.complain(
        .firmUnknown, "no list holds a firm with the tax code `\(key)`",
        help: near.isEmpty ? [] : ["did you mean " + near.map { "`\($0)`" }.joined(separator: ", ") + "?"])
      return .usage
    }
    let text = FirmExplanationText(
      result: run.result, firm: firm, words: RunWords(language: request.language),
      width: format == .md ? .max / 4 : environment.width, origins: run.joined.origins)
    let options = RunFolder.Options(
      language: request.language, includePersonal: request.includePersonal, jobs: request.jobs)
    ExplanationOutput(text: text, format: format, options: options).write(to: environment)
    return .done
  }
}
