import Diagnostics
import RecordFiles
import RuleModel
import SpreadsheetFiles

/// A list that was read and waits to be joined; its columns are taken out as they are joined.
struct ReadList: Sendable {
  let source: SourceIndex
  let input: InputBytes
  /// The bytes of the file as it was given.
  let original: InputBytes
  let date: CivilDate?
  /// Whether every firm the list speaks of stands on it, in this run.
  let isComplete: Bool
  let keys: [UInt64]
  var table: RecordTable
  /// Place of each field among the table's columns.
  let places: [FieldIndex: Int]

  private init(
    source: SourceIndex, opened: OpenedList, date: CivilDate?, isComplete: Bool, keys: [UInt64],
    table: RecordTable
  ) {
    self.source = source
    input = opened.input
    original = opened.original
    self.date = date
    self.isComplete = isComplete
    self.keys = keys
    self.table = table
    var places: [FieldIndex: Int] = [:]
    for (place, column) in table.columns.enumerated() where column.report.column != nil {
      places[column.request.id] = place
    }
    self.places = places
  }

  /// Takes the cells of a field out of the list; nil when the list has no such column.
  mutating func takeCells(of field: FieldIndex) -> RecordColumn.Values? {
    guard let place = places[field] else { return nil }
    let values = table.columns[place].values
    table.columns[place].values = .missing
    switch values {
    case .missing, .key: return nil
    case .numbers, .texts: return values
    }
  }

  /// Reads a list.
  static func read(
    _ list: InputPlan.List, _ plan: InputPlan, _ ruleSet: RuleSet, jobs: Int
  ) -> Result<ReadList, InputError> {
    do throws(InputError) {
      let requests = FieldReading.requests(for: list.source, of: ruleSet)
      var limits = ReadingLimits()
      limits.jobs = jobs
      var options = plan.mappings[list.source]?.completing(ReadingOptions()) ?? ReadingOptions()
      let opened = try ListFile.open(path: list.path, sheet: list.sheet, for: requests, options: &options)
      var table = try RecordFileReader.read(
        opened.input, requests, options: options, limits: limits)
      table.byteCount = opened.original.count
      table.findings = opened.findings + table.findings
      let keys = table.keys.map { FirmKey.pack($0) }
      table.keys = []
      let isComplete = ruleSet.sources[list.source].isComplete && !plan.partial.contains(list.source)
      return .success(
        ReadList(
          source: list.source, opened: opened, date: list.date, isComplete: isComplete, keys: keys,
          table: table
        ))
    } catch { return .failure(error) }
  }

  /// Reads all lists of a plan.
  ///
  /// - Throws: what is wrong with every list that cannot be read.
  static func readAll(_ plan: InputPlan, _ ruleSet: RuleSet, jobs: Int) throws(SourceFailure) -> [ReadList] {
    let results = ConcurrentWork.map(count: plan.lists.count, jobs: jobs) { index in
      read(plan.lists[index], plan, ruleSet, jobs: jobs)
    }
    var lists: [ReadList] = []
    var failures: [Diagnostic] = []
    for result in results {
      switch result {
      case .success(let list) where list.keys.count > Int(Int32.max):
        failures.append(
          Diagnostic(
            .listTooLong, .error, "`\(list.table.file)` has \(list.keys.count) rows, more than can be joined",
            help: ["split the list"]))
      case .success(let list): lists.append(list)
      case .failure(let error): failures.append(error.diagnostic)
      }
    }
    if !failures.isEmpty { throw SourceFailure(failures) }
    return lists
  }
}
