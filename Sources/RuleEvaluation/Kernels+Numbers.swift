import FirmTable
import RuleModel

extension Kernels {
  /// Strict function of one value.
  @inline(__always)
  static func strict(
    _ operand: ValueColumn, into target: inout ValueColumn, _ count: Int, _ transform: (Int64) -> Int64
  ) {
    let values = operand.values.span.extracting(0..<count)
    var results = target.values.mutableSpan
    precondition(count <= results.count)
    for row in 0..<count { results[row] = transform(values[row]) }
    map(operand.states, into: &target.states, count) { $0 }
  }

  /// Strict function of two values.
  @inline(__always)
  static func strict(
    _ first: ValueColumn, _ second: ValueColumn, into target: inout ValueColumn, _ count: Int,
    _ transform: (Int64, Int64) -> Int64
  ) {
    let firstValues = first.values.span.extracting(0..<count)
    let secondValues = second.values.span.extracting(0..<count)
    var results = target.values.mutableSpan
    precondition(count <= results.count)
    for row in 0..<count { results[row] = transform(firstValues[row], secondValues[row]) }
    combine(first.states, second.states, into: &target.states, count) { max($0, $1) }
  }

  /// Strict function that is unknown where a known divisor is zero, even for a dividend that is none.
  ///
  /// Where a guard is not yes nobody reads the quotient, and it is unknown. The function is called with divisors other
  /// than 0 and −1 only; by −1 the quotient is the negated dividend.
  @inline(__always)
  private static func divided(
    _ first: ValueColumn, _ second: ValueColumn, guard truths: [UInt8]?, into target: inout ValueColumn,
    _ count: Int,
    byMinusOne: (Int64) -> Int64, _ transform: (Int64, Int64) -> Int64
  ) {
    combine(first.states, second.states, into: &target.states, count) { max($0, $1) }
    let dividends = first.values.span.extracting(0..<count)
    let divisors = second.values.span.extracting(0..<count)
    do {
      let divisorStates = second.states.span.extracting(0..<count)
      var states = target.states.mutableSpan
      precondition(count <= states.count)
      for row in 0..<count {
        let isByZero = divisors[row] == 0 && divisorStates[row] == ValueState.known
        states[row] = isByZero ? ValueState.unknown : states[row]
      }
      if let truths {
        let truths = truths.span.extracting(0..<count)
        for row in 0..<count {
          let state = states[row]
          states[row] = truths[row] == TruthCode.yes ? state : ValueState.unknown
        }
      }
    }
    let finished = target.states
    let states = finished.span.extracting(0..<count)
    var results = target.values.mutableSpan
    precondition(count <= results.count)
    for row in 0..<count where states[row] == ValueState.known {
      let divisor = divisors[row]
      results[row] = divisor == -1 ? byMinusOne(dividends[row]) : transform(dividends[row], divisor)
    }
  }

  /// First × factor / second, half away from zero.
  static func divide(
    _ first: ValueColumn, _ second: ValueColumn, factor: Int64, guard truths: [UInt8]?,
    into target: inout ValueColumn, _ count: Int
  ) {
    divided(first, second, guard: truths, into: &target, count, byMinusOne: { 0 &- $0 &* factor }) {
      rounded($0 &* factor, by: $1)
    }
  }

  /// Quotient towards negative infinity.
  static func floorDivide(
    _ first: ValueColumn, _ second: ValueColumn, guard truths: [UInt8]?, into target: inout ValueColumn,
    _ count: Int
  ) {
    divided(first, second, guard: truths, into: &target, count, byMinusOne: { 0 &- $0 }) {
      dividend, divisor in
      let quotient = dividend / divisor
      let rest = dividend &- quotient &* divisor
      return rest != 0 && (rest ^ divisor) < 0 ? quotient &- 1 : quotient
    }
  }

  /// Remainder with the sign of the divisor.
  static func modulo(
    _ first: ValueColumn, _ second: ValueColumn, guard truths: [UInt8]?, into target: inout ValueColumn,
    _ count: Int
  ) {
    divided(first, second, guard: truths, into: &target, count, byMinusOne: { _ in 0 }) { dividend, divisor in
      let rest = dividend % divisor
      return rest != 0 && (rest ^ divisor) < 0 ? rest &+ divisor : rest
    }
  }

  /// Value / unit, half away from zero.
  static func round(_ operand: ValueColumn, unit: Int64, into target: inout ValueColumn, _ count: Int) {
    switch unit {
    case 1: strict(operand, into: &target, count) { $0 }
    case 10: strict(operand, into: &target, count) { rounded($0, by: 10) }
    case 100: strict(operand, into: &target, count) { rounded($0, by: 100) }
    case 1_000: strict(operand, into: &target, count) { rounded($0, by: 1_000) }
    case 10_000: strict(operand, into: &target, count) { rounded($0, by: 10_000) }
    default: strict(operand, into: &target, count) { rounded($0, by: unit) }
    }
  }

  /// Quotient half away from zero; the divisor is neither 0 nor −1.
  @inline(__always)
  private static func rounded(_ dividend: Int64, by divisor: Int64) -> Int64 {
    let quotient = dividend / divisor
    let rest = (dividend &- quotient &* divisor).magnitude
    let isUp = rest >= divisor.magnitude &- rest
    return isUp ? ((dividend ^ divisor) < 0 ? quotient &- 1 : quotient &+ 1) : quotient
  }

  /// The first value where the condition is yes, the second where it is no, else unknown.
  static func selectValues(
    _ condition: [UInt8], _ first: ValueColumn, _ second: ValueColumn, into target: inout ValueColumn,
    _ count: Int
  ) {
    let condition = condition.span.extracting(0..<count)
    let firstValues = first.values.span.extracting(0..<count)
    let secondValues = second.values.span.extracting(0..<count)
    let firstStates = first.states.span.extracting(0..<count)
    let secondStates = second.states.span.extracting(0..<count)
    do {
      var results = target.values.mutableSpan
      precondition(count <= results.count)
      for row in 0..<count { results[row] = condition[row] == 2 ? firstValues[row] : secondValues[row] }
    }
    var states = target.states.mutableSpan
    precondition(count <= states.count)
    for row in 0..<count {
      let chosen = condition[row] == 2 ? firstStates[row] : secondStates[row]
      states[row] = condition[row] == 1 ? ValueState.unknown : chosen
    }
  }

  /// Points of a formula where a rule fires: rounded half up, within bounds; 255 where it is not known.
  static func points(
    _ operand: ValueColumn, _ bounds: PointsBounds, whereFired states: [UInt8], into target: inout [UInt8],
    _ count: Int
  ) {
    let fired = states.span.extracting(0..<count)
    let values = operand.values.span.extracting(0..<count)
    let states = operand.states.span.extracting(0..<count)
    var target = target.mutableSpan
    precondition(count <= target.count)
    let greatest = Int64(bounds.most) * bounds.unit
    for row in 0..<count where fired[row] == RuleState.fires.rawValue {
      let raw = max(0, min(values[row], greatest))
      let whole = UInt8(truncatingIfNeeded: (raw &+ bounds.unit / 2) / bounds.unit)
      target[row] = states[row] == ValueState.known ? max(whole, bounds.least) : BatchOutcomes.unknownPoints
    }
  }

  /// Values where a rule fires, as they are where known, else as marks.
  static func affects(
    _ operand: ValueColumn, whereFired states: [UInt8], into target: inout [Int64], _ count: Int
  ) {
    let fired = states.span.extracting(0..<count)
    let values = operand.values.span.extracting(0..<count)
    let states = operand.states.span.extracting(0..<count)
    var target = target.mutableSpan
    precondition(count <= target.count)
    for row in 0..<count where fired[row] == RuleState.fires.rawValue {
      let mark = states[row] == ValueState.none ? CellMark.none : CellMark.unknown
      target[row] = states[row] == ValueState.known ? values[row] : mark
    }
  }
}
