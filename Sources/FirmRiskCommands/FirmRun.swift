import Diagnostics
import FirmSources
import FirmTable
import RecordFiles
import RiskScoring
import RuleEvaluation
import RuleModel
import RuleSentences
import RunFolder

/// What a person asks of a run.
struct RunRequest {
  var rules: String?
  var input: InputRequest
  var includeDraft = false
  var jobs = 1
  var seals = false
  var language = Language.vi
  var includePersonal = false
  /// Whether a run folder is written; only then are the lists hashed for its manifest.
  var leavesFolder = false
  var tracing = Tracing.none
  /// Whether nothing but problems is printed.
  var isQuiet = false
  /// Whether anything but the ranking and its summary is made, so that cells of all fields are asked for after scoring.
  var keepsCells = true
  /// Most firms of the ranking that anybody is told about; nil where scores of all firms are asked for.
  var shownFirms: Int?
  /// Columns of the ranking; nil for all.
  var columns: RankingColumns?
  /// Bounds of reading and joining.
  var bounds = JoinOptions()

  /// Whether anything that is written or printed holds the estimates of firms, of a run that keeps no cells.
  var readsEstimates: Bool { !isQuiet || columns?.contains("estimate") ?? true }

  /// The hash that the manifest names.
  var hash: ContentHash { seals ? .sha256 : .murmur3 }

  /// Options that `score` and `explain` share.
  static let options: [CommandOption] = [
    .value("--rules", "DIR", "rule pack (default: \(RulePack.defaultFolder), else the one in the program)"),
    .value("--as-of", "DATE", "day to score, yyyy-MM-dd (default: from lists.txt)"),
    .value("--source", "NAME=FILE", repeated: true, "file of one agency's list; may be repeated"),
    .value("--partial", "NAME", repeated: true, "this list is not complete in this run; may be repeated"),
    .value("--map", "FILE", repeated: true, "mapping written by `firmrisk sniff`; one for each list"),
    .value("--links", "FILE", "suggestions of `firmrisk match` in which a person marked the right ones"),
    .value(
      "--branches", "roll-up|separate", "branches count for their firm, or are firms (default: separate)"),
    .flag("--include-draft", "let draft rules score"),
    .value("--lang", "vi|en", "language of sentences (default: vi)"),
    .value("--jobs", "N", "most threads at work, 1 to 64 (default: number of processors)"),
  ]

  /// Asks for a run again; nothing but scores is wanted of it.
  init(
    input: InputRequest, includeDraft: Bool, includePersonal: Bool, language: Language, jobs: Int
  ) {
    self.input = input
    self.includeDraft = includeDraft
    self.includePersonal = includePersonal
    self.language = language
    self.jobs = jobs
  }

  /// Reads the shared options; `operand` is INPUT, when the command line has it.
  init(_ arguments: CommandArguments, input operand: String?) throws(UsageMistake) {
    let asOf = try arguments.date("--as-of")
    if operand == nil, arguments.all("--source").isEmpty {
      throw UsageMistake(
        "no input is named", help: ["name a folder of lists, one list, or `--source NAME=FILE`"])
    }
    rules = arguments.value("--rules")
    input = InputRequest(
      path: operand, sources: arguments.all("--source"), partial: arguments.all("--partial"), asOf: asOf,
      maps: arguments.all("--map"))
    input.links = arguments.value("--links")
    input.rollsUpBranches = try RunRequest.rollsUpBranches(arguments.value("--branches"))
    includeDraft = arguments.has("--include-draft")
    seals = arguments.has("--seal")
    includePersonal = arguments.has("--include-personal")
    leavesFolder = arguments.value("--out") != nil
    columns = try RankingColumnOption.columns(arguments)
    isQuiet = arguments.has("--quiet")
    language = try RunRequest.language(arguments)
    jobs = try RunRequest.jobs(arguments.value("--jobs"))
  }

  private static func rollsUpBranches(_ text: String?) throws(UsageMistake) -> Bool {
    switch text {
    case nil, "separate": return false
    case "roll-up": return true
    case let text?:
      throw UsageMistake("`--branches` takes `roll-up` or `separate`, not `\(text)`")
    }
  }

  /// The number of threads of `--jobs`.
  static func jobs(_ text: String?) throws(UsageMistake) -> Int {
    guard let text else { return ProcessorCount.available }
    guard let jobs = Int(text), (1...64).contains(jobs) else {
      throw UsageMistake("`--jobs` takes a whole number from 1 to 64, not `\(text)`")
    }
    return jobs
  }

  /// The language of `--lang`.
  static func language(_ arguments: CommandArguments) throws(UsageMistake) -> Language {
    guard let text = arguments.value("--lang") else { return .vi }
    guard let language = Language(rawValue: text) else {
      throw UsageMistake("`--lang` takes `vi` or `en`, not `\(text)`")
    }
    return language
  }
}

/// A finished run in memory.
final class FirmRun {
  let result: RunResult
  let joined: JoinedFirms
  let findings: [Diagnostic]
  /// The rules as they were read.
  let pack: RulePack
  /// The lists and mapping files as they were read.
  let plan: InputPlan

  private init(
    result: RunResult, joined: JoinedFirms, findings: [Diagnostic], pack: RulePack, plan: InputPlan
  ) {
    self.result = result
    self.joined = joined
    self.findings = findings
    self.pack = pack
    self.plan = plan
  }

  /// Reads the rules and the lists, joins, evaluates, scores and ranks; says on standard error why it cannot.
  static func complete(
    _ request: RunRequest, in environment: ProgramEnvironment
  ) -> Result<FirmRun, CommandFailure> {
    let opened = OpenedLists(ahead: request.input, jobs: request.jobs)
    defer { opened.settle() }
    let loaded: (pack: RulePack, ruleSet: RuleSet)
    switch loadCheckedPack(request.rules, in: environment) {
    case .failure(let failure): return .failure(failure)
    case .success(let success): loaded = success
    }
    if let failure = RankingColumnOption.failure(
      request.columns, loaded.ruleSet, includePersonal: request.includePersonal, in: environment)
    {
      return .failure(failure)
    }
    return complete(request, loaded.pack, loaded.ruleSet, opened, in: environment)
  }

  /// Does the same with rules that were read before.
  static func complete(
    _ request: RunRequest, _ pack: RulePack, _ ruleSet: RuleSet, _ opened: OpenedLists = OpenedLists(),
    in environment: ProgramEnvironment
  ) -> Result<FirmRun, CommandFailure> {
    do {
      let plan = try InputPlan(request.input, for: ruleSet)
      var options = request.bounds
      options.jobs = request.jobs
      options.tracing = request.tracing
      let hashes = ListHashes(request.leavesFolder ? plan.lists.count : 0, by: request.hash)
      if !request.isQuiet { environment.startProgress(of: plan, request.language) }
      let progress = environment.progress
      let watch = watch(hashes: request.leavesFolder ? hashes : nil, progress)
      let joined: JoinedFirms
      let run: ScoredRun
      var opened = opened
      if let streamed = try streamed(request, ruleSet, plan, options, watch, &opened, progress) {
        (joined, run) = streamed
      } else {
        // A list that was read in vain was shown to the watch already.
        let isSeen = !hashes.isUnseen || progress?.hasRead ?? false
        joined = try FirmSources.join(
          plan, for: ruleSet, options: options,
          checks: ConsistencyRun.evaluation(of: ruleSet, asOf: plan.asOf, jobs: request.jobs),
          watch: isSeen ? rereading(progress) : watch, opened: opened)
        progress?.enter(.scoring(firms: joined.table.count))
        run = scored(request, ruleSet, plan, joined.table)
      }
      if let failure = imbalance(joined.account, in: environment) { return .failure(failure) }
      return .success(finish(request, pack, ruleSet, plan, joined, run, hashes))
    } catch {
      environment.complain(error.diagnostics)
      return .failure(CommandFailure(status: error.exitStatus))
    }
  }

  /// Refuses a result whose rows do not add up, since rows may have been lost.
  static func imbalance(_ account: JoinAccount, in environment: ProgramEnvironment) -> CommandFailure? {
    if account.isBalanced { return nil }
    environment.complain(account.findings.filter { $0.code == .accountUnbalanced })
    environment.complain(
      .balanceBroken, "rows read and rows accounted for differ",
      help: ["keep the lists and report the fault of the program", "`firmrisk explain-code FR307`"])
    return CommandFailure(status: .inputUnreadable)
  }

  /// What looks on while lists are read; nil when nobody does.
  private static func watch(hashes: ListHashes?, _ progress: ProgressLine?) -> ListWatch? {
    if hashes == nil, progress == nil { return nil }
    return { list, bytes, rows in
      hashes?.take(list, bytes)
      progress?.read(bytes.count, list: list, rows: rows)
    }
  }

  /// What looks on while a list is read once more; nil when nobody does.
  private static func rereading(_ progress: ProgressLine?) -> ListWatch? {
    guard let progress else { return nil }
    return { list, bytes, rows in
      progress.enter(.readingAgain)
      progress.read(bytes.count, list: list, rows: rows)
    }
  }

  /// Scores the only list of a run while it is read; nil when the lists must be joined.
  static func streamed(
    _ request: RunRequest, _ ruleSet: RuleSet, _ plan: InputPlan, _ options: JoinOptions, _ watch: ListWatch?,
    _ opened: inout OpenedLists, _ progress: ProgressLine? = nil
  ) throws(SourceFailure) -> (JoinedFirms, ScoredRun)? {
    if let shown = request.shownFirms, shown <= TopRun.mostFirms {
      return try first(shown, request, ruleSet, plan, options, watch, &opened, progress)
    }
    if request.keepsCells { return nil }
    var scoring: StretchRun?
    let firms = try FirmSources.stream(
      plan, for: ruleSet, options: options, keeping: KeptFields(forRunOf: ruleSet),
      checks: ConsistencyRun.evaluation(of: ruleSet, asOf: plan.asOf), watch: watch,
      rereading: rereading(progress), opened: &opened
    ) { table in
      let run = StretchRun(table, ruleSet, asOf: plan.asOf, includeDraft: request.includeDraft)
      scoring = run
      return run
    }
    guard let firms, let scoring else { return nil }
    progress?.enter(.ordering(firms: firms.joined.table.count))
    return (
      firms.joined, scoring.run(ties: firms.byTaxCode, jobs: request.jobs, estimates: request.readsEstimates)
    )
  }

  /// The first firms in the ranking of the only list of a run, with the counts of all; nil when the lists must be joined.
  private static func first(
    _ firms: Int, _ request: RunRequest, _ ruleSet: RuleSet, _ plan: InputPlan, _ options: JoinOptions,
    _ watch: ListWatch?, _ opened: inout OpenedLists, _ progress: ProgressLine?
  ) throws(SourceFailure) -> (JoinedFirms, ScoredRun)? {
    let selected = try FirmSources.select(
      plan, for: ruleSet, options: options, keeping: KeptFields(forRunOf: ruleSet),
      checks: ConsistencyRun.evaluation(of: ruleSet, asOf: plan.asOf), watch: watch,
      rereading: rereading(progress), opened: &opened
    ) { table, earlier in
      TopRun(
        table, ruleSet, asOf: plan.asOf, includeDraft: request.includeDraft, firms: firms, after: earlier)
    }
    return selected.map { ($0.joined, $0.choice.run(of: $0.table, ranking: $0.order)) }
  }

  /// Evaluates, scores and ranks lists that were joined.
  static func scored(
    _ request: RunRequest, _ ruleSet: RuleSet, _ plan: InputPlan, _ table: FirmTable
  ) -> ScoredRun {
    let evaluation = EvaluationPlan(
      ruleSet: ruleSet, asOf: plan.asOf, carried: CarriedFields(ruleSet: ruleSet, table: table),
      pool: table.pool)
    return ScoringRun.score(
      plan: evaluation, table: table, ruleSet: ruleSet, asOf: plan.asOf, jobs: request.jobs,
      includeDraft: request.includeDraft)
  }

  /// Puts the result of a run together.
  static func finish(
    _ request: RunRequest, _ pack: RulePack, _ ruleSet: RuleSet, _ plan: InputPlan, _ joined: JoinedFirms,
    _ run: ScoredRun, _ hashes: ListHashes
  ) -> FirmRun {
    let table = joined.table
    let evaluator = RowEvaluator(ruleSet: ruleSet, asOf: plan.asOf)
    let origins = joined.origins
    // A path below the input for each list; looked up only.
    let paths = Dictionary(
      plan.lists.map { ($0.source, relative($0.path, to: request.input.path)) },
      uniquingKeysWith: { first, _ in first })
    // Thousands of rows may name their file.
    let names = Dictionary(
      plan.lists.map { ($0.path, relative($0.path, to: request.input.path)) },
      uniquingKeysWith: { first, _ in first })
    let result = RunResult(
      ruleSet: ruleSet, table: table, run: run,
      accounts: SourceAccounts(
        joined.account, ruleSet: ruleSet, includePersonal: request.includePersonal, jobs: request.jobs,
        relativePath: { names[$0] ?? relative($0, to: request.input.path) }),
      manifest: manifest(request, pack, plan, ruleSet, hashes.digests(of: joined.originals)),
      values: { firm in FirmFigures(table: table, firm: firm, evaluator: evaluator).value },
      origin: { firm, field in
        guard var origin = origins.origin(of: field, firm: firm, withText: false) else { return nil }
        origin.file = origin.source.flatMap { paths[$0] }
        return origin
      })
    return FirmRun(
      result: result, joined: joined, findings: plan.findings + joined.account.findings, pack: pack,
      plan: plan)
  }

  private static func manifest(
    _ request: RunRequest, _ pack: RulePack, _ plan: InputPlan, _ ruleSet: RuleSet,
    _ digests: [ListHashes.Digest]
  ) -> Manifest {
    let hash = request.hash
    var options = [
      RunOption("include-draft", request.includeDraft ? "yes" : "no"),
      RunOption("lang", request.language.rawValue),
    ]
    options.append(RunOption("as-of from", plan.asOfOrigin.rawValue))
    options.append(RunOption("include-personal", request.includePersonal ? "yes" : "no"))
    let partial = plan.partial.sorted().map { ruleSet.sources[$0].name }
    if !partial.isEmpty { options.append(RunOption("partial", partial.joined(separator: " "))) }
    if plan.rollsUpBranches { options.append(RunOption("branches", "roll-up")) }
    for path in request.input.maps { options.append(RunOption("map", lastName(path))) }
    if let columns = request.columns {
      options.append(RunOption("columns", columns.names(in: ruleSet).joined(separator: " ")))
    }
    var inputs = zip(plan.lists, digests).map { list, digest in
      ReadFile(
        path: relative(list.path, to: request.input.path), source: ruleSet.sources[list.source].name,
        sheet: list.sheet, size: digest.size, digest: digest.text)
    }
    if request.leavesFolder {
      let dates = plan.datesFile.map { [(file: $0, role: "dates")] } ?? []
      let links = plan.linkFile.map { [(file: $0.original, role: "links")] } ?? []
      inputs += (dates + links).map { file, role in
        ReadFile(
          path: relative(file.path, to: request.input.path), role: role, size: file.count,
          digest: digest(of: file, by: hash))
      }
    }
    let maps = request.leavesFolder ? request.input.maps.compactMap { map($0, by: hash) } : []
    let rules = pack.files.map { ReadFile(path: $0.relativePath, content: $0.bytes, hash: hash) }
    return Manifest(
      engineVersion: FirmRiskProgram.version, asOf: plan.asOf, options: options,
      rulesOrigin: rulesOrigin(request, pack), ruleFiles: rules,
      inputFiles: inputs, mapFiles: maps, hash: hash, base: base(of: pack, by: hash))
  }

  /// A mapping file as the manifest holds it; it was read before, so it can be read now.
  private static func map(_ path: String, by hash: ContentHash) -> ReadFile? {
    guard let input = try? InputBytes(path: path) else { return nil }
    return ReadFile(path: lastName(path), size: input.count, digest: digest(of: input, by: hash))
  }

  /// The pack below as the manifest holds it.
  private static func base(of pack: RulePack, by hash: ContentHash) -> Manifest.Base? {
    guard let base = pack.base, let ruleSet = base.ruleSet else { return nil }
    return Manifest.Base(
      origin: lastName(base.origin), ruleSet: ruleSet,
      files: base.files.map { ReadFile(path: $0.relativePath, content: $0.bytes, hash: hash) })
  }

  /// The folder as people know it, without its place on this machine.
  private static func rulesOrigin(_ request: RunRequest, _ pack: RulePack) -> String {
    if request.rules != nil { return lastName(pack.origin) }
    return pack.isShipped ? "in the program" : RulePack.defaultFolder
  }

  /// The hash of a file.
  static func digest(of input: InputBytes, by hash: ContentHash) -> String {
    var running = RunningHash(hash)
    input.withBytes { running.update(UnsafeRawBufferPointer($0)) }
    return running.digest
  }

  /// A path below the input folder, or the name alone: a manifest holds no path of a machine.
  private static func relative(_ path: String, to folder: String?) -> String {
    guard let folder else { return lastName(path) }
    let prefix = folder.hasSuffix("/") ? folder : folder + "/"
    // By bytes, which is what the system compares.
    guard path.utf8.starts(with: prefix.utf8) else { return lastName(path) }
    return String(Substring(path.utf8.dropFirst(prefix.utf8.count)))
  }

  static func lastName(_ path: String) -> String { String(path.split(separator: "/").last ?? "") }
}

extension SourceFailure {
  /// The exit code for why the lists cannot be used.
  var exitStatus: ExitStatus {
    let usage: Set<DiagnosticCode> = [.asOfMissing, .unknownSource, .sourceOptionMalformed, .noBaseSource]
    return diagnostics.allSatisfy { usage.contains($0.code) } ? .usage : .inputUnreadable
  }
}
