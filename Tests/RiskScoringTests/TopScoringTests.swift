import FirmTable
import RandomRuleSets
import RuleEvaluation
import RuleModel
import TestSupport
import Testing

@testable import RiskScoring

/// The first firms of a ranking, chosen while their stretches are scored, are those of the run of all firms.
@Suite("The first firms alone")
struct TopScoringTests {
  @Test(
    "Stretches of any size in any order give the head of the whole ranking and its counts",
    arguments: 0..<80 as Range<UInt64>)
  func head(seed: UInt64) {
    var generator = SeededGenerator(seed: 1_900 + seed)
    let random = RandomScoring(
      seed: seed, over: RandomFirms(seed: seed / 2, firms: Int.random(in: 1...300, using: &generator)))
    let whole = wholeRun(random)
    let places = (0..<random.table.count).shuffled(using: &generator)
    for (size, jobs) in [(1, 1), (7, 2), (100, 2)] {
      for wanted in size == 7 ? [0, 1, 5, 40, 10_000] : [Int.random(in: 1...50, using: &generator)] {
        let readings = expectHead(random, whole, places, size: size, jobs: jobs, wanted: wanted)
        #expect(readings <= 2)
      }
    }
  }

  @Test("Random policies read estimates in orders and outcomes, and do not")
  func variety() {
    let readings = (0..<80 as Range<UInt64>).map { seed in
      let random = RandomScoring(seed: seed, over: RandomFirms(seed: seed / 2, firms: 100))
      return expectHead(
        random, wholeRun(random), Array(0..<random.table.count), size: 30, jobs: 1, wanted: 9)
    }
    #expect(readings.contains(1) && readings.contains(2))
  }

  @Test("However the firms stand, fewer than three times the wanted candidates are held")
  func bounded() {
    var generator = SeededGenerator(seed: 8)
    for wanted in [1, 2, 30] {
      for order in 0..<3 {
        var candidates = TopCandidates(wanted: wanted, width: 2)
        var given: [[UInt64]] = []
        var most = 0
        for number in 0..<5_000 as Range<UInt64> {
          // The worst order first: every firm comes before all that were there.
          let figure =
            order == 0 ? 5_000 - number : order == 1 ? number : .random(in: 0...9, using: &generator)
          given.append([figure, number])
          let chosen = TopCandidates.places(
            in: [figure, number], width: 2, wanted: wanted, bound: candidates.bound)
          if !chosen.isEmpty { _ = candidates.take([figure, number]) }
          most = max(most, candidates.count)
        }
        #expect(most < 3 * wanted, "\(wanted) wanted")
        #expect(candidates.first.count == wanted)
        let best = given.sorted { $0.lexicographicallyPrecedes($1) }.prefix(wanted)
        #expect(
          candidates.bound.isEmpty == false
            && best.last.map { !candidates.bound.lexicographicallyPrecedes($0) } == true)
      }
    }
  }

  private func wholeRun(_ random: RandomScoring) -> ScoredRun {
    let plan = EvaluationPlan(
      ruleSet: random.ruleSet, asOf: random.asOf,
      carried: CarriedFields(ruleSet: random.ruleSet, table: random.table), pool: random.table.pool)
    return ScoringRun.score(
      plan: plan, table: random.table, ruleSet: random.ruleSet, asOf: random.asOf,
      includeDraft: random.includeDraft)
  }

  /// Chooses firms that come in the order `places` and compares them with the whole run.
  ///
  /// - Returns: how often all firms were scored.
  private func expectHead(
    _ random: RandomScoring, _ whole: ScoredRun, _ places: [Int], size: Int, jobs: Int, wanted: Int
  ) -> Int {
    let words = "size \(size), jobs \(jobs), wanted \(wanted)"
    var pool = TextPool()
    let carried = CarriedFields(ruleSet: random.ruleSet, table: random.table)
    let plan = EvaluationPlan(ruleSet: random.ruleSet, asOf: random.asOf, carried: carried, adding: &pool)
    let scoring = StretchScoring(
      plan: plan, ruleSet: random.ruleSet, asOf: random.asOf, includeDraft: random.includeDraft)
    var earlier: TopAssembly?
    for reading in 1...3 {
      let top = TopScoring(scoring, wanted: wanted, earlier: earlier)
      let empty = random.table.picking([], ruleSet: random.ruleSet, pool: &pool)
      var workers = (0..<jobs).map { _ in top.makeWorker(table: empty) }
      var assembly = top.makeAssembly()
      var held: [Int] = []
      for (number, start) in stride(from: 0, to: places.count, by: size).enumerated() {
        let firms = Array(places[start..<min(start + size, places.count)])
        let stretch = workers[number % jobs].score(
          random.table.picking(firms, ruleSet: random.ruleSet, pool: &pool),
          taxCodes: firms.map { UInt64($0) }, bound: number % 3 == 0 ? [] : assembly.bound)
        #expect(stretch.candidates.count <= wanted, "\(words)")
        held += stretch.candidates.map { firms[$0] }
        if let kept = assembly.take(stretch) { held = kept.map { held[$0] } }
        #expect(assembly.candidateCount == held.count && held.count < max(1, 3 * wanted), "\(words)")
      }
      if !assembly.isSettled {
        earlier = assembly
        continue
      }
      let firms = assembly.first.map { held[$0] }
      var worker = scoring.makeWorker(table: empty)
      let run = assembly.run(
        worker.score(random.table.picking(firms, ruleSet: random.ruleSet, pool: &pool)),
        ranking: firms.indices.map { UInt32($0) })
      expectSame(run, firms, whole, words)
      return reading
    }
    Issue.record("never settled: \(words)")
    return 0
  }

  private func expectSame(_ run: ScoredRun, _ firms: [Int], _ whole: ScoredRun, _ words: String) {
    #expect(firms == whole.ranking.prefix(firms.count).map { Int($0) }, "\(words)")
    #expect(run.count == firms.count && run.ranking.map { Int($0) } == Array(firms.indices), "\(words)")
    #expect(run.standing == whole.standing && run.standing.firms == whole.count, "\(words)")
    #expect(run.counts == whole.counts && run.incidents == whole.incidents, "\(words)")
    #expect(run.coverage == whole.coverage && run.notAssessed == whole.notAssessed, "\(words)")
    for (place, firm) in firms.enumerated() {
      #expect(run.score(of: place) == whole.score(of: firm), "\(words)")
      #expect(run.findings(of: place) == whole.findings(of: firm), "\(words)")
    }
  }
}
