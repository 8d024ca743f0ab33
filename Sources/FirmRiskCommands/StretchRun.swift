import FirmSources
import FirmTable
import RiskScoring
import RuleEvaluation
import RuleModel
import Synchronization

/// Scores the firms of a list while it is read.
final class StretchRun: StretchConsumer {
  private let scoring: StretchScoring
  private let stretches: Mutex<ScoredStretches>
  /// A table without firms, with the columns of all stretches and the texts that rules name.
  private let table: FirmTable

  var pool: TextPool { table.pool }

  init(_ table: FirmTable, _ ruleSet: RuleSet, asOf: CivilDate, includeDraft: Bool) {
    var table = table
    let evaluation = EvaluationPlan(
      ruleSet: ruleSet, asOf: asOf, carried: CarriedFields(ruleSet: ruleSet, table: table),
      adding: &table.pool)
    self.table = table
    scoring = StretchScoring(plan: evaluation, ruleSet: ruleSet, asOf: asOf, includeDraft: includeDraft)
    stretches = Mutex(scoring.makeStretches())
  }

  func makeWorker() -> StretchWorker { scoring.makeWorker(table: table) }

  func score(_ table: FirmTable, _ worker: inout StretchWorker) -> ScoredStretch { worker.score(table) }

  func take(_ score: ScoredStretch, expected: Int) {
    stretches.withLock { stretches in
      if expected > 0 { stretches.reserve(expected) }
      stretches.append(score)
    }
  }

  func forget() { stretches.withLock { $0 = scoring.makeStretches() } }

  /// The run of all firms, in the order of their list, with or without estimates; once only.
  func run(ties: [UInt32]?, jobs: Int, estimates: Bool = true) -> ScoredRun {
    let all = stretches.withLock { stretches in
      let all = stretches
      stretches = scoring.makeStretches()
      return all
    }
    return scoring.run(all, ties: ties, jobs: jobs, estimates: estimates)
  }
}
