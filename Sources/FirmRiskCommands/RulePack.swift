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
  /// The files as spans refer to them, those of the pack below too.
  let sources: SourceMap
  /// Syntax of each file, in the same order.
  let parsed: [ParsedFile]
  /// The result of checking all of them together.
  let checked: CheckedPack
  /// The pack that this one extends, where it was found.
  let base: BasePackFiles?
}

/// The files of a pack that another extends.
struct BasePackFiles {
  /// Where they came from.
  let origin: String
  /// Files in order of their paths.
  let files: [RuleFile]
  /// Syntax of each file, in the same order.
  let parsed: [ParsedFile]
  /// The pack alone; nil when it does not check.
  let ruleSet: RuleSet?
}

/// Why there is no rule pack to check.
struct RulePackMissing: Error {
  let headline: String
  let help: [String]
}

extension RulePack {
  /// The pack that is read when no option names one.
  static let defaultFolder = "rules/vn-labour"

  /// Loads the pack in a folder.
  ///
  /// - Throws: `RulePackMissing` when the folder cannot be read or holds no rules.
  static func load(folder: String) throws(RulePackMissing) -> RulePack {
    RulePack(origin: folder, files: try ruleFiles(in: folder), finder: BasePackFinder(folder: folder))
  }

  /// The rule files of a folder, in order of their names.
  static func ruleFiles(in folder: String) throws(RulePackMissing) -> [RuleFile] {
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
    return files
  }

  /// Whether the program carried the files with it.
  var isShipped: Bool { files.allSatisfy { $0.path == nil } }

  /// The pack that the program carries under a name, `vn-labour` unless another is named.
  static func shipped(_ name: String = ShippedPack.defaultName) -> RulePack {
    RulePack(
      origin: ShippedPack.origin(name), files: ShippedPack.files(name), finder: BasePackFinder(folder: nil))
  }

  /// Parses and checks files, with those of the pack that they extend.
  init(origin: String, files: [RuleFile], finder: BasePackFinder = BasePackFinder(folder: nil)) {
    var sources = SourceMap()
    let parsed = RulePack.parse(files, origin, &sources)
    self.origin = origin
    self.files = files
    self.parsed = parsed
    guard let name = RuleChecker.base(of: parsed)?.text else {
      self.sources = sources
      base = nil
      checked = RuleReviews.checked(RuleChecker.check(parsed))
      return
    }
    switch finder.find(name) {
    case .success(let found):
      let below = RulePack.parse(found.files, found.origin, &sources)
      base = BasePackFiles(
        origin: found.origin, files: found.files, parsed: below, ruleSet: RuleChecker.check(below).ruleSet)
      checked = RuleReviews.checked(RuleChecker.check(parsed, base: below))
    case .failure(let missing):
      base = nil
      checked = RuleChecker.check(parsed, baseHelp: [missing.headline] + missing.help)
    }
    self.sources = sources
  }

  private static func parse(_ files: [RuleFile], _ origin: String, _ sources: inout SourceMap) -> [ParsedFile]
  {
    var parsed: [ParsedFile] = []
    for file in files {
      let id = sources.add(path: file.path ?? "\(origin)/\(file.relativePath)", bytes: file.bytes)
      parsed.append(RuleParser.parse(sources.file(id)))
    }
    return parsed
  }

  /// The pack of the option `--rules`, else of the default folder, else the one that the program carries.
  ///
  /// The option names a folder. A bare name that is no folder here is looked for in `rules`, then in the program.
  static func load(option named: String?) throws(RulePackMissing) -> RulePack {
    guard let named else {
      return FilePlace.exists(defaultFolder) ? try load(folder: defaultFolder) : shipped()
    }
    let isBareName = !named.contains("/") && !FilePlace.exists(named)
    guard isBareName else { return try load(folder: named) }
    if FilePlace.exists("rules/" + named) { return try load(folder: "rules/" + named) }
    return ShippedPack.names.contains(named) ? shipped(named) : try load(folder: named)
  }

  /// Names of the rule files in a folder, in order.
  static func ruleFileNames(in folder: String) throws(RulePackMissing) -> [String] {
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
