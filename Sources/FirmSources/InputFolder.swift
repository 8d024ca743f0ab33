#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What stands directly in a folder, in byte order of names.
struct InputFolder {
  /// Names of regular files that may be lists.
  var files: [String] = []
  /// Names of folders and special files, which are never read.
  var others: [String] = []

  /// Name of the file that states dates.
  static let listsFile = "lists.txt"

  /// What a path names.
  enum Kind {
    case folder
    case file
    case other
    case missing
  }

  static func kind(of path: String) -> Kind {
    var status = stat()
    guard stat(path, &status) == 0 else { return .missing }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: return .folder
    case S_IFREG: return .file
    default: return .other
    }
  }

  /// Device and number of a file, equal for two paths to one file; nil when there is none.
  static func identity(of path: String) -> [UInt64]? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return [UInt64(truncatingIfNeeded: status.st_dev), UInt64(truncatingIfNeeded: status.st_ino)]
  }

  /// Lists a folder; nil, with the system's words in `reason`, when that fails.
  init?(path: String, reason: inout String) {
    guard let folder = opendir(path) else {
      reason = String(cString: strerror(errno))
      return nil
    }
    defer { closedir(folder) }
    var names: [[UInt8]] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in Array(bytes.prefix { $0 != 0 }) }
      names.append(name)
    }
    names.sort { $0.lexicographicallyPrecedes($1) }
    for name in names.map({ String(decoding: $0, as: UTF8.self) }) where !Self.isIgnored(name) {
      switch Self.kind(of: Self.join(path, name)) {
      // What cannot be looked at, such as a link to nothing, must not be left out without an error.
      case .file, .missing: files.append(name)
      case .folder, .other: others.append(name)
      }
    }
  }

  static func join(_ folder: String, _ name: String) -> String {
    folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }

  static func lastComponent(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  /// Hidden files, lock files of office programs, notes for people, and the file with the dates.
  private static func isIgnored(_ name: String) -> Bool {
    name.hasPrefix(".") || name.hasPrefix("~$") || name == listsFile || name.uppercased().hasPrefix("README")
  }
}
