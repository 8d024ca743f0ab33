extension RuleExpression {
  /// The same expression with other operands, given in the order of `operands` and as many.
  public func withOperands(_ new: [RuleExpression]) -> RuleExpression {
    guard new.count == operands.count else { return self }
    var copy = self
    copy.kind = RuleExpression.kind(kind, new)
    return copy
  }

  private static func kind(_ kind: Kind, _ new: [RuleExpression]) -> Kind {
    switch kind {
    case .constant, .asOf, .field, .score, .latestAnniversary, .reported: return kind
    case .named(let index, _): return .named(index, new[0])
    case .lookup(let index, let keys, let date):
      return .lookup(index, keys: Array(new.prefix(keys.count)), date: date == nil ? nil : new.last)
    case .and: return .and(new)
    case .or: return .or(new)
    case .minimum: return .minimum(new)
    case .maximum: return .maximum(new)
    case .compare(let comparison, _, _): return .compare(comparison, new[0], new[1])
    case .conditional: return .conditional(new[0], new[1], new[2])
    case .makeDate: return .makeDate(new[0], new[1], new[2])
    case .aggregate(let aggregate): return .aggregate(aggregate.withOperands(new))
    case .not, .isNone, .inSet, .negate, .rescale, .round, .absolute, .year, .endOfMonth:
      return unary(kind, new[0])
    case .add, .subtract, .multiply, .divide, .floorDivide, .modulo, .dateDifference, .addDays, .addMonths:
      return binary(kind, new[0], new[1])
    }
  }

  private static func unary(_ kind: Kind, _ operand: RuleExpression) -> Kind {
    switch kind {
    case .not: return .not(operand)
    case .isNone: return .isNone(operand)
    case .inSet(_, let set, let prefix): return .inSet(operand, set, prefix: prefix)
    case .negate: return .negate(operand)
    case .rescale(_, let exponent): return .rescale(operand, exponent: exponent)
    case .round(_, let exponent): return .round(operand, exponent: exponent)
    case .absolute: return .absolute(operand)
    case .year: return .year(operand)
    case .endOfMonth: return .endOfMonth(operand)
    default: return kind
    }
  }

  private static func binary(_ kind: Kind, _ first: RuleExpression, _ second: RuleExpression) -> Kind {
    switch kind {
    case .add: return .add(first, second)
    case .subtract: return .subtract(first, second)
    case .multiply: return .multiply(first, second)
    case .divide(_, _, let exponent): return .divide(first, second, exponent: exponent)
    case .floorDivide: return .floorDivide(first, second)
    case .modulo: return .modulo(first, second)
    case .dateDifference: return .dateDifference(first, second)
    case .addDays: return .addDays(first, second)
    case .addMonths: return .addMonths(first, second)
    default: return kind
    }
  }
}

extension Aggregate {
  /// The same aggregate with its value, order and condition replaced, as far as it has them.
  func withOperands(_ new: [RuleExpression]) -> Aggregate {
    var rest = new[...]
    var copy = self
    if copy.value != nil { copy.value = rest.popFirst() }
    if copy.order != nil { copy.order = rest.popFirst() }
    if copy.condition != nil { copy.condition = rest.popFirst() }
    return copy
  }
}
