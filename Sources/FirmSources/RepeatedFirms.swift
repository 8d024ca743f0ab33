import FirmTable
import RecordFiles
import RuleModel

/// Rows of firms that have several, set aside while the other rows of their list are scored.
struct RepeatedRows: Sendable {
  /// Rows of each part, in the order of the file, and the physical lines before the part.
  private var parts: [(rows: PartRows, lines: Int)] = []

  /// Whether there are none.
  var isEmpty: Bool { parts.isEmpty }

  /// Adds rows that follow.
  ///
  /// - Parameter lines: physical lines before the part that they stand in.
  mutating func append(_ rows: PartRows, after lines: Int) { parts.append((rows, lines)) }

  /// The rows as a list of their own.
  func list(_ list: SourceList, _ table: RecordTable) -> ReadList {
    var table = table
    let rows = list.opened.input.withBytes { PartRows(joining: parts.map(\.rows), in: $0) }
    table.packedKeys = rows.keys
    table.lines = parts.flatMap { part in part.rows.lines.map { UInt32(clamping: Int($0) + part.lines) } }
    table.offsets = rows.offsets
    let present = table.columns.indices.filter { table.columns[$0].report.column != nil }
    for (place, column) in present.enumerated() { table.columns[column].values = rows.columns[place].values }
    return ReadList(list, table)
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
    merge = DuplicateMerge(&list, found.groups, ruleSet.fields, keeping: options.keptConflicts)
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
