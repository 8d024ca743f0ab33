import Diagnostics
import RiskReports
import RuleModel
import RunFolder

/// `firmrisk report RUN_DIR`: documents of a finished run, without scoring again.
enum ReportCommand {
  static let syntax = CommandSyntax(
    name: "report", operands: ["RUN_DIR"],
    options: [
      .value(
        "--report", "KINDS", "documents: html, xlsx, jsonl, dossiers, letters, with commas between them"),
      .value("--dossiers", "top:N|CODES", "firms with a dossier: the first N or tax codes (default: top:50)"),
      .value(
        "--history", "RUN_DIR", repeated: true, "earlier run whose standings dossiers show; may be repeated"),
      .value("--lang", "vi|en", "language of the documents (default: that of the run)"),
      .value("--jobs", "N", "most threads at work, 1 to 64 (default: number of processors)"),
    ],
    summary: "Make documents of a finished run in its folder, without lists and without scoring again.")

  static func run(_ arguments: CommandArguments, _ environment: ProgramEnvironment) -> ExitStatus {
    let request: ReportRequest
    let jobs: Int
    var asked: Language?
    do throws(UsageMistake) {
      request = try ReportRequest(arguments, hasFolder: true)
      guard !request.kinds.isEmpty else {
        throw UsageMistake("no document is named", help: ["name some with `--report html,xlsx`"])
      }
      jobs = try RunRequest.jobs(arguments.value("--jobs"))
      if arguments.value("--lang") != nil { asked = try RunRequest.language(arguments) }
    } catch {
      environment.complain(.usageMistake, error.headline, help: error.help)
      return .usage
    }
    let folder = arguments.operands[0]
    switch KeptRun.read(folder) {
    case .failure(let failure):
      environment.complain(.runUnreadable, failure.headline, help: failure.help)
      return .inputUnreadable
    case .success(let loaded):
      let options = Report.Options(
        language: asked ?? loaded.language, includePersonal: loaded.includesPersonal, jobs: jobs)
      environment.startProgress(options.language)
      environment.progress?.enter(.documents)
      do {
        try request.write(loaded.result, options, to: folder, environment)
      } catch {
        environment.complain([error.diagnostic])
        return .inputUnreadable
      }
      return .done
    }
  }
}
