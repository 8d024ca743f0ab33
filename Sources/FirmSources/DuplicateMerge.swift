import RecordFiles
import RuleModel

/// Merges rows of one firm in a list with one row a firm.
///
/// The merged row takes the place of the firm's first row. A blank gives way to a value, equal values are one, and what
/// differs is a conflict, also where one of the cells cannot be read.
struct DuplicateMerge {
  /// A contradiction between two rows.
  struct Conflict: Sendable {
    var field: FieldIndex
    var firm: Int
    var firstRow: Int
    var otherRow: Int
  }

  /// The first conflicts, in order of fields and firms.
  private(set) var kept: [Conflict] = []
  /// All conflicts.
  private(set) var count = 0
  /// Cells that stand in another row than the firm's first.
  private(set) var moved: [CellOrigins.MergedCell: Int] = [:]
  private let groups: [ListRows.Group]
  private let limit: Int

  /// Merges all columns of a list.
  init(_ list: inout ReadList, _ groups: [ListRows.Group], keeping limit: Int) {
    self.groups = groups
    self.limit = limit
    guard !groups.isEmpty else { return }
    for place in list.table.columns.indices {
      let field = list.table.columns[place].request.id
      let values = list.table.columns[place].values
      // Emptied first, so that the cells have one owner while they change.
      list.table.columns[place].values = .missing
      switch values {
      case .missing, .key: list.table.columns[place].values = values
      case .numbers(var cells):
        merge(&cells, field, blank: CellValue.blank, conflict: JoinMark.conflict)
        list.table.columns[place].values = .numbers(cells)
      case .texts(var codes, let texts):
        if texts.keepsEveryText { equalise(&codes, texts) }
        merge(&codes, field, blank: TextCode.blank, conflict: Self.textConflict)
        list.table.columns[place].values = .texts(codes, texts)
      }
    }
  }

  /// A text that contradicts another one.
  static let textConflict: Int32 = -4

  /// Gives equal texts of one firm the same code.
  private func equalise(_ codes: inout [Int32], _ texts: TextDictionary) {
    for group in groups {
      for (place, row) in group.rows.enumerated() where codes[row] >= 0 {
        let equal = group.rows[..<place].first { earlier in
          codes[earlier] >= 0 && texts[codes[earlier]].utf8.elementsEqual(texts[codes[row]].utf8)
        }
        if let equal { codes[row] = codes[equal] }
      }
    }
  }

  private mutating func merge<Cell: Equatable>(
    _ cells: inout [Cell], _ field: FieldIndex, blank: Cell, conflict: Cell
  ) {
    for group in groups {
      var value = blank
      var origin = group.rows[0]
      var isSettled = true
      for row in group.rows where cells[row] != blank && isSettled {
        if value == blank {
          value = cells[row]
          origin = row
        } else if value != cells[row] {
          isSettled = false
          note(Conflict(field: field, firm: group.firm, firstRow: origin, otherRow: row))
        }
      }
      cells[group.rows[0]] = isSettled ? value : conflict
      if origin != group.rows[0] { moved[.init(firm: group.firm, field: field)] = origin }
    }
  }

  private mutating func note(_ conflict: Conflict) {
    count += 1
    if kept.count < limit { kept.append(conflict) }
  }
}
