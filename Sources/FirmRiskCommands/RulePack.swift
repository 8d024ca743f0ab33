import Diagnostics
import RecordFiles
import RuleChecking
import RuleLanguage
import RuleModel
import ShippedRules

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// One file of a rule pack as it was read.
struct RuleFile {
  /// Path below the pack's folder.
  let relativePath: String
  /// Path that can be opened again; nil for a file inside the program.
  let path: String?
  /// Its content.
  let bytes: [UInt8]
}

/// A rule pack: its files, their syntax, and what checking them gave.
struct RulePack {
  /// Where the rules came from, as people name it.
  let origin: String
  /// Files in order of their paths.
  let files: [RuleFile]
  /// The files as spans refer to them.
  let sources: SourceMap
  /// Syntax of each file, in the same order.
  let parsed: [ParsedFile]
  /// The result of checking all of them together.
  let checked: CheckedPack
}

/// Why there is no rule pack to check.
struct RulePackMissing: Error {
  let headline: String
  let help: [String]
}

extension RulePack {
  /// Folder used when no option names one and it is there; else the pack in the program is.
  static let defaultFolder = "rules/vn-labour"

  /// Loads the pack in a folder.
  ///
  /// - Throws: `RulePackMissing` when the folder cannot be read or holds no rules.
  static func load(folder: String) throws(RulePackMissing) -> RulePack {
    let names = try ruleFileNames(in: folder)
    var files: [RuleFile] = []
    for name in names {
      let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
      do {
        let input = try InputBytes(path: path)
        files.append(RuleFile(relativePath: name, path: path, bytes: input.withBytes { Array($0) }))
      } catch InputError.empty {
        files.append(RuleFile(relativePath: name, path: path, bytes: []))
      } catch {
        let finding = error.diagnostic
        throw RulePackMissing(headline: finding.headline, help: finding.help)
      }
    }
    return RulePack(origin: folder, files: files)
  }

  /// Whether the program carried the files with it.
  var isShipped: Bool { files.allSatisfy { $0.path == nil } }

  /// The pack that the program carries with it.
  static func shipped() -> RulePack {
    let files = (0..<shipped_rule_file_count()).map { index in
      let file = shipped_rule_file(index)
      let bytes = Array(UnsafeBufferPointer(start: file.bytes, count: file.count))
      return RuleFile(relativePath: String(cString: file.name), path: nil, bytes: bytes)
    }
    return RulePack(origin: "vn-labour (in the program)", files: files)
  }

  /// Parses and checks files.
  init(origin: String, files: [RuleFile]) {
    var sources = SourceMap()
    var parsed: [ParsedFile] = []
    for file in files {
      let shown = file.path ?? "\(origin)/\(file.relativePath)"
      let id = sources.add(path: shown, bytes: file.bytes)
      parsed.append(RuleParser.parse(sources.file(id)))
    }
    self.origin = origin
    self.files = files
    self.sources = sources
    self.parsed = parsed
    checked = RuleChecker.check(parsed)
  }

  /// The pack of the option `--rules`, else of the default folder, else the one that the program carries.
  static func load(option folder: String?) throws(RulePackMissing) -> RulePack {
    if let folder { return try load(folder: folder) }
    var status = stat()
    return stat(defaultFolder, &status) == 0 ? try load(folder: defaultFolder) : shipped()
  }

  private static func ruleFileNames(in folder: String) throws(RulePackMissing) -> [String] {
    guard let listing = opendir(folder) else {
      let reason =
        errno == ENOTDIR ? "is not a folder" : "cannot be opened: \(String(cString: strerror(errno)))"
      throw RulePackMissing(
        headline: "the rules folder `\(folder)` \(reason)",
        help: ["name the folder of a rule pack with `--rules DIR`"])
    }
    defer { closedir(listing) }
    var names: [String] = []
    while let entry = readdir(listing) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(".rules"), !name.hasPrefix(".") { names.append(name) }
    }
    guard !names.isEmpty else {
      throw RulePackMissing(
        headline: "the folder `\(folder)` holds no rules",
        help: ["a rule pack is a folder of files ending in `.rules`"])
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
