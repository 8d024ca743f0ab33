import RuleModel

/// Dates; a date outside the years 1...9999 is unknown.
extension ExpressionTranslator {
  func calendar(_ expression: RuleExpression, _ scope: SQLScope) -> SQLValue {
    let operands = expression.operands.map { translate($0, scope) }
    if let never = operands.first(where: \.isNever) { return self.never(never, expression) }
    switch expression.kind {
    case .dateDifference: return strict(operands) { [self] in dialect.days($0[0].node, minus: $0[1].node) }
    case .year: return strict(shared(operands, scope)) { [self] in dialect.year($0[0].node) }
    case .endOfMonth: return strict(shared(operands, scope)) { [self] in dialect.endOfMonth($0[0].node) }
    case .addDays: return moved(shared(operands, scope), byMonths: false)
    case .addMonths: return moved(shared(operands, scope), byMonths: true)
    case .makeDate: return unsure(strict(shared(operands, scope)) { [self] in made($0.map(\.node)) })
    default: return unknown(expression.type)
    }
  }

  private func shared(_ values: [SQLValue], _ scope: SQLScope) -> [SQLValue] {
    values.map { shared($0, scope) }
  }

  /// A result that can be NULL although no operand is.
  private func unsure(_ value: SQLValue) -> SQLValue {
    var value = value
    value.isKnown = false
    return value
  }

  private static let firstMonth: Int64 = 12
  private static let lastMonth: Int64 = 119_999

  private func moved(_ operands: [SQLValue], byMonths: Bool) -> SQLValue {
    let date = operands[0].node
    let count = operands[1]
    func result(_ count: SQLNode) -> SQLNode {
      byMonths ? dialect.adding(months: count, to: date) : dialect.adding(days: count, to: date)
    }
    if let literal = count.literal {
      if literal == 0 { return strict(operands) { $0[0].node } }
      let limit = byMonths ? monthLimit(literal) : dayLimit(literal)
      guard let limit else {
        return unsure(strict(operands) { [self] _ in unknown(.date(allowsNone: false)).node })
      }
      let isInside = SQLNode.compare(date, literal > 0 ? "<=" : ">=", dialect.dateLiteral(limit))
      return unsure(strict(operands) { _ in .when(isInside, result(.integer(literal))) })
    }
    let isInside: SQLNode
    if byMonths {
      let month = dialect.monthNumber(date)
      isInside = .between(
        wide(count), .subtract(.integer(Self.firstMonth), month), .subtract(.integer(Self.lastMonth), month))
    } else {
      isInside = .between(
        wide(count), dialect.days(dialect.dateLiteral(.earliest), minus: date),
        dialect.days(dialect.dateLiteral(.latest), minus: date))
    }
    return unsure(strict(operands) { _ in .when(isInside, result(count.node)) })
  }

  /// The last (or, going back, first) date that can be moved by days; nil when none can.
  private func dayLimit(_ days: Int64) -> CivilDate? {
    guard days > Int64.min else { return nil }
    return days > 0 ? CivilDate.latest.adding(days: -days) : CivilDate.earliest.adding(days: -days)
  }

  /// The last (or, going back, first) date that can be moved by months; nil when none can.
  private func monthLimit(_ months: Int64) -> CivilDate? {
    guard abs(Double(months)) < 120_000 else { return nil }
    let number = months > 0 ? Self.lastMonth - months : Self.firstMonth - months
    guard number >= Self.firstMonth, number <= Self.lastMonth else { return nil }
    let first = CivilDate(year: Int(number / 12), month: Int(number % 12) + 1, day: 1)
    return months > 0 ? first?.endOfMonth : first
  }

  /// `date(y, m, d)`: NULL when there is no such day, without asking the engine to make one.
  private func made(_ parts: [SQLNode]) -> SQLNode {
    let (year, month, day) = (parts[0], parts[1], parts[2])
    func isMultiple(_ divisor: Int) -> SQLNode {
      .compare(.remainder(year, .integer(divisor)), "=", .integer(0))
    }
    let isCentury = SQLNode.compare(.remainder(year, .integer(100)), "<>", .integer(0))
    let isLeap = SQLNode.all([isMultiple(4), .any([isCentury, isMultiple(400)])])
    let length = SQLNode.cases(
      [
        SQLBranch(
          condition: .isIn(month, [4, 6, 9, 11].map { SQLNode.integer($0 as Int) }), value: .integer(30)),
        SQLBranch(condition: .compare(month, "<>", .integer(2)), value: .integer(31)),
        SQLBranch(condition: isLeap, value: .integer(29)),
      ], otherwise: .integer(28))
    let exists = SQLNode.all([
      .between(year, .integer(1), .integer(9_999)), .between(month, .integer(1), .integer(12)),
      .between(day, .integer(1), length),
    ])
    return .when(exists, dialect.makeDate(year, month, day))
  }
}
