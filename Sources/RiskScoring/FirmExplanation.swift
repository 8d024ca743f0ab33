import RuleEvaluation
import RuleModel

/// Everything that makes up one firm's score.
public struct FirmExplanation: Sendable {
  /// The score.
  public var score: FirmScore
  /// Every rule of the rule set, in byte order of ids.
  public var findings: [RuleFinding]
  /// What would bring the firm below its band; nil for the lowest band.
  public var belowBand: BandDescent?

  /// Creates an explanation.
  public init(score: FirmScore, findings: [RuleFinding], belowBand: BandDescent?) {
    self.score = score
    self.findings = findings
    self.belowBand = belowBand
  }

  /// Rules of a status that score, most points first, ties by id.
  public func scoring(_ status: RuleStatus) -> [RuleFinding] {
    findings.filter { $0.status == status && $0.scores }
      .sorted { ($1.low, $1.most, $0.rule) < ($0.low, $0.most, $1.rule) }
  }
}

extension ScoredRun {
  /// Explains the score of one firm.
  public func explanation(of firm: Int) -> FirmExplanation {
    let score = score(of: firm)
    var all = unevaluated
    for finding in findings(of: firm) { all[finding.rule] = finding }
    return FirmExplanation(
      score: score, findings: all.compactMap { $0 }, belowBand: belowBand(of: firm, band: score.band))
  }

  private func belowBand(of firm: Int, band: Band) -> BandDescent? {
    guard band != .low else { return nil }
    let areas = layout.groups.indices.map { area in
      (cap: layout.caps[area], groups: layout.groups[area].map { firedRules(in: $0, of: firm) })
    }
    let limit = ruleSet.policy.bandLimits[band.rawValue]
    guard let found = BandDescentSearch(areas: areas).fewest(below: limit) else { return nil }
    return BandDescent(rules: found.rules, low: found.low, band: ruleSet.policy.band(of: found.low))
  }

  private func firedRules(in group: ScoreLayout.Group, of firm: Int) -> [BandDescentSearch.FiredRule] {
    group.compactMap { column in
      let code = code(column: column, firm: firm)
      guard FindingCode.isFiring(code) else { return nil }
      let least = layout.columns[column].least
      return BandDescentSearch.FiredRule(
        rule: layout.columns[column].rule, points: Int(PointsReading.low(least: least).worth(code)))
    }
  }

  /// How the rules stand that no firm of a run is put to, one entry a rule; nil for a rule that is evaluated.
  static func unevaluated(
    _ ruleSet: RuleSet, _ layout: ScoreLayout, _ notAssessed: [NotAssessedRule], asOf: CivilDate
  ) -> [RuleFinding?] {
    let evaluated = Set(layout.columns.map(\.rule))
    let missing = Set(notAssessed.map(\.ruleIndex))
    return ruleSet.rules.enumerated().map { rule, declared in
      if evaluated.contains(rule) { return nil }
      return RuleFinding(
        rule: rule, status: missing.contains(rule) ? .notAssessed : .notInEffect,
        isDraft: ruleSet.isDraft(declared, on: asOf), scores: false, low: 0, most: 0,
        hasUnknownPoints: false, isSameActInLow: false, isSameActInHigh: false)
    }
  }
}
