import RecordFiles
import RiskScoring
import RuleModel
import RunFolder

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A document that a run can leave beside its tables.
public enum ReportKind: String, Hashable, Sendable, CaseIterable {
  /// `report.html`.
  case html
  /// `ranking.xlsx`.
  case xlsx
  /// `ranking.jsonl`.
  case jsonl
  /// `dossiers/`, a page a firm.
  case dossiers
  /// `letters/`, a draft a firm.
  case letters
}

/// Writes the documents of a run into its folder.
public enum ReportFiles {
  /// How many files were written.
  public struct Written: Hashable, Sendable {
    /// Dossiers.
    public var dossiers = 0
    /// Letters.
    public var letters = 0
  }

  /// Writes documents; each file appears whole or not at all.
  ///
  /// - Parameters:
  ///   - report: the run.
  ///   - kinds: which documents.
  ///   - ranks: ranks from 0 of the firms that get a dossier.
  ///   - folder: the run's folder, which exists.
  /// - Returns: the number of files.
  @discardableResult
  public static func write(
    _ report: Report, _ kinds: Set<ReportKind>, dossiers ranks: [Int], to folder: String
  ) throws(OutputError) -> Written {
    // Documents are made side by side, since each has parts that one thread does alone.
    let ordered = ReportKind.allCases.filter(kinds.contains)
    let results = ConcurrentChunks.map(count: ordered.count, jobs: report.options.jobs, worker: {}) {
      _, place -> Result<Written, OutputError> in
      do throws(OutputError) {
        return .success(try write(report, ordered[place], dossiers: ranks, to: folder))
      } catch {
        return .failure(error)
      }
    }
    var written = Written()
    for result in results {
      let one = try result.get()
      written.dossiers += one.dossiers
      written.letters += one.letters
    }
    return written
  }

  private static func write(
    _ report: Report, _ kind: ReportKind, dossiers ranks: [Int], to folder: String
  ) throws(OutputError) -> Written {
    var written = Written()
    switch kind {
    case .html: try writePage(report, to: folder + "/report.html")
    case .xlsx: try ReportWorkbook(report).write(to: folder + "/ranking.xlsx")
    case .jsonl:
      let options = RunFolder.Options(
        language: report.options.language, includePersonal: report.options.includePersonal,
        jobs: report.options.jobs)
      try RunFolder.writeDocuments(report.result, to: folder + "/ranking.jsonl", options: options)
    case .dossiers:
      try writePapers(report, ranks, to: folder + "/dossiers") { Dossier(report, rank: $0).html }
      written.dossiers = ranks.count
    case .letters:
      let due = report.shownRanks.filter { Letter.isDue(report.run.outcomes[Int(report.run.ranking[$0])]) }
      try writePapers(report, due, to: folder + "/letters") { Letter(report, rank: $0).html }
      written.letters = due.count
    }
    return written
  }

  /// Removes documents that an earlier run left in a folder and that this run does not write.
  public static func removeOutdated(in folder: String, keeping kinds: Set<ReportKind>) {
    for (kind, name) in [
      (ReportKind.html, "report.html"), (.xlsx, "ranking.xlsx"), (.jsonl, "ranking.jsonl"),
    ]
    where !kinds.contains(kind) { unlink(folder + "/" + name) }
    for kind in [ReportKind.dossiers, .letters] where !kinds.contains(kind) {
      removePapers(in: folder + "/" + kind.rawValue, except: [])
      rmdir(folder + "/" + kind.rawValue)
    }
  }

  /// The page in bytes.
  public static func page(_ report: Report) -> [UInt8] {
    let page = ReportPage(report)
    var bytes = Array(page.head.source.utf8)
    for part in details(report, report.shownRanks) { bytes += part }
    return bytes + page.tail.source.utf8
  }

  /// A dossier in bytes.
  public static func dossier(_ report: Report, rank: Int) -> [UInt8] {
    Array(Dossier(report, rank: rank).html.source.utf8)
  }

  /// A letter in bytes.
  public static func letter(_ report: Report, rank: Int) -> [UInt8] {
    Array(Letter(report, rank: rank).html.source.utf8)
  }

  // MARK: - The page

  private static func writePage(_ report: Report, to path: String) throws(OutputError) {
    let page = ReportPage(report)
    let file = try OutputFile(path: path)
    try file.write(Array(page.head.source.utf8))
    for part in details(report, report.shownRanks) { try file.write(part) }
    try file.write(Array(page.tail.source.utf8))
    try file.commit()
  }

  /// The firms' details, one line each, made on several threads.
  private static func details(_ report: Report, _ ranks: Range<Int>) -> [[UInt8]] {
    let data = PageData(report)
    // Looked up only.
    let numbers = Dictionary(
      data.files.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
    let stretch = 64
    return ConcurrentChunks.map(
      count: (ranks.count + stretch - 1) / stretch, jobs: report.options.jobs, worker: {}
    ) { _, piece in
      let part = ranks.dropFirst(piece * stretch).prefix(stretch)
      return part.flatMap { Array((EmbeddedJSON.text(data.details($0, fileNumbers: numbers)) + "\n").utf8) }
    }
  }

  // MARK: - Papers

  /// Writes one page a firm, named by tax code alone, and removes those of earlier runs.
  private static func writePapers(
    _ report: Report, _ ranks: [Int], to folder: String, _ page: @escaping @Sendable (Int) -> HTML
  ) throws(OutputError) {
    if mkdir(folder, 0o777) != 0, errno != EEXIST {
      throw .notCreated(path: folder, reason: String(cString: strerror(errno)))
    }
    let stretch = 256
    var start = 0
    while start < ranks.count {
      let part = Array(ranks[start..<min(ranks.count, start + stretch)])
      let pages = ConcurrentChunks.map(count: part.count, jobs: report.options.jobs, worker: {}) { _, place in
        Array(page(part[place]).source.utf8)
      }
      for (place, bytes) in pages.enumerated() {
        let file = try OutputFile(path: folder + "/" + name(report, part[place]))
        try file.write(bytes)
        try file.commit()
      }
      start += stretch
    }
    removePapers(in: folder, except: Set(ranks.map { name(report, $0) }))
  }

  private static func name(_ report: Report, _ rank: Int) -> String {
    let key = report.result.table.keys[Int(report.run.ranking[rank])]
    return String(key.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") ? $0 : "_" }) + ".html"
  }

  /// Removes pages named as this program names them: a tax code and `.html`.
  private static func removePapers(in folder: String, except kept: Set<String>) {
    guard let listing = opendir(folder) else { return }
    defer { closedir(listing) }
    var outdated: [String] = []
    while let entry = readdir(listing) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      let code = name.dropLast(5)
      let isPaper = name.hasSuffix(".html") && !code.isEmpty && code.allSatisfy { $0.isNumber || $0 == "-" }
      if isPaper, !kept.contains(name) { outdated.append(name) }
    }
    for name in outdated { unlink(folder + "/" + name) }
  }
}
