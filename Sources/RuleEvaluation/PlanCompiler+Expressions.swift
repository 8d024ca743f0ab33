import RuleModel

extension PlanCompiler {
  /// The node that computes an expression; notes what it can count.
  mutating func compile(_ expression: RuleExpression, _ scope: Scope) -> Int {
    let space = scope.space
    switch expression.kind {
    case .constant(let value): return constant(value, type: expression.type, space: space)
    case .asOf: return constant(.date(asOf), type: expression.type, space: space)
    case .latestAnniversary(let month, let day):
      return constant(
        asOf.latest(month: month, day: day).map { .date($0) }, type: expression.type, space: space)
    case .field(let index): return field(index, scope)
    case .score: return constant(nil, type: expression.type, space: space)
    case .named(_, let inner): return compile(inner, scope)
    case .reported(let index): return reported(index, scope)
    case .aggregate(let aggregate): return self.aggregate(aggregate, expression, scope)
    case .lookup(let parameter, let keys, let date): return lookup(parameter, keys, date, expression, scope)
    case .not(let inner): return node(.not, [compile(inner, scope)], space: space)
    case .and(let all): return conjunction(all.map { compile($0, scope) }, space: space)
    case .or(let all): return disjunction(all.map { compile($0, scope) }, space: space)
    case .compare(let comparison, let first, let second): return compare(comparison, first, second, scope)
    case .isNone(let inner): return node(.isNone, [compile(inner, scope)], space: space)
    case .inSet(let inner, let set, let prefix):
      return node(.membership(membership(set, isPrefix: prefix)), [compile(inner, scope)], space: space)
    case .conditional(let condition, let first, let second):
      let operation: Operation = expression.type == .truth ? .selectTruths : .selectValues
      return node(operation, [condition, first, second].map { compile($0, scope) }, space: space)
    case .divide, .floorDivide, .modulo: return division(expression, scope)
    case .minimum(let all): return chain(.minimum, all, scope)
    case .maximum(let all): return chain(.maximum, all, scope)
    case .negate, .absolute, .add, .subtract, .multiply, .rescale, .round, .dateDifference, .addDays,
      .addMonths,
      .year, .makeDate, .endOfMonth:
      return strict(expression, scope)
    }
  }

  private mutating func strict(_ expression: RuleExpression, _ scope: Scope) -> Int {
    let operands = expression.operands.map { compile($0, scope) }
    let operation: Operation
    switch expression.kind {
    case .negate: operation = .negate
    case .absolute: operation = .absolute
    case .add: operation = .add
    case .subtract, .dateDifference: operation = .subtract
    case .multiply: operation = .multiply
    case .rescale(_, let exponent): operation = .rescale(factor: PlanCompiler.power(exponent))
    case .round(_, let exponent): operation = .round(unit: PlanCompiler.power(exponent))
    case .addDays: operation = .addDays
    case .addMonths: operation = .addMonths
    case .year: operation = .year
    case .makeDate: operation = .makeDate
    default: operation = .endOfMonth
    }
    return node(operation, operands, space: scope.space)
  }

  private mutating func division(_ expression: RuleExpression, _ scope: Scope) -> Int {
    var operands = [
      compile(expression.operands[0], scope), compile(expression.operands[1], scope.forAll),
    ]
    let operation: Operation
    switch expression.kind {
    case .divide(_, _, let exponent): operation = .divide(factor: PlanCompiler.power(exponent))
    case .floorDivide: operation = .floorDivide
    default: operation = .modulo
    }
    var canBeZero = true
    if case .number(let type)? = expression.operands.last?.type {
      canBeZero = type.lowest <= 0 && type.highest >= 0
    }
    if canBeZero {
      let flag = node(.isZero, [operands[1]], space: scope.space)
      note(DataIncident(kind: .zeroDivisor, span: expression.span), flag: flag, scope)
    }
    if let demand = scope.demand, !operands.allSatisfy({ isConstant($0) }) { operands.append(demand) }
    return node(operation, operands, space: scope.space)
  }

  private mutating func chain(_ operation: Operation, _ all: [RuleExpression], _ scope: Scope) -> Int {
    let operands = all.map { compile($0, scope) }
    return operands.dropFirst().reduce(operands[0]) { node(operation, [$0, $1], space: scope.space) }
  }

  /// AND of truths or flags, without those that cannot change it.
  mutating func conjunction(_ operands: [Int], space: Int) -> Int {
    joined(.and, operands, settling: 0, space: space)
  }

  private mutating func disjunction(_ operands: [Int], space: Int) -> Int {
    joined(.or, operands, settling: 2, space: space)
  }

  private mutating func joined(_ operation: Operation, _ operands: [Int], settling: UInt8, space: Int) -> Int
  {
    if let settled = operands.first(where: { constantTruth($0) == settling }) { return settled }
    var rest: [Int] = []
    for operand in operands where constantTruth(operand) != 2 - settling && !rest.contains(operand) {
      rest.append(operand)
    }
    guard let first = rest.first else { return node(.constantTruth(2 - settling), [], space: space) }
    return rest.dropFirst().reduce(first) { node(operation, [$0, $1], space: space) }
  }

  private mutating func compare(
    _ comparison: Comparison, _ first: RuleExpression, _ second: RuleExpression, _ scope: Scope
  ) -> Int {
    let left = compile(first, scope)
    let right = compile(second, scope)
    if first.type == .truth { return node(.compareTruths(comparison), [left, right], space: scope.space) }
    if case .loadValues(let index) = nodes[left].operation, let raw = knownConstant(right) {
      return node(.compareStored(index, comparison, raw), [], space: scope.space)
    }
    if case .loadValues(let index) = nodes[right].operation, let raw = knownConstant(left) {
      return node(.compareStored(index, comparison.mirrored, raw), [], space: scope.space)
    }
    return node(.compareValues(comparison), [left, right], space: scope.space)
  }

  private mutating func reported(_ index: FieldIndex, _ scope: Scope) -> Int {
    guard carried.columns.contains(index) else { return constant(nil, type: .truth, space: scope.space) }
    return spread(node(.loadGiven(index), [], space: 0), scope)
  }

  private mutating func lookup(
    _ parameter: ParameterIndex, _ keys: [RuleExpression], _ date: RuleExpression?,
    _ expression: RuleExpression,
    _ scope: Scope
  ) -> Int {
    let operands = keys.map { compile($0, scope.forAll) }
    let number = table(parameter, date: date)
    let incident = DataIncident(kind: .missingKey(parameter), span: expression.span)
    let isTruth = expression.type == .truth
    if operands.isEmpty {
      guard let raw = lookups[number].values.first, let state = lookups[number].states.first else {
        note(incident, flag: node(.constantTruth(1), [], space: scope.space), scope)
        return constant(nil, type: expression.type, space: scope.space)
      }
      let value = node(.constantValue(raw, state), [], space: scope.space)
      return isTruth ? node(.truthOfValue, [value], space: scope.space) : value
    }
    if !lookups[number].isTotal(over: keys.map { $0.type }) {
      note(incident, flag: node(.isMissing(number), operands, space: scope.space), scope)
    }
    let value = node(.lookup(number), operands, space: scope.space)
    return isTruth ? node(.truthOfValue, [value], space: scope.space) : value
  }

  private mutating func aggregate(_ aggregate: Aggregate, _ expression: RuleExpression, _ scope: Scope) -> Int
  {
    guard carried.sources.contains(aggregate.source) else {
      return constant(nil, type: expression.type, space: scope.space)
    }
    let rows = Scope(source: aggregate.source, mask: nil, firmMask: scope.firmMask ?? scope.mask)
    var operands: [Int] = []
    var isTruth = false
    if let value = aggregate.value {
      var operand = compile(value, rows)
      let wantsTruths = aggregate.function == .any || aggregate.function == .all
      isTruth = value.type == .truth && !wantsTruths
      if isTruth { operand = node(.valueOfTruth, [operand], space: rows.space) }
      operands.append(operand)
    }
    if let order = aggregate.order { operands.append(compile(order, rows)) }
    if let condition = aggregate.condition { operands.append(compile(condition, rows)) }
    let fold = RowFold(
      function: aggregate.function, source: aggregate.source, hasValue: aggregate.value != nil,
      hasOrder: aggregate.order != nil, hasCondition: aggregate.condition != nil)
    let result = node(.aggregate(fold), operands, space: 0)
    return spread(isTruth ? node(.truthOfValue, [result], space: 0) : result, scope)
  }

  static func power(_ exponent: Int) -> Int64 {
    var result: Int64 = 1
    for _ in 0..<exponent { result *= 10 }
    return result
  }
}

extension Comparison {
  /// The comparison that holds for (b, a) when this one holds for (a, b).
  var mirrored: Comparison {
    switch self {
    case .equal, .notEqual: return self
    case .less: return .greater
    case .lessOrEqual: return .greaterOrEqual
    case .greater: return .less
    case .greaterOrEqual: return .lessOrEqual
    }
  }
}
