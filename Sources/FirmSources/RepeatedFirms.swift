import FirmTable
import RecordFiles
import RuleModel

/// Rows of firms that have several, set aside while the other rows of their list are scored.
struct RepeatedRows: Sendable {
  /// Rows of each part, in the order of the file.
  private var parts: [PartRows] = []

  /// Whether there are none.
  var isEmpty: Bool { parts.isEmpty }

  /// Adds rows that follow.
  mutating func append(_ rows: PartRows) { parts.append(rows) }

  /// All rows; there must be some.
  func rows(of input: InputBytes) -> PartRows { input.withBytes { PartRows(joining: parts, in: $0) } }
}

extension ReadList {
  /// A list of some of its rows.
  ///
  /// - Parameter table: the list without rows.
  init(_ list: SourceList, _ table: RecordTable, rows: PartRows) {
    var table = table
    table.packedKeys = rows.keys
    table.lines = rows.lines
    table.offsets = rows.offsets
    let present = table.columns.indices.filter { table.columns[$0].report.column != nil }
    for (place, column) in present.enumerated() { table.columns[column].values = rows.columns[place].values }
    self.init(list, table)
  }
}

/// Firms that have several rows in a list, each merged into one.
struct RepeatedFirms {
  /// The merged rows, in the order of their keys.
  let rows: PartRows
  /// What was merged; its firms are the places of `rows`, its rows those of `list`.
  let merge: DuplicateMerge
  /// Rows that gave way to a firm's first.
  let mergedCount: Int
  /// The rows before they were merged.
  let list: ReadList
  private let population: [UInt64]

  init(_ list: ReadList, _ ruleSet: RuleSet, _ options: JoinOptions) {
    var list = list
    let order = KeyOrder(list.keys)
    population = order.distinctKeys
    let found = ListRows(order, population: population, mostRows: nil)
    merge = DuplicateMerge(
      &list, found.groups, ruleSet.fields, keeping: options.keptConflicts, jobs: options.jobs)
    mergedCount = found.mergedCount
    let first = found.groups.map { $0.rows[0] }
    let table = list.table
    rows = PartRows(
      keys: population, lines: first.map { table.lines[$0] }, offsets: first.map { table.offsets[$0] },
      columns: table.columns.filter { $0.report.column != nil }.map { $0.picking(first) })
    self.list = list
  }

  /// The contradictions between rows, with their cells.
  var conflicts: [ValueConflict] {
    let locator = CellLocator(list)
    return merge.kept.map { conflict in
      ValueConflict(
        key: FirmKey.code(population[conflict.firm]), field: conflict.field, kind: .withinList,
        first: locator.origin(.cell, of: conflict.field, row: conflict.firstRow),
        second: locator.origin(.cell, of: conflict.field, row: conflict.otherRow))
    }
  }
}
