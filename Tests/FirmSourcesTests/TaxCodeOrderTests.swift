import Testing

@testable import FirmSources

@Suite struct TaxCodeOrderTests {
  /// The order that a comparison sort gives.
  private func expect(_ keys: [UInt64], jobs: Int, sourceLocation: SourceLocation = #_sourceLocation) {
    let order = TaxCodeOrder(keys, jobs: jobs)
    let twin = keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }.map { UInt32($0) }
    #expect(order.rows ?? keys.indices.map { UInt32($0) } == twin, sourceLocation: sourceLocation)
    let repeated = Dictionary(grouping: keys) { $0 }.filter { $0.value.count > 1 }
    #expect(order.repeated == Set(repeated.keys), sourceLocation: sourceLocation)
    var alone = keys
    #expect(
      TaxCodeOrder.repeated(&alone, jobs: jobs) == Set(repeated.keys), sourceLocation: sourceLocation)
  }

  @Test(arguments: [1, 2, 3]) func rowsStandInTheOrderOfTheirCodes(jobs: Int) {
    var generator = SystemRandomNumberGenerator()
    for count in [0, 1, 2, 3, 70, 5_000, 40_000] {
      // Codes of ten digits, all of one province, with branches, and few of them repeated often.
      expect(
        (0..<count).map { _ in UInt64.random(in: 0..<10_000_000_000, using: &generator) << 11 }, jobs: jobs)
      expect(
        (0..<count).map { _ in (3_300_000_000 + UInt64.random(in: 0..<40_000, using: &generator)) << 11 },
        jobs: jobs)
      expect(
        (0..<count).map { _ in
          UInt64.random(in: 0..<10_000_000_000, using: &generator) << 11
            | [0, 0, UInt64.random(in: 1...2000, using: &generator)].randomElement(using: &generator)!
        }, jobs: jobs)
      expect((0..<count).map { _ in UInt64.random(in: 5...8, using: &generator) << 30 }, jobs: jobs)
    }
  }

  @Test(arguments: [1, 2, 3]) func longListsAreDividedByAllThreads(jobs: Int) {
    var generator = SystemRandomNumberGenerator()
    // So many that each of three threads divides a part.
    expect(
      (0..<200_003).map { _ in UInt64.random(in: 0..<1_000_000, using: &generator) << 11 }, jobs: jobs)
  }

  @Test func codesInOrderNeedNoRows() {
    let keys = (0..<1000).map { UInt64($0) << 11 }
    #expect(TaxCodeOrder(keys, jobs: 2).rows == nil)
    #expect(TaxCodeOrder(keys + [999 << 11], jobs: 2).repeated == [999 << 11])
    #expect(TaxCodeOrder([UInt64](repeating: 7, count: 300), jobs: 2).repeated == [7])
  }

  @Test func keysWithMoreBitsThanFitBesideTheirRowsAreOrderedAsWell() {
    var generator = SystemRandomNumberGenerator()
    let keys = (0..<3000).map { _ in UInt64.random(in: 0..<1 << 45, using: &generator) } + [0, 1 << 63]
    expect(keys + keys.prefix(10), jobs: 2)
  }
}
