import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

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

  private struct Waiting<Value> {
    /// Values that are made but not yet taken.
    var values: [Int: Value] = [:]
    var next = 0
  }

  /// Computes the values for indices `0..<count` and hands them over in their order, few of them in memory at a time.
  ///
  /// - Parameters:
  ///   - count: number of values.
  ///   - jobs: most threads at work; 1 stays on the calling thread.
  ///   - worker: makes what one thread keeps from index to index.
  ///   - body: computes one value; may run on any thread.
  ///   - take: takes the next value; one thread at a time.
  package static func forEach<Worker, Value: Sendable>(
    count: Int, jobs: Int, worker: @Sendable () -> Worker, _ body: @Sendable (inout Worker, Int) -> Value,
    take: @Sendable (Value) -> Void
  ) {
    guard jobs > 1, count > 1 else {
      var only = worker()
      for index in 0..<count { take(body(&only, index)) }
      return
    }
    let next = Atomic(0)
    let waiting = Mutex(Waiting<Value>())
    let taking = Mutex(())
    let threads = min(jobs, count)
    DispatchQueue.concurrentPerform(iterations: threads) { _ in
      var own = worker()
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < count else { return }
        // A thread that was held up lets the others run only so far ahead, since their values wait in memory.
        while waiting.withLock({ index >= $0.next + threads * 4 }) {
          if !takeWaiting(waiting, taking, take) { usleep(200) }
        }
        let value = body(&own, index)
        waiting.withLock { $0.values[index] = value }
        _ = takeWaiting(waiting, taking, take)
      }
    }
    while takeWaiting(waiting, taking, take) {}
  }

  /// Takes the values that are there in order, unless another thread does.
  ///
  /// - Returns: whether any was taken.
  private static func takeWaiting<Value: Sendable>(
    _ waiting: borrowing Mutex<Waiting<Value>>, _ taking: borrowing Mutex<Void>, _ take: (Value) -> Void
  ) -> Bool {
    taking.withLockIfAvailable { _ in
      var hasTaken = false
      while let value = waiting.withLock({ $0.values.removeValue(forKey: $0.next) }) {
        take(value)
        waiting.withLock { $0.next += 1 }
        hasTaken = true
      }
      return hasTaken
    } ?? false
  }
}
