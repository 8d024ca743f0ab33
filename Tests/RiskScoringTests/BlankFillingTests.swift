import FirmTable
import RuleEvaluation
import RuleModel
import TestSupport
import Testing

@testable import RiskScoring

@Suite("Filling in blanks")
struct BlankFillingTests {
  /// Low and high of a firm by the obvious scorer.
  private func interval(_ rules: RandomRules, _ firm: [Int64?]) -> (low: Int, high: Int) {
    let totals = ObviousScorer(ruleSet: rules.ruleSet).totals(rules.findings(firm), all: [])
    return (totals.low, totals.high)
  }

  @Test(
    "For every way of filling in the blanks the score lies within the interval",
    arguments: 0..<150 as Range<UInt64>)
  func sound(seed: UInt64) {
    var generator = SeededGenerator(seed: 9000 + seed)
    let rules = RandomRules(style: .free, using: &generator)
    for _ in 0..<4 {
      let firm = rules.firm(using: &generator)
      let (low, high) = interval(rules, firm)
      for complete in rules.completions(of: firm) {
        let score = interval(rules, complete)
        #expect(score.low == score.high)
        #expect(low <= score.low && score.low <= high)
      }
    }
  }

  @Test(
    "The interval is exact where rules read their own fields once and have constant points",
    arguments: 0..<150 as Range<UInt64>)
  func exact(seed: UInt64) {
    var generator = SeededGenerator(seed: 4000 + seed)
    let rules = RandomRules(style: .separate, using: &generator)
    for _ in 0..<3 {
      let firm = rules.firm(using: &generator)
      let (low, high) = interval(rules, firm)
      let scores = rules.completions(of: firm).map { interval(rules, $0).low }
      #expect(scores.min() == low)
      #expect(scores.max() == high)
    }
  }
}
