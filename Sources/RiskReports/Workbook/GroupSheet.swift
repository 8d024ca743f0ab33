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
    columns.append(Column(title: words("Quy tắc nhiều nhất", "Most frequent rules"), width: 70))
    let printed = columns.count
    for subject in report.subjects {
      let title = subject.title[language]
      for part in [
        words("có", "yes"), words("không", "no"), words("chưa rõ", "unknown"), words("tỷ lệ", "share"),
      ] {
        columns.append(Column(title: "\(title): \(part)", width: 14))
      }
      if subject.hasTarget {
        columns.append(Column(title: title + words(": chỉ tiêu", ": target"), width: 14))
      }
    }
    for figures in wages {
      let title = ruleSet.fields[figures.field].title[language]
      columns.append(
        Column(title: title + words(": số doanh nghiệp khai", ": firms that state it"), width: 14))
      for part in [words("thấp nhất", "lowest"), words("trung vị", "median"), words("bình quân", "average")] {
        columns.append(Column(title: "\(title): \(part)", width: 16))
      }
    }
    var table = WorkbookTable(series: groups, columns: columns, units: all.count) { places in
      places.map { SheetRow(cells: groupCells(all[$0].0, all[$0].1)) }
    }
    table.frozenColumns = 2
    table.printedColumns = printed
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
    let rules = group.topRules(3).map { "\(ruleSet.rules[$0].title[language]) (\(group.fired[$0]))" }
    cells.append(.wrapped(rules.joined(separator: "; ")))
    for (subject, count) in zip(report.subjects, group.shares) {
      cells += [count.yes, count.no, count.unknown].map { .number(Int64($0)) }
      cells.append(count.share.map { .share($0) } ?? .blank)
      if subject.hasTarget { cells.append(count.target.map { .share($0) } ?? .blank) }
    }
    for figures in group.wages { cells += wageCells(figures) }
    return cells
  }

  private func wageCells(_ figures: WageFigures) -> [SheetValue] {
    [.number(Int64(figures.firms))]
      + [figures.lowest, figures.median, figures.average].map { amount in
        amount.map { value($0, of: figures.field) } ?? .blank
      }
  }

  // MARK: - Wages

  /// One row for each group, size and wage field that some firm states; figures that would tell too much are blank.
  var wageTable: WorkbookTable {
    typealias Column = WorkbookTable.Column
    let sizes = report.groupings.first(where: \.isSize)?.groups ?? []
    var rows: [SheetRow] = []
    for grouping in report.groupings {
      for group in grouping.groups {
        let all = words("mọi quy mô", "all sizes")
        let parts =
          [(all, group.wages)]
          + zip(sizes, group.wagesBySize).map { (ReportWords.title($0.title)[language], $1) }
        for (size, wages) in parts {
          for figures in wages where figures.firms > 0 {
            let cells: [SheetValue] = [
              .text(grouping.title[language]), .wrapped(ReportWords.title(group.title)[language]),
              .text(size), .text(ruleSet.fields[figures.field].title[language]),
            ]
            rows.append(SheetRow(cells: cells + wageCells(figures)))
          }
        }
      }
    }
    let all = rows
    let columns = [
      Column(title: words("Phân theo", "Division"), width: 26),
      Column(title: words("Nhóm", "Group"), width: 36),
      Column(title: words("Quy mô lao động", "Size by workers"), width: 24),
      Column(title: words("Số liệu", "Figure"), width: 34),
      Column(title: words("Doanh nghiệp khai", "Firms that state it"), width: 12),
      Column(title: words("Thấp nhất", "Lowest"), width: 16),
      Column(title: words("Trung vị", "Median"), width: 16),
      Column(title: words("Bình quân", "Average"), width: 16),
    ]
    return WorkbookTable(series: wages, columns: columns, units: all.count) { Array(all[$0]) }
  }

  private func value(_ raw: Int64, of field: FieldIndex) -> SheetValue {
    guard case .number(let number) = ruleSet.fields[field].type else { return .number(raw) }
    return .decimal(raw, scale: number.scale)
  }
}
