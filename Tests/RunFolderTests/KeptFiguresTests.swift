import FirmTable
import RuleModel
import Testing

@testable import RunFolder

@Suite("Figures kept by the cells that settle them")
struct KeptFiguresTests {
  /// Two columns of as many firms as there are pairs of values.
  private static func table(_ first: [Int64], _ second: [Int64]) -> FirmTable {
    var table = MadeUpRun.table
    table.columns[3] = .wide(first)
    table.columns[4] = .wide(second)
    return table
  }

  @Test("A figure is found for the same cells, whichever firm has them, and for no others")
  func sameCells() throws {
    var random = SystemRandomNumberGenerator()
    let marks = [CellMark.unknown, CellMark.none, CellMark.bad]
    let cells = (0..<2).map { _ in
      (0..<3000).map { $0 % 50 == 0 ? marks[$0 / 50 % 3] : Int64.random(in: 0..<20, using: &random) }
    }
    var kept = try #require(KeptFigures(of: [3, 4]))
    kept.look(at: (0..<3000).map { UInt32($0) }, of: Self.table(cells[0], cells[1]), MadeUpRun.ruleSet)
    var found = 0
    for firm in 0..<3000 {
      let figure = Int64(1000) &* (cells[0][firm] &+ 7) &+ cells[1][firm]
      if let known = kept.figure(at: firm) {
        found += 1
        #expect(known.cell == figure)
      } else {
        kept.keep(ReasonFigures.Figure(cell: figure, text: -1), at: firm)
        #expect(kept.figure(at: firm)?.cell == figure)
      }
    }
    #expect(found > 300)
  }

  @Test("Texts, which are numbered anew for each stretch, are not kept, nor figures of more than a few cells")
  func notKept() throws {
    #expect(KeptFigures(of: nil).map { _ in 0 } == nil)
    #expect(KeptFigures(of: [0, 1, 2, 3, 4]).map { _ in 0 } == nil)
    var kept = try #require(KeptFigures(of: [3]))
    kept.look(at: [0], of: Self.table([5], [0]), MadeUpRun.ruleSet)
    kept.keep(ReasonFigures.Figure(cell: 0, text: 2), at: 0)
    #expect(kept.figure(at: 0) == nil)
  }
}
