import Diagnostics
import FirmSources
import FirmTable
import RecordFiles
import RiskScoring
import RuleModel
import RuleSentences
import Synchronization

/// A finished run with all that its folder says about it.
///
/// It is handed around by everything that writes about a run; as a structure, each of these would hold the code that copies
/// its parts one by one.
public final class RunResult: Sendable {
  /// The checked rules.
  public let ruleSet: RuleSet
  /// The firms.
  public let table: FirmTable
  /// Their scores.
  public let run: ScoredRun
  /// What became of the lists' rows and cells.
  public let accounts: SourceAccounts
  /// What the run depended on.
  public let manifest: Manifest
  /// Gives the values that a firm (by its position in the table) gives expressions.
  public let values: @Sendable (Int) -> FirmValues
  /// Where a field of a firm was read; nil where a value has no cell.
  public let origin: @Sendable (Int, FieldIndex) -> CellOrigin?

  /// Creates a result.
  public init(
    ruleSet: RuleSet, table: FirmTable, run: ScoredRun, accounts: SourceAccounts, manifest: Manifest,
    values: @escaping @Sendable (Int) -> FirmValues,
    origin: @escaping @Sendable (Int, FieldIndex) -> CellOrigin? = { _, _ in nil }
  ) {
    self.ruleSet = ruleSet
    self.table = table
    self.run = run
    self.accounts = accounts
    self.manifest = manifest
    self.values = values
    self.origin = origin
  }
}

/// Writes the folder that a run leaves.
public enum RunFolder {
  /// What a folder holds beside the tables that it always has.
  public struct Options: Hashable, Sendable {
    /// Language of `first_reason_text`.
    public var language: Language
    /// Whether fields marked personal leave the program.
    public var includePersonal: Bool
    /// Whether `findings.jsonl` is written.
    public var writesFindings: Bool
    /// Most threads at work; the bytes are the same for any number.
    public var jobs: Int
    /// Columns of the ranking.
    public var columns = RankingColumns.all
    /// Bytes from which on a ranking is written in blocks; the bytes are the same for any number.
    var blocksFrom = 16 << 20

    /// Creates options.
    public init(
      language: Language = .vi, includePersonal: Bool = false, writesFindings: Bool = false, jobs: Int = 1
    ) {
      self.language = language
      self.includePersonal = includePersonal
      self.writesFindings = writesFindings
      self.jobs = jobs
    }
  }

  /// Writes all files of a run; none gets its name before all are whole.
  ///
  /// - Parameters:
  ///   - result: the run.
  ///   - path: the folder, made when it is missing.
  ///   - options: what to write.
  /// - Throws: What could not be written and why; then no file of the run has its name, unless the renaming itself fails.
  public static func write(
    _ result: RunResult, to path: String, options: Options = Options()
  ) throws(OutputError) {
    let folder = try StagedFolder(path: path)
    let file = try folder.file(named: "ranking.csv")
    if options.writesFindings {
      let values = TableValues(ruleSet: result.ruleSet, table: result.table, evaluated: result.values)
      let findings = FindingsFile(result, values, includePersonal: options.includePersonal)
      try writeRanks(
        result.run.count, to: folder.file(named: "findings.jsonl"), after: findings.header,
        jobs: options.jobs,
        findings.bytes(ofRanks:))
    }
    // One thread makes all smaller files while the others write the ranking.
    let failure = Mutex<OutputError?>(nil)
    try writeRanking(ranking(result, options), to: file, options) {
      do throws(OutputError) {
        try writeSmallFiles(result, to: folder, options)
      } catch {
        failure.withLock { $0 = error }
      }
    }
    if let failure = failure.withLock({ $0 }) { throw failure }
    try folder.commit(
      removing: options.writesFindings ? [] : ["findings.jsonl"], releasesAside: options.jobs > 1)
  }

  /// Writes the files whose length hardly depends on the number of firms.
  private static func writeSmallFiles(
    _ result: RunResult, to folder: StagedFolder, _ options: Options
  ) throws(OutputError) {
    let accounts = result.accounts
    let tables: [(name: String, bytes: [UInt8])] = [
      ("rejects.csv", SourceTables.rejects(accounts)),
      ("sources.csv", SourceTables.sources(accounts)),
      ("cells.csv", SourceTables.cells(accounts, ruleSet: result.ruleSet)),
      ("unmatched.csv", SourceTables.unmatched(accounts)),
      ("inconsistencies.csv", SourceTables.inconsistencies(accounts, ruleSet: result.ruleSet)),
      ("conflicts.csv", SourceTables.conflicts(accounts, ruleSet: result.ruleSet)),
    ]
    for table in tables { try folder.write(table.bytes, named: table.name) }
    var counting = options
    // The others are at work on the ranking.
    counting.jobs = max(1, options.jobs / 2)
    try folder.write(text(summary(result, options: counting)), named: "summary.json")
    try folder.write(text(result.manifest.json(ruleSet: result.ruleSet)), named: "manifest.json")
  }

  /// The ranking as CSV text in bytes, with byte-order mark; for output that is not a folder.
  public static func rankingTable(
    _ result: RunResult, ranks: Range<Int>, options: Options = Options()
  ) -> [UInt8] {
    rankingHeader(result, options: options) + rankingLines(result, ranks: ranks, options: options)
  }

  /// The first line of `ranking.csv`, with byte-order mark.
  public static func rankingHeader(_ result: RunResult, options: Options = Options()) -> [UInt8] {
    ranking(result, options).headerBytes
  }

  /// Lines of `ranking.csv`.
  public static func rankingLines(
    _ result: RunResult, ranks: Range<Int>, options: Options = Options()
  ) -> [UInt8] {
    ranking(result, options).bytes(ofRanks: ranks)
  }

  private static func ranking(_ result: RunResult, _ options: Options) -> RankingTable {
    RankingTable(
      ruleSet: result.ruleSet, table: result.table, run: result.run, language: options.language,
      includePersonal: options.includePersonal, columns: options.columns)
  }

  /// Writes `ranking.jsonl`: one firm a line with its whole explanation.
  public static func writeDocuments(
    _ result: RunResult, to path: String, options: Options = Options()
  ) throws(OutputError) {
    let documents = FirmDocument(result, includePersonal: options.includePersonal)
    let file = try OutputFile(path: path)
    try writeRanks(
      result.run.count, to: file, after: [], jobs: options.jobs, stretch: 128, documents.bytes(ofRanks:))
    try file.commit()
  }

  /// Lines of `ranking.jsonl`; for output that is not a folder.
  public static func documents(
    _ result: RunResult, ranks: Range<Int>, options: Options = Options()
  ) -> [UInt8] {
    FirmDocument(result, includePersonal: options.includePersonal).bytes(ofRanks: ranks)
  }

  /// The firms of some ranks with their whole explanations.
  public static func documents(
    _ result: RunResult, of ranks: Range<Int>, options: Options = Options()
  ) -> [JSONValue] {
    let documents = FirmDocument(result, includePersonal: options.includePersonal)
    return ranks.map(documents.json)
  }

  /// The summary as it stands in `summary.json`.
  public static func summary(_ result: RunResult, options: Options = Options()) -> JSONValue {
    RunSummary(
      ruleSet: result.ruleSet, table: result.table, run: result.run, accounts: result.accounts,
      includePersonal: options.includePersonal, jobs: options.jobs
    ).json
  }

  private static func text(_ json: JSONValue) -> [UInt8] { json.prettyBytes + [0x0A] }

  /// Formats stretches of ranks in parallel and writes them in order, while one thread first does other work.
  private static func writeRanking(
    _ ranking: RankingTable, to file: OutputFile, _ options: Options, aside: @escaping @Sendable () -> Void
  ) throws(OutputError) {
    // Some hundred kibibytes: what was just made is still in the cache when it is written.
    let stretch = 512
    let count = ranking.run.count
    let header = ranking.headerBytes
    // Made by the first thread that needs them.
    let made = MadeOnce<RankingLines>()
    let lines: @Sendable () -> RankingLines = { made.value { RankingLines(ranking) } }
    // Of fewer lines, counting some would take longer than it saves.
    let expected = header.count + (count < 1 << 16 ? 0 : bytes(of: lines(), count))
    file.reserve(expected)
    let blocks = options.jobs > 1 && expected >= options.blocksFrom ? BlockWriter(file) : nil
    defer { blocks?.settle() }
    if let blocks { try blocks.append(header) } else { try file.write(header) }
    try OrderedPieces.write(
      (count + stretch - 1) / stretch, jobs: options.jobs,
      to: blocks.map { .blocks($0) } ?? .file(file.writer, from: header.count), aside: aside,
      worker: lines,
      make: { lines, piece, bytes in
        lines.write(ranks: piece * stretch..<min(count, (piece + 1) * stretch), to: bytes)
      })
    try blocks?.finish()
  }

  /// About how many bytes the lines of a ranking take, by some of them.
  private static func bytes(of lines: RankingLines, _ count: Int) -> Int {
    let (places, stretch) = (16, 64)
    var lines = lines
    let some = RowBytes()
    for place in 0..<places {
      let first = place * (count - stretch) / (places - 1)
      lines.write(ranks: first..<first + stretch, to: some)
    }
    return some.count * (count / (places * stretch) + 1)
  }

  /// Formats stretches of ranks in parallel and writes them in order, a few stretches in memory at a time.
  private static func writeRanks(
    _ count: Int, to file: OutputFile, after header: [UInt8], jobs: Int,
    stretch: Int = 4096, _ format: @escaping @Sendable (Range<Int>) -> [UInt8]
  ) throws(OutputError) {
    try file.write(header)
    var start = 0
    while start < count {
      let first = start
      let pieces = min((count - first + stretch - 1) / stretch, max(1, jobs) * 4)
      let parts = ConcurrentChunks.map(count: pieces, jobs: jobs, worker: {}) { _, piece in
        format(first + piece * stretch..<min(count, first + (piece + 1) * stretch))
      }
      for part in parts { try file.write(part) }
      start = min(count, first + pieces * stretch)
    }
  }
}
