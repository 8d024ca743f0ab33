import Diagnostics
import RuleModel
import Testing

@testable import RuleLinting

/// Sets of values, and conditions of very many alternatives.
@Suite struct ClaimTests {
  @Test func aSetAndItsComplementShareNothingAndMissNothing() {
    let universe = ValueSet(0...100, holdsNone: true)
    let set = Comparison.greater.values(besides: 60).intersection(universe)
    let rest = set.complement(in: universe)
    #expect(set.ranges == [61...100] && !set.holdsNone)
    #expect(rest.ranges == [0...60] && rest.holdsNone)
    #expect(set.intersection(rest).isEmpty)
  }

  @Test(arguments: Comparison.allCases) func comparisonsHoldAtTheEndsOf64Bits(_ comparison: Comparison) {
    for value in [Int64.min, -1, 0, Int64.max] {
      let set = comparison.values(besides: value)
      #expect(set.intersection(ValueSet(value)).isEmpty == [.less, .greater, .notEqual].contains(comparison))
      let turned = comparison.turned.turned
      #expect(turned == comparison)
    }
  }

  /// A yes/no field that nothing declares, which is enough for a claim.
  private func field(_ index: Int) -> RuleExpression {
    RuleExpression(.field(index), type: .truth, span: Span(file: FileID(index: 0), start: index, end: index))
  }

  private func joined(_ kind: RuleExpression.Kind) -> RuleExpression {
    RuleExpression(kind, type: .truth, span: Span(file: FileID(index: 0), start: 0, end: 0))
  }

  private let ruleSet = RuleSet(
    languageVersion: 1, name: "", title: LocalizedText(vi: "", en: ""), version: "", units: [], choices: [],
    sources: [], fields: [], parameters: [], sets: [], definitions: [], areas: [], rules: [], examples: [],
    policy: Policy(bandLimits: [0, 25, 50, 75], outcomes: [], rankKeys: []))

  @Test func aConditionOfVeryManyAlternativesIsPassedOver() {
    let reader = ClaimReader(ruleSet: ruleSet)
    // Any two of forty fields differ, and all are equal: impossible, but only after very many trials.
    let pairs = (0..<20).map { joined(.or([field(2 * $0), field(2 * $0 + 1)])) }
    let contradiction = (0..<20).map { joined(.or([joined(.not(field(2 * $0))), field(2 * $0 + 1)])) }
    let last = joined(.and((0..<20).map { joined(.not(field(2 * $0 + 1))) }))
    let wide = joined(.and(pairs + contradiction))
    #expect(!reader.areImpossible([reader.claim(wide)]))
    #expect(reader.areImpossible([reader.claim(joined(.and([pairs[0], contradiction[0], last])))]))
  }

  @Test func deMorganHoldsUnderNegation() {
    let reader = ClaimReader(ruleSet: ruleSet)
    let (a, b) = (field(0), field(1))
    let first = joined(.not(joined(.and([a, b]))))
    let second = joined(.or([joined(.not(a)), joined(.not(b))]))
    #expect(reader.areImpossible([reader.claim(first), reader.claim(second, is: false)]))
    #expect(reader.areImpossible([reader.claim(first, is: false), reader.claim(second)]))
    #expect(!reader.areImpossible([reader.claim(first), reader.claim(second)]))
  }
}
