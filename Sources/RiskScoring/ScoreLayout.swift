import RuleModel

/// Which rules score where: the rule set as the scorer needs it.
struct ScoreLayout: Sendable {
  /// A rule that is evaluated, in the order of the plan.
  struct Column: Sendable {
    /// Position in `RuleSet.rules`.
    var rule: Int
    var kind: RuleKind
    var isDraft: Bool
    /// Whether it adds points and harm in this run.
    var scores: Bool
    var area: Int?
    var least: Int
    var most: Int
  }

  /// Columns of which only the highest counts; a rule without a family is a group of its own.
  typealias Group = [Int]

  var columns: [Column]
  /// Groups of each area, in order of their first rule.
  var groups: [[Group]]
  /// Caps of the areas, within 0...100.
  var caps: [Int]
  /// Columns of gates; draft gates hold as well.
  var gates: [Int]
  /// Scoring columns of violations.
  var violations: [Int]

  init(ruleSet: RuleSet, planned: [(rule: Int, isDraft: Bool)], includeDraft: Bool) {
    columns = planned.map { entry in
      let rule = ruleSet.rules[entry.rule]
      let scores =
        rule.kind != .gate && rule.area != nil && rule.points != nil && (includeDraft || !entry.isDraft)
      let most = min(max(rule.points?.most ?? 0, 0), FindingCode.mostPoints)
      return Column(
        rule: entry.rule, kind: rule.kind, isDraft: entry.isDraft, scores: scores, area: rule.area,
        least: min(max(rule.points?.least ?? 0, 0), most), most: most)
    }
    caps = ruleSet.areas.map { min(max($0.cap, 0), 100) }
    gates = columns.indices.filter { [columns] in columns[$0].kind == .gate }
    violations = columns.indices.filter { [columns] in columns[$0].kind == .violation && columns[$0].scores }
    groups = ruleSet.areas.indices.map { [columns] area in
      ScoreLayout.groups(of: columns, in: area, ruleSet: ruleSet)
    }
  }

  private static func groups(of columns: [Column], in area: Int, ruleSet: RuleSet) -> [Group] {
    var groups: [Group] = []
    var families: [(name: String, group: Int)] = []
    for (position, column) in columns.enumerated() where column.scores && column.area == area {
      if let family = ruleSet.rules[column.rule].family {
        if let known = families.first(where: { $0.name == family }) {
          groups[known.group].append(position)
          continue
        }
        families.append((family, groups.count))
      }
      groups.append([position])
    }
    return groups
  }

  /// Most points that the scoring rules can reach, caps and families applied.
  var coverage: Int {
    groups.indices.reduce(0) { sum, area in
      let reachable = groups[area].reduce(0) { $0 + ($1.map { columns[$0].most }.max() ?? 0) }
      return sum + min(caps[area], reachable)
    }
  }

  func lowReading(_ column: Int) -> PointsReading { .low(least: columns[column].least) }

  var lowReadings: [PointsReading] { columns.map { .low(least: $0.least) } }
  var highReadings: [PointsReading] { columns.map { .high(most: $0.most) } }

  func estimateReadings(_ counts: [RuleCounts]) -> [PointsReading] {
    columns.indices.map {
      .estimate(least: columns[$0].least, most: columns[$0].most, counts: counts[$0])
    }
  }

  /// The sum of an area for one firm before its cap, from the codes of its columns.
  func uncappedSum(area: Int, readings: [PointsReading], code: (Int) -> UInt8) -> Int {
    groups[area].reduce(0) { sum, group in
      sum + Int(group.map { readings[$0].worth(code($0)) }.max() ?? 0)
    }
  }
}
