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
    var search = NameSearch(
      NameIndex(Self.firms(tables, known, crosswalks)) { place in
        tables[place / Self.mostRows].named(place % Self.mostRows)
      })
    let earlier = plan.linkFile?.rows.filter { $0.decision != nil } ?? []
    var decided = Set(earlier.map(\.identity))
    rows = earlier
    for table in tables {
      var count = ListCount(source: ruleSet.sources[table.source].name, file: table.file)
      for row in 0..<table.count where table.key(of: row, crosswalks).map({ !known.contains($0) }) ?? true {
        let open = table.link(row, ruleSet)
        if open.code.isEmpty, open.name.isEmpty { continue }
        guard decided.insert(open.identity).inserted else {
          if earlier.contains(where: { $0.identity == open.identity }) { count.decided += 1 }
          continue
        }
        count.open += 1
        let best = search.best(table.named(row), least: bounds.least, most: bounds.most)
        if !best.isEmpty { count.suggested += 1 }
        rows += best.isEmpty ? [open] : best.map { Self.suggestion(open, $0, search.index) }
      }
      if count.open + count.decided > 0 { lists.append(count) }
    }
  }

  /// More rows than a list has; the place of a firm's texts is list times this plus row.
  private static let mostRows = 1 << 32

  private static func suggestion(
    _ open: LinkRow, _ evidence: NameEvidence, _ index: NameIndex
  ) -> LinkRow {
    func word(_ truth: Bool?) -> String { truth.map { $0 ? "yes" : "no" } ?? "" }
    let entry = index.entries[evidence.firm]
    let firm = index.texts(entry.place)
    var row = open
    row.taxCode = FirmKey.code(entry.key)
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
      for row in 0..<table.count { if let key = table.key(of: row, crosswalks) { known.insert(key) } }
    }
    return known
  }

  /// Every row that gives a firm of the run a name.
  private static func firms(
    _ tables: [NamedRows], _ known: Set<UInt64>, _ crosswalks: [SourceIndex: [String: UInt64]]
  ) -> [(key: UInt64, place: Int)] {
    var firms: [(key: UInt64, place: Int)] = []
    for (list, table) in tables.enumerated() {
      for row in 0..<table.count where !table.hasBlankName(row) {
        guard let key = table.key(of: row, crosswalks), known.contains(key) else { continue }
        firms.append((key, list * Self.mostRows + row))
      }
    }
    return firms
  }
}
