import Diagnostics

/// `act "NUMBER" { … }`: when an act was made and how long it holds.
public struct ActDeclaration: Sendable {
  /// Number of the act, as citations write it.
  public var number: StringLiteral
  /// Title for people.
  public var title: LocalizedTexts?
  /// The day on which it was signed or passed.
  public var issued: DateLiteral?
  /// The days on which it is in force.
  public var period: Period?
  /// Findings that the author accepts.
  public var allowances: [Allowance] = []
  /// The whole declaration.
  public var span: Span
}

/// `allow CODE because TEXTS`: a finding that the author has seen and accepts.
public struct Allowance: Sendable {
  /// Code of the finding.
  public var code: Name
  /// Why it is accepted; absent only after a syntax error.
  public var reason: LocalizedTexts?
  /// The whole clause.
  public var span: Span
}

extension Declaration {
  /// Findings that the author accepts inside the declaration.
  public var allowances: [Allowance] {
    switch self {
    case .act(let declaration): declaration.allowances
    case .field(let declaration): declaration.allowances
    case .parameter(let declaration): declaration.allowances
    case .set(let declaration): declaration.allowances
    case .rule(let declaration): declaration.allowances
    case .language, .pack, .unit, .choice, .source, .letValue, .area, .example, .policy, .change,
      .consistency:
      []
    }
  }
}
