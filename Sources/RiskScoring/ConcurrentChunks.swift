import Dispatch
import Synchronization

/// Computes one value for each index on several threads; the result depends on nothing but the values.
package enum ConcurrentChunks {
  /// The values for indices `0..<count`, in their order.
  ///
  /// - Parameters:
  ///   - count: number of values.
  ///   - jobs: most threads at work; 1 stays on the calling thread.
  ///   - worker: makes what one thread keeps from index to index.
  ///   - body: computes one value; may run on any thread.
  package static func map<Worker, Value: Sendable>(
    count: Int, jobs: Int, worker: @Sendable () -> Worker, _ body: @Sendable (inout Worker, Int) -> Value
  ) -> [Value] {
    guard jobs > 1, count > 1 else {
      var only = worker()
      return (0..<count).map { body(&only, $0) }
    }
    let next = Atomic(0)
    let results = Mutex([Value?](repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: min(jobs, count)) { _ in
      var own = worker()
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < count else { return }
        let value = body(&own, index)
        results.withLock { $0[index] = value }
      }
    }
    return results.withLock { $0.compactMap { $0 } }
  }
}
