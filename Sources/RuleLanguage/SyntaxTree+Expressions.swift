import Diagnostics

/// An expression and where it stands.
public struct Expression: Sendable {
  /// What the expression is.
  public indirect enum Kind: Sendable {
    /// A number, with a unit or without.
    case number(NumberLiteral, unit: UnitReference?)
    /// `36%`: the literal holds 36.
    case percent(NumberLiteral)
    /// A string.
    case string(StringLiteral)
    /// A date.
    case date(DateLiteral)
    /// A month and day; stands only as the argument of `latest`.
    case monthDay(MonthDayLiteral)
    /// `yes` or `no`.
    case truth(Bool)
    /// `as_of`, the date of the run.
    case asOf
    /// `none`.
    case none
    /// `unknown`.
    case unknown
    /// A field, `let`, choice member, or parameter without keys.
    case name(Name)
    /// `table[keys] at date`; keys are empty for `table at date`.
    case lookup(Name, keys: [Expression], at: Expression?)
    /// `function(arguments)`.
    case call(Name, [Expression])
    /// `-x`.
    case negated(Expression)
    /// `not x`.
    case not(Expression)
    /// `a and b and c`; at least two operands.
    case and([Expression])
    /// `a or b or c`; at least two operands.
    case or([Expression])
    /// `+ - * / div mod`.
    case arithmetic(ArithmeticOperator, Expression, Expression)
    /// `= != < <= > >=`.
    case comparison(ComparisonOperator, Expression, Expression)
    /// `x is none`, or with `negated` `x is not none`.
    case isNone(Expression, negated: Bool)
    /// `x in (a, b)`, or with `negated` `x not in (a, b)`.
    case inList(Expression, [Expression], negated: Bool)
    /// `x in NAME`, or with `negated` `x not in NAME`.
    case inSet(Expression, Name, negated: Bool)
    /// `x starts in NAME`.
    case startsIn(Expression, Name)
    /// `x between low and high`, both ends included, or with `negated` `x not between …`.
    case between(Expression, low: Expression, high: Expression, negated: Bool)
    /// `if c then a else b`.
    case conditional(condition: Expression, then: Expression, otherwise: Expression)
    /// A question to the rows of a source.
    case aggregate(Aggregate)
    /// `x unless y`, which means `x and not y`.
    case unless(Expression, exception: Expression)
    /// `(x)`.
    case parenthesised(Expression)
    /// Could not be read; a diagnostic has been given, so say nothing more about it.
    case invalid
  }

  /// What the expression is.
  public var kind: Kind
  /// The whole expression.
  public var span: Span
  /// Height of the expression as a tree, 1 for a literal; the parser keeps it at or below
  /// `RuleParser.heightLimit`, so recursion over an expression is safe.
  public var height: Int
}

/// An operator between two numbers or a date and a duration.
public enum ArithmeticOperator: String, Sendable, CaseIterable {
  /// Sum.
  case plus = "+"
  /// Difference.
  case minus = "-"
  /// Product.
  case times = "*"
  /// Quotient with four decimals.
  case dividedBy = "/"
  /// Whole quotient, rounded down.
  case div
  /// What `div` leaves.
  case mod
}

/// An operator that compares two values.
public enum ComparisonOperator: String, Sendable, CaseIterable {
  /// Equal.
  case equal = "="
  /// Not equal.
  case notEqual = "!="
  /// Less.
  case less = "<"
  /// Less or equal.
  case lessOrEqual = "<="
  /// Greater.
  case greater = ">"
  /// Greater or equal.
  case greaterOrEqual = ">="
}

/// A question to the rows of a source with many rows a firm.
public struct Aggregate: Sendable {
  /// The questions.
  public enum Kind: String, Sendable, CaseIterable {
    /// Whether some row meets the value.
    case any
    /// Whether every row meets the value.
    case all
    /// How many rows there are.
    case count
    /// The sum of the values.
    case sum
    /// The smallest value.
    case min
    /// The largest value.
    case max
    /// The value of the row with the latest `by` date.
    case latest
  }

  /// Which question.
  public var kind: Kind
  /// The question's word, for diagnostics.
  public var keyword: Name
  /// What is asked of each row; `count` has none.
  public var value: Expression?
  /// What orders the rows; only `latest` has one.
  public var by: Expression?
  /// The source whose rows are asked.
  public var source: Name
  /// Which rows count; all of them when absent.
  public var condition: Expression?
}
