import FirmTable
import RiskScoring
import RuleModel
import RuleSentences
import RunFolder
import SpreadsheetFiles

/// A firm of the ranking with what its line says.
struct RankedFirm {
  let rank: Int
  let firm: Int
  let score: FirmScore
  let overview: FirmOverview
}

/// A column of the sheet with the ranking.
struct RankingColumn: Sendable {
  var column: WorkbookTable.Column
  var cell: @Sendable (RankedFirm) -> SheetValue

  init(
    _ title: String, _ width: Int, csv: String? = nil, isFolded: Bool = false,
    _ cell: @escaping @Sendable (RankedFirm) -> SheetValue
  ) {
    column = .init(title: title, width: width, csv: csv, isFolded: isFolded)
    self.cell = cell
  }
}

/// The sheet with the ranking.
///
/// It holds every column of `ranking.csv`. People read words where a program reads codes, so codes stand in folded columns
/// at the right; each column that holds what one of `ranking.csv` holds has its name, such as `csv.low`.
extension ReportWorkbook {
  var rankingTable: WorkbookTable {
    let shown = shownColumns
    let columns = shown + furtherColumns + areaColumns + codeColumns
    let titles = columns.map(\.column)
    let bands = titles.indices.filter { ["low", "high"].contains(titles[$0].csv ?? "") }.map { $0 + 2 }
    var table = WorkbookTable(series: ranking, columns: titles, units: run.count) { ranks in
      ranks.map { rank in row(rank, columns) }
    }
    table.frozenColumns = 3
    table.shades = bandShades(bands) + outcomeShades((bands.last ?? 0) + 1)
    table.printedColumns = shown.count
    return table
  }

  private func row(_ rank: Int, _ columns: [RankingColumn]) -> SheetRow {
    let firm = Int(run.ranking[rank])
    let ranked = RankedFirm(
      rank: rank, firm: firm, score: run.score(of: firm), overview: run.overview(of: firm))
    var row = SheetRow(cells: columns.map { $0.cell(ranked) })
    if firstReason[rank + 1] > firstReason[rank] {
      row.links = [SheetLink(column: 1, to: reasons.place(of: firstReason[rank]))]
    }
    return row
  }

  private var shownColumns: [RankingColumn] {
    let report = report
    let language = language
    let ruleSet = ruleSet
    var columns = [
      RankingColumn(words("Hạng", "Rank"), 7, csv: "rank") { .number(Int64($0.rank + 1)) },
      RankingColumn(words("Mã số thuế", "Tax code"), 14, csv: "tax_code") {
        .text(report.result.table.keys[$0.firm])
      },
      RankingColumn(words("Doanh nghiệp", "Firm"), 32, csv: "name") { .wrapped(report.name(of: $0.firm)) },
    ]
    if let field = groupFields.first { columns.append(group(field)) }
    return columns + [
      RankingColumn(words("Điểm chắc chắn", "Certain score"), 9, csv: "low") { .number(Int64($0.score.low)) },
      RankingColumn(words("Điểm cao nhất", "Highest score"), 9, csv: "high") {
        .number(Int64($0.score.high))
      },
      RankingColumn(words("Mức", "Band"), 11) { .text(ReportWords.band($0.score.band)[language]) },
      RankingColumn(words("Có thể lên", "May be"), 11) {
        .text(ReportWords.band($0.score.bandMayBe)[language])
      },
      RankingColumn(words("Đề xuất", "Outcome"), 13) {
        .text(ReportWords.outcome($0.score.outcome)[language])
      },
      RankingColumn(words("Chưa kiểm tra vì", "Held back by"), 20) { titles($0.score.heldBy) },
      RankingColumn(words("Lao động bị ảnh hưởng", "Workers affected"), 11, csv: "workers_affected") {
        workers($0.score)
      },
      RankingColumn(words("Lý do đầu tiên", "First reason"), 48, csv: "first_reason_text") { ranked in
        guard let rule = ranked.overview.firstReason else { return .blank }
        return .wrapped(
          report.sentences(language).reason(
            of: ruleSet.rules[rule], value: report.result.values(ranked.firm)))
      },
    ]
  }

  private var furtherColumns: [RankingColumn] {
    groupFields.dropFirst().map(group) + [
      RankingColumn(words("Căn cứ của lý do đầu tiên", "Basis of the first reason"), 34) { ranked in
        ranked.overview.firstReason.map { .wrapped(basis(ruleSet.rules[$0])) } ?? .blank
      },
      RankingColumn(words("Điểm ước tính", "Estimate"), 10, csv: "estimate") {
        .decimal(Int64($0.score.estimate), scale: 1)
      },
      RankingColumn(words("Điểm có số liệu để xét", "Coverage"), 11, csv: "coverage") { _ in
        .number(Int64(run.coverage))
      },
      RankingColumn(words("Cần xác nhận trước", "To confirm first"), 30) { titles($0.score.confirmFirst) },
      RankingColumn(words("Số quy tắc kích hoạt", "Rules fired"), 10) {
        .number(Int64($0.overview.firedRules.count))
      },
      RankingColumn(words("Số quy tắc chưa rõ", "Rules unknown"), 10) {
        .number(Int64($0.overview.unknownRules.count))
      },
    ]
  }

  private var areaColumns: [RankingColumn] {
    ruleSet.areas.enumerated().map { place, area in
      RankingColumn(area.title[language], 12, csv: "area_" + area.name, isFolded: true) {
        .number(Int64($0.overview.areaLows[place]))
      }
    }
  }

  /// Codes for programs, as `ranking.csv` has them.
  private var codeColumns: [RankingColumn] {
    func code(
      _ name: String, _ text: @escaping @Sendable (RankedFirm) -> String
    ) -> RankingColumn {
      RankingColumn(name, 14, csv: name, isFolded: true) { .text(text($0)) }
    }
    let rules = ruleSet.rules
    @Sendable func ids(_ positions: [Int]) -> String { positions.map { rules[$0].id }.joined(separator: " ") }
    let choices = groupFields.filter { isChoice($0) }.map { field in
      code(ruleSet.fields[field].name) { machineText(field, of: $0.firm) }
    }
    return choices + [
      code("band") { $0.score.band.name }, code("band_may_be") { $0.score.bandMayBe.name },
      code("outcome") { $0.score.outcome.rawValue }, code("held_by") { ids($0.score.heldBy) },
      code("confirm_first") { ids($0.score.confirmFirst) },
      code("fired_rules") { ids($0.overview.firedRules) },
      code("unknown_rules") { ids($0.overview.unknownRules) },
      code("first_reason") { $0.overview.firstReason.map { rules[$0].id } ?? "" },
    ]
  }

  private func group(_ field: FieldIndex) -> RankingColumn {
    let declared = ruleSet.fields[field]
    guard isChoice(field) else {
      return RankingColumn(declared.title[language], 20, csv: declared.name) {
        .text(machineText(field, of: $0.firm))
      }
    }
    return RankingColumn(declared.title[language], 20) { .text(report.text(field, of: $0.firm, language)) }
  }

  private func isChoice(_ field: FieldIndex) -> Bool {
    if case .choice = ruleSet.fields[field].type { return true }
    return false
  }

  private func machineText(_ field: FieldIndex, of firm: Int) -> String {
    let declared = ruleSet.fields[field]
    guard let column = report.result.table.columns[field] else { return "" }
    return MachineText.text(
      column.cell(firm, isTruth: declared.type == .truth), type: declared.type, ruleSet: ruleSet,
      pool: report.result.table.pool)
  }

  private func titles(_ positions: [Int]) -> SheetValue {
    positions.isEmpty
      ? .blank : .wrapped(positions.map { ruleSet.rules[$0].title[language] }.joined(separator: "; "))
  }
}
