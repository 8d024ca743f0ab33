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

/// What becomes of the parts of a file.
protocol PartHandling: Sendable {
  /// What one thread keeps from part to part.
  associatedtype Worker
  /// What is made of a part.
  associatedtype Product: Sendable

  func makeWorker() -> Worker
  /// Reads the part that starts at an offset, up to the last record that starts before another; may run on any thread.
  func read(_ worker: inout Worker, from start: Int, before end: Int) -> Product
  /// Where a part that was read starts.
  func start(of product: Product) -> Int
  /// Takes up a part in the order of the file; one thread at a time.
  func take(_ product: Product, into whole: FilePart)
  /// Takes up the rows that the whole has read by itself; one thread at a time.
  func takeRows(of whole: FilePart)
}

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
    var ends: [Int] = []
    // Rejects of a sheet are located by the lines of the whole.
    if setting.input.sheet == nil {
      let size = Self.size(count, setting.limits)
      // The first part is read by one thread; a short rest goes with the part before it.
      var end = min(size, Self.firstBytes)
      while end < count - size / 2 {
        ends.append(end)
        end += size
      }
    }
    ends.append(count)
    self.ends = ends
  }

  private static let firstBytes = 128 << 10
  private static let fewestBytes = 64 << 10
  /// Parts that the disk is asked for before they are read.
  private static let fetchedParts = 8

  /// Bytes of a part: several for each thread also of a small file, so that none waits long for the last one.
  private static func size(_ count: Int, _ limits: ReadingLimits) -> Int {
    min(max(1, limits.partBytes), max(fewestBytes, count / (max(1, limits.jobs) * 4)))
  }

  /// Number of parts.
  var count: Int { ends.count }

  /// Reads the whole file into one part.
  func read() -> FilePart {
    let whole = FilePart(setting)
    readFirst(whole)
    guard ends.count > 1 else { return whole }
    // By the first rows, and some more: memory is only taken as rows come, while all of it is copied when there is too little.
    let rows = whole.lines.count * (setting.bytes.count / max(1, whole.next.offset) + 1)
    whole.reserve(min(rows / 16 * 17 - whole.lines.count, setting.bytes.count / 16))
    readRest(whole) { JoinedParts(setting: setting, guess: $0) }
    return whole
  }

  /// Reads the first part into a whole.
  func readFirst(_ whole: FilePart) {
    whole.readOn(before: ends[0])
    show(0..<ends[0], whole)
    if ends.count > 1 { setting.input.release(0..<ends[0]) }
  }

  /// Reads all parts but the first.
  ///
  /// - Parameter handling: what becomes of them, given a part with the formats of all of them.
  func readRest<Handling: PartHandling>(_ whole: FilePart, _ handling: (FilePart) -> Handling) {
    // The formats and the place among the rows are the same for every guess; nobody changes them.
    let guess = FilePart(setting, formats: whole.columns, after: whole.classifier, from: ends[0])
    let handling = handling(guess)
    let last = ends.count - 1
    let threads = min(max(1, setting.limits.jobs), last)
    var index = 1
    // Several threads begin where rows of data stand; a file may have much above them.
    while index <= last, threads == 1 || !whole.classifier.isAmongData {
      whole.readOn(before: ends[index])
      handling.takeRows(of: whole)
      show(ends[index - 1]..<ends[index], whole)
      setting.input.release(ends[index - 1]..<ends[index])
      index += 1
    }
    if index <= last { readRest(PartState(whole), handling, index, min(threads, last - index + 1)) }
  }

  private func readRest<Handling: PartHandling>(
    _ state: PartState, _ handling: Handling, _ first: Int, _ threads: Int
  ) {
    let last = ends.count - 1
    let next = Atomic(first)
    let ahead = threads * 4
    let shared = Mutex(Shared<Handling.Product>(next: first))
    setting.input.willRead(ends[first - 1]..<ends[min(first + Self.fetchedParts, last)])
    let merging = Mutex(())
    DispatchQueue.concurrentPerform(iterations: threads) { _ in
      var worker = handling.makeWorker()
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index <= last else { return }
        let fetched = index + Self.fetchedParts
        if fetched <= last { setting.input.willRead(ends[fetched - 1]..<ends[fetched]) }
        while shared.withLock({ index >= $0.next + ahead }) {
          if !mergeWaiting(state, handling, shared, merging) { usleep(200) }
        }
        let part = handling.read(&worker, from: guessedStart(index), before: ends[index])
        shared.withLock { $0.waiting[index] = part }
        _ = mergeWaiting(state, handling, shared, merging)
      }
    }
    while mergeWaiting(state, handling, shared, merging) {}
  }

  private func show(_ range: Range<Int>, _ whole: FilePart) {
    guard let watch else { return }
    watch(
      UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(setting.bytes)[range]), whole.account.dataRows)
  }

  private struct Shared<Product> {
    var waiting: [Int: Product] = [:]
    var next: Int
  }

  /// Takes up the parts that are there in order, unless another thread does.
  ///
  /// - Returns: whether any was taken up.
  private func mergeWaiting<Handling: PartHandling>(
    _ state: PartState, _ handling: Handling, _ shared: borrowing Mutex<Shared<Handling.Product>>,
    _ merging: borrowing Mutex<Void>
  ) -> Bool {
    merging.withLockIfAvailable { _ in
      var hasMerged = false
      while let (index, part) = shared.withLock({ shared -> (Int, Handling.Product)? in
        shared.waiting.removeValue(forKey: shared.next).map { (shared.next, $0) }
      }) {
        state.take(part, handling, before: ends[index])
        show(ends[index - 1]..<ends[index], state.whole)
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
  func take<Handling: PartHandling>(_ part: Handling.Product, _ handling: Handling, before end: Int) {
    let isRight =
      handling.start(of: part) == whole.next.offset && whole.next.longRecords == 0
      && whole.classifier.isAmongData
    if isRight {
      handling.take(part, into: whole)
    } else {
      whole.readOn(before: end)
      handling.takeRows(of: whole)
    }
  }
}

/// Puts the rows of all parts together in the whole.
private final class JoinedParts: PartHandling {
  private let setting: FileSetting
  private let guess: FilePart
  /// Parts that were taken up; their memory is used again.
  private let spare = Mutex<[FilePart]>([])

  init(setting: FileSetting, guess: FilePart) {
    self.setting = setting
    self.guess = guess
  }

  func makeWorker() {}

  func read(_ worker: inout Void, from start: Int, before end: Int) -> FilePart {
    let part: FilePart
    if let used = spare.withLock({ $0.popLast() }) {
      part = used
      part.restart(after: guess.classifier, at: start)
    } else {
      part = FilePart(setting, formats: guess.columns, after: guess.classifier, from: start)
    }
    part.readOn(before: end)
    return part
  }

  func start(of product: FilePart) -> Int { product.start }

  func take(_ product: FilePart, into whole: FilePart) {
    whole.append(product)
    spare.withLock { $0.append(product) }
  }

  func takeRows(of whole: FilePart) {}
}
