import Diagnostics
import RuleChecking
import RuleModel
import RunFolder

/// Whether the signatures of a pack stand under the rules as they are now.
enum RuleReviews {
  /// A checked pack with a warning for each rule that changed since it was signed.
  static func checked(_ pack: CheckedPack) -> CheckedPack {
    guard let ruleSet = pack.ruleSet else { return pack }
    let outdated = ruleSet.rules.compactMap { finding(for: $0, in: ruleSet) }
    if outdated.isEmpty { return pack }
    let findings = (pack.diagnostics + outdated).sorted { first, second in
      guard let left = first.primary?.span, let right = second.primary?.span else {
        return first.primary == nil && second.primary != nil
      }
      return (left, first.code) < (right, second.code)
    }
    return CheckedPack(ruleSet: ruleSet, diagnostics: findings)
  }

  private static func finding(for rule: Rule, in ruleSet: RuleSet) -> Diagnostic? {
    guard let review = rule.review else { return nil }
    let hash = RuleMeaning.hash(of: rule, in: ruleSet)
    if review.hash == hash { return nil }
    return Diagnostic(
      .reviewOutdated, .warning, "`\(rule.id)` is not what \(review.reviewer) reviewed on \(review.date)",
      at: .init(review.span, "stands for another meaning"), also: [.init(rule.span, "the rule")],
      help: ["read the rule against its articles anew, then sign it with the day and `for \"\(hash)\"`"])
  }
}
