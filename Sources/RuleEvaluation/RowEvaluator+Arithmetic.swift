import RuleModel

extension RowEvaluator {
  /// Arithmetic and functions: any unknown operand gives unknown, else any none gives none.
  ///
  /// A divisor known to be zero gives unknown even when the dividend is none.
  func strict(_ expression: RuleExpression, _ operands: [EvaluatedValue]) -> EvaluatedValue {
    if operands.contains(.unknown) { return .unknown }
    if expression.divisor != nil && operands.last == .known(.number(0)) { return .unknown }
    if operands.contains(.none) { return .none }
    var numbers: [Int64] = []
    var dates: [CivilDate] = []
    for operand in operands {
      switch operand {
      case .known(.number(let number)): numbers.append(number)
      case .known(.date(let date)): dates.append(date)
      default: return .unknown
      }
    }
    return dates.isEmpty ? onNumbers(expression, numbers) : onDates(expression, dates, numbers)
  }

  private func onNumbers(_ expression: RuleExpression, _ numbers: [Int64]) -> EvaluatedValue {
    guard let first = numbers.first, let second = numbers.last else { return .unknown }
    switch expression.kind {
    case .negate: return known(exact(Int64(0).subtractingReportingOverflow(first)))
    case .add: return known(exact(first.addingReportingOverflow(second)))
    case .subtract: return known(exact(first.subtractingReportingOverflow(second)))
    case .multiply: return known(exact(first.multipliedReportingOverflow(by: second)))
    case .rescale(_, let exponent):
      return known(exact(first.multipliedReportingOverflow(by: power(exponent))))
    case .divide(_, _, let exponent):
      return known(
        exact(first.multipliedReportingOverflow(by: power(exponent))).map { rounded($0, by: second) })
    case .round(_, let exponent): return known(rounded(first, by: power(exponent)))
    case .floorDivide: return known(floored(first, by: second))
    case .modulo: return known(first - floored(first, by: second) * second)
    case .minimum: return known(numbers.min())
    case .maximum: return known(numbers.max())
    case .absolute: return known(first < 0 ? -first : first)
    case .makeDate:
      guard let year = Int(exactly: numbers[0]), let month = Int(exactly: numbers[1]),
        let day = Int(exactly: numbers[2])
      else { return .unknown }
      return known(CivilDate(year: year, month: month, day: day))
    default: return .unknown
    }
  }

  private func onDates(_ expression: RuleExpression, _ dates: [CivilDate], _ numbers: [Int64])
    -> EvaluatedValue
  {
    guard let first = dates.first, let second = dates.last else { return .unknown }
    switch expression.kind {
    case .dateDifference: return known(Int64(first.days) - Int64(second.days))
    case .addDays: return known(numbers.first.flatMap { first.adding(days: $0) })
    case .addMonths: return known(numbers.first.flatMap { first.adding(months: $0) })
    case .year: return known(Int64(first.components.year))
    case .endOfMonth: return known(first.endOfMonth)
    case .minimum: return known(dates.min())
    case .maximum: return known(dates.max())
    default: return .unknown
    }
  }

  /// The checker proves that nothing leaves 64 bits; were it wrong, the value would be unknown and no run would stop.
  private func exact(_ result: (partialValue: Int64, overflow: Bool)) -> Int64? {
    result.overflow ? nil : result.partialValue
  }

  private func power(_ exponent: Int) -> Int64 {
    var result: Int64 = 1
    for _ in 0..<exponent { result *= 10 }
    return result
  }

  /// Quotient rounded half away from zero.
  private func rounded(_ dividend: Int64, by divisor: Int64) -> Int64 {
    let quotient = dividend.magnitude / divisor.magnitude
    let rest = dividend.magnitude % divisor.magnitude
    let size = rest >= divisor.magnitude - rest ? quotient + 1 : quotient
    return (dividend < 0) == (divisor < 0) ? Int64(clamping: size) : 0 - Int64(clamping: size)
  }

  /// Quotient rounded towards negative infinity.
  private func floored(_ dividend: Int64, by divisor: Int64) -> Int64 {
    if divisor == -1 { return 0 &- dividend }
    let quotient = dividend / divisor
    let isInexact = dividend % divisor != 0
    return isInexact && (dividend < 0) != (divisor < 0) ? quotient - 1 : quotient
  }
}

extension RuleExpression {
  /// The divisor of a division; nil for any other expression.
  var divisor: RuleExpression? {
    switch kind {
    case .divide(_, let second, _), .floorDivide(_, let second), .modulo(_, let second): return second
    default: return nil
    }
  }
}
