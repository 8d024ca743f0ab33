import Diagnostics
import RuleModel

/// State of a rule for a firm; the raw values are the bytes in batches.
///
/// First match: `applies` is no, `when` is no (even if `applies` is unknown), both are yes, anything else.
public enum RuleState: UInt8, Hashable, Sendable, CaseIterable {
  /// The rule does not concern the firm.
  case notApplicable = 0
  /// The firm does what the rule asks.
  case passed = 1
  /// The rule fires.
  case fires = 2
  /// The lists do not say enough.
  case unknown = 3
}

/// Value of an expression for one firm or row.
public enum EvaluatedValue: Hashable, Sendable {
  /// Not known.
  case unknown
  /// Known to be none.
  case none
  /// Known; the constant is never `Constant.none`.
  case known(Constant)

  /// The value of a constant.
  public init(_ constant: Constant) {
    if case .none = constant { self = .none } else { self = .known(constant) }
  }
}

/// Something about the data that makes an expression unknown and is counted, once per place in the text and firm.
public struct DataIncident: Hashable, Comparable, Sendable {
  /// What happened.
  public enum Kind: Hashable, Sendable {
    /// A divisor was known to be zero.
    case zeroDivisor
    /// All keys of a look-up were known, but the parameter has no value for them on the date.
    case missingKey(ParameterIndex)
  }

  /// What happened.
  public var kind: Kind
  /// The expression in the rule text.
  public var span: Span

  /// Creates an incident.
  public init(kind: Kind, span: Span) {
    self.kind = kind
    self.span = span
  }

  /// Orders by place in the text, zero divisors before missing keys.
  public static func < (first: DataIncident, second: DataIncident) -> Bool {
    if first.span != second.span { return first.span < second.span }
    return first.order < second.order
  }

  private var order: Int {
    switch kind {
    case .zeroDivisor: return -1
    case .missingKey(let parameter): return parameter
    }
  }
}
