import Diagnostics
import RiskScoring
import RuleModel
import RuleSentences
import RunFolder

/// Writes a run to standard output in the format asked for.
struct RankingOutput {
  let result: RunResult
  let format: OutputFormat
  let options: RunFolder.Options
  /// Whether the counts of the run stand before its ranking.
  let hasSummary: Bool
  /// Firms asked for; nil for what the format usually shows.
  let top: Int?
  /// Whether the run also leaves a folder.
  let leavesFolder: Bool

  private var shown: Int { min(result.run.count, Self.most(top, in: format) ?? result.run.count) }

  /// Most firms that are shown; nil for all.
  ///
  /// - Parameter top: firms asked for; nil for what the format usually shows.
  static func most(_ top: Int?, in format: OutputFormat) -> Int? { top ?? (format.isForPrograms ? nil : 20) }

  func write(to environment: ProgramEnvironment) {
    switch format {
    case .table:
      environment.print(text(environment).lines(top: shown, hasSummary: hasSummary).joined(separator: "\n"))
    case .md: environment.print(markdown(environment).joined(separator: "\n"))
    case .json: environment.print(json.pretty)
    case .csv:
      environment.write(RunFolder.rankingHeader(result, options: options))
      inStretches(of: 4096) { environment.write(RunFolder.rankingLines(result, ranks: $0, options: options)) }
    case .jsonl:
      inStretches(of: 256) { environment.write(RunFolder.documents(result, ranks: $0, options: options)) }
    }
  }

  private func inStretches(of stretch: Int, _ body: (Range<Int>) -> Void) {
    var start = 0
    while start < shown {
      body(start..<min(shown, start + stretch))
      start += stretch
    }
  }

  private func text(_ environment: ProgramEnvironment) -> RunSummaryText {
    RunSummaryText(
      result: result, words: RunWords(language: options.language), width: environment.width,
      usesColour: environment.usesColour, leavesFolder: leavesFolder)
  }

  /// The firms, with the counts of the run for `score`.
  private var json: JSONValue {
    let firms = JSONValue.array(RunFolder.documents(result, of: 0..<shown, options: options))
    guard hasSummary else { return firms }
    return .object(["summary": RunFolder.summary(result, options: options), "ranking": firms])
  }

  // MARK: - Markdown

  private func markdown(_ environment: ProgramEnvironment) -> [String] {
    let text = text(environment)
    let words = RunWords(language: options.language)
    let ruleSet = result.ruleSet
    var lines: [String] = []
    if hasSummary {
      let title = words(vi: "Doanh nghiệp cần kiểm tra trước", en: "Firms to inspect first")
      lines += ["# \(title)", "", Markdown.escaped(text.title), ""]
      lines += (text.standingLines() + text.openLines()).map { "- " + Markdown.escaped($0) } + [""]
    }
    let sentences = SentenceWriter(language: options.language, ruleSet: ruleSet)
    let rows = (0..<shown).map { rank -> [String] in
      let firm = Int(result.run.ranking[rank])
      let score = result.run.score(of: firm)
      let rule = result.run.firstReason(of: firm).map { ruleSet.rules[$0] }
      let reason = rule.map { rule in
        let basis = sentences.basis(of: rule)
        return sentences.reason(of: rule, value: result.values(firm)) + (basis.isEmpty ? "" : " (\(basis))")
      }
      return [
        "\(rank + 1)", result.table.keys[firm], text.name(of: firm),
        words.interval(low: score.low, high: score.high), words.band(score.band),
        words.outcome(score.outcome),
        words.number(score.workersAffected) + (score.moreMayBeAffected ? "+" : ""), reason ?? "",
      ]
    }
    let header = [
      "#", words(vi: "Mã số thuế", en: "Tax code"), words(vi: "Doanh nghiệp", en: "Firm"),
      words(vi: "Điểm", en: "Score"), words(vi: "Mức", en: "Band"), words(vi: "Đề xuất", en: "Outcome"),
      words(vi: "Số NLĐ", en: "Workers"), words(vi: "Lý do đầu tiên", en: "First reason"),
    ]
    return lines + Markdown.table(header, rows, right: [0, 3, 6])
  }
}
