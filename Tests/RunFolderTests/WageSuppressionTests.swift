import TestSupport
import Testing

@testable import RunFolder

/// No figure tells what under five firms pay, alone or by taking others from a total.
@Suite("Wage figures that may be shown")
struct WageSuppressionTests {
  @Test("A group of under five firms takes a second one with it")
  func oneDivision() {
    #expect(WageSuppression.shown([9, 5, 8]) == [true, true, true])
    #expect(WageSuppression.shown([9, 4, 8]) == [true, false, false])
    #expect(WageSuppression.shown([9, 4, 3, 8]) == [true, false, false, true])
    // Two firms in two groups: each would know the other's wages.
    #expect(WageSuppression.shown([9, 1, 1, 8]) == [true, false, false, false])
    #expect(WageSuppression.shown([4]) == [false])
    #expect(WageSuppression.shown([0, 7, 0]) == [false, true, false])
  }

  @Test("What is hidden in a line of a table with a total has the cover of five firms in two groups")
  func everyLineIsCovered() {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<300 {
      let (rows, columns) = (
        Int.random(in: 1...7, using: &generator), Int.random(in: 1...6, using: &generator)
      )
      let counts = (0..<rows).map { _ in (0..<columns).map { _ in Int.random(in: 0...12, using: &generator) }
      }
      let rowTotals = WageSuppression.shown(counts.map { $0.reduce(0, +) })
      let columnTotals = WageSuppression.shown(
        (0..<columns).map { column in counts.reduce(0) { $0 + $1[column] } })
      let shown = WageSuppression(counts, rowTotals: rowTotals, columnTotals: columnTotals).isShown
      for row in counts.indices {
        for column in 0..<columns where shown[row][column] {
          #expect(counts[row][column] >= 5 && rowTotals[row])
        }
      }
      func expectCover(_ cells: [(Int, Bool)]) {
        let hidden = cells.filter { $0.0 > 0 && !$0.1 }.map(\.0)
        let isAllHidden = cells.allSatisfy { !$0.1 }
        #expect(hidden.isEmpty || isAllHidden || hidden.count >= 2 && hidden.reduce(0, +) >= 5, "\(cells)")
      }
      for row in counts.indices where rowTotals[row] {
        expectCover(zip(counts[row], shown[row]).map { ($0, $1) })
      }
      for column in 0..<columns where columnTotals[column] {
        expectCover(counts.indices.map { (counts[$0][column], shown[$0][column]) })
      }
    }
  }
}
