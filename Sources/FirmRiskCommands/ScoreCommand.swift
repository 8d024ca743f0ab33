import Diagnostics
import RiskReports
import RuleModel
import RunFolder

/// `firmrisk score INPUT`: whom to inspect first, and why.
enum ScoreCommand {
  static let syntax = CommandSyntax(
    name: "score", operands: ["[INPUT]"],
    options: RunRequest.options + [
      .value(
        "--out", "DIR", "write ranking.csv, rejects.csv, summary.json, manifest.json … into this folder"),
      topOption, OutputFormat.option, RankingColumnOption.syntax,
      .flag("--findings", "with --out: write findings.jsonl, every fired and unknown rule of every firm"),
    ] + ReportRequest.options + [
      .flag(
        "--keep", "with --out: keep the run for `firmrisk report` (unasked up to \(KeptRun.usualMost) firms)"),
      .flag("--keep-inputs", "with --out: keep rules and lists in the folder, for `firmrisk compare`"),
      .flag("--include-personal", "with --out: let fields marked personal into the files"),
      .flag("--seal", "hash the files with SHA-256 in the manifest"),
      FailCondition.option,
      .flag("--verbose", "print notes about the lists too, such as columns that no rule reads"),
      .flag("--quiet", "print nothing but problems"),
    ],
    summary: "Score and rank the firms of a folder of lists, or of one list.")

  /// `firmrisk rank` prints the ranking alone and leaves no folder.
  static let rankSyntax = CommandSyntax(
    name: "rank", operands: ["[INPUT]"],
    options: RunRequest.options + [
      topOption, OutputFormat.option, RankingColumnOption.syntax,
      .flag("--include-personal", "let fields marked personal into csv, json and jsonl"),
      FailCondition.option,
      .flag("--verbose", "print notes about the lists too, such as columns that no rule reads"),
    ],
    summary: "Print the ranking of `score` alone, without the counts of the run.")

  private static let topOption = CommandOption.value(
    "--top", "N", "firms shown (default: 20 in a table or md, else all)")

  static func rank(_ arguments: CommandArguments, _ environment: ProgramEnvironment) -> ExitStatus {
    run(arguments, environment, hasSummary: false)
  }

  static func run(_ arguments: CommandArguments, _ environment: ProgramEnvironment) -> ExitStatus {
    run(arguments, environment, hasSummary: true)
  }

  private static func run(
    _ arguments: CommandArguments, _ environment: ProgramEnvironment, hasSummary: Bool
  ) -> ExitStatus {
    do {
      return run(try Asked(arguments, hasSummary: hasSummary), arguments, environment)
    } catch {
      environment.complain(.usageMistake, error.headline, help: error.help)
      return .usage
    }
  }

  /// What a person asks for.
  struct Asked {
    var request: RunRequest
    var reports: ReportRequest
    var output: RequestedOutput
    /// On which of them the run is to fail.
    var conditions: [FailCondition] = []

    init(_ arguments: CommandArguments, hasSummary: Bool) throws(UsageMistake) {
      let format = try OutputFormat(arguments)
      let top = try askedTop(arguments)
      for text in arguments.all("--fail-on") { conditions.append(try FailCondition(text)) }
      request = try RunRequest(arguments, input: arguments.operands.first)
      if hasSummary { try checkFolder(arguments, request) }
      if request.leavesFolder { request.tracing = .upTo(KeptRun.usualMost) }
      reports = try ReportRequest(arguments, hasFolder: arguments.value("--out") != nil)
      if arguments.has("--findings") || reports.needsOrigins
        || arguments.has("--keep")
        || format.namesOrigins && !arguments.has("--quiet")
      {
        request.tracing = .all
      }
      request.keepsCells =
        request.tracing == .all || !reports.kinds.isEmpty || format.namesOrigins
      // Groups and shares of the JSON summary are counted over all firms.
      if !request.leavesFolder, format != .json || !hasSummary || request.isQuiet {
        request.shownFirms = request.isQuiet ? 0 : RankingOutput.most(top, in: format)
      }
      output = RequestedOutput(format: format, hasSummary: hasSummary, top: top)
    }
  }

  /// What is asked of standard output.
  struct RequestedOutput {
    var format: OutputFormat
    var hasSummary: Bool
    var top: Int?
  }

  /// The number of firms of `--top`, 20 when it is not given.
  static func top(_ arguments: CommandArguments) throws(UsageMistake) -> Int {
    try askedTop(arguments) ?? 20
  }

  private static func askedTop(_ arguments: CommandArguments) throws(UsageMistake) -> Int? {
    guard let text = arguments.value("--top") else { return nil }
    guard let top = Int(text), top >= 0 else {
      throw UsageMistake("`--top` takes a whole number, not `\(text)`")
    }
    return top
  }

  /// What is asked of the run folder must make sense before anything is read.
  private static func checkFolder(
    _ arguments: CommandArguments, _ request: RunRequest
  ) throws(UsageMistake) {
    guard let folder = arguments.value("--out") else {
      for flag in ["--findings", "--keep", "--keep-inputs", "--include-personal", "--seal"]
      where arguments.has(flag) {
        throw UsageMistake(
          "`\(flag)` needs `--out DIR`", help: ["it says what stands in the folder of the run"])
      }
      return
    }
    guard let input = request.input.path, FileIdentity(of: folder) != nil,
      FileIdentity(of: folder) == FileIdentity(of: input)
    else { return }
    throw UsageMistake(
      "`--out \(folder)` is the folder of the lists",
      help: ["name another folder, or the next run takes the results for lists"])
  }

  private static func run(
    _ asked: Asked, _ arguments: CommandArguments, _ environment: ProgramEnvironment
  ) -> ExitStatus {
    let (request, reports, output) = (asked.request, asked.reports, asked.output)
    let run: FirmRun
    switch FirmRun.complete(request, in: environment) {
    case .failure(let failure): return failure.status
    case .success(let success): run = success
    }
    environment.hold(run)
    printFindings(run.findings, all: arguments.has("--verbose"), environment)
    var options = RunFolder.Options(
      language: request.language, includePersonal: request.includePersonal,
      writesFindings: arguments.has("--findings"), jobs: request.jobs)
    options.columns = request.columns ?? .all
    environment.progress?.enter(.writing(firms: run.result.run.count))
    if let folder = arguments.value("--out") {
      do {
        if arguments.has("--keep-inputs") {
          try KeptInputs.write(run.keptInputs(maps: request.input.maps), to: folder)
        }
        try RunFolder.write(run.result, to: folder, options: options)
        if arguments.has("--keep") || run.result.run.count <= KeptRun.usualMost {
          try run.kept(request).write(to: folder)
        } else {
          KeptRun.remove(from: folder)
        }
        reports.removeOutdated(in: folder)
        let reportOptions = Report.Options(
          language: request.language, includePersonal: request.includePersonal, jobs: request.jobs)
        environment.progress?.enter(.documents)
        try reports.write(run.result, reportOptions, to: folder, environment)
      } catch {
        environment.complain([error.diagnostic])
        return .inputUnreadable
      }
    }
    if !arguments.has("--quiet") {
      RankingOutput(
        result: run.result, format: output.format, options: options, hasSummary: output.hasSummary,
        top: output.top, leavesFolder: arguments.value("--out") != nil
      ).write(to: environment)
    }
    let failures = asked.conditions.compactMap { $0.finding(in: run.result) }
    for failure in failures { environment.complain(.askedToFail, failure) }
    return failures.isEmpty ? .done : .findings
  }

  /// Prints what people should know of the lists; notes only when asked for.
  private static func printFindings(_ findings: [Diagnostic], all: Bool, _ environment: ProgramEnvironment) {
    let shown = all ? findings : findings.filter { $0.severity != .note }
    guard !shown.isEmpty else { return }
    let renderer = TerminalRenderer(usesColour: environment.errorsUseColour)
    environment.printError(renderer.render(shown, in: SourceMap()))
    let hidden = findings.count - shown.count
    environment.printError(
      hidden > 0 ? "\n\(hidden) \(hidden == 1 ? "note" : "notes") more with `--verbose`\n" : "")
  }
}
