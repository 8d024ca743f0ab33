import Diagnostics

/// `override area NAME { … }`, `override policy { … }` or `override rule ID { … }`: what a pack changes of the pack
/// that it builds on.
public struct OverrideDeclaration: Sendable {
  /// What is changed.
  public enum Target: Sendable {
    /// The cap of an area.
    case area(Name)
    /// Clauses of the policy, with the place of the word.
    case policy(Span)
    /// Points or status of a rule.
    case rule(Name)
  }

  /// Whether a rule scores.
  public enum Status: Sendable {
    /// `status draft`: it does not score.
    case draft(Span)
    /// `status in force`: it scores although the pack below calls it a draft.
    case inForce(Span)
  }

  /// What is changed.
  public var target: Target
  /// The new cap of an area.
  public var cap: NumberLiteral?
  /// The new points of a rule.
  public var points: RuleDeclaration.Points?
  /// The new status of a rule.
  public var status: Status?
  /// The new clauses of the policy; those that are not written stay as they are.
  public var policy: PolicyDeclaration
  /// The whole declaration.
  public var span: Span
}
