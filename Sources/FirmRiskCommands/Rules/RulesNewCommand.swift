import Diagnostics
import RecordFiles
import RunFolder

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// `firmrisk rules new DIR`: a commented starter pack that checks.
enum RulesNewCommand {
  static let syntax = CommandSyntax(
    name: "rules new", operands: ["DIR"], options: [],
    summary: "Write a small commented rule pack to start from; it checks, and its examples pass.")

  static func run(_ arguments: CommandArguments, _ environment: ProgramEnvironment) -> ExitStatus {
    let folder = arguments.operands[0]
    if let entry = firstEntry(of: folder) {
      environment.complain(
        .folderNotEmpty, "the folder `\(folder)` is not empty: it holds `\(entry)`",
        help: ["name a folder that does not exist yet, or an empty one"])
      return .usage
    }
    do {
      let staged = try StagedFolder(path: folder)
      let files = StarterPack.files(named: StarterPack.packName(folder: folder))
      for file in files { try staged.write(Array(file.text.utf8), named: file.name) }
      try staged.commit()
      environment.print("wrote \(files.map(\.name).joined(separator: ", ")) into \(folder)")
      environment.print("next: firmrisk rules check \(folder)")
      return .done
    } catch {
      environment.complain([error.diagnostic])
      return .inputUnreadable
    }
  }

  /// The name of something in a folder, the first in byte order; nil when it is empty or no folder.
  private static func firstEntry(of folder: String) -> String? {
    guard let listing = opendir(folder) else { return nil }
    defer { closedir(listing) }
    var names: [String] = []
    while let entry = readdir(listing) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.min { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
