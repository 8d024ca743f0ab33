import Diagnostics
import RecordFiles
import RiskReports
import RunFolder

/// Which documents a run leaves beside its tables.
struct ReportRequest {
  /// Whom dossiers are for.
  enum Chosen: Equatable {
    /// The first firms of the ranking.
    case top(Int)
    /// Firms by tax code.
    case keys([String])
  }

  /// Kinds of documents.
  var kinds: Set<ReportKind> = []
  /// Whom dossiers are for.
  var chosen = Chosen.top(50)
  /// Folders of earlier runs, whose standings dossiers show.
  var history: [String] = []

  static let options: [CommandOption] = [
    .value(
      "--report", "KINDS", "with --out: html, xlsx, jsonl, dossiers, letters, with commas between them"),
    .value("--dossiers", "top:N|CODES", "firms with a dossier: the first N or tax codes (default: top:50)"),
    .value(
      "--history", "RUN_DIR", repeated: true, "earlier run whose standings dossiers show; may be repeated"),
  ]

  private static var names: String {
    ReportKind.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
  }

  /// Whether documents name file and line of figures.
  var needsOrigins: Bool { !kinds.isDisjoint(with: [.html, .dossiers, .jsonl]) }

  /// Reads `--report` and `--dossiers`.
  ///
  /// - Parameter hasFolder: whether documents have a folder to stand in.
  init(_ arguments: CommandArguments, hasFolder: Bool) throws(UsageMistake) {
    history = arguments.all("--history")
    if let text = arguments.value("--report") {
      for name in text.split(separator: ",") {
        guard let kind = ReportKind(rawValue: String(name)) else {
          let near = NearestName.suggestions(for: String(name), among: ReportKind.allCases.map(\.rawValue))
          throw UsageMistake(
            "`--report` does not know `\(name)`",
            help: near.isEmpty
              ? ["it takes \(ReportRequest.names)"] : ["did you mean `\(near[0])`?"])
        }
        kinds.insert(kind)
      }
    }
    if let text = arguments.value("--dossiers") {
      chosen = try ReportRequest.chosen(text)
      kinds.insert(.dossiers)
    }
    if !kinds.isEmpty, !hasFolder {
      throw UsageMistake("documents need `--out DIR`", help: ["they stand in the folder of the run"])
    }
  }

  private static func chosen(_ text: String) throws(UsageMistake) -> Chosen {
    if text.hasPrefix("top:") {
      guard let count = Int(text.dropFirst(4)), (1...100_000).contains(count) else {
        throw UsageMistake("`--dossiers` takes `top:N` with N from 1 to 100000, not `\(text)`")
      }
      return .top(count)
    }
    var keys: [String] = []
    for part in text.split(separator: ",") {
      guard case .code(let key) = TaxCode.normalise(Array(part.utf8)) else {
        throw UsageMistake(
          "`--dossiers` takes `top:N` or tax codes with commas between them, not `\(part)`")
      }
      if !keys.contains(key) { keys.append(key) }
    }
    return .keys(keys)
  }

  /// Ranks from 0 of the firms that get a dossier, and tax codes that no list holds.
  func ranks(in result: RunResult) -> (ranks: [Int], missing: [String]) {
    switch chosen {
    case .top(let count): return (Array(0..<min(count, result.run.count)), [])
    case .keys(let keys):
      var ranks: [Int] = []
      for (rank, firm) in result.run.ranking.enumerated() where keys.contains(result.table.keys[Int(firm)]) {
        ranks.append(rank)
      }
      let found = Set(ranks.map { result.table.keys[Int(result.run.ranking[$0])] })
      return (ranks, keys.filter { !found.contains($0) })
    }
  }

  /// Removes documents of an earlier run that this one does not write.
  func removeOutdated(in folder: String) { ReportFiles.removeOutdated(in: folder, keeping: kinds) }

  /// Writes the documents.
  func write(
    _ result: RunResult, _ options: Report.Options, to folder: String, _ environment: ProgramEnvironment
  ) throws(OutputError) {
    guard !kinds.isEmpty else { return }
    let (ranks, missing) = ranks(in: result)
    for key in missing {
      environment.complain(
        .firmUnknown, "no list holds a firm with the tax code `\(key)`; it gets no dossier")
    }
    var earlier: [EarlierRun] = []
    for path in history where kinds.contains(.dossiers) {
      do throws(EarlierRunFailure) {
        earlier.append(try EarlierRunFile.read(path, keys: Set(ranks.map { key(result, $0) })))
      } catch {
        environment.complain([error.diagnostic])
      }
    }
    earlier.sort { $0.asOf < $1.asOf }
    let report = Report(result, options: options, earlier: earlier)
    try ReportFiles.write(report, kinds, dossiers: ranks, to: folder)
  }

  private func key(_ result: RunResult, _ rank: Int) -> String {
    result.table.keys[Int(result.run.ranking[rank])]
  }
}
