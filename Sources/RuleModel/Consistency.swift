import Diagnostics

/// How the values of a firm's establishments become one value of the firm.
///
/// One establishment that does not know makes the firm's value unknown, unless the others settle it.
public enum RollUp: String, Hashable, Sendable, CaseIterable {
  /// The sum of all.
  case sum
  /// The greatest of all.
  case max
  /// The least of all.
  case min
  /// Yes when one says yes, no when all say no.
  case any
  /// What the row of the head office says.
  case main
}

/// A relation between fields that sound lists keep; a firm that breaks it is reported, never scored.
public struct ConsistencyCheck: Hashable, Sendable {
  /// What must hold; unknown says nothing.
  public var condition: RuleExpression
  /// What is wrong where it does not hold.
  public var message: LocalizedText
  /// Where it stands.
  public var span: Span

  /// Creates a check.
  public init(condition: RuleExpression, message: LocalizedText, span: Span) {
    self.condition = condition
    self.message = message
    self.span = span
  }

  /// The fields that it reads, ascending.
  public var fields: [FieldIndex] {
    var fields: Set<FieldIndex> = []
    condition.visit { if case .field(let field) = $0.kind { fields.insert(field) } }
    return fields.sorted()
  }
}
