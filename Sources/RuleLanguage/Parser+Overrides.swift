import Diagnostics

extension Parser {
  /// Reads `area NAME { … }`, `policy { … }` or `rule ID { … }` after the word `override`.
  mutating func override(_ start: Span) -> Declaration? {
    let word = current
    let empty = PolicyDeclaration(bands: [], actions: [], rank: [], span: word.span)
    var change: OverrideDeclaration
    switch word.symbol {
    case .area:
      advance()
      guard let name = name("the name of an area") else { return nil }
      change = OverrideDeclaration(target: .area(name), policy: empty, span: start)
      block(.areaOverride, into: &change) { parser, _, change in
        change.cap = parser.wholeNumber("a whole number")
      }
    case .policy:
      advance()
      change = OverrideDeclaration(target: .policy(word.span), policy: empty, span: start)
      block(.policyOverride, into: &change) { $0.policyClause($1, &$2.policy) }
    case .rule:
      advance()
      guard let id = name("the id of a rule") else { return nil }
      change = OverrideDeclaration(target: .rule(id), policy: empty, span: start)
      block(.ruleOverride, into: &change) { parser, keyword, change in
        let start = parser.previousSpan
        if keyword == .points {
          change.points = parser.points(after: start)
        } else {
          change.status = parser.status(after: start)
        }
      }
    default:
      expected(
        "`area`, `policy` or `rule`",
        help: ["only caps, policy, points and status are overridden; anything else is added or left alone"])
      return nil
    }
    change.span = span(from: start)
    return .change(change)
  }

  private mutating func status(after start: Span) -> OverrideDeclaration.Status? {
    if take(.draft) != nil { return .draft(span(from: start)) }
    if take(.in) != nil { return expect(.force) ? .inForce(span(from: start)) : nil }
    expected("`draft` or `in force`")
    return nil
  }

  /// Reads `by "NAME" on DATE for "HASH"` after the word `reviewed`, whose place is `start`.
  mutating func review(after start: Span) -> RuleDeclaration.Review? {
    let help = ["write `reviewed by \"NAME\" on 2026-11-20 for \"HASH\"`; `rules check` shows the hash"]
    guard expect(.by, help: help), let reviewer = string("the name of the reviewer in quotes"),
      expect(.on, help: help), let date = date("the day of the review"),
      expect(.for, help: help), let hash = string("the hash of the rule in quotes")
    else { return nil }
    return .init(reviewer: reviewer, date: date, hash: hash, span: span(from: start))
  }
}
