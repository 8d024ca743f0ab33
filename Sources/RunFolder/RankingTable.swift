import FirmTable
import RecordFiles
import RiskScoring
import RuleEvaluation
import RuleModel
import RuleSentences

/// The ranking as a table: one line a firm in the order of the policy.
struct RankingTable: Sendable {
  let ruleSet: RuleSet
  let table: FirmTable
  let run: ScoredRun
  let language: Language
  let nameField: FieldIndex?
  let groupFields: [FieldIndex]

  init(
    ruleSet: RuleSet, table: FirmTable, run: ScoredRun, language: Language, includePersonal: Bool
  ) {
    self.ruleSet = ruleSet
    self.table = table
    self.run = run
    self.language = language
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
    var lines = RankingLines(self)
    let bytes = RowBytes()
    lines.write(ranks: ranks, to: bytes)
    return Array(bytes.bytes)
  }
}
