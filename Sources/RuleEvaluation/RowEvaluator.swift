import RuleModel

/// Outcome of one rule for one firm.
public struct RowOutcome: Hashable, Sendable {
  /// Its state.
  public var state: RuleState
  /// Points when it fires; nil when the formula is unknown, it does not fire, or for a gate.
  public var points: Int?
  /// Persons harmed; nil when the rule does not say.
  public var affects: EvaluatedValue?
}

/// An expression with its value for a firm, and those of its operands.
public struct EvaluationTrace: Sendable {
  /// The expression.
  public var expression: RuleExpression
  /// Its value.
  public var value: EvaluatedValue
  /// Its operands in the order of the text; empty for aggregates, whose operands have one value a row.
  public var operands: [EvaluationTrace]
}

/// The meaning of rules, one firm at a time, written to be read: the reference for every faster engine.
public struct RowEvaluator: Sendable {
  /// The rules.
  public let ruleSet: RuleSet
  /// The as-of date.
  public let asOf: CivilDate

  /// Creates an evaluator for a date.
  public init(ruleSet: RuleSet, asOf: CivilDate) {
    self.ruleSet = ruleSet
    self.asOf = asOf
  }

  /// Outcome of a rule for a firm; whether the rule is in effect or assessed is not asked.
  public func evaluate(_ rule: Rule, firm: FirmRecord) -> RowOutcome {
    RowOutcome(state: .unknown, points: nil, affects: nil)
  }

  /// Value of an expression for a firm.
  public func value(of expression: RuleExpression, firm: FirmRecord) -> EvaluatedValue {
    .unknown
  }

  /// Values of an expression and of everything below it.
  public func trace(_ expression: RuleExpression, firm: FirmRecord) -> EvaluationTrace {
    EvaluationTrace(expression: expression, value: value(of: expression, firm: firm), operands: [])
  }

  /// What would be counted for a firm if these rules were in effect.
  public func incidents(of rules: [Rule], firm: FirmRecord) -> Set<DataIncident> { [] }
}
