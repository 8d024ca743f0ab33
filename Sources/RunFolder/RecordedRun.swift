import Diagnostics
import RecordFiles
import RuleModel

/// What the manifest of a finished run says, enough to do the run again.
public struct RecordedRun: Hashable, Sendable {
  /// The files of a rule pack.
  public struct Pack: Hashable, Sendable {
    /// Where they came from, without a place on a machine.
    public var origin: String
    /// Name that the pack gives itself.
    public var name: String
    /// Version text of the pack.
    public var version: String
    /// Hash of the checked meaning.
    public var meaning: String
    /// The files.
    public var files: [ReadFile]
  }

  /// The run's folder.
  public var folder: String
  /// Version of the engine.
  public var engineVersion: String
  /// The as-of date.
  public var asOf: CivilDate
  /// Options that matter, by name; a name may stand more than once.
  public var options: [RunOption]
  /// How files were hashed.
  public var hash: ContentHash
  /// The rules.
  public var rules: Pack
  /// The pack that the rules build on.
  public var base: Pack?
  /// The lists.
  public var inputs: [ReadFile]
  /// The mapping files.
  public var maps: [ReadFile]

  /// Reads the manifest of a run's folder.
  ///
  /// - Throws: a finding that says what is missing.
  public init(folder: String) throws(RecordedRunFailure) {
    let path = folder + "/manifest.json"
    let bytes: [UInt8]
    do {
      bytes = try InputBytes(path: path).withBytes { Array($0) }
    } catch {
      throw RecordedRunFailure(
        .runUnreadable, "`\(folder)` is no folder of a run",
        help: [error.diagnostic.headline, "`firmrisk score INPUT --out DIR` writes one"])
    }
    guard let json = JSONReader.value(of: bytes), let run = RecordedRun(json, folder: folder) else {
      throw RecordedRunFailure(
        .runUnreadable, "`\(path)` is not the manifest of a run of this version",
        help: ["score again with `--out`, and compare that run"])
    }
    self = run
  }

  private init?(_ json: JSONValue, folder: String) {
    guard case .integer(1)? = json["manifest_version"], let engine = json["engine_version"]?.stringValue,
      let asOf = json["as_of"]?.stringValue.flatMap({ CivilDate(iso: $0) }),
      let hash = json["hash"]?["name"]?.stringValue.flatMap(ContentHash.init(rawValue:)),
      case .object(let options)? = json["options"], let rules = json["rules"].flatMap(RecordedRun.pack),
      let inputs = json["inputs"].flatMap(RecordedRun.files)
    else { return nil }
    self.folder = folder
    engineVersion = engine
    self.asOf = asOf
    self.options = options.compactMap { member in
      member.value.stringValue.map { RunOption(member.name, $0) }
    }
    self.hash = hash
    self.rules = rules
    base = json["rules"]?["extends"].flatMap(RecordedRun.pack)
    self.inputs = inputs
    maps = json["maps"].flatMap(RecordedRun.files) ?? []
  }

  private static func pack(_ json: JSONValue) -> Pack? {
    guard let origin = json["origin"]?.stringValue, let name = json["pack"]?.stringValue,
      let version = json["pack_version"]?.stringValue, let meaning = json["meaning_hash"]?.stringValue,
      let files = json["files"].flatMap(files)
    else { return nil }
    return Pack(origin: origin, name: name, version: version, meaning: meaning, files: files)
  }

  private static func files(_ json: JSONValue) -> [ReadFile]? {
    guard let elements = json.elements else { return nil }
    let files = elements.compactMap { file -> ReadFile? in
      guard let path = file["path"]?.stringValue, let digest = file["hash"]?.stringValue,
        case .integer(let size)? = file["bytes"], let count = Int(exactly: size)
      else { return nil }
      return ReadFile(
        path: path, source: file["source"]?.stringValue, role: file["role"]?.stringValue,
        sheet: file["sheet"]?.stringValue, size: count, digest: digest)
    }
    return files.count == elements.count ? files : nil
  }

  /// The value of an option; nil when the run has none of this name.
  public func option(_ name: String) -> String? { options.first { $0.name == name }?.value }
}

/// Why a finished run cannot be done again.
public struct RecordedRunFailure: Error, Hashable, Sendable {
  /// What to report.
  public let diagnostic: Diagnostic

  init(_ code: DiagnosticCode, _ headline: String, help: [String]) {
    diagnostic = Diagnostic(code, headline, help: help)
  }
}
