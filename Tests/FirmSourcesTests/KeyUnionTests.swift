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
}
