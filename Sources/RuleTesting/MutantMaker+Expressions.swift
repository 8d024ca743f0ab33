import Diagnostics
import RuleModel

extension MutantMaker {
  /// Every single change of an expression and of what stands below it.
  func changes(in expression: RuleExpression) -> [ChangedExpression] {
    var found = ownChanges(of: expression, context: expression.span)
    for (position, operand) in expression.operands.enumerated() {
      found += changes(in: operand, context: contextSpan(of: operand, in: expression)).map {
        $0.inside(expression, at: position)
      }
    }
    return found
  }

  /// Below, changes are told by the smallest comparison around them.
  private func changes(in expression: RuleExpression, context: Span) -> [ChangedExpression] {
    var found = ownChanges(of: expression, context: context)
    for (position, operand) in expression.operands.enumerated() {
      let inner = isComparison(expression) ? expression.span : context
      let place = isLogic(expression) ? operand.span : inner
      found += changes(in: operand, context: place).map { $0.inside(expression, at: position) }
    }
    return found
  }

  private func contextSpan(of operand: RuleExpression, in parent: RuleExpression) -> Span {
    isLogic(parent) ? operand.span : parent.span
  }

  private func isComparison(_ expression: RuleExpression) -> Bool {
    if case .compare = expression.kind { true } else { false }
  }

  private func isLogic(_ expression: RuleExpression) -> Bool {
    switch expression.kind {
    case .and, .or, .not, .named, .aggregate: true
    default: false
    }
  }

  private func text(_ span: Span) -> String {
    sources.file(span.file).text(of: span).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private func ownChanges(of expression: RuleExpression, context: Span) -> [ChangedExpression] {
    func change(_ kind: Mutant.Kind, _ new: RuleExpression.Kind, _ words: String) -> ChangedExpression {
      var copy = expression
      copy.kind = new
      return ChangedExpression(
        kind: kind, expression: copy, words: "\(text(context)): \(words)", span: expression.span)
    }
    switch expression.kind {
    case .constant(let constant): return constants(constant, expression, change)
    case .compare(let comparison, let first, let second):
      return comparison.mutations.map { other in
        change(
          .comparison, .compare(other, first, second),
          "`\(comparison.rawValue)` becomes `\(other.rawValue)`")
      }
    case .and(let operands):
      return [change(.connective, .or(operands), "`and` becomes `or`")] + shortened(expression, operands)
    case .or(let operands):
      return [change(.connective, .and(operands), "`or` becomes `and`")] + shortened(expression, operands)
    case .not(let inner):
      return [change(.connective, inner.kind, "`not` left out")]
    case .field, .isNone, .inSet, .reported:
      guard expression.type == .truth else { return [] }
      return [change(.connective, .not(expression), "`not` added")]
    case .add(let first, let second):
      return [change(.operation, .subtract(first, second), "`+` becomes `-`")]
    case .subtract(let first, let second):
      return [change(.operation, .add(first, second), "`-` becomes `+`")]
    case .latestAnniversary(let month, let day):
      return [-1, 1].compactMap { step in
        guard (1...28).contains(day + step) else { return nil }
        return change(
          .threshold, .latestAnniversary(month: month, day: day + step), "day \(day) becomes \(day + step)")
      }
    case .aggregate(let aggregate): return functions(aggregate, change)
    default: return []
    }
  }

  /// The expression without one of its operands.
  private func shortened(_ expression: RuleExpression, _ operands: [RuleExpression]) -> [ChangedExpression] {
    operands.indices.map { position in
      var rest = operands
      let left = rest.remove(at: position)
      var copy = expression
      if rest.count == 1 {
        copy = rest[0]
      } else if case .and = expression.kind {
        copy.kind = .and(rest)
      } else {
        copy.kind = .or(rest)
      }
      return ChangedExpression(
        kind: .connective, expression: copy, words: "`\(text(left.span))` left out", span: left.span)
    }
  }

  private typealias Change = (Mutant.Kind, RuleExpression.Kind, String) -> ChangedExpression

  private func functions(_ aggregate: Aggregate, _ change: Change) -> [ChangedExpression] {
    let other: Aggregate.Function
    switch aggregate.function {
    case .any: other = .all
    case .all: other = .any
    case .minimum: other = .maximum
    case .maximum: other = .minimum
    case .count, .sum, .latest: return []
    }
    var changed = aggregate
    changed.function = other
    return [
      change(
        .operation, .aggregate(changed), "`\(aggregate.function.rawValue)` becomes `\(other.rawValue)`")
    ]
  }

  private func constants(
    _ constant: Constant, _ expression: RuleExpression, _ change: Change
  ) -> [ChangedExpression] {
    switch constant {
    case .number(let raw):
      guard case .number(let type) = expression.type else { return [] }
      let before = values.number(raw, of: type)
      let step = step(of: raw, type)
      var steps: [(Mutant.Kind, Int64)] = [(.threshold, raw - step), (.threshold, raw + step)]
      for factor in unitFactors(of: type) where raw != 0 {
        let (product, overflow) = raw.multipliedReportingOverflow(by: factor)
        if !overflow { steps.append((.unit, product)) }
      }
      return steps.map { kind, value in
        change(kind, .constant(.number(value)), "`\(before)` becomes `\(values.number(value, of: type))`")
      }
    case .date(let date):
      return [-1, 1].compactMap { step in
        date.adding(days: step).map { other in
          change(.threshold, .constant(.date(other)), "`\(date)` becomes `\(other)`")
        }
      }
    case .member(let position):
      guard case .choice(let index) = expression.type else { return [] }
      let members = ruleSet.choices[index].members
      guard members.count > 1 else { return [] }
      let other = (position + 1) % members.count
      return [
        change(
          .threshold, .constant(.member(other)),
          "`\(members[position].name)` becomes `\(members[other].name)`")
      ]
    case .truth(let isYes):
      return [
        change(
          .threshold, .constant(.truth(!isYes)),
          "`\(isYes ? "yes" : "no")` becomes `\(isYes ? "no" : "yes")`")
      ]
    case .text, .none: return []
    }
  }

  /// One step of a constant: the last decimal it is compared at, or one for a whole plain number such as points.
  private func step(of raw: Int64, _ type: NumberType) -> Int64 {
    guard type.unit.isNone, !type.isPercent else { return 1 }
    var one: Int64 = 1
    for _ in 0..<type.scale { one *= 10 }
    return raw % one == 0 ? one : 1
  }

  /// By how much a constant is wrong when its time unit is mistaken for the neighbouring one.
  private func unitFactors(of type: NumberType) -> [Int64] {
    let names = type.unit.numerator + type.unit.denominator
    if names.contains("days") { return [30] }
    if names.contains("months") || names.contains("years") { return [12] }
    return []
  }
}

extension Comparison {
  /// The comparison with its limit on the other side, and the one turned round.
  fileprivate var mutations: [Comparison] {
    switch self {
    case .equal: return [.notEqual]
    case .notEqual: return [.equal]
    case .less: return [.lessOrEqual, .greater]
    case .lessOrEqual: return [.less, .greaterOrEqual]
    case .greater: return [.greaterOrEqual, .less]
    case .greaterOrEqual: return [.greater, .lessOrEqual]
    }
  }
}
