import FirmTable
import RecordFiles
import RuleModel

/// Cells of one stretch that are kept.
enum KeptCells: Sendable {
  case cells(StoredColumn)
  /// Codes of texts and what they stand for.
  case texts([Int32], TextDictionary)
}

/// Kept cells of firms whose other cells are given up, in the order in which the firms came.
struct KeptFirms: Sendable {
  private var kept: [KeptColumn]
  /// Whether cells were given, of fields that are asked so after scoring.
  private(set) var given: [FieldIndex: [UInt8]] = [:]
  /// Texts of kept cells and, before them, those that are presumed.
  private(set) var pool: TextPool

  /// - Parameter fields: the fields whose cells are kept.
  init(_ fields: [FieldIndex], of all: StretchFields) {
    var pool = all.pool
    kept = fields.map { field in
      let entry = all.entries.first { $0.join.field == field }
      return KeptColumn(presumed: entry.flatMap { $0.presumed.map { StretchFields.raw($0, &pool) } })
    }
    self.pool = pool
  }

  /// Makes room for firms like those of a stretch.
  mutating func reserve(_ count: Int, like cells: [KeptCells]) {
    for (place, cells) in cells.enumerated() { kept[place].reserve(count, like: cells, &pool) }
  }

  /// Adds the firms of a stretch.
  mutating func append(_ cells: [KeptCells], given more: [FieldIndex: [UInt8]]) {
    for (place, cells) in cells.enumerated() { kept[place].append(cells, &pool) }
    for (field, given) in more { self.given[field, default: []] += given }
  }

  /// The cells of each kept field.
  var columns: [StoredColumn] { kept.map(\.column) }
}

extension StretchFields {
  /// The cells of some fields of a stretch.
  func kept(_ fields: [FieldIndex], of table: FirmTable, _ rows: PartRows) -> [KeptCells] {
    entries.compactMap { entry in
      guard fields.contains(entry.join.field) else { return nil }
      if case .texts(let codes, let texts) = rows.columns[entry.place].values { return .texts(codes, texts) }
      return table.columns[entry.join.field].map { .cells($0) }
    }
  }
}

/// What became of the cells of a list, field by field.
struct FieldCounts: Sendable {
  private(set) var accounts: [FieldAccount] = []
  private(set) var summaries: [FieldSummary] = []

  /// Adds the counts of a stretch, which are of the same fields in the same order.
  mutating func add(_ accounts: [FieldAccount], _ summaries: [FieldSummary]) {
    if self.accounts.isEmpty { self.accounts = accounts.map { FieldAccount(field: $0.field) } }
    if self.summaries.isEmpty { self.summaries = summaries.map { FieldSummary(field: $0.field) } }
    for place in accounts.indices { self.accounts[place].add(accounts[place]) }
    for place in summaries.indices { self.summaries[place].add(summaries[place]) }
  }
}

extension FieldAccount {
  mutating func add(_ other: FieldAccount) {
    given += other.given
    blank += other.blank
    bad += other.bad
    conflicts += other.conflicts
    overruled += other.overruled
  }
}

extension FieldSummary {
  mutating func add(_ other: FieldSummary) {
    given += other.given
    bad += other.bad
    conflicts += other.conflicts
    presumed += other.presumed
    absent += other.absent
    withheld += other.withheld
    unknown += other.unknown
    disagreements += other.disagreements
  }
}
