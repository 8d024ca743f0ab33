import Dispatch
import Synchronization

/// Computes one value for each index on several threads; the result depends on nothing but the values.
enum ConcurrentWork {
  /// The values for indices `0..<count`, in their order.
  ///
  /// - Parameters:
  ///   - count: number of values.
  ///   - jobs: most threads at work; 1 stays on the calling thread.
  ///   - body: computes one value and may run on any thread.
  static func map<Value: Sendable>(
    count: Int, jobs: Int, _ body: @Sendable (Int) -> Value
  ) -> [Value] {
    guard jobs > 1, count > 1 else { return (0..<count).map(body) }
    let next = Atomic(0)
    let results = Mutex([Value?](repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: min(jobs, count)) { _ in
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < count else { return }
        let value = body(index)
        results.withLock { $0[index] = value }
      }
    }
    return results.withLock { $0.compactMap { $0 } }
  }
}
