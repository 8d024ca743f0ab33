import Diagnostics
import RuleLanguage
import RuleModel

/// Numbers and arithmetic.
extension CheckingContext {
  func number(_ literal: NumberLiteral, unit reference: UnitReference?, span: Span) -> RuleExpression? {
    var measure = MeasureUnit.none
    if let reference {
      guard let found = unit(reference) else { return nil }
      measure = found
    }
    let bounds = NumberBounds(Int128(literal.value), Int128(literal.value))
    guard let type = fitting(bounds, unit: measure, scale: literal.scale, at: span) else { return nil }
    return RuleExpression(.constant(.number(literal.value)), type: type, span: span)
  }

  func percent(_ literal: NumberLiteral, span: Span) -> RuleExpression? {
    guard literal.scale <= 2 else {
      report(.decimalsExceeded, "a percentage keeps at most 2 decimals", at: span)
      return nil
    }
    let bounds = NumberBounds(Int128(literal.value), Int128(literal.value))
    let scale = literal.scale + 2
    guard let type = fitting(bounds, unit: .none, scale: scale, isPercent: true, at: span) else { return nil }
    return RuleExpression(.constant(.number(literal.value)), type: type, span: span)
  }

  func negated(_ inner: SyntaxExpression, span: Span) -> RuleExpression? {
    guard let checked = expression(inner, expecting: nil) else { return nil }
    guard let number = checked.type.number else {
      report(.typeMismatch, "only a number can be negated", at: inner.span, "is \(describe(checked.type))")
      return nil
    }
    let type = ValueType.number(
      NumberType(
        unit: number.unit, scale: number.scale, bounds: NumberBounds(number).negated,
        isPercent: number.isPercent))
    if case .constant(.number(let raw)) = checked.kind {
      return RuleExpression(.constant(.number(-raw)), type: type, span: span)
    }
    return RuleExpression(.negate(checked), type: type, span: span)
  }

  /// Two numbers brought to one unit and scale, for adding or comparing; reported when their units differ.
  func matched(
    _ left: RuleExpression, _ leftSyntax: SyntaxExpression, _ right: RuleExpression,
    _ rightSyntax: SyntaxExpression, doing verb: String, span: Span
  ) -> (RuleExpression, RuleExpression)? {
    guard let leftType = left.type.number, let rightType = right.type.number,
      let left = adopting(unit: rightType, left, syntax: leftSyntax),
      let right = adopting(unit: leftType, right, syntax: rightSyntax),
      let leftNumber = left.type.number, let rightNumber = right.type.number
    else { return nil }
    if leftNumber.unit != rightNumber.unit {
      report(
        .unitMismatch,
        "cannot \(verb) \(describe(leftNumber.unit)) and \(describe(rightNumber.unit))", at: span,
        "units differ",
        also: [
          .init(leftSyntax.span, "is \(describe(leftNumber.unit))"),
          .init(rightSyntax.span, "is \(describe(rightNumber.unit))"),
        ],
        help: unitHelp(wanted: rightNumber, syntax: leftSyntax)
          + unitHelp(wanted: leftNumber, syntax: rightSyntax))
      return nil
    }
    let scale = max(leftNumber.scale, rightNumber.scale)
    guard let left = rescaled(left, to: scale), let right = rescaled(right, to: scale) else { return nil }
    return (left, right)
  }

  func arithmetic(
    _ symbol: ArithmeticOperator, _ first: SyntaxExpression, _ second: SyntaxExpression, span: Span
  ) -> RuleExpression? {
    let left = expression(first, expecting: nil)
    let right = expression(second, expecting: nil)
    guard let left, let right else { return nil }
    if left.type.isDate || right.type.isDate {
      return dateArithmetic(symbol, left, first, right, second, span: span)
    }
    for (side, syntax) in [(left, first), (right, second)] where side.type.number == nil {
      report(
        .typeMismatch, "cannot calculate with \(describe(side.type))", at: syntax.span,
        "is \(describe(side.type))")
      return nil
    }
    switch symbol {
    case .plus, .minus: return sum(symbol, left, first, right, second, span: span)
    case .times: return product(left, right, span: span)
    case .dividedBy: return quotient(left, right, span: span)
    case .div, .mod: return wholeQuotient(symbol, left, first, right, second, span: span)
    }
  }

  private func sum(
    _ symbol: ArithmeticOperator, _ left: RuleExpression, _ first: SyntaxExpression, _ right: RuleExpression,
    _ second: SyntaxExpression, span: Span
  ) -> RuleExpression? {
    let verb = symbol == .plus ? "add" : "subtract"
    guard let (left, right) = matched(left, first, right, second, doing: verb, span: span),
      let leftNumber = left.type.number, let rightNumber = right.type.number
    else { return nil }
    let other = NumberBounds(rightNumber)
    let bounds = NumberBounds(leftNumber).adding(symbol == .plus ? other : other.negated)
    let isPercent = leftNumber.isPercent && rightNumber.isPercent
    guard
      let type = fitting(
        bounds, unit: leftNumber.unit, scale: leftNumber.scale, isPercent: isPercent, at: span)
    else { return nil }
    return RuleExpression(
      symbol == .plus ? .add(left, right) : .subtract(left, right), type: type, span: span)
  }

  private func product(_ left: RuleExpression, _ right: RuleExpression, span: Span) -> RuleExpression? {
    guard let first = left.type.number, let second = right.type.number else { return nil }
    let scale = first.scale + second.scale
    guard scale <= 4 else {
      report(
        .decimalsExceeded, "the product would have \(scale) decimals", at: span, "at most 4 are kept",
        help: ["round one factor first: `round(…, \(max(0, 4 - min(first.scale, second.scale))))`"])
      return nil
    }
    let bounds = NumberBounds(first).multiplied(by: NumberBounds(second))
    guard let type = fitting(bounds, unit: first.unit.multiplied(by: second.unit), scale: scale, at: span)
    else {
      return nil
    }
    return RuleExpression(.multiply(left, right), type: type, span: span)
  }

  private func quotient(_ left: RuleExpression, _ right: RuleExpression, span: Span) -> RuleExpression? {
    guard let first = left.type.number, let second = right.type.number else { return nil }
    let exponent = 4 + second.scale - first.scale
    let dividend = NumberBounds(first).scaled(by: exponent)
    let unit = first.unit.divided(by: second.unit)
    guard fitting(dividend, unit: first.unit, scale: 4 + second.scale, at: span) != nil,
      let type = fitting(dividend.divided(by: NumberBounds(second)), unit: unit, scale: 4, at: span)
    else { return nil }
    return RuleExpression(.divide(left, right, exponent: exponent), type: type, span: span)
  }

  /// `div` and `mod`: a bare divisor keeps the dividend's unit for `mod` and for the result of `div`.
  private func wholeQuotient(
    _ symbol: ArithmeticOperator, _ left: RuleExpression, _ first: SyntaxExpression, _ right: RuleExpression,
    _ second: SyntaxExpression, span: Span
  ) -> RuleExpression? {
    guard let dividend = left.type.number, let divisor = right.type.number else { return nil }
    let scale = max(dividend.scale, divisor.scale)
    if symbol == .mod, divisor.unit != dividend.unit, !divisor.unit.isNone {
      report(
        .unitMismatch, "cannot take \(describe(dividend.unit)) mod \(describe(divisor.unit))", at: span,
        "units differ")
      return nil
    }
    guard let left = rescaled(left, to: scale), let right = rescaled(right, to: scale),
      let leftNumber = left.type.number, let rightNumber = right.type.number
    else { return nil }
    let above = NumberBounds(leftNumber)
    let below = NumberBounds(rightNumber)
    if symbol == .mod {
      guard let type = fitting(above.modulo(below), unit: dividend.unit, scale: scale, at: span) else {
        return nil
      }
      return RuleExpression(.modulo(left, right), type: type, span: span)
    }
    let unit = dividend.unit.divided(by: divisor.unit)
    guard let type = fitting(above.floorDivided(by: below), unit: unit, scale: 0, at: span) else {
      return nil
    }
    return RuleExpression(.floorDivide(left, right), type: type, span: span)
  }

  // MARK: - Dates

  private func dateArithmetic(
    _ symbol: ArithmeticOperator, _ left: RuleExpression, _ first: SyntaxExpression, _ right: RuleExpression,
    _ second: SyntaxExpression, span: Span
  ) -> RuleExpression? {
    if left.type.isDate, right.type.isDate, symbol == .minus {
      let reach = Int64(CivilDate.latest.days) - Int64(CivilDate.earliest.days)
      let type = NumberType(unit: .days, scale: 0, lowest: -reach, highest: reach)
      return RuleExpression(.dateDifference(left, right), type: .number(type), span: span)
    }
    guard left.type.isDate, symbol == .plus || symbol == .minus, let count = right.type.number else {
      report(
        .typeMismatch, "a date can be reduced by a date, or moved by days or months", at: span,
        also: [
          .init(first.span, "is \(describe(left.type))"), .init(second.span, "is \(describe(right.type))"),
        ])
      return nil
    }
    guard count.unit == .days || count.unit == .months else {
      report(
        .unitMismatch, "a date is moved by days or months", at: second.span, "is \(describe(count.unit))",
        help: bareLiteral(second).map { ["write `\($0.value) days` or `\($0.value) months`"] } ?? [])
      return nil
    }
    guard count.scale == 0 else {
      report(
        .decimalsExceeded, "a date is moved by whole days or months", at: second.span,
        "has \(count.scale) decimals", help: ["round it: `round(…)`"])
      return nil
    }
    guard let moved = symbol == .plus ? right : negatedNumber(right) else { return nil }
    let kind: RuleExpression.Kind = count.unit == .days ? .addDays(left, moved) : .addMonths(left, moved)
    return RuleExpression(kind, type: left.type, span: span)
  }

  private func negatedNumber(_ checked: RuleExpression) -> RuleExpression? {
    guard let number = checked.type.number else { return nil }
    let type = ValueType.number(
      NumberType(unit: number.unit, scale: number.scale, bounds: NumberBounds(number).negated))
    if case .constant(.number(let raw)) = checked.kind {
      return RuleExpression(.constant(.number(-raw)), type: type, span: checked.span)
    }
    return RuleExpression(.negate(checked), type: type, span: checked.span)
  }
}
