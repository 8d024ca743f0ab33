import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Is shown the bytes of a file, and how many rows of data were read so far.
public typealias BytesWatch = @Sendable (UnsafeRawBufferPointer, Int) -> Void

/// Reads a file in parts of a fixed size, several at a time.
///
/// A thread guesses that its part starts behind a line break and among rows of data. When the part before it is read, the
/// guess is checked, and a part that was read from a wrong place is read again: the result is that of one pass.
struct FileParts {
  private let setting: FileSetting
  private let ends: [Int]
  private let watch: BytesWatch?

  /// - Parameter watch: is shown all bytes in the order of the file, part by part, while they are still in the processor's
  ///   cache; one call at a time, from any thread.
  init(_ setting: FileSetting, watch: BytesWatch? = nil) {
    self.setting = setting
    self.watch = watch
    let count = setting.bytes.count
    // Rejects of a sheet are located by the lines of the whole.
    let size = setting.input.sheet == nil ? max(1, setting.limits.partBytes) : max(1, count)
    // A short rest goes with the part before it.
    var ends = Array(stride(from: size, to: max(size, count - size / 2), by: size))
    ends.append(count)
    self.ends = ends
  }

  /// Reads the whole file into one part.
  func read() -> FilePart {
    let whole = FilePart(setting)
    whole.readOn(before: ends[0])
    show(0..<ends[0], rows: whole.lines.count)
    if ends.count > 1 {
      let rows = whole.lines.count * (setting.bytes.count / max(1, ends[0]) + 1)
      whole.reserve(min(rows - whole.lines.count, setting.bytes.count / 16))
      setting.input.release(0..<ends[0])
      let state = PartState(whole)
      // The formats and the place among the rows are the same for every guess; nobody changes them.
      let guess = FilePart(setting, formats: whole.columns, after: whole.classifier, from: ends[0])
      let isPlain = whole.classifier.isAmongData
      readRest(state, isPlain ? guess : nil)
    }
    return whole
  }

  private func readRest(_ state: PartState, _ guess: FilePart?) {
    let last = ends.count - 1
    let next = Atomic(1)
    let threads = min(max(1, setting.limits.jobs), last)
    let ahead = threads * 4
    guard let guess, threads > 1 else {
      for index in 1...last {
        state.whole.readOn(before: ends[index])
        show(ends[index - 1]..<ends[index], rows: state.whole.lines.count)
        setting.input.release(ends[index - 1]..<ends[index])
      }
      return
    }
    let shared = Mutex(Shared())
    let merging = Mutex(())
    DispatchQueue.concurrentPerform(iterations: threads) { _ in
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index <= last else { return }
        while shared.withLock({ index >= $0.next + ahead }) {
          if !mergeWaiting(state, shared, merging) { usleep(200) }
        }
        let part = FilePart(
          setting, formats: guess.columns, after: guess.classifier, from: guessedStart(index))
        part.readOn(before: ends[index])
        shared.withLock { $0.waiting[index] = part }
        _ = mergeWaiting(state, shared, merging)
      }
    }
    while mergeWaiting(state, shared, merging) {}
  }

  private func show(_ range: Range<Int>, rows: Int) {
    guard let watch else { return }
    watch(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(setting.bytes)[range]), rows)
  }

  private struct Shared {
    var waiting: [Int: FilePart] = [:]
    var next = 1
  }

  /// Appends the parts that are there in order, unless another thread does.
  ///
  /// - Returns: whether any was appended.
  private func mergeWaiting(
    _ state: PartState, _ shared: borrowing Mutex<Shared>, _ merging: borrowing Mutex<Void>
  ) -> Bool {
    merging.withLockIfAvailable { _ in
      var hasMerged = false
      while let (index, part) = shared.withLock({ shared -> (Int, FilePart)? in
        shared.waiting.removeValue(forKey: shared.next).map { (shared.next, $0) }
      }) {
        state.take(part, before: ends[index])
        show(ends[index - 1]..<ends[index], rows: state.whole.lines.count)
        setting.input.release(ends[index - 1]..<ends[index])
        shared.withLock { $0.next = index + 1 }
        hasMerged = true
      }
      return hasMerged
    } ?? false
  }

  /// The first place in a part that stands behind a line feed.
  private func guessedStart(_ index: Int) -> Int {
    var place = ends[index - 1] - 1
    while place < ends[index], setting.bytes[place] != 0x0A { place += 1 }
    return min(place + 1, ends[index])
  }
}

/// The part that takes up all others; one thread at a time has it.
private final class PartState: @unchecked Sendable {
  // Unchecked: changed under a lock only.

  let whole: FilePart

  init(_ whole: FilePart) { self.whole = whole }

  /// Takes up a part if it was read from the right place, and else reads its records again.
  func take(_ part: FilePart, before end: Int) {
    let isRight =
      part.start == whole.next.offset && whole.next.longRecords == 0 && whole.classifier.isAmongData
    if isRight { whole.append(part) } else { whole.readOn(before: end) }
  }
}
