import Diagnostics
import RuleLanguage
import RuleModel

/// Constants: ranges, presumed values, parameter values, fine amounts, values in examples.
extension CheckingContext {
  /// A constant of a type, reported when the expression is none or lies outside the type's range.
  ///
  /// - Parameter takesUnit: whether a bare number takes the unit of the type, as in declarations that state it.
  func constant(_ syntax: SyntaxExpression, as type: ValueType, takesUnit: Bool = false) -> Constant? {
    if case .none = syntax.kind {
      if type == .date(allowsNone: true) { return Constant.none }
      report(.typeMismatch, "`none` is no value of \(describe(type))", at: syntax.span)
      return nil
    }
    if let value = writtenConstant(syntax, as: type, takesUnit: takesUnit) { return value }
    let outer = level
    level = .run
    defer { level = outer }
    guard var checked = expression(syntax, expecting: type) else { return nil }
    if takesUnit, bareLiteral(syntax) != nil, let wanted = type.number, !wanted.isPercent,
      var number = checked.type.number
    {
      number.unit = wanted.unit
      checked.type = .number(number)
    }
    guard let converted = converted(checked, to: type, syntax: syntax) else { return nil }
    guard case .constant(let value) = converted.kind else {
      report(
        .notConstant, "expected a constant", at: syntax.span, "not a constant",
        help: ["write \(describe(type)) without reading any field"])
      return nil
    }
    if case .number(let raw) = value, let number = type.number, raw < number.lowest || raw > number.highest {
      report(
        .outsideRange, "value lies outside its range", at: syntax.span,
        "must lie from \(plain(number.lowest, scale: number.scale)) to \(plain(number.highest, scale: number.scale))"
      )
      return nil
    }
    return value
  }

  /// What is written as a constant of just this type, as most values of examples are; nil for anything that needs a check.
  private func writtenConstant(
    _ syntax: SyntaxExpression, as type: ValueType, takesUnit: Bool
  ) -> Constant? {
    switch type {
    case .truth:
      if case .truth(let value) = syntax.kind { return .truth(value) }
    case .date:
      if case .date(let literal) = syntax.kind { return date(literal).map { .date($0) } }
    case .choice(let choice):
      if case .name(let name) = syntax.kind {
        return choices[choice].members.firstIndex { $0.name == name.text }.map { .member($0) }
      }
    case .number(let number):
      if case .number(let literal, let unit) = syntax.kind {
        return writtenNumber(literal, unit, as: number, takesUnit: takesUnit).map { .number($0) }
      }
    case .text: break
    }
    return nil
  }

  /// The raw value of a number with the unit, the decimals and the range of its type; nil for any other.
  private func writtenNumber(
    _ literal: NumberLiteral, _ unit: UnitReference?, as number: NumberType, takesUnit: Bool
  ) -> Int64? {
    guard !number.isPercent, literal.scale <= number.scale else { return nil }
    if let unit {
      guard unit.per == nil, knownUnits[unit.unit.text] == number.unit else { return nil }
    } else {
      guard takesUnit || literal.value == 0 || number.unit.isNone || isCounted(number.unit) else {
        return nil
      }
    }
    let scaled = literal.value.multipliedReportingOverflow(by: .powerOfTen(number.scale - literal.scale))
    guard !scaled.overflow, scaled.partialValue <= Int64.max - 16 else { return nil }
    let raw = scaled.partialValue
    return raw >= number.lowest && raw <= number.highest ? raw : nil
  }

  /// The raw value of a constant number at a type's unit and scale.
  func rawNumber(_ syntax: SyntaxExpression, as number: NumberType) -> Int64? {
    guard case .number(let raw)? = constant(syntax, as: .number(number), takesUnit: true) else { return nil }
    return raw
  }

  /// A literal's value at a scale; reported when it has more decimals or does not fit.
  func raw(_ literal: NumberLiteral, scale: Int) -> Int64? {
    guard literal.scale <= scale else {
      report(
        .decimalsExceeded, "number has more decimals than allowed here", at: literal.span,
        "at most \(scale) decimals")
      return nil
    }
    let wide = Int128(literal.value) * Int128.powerOfTen(scale - literal.scale)
    guard NumberBounds(wide, wide).fitsCell else {
      report(.overflowPossible, "number does not fit 64 bits", at: literal.span)
      return nil
    }
    return Int64(wide)
  }

  /// A raw value as people write it.
  func plain(_ raw: Int64, scale: Int) -> String {
    guard scale > 0 else { return "\(raw)" }
    let unit = UInt64(Int64.powerOfTen(scale))
    let fraction = String(raw.magnitude % unit)
    let padded = String(repeating: "0", count: scale - fraction.count) + fraction
    return (raw < 0 ? "-" : "") + "\(raw.magnitude / unit).\(padded)"
  }

  /// An expression brought to a type: bare literals take its unit, numbers its scale.
  ///
  /// The result keeps its own range; whether that must lie in the type's range is the caller's question.
  func converted(
    _ checked: RuleExpression, to type: ValueType, syntax: SyntaxExpression
  ) -> RuleExpression? {
    switch (type, checked.type) {
    case (.number(let wanted), .number):
      guard var result = adopting(unit: wanted, checked, syntax: syntax),
        let number = result.type.number
      else { return nil }
      if number.unit != wanted.unit {
        report(
          .unitMismatch, "expected \(describe(type)), found \(describe(number.unit))", at: syntax.span,
          "is \(describe(number.unit))", help: unitHelp(wanted: wanted, syntax: syntax))
        return nil
      }
      if number.scale > wanted.scale {
        report(
          .decimalsExceeded, "value has \(number.scale) decimals, \(wanted.scale) are allowed here",
          at: syntax.span, help: ["round it: `round(…, \(wanted.scale))`"])
        return nil
      }
      if number.scale < wanted.scale {
        guard let scaled = rescaled(result, to: wanted.scale) else { return nil }
        result = scaled
      }
      return result
    case (.date(let allowsNone), .date(let mayBeNone)):
      if mayBeNone, !allowsNone {
        report(.typeMismatch, "expected a date, found a date or none", at: syntax.span)
        return nil
      }
      return checked
    case (.truth, .truth), (.text, .text): return checked
    case (.choice(let wanted), .choice(let found)) where wanted == found: return checked
    default:
      report(
        .typeMismatch, "expected \(describe(type)), found \(describe(checked.type))", at: syntax.span,
        "is \(describe(checked.type))")
      return nil
    }
  }

  /// Advice for a number whose unit does not fit.
  func unitHelp(wanted: NumberType, syntax: SyntaxExpression) -> [String] {
    guard let literal = bareLiteral(syntax) else { return [] }
    let digits = plain(literal.value, scale: literal.scale)
    if wanted.isPercent { return ["write `\(digits)%`"] }
    return wanted.unit.isNone ? [] : ["write the unit: `\(digits) \(wanted.unit)`"]
  }

  /// The number literal an expression consists of, when it has no unit.
  func bareLiteral(_ syntax: SyntaxExpression) -> NumberLiteral? {
    switch syntax.kind {
    case .number(let literal, unit: nil): return literal
    case .parenthesised(let inner), .negated(let inner): return bareLiteral(inner)
    default: return nil
    }
  }

  /// A bare literal with the unit that its place wants, when it may take it; any other expression as it is.
  ///
  /// Zero fits every unit; other bare numbers fit counted units only. A percentage is never written bare.
  func adopting(unit wanted: NumberType, _ checked: RuleExpression, syntax: SyntaxExpression)
    -> RuleExpression?
  {
    guard let literal = bareLiteral(syntax), var number = checked.type.number else { return checked }
    if literal.value != 0 {
      if wanted.isPercent, !number.isPercent {
        report(
          .unitMismatch, "a percentage is compared with a percentage", at: syntax.span, "is a plain number",
          help: unitHelp(wanted: wanted, syntax: syntax))
        return nil
      }
      guard isCounted(wanted.unit) else { return checked }
    }
    guard number.unit.isNone else { return checked }
    number.unit = wanted.unit
    number.isPercent = wanted.isPercent
    var result = checked
    result.type = .number(number)
    return result
  }

  /// An expression with more decimals of the same value.
  func rescaled(_ checked: RuleExpression, to scale: Int) -> RuleExpression? {
    guard let number = checked.type.number, number.scale < scale else { return checked }
    let exponent = scale - number.scale
    let bounds = NumberBounds(number).scaled(by: exponent)
    guard
      let type = fitting(
        bounds, unit: number.unit, scale: scale, isPercent: number.isPercent, at: checked.span)
    else { return nil }
    if case .constant(.number(let raw)) = checked.kind {
      return RuleExpression(
        .constant(.number(raw * Int64.powerOfTen(exponent))), type: type, span: checked.span)
    }
    return RuleExpression(.rescale(checked, exponent: exponent), type: type, span: checked.span)
  }

  /// The number type with these bounds, reported when they do not fit 64 bits.
  func fitting(
    _ bounds: NumberBounds, unit: MeasureUnit, scale: Int, isPercent: Bool = false, at span: Span
  ) -> ValueType? {
    guard bounds.fitsCell else {
      report(
        .overflowPossible, "this value could leave 64 bits", at: span,
        "could reach \(shortened(bounds.magnitude)) (\(scale) decimals kept)",
        help: ["narrow the ranges of the fields, divide earlier, or round to fewer decimals"])
      return nil
    }
    return .number(NumberType(unit: unit, scale: scale, bounds: bounds, isPercent: isPercent))
  }

  private func shortened(_ magnitude: Int128) -> String {
    let digits = "\(magnitude)"
    return digits.count < 7 ? digits : "about 10^\(digits.count - 1)"
  }
}
