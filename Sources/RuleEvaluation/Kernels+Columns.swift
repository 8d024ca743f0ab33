import FirmTable
import RuleModel

extension Kernels {
  /// Cells of a column from a first row on; the fallback, where there is one, stands in for unknown cells.
  static func load(
    _ column: StoredColumn?, from first: Int, fallback: ValueColumn?, into target: inout ValueColumn,
    _ count: Int
  ) {
    switch column {
    case .narrow(let cells):
      let cells = cells.span
      for row in 0..<count {
        let cell = cells[first + row]
        target.values[row] = Int64(cell)
        let mark = cell == CellMark.noneNarrow ? ValueState.none : ValueState.unknown
        target.states[row] = cell > CellMark.badNarrow ? ValueState.known : mark
      }
    case .wide(let cells):
      let cells = cells.span
      for row in 0..<count {
        let cell = cells[first + row]
        target.values[row] = cell
        let mark = cell == CellMark.none ? ValueState.none : ValueState.unknown
        target.states[row] = cell > CellMark.bad ? ValueState.known : mark
      }
    case .constant(let cell, _):
      let mark = cell == CellMark.none ? ValueState.none : ValueState.unknown
      fill(&target, count, cell, cell > CellMark.bad ? ValueState.known : mark)
    case .truth, nil: fill(&target, count, 0, ValueState.unknown)
    }
    guard let fallback else { return }
    for row in 0..<count where isUnknown(column, first + row, isTruth: false) {
      target.values[row] = fallback.values[row]
      target.states[row] = fallback.states[row]
    }
  }

  /// Truths of a column from a first row on; the fallback, where there is one, stands in for unknown cells.
  static func loadTruths(
    _ column: StoredColumn?, from first: Int, fallback: [UInt8]?, into target: inout [UInt8], _ count: Int
  ) {
    switch column {
    case .truth(let cells):
      let cells = cells.span
      var target = target.mutableSpan
      for row in 0..<count { target[row] = cells[first + row] == TruthCode.bad ? 1 : cells[first + row] }
    case .constant(let cell, _):
      let code = cell == Int64(TruthCode.no) || cell == Int64(TruthCode.yes) ? UInt8(cell) : TruthCode.unknown
      fill(&target, count, code)
    case .narrow, .wide, nil: fill(&target, count, TruthCode.unknown)
    }
    guard let fallback else { return }
    for row in 0..<count where isUnknown(column, first + row, isTruth: true) { target[row] = fallback[row] }
  }

  /// Whether a cell is unknown and neither bad nor none.
  private static func isUnknown(_ column: StoredColumn?, _ row: Int, isTruth: Bool) -> Bool {
    switch column {
    case .truth(let cells): return cells[row] == TruthCode.unknown
    case .narrow(let cells): return cells[row] == CellMark.unknownNarrow
    case .wide(let cells): return cells[row] == CellMark.unknown
    case .constant(let cell, _):
      if isTruth { return cell != Int64(TruthCode.no) && cell != Int64(TruthCode.yes) }
      return cell == CellMark.unknown
    case nil: return true
    }
  }

  /// Flag: the cell is unknown.
  static func cellUnknown(
    _ column: StoredColumn?, from first: Int, isTruth: Bool, into target: inout [UInt8], _ count: Int
  ) {
    for row in 0..<count { target[row] = isUnknown(column, first + row, isTruth: isTruth) ? 1 : 0 }
  }

  /// Truths of whether the list gave a cell; unknown for a list that was not given.
  static func loadGiven(_ given: [UInt8]?, from first: Int, into target: inout [UInt8], _ count: Int) {
    guard let given else { return fill(&target, count, TruthCode.unknown) }
    for row in 0..<count { target[row] = given[first + row] != 0 ? TruthCode.yes : TruthCode.no }
  }

  /// Cells of a column compared with a known constant: unknown and bad give unknown, none gives no.
  static func compare(
    _ comparison: Comparison, _ column: StoredColumn?, from first: Int, with constant: Int64,
    into target: inout [UInt8], _ count: Int
  ) {
    switch comparison {
    case .equal: compare(column, first, constant, into: &target, count, { $0 == $1 }, { $0 == $1 })
    case .notEqual: compare(column, first, constant, into: &target, count, { $0 != $1 }, { $0 != $1 })
    case .less: compare(column, first, constant, into: &target, count, { $0 < $1 }, { $0 < $1 })
    case .lessOrEqual: compare(column, first, constant, into: &target, count, { $0 <= $1 }, { $0 <= $1 })
    case .greater: compare(column, first, constant, into: &target, count, { $0 > $1 }, { $0 > $1 })
    case .greaterOrEqual: compare(column, first, constant, into: &target, count, { $0 >= $1 }, { $0 >= $1 })
    }
  }

  @inline(__always)
  private static func compare(
    _ column: StoredColumn?, _ first: Int, _ constant: Int64, into target: inout [UInt8], _ count: Int,
    _ holds: (Int64, Int64) -> Bool, _ holdsNarrow: (Int32, Int32) -> Bool
  ) {
    switch column {
    case .narrow(let cells):
      let cells = cells.span
      var target = target.mutableSpan
      guard let narrow = Int32(exactly: constant) else {
        for row in 0..<count {
          let cell = cells[first + row]
          let mark = cell == CellMark.noneNarrow ? TruthCode.no : TruthCode.unknown
          target[row] = cell > CellMark.badNarrow ? (holds(Int64(cell), constant) ? 2 : 0) : mark
        }
        return
      }
      for row in 0..<count {
        let cell = cells[first + row]
        let mark = cell == CellMark.noneNarrow ? TruthCode.no : TruthCode.unknown
        target[row] = cell > CellMark.badNarrow ? (holdsNarrow(cell, narrow) ? 2 : 0) : mark
      }
    case .wide(let cells):
      let cells = cells.span
      var target = target.mutableSpan
      for row in 0..<count {
        let cell = cells[first + row]
        let mark = cell == CellMark.none ? TruthCode.no : TruthCode.unknown
        target[row] = cell > CellMark.bad ? (holds(cell, constant) ? 2 : 0) : mark
      }
    case .constant(let cell, _):
      let mark = cell == CellMark.none ? TruthCode.no : TruthCode.unknown
      fill(&target, count, cell > CellMark.bad ? (holds(cell, constant) ? 2 : 0) : mark)
    case .truth, nil: fill(&target, count, TruthCode.unknown)
    }
  }

  /// Known values as they are, others as marks.
  static func store(_ operand: ValueColumn, into target: inout [Int64], _ count: Int) {
    for row in 0..<count {
      let mark = operand.states[row] == ValueState.none ? CellMark.none : CellMark.unknown
      target[row] = operand.states[row] == ValueState.known ? operand.values[row] : mark
    }
  }

  static func fill(_ target: inout [UInt8], _ count: Int, _ code: UInt8) {
    for row in 0..<count { target[row] = code }
  }

  static func fill(_ target: inout ValueColumn, _ count: Int, _ value: Int64, _ state: UInt8) {
    for row in 0..<count {
      target.values[row] = value
      target.states[row] = state
    }
  }
}
