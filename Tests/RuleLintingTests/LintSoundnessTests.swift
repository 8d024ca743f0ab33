import FirmTable
import RandomRuleSets
import RuleEvaluation
import RuleModel
import TestSupport
import Testing

@testable import RuleLinting

/// Random conditions over random firms: what the lints call proved is never contradicted by a firm.
@Suite struct LintSoundnessTests {
  /// What a firm says of a condition; nil when it is not known.
  private func answer(
    _ condition: RuleExpression, _ evaluator: RowEvaluator, _ firm: FirmRecord
  ) -> Bool? {
    guard case .known(.truth(let answer)) = evaluator.value(of: condition, firm: firm) else { return nil }
    return answer
  }

  private func joined(_ kind: RuleExpression.Kind, _ writer: inout ExpressionGenerator) -> RuleExpression {
    writer.make(kind, .truth)
  }

  /// Conditions that share parts, so that some contradict, repeat or imply others.
  private func conditions(_ writer: inout ExpressionGenerator) -> [RuleExpression] {
    let parts = (0..<4).map { _ in writer.truth(2) }
    let first = joined(.and([parts[0], parts[1]]), &writer)
    let second = joined(.or([parts[1], parts[2]]), &writer)
    let denial = joined(.not(second), &writer)
    return parts + [
      first, second, denial, joined(.and([first, denial]), &writer), joined(.or([second, denial]), &writer),
    ]
  }

  @Test(arguments: 1...6 as ClosedRange<UInt64>) func noFirmContradictsWhatIsProved(_ seed: UInt64) {
    var proofs = 0
    for number in 0..<25 as Range<UInt64> {
      var schema = RandomSchema(seed: seed * 100 + number)
      let table = RandomTable.make(&schema, firms: 25)
      var writer = ExpressionGenerator(schema: schema, source: nil)
      let conditions = conditions(&writer)
      let ruleSet = writer.schema.ruleSet
      let evaluator = RowEvaluator(ruleSet: ruleSet, asOf: schema.asOf)
      let reader = ClaimReader(ruleSet: ruleSet)
      let firms = (0..<25).map { FirmRecord.from(table, firm: $0, ruleSet: ruleSet) }
      let answers = conditions.map { condition in firms.map { answer(condition, evaluator, $0) } }
      for (position, condition) in conditions.enumerated() {
        for value in [true, false] where reader.areImpossible([reader.claim(condition, is: value)]) {
          proofs += 1
          #expect(
            !answers[position].contains(value), "seed \(seed), set \(number), condition \(position) \(value)")
        }
        for (other, implied) in conditions.enumerated() where other != position {
          let claims = [reader.claim(condition), reader.claim(implied, is: false)]
          guard reader.areImpossible(claims) else { continue }
          proofs += 1
          let counterexamples = zip(answers[position], answers[other]).filter { $0 == true && $1 == false }
          #expect(counterexamples.isEmpty, "seed \(seed), set \(number): \(position) implies \(other)")
        }
      }
    }
    #expect(proofs > 100, "only \(proofs) proofs were put to the test")
  }
}
