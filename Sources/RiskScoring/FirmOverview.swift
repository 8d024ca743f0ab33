/// What a line of the ranking says of a firm beside its totals.
///
/// One value is used again for firm after firm, so that writing a ranking takes no memory for each of them.
public struct FirmOverview: Sendable {
  /// Scoring rules that fire, in byte order of their ids.
  public internal(set) var firedRules: [Int] = []
  /// Scoring rules that are unknown, in byte order of their ids.
  public internal(set) var unknownRules: [Int] = []
  /// Gates that moved the outcome away from an inspection.
  public internal(set) var heldBy: [Int] = []
  /// Gates to be confirmed before an inspection.
  public internal(set) var confirmFirst: [Int] = []
  /// Certain points by area, capped.
  public internal(set) var areaLows: [Int] = []
  /// The fired scoring rule with the most certain points, ties by id; nil when none fires.
  public internal(set) var firstReason: Int?
  /// Greatest points of each family.
  private var familyPoints: [Int] = []

  /// Creates an overview to be filled by `ScoredRun.read(firm:into:)`.
  public init() {}

  mutating func clear(_ steps: OverviewSteps) {
    firedRules.removeAll(keepingCapacity: true)
    unknownRules.removeAll(keepingCapacity: true)
    heldBy.removeAll(keepingCapacity: true)
    confirmFirst.removeAll(keepingCapacity: true)
    areaLows.removeAll(keepingCapacity: true)
    for _ in steps.caps { areaLows.append(0) }
    familyPoints.removeAll(keepingCapacity: true)
    for _ in steps.familyAreas { familyPoints.append(0) }
    firstReason = nil
  }

  /// Adds what one rule that fires or is unknown says.
  mutating func add(
    _ code: UInt8, _ step: OverviewSteps.Step, isHeld: Bool, isInspected: Bool, mostPoints: inout Int
  ) {
    let isUnknown = code == FindingCode.unknown
    guard step.area >= 0 else {
      if step.isGate, isHeld, !isUnknown { heldBy.append(step.rule) }
      if step.isGate, isInspected, isUnknown { confirmFirst.append(step.rule) }
      return
    }
    if isUnknown {
      unknownRules.append(step.rule)
      return
    }
    firedRules.append(step.rule)
    let points = Int(step.reading.worth(code))
    if points > mostPoints {
      mostPoints = points
      firstReason = step.rule
    }
    if step.family >= 0 {
      familyPoints[step.family] = max(familyPoints[step.family], points)
    } else {
      areaLows[step.area] += points
    }
  }

  mutating func finish(_ steps: OverviewSteps) {
    for (family, area) in steps.familyAreas.enumerated() { areaLows[area] += familyPoints[family] }
    for (area, cap) in steps.caps.enumerated() { areaLows[area] = min(areaLows[area], cap) }
  }
}

/// The layout of a run as a firm's codes are read one after the other.
struct OverviewSteps: Sendable {
  /// One column of the layout.
  struct Step: Sendable {
    var rule: Int
    var isGate: Bool
    /// Area in which the rule scores; -1 when it does not score.
    var area: Int
    /// Position among the families with several rules; -1 for a rule that counts by itself.
    var family: Int
    var reading: PointsReading
  }

  var steps: [Step]
  /// Area of each family.
  var familyAreas: [Int] = []
  var caps: [Int]

  init(_ layout: ScoreLayout) {
    caps = layout.caps
    steps = layout.columns.map { column in
      Step(
        rule: column.rule, isGate: column.kind == .gate, area: column.scores ? column.area ?? -1 : -1,
        family: -1,
        reading: .low(least: column.least))
    }
    for (area, groups) in layout.groups.enumerated() {
      for group in groups where group.count > 1 {
        for column in group { steps[column].family = familyAreas.count }
        familyAreas.append(area)
      }
    }
  }
}

extension ScoredRun {
  /// Reads what a line of the ranking says of a firm.
  public func read(firm: Int, into overview: inout FirmOverview) {
    overview.clear(steps)
    let row = firm * rowLayout.width + rowLayout.firesOrUnknown
    var mostPoints = -1
    for word in 0..<rowLayout.planeWords {
      var rest = rows[row + word]
      while rest != 0 {
        let column = word * 64 + rest.trailingZeroBitCount
        rest &= rest &- 1
        overview.add(
          code(column: column, firm: firm), steps.steps[column], isHeld: isHeld[firm],
          isInspected: outcomes[firm] == .inspect, mostPoints: &mostPoints)
      }
    }
    overview.finish(steps)
  }

  /// What a line of the ranking says of one firm.
  public func overview(of firm: Int) -> FirmOverview {
    var overview = FirmOverview()
    read(firm: firm, into: &overview)
    return overview
  }

  /// The fired scoring rule with the most certain points, ties by id; nil when none fires.
  public func firstReason(of firm: Int) -> Int? { overview(of: firm).firstReason }
}
