import Diagnostics
import Dispatch
import UnfinishedFiles

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Why output cannot be written.
public enum OutputError: Error, Hashable, Sendable {
  /// The file cannot be created, with the system's own words.
  case notCreated(path: String, reason: String)
  /// The disk or the quota on it is full.
  case diskFull(path: String)
  /// The reader at the other end of a pipe has gone.
  case closed(path: String)
  /// Any other fault, with the system's own words.
  case notWritten(path: String, reason: String)

  /// What was to be written.
  public var path: String {
    switch self {
    case .notCreated(let path, _), .diskFull(let path), .closed(let path), .notWritten(let path, _):
      return path
    }
  }

  /// Why it was not, in a few words.
  public var reason: String {
    switch self {
    case .notCreated(_, let reason), .notWritten(_, let reason): return reason
    case .diskFull: return "the disk is full"
    case .closed: return "the reader has gone"
    }
  }

  /// The finding to show for it.
  public var diagnostic: Diagnostic {
    switch self {
    case .notCreated(let path, let reason):
      return Diagnostic(
        .outputNotCreated, .error, "`\(path)` cannot be created: \(reason)",
        help: ["check that the folder exists and that you may write there"])
    case .diskFull(let path):
      return Diagnostic(
        .outputDiskFull, .error, "no room on the disk for `\(path)`", help: ["make room and try again"])
    case .closed(let path):
      return Diagnostic(
        .outputClosed, .error, "the reader of `\(path)` has gone",
        help: ["nothing is wrong if it had read enough, as `head` does"])
    case .notWritten(let path, let reason):
      return Diagnostic(
        .outputNotWritten, .error, "`\(path)` cannot be written: \(reason)",
        help: ["check the disk and its limits, then run the command again"])
    }
  }

  static func writing(_ path: String, _ reason: Int32) -> OutputError {
    switch reason {
    case ENOSPC, EDQUOT: return .diskFull(path: path)
    case EPIPE: return .closed(path: path)
    default: return .notWritten(path: path, reason: String(cString: strerror(reason)))
    }
  }
}

/// Writes to an open file descriptor, whole.
public struct DescriptorWriter: Sendable {
  /// The descriptor; 1 is standard output.
  public let descriptor: Int32
  /// What to call it in messages.
  public let name: String

  /// Creates a writer; from now on a reader that goes away is an error of `write` and no longer ends the process.
  public init(descriptor: Int32, name: String) {
    self.descriptor = descriptor
    self.name = name
    _ = Self.brokenPipesAreErrors
  }

  private static let brokenPipesAreErrors: Bool = {
    signal(SIGPIPE, SIG_IGN)
    return true
  }()

  /// Writes all bytes.
  public func write(_ bytes: [UInt8]) throws(OutputError) {
    var done = 0
    while done < bytes.count {
      let written = bytes.withUnsafeBytes {
        Self.writeSome(descriptor, UnsafeRawBufferPointer(rebasing: $0[done...]))
      }
      if written < 0 {
        let reason = errno
        if reason == EINTR { continue }
        guard reason == EAGAIN else { throw OutputError.writing(name, reason) }
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&waiting, 1, -1)
        continue
      }
      done += written
    }
  }

  /// Bytes that one call writes at most.
  ///
  /// Larger writes make Linux take large blocks of memory for the file, which are seldom at hand: measured ten times slower
  /// on a virtual machine.
  private static let writeLength = 1 << 16

  /// Writes all bytes of a regular file at a place of it; several threads may do so at once.
  public func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(OutputError) {
    var done = 0
    while done < bytes.count {
      // Up to the next multiple of the length, so that no block of memory is written twice.
      let room = Self.writeLength - (offset + done) % Self.writeLength
      let rest = UnsafeRawBufferPointer(rebasing: bytes[done..<min(done + room, bytes.count)])
      let written = pwrite(descriptor, rest.baseAddress, rest.count, off_t(offset + done))
      if written < 0 {
        let reason = errno
        if reason == EINTR { continue }
        throw OutputError.writing(name, reason)
      }
      done += written
    }
  }

  private static func writeSome(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Glibc)
      return Glibc.write(descriptor, bytes.baseAddress, bytes.count)
    #elseif canImport(Musl)
      return Musl.write(descriptor, bytes.baseAddress, bytes.count)
    #else
      return Darwin.write(descriptor, bytes.baseAddress, bytes.count)
    #endif
  }
}

/// A file that appears whole or not at all.
///
/// It is written under another name in the same folder and renamed by `commit`. Without `commit` nothing remains of it, and
/// a file that stood at the path stays as it was.
public final class OutputFile {
  /// Where the file will stand.
  public let path: String
  private let temporaryPath: String
  /// Writes to the unfinished file, for parts that several threads put at their places.
  public let writer: DescriptorWriter
  private var isOpen = true
  private var isReserved = false
  /// Whether room was asked for beforehand.
  public var isLarge: Bool { isReserved }
  /// Its number among the files that a signal removes.
  private let note: Int32

  /// Creates the unfinished file.
  public init(path: String) throws(OutputError) {
    self.path = path
    var attempt = 0
    while true {
      let candidate = "\(path).\(attempt).unfinished"
      // A signal waits until the new file is noted, or it would remain.
      unfinished_files_hold()
      let descriptor = open(candidate, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
      let reason = errno
      let number = descriptor >= 0 ? unfinished_file_note(candidate) : -1
      unfinished_files_release()
      if descriptor >= 0 {
        temporaryPath = candidate
        note = number
        writer = DescriptorWriter(descriptor: descriptor, name: path)
        return
      }
      errno = reason
      guard errno == EEXIST, attempt < 100 else {
        if errno == ENOSPC || errno == EDQUOT { throw .diskFull(path: path) }
        throw .notCreated(path: path, reason: String(cString: strerror(errno)))
      }
      attempt += 1
    }
  }

  deinit { discard() }

  /// Asks for the place of about so many bytes on the disk, which makes writing them cheaper; small files need none.
  public func reserve(_ bytes: Int) {
    guard isOpen, bytes >= 1 << 20 else { return }
    isReserved = true
    unfinished_file_reserve(writer.descriptor, Int64(bytes))
  }

  /// Writes bytes; after an error the unfinished file is gone.
  public func write(_ bytes: [UInt8]) throws(OutputError) {
    guard isOpen else { throw .notWritten(path: path, reason: "the file is finished") }
    do throws(OutputError) {
      try writer.write(bytes)
    } catch {
      discard()
      throw error
    }
  }

  /// Puts the finished file at its path.
  ///
  /// - Parameters:
  ///   - synchronising: whether to wait until the disk has it, so that it survives a loss of power.
  ///   - releasesAside: whether another thread may give back the memory and the blocks of a large file that stood there.
  public func commit(synchronising: Bool = false, releasesAside: Bool = false) throws(OutputError) {
    guard isOpen else { throw .notWritten(path: path, reason: "the file is finished") }
    if isReserved { unfinished_file_trim(writer.descriptor) }
    if synchronising, fsync(writer.descriptor) != 0 { try fail(errno) }
    isOpen = false
    if close(writer.descriptor) != 0 { try fail(errno) }
    // Held open, so that it does not vanish within the renaming.
    let replaced = releasesAside ? open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK) : -1
    defer { if replaced >= 0 { DispatchQueue.global().async { close(replaced) } } }
    if finished_file_name(temporaryPath, path) != 0 { try fail(errno) }
    unfinished_file_done(note)
  }

  /// Removes the unfinished file; does nothing once it is finished.
  public func discard() {
    guard isOpen else { return }
    isOpen = false
    close(writer.descriptor)
    unlink(temporaryPath)
    unfinished_file_done(note)
  }

  /// Makes a signal that ends the process remove unfinished files first; for programs, once at their start.
  public static func removeUnfinishedOnSignals() { unfinished_files_watch_signals() }

  /// Keeps such a signal waiting while several files get their names.
  public static func withSignalsHeld<Failure: Error>(
    _ body: () throws(Failure) -> Void
  ) throws(Failure) {
    unfinished_files_hold()
    defer { unfinished_files_release() }
    try body()
  }

  private func fail(_ reason: Int32) throws(OutputError) {
    if isOpen { discard() } else { unlink(temporaryPath) }
    unfinished_file_done(note)
    throw OutputError.writing(path, reason)
  }
}
