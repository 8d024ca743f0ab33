import Dispatch
import RecordFiles
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Writes the pieces of a file that several threads make, each at the place that follows from the pieces before it.
enum OrderedPieces {
  /// Room for most pieces from the start, of which the system takes only what is written.
  private static let pieceBytes = 1 << 19

  private struct State {
    /// Pieces that are made but not yet written; at most `ahead` of them.
    var waiting: [Int: RowBytes] = [:]
    var spare: [RowBytes] = []
    var nextPiece = 0
    /// Bytes of the pieces before the next one.
    var written = 0
    var isWriting = false
    var failure: OutputError?
  }

  /// Where pieces go, one thread at a time.
  enum Target: Sendable {
    /// Behind what was written there.
    case blocks(BlockWriter)
    /// From a place of a file on.
    case file(DescriptorWriter, from: Int)
  }

  /// Writes pieces `0..<count` of a file in their order.
  ///
  /// - Parameters:
  ///   - count: number of pieces.
  ///   - jobs: most threads at work; the bytes are the same for any number.
  ///   - target: takes the pieces.
  ///   - aside: other work, which one of the threads does before its first piece.
  ///   - worker: makes what one thread keeps from piece to piece.
  ///   - make: adds the bytes of a piece.
  static func write<Worker>(
    _ count: Int, jobs: Int, to target: Target,
    aside: @escaping @Sendable () -> Void = {},
    worker: @escaping @Sendable () -> Worker,
    make: @escaping @Sendable (inout Worker, Int, RowBytes) -> Void
  ) throws(OutputError) {
    let next = Atomic(0)
    let state = Mutex(State())
    let threads = max(1, min(jobs, count))
    let ahead = threads * 4
    DispatchQueue.concurrentPerform(iterations: threads) { thread in
      if thread == 0 { aside() }
      var own = worker()
      while true {
        let piece = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard piece < count else { return }
        // A thread that was held up lets the others run only so far ahead, since their pieces wait in memory.
        while state.withLock({ $0.failure == nil && piece >= $0.nextPiece + ahead }) { usleep(200) }
        guard
          let bytes = state.withLock({
            $0.failure == nil ? $0.spare.popLast() ?? RowBytes(capacity: pieceBytes) : nil
          })
        else { return }
        bytes.removeAll()
        make(&own, piece, bytes)
        state.withLock { $0.waiting[piece] = bytes }
        writeWaiting(state, target)
      }
    }
    if let failure = state.withLock({ $0.failure }) { throw failure }
  }

  /// Writes pieces for as long as the next one in order is there, unless another thread is at it: the system lets one thread
  /// at a time write to a file, and the others would rather make pieces than wait for it.
  private static func writeWaiting(_ state: borrowing Mutex<State>, _ target: Target) {
    while true {
      let ready = state.withLock { state -> (RowBytes, Int)? in
        guard !state.isWriting, let bytes = state.waiting.removeValue(forKey: state.nextPiece) else {
          return nil
        }
        state.isWriting = true
        let place = state.written
        state.nextPiece += 1
        state.written += bytes.count
        return (bytes, place)
      }
      guard let (bytes, place) = ready else { return }
      do throws(OutputError) {
        switch target {
        case .blocks(let blocks): try blocks.append(bytes.bytes)
        case .file(let file, let offset): try file.write(bytes.bytes, at: offset + place)
        }
        state.withLock {
          $0.spare.append(bytes)
          $0.isWriting = false
        }
      } catch {
        state.withLock { $0.failure = $0.failure ?? error }
        return
      }
    }
  }
}
