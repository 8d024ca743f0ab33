import FirmTable
import RecordFiles
import RuleModel

extension FieldJoin {
  /// Joins a field that one list alone has, for every firm: its cells are the firms' cells in another order.
  ///
  /// The result is that of the general way, without a pass for each of its steps.
  ///
  /// - Returns: nil where something else has to be looked at.
  func runOnlyList() -> Outcome? {
    guard candidates.count == 1, absent == nil, !keepsOrigins else { return nil }
    let candidate = candidates[0]
    if let rows = candidate.rowOfFirm, rows.contains(where: { $0 < 0 }) { return nil }
    switch candidate.cells {
    case .narrow(let cells):
      var ordered = Self.ordered(cells, candidate.rowOfFirm)
      let marks = Self.marks(ordered, blank: CellMark.unknownNarrow)
      if marks.conflict > 0 { Self.replace(CellMark.unknownNarrow + 3, by: CellMark.badNarrow, in: &ordered) }
      let given = keepsGiven ? Self.given(ordered, blank: CellMark.unknownNarrow) : nil
      if let presumed, marks.blank > 0 {
        let value = NumberCells.narrowed(presumed)
        guard type == .truth || isNarrow, NumberCells.widened(value) == presumed else { return nil }
        Self.replace(CellMark.unknownNarrow, by: value, in: &ordered)
      }
      return outcome(type == .truth ? .truth(Self.truths(ordered)) : .narrow(ordered), marks, given)
    case .wide(let cells):
      guard type != .truth, !isNarrow else { return nil }
      var ordered = Self.ordered(cells, candidate.rowOfFirm)
      let marks = Self.marks(ordered, blank: CellMark.unknown)
      if marks.conflict > 0 { Self.replace(JoinMark.conflict, by: JoinMark.bad, in: &ordered) }
      let given = keepsGiven ? Self.given(ordered, blank: CellMark.unknown) : nil
      if let presumed, marks.blank > 0 { Self.replace(CellMark.unknown, by: presumed, in: &ordered) }
      return outcome(.wide(ordered), marks, given)
    }
  }

  /// How many cells have each mark.
  private struct Marks {
    var blank = 0
    var bad = 0
    var conflict = 0
  }

  private func outcome(_ column: StoredColumn, _ marks: Marks, _ given: [UInt8]?) -> Outcome {
    var account = FieldAccount(field: field)
    account.blank = marks.blank
    account.bad = marks.bad
    account.conflicts = marks.conflict
    account.given = count - marks.blank - marks.bad - marks.conflict
    var summary = FieldSummary(field: field)
    summary.bad = marks.bad
    summary.conflicts = marks.conflict
    summary.given = account.given
    if presumed == nil { summary.unknown = marks.blank } else { summary.presumed = marks.blank }
    return Outcome(column: column, given: given, accounts: [account], summary: summary)
  }

  /// The cells in the order of the firms.
  @inline(__always) private static func ordered<Cell: FixedWidthInteger>(
    _ cells: [Cell], _ rowOfFirm: [Int32]?
  ) -> [Cell] {
    guard let rowOfFirm else { return cells }
    let rows = rowOfFirm.span
    let source = cells.span
    return [Cell](unsafeUninitializedCapacity: rows.count) { target, count in
      for firm in rows.indices { target.initializeElement(at: firm, to: source[Int(rows[firm])]) }
      count = rows.count
    }
  }

  @inline(__always) private static func marks<Cell: FixedWidthInteger>(_ cells: [Cell], blank: Cell) -> Marks
  {
    Marks(
      blank: count(of: blank, in: cells.span), bad: count(of: blank &+ 2, in: cells.span),
      conflict: count(of: blank &+ 3, in: cells.span))
  }

  /// How many cells have a value; one comparison a loop, since the compiler makes branches of several.
  @inline(never) private static func count<Cell: FixedWidthInteger>(of value: Cell, in cells: Span<Cell>)
    -> Int
  {
    // A sum as wide as a cell keeps all lanes of a vector busy; a list has fewer rows than 2^31.
    var found: Cell = 0
    var place = 0
    while place < cells.count {
      found &+= cells[place] == value ? 1 : 0
      place &+= 1
    }
    return Int(found)
  }

  @inline(__always) private static func given<Cell: FixedWidthInteger>(_ cells: [Cell], blank: Cell)
    -> [UInt8]
  {
    cells.map { $0 == blank ? 0 : 1 }
  }

  @inline(__always) private static func replace<Cell: FixedWidthInteger>(
    _ mark: Cell, by value: Cell, in cells: inout [Cell]
  ) {
    var cells = cells.mutableSpan
    for firm in cells.indices { cells[firm] = cells[firm] == mark ? value : cells[firm] }
  }

  private static func truths(_ cells: [Int32]) -> [UInt8] {
    let cells = cells.span
    return [UInt8](unsafeUninitializedCapacity: cells.count) { truths, count in
      for row in cells.indices {
        let cell = cells[row]
        // 0 and 1 are no and yes; blank is unknown, and every other mark is bad.
        let mark = cell == CellMark.unknownNarrow ? TruthCode.unknown : TruthCode.bad
        truths.initializeElement(at: row, to: cell == 0 ? TruthCode.no : cell == 1 ? TruthCode.yes : mark)
      }
      count = cells.count
    }
  }
}
