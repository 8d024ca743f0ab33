import Diagnostics
import RuleLanguage
import RuleModel
import RuleTesting

/// What rules leave out: basis, reason, what to check, examples, fines, and the second language.
struct CompletenessLints {
  let ruleSet: RuleSet
  let declarations: [Declaration]

  func findings() -> [Diagnostic] {
    let lacking = MissingExamples.find(in: ruleSet)
    var found: [Diagnostic] = []
    for (position, rule) in ruleSet.rules.enumerated() {
      found += unexplained(rule)
      if let missing = lacking.first(where: { $0.rule == position }) { found.append(examples(missing, rule)) }
      if rule.kind == .violation { found += fines(of: rule) }
    }
    return found + texts()
  }

  private func unexplained(_ rule: Rule) -> [Diagnostic] {
    var lacks: [(clause: String, advice: String)] = []
    if rule.kind == .gate, rule.basis.isEmpty { lacks.append(("basis", "basis \"ACT\" article N")) }
    if rule.because == nil { lacks.append(("because", "because vi \"…\" en \"…\"")) }
    if rule.kind != .gate, rule.check == nil { lacks.append(("check", "check vi \"…\" en \"…\"")) }
    guard !lacks.isEmpty else { return [] }
    let names = lacks.map { "`\($0.clause)`" }.joined(separator: " and no ")
    return [
      lint(
        .unexplainedRule, "rule `\(rule.id)` has no \(names)", at: rule.span,
        help: lacks.map { "add `\($0.advice)`" })
    ]
  }

  private func examples(_ missing: MissingExamples, _ rule: Rule) -> Diagnostic {
    var kinds: [String] = []
    if missing.lacksFiring { kinds.append("fires") }
    if missing.lacksPassing { kinds.append("passes") }
    if missing.lacksUnknown { kinds.append("is unknown") }
    return lint(
      .missingExamples,
      "rule `\(rule.id)` has no example in which it " + kinds.joined(separator: ", nor one in which it "),
      at: rule.span, help: ["add `example \"…\" of \(rule.id) { … as of DATE expect … }`"])
  }

  // MARK: - Fines

  private func fines(of rule: Rule) -> [Diagnostic] {
    guard !rule.fines.isEmpty else {
      return [
        lint(
          .violationWithoutFine, "violation `\(rule.id)` has no fine", at: rule.span,
          help: [
            "add `fine \"ACT\" article N … AMOUNT`, or `amount not entered`",
            "where nothing fines it: `allow FR172 because …`",
          ])
      ]
    }
    guard rule.fines.allSatisfy({ $0.period != nil }) else { return [] }
    let periods = rule.fines.compactMap(\.period).sorted { $0.from < $1.from }
    guard var day = periods.first?.from else { return [] }
    for period in periods where period.from <= day {
      guard let end = period.to, let next = end.adding(days: 1) else { return [] }
      day = max(day, next)
    }
    guard rule.effective.contains(day) else { return [] }
    return [
      lint(
        .fineGap, "`\(rule.id)` has no fine for violations that ended on \(day)", at: rule.span,
        help: ["let the next fine begin on \(day), or add the fine of that time"])
    ]
  }

  // MARK: - Languages

  private func texts() -> [Diagnostic] {
    declarations.flatMap { declaration -> [Diagnostic] in
      switch declaration {
      case .pack(let pack): oneLanguage([pack.title, pack.note])
      case .act(let act): oneLanguage([act.title])
      case .choice(let choice): oneLanguage([choice.title] + choice.members.map(\.title))
      case .source(let source): oneLanguage([source.title])
      case .field(let field): oneLanguage([field.title, field.presumed?.reason, field.otherwise?.reason])
      case .parameter(let parameter): oneLanguage([parameter.title])
      case .set(let set): oneLanguage([set.title])
      case .area(let area): oneLanguage([area.title])
      case .unit(let unit): oneLanguage([unit.title])
      case .rule(let rule):
        oneLanguage([rule.title, rule.because, rule.check, rule.ask, rule.honest, rule.note])
      case .language, .letValue, .example, .policy, .change, .consistency: []
      }
    }
  }

  private func oneLanguage(_ texts: [LocalizedTexts?]) -> [Diagnostic] {
    texts.compactMap { text in
      guard let text, (text.vi == nil) != (text.en == nil) else { return nil }
      let (given, missing) = text.vi == nil ? ("English", "vi") : ("Vietnamese", "en")
      return lint(
        .oneLanguage, "text in \(given) alone", at: text.span, help: ["add `\(missing) \"…\"`"])
    }
  }
}
