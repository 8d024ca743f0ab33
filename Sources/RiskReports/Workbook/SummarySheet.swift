import RiskScoring
import RuleModel
import RunFolder
import SpreadsheetFiles

/// The first sheet: the page for a head of department, and where everything stands.
extension ReportWorkbook {
  /// Writes the sheet.
  func writeSummary(to writer: inout WorkbookWriter) {
    let widths = [46, 18, 18, 18, 18, 18]
    writer.startSheet("Summary", setup: SheetSetup(columns: widths.map { .init(width: $0) }))
    let sections = [runRows, figureRows, firstFirms, bandRows, shareRows, caughtRows, blankRows, contents]
    for section in sections where !section.isEmpty {
      for row in section { writer.append(row.cells, links: row.links) }
      writer.append([])
    }
  }

  private func heading(_ vi: String, _ en: String) -> SheetRow { SheetRow(cells: [.title(words(vi, en))]) }

  private func line(_ label: String, _ values: SheetValue...) -> SheetRow {
    SheetRow(cells: [.text(label)] + values)
  }

  private func count(_ number: Int) -> SheetValue { .number(Int64(number)) }

  private var runRows: [SheetRow] {
    let manifest = report.result.manifest
    return [
      heading("Doanh nghiệp cần kiểm tra trước", "Firms to inspect first"),
      line(words("Bộ quy tắc", "Rules"), .text(ruleSet.title[language])),
      line(
        words("Phiên bản bộ quy tắc", "Version of the rules"), .text("\(ruleSet.name) \(ruleSet.version)")),
      line(words("Tính đến ngày", "As of"), .day(Int(report.asOf.days))),
      line("FirmRisk", .text(manifest.engineVersion)),
    ]
  }

  private var figureRows: [SheetRow] {
    let drafts = report.drafts
    let accounts = report.result.accounts
    var rows = [
      heading("Số tổng hợp", "Counts"),
      line(words("Doanh nghiệp được xếp hạng", "Firms ranked"), count(run.count)),
      line(words("Chắc chắn mức cao, rất cao", "Surely high or critical"), count(report.surelyHigh)),
      line(
        words("Có thể lên mức cao khi đủ số liệu", "May be high once data are complete"),
        count(report.mayBeHigh)),
    ]
    rows += Outcome.allCases.map {
      line(
        words("Đề xuất: ", "Outcome: ") + ReportWords.outcome($0)[language],
        count(report.standing.count(of: $0)))
    }
    return rows + [
      line(words("Cuộc kiểm tra bị giữ lại", "Inspections held back"), count(report.standing.held)),
      line(
        words("Lao động bị ảnh hưởng (ít nhất)", "Workers affected (at least)"),
        .number(report.standing.workersAffected)),
      line(
        words("Điểm mà các quy tắc có số liệu đạt tối đa", "Points that rules with data reach"),
        count(run.coverage)),
      line(words("Quy tắc chưa có số liệu", "Rules not assessed"), count(run.notAssessed.count)),
      line(words("Quy tắc dự thảo, không tính điểm", "Draft rules, not scored"), count(drafts.rules)),
      line(
        words("Dòng hoặc ô không dùng được", "Rows or cells not usable"),
        count(accounts.rejects.count + accounts.rejectsNotListed)),
    ]
  }

  private var firstFirms: [SheetRow] {
    guard run.count > 0 else { return [] }
    let head: [SheetValue] = [
      .header(words("Đứng đầu danh sách", "First of the list")), .header(words("Mã số thuế", "Tax code")),
      .header(words("Điểm", "Score")), .header(words("Mức", "Band")), .header(words("Đề xuất", "Outcome")),
      .header(words("Lao động", "Workers")),
    ]
    let rows = (0..<min(10, run.count)).map { rank -> SheetRow in
      let firm = Int(run.ranking[rank])
      let score = run.score(of: firm)
      return SheetRow(
        cells: [
          .wrapped("\(rank + 1). \(report.name(of: firm))"), .text(report.result.table.keys[firm]),
          .text(ReportWords.interval(score.low, score.high)), .text(ReportWords.band(score.band)[language]),
          .text(ReportWords.outcome(score.outcome)[language]), workers(score),
        ], links: [SheetLink(column: 1, to: ranking.place(of: rank))])
    }
    return [SheetRow(cells: head)] + rows
  }

  private var bandRows: [SheetRow] {
    let head =
      [SheetValue.header(words("Mức chắc chắn \\ có thể lên", "Certain band \\ may be"))]
      + Band.allCases.map { .header(ReportWords.band($0)[language]) }
    return [SheetRow(cells: head)]
      + Band.allCases.map { band in
        SheetRow(
          cells: [.text(ReportWords.band(band)[language])]
            + Band.allCases.map { $0 < band ? .blank : count(report.bandTable[band.rawValue][$0.rawValue]) })
      }
  }

  /// How all firms answer the questions with shares, against targets.
  private var shareRows: [SheetRow] {
    guard !report.subjects.isEmpty else { return [] }
    let head: [SheetValue] = [
      .header(words("Tỷ lệ doanh nghiệp thực hiện", "Shares of firms")), .header(words("Có", "Yes")),
      .header(words("Không", "No")), .header(words("Chưa rõ", "Unknown")),
      .header(words("Tỷ lệ trong số đã rõ", "Share where known")), .header(words("Chỉ tiêu", "Target")),
    ]
    return [SheetRow(cells: head)]
      + zip(report.subjects, report.shares).map { subject, answers in
        SheetRow(cells: [
          .wrapped(subject.title[language]), count(answers.yes), count(answers.no), count(answers.unknown),
          answers.share.map { .share($0) } ?? .blank, answers.target.map { .share($0) } ?? .blank,
        ])
      }
  }

  private var caughtRows: [SheetRow] {
    let caught = report.rules.filter { $0.counts.fired > 0 }.prefix(15)
    let head: [SheetValue] = [
      .header(words("Quy tắc theo số doanh nghiệp", "Rules by firms")), .header(words("Kích hoạt", "Fired")),
      .header(words("Chưa rõ", "Unknown")), .header(words("Mã", "Id")),
    ]
    return [SheetRow(cells: head)]
      + caught.map { standing in
        SheetRow(
          cells: [
            .wrapped(ruleSet.rules[standing.rule].title[language]), count(standing.counts.fired),
            count(standing.counts.unknown), .text(ruleSet.rules[standing.rule].id),
          ], links: [SheetLink(column: 3, to: rules.place(of: standing.rule))])
      }
  }

  private var blankRows: [SheetRow] {
    guard !report.blanks.isEmpty else { return [] }
    let head: [SheetValue] = [
      .header(words("Số liệu nên hỏi trước", "Data to ask for first")),
      .header(words("Doanh nghiệp đổi điểm", "Firms it may move")),
      .header(words("Trong đó có thể lên mức cao", "Of these may be high")),
    ]
    return [SheetRow(cells: head)]
      + report.blanks.prefix(25).map {
        SheetRow(cells: [.wrapped($0.title[language]), count($0.firms), count($0.mayBeHigh)])
      }
  }

  private var contents: [SheetRow] {
    let sheets = [
      (
        ranking,
        words(
          "Danh sách xếp hạng; các cột mã nằm ở nhóm cột thu gọn bên phải",
          "The ranked list; codes stand in the folded columns at the right")
      ),
      (
        reasons,
        words(
          "Mỗi dòng: một doanh nghiệp và một quy tắc kích hoạt hoặc chưa rõ",
          "One row for each firm and rule that fires or is unknown")
      ),
      (
        questions,
        words(
          "Quy tắc chưa rõ và số liệu cần hỏi, khoảng điểm rộng nhất trước",
          "Unknown rules and what to ask, widest interval first")
      ),
      (
        groups,
        words(
          "Số tổng hợp theo nhóm, tỷ lệ thực hiện so với chỉ tiêu",
          "Counts by group, shares of firms against targets")
      ),
      (
        wages,
        words(
          "Tiền lương theo nhóm và quy mô; chỉ nêu khi không lộ số liệu của từng doanh nghiệp",
          "Wages by group and size, where they tell nothing of single firms")
      ),
      (sources, words("Các danh sách đã đọc", "The lists that were read")),
      (rejects, words("Dòng và ô không dùng được", "Rows and cells that could not be used")),
      (rules, words("Các quy tắc, căn cứ và điểm", "The rules, their law and points")),
    ]
    return [heading("Các trang tính", "Sheets")]
      + sheets.map { series, what in
        SheetRow(
          cells: [.text(series.name), .note(what)],
          links: [SheetLink(column: 0, to: SheetPlace(sheet: series.name, row: 1))])
      }
  }
}
