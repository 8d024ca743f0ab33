import Diagnostics
import FirmSources
import FirmTable
import RiskScoring
import RuleEvaluation
import RuleModel

/// Evaluates the consistency checks of a rule set over a table, a column at a time.
///
/// Each check becomes a rule that fires where the check does not hold; unknown figures fire nothing.
enum ConsistencyRun {
  /// - Parameter jobs: most threads that one evaluation uses.
  static func evaluation(of ruleSet: RuleSet, asOf: CivilDate, jobs: Int = 1) -> CheckEvaluation? {
    if ruleSet.checks.isEmpty { return nil }
    var checking = ruleSet
    checking.rules = ruleSet.checks.enumerated().map { place, check in rule(place, check) }
    checking.examples = []
    let set = checking
    return { table in
      let plan = EvaluationPlan(
        ruleSet: set, asOf: asOf, carried: CarriedFields(ruleSet: set, table: table), pool: table.pool)
      return breaches(plan, table, jobs: jobs)
    }
  }

  private static func rule(_ place: Int, _ check: ConsistencyCheck) -> Rule {
    let earliest = EffectPeriod(from: CivilDate(days: Int32.min / 4))
    return Rule(
      id: "check.\(place)", kind: .gate, title: check.message, basis: [], effective: earliest, isDraft: false,
      area: nil, family: nil, applies: nil,
      condition: RuleExpression(.not(check.condition), type: .truth, span: check.span), points: nil,
      affects: nil,
      ended: nil, fines: [], because: nil, check: nil, ask: nil, honest: nil, note: nil, span: check.span)
  }

  /// In order of checks and firms.
  private static func breaches(_ plan: EvaluationPlan, _ table: FirmTable, jobs: Int) -> [CheckBreach] {
    let size = 1 << 16
    let found = ConcurrentChunks.map(count: (table.count + size - 1) / size, jobs: jobs) {
      BatchEvaluator(plan: plan, table: table)
    } _: { evaluator, chunk in
      breaches(plan, &evaluator, of: chunk * size..<min((chunk + 1) * size, table.count))
    }
    return plan.rules.indices.flatMap { place in found.flatMap { $0[place] } }
  }

  /// The breaches of some firms, by check.
  private static func breaches(
    _ plan: EvaluationPlan, _ evaluator: inout BatchEvaluator, of firms: Range<Int>
  ) -> [[CheckBreach]] {
    var outcomes = evaluator.makeOutcomes()
    var found = plan.rules.map { _ in [CheckBreach]() }
    var start = firms.lowerBound
    while start < firms.upperBound {
      let end = min(start + evaluator.batchSize, firms.upperBound)
      evaluator.evaluate(firms: start..<end, into: &outcomes)
      for (place, rule) in plan.rules.enumerated() {
        for firm in 0..<end - start where outcomes.states[place][firm] == RuleState.fires.rawValue {
          found[place].append(CheckBreach(check: rule.ruleIndex, firm: start + firm))
        }
      }
      start = end
    }
    return found
  }
}
