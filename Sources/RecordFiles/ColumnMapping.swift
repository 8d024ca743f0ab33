import Diagnostics

/// What a person decided about one column of a list.
public struct MappedColumn: Hashable, Sendable {
  /// Place in the file for which the mapping was written, from 1.
  public var place: Int
  /// Title in that file.
  public var title: String
  /// Machine name of the field; nil when the column is not read.
  public var field: String?
  /// Whether a blank cell means no.
  public var blankIsNo = false
  /// The day that stands for a month or quarter.
  public var period: PeriodChoice?
  /// The byte before decimals: comma or dot.
  public var decimalMark: UInt8?
  /// Zeros that the unit of amounts adds.
  public var unitExponent: Int?

  /// Creates a column without choices.
  public init(place: Int, title: String, field: String?) {
    self.place = place
    self.title = title
    self.field = field
  }
}

/// How to read one kind of list: what a person reviewed once and applies to every further list of the kind.
public struct ColumnMapping: Hashable, Sendable {
  /// Path of the mapping file, for messages.
  public var path: String
  /// Source whose lists it reads.
  public var source: String?
  /// What is said about the file as a whole.
  public var options: FileChoices
  /// The columns, in the order of the file.
  public var columns: [MappedColumn]

  /// Creates a mapping.
  public init(path: String, source: String?, options: FileChoices, columns: [MappedColumn]) {
    self.path = path
    self.source = source
    self.options = options
    self.columns = columns
  }

  /// What is said about the column that gives a field.
  public func column(for field: String) -> MappedColumn? { columns.first { $0.field == field } }

  /// What a person says about a file, with what the mapping says where nothing was said.
  public func completing(_ options: ReadingOptions) -> ReadingOptions {
    var all = options
    all.encoding = options.encoding ?? self.options.encoding
    all.delimiter = options.delimiter ?? self.options.delimiter
    all.quote = options.quote ?? self.options.quote
    all.escape = options.escape ?? self.options.escape
    all.headerRows = options.headerRows ?? self.options.headerRows
    all.headerLine = options.headerLine ?? self.options.headerLine
    all.mapping = self
    return all
  }
}

// MARK: - Applying

extension ColumnMapping {
  /// The requests with the titles of the mapping instead of those of the rules, so that its header is found.
  func titled(_ requests: [ColumnRequest]) -> [ColumnRequest] {
    requests.map { request in
      var request = request
      request.titles = column(for: request.machineName).map { [$0.title] } ?? []
      return request
    }
  }

  /// The fields of the mapping as requests, to check a header without rules.
  var ownRequests: [ColumnRequest] {
    columns.compactMap(\.field).enumerated().map {
      ColumnRequest(id: $0.offset, machineName: $0.element, titles: [], kind: .text)
    }
  }

  /// Finds the columns of the mapping in a header.
  ///
  /// - Throws: `InputError.mappingMisfit` when a column that is read is not there, or no longer the only one of its title.
  func apply(
    _ headers: [String], _ requests: [ColumnRequest], file: String
  ) throws(InputError) -> HeaderMapping {
    let folded = headers.map { HeaderFolding.fold($0) }
    var wrong: [String] = []
    var known: Set<Int> = []
    var placeOfField: [String: Int] = [:]
    for column in columns {
      let title = HeaderFolding.fold(column.title)
      let places = folded.indices.filter { folded[$0] == title }
      if let place = places.count == 1 ? places.first : places.first(where: { $0 + 1 == column.place }) {
        known.insert(place)
        if let field = column.field { placeOfField[field] = place }
      } else if column.field != nil {
        wrong.append(
          places.isEmpty
            ? "no column has the title `\(column.title)`, which gives `\(column.field ?? "")`"
            : "\(places.count) columns have the title `\(column.title)`, and none stands at place \(column.place)"
        )
      }
    }
    let names = Set(requests.map(\.machineName))
    for column in columns {
      guard let field = column.field, !names.contains(field) else { continue }
      wrong.append("the source of this list has no field `\(field)`")
    }
    guard wrong.isEmpty else {
      let titles = headers.filter { !$0.isEmpty }.map { "`\($0)`" }.joined(separator: ", ")
      throw .mappingMisfit(path: file, mapping: path, reasons: wrong + ["the header has \(titles)"])
    }
    return headerMapping(headers, requests, placeOfField, known: known, file: file)
  }

  private func headerMapping(
    _ headers: [String], _ requests: [ColumnRequest], _ placeOfField: [String: Int], known: Set<Int>,
    file: String
  ) -> HeaderMapping {
    let found = requests.map { placeOfField[$0.machineName] }
    let used = Set(found.compactMap { $0 })
    let unused = headers.indices.filter { !used.contains($0) && !headers[$0].isEmpty }
    var result = HeaderMapping(
      columns: found, unusedColumns: unused, missingRequests: requests.indices.filter { found[$0] == nil },
      confidences: found.map { $0 == nil ? nil : .mapped }, diagnostics: [])
    let new = unused.filter { !known.contains($0) }
    if !new.isEmpty {
      let titles = new.map { "`\(headers[$0])` (column \($0 + 1))" }.joined(separator: ", ")
      result.diagnostics.append(
        Diagnostic(
          .columnsNotInMapping, .warning,
          "`\(file)`: the mapping `\(path)` does not know the columns \(titles)",
          help: ["they are not read; add a line for each, or write the mapping anew with `firmrisk sniff`"]))
    }
    return result
  }
}
