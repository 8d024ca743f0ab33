#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Why a run folder could not be written.
public struct RunFolderError: Error, Hashable, Sendable {
  /// Path that could not be written.
  public var path: String
  /// What the system says.
  public var reason: String

  /// Creates an error.
  public init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }

  static func system(_ path: String) -> RunFolderError {
    RunFolderError(path: path, reason: String(cString: strerror(errno)))
  }
}

/// A folder whose files appear whole or not at all.
///
/// Every file is first written under a temporary name in the folder; `commit` renames them all. A folder that is
/// released before that removes what it wrote.
public final class StagedFolder {
  /// The folder's path.
  public let path: String
  private var names: [String] = []
  private var isCommitted = false

  /// Opens a folder, made with its parents when it is missing.
  public init(path: String) throws(RunFolderError) {
    self.path = path
    try StagedFolder.makeFolder(path)
  }

  deinit {
    guard !isCommitted else { return }
    for name in names { unlink(temporaryPath(name)) }
  }

  /// Starts a file of the folder under its temporary name; a name holds no `/`.
  public func file(named name: String) throws(RunFolderError) -> StagedFile {
    let file = try StagedFile(path: temporaryPath(name))
    names.append(name)
    return file
  }

  /// Writes a whole file.
  public func write(_ bytes: [UInt8], named name: String) throws(RunFolderError) {
    let file = try file(named: name)
    try file.write(bytes)
    try file.close()
  }

  /// Writes a whole text file.
  public func write(_ text: String, named name: String) throws(RunFolderError) {
    try write(Array(text.utf8), named: name)
  }

  /// Gives every file its name, in the order in which they were started.
  public func commit() throws(RunFolderError) {
    for name in names {
      let final = path + "/" + name
      guard rename(temporaryPath(name), final) == 0 else { throw .system(final) }
    }
    isCommitted = true
  }

  private func temporaryPath(_ name: String) -> String { path + "/." + name + ".part" }

  private static func makeFolder(_ path: String) throws(RunFolderError) {
    if mkdir(path, 0o777) == 0 { return }
    if errno == EEXIST {
      var status = stat()
      guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
        throw RunFolderError(path: path, reason: "not a folder")
      }
      return
    }
    let reason = RunFolderError.system(path)
    guard reason.reason == String(cString: strerror(ENOENT)), let slash = path.lastIndex(of: "/"),
      slash > path.startIndex
    else { throw reason }
    try makeFolder(String(path[..<slash]))
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw .system(path) }
  }
}

/// A file that is being written.
public final class StagedFile {
  private let path: String
  private var descriptor: Int32

  init(path: String) throws(RunFolderError) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .system(path) }
  }

  deinit { if descriptor >= 0 { _ = systemClose(descriptor) } }

  /// Adds bytes at the end.
  public func write(_ bytes: [UInt8]) throws(RunFolderError) {
    var offset = 0
    while offset < bytes.count {
      let written = bytes.withUnsafeBytes { systemWrite(descriptor, $0[offset...]) }
      if written > 0 {
        offset += written
      } else if errno != EINTR {
        throw .system(path)
      }
    }
  }

  /// Ends the file; errors that the system kept back come out here.
  public func close() throws(RunFolderError) {
    let open = descriptor
    descriptor = -1
    guard systemClose(open) == 0 else { throw .system(path) }
  }
}

private func systemClose(_ descriptor: Int32) -> Int32 { close(descriptor) }

private func systemWrite(_ descriptor: Int32, _ bytes: Slice<UnsafeRawBufferPointer>) -> Int {
  let piece = UnsafeRawBufferPointer(rebasing: bytes)
  return write(descriptor, piece.baseAddress, piece.count)
}
