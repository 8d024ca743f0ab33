#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Checks a pack again whenever one of its files changes.
struct RuleWatch {
  let folder: String
  let check: PackCheck

  /// Milliseconds between two looks at the files: below what a person notices, far above what a look costs.
  private static let interval = 300

  func run(in environment: ProgramEnvironment) -> ExitStatus {
    var check = check
    check.isStream = true
    guard var pack = loadPack(folder, in: environment) else { return .usage }
    var stamps = RuleFileStamps(of: pack, in: folder)
    var status = check.print(pack, to: environment)
    announce(environment)
    while !environment.isOutputClosed, environment.pause(RuleWatch.interval) {
      let now = RuleFileStamps(of: pack, in: folder)
      guard now != stamps else { continue }
      stamps = now
      // An editor may hold the only file for a moment; the next look finds it again.
      guard let changed = loadPack(folder, in: environment) else { continue }
      pack = changed
      stamps = RuleFileStamps(of: pack, in: folder)
      status = check.print(pack, to: environment)
      announce(environment)
    }
    return status
  }

  private func announce(_ environment: ProgramEnvironment) {
    if check.format == .terminal { environment.print("watching \(folder), Ctrl-C ends\n") }
  }
}

/// Name, size and time of the last change of every rule file in the folders of a pack.
struct RuleFileStamps: Equatable {
  private struct Stamp: Equatable {
    let path: String
    let size: Int64
    let seconds: Int64
    let nanoseconds: Int64
    let number: UInt64
  }

  private let stamps: [Stamp]

  init(of pack: RulePack, in folder: String) {
    var folders = [folder.hasSuffix("/") ? folder : folder + "/"]
    for path in (pack.files + (pack.base?.files ?? [])).compactMap(\.path) {
      let own = String(path.prefix(through: path.lastIndex(of: "/") ?? path.startIndex))
      if !folders.contains(own) { folders.append(own) }
    }
    stamps = folders.flatMap { folder in
      ((try? RulePack.ruleFileNames(in: folder)) ?? []).compactMap { RuleFileStamps.stamp(of: folder + $0) }
    }
  }

  private static func stamp(of path: String) -> Stamp? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    #if canImport(Darwin)
      let changed = status.st_mtimespec
    #else
      let changed = status.st_mtim
    #endif
    return Stamp(
      path: path, size: Int64(status.st_size), seconds: Int64(changed.tv_sec),
      nanoseconds: Int64(changed.tv_nsec), number: UInt64(truncatingIfNeeded: status.st_ino))
  }
}
