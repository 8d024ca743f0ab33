import Diagnostics
import FirmSources
import RecordFiles
import RiskScoring
import RuleEvaluation
import RuleModel
import RunFolder
import Synchronization

/// One whole run with the time that each of its stages took, for measurements.
package struct MeasuredRun: Sendable {
  /// A stage and its seconds.
  package struct Stage: Sendable {
    /// What was done.
    package var name: String
    /// How long it took.
    package var seconds: Double
  }

  /// What is run.
  package struct Request: Sendable {
    /// Path of the list.
    package var list: String
    /// Folder of the rules; nil for the rules in the program.
    package var rules: String?
    /// Folder that takes the results.
    package var out: String
    /// Most threads at work.
    package var jobs: Int

    /// Creates a request.
    package init(list: String, rules: String?, out: String, jobs: Int) {
      self.list = list
      self.rules = rules
      self.out = out
      self.jobs = jobs
    }
  }

  /// Stages in their order.
  package private(set) var stages: [Stage] = []
  /// Firms scored.
  package let firms: Int
  /// Rules evaluated: in effect on the day and fed by the list, gates and drafts among them.
  package let rules: Int
  private let result: RunResult
  private let plan: InputPlan

  /// Does the run.
  ///
  /// - Returns: nil when it cannot be done; the environment has been told why.
  package static func make(_ request: Request, in environment: ProgramEnvironment) -> MeasuredRun? {
    guard let (run, pack, ruleSet) = prepare(request, in: environment) else { return nil }
    do {
      let plan = try InputPlan(run.input, for: ruleSet)
      let (joined, scored, hashes, clock) = try read(plan, ruleSet, run)
      return try finish(run, pack, ruleSet, plan, joined, scored, hashes, clock, out: request.out)
    } catch let failure as SourceFailure {
      environment.complain(failure.diagnostics)
    } catch let failure as OutputError {
      environment.complain([failure.diagnostic])
    } catch {
      environment.printError("\(error)")
    }
    return nil
  }

  /// What is asked of `firmrisk score`, with its rules; nil when they do not check.
  static func prepare(
    _ request: Request, in environment: ProgramEnvironment
  ) -> (run: RunRequest, pack: RulePack, ruleSet: RuleSet)? {
    var words = [request.list, "--as-of", "2026-10-31", "--out", request.out, "--jobs", "\(request.jobs)"]
    if let rules = request.rules { words += ["--rules", rules] }
    guard case .success(let arguments) = ScoreCommand.syntax.parse(words),
      let run = try? RunRequest(arguments, input: request.list),
      case .success(let loaded) = loadCheckedPack(run.rules, in: environment)
    else { return nil }
    return (run, loaded.pack, loaded.ruleSet)
  }

  private static func read(
    _ plan: InputPlan, _ ruleSet: RuleSet, _ run: RunRequest
  ) throws -> (JoinedFirms, ScoredRun, ListHashes, StageClock) {
    var clock = StageClock()
    let lastRead = Mutex(clock.last)
    let hashes = ListHashes(plan.lists.count, by: run.hash)
    var options = JoinOptions()
    options.jobs = run.jobs
    let watch: ListWatch = { list, bytes, _ in
      hashes.take(list, bytes)
      lastRead.withLock { $0 = MonotonicTime.now }
    }
    var request = run
    request.keepsCells = false
    var opened = OpenedLists()
    if let (joined, scored) = try FirmRun.streamed(request, ruleSet, plan, options, watch, &opened) {
      clock.note("read, decode, evaluate", until: lastRead.withLock { $0 })
      clock.note("order and rank")
      return (joined, scored, hashes, clock)
    }
    let joined = try FirmSources.join(
      plan, for: ruleSet, options: options, checks: nil, watch: hashes.isUnseen ? watch : nil, opened: opened)
    clock.note("read and decode", until: lastRead.withLock { $0 })
    clock.note("join")
    let scored = FirmRun.scored(run, ruleSet, plan, joined.table)
    clock.note("evaluate, score, rank")
    return (joined, scored, hashes, clock)
  }

  private static func finish(
    _ run: RunRequest, _ pack: RulePack, _ ruleSet: RuleSet, _ plan: InputPlan, _ joined: JoinedFirms,
    _ scored: ScoredRun, _ hashes: ListHashes, _ started: StageClock, out: String
  ) throws -> MeasuredRun {
    var clock = started
    let finished = FirmRun.finish(run, pack, ruleSet, plan, joined, scored, hashes)
    try RunFolder.write(finished.result, to: out, options: RunFolder.Options(jobs: run.jobs))
    clock.note("write")
    var measured = MeasuredRun(
      firms: scored.count, rules: scored.counts.count { $0 != nil }, result: finished.result, plan: plan)
    measured.stages = clock.stages
    return measured
  }

  private init(firms: Int, rules: Int, result: RunResult, plan: InputPlan) {
    self.firms = firms
    self.rules = rules
    self.result = result
    self.plan = plan
  }

  /// Compares the run with the row evaluator for some firms spread over the table.
  ///
  /// - Returns: how many outcomes of rules were compared, and how many differ.
  package func compare(firms wanted: Int) -> (compared: Int, different: Int) {
    let evaluator = RowEvaluator(ruleSet: result.ruleSet, asOf: result.run.asOf)
    // Cells that the run has given up are read again.
    guard let table = try? FirmSources.join(plan, for: result.ruleSet).table else { return (0, 0) }
    let rowOfKey = Dictionary(
      table.keys.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
    var compared = 0
    var different = 0
    for place in 0..<min(wanted, firms) {
      let firm = place * firms / min(wanted, firms)
      guard let row = rowOfKey[result.table.keys[firm]] else { return (compared, compared) }
      let record = FirmRecord.from(table, firm: row, ruleSet: result.ruleSet)
      for finding in result.run.findings(of: firm) {
        let outcome = evaluator.evaluate(result.ruleSet.rules[finding.rule], firm: record)
        compared += 1
        if Self.status(outcome.state) != finding.status { different += 1 }
      }
    }
    return (compared, different)
  }

  private static func status(_ state: RuleState) -> RuleStatus {
    switch state {
    case .notApplicable: return .notApplicable
    case .passed: return .passed
    case .unknown: return .unknown
    case .fires: return .fires
    }
  }
}

/// Takes the time of stages that follow each other.
private struct StageClock {
  private(set) var last = MonotonicTime.now
  private(set) var stages: [MeasuredRun.Stage] = []

  mutating func note(_ name: String, until end: MonotonicTime = .now) {
    stages.append(.init(name: name, seconds: end - last))
    last = end
  }
}
