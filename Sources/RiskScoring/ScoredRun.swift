import RuleEvaluation
import RuleModel

/// For how many firms something about the data made an expression unknown.
public struct IncidentCount: Hashable, Sendable {
  /// What happened, and where in the rule text.
  public var incident: DataIncident
  /// Number of firms.
  public var firms: Int
}

/// The scores of every firm of a run, in the order of the firm table.
public struct ScoredRun: Sendable {
  /// Firms in each chunk but the last.
  static let chunkSize = 8192

  /// Number of firms that the run keeps the scores of: all, unless only the first of the ranking were asked for.
  public internal(set) var count: Int
  /// Positions of kept firms in the order of the policy.
  public internal(set) var ranking: [UInt32]
  /// Counts by rule of the rule set; nil for a rule that is out of effect or not assessed.
  public internal(set) var counts: [RuleCounts?]
  /// Points the assessed rules can reach, 0...100; the same for every firm.
  public internal(set) var coverage: Int
  /// The as-of date.
  public internal(set) var asOf: CivilDate
  /// Whether draft rules scored.
  public internal(set) var includesDraft: Bool
  /// Rules in effect that this run's lists cannot feed.
  public internal(set) var notAssessed: [NotAssessedRule]
  /// Zero divisors and missing keys with the number of firms they happened for, in order of place.
  public internal(set) var incidents: [IncidentCount]

  var ruleSet: RuleSet
  var layout: ScoreLayout
  var steps: OverviewSteps
  /// What a row of words says of each firm.
  package internal(set) var rowLayout: ScoreRowLayout
  /// Rows of all firms, one after the other.
  package internal(set) var rows: [UInt64]
  var firing: FiringCodes
  var violations: ViolationSums
  var estimateReadings: [PointsReading]
  /// How the rules stand that are not evaluated, the same for every firm; nil for the others.
  var unevaluated: [RuleFinding?]
  /// How all firms stand, where scores of some are not kept.
  var standingOfAll: RunStanding?

  /// Certain points of each firm.
  public var lows: RowFigures<LowFigure> { RowFigures(self) }
  /// Most points possible of each firm.
  public var highs: RowFigures<HighFigure> { RowFigures(self) }
  /// Estimate of each firm in tenths.
  public var estimates: RowFigures<EstimateFigure> { RowFigures(self) }
  /// Outcome of each firm.
  public var outcomes: RowFigures<OutcomeFigure> { RowFigures(self) }
  /// Workers affected of each firm.
  public var workersAffected: RowFigures<WorkersFigure> { RowFigures(self) }
  /// Whether more workers may be affected than the figure of a firm says.
  public var moreMayBeAffected: RowFigures<MoreFigure> { RowFigures(self) }
  /// Whether a gate holds back the inspection of a firm.
  var isHeld: RowFigures<HeldFigure> { RowFigures(self) }

  func code(column: Int, firm: Int) -> UInt8 {
    let place = firm * rowLayout.width + column / 64
    let bit = UInt64(column % 64)
    let first = rows[place + ScoreRowLayout.firesOrDoesNotApply] >> bit & 1
    let second = rows[place + rowLayout.firesOrUnknown] >> bit & 1
    if second == 0 { return first == 0 ? FindingCode.passed : FindingCode.notApplicable }
    return first == 0 ? FindingCode.unknown : firing.code(column: column, firm: firm)
  }

  /// The full score of one firm; complexity O(rules).
  public func score(of firm: Int) -> FirmScore {
    let low = Int(lows[firm])
    let high = Int(highs[firm])
    var overview = FirmOverview()
    read(firm: firm, into: &overview)
    return FirmScore(
      areas: layout.groups.indices.map { areaScore($0, firm: firm) }, low: low, high: high,
      estimate: Int(estimates[firm]), band: ruleSet.policy.band(of: low),
      bandMayBe: ruleSet.policy.band(of: high),
      outcome: outcomes[firm],
      heldBy: overview.heldBy, confirmFirst: overview.confirmFirst,
      workersAffected: workersAffected[firm], moreMayBeAffected: moreMayBeAffected[firm],
      violationPoints: violationPoints(of: firm), violationsFired: violationsFired(of: firm))
  }

  private func areaScore(_ area: Int, firm: Int) -> FirmScore.AreaScore {
    func sum(_ readings: [PointsReading]) -> Int {
      layout.uncappedSum(area: area, readings: readings) { code(column: $0, firm: firm) }
    }
    let low = sum(layout.lowReadings)
    let high = sum(layout.highReadings)
    let estimate = sum(estimateReadings)
    let cap = layout.caps[area]
    return FirmScore.AreaScore(
      low: min(low, cap), high: min(high, cap), estimate: min(estimate, 10 * cap), uncappedLow: low,
      uncappedHigh: high, uncappedEstimate: estimate)
  }

  /// The column of an evaluated rule, for `status(column:firm:)`.
  public func column(of rule: Int) -> Int? { layout.columns.firstIndex { $0.rule == rule } }

  /// Whether a rule was evaluated as a draft; complexity O(rules).
  package func isDraft(rule: Int) -> Bool {
    column(of: rule).map { layout.columns[$0].isDraft } ?? false
  }

  /// How an evaluated rule stands for a firm.
  public func status(column: Int, firm: Int) -> RuleStatus {
    switch code(column: column, firm: firm) {
    case FindingCode.notApplicable: return .notApplicable
    case FindingCode.passed: return .passed
    case FindingCode.unknown: return .unknown
    default: return .fires
    }
  }

  /// Number of evaluated rules that fire for a firm or are unknown.
  public func openFindings(of firm: Int) -> Int {
    let plane = firm * rowLayout.width + rowLayout.firesOrUnknown
    return rows[plane..<plane + rowLayout.planeWords].reduce(0) { $0 + $1.nonzeroBitCount }
  }

  /// What every evaluated rule says of a firm, in byte order of rule ids.
  public func findings(of firm: Int) -> [RuleFinding] {
    var findings = layout.columns.indices.map { finding(column: $0, firm: firm) }
    for group in layout.groups.joined() where group.count > 1 {
      let fired = group.filter { findings[$0].status == .fires }
      let open = group.filter { findings[$0].status == .fires || findings[$0].status == .unknown }
      let inLow = fired.max { isLess(findings[$0].low, $0, findings[$1].low, $1) }
      let inHigh = open.max { isLess(findings[$0].most, $0, findings[$1].most, $1) }
      for column in fired where column != inLow { findings[column].isSameActInLow = true }
      for column in open where column != inHigh { findings[column].isSameActInHigh = true }
    }
    return findings
  }

  /// Orders by points, then by later position, so that the maximum is the first of the highest.
  private func isLess(_ first: Int, _ firstColumn: Int, _ second: Int, _ secondColumn: Int) -> Bool {
    first != second ? first < second : firstColumn > secondColumn
  }

  private func finding(column index: Int, firm: Int) -> RuleFinding {
    let column = layout.columns[index]
    let code = code(column: index, firm: firm)
    return RuleFinding(
      rule: column.rule, status: status(column: index, firm: firm), isDraft: column.isDraft,
      scores: column.scores,
      low: Int(PointsReading.low(least: column.least).worth(code)),
      most: Int(PointsReading.high(most: column.most).worth(code)),
      hasUnknownPoints: code == FindingCode.firesWithUnknownPoints && column.least < column.most,
      isSameActInLow: false, isSameActInHigh: false)
  }
}
