import RuleModel
import TestSupport
import Testing

@testable import RiskScoring

@Suite("Scores from findings")
struct ScoreTests {
  @Test("The columnar scorer gives the same totals as the obvious one", arguments: 0..<60 as Range<UInt64>)
  func twin(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let random = RandomFindings(firmCount: Int.random(in: 1...90, using: &generator), using: &generator)
    for includeDraft in [false, true] {
      let run = random.scored(includeDraft: includeDraft)
      let obvious = ObviousScorer(ruleSet: random.ruleSet, includeDraft: includeDraft)
      for firm in random.firms.indices {
        let expected = obvious.totals(random.firms[firm], all: random.firms)
        let score = run.score(of: firm)
        #expect(ObviousScorer.Totals(low: score.low, high: score.high, estimate: score.estimate) == expected)
        #expect(10 * score.low <= score.estimate && score.estimate <= 10 * score.high)
        #expect(score.areas.reduce(0) { $0 + $1.low } == score.low)
        #expect(score.areas.reduce(0) { $0 + $1.high } == score.high)
        #expect(score.areas.reduce(0) { $0 + $1.estimate } == score.estimate)
        #expect(run.overview(of: firm).areaLows == score.areas.map(\.low))
        #expect(score.high <= run.coverage)
      }
    }
  }

  @Test(
    "Every completion of unknown findings scores within the interval, and both ends are reached",
    arguments: 0..<40 as Range<UInt64>)
  func completions(seed: UInt64) {
    var generator = SeededGenerator(seed: 1000 + seed)
    let random = RandomFindings(firmCount: 4, using: &generator)
    let run = random.scored()
    let obvious = ObviousScorer(ruleSet: random.ruleSet)
    for firm in random.firms.indices {
      let score = run.score(of: firm)
      var least = Int.max
      var most = Int.min
      forEachCompletion(of: random.firms[firm], random.ruleSet) { complete in
        let total = obvious.totals(complete, all: []).low
        least = min(least, total)
        most = max(most, total)
      }
      #expect(least == score.low)
      #expect(most == score.high)
    }
  }

  /// Tries the extremes of every unknown finding; totals are monotone in each, so the extremes suffice.
  private func forEachCompletion(
    of findings: [ObviousFinding], _ ruleSet: RuleSet, _ body: ([ObviousFinding]) -> Void
  ) {
    let open = findings.indices.filter { findings[$0] == .unknown || findings[$0] == .fires(points: nil) }
    for pattern in 0..<(1 << open.count) {
      var complete = findings
      for (bit, rule) in open.enumerated() {
        let points = ruleSet.rules[rule].points ?? MadeUp.points(0)
        if pattern >> bit & 1 == 1 {
          complete[rule] = .fires(points: points.most)
        } else {
          complete[rule] = findings[rule] == .unknown ? .passed : .fires(points: points.least)
        }
      }
      body(complete)
    }
  }

  @Test("One job and two give the same run", arguments: 0..<3 as Range<UInt64>)
  func jobs(seed: UInt64) {
    var generator = SeededGenerator(seed: 77 + seed)
    let random = RandomFindings(firmCount: 3 * ScoredRun.chunkSize + 5, using: &generator)
    let one = random.scored(jobs: 1)
    let two = random.scored(jobs: 2)
    #expect(one.ranking == two.ranking)
    #expect(one.lows == two.lows)
    #expect(one.highs == two.highs)
    #expect(one.estimates == two.estimates)
    #expect(one.outcomes == two.outcomes)
    #expect(one.counts == two.counts)
    #expect(one.count == random.firms.count)
  }

  @Test("The ranking follows the policy's keys and then the tax code", arguments: 0..<10 as Range<UInt64>)
  func ranking(seed: UInt64) {
    var generator = SeededGenerator(seed: 500 + seed)
    let random = RandomFindings(firmCount: 400, using: &generator)
    let run = random.scored()
    let expected = (0..<400).sorted { first, second in
      let left = (Int(run.lows[second]), run.workersAffected[second], Int(run.highs[second]), first)
      let right = (Int(run.lows[first]), run.workersAffected[first], Int(run.highs[first]), second)
      return left < right
    }
    #expect(run.ranking.map(Int.init) == expected)
  }

  @Test("Numbers above 16 bits rank rightly, rising and falling")
  func wideKeys() {
    let values: [UInt64] = [70_000, 5, 1 << 40, 70_000, 0, 65_536]
    for isDescending in [false, true] {
      let keys = [Policy.RankKey(variable: .workersAffected, isDescending: isDescending)]
      let order = FirmRanking.order(count: values.count, keys: keys, jobs: 2) { _, firms, target in
        for firm in firms { target[firm - firms.lowerBound] = values[firm] }
      }
      #expect(order == (isDescending ? [2, 0, 3, 5, 1, 4] : [4, 1, 5, 0, 3, 2]))
    }
    let byCode = [
      Policy.RankKey(variable: nil, isDescending: true), .init(variable: .low, isDescending: true),
    ]
    let order = FirmRanking.order(count: 3, keys: byCode, jobs: 1) { _, firms, target in
      for firm in firms { target[firm - firms.lowerBound] = UInt64(firm) }
    }
    #expect(order == [2, 1, 0])
  }

  @Test("The estimate of an unknown rule is its most times the share among known firms from 30 on")
  func estimateFormula() {
    let few = RuleCounts(fired: 29, passed: 0, unknown: 5, notApplicable: 0)
    #expect(PointsReading.estimate(least: 0, most: 7, counts: few).unknown == 35)
    let enough = RuleCounts(fired: 10, passed: 15, unknown: 5, notApplicable: 5)
    #expect(PointsReading.estimate(least: 0, most: 7, counts: enough).unknown == 23)
    #expect(PointsReading.estimate(least: 3, most: 8, counts: enough).firesWithUnknownPoints == 55)
  }
}
