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
  let columns: RankingColumns
  /// The columns of texts that are written, with their fields; none for the name when it is personal.
  let textColumns: [FieldIndex?]

  init(
    ruleSet: RuleSet, table: FirmTable, run: ScoredRun, language: Language, includePersonal: Bool,
    columns: RankingColumns = .all
  ) {
    self.ruleSet = ruleSet
    self.table = table
    self.run = run
    self.language = language
    self.columns = columns
    func isShown(_ field: FieldIndex) -> Bool { includePersonal || !ruleSet.fields[field].isPersonal }
    let name = columns.contains("name") ? [ruleSet.field(with: .name).flatMap { isShown($0) ? $0 : nil }] : []
    groupFields = ruleSet.groupFields.filter { isShown($0) && columns.contains(ruleSet.fields[$0].name) }
    textColumns = name + groupFields
  }

  private let groupFields: [FieldIndex]

  /// Names of the columns, the same in every language.
  var header: [String] {
    let hidden = Set(ruleSet.groupFields).subtracting(groupFields).map { ruleSet.fields[$0].name }
    return columns.names(in: ruleSet).filter { !hidden.contains($0) }
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
