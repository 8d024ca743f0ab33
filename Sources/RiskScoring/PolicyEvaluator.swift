import FirmTable
import RuleModel

/// Figures of finished scores that policy conditions read, in columns.
struct ScoreFigures {
  /// Number of firms.
  var count: Int
  /// Values of each variable that a condition reads, a few; the estimate in tenths.
  var columns: [(variable: ScoreVariable, values: [Int64])]

  /// Values of a variable; nil when there are none.
  func values(of variable: ScoreVariable) -> [Int64]? {
    columns.first { $0.variable == variable }?.values
  }
}

/// Evaluates policy conditions over finished scores.
///
/// Scores are always known; only a zero divisor gives unknown, and an unknown condition does not hold.
enum PolicyEvaluator {
  /// Kleene truth of a condition for each firm.
  static func truths(_ expression: RuleExpression, _ figures: ScoreFigures) -> [UInt8] {
    switch expression.kind {
    case .constant(.truth(let isYes)):
      return [UInt8](repeating: isYes ? TruthCode.yes : TruthCode.no, count: figures.count)
    case .named(_, let inner): return truths(inner, figures)
    case .not(let inner): return truths(inner, figures).map { 2 - $0 }
    case .and(let operands): return folded(operands, figures) { min($0, $1) }
    case .or(let operands): return folded(operands, figures) { max($0, $1) }
    case .compare(let comparison, let first, let second):
      if first.type == .truth {
        return compared(
          comparison, truths(first, figures), truths(second, figures), unknown: TruthCode.unknown)
      }
      return compared(
        comparison, numbers(first, figures), numbers(second, figures), unknown: CellMark.unknown)
    case .conditional(let condition, let first, let second):
      let chosen = truths(condition, figures)
      let yes = truths(first, figures)
      let no = truths(second, figures)
      return chosen.indices.map { position in
        switch chosen[position] {
        case TruthCode.yes: return yes[position]
        case TruthCode.no: return no[position]
        default: return TruthCode.unknown
        }
      }
    default: return [UInt8](repeating: TruthCode.unknown, count: figures.count)
    }
  }

  /// Raw numbers of an expression for each firm, `CellMark.unknown` where it has no value.
  static func numbers(_ expression: RuleExpression, _ figures: ScoreFigures) -> [Int64] {
    switch expression.kind {
    case .constant(.number(let raw)): return [Int64](repeating: raw, count: figures.count)
    case .score(let variable): return figures.values(of: variable) ?? unknowns(figures)
    case .named(_, let inner): return numbers(inner, figures)
    case .negate(let inner): return mapped(inner, figures) { $0.multipliedReportingOverflow(by: -1) }
    case .absolute(let inner):
      return mapped(inner, figures) { $0 < 0 ? $0.multipliedReportingOverflow(by: -1) : ($0, false) }
    case .rescale(let inner, let exponent):
      return mapped(inner, figures) { $0.multipliedReportingOverflow(by: powerOfTen(exponent)) }
    case .round(let inner, let exponent):
      return mapped(inner, figures) { (roundedQuotient(Int128($0), Int128(powerOfTen(exponent))), false) }
    case .add(let first, let second):
      return combined(first, second, figures) { $0.addingReportingOverflow($1) }
    case .subtract(let first, let second):
      return combined(first, second, figures) { $0.subtractingReportingOverflow($1) }
    case .multiply(let first, let second):
      return combined(first, second, figures) { $0.multipliedReportingOverflow(by: $1) }
    case .divide(let first, let second, let exponent):
      let factor = Int128(powerOfTen(exponent))
      return combined(first, second, figures) {
        $1 == 0 ? (0, true) : (roundedQuotient(Int128($0) * factor, Int128($1)), false)
      }
    case .floorDivide(let first, let second):
      return combined(first, second, figures) { floorQuotient($0, $1) }
    case .modulo(let first, let second):
      return combined(first, second, figures) { first, second in
        let (quotient, fails) = floorQuotient(first, second)
        return fails ? (0, true) : (first &- quotient &* second, false)
      }
    case .minimum(let operands): return extreme(operands, figures) { min($0, $1) }
    case .maximum(let operands): return extreme(operands, figures) { max($0, $1) }
    case .conditional(let condition, let first, let second):
      let chosen = truths(condition, figures)
      let yes = numbers(first, figures)
      let no = numbers(second, figures)
      return chosen.indices.map { position in
        switch chosen[position] {
        case TruthCode.yes: return yes[position]
        case TruthCode.no: return no[position]
        default: return CellMark.unknown
        }
      }
    default: return unknowns(figures)
    }
  }

  /// Compares values; one loop for each comparison, so that none asks which it is.
  private static func compared<Value: Comparable>(
    _ comparison: Comparison, _ first: [Value], _ second: [Value], unknown: Value
  ) -> [UInt8] {
    switch comparison {
    case .equal: return compared(first, second, unknown) { $0 == $1 }
    case .notEqual: return compared(first, second, unknown) { $0 != $1 }
    case .less: return compared(first, second, unknown) { $0 < $1 }
    case .lessOrEqual: return compared(first, second, unknown) { $0 <= $1 }
    case .greater: return compared(first, second, unknown) { $0 > $1 }
    case .greaterOrEqual: return compared(first, second, unknown) { $0 >= $1 }
    }
  }

  @inline(__always) private static func compared<Value: Comparable>(
    _ first: [Value], _ second: [Value], _ unknown: Value, _ holds: (Value, Value) -> Bool
  ) -> [UInt8] {
    paired(first, second) { first, second in
      let isUnknown = first == unknown || second == unknown
      return isUnknown ? TruthCode.unknown : holds(first, second) ? TruthCode.yes : TruthCode.no
    }
  }

  private static func unknowns(_ figures: ScoreFigures) -> [Int64] {
    [Int64](repeating: CellMark.unknown, count: figures.count)
  }

  private static func folded(
    _ operands: [RuleExpression], _ figures: ScoreFigures, _ combine: (UInt8, UInt8) -> UInt8
  ) -> [UInt8] {
    guard let first = operands.first else {
      return [UInt8](repeating: TruthCode.unknown, count: figures.count)
    }
    var result = truths(first, figures)
    for operand in operands.dropFirst() { result = paired(result, truths(operand, figures), combine) }
    return result
  }

  @inline(__always) private static func paired<Value>(
    _ first: [Value], _ second: [Value], _ combine: (Value, Value) -> UInt8
  ) -> [UInt8] {
    let (left, right) = (first.span, second.span)
    return [UInt8](capacity: left.count) { truths in
      for position in left.indices { truths.append(combine(left[position], right[position])) }
    }
  }

  private static func mapped(
    _ inner: RuleExpression, _ figures: ScoreFigures,
    _ change: (Int64) -> (partialValue: Int64, overflow: Bool)
  ) -> [Int64] {
    numbers(inner, figures).map { value in
      guard value != CellMark.unknown else { return value }
      let (changed, fails) = change(value)
      return fails ? CellMark.unknown : changed
    }
  }

  private static func combined(
    _ first: RuleExpression, _ second: RuleExpression, _ figures: ScoreFigures,
    _ combine: (Int64, Int64) -> (partialValue: Int64, overflow: Bool)
  ) -> [Int64] {
    let left = numbers(first, figures)
    let right = numbers(second, figures)
    return left.indices.map { position in
      guard left[position] != CellMark.unknown, right[position] != CellMark.unknown else {
        return CellMark.unknown
      }
      let (value, fails) = combine(left[position], right[position])
      return fails ? CellMark.unknown : value
    }
  }

  private static func extreme(
    _ operands: [RuleExpression], _ figures: ScoreFigures, _ choose: (Int64, Int64) -> Int64
  ) -> [Int64] {
    guard let first = operands.first else { return unknowns(figures) }
    var result = numbers(first, figures)
    for operand in operands.dropFirst() {
      let other = numbers(operand, figures)
      for position in result.indices {
        let isKnown = result[position] != CellMark.unknown && other[position] != CellMark.unknown
        result[position] = isKnown ? choose(result[position], other[position]) : CellMark.unknown
      }
    }
    return result
  }

  private static func powerOfTen(_ exponent: Int) -> Int64 {
    var power: Int64 = 1
    for _ in 0..<min(max(exponent, 0), 18) { power *= 10 }
    return power
  }

  /// Quotient rounded half away from zero; unknown when it leaves 64 bits.
  private static func roundedQuotient(_ first: Int128, _ second: Int128) -> Int64 {
    let magnitude = (first.magnitude * 2 + second.magnitude) / (second.magnitude * 2)
    let isNegative = (first < 0) != (second < 0)
    return Int64(exactly: isNegative ? -Int128(magnitude) : Int128(magnitude)) ?? CellMark.unknown
  }

  private static func floorQuotient(_ first: Int64, _ second: Int64) -> (partialValue: Int64, overflow: Bool)
  {
    let (quotient, fails) = first.dividedReportingOverflow(by: second)
    if fails { return (0, true) }
    let remainder = first - quotient * second
    return (remainder != 0 && (remainder < 0) != (second < 0) ? quotient - 1 : quotient, false)
  }
}
