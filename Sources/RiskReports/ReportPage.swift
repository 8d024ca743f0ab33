import Diagnostics
import ReportAssets
import RiskScoring
import RuleModel
import RuleSentences
import RunFolder

extension HTML {
  /// A text that the program carries with it.
  init(asset: ReportAsset) {
    self.init(
      stringLiteral: String(
        decoding: UnsafeBufferPointer(start: asset.bytes, count: asset.count), as: UTF8.self))
  }
}

/// `report.html`: one file that needs nothing else.
struct ReportPage {
  let report: Report
  private let charts: Charts

  init(_ report: Report) {
    self.report = report
    charts = Charts(report: report)
  }

  private var ruleSet: RuleSet { report.ruleSet }
  private var run: ScoredRun { report.run }

  /// Everything before the firms' details.
  var head: HTML {
    let data = HTML(stringLiteral: EmbeddedJSON.text(PageData(report).overview))
    return """
      <!DOCTYPE html>
      <html lang=\(report.options.language.rawValue)><head><meta charset=utf-8>
      <meta name=viewport content="width=device-width, initial-scale=1">
      <meta http-equiv=Content-Security-Policy content="default-src 'none'; style-src 'unsafe-inline'; \
      script-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">
      <title>FirmRisk · \(ruleSet.title[report.options.language]) · \(report.asOf.description)</title>
      <link rel=icon href="data:,">
      <style>\(HTML(asset: report_asset_page_style()))</style></head><body>
      \(banner)<main>\(firstPage)\(chartSection)\(listSection)\(groupSection)\(sourceSection)</main>\(footer)
      <script type="application/json" id=overview>\(data)</script>
      <script type="text/plain" id=details>
      """
  }

  /// Everything after the firms' details.
  var tail: HTML {
    "</script>\n<script>\(HTML(asset: report_asset_page_script()))</script></body></html>\n"
  }

  private var banner: HTML {
    """
    <a class=skip href="#list">\(both("Tới danh sách", "Skip to the list"))</a>
    <header><h1>\(both("Doanh nghiệp cần kiểm tra trước", "Firms to inspect first"))</h1>
    <p>\(ruleSet.title) · \(ruleSet.version) · \(both("tính đến ngày ", "as of ") + ReportWords.date(report.asOf))</p>
    <nav><a href="#charts">\(both("Biểu đồ", "Charts"))</a> <a href="#list">\(both("Danh sách", "List"))</a>
    <a href="#groups">\(both("Theo nhóm", "Groups"))</a> <a href="#sources">\(both("Nguồn số liệu", "Sources"))</a>
    <span class=switch role=group><button type=button data-lang=vi lang=vi-VN>Tiếng Việt</button>\
    <button type=button data-lang=en lang=en-GB>English</button></span></nav></header>

    """
  }

  // MARK: - First page

  private var firstPage: HTML {
    """
    <section id=first aria-labelledby=first-t><h2 id=first-t class=hidden>\(both("Trang đầu", "First page"))</h2>
    <ul class=tiles>\(tiles)</ul>
    <div class=two>\(firstFirm)\(nextFirms)</div></section>

    """
  }

  private func tile(_ number: LocalizedText, _ label: LocalizedText, _ kind: HTML = "") -> HTML {
    "<li class=\"\(kind)\"><b>\(number)</b> <span>\(label)</span></li>\n"
  }

  private var tiles: [HTML] {
    let outcomes = Outcome.allCases.map { outcome in
      tile(
        ReportWords.number(report.standing.count(of: outcome)), ReportWords.outcome(outcome),
        "o o-\(outcome.rawValue)")
    }
    return [
      tile(ReportWords.number(run.count), both("doanh nghiệp xếp hạng", "firms ranked")),
      tile(
        ReportWords.number(report.surelyHigh), both("chắc chắn mức cao, rất cao", "surely high or critical"),
        "hot"),
      tile(
        ReportWords.number(report.mayBeHigh),
        both("có thể lên mức cao khi đủ số liệu", "may be high once data are complete")),
    ] + outcomes + [
      tile(
        ReportWords.number(report.standing.workersAffected),
        both("lao động bị ảnh hưởng (ít nhất)", "workers affected (at least)"))
    ]
  }

  private func interval(_ score: FirmScore) -> HTML {
    """
    <span class=bar aria-hidden=true><i class="b\(score.band.rawValue)" style="width:\(score.low)%"></i>\
    <i class=may style="left:\(score.low)%;width:\(score.high - score.low)%"></i></span>
    """
  }

  private var firstFirm: HTML {
    guard run.count > 0 else { return "<div class=card>\(both("Không có doanh nghiệp", "No firms"))</div>" }
    let paper = FirmPaper(report, rank: 0)
    let score = paper.score
    var lines: [HTML] = []
    for finding in paper.explanation.scoring(.fires).prefix(3) {
      let rule = paper.rule(finding)
      lines.append(
        """
        <li><b>\(LocalizedText { paper.reason(rule, $0) })</b> \
        <span class=pts>+\(finding.low) \(both("điểm", "points"))</span><br>\
        <span class=law>\(rule.title) · \(LocalizedText { paper.basis(rule, $0) })</span></li>

        """)
    }
    let held = score.heldBy.map { ruleSet.rules[$0].title }
    let note: HTML =
      held.isEmpty
      ? ""
      : "<p class=held>\(both("Chưa kiểm tra vì: ", "Held back: "))\(HTML(joined: held.map { "\($0)" }, with: "; "))</p>"
    return """
      <article class="card top"><p class=over>\(both("Đứng đầu danh sách", "First of the list"))</p>
      <h3><a href="#firm=\(paper.key)"><bdi>\(title(paper.firm))</bdi></a></h3>
      <p>\(both("Mã số thuế", "Tax code")) \(paper.key)\(place(paper.firm))</p>
      <p class=big><span class="chip o-\(score.outcome.rawValue)">\(ReportWords.outcome(score.outcome))</span> \
      \(both("điểm", "score")) <b>\(ReportWords.interval(score.low, score.high))</b>/100 · \(both("mức", "band")) \
      <b>\(ReportWords.band(score.band))</b> · \(both("lao động", "workers")) <b>\(workers(score))</b></p>
      \(interval(score))\(note)<ol class=reasons>\(lines)</ol>\(nextVisit)</article>

      """
  }

  /// The first firm to be visited now, when the first of the list is not.
  private var nextVisit: HTML {
    guard run.count > 0, run.outcomes[Int(run.ranking[0])] != .inspect,
      let rank = report.shownRanks.first(where: { run.outcomes[Int(run.ranking[$0])] == .inspect })
    else { return "" }
    let firm = Int(run.ranking[rank])
    return """
      <p class=next-visit>\(both("Đề xuất kiểm tra đầu tiên", "First to be inspected")): \
      <a href="#firm=\(report.result.table.keys[firm])"><bdi>\(title(firm))</bdi></a> (\(both("hạng", "rank")) \(rank + 1))</p>
      """
  }

  private func title(_ firm: Int) -> String {
    let name = report.name(of: firm)
    return name.isEmpty ? report.result.table.keys[firm] : name
  }

  private func place(_ firm: Int) -> HTML {
    let fields = ruleSet.groupFields.prefix(2).map { field in
      LocalizedText { report.text(field, of: firm, $0) }
    }.filter { !$0.vi.isEmpty }
    return HTML(joined: fields.map { " · <bdi>\($0)</bdi>" })
  }

  private func workers(_ score: FirmScore) -> LocalizedText {
    let mark = score.moreMayBeAffected ? "+" : ""
    return ReportWords.number(score.workersAffected) + both(mark, mark)
  }

  private var nextFirms: HTML {
    let rows = (1..<max(1, min(9, run.count))).map { rank -> HTML in
      let firm = Int(run.ranking[rank])
      let score = run.score(of: firm)
      let reason = run.firstReason(of: firm).map { ruleSet.rules[$0].title } ?? both("", "")
      return """
        <tr><td class=n>\(rank + 1)<td><a href="#firm=\(report.result.table.keys[firm])"><bdi>\(title(firm))</bdi></a>\
        <br><span class=law>\(reason)</span><td class=n>\(ReportWords.interval(score.low, score.high))\
        <td><span class="chip o-\(score.outcome.rawValue)">\(ReportWords.outcome(score.outcome))</span>

        """
    }
    return """
      <div class=card><p class=over>\(both("Tiếp theo", "Next"))</p><table class=next><thead><tr><th class=n>#\
      <th>\(both("Doanh nghiệp, lý do đầu tiên", "Firm, first reason"))<th class=n>\(both("Điểm", "Score"))\
      <th>\(both("Đề xuất", "Outcome"))</thead><tbody>\(rows)</tbody></table></div>

      """
  }

  // MARK: - Charts and list

  private var chartSection: HTML {
    let maps = report.groupings.filter { !$0.isSize && $0.groups.filter { $0.firms > 0 }.count > 1 }
    return """
      <section id=charts><h2>\(both("Biểu đồ", "Charts"))</h2>
      <div class=two>\(charts.distribution.figure)\(bandFigure)</div>
      <div class=two>\(charts.rules.figure)\(charts.blanks.figure)</div>
      \(maps.map { charts.heatMap($0).figure })</section>

      """
  }

  /// The table of bands that are sure by bands that may be.
  private var bandFigure: HTML {
    let bands = Band.allCases
    let heads = bands.map { "<th class=n>\(ReportWords.band($0))" as HTML }
    let rows = bands.map { band -> HTML in
      let cells = bands.map { may -> HTML in
        let count = report.bandTable[band.rawValue][may.rawValue]
        return may < band
          ? "<td>" : "<td class=\"n\(band == may ? " same" as HTML : "")\">\(ReportWords.number(count))"
      }
      return "<tr><th scope=row><i class=\"key b\(band.rawValue)\"></i>\(ReportWords.band(band))\(cells)\n"
    }
    return """
      <figure><figcaption><b>\(both("Mức chắc chắn và mức có thể", "Certain band and possible band"))</b> \
      <span class=note>\(both("Hàng: mức chắc chắn; cột: mức cao nhất khi đủ số liệu.", "Row: certain; column: highest once data are complete."))</span>\
      </figcaption><table class=bands><thead><tr><td>\(heads)</thead><tbody>\(rows)</tbody></table></figure>

      """
  }

  private var listSection: HTML {
    let shown = report.shownRanks.count
    let cut: HTML =
      shown < run.count
      ? """
      <p class=warn>\(both("Trang này giữ ", "This page holds the first ") + ReportWords.number(shown) + both(" doanh nghiệp đứng đầu trong ", " of ") + ReportWords.number(run.count) + both("; các số tổng hợp tính trên tất cả. Danh sách đầy đủ: ranking.csv.", " firms; the counts speak of all. The whole list is ranking.csv."))</p>
      """ : ""
    return """
      <section id=list aria-labelledby=list-t><h2 id=list-t>\(both("Danh sách xếp hạng", "Ranked list"))</h2>\(cut)
      <div id=view><noscript><p class=warn>\(both("Danh sách cần JavaScript; ranking.csv có đủ các doanh nghiệp.", "The list needs JavaScript; ranking.csv holds all firms."))</p></noscript></div></section>

      """
  }

  private var footer: HTML {
    """
    <footer><p>\(both("Điểm là khoảng: số đầu chắc chắn, số sau cao nhất có thể khi có đủ số liệu. Chương trình đề xuất; con người quyết định.", "A score is an interval: the first number is certain, the second the most possible once data are complete. The program proposes; a person decides."))</p>
    <p>FirmRisk \(report.result.manifest.engineVersion) · \(ruleSet.name) \(ruleSet.version) · \
    \(report.result.manifest.ruleFilesDigest)</p></footer>

    """
  }
}
