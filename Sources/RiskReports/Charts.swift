import RiskScoring
import RuleModel
import RunFolder

/// Draws the charts of a page as SVG.
///
/// Bands and shares differ in lightness, so that a chart reads in greyscale, and every mark carries its number.
struct Charts {
  let report: Report

  /// A chart, what it is called, and how to read it.
  struct Chart {
    var id: String
    var title: LocalizedText
    var note: LocalizedText
    var width: Int
    var height: Int
    var marks: HTML

    /// The chart as a figure.
    var figure: HTML {
      """
      <figure id=\(id)><figcaption id="\(id)-t"><b>\(title)</b> <span class=note>\(note)</span></figcaption>\
      <div class=wide><svg viewBox="0 0 \(width) \(height)" role=img aria-labelledby="\(id)-t" \
      style="max-width:\(width)px">\(marks)</svg></div></figure>

      """
    }
  }

  /// A text of a drawing in both languages, of which the page shows one.
  static func text(_ text: LocalizedText, x: Int, y: Int, more: HTML = "") -> HTML {
    guard text[.vi] != text[.en] else { return "<text x=\(x) y=\(y) \(more)>\(text[.vi])</text>" }
    return """
      <text lang=vi x=\(x) y=\(y) \(more)>\(text[.vi])</text><text lang=en x=\(x) y=\(y) \(more)>\(text[.en])</text>
      """
  }

  static func text(_ text: String, x: Int, y: Int, more: HTML = "") -> HTML {
    "<text x=\(x) y=\(y) \(more)>\(text)</text>"
  }

  /// A text cut to a number of characters.
  static func cut(_ text: LocalizedText, to count: Int) -> LocalizedText {
    LocalizedText { language in
      let whole = text[language]
      return whole.count <= count ? whole : whole.prefix(count - 1) + "…"
    }
  }

  // MARK: - Distribution

  /// Firms by certain score, in steps of five points.
  var distribution: Chart {
    let width = 620
    let (left, top, bottom) = (8, 34, 170)
    let counts = (0..<20).map { bin in
      report.distribution[bin * 5..<(bin == 19 ? 101 : bin * 5 + 5)].reduce(0, +)
    }
    let most = max(1, counts.max() ?? 1)
    let step = 30
    var marks: HTML = ""
    for (bin, count) in counts.enumerated() {
      let height = count == 0 ? 0 : max(2, count * (bottom - top) / most)
      let band = report.ruleSet.policy.band(of: bin * 5)
      let x = left + bin * step
      marks +=
        "<rect class=\"b\(band.rawValue)\" x=\(x + 2) y=\(bottom - height) width=26 height=\(height) />"
      if count > 0 {
        marks += Charts.text(
          ReportWords.number(count), x: x + 15, y: bottom - height - 4, more: "class=mid")
      }
      marks += Charts.text("\(bin * 5)", x: x, y: bottom + 14, more: "class=\"mid dim\"")
    }
    marks += Charts.text("100", x: left + 20 * step, y: bottom + 14, more: "class=\"mid dim\"")
    for (index, band) in Band.allCases.enumerated() {
      let x = left + report.ruleSet.policy.bandLimits[index] * step / 5
      marks += "<line class=limit x1=\(x) x2=\(x) y1=4 y2=\(bottom) />"
      marks += Charts.text(ReportWords.band(band), x: x + 4, y: 13, more: "class=strong")
    }
    marks += "<line class=axis x1=\(left) x2=\(left + 20 * step) y1=\(bottom) y2=\(bottom) />"
    return Chart(
      id: "scores", title: both("Số doanh nghiệp theo điểm chắc chắn", "Firms by certain score"),
      note: both("Đường đứt: ngưỡng các mức.", "Dashed: limits of the bands."), width: width, height: 190,
      marks: marks)
  }

  // MARK: - Heat maps

  /// Share of each area's points that the firms of a group have on average.
  func heatMap(_ grouping: FirmGrouping, rows most: Int = 15) -> Chart {
    let areas = report.ruleSet.areas
    let groups = Charts.shown(grouping, most)
    let (left, top, cell, line) = (250, 150, 58, 24)
    var marks: HTML = ""
    for (index, area) in areas.enumerated() {
      let x = left + index * cell + 30
      let place: HTML = "class=dim transform=\"rotate(-40 \(x) \(top - 8))\""
      marks += Charts.text(Charts.cut(area.title, to: 29), x: x, y: top - 8, more: place)
    }
    for (row, group) in groups.enumerated() {
      let y = top + row * line
      marks += Charts.text(
        Charts.cut(ReportWords.title(group.title), to: 32) + both(" (\(group.firms))", " (\(group.firms))"),
        x: left - 6, y: y + 16, more: "class=end")
      for (index, area) in areas.enumerated() {
        let whole = max(1, group.firms * area.cap)
        let share = (group.areaPoints[index] * 200 + whole) / (2 * whole)
        let shade = share == 0 ? 0 : share < 5 ? 1 : share < 15 ? 2 : share < 30 ? 3 : share < 50 ? 4 : 5
        let x = left + index * cell
        marks += "<rect class=\"h\(shade)\" x=\(x) y=\(y) width=\(cell - 2) height=\(line - 2) />"
        if share > 0 {
          marks += Charts.text("\(share)", x: x + 28, y: y + 15, more: "class=\"mid t\(shade)\"")
        }
      }
    }
    return Chart(
      id: "heat-" + grouping.name,
      title: both("Lĩnh vực × ", "Area × ") + grouping.title,
      note: both(
        "Điểm chắc chắn bình quân, % mức trần của lĩnh vực; trong ngoặc: số doanh nghiệp.",
        "Average certain points, % of the area's cap; in brackets: firms."),
      width: left + areas.count * cell + 130, height: top + groups.count * line + 4, marks: marks)
  }

  /// The first groups, and all others as one.
  static func shown(_ grouping: FirmGrouping, _ most: Int) -> [FirmGroup] {
    let groups = grouping.groups.filter { $0.firms > 0 }
    guard groups.count > most else { return groups }
    var others = groups[most - 1]
    for group in groups[most...] { others.add(group) }
    others.title = both("còn lại: \(groups.count - most + 1) nhóm", "\(groups.count - most + 1) other groups")
    others.wages = []
    others.wagesBySize = []
    return groups[..<(most - 1)] + [others]
  }

  // MARK: - Bars

  /// One bar of a chart: a dark part and a light part after it.
  struct Bar {
    var title: LocalizedText
    var dark: Int
    var light: Int
  }

  /// Bars with their titles above them.
  private func bars(_ bars: [Bar], width: Int = 620) -> (marks: HTML, height: Int) {
    let most = max(1, bars.map { $0.dark + $0.light }.max() ?? 1)
    let room = width - 120
    var marks: HTML = ""
    for (row, bar) in bars.enumerated() {
      let y = row * 36
      let dark = bar.dark * room / most
      let light = bar.light * room / most
      marks += Charts.text(Charts.cut(bar.title, to: 88), x: 0, y: y + 13)
      marks += "<rect class=dark x=0 y=\(y + 18) width=\(max(dark, 1)) height=11 />"
      if light > 0 {
        marks += "<rect class=light x=\(max(dark, 1)) y=\(y + 18) width=\(light) height=11 />"
      }
      let figures =
        bar.light > 0
        ? ReportWords.number(bar.dark) + both(" + ", " + ") + ReportWords.number(bar.light)
        : ReportWords.number(bar.dark)
      marks += Charts.text(figures, x: max(dark, 1) + light + 6, y: y + 28, more: "class=strong")
    }
    return (marks, bars.count * 36 + 2)
  }

  /// Rules by the firms they catch.
  var rules: Chart {
    let caught = report.rules.filter { $0.counts.fired > 0 }.prefix(12)
    let (marks, height) = bars(
      caught.map {
        Bar(title: report.ruleSet.rules[$0.rule].title, dark: $0.counts.fired, light: $0.counts.unknown)
      })
    return Chart(
      id: "caught", title: both("Quy tắc theo số doanh nghiệp", "Rules by firms"),
      note: both(
        "Đậm: kích hoạt; nhạt: chưa rõ vì thiếu số liệu.", "Dark: fired; light: unknown for want of data."),
      width: 620, height: height, marks: marks)
  }

  /// Blank fields by the firms whose score an answer could move.
  var blanks: Chart {
    let shown = report.blanks.prefix(12)
    let (marks, height) = bars(
      shown.map { Bar(title: $0.title, dark: $0.mayBeHigh, light: $0.firms - $0.mayBeHigh) })
    return Chart(
      id: "blanks",
      title: both("Số liệu còn trống theo số doanh nghiệp", "Blank data by firms"),
      note: both(
        "Số doanh nghiệp mà câu trả lời có thể đổi điểm; đậm: có thể lên mức cao.",
        "Firms whose score an answer could move; dark: may become high."),
      width: 620, height: height, marks: marks)
  }
}
