import Diagnostics
import RuleModel

/// How the content of files is hashed.
public enum ContentHash: String, Hashable, Sendable, CaseIterable {
  /// MurmurHash3 x64 128, seed 0: detects change, not forgery.
  case murmur3 = "murmur3-x64-128"
  /// SHA-256: a seal.
  case sha256 = "sha-256"

  /// The hash of bytes in hexadecimal digits.
  public func digest(of bytes: [UInt8]) -> String {
    switch self {
    case .murmur3: return MurmurHash3.hexDigest(of: bytes)
    case .sha256: return SHA256.hexDigest(of: bytes)
    }
  }

  /// The hash of a content that comes in pieces.
  public func digest(ofPieces pieces: some Sequence<[UInt8]>) -> String {
    switch self {
    case .murmur3:
      var hash = MurmurHash3()
      for piece in pieces { hash.update(piece) }
      return hash.hexDigest()
    case .sha256:
      var hash = SHA256()
      for piece in pieces { hash.update(piece) }
      return hash.hexDigest()
    }
  }

  var note: String {
    switch self {
    case .murmur3: return "detects change, not forgery; `--seal` writes SHA-256"
    case .sha256: return "detects change and forgery as long as this file is kept apart"
    }
  }
}

/// A file that a run read.
public struct ReadFile: Hashable, Sendable {
  /// Path relative to the rules or the input, with `/`.
  public var path: String
  /// Name of the source, for input files.
  public var source: String?
  /// What a file is that is no list: `dates` or `links`.
  public var role: String?
  /// Sheet of a workbook that was named for the list.
  public var sheet: String?
  /// Size in bytes.
  public var size: Int
  /// Content hash in hexadecimal digits.
  public var digest: String

  /// Creates a record of a file whose hash is known.
  public init(
    path: String, source: String? = nil, role: String? = nil, sheet: String? = nil, size: Int, digest: String
  ) {
    self.path = path
    self.source = source
    self.role = role
    self.sheet = sheet
    self.size = size
    self.digest = digest
  }

  /// Creates a record of a file from its content.
  public init(path: String, source: String? = nil, content: [UInt8], hash: ContentHash) {
    self.init(path: path, source: source, size: content.count, digest: hash.digest(of: content))
  }
}

/// An option that can change the result of a run.
public struct RunOption: Hashable, Sendable {
  /// Name without dashes.
  public var name: String
  /// Value as typed; `yes` for a switch.
  public var value: String

  /// Creates an option.
  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// Everything that the result of a run depends on, and nothing else: no host, time, number of jobs or output path.
public struct Manifest: Hashable, Sendable {
  /// The pack that the pack of the run builds on.
  public struct Base: Hashable, Sendable {
    /// Where its rules come from.
    public var origin: String
    /// The pack alone, without the overrides of the run's pack.
    public var ruleSet: RuleSet
    /// Its files in byte order of their paths.
    public var files: [ReadFile]

    /// Creates a pack below; files are put in order.
    public init(origin: String, ruleSet: RuleSet, files: [ReadFile]) {
      self.origin = origin
      self.ruleSet = ruleSet
      self.files = Manifest.ordered(files)
    }
  }

  /// Version of the engine.
  public var engineVersion: String
  /// The as-of date.
  public var asOf: CivilDate
  /// Options that matter beside the as-of date, in order of their names.
  public var options: [RunOption]
  /// Where the rules come from, such as `rules/vn-labour` or `embedded`.
  public var rulesOrigin: String
  /// Rule files in byte order of their paths.
  public var ruleFiles: [ReadFile]
  /// Input files in byte order of their paths.
  public var inputFiles: [ReadFile]
  /// Mapping files in byte order of their paths.
  public var mapFiles: [ReadFile]
  /// How all of them were hashed.
  public var hash: ContentHash
  /// The pack that the pack of the run builds on.
  public var base: Base?

  /// Creates a manifest; options and files are put in order.
  public init(
    engineVersion: String, asOf: CivilDate, options: [RunOption], rulesOrigin: String, ruleFiles: [ReadFile],
    inputFiles: [ReadFile], mapFiles: [ReadFile] = [], hash: ContentHash, base: Base? = nil
  ) {
    self.engineVersion = engineVersion
    self.asOf = asOf
    self.options = options.sorted { ($0.name, $0.value) < ($1.name, $1.value) }
    self.rulesOrigin = rulesOrigin
    self.ruleFiles = Manifest.ordered(ruleFiles)
    self.inputFiles = Manifest.ordered(inputFiles)
    self.mapFiles = Manifest.ordered(mapFiles)
    self.hash = hash
    self.base = base
  }

  private static func ordered(_ files: [ReadFile]) -> [ReadFile] {
    files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// One hash of all rule files, by path and content.
  public var ruleFilesDigest: String { digest(ofAll: ruleFiles) }

  private func digest(ofAll files: [ReadFile]) -> String {
    let lines = files.map { "\($0.path)\t\($0.size)\t\($0.digest)\n" }.joined()
    return hash.digest(of: Array(lines.utf8))
  }

  /// The manifest as JSON.
  ///
  /// - Parameter ruleSet: the checked rules, whose meaning is hashed as well: layout and comments leave that hash alone.
  public func json(ruleSet: RuleSet) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("manifest_version", .integer(1)),
      .init("engine", .string("firmrisk")),
      .init("engine_version", .string(engineVersion)),
      .init("language_version", MachineText.count(ruleSet.languageVersion)),
      .init("as_of", .string(asOf.description)),
      .init("options", .object(options.map { JSONValue.Member($0.name, .string($0.value)) })),
      .init("hash", .object(["name": .string(hash.rawValue), "note": .string(hash.note)])),
      .init("rules", .object(rules(ruleSet))),
      .init("inputs", .array(inputFiles.map(Manifest.json))),
    ]
    if !mapFiles.isEmpty { members.append(.init("maps", .array(mapFiles.map(Manifest.json)))) }
    return .object(members)
  }

  private func rules(_ ruleSet: RuleSet) -> [JSONValue.Member] {
    var members = pack(ruleSet, origin: rulesOrigin, files: ruleFiles)
    if let base {
      members.append(.init("extends", .object(pack(base.ruleSet, origin: base.origin, files: base.files))))
    }
    if let overrides = ruleSet.base?.overrides {
      let changes = overrides.map { change in
        JSONValue.object([
          "target": .string(change.target), "was": .string(change.was), "now": .string(change.now),
        ])
      }
      members.append(.init("overrides", .array(changes)))
    }
    return members
  }

  private func pack(_ ruleSet: RuleSet, origin: String, files: [ReadFile]) -> [JSONValue.Member] {
    [
      .init("origin", .string(origin)),
      .init("pack", .string(ruleSet.name)),
      .init("pack_version", .string(ruleSet.version)),
      .init("files_hash", .string(digest(ofAll: files))),
      .init("meaning_hash", .string(hash.digest(of: CanonicalRules.bytes(of: ruleSet)))),
      .init("files", .array(files.map(Manifest.json))),
    ]
  }

  private static func json(_ file: ReadFile) -> JSONValue {
    var members = [JSONValue.Member("path", .string(file.path))]
    if let source = file.source { members.append(JSONValue.Member("source", .string(source))) }
    if let role = file.role { members.append(JSONValue.Member("role", .string(role))) }
    if let sheet = file.sheet { members.append(JSONValue.Member("sheet", .string(sheet))) }
    members.append(JSONValue.Member("bytes", MachineText.count(file.size)))
    members.append(JSONValue.Member("hash", .string(file.digest)))
    return .object(members)
  }
}
