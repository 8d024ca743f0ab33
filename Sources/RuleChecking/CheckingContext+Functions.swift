import Diagnostics
import RuleLanguage
import RuleModel

/// Conditionals, functions, parameter look-ups and aggregates.
extension CheckingContext {
  static let functionNames = [
    "min", "max", "abs", "round", "year", "date", "end_of_month", "latest", "reported",
  ]

  func conditional(
    _ test: SyntaxExpression, _ first: SyntaxExpression, _ second: SyntaxExpression, expecting: ValueType?,
    span: Span
  ) -> RuleExpression? {
    let test = condition(test)
    let left = expression(first, expecting: expecting)
    let right = expression(second, expecting: expecting ?? left?.type)
    guard let test, let left, let right else { return nil }
    if left.type.number != nil, right.type.number != nil {
      guard let (left, right) = matched(left, first, right, second, doing: "choose between", span: span),
        let one = left.type.number, let other = right.type.number,
        let type = fitting(
          NumberBounds(one).union(NumberBounds(other)), unit: one.unit, scale: one.scale,
          isPercent: one.isPercent && other.isPercent, at: span)
      else { return nil }
      return RuleExpression(.conditional(test, left, right), type: type, span: span)
    }
    if left.type.isDate, right.type.isDate {
      let allowsNone = left.type == .date(allowsNone: true) || right.type == .date(allowsNone: true)
      return RuleExpression(.conditional(test, left, right), type: .date(allowsNone: allowsNone), span: span)
    }
    guard left.type == right.type else {
      report(
        .typeMismatch, "both branches must have one type", at: span,
        also: [
          .init(first.span, "is \(describe(left.type))"), .init(second.span, "is \(describe(right.type))"),
        ])
      return nil
    }
    return RuleExpression(.conditional(test, left, right), type: left.type, span: span)
  }

  func call(_ name: Name, _ arguments: [SyntaxExpression], span: Span) -> RuleExpression? {
    switch name.text {
    case "min", "max": return extremum(name, arguments, span: span)
    case "abs": return absolute(arguments, span: span)
    case "round": return rounded(arguments, span: span)
    case "year":
      guard let date = dateArgument(arguments, of: "year", span: span) else { return nil }
      let type = NumberType(unit: .none, scale: 0, lowest: 1, highest: 9999)
      return RuleExpression(.year(date), type: .number(type), span: span)
    case "end_of_month":
      guard let date = dateArgument(arguments, of: "end_of_month", span: span) else { return nil }
      return RuleExpression(.endOfMonth(date), type: date.type, span: span)
    case "date": return madeDate(arguments, span: span)
    case "latest":
      guard arguments.count == 1, case .monthDay(let literal) = arguments[0].kind else {
        return wrong("`latest` takes a day of the year", at: span, help: ["write `latest(06-05)`"])
      }
      return RuleExpression(
        .latestAnniversary(month: literal.month, day: literal.day), type: .date(allowsNone: false), span: span
      )
    case "reported": return reported(arguments, span: span)
    default:
      reportUnknown("function", name, among: CheckingContext.functionNames)
      return nil
    }
  }

  private func wrong(_ headline: String, at span: Span, help: [String] = []) -> RuleExpression? {
    report(.wrongArguments, headline, at: span, help: help)
    return nil
  }

  private func extremum(_ name: Name, _ arguments: [SyntaxExpression], span: Span) -> RuleExpression? {
    guard arguments.count >= 2 else {
      return wrong("`\(name.text)` takes at least two values", at: span)
    }
    guard let checked = arguments.map({ expression($0, expecting: nil) }).unwrapped else { return nil }
    if checked.allSatisfy({ $0.type.isDate }) {
      let allowsNone = checked.contains { $0.type == .date(allowsNone: true) }
      let kind: RuleExpression.Kind = name.text == "min" ? .minimum(checked) : .maximum(checked)
      return RuleExpression(kind, type: .date(allowsNone: allowsNone), span: span)
    }
    guard let numbers = matchedAll(checked, arguments, span: span) else { return nil }
    let types = numbers.compactMap(\.type.number)
    guard let first = types.first else { return nil }
    let lowest = types.map(\.lowest)
    let highest = types.map(\.highest)
    let isMinimum = name.text == "min"
    let bounds = NumberBounds(
      Int128((isMinimum ? lowest.min() : lowest.max()) ?? 0),
      Int128((isMinimum ? highest.min() : highest.max()) ?? 0))
    let isPercent = types.allSatisfy(\.isPercent)
    guard let type = fitting(bounds, unit: first.unit, scale: first.scale, isPercent: isPercent, at: span)
    else {
      return nil
    }
    return RuleExpression(isMinimum ? .minimum(numbers) : .maximum(numbers), type: type, span: span)
  }

  /// All numbers at one unit and scale: bare literals take the unit of the first that has one.
  private func matchedAll(
    _ checked: [RuleExpression], _ syntax: [SyntaxExpression], span: Span
  ) -> [RuleExpression]? {
    let anchor = zip(checked, syntax).first { bareLiteral($0.1) == nil } ?? (checked[0], syntax[0])
    var scaled: [RuleExpression] = []
    var scale = anchor.0.type.number?.scale ?? 0
    for (value, written) in zip(checked, syntax) {
      guard value.type.number != nil, anchor.0.type.number != nil else {
        report(
          .typeMismatch, "expected numbers or dates alone", at: written.span, "is \(describe(value.type))")
        return nil
      }
      guard
        let (_, matchedValue) = matched(anchor.0, anchor.1, value, written, doing: "compare", span: span)
      else { return nil }
      scale = max(scale, matchedValue.type.number?.scale ?? 0)
      scaled.append(matchedValue)
    }
    return scaled.map { rescaled($0, to: scale) }.unwrapped
  }

  private func absolute(_ arguments: [SyntaxExpression], span: Span) -> RuleExpression? {
    guard arguments.count == 1 else { return wrong("`abs` takes one number", at: span) }
    guard let checked = expression(arguments[0], expecting: nil) else { return nil }
    guard let number = checked.type.number else { return wrong("`abs` takes one number", at: span) }
    let type = NumberType(
      unit: number.unit, scale: number.scale, bounds: NumberBounds(number).absolute,
      isPercent: number.isPercent)
    return RuleExpression(.absolute(checked), type: .number(type), span: span)
  }

  private func rounded(_ arguments: [SyntaxExpression], span: Span) -> RuleExpression? {
    guard arguments.count == 1 || arguments.count == 2 else {
      return wrong("`round` takes a number and perhaps a number of decimals", at: span)
    }
    var decimals = 0
    if arguments.count == 2 {
      guard let literal = bareLiteral(arguments[1]), literal.scale == 0, (0...4).contains(literal.value)
      else {
        return wrong("the decimals of `round` are a whole number from 0 to 4", at: arguments[1].span)
      }
      decimals = Int(literal.value)
    }
    guard let checked = expression(arguments[0], expecting: nil) else { return nil }
    guard let number = checked.type.number else {
      return wrong("`round` takes a number", at: arguments[0].span)
    }
    let exponent = number.scale - decimals
    guard exponent > 0 else { return checked }
    let bounds = NumberBounds(number).rounded(by: exponent)
    guard
      let type = fitting(bounds, unit: number.unit, scale: decimals, isPercent: number.isPercent, at: span)
    else { return nil }
    return RuleExpression(.round(checked, exponent: exponent), type: type, span: span)
  }

  private func dateArgument(_ arguments: [SyntaxExpression], of name: String, span: Span) -> RuleExpression? {
    guard arguments.count == 1 else { return wrong("`\(name)` takes one date", at: span) }
    guard let checked = expression(arguments[0], expecting: nil) else { return nil }
    guard checked.type.isDate else {
      return wrong("`\(name)` takes one date, found \(describe(checked.type))", at: arguments[0].span)
    }
    return checked
  }

  private func madeDate(_ arguments: [SyntaxExpression], span: Span) -> RuleExpression? {
    guard arguments.count == 3 else { return wrong("`date` takes year, month and day", at: span) }
    guard let parts = arguments.map({ expression($0, expecting: nil) }).unwrapped else { return nil }
    for (part, syntax) in zip(parts, arguments) {
      guard let number = part.type.number, number.unit.isNone, number.scale == 0 else {
        return wrong("`date` takes three whole plain numbers", at: syntax.span)
      }
    }
    return RuleExpression(
      .makeDate(parts[0], parts[1], parts[2]), type: .date(allowsNone: false), span: span)
  }

  private func reported(_ arguments: [SyntaxExpression], span: Span) -> RuleExpression? {
    guard arguments.count == 1, case .name(let name) = arguments[0].kind else {
      return wrong("`reported` takes the name of a field", at: span)
    }
    guard let index = fieldIndex[name.text] else {
      if !brokenNames.contains(name.text) { reportUnknown("field", name, among: fields.map(\.name)) }
      return nil
    }
    return RuleExpression(.reported(index), type: .truth, span: span)
  }

  // MARK: - Look-ups

  func lookup(
    _ name: Name, keys: [SyntaxExpression], at date: SyntaxExpression?, span: Span
  ) -> RuleExpression? {
    if brokenNames.contains(name.text) { return nil }
    guard let index = parameterIndex[name.text] else {
      reportUnknown("parameter", name, among: parameters.map(\.name))
      return nil
    }
    return lookup(index, keys: keys, at: date, span: span)
  }

  /// A look-up of a known parameter.
  func lookup(
    _ index: ParameterIndex, keys: [SyntaxExpression], at date: SyntaxExpression?, span: Span
  ) -> RuleExpression? {
    let parameter = parameters[index]
    guard keys.count == parameter.keys.count else {
      let shape = parameter.keys.map(describe).joined(separator: ", ")
      report(
        .wrongKeys, "`\(parameter.name)` has \(parameter.keys.count) keys, here \(keys.count) are given",
        at: span,
        help: [shape.isEmpty ? "write `\(parameter.name)` alone" : "write `\(parameter.name)[\(shape)]`"])
      return nil
    }
    var checkedKeys: [RuleExpression] = []
    for (key, syntax) in zip(parameter.keys, keys) {
      guard let checked = lookupKey(key, syntax) else { return nil }
      checkedKeys.append(checked)
    }
    var checkedDate: RuleExpression?
    if let date {
      guard let found = expression(date, expecting: nil) else { return nil }
      guard found.constantDate(asOf: CivilDate(days: 20_000)) != nil else {
        report(
          .notConstant, "a parameter is looked up at a date of the run", at: date.span, "depends on the firm",
          help: ["write a date, or one that depends on `as_of` alone"])
        return nil
      }
      checkedDate = found
    }
    return RuleExpression(
      .lookup(index, keys: checkedKeys, date: checkedDate), type: parameter.type, span: span)
  }

  private func describe(_ key: Parameter.Key) -> String {
    switch key {
    case .choice(let choice): return choices[choice].name
    case .bands(let field): return fields[field].name
    }
  }

  private func lookupKey(_ key: Parameter.Key, _ syntax: SyntaxExpression) -> RuleExpression? {
    switch key {
    case .choice(let choice):
      guard let checked = expression(syntax, expecting: .choice(choice)) else { return nil }
      return converted(checked, to: .choice(choice), syntax: syntax)
    case .bands(let field):
      guard let checked = expression(syntax, expecting: nil) else { return nil }
      return converted(checked, to: fields[field].type, syntax: syntax)
    }
  }

  // MARK: - Aggregates

  /// Most rows of one firm that a list may have; the reader rejects more, so that sums stay within 64 bits.
  static let mostRowsPerFirm: Int128 = 100_000

  func aggregate(_ syntax: RuleLanguage.Aggregate, span: Span) -> RuleExpression? {
    guard level == .firm else {
      report(.wrongLevel, "an aggregate cannot stand here", at: span)
      return nil
    }
    guard let source = sourceIndex[syntax.source.text] else {
      reportUnknown("source", syntax.source, among: sources.filter(\.hasManyRows).map(\.name))
      return nil
    }
    guard sources[source].hasManyRows else {
      report(
        .wrongLevel, "`\(syntax.source.text)` has one row a firm", at: syntax.source.span,
        help: ["read its fields directly"])
      return nil
    }
    level = .rows(source)
    let test = syntax.condition.map { condition($0) }
    let value = syntax.value.map { expression($0, expecting: nil) }
    let order = syntax.by.map { expression($0, expecting: nil) }
    level = .firm
    if case .some(nil) = test { return nil }
    if case .some(nil) = value { return nil }
    if case .some(nil) = order { return nil }
    guard let function = Function(syntax.kind),
      let type = aggregateType(function, value ?? nil, syntax, span: span)
    else { return nil }
    if let order = order ?? nil, order.type != .date(allowsNone: false) {
      report(.typeMismatch, "rows are ordered by a date", at: order.span, "is \(describe(order.type))")
      return nil
    }
    let checked = RuleModel.Aggregate(
      function: function, source: source, value: value ?? nil, order: order ?? nil, condition: test ?? nil)
    return RuleExpression(.aggregate(checked), type: type, span: span)
  }

  private typealias Function = RuleModel.Aggregate.Function

  private func aggregateType(
    _ function: Function, _ value: RuleExpression?, _ syntax: RuleLanguage.Aggregate, span: Span
  ) -> ValueType? {
    func mismatch(_ wanted: String, _ found: RuleExpression) -> ValueType? {
      report(
        .typeMismatch, "`\(function.rawValue)` needs \(wanted)", at: found.span, "is \(describe(found.type))")
      return nil
    }
    if function == .count {
      let times = MeasureUnit(numerator: ["times"], denominator: [])
      return .number(
        NumberType(unit: times, scale: 0, lowest: 0, highest: Int64(CheckingContext.mostRowsPerFirm)))
    }
    guard let value else { return nil }
    switch function {
    case .any, .all: return value.type.isTruth ? .truth : mismatch("a condition", value)
    case .sum:
      guard let number = value.type.number else { return mismatch("a number", value) }
      let rows = NumberBounds(0, CheckingContext.mostRowsPerFirm)
      return fitting(
        NumberBounds(number).multiplied(by: rows), unit: number.unit, scale: number.scale, at: span)
    case .minimum, .maximum:
      return value.type.number != nil || value.type.isDate ? value.type : mismatch("a number or date", value)
    case .latest, .count: return value.type
    }
  }
}

extension RuleModel.Aggregate.Function {
  fileprivate init?(_ kind: RuleLanguage.Aggregate.Kind) { self.init(rawValue: kind.rawValue) }
}
