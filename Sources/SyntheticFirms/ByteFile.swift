#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A list that could not be written.
public struct ListWriteError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Path of the file or folder.
  public let path: String
  /// The system's error number.
  public let code: Int32

  /// What went wrong, in one line.
  public var description: String { "cannot write `\(path)`: \(String(cString: strerror(code)))" }
}

/// The file that a list goes to, written in large pieces.
struct ByteFile: ~Copyable {
  private static let pieceSize = 1 << 20
  private let path: String
  private let descriptor: Int32
  private var pending: [UInt8] = []

  /// Creates a file, or empties the one that is there.
  init(path: String) throws(ListWriteError) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    if descriptor < 0 { throw ListWriteError(path: path, code: errno) }
    pending.reserveCapacity(Self.pieceSize + 4_096)
  }

  deinit { _ = close(descriptor) }

  mutating func append(_ bytes: [UInt8]) throws(ListWriteError) {
    pending.append(contentsOf: bytes)
    if pending.count >= Self.pieceSize { try flush() }
  }

  /// Writes what is left; a file that is not finished lacks its end.
  mutating func finish() throws(ListWriteError) { try flush() }

  private mutating func flush() throws(ListWriteError) {
    var start = 0
    while start < pending.count {
      let written = pending.withUnsafeBytes { bytes in
        write(descriptor, bytes.baseAddress.map { $0 + start }, bytes.count - start)
      }
      if written < 0 {
        if errno == EINTR { continue }
        throw ListWriteError(path: path, code: errno)
      }
      start += written
    }
    pending.removeAll(keepingCapacity: true)
  }

  /// Makes a folder and the folders above it, where they are missing.
  static func makeFolder(_ path: String) throws(ListWriteError) {
    if mkdir(path, 0o755) == 0 || errno == EEXIST { return }
    let code = errno
    guard code == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex else {
      throw ListWriteError(path: path, code: code)
    }
    try makeFolder(String(path[..<slash]))
    if mkdir(path, 0o755) != 0, errno != EEXIST { throw ListWriteError(path: path, code: errno) }
  }
}
