import FirmSources
import RiskScoring
import RuleModel
import RuleSentences
import RunFolder

/// One firm of a report with its whole explanation.
struct FirmPaper {
  let report: Report
  let firm: Int
  let rank: Int
  let explanation: FirmExplanation
  let values: FirmValues

  init(_ report: Report, rank: Int) {
    self.report = report
    self.rank = rank
    firm = Int(report.run.ranking[rank])
    explanation = report.run.explanation(of: firm)
    values = report.result.values(firm)
  }

  /// A firm with the rules that fire or are unknown, without what would bring it below its band.
  init(openFindingsOf report: Report, rank: Int) {
    self.report = report
    self.rank = rank
    firm = Int(report.run.ranking[rank])
    explanation = FirmExplanation(
      score: report.run.score(of: firm), findings: report.run.findings(of: firm), belowBand: nil)
    values = report.result.values(firm)
  }

  var score: FirmScore { explanation.score }
  var key: String { report.result.table.keys[firm] }
  var ruleSet: RuleSet { report.ruleSet }

  func rule(_ finding: RuleFinding) -> Rule { ruleSet.rules[finding.rule] }

  /// Why a rule fired, with the firm's figures.
  func reason(_ rule: Rule, _ language: Language) -> String {
    report.sentences(language).reason(of: rule, value: values)
  }

  /// Provisions in one line.
  func basis(_ rule: Rule, _ language: Language) -> String {
    report.sentences(language).basis(of: rule)
  }

  /// The fines that can apply to a fired violation, one sentence each.
  func fines(_ rule: Rule, _ language: Language) -> [String] {
    let ended = rule.ended.map { field in
      values(
        RuleExpression(.field(field), type: ruleSet.fields[field].type, span: ruleSet.fields[field].span))
    }
    let selection = FineSelection(rule: rule, ended: ended, asOf: report.asOf)
    let writer = FineWriter(language: language, ruleSet: ruleSet)
    var sentences = selection.fines.map { fine in
      writer.sentence(fine, affects: rule.affects.map { values($0) }, value: values)
    }
    if selection.isTimeBarred {
      sentences.append(
        both("Đã hết thời hiệu xử phạt một năm", "The one-year limitation has passed")[language])
    }
    return sentences
  }

  /// How much the answer to an unknown rule could move the score at most, caps applied.
  ///
  /// Either `low` rises because it fires, or `high` falls because it passes; in an area whose cap is reached anyway an
  /// answer moves little.
  func movement(_ finding: RuleFinding) -> Int {
    guard finding.scores, let area = rule(finding).area else { return 0 }
    let sums = score.areas[area]
    let cap = ruleSet.areas[area].cap
    let points = finding.most - finding.low
    let rise = min(cap, sums.uncappedLow + points) - min(cap, sums.uncappedLow)
    let counted = finding.isSameActInHigh ? 0 : points
    let fall = min(cap, sums.uncappedHigh) - min(cap, max(sums.uncappedLow, sums.uncappedHigh - counted))
    return max(rise, fall)
  }

  /// Unknown rules that score, those first whose answer could move the score most.
  var questions: [(finding: RuleFinding, movement: Int)] {
    explanation.findings.filter {
      $0.scores && ($0.status == .unknown || $0.hasUnknownPoints && $0.status == .fires)
    }
    .map { ($0, movement($0)) }
    .sorted { ($1.1, $1.0.most, $0.0.rule) < ($0.1, $0.0.most, $1.0.rule) }
  }
}
