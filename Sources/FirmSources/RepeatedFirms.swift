import FirmTable
import RecordFiles
import RuleModel

/// Rows of firms that have several, set aside while the other rows of their list are scored.
struct RepeatedRows: Sendable {
  private var keys: [UInt64] = []
  private var lines: [UInt32] = []
  private var offsets: [UInt64] = []
  /// Cells of the columns that the list has.
  private var columns: [RecordColumn.Values] = []

  /// Whether there are none.
  var isEmpty: Bool { keys.isEmpty }

  /// Adds rows that follow.
  ///
  /// - Parameters:
  ///   - lines: physical lines before the part that they stand in.
  ///   - bytes: the list, in which texts may stand.
  mutating func append(_ rows: PartRows, after lines: Int, in bytes: UnsafeBufferPointer<UInt8>) {
    keys += rows.keys
    self.lines += rows.lines.map { UInt32(clamping: Int($0) + lines) }
    offsets += rows.offsets
    if columns.isEmpty { columns = rows.columns.map(Self.empty) }
    for (place, column) in rows.columns.enumerated() {
      switch (columns[place], column.values) {
      case (.numbers(let cells), .numbers(let more)):
        columns[place] = .numbers(NumberCells(narrowing: cells.wide + more.wide))
      case (.texts(let codes, var all), .texts(let more, let texts)):
        let shared = texts.texts(in: bytes).map { all.code(adding: $0) }
        columns[place] = .texts(codes + more.map { $0 < 0 ? $0 : shared[Int($0)] }, all)
      default: continue
      }
    }
  }

  private static func empty(_ column: RecordColumn) -> RecordColumn.Values {
    switch column.values {
    case .numbers: return .numbers([])
    case .texts: return .texts([], TextDictionary())
    case .missing, .key: return column.values
    }
  }

  /// The rows as a list of their own.
  func list(_ list: SourceList, _ table: RecordTable) -> ReadList {
    var table = table
    table.packedKeys = keys
    table.lines = lines
    table.offsets = offsets
    let present = table.columns.indices.filter { table.columns[$0].report.column != nil }
    for (place, values) in zip(present, columns) { table.columns[place].values = values }
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

extension RecordColumn {
  /// The cells of some rows.
  func picking(_ rows: [Int]) -> RecordColumn {
    var picked = self
    switch values {
    case .missing, .key: break
    case .numbers(let cells):
      switch cells.storage {
      case .narrow(let cells): picked.values = .numbers(NumberCells(.narrow(rows.map { cells[$0] })))
      case .wide(let cells): picked.values = .numbers(NumberCells(.wide(rows.map { cells[$0] })))
      }
    case .texts(let codes, let texts): picked.values = .texts(rows.map { codes[$0] }, texts)
    }
    return picked
  }
}

extension PartRows {
  /// Some of the rows.
  func picking(_ rows: [Int]) -> PartRows {
    PartRows(
      keys: rows.map { keys[$0] }, lines: rows.map { lines[$0] }, offsets: rows.map { offsets[$0] },
      columns: columns.map { $0.picking(rows) })
  }
}
