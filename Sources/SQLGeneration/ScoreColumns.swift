import RuleModel

/// Names of the columns that the query yields.
enum ScoreColumns {
  /// Rank, from 1.
  static let rank = "rank"
  static let estimate = "estimate_tenths"
  static let more = "more_may_be_affected"

  /// The column of a score variable.
  static func name(of variable: ScoreVariable) -> String {
    variable == .estimate ? estimate : variable.rawValue
  }

  /// The column of a score variable in a policy condition; scores are always known.
  static func value(of variable: ScoreVariable, _ dialect: any SQLDialect) -> SQLValue {
    SQLValue(.atom(dialect.name(name(of: variable))), stage: 0).known
  }
}

/// A rule of the query: one that scores, or a gate.
struct RuleColumn {
  var index: Int
  var rule: Rule
  var isDraft: Bool
  var scores: Bool
  var least: Int
  var most: Int
  /// Points when they are the same for every firm.
  var constantPoints: Int?
  var hasAffects: Bool

  /// Name of the column that holds the rule's truth.
  var name: String { rule.id }
  func name(_ suffix: String) -> String { rule.id + " " + suffix }
}

/// Which rules score where; the same division as the engine's, made from the rule set alone.
struct RuleColumns {
  /// Most points of one rule that an engine holds; far above any area's cap.
  static let mostPoints = 251

  var columns: [RuleColumn] = []
  /// Columns of each area, in groups of which only the highest counts.
  var groups: [[[Int]]]
  var caps: [Int]

  /// The rules of a request; with `all`, also drafts that do not score in this run.
  init(_ request: SQLRequest, all: Bool = false) {
    let ruleSet = request.ruleSet
    caps = ruleSet.areas.map { min(max($0.cap, 0), 100) }
    groups = ruleSet.areas.map { _ in [] }
    for entry in request.rules {
      let rule = ruleSet.rules[entry.rule]
      let scores =
        rule.kind != .gate && rule.area != nil && rule.points != nil
        && (request.includeDraft || !entry.isDraft)
      guard all || scores || rule.kind == .gate else { continue }
      let most = min(max(rule.points?.most ?? 0, 0), RuleColumns.mostPoints)
      let least = min(max(rule.points?.least ?? 0, 0), most)
      columns.append(
        RuleColumn(
          index: entry.rule, rule: rule, isDraft: entry.isDraft, scores: scores, least: least, most: most,
          constantPoints: nil, hasAffects: scores && rule.kind == .violation && rule.affects != nil))
    }
    for area in groups.indices { groups[area] = groups(in: area) }
  }

  private func groups(in area: Int) -> [[Int]] {
    var groups: [[Int]] = []
    var families: [(name: String, group: Int)] = []
    for (position, column) in columns.enumerated() where column.scores && column.rule.area == area {
      if let family = column.rule.family {
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

  var scoring: [RuleColumn] { columns.filter(\.scores) }
  var gates: [RuleColumn] { columns.filter { $0.rule.kind == .gate } }
  var violations: [RuleColumn] { columns.filter { $0.scores && $0.rule.kind == .violation } }

  /// Scoring rules, most points first and ties by id, when the points of each are the same for every firm.
  var byFixedPoints: [RuleColumn]? {
    let ranked = scoring.enumerated().compactMap { position, column in
      column.constantPoints.map { (column: column, points: $0, position: position) }
    }
    guard ranked.count == scoring.count else { return nil }
    return ranked.sorted { ($1.points, $0.position) < ($0.points, $1.position) }.map(\.column)
  }

  /// Most points that the scoring rules can reach, caps and families applied.
  var coverage: Int {
    groups.indices.reduce(0) { sum, area in
      let reachable = groups[area].reduce(0) { $0 + ($1.map { columns[$0].most }.max() ?? 0) }
      return sum + min(caps[area], reachable)
    }
  }
}
