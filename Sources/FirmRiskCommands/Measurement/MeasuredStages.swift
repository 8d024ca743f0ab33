import FirmSources
import FirmTable
import RecordFiles
import RunFolder
import Synchronization

/// Stages of a run done alone, for measurements.
extension MeasuredRun {
  /// Seconds that reading and decoding take: every cell that the run asks for, and nothing made of it.
  ///
  /// - Returns: nil when it cannot be done; the environment has been told why.
  package static func readingSeconds(_ request: Request, in environment: ProgramEnvironment) -> Double? {
    guard let (run, _, ruleSet) = prepare(request, in: environment) else { return nil }
    do {
      let start = MonotonicTime.now
      let plan = try InputPlan(run.input, for: ruleSet)
      var options = JoinOptions()
      options.jobs = run.jobs
      options.streamsFrom = 0
      var reading: UnscoredReading?
      var opened = OpenedLists()
      let firms = try FirmSources.stream(
        plan, for: ruleSet, options: options, keeping: KeptFields(forRunOf: ruleSet), checks: nil, watch: nil,
        opened: &opened
      ) { table in
        let made = UnscoredReading(table.pool)
        reading = made
        return made
      }
      guard firms != nil, let end = reading?.end else {
        environment.printError("`\(request.list)` is not read as a stream")
        return nil
      }
      return end - start
    } catch {
      environment.complain(error.diagnostics)
      return nil
    }
  }

  /// Seconds that the manifest's hash of a list takes, on one thread and over bytes that were read before; nil when it
  /// cannot be read.
  package static func hashingSeconds(_ list: String) -> Double? {
    guard let input = try? InputBytes(path: list) else { return nil }
    _ = hash(input)
    let start = MonotonicTime.now
    _ = hash(input)
    return MonotonicTime.now - start
  }

  /// Hashes a list in the parts in which a run is shown it.
  private static func hash(_ input: InputBytes) -> [ListHashes.Digest] {
    let hashes = ListHashes(1, by: .murmur3)
    let size = JoinOptions().partBytes
    input.withBytes { bytes in
      for start in stride(from: 0, to: bytes.count, by: size) {
        let part = bytes[start..<min(start + size, bytes.count)]
        hashes.take(0, UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: part)))
      }
    }
    return hashes.digests(of: [input])
  }
}

/// Takes stretches of firms and scores none.
private final class UnscoredReading: StretchConsumer {
  let pool: TextPool
  private let lastTaken = Mutex(MonotonicTime.now)

  init(_ pool: TextPool) { self.pool = pool }

  /// When the last stretch was taken.
  var end: MonotonicTime { lastTaken.withLock { $0 } }

  func makeWorker() {}

  func score(_ table: FirmTable, _ worker: inout Void) {}

  func take(_ score: Void, expected: Int) { lastTaken.withLock { $0 = MonotonicTime.now } }

  func forget() {}
}
