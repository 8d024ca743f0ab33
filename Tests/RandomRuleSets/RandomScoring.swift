import Diagnostics
import FirmTable
import RuleModel
import TestSupport

/// Random fields with a random table, on which many rule sets can be tried.
package struct RandomFirms {
  let schema: RandomSchema
  package let table: FirmTable

  package init(seed: UInt64, firms: Int) {
    var schema = RandomSchema(seed: seed)
    table = RandomTable.make(&schema, firms: firms)
    self.schema = schema
  }
}

/// A random rule set with areas, families, gates, drafts and a policy, and a random table to score with it.
package struct RandomScoring {
  package let ruleSet: RuleSet
  package let asOf: CivilDate
  package let table: FirmTable
  package let includeDraft: Bool

  /// Rules in each set.
  private static let ruleCount = 12

  /// Rules over the fields of a table; different seeds give different rules.
  package init(seed: UInt64, over firms: RandomFirms) {
    var schema = firms.schema
    schema.random = SeededGenerator(seed: schema.random.next() &+ seed)
    table = firms.table
    asOf = schema.asOf
    var writer = ExpressionGenerator(schema: schema, source: nil)
    let text = LocalizedText(vi: "", en: "")
    var ruleSet = schema.ruleSet
    let caps = [50, 35, 15]
    ruleSet.areas = ["a", "b", "c"].enumerated().map { Area(name: $1, title: text, cap: caps[$0]) }
    ruleSet.fields[RandomSchema.base].role = .workers
    ruleSet.rules = (0..<RandomScoring.ruleCount).map { RandomScoring.rule($0, &writer) }.sorted {
      $0.id.utf8.lexicographicallyPrecedes($1.id.utf8)
    }
    ruleSet.policy = RandomScoring.policy(&writer)
    includeDraft = writer.roll(2) == 0
    self.ruleSet = ruleSet
  }

  private static func rule(_ number: Int, _ writer: inout ExpressionGenerator) -> Rule {
    let isGate = number >= ruleCount - 2
    let area = writer.roll(3)
    let applies = writer.roll(2) == 0 ? writer.truth(2) : nil
    let condition = writer.truth(3)
    let least = writer.roll(3) == 0 ? writer.roll(4) : 0
    let formula = points(least: least, &writer)
    let affects = writer.roll(2) == 0 ? writer.number(2, scale: 0, within: 0...100_000) : nil
    let start = writer.roll(12) == 0 ? CivilDate(days: 20_300) : CivilDate.earliest
    let text = LocalizedText(vi: "", en: "")
    let kind: RuleKind = isGate ? .gate : writer.roll(3) == 0 ? .indicator : .violation
    return Rule(
      id: isGate ? "gate.rule\(number)" : "\(["a", "b", "c"][area]).rule\(number)", kind: kind, title: text,
      basis: [], effective: EffectPeriod(from: start), isDraft: writer.roll(8) == 0,
      area: isGate ? nil : area, family: !isGate && writer.roll(3) == 0 ? "f\(writer.roll(2))" : nil,
      applies: applies, condition: condition, points: isGate ? nil : formula, affects: isGate ? nil : affects,
      ended: nil, fines: [], because: nil, check: nil, ask: nil, honest: nil, note: nil,
      span: writer.schema.places.span())
  }

  private static func points(least: Int, _ writer: inout ExpressionGenerator) -> PointsFormula {
    let most = least + 1 + writer.roll(40)
    if writer.roll(2) == 0 {
      let raw = Int64(most)
      return PointsFormula(
        expression: writer.make(.constant(.number(raw)), .number(raw...raw)), most: most, least: 0)
    }
    return PointsFormula(expression: writer.number(3), most: most, least: least)
  }

  // MARK: - Policy

  private static func policy(_ writer: inout ExpressionGenerator) -> Policy {
    let outcomes: [Outcome] = [.inspect, .letter, .ask]
    var keys: [Policy.RankKey] = []
    for _ in 0..<writer.roll(4) {
      let variable = ScoreVariable.allCases[writer.roll(ScoreVariable.allCases.count)]
      keys.append(Policy.RankKey(variable: variable, isDescending: writer.roll(2) == 0))
    }
    if writer.roll(2) == 0 { keys.append(Policy.RankKey(variable: nil, isDescending: writer.roll(2) == 0)) }
    return Policy(
      bandLimits: [0, 10 + writer.roll(10), 25 + writer.roll(15), 45 + writer.roll(30)],
      outcomes: outcomes.filter { _ in writer.roll(8) > 0 }.map { outcome in
        Policy.OutcomeCondition(outcome: outcome, condition: condition(1, &writer))
      }, rankKeys: keys)
  }

  private static func condition(_ depth: Int, _ writer: inout ExpressionGenerator) -> RuleExpression {
    if depth > 0 {
      switch writer.roll(4) {
      case 0: return writer.make(.and([condition(0, &writer), condition(0, &writer)]), .truth)
      case 1: return writer.make(.or([condition(0, &writer), condition(0, &writer)]), .truth)
      case 2: return writer.make(.not(condition(0, &writer)), .truth)
      default: break
      }
    }
    let variable = ScoreVariable.allCases[writer.roll(ScoreVariable.allCases.count)]
    let scale = variable == .estimate ? 1 : 0
    let figure = writer.make(.score(variable), .number(scale: scale, 0...1_000_000))
    let limit = Int64(writer.roll(variable == .estimate ? 700 : 60))
    let constant = writer.make(.constant(.number(limit)), .number(scale: scale, limit...limit))
    let comparison = Comparison.allCases[writer.roll(Comparison.allCases.count)]
    return writer.make(.compare(comparison, figure, constant), .truth)
  }
}
