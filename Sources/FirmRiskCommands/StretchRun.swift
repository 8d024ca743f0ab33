import FirmSources
import FirmTable
import RiskScoring
import RuleEvaluation
import RuleModel

/// Scores the firms of a list while it is read.
struct StretchRun: StretchConsumer {
  let scoring: StretchScoring
  /// A table without firms, with the columns of all stretches and the texts that rules name.
  private let table: FirmTable

  var pool: TextPool { table.pool }

  init(_ table: FirmTable, _ ruleSet: RuleSet, asOf: CivilDate, includeDraft: Bool) {
    var table = table
    let evaluation = EvaluationPlan(
      ruleSet: ruleSet, asOf: asOf, carried: CarriedFields(ruleSet: ruleSet, table: table), adding: &table.pool)
    self.table = table
    scoring = StretchScoring(plan: evaluation, ruleSet: ruleSet, asOf: asOf, includeDraft: includeDraft)
  }

  func makeWorker() -> StretchWorker { scoring.makeWorker(table: table) }

  func score(_ table: FirmTable, _ worker: inout StretchWorker) -> ScoredStretch { worker.score(table) }
}
