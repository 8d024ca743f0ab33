import FirmTable
import RecordFiles
import RiskScoring
import RuleModel
import RuleSentences
import RunFolder
import SpreadsheetFiles

/// `ranking.xlsx`: the run for people who work in a spreadsheet.
///
/// Names of sheets are the same in every language, as those of files are; titles and words are in the run's language.
/// Rows are made on several threads and leave memory as soon as they are packed.
struct ReportWorkbook: Sendable {
  let report: Report
  let language: Language
  let ranking: SheetSeries
  let reasons: SheetSeries
  let questions: SheetSeries
  let groups: SheetSeries
  let wages: SheetSeries
  let sources: SheetSeries
  let rejects: SheetSeries
  let rules: SheetSeries
  /// For each rank, the first of its records in the sheet of reasons; one more entry than firms.
  let firstReason: [Int]

  /// Creates the workbook of a report.
  ///
  /// - Parameter mostRows: rows of a sheet, its header included; fewer than spreadsheet programs take only in tests.
  init(_ report: Report, mostRows: Int = WorkbookWriter.mostRows) {
    self.report = report
    language = report.options.language
    func series(_ name: String) -> SheetSeries { SheetSeries(name: name, capacity: max(1, mostRows - 1)) }
    ranking = series("Ranking")
    reasons = series("Reasons")
    questions = series("Questions")
    groups = series("Groups")
    wages = series("Wages")
    sources = series("Sources")
    rejects = series("Rejects")
    rules = series("Rules")
    var first = [0]
    first.reserveCapacity(report.run.count + 1)
    for firm in report.run.ranking {
      first.append((first.last ?? 0) + report.run.openFindings(of: Int(firm)))
    }
    firstReason = first
  }

  var ruleSet: RuleSet { report.ruleSet }
  var run: ScoredRun { report.run }

  func words(_ vi: String, _ en: String) -> String { language == .vi ? vi : en }

  /// Writes the workbook; it appears whole or not at all.
  func write(to path: String) throws(OutputError) {
    let file = try OutputFile(path: path)
    var writer = WorkbookWriter(level: 4)
    writeSummary(to: &writer)
    let tables = [
      rankingTable, reasonTable, questionTable, groupTable, wageTable, sourceTable, rejectTable, ruleTable,
    ]
    for table in tables {
      try write(table, to: &writer, file)
    }
    try writer.finish(to: file)
    try file.commit()
  }

  private func write(
    _ table: WorkbookTable, to writer: inout WorkbookWriter, _ file: OutputFile
  ) throws(OutputError) {
    let setup = table.setup
    let header = table.columns.map { SheetValue.header($0.title) }
    writer.startSheet(table.series.sheet(0), setup: setup)
    writer.append(header)
    let stretch = 128
    var record = 0
    var start = 0
    while start < table.units {
      let first = start
      let pieces = min((table.units - first + stretch - 1) / stretch, max(1, report.options.jobs) * 2)
      let parts = ConcurrentChunks.map(count: pieces, jobs: report.options.jobs, worker: {}) { _, piece in
        table.rows(first + piece * stretch..<min(table.units, first + (piece + 1) * stretch))
      }
      for row in parts.joined() {
        if record > 0, record % table.series.capacity == 0 {
          writer.startSheet(table.series.sheet(record / table.series.capacity), setup: setup)
          writer.append(header)
        }
        writer.append(row.cells, links: row.links)
        record += 1
      }
      try writer.drain(to: file)
      start = min(table.units, first + pieces * stretch)
    }
  }

  // MARK: - What several sheets show

  /// Colours of the cells of a column that name bands.
  func bandShades(_ columns: [Int]) -> [SheetSetup.Shade] {
    columns.flatMap { column in
      Band.allCases.map {
        SheetSetup.Shade(column: column, text: ReportWords.band($0)[language], colour: $0.rawValue)
      }
    }
  }

  /// Colours of the cells of a column that name outcomes.
  func outcomeShades(_ column: Int) -> [SheetSetup.Shade] {
    zip(Outcome.allCases, [3, 2, 1, 0]).map {
      SheetSetup.Shade(column: column, text: ReportWords.outcome($0)[language], colour: $1)
    }
  }

  /// Grouping fields that may be shown.
  var groupFields: [FieldIndex] {
    ruleSet.groupFields.filter { report.options.includePersonal || !ruleSet.fields[$0].isPersonal }
  }

  func text(_ text: LocalizedText?) -> SheetValue { text.map { .wrapped($0[language]) } ?? .blank }

  func yesNo(_ isYes: Bool) -> SheetValue {
    .text(report.sentences(language).values.truth(isYes))
  }

  func basis(_ rule: Rule) -> String {
    report.sentences(language).basis(of: rule)
  }

  func area(_ rule: Rule) -> SheetValue {
    rule.area.map { .text(ruleSet.areas[$0].title[language]) } ?? .blank
  }

  /// Workers affected, with a plus sign where they may be more.
  func workers(_ score: FirmScore) -> SheetValue {
    score.moreMayBeAffected ? .atLeast(score.workersAffected) : .number(score.workersAffected)
  }
}
