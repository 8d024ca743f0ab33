import Diagnostics
import RecordFiles
import RuleComparison
import RuleLanguage
import RuleModel
import RunFolder

/// `firmrisk compare RUN_A RUN_B`: why firms' scores changed from one run to another.
enum CompareCommand {
  static let syntax = CommandSyntax(
    name: "compare", operands: ["RUN_A", "RUN_B"],
    options: [
      .value("--rules-a", "DIR", "rules of the first run, when its folder does not keep them"),
      .value("--inputs-a", "DIR", "lists of the first run, when its folder does not keep them"),
      .value("--rules-b", "DIR", "rules of the second run"),
      .value("--inputs-b", "DIR", "lists of the second run"),
      .value("--format", "text|csv|json", "form of the result (default: text)"),
      .value("--out", "FILE", "write the result into this file"),
      .value("--top", "N", "firms shown as text (default: 20)"),
      .value("--lang", "vi|en", "language of the text (default: vi)"),
      .value("--jobs", "N", "most threads at work, 1 to 64 (default: number of processors)"),
    ],
    summary: "Attribute each firm's change of score to law, rule text and data; the parts add up.")

  /// In which form the result is written.
  enum Format: String {
    case text
    case csv
    case json
  }

  static func run(_ arguments: CommandArguments, _ environment: ProgramEnvironment) -> ExitStatus {
    do {
      let format = try format(arguments)
      let language = try RunRequest.language(arguments)
      let jobs = try RunRequest.jobs(arguments.value("--jobs"))
      let top = try ScoreCommand.top(arguments)
      switch Comparer(jobs: jobs, environment: environment).compare(arguments) {
      case .failure(let failure): return failure.status
      case .success(let compared):
        let text = ComparisonText(
          compared: compared, words: RunWords(language: language), width: environment.width, top: top)
        return write(text.bytes(format), to: arguments.value("--out"), environment)
      }
    } catch {
      environment.complain(.usageMistake, error.headline, help: error.help)
      return .usage
    }
  }

  private static func format(_ arguments: CommandArguments) throws(UsageMistake) -> Format {
    let name = arguments.value("--format") ?? "text"
    guard let format = Format(rawValue: name) else {
      throw UsageMistake("unknown format `\(name)`", help: ["the formats are `text`, `csv` and `json`"])
    }
    return format
  }

  private static func write(
    _ bytes: [UInt8], to path: String?, _ environment: ProgramEnvironment
  ) -> ExitStatus {
    guard let path else {
      environment.write(bytes)
      return .done
    }
    do {
      let output = try OutputFile(path: path)
      try output.write(bytes)
      try output.commit()
      return .done
    } catch {
      environment.complain([error.diagnostic])
      return .inputUnreadable
    }
  }
}

/// Two runs, and what comparing them gave.
struct ComparedRuns {
  let first: RunReplay
  let second: RunReplay
  let comparison: RunComparison
  /// Parameters and sets of one pack only.
  let unmatched: [String]
}

/// Does both runs again, and the two between them.
struct Comparer {
  let jobs: Int
  let environment: ProgramEnvironment

  func compare(_ arguments: CommandArguments) -> Result<ComparedRuns, CommandFailure> {
    switch (replay(arguments, operand: 0, side: "a"), replay(arguments, operand: 1, side: "b")) {
    case (.failure(let failure), _), (_, .failure(let failure)): return .failure(failure)
    case (.success(let first), .success(let second)): return compare(first, second)
    }
  }

  private func replay(
    _ arguments: CommandArguments, operand: Int, side: String
  ) -> Result<RunReplay, CommandFailure> {
    do throws(RecordedRunFailure) {
      let record = try RecordedRun(folder: arguments.operands[operand])
      let places = RunReplay.Places(
        rules: arguments.value("--rules-" + side), inputs: arguments.value("--inputs-" + side), side: side)
      do throws(ReplayFailure) {
        return .success(try RunReplay(record, places))
      } catch {
        environment.complain(error.diagnostics)
      }
    } catch {
      environment.complain([error.diagnostic])
    }
    return .failure(CommandFailure(status: .inputUnreadable))
  }

  private func compare(_ first: RunReplay, _ second: RunReplay) -> Result<ComparedRuns, CommandFailure> {
    var names: [String: String] = [:]
    var scores: [ScoresByKey] = []
    let hybrid: (ruleSet: RuleSet, unmatched: [String])
    switch newLaw(of: second, for: first) {
    case .failure(let failure): return .failure(failure)
    case .success(let success): hybrid = success
    }
    let lawDay = second.record.asOf
    let steps: [(lists: RunReplay, rules: RunReplay, ruleSet: RuleSet, asOf: CivilDate, isRecorded: Bool)] = [
      (first, first, first.ruleSet, first.record.asOf, true), (first, first, hybrid.ruleSet, lawDay, false),
      (first, second, second.ruleSet, lawDay, false), (second, second, second.ruleSet, lawDay, true),
    ]
    for step in steps {
      let request = RunRequest(
        input: step.lists.input(for: step.ruleSet, asOf: step.asOf), includeDraft: step.rules.includesDraft,
        includePersonal: step.rules.record.option("include-personal") == "yes",
        language: step.rules.record.option("lang").flatMap(Language.init(rawValue:)) ?? .vi, jobs: jobs)
      switch FirmRun.complete(request, step.rules.pack, step.ruleSet, in: environment) {
      case .failure: return .failure(CommandFailure(status: .inputUnreadable))
      case .success(let run):
        if step.isRecorded, !isRepeated(step.rules.record, run.result, request) {
          return .failure(CommandFailure(status: .inputUnreadable))
        }
        scores.append(ScoresByKey(run.result))
        if step.isRecorded { note(run.result, in: &names) }
      }
    }
    let comparison = RunComparison(
      first: scores[0], newLaw: scores[1], newRules: scores[2], second: scores[3], name: { names[$0] ?? "" })
    return .success(
      ComparedRuns(first: first, second: second, comparison: comparison, unmatched: hybrid.unmatched))
  }

  /// The rules of the first run under the law of the second.
  private func newLaw(
    of second: RunReplay, for first: RunReplay
  ) -> Result<(ruleSet: RuleSet, unmatched: [String]), CommandFailure> {
    var sources = SourceMap()
    let text = syntax(of: first.pack, &sources)
    let law = syntax(of: second.pack, &sources)
    let transplant = LawTransplant(text: text, law: law)
    if let ruleSet = transplant.checked.ruleSet { return .success((ruleSet, transplant.unmatched)) }
    environment.complain(
      .runsDoNotCombine,
      "the law of `\(second.record.folder)` does not fit the rules of `\(first.record.folder)`",
      help: ["`firmrisk explain-code FR323` tells how to compare them in two steps"])
    let errors = transplant.checked.diagnostics.filter { $0.severity == .error }
    let renderer = TerminalRenderer(usesColour: environment.errorsUseColour)
    environment.printError(renderer.render(errors, in: sources))
    return .failure(CommandFailure(status: .rulesDoNotCheck))
  }

  private func syntax(of pack: RulePack, _ sources: inout SourceMap) -> PackSyntax {
    func parsed(_ files: [RuleFile], _ origin: String) -> [ParsedFile] {
      files.map { file in
        let id = sources.add(path: file.path ?? "\(origin)/\(file.relativePath)", bytes: file.bytes)
        return RuleParser.parse(sources.file(id))
      }
    }
    return PackSyntax(
      own: parsed(pack.files, pack.origin), below: pack.base.map { parsed($0.files, $0.origin) } ?? [])
  }

  /// Whether scoring again gives the very ranking that the run's folder holds.
  private func isRepeated(_ record: RecordedRun, _ result: RunResult, _ request: RunRequest) -> Bool {
    let path = record.folder + "/ranking.csv"
    var options = RunFolder.Options(language: request.language, includePersonal: request.includePersonal)
    if let recorded = try? InputBytes(path: path) {
      options.columns = recorded.withBytes { bytes in RankingColumns(header: bytes.prefix { $0 != 0x0D }) }
      if holds(recorded, result, options) { return true }
    }
    environment.complain(
      .runNotRepeated, "scoring the run `\(record.folder)` again gives another ranking than its folder holds",
      help: ["it was written by version \(record.engineVersion); this is \(FirmRiskProgram.version)"])
    return false
  }

  private func holds(_ recorded: InputBytes, _ result: RunResult, _ options: RunFolder.Options) -> Bool {
    let stretch = 8192
    let header = RunFolder.rankingTable(result, ranks: 0..<0, options: options)
    var position = 0
    func takes(_ bytes: ArraySlice<UInt8>) -> Bool {
      let end = position + bytes.count
      guard end <= recorded.count else { return false }
      let isSame = recorded.withBytes { $0[position..<end].elementsEqual(bytes) }
      position = end
      return isSame
    }
    guard takes(header[...]) else { return false }
    for start in stride(from: 0, to: result.run.count, by: stretch) {
      let ranks = start..<min(start + stretch, result.run.count)
      let lines = RunFolder.rankingTable(result, ranks: ranks, options: options)
      guard takes(lines.dropFirst(header.count)) else { return false }
    }
    return position == recorded.count
  }

  /// Notes the names of firms, where the rules do not hold them for personal; a later run's names stand.
  private func note(_ result: RunResult, in names: inout [String: String]) {
    guard let field = result.ruleSet.field(with: .name), !result.ruleSet.fields[field].isPersonal,
      let column = result.table.columns[field]
    else { return }
    for (firm, key) in result.table.keys.enumerated() {
      let code = column.cell(firm, isTruth: false)
      guard code >= 0, code < Int64(result.table.pool.texts.count) else { continue }
      names[key] = result.table.pool.texts[Int(code)]
    }
  }
}
