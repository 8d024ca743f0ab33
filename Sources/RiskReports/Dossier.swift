import FirmSources
import RiskScoring
import RuleModel
import RuleSentences
import RunFolder

/// The file of one firm that an inspector takes along: score, reasons, checklist.
struct Dossier {
  let paper: FirmPaper
  let language: Language

  init(_ report: Report, rank: Int) {
    paper = FirmPaper(report, rank: rank)
    language = report.options.language
  }

  private var report: Report { paper.report }
  private var ruleSet: RuleSet { report.ruleSet }
  private var score: FirmScore { paper.score }

  private func words(_ vi: String, _ en: String) -> String { language == .vi ? vi : en }

  /// The page.
  var html: HTML {
    PaperPage(
      title: words("Hồ sơ ", "Dossier ") + paper.key, language: language,
      body: "\(identity)\(standing)\(history)\(gates)\(reasons)\(checklist)\(signature)"
    ).html
  }

  // MARK: - Who and how

  private var name: String {
    let name = report.name(of: paper.firm, showsPersonal: true)
    return name.isEmpty ? paper.key : name
  }

  private var identity: HTML {
    var fields = ruleSet.groupFields
    if let workers = ruleSet.field(with: .workers) { fields.append(workers) }
    let rows = fields.compactMap { field -> HTML? in
      let text = report.text(field, of: paper.firm, language, showsPersonal: true)
      return text.isEmpty ? nil : "<tr><th>\(ruleSet.fields[field].title[language])<td><bdi>\(text)</bdi>\n"
    }
    return """
      <p class=small>\(ruleSet.title[language]) · \(ruleSet.version) · \
      \(words("tính đến ngày ", "as of "))\(ReportWords.date(report.asOf, language))</p>
      <h1><bdi>\(name)</bdi></h1>
      <table class=plain><tr><th>\(words("Mã số thuế", "Tax code"))<td>\(paper.key)
      \(rows)</table>

      """
  }

  private var standing: HTML {
    let band = ReportWords.band(score.band)[language]
    let may =
      score.bandMayBe == score.band
      ? "" : words(", có thể ", ", may be ") + ReportWords.band(score.bandMayBe)[language]
    let limits = ruleSet.policy.bandLimits.dropFirst().map {
      "<i class=limit style=\"left:\($0)%\"></i>" as HTML
    }
    let rank =
      ReportWords.number(paper.rank + 1, language) + "/" + ReportWords.number(report.run.count, language)
    var below: HTML = ""
    if let way = paper.explanation.belowBand {
      let titles = way.rules.map { ruleSet.rules[$0].title[language] }.joined(separator: "; ")
      below = """
        <p>\(words("Để xuống dưới mức này cần khắc phục: ", "What would bring it below this band: "))<b>\(titles)</b> \
        → \(words("còn", "then")) \(way.low) \(words("điểm", "points"))</p>

        """
    }
    return """
      <h2>\(words("Điểm rủi ro", "Risk score"))</h2>
      <p>\(words("Hạng", "Rank")) \(rank) · \(words("điểm", "score")) <b>\(ReportWords.interval(score.low, score.high))</b>/100 \
      (\(words("ước tính", "estimate")) \(ReportWords.tenths(score.estimate, language))) · \(words("mức", "band")) <b>\(band)</b>\(may)</p>
      <div class=bar><i class=low style="width:\(score.low)%"></i>\
      <i class=may style="left:\(score.low)%;width:\(score.high - score.low)%"></i>\(limits)</div>
      <p class=small>\(words("Đậm: điểm chắc chắn; gạch chéo: có thể thêm khi đủ số liệu; nét đứt: ngưỡng các mức.", "Dark: certain; hatched: may be added once data are complete; dashed: limits of the bands."))</p>
      <p>\(words("Đề xuất", "Outcome")): <b>\(ReportWords.outcome(score.outcome)[language])</b> · \
      \(words("lao động bị ảnh hưởng ít nhất", "workers affected at least")) <b>\(ReportWords.number(score.workersAffected, language))\(score.moreMayBeAffected ? "+" : "")</b></p>
      \(below)
      """
  }

  /// How the firm stood in earlier runs; nothing when none is given.
  private var history: HTML {
    guard !report.earlier.isEmpty else { return "" }
    let rows = report.earlier.map { run -> HTML in
      let date = ReportWords.date(run.asOf, language)
      guard let then = run.standings[paper.key] else {
        return "<tr><td>\(date)<td colspan=5>\(words("không có trong danh sách", "not in the lists"))\n"
      }
      let reason = then.firstReason.map { id in
        ruleSet.rules.first { $0.id == id }?.title[language] ?? id
      }
      return """
        <tr><td>\(date)<td class=n>\(ReportWords.number(then.rank, language))/\(ReportWords.number(run.firms, language))\
        <td class=n>\(ReportWords.interval(then.low, then.high))<td>\(ReportWords.band(then.band)[language])\
        <td>\(ReportWords.outcome(then.outcome)[language])<td>\(reason ?? "")

        """
    }
    let heads = [
      words("Tính đến ngày", "As of"), words("Hạng", "Rank"), words("Điểm", "Score"), words("Mức", "Band"),
      words("Đề xuất", "Outcome"), words("Lý do đầu tiên", "First reason"),
    ].map { "<th>\($0)" as HTML }
    return """
      <h2>\(words("Các lần chấm điểm trước", "Earlier runs"))</h2>
      <table><thead><tr>\(heads)</thead><tbody>\(rows)</tbody></table>

      """
  }

  private var gates: HTML {
    func list(_ title: String, _ rules: [Int]) -> HTML {
      guard !rules.isEmpty else { return "" }
      let lines = rules.map { index -> HTML in
        let rule = ruleSet.rules[index]
        return "<li>\(rule.title[language]) — \(paper.basis(rule, language))</li>"
      }
      return "<p><b>\(title)</b></p><ul>\(lines)</ul>\n"
    }
    return list(words("Chưa được kiểm tra vì:", "Inspection held back by:"), score.heldBy)
      + list(
        words("Cần xác nhận trước khi kiểm tra:", "To be confirmed before an inspection:"), score.confirmFirst
      )
  }

  // MARK: - Reasons

  private var reasons: HTML {
    let fired = paper.explanation.scoring(.fires)
    func section(_ kind: RuleKind, _ title: String) -> HTML {
      let found = fired.filter { paper.rule($0).kind == kind }
      guard !found.isEmpty else { return "" }
      return "<h2>\(title) (\(found.count))</h2>\n\(found.map(reason))"
    }
    return section(.violation, words("Dấu hiệu vi phạm", "Signs of violations"))
      + section(.indicator, words("Chỉ báo rủi ro (không phải vi phạm)", "Indicators of risk (not offences)"))
  }

  private func reason(_ finding: RuleFinding) -> HTML {
    let rule = paper.rule(finding)
    let fines = paper.fines(rule, language).map {
      "<p class=small>\(words("Mức phạt", "Fine")): \($0)</p>\n" as HTML
    }
    let same: HTML =
      finding.isSameActInLow
      ? "<p class=small>\(words("Cùng một hành vi với quy tắc cao điểm hơn, không cộng.", "The same act as a rule with more points, not counted."))</p>\n"
      : ""
    let figures = FirmFigureText(paper: paper, language: language).lines(of: rule)
    return """
      <p><span class=pts>+\(ReportWords.interval(finding.low, finding.hasUnknownPoints ? finding.most : finding.low))</span>\
      <b>\(rule.title[language]).</b> \(paper.reason(rule, language))</p>
      <p class=small>\(words("Căn cứ", "Basis")): \(paper.basis(rule, language))</p>
      \(same)\(fines)<p class=small>\(HTML(joined: figures.map { "\($0)" }, with: "<br>"))</p>

      """
  }

  // MARK: - Checklist

  private var checklist: HTML {
    let fired = paper.explanation.scoring(.fires)
    let questions = paper.questions.filter { $0.finding.status == .unknown }
    return """
      <h2>\(words("Phiếu kiểm tra: đã có dấu hiệu", "Checklist: signs found")) (\(fired.count))</h2>
      <ul class=check>\(fired.map { item($0, stake: nil) })</ul>
      <h2>\(words("Phiếu kiểm tra: chưa rõ", "Checklist: not known")) (\(questions.count))</h2>
      <p class=small>\(words("Xếp theo mức câu trả lời có thể đổi điểm.", "In order of how much an answer could move the score."))</p>
      <ul class=check>\(questions.map { item($0.finding, stake: $0.movement) })</ul>

      """
  }

  private func item(_ finding: RuleFinding, stake: Int?) -> HTML {
    let rule = paper.rule(finding)
    let points =
      stake.map { words("đổi tới \($0) điểm", "moves up to \($0)") }
      ?? words("\(finding.low) điểm", "\(finding.low) points")
    func line(_ label: String, _ text: String?) -> HTML {
      guard let text, !text.isEmpty else { return "" }
      return "<p>\(label): \(text)</p>\n"
    }
    return """
      <li><span class=pts>\(points)</span><p><span class=box></span><b>\(rule.title[language])</b></p>
      \(line(words("Kiểm tra", "Check"), rule.check?[language]))\
      \(line(words("Tài liệu", "Document"), rule.ask?[language]))\
      \(line(words("Căn cứ", "Article"), paper.basis(rule, language)))\
      \(line(words("Lưu ý", "Honest firm"), rule.honest?[language]))<div class=write></div></li>

      """
  }

  private var signature: HTML {
    """
    <div class=sign><p>\(words("Ngày …… tháng …… năm ……", "Date ……………………"))</p><p><b>\(words("Người kiểm tra", "Inspector"))</b></p></div>
    <p class=small>\(words("Điểm là khoảng tính từ các danh sách; chương trình đề xuất, con người quyết định.", "The score is an interval computed from lists; the program proposes, a person decides."))</p>

    """
  }
}
