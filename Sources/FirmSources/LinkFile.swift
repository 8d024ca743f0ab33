import Diagnostics
import RecordFiles
import RuleModel
import SpreadsheetFiles

/// A row of a list that names no firm, with the firm that it may belong to and what a person decided.
public struct LinkRow: Hashable, Sendable {
  /// Name of the source.
  public var source: String
  /// File of the row when it was suggested.
  public var file = ""
  /// Line of the row when it was suggested.
  public var line = ""
  /// The code that the list gives the row; blank where it gives none.
  public var code: String
  /// Name in the row.
  public var name: String
  /// Commune or address in the row.
  public var place = ""
  /// Tax code of the firm.
  public var taxCode: String
  /// Name of the firm.
  public var firmName = ""
  /// Commune or address of the firm.
  public var firmPlace = ""
  /// Share of the rarer words that both names have, in percent.
  public var similarity = ""
  /// Whether both are in one place: `yes`, `no`, or blank where that is not known.
  public var isSamePlace = ""
  /// Whether both are of one legal form: `yes`, `no`, or blank where that is not known.
  public var isSameForm = ""
  /// The evidence in one number, 0 to 100.
  public var score = ""
  /// What a person decided; blank until then.
  public var accept = ""

  /// Creates a row.
  public init(source: String, code: String, name: String, taxCode: String) {
    self.source = source
    self.code = code
    self.name = name
    self.taxCode = taxCode
  }

  static let titles = [
    "source", "file", "line", "code", "name", "place", "tax_code", "firm_name", "firm_place",
    "name_similarity", "same_place", "same_form", "score", "accept",
  ]

  var cells: [String] {
    get {
      [
        source, file, line, code, name, place, taxCode, firmName, firmPlace, similarity, isSamePlace,
        isSameForm, score, accept,
      ]
    }
    set {
      for (place, cell) in zip(Self.cellPaths, newValue) { self[keyPath: place] = cell }
    }
  }

  private static var cellPaths: [WritableKeyPath<LinkRow, String>] {
    [
      \.source, \.file, \.line, \.code, \.name, \.place, \.taxCode, \.firmName, \.firmPlace, \.similarity,
      \.isSamePlace, \.isSameForm, \.score, \.accept,
    ]
  }

  /// What a person decided; nil when nothing was, or when it is not understood.
  public var decision: Bool? {
    switch HeaderFolding.fold(accept) {
    case "yes", "y", "co", "x", "1", "dung": return true
    case "no", "n", "khong", "0", "sai": return false
    default: return nil
    }
  }

  /// What makes two rows the same row: the list and its code, or the name where it has none.
  var identity: [String] {
    [source, RowLinks.folded(code: code), code.isEmpty ? HeaderFolding.fold(name) : ""]
  }
}

/// A file of suggestions in which a person marks those that are right.
public struct LinkFile: Sendable {
  /// Path of the file.
  public let path: String
  /// Its rows in their order.
  public let rows: [LinkRow]
  /// Its bytes, for a hash.
  public let original: InputBytes
  let links: [SourceIndex: RowLinks]

  /// Reads a file that `firmrisk match` wrote, also after a spreadsheet program saved it.
  ///
  /// - Throws: every line that cannot be understood.
  public init(path: String, for ruleSet: RuleSet) throws(SourceFailure) {
    self.path = path
    do throws(InputError) {
      var options = ReadingOptions()
      let opened = try ListFile.open(path: path, options: &options)
      let requests = LinkRow.titles.enumerated().map { place, title in
        ColumnRequest(id: place, machineName: title, titles: [title], kind: .text)
      }
      let table = try RecordFileReader.read(opened.input, requests, options: options)
      original = opened.original
      rows = Self.rows(of: table)
      var check = LinkCheck(path, table, ruleSet)
      links = check.links(rows)
      if !check.errors.isEmpty { throw .unusable(check.failure) }
    } catch { throw SourceFailure([error.diagnostic]) }
  }

  private static func rows(of table: RecordTable) -> [LinkRow] {
    (0..<table.rowCount).map { row in
      var link = LinkRow(source: "", code: "", name: "", taxCode: "")
      link.cells = table.columns.map { column in
        guard case .texts(let codes, let texts) = column.values, codes[row] >= 0 else { return "" }
        return texts[codes[row]]
      }
      return link
    }
  }

  /// The text of a file of rows, as CSV.
  public static func text(_ rows: [LinkRow]) -> [UInt8] {
    var writer = CSVWriter()
    writer.record(LinkRow.titles)
    for row in rows { writer.record(row.cells) }
    return writer.takeBytes()
  }
}

/// Reads the decisions of a file of links, and says which of them make no sense.
private struct LinkCheck {
  let path: String
  let table: RecordTable
  let ruleSet: RuleSet
  private(set) var errors: [String] = []

  init(_ path: String, _ table: RecordTable, _ ruleSet: RuleSet) {
    self.path = path
    self.table = table
    self.ruleSet = ruleSet
    for title in ["source", "tax_code", "accept"]
    where !table.columns.contains(where: { $0.request.machineName == title && $0.report.column != nil }) {
      errors.append("it has no column `\(title)`")
    }
  }

  mutating func links(_ rows: [LinkRow]) -> [SourceIndex: RowLinks] {
    var links: [SourceIndex: RowLinks] = [:]
    for (place, row) in rows.enumerated() where !row.accept.isEmpty {
      let line = "line \(table.lines[place])"
      guard let decision = row.decision else {
        errors.append("\(line): `accept` is `\(row.accept.prefix(20))`; write `yes` or `no`")
        continue
      }
      guard decision else { continue }
      guard let source = ruleSet.sources.firstIndex(where: { $0.name == row.source }) else {
        errors.append("\(line): the rules declare no source `\(row.source.prefix(40))`")
        continue
      }
      guard case .code(let code) = TaxCode.normalise(Array(row.taxCode.utf8)) else {
        errors.append("\(line): `\(row.taxCode.prefix(20))` is no tax code")
        continue
      }
      if row.code.isEmpty, row.name.isEmpty {
        errors.append("\(line): neither a code nor a name says which row is meant")
      } else if !links[source, default: RowLinks()].add(row, FirmKey.pack(code)) {
        errors.append("\(line): the row is accepted for another firm as well")
      }
    }
    return links
  }

  var failure: Diagnostic {
    let more = errors.count > 8 ? ["and \(errors.count - 8) more"] : []
    return Diagnostic(
      .linksMalformed, .error, "`\(path)` is not a file of links that can be used",
      help: errors.prefix(8) + more + ["mend these lines, or write the file anew with `firmrisk match`"])
  }
}

/// The firms that a person named for rows of one list.
struct RowLinks: Hashable, Sendable {
  private(set) var byCode: [String: UInt64] = [:]
  private(set) var byName: [String: UInt64] = [:]

  /// - Returns: false when the row has another firm already.
  mutating func add(_ row: LinkRow, _ key: UInt64) -> Bool {
    if row.code.isEmpty {
      let name = HeaderFolding.fold(row.name)
      defer { byName[name] = key }
      return byName[name].map { $0 == key } ?? true
    }
    let code = Self.folded(code: row.code)
    defer { byCode[code] = key }
    return byCode[code].map { $0 == key } ?? true
  }

  /// Codes are equal when nothing but case differs.
  static func folded(code: String) -> String { code.lowercased() }
}
