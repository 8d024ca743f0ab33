import FirmTable
import RecordFiles
import RuleModel

extension FieldJoin {
  /// Joins a field that one list alone has: its cells are the firms' cells in another order, with defaults between them.
  ///
  /// The result is that of the general way, with a loop over vectors for each of its steps.
  ///
  /// - Returns: nil where something else has to be looked at.
  func runOnlyList() -> Outcome? {
    guard candidates.count == 1, !keepsOrigins else { return nil }
    switch candidates[0].cells {
    case .narrow(let cells):
      let constants = [presumed, absent].compactMap { $0 }
      guard
        constants.isEmpty
          || (type == .truth || isNarrow)
            && constants.allSatisfy({ NumberCells.widened(NumberCells.narrowed($0)) == $0 })
      else { return nil }
      let firms = OnlyList(
        self, cells, blank: CellMark.unknownNarrow, presumed: presumed.map { NumberCells.narrowed($0) },
        absent: absent.map { NumberCells.narrowed($0) })
      return firms.outcome(type == .truth ? .truth(Self.truths(firms.cells)) : .narrow(firms.cells))
    case .wide(let cells):
      guard type != .truth, !isNarrow else { return nil }
      let firms = OnlyList(self, cells, blank: CellMark.unknown, presumed: presumed, absent: absent)
      return firms.outcome(.wide(firms.cells))
    }
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

/// The cells of the only list with a field, in the order of the firms, counted and filled up.
///
/// A loop does one thing only, since the compiler makes branches of several.
private struct OnlyList<Cell: FixedWidthInteger & BitwiseCopyable> {
  private(set) var cells: [Cell]
  private let blank: Cell
  private var given: [UInt8]?
  private var account: FieldAccount
  private var summary: FieldSummary

  init(_ join: FieldJoin, _ source: [Cell], blank: Cell, presumed: Cell?, absent: Cell?) {
    self.blank = blank
    account = FieldAccount(field: join.field)
    summary = FieldSummary(field: join.field)
    let rows = join.candidates[0].rowOfFirm
    cells = rows.map { Self.ordered(source, $0, blank: blank) } ?? source
    var open = Self.count(of: blank, in: cells.span)
    account.bad = Self.count(of: blank &+ 2, in: cells.span)
    account.conflicts = Self.count(of: blank &+ 3, in: cells.span)
    account.given = cells.count - open - account.bad - account.conflicts
    account.blank = open - join.candidates[0].missing
    (summary.given, summary.bad, summary.conflicts) = (account.given, account.bad, account.conflicts)
    if account.conflicts > 0 { Self.replace(blank &+ 3, by: blank &+ 2, in: &cells) }
    if join.keepsGiven { given = Self.given(cells, blank: blank) }
    if let absent, open > 0 {
      fill(join, absent: absent)
      open -= summary.absent + summary.withheld
    }
    guard let presumed else {
      summary.unknown = open
      return
    }
    summary.presumed = open
    if summary.withheld > 0 {
      for firm in cells.indices where cells[firm] == blank && join.absence(firm) != .suspect {
        cells[firm] = presumed
      }
    } else if open > 0 {
      Self.replace(blank, by: presumed, in: &cells)
    }
  }

  /// The outcome with a column made of the cells.
  func outcome(_ column: StoredColumn) -> FieldJoin.Outcome {
    FieldJoin.Outcome(column: column, given: given, accounts: [account], summary: summary)
  }

  /// Gives firms that are not on a complete list the default; those that may stand in a rejected row stay blank.
  private mutating func fill(_ join: FieldJoin, absent: Cell) {
    if join.defaultLists.count == 1, join.defaultLists[0].suspects == nil,
      let rows = join.defaultLists[0].rows.rowOfFirm
    {
      summary.absent = Self.fill(blank, where: rows.span, by: absent, in: &cells)
      return
    }
    for firm in cells.indices where cells[firm] == blank {
      switch join.absence(firm) {
      case .onAll: break
      case .suspect: summary.withheld += 1
      case .absent:
        cells[firm] = absent
        summary.absent += 1
      }
    }
  }

  /// The cells in the order of the firms.
  private static func ordered(_ cells: [Cell], _ rowOfFirm: [Int32], blank: Cell) -> [Cell] {
    guard !cells.isEmpty else { return [Cell](repeating: blank, count: rowOfFirm.count) }
    return rowOfFirm.withUnsafeBufferPointer { rows in
      cells.withUnsafeBufferPointer { source in
        // Asked once for all rows, since a question at each keeps the loop from running ahead.
        var last: Int32 = -1
        for row in rows { last = max(last, row) }
        precondition(last < source.count, "every row is one of the list")
        return [Cell](unsafeUninitializedCapacity: rows.count) { target, count in
          for firm in rows.indices {
            let row = rows[firm]
            // Some cell is read in any case, so that the processor need not guess which firms are on the list.
            let cell = source[Int(max(row, 0))]
            target.initializeElement(at: firm, to: row < 0 ? blank : cell)
          }
          count = rows.count
        }
      }
    }
  }

  /// How many cells have a value.
  @inline(never) private static func count(of value: Cell, in cells: Span<Cell>) -> Int {
    // A sum as wide as a cell keeps all lanes of a vector busy; a list has fewer rows than 2^31.
    var found: Cell = 0
    var place = 0
    while place < cells.count {
      found &+= cells[place] == value ? 1 : 0
      place &+= 1
    }
    return Int(found)
  }

  private static func given(_ cells: [Cell], blank: Cell) -> [UInt8] { cells.map { $0 == blank ? 0 : 1 } }

  private static func replace(_ mark: Cell, by value: Cell, in cells: inout [Cell]) {
    var cells = cells.mutableSpan
    for firm in cells.indices { cells[firm] = cells[firm] == mark ? value : cells[firm] }
  }

  /// Replaces a mark where a firm has no row.
  ///
  /// - Returns: how often.
  private static func fill(
    _ mark: Cell, where rows: Span<Int32>, by value: Cell, in cells: inout [Cell]
  ) -> Int {
    var cells = cells.mutableSpan
    precondition(rows.count == cells.count, "every firm has a place for its row")
    var found: Cell = 0
    for firm in 0..<rows.count { found &+= cells[firm] == mark && rows[firm] < 0 ? 1 : 0 }
    for firm in 0..<rows.count {
      cells[firm] = cells[firm] == mark && rows[firm] < 0 ? value : cells[firm]
    }
    return Int(found)
  }
}
