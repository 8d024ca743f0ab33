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
    let evaluated = findings(of: firm)
    var byRule = [RuleFinding?](repeating: nil, count: ruleSet.rules.count)
    for finding in evaluated { byRule[finding.rule] = finding }
    let missing = Set(notAssessed.map(\.ruleIndex))
    let all = ruleSet.rules.indices.map { rule in
      byRule[rule]
        ?? RuleFinding(
          rule: rule, status: missing.contains(rule) ? .notAssessed : .notInEffect,
          isDraft: ruleSet.isDraft(ruleSet.rules[rule], on: asOf), scores: false, low: 0, most: 0,
          hasUnknownPoints: false, isSameActInLow: false, isSameActInHigh: false)
    }
    return FirmExplanation(score: score, findings: all, belowBand: belowBand(of: firm, band: score.band))
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
}
