import Diagnostics

/// A checked expression: every name resolved, every operand already brought to the scale its operator needs.
///
/// Meaning, shared by every engine:
/// - every arithmetic operator and function is strict: an unknown operand gives unknown;
/// - arithmetic with none gives none; a comparison with none is no; only `isNone` asks about it;
/// - `and`, `or`, `not` follow Kleene's three-valued logic;
/// - a zero divisor gives unknown and is counted once per expression in the text and firm;
/// - a date outside the years 1...9999 is unknown.
public struct RuleExpression: Hashable, Sendable {
  /// What the expression does.
  public indirect enum Kind: Hashable, Sendable {
    /// A constant of the expression's type.
    case constant(Constant)
    /// The run's as-of date.
    case asOf
    /// A field of the firm, or of the row inside an aggregate.
    case field(FieldIndex)
    /// A score variable; only in policy conditions.
    case score(ScoreVariable)
    /// A named `let`; means the same as its inner expression.
    case named(DefinitionIndex, RuleExpression)
    /// A parameter's value for keys on a date; `date` is nil for the as-of date and else a constant of the run.
    case lookup(ParameterIndex, keys: [RuleExpression], date: RuleExpression?)
    /// Logical negation.
    case not(RuleExpression)
    /// Kleene conjunction of at least two operands.
    case and([RuleExpression])
    /// Kleene disjunction of at least two operands.
    case or([RuleExpression])
    /// Comparison; numbers have equal scale, choices equal type; texts, truths and choices only `=` and `!=`.
    case compare(Comparison, RuleExpression, RuleExpression)
    /// Whether a `date or none` is known to be none.
    case isNone(RuleExpression)
    /// Whether a text equals (or, with `prefix`, starts with) a member of a named set in effect on the as-of date.
    case inSet(RuleExpression, SetIndex, prefix: Bool)
    /// Arithmetic negation.
    case negate(RuleExpression)
    /// Sum; equal scales, result in that scale.
    case add(RuleExpression, RuleExpression)
    /// Difference; equal scales, result in that scale.
    case subtract(RuleExpression, RuleExpression)
    /// Product; the scales add up, so the raw integers multiply.
    case multiply(RuleExpression, RuleExpression)
    /// Quotient rounded half away from zero: raw result = round(first × 10^exponent / second), scale 4.
    ///
    /// The checker chooses the exponent (it may not be negative) and proves that the product fits 64 bits.
    case divide(RuleExpression, RuleExpression, exponent: Int)
    /// Quotient rounded towards negative infinity; equal scales, result in scale 0.
    case floorDivide(RuleExpression, RuleExpression)
    /// Remainder with the sign of the divisor; equal scales, result in that scale.
    case modulo(RuleExpression, RuleExpression)
    /// Exact change to a greater scale: raw value × 10^exponent.
    case rescale(RuleExpression, exponent: Int)
    /// Rounding half away from zero: raw value / 10^exponent, so the scale falls by the exponent.
    case round(RuleExpression, exponent: Int)
    /// Least of at least two operands of equal scale (or dates).
    case minimum([RuleExpression])
    /// Greatest of at least two operands of equal scale (or dates).
    case maximum([RuleExpression])
    /// Absolute value.
    case absolute(RuleExpression)
    /// `if condition then first else second`; unknown when the condition is, even if both branches agree.
    case conditional(RuleExpression, RuleExpression, RuleExpression)
    /// Days from the second date to the first: first − second.
    case dateDifference(RuleExpression, RuleExpression)
    /// Date plus a whole number of days.
    case addDays(RuleExpression, RuleExpression)
    /// Date plus a whole number of months, clamped to the last day of the month.
    case addMonths(RuleExpression, RuleExpression)
    /// Calendar year of a date, a plain number.
    case year(RuleExpression)
    /// Date of year, month, day; unknown when there is no such day.
    case makeDate(RuleExpression, RuleExpression, RuleExpression)
    /// Last day of a date's month.
    case endOfMonth(RuleExpression)
    /// Latest date with this month and day that is not after the as-of date.
    case latestAnniversary(month: Int, day: Int)
    /// Whether the list gave the cell; two-valued.
    case reported(FieldIndex)
    /// One value from the firm's rows of a `many` source.
    case aggregate(Aggregate)
  }

  /// What it does.
  public var kind: Kind
  /// Its type.
  public var type: ValueType
  /// Where it stands in the rule text; part of identity, since zero divisors count per place in the text.
  public var span: Span

  /// Creates an expression.
  public init(_ kind: Kind, type: ValueType, span: Span) {
    self.kind = kind
    self.type = type
    self.span = span
  }
}

/// Comparison operators.
public enum Comparison: String, Hashable, Sendable, CaseIterable {
  /// Equal.
  case equal = "="
  /// Not equal.
  case notEqual = "!="
  /// Less than.
  case less = "<"
  /// Less than or equal.
  case lessOrEqual = "<="
  /// Greater than.
  case greater = ">"
  /// Greater than or equal.
  case greaterOrEqual = ">="
}

/// Figures of a finished score that policy conditions may read.
public enum ScoreVariable: String, Hashable, Sendable, CaseIterable {
  /// Sum of certain points, 0...100.
  case low
  /// Most points the firm can have, 0...100.
  case high
  /// Estimate in tenths of a point; read in policy conditions as a number with one decimal.
  case estimate
  /// Certain points from violations, before area caps and families.
  case violationPoints = "violation_points"
  /// Number of violations that fired.
  case violationsFired = "violations_fired"
  /// Points the assessed rules can reach, 0...100.
  case coverage
  /// Workers affected, a floor.
  case workersAffected = "workers_affected"
}

/// One value from the rows of a `many` source that belong to a firm.
///
/// A firm without rows gets the function's value for no rows when the source is complete in this run, else unknown.
/// A row whose `condition` is unknown makes the result unknown unless the other rows settle it (only `any` and `all`
/// can be settled).
public struct Aggregate: Hashable, Sendable {
  /// What is computed over the rows.
  public enum Function: String, Hashable, Sendable {
    /// Number of rows; 0 without rows.
    case count
    /// Sum of values; 0 without rows. A row with an unknown value makes it unknown.
    case sum
    /// Least value; unknown without rows.
    case minimum = "min"
    /// Greatest value; unknown without rows.
    case maximum = "max"
    /// Value in the row with the latest `order` date (last such row of the file); unknown without rows.
    case latest
    /// Kleene disjunction over the rows; no without rows.
    case any
    /// Kleene conjunction over the rows; yes without rows.
    case all
  }

  /// The function.
  public var function: Function
  /// The rows' source; declared `rows many`.
  public var source: SourceIndex
  /// What is summed, compared or asked; nil for `count`.
  public var value: RuleExpression?
  /// The date that orders rows; only for `latest`.
  public var order: RuleExpression?
  /// Which rows count; nil for all.
  public var condition: RuleExpression?

  /// Creates an aggregate.
  public init(
    function: Function, source: SourceIndex, value: RuleExpression?, order: RuleExpression?,
    condition: RuleExpression?
  ) {
    self.function = function
    self.source = source
    self.value = value
    self.order = order
    self.condition = condition
  }
}

extension RuleExpression {
  /// The operands, in the order of the text.
  public var operands: [RuleExpression] {
    var operands: [RuleExpression] = []
    forEachOperand { operands.append($0) }
    return operands
  }

  /// Does something with each of the `operands` in turn, without an array of them.
  private func forEachOperand(_ body: (RuleExpression) -> Void) {
    switch kind {
    case .constant, .asOf, .field, .score, .latestAnniversary, .reported: break
    case .named(_, let inner), .not(let inner), .isNone(let inner), .inSet(let inner, _, _),
      .negate(let inner), .rescale(let inner, _), .round(let inner, _), .absolute(let inner),
      .year(let inner), .endOfMonth(let inner):
      body(inner)
    case .compare(_, let first, let second), .add(let first, let second), .subtract(let first, let second),
      .multiply(let first, let second), .divide(let first, let second, _),
      .floorDivide(let first, let second), .modulo(let first, let second),
      .dateDifference(let first, let second), .addDays(let first, let second),
      .addMonths(let first, let second):
      body(first)
      body(second)
    case .conditional(let first, let second, let third), .makeDate(let first, let second, let third):
      body(first)
      body(second)
      body(third)
    case .and(let all), .or(let all), .minimum(let all), .maximum(let all): all.forEach(body)
    case .lookup(_, let keys, let date):
      keys.forEach(body)
      if let date { body(date) }
    case .aggregate(let aggregate):
      if let value = aggregate.value { body(value) }
      if let order = aggregate.order { body(order) }
      if let condition = aggregate.condition { body(condition) }
    }
  }

  /// Visits the expression and everything below it, parents first.
  public func visit(_ body: (RuleExpression) -> Void) {
    body(self)
    forEachOperand { $0.visit(body) }
  }

  /// Visits the expression, everything below it, and once each the derivations of the fields that it needs.
  public func visit(derivationsOf fields: [Field], _ body: (RuleExpression) -> Void) {
    var seen: Set<FieldIndex> = []
    var waiting = [self]
    while let next = waiting.popLast() {
      next.visit { expression in
        body(expression)
        guard case .field(let index) = expression.kind, let derivation = fields[index].derivation,
          seen.insert(index).inserted
        else { return }
        waiting.append(derivation.expression)
      }
    }
  }

  /// Fields read anywhere below, in ascending order, including columns read inside aggregates.
  public var fieldsRead: [FieldIndex] {
    var found: Set<FieldIndex> = []
    visit { expression in
      switch expression.kind {
      case .field(let index), .reported(let index): found.insert(index)
      default: break
      }
    }
    return found.sorted()
  }
}
