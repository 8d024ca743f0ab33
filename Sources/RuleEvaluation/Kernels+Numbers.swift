import RuleModel

extension Kernels {
  /// Strict function of one value.
  @inline(__always)
  static func strict(
    _ operand: ValueColumn, into target: inout ValueColumn, _ count: Int, _ transform: (Int64) -> Int64
  ) {
    let values = operand.values.span
    var results = target.values.mutableSpan
    for row in 0..<count { results[row] = transform(values[row]) }
    map(operand.states, into: &target.states, count) { $0 }
  }

  /// Strict function of two values.
  @inline(__always)
  static func strict(
    _ first: ValueColumn, _ second: ValueColumn, into target: inout ValueColumn, _ count: Int,
    _ transform: (Int64, Int64) -> Int64
  ) {
    let firstValues = first.values.span
    let secondValues = second.values.span
    var results = target.values.mutableSpan
    for row in 0..<count { results[row] = transform(firstValues[row], secondValues[row]) }
    combine(first.states, second.states, into: &target.states, count) { max($0, $1) }
  }

  /// Strict function that is unknown where a known divisor is zero, even for a dividend that is none.
  ///
  /// The function is called with divisors other than 0 and −1 only; by −1 the quotient is the negated dividend.
  @inline(__always)
  private static func divided(
    _ first: ValueColumn, _ second: ValueColumn, into target: inout ValueColumn, _ count: Int,
    byMinusOne: (Int64) -> Int64, _ transform: (Int64, Int64) -> Int64
  ) {
    let dividends = first.values.span
    let divisors = second.values.span
    let firstStates = first.states.span
    let secondStates = second.states.span
    do {
      var states = target.states.mutableSpan
      for row in 0..<count {
        let isByZero = divisors[row] == 0 && secondStates[row] == ValueState.known
        states[row] = isByZero ? ValueState.unknown : max(firstStates[row], secondStates[row])
      }
    }
    var results = target.values.mutableSpan
    for row in 0..<count {
      let divisor = divisors[row]
      if divisor == 0 || max(firstStates[row], secondStates[row]) != ValueState.known { continue }
      results[row] = divisor == -1 ? byMinusOne(dividends[row]) : transform(dividends[row], divisor)
    }
  }

  /// First × factor / second, half away from zero.
  static func divide(
    _ first: ValueColumn, _ second: ValueColumn, factor: Int64, into target: inout ValueColumn, _ count: Int
  ) {
    divided(first, second, into: &target, count, byMinusOne: { 0 &- $0 &* factor }) {
      rounded($0 &* factor, by: $1)
    }
  }

  /// Quotient towards negative infinity.
  static func floorDivide(
    _ first: ValueColumn, _ second: ValueColumn, into target: inout ValueColumn, _ count: Int
  ) {
    divided(first, second, into: &target, count, byMinusOne: { 0 &- $0 }) { dividend, divisor in
      let quotient = dividend / divisor
      let rest = dividend &- quotient &* divisor
      return rest != 0 && (rest ^ divisor) < 0 ? quotient &- 1 : quotient
    }
  }

  /// Remainder with the sign of the divisor.
  static func modulo(
    _ first: ValueColumn, _ second: ValueColumn, into target: inout ValueColumn, _ count: Int
  ) {
    divided(first, second, into: &target, count, byMinusOne: { _ in 0 }) { dividend, divisor in
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
    let condition = condition.span
    let firstValues = first.values.span
    let secondValues = second.values.span
    let firstStates = first.states.span
    let secondStates = second.states.span
    do {
      var results = target.values.mutableSpan
      for row in 0..<count { results[row] = condition[row] == 2 ? firstValues[row] : secondValues[row] }
    }
    var states = target.states.mutableSpan
    for row in 0..<count {
      let chosen = condition[row] == 2 ? firstStates[row] : secondStates[row]
      states[row] = condition[row] == 1 ? ValueState.unknown : chosen
    }
  }

  /// Points of a formula: rounded half up, within bounds; 255 where it is not known.
  static func points(_ operand: ValueColumn, _ bounds: PointsBounds, into target: inout [UInt8], _ count: Int)
  {
    switch bounds.unit {
    case 1: points(operand, bounds, into: &target, count, unit: 1)
    case 10: points(operand, bounds, into: &target, count, unit: 10)
    case 100: points(operand, bounds, into: &target, count, unit: 100)
    case 1_000: points(operand, bounds, into: &target, count, unit: 1_000)
    case 10_000: points(operand, bounds, into: &target, count, unit: 10_000)
    default: points(operand, bounds, into: &target, count, unit: UInt32(clamping: bounds.unit))
    }
  }

  @inline(__always)
  private static func points(
    _ operand: ValueColumn, _ bounds: PointsBounds, into target: inout [UInt8], _ count: Int, unit: UInt32
  ) {
    let values = operand.values.span
    let states = operand.states.span
    var target = target.mutableSpan
    let greatest = Int64(bounds.most) * Int64(unit)
    for row in 0..<count {
      let raw = UInt32(truncatingIfNeeded: max(0, min(values[row], greatest)))
      let whole = UInt8(truncatingIfNeeded: (raw &+ unit / 2) / unit)
      let bounded = max(whole, bounds.least)
      target[row] = states[row] == ValueState.known ? bounded : BatchOutcomes.unknownPoints
    }
  }
}
