import FirmTable
import RiskScoring
import RuleModel
import RuleSentences

/// The values that a firm gives expressions of the rule set.
public typealias FirmValues = (RuleExpression) -> SentenceValue

/// The ranking as a table: one line a firm in the order of the policy.
struct RankingTable: Sendable {
  private let ruleSet: RuleSet
  private let table: FirmTable
  private let run: ScoredRun
  private let values: TableValues
  private let sentences: SentenceWriter
  private let ids: [[UInt8]]
  private let bands: [[UInt8]]
  private let nameField: FieldIndex?
  private let groupFields: [FieldIndex]

  init(
    ruleSet: RuleSet, table: FirmTable, run: ScoredRun, language: Language, includePersonal: Bool,
    values: @escaping @Sendable (Int) -> FirmValues
  ) {
    self.ruleSet = ruleSet
    self.table = table
    self.run = run
    self.values = TableValues(ruleSet: ruleSet, table: table, evaluated: values)
    sentences = SentenceWriter(language: language, ruleSet: ruleSet)
    ids = ruleSet.rules.map { Array($0.id.utf8) }
    bands = (0...255).map { Array(ruleSet.policy.band(of: $0).name.utf8) }
    nameField = ruleSet.field(with: .name).flatMap { [ruleSet] field in
      includePersonal || !ruleSet.fields[field].isPersonal ? field : nil
    }
    groupFields = ruleSet.groupFields.filter { [ruleSet] in includePersonal || !ruleSet.fields[$0].isPersonal
    }
  }

  /// Names of the columns, the same in every language.
  var header: [String] {
    ["rank", "tax_code", "name"] + groupFields.map { ruleSet.fields[$0].name } + [
      "low", "high", "estimate", "band", "band_may_be", "coverage", "outcome", "held_by", "confirm_first",
      "workers_affected",
    ] + ruleSet.areas.map { "area_" + $0.name } + [
      "fired_rules", "unknown_rules", "first_reason", "first_reason_text",
    ]
  }

  /// The header line.
  var headerBytes: [UInt8] {
    var line = CSVLine()
    for name in header { line.add(text: name) }
    line.end()
    return line.bytes
  }

  /// Lines of a range of ranks, counted from 0.
  func bytes(ofRanks ranks: Range<Int>) -> [UInt8] {
    var lines = CSVLine(reserving: ranks.count * 256)
    for rank in ranks { add(rank: rank, to: &lines) }
    return lines.bytes
  }

  private func add(rank: Int, to lines: inout CSVLine) {
    let firm = Int(run.ranking[rank])
    lines.add(number: Int64(rank + 1))
    lines.add(text: table.keys[firm].utf8)
    addText(nameField, of: firm, to: &lines)
    for field in groupFields { addText(field, of: firm, to: &lines) }
    addScore(of: firm, to: &lines)
    for area in ruleSet.areas.indices { lines.add(number: Int64(run.areaLow(area, of: firm))) }
    lines.add(joining: run.firedRules(of: firm).lazy.map { ids[$0] })
    lines.add(joining: run.unknownRules(of: firm).lazy.map { ids[$0] })
    if let reason = run.firstReason(of: firm) {
      lines.add(plain: ids[reason])
      lines.add(text: sentences.reason(of: ruleSet.rules[reason], value: values.values(of: firm)))
    } else {
      lines.add(plain: [])
      lines.add(plain: [])
    }
    lines.end()
  }

  private func addScore(of firm: Int, to lines: inout CSVLine) {
    lines.add(number: Int64(run.lows[firm]))
    lines.add(number: Int64(run.highs[firm]))
    lines.add(number: Int64(run.estimates[firm]), scale: 1)
    lines.add(plain: bands[Int(run.lows[firm])])
    lines.add(plain: bands[Int(run.highs[firm])])
    lines.add(number: Int64(run.coverage))
    lines.add(text: run.outcomes[firm].rawValue.utf8)
    lines.add(joining: run.heldBy(of: firm).lazy.map { ids[$0] })
    lines.add(joining: run.confirmFirst(of: firm).lazy.map { ids[$0] })
    lines.add(number: run.workersAffected[firm])
    if run.moreMayBeAffected[firm] { lines.extend(0x2B) }
  }

  private func addText(_ field: FieldIndex?, of firm: Int, to lines: inout CSVLine) {
    guard let field, let column = table.columns[field] else { return lines.add(plain: []) }
    let type = ruleSet.fields[field].type
    let cell = column.cell(firm, isTruth: type == .truth)
    lines.add(text: MachineText.text(cell, type: type, ruleSet: ruleSet, pool: table.pool).utf8)
  }
}
