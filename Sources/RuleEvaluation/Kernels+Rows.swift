import FirmTable
import RuleModel

/// The rows of a batch of firms: those of firm `f` of the batch are `offsets[f]..<offsets[f + 1]`, from 0.
struct RowExtents {
  var offsets: [Int]
  /// Whether a firm without rows is known to have none.
  var isComplete: Bool
}

extension Kernels {
  /// Spreads a register of firms over their rows.
  static func expand(
    _ operand: ValueColumn, _ extents: RowExtents, into target: inout ValueColumn, _ count: Int
  ) {
    for firm in 0..<count {
      for row in extents.offsets[firm]..<extents.offsets[firm + 1] {
        target.values[row] = operand.values[firm]
        target.states[row] = operand.states[firm]
      }
    }
  }

  /// Spreads truths of firms over their rows.
  static func expand(_ operand: [UInt8], _ extents: RowExtents, into target: inout [UInt8], _ count: Int) {
    for firm in 0..<count {
      for row in extents.offsets[firm]..<extents.offsets[firm + 1] { target[row] = operand[firm] }
    }
  }

  /// Flag of firms some row of which has the flag.
  static func anyRowFlag(_ operand: [UInt8], _ extents: RowExtents, into target: inout [UInt8], _ count: Int)
  {
    for firm in 0..<count {
      var flag: UInt8 = 0
      for row in extents.offsets[firm]..<extents.offsets[firm + 1] { flag |= operand[row] }
      target[firm] = flag
    }
  }

  /// Kleene disjunction or conjunction over the rows that count.
  static func foldTruths(
    isAny: Bool, _ operand: [UInt8], condition: [UInt8]?, _ extents: RowExtents, into target: inout [UInt8],
    _ count: Int
  ) {
    let neutral: UInt8 = isAny ? TruthCode.no : TruthCode.yes
    for firm in 0..<count {
      let rows = extents.offsets[firm]..<extents.offsets[firm + 1]
      var result = neutral
      for row in rows {
        let counts = condition?[row] ?? TruthCode.yes
        let truth =
          counts == TruthCode.yes ? operand[row] : counts == TruthCode.no ? neutral : TruthCode.unknown
        result = isAny ? max(result, truth) : min(result, truth)
      }
      target[firm] = rows.isEmpty && !extents.isComplete ? TruthCode.unknown : result
    }
  }

  /// Count, sum, least or greatest over the rows that count.
  static func foldValues(
    _ function: Aggregate.Function, _ operand: ValueColumn?, condition: [UInt8]?, _ extents: RowExtents,
    into target: inout ValueColumn, _ count: Int
  ) {
    for firm in 0..<count {
      let rows = extents.offsets[firm]..<extents.offsets[firm + 1]
      var state = rows.isEmpty && !extents.isComplete ? ValueState.unknown : ValueState.known
      var result: Int64 = 0
      var counted: Int64 = 0
      for row in rows {
        let counts = condition?[row] ?? TruthCode.yes
        if counts == TruthCode.no { continue }
        state = max(
          state, counts == TruthCode.yes ? operand?.states[row] ?? ValueState.known : ValueState.unknown)
        counted += 1
        guard let operand, state == ValueState.known else { continue }
        let value = operand.values[row]
        if function == .sum {
          let (sum, overflow) = result.addingReportingOverflow(value)
          result = sum
          if overflow { state = ValueState.unknown }
        } else if counted == 1 {
          result = value
        } else {
          result = function == .minimum ? min(result, value) : max(result, value)
        }
      }
      if function == .count { result = counted }
      if (function == .minimum || function == .maximum) && counted == 0 { state = ValueState.unknown }
      target.values[firm] = result
      target.states[firm] = state
    }
  }

  /// Value in the last row with the latest date among the rows that count; a row whose date is none is never it.
  static func latest(
    _ operand: ValueColumn, order: ValueColumn, condition: [UInt8]?, _ extents: RowExtents,
    into target: inout ValueColumn, _ count: Int
  ) {
    for firm in 0..<count {
      var newest: Int?
      var isSettled = true
      for row in extents.offsets[firm]..<extents.offsets[firm + 1] {
        let counts = condition?[row] ?? TruthCode.yes
        if counts == TruthCode.no { continue }
        if counts == TruthCode.unknown || order.states[row] == ValueState.unknown { isSettled = false }
        if order.states[row] != ValueState.known { continue }
        if let other = newest, order.values[other] > order.values[row] { continue }
        newest = row
      }
      if let newest, isSettled {
        target.values[firm] = operand.values[newest]
        target.states[firm] = operand.states[newest]
      } else {
        target.values[firm] = 0
        target.states[firm] = ValueState.unknown
      }
    }
  }
}
