import Diagnostics

/// Which column of a file gives which wanted field.
public struct HeaderMapping: Hashable, Sendable {
  /// For each request, in their order, the column that gives it.
  public var columns: [Int?]
  /// Columns that give nothing, except those without a title.
  public var unusedColumns: [Int]
  /// Places of the requests that no column gives.
  public var missingRequests: [Int]
  /// For each request, how sure its column is; nil where it has none.
  public var confidences: [MatchConfidence?] = []
  /// What a person should know: ambiguous, missing and unused columns.
  public var diagnostics: [Diagnostic]
}

/// How sure it is that a column gives a field.
public enum MatchConfidence: String, Hashable, Sendable {
  /// The whole title, or the machine name, is declared for the field.
  case certain
  /// The title without its unit, its remarks or its upper row is declared.
  case likely
  /// A mapping says so.
  case mapped
}

/// Matches the header of a file with the wanted columns.
public enum HeaderMatcher {
  /// Finds the column of each request.
  ///
  /// Whole titles, aliases and machine names come first, all folded; what is left is matched without units, abbreviations
  /// and remarks in parentheses. A field that fits two columns, or a column that fits two fields, is matched with none.
  ///
  /// - Parameter others: for each column of a header of several rows, further ways to put its titles together.
  public static func match(
    _ headers: [String], others: [[String]] = [], _ requests: [ColumnRequest], file: String = ""
  ) -> HeaderMapping {
    match(headers, others: others, requests, names: requests.map { RequestNames($0) }, file: file)
  }

  /// Does the same with the names of the requests taken apart.
  static func match(
    _ headers: [String], others: [[String]], _ requests: [ColumnRequest], names: [RequestNames], file: String
  ) -> HeaderMapping {
    var matching = Matching(headers, requests, names, file: file)
    let ways = others.map(\.count).max() ?? 0
    for way in 0...ways {
      if way > 0 { matching.use(others.map { $0.indices.contains(way - 1) ? $0[way - 1] : "" }) }
      matching.run(way == 0 ? .certain : .likely) { column, request in request.fulls.contains(column.full) }
      matching.run(.likely) { column, request in
        column.remarks.allSatisfy { request.cores.contains($0) } && request.cores.contains(column.core)
      }
    }
    return matching.finish()
  }

  /// The number of requests that a row would give as a header.
  ///
  /// - Parameter firstWords: those of all names.
  static func score(
    _ headers: [String], _ others: [[String]] = [], _ names: [RequestNames], firstWords: Set<String>
  ) -> Int {
    if names.isEmpty { return 0 }
    // Most cells are data: what starts with another word than every name is not taken apart.
    let titles = (headers + others.flatMap { $0 })
      .filter {
        HeaderTitle.hasBrackets($0) || firstWords.contains(RequestNames.firstWord(HeaderFolding.fold($0)))
      }
      .map { HeaderTitle($0) }
    return names.count { request in
      titles.contains { title in
        !title.full.isEmpty
          && (request.fulls.contains(title.full)
            || title.remarks.isEmpty && request.cores.contains(title.core))
      }
    }
  }
}

/// The folded names of one request.
struct RequestNames {
  let fulls: Set<String>
  let cores: Set<String>
  /// The first words of all names: a title without brackets that fits one starts with its words.
  let firstWords: Set<String>

  init(_ request: ColumnRequest) {
    let titles = (request.titles + [request.machineName]).map { HeaderTitle($0) }
    fulls = Set(titles.map(\.full)).subtracting([""])
    cores = fulls.union(titles.map(\.core)).subtracting([""])
    firstWords = Set(cores.map { Self.firstWord($0) })
  }

  /// The first word of a folded text.
  static func firstWord(_ folded: String) -> String {
    let bytes = folded.utf8
    return String(folded[..<(bytes.firstIndex(of: 0x20) ?? bytes.endIndex)])
  }
}

private struct Matching {
  let headers: [String]
  var titles: [HeaderTitle]
  let requests: [ColumnRequest]
  let names: [RequestNames]
  let file: String
  var columnOf: [Int?]
  var confidences: [MatchConfidence?]
  var settledColumns: Set<Int> = []
  var settledRequests: Set<Int> = []
  var diagnostics: [Diagnostic] = []

  init(_ headers: [String], _ requests: [ColumnRequest], _ names: [RequestNames], file: String) {
    self.headers = headers
    titles = headers.map { HeaderTitle($0) }
    self.requests = requests
    self.names = names
    self.file = file.isEmpty ? "" : "`\(file)`: "
    columnOf = [Int?](repeating: nil, count: requests.count)
    confidences = [MatchConfidence?](repeating: nil, count: requests.count)
  }

  /// Goes on with other titles for the same columns.
  mutating func use(_ others: [String]) {
    titles = headers.indices.map { HeaderTitle(others.indices.contains($0) ? others[$0] : "") }
  }

  mutating func run(_ confidence: MatchConfidence, _ fits: (HeaderTitle, RequestNames) -> Bool) {
    var columns = [[Int]](repeating: [], count: requests.count)
    var wanting = [[Int]](repeating: [], count: headers.count)
    for (column, title) in titles.enumerated() where !settledColumns.contains(column) && !title.full.isEmpty {
      for request in requests.indices where !settledRequests.contains(request) && fits(title, names[request])
      {
        columns[request].append(column)
        wanting[column].append(request)
      }
    }
    for (column, found) in wanting.enumerated() where found.count > 1 { reportColumn(column, found) }
    for (request, found) in columns.enumerated() where found.count > 1 { reportField(request, found) }
    for (request, found) in columns.enumerated() {
      settledColumns.formUnion(found)
      if found.isEmpty { continue }
      settledRequests.insert(request)
      if found.count == 1, wanting[found[0]].count == 1 {
        columnOf[request] = found[0]
        confidences[request] = confidence
      }
    }
  }

  private func place(_ column: Int) -> String { "`\(headers[column])` (column \(column + 1))" }

  private mutating func reportColumn(_ column: Int, _ found: [Int]) {
    let fields = found.map { "`\(requests[$0].machineName)`" }.joined(separator: ", ")
    diagnostics.append(
      Diagnostic(
        .columnMatchesTwoFields, .error, "\(file)column \(place(column)) fits several fields: \(fields)",
        help: ["give the column a title that only one of them has; it is left out until then"]))
  }

  private mutating func reportField(_ request: Int, _ found: [Int]) {
    let columns = found.map { place($0) }.joined(separator: ", ")
    diagnostics.append(
      Diagnostic(
        .fieldMatchesTwoColumns, .error,
        "\(file)field `\(requests[request].machineName)` fits several columns: \(columns)",
        help: ["rename or remove all but one of them; the field counts as not given until then"]))
  }

  private mutating func reportNearMatches(_ missing: [Int]) {
    for column in titles.indices where !settledColumns.contains(column) && !titles[column].remarks.isEmpty {
      for request in missing where names[request].cores.contains(titles[column].core) {
        diagnostics.append(
          Diagnostic(
            .columnNearlyMatches, .warning,
            "\(file)column \(place(column)) is not read as `\(requests[request].machineName)`",
            help: [
              "the words in parentheses may change its meaning; if they do not, declare the whole title as a header"
            ]))
      }
    }
  }

  mutating func finish() -> HeaderMapping {
    let missing = requests.indices.filter { columnOf[$0] == nil }
    titles = headers.map { HeaderTitle($0) }
    reportNearMatches(missing.filter { !settledRequests.contains($0) })
    let used = Set(columnOf.compactMap { $0 })
    let unused = headers.indices.filter { !used.contains($0) && !titles[$0].full.isEmpty }
    if !missing.isEmpty {
      let fields = missing.map { "`\(requests[$0].machineName)`" }.joined(separator: ", ")
      diagnostics.append(
        Diagnostic(
          .columnMissing, .note, "\(file)no column for \(fields)",
          help: ["if the list has one, declare its title as `header` of the field, or name it in a mapping"]))
    }
    if !unused.isEmpty {
      let columns = unused.map { "`\(headers[$0])`" }.joined(separator: ", ")
      diagnostics.append(
        Diagnostic(
          .columnUnused, .note, "\(file)columns not used: \(columns)",
          help: [
            "if one of them matters, declare its title as `header` of its field, or name it in a mapping"
          ]))
    }
    return HeaderMapping(
      columns: columnOf, unusedColumns: unused, missingRequests: missing, confidences: confidences,
      diagnostics: diagnostics)
  }
}
