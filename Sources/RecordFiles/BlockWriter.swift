import Dispatch
import Synchronization
import SystemHints
import UnfinishedFiles

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Writes a large file from its start in whole blocks that go to the disk past the system's cache of files.
///
/// For the cache, the system would look for a page of memory for every four kibibytes, fill it by copying, and write it to
/// the disk later: where memory is virtual, that is the largest single cost of a run with much output. A disk that is slower
/// than that gets the rest of its blocks through the cache.
///
/// One thread at a time calls it. The bytes of the file do not depend on how they go to the disk.
public final class BlockWriter: @unchecked Sendable {
  // Unchecked: `block`, `filled` and `offset` belong to the caller, `pace` to what writes blocks, one after the other.

  private static let blockBytes = 1 << 20
  private static let blockCount = 4
  /// What the system asks of memory and of places that it writes from and to directly.
  private static let alignment = 4096

  /// Kept, so that it is not given up before its last block.
  private let output: OutputFile
  private var file: DescriptorWriter { output.writer }
  /// Writes blocks, mostly waiting for the disk, while the caller fills the next one.
  private let queue: DispatchQueue
  private let spare: Mutex<[Int]>
  private let isSpare: DispatchSemaphore
  private let memory: UnsafeMutableRawPointer
  private let failure = Mutex<OutputError?>(nil)
  private var pace = Pace()
  /// The block that is filled; nil before its first byte.
  private var block: Int?
  private var filled = 0
  /// Where the block will stand in the file.
  private var offset = 0

  /// How fast the disk takes blocks.
  private struct Pace {
    /// Whether blocks go past the cache.
    var bypassesCache = true
    var bytes = 0
    var nanoseconds: UInt64 = 0

    /// Below this, copying into the cache is faster; bytes a second.
    private static let slowest: Double = 200e6
    /// Bytes after which it shows.
    private static let trial = 16 << 20

    var isSlow: Bool {
      bytes >= Self.trial && Double(bytes) < Double(nanoseconds) * 1e-9 * Self.slowest
    }
  }

  /// Starts writing; nil when the file's system has no way past its cache.
  ///
  /// - Parameter file: an empty file that nobody else writes to.
  public init?(_ file: OutputFile) {
    guard unfinished_file_bypass_cache(file.writer.descriptor, 1) != 0 else { return nil }
    guard let memory = memory_take_large(Self.blockBytes * Self.blockCount) else {
      _ = unfinished_file_bypass_cache(file.writer.descriptor, 0)
      return nil
    }
    self.memory = memory
    output = file
    queue = DispatchQueue(label: "blocks of \(file.path)")
    spare = Mutex(Array(0..<Self.blockCount))
    isSpare = DispatchSemaphore(value: Self.blockCount)
  }

  deinit {
    // Blocks that wait hold the writer, so that there are none any more. A semaphore must have its first value again.
    if block != nil { isSpare.signal() }
    memory_give_back(memory, Self.blockBytes * Self.blockCount)
  }

  /// Adds bytes at the end of the file.
  ///
  /// - Throws: why these or earlier bytes could not be written.
  public func append(_ bytes: UnsafeRawBufferPointer) throws(OutputError) {
    var done = 0
    while done < bytes.count {
      let place = nextBlock()
      let count = min(bytes.count - done, Self.blockBytes - filled)
      UnsafeMutableRawBufferPointer(start: start(of: place) + filled, count: count)
        .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[done..<done + count]))
      done += count
      filled += count
      if filled == Self.blockBytes { submit() }
    }
    try throwFailure()
  }

  /// Adds bytes at the end of the file; throws as the other method does.
  public func append(_ bytes: [UInt8]) throws(OutputError) {
    try bytes.withUnsafeBufferPointer { (bytes) throws(OutputError) in
      try append(UnsafeRawBufferPointer(bytes))
    }
  }

  /// Waits until nobody writes to the file any more; for a file that is given up.
  public func settle() { queue.sync {} }

  /// Writes what is left and waits until all is written.
  public func finish() throws(OutputError) {
    submit()
    settle()
    try throwFailure()
  }

  private func start(of place: Int) -> UnsafeMutableRawPointer { memory + place * Self.blockBytes }

  private func nextBlock() -> Int {
    if let block { return block }
    isSpare.wait()
    let place = spare.withLock { $0.removeLast() }
    block = place
    return place
  }

  private func submit() {
    guard let place = block else { return }
    let (count, offset) = (filled, offset)
    block = nil
    filled = 0
    self.offset += count
    queue.async { self.write(place, count, at: offset) }
  }

  /// Writes one block and gives it back; after a failure, blocks are only given back.
  private func write(_ place: Int, _ count: Int, at offset: Int) {
    if failure.withLock({ $0 == nil }) {
      let bytes = UnsafeRawBufferPointer(start: start(of: place), count: count)
      do throws(OutputError) {
        let rest = try writeDirectly(bytes, at: offset)
        try file.write(UnsafeRawBufferPointer(rebasing: bytes[rest...]), at: offset + rest)
      } catch {
        failure.withLock { $0 = $0 ?? error }
      }
    }
    spare.withLock { $0.append(place) }
    isSpare.signal()
  }

  /// Writes a block past the cache, if it is whole and that is fast.
  ///
  /// - Returns: how many of its bytes were written; the others go through the cache.
  private func writeDirectly(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(OutputError) -> Int {
    guard bytes.count == Self.blockBytes else {
      stopBypassing()
      return 0
    }
    var done = 0
    while pace.bypassesCache, done < bytes.count {
      let start = Self.now
      let written = pwrite(
        file.descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done, off_t(offset + done))
      if written < 0 {
        let reason = errno
        if reason == EINTR { continue }
        // Some file systems refuse only now.
        guard reason == EINVAL || reason == EOPNOTSUPP else { throw OutputError.writing(file.name, reason) }
        stopBypassing()
        break
      }
      done += written
      pace.bytes += written
      pace.nanoseconds += Self.now &- start
      if pace.isSlow || done % Self.alignment != 0 { stopBypassing() }
    }
    return done
  }

  /// Lets this and all later blocks go through the cache.
  private func stopBypassing() {
    guard pace.bypassesCache else { return }
    pace.bypassesCache = false
    _ = unfinished_file_bypass_cache(file.descriptor, 0)
  }

  private static var now: UInt64 { DispatchTime.now().uptimeNanoseconds }

  private func throwFailure() throws(OutputError) {
    if let failure = failure.withLock({ $0 }) { throw failure }
  }
}
