import RuleModel
import TestSupport
import Testing

@testable import RiskScoring

@Suite("What would bring a firm below its band")
struct BandDescentTests {
  private typealias FiredRule = BandDescentSearch.FiredRule

  @Test("The search finds what trying every subset finds", arguments: 0..<120 as Range<UInt64>)
  func exhaustive(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var next = 0
    var areas: [(cap: Int, groups: [[BandDescentSearch.FiredRule]])] = []
    for _ in 0..<Int.random(in: 1...3, using: &generator) {
      let groups = (0..<Int.random(in: 0...3, using: &generator)).map { _ in
        (0..<Int.random(in: 1...2, using: &generator)).map { _ in
          next += 1
          return FiredRule(rule: next, points: Int.random(in: 0...5, using: &generator) * 4)
        }
      }
      areas.append((Int.random(in: 10...40, using: &generator), groups))
    }
    let limit = Int.random(in: 1...60, using: &generator)
    let found = BandDescentSearch(areas: areas).fewest(below: limit)
    let expected = bySubsets(areas, ruleCount: next, limit: limit)
    #expect(found?.rules == expected.rules)
    #expect(found?.low == expected.low)
  }

  private func bySubsets(
    _ areas: [(cap: Int, groups: [[BandDescentSearch.FiredRule]])], ruleCount: Int, limit: Int
  ) -> (rules: [Int], low: Int) {
    let points = areas.flatMap { $0.groups.joined() }.reduce(into: [Int: Int]()) { $0[$1.rule] = $1.points }
    var best: (rules: [Int], points: Int, low: Int)?
    for pattern in 0..<(1 << ruleCount) {
      let rules = (1...max(1, ruleCount)).filter { pattern >> ($0 - 1) & 1 == 1 }
      let gone = Set(rules)
      let low = areas.reduce(0) { sum, area in
        sum
          + min(
            area.cap,
            area.groups.reduce(0) { $0 + ($1.filter { !gone.contains($0.rule) }.map(\.points).max() ?? 0) })
      }
      guard low < limit else { continue }
      let total = rules.reduce(0) { $0 + (points[$1] ?? 0) }
      guard let current = best else {
        best = (rules, total, low)
        continue
      }
      let key = (rules.count, -total)
      let currentKey = (current.rules.count, -current.points)
      if key < currentKey || (key == currentKey && rules.lexicographicallyPrecedes(current.rules)) {
        best = (rules, total, low)
      }
    }
    return (best?.rules ?? [], best?.low ?? -1)
  }
}
