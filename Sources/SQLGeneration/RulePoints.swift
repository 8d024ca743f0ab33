import RuleModel

/// The points of a rule that fires.
enum RulePoints {
  /// The same for every firm.
  case constant(Int)
  /// Calculated; NULL when they are unknown.
  case formula(SQLNode)

  /// The points of a rule; nil when it has none.
  init?(_ column: RuleColumn, _ translator: ExpressionTranslator) {
    guard let formula = column.rule.points, case .number(let type) = formula.expression.type else {
      return nil
    }
    let raw = translator.translate(formula.expression, translator.firms)
    if let literal = raw.literal {
      self = .constant(min(formula.points(raw: literal, scale: type.scale), RuleColumns.mostPoints))
      return
    }
    let value = translator.shared(raw, translator.firms, named: "points")
    let unit = Int64.powerOfTen(type.scale)
    let half = unit / 2
    let cell = translator.wide(value)
    let whole =
      unit == 1 ? cell : translator.dialect.quotient(.add(cell, .integer(half)), .integer(unit))
    self = .formula(
      .cases(
        [
          SQLBranch(
            condition: .compare(value.node, "<", .integer(Int64(column.least) * unit - half)),
            value: .integer(column.least)),
          SQLBranch(
            condition: .compare(value.node, ">", .integer(Int64(column.most) * unit)),
            value: .integer(column.most)),
        ], otherwise: whole))
  }
}
