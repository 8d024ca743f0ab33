#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Takes bytes that come one after the other and makes an input of them, in bounded memory.
///
/// Up to `memoryLimit` the bytes stay in memory; beyond it they go to a temporary file without a name, which the system
/// removes when the input is no longer used, whatever happens to the process.
public struct ByteSpool: ~Copyable {
  /// Bytes that are kept in memory unless something else is said: 64 MiB.
  public static let usualMemoryLimit = 64 << 20

  private let path: String
  private let memoryLimit: Int
  private var pending: [UInt8] = []
  private var descriptor: Int32 = -1
  private var written = 0

  /// Creates an empty spool.
  ///
  /// - Parameters:
  ///   - path: what the bytes are called in messages.
  ///   - memoryLimit: how many bytes may stay in memory.
  public init(path: String, memoryLimit: Int = usualMemoryLimit) {
    self.path = path
    self.memoryLimit = memoryLimit
  }

  deinit { if descriptor >= 0 { _ = close(descriptor) } }

  /// Bytes taken so far.
  public var count: Int { written + pending.count }

  /// Takes more bytes.
  ///
  /// - Throws: `InputError.unspoolable` when the temporary file cannot be made or written.
  public mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) throws(InputError) {
    pending.append(contentsOf: bytes)
    try flushIfFull()
  }

  /// Takes more bytes.
  ///
  /// - Throws: `InputError.unspoolable` when the temporary file cannot be made or written.
  public mutating func append(_ bytes: [UInt8]) throws(InputError) {
    pending.append(contentsOf: bytes)
    try flushIfFull()
  }

  private mutating func flushIfFull() throws(InputError) {
    let limit = descriptor < 0 ? memoryLimit : min(memoryLimit, 1 << 20)
    if pending.count > limit { try flush() }
  }

  private mutating func flush() throws(InputError) {
    if descriptor < 0 { descriptor = try Self.temporaryFile(path: path) }
    var start = 0
    while start < pending.count {
      let taken = pending.withUnsafeBytes { bytes in
        write(descriptor, bytes.baseAddress.map { $0 + start }, bytes.count - start)
      }
      if taken < 0 {
        if errno == EINTR { continue }
        throw .unspoolable(path: path, reason: String(cString: strerror(errno)))
      }
      start += taken
    }
    written += pending.count
    pending = []
  }

  /// The input that all bytes make; the spool is empty afterwards.
  ///
  /// - Throws: `InputError.unspoolable` when the temporary file cannot be written or mapped.
  public mutating func finish() throws(InputError) -> InputBytes {
    if descriptor >= 0, !pending.isEmpty { try flush() }
    defer {
      if descriptor >= 0 { close(descriptor) }
      descriptor = -1
      pending = []
      written = 0
    }
    guard descriptor >= 0 else { return InputBytes(pending, path: path) }
    guard let input = InputBytes(mapping: descriptor, count: written, path: path) else {
      throw .unspoolable(path: path, reason: String(cString: strerror(errno)))
    }
    return input
  }

  /// Opens a new file in the folder for temporary files and takes its name away at once.
  private static func temporaryFile(path: String) throws(InputError) -> Int32 {
    // `/var/tmp` is on a disk where `/tmp` is often memory.
    let folders = [getenv("TMPDIR").map { String(cString: $0) }, "/var/tmp", "/tmp"].compactMap { $0 }
    var reason: Int32 = ENOENT
    for folder in folders where !folder.isEmpty {
      // `mkstemp` puts letters of its own in the place of six letters X.
      var name = Array((folder + "/firmrisk-" + String(repeating: "X", count: 6)).utf8CString)
      let opened = name.withUnsafeMutableBufferPointer { pointer in
        pointer.baseAddress.map { mkstemp($0) } ?? -1
      }
      if opened >= 0 {
        name.withUnsafeBufferPointer { pointer in
          if let start = pointer.baseAddress { _ = unlink(start) }
        }
        _ = fcntl(opened, F_SETFD, FD_CLOEXEC)
        return opened
      }
      reason = errno
    }
    throw .unspoolable(path: path, reason: String(cString: strerror(reason)))
  }
}
