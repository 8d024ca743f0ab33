import RuleModel

@testable import RiskScoring

/// What a rule says of a firm, spelt out.
enum ObviousFinding: Hashable {
  case notApplicable
  case passed
  case unknown
  /// Fires; nil when the points are not known.
  case fires(points: Int?)

  var code: UInt8 {
    switch self {
    case .notApplicable: return 0
    case .passed: return 1
    case .unknown: return 2
    case .fires(points: nil): return 3
    case .fires(let points?): return UInt8(4 + points)
    }
  }
}

/// Scores one firm straight from the decisions, without columns and codes.
struct ObviousScorer {
  var ruleSet: RuleSet
  var includeDraft = false

  struct Totals: Equatable {
    var low = 0
    var high = 0
    var estimate = 0
  }

  private func scores(_ rule: Rule) -> Bool { rule.kind != .gate && (includeDraft || !rule.isDraft) }

  /// Low, high and estimate of a firm whose rules say `findings`, given the findings of all firms.
  func totals(_ findings: [ObviousFinding], all: [[ObviousFinding]]) -> Totals {
    var totals = Totals()
    for area in ruleSet.areas.indices {
      let rules = ruleSet.rules.indices.filter { ruleSet.rules[$0].area == area && scores(ruleSet.rules[$0]) }
      let cap = ruleSet.areas[area].cap
      totals.low += min(cap, sum(rules) { low($0, findings[$0]) })
      totals.high += min(cap, sum(rules) { high($0, findings[$0]) })
      totals.estimate += min(10 * cap, sum(rules) { estimate($0, findings[$0], all: all) })
    }
    return totals
  }

  /// Sums the greatest value of each family and every value of rules without one.
  private func sum(_ rules: [Int], _ value: (Int) -> Int) -> Int {
    var families: [String: Int] = [:]
    var total = 0
    for rule in rules {
      if let family = ruleSet.rules[rule].family {
        families[family] = max(families[family] ?? 0, value(rule))
      } else {
        total += value(rule)
      }
    }
    return total + families.values.reduce(0, +)
  }

  private func bounds(_ rule: Int) -> (least: Int, most: Int) {
    (ruleSet.rules[rule].points?.least ?? 0, ruleSet.rules[rule].points?.most ?? 0)
  }

  private func low(_ rule: Int, _ finding: ObviousFinding) -> Int {
    guard case .fires(let points) = finding else { return 0 }
    return points ?? bounds(rule).least
  }

  private func high(_ rule: Int, _ finding: ObviousFinding) -> Int {
    switch finding {
    case .notApplicable, .passed: return 0
    case .unknown, .fires(points: nil): return bounds(rule).most
    case .fires(let points?): return points
    }
  }

  private func estimate(_ rule: Int, _ finding: ObviousFinding, all: [[ObviousFinding]]) -> Int {
    let (least, most) = bounds(rule)
    switch finding {
    case .notApplicable, .passed: return 0
    case .fires(let points?): return 10 * points
    case .fires(points: nil): return 5 * (least + most)
    case .unknown:
      let known = all.filter { $0[rule] != .unknown }.count
      if known < 30 { return 5 * most }
      let fired = all.filter { if case .fires = $0[rule] { true } else { false } }.count
      return (20 * most * fired + known) / (2 * known)
    }
  }
}

/// Random rule sets and findings for the scorer alone.
struct RandomFindings {
  var ruleSet: RuleSet
  var firms: [[ObviousFinding]]

  init(firmCount: Int, using generator: inout some RandomNumberGenerator) {
    let areaCount = Int.random(in: 1...4, using: &generator)
    let caps = (0..<areaCount).map { _ in Int.random(in: 0...25, using: &generator) }
    let rules = (0..<Int.random(in: 1...12, using: &generator)).map { number in
      let most = Int.random(in: 0...30, using: &generator)
      let kind =
        [RuleKind.violation, .violation, .indicator, .gate].randomElement(using: &generator) ?? .violation
      return MadeUp.rule(
        "r\(number + 10)", kind, area: Int.random(in: 0..<areaCount, using: &generator),
        family: Int.random(in: 0...2, using: &generator) == 0 ? "f\(number % 2)" : nil,
        points: PointsFormula(
          expression: MadeUp.number(Int64(most)), most: most,
          least: Int.random(in: 0...most, using: &generator)),
        isDraft: Int.random(in: 0...9, using: &generator) == 0)
    }
    ruleSet = MadeUp.ruleSet(rules, caps: caps)
    firms = []
    let sorted = ruleSet.rules
    for _ in 0..<firmCount { firms.append(sorted.map { RandomFindings.finding($0, using: &generator) }) }
  }

  private static func finding(_ rule: Rule, using generator: inout some RandomNumberGenerator)
    -> ObviousFinding
  {
    switch Int.random(in: 0...9, using: &generator) {
    case 0: return .notApplicable
    case 1...3: return .passed
    case 4...5: return .unknown
    case 6: return .fires(points: nil)
    default:
      let points = rule.points ?? MadeUp.points(0)
      return .fires(points: Int.random(in: points.least...points.most, using: &generator))
    }
  }

  /// Scores the findings with the scorer under test.
  func scored(jobs: Int = 1, includeDraft: Bool = false) -> ScoredRun {
    let layout = ScoreLayout(
      ruleSet: ruleSet, planned: ruleSet.rules.indices.map { ($0, ruleSet.rules[$0].isDraft) },
      includeDraft: includeDraft)
    let setting = ScoringRun.Setting(
      ruleSet: ruleSet, asOf: CivilDate(days: 20_000), layout: layout, includeDraft: includeDraft,
      notAssessed: [], incidents: [],
      jobs: jobs)
    let codes = ruleSet.rules.indices.map { rule in firms.map { $0[rule].code } }
    return ScoringRun.score(setting, firmCount: firms.count, worker: {}) { _, range in
      ScoringRun.EvaluatedChunk(
        count: range.count, codes: codes.map { Array($0[range]) }, affects: codes.map { _ in nil },
        workers: nil)
    }
  }
}
