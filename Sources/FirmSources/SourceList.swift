import RecordFiles
import RuleModel
import SpreadsheetFiles

/// A list of a plan, opened, of which is known how it is to be read.
struct SourceList: Sendable {
  let list: InputPlan.List
  let opened: OpenedList
  /// Which column names the rows.
  let key: ListKeys.Choice
  /// The wanted columns.
  let requests: [ColumnRequest]
  /// Whether every firm the list speaks of stands on it, in this run.
  let isComplete: Bool
  private let options: ReadingOptions

  /// Opens a list.
  ///
  /// - Throws: the reason why there is nothing to read.
  init(
    _ list: InputPlan.List, _ plan: InputPlan, _ ruleSet: RuleSet, _ lists: OpenedLists
  ) throws(InputError) {
    self.list = list
    let search = ListKeys(list.source, ruleSet, plan.links[list.source])
    let usual = search.openingRequests(FieldReading.requests(for: list.source, of: ruleSet))
    var options = plan.mappings[list.source]?.completing(ReadingOptions()) ?? ReadingOptions()
    let bytes = if let early = lists.bytes(of: list.path) { early } else { try InputBytes(path: list.path) }
    opened = try ListFile.open(bytes, sheet: list.sheet, for: usual, options: &options)
    key = try search.choose(opened.input, options)
    requests = FieldReading.requests(for: list.source, of: ruleSet, key: key)
    options.namedKeys = key.isTaxCode ? search.namedKeys() : nil
    self.options = options
    isComplete = ruleSet.sources[list.source].isComplete && !plan.partial.contains(list.source)
  }

  /// Reads the rows; names may stay in the bytes of the list.
  ///
  /// - Throws: the reason why no row can be read at all.
  func read(_ bounds: JoinOptions, watch: BytesWatch?) throws(InputError) -> ReadList {
    let table = try RecordFileReader.read(
      opened.input, referringRequests, options: options, limits: limits(bounds), watch: shown(watch))
    return ReadList(self, table)
  }

  /// Hands the rows over without keeping them; names may stay in the bytes of the list.
  ///
  /// - Returns: the table without its rows.
  /// - Throws: the reason why no row can be read at all.
  func stream<Consumer: PartConsumer>(
    _ bounds: JoinOptions, watch: BytesWatch?, into consumer: (RecordTable) -> Consumer
  ) throws(InputError) -> RecordTable {
    try RecordFileReader.stream(
      opened.input, referringRequests, options: options, limits: limits(bounds), watch: shown(watch),
      into: consumer)
  }

  /// The wanted columns; names stay where they are, but for those of a sheet, whose bytes were made for reading it only.
  private var referringRequests: [ColumnRequest] {
    let refers = !opened.isSheet && opened.input.count <= TextSpan.mostOffset
    return requests.map { request in
      var request = request
      request.refersToFile = refers && request.keepsEveryText
      return request
    }
  }

  private func limits(_ bounds: JoinOptions) -> ReadingLimits {
    var limits = ReadingLimits()
    limits.jobs = bounds.jobs
    limits.partBytes = bounds.partBytes
    return limits
  }

  /// Who is shown the bytes: those of a list that had to be unpacked are not the bytes that were given.
  private func shown(_ watch: BytesWatch?) -> BytesWatch? {
    opened.input === opened.original ? watch : nil
  }
}
