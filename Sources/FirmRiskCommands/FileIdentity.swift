#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Device and number of a file or folder, equal for two paths to the same one.
struct FileIdentity: Equatable {
  private let device: UInt64
  private let number: UInt64

  /// Asks the system; nil when nothing has this path.
  init?(of path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    device = UInt64(truncatingIfNeeded: status.st_dev)
    number = UInt64(truncatingIfNeeded: status.st_ino)
  }
}
