import FirmTable
import RecordFiles
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
  private let ids: [String]
  private let bands: [String]
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
    ids = ruleSet.rules.map(\.id)
    bands = (0...255).map { ruleSet.policy.band(of: $0).name }
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

  /// The header line with the byte-order mark.
  var headerBytes: [UInt8] {
    var table = CSVWriter()
    table.record(header)
    return table.takeBytes()
  }

  /// Lines of a range of ranks, counted from 0.
  func bytes(ofRanks ranks: Range<Int>) -> [UInt8] {
    var table = CSVWriter(marksByteOrder: false)
    var overview = FirmOverview()
    for rank in ranks { add(rank: rank, to: &table, &overview) }
    return table.takeBytes()
  }

  private func add(rank: Int, to line: inout CSVWriter, _ overview: inout FirmOverview) {
    let firm = Int(run.ranking[rank])
    run.read(firm: firm, into: &overview)
    line.number(Int64(rank + 1))
    line.text(table.keys[firm])
    addText(nameField, of: firm, to: &line)
    for field in groupFields { addText(field, of: firm, to: &line) }
    addScore(of: firm, overview, to: &line)
    for points in overview.areaLows { line.number(Int64(points)) }
    add(overview.firedRules, to: &line)
    add(overview.unknownRules, to: &line)
    if let reason = overview.firstReason {
      line.text(ids[reason])
      line.text(sentences.reason(of: ruleSet.rules[reason], value: values.values(of: firm)))
    } else {
      line.blank()
      line.blank()
    }
    line.endRecord()
  }

  private func addScore(of firm: Int, _ overview: FirmOverview, to line: inout CSVWriter) {
    line.number(Int64(run.lows[firm]))
    line.number(Int64(run.highs[firm]))
    line.number(Int64(run.estimates[firm]), decimals: 1)
    line.text(bands[Int(run.lows[firm])])
    line.text(bands[Int(run.highs[firm])])
    line.number(Int64(run.coverage))
    line.text(run.outcomes[firm].rawValue)
    add(overview.heldBy, to: &line)
    add(overview.confirmFirst, to: &line)
    if run.moreMayBeAffected[firm] {
      line.text(String(run.workersAffected[firm]) + "+")
    } else {
      line.number(run.workersAffected[firm])
    }
  }

  /// Adds ids with a blank between them.
  private func add(_ rules: [Int], to line: inout CSVWriter) {
    guard let first = rules.first else { return line.blank() }
    line.text(rules.dropFirst().reduce(into: ids[first]) { $0 += " " + ids[$1] })
  }

  private func addText(_ field: FieldIndex?, of firm: Int, to line: inout CSVWriter) {
    guard let field, let column = table.columns[field] else { return line.blank() }
    let type = ruleSet.fields[field].type
    let cell = column.cell(firm, isTruth: type == .truth)
    line.text(MachineText.text(cell, type: type, ruleSet: ruleSet, pool: table.pool))
  }
}
