import Diagnostics
import FirmTable
import RandomRuleSets
import RuleEvaluation
import RuleModel
import TestSupport
import Testing

/// Random rule sets over random tables: the batch evaluator must say what the row evaluator says.
struct EvaluatorAgreementTests {
  static let ruleSetsPerSeed = 40

  @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
  func batchAgreesWithRows(seed: UInt64) {
    for number in 0..<EvaluatorAgreementTests.ruleSetsPerSeed {
      let setSeed = seed * 1_000 + UInt64(number)
      let differences = RandomRun(seed: setSeed, firms: 5 + number % 30).differences()
      #expect(differences.isEmpty, "seed \(setSeed): \(differences.prefix(3).joined(separator: "; "))")
      if !differences.isEmpty { return }
    }
  }

  @Test func theGeneratorWritesEveryKindOfExpression() {
    var kinds: Set<String> = []
    for seed in 0..<60 {
      let run = RandomRun(seed: UInt64(seed), firms: 1)
      for rule in run.ruleSet.rules {
        for expression in [rule.applies, rule.condition, rule.points?.expression, rule.affects] {
          expression?.visit { kinds.insert(RandomRun.name(of: $0)) }
        }
      }
    }
    let expected = [
      "absolute", "add", "addDays", "addMonths", "aggregate all", "aggregate any", "aggregate count",
      "aggregate latest", "aggregate max", "aggregate min", "aggregate sum", "and", "asOf", "compare",
      "conditional",
      "constant", "dateDifference", "divide", "endOfMonth", "field", "floorDivide", "inSet", "isNone",
      "latestAnniversary", "lookup", "makeDate", "maximum", "minimum", "modulo", "multiply", "named",
      "negate", "not",
      "or", "reported", "rescale", "round", "subtract", "year",
    ]
    #expect(kinds.sorted() == expected)
  }

  @Test func randomRulesReachEveryState() {
    var counts: [RuleState: Int] = [:]
    var incidents = 0
    for seed in 100..<140 {
      let run = RandomRun(seed: UInt64(seed), firms: 10)
      let evaluator = RowEvaluator(ruleSet: run.ruleSet, asOf: run.asOf)
      for firm in 0..<10 {
        let record = FirmRecord.from(run.table, firm: firm, ruleSet: run.ruleSet)
        for rule in run.ruleSet.rules {
          counts[evaluator.evaluate(rule, firm: record).state, default: 0] += 1
        }
        incidents += evaluator.incidents(of: run.ruleSet.rules, firm: record).count
      }
    }
    for state in RuleState.allCases { #expect(counts[state, default: 0] > 100, "\(state)") }
    #expect(incidents > 100)
  }
}

/// One random rule set and table.
struct RandomRun {
  let ruleSet: RuleSet
  let asOf: CivilDate
  let table: FirmTable
  let carried: CarriedFields

  init(seed: UInt64, firms: Int) {
    var schema = RandomSchema(seed: seed)
    table = RandomTable.make(&schema, firms: firms)
    asOf = schema.asOf
    var writer = ExpressionGenerator(schema: schema, source: nil)
    var rules: [Rule] = []
    for number in 0..<8 { rules.append(RandomRun.rule(number, &writer)) }
    var ruleSet = schema.ruleSet
    ruleSet.rules = rules
    self.ruleSet = ruleSet
    carried = CarriedFields(ruleSet: ruleSet, table: table)
  }

  private static func rule(_ number: Int, _ writer: inout ExpressionGenerator) -> Rule {
    let applies = writer.roll(2) == 0 ? writer.truth(2) : nil
    let condition = writer.truth(3)
    let least = writer.roll(4)
    let formula = PointsFormula(expression: writer.number(3), most: least + writer.roll(60), least: least)
    let affects = writer.roll(2) == 0 ? writer.number(3) : nil
    let start = writer.roll(12) == 0 ? CivilDate(days: 20_300) : CivilDate.earliest
    let text = LocalizedText(vi: "", en: "")
    return Rule(
      id: "a.rule\(number)", kind: number == 7 ? .gate : .violation, title: text, basis: [],
      effective: EffectPeriod(from: start), isDraft: false, area: 0, family: nil, applies: applies,
      condition: condition, points: number == 7 ? nil : formula, affects: affects, ended: nil, fines: [],
      because: nil, check: nil, ask: nil, honest: nil, note: nil, span: writer.schema.places.span())
  }

  /// Where the evaluators disagree, in words.
  func differences() -> [String] {
    let rows = RowEvaluator(ruleSet: ruleSet, asOf: asOf)
    let plan = EvaluationPlan(ruleSet: ruleSet, asOf: asOf, carried: carried, pool: table.pool)
    let inEffect = ruleSet.rules.filter { $0.effective.contains(asOf) }
    var found: [String] = []
    var outcomes: [[RowOutcome]] = []
    var counts: [DataIncident: Int] = [:]
    for firm in 0..<table.count {
      let record = FirmRecord.from(table, firm: firm, ruleSet: ruleSet)
      outcomes.append(ruleSet.rules.map { rows.evaluate($0, firm: record) })
      for incident in rows.incidents(of: inEffect, firm: record) { counts[incident, default: 0] += 1 }
      for rule in plan.notAssessed where outcomes[firm][rule.ruleIndex].state == .fires {
        found.append("rule \(rule.ruleIndex) is not assessed but fires for firm \(firm)")
      }
    }
    if plan.rules.count + plan.notAssessed.count + plan.notInEffect.count != ruleSet.rules.count {
      found.append("the plan lost a rule")
    }
    for batchSize in [1, 3, 64, 2_048] {
      found += differences(plan, batchSize: batchSize, outcomes, counts)
    }
    return found
  }

  private func differences(
    _ plan: EvaluationPlan, batchSize: Int, _ expected: [[RowOutcome]], _ counts: [DataIncident: Int]
  ) -> [String] {
    var evaluator = BatchEvaluator(plan: plan, table: table, batchSize: batchSize)
    var batch = evaluator.makeOutcomes()
    var found: [String] = []
    for first in stride(from: 0, to: table.count, by: batchSize) {
      evaluator.evaluate(firms: first..<min(first + batchSize, table.count), into: &batch)
      for (position, rule) in plan.rules.enumerated() {
        for offset in 0..<batch.count {
          let outcome = expected[first + offset][rule.ruleIndex]
          let actual = RandomRun.outcome(batch, rule, position, offset)
          // Points and affects are meant only where the rule fires.
          let isEqual = outcome.state == .fires ? actual == outcome : actual.state == outcome.state
          if !isEqual {
            found.append(
              "batches of \(batchSize), rule \(rule.ruleIndex), firm \(first + offset): \(actual) for \(outcome)"
            )
          }
        }
      }
    }
    var actualCounts: [DataIncident: Int] = [:]
    for (incident, count) in zip(plan.incidents, evaluator.incidentCounts) where count > 0 {
      actualCounts[incident] = count
    }
    for incident in Set(actualCounts.keys).union(counts.keys).sorted() {
      let (actual, expected) = (actualCounts[incident] ?? 0, counts[incident] ?? 0)
      if actual != expected {
        found.append(
          "batches of \(batchSize), \(incident.kind) at \(incident.span.start): \(actual) for \(expected)")
      }
    }
    return found
  }

  private static func outcome(
    _ batch: BatchOutcomes, _ rule: PlannedRule, _ position: Int, _ offset: Int
  ) -> RowOutcome {
    var points = rule.constantPoints
    if let bytes = batch.points[position] {
      points = bytes[offset] == BatchOutcomes.unknownPoints ? nil : Int(bytes[offset])
    }
    let affects = batch.affects[position].map { values -> EvaluatedValue in
      switch values[offset] {
      case CellMark.unknown: return .unknown
      case CellMark.none: return .none
      default: return .known(.number(values[offset]))
      }
    }
    return RowOutcome(
      state: RuleState(rawValue: batch.states[position][offset]) ?? .unknown, points: points, affects: affects
    )
  }

  /// Name of an expression's kind.
  static func name(of expression: RuleExpression) -> String {
    if case .aggregate(let aggregate) = expression.kind { return "aggregate \(aggregate.function.rawValue)" }
    return String(String(describing: expression.kind).prefix { $0.isLetter })
  }
}
