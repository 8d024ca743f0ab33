import Diagnostics
import FirmSources
import RecordFiles
import RuleModel
import RunFolder

/// A finished run whose rules and lists are at hand, each with the hash that its manifest states.
struct RunReplay {
  /// What the manifest says.
  let record: RecordedRun
  /// The rules.
  let pack: RulePack
  /// The checked rules.
  let ruleSet: RuleSet
  /// Path of the list of each source, by the source's name, in the order of the manifest.
  let lists: [(source: String, location: String)]
  /// Paths of the mapping files.
  let maps: [String]
  /// Path of the decided links, when the run had some.
  let links: String?

  /// Where a person says that a run's files are, when its folder does not keep them.
  struct Places {
    var rules: String?
    var inputs: String?
    /// Ending of the options, `a` or `b`.
    var side: String
  }

  /// Finds a run's files.
  ///
  /// - Throws: everything that is missing or changed.
  init(_ record: RecordedRun, _ places: Places) throws(ReplayFailure) {
    self.record = record
    let finder = ReplayFinder(record: record, places: places)
    let pack = try finder.pack()
    guard let ruleSet = pack.checked.ruleSet else {
      throw ReplayFailure([
        Diagnostic(
          .runInputsMissing,
          "the rules of the run `\(record.folder)` do not check in this version of the program",
          help: ["`firmrisk rules check \(pack.origin)` says why"])
      ])
    }
    self.pack = pack
    self.ruleSet = ruleSet
    (lists, maps, links) = try finder.files()
  }

  /// Whether draft rules scored.
  var includesDraft: Bool { record.option("include-draft") == "yes" }

  /// Sources whose lists were not complete.
  var partial: [String] { record.option("partial")?.split(separator: " ").map(String.init) ?? [] }

  /// The lists of the run, as far as a rule set knows their sources.
  func input(for ruleSet: RuleSet, asOf: CivilDate) -> InputRequest {
    let known = Set(ruleSet.sources.map(\.name))
    var request = InputRequest(
      path: nil, sources: lists.filter { known.contains($0.source) }.map { "\($0.source)=\($0.location)" },
      partial: partial.filter { known.contains($0) }, asOf: asOf, maps: maps)
    request.links = links
    request.rollsUpBranches = record.option("branches") == "roll-up"
    return request
  }
}

/// Why a run cannot be done again.
struct ReplayFailure: Error {
  let diagnostics: [Diagnostic]

  init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
}

/// Looks for the files of a run and checks that they are what they were.
private struct ReplayFinder {
  let record: RecordedRun
  let places: RunReplay.Places

  // MARK: - Rules

  func pack() throws(ReplayFailure) -> RulePack {
    let kept = record.folder + "/" + KeptInputs.rulesFolder(pack: record.rules.name)
    let candidate: String?
    if let rules = places.rules {
      candidate = rules
    } else if FilePlace.exists(kept) {
      candidate = kept
    } else {
      candidate = record.rules.origin == "in the program" ? nil : record.rules.origin
    }
    let pack: RulePack
    do {
      pack =
        try candidate.map { folder throws(RulePackMissing) in try RulePack.load(option: folder) }
        ?? .shipped()
    } catch {
      throw missing("the rules of the run `\(record.folder)` are not at hand: \(error.headline)", "rules")
    }
    guard isSame(pack.files, as: record.rules), isSame(pack.base?.files ?? [], as: record.base) else {
      throw missing("the rules in `\(pack.origin)` are not those of the run `\(record.folder)`", "rules")
    }
    return pack
  }

  private func isSame(_ files: [RuleFile], as recorded: RecordedRun.Pack?) -> Bool {
    let read = files.map { ReadFile(path: $0.relativePath, content: $0.bytes, hash: record.hash) }
    func content(_ files: [ReadFile]) -> [String: String] {
      Dictionary(files.map { ($0.path, $0.digest) }, uniquingKeysWith: { first, _ in first })
    }
    return content(read) == content(recorded?.files ?? [])
  }

  private func missing(_ headline: String, _ what: String) -> ReplayFailure {
    ReplayFailure([Diagnostic(.runInputsMissing, headline, help: [advice(what)])])
  }

  private func advice(_ what: String) -> String {
    "name their folder with `--\(what)-\(places.side) DIR`, or score with `--keep-inputs`"
  }

  // MARK: - Lists

  /// Lists by source, mapping files and decided links.
  typealias Files = (lists: [(source: String, location: String)], maps: [String], links: String?)

  func files() throws(ReplayFailure) -> Files {
    var findings: [Diagnostic] = []
    func found(_ file: ReadFile, _ kept: String) -> String? {
      switch locate(file, kept: kept) {
      case .success(let path): return path
      case .failure(let failure):
        findings += failure.diagnostics
        return nil
      }
    }
    let lists = record.inputs.compactMap { file -> (source: String, location: String)? in
      guard let source = file.source, let path = found(file, KeptInputs.inputFolder(source: source)) else {
        return nil
      }
      return (source, file.sheet.map { path + "#" + $0 } ?? path)
    }
    let maps = record.maps.enumerated().compactMap { found($1, KeptInputs.mapFolder($0)) }
    let links = record.inputs.first { $0.role == "links" }.flatMap { found($0, KeptInputs.linkFolder) }
    guard findings.isEmpty else { throw ReplayFailure(findings) }
    return (lists, maps, links)
  }

  private func locate(_ file: ReadFile, kept: String) -> Result<String, ReplayFailure> {
    let name = FirmRun.lastName(file.path)
    let candidates: [String]
    if let inputs = places.inputs {
      candidates = ["\(inputs)/\(file.path)", "\(inputs)/\(name)", inputs]
    } else {
      candidates = ["\(record.folder)/\(kept)/\(name)"]
    }
    for path in candidates where FilePlace.exists(path) {
      guard let input = try? InputBytes(path: path) else { continue }
      if FirmRun.digest(of: input, by: record.hash) == file.digest { return .success(path) }
      let headline = "`\(path)` is not the file that the run `\(record.folder)` read"
      return .failure(missing(headline, "inputs"))
    }
    return .failure(missing("the file `\(file.path)` of the run `\(record.folder)` is not at hand", "inputs"))
  }
}
