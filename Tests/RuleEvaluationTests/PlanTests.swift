import Diagnostics
import FirmTable
import RuleChecking
import RandomRuleSets
import RuleEvaluation
import RuleLanguage
import RuleModel
import Testing

/// What a run can and cannot assess, and what it counts.
struct PlanTests {
  private let asOf = CivilDate(days: 20_513)

  private func ruleSet(_ rules: String) throws -> RuleSet {
    let schema = """
      language 1
      pack plan { title vi "a" en "a" version "1" }
      source firms { title vi "a" en "a" files "f.csv" rows one key tax_code base }
      source visits { title vi "a" en "a" files "v.csv" rows many key tax_code complete adds no firms }
      field tax_code: text { title vi "a" en "a" from firms, visits role key }
      field a: yes/no { title vi "a" en "a" from firms }
      field b: yes/no { title vi "a" en "a" from firms }
      field x: number { title vi "a" en "a" range 0 to 100 from firms }
      field y: number { title vi "a" en "a" range 0 to 100 from firms }
      field half: number { title vi "a" en "a" range 0 to 100 from firms otherwise x div 2 note vi "a" en "a" }
      field excused: yes/no { title vi "a" en "a" from firms presumed no because vi "a" en "a" }
      field visit_date: date { title vi "a" en "a" from visits }
      area r { title vi "a" en "a" cap 100 }
      policy {
        bands low from 0, medium from 25, high from 50, critical from 75
        inspect when low >= 50
        letter when low >= 25
        ask when high >= 50
        rank by low descending, tax_code
      }
      """
    var sources = SourceMap()
    let file = sources.add(path: "plan.rules", bytes: Array((schema + "\n" + rules).utf8))
    let pack = RuleChecker.check([RuleParser.parse(sources.file(file))])
    let text = TerminalRenderer(usesColour: false).render(pack.diagnostics, in: sources)
    return try #require(pack.ruleSet, "\(text)")
  }

  private func rule(_ name: String, _ clauses: String, from: String = "2000-01-01") -> String {
    "rule r.\(name) is indicator { title vi \"a\" en \"a\" effective from \(from) \(clauses) points 5 }\n"
  }

  private func plan(
    _ ruleSet: RuleSet, columns: [String], sources: Set<SourceIndex> = []
  ) -> EvaluationPlan {
    let indices = ruleSet.fields.indices.filter { columns.contains(ruleSet.fields[$0].name) }
    let carried = CarriedFields(
      ruleSet: ruleSet, columns: Set(indices), sources: sources, completeSources: sources)
    return EvaluationPlan(ruleSet: ruleSet, asOf: asOf, carried: carried, pool: TextPool())
  }

  private func missing(_ plan: EvaluationPlan, _ ruleSet: RuleSet) -> [String: [String]] {
    var missing: [String: [String]] = [:]
    for rule in plan.notAssessed {
      missing[ruleSet.rules[rule.ruleIndex].id] =
        rule.missingFields.map { ruleSet.fields[$0].name }
        + rule.missingSources.map { ruleSet.sources[$0].name }
    }
    return missing
  }

  @Test func aRuleThatCannotFireIsNotAssessed() throws {
    let ruleSet = try ruleSet(
      rule("and", "when a and b") + rule("or", "when a or b") + rule("applies", "applies b when a")
        + rule("presumed", "when a unless excused") + rule("derived", "when half > 3")
        + rule("both", "when b and y > 3"))
    let withA = plan(ruleSet, columns: ["a", "x"])
    #expect(missing(withA, ruleSet) == ["r.and": ["b"], "r.applies": ["b"], "r.both": ["b", "y"]])
    let withB = plan(ruleSet, columns: ["b"])
    #expect(
      missing(withB, ruleSet)
        == ["r.and": ["a"], "r.applies": ["a"], "r.presumed": ["a"], "r.derived": ["half"], "r.both": ["y"]])
  }

  @Test func aListOfRowsBringsRulesIn() throws {
    let ruleSet = try ruleSet(
      rule("none", "when count(visits) = 0")
        + rule("recent", "when count(visits where visit_date > as_of - 12 months) >= 1"))
    #expect(
      missing(plan(ruleSet, columns: []), ruleSet)
        == ["r.none": ["visits"], "r.recent": ["visit_date", "visits"]])
    // Without dates the count can only be 0 or unknown.
    #expect(missing(plan(ruleSet, columns: [], sources: [1]), ruleSet) == ["r.recent": ["visit_date"]])
    #expect(missing(plan(ruleSet, columns: ["visit_date"], sources: [1]), ruleSet).isEmpty)
  }

  @Test func aRuleThatLacksNothingIsAssessedEvenWhenItCannotFire() throws {
    let ruleSet = try ruleSet(rule("never", "when as_of < 2001-01-01 and a"))
    let plan = plan(ruleSet, columns: ["a"])
    #expect(plan.rules.count == 1)
    #expect(plan.notAssessed.isEmpty)
  }

  @Test func rulesOutOfEffectAreNamed() throws {
    let ruleSet = try ruleSet(rule("now", "when a") + rule("later", "when a", from: "2027-01-01"))
    let plan = plan(ruleSet, columns: ["a"])
    #expect(plan.notInEffect.map { ruleSet.rules[$0].id } == ["r.later"])
    #expect(plan.rules.map { ruleSet.rules[$0.ruleIndex].id } == ["r.now"])
    #expect(plan.rules[0].constantPoints == 5)
  }

  @Test func aZeroDivisorCountsOncePerPlaceAndFirmWhateverStandsAroundIt() throws {
    let ruleSet = try ruleSet(
      rule("skipped", "applies a when b and x div y > 1") + rule("twice", "when x div y = 1 or x div y = 2")
        + rule("unassessed", "when visit and x div y > 1").replacing(
          "visit", with: "reported(b) and half > 1 and b"))
    let count = 4
    var table = FirmTable(
      keys: ["1", "2", "3", "4"], columns: ruleSet.fields.map { _ in nil }, rows: [nil, nil])
    func index(_ name: String) throws -> FieldIndex {
      try #require(ruleSet.fields.firstIndex { $0.name == name })
    }
    table.columns[try index("a")] = .truth([0, 0, 0, 0])
    table.columns[try index("x")] = .narrow([5, CellMark.unknownNarrow, 5, 5])
    table.columns[try index("y")] = .narrow([0, 0, CellMark.unknownNarrow, 2])
    let carried = CarriedFields(ruleSet: ruleSet, table: table)
    let plan = EvaluationPlan(ruleSet: ruleSet, asOf: asOf, carried: carried, pool: table.pool)
    #expect(plan.notAssessed.count == 2)
    var evaluator = BatchEvaluator(plan: plan, table: table)
    var outcomes = evaluator.makeOutcomes()
    evaluator.evaluate(firms: 0..<count, into: &outcomes)
    // Two firms have a known zero divisor, at four places in the text.
    #expect(evaluator.incidentCounts == [2, 2, 2, 2])
  }

  @Test func aBadCellIsNeitherPresumedNorDerived() throws {
    let ruleSet = try ruleSet(rule("derived", "when half >= 2") + rule("presumed", "when not excused"))
    var table = FirmTable(
      keys: ["1", "2", "3"], columns: ruleSet.fields.map { _ in nil }, rows: [nil, nil])
    for (position, field) in ruleSet.fields.enumerated() {
      switch field.name {
      case "half": table.columns[position] = .narrow([CellMark.badNarrow, CellMark.unknownNarrow, 1])
      case "x": table.columns[position] = .narrow([9, 9, 9])
      case "excused": table.columns[position] = .truth([TruthCode.bad, TruthCode.unknown, TruthCode.no])
      default: continue
      }
    }
    let carried = CarriedFields(ruleSet: ruleSet, table: table)
    let plan = EvaluationPlan(ruleSet: ruleSet, asOf: asOf, carried: carried, pool: table.pool)
    var evaluator = BatchEvaluator(plan: plan, table: table)
    var outcomes = evaluator.makeOutcomes()
    evaluator.evaluate(firms: 0..<3, into: &outcomes)
    let states = outcomes.states.map { $0.prefix(3).compactMap { RuleState(rawValue: $0) } }
    #expect(states == [[.unknown, .fires, .passed], [.unknown, .unknown, .fires]])
    let rows = RowEvaluator(ruleSet: ruleSet, asOf: asOf)
    for (position, rule) in ruleSet.rules.enumerated() {
      let found = (0..<3).map {
        rows.evaluate(rule, firm: FirmRecord.from(table, firm: $0, ruleSet: ruleSet)).state
      }
      #expect(found == states[position])
    }
  }

  @Test func aTraceHoldsEveryOperand() throws {
    let ruleSet = try ruleSet(rule("trace", "when x + y > 10 and a"))
    let fields = ruleSet.fields.map(\.name)
    let x = try #require(fields.firstIndex(of: "x"))
    let y = try #require(fields.firstIndex(of: "y"))
    let firm = FirmRecord(ruleSet: ruleSet, stated: [x: .known(.number(4)), y: .known(.number(7))])
    let trace = RowEvaluator(ruleSet: ruleSet, asOf: asOf).trace(ruleSet.rules[0].condition, firm: firm)
    #expect(trace.value == .unknown)
    #expect(trace.operands.map(\.value) == [.known(.truth(true)), .unknown])
    #expect(trace.operands[0].operands.map(\.value) == [.known(.number(11)), .known(.number(10))])
  }
}
