import FirmTable
import RandomRuleSets
import RuleEvaluation
import RuleModel
import TestSupport
import Testing

@testable import RiskScoring

@Suite("Scoring in stretches")
struct StretchTests {
  @Test(
    "Stretches of any size in any order give the run of the whole table, though texts are met one by one",
    arguments: 0..<60 as Range<UInt64>)
  func shuffled(seed: UInt64) {
    var generator = SeededGenerator(seed: 900 + seed)
    let random = RandomScoring(
      seed: seed, over: RandomFirms(seed: seed / 2, firms: Int.random(in: 1...300, using: &generator)))
    let whole = wholeRun(random)
    let places = (0..<random.table.count).shuffled(using: &generator)
    for size in [1, 7, 100] {
      for jobs in [1, 2] {
        let run = run(random, places: places, size: size, jobs: jobs)
        expectSame(run, whole, places, "size \(size), jobs \(jobs)")
      }
    }
  }

  @Test(
    "Stretches of many batches in any order give the run of the whole table",
    arguments: 0..<4 as Range<UInt64>)
  func large(seed: UInt64) {
    var generator = SeededGenerator(seed: 70 + seed)
    let random = RandomScoring(seed: seed, over: RandomFirms(seed: 40 + seed, firms: 9_000))
    let places = (0..<random.table.count).shuffled(using: &generator)
    expectSame(run(random, places: places, size: 2_500, jobs: 2), wholeRun(random), places, "shuffled")
    let inOrder = Array(places.indices)
    expectSame(
      run(random, places: inOrder, size: 4_100, jobs: 2, ordered: true), wholeRun(random), inOrder, "in order"
    )
  }

  @Test("Random rule sets vary what the comparison rests on")
  func variety() {
    let runs = (0..<60 as Range<UInt64>).map { seed in
      wholeRun(RandomScoring(seed: seed, over: RandomFirms(seed: seed / 2, firms: 100)))
    }
    #expect(runs.contains { $0.firing.layout.width > 0 })
    #expect(runs.contains { $0.standing.held > 0 })
    #expect(runs.contains { $0.standing.workersAffected > 0 })
    #expect(runs.contains { $0.moreMayBeAffected.contains(true) })
    #expect(runs.contains { run in run.layout.groups.joined().contains { $0.count > 1 } })
    #expect(runs.contains { run in run.counts.contains { ($0?.unknown ?? 0) > 0 } })
    #expect(runs.contains { run in run.incidents.contains { $0.firms > 0 } })
    #expect(runs.contains { run in (0..<run.count).contains { run.violationPoints(of: $0) > 0 } })
  }

  @Test("The order of a ranking does not depend on the number of jobs", arguments: [false, true])
  func parallelRanking(areFirmsInOrder: Bool) {
    var generator = SeededGenerator(seed: 5)
    let values = (0..<200_000).map { _ in
      (UInt64.random(in: 0...9, using: &generator), UInt64.random(in: 0...1 << 40, using: &generator))
    }
    let keys: [Policy.RankKey] = [
      .init(variable: .low, isDescending: true), .init(variable: .workersAffected, isDescending: false),
      .init(variable: .high, isDescending: true),
    ]
    let ties = areFirmsInOrder ? nil : values.indices.map { UInt32($0) }.shuffled(using: &generator)
    var places = Array(values.indices)
    for (place, firm) in (ties ?? []).enumerated() { places[Int(firm)] = place }
    // All keys take several passes, the first alone takes one.
    for keys in [keys, Array(keys.prefix(1))] {
      let expected = values.indices.sorted { first, second in
        let (left, right) = keys.count == 1 ? (0, 0) : (values[first].1, values[second].1)
        return (values[second].0, left, places[first]) < (values[first].0, right, places[second])
      }
      for jobs in [1, 2, 3] {
        let order = FirmRanking.order(count: values.count, keys: keys, ties: ties, jobs: jobs) {
          variable, firms, target in
          for firm in firms {
            target[firm - firms.lowerBound] = variable == .workersAffected ? values[firm].1 : values[firm].0
          }
        }
        #expect(order.map(Int.init) == expected)
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

  /// Scores the firms in the order `places`, with a pool that knows a text only once a stretch holds it.
  private func run(
    _ random: RandomScoring, places: [Int], size: Int, jobs: Int, ordered: Bool = false
  ) -> ScoredRun {
    var pool = TextPool()
    let carried = CarriedFields(ruleSet: random.ruleSet, table: random.table)
    let plan = EvaluationPlan(ruleSet: random.ruleSet, asOf: random.asOf, carried: carried, adding: &pool)
    let scoring = StretchScoring(
      plan: plan, ruleSet: random.ruleSet, asOf: random.asOf, includeDraft: random.includeDraft)
    var workers = (0..<jobs).map { _ in
      scoring.makeWorker(table: random.table.picking([], ruleSet: random.ruleSet, pool: &pool))
    }
    var stretches = scoring.makeStretches()
    for (number, start) in stride(from: 0, to: places.count, by: size).enumerated() {
      let firms = Array(places[start..<min(start + size, places.count)])
      stretches.append(
        workers[number % jobs].score(random.table.picking(firms, ruleSet: random.ruleSet, pool: &pool)))
    }
    var order = [UInt32](repeating: 0, count: places.count)
    for (place, firm) in places.enumerated() { order[firm] = UInt32(place) }
    return scoring.run(stretches, ties: ordered ? nil : order, jobs: jobs)
  }

  /// Compares a run whose firm `i` is firm `places[i]` of the whole.
  private func expectSame(_ run: ScoredRun, _ whole: ScoredRun, _ places: [Int], _ words: String) {
    #expect(run.count == whole.count, "\(words)")
    func stretched<Cell>(_ cells: [Cell]) -> [Cell] {
      let width = cells.count / max(1, whole.count)
      return places.flatMap { cells[$0 * width..<($0 + 1) * width] }
    }
    #expect(run.rows == stretched(whole.rows), "\(words)")
    #expect(run.firing.codes == stretched(whole.firing.codes), "\(words)")
    #expect(run.firing.constants == whole.firing.constants, "\(words)")
    #expect(run.ranking.map { places[Int($0)] } == whole.ranking.map { Int($0) }, "\(words)")
    #expect(run.counts == whole.counts && run.incidents == whole.incidents, "\(words)")
    #expect(run.coverage == whole.coverage && run.notAssessed == whole.notAssessed, "\(words)")
    for firm in stride(from: 0, to: whole.count, by: max(1, whole.count / 20)) {
      #expect(run.score(of: firm) == whole.score(of: places[firm]), "\(words)")
      #expect(run.findings(of: firm) == whole.findings(of: places[firm]), "\(words)")
    }
  }
}

extension FirmTable {
  /// The table of some firms, their texts coded by a pool that grows.
  func picking(_ firms: [Int], ruleSet: RuleSet, pool: inout TextPool) -> FirmTable {
    var picked = FirmTable(keys: FirmKeys(firms.map { keys[$0] }), columns: [], rows: [])
    picked.columns = columns.indices.map { field in
      Self.picked(columns[field], firms, isText: ruleSet.fields[field].type == .text, self.pool, &pool)
    }
    picked.given = given.mapValues { cells in firms.map { cells[$0] } }
    picked.rows = rows.map { source in
      guard let source else { return nil }
      let ranges = firms.map { Int(source.offsets[$0])..<Int(source.offsets[$0 + 1]) }
      let chosen = ranges.flatMap { Array($0) }
      var offsets: [UInt32] = [0]
      for range in ranges { offsets.append(offsets[offsets.count - 1] + UInt32(range.count)) }
      return FirmRows(
        offsets: offsets,
        columns: source.columns.indices.map { field in
          Self.picked(
            source.columns[field], chosen, isText: ruleSet.fields[field].type == .text, self.pool, &pool)
        }, isComplete: source.isComplete)
    }
    picked.pool = pool
    return picked
  }

  private static func picked(
    _ column: StoredColumn?, _ rows: [Int], isText: Bool, _ old: TextPool, _ pool: inout TextPool
  ) -> StoredColumn? {
    guard let column else { return nil }
    if isText {
      return .wide(
        rows.map { row in
          let cell = column.cell(row, isTruth: false)
          return cell < 0 ? cell : Int64(pool.code(of: old.texts[Int(cell)]))
        })
    }
    switch column {
    case .truth(let cells): return .truth(rows.map { cells[$0] })
    case .narrow(let cells): return .narrow(rows.map { cells[$0] })
    case .wide(let cells): return .wide(rows.map { cells[$0] })
    case .constant(let value, _): return .constant(value, count: rows.count)
    }
  }
}
