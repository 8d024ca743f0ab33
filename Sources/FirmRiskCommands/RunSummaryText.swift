import Diagnostics
import RiskScoring
import RuleModel
import RuleSentences
import RunFolder

/// The summary of a run and the top of its ranking, for a terminal.
struct RunSummaryText {
  let result: RunResult
  let words: RunWords
  let width: Int
  let usesColour: Bool
  /// Whether the run also leaves a folder with more.
  var leavesFolder = false

  private var run: ScoredRun { result.run }
  private var ruleSet: RuleSet { result.ruleSet }

  /// All lines: what was read, how the firms stand, what the data lack, and the first firms of the ranking.
  func lines(top: Int, hasSummary: Bool = true) -> [String] {
    guard hasSummary else { return rankingLines(top: top) }
    var lines = heading() + [""]
    lines += sourceLines() + [""]
    lines += starting(strong: words.number(run.standing.firms), standingLines().flatMap(wrapped)) + [""]
    let open = openLines()
    if !open.isEmpty { lines += open.flatMap(wrapped) + [""] }
    return lines + rankingLines(top: top)
  }

  /// The rules and the date.
  var title: String {
    let version = ruleSet.version.isEmpty ? "" : " \(ruleSet.version)"
    let below =
      ruleSet.base.map { base in
        words(vi: ", dựa trên ", en: ", on ")
          + [base.name, base.version].filter { !$0.isEmpty }.joined(separator: " ")
      } ?? ""
    return "\(ruleSet.title[words.language]) (\(ruleSet.name)\(version)\(below)) · "
      + words(vi: "tính đến ngày ", en: "as of ") + words.date(run.asOf)
  }

  private func heading() -> [String] {
    let name = "FirmRisk"
    return starting(strong: name, wrapped(name + " · " + title))
  }

  /// Marks the start of the first line after wrapping, so that marks count for no width.
  private func starting(strong start: String, _ lines: [String]) -> [String] {
    guard let first = lines.first else { return [] }
    return [strong(start) + first.dropFirst(start.count)] + lines.dropFirst()
  }

  private func wrapped(_ line: String) -> [String] {
    ExplainCodeCommand.wrapped(line, width: width).split(separator: "\n").map(String.init)
  }

  private func sourceLines() -> [String] {
    var table = TextTable([
      .init(words(vi: "Danh sách", en: "List"), shrinksTo: 12),
      .init(words(vi: "Tệp", en: "File"), shrinksTo: 10),
      .init(words(vi: "Dòng", en: "Rows"), .right), .init(words(vi: "Ghép", en: "Joined"), .right),
      .init(words(vi: "Trùng", en: "Merged"), .right), .init(words(vi: "Để riêng", en: "Set aside"), .right),
      .init(words(vi: "Không khớp", en: "Unmatched"), .right),
      .init(words(vi: "Loại", en: "Rejected"), .right),
    ])
    for balance in result.accounts.sources {
      let title = ruleSet.sources.first { $0.name == balance.source }?.title[words.language] ?? balance.source
      let file = balance.files.map { String($0.split(separator: "/").last ?? "") }.joined(separator: ", ")
      table.append(
        [title, file]
          + [
            balance.rowsRead, balance.joined, balance.merged, balance.setAside, balance.unmatched,
            balance.rejected,
          ].map { words.number($0) })
    }
    return table.lines(width: width)
  }

  func standingLines() -> [String] {
    let standing = run.standing
    let bands = standing.bandTable
    var parts: [String] = []
    for band in Band.allCases.reversed() {
      let sure = bands[band.rawValue].reduce(0, +)
      parts.append("\(words.band(band)) \(words.number(sure))")
    }
    let mayBeHigh = (0..<Band.high.rawValue).reduce(0) { sum, low in
      sum + (Band.high.rawValue..<Band.allCases.count).reduce(0) { $0 + bands[low][$1] }
    }
    let outcomes = Outcome.allCases.map { "\(words.outcome($0)) \(words.number(standing.count(of: $0)))" }
    var lines = [
      words.number(standing.firms) + words(vi: " doanh nghiệp được xếp hạng", en: " firms ranked")
        + words(vi: "; các quy tắc có số liệu đạt tối đa ", en: "; the rules with data reach ")
        + "\(run.coverage)/100" + words(vi: " điểm", en: " points"),
      words(vi: "Mức điểm chắc chắn: ", en: "Band, certain: ") + parts.joined(separator: " · "),
      words(vi: "Có thể lên mức cao khi có đủ số liệu: ", en: "May be high once data are complete: ")
        + words.number(mayBeHigh),
      words(vi: "Đề xuất: ", en: "Outcome: ") + outcomes.joined(separator: " · "),
      words(vi: "Người lao động bị ảnh hưởng (ít nhất): ", en: "Workers affected (at least): ")
        + words.number(standing.workersAffected),
    ]
    if standing.held > 0 {
      lines.append(
        words(
          vi: "Chưa được kiểm tra trong năm (điều kiện giữ lại): ", en: "Inspection held back by a gate: ")
          + words.number(standing.held))
    }
    return lines
  }

  /// What the run could not look at: rules without data, draft rules, stale lists.
  func openLines() -> [String] {
    var lines: [String] = []
    if !run.notAssessed.isEmpty {
      lines.append(
        words(vi: "Quy tắc chưa có số liệu để xét: ", en: "Rules not assessed for want of data: ")
          + "\(run.notAssessed.count)"
          + (leavesFolder ? words(vi: " (xem summary.json)", en: " (see summary.json)") : ""))
    }
    let drafts = ruleSet.rules.indices.filter { ruleSet.isDraft(ruleSet.rules[$0], on: run.asOf) }
    let caught = drafts.reduce(0) { $0 + (run.counts[$1]?.fired ?? 0) }
    if !drafts.isEmpty, !run.includesDraft {
      lines.append(
        words(vi: "Quy tắc dự thảo, không tính điểm: ", en: "Draft rules, not scored: ") + "\(drafts.count)"
          + words(
            vi: "; nếu tính sẽ kích hoạt \(words.number(caught)) lần",
            en: "; they would have fired \(words.number(caught)) times"))
    }
    for balance in result.accounts.sources where balance.isStale {
      lines.append(
        words(vi: "Danh sách cũ quá 45 ngày: ", en: "List over 45 days old: ") + balance.source
          + (balance.listDate.map { " (\(words.date($0)))" } ?? ""))
    }
    return lines
  }

  // MARK: - Ranking

  private func rankingLines(top: Int) -> [String] {
    let shown = min(top, run.count)
    guard shown > 0 else { return [] }
    var table = TextTable([
      .init("#", .right), .init(words(vi: "Mã số thuế", en: "Tax code")),
      .init(words(vi: "Doanh nghiệp", en: "Firm"), shrinksTo: 18),
      .init(words(vi: "Điểm", en: "Score"), .right),
      .init(words(vi: "Mức", en: "Band")), .init(words(vi: "Đề xuất", en: "Outcome")),
      .init(words(vi: "Số NLĐ", en: "Workers"), .right),
    ])
    var reasons: [String?] = []
    for position in 0..<shown {
      let firm = Int(run.ranking[position])
      let score = run.score(of: firm)
      table.append([
        "\(position + 1)", result.table.keys[firm], name(of: firm),
        words.interval(low: score.low, high: score.high), words.band(score.band),
        words.outcome(score.outcome) + (score.heldBy.isEmpty ? "" : "*"),
        words.number(score.workersAffected) + (score.moreMayBeAffected ? "+" : ""),
      ])
      reasons.append(reason(of: firm))
    }
    var lines: [String] = []
    for (index, line) in table.lines(width: width).enumerated() {
      lines.append(index == 0 ? strong(line) : line)
      if index > 0, let reason = reasons[index - 1] {
        lines.append("     " + TextTable.cut(reason, to: width - 5))
      }
    }
    return lines + [""] + wrapped(legend())
  }

  /// What the signs of the table mean.
  private func legend() -> String {
    words(
      vi: "* điều kiện kiểm tra giữ lại · + có thể nhiều hơn · khoảng điểm: chắc chắn – cao nhất có thể",
      en: "* held back by a gate · + may be more · score: certain – most possible")
  }

  /// The firm's name, or its tax code when no list names it.
  func name(of firm: Int) -> String {
    guard let field = ruleSet.field(with: .name), let column = result.table.columns[field] else { return "" }
    let code = column.cell(firm, isTruth: false)
    return code >= 0 && code < Int64(result.table.pool.texts.count) ? result.table.pool.texts[Int(code)] : ""
  }

  private func reason(of firm: Int) -> String? {
    guard let rule = run.firstReason(of: firm) else { return nil }
    return SentenceWriter(language: words.language, ruleSet: ruleSet)
      .reason(of: ruleSet.rules[rule], value: result.values(firm))
  }

  private func strong(_ text: String) -> String { usesColour ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
}
