import RecordFiles
import RuleModel
import Synchronization

/// Merges rows of one firm in a list with one row a firm.
///
/// The merged row takes the place of the firm's first row. Of rows with the same code a blank gives way to a value, equal
/// values are one, and what differs is a conflict, also where one of the cells cannot be read. Rows of different
/// establishments are rolled up after that.
struct DuplicateMerge {
  /// A contradiction between two rows.
  struct Conflict: Sendable {
    var field: FieldIndex
    var firm: Int
    var firstRow: Int
    var otherRow: Int
  }

  /// Rows of one firm, by establishment.
  private struct Group {
    var firm: Int
    var rows: [Int]
    /// Rows of each establishment in the order of the file; one entry where the firm has but one.
    var establishments: [[Int]]
    /// Place of the head office among the establishments.
    var main: Int?
  }

  /// The first conflicts, in order of fields and firms.
  private(set) var kept: [Conflict] = []
  /// All conflicts.
  private(set) var count = 0
  /// Of these, fields on which establishments differ.
  private(set) var establishmentConflicts = 0
  /// Cells that stand in another row than the firm's first.
  private(set) var moved: [CellOrigins.MergedCell: Int] = [:]
  /// Cells whose value was made of those of several establishments.
  private(set) var rolledUp: Set<CellOrigins.MergedCell> = []
  private let groups: [Group]
  /// Whether some firm has rows of several establishments.
  private let hasEstablishments: Bool
  private let limit: Int

  /// Merges all columns of a list.
  ///
  /// - Parameters:
  ///   - list: the list, whose columns change.
  ///   - groups: the rows of each firm that has several.
  ///   - fields: the fields of the rule set.
  ///   - limit: most conflicts that are kept.
  ///   - jobs: most threads at work; the result is the same for any number.
  init(
    _ list: inout ReadList, _ groups: [ListRows.Group], _ fields: [Field], keeping limit: Int, jobs: Int
  ) {
    let establishments = list.establishments
    self.groups = groups.map { Self.group($0, establishments) }
    hasEstablishments = self.groups.contains { $0.establishments.count > 1 }
    self.limit = limit
    guard !groups.isEmpty else { return }
    let columns = list.table.columns.indices.map { place in
      // Moved out, so that the cells have one owner while they change.
      let values = list.table.columns[place].values
      list.table.columns[place].values = .missing
      return MovedColumn(list.table.columns[place].request.id, consume values)
    }
    let (none, input) = (self, list.input)
    let merged = ConcurrentWork.map(count: columns.count, jobs: jobs) { place in
      var merge = none
      let column = columns[place]
      let values = merge.merged(column.take(), fields[column.field], column.field, input)
      return (values: values, merge: merge)
    }
    for (place, column) in merged.enumerated() {
      list.table.columns[place].values = column.values
      add(column.merge)
    }
  }

  /// A column on its way to the thread that merges its cells.
  private final class MovedColumn: Sendable {
    let field: FieldIndex
    private let values: Mutex<RecordColumn.Values>

    init(_ field: FieldIndex, _ values: consuming RecordColumn.Values) {
      self.field = field
      self.values = Mutex(values)
    }

    func take() -> RecordColumn.Values {
      values.withLock { values in
        let taken = values
        values = .missing
        return taken
      }
    }
  }

  /// Adds what was found in a later column.
  private mutating func add(_ column: DuplicateMerge) {
    kept += column.kept.prefix(limit - kept.count)
    count += column.count
    establishmentConflicts += column.establishmentConflicts
    moved.merge(column.moved) { first, _ in first }
    rolledUp.formUnion(column.rolledUp)
  }

  private mutating func merged(
    _ values: consuming RecordColumn.Values, _ declared: Field, _ field: FieldIndex, _ input: InputBytes
  ) -> RecordColumn.Values {
    switch consume values {
    case .missing: return .missing
    case .key: return .key
    case .numbers(let cells): return .numbers(merged(cells, declared, field))
    case .texts(var codes, let texts):
      if texts.keepsEveryText { equalise(&codes, texts, input) }
      let marks = EstablishmentRollUp.Marks(
        blank: TextCode.blank, bad: TextCode.bad, conflict: Self.textConflict)
      merge(&codes, field, marks) { EstablishmentRollUp(declared).code($0, main: $1, marks) }
      return .texts(codes, texts)
    }
  }

  private mutating func merged(
    _ cells: consuming NumberCells, _ declared: Field, _ field: FieldIndex
  ) -> NumberCells {
    let marks = EstablishmentRollUp.Marks(
      blank: CellValue.blank, bad: CellValue.bad, conflict: JoinMark.conflict)
    // Rows of one establishment make no new values, so that narrow cells stay narrow.
    if !hasEstablishments, case .narrow(var narrow) = cells.storage {
      cells = NumberCells(.wide([]))
      let narrowMarks = EstablishmentRollUp.Marks(
        blank: NumberCells.narrowed(marks.blank), bad: NumberCells.narrowed(marks.bad),
        conflict: NumberCells.narrowed(marks.conflict))
      merge(&narrow, field, narrowMarks) { values, _ in values[0] }
      return NumberCells(.narrow(narrow))
    }
    var wide = cells.wide
    merge(&wide, field, marks) { EstablishmentRollUp(declared).value($0, main: $1, marks) }
    return cells.isNarrow ? NumberCells(narrowing: wide) : NumberCells(.wide(wide))
  }

  /// The same for firms and rows that are counted from elsewhere.
  func moved(firms: Int, rows: Int) -> DuplicateMerge {
    var other = self
    other.moved = [:]
    for (cell, row) in moved { other.moved[.init(firm: cell.firm + firms, field: cell.field)] = row + rows }
    return other
  }

  private static func group(_ group: ListRows.Group, _ establishments: [UInt64]?) -> Group {
    guard let establishments else {
      return Group(firm: group.firm, rows: group.rows, establishments: [group.rows])
    }
    var keys: [UInt64] = []
    var rows: [[Int]] = []
    for row in group.rows {
      if let place = keys.firstIndex(of: establishments[row]) {
        rows[place].append(row)
      } else {
        keys.append(establishments[row])
        rows.append([row])
      }
    }
    return Group(
      firm: group.firm, rows: group.rows, establishments: rows,
      main: keys.firstIndex { FirmKey.head($0) == $0 })
  }

  /// A text that contradicts another one.
  static let textConflict: Int32 = -4

  /// Gives equal texts of one firm the same code.
  private func equalise(_ codes: inout [Int32], _ texts: TextDictionary, _ input: InputBytes) {
    input.withBytes { bytes in
      texts.withTexts(in: bytes) { texts in
        for group in groups {
          for (place, row) in group.rows.enumerated() where codes[row] >= 0 {
            let text = texts[codes[row]]
            let equal = group.rows[..<place].first { earlier in
              codes[earlier] >= 0 && DictionaryTexts.areEqual(texts[codes[earlier]], text)
            }
            if let equal { codes[row] = codes[equal] }
          }
        }
      }
    }
  }

  private mutating func merge<Cell: Equatable>(
    _ cells: inout [Cell], _ field: FieldIndex, _ marks: EstablishmentRollUp.Marks<Cell>,
    rollUp: ([Cell], Cell?) -> Cell
  ) {
    for group in groups {
      for rows in group.establishments where rows.count > 1 {
        merge(rows, of: group.firm, &cells, field, marks)
      }
      guard group.establishments.count > 1 else { continue }
      let first = group.rows[0]
      let values = group.establishments.map { cells[$0[0]] }
      let value = rollUp(values, group.main.map { values[$0] })
      if value == marks.conflict {
        let other = values.firstIndex { $0 != values[0] } ?? 0
        establishmentConflicts += 1
        note(
          Conflict(
            field: field, firm: group.firm, firstRow: first, otherRow: group.establishments[other][0]))
      }
      cells[first] = value
      let cell = CellOrigins.MergedCell(firm: group.firm, field: field)
      if let place = values.firstIndex(of: value) {
        moved[cell] = group.establishments[place][0]
      } else if value != marks.conflict {
        rolledUp.insert(cell)
      }
    }
  }

  private mutating func merge<Cell: Equatable>(
    _ rows: [Int], of firm: Int, _ cells: inout [Cell], _ field: FieldIndex,
    _ marks: EstablishmentRollUp.Marks<Cell>
  ) {
    var value = marks.blank
    var origin = rows[0]
    var isSettled = true
    for row in rows where cells[row] != marks.blank && isSettled {
      if value == marks.blank {
        value = cells[row]
        origin = row
      } else if value != cells[row] {
        isSettled = false
        note(Conflict(field: field, firm: firm, firstRow: origin, otherRow: row))
      }
    }
    cells[rows[0]] = isSettled ? value : marks.conflict
    if origin != rows[0] { moved[.init(firm: firm, field: field)] = origin }
  }

  private mutating func note(_ conflict: Conflict) {
    count += 1
    if kept.count < limit { kept.append(conflict) }
  }
}
