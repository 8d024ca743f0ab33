import RecordFiles

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A folder whose files get their names together, once all of them are whole.
///
/// A folder that is released before `commit` leaves nothing of its own behind.
package final class StagedFolder: @unchecked Sendable {
  // Unchecked: files are started by one thread at a time, and get their names when all others have ended.

  /// The folder's path.
  package let path: String
  private var files: [OutputFile] = []

  /// Opens a folder, made with its parents when it is missing.
  package init(path: String) throws(OutputError) {
    self.path = path
    try StagedFolder.makeFolder(path)
  }

  /// Starts a file of the folder.
  package func file(named name: String) throws(OutputError) -> OutputFile {
    let file = try OutputFile(path: path + "/" + name)
    files.append(file)
    return file
  }

  /// Writes a whole file.
  package func write(_ bytes: [UInt8], named name: String) throws(OutputError) {
    try file(named: name).write(bytes)
  }

  /// Gives every file its name, in the order in which they were started.
  ///
  /// - Parameters:
  ///   - outdated: names of files that an earlier run may have left and this run does not write; they would contradict the
  ///     new files and are removed.
  ///   - releasesAside: whether another thread may give back what large files of an earlier run took.
  package func commit(
    removing outdated: [String] = [], releasesAside: Bool = false
  ) throws(OutputError) {
    // Looked at before the first renaming, since a folder in the way of a later one would leave half a run.
    for file in files where StagedFolder.isFolder(file.path) {
      throw .notCreated(path: file.path, reason: "a folder has this name")
    }
    let files = files
    try OutputFile.withSignalsHeld { () throws(OutputError) in
      for name in outdated { unlink(path + "/" + name) }
      for file in files { try file.commit(releasesAside: releasesAside && file.isLarge) }
    }
    self.files = []
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  private static func makeFolder(_ path: String) throws(OutputError) {
    if mkdir(path, 0o777) == 0 { return }
    switch errno {
    case EEXIST:
      guard isFolder(path) else {
        throw .notCreated(path: path, reason: "not a folder")
      }
    case ENOENT:
      guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { throw failure(path, ENOENT) }
      try makeFolder(String(path[..<slash]))
      guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw failure(path, errno) }
    case let reason: throw failure(path, reason)
    }
  }

  private static func failure(_ path: String, _ reason: Int32) -> OutputError {
    .notCreated(path: path, reason: String(cString: strerror(reason)))
  }
}
