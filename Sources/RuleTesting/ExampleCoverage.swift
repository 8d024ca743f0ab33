import RuleModel

/// Which of the three examples that every rule should have are missing.
public struct MissingExamples: Hashable, Sendable {
  /// Position in `RuleSet.rules`.
  public let rule: Int
  /// No example in which it fires.
  public let lacksFiring: Bool
  /// No example in which it passes.
  public let lacksPassing: Bool
  /// No example in which it is unknown.
  public let lacksUnknown: Bool

  /// Rules of a rule set that lack an example, in order of rules.
  public static func find(in ruleSet: RuleSet) -> [MissingExamples] {
    ruleSet.rules.indices.compactMap { index in
      let outcomes = ruleSet.examples.filter { $0.rule == index }.map(\.expected)
      let missing = MissingExamples(
        rule: index,
        lacksFiring: !outcomes.contains { if case .fires = $0 { true } else { false } },
        lacksPassing: !outcomes.contains { $0 == .passes },
        lacksUnknown: !outcomes.contains { if case .unknown = $0 { true } else { false } })
      return missing.lacksFiring || missing.lacksPassing || missing.lacksUnknown ? missing : nil
    }
  }
}
