import Diagnostics
import RecordFiles
import RuleModel
import SpreadsheetFiles

/// What one list looks like to the rules: whose it is, how it is written, and which column gives which field.
public struct SniffedList: Sendable {
  /// A title of the file that resembles a field which no column gives; it is never used by itself.
  public struct Suggestion: Hashable, Sendable {
    /// Place of the column, from 1.
    public var column: Int
    /// Machine names of fields with a similar title.
    public var fields: [String]
  }

  /// Whose list it is taken for.
  public var source: SourceIndex
  /// Why.
  public var reason: String
  /// The rows as they were read.
  public var table: RecordTable
  /// Unused columns that resemble a missing field.
  public var suggestions: [Suggestion]
  /// The encoding that was found.
  public var encoding: TextEncoding?

  /// Reads a list for a person to look at.
  ///
  /// - Parameters:
  ///   - path: the file, packed or not.
  ///   - sheet: sheet of a workbook; nil for the one that fits.
  ///   - name: source that a person names; else the one whose file patterns or whose titles fit best.
  ///   - ruleSet: rules whose fields are looked for.
  ///   - options: what a person says about the file.
  public static func sniff(
    path: String, sheet: String? = nil, source name: String?, for ruleSet: RuleSet, options: ReadingOptions
  ) throws(SourceFailure) -> SniffedList {
    do throws(InputError) {
      var options = options
      let opened = try ListFile.open(path: path, sheet: sheet, options: &options)
      let decoded = opened.input
      let (source, reason) = try choose(decoded, name, ruleSet, options)
      var requests = FieldReading.requests(for: source, of: ruleSet)
      let layout = try RecordFileReader.layout(of: decoded, requests, options: options)
      let mapping = HeaderMatcher.match(layout.headers, others: layout.otherHeaders, requests)
      // Without its key no row could be read; the rest of the columns is worth a look all the same.
      if options.mapping == nil, let key = requests.firstIndex(where: \.kind.isKey),
        mapping.columns[key] == nil
      {
        requests.remove(at: key)
      }
      var table = try RecordFileReader.read(decoded, requests, options: options)
      table.byteCount = opened.original.count
      table.findings = opened.findings + table.findings
      return SniffedList(
        source: source, reason: reason, table: table, suggestions: suggestions(table, requests),
        encoding: options.encodingFinding?.encoding)
    } catch { throw SourceFailure([error.diagnostic]) }
  }

  private static func choose(
    _ input: InputBytes, _ name: String?, _ ruleSet: RuleSet, _ options: ReadingOptions
  ) throws(InputError) -> (SourceIndex, String) {
    let sources = ruleSet.sources
    if let name, let source = sources.firstIndex(where: { $0.name == name }) {
      return (source, "as you said")
    }
    if let named = options.mapping?.source, let source = sources.firstIndex(where: { $0.name == named }) {
      return (source, "the mapping says so")
    }
    let file = String(input.path.split(separator: "/").last ?? "")
    let fitting = sources.indices.filter { source in
      sources[source].filePatterns.contains { FilePattern($0).matches(file) }
    }
    if fitting.count == 1 { return (fitting[0], "by the name of the file") }
    var best = (source: 0, count: -1)
    for source in fitting.isEmpty ? Array(sources.indices) : fitting {
      let requests = FieldReading.requests(for: source, of: ruleSet)
      guard let layout = try? RecordFileReader.layout(of: input, requests, options: options) else { continue }
      let mapping = HeaderMatcher.match(layout.headers, others: layout.otherHeaders, requests)
      let count = mapping.columns.count { $0 != nil }
      if count > best.count { best = (source, count) }
    }
    return (best.source, "\(max(best.count, 0)) of its columns have titles of this source")
  }

  private static func suggestions(_ table: RecordTable, _ requests: [ColumnRequest]) -> [Suggestion] {
    var fieldOfTitle: [String: String] = [:]
    for place in table.mapping.missingRequests where requests.indices.contains(place) {
      for title in requests[place].titles {
        fieldOfTitle[HeaderFolding.fold(title)] = requests[place].machineName
      }
    }
    let titles = fieldOfTitle.keys.sorted()
    return table.mapping.unusedColumns.compactMap { column in
      let folded = HeaderFolding.fold(table.layout.headers[column])
      let near = NearestName.suggestions(for: folded, among: titles, limit: 2).compactMap { fieldOfTitle[$0] }
      return near.isEmpty ? nil : Suggestion(column: column + 1, fields: near)
    }
  }

  /// The mapping that reads further lists of this kind as this one was read.
  public func mapping(path: String, for ruleSet: RuleSet) -> ColumnMapping {
    var fieldOfColumn: [Int: String] = [:]
    for column in table.columns {
      if let place = column.report.column { fieldOfColumn[place] = column.report.machineName }
    }
    let columns = table.layout.headers.enumerated().filter { !$0.element.isEmpty }.map { place, title in
      var column = MappedColumn(place: place + 1, title: title, field: fieldOfColumn[place + 1])
      if let report = table.columns.first(where: { $0.report.column == place + 1 })?.report {
        if report.format.hasPrefix("1.234.567,89") { column.decimalMark = 0x2C }
        if report.format.hasPrefix("1,234,567.89") { column.decimalMark = 0x2E }
      }
      return column
    }
    return ColumnMapping(
      path: path, source: ruleSet.sources[source].name,
      options: FileChoices(table.layout, encoding: encoding == .utf8 ? nil : encoding), columns: columns)
  }
}
