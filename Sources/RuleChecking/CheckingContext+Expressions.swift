import Diagnostics
import RuleLanguage
import RuleModel

/// Expressions: names, logic and comparisons.
extension CheckingContext {
  /// The checked form of an expression; nil when something in it was reported.
  ///
  /// - Parameter expecting: the type its place wants; only used to read bare names as members of a choice.
  func expression(_ syntax: SyntaxExpression, expecting: ValueType?) -> RuleExpression? {
    let span = syntax.span
    switch syntax.kind {
    case .number(let literal, let unit): return number(literal, unit: unit, span: span)
    case .percent(let literal): return percent(literal, span: span)
    case .string(let literal):
      return RuleExpression(.constant(.text(composed(literal))), type: .text, span: span)
    case .date(let literal):
      guard let date = date(literal) else { return nil }
      return RuleExpression(.constant(.date(date)), type: .date(allowsNone: false), span: span)
    case .truth(let value): return RuleExpression(.constant(.truth(value)), type: .truth, span: span)
    case .asOf: return RuleExpression(.asOf, type: .date(allowsNone: false), span: span)
    case .name(let name): return named(name.text, at: name.span, expecting: expecting)
    case .lookup(let name, let keys, let at): return lookup(name, keys: keys, at: at, span: span)
    case .call(let name, let arguments): return call(name, arguments, span: span)
    case .aggregate(let aggregate): return self.aggregate(aggregate, span: span)
    case .negated(let inner): return negated(inner, span: span)
    case .arithmetic(let symbol, let first, let second): return arithmetic(symbol, first, second, span: span)
    case .conditional(let condition, let first, let second):
      return conditional(condition, first, second, expecting: expecting, span: span)
    case .parenthesised(let inner):
      var result = expression(inner, expecting: expecting)
      result?.span = span
      return result
    case .invalid: return nil
    case .monthDay:
      report(
        .wrongArguments, "a day of the year stands only in `latest(MM-DD)`", at: span,
        help: ["for a subtraction, put blanks around the minus sign"])
      return nil
    case .none, .unknown:
      report(
        .notConstant, "`\(syntax.kind.isNoneWord ? "none" : "unknown")` is not a value in an expression",
        at: span,
        help: ["ask with `is none`; nothing may ask whether a value is unknown"])
      return nil
    case .not, .and, .or, .unless, .comparison, .isNone, .inList, .inSet, .startsIn, .between:
      return logical(syntax)
    }
  }

  /// A condition: an expression that must be yes or no.
  func condition(_ syntax: SyntaxExpression) -> RuleExpression? {
    guard let checked = expression(syntax, expecting: .truth) else { return nil }
    if checked.type.isTruth { return checked }
    report(
      .typeMismatch, "expected a condition, found \(describe(checked.type))", at: syntax.span,
      "is \(describe(checked.type))", help: ["compare it with something"])
    return nil
  }

  private func logical(_ syntax: SyntaxExpression) -> RuleExpression? {
    let span = syntax.span
    func truth(_ kind: RuleExpression.Kind) -> RuleExpression {
      RuleExpression(kind, type: .truth, span: span)
    }
    switch syntax.kind {
    case .not(let inner): return condition(inner).map { truth(.not($0)) }
    case .and(let all): return all.map { condition($0) }.unwrapped.map { truth(.and($0)) }
    case .or(let all): return all.map { condition($0) }.unwrapped.map { truth(.or($0)) }
    case .unless(let body, let exception):
      guard let body = condition(body), let exception = condition(exception) else { return nil }
      let negation = RuleExpression(.not(exception), type: .truth, span: exception.span)
      return truth(.and([body, negation]))
    case .comparison(let symbol, let first, let second):
      return comparison(Comparison(rawValue: symbol.rawValue) ?? .equal, first, second, span: span)
    case .isNone(let inner, let negated):
      return isNone(inner, span: span).map { negated ? truth(.not($0)) : $0 }
    case .inList(let value, let list, let negated):
      let parts = list.map { comparison(.equal, value, $0, span: $0.span) }.unwrapped
      guard let parts, let first = parts.first else { return nil }
      let chain = parts.count == 1 ? first : truth(.or(parts))
      return negated ? truth(.not(chain)) : chain
    case .inSet(let value, let name, let negated):
      return inSet(value, name, prefix: false, span: span).map { negated ? truth(.not($0)) : $0 }
    case .startsIn(let value, let name): return inSet(value, name, prefix: true, span: span)
    case .between(let value, let low, let high, let negated):
      guard let from = comparison(.greaterOrEqual, value, low, span: span),
        let to = comparison(.lessOrEqual, value, high, span: span)
      else { return nil }
      return negated ? truth(.not(truth(.and([from, to])))) : truth(.and([from, to]))
    default: return nil
    }
  }

  // MARK: - Names

  /// What a bare name means at its place.
  func named(_ name: String, at span: Span, expecting: ValueType?) -> RuleExpression? {
    if case .choice(let choice)? = expecting,
      let member = choices[choice].members.firstIndex(where: { $0.name == name })
    {
      return RuleExpression(.constant(.member(member)), type: .choice(choice), span: span)
    }
    if level == .policy { return scoreVariable(name, at: span) }
    if let index = fieldIndex[name] { return field(index, at: span) }
    if let index = parameterIndex[name] { return lookup(index, keys: [], at: nil, span: span) }
    if let index = definitionIndex[name] {
      guard case .firm = level else {
        report(.wrongLevel, "`\(name)` is read where only rows or constants may be read", at: span)
        return nil
      }
      guard let inner = definition(index, at: span) else { return nil }
      return RuleExpression(.named(index, inner), type: inner.type, span: span)
    }
    if brokenNames.contains(name) { return nil }
    if fieldNames.contains(name) {
      report(.notConstant, "a field cannot be read here", at: span, "not a constant")
      return nil
    }
    if case .choice(let choice)? = expecting {
      reportUnknown(
        "member of `\(choices[choice].name)`", name, at: span,
        among: choices[choice].members.map(\.name) + readableNames)
    } else {
      reportUnknown("name", name, at: span, among: readableNames)
    }
    return nil
  }

  private func field(_ index: FieldIndex, at span: Span) -> RuleExpression? {
    let field = fields[index]
    if field.role == .key {
      report(
        .wrongLevel, "the key `\(field.name)` joins lists and is not read by rules", at: span, "the key",
        help: ["a rule says something about every firm alike; use another field"])
      return nil
    }
    let isRowField = field.role != .key && field.sources.contains { sources[$0].hasManyRows }
    switch level {
    case .firm:
      if isRowField {
        let list = sources[field.sources[0]].name
        report(
          .wrongLevel, "`\(field.name)` has many values a firm", at: span, "a column of `\(list)`",
          help: ["read it inside an aggregate, such as `count(\(list) where …)`"])
        return nil
      }
    case .rows(let source):
      if !field.sources.contains(source) {
        report(
          .wrongLevel, "`\(field.name)` is not a column of `\(sources[source].name)`", at: span,
          help: ["inside an aggregate only the list's own columns, parameters and `as_of` may be read"])
        return nil
      }
    case .run, .policy:
      report(.notConstant, "a field cannot be read here", at: span, "not a constant")
      return nil
    }
    guard let type = readType(ofField: index, at: span) else { return nil }
    return RuleExpression(.field(index), type: type, span: span)
  }

  private func scoreVariable(_ name: String, at span: Span) -> RuleExpression? {
    guard let variable = ScoreVariable(rawValue: name) else {
      reportUnknown("score variable", name, at: span, among: ScoreVariable.allCases.map(\.rawValue))
      return nil
    }
    let type: NumberType
    switch variable {
    case .low, .high, .coverage: type = NumberType(unit: .none, scale: 0, lowest: 0, highest: 100)
    case .estimate: type = NumberType(unit: .none, scale: 1, lowest: 0, highest: 1000)
    case .violationPoints: type = NumberType(unit: .none, scale: 0, lowest: 0, highest: 100_000)
    case .violationsFired: type = NumberType(unit: .none, scale: 0, lowest: 0, highest: 100_000)
    case .workersAffected:
      let persons = MeasureUnit(numerator: ["persons"], denominator: [])
      type = NumberType(unit: persons, scale: 0, lowest: 0, highest: 1_000_000_000)
    }
    return RuleExpression(.score(variable), type: .number(type), span: span)
  }

  // MARK: - Comparisons

  func comparison(
    _ symbol: Comparison, _ first: SyntaxExpression, _ second: SyntaxExpression, span: Span
  ) -> RuleExpression? {
    guard let (left, right) = bothSides(first, second) else { return nil }
    func truth(_ left: RuleExpression, _ right: RuleExpression) -> RuleExpression {
      RuleExpression(.compare(symbol, left, right), type: .truth, span: span)
    }
    switch (left.type, right.type) {
    case (.number, .number):
      guard let (left, right) = matched(left, first, right, second, doing: "compare", span: span) else {
        return nil
      }
      return truth(left, right)
    case (.date, .date): return truth(left, right)
    case (.truth, .truth), (.text, .text):
      return ordersNothing(symbol, left.type, span: span) ? truth(left, right) : nil
    case (.choice(let one), .choice(let other)) where one == other:
      return ordersNothing(symbol, left.type, span: span) ? truth(left, right) : nil
    default:
      report(
        .typeMismatch, "cannot compare \(describe(left.type)) with \(describe(right.type))", at: span,
        also: [
          .init(first.span, "is \(describe(left.type))"), .init(second.span, "is \(describe(right.type))"),
        ])
      return nil
    }
  }

  /// Checks both sides, reading a bare name on one side as a member of the other side's choice.
  private func bothSides(
    _ first: SyntaxExpression, _ second: SyntaxExpression
  ) -> (RuleExpression, RuleExpression)? {
    if isUndeclaredName(first) {
      let right = expression(second, expecting: nil)
      let left = expression(first, expecting: right?.type)
      guard let left, let right else { return nil }
      return (left, right)
    }
    let left = expression(first, expecting: nil)
    let right = expression(second, expecting: left?.type)
    guard let left, let right else { return nil }
    return (left, right)
  }

  private func isUndeclaredName(_ syntax: SyntaxExpression) -> Bool {
    guard case .name(let name) = syntax.kind else { return false }
    return fieldIndex[name.text] == nil && parameterIndex[name.text] == nil
      && definitionIndex[name.text] == nil
  }

  private func ordersNothing(_ symbol: Comparison, _ type: ValueType, span: Span) -> Bool {
    if symbol == .equal || symbol == .notEqual { return true }
    report(
      .typeMismatch, "\(describe(type)) has no order", at: span, "only `=` and `!=` fit",
      help: ["compare with `=` or `!=`, or list values with `in`"])
    return false
  }

  private func isNone(_ inner: SyntaxExpression, span: Span) -> RuleExpression? {
    guard let checked = expression(inner, expecting: nil) else { return nil }
    guard case .date(allowsNone: true) = checked.type else {
      report(
        .neverNone, "this is never none", at: inner.span, "is \(describe(checked.type))",
        help: ["declare the field `date or none`; a blank cell is unknown, not none"])
      return nil
    }
    return RuleExpression(.isNone(checked), type: .truth, span: span)
  }

  private func inSet(
    _ value: SyntaxExpression, _ name: Name, prefix: Bool, span: Span
  ) -> RuleExpression? {
    let checked = expression(value, expecting: nil)
    guard let set = setIndex[name.text] else {
      reportUnknown("set", name, among: sets.map(\.name))
      return nil
    }
    guard let checked else { return nil }
    guard checked.type == .text else {
      report(
        .typeMismatch, "a set holds texts", at: value.span, "is \(describe(checked.type))",
        help: ["list members of a choice between parentheses: `in (A, B)`"])
      return nil
    }
    return RuleExpression(.inSet(checked, set, prefix: prefix), type: .truth, span: span)
  }
}

extension SyntaxExpression.Kind {
  fileprivate var isNoneWord: Bool {
    if case .none = self { return true }
    return false
  }
}

extension Array where Element == RuleExpression? {
  /// The elements when none is missing.
  var unwrapped: [RuleExpression]? {
    let present = compactMap { $0 }
    return present.count == count ? present : nil
  }
}
