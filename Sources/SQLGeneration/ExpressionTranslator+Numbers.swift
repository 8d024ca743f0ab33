import RuleModel

/// Arithmetic: whole numbers only, so that every engine gets the same result.
extension ExpressionTranslator {
  func arithmetic(_ expression: RuleExpression, _ scope: SQLScope) -> SQLValue {
    let operands = expression.operands.map { translate($0, scope) }
    if let never = operands.first(where: \.isNever) { return self.never(never, expression) }
    let bounds = expression.operands.map { Bounds($0.type) }
    switch expression.kind {
    case .negate: return strict(operands) { [self] in .prefix("-", wide($0[0]), .sign) }
    case .absolute: return strict(operands) { [self] in .call("ABS", [wide($0[0])]) }
    case .add: return strict(operands) { [self] in .infix("+", widened($0), .sum) }
    case .subtract: return strict(operands) { [self] in .infix("-", widened($0), .sum) }
    case .multiply: return strict(operands) { [self] in .infix("*", widened($0), .product) }
    case .rescale(_, let exponent): return rescaled(operands[0], exponent)
    case .minimum: return extreme(operands, scope) { [self] in dialect.least($0) }
    case .maximum: return extreme(operands, scope) { [self] in dialect.greatest($0) }
    case .divide(_, _, let exponent):
      return rounded(
        rescaled(operands[0], exponent), bounds[0].scaled(by: exponent), by: operands[1], bounds[1], scope)
    case .round(_, let exponent):
      let power = Int64.powerOfTen(exponent)
      var divisor = SQLValue(.integer(power), stage: 0).known
      divisor.literal = power
      return rounded(
        operands[0], bounds[0], by: divisor, Bounds(low: Int128(power), high: Int128(power)), scope)
    case .floorDivide: return floored(operands, bounds, scope, isRemainder: false)
    case .modulo: return floored(operands, bounds, scope, isRemainder: true)
    default: return unknown(expression.type)
    }
  }

  /// What an operator gives when an operand is never known.
  func never(_ operand: SQLValue, _ expression: RuleExpression) -> SQLValue {
    var value = unknown(expression.type)
    if case .atom(let text) = operand.node, let start = text.utf8.firstIndex(of: UInt8(ascii: "/")),
      case .atom(let null) = value.node
    {
      value.node = .atom("\(null) \(text[start...])")
    }
    return value
  }

  /// An operator that any unknown operand makes unknown, else any none makes none.
  func strict(_ operands: [SQLValue], _ write: ([SQLValue]) -> SQLNode) -> SQLValue {
    let value = SQLValue(
      write(operands), none: SQLValue.strictNone(operands), stage: SQLValue.stage(operands))
    return known(value, operands)
  }

  /// The value in 64 bits.
  func wide(_ value: SQLValue) -> SQLNode {
    value.isNarrow && dialect.hasNarrowLiterals ? .cast(value.node, dialect.numberType) : value.node
  }

  /// Operands of which at least one has 64 bits.
  private func widened(_ operands: [SQLValue]) -> [SQLNode] {
    guard operands.allSatisfy(\.isNarrow) else { return operands.map(\.node) }
    return operands.enumerated().map { $0.offset == 0 ? wide($0.element) : $0.element.node }
  }

  private func rescaled(_ value: SQLValue, _ exponent: Int) -> SQLValue {
    if exponent == 0 { return value }
    let power = Int64.powerOfTen(exponent)
    var result = strict([value]) { [self] in .multiply(wide($0[0]), .integer(power)) }
    if let literal = value.literal {
      let (product, overflow) = literal.multipliedReportingOverflow(by: power)
      if !overflow {
        result.node = .integer(product)
        result.literal = product
        result.isNarrow = Int32(exactly: product) != nil
      }
    }
    return result
  }

  /// Least or greatest; `LEAST` of most engines skips NULL, so they are asked about first.
  private func extreme(_ operands: [SQLValue], _ scope: SQLScope, _ write: ([SQLNode]) -> SQLNode) -> SQLValue
  {
    // The same operand twice says nothing, and DuckDB 2.0 refuses it.
    var distinct: [SQLValue] = []
    for operand in operands.map({ shared($0, scope) }) {
      if !distinct.contains(where: { $0.node == operand.node }) { distinct.append(operand) }
    }
    let operands = distinct
    let asked = operands.filter { !$0.isKnown }.map(\.node.isNotNull)
    if operands.count == 1 { return operands[0] }
    var value = strict(operands) { write($0.map(\.node)) }
    if !asked.isEmpty { value.node = .when(.all(asked), value.node) }
    value.isNarrow = operands.allSatisfy(\.isNarrow)
    return value
  }

  // MARK: - Division

  /// The divisor, NULL when it is zero.
  private func divisor(_ value: SQLValue, _ bounds: Bounds) -> SQLNode {
    let canBeZero = value.literal.map { $0 == 0 } ?? (bounds.low <= 0 && bounds.high >= 0)
    return canBeZero ? .call("NULLIF", [value.node, .integer(0)]) : value.node
  }

  /// A quotient's none and stage; a divisor known to be zero gives unknown even when the dividend is none.
  private func quotient(_ node: SQLNode, _ operands: [SQLValue]) -> SQLValue {
    var value = SQLValue(node, none: SQLValue.strictNone(operands), stage: SQLValue.stage(operands))
    if let none = value.none, operands[1].literal ?? 0 == 0 {
      let isZeroFree = SQLNode.any(
        [operands[1].none, .compare(operands[1].node, "<>", .integer(0))].compactMap { $0 })
      value.none = .when(.all([none, isZeroFree]), .yes, else: .no)
    }
    return value
  }

  /// Quotient rounded half away from zero.
  private func rounded(
    _ first: SQLValue, _ firstBounds: Bounds, by second: SQLValue, _ secondBounds: Bounds, _ scope: SQLScope
  ) -> SQLValue {
    if second.literal == 1 { return first }
    let fits = firstBounds.high + secondBounds.high / 2 <= Int128(Int64.max)
    if firstBounds.low >= 0, secondBounds.low >= 0, fits {
      let second = shared(second, scope)
      let half = second.literal.map { SQLNode.integer($0 / 2) } ?? dialect.quotient(second.node, .integer(2))
      let raised = half == .integer(0) ? wide(first) : .add(wide(first), half)
      return quotient(dialect.quotient(raised, divisor(second, secondBounds)), [first, second])
    }
    let first = shared(first, scope)
    let second = shared(second, scope)
    let below = divisor(second, secondBounds)
    let rest = SQLNode.call("ABS", [.remainder(first.node, below)])
    let size: SQLNode = secondBounds.low > 0 ? second.node : .call("ABS", [below])
    let isSame =
      secondBounds.low > 0
      ? SQLNode.compare(first.node, ">=", .integer(0))
      : .compare(.compare(first.node, "<", .integer(0)), "=", .compare(second.node, "<", .integer(0)))
    let step = SQLNode.when(
      .compare(rest, ">=", .subtract(size, rest)), .when(isSame, .integer(1), else: .integer(-1)),
      else: .integer(0))
    return quotient(.add(dialect.quotient(wide(first), below), step), [first, second])
  }

  /// Quotient rounded towards negative infinity, or the remainder that goes with it.
  private func floored(
    _ operands: [SQLValue], _ bounds: [Bounds], _ scope: SQLScope, isRemainder: Bool
  ) -> SQLValue {
    if bounds.allSatisfy({ $0.low >= 0 }) {
      let second = shared(operands[1], scope)
      let below = divisor(second, bounds[1])
      let first = wide(operands[0])
      return quotient(
        isRemainder ? .remainder(first, below) : dialect.quotient(first, below), [operands[0], second])
    }
    if operands[1].literal == 1 {
      return isRemainder
        ? strict([operands[0]]) { [self] in .multiply(wide($0[0]), .integer(0)) } : operands[0]
    }
    let first = shared(operands[0], scope)
    let second = shared(operands[1], scope)
    let below = divisor(second, bounds[1])
    let rest = SQLNode.remainder(wide(first), below)
    let isNegative = SQLNode.compare(first.node, "<", .integer(0))
    let differ: SQLNode =
      bounds[1].low > 0
      ? isNegative : .compare(isNegative, "<>", .compare(second.node, "<", .integer(0)))
    let isOff = SQLNode.all([.compare(rest, "<>", .integer(0)), differ])
    let node =
      isRemainder
      ? SQLNode.add(rest, .when(isOff, second.node, else: .integer(0)))
      : .subtract(dialect.quotient(wide(first), below), .when(isOff, .integer(1), else: .integer(0)))
    return quotient(node, [first, second])
  }
}

/// Least and greatest raw value, wide enough not to overflow.
struct Bounds {
  var low: Int128
  var high: Int128

  init(low: Int128, high: Int128) {
    self.low = low
    self.high = high
  }

  init(_ type: ValueType) {
    guard case .number(let number) = type else {
      self.init(low: 0, high: 0)
      return
    }
    self.init(low: Int128(number.lowest), high: Int128(number.highest))
  }

  func scaled(by exponent: Int) -> Bounds {
    let power = Int128(Int64.powerOfTen(exponent))
    return Bounds(low: low * power, high: high * power)
  }
}

extension Int64 {
  static func powerOfTen(_ exponent: Int) -> Int64 {
    var power: Int64 = 1
    for _ in 0..<Swift.min(exponent, 18) { power *= 10 }
    return power
  }
}
