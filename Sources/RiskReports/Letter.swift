import RiskScoring
import RuleModel
import RunFolder

/// The draft of a letter to a firm: what to mend, and what to send.
///
/// It speaks of signs, never of offences found, and holds no points: those are for the authority alone.
struct Letter {
  let paper: FirmPaper
  let language: Language

  init(_ report: Report, rank: Int) {
    paper = FirmPaper(report, rank: rank)
    language = report.options.language
  }

  /// Whether a firm with an outcome gets a letter.
  static func isDue(_ outcome: Outcome) -> Bool {
    switch outcome {
    case .letter, .ask: return true
    case .inspect, .none: return false
    }
  }

  private var report: Report { paper.report }

  private func words(_ vi: String, _ en: String) -> String { language == .vi ? vi : en }

  /// The page.
  var html: HTML {
    PaperPage(
      title: words("Dự thảo văn bản ", "Draft letter ") + paper.key, language: language,
      body: "\(heads)\(opening)\(toMend)\(toSend)\(closing)"
    ).html
  }

  private var heads: HTML {
    guard language == .vi else {
      return """
        <p class=draft>DRAFT</p>
        <p>Authority: ……………………………………</p><p>No.: ……………… Date: ………………</p>

        """
    }
    return """
      <div class=heads><div>CƠ QUAN: …………………………<br>Số: ……………/…………</div>\
      <div><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b><br><b>Độc lập - Tự do - Hạnh phúc</b><br>\
      ……………, ngày …… tháng …… năm ……</div></div>
      <p class=draft>DỰ THẢO</p>

      """
  }

  private var opening: HTML {
    let name = report.name(of: paper.firm, showsPersonal: true)
    let date = ReportWords.date(report.asOf, language)
    let asks = paper.score.outcome == .ask
    let purpose =
      asks
      ? words(
        "Cơ quan đề nghị đơn vị cung cấp số liệu, tài liệu dưới đây.",
        "The authority asks you to send the data and documents below.")
      : words(
        "Cơ quan đề nghị đơn vị tự rà soát, khắc phục các nội dung dưới đây và gửi lại tài liệu chứng minh.",
        "The authority asks you to review and mend the points below and to send the documents that show it.")
    return """
      <p>\(words("Kính gửi", "To")): <b><bdi>\(name.isEmpty ? paper.key : name)</bdi></b> (\(words("mã số thuế", "tax code")) \(paper.key))</p>
      <p>\(words("Qua đối chiếu danh sách của các cơ quan đến ngày \(date): ", "From the lists of the agencies as of \(date): "))\(purpose)</p>

      """
  }

  /// Violations that seem to be there; indicators are no offence and stay out.
  private var toMend: HTML {
    let found = paper.explanation.scoring(.fires).filter { paper.rule($0).kind == .violation }
    guard !found.isEmpty, paper.score.outcome == .letter else { return "" }
    let lines = found.map { finding -> HTML in
      let rule = paper.rule(finding)
      let honest = rule.honest.map { text in
        "<br><span class=small>\(words("Trường hợp cần xem xét", "To be considered")): \(text[language])</span>"
          as HTML
      }
      return """
        <li><b>\(rule.title[language])</b> (\(paper.basis(rule, language))). \(paper.reason(rule, language)).\
        \(honest ?? "")\(document(rule))</li>

        """
    }
    return
      "<h2>\(words("Nội dung cần rà soát, khắc phục", "Points to review and mend"))</h2><ol>\(lines)</ol>\n"
  }

  private func document(_ rule: Rule) -> HTML {
    guard let ask = rule.ask?[language], !ask.isEmpty else { return "" }
    return "<br>\(words("Gửi kèm", "Please send")): \(ask)"
  }

  /// Open questions, in the order in which answers matter.
  private var toSend: HTML {
    var shown: [String] = []
    var lines: [HTML] = []
    for (finding, _) in paper.questions where finding.status == .unknown {
      let rule = paper.rule(finding)
      let text = rule.ask?[language] ?? ""
      let request = text.isEmpty ? rule.title[language] : text
      guard !shown.contains(request) else { continue }
      shown.append(request)
      lines.append("<li>\(request) <span class=small>(\(paper.basis(rule, language)))</span></li>\n")
    }
    guard !lines.isEmpty else { return "" }
    return
      "<h2>\(words("Số liệu, tài liệu đề nghị gửi", "Data and documents to send"))</h2><ol>\(lines)</ol>\n"
  }

  private var closing: HTML {
    """
    <p>\(words("Nếu đơn vị đã thực hiện sau ngày lập danh sách, đề nghị gửi chứng từ. Văn bản này không phải kết luận về vi phạm.", "If you have acted since the lists were cut, please send the record of it. This letter is not a finding of an offence."))</p>
    <p>\(words("Thời hạn trả lời: …………………………", "Please answer by: …………………………"))</p>
    <div class=sign><b>\(words("THỦ TRƯỞNG CƠ QUAN", "HEAD OF THE AUTHORITY"))</b></div>

    """
  }
}
