import FirmRiskCommands
import FirmTable
import Foundation
import RandomRuleSets
import RiskScoring
import RuleEvaluation
import RuleModel
import SQLGeneration

/// One random rule set over a random table, as files that an engine can be tested with.
struct CorpusSet {
  let random: RandomScoring
  let request: SQLRequest
  /// The firm whose explanation is compared.
  let explained: Int

  init(seed: UInt64, over firms: RandomFirms, fault: String?) {
    random = RandomScoring(seed: seed, over: firms)
    var request = SQLInput.request(
      random.ruleSet, table: random.table, asOf: random.asOf, includeDraft: random.includeDraft)
    request.plantedFault = fault
    self.request = request
    explained = Int(seed % UInt64(random.table.count))
  }

  /// Writes the tables, which all rule sets over them share, and the statements that load them.
  func writeTables(into folder: String, dialects: [SQLDialectName]) throws {
    try FirmTableExport(request: request, table: random.table).write(into: folder)
    for dialect in dialects {
      try write(
        text(SQLGenerator(request, dialect: dialect).tables(from: folder)), "\(folder)/tables.\(dialect).sql")
    }
  }

  /// Writes the queries, the expected ranking and the expected explanation of one firm.
  func write(into folder: String, dialects: [SQLDialectName]) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for dialect in dialects {
      let generator = SQLGenerator(request, dialect: dialect)
      try write(text(generator.ranking()), "\(folder)/query.\(dialect).sql")
      let key = random.table.keys[explained]
      try write(text(generator.explanation(of: key)), "\(folder)/explain.\(dialect).sql")
    }
    let run = scored()
    try write(expected(run), "\(folder)/expected.csv")
    try write(explanation(run), "\(folder)/explained.csv")
  }

  private func write(_ text: String, _ path: String) throws {
    try text.write(toFile: path, atomically: false, encoding: .utf8)
  }

  private func text(_ result: SQLGenerator.Result) -> String {
    switch result {
    case .sql(let text): return text
    case .refused(let findings): return "-- refused: \(findings.map(\.headline).joined(separator: "; "))\n"
    }
  }

  private func scored() -> ScoredRun {
    let carried = CarriedFields(ruleSet: random.ruleSet, table: random.table)
    let plan = EvaluationPlan(
      ruleSet: random.ruleSet, asOf: random.asOf, carried: carried, pool: random.table.pool)
    return ScoringRun.score(
      plan: plan, table: random.table, ruleSet: random.ruleSet, asOf: random.asOf,
      includeDraft: random.includeDraft)
  }

  /// The engine's explanation of one firm in the columns of the SQL.
  private func explanation(_ run: ScoredRun) -> String {
    let lines = run.explanation(of: explained).findings.map { finding -> String in
      let rule = random.ruleSet.rules[finding.rule]
      return "\(rule.id),\(finding.scores),\(finding.status.rawValue),\(finding.low),\(finding.most)"
    }
    return (["rule,scores,state,points,most"] + lines).joined(separator: "\n") + "\n"
  }

  /// The engine's ranking in the columns of the SQL.
  private func expected(_ run: ScoredRun) -> String {
    let ruleSet = random.ruleSet
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
