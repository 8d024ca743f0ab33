import FirmRiskCommands
import FirmTable
import Foundation
import RandomRuleSets
import RiskScoring
import RuleEvaluation
import RuleModel
import SQLGeneration

/// One random rule set with its table, as files that an engine can be tested with.
struct CorpusSet {
  let random: RandomScoring
  let request: SQLRequest

  init(seed: UInt64, firms: Int, fault: String?) {
    random = RandomScoring(seed: seed, firms: firms)
    var request = SQLInput.request(
      random.ruleSet, table: random.table, asOf: random.asOf, includeDraft: random.includeDraft)
    request.plantedFault = fault
    self.request = request
  }

  /// Writes tables, statements and the expected ranking.
  func write(into folder: String, dialects: [String]) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try FirmTableExport(request: request, table: random.table).write(into: folder)
    for name in Set(dialects + ["postgresql"]).sorted() {
      guard let dialect = SQLDialectName(rawValue: name) else { continue }
      let generator = SQLGenerator(request, dialect: dialect)
      try text(generator.ranking()).write(
        toFile: "\(folder)/query.\(name).sql", atomically: false, encoding: .utf8)
      try text(generator.tables(from: folder)).write(
        toFile: "\(folder)/tables.\(name).sql", atomically: false, encoding: .utf8)
    }
    try expected().write(toFile: "\(folder)/expected.csv", atomically: false, encoding: .utf8)
  }

  private func text(_ result: SQLGenerator.Result) -> String {
    switch result {
    case .sql(let text): return text
    case .refused(let findings): return "-- refused: \(findings.map(\.headline).joined(separator: "; "))\n"
    }
  }

  /// The engine's ranking in the columns of the SQL.
  private func expected() -> String {
    let ruleSet = random.ruleSet
    let carried = CarriedFields(ruleSet: ruleSet, table: random.table)
    let plan = EvaluationPlan(
      ruleSet: ruleSet, asOf: random.asOf, carried: carried, pool: random.table.pool)
    let run = ScoringRun.score(
      plan: plan, table: random.table, ruleSet: ruleSet, asOf: random.asOf, includeDraft: random.includeDraft)
    var lines = [
      "rank,tax_code,low,high,estimate_tenths,band,band_may_be,coverage,outcome,held_by,confirm_first,"
        + "workers_affected,more_may_be_affected,"
        + ruleSet.areas.map { "area_" + $0.name }.joined(separator: ",")
        + ",fired_rules,unknown_rules,first_reason"
    ]
    func ids(_ rules: [Int]) -> String { rules.map { ruleSet.rules[$0].id }.joined(separator: " ") }
    for (rank, firm) in run.ranking.enumerated() {
      let firm = Int(firm)
      let score = run.score(of: firm)
      let overview = run.overview(of: firm)
      let cells =
        [
          "\(rank + 1)", random.table.keys[firm], "\(score.low)", "\(score.high)", "\(score.estimate)",
          score.band.name, score.bandMayBe.name, "\(run.coverage)", score.outcome.rawValue,
          ids(overview.heldBy), ids(overview.confirmFirst), "\(score.workersAffected)",
          "\(score.moreMayBeAffected)",
        ] + score.areas.map { "\($0.low)" } + [
          ids(overview.firedRules), ids(overview.unknownRules),
          overview.firstReason.map { ruleSet.rules[$0].id } ?? "",
        ]
      lines.append(cells.joined(separator: ","))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// For each part of a rule, innermost first: operator, engine's value and the SQL that must give it, as JSON.
  func probes(rule id: String, firm key: String, dialect: String) throws -> [String] {
    guard let rule = random.ruleSet.rules.first(where: { $0.id == id }),
      let firm = random.table.keys.firstIndex(of: key), let dialect = SQLDialectName(rawValue: dialect)
    else { return [] }
    let record = FirmRecord.from(random.table, firm: firm, ruleSet: random.ruleSet)
    let evaluator = RowEvaluator(ruleSet: random.ruleSet, asOf: random.asOf)
    let generator = SQLGenerator(request, dialect: dialect)
    let encoder = JSONEncoder()
    return try [rule.applies, rule.condition, rule.points?.expression, rule.affects].compactMap { $0 }
      .flatMap(parts)
      .map { part in
        let probe = [
          "operator": name(of: part), "expected": text(evaluator.value(of: part, firm: record)),
          "sql": generator.probe(part, firm: key),
        ]
        return String(decoding: try encoder.encode(probe), as: UTF8.self)
      }
  }

  private func parts(_ expression: RuleExpression) -> [RuleExpression] {
    if case .aggregate = expression.kind { return [expression] }
    return expression.operands.flatMap(parts) + [expression]
  }

  /// The operator's name; of an aggregate also the names of what it computes over rows.
  private func name(of part: RuleExpression) -> String {
    guard case .aggregate = part.kind else { return part.operatorName }
    var inner: Set<String> = []
    for operand in part.operands { operand.visit { inner.insert($0.operatorName) } }
    return "\(part.operatorName) (over \(inner.sorted().joined(separator: ", ")))"
  }

  private func text(_ value: EvaluatedValue) -> String {
    guard case .known(let constant) = value else { return value == .none ? "none" : "" }
    switch constant {
    case .number(let raw): return "\(raw)"
    case .truth(let truth): return truth ? "true" : "false"
    case .date(let date): return "\(date)"
    case .text(let text): return text
    case .member(let member): return "m\(member)"
    case .none: return "none"
    }
  }
}
