import Testing

@testable import RunFolder

@Suite struct OrderStatisticTests {
  @Test func anyPlaceOfAnyValuesIsThatOfTheSortedOnes() {
    var generator = SystemRandomNumberGenerator()
    for round in 0..<400 {
      let count = Int.random(in: 1...(round % 7 == 0 ? 3000 : 60), using: &generator)
      let most = Int64([1, 3, 50, 1 << 40][round % 4])
      let values = (0..<count).map { _ in Int64.random(in: 0...most, using: &generator) }
      let start = Int.random(in: 0..<count, using: &generator)
      let range = start..<Int.random(in: start + 1...count, using: &generator)
      let place = Int.random(in: range, using: &generator)
      var selected = values
      let found = OrderStatistic.select(place, in: &selected, range)
      #expect(found == values[range].sorted()[place - start], "\(values) \(range) \(place)")
      // Nothing leaves its range.
      #expect(selected[..<start] == values[..<start])
      #expect(selected[range].sorted() == values[range].sorted())
      #expect(selected[range.upperBound...] == values[range.upperBound...])
    }
  }

  @Test(arguments: [100_000])
  func valuesThatDefyThePivotAreSorted(count: Int) {
    // The first, middle and last value are the least ones of what is left, round after round.
    var values = [Int64](repeating: 0, count: count)
    for place in values.indices { values[place] = Int64(min(place, count - place)) }
    var selected = values
    #expect(OrderStatistic.select(count - 1, in: &selected, 0..<count) == values.max())
  }
}
