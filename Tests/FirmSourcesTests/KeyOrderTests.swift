import TestSupport
import Testing

@testable import FirmSources

@Suite struct KeyUnionTests {
  @Test(arguments: 0..<40) func theUnionOfListsIsThatOfSets(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let lists = (0..<Int.random(in: 0...4, using: &generator)).map { _ -> [UInt64] in
      let count = Int.random(in: 0...20, using: &generator)
      let keys = (0..<count).map { _ in UInt64.random(in: 1...25, using: &generator) }
      return Set(keys + (Bool.random(using: &generator) ? [FirmKey.unlinked] : [])).sorted()
    }
    let expected = Set(lists.joined()).subtracting([FirmKey.unlinked]).sorted()
    #expect(KeyOrder.union(lists, without: FirmKey.unlinked, jobs: Int(seed % 3) + 1) == expected)
  }

  /// Of lists long enough for several threads, the others reach beyond the ends of the largest and into all of its parts.
  @Test func theUnionOfLongListsIsThatOfSets() {
    var generator = SeededGenerator(seed: 7)
    let largest = (0..<200_000).map { UInt64($0) * 4 + 1_000 }
    let others = [3_000, 50, 0].map { count in
      Set((0..<count).map { _ in UInt64.random(in: 1...802_000, using: &generator) }).sorted()
    }
    let lists = [
      others[0], largest, others[1] + [FirmKey.unlinked], others[2], [largest[66_666], largest[100_000]],
    ]
    let expected = Set(lists.joined()).subtracting([FirmKey.unlinked]).sorted()
    for jobs in 1...4 {
      #expect(KeyOrder.union(lists, without: FirmKey.unlinked, jobs: jobs) == expected)
    }
  }
}

@Suite struct KeyOrderTests {
  @Test(arguments: 0..<60) func listsNearlyInOrderAreOrderedAsAllOthers(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let count = [0, 1, 3, 5, 40, 700].randomElement(using: &generator) ?? 0
    var keys = (0..<count).map { _ in UInt64.random(in: 0...UInt64(count * 2), using: &generator) << 11 }
      .sorted()
    // From none to nearly all keys change places.
    for _
      in 0..<Int.random(in: 0...max(1, count / Int.random(in: 1...20, using: &generator)), using: &generator)
    where count > 0 {
      keys.swapAt(
        Int.random(in: 0..<count, using: &generator), Int.random(in: 0..<count, using: &generator))
    }
    let order = KeyOrder(keys)
    let twin = keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
    #expect(keys.indices.map { order.row($0) } == twin)
    #expect(order.keys == keys.sorted())
    #expect(order.isUnique == (Set(keys).count == keys.count))
    #expect((order.rows == nil) == (keys == keys.sorted()))
    #expect(order.distinctKeys == Set(keys).sorted())
  }
}
