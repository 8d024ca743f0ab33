import Diagnostics
import RecordFiles
import RuleModel
import SpreadsheetFiles

/// Suggestions for rows whose firm nobody knows.
public struct LinkSuggestions: Sendable {
  /// What was found in one list.
  public struct ListCount: Hashable, Sendable {
    /// Name of the source.
    public var source: String
    /// Its file.
    public var file: String
    /// Rows that name no firm of the run.
    public var open = 0
    /// Of these, rows for which at least one firm is suggested.
    public var suggested = 0
    /// Rows that the given links had decided.
    public var decided = 0
  }

  /// Earlier decisions, then suggestions in the order of lists and lines, the best first.
  public private(set) var rows: [LinkRow] = []
  /// Counts of the lists that have open or decided rows.
  public private(set) var lists: [ListCount] = []

  /// How much is suggested.
  public struct Bounds: Hashable, Sendable {
    /// Least score of a suggestion.
    public var least = 60
    /// Most suggestions for a row.
    public var most = 3

    /// Creates the usual bounds.
    public init() {}
  }

  /// Compares the names of rows without a firm with those of all firms of a run.
  ///
  /// The same lists give the same suggestions; nothing is joined.
  public init(_ plan: InputPlan, for ruleSet: RuleSet, bounds: Bounds = Bounds()) throws(SourceFailure) {
    let tables = try NamedRows.readAll(plan, ruleSet)
    let crosswalks = NamedRows.crosswalks(tables, ruleSet)
    let known = Self.population(tables, ruleSet, crosswalks)
    let index = NameIndex(Self.firms(tables, ruleSet, known, crosswalks))
    let earlier = plan.linkFile?.rows.filter { $0.decision != nil } ?? []
    var decided = Set(earlier.map(\.identity))
    rows = earlier
    for table in tables {
      var count = ListCount(source: ruleSet.sources[table.source].name, file: table.file)
      for row in table.rows where table.key(of: row, crosswalks).map({ !known.contains($0) }) ?? true {
        let open = table.link(row, ruleSet)
        if open.code.isEmpty, open.name.isEmpty { continue }
        guard decided.insert(open.identity).inserted else {
          if earlier.contains(where: { $0.identity == open.identity }) { count.decided += 1 }
          continue
        }
        count.open += 1
        let best = index.best(row.named, least: bounds.least, most: bounds.most)
        if !best.isEmpty { count.suggested += 1 }
        rows += best.isEmpty ? [open] : best.map { Self.suggestion(open, $0, index[$0.firm]) }
      }
      if count.open + count.decided > 0 { lists.append(count) }
    }
  }

  private static func suggestion(_ open: LinkRow, _ evidence: NameEvidence, _ firm: NamedFirm) -> LinkRow {
    func word(_ truth: Bool?) -> String { truth.map { $0 ? "yes" : "no" } ?? "" }
    var row = open
    row.taxCode = FirmKey.code(firm.key)
    row.firmName = firm.title
    row.firmPlace = firm.place
    row.similarity = String(evidence.similarity)
    row.isSamePlace = word(evidence.isSamePlace)
    row.isSameForm = word(evidence.isSameForm)
    row.score = String(evidence.score)
    return row
  }

  private static func population(
    _ tables: [NamedRows], _ ruleSet: RuleSet, _ crosswalks: [SourceIndex: [String: UInt64]]
  ) -> Set<UInt64> {
    var known: Set<UInt64> = []
    for table in tables where ruleSet.sources[table.source].addsFirms {
      for row in table.rows { if let key = table.key(of: row, crosswalks) { known.insert(key) } }
    }
    return known
  }

  /// Every name under which a firm of the run stands in some list.
  private static func firms(
    _ tables: [NamedRows], _ ruleSet: RuleSet, _ known: Set<UInt64>,
    _ crosswalks: [SourceIndex: [String: UInt64]]
  ) -> [NamedFirm] {
    struct Spelling: Hashable {
      var key: UInt64
      var name: FirmName
    }
    var seen: Set<Spelling> = []
    var firms: [NamedFirm] = []
    for table in tables {
      for row in table.rows where !row.name.isEmpty {
        guard let key = table.key(of: row, crosswalks), known.contains(key) else { continue }
        let firm = NamedFirm(key: key, title: row.name, commune: row.commune, address: row.address)
        if seen.insert(Spelling(key: key, name: firm.name)).inserted { firms.append(firm) }
      }
    }
    return firms
  }
}

/// The rows of one list with nothing but what tells whose they are.
private struct NamedRows: Sendable {
  struct Row: Sendable {
    var line: Int
    /// The key of the rules, where the row has a readable one.
    var key: UInt64?
    /// The agency's own code.
    var code = ""
    var name = ""
    var commune = ""
    var address = ""

    var named: NamedFirm { NamedFirm(key: key ?? 0, title: name, commune: commune, address: address) }
  }

  let source: SourceIndex
  let file: String
  private(set) var rows: [Row] = []

  private static let addressTitles = ["Địa chỉ", "Địa chỉ trụ sở", "Trụ sở chính", "Trụ sở", "Address"]
  private static let addressID = -1

  static func readAll(_ plan: InputPlan, _ ruleSet: RuleSet) throws(SourceFailure) -> [NamedRows] {
    var tables: [NamedRows] = []
    var failures: [Diagnostic] = []
    for list in plan.lists {
      do throws(InputError) {
        tables.append(try NamedRows(list, plan, ruleSet))
      } catch { failures.append(error.diagnostic) }
    }
    if !failures.isEmpty { throw SourceFailure(failures) }
    return tables
  }

  private init(_ list: InputPlan.List, _ plan: InputPlan, _ ruleSet: RuleSet) throws(InputError) {
    source = list.source
    let declared = ruleSet.sources[list.source]
    let name = ruleSet.field(with: .name)
    let commune = ruleSet.groupFields.first { ruleSet.fields[$0].type == .text }
    // A crosswalk has the codes that other lists name their rows by.
    let codes =
      declared.otherKeys
      + ruleSet.sources.flatMap(\.otherKeys).filter { ruleSet.fields[$0].sources.contains(list.source) }
    var wanted = [declared.key]
    for field in codes where !wanted.contains(field) { wanted.append(field) }
    for field in [name, commune].compactMap({ $0 }) where !wanted.contains(field) { wanted.append(field) }
    var requests = wanted.map { FieldReading.request($0, .text, ruleSet) }
    requests.append(
      ColumnRequest(id: Self.addressID, machineName: "address", titles: Self.addressTitles, kind: .text))
    var options = plan.mappings[list.source]?.completing(ReadingOptions()) ?? ReadingOptions()
    let opened = try ListFile.open(path: list.path, sheet: list.sheet, for: requests, options: &options)
    let table = try RecordFileReader.read(opened.input, requests, options: options)
    file = table.file
    func text(_ field: Int?, _ row: Int) -> String {
      guard let place = requests.firstIndex(where: { $0.id == field }),
        case .texts(let codes, let texts) = table.columns[place].values, codes[row] >= 0
      else { return "" }
      return texts[codes[row]]
    }
    let own = codes.first { field in
      table.columns.contains { $0.request.id == field && $0.report.column != nil }
    }
    for row in 0..<table.rowCount {
      let line = Int(table.lines[row])
      var made = Row(line: opened.input.sheet?.row(ofLine: line) ?? line)
      if case .code(let code) = TaxCode.normalise(Array(text(declared.key, row).utf8)) {
        made.key = FirmKey.pack(code)
      }
      made.code = text(own, row)
      made.name = text(name, row)
      made.commune = text(commune, row)
      made.address = text(Self.addressID, row)
      rows.append(made)
    }
  }

  /// For each list with own codes, the firms that its crosswalks give them.
  static func crosswalks(_ tables: [NamedRows], _ ruleSet: RuleSet) -> [SourceIndex: [String: UInt64]] {
    var all: [SourceIndex: [String: UInt64]] = [:]
    for table in tables {
      for crosswalk in ruleSet.sources[table.source].crosswalks {
        guard let other = tables.first(where: { $0.source == crosswalk }) else { continue }
        all[table.source, default: [:]].merge(other.codes(ruleSet)) { first, _ in first }
      }
    }
    return all
  }

  /// Own codes of one firm each.
  private func codes(_ ruleSet: RuleSet) -> [String: UInt64] {
    var firms: [String: Set<UInt64>] = [:]
    for row in rows where !row.code.isEmpty {
      if let key = row.key { firms[RowLinks.folded(code: row.code), default: []].insert(key) }
    }
    return firms.compactMapValues { $0.count == 1 ? $0.first : nil }
  }

  func key(of row: Row, _ crosswalks: [SourceIndex: [String: UInt64]]) -> UInt64? {
    row.key ?? crosswalks[source]?[RowLinks.folded(code: row.code)]
  }

  /// A row as a line of the file, without a firm yet.
  func link(_ row: Row, _ ruleSet: RuleSet) -> LinkRow {
    var link = LinkRow(
      source: ruleSet.sources[source].name, code: row.key.map { FirmKey.code($0) } ?? row.code,
      name: row.name,
      taxCode: "")
    link.file = String(file.split(separator: "/").last ?? "")
    link.line = String(row.line)
    link.place = row.commune.isEmpty ? row.address : row.commune
    return link
  }
}
