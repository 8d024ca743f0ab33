import Diagnostics
import RecordFiles
import RiskScoring
import RuleEvaluation
import RuleModel
import RunFolder
import SpreadsheetFiles

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A kept run in memory.
struct LoadedRun {
  let result: RunResult
  /// Language of the run.
  let language: Language
  /// Whether it holds fields marked personal.
  let includesPersonal: Bool
}

/// Why there is no kept run.
struct KeptRunFailure: Error {
  let headline: String
  let help: [String]
}

extension FirmRun {
  /// The run as it is kept; personal fields only where they may stand in files.
  func kept(_ request: RunRequest) -> KeptRun {
    let ruleSet = result.ruleSet
    var kept = KeptRun()
    kept.rulesOrigin = result.manifest.rulesOrigin
    kept.files = pack.files.map { KeptRun.File(name: $0.relativePath, bytes: $0.bytes) }
    if let base = pack.base {
      kept.baseOrigin = FirmRun.lastName(base.origin)
      kept.baseFiles = base.files.map { KeptRun.File(name: $0.relativePath, bytes: $0.bytes) }
    }
    kept.language = request.language
    kept.includesPersonal = request.includePersonal
    kept.manifest = result.manifest
    kept.table = result.table
    if !request.includePersonal {
      for field in ruleSet.fields.indices where ruleSet.fields[field].isPersonal {
        kept.table.columns[field] = nil
        for source in kept.table.rows.indices { kept.table.rows[source]?.columns[field] = nil }
      }
    }
    kept.state = result.run.state
    kept.accounts = result.accounts
    kept.origins = KeptOrigins(
      fields: ruleSet.fields.count, firms: result.run.count, origin: result.origin)
    return kept
  }
}

extension KeptRun {
  /// Writes the run into its folder.
  func write(to folder: String) throws(OutputError) {
    let file = try OutputFile(path: folder + "/" + KeptRun.fileName)
    guard let packed = PackedFile.pack(bytes, named: KeptRun.partName) else {
      throw .notWritten(path: file.path, reason: "a kept run cannot hold more than 4 GiB")
    }
    try file.write(packed)
    try file.commit()
  }

  /// Removes the kept run of an earlier run.
  static func remove(from folder: String) { unlink(folder + "/" + fileName) }

  /// Reads a run from its folder, or says why there is none.
  static func read(_ folder: String) -> Result<LoadedRun, KeptRunFailure> {
    let path = folder + "/" + fileName
    let bytes: [UInt8]
    do {
      bytes = try PackedFile.unpack(partName, of: InputBytes(path: path), most: 1 << 34)
    } catch {
      return .failure(
        KeptRunFailure(
          headline: "`\(folder)` holds no kept run",
          help: [error.diagnostic.headline, "score again with `--out \(folder) --keep`"]))
    }
    guard let kept = try? KeptRun(bytes: bytes), let result = kept.result() else {
      return .failure(
        KeptRunFailure(
          headline: "`\(path)` is damaged, or another version of the program wrote it",
          help: ["score again with `--out` to write it anew"]))
    }
    return .success(
      LoadedRun(result: result, language: kept.language, includesPersonal: kept.includesPersonal))
  }

  /// The run in memory; nil when its parts do not fit each other.
  private func result() -> RunResult? {
    func rules(_ files: [File]) -> [RuleFile] {
      files.map { RuleFile(relativePath: $0.name, path: nil, bytes: $0.bytes) }
    }
    var finder = BasePackFinder(folder: nil)
    if !baseFiles.isEmpty { finder.atHand = (baseOrigin, rules(baseFiles)) }
    let pack = RulePack(origin: rulesOrigin, files: rules(files), finder: finder)
    guard let ruleSet = pack.checked.ruleSet, table.fits(ruleSet), origins.fields == ruleSet.fields.count,
      origins.firms == table.count, let run = ScoredRun(state, ruleSet: ruleSet, asOf: manifest.asOf),
      run.count == table.count
    else { return nil }
    let evaluator = RowEvaluator(ruleSet: ruleSet, asOf: manifest.asOf)
    let (table, origins) = (table, origins)
    return RunResult(
      ruleSet: ruleSet, table: table, run: run, accounts: accounts, manifest: manifest,
      values: { firm in FirmFigures(table: table, firm: firm, evaluator: evaluator).value },
      origin: { firm, field in origins.origin(firm, field) })
  }
}
