import RiskScoring
import RuleModel
import RunFolder
import SpreadsheetFiles

/// The sheet with the counts of groups of firms.
extension ReportWorkbook {
  /// One row a group: counts, bands, outcomes, workers, wages, most frequent rules.
  var groupTable: WorkbookTable {
    typealias Column = WorkbookTable.Column
    let all = report.groupings.flatMap { grouping in
      grouping.groups.filter { $0.firms > 0 }.map { (grouping.title[language], $0) }
    }
    let wages = report.groupings.first?.groups.first?.wages ?? []
    var columns = [
      Column(title: words("Phân theo", "Division"), width: 26),
      Column(title: words("Nhóm", "Group"), width: 36),
      Column(title: words("Doanh nghiệp", "Firms"), width: 10),
    ]
    columns += Band.allCases.reversed().map {
      Column(title: words("Mức ", "Band ") + ReportWords.band($0)[language], width: 10)
    }
    columns.append(Column(title: words("Có thể lên mức cao", "May be high"), width: 10))
    columns += Outcome.allCases.map { Column(title: ReportWords.outcome($0)[language], width: 10) }
    columns.append(Column(title: words("Lao động bị ảnh hưởng", "Workers affected"), width: 12))
    for figures in wages {
      let title = ruleSet.fields[figures.field].title[language]
      columns.append(
        Column(title: title + words(": số doanh nghiệp khai", ": firms that state it"), width: 14))
      for part in [words("thấp nhất", "lowest"), words("trung vị", "median"), words("bình quân", "average")] {
        columns.append(Column(title: "\(title): \(part)", width: 16))
      }
    }
    columns.append(Column(title: words("Quy tắc nhiều nhất", "Most frequent rules"), width: 80))
    var table = WorkbookTable(series: groups, columns: columns, units: all.count) { places in
      places.map { SheetRow(cells: groupCells(all[$0].0, all[$0].1)) }
    }
    table.frozenColumns = 2
    return table
  }

  private func groupCells(_ division: String, _ group: FirmGroup) -> [SheetValue] {
    var cells: [SheetValue] = [
      .text(division), .wrapped(ReportWords.title(group.title)[language]), .number(Int64(group.firms)),
    ]
    cells += group.bands.reversed().map { .number(Int64($0)) }
    cells.append(.number(Int64(group.mayBeHigh)))
    cells += group.outcomes.map { .number(Int64($0)) }
    cells.append(.number(group.workersAffected))
    for figures in group.wages {
      cells.append(.number(Int64(figures.firms)))
      for amount in [figures.lowest, figures.median, figures.average] {
        cells.append(amount.map { value($0, of: figures.field) } ?? .blank)
      }
    }
    let rules = group.topRules(3).map { "\(ruleSet.rules[$0].title[language]) (\(group.fired[$0]))" }
    cells.append(.wrapped(rules.joined(separator: "; ")))
    return cells
  }

  private func value(_ raw: Int64, of field: FieldIndex) -> SheetValue {
    guard case .number(let number) = ruleSet.fields[field].type else { return .number(raw) }
    return .decimal(raw, scale: number.scale)
  }
}
