import FirmTable
import RuleModel

/// The raw values for which a comparison with a constant holds, or fails.
private struct ComparedRange {
  var lowest: Int64
  var highest: Int64
  /// Truth code of values in the range; those outside have the opposite.
  var inside: UInt8 = TruthCode.yes

  init(_ comparison: Comparison, _ constant: Int64) {
    lowest = .min
    highest = .max
    switch comparison {
    case .equal, .notEqual:
      lowest = constant
      highest = constant
    case .less, .greaterOrEqual: lowest = constant
    case .greater, .lessOrEqual: highest = constant
    }
    if comparison == .notEqual || comparison == .less || comparison == .greater { inside = TruthCode.no }
  }
}

extension Kernels {
  /// Cells of a column from a first row on; the fallback, where there is one, stands in for unknown cells.
  static func load(
    _ column: StoredColumn?, from first: Int, fallback: ValueColumn?, into target: inout ValueColumn,
    _ count: Int
  ) {
    switch column {
    case .narrow(let cells): load(cells, from: first, into: &target, count)
    case .wide(let cells): load(cells, from: first, into: &target, count)
    case .constant(let cell, _):
      let mark = cell == CellMark.none ? ValueState.none : ValueState.unknown
      fill(&target, count, cell, cell > CellMark.bad ? ValueState.known : mark)
    case .truth, nil: fill(&target, count, 0, ValueState.unknown)
    }
    if let fallback { fill(&target, count, from: fallback, whereUnknown: column, first) }
  }

  private static func load(_ cells: [Int32], from first: Int, into target: inout ValueColumn, _ count: Int) {
    let cells = cells.span.extracting(first..<first + count)
    do {
      var values = target.values.mutableSpan
      precondition(count <= values.count)
      for row in 0..<count { values[row] = Int64(cells[row]) }
    }
    var states = target.states.mutableSpan
    precondition(count <= states.count)
    // States of 32 bits, made bytes only at the end, keep all lanes of a vector busy.
    for row in 0..<count {
      let isUnknown: Int32 = cells[row] <= CellMark.badNarrow ? 2 : 0
      let isNone: Int32 = cells[row] == CellMark.noneNarrow ? 3 : 0
      states[row] = UInt8(truncatingIfNeeded: isUnknown ^ isNone)
    }
  }

  private static func load(_ cells: [Int64], from first: Int, into target: inout ValueColumn, _ count: Int) {
    let cells = cells.span.extracting(first..<first + count)
    do {
      var values = target.values.mutableSpan
      precondition(count <= values.count)
      for row in 0..<count { values[row] = cells[row] }
    }
    var states = target.states.mutableSpan
    precondition(count <= states.count)
    for row in 0..<count {
      let isUnknown: UInt8 = cells[row] <= CellMark.bad ? 2 : 0
      let isNone: UInt8 = cells[row] == CellMark.none ? 3 : 0
      states[row] = isUnknown ^ isNone
    }
  }

  /// Puts a fallback where the cells of a column are unknown and neither bad nor none.
  private static func fill(
    _ target: inout ValueColumn, _ count: Int, from fallback: ValueColumn, whereUnknown column: StoredColumn?,
    _ first: Int
  ) {
    switch column {
    case .narrow(let cells):
      for row in 0..<count where cells[first + row] == CellMark.unknownNarrow {
        target.values[row] = fallback.values[row]
        target.states[row] = fallback.states[row]
      }
    case .wide(let cells):
      for row in 0..<count where cells[first + row] == CellMark.unknown {
        target.values[row] = fallback.values[row]
        target.states[row] = fallback.states[row]
      }
    case .constant(let cell, _): if cell == CellMark.unknown { copy(fallback, into: &target, count) }
    case .truth, nil: copy(fallback, into: &target, count)
    }
  }

  private static func copy(_ source: ValueColumn, into target: inout ValueColumn, _ count: Int) {
    strict(source, into: &target, count) { $0 }
  }

  /// Truths of a column from a first row on; the fallback, where there is one, stands in for unknown cells.
  static func loadTruths(
    _ column: StoredColumn?, from first: Int, fallback: [UInt8]?, into target: inout [UInt8], _ count: Int
  ) {
    switch column {
    case .truth(let cells):
      let cells = cells.span.extracting(first..<first + count)
      var target = target.mutableSpan
      precondition(count <= target.count)
      for row in 0..<count { target[row] = cells[row] == TruthCode.bad ? TruthCode.unknown : cells[row] }
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
    let range = ComparedRange(comparison, constant)
    switch column {
    case .narrow(let cells): compare(cells, from: first, range, into: &target, count)
    case .wide(let cells): compare(cells, from: first, range, into: &target, count)
    case .constant(let cell, _):
      let mark = cell == CellMark.none ? TruthCode.no : TruthCode.unknown
      let answer = cell >= range.lowest && cell <= range.highest ? range.inside : 2 &- range.inside
      fill(&target, count, cell > CellMark.bad ? answer : mark)
    case .truth, nil: fill(&target, count, TruthCode.unknown)
    }
  }

  private static func compare(
    _ cells: [Int32], from first: Int, _ range: ComparedRange, into target: inout [UInt8], _ count: Int
  ) {
    let cells = cells.span.extracting(first..<first + count)
    var target = target.mutableSpan
    precondition(count <= target.count)
    let canBeInside = range.lowest <= Int64(Int32.max) && range.highest >= Int64(Int32.min)
    let outside = Int32(2 &- range.inside)
    let difference: Int32 = canBeInside ? 2 : 0
    let lowest = Int32(clamping: range.lowest)
    let highest = Int32(clamping: range.highest)
    // Masks of 32 bits, made bytes only at the end, keep all lanes of a vector busy.
    for row in 0..<count {
      let cell = cells[row]
      let isInside: Int32 = (cell >= lowest ? -1 : 0) & (cell <= highest ? -1 : 0)
      let isKnown: Int32 = cell > CellMark.badNarrow ? -1 : 0
      let mark: Int32 = cell == CellMark.noneNarrow ? 0 : 1
      let answer = (isInside & difference) ^ outside
      target[row] = UInt8(truncatingIfNeeded: (answer & isKnown) | (mark & ~isKnown))
    }
  }

  private static func compare(
    _ cells: [Int64], from first: Int, _ range: ComparedRange, into target: inout [UInt8], _ count: Int
  ) {
    let cells = cells.span.extracting(first..<first + count)
    var target = target.mutableSpan
    precondition(count <= target.count)
    let inside = range.inside
    let outside = 2 &- inside
    let lowest = range.lowest
    let highest = range.highest
    for row in 0..<count {
      let cell = cells[row]
      let isInside = (cell >= lowest ? 1 : 0) & (cell <= highest ? 1 : 0) as UInt8
      let mark = cell == CellMark.none ? TruthCode.no : TruthCode.unknown
      target[row] = cell > CellMark.bad ? (isInside == 1 ? inside : outside) : mark
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
