import Diagnostics

/// `rolls up by sum`.
public struct RollUpClause: Sendable {
  /// How the values of establishments become one value of the firm.
  public enum Method: String, Sendable, CaseIterable {
    /// The sum of all.
    case sum
    /// The greatest of all.
    case max
    /// The least of all.
    case min
    /// Yes when one says yes.
    case any
    /// The row of the head office.
    case main
  }

  /// How; absent only after a syntax error.
  public var method: Method?
  /// The whole clause.
  public var span: Span
}

/// `consistency EXPRESSION else TEXTS`.
public struct ConsistencyDeclaration: Sendable {
  /// What sound lists keep.
  public var condition: Expression
  /// What is wrong where it does not hold; absent only after a syntax error.
  public var message: LocalizedTexts?
  /// The whole declaration.
  public var span: Span
}

extension Parser {
  mutating func rollUp(after start: Span) -> RollUpClause? {
    guard expect(.up), expect(.by) else { return nil }
    let method = word(of: RollUpClause.Method.self)
    return RollUpClause(method: method, span: span(from: start))
  }

  mutating func consistency(_ start: Span) -> Declaration? {
    let condition = expression()
    var message: LocalizedTexts?
    noteBreak(.reason)
    let help = ["say what is wrong where it does not hold: `else vi \"…\" en \"…\"`"]
    if !isPanicking, expect(.else, help: help) { message = texts() }
    return .consistency(
      ConsistencyDeclaration(condition: condition, message: message, span: span(from: start)))
  }
}
