import Synchronization
import TestSupport
import Testing

@testable import RiskScoring

@Suite struct ConcurrentChunksTests {
  @Test(arguments: [1, 2, 5]) func valuesAreTakenInTheOrderOfTheirIndices(jobs: Int) {
    for count in [0, 1, 2, 7, 300] {
      let taken = Mutex<[Int]>([])
      let workers = Atomic(0)
      ConcurrentChunks.forEach(count: count, jobs: jobs) {
        workers.add(1, ordering: .relaxed)
      } _: { _, index in
        var generator = SeededGenerator(seed: UInt64(index))
        // Some values take much longer than others.
        var sum = 0
        for _ in 0..<Int.random(in: 0..<2000, using: &generator) {
          sum &+= Int(truncatingIfNeeded: generator.next())
        }
        return sum == .max ? -1 : index
      } take: { value in
        taken.withLock { $0.append(value) }
      }
      #expect(taken.withLock { $0 } == Array(0..<count))
      #expect(workers.load(ordering: .relaxed) <= max(1, jobs))
    }
  }
}
