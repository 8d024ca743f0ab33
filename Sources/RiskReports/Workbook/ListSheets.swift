import RiskScoring
import RuleModel
import RunFolder
import SpreadsheetFiles

/// The sheets about lists, rules and groups.
extension ReportWorkbook {
  private typealias Column = WorkbookTable.Column

  /// One row a list with where its rows went.
  var sourceTable: WorkbookTable {
    let columns = [
      Column(title: words("Danh sách", "List"), width: 44), Column(title: words("Tên", "Name"), width: 14),
      Column(title: words("Tệp", "File"), width: 34),
      Column(title: words("Ngày lập", "List date"), width: 12),
      Column(title: words("Cũ quá 45 ngày", "Over 45 days old"), width: 10),
      Column(title: words("Đầy đủ", "Complete"), width: 10),
      Column(title: words("Dòng", "Rows"), width: 10), Column(title: words("Ghép", "Joined"), width: 10),
      Column(title: words("Trùng", "Merged"), width: 10),
      Column(title: words("Để riêng", "Set aside"), width: 10),
      Column(title: words("Không khớp", "Unmatched"), width: 10),
      Column(title: words("Loại", "Rejected"), width: 10),
      Column(title: words("Cân đối", "Balanced"), width: 10),
      Column(title: words("Trang tính", "Sheet"), width: 14),
      Column(title: words("Ghép qua bảng mã", "By crosswalk"), width: 10),
      Column(title: words("Ghép do người xác nhận", "By link"), width: 12),
      Column(title: words("Số liệu mâu thuẫn", "Inconsistent"), width: 10),
    ]
    let balances = report.result.accounts.sources
    return WorkbookTable(series: sources, columns: columns, units: balances.count) { places in
      places.map { sourceRow(balances[$0]) }
    }
  }

  private func sourceRow(_ balance: SourceBalance) -> SheetRow {
    let title = ruleSet.sources.first { $0.name == balance.source }?.title[language] ?? balance.source
    let counts = [
      balance.rowsRead, balance.joined, balance.merged, balance.setAside, balance.unmatched, balance.rejected,
    ].map { SheetValue.number(Int64($0)) }
    let cells: [SheetValue] = [
      .wrapped(title), .text(balance.source), .wrapped(balance.files.joined(separator: " | ")),
      balance.listDate.map { .day(Int($0.days)) } ?? .blank, yesNo(balance.isStale),
      yesNo(balance.isComplete),
    ]
    let more = [balance.crosswalked, balance.linked, balance.inconsistent].map {
      SheetValue.number(Int64($0))
    }
    return SheetRow(
      cells: cells + counts + [yesNo(balance.isBalanced), .text(balance.sheet ?? "")] + more)
  }

  /// One row a rejected row or cell.
  var rejectTable: WorkbookTable {
    let columns = [
      Column(title: words("Danh sách", "List"), width: 14), Column(title: words("Tệp", "File"), width: 30),
      Column(title: words("Trang tính", "Sheet"), width: 14), Column(title: words("Dòng", "Line"), width: 9),
      Column(title: words("Ô", "Cell"), width: 8), Column(title: words("Cột", "Column"), width: 24),
      Column(title: words("Mã", "Code"), width: 8),
      Column(title: words("Bỏ cả dòng", "Whole row"), width: 9),
      Column(title: words("Nguyên văn", "As it stands"), width: 40),
      Column(title: words("Lý do", "Reason"), width: 48),
      Column(title: words("Cách sửa", "Advice"), width: 48),
    ]
    let all = report.result.accounts.rejects
    return WorkbookTable(series: rejects, columns: columns, units: all.count) { places in
      places.map { place in
        let reject = all[place]
        return SheetRow(cells: [
          .text(reject.source), .text(reject.file), .text(reject.sheet ?? ""), .number(Int64(reject.line)),
          .text(reject.cell ?? ""), .wrapped(reject.column ?? ""), .text(reject.code),
          yesNo(reject.isWholeRow),
          .wrapped(reject.raw), .wrapped(reject.reason), .wrapped(reject.advice),
        ])
      }
    }
  }

  // MARK: - Rules

  /// One row a rule: what it says, its law, its points, and how many firms it catches.
  var ruleTable: WorkbookTable {
    let columns = [
      Column(title: words("Quy tắc", "Rule"), width: 28),
      Column(title: words("Nội dung", "Title"), width: 44),
      Column(title: words("Loại", "Kind"), width: 18), Column(title: words("Lĩnh vực", "Area"), width: 26),
      Column(title: words("Căn cứ", "Basis"), width: 36), Column(title: words("Từ ngày", "From"), width: 12),
      Column(title: words("Đến ngày", "To"), width: 12),
      Column(title: words("Trong lần này", "In this run"), width: 18),
      Column(title: words("Điểm tối đa", "Most points"), width: 8),
      Column(title: words("Kích hoạt", "Fired"), width: 10),
      Column(title: words("Chưa rõ", "Unknown"), width: 10),
      Column(title: words("Đạt", "Passed"), width: 10),
      Column(title: words("Không áp dụng", "Not applicable"), width: 10),
      Column(title: words("Kiểm tra", "Check"), width: 44),
      Column(title: words("Tài liệu", "Document"), width: 44),
      Column(title: words("Lưu ý", "Honest firm"), width: 44),
    ]
    let missing = Set(run.notAssessed.map(\.ruleIndex))
    var table = WorkbookTable(series: rules, columns: columns, units: ruleSet.rules.count) { places in
      places.map { SheetRow(cells: ruleCells($0, missing)) }
    }
    table.frozenColumns = 1
    table.printedColumns = 12
    return table
  }

  private func ruleCells(_ index: Int, _ missing: Set<Int>) -> [SheetValue] {
    let rule = ruleSet.rules[index]
    let counts = run.counts[index]
    func count(_ number: Int?) -> SheetValue { number.map { .number(Int64($0)) } ?? .blank }
    return [
      .text(rule.id), .wrapped(rule.title[language]), .text(ReportWords.kind(rule.kind)[language]),
      area(rule),
      .wrapped(basis(rule)), .day(Int(rule.effective.from.days)),
      rule.effective.to.map { .day(Int($0.days)) } ?? .blank,
      .text(standing(index, isMissing: missing.contains(index))), count(rule.points?.most),
      count(counts?.fired),
      count(counts?.unknown), count(counts?.passed), count(counts?.notApplicable), text(rule.check),
      text(rule.ask), text(rule.honest),
    ]
  }

  private func standing(_ index: Int, isMissing: Bool) -> String {
    if isMissing { return words("chưa có số liệu", "not assessed") }
    guard run.counts[index] != nil else { return words("không có hiệu lực", "not in effect") }
    if ruleSet.rules[index].kind == .gate { return words("điều kiện", "gate") }
    return Report.scores(index, report.result) ? words("tính điểm", "scores") : words("dự thảo", "draft")
  }
}
