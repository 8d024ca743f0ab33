import Diagnostics
import RecordFiles
import RiskScoring
import RuleModel
import RuleSentences
import RunFolder

/// Writes one firm's arithmetic to standard output in the format asked for.
struct ExplanationOutput {
  let text: FirmExplanationText
  let format: OutputFormat
  let options: RunFolder.Options

  private var result: RunResult { text.result }
  private var ruleSet: RuleSet { result.ruleSet }

  func write(to environment: ProgramEnvironment) {
    switch format {
    case .table: environment.print(text.lines().joined(separator: "\n"))
    case .md: environment.print(markdown.joined(separator: "\n"))
    case .csv: environment.write(table)
    case .json, .jsonl:
      let rank = result.run.ranking.firstIndex(of: UInt32(text.firm)) ?? 0
      for document in RunFolder.documents(result, of: rank..<rank + 1, options: options) {
        environment.print(format == .json ? document.pretty : document.compact)
      }
    }
  }

  /// One line a rule.
  private var table: [UInt8] {
    var table = CSVWriter()
    table.record([
      "rule", "kind", "area", "state", "points", "most", "scores", "same_act", "title", "basis", "reason",
    ])
    let sentences = SentenceWriter(language: options.language, ruleSet: ruleSet)
    for finding in result.run.explanation(of: text.firm).findings {
      let rule = ruleSet.rules[finding.rule]
      table.text(rule.id)
      table.text(rule.kind.rawValue)
      table.text(rule.area.map { ruleSet.areas[$0].name } ?? "")
      table.text(finding.status.rawValue)
      table.number(Int64(finding.low))
      table.number(Int64(finding.most))
      table.text(finding.scores ? "yes" : "no")
      table.text(finding.isSameActInLow ? "yes" : "no")
      table.text(rule.title[options.language])
      table.text(sentences.basis(of: rule))
      table.text(
        finding.status == .fires ? sentences.reason(of: rule, value: result.values(text.firm)) : "")
      table.endRecord()
    }
    return table.takeBytes()
  }

  // MARK: - Markdown

  private var markdown: [String] {
    let explanation = result.run.explanation(of: text.firm)
    var heading = text.heading(explanation.score)
    var lines = ["# " + Markdown.escaped(heading.removeFirst()), ""]
    lines += heading.map { "- " + Markdown.escaped($0) }
    if let way = text.belowBandLine(explanation) { lines.append("- " + Markdown.escaped(way)) }
    let words = text.words
    let areas = text.areaRows(explanation)
    lines += [""]
    lines += Markdown.table(
      [
        words(vi: "Lĩnh vực", en: "Area"), words(vi: "Cộng", en: "Sum"), words(vi: "Trần", en: "Cap"),
        words(vi: "Thấp", en: "Low"), words(vi: "Cao", en: "High"),
      ], areas, right: [1, 2, 3, 4])
    for section in text.sections(explanation) where !section.findings.isEmpty {
      lines += ["", "## \(section.title) (\(section.findings.count))"]
      guard section.listsRules else {
        lines += [
          "", section.findings.map { Markdown.escaped(ruleSet.rules[$0.rule].id) }.joined(separator: ", "),
        ]
        continue
      }
      for finding in text.ordered(section.findings) {
        var rule = text.ruleLines(finding, isOpen: section.isOpen).map { line in
          Markdown.escaped(String(line.drop { $0 == " " }))
        }
        lines += ["", "### " + rule.removeFirst(), ""]
        lines += rule.map { "- " + $0 }
      }
    }
    return lines
  }
}
