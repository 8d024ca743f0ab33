import FirmTable
import RuleEvaluation
import RuleModel
import TestSupport
import Testing

@testable import RiskScoring

@Suite("Runs over a table")
struct TableRunTests {
  private let asOf = CivilDate(days: 20_000)

  private func plan(_ rules: RandomRules, _ table: FirmTable) -> EvaluationPlan {
    EvaluationPlan(
      ruleSet: rules.ruleSet, asOf: asOf, carried: CarriedFields(ruleSet: rules.ruleSet, table: table),
      pool: table.pool)
  }

  @Test(
    "A run scores what the reference evaluator and the obvious scorer say",
    arguments: 0..<100 as Range<UInt64>)
  func reference(seed: UInt64) {
    var generator = SeededGenerator(seed: 200 + seed)
    let rules = RandomRules(style: .free, using: &generator)
    let firms = (0..<Int.random(in: 1...200, using: &generator)).map { _ in rules.firm(using: &generator) }
    let table = rules.table(firms)
    let run = ScoringRun.score(
      plan: plan(rules, table), table: table, ruleSet: rules.ruleSet, asOf: asOf, jobs: 2)
    // Rules that cannot fire are not assessed; the reference then says that they passed or are unknown for good.
    let missing = Set(run.notAssessed.map(\.ruleIndex))
    let all = firms.map { firm in
      rules.findings(firm).enumerated().map { missing.contains($0.offset) ? .passed : $0.element }
    }
    let obvious = ObviousScorer(ruleSet: rules.ruleSet)
    let expected = all.map { obvious.totals($0, all: all) }
    #expect(run.lows.map(Int.init) == expected.map(\.low))
    #expect(run.highs.map(Int.init) == expected.map(\.high))
    #expect(run.estimates.map(Int.init) == expected.map(\.estimate))
    for firm in firms.indices {
      let findings = run.explanation(of: firm).findings
      #expect(findings.map(\.rule) == Array(rules.ruleSet.rules.indices))
      #expect(findings.map(\.low).reduce(0, +) >= Int(run.lows[firm]))
    }
  }

  @Test("A run of several chunks is the same for any number of jobs")
  func jobs() {
    var generator = SeededGenerator(seed: 31)
    let rules = RandomRules(style: .free, using: &generator)
    let some = (0..<500).map { _ in rules.firm(using: &generator) }
    let firms = (0..<2 * ScoredRun.chunkSize + 77).map { some[$0 * 7 % some.count] }
    let table = rules.table(firms)
    let plan = plan(rules, table)
    let runs = [1, 2, 3].map {
      ScoringRun.score(plan: plan, table: table, ruleSet: rules.ruleSet, asOf: asOf, jobs: $0)
    }
    for run in runs {
      #expect(run.count == firms.count)
      #expect(run.ranking == runs[0].ranking)
      #expect(run.counts == runs[0].counts)
      #expect(run.lows == runs[0].lows && run.highs == runs[0].highs && run.estimates == runs[0].estimates)
      #expect(run.outcomes == runs[0].outcomes && run.workersAffected == runs[0].workersAffected)
    }
  }

  @Test("A run without firms has no ranking and counts nothing")
  func empty() {
    var generator = SeededGenerator(seed: 1)
    let rules = RandomRules(style: .free, using: &generator)
    let table = rules.table([])
    let run = ScoringRun.score(plan: plan(rules, table), table: table, ruleSet: rules.ruleSet, asOf: asOf)
    #expect(run.count == 0 && run.ranking.isEmpty && run.standing.workersAffected == 0)
    #expect(run.standing.bandTable.joined().allSatisfy { $0 == 0 })
  }
}
