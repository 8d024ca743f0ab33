import RiskScoring
import RuleModel
import RuleSentences
import RunFolder
import SpreadsheetFiles

/// The sheets of single rules: why each firm stands where it does, and what to ask it.
extension ReportWorkbook {
  /// One row for each firm and rule that fires or is unknown, made for pivot tables.
  var reasonTable: WorkbookTable {
    typealias Column = WorkbookTable.Column
    let columns =
      [
        Column(title: words("Hạng", "Rank"), width: 7),
        Column(title: words("Mã số thuế", "Tax code"), width: 15),
        Column(title: words("Doanh nghiệp", "Firm"), width: 36),
        Column(title: words("Quy tắc", "Rule"), width: 26),
        Column(title: words("Nội dung", "Title"), width: 40),
        Column(title: words("Trạng thái", "State"), width: 11),
        Column(title: words("Điểm", "Points"), width: 8),
        Column(title: words("Điểm tối đa", "Most points"), width: 8),
        Column(title: words("Lý do", "Reason"), width: 56),
        Column(title: words("Căn cứ", "Basis"), width: 34),
        Column(title: words("Lĩnh vực", "Area"), width: 26),
        Column(title: words("Loại", "Kind"), width: 18),
        Column(title: words("Tính điểm", "Scores"), width: 9),
        Column(title: words("Cùng hành vi, không cộng", "Same act, not added"), width: 11),
        Column(title: words("Câu trả lời đổi tới", "An answer moves up to"), width: 11),
        Column(title: words("Lao động bị ảnh hưởng", "Workers affected"), width: 11),
        Column(title: words("Mức phạt", "Fine"), width: 60),
      ] + groupFields.map { Column(title: ruleSet.fields[$0].title[language], width: 20) }
    let fields = groupFields
    var table = WorkbookTable(series: reasons, columns: columns, units: run.count) { ranks in
      ranks.flatMap { reasonRows($0, fields) }
    }
    table.frozenColumns = 3
    table.printedColumns = 10
    return table
  }

  private func reasonRows(_ rank: Int, _ fields: [FieldIndex]) -> [SheetRow] {
    let paper = FirmPaper(openFindingsOf: report, rank: rank)
    let open = paper.explanation.findings.filter { $0.status == .fires || $0.status == .unknown }
      .sorted { order($0) < order($1) }
    guard !open.isEmpty else { return [] }
    let name = SheetValue.wrapped(report.name(of: paper.firm))
    let groups = fields.map { SheetValue.text(report.text($0, of: paper.firm, language)) }
    return open.map { finding in
      let cells: [SheetValue] = [.number(Int64(rank + 1)), .text(paper.key), name]
      return SheetRow(
        cells: cells + reasonCells(paper, finding) + groups,
        links: [
          SheetLink(column: 1, to: ranking.place(of: rank)),
          SheetLink(column: 3, to: rules.place(of: finding.rule)),
        ])
    }
  }

  /// Fired before unknown, most points first, ties by id.
  private func order(_ finding: RuleFinding) -> (Int, Int, Int, Int) {
    (finding.status == .fires ? 0 : 1, -finding.low, -finding.most, finding.rule)
  }

  private func reasonCells(_ paper: FirmPaper, _ finding: RuleFinding) -> [SheetValue] {
    let rule = paper.rule(finding)
    let fires = finding.status == .fires
    let isOpen = !fires || finding.hasUnknownPoints
    var affects = SheetValue.blank
    if fires, let expression = rule.affects, case .known(.number(let count)) = paper.values(expression) {
      affects = .number(count)
    }
    return [
      .text(rule.id), .wrapped(rule.title[language]),
      .text(fires ? words("kích hoạt", "fires") : words("chưa rõ", "unknown")),
      .number(Int64(finding.low)), .number(Int64(finding.most)),
      fires ? .wrapped(paper.reason(rule, language)) : .blank, .wrapped(basis(rule)), area(rule),
      .text(ReportWords.kind(rule.kind)[language]), yesNo(finding.scores),
      yesNo(fires ? finding.isSameActInLow : finding.isSameActInHigh),
      isOpen && finding.scores ? .number(Int64(paper.movement(finding))) : .blank, affects,
      fires ? .wrapped(paper.fines(rule, language).joined(separator: " · ")) : .blank,
    ]
  }

  // MARK: - Questions

  /// Unknown rules and what to ask: firms with the widest interval first, then those with most workers affected.
  var questionTable: WorkbookTable {
    typealias Column = WorkbookTable.Column
    let ranks = (0..<run.count).filter { rank in
      let firm = Int(run.ranking[rank])
      return run.highs[firm] > run.lows[firm]
    }.sorted { first, second in
      let (one, other) = (Int(run.ranking[first]), Int(run.ranking[second]))
      let (gap, otherGap) = (run.highs[one] - run.lows[one], run.highs[other] - run.lows[other])
      let (workers, otherWorkers) = (run.workersAffected[one], run.workersAffected[other])
      return (otherGap, otherWorkers, first) < (gap, workers, second)
    }
    let columns = [
      Column(title: words("Điểm chưa rõ", "Open points"), width: 9),
      Column(title: words("Hạng", "Rank"), width: 7),
      Column(title: words("Mã số thuế", "Tax code"), width: 15),
      Column(title: words("Doanh nghiệp", "Firm"), width: 36),
      Column(title: words("Câu trả lời đổi tới", "An answer moves up to"), width: 11),
      Column(title: words("Câu hỏi", "Question"), width: 40),
      Column(title: words("Số liệu còn trống", "Blank data"), width: 40),
      Column(title: words("Tài liệu cần xem", "Document to see"), width: 44),
      Column(title: words("Căn cứ", "Basis"), width: 34),
      Column(title: words("Trả lời", "Answer"), width: 26),
      Column(title: words("Quy tắc", "Rule"), width: 26),
    ]
    let blanks = BlankFields(report.result, includePersonal: report.options.includePersonal)
    var table = WorkbookTable(series: questions, columns: columns, units: ranks.count) { places in
      places.flatMap { questionRows(ranks[$0], blanks) }
    }
    table.frozenColumns = 4
    table.printedColumns = 10
    return table
  }

  private func questionRows(_ rank: Int, _ blanks: BlankFields) -> [SheetRow] {
    let paper = FirmPaper(openFindingsOf: report, rank: rank)
    return paper.questions.map { finding, movement in
      let rule = paper.rule(finding)
      let missing = blanks.titles(of: finding.rule, firm: paper.firm).map { $0[language] }
      let cells: [SheetValue] = [
        .number(Int64(paper.score.high - paper.score.low)), .number(Int64(rank + 1)), .text(paper.key),
        .wrapped(report.name(of: paper.firm)), .number(Int64(movement)), .wrapped(rule.title[language]),
        .wrapped(missing.joined(separator: "; ")), text(rule.ask), .wrapped(basis(rule)), .blank,
        .text(rule.id),
      ]
      return SheetRow(
        cells: cells,
        links: [
          SheetLink(column: 2, to: ranking.place(of: rank)),
          SheetLink(column: 10, to: rules.place(of: finding.rule)),
        ])
    }
  }
}
