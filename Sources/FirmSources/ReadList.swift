import Diagnostics
import RecordFiles
import RuleModel

/// A list that was read and waits to be joined; its columns are taken out as they are joined.
struct ReadList: Sendable {
  let source: SourceIndex
  let input: InputBytes
  /// The bytes of the file as it was given.
  let original: InputBytes
  let date: CivilDate?
  /// Whether every firm the list speaks of stands on it, in this run.
  let isComplete: Bool
  /// Key of each row; `FirmKey.unlinked` where it is not known.
  var keys: [UInt64]
  /// Which column names the rows.
  let key: ListKeys.Choice
  /// The agency's own code (or the name) of each row, where the list has no tax codes.
  let ownCodes: [String]?
  /// The establishment of each row, where those of a firm are rolled up.
  var establishments: [UInt64]?
  /// Rows whose firm a crosswalk or a person told.
  var linking = RowLinking.Count()
  var table: RecordTable
  /// Place of each field among the table's columns.
  let places: [FieldIndex: Int]
  /// Where some rows stand, for a table that does not say it of all.
  var rowPlaces: [Int: CellLocator.RowPlace] = [:]

  init(_ list: SourceList, _ table: RecordTable) {
    source = list.list.source
    input = list.opened.input
    original = list.opened.original
    date = list.list.date
    isComplete = list.isComplete
    key = list.key
    var table = table
    table.byteCount = list.opened.original.count
    table.findings = list.opened.findings + table.findings
    linking.linked = table.namedKeys
    if key.isTaxCode {
      keys = table.packedKeys
      ownCodes = nil
    } else {
      keys = [UInt64](repeating: FirmKey.unlinked, count: table.keys.count)
      ownCodes = table.keys
    }
    table.forgetKeys()
    var places: [FieldIndex: Int] = [:]
    for (place, column) in table.columns.enumerated() where column.report.column != nil {
      places[column.request.id] = place
    }
    self.places = places
    self.table = table
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

  /// Reads all lists of a plan.
  ///
  /// - Throws: what is wrong with every list that cannot be read.
  static func readAll(
    _ plan: InputPlan, _ ruleSet: RuleSet, _ options: JoinOptions, watch: ListWatch?, opened: OpenedLists
  ) throws(SourceFailure) -> [ReadList] {
    let opened = ConcurrentWork.map(count: plan.lists.count, jobs: options.jobs) { index in
      open(plan.lists[index], plan, ruleSet, opened, isFirst: index == 0)
    }
    let results = read(opened, options, watch: watch)
    var lists: [ReadList] = []
    var failures: [Diagnostic] = []
    for result in results {
      switch result {
      case .success(let list) where list.keys.count > min(options.mostRowsOfList, Int(Int32.max)):
        failures.append(
          Diagnostic(
            .listTooLong, .error, "`\(list.table.file)` has \(list.keys.count) rows, more than can be joined",
            help: ["split the list by district, or leave out years that no rule reads"]))
      case .success(let list): lists.append(list)
      case .failure(let error): failures.append(error.diagnostic)
      }
    }
    if !failures.isEmpty { throw SourceFailure(failures) }
    RowLinking.run(&lists, ruleSet, plan)
    if plan.rollsUpBranches { for place in lists.indices { lists[place].rollUpBranches() } }
    return lists
  }

  private static func open(
    _ list: InputPlan.List, _ plan: InputPlan, _ ruleSet: RuleSet, _ opened: OpenedLists, isFirst: Bool
  ) -> Result<SourceList, InputError> {
    do throws(InputError) {
      let known = isFirst ? opened.first : nil
      let list = if let known { known } else { try SourceList(list, plan, ruleSet, opened) }
      return .success(list)
    } catch { return .failure(error) }
  }

  /// Reads lists that are open, in their order.
  ///
  /// A list with more bytes than one thread should read is read by all of them, one such list after the other; then each
  /// thread reads one of the others at a time, the longest first.
  private static func read(
    _ lists: [Result<SourceList, InputError>], _ options: JoinOptions, watch: ListWatch?
  ) -> [Result<ReadList, InputError>] {
    let read: @Sendable (Int) -> Result<ReadList, InputError> = { index in
      do throws(InputError) {
        var own: BytesWatch?
        if let watch { own = { bytes, rows in watch(index, bytes, rows) } }
        return .success(try lists[index].get().read(options, watch: own))
      } catch { return .failure(error) }
    }
    let sizes = lists.map { list in
      guard case .success(let list) = list else { return 0 }
      return list.opened.input.count
    }
    let share = sizes.reduce(0, +) / max(1, options.jobs)
    var results: [Int: Result<ReadList, InputError>] = [:]
    for (index, list) in lists.enumerated() where sizes[index] > share {
      if case .success(let list) = list, !list.opened.isSheet { results[index] = read(index) }
    }
    let others = lists.indices.filter { results[$0] == nil }.sorted { (sizes[$1], $0) < (sizes[$0], $1) }
    let more = ConcurrentWork.map(count: others.count, jobs: options.jobs) { read(others[$0]) }
    for (place, result) in more.enumerated() { results[others[place]] = result }
    return lists.indices.compactMap { results[$0] }
  }
}
