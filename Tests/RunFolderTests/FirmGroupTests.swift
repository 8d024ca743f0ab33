import FirmTable
import RiskScoring
import RuleModel
import Testing

@testable import RunFolder

@Suite("Groups of firms")
struct FirmGroupTests {
  /// A run of many firms over a table whose groups, sizes and answers vary.
  private func result(copies: Int) -> RunResult {
    let count = 3 * copies
    var pool = TextPool()
    let name = pool.code(of: "Công ty")
    func narrow(_ value: (Int) -> Int32) -> StoredColumn { .narrow((0..<count).map(value)) }
    let table = FirmTable(
      keys: FirmKeys((0..<count).map { String(1_000_000_000 + $0) }),
      columns: [
        nil, narrow { _ in name },
        narrow { [0, 1, CellMark.unknownNarrow, 1, CellMark.badNarrow][$0 % 5] },
        .wide((0..<count).map { Int64($0) }), narrow { Int32($0 % 90) }, nil,
        .truth(
          (0..<count).map { [TruthCode.yes, TruthCode.no, TruthCode.unknown, TruthCode.bad][$0 * 7 % 4] }),
        narrow { [-1, 0, 9, 10, 99, 100, 1000, CellMark.unknownNarrow, Int32.max][$0 % 9] },
      ], pool: pool, rows: [nil])
    return MadeUpRun.result(MadeUpRun.run(copies: copies), of: table)
  }

  @Test("Groups count what the firms in them are, for any number of threads", arguments: [1, 3])
  func counts(jobs: Int) {
    let result = result(copies: 4500)
    let groupings = FirmGroups(result, includePersonal: true).groupings(jobs: jobs)
    #expect(groupings.map(\.name) == ["district", "size"])
    for grouping in groupings {
      #expect(grouping.groupOfFirm.count == result.run.count)
      for (place, group) in grouping.groups.enumerated() {
        let firms = grouping.groupOfFirm.indices.filter { grouping.groupOfFirm[$0] == UInt32(place) }
        let scores = firms.map { result.run.score(of: $0) }
        #expect(group.firms == firms.count)
        #expect(group.bands == Band.allCases.map { band in scores.count { $0.band == band } })
        #expect(group.outcomes == Outcome.allCases.map { outcome in scores.count { $0.outcome == outcome } })
        #expect(group.mayBeHigh == scores.count { $0.band < .high && $0.bandMayBe >= .high })
        #expect(group.workersAffected == scores.reduce(0) { $0 + $1.workersAffected })
        #expect(
          group.areaPoints == (0..<2).map { area in scores.reduce(0) { $0 + $1.areas[area].low } })
        let findings = firms.map { result.run.findings(of: $0) }
        #expect(
          group.fired
            == result.ruleSet.rules.indices.map { rule in
              findings.count { $0.contains { $0.rule == rule && $0.scores && $0.status == .fires } }
            })
        let answers = firms.map { result.table.columns[6]?.cell($0, isTruth: true) }
        #expect(group.shares.map(\.yes) == [answers.count { $0 == 1 }])
        #expect(group.shares.map(\.no) == [answers.count { $0 == 0 }])
        #expect(group.shares.map(\.unknown) == [answers.count { $0 != 0 && $0 != 1 }])
      }
    }
  }

  @Test("Firms stand in the group of their cell and in the size of their workers")
  func members() {
    let result = result(copies: 30)
    let groupings = FirmGroups(result, includePersonal: true).groupings()
    for firm in 0..<result.run.count {
      let names = groupings.map { $0.groups[Int($0.groupOfFirm[firm])].name }
      #expect(names[0] == ["east", "west", nil, "west", nil][firm % 5])
      #expect(
        names[1] == [nil, "0-9", "0-9", "10-49", "50-99", "100-199", "1000+", nil, "1000+"][firm % 9])
    }
  }

  @Test("The top rules are those that fire for most firms, ties in the order of the rules")
  func topRules() {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<300 {
      let rules = Int.random(in: 0...12, using: &generator)
      var group = FirmGroup(name: nil, title: MadeUpRun.text("", ""), areas: 0, rules: rules, shares: 0)
      for rule in group.fired.indices { group.fired[rule] = Int.random(in: 0...3, using: &generator) }
      let fired = group.fired
      let ordered = fired.indices.filter { fired[$0] > 0 }.sorted { (fired[$1], $0) < (fired[$0], $1) }
      for count in [0, 1, 3, 5, 20] { #expect(group.topRules(count) == Array(ordered.prefix(count))) }
    }
  }

  @Test("The range of a narrow column leaves marks out")
  func narrowRange() {
    let marks = [CellMark.unknownNarrow, CellMark.noneNarrow, CellMark.badNarrow]
    let least = CellMark.badNarrow + 1
    #expect(NarrowCells.range(of: []) == nil)
    #expect(NarrowCells.range(of: marks) == nil)
    for values in [[0], [least], [.max], [least, .max], [-5, 7, 3], [5, 5], [-1]] as [[Int32]] {
      let expected = (values.min() ?? 0)...(values.max() ?? 0)
      #expect(NarrowCells.range(of: values) == expected)
      #expect(NarrowCells.range(of: marks + values + marks) == expected)
    }
  }

  @Test(
    "Cells are numbered in the order in which they come",
    arguments: [
      .narrow([7, 3, 7, CellMark.unknownNarrow, -2, CellMark.noneNarrow, 3, CellMark.unknownNarrow]),
      .narrow([.max, CellMark.badNarrow + 1, 0, .max, CellMark.badNarrow, 0]),
      .wide([1 << 40, CellMark.unknown, -1, 1 << 40, CellMark.bad, 5, CellMark.unknown]),
      .truth([TruthCode.no, TruthCode.yes, TruthCode.bad, TruthCode.unknown, TruthCode.no]),
    ] as [StoredColumn])
  func numbers(column: StoredColumn) {
    var numbers = CellNumbers()
    var isTruth = false
    if case .truth = column { isTruth = true }
    let found = numbers.numbers(of: column, isTruth: isTruth, firms: column.count)
    var known: [Int64] = []
    for firm in 0..<column.count {
      let cell = column.cell(firm, isTruth: isTruth)
      if !known.contains(cell) { known.append(cell) }
      #expect(known.firstIndex(of: cell) == Int(found[firm]))
    }
    #expect(numbers.cells == known)
  }
}
