import Diagnostics
import FirmSources
import FirmTable
import RiskScoring
import RuleModel
import RuleSentences

/// `findings.jsonl`: one line for each firm and rule that fires or is unknown, in the order of the ranking.
///
/// The first line states the version. Reports read this file instead of scoring again.
final class FindingsFile: Sendable {
  let ruleSet: RuleSet
  let table: FirmTable
  let run: ScoredRun
  let values: TableValues
  let origin: @Sendable (Int, FieldIndex) -> CellOrigin?
  /// Whether values of personal fields are written.
  let includePersonal: Bool

  init(_ result: RunResult, _ values: TableValues, includePersonal: Bool) {
    ruleSet = result.ruleSet
    table = result.table
    run = result.run
    self.values = values
    origin = result.origin
    self.includePersonal = includePersonal
  }

  /// The line that states the version.
  var header: [UInt8] {
    let line = JSONValue.object([
      "findings_version": .integer(1), "pack": .string(ruleSet.name), "as_of": .string(run.asOf.description),
    ])
    return Array((line.compact + "\n").utf8)
  }

  /// Lines of a range of ranks, counted from 0.
  func bytes(ofRanks ranks: Range<Int>) -> [UInt8] {
    var bytes: [UInt8] = []
    for rank in ranks {
      let firm = Int(run.ranking[rank])
      let open = run.findings(of: firm).filter { $0.status == .fires || $0.status == .unknown }
      guard !open.isEmpty else { continue }
      let values = values.values(of: firm)
      for finding in open {
        bytes += line(rank: rank, firm: firm, finding, values).compact.utf8
        bytes.append(0x0A)
      }
    }
    return bytes
  }

  private func line(rank: Int, firm: Int, _ finding: RuleFinding, _ values: FirmValues) -> JSONValue {
    .object(
      [
        .init("rank", MachineText.count(rank + 1)), .init("tax_code", .string(table.keys[firm])),
        .init("rule", .string(ruleSet.rules[finding.rule].id)),
      ] + members(of: finding, firm: firm, values))
  }

  /// What is said of a rule that fires or is unknown.
  func members(of finding: RuleFinding, firm: Int, _ values: FirmValues) -> [JSONValue.Member] {
    let rule = ruleSet.rules[finding.rule]
    let affects = rule.affects.map { MachineText.json(values($0), type: $0.type, ruleSet: ruleSet) } ?? .null
    return [
      .init("state", .string(finding.status == .fires ? "fires" : "unknown")),
      .init("draft", .bool(finding.isDraft)),
      .init("scores", .bool(finding.scores)),
      .init("points", MachineText.count(finding.low)),
      .init("most", MachineText.count(finding.most)),
      .init("points_known", .bool(finding.status == .fires && !finding.hasUnknownPoints)),
      .init("same_act", .bool(finding.isSameActInLow)),
      .init("affects", affects),
      .init("operands", .array(operands(of: rule).map { operand($0, firm: firm, values) })),
    ]
  }

  private func operand(_ expression: RuleExpression, firm: Int, _ values: FirmValues) -> JSONValue {
    var members: [JSONValue.Member] = []
    if case .field(let field) = expression.kind {
      members.append(.init("field", .string(ruleSet.fields[field].name)))
      if ruleSet.fields[field].isPersonal && !includePersonal {
        members.append(.init("hidden", .bool(true)))
      } else {
        members.append(
          .init("value", MachineText.json(values(expression), type: expression.type, ruleSet: ruleSet)))
      }
      if let origin = origin(firm, field) {
        members.append(.init("origin", .string(origin.kind.rawValue)))
        if let file = origin.file { members.append(.init("file", .string(file))) }
        if let line = origin.line { members.append(.init("line", MachineText.count(line))) }
      }
    } else {
      let writer = ExpressionWriter(language: .en, ruleSet: ruleSet)
      members.append(.init("expression", .string(writer.text(expression))))
      members.append(
        .init("value", MachineText.json(values(expression), type: expression.type, ruleSet: ruleSet)))
    }
    return .object(members)
  }

  /// What a rule reads about a firm: fields, look-ups and whole aggregates, each once, in order of the text.
  private func operands(of rule: Rule) -> [RuleExpression] {
    var found: [RuleExpression] = []
    var seen: Set<RuleExpression.Kind> = []
    func collect(_ expression: RuleExpression) {
      switch expression.kind {
      case .field, .aggregate, .lookup:
        if seen.insert(expression.kind).inserted { found.append(expression) }
        if case .lookup = expression.kind { expression.operands.forEach(collect) }
      default: expression.operands.forEach(collect)
      }
    }
    for root in [rule.applies, rule.condition, rule.points?.expression, rule.affects].compactMap({ $0 }) {
      collect(root)
    }
    return found
  }
}
