import Diagnostics
import FirmSources
import FirmTable
import RiskScoring
import RuleModel
import RuleSentences

/// One firm with its whole explanation as JSON: a line of `ranking.jsonl`.
final class FirmDocument: Sendable {
  let ruleSet: RuleSet
  let table: FirmTable
  let run: ScoredRun
  let values: TableValues
  let includePersonal: Bool
  private let findings: FindingsFile
  /// Provisions of each rule, as acts cite them in Vietnamese and English.
  private let bases: [JSONValue]

  init(_ result: RunResult, includePersonal: Bool) {
    ruleSet = result.ruleSet
    table = result.table
    run = result.run
    values = TableValues(ruleSet: result.ruleSet, table: result.table, evaluated: result.values)
    self.includePersonal = includePersonal
    findings = FindingsFile(result, values, includePersonal: includePersonal)
    bases = result.ruleSet.rules.map { rule in
      .array(
        rule.basis.map { .object(["vi": .string($0.text(in: .vi)), "en": .string($0.text(in: .en))]) })
    }
  }

  /// Lines of a range of ranks, counted from 0.
  func bytes(ofRanks ranks: Range<Int>) -> [UInt8] {
    var bytes: [UInt8] = []
    for rank in ranks {
      bytes += json(rank).compact.utf8
      bytes.append(0x0A)
    }
    return bytes
  }

  /// The firm of a rank, counted from 0.
  func json(_ rank: Int) -> JSONValue {
    let firm = Int(run.ranking[rank])
    let explanation = run.explanation(of: firm)
    let firmValues = values.values(of: firm)
    let overview = run.overview(of: firm)
    var members: [JSONValue.Member] = [
      .init("ranking_version", .integer(1)), .init("as_of", .string(run.asOf.description)),
      .init("rank", MachineText.count(rank + 1)), .init("tax_code", .string(table.keys[firm])),
      .init("name", shown(ruleSet.field(with: .name), firmValues)),
      .init(
        "groups",
        .object(ruleSet.groupFields.map { .init(ruleSet.fields[$0].name, shown($0, firmValues)) })),
    ]
    members += score(explanation.score)
    members.append(.init("first_reason", .optional(overview.firstReason.map { ruleSet.rules[$0].id })))
    members.append(.init("below_band", explanation.belowBand.map(below) ?? .null))
    let open = explanation.findings.filter { $0.status == .fires || $0.status == .unknown }
    members.append(.init("rules", .array(open.map { rule($0, firm: firm, firmValues) })))
    for (name, status) in [
      ("passed", RuleStatus.passed), ("not_applicable", .notApplicable), ("not_assessed", .notAssessed),
      ("not_in_effect", .notInEffect),
    ] {
      members.append(.init(name, ids(explanation.findings.filter { $0.status == status }.map(\.rule))))
    }
    return .object(members)
  }

  private func ids(_ rules: [Int]) -> JSONValue { MachineText.names(rules.map { ruleSet.rules[$0].id }) }

  /// A field's value; null when it is not known or may not leave the program.
  private func shown(_ field: FieldIndex?, _ values: FirmValues) -> JSONValue {
    guard let field, includePersonal || !ruleSet.fields[field].isPersonal else { return .null }
    let declared = ruleSet.fields[field]
    return MachineText.json(
      values(RuleExpression(.field(field), type: declared.type, span: declared.span)), type: declared.type,
      ruleSet: ruleSet)
  }

  private func score(_ score: FirmScore) -> [JSONValue.Member] {
    [
      .init("low", MachineText.count(score.low)), .init("high", MachineText.count(score.high)),
      .init("estimate", .decimal(MachineText.decimal(Int64(score.estimate), scale: 1))),
      .init("band", .string(score.band.name)), .init("band_may_be", .string(score.bandMayBe.name)),
      .init("coverage", MachineText.count(run.coverage)), .init("outcome", .string(score.outcome.rawValue)),
      .init("held_by", ids(score.heldBy)), .init("confirm_first", ids(score.confirmFirst)),
      .init("workers_affected", .integer(score.workersAffected)),
      .init("more_may_be_affected", .bool(score.moreMayBeAffected)),
      .init("violations_fired", MachineText.count(score.violationsFired)),
      .init("violation_points", MachineText.count(score.violationPoints)),
      .init(
        "areas",
        .array(
          zip(ruleSet.areas, score.areas).map { area, points in
            .object([
              "name": .string(area.name), "cap": MachineText.count(area.cap),
              "low": MachineText.count(points.low), "high": MachineText.count(points.high),
              "sum_low": MachineText.count(points.uncappedLow),
              "sum_high": MachineText.count(points.uncappedHigh),
              "sum_estimate": .decimal(MachineText.decimal(Int64(points.uncappedEstimate), scale: 1)),
            ])
          })),
    ]
  }

  private func below(_ way: BandDescent) -> JSONValue {
    .object([
      "rules": ids(way.rules), "low": MachineText.count(way.low), "band": .string(way.band.name),
    ])
  }

  /// A rule that fires or is unknown: what `findings.jsonl` says of it, and its words.
  private func rule(_ finding: RuleFinding, firm: Int, _ values: FirmValues) -> JSONValue {
    let rule = ruleSet.rules[finding.rule]
    var members = [
      JSONValue.Member("rule", .string(rule.id)), .init("kind", .string(rule.kind.rawValue)),
      .init("title", pair(rule.title)), .init("basis", bases[finding.rule]),
    ]
    members += findings.members(of: finding, firm: firm, values)
    if finding.status == .fires {
      members.append(
        .init(
          "reason",
          pair { SentenceWriter(language: $0, ruleSet: ruleSet).reason(of: rule, value: values) }))
      members.append(.init("fines", fines(rule, values)))
    }
    return .object(members)
  }

  private func fines(_ rule: Rule, _ values: FirmValues) -> JSONValue {
    let ended = rule.ended.map { field in
      values(
        RuleExpression(.field(field), type: ruleSet.fields[field].type, span: ruleSet.fields[field].span))
    }
    let selection = FineSelection(rule: rule, ended: ended, asOf: run.asOf)
    return .array(
      selection.fines.map { fine in
        pair {
          FineWriter(language: $0, ruleSet: ruleSet)
            .sentence(fine, affects: rule.affects.map { values($0) }, value: values)
        }
      })
  }

  private func pair(_ text: LocalizedText) -> JSONValue { pair { text[$0] } }

  private func pair(_ text: (Language) -> String) -> JSONValue {
    .object(["vi": .string(text(.vi)), "en": .string(text(.en))])
  }
}
