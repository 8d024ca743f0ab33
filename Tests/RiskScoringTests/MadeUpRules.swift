import Diagnostics
import RuleModel

/// Rule sets and expressions made in code, without the rule language.
enum MadeUp {
  static let span = Span(file: FileID(index: 0), start: 0, end: 0)

  static func text(_ words: String) -> LocalizedText { LocalizedText(vi: words, en: words) }

  static func plainNumber(_ lowest: Int64, _ highest: Int64, scale: Int = 0) -> ValueType {
    .number(NumberType(unit: .none, scale: scale, lowest: lowest, highest: highest))
  }

  static func number(_ raw: Int64, scale: Int = 0) -> RuleExpression {
    RuleExpression(.constant(.number(raw)), type: plainNumber(raw, raw, scale: scale), span: span)
  }

  static func truth(_ isYes: Bool) -> RuleExpression {
    RuleExpression(.constant(.truth(isYes)), type: .truth, span: span)
  }

  static func score(_ variable: ScoreVariable) -> RuleExpression {
    RuleExpression(
      .score(variable), type: plainNumber(0, 1_000_000, scale: variable == .estimate ? 1 : 0), span: span)
  }

  static func compare(_ first: RuleExpression, _ comparison: Comparison, _ second: RuleExpression)
    -> RuleExpression
  {
    RuleExpression(.compare(comparison, first, second), type: .truth, span: span)
  }

  static func and(_ operands: [RuleExpression]) -> RuleExpression {
    RuleExpression(.and(operands), type: .truth, span: span)
  }

  static func rule(
    _ id: String, _ kind: RuleKind = .violation, area: Int? = 0, family: String? = nil,
    applies: RuleExpression? = nil, when condition: RuleExpression = truth(true),
    points: PointsFormula? = nil, affects: RuleExpression? = nil, isDraft: Bool = false
  ) -> Rule {
    Rule(
      id: id, kind: kind, title: text(id), basis: [], effective: EffectPeriod(from: .earliest),
      isDraft: isDraft,
      area: kind == .gate ? nil : area, family: family, applies: applies, condition: condition,
      points: kind == .gate ? nil : points, affects: affects, ended: nil, fines: [], because: nil, check: nil,
      ask: nil, honest: nil, note: nil, span: span)
  }

  static func points(_ number: Int) -> PointsFormula {
    PointsFormula(expression: MadeUp.number(Int64(number)), most: number, least: 0)
  }

  /// The shipped kind of policy: inspect needs a violation, letter from 20, ask from a possible 50.
  static var policy: Policy {
    Policy(
      bandLimits: [0, 20, 40, 60],
      outcomes: [
        .init(
          outcome: .inspect,
          condition: and([
            compare(score(.low), .greaterOrEqual, number(40)),
            compare(score(.violationsFired), .greaterOrEqual, number(1)),
          ])),
        .init(outcome: .letter, condition: compare(score(.low), .greaterOrEqual, number(20))),
        .init(outcome: .ask, condition: compare(score(.high), .greaterOrEqual, number(50))),
      ],
      rankKeys: [
        .init(variable: .low, isDescending: true), .init(variable: .workersAffected, isDescending: true),
        .init(variable: .high, isDescending: true), .init(variable: nil, isDescending: false),
      ])
  }

  static func ruleSet(
    _ rules: [Rule], caps: [Int] = [100], fields: [Field] = [], policy: Policy = MadeUp.policy
  ) -> RuleSet {
    RuleSet(
      languageVersion: 1, name: "made_up", title: text("Made up"), version: "1", units: [], choices: [],
      sources: [
        Source(
          name: "list", title: text("List"), filePatterns: [], hasManyRows: false, key: 0, isComplete: false,
          addsFirms: true, isBase: true)
      ],
      fields: fields, parameters: [], sets: [], definitions: [],
      areas: caps.indices.map { Area(name: "area\($0)", title: text("Area \($0)"), cap: caps[$0]) },
      rules: rules.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }, examples: [], policy: policy)
  }
}
