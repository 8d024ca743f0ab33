import Diagnostics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The bytes of one input file, mapped into memory where the system allows it.
///
/// A regular file is mapped, so that reading it takes no memory of its own; pipes and the like are read to their end.
/// A file that another program cuts short while it is mapped ends the process, as with every mapped file.
public final class InputBytes: @unchecked Sendable {
  // Unchecked: the memory is written before the value is shared and never again.

  /// The path as the person gave it.
  public let path: String
  private let memory: UnsafeRawBufferPointer
  private let isMapped: Bool

  /// Opens a file.
  ///
  /// - Throws: the reason why there is nothing to read; an empty file is one of them.
  public init(path: String) throws(InputError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw InputError.opening(path, errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw InputError.opening(path, errno) }
    let kind = status.st_mode & S_IFMT
    guard kind != S_IFDIR else { throw .isDirectory(path: path) }
    self.path = path
    if kind == S_IFREG {
      let size = Int(status.st_size)
      guard size > 0 else { throw .empty(path: path) }
      if let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED {
        memory = UnsafeRawBufferPointer(start: start, count: size)
        isMapped = true
        return
      }
    }
    memory = try Self.readAll(descriptor, path: path)
    isMapped = false
  }

  /// Wraps bytes that are in memory already.
  public init(_ bytes: [UInt8], path: String) {
    self.path = path
    memory = Self.copy(bytes)
    isMapped = false
  }

  deinit {
    if isMapped {
      munmap(UnsafeMutableRawPointer(mutating: memory.baseAddress), memory.count)
    } else {
      memory.deallocate()
    }
  }

  /// Number of bytes.
  public var count: Int { memory.count }

  /// Gives the bytes to a closure, which must not keep them.
  public func withBytes<Result, Failure: Error>(
    _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(memory.bindMemory(to: UInt8.self))
  }

  private static func copy(_ bytes: [UInt8]) -> UnsafeRawBufferPointer {
    let target = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 16)
    bytes.withUnsafeBytes { target.copyMemory(from: $0) }
    return UnsafeRawBufferPointer(target)
  }

  private static func readAll(_ descriptor: Int32, path: String) throws(InputError) -> UnsafeRawBufferPointer
  {
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let taken = read(descriptor, &part, part.count)
      if taken == 0 { break }
      if taken < 0 {
        if errno == EINTR { continue }
        throw .unreadable(path: path, reason: String(cString: strerror(errno)))
      }
      bytes.append(contentsOf: part[..<taken])
    }
    guard !bytes.isEmpty else { throw .empty(path: path) }
    return copy(bytes)
  }
}
