import FirmTable
import Foundation
@testable import RecordFiles
import TestSupport
import Testing

@testable import FirmSources

/// Names of random lists, joined in stretches and by looking at one firm after the other.
@Suite struct NameJoinTests {
  private struct RandomNames {
    var rows: [String?]
    var rowOfFirm: [Int32]?

    func name(_ firm: Int) -> String? {
      guard let rowOfFirm else { return rows[firm] }
      return rowOfFirm[firm] < 0 ? nil : rows[Int(rowOfFirm[firm])]
    }
  }

  private static let names = ["An", "Công ty Bình", "Công ty Bính", "Công ty Cường Thịnh", "none", "bad"]

  /// A list of which some names stand in its bytes and others beside them.
  private func candidate(
    _ names: RandomNames, list: Int, refers: Bool, _ generator: inout SeededGenerator
  ) -> NameJoin.Candidate {
    var texts = TextDictionary(keepsEveryText: true, refersToFile: refers)
    var file = Array("\u{FEFF}".utf8)
    let codes = names.rows.map { name -> Int32 in
      switch name {
      case nil: return TextCode.blank
      case "none": return TextCode.none
      case "bad": return [TextCode.bad, DuplicateMerge.textConflict].randomElement(using: &generator) ?? -3
      case let name?:
        guard refers, Bool.random(using: &generator) else { return texts.code(adding: name) }
        file += Array(name.utf8)
        return texts.refer(to: file.count - name.utf8.count, count: name.utf8.count)
      }
    }
    return NameJoin.Candidate(
      list: list, codes: codes, texts: texts, input: InputBytes(file, path: "names.csv"),
      rowOfFirm: names.rowOfFirm)
  }

  private func randomNames(_ count: Int, _ generator: inout SeededGenerator) -> RandomNames {
    let isOwnOrder = Bool.random(using: &generator)
    let rows = (0..<count).map { _ in
      Bool.random(using: &generator) ? Self.names.randomElement(using: &generator) : nil
    }
    let order = (0..<count).map { Int32($0) }.shuffled(using: &generator)
    return RandomNames(
      rows: rows,
      rowOfFirm: isOwnOrder ? nil : order.map { Int.random(in: 0..<4, using: &generator) == 0 ? -1 : $0 })
  }

  @Test(arguments: 0..<60) func everyFirmHasItsFirstName(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let count = Int.random(in: 1...20, using: &generator)
    let lists = (0..<Int.random(in: 1...4, using: &generator)).map { _ in randomNames(count, &generator) }
    let candidates = lists.enumerated().map { place, names in
      candidate(names, list: place, refers: Bool.random(using: &generator), &generator)
    }
    var join = NameJoin(field: 1, count: count, candidates: candidates, keptDisagreements: 3)
    join.stretchSize = Int.random(in: 1...25, using: &generator)
    let stretches = join.stretches(jobs: 2)
    var pool = TextPool()
    _ = pool.code(of: "Một tên khác")
    pool.refer(
      to: OutsideBytes(
        candidates[0].input.withBytes { UnsafeRawBufferPointer($0) }, of: candidates[0].input))
    let cells = pool.cells(of: stretches)
    var disagreements: [(other: Int, firm: Int, decisive: Int)] = []
    for firm in 0..<count {
      let given = lists.indices.filter { lists[$0].name(firm) != nil }
      guard let decisive = given.first, let name = lists[decisive].name(firm) else {
        #expect(cells[firm] == CellMark.unknownNarrow)
        continue
      }
      switch name {
      case "none": #expect(cells[firm] == CellMark.noneNarrow)
      case "bad": #expect(cells[firm] == CellMark.badNarrow)
      default: #expect(pool.texts[Int(cells[firm])] == name)
      }
      for other in given.dropFirst() where name != "bad" && lists[other].name(firm) != "bad" {
        if lists[other].name(firm) != name { disagreements.append((other, firm, decisive)) }
      }
    }
    disagreements.sort { ($0.other, $0.firm) < ($1.other, $1.firm) }
    #expect(stretches.reduce(0) { $0 + $1.summary.disagreements } == disagreements.count)
    #expect(stretches.reduce(0) { $0 + $1.summary.count } == count)
    let kept = lists.indices.flatMap { place in
      stretches.flatMap(\.disagreements).filter { $0.other == place }
    }.prefix(3)
    #expect(kept.map(\.firm) == disagreements.prefix(3).map(\.firm))
    #expect(kept.map(\.decisive) == disagreements.prefix(3).map(\.decisive))
    for (place, names) in lists.enumerated() {
      let rows = (0..<count).filter { firm in names.rowOfFirm.map { $0[firm] >= 0 } ?? true }
      let overruled = stretches.reduce(0) { $0 + $1.accounts[place].overruled }
      #expect(stretches.reduce(0) { $0 + $1.accounts[place].blank } == rows.count { names.name($0) == nil })
      #expect(overruled == disagreements.count { $0.other == place })
    }
  }
}
