import Diagnostics
import RuleModel

/// Conditions that never hold, always hold, or add nothing to the ones beside them.
struct ConditionLints {
  private let ruleSet: RuleSet
  private let reader: ClaimReader

  init(ruleSet: RuleSet) {
    self.ruleSet = ruleSet
    reader = ClaimReader(ruleSet: ruleSet)
  }

  func findings() -> [Diagnostic] {
    var found: [Diagnostic] = []
    var seen: Set<Span> = []
    let all = ruleSet.rules.flatMap(findings(in:)) + ruleSet.checks.flatMap(findings(in:))
    for finding in all {
      // A named condition is read by many rules and reported once.
      if let place = finding.primary?.span, seen.insert(place).inserted { found.append(finding) }
    }
    return found
  }

  private func findings(in check: ConsistencyCheck) -> [Diagnostic] {
    var found: [Diagnostic] = []
    examine(check.condition, Surroundings(), nil, &found)
    return found
  }

  private func findings(in rule: Rule) -> [Diagnostic] {
    var found: [Diagnostic] = []
    let place = Diagnostic.Label(rule.span, "in this rule")
    if let applies = rule.applies { examine(applies, Surroundings(), place, &found) }
    if found.isEmpty {
      let given = rule.applies.map { [reader.claim($0)] } ?? []
      examine(rule.condition, Surroundings(given: given), place, &found)
    }
    for expression in [rule.applies, rule.condition, rule.points?.expression, rule.affects].compactMap({ $0 })
    {
      expression.visit { examineInside($0, place, &found) }
    }
    return found
  }

  /// Conditions that stand where no logic connects them with the rule's: in `if`, and over the rows of a list.
  private func examineInside(
    _ expression: RuleExpression, _ place: Diagnostic.Label?, _ found: inout [Diagnostic]
  ) {
    switch expression.kind {
    case .conditional(let condition, _, _) where expression.type != .truth:
      examine(condition, Surroundings(), place, &found)
    case .aggregate(let aggregate):
      let given = aggregate.condition.map { [reader.claim($0)] } ?? []
      if let condition = aggregate.condition { examine(condition, Surroundings(), place, &found) }
      if let value = aggregate.value, value.type == .truth {
        examine(value, Surroundings(given: given), place, &found)
      }
    default: break
    }
  }

  // MARK: - One condition

  /// What else is so where a condition decides.
  private struct Surroundings {
    /// What must hold with it: the other parts of an `and`, and what `applies` says.
    var given: [Claim] = []
    /// What would settle the question without it, said the other way round: the other parts of an `or`.
    var excluded: [Claim] = []
  }

  /// Reports a condition that no firm, or every firm, meets where it decides; else looks inside.
  private func examine(
    _ condition: RuleExpression, _ surroundings: Surroundings, _ place: Diagnostic.Label?,
    _ found: inout [Diagnostic]
  ) {
    if let finding = finding(on: condition, surroundings, place) { return found.append(finding) }
    switch condition.kind {
    case .named(_, let inner), .not(let inner): examine(inner, surroundings, place, &found)
    case .and(let operands):
      examine(operands, place, &found) { others in
        var inner = surroundings
        inner.given += others.map { reader.claim($0) }
        return inner
      }
    case .or(let operands):
      examine(operands, place, &found) { others in
        var inner = surroundings
        inner.excluded += others.map { reader.claim($0, is: false) }
        return inner
      }
    case .conditional(let choice, let first, let second):
      examine(choice, surroundings, place, &found)
      for (branch, answer) in [(first, true), (second, false)] {
        var inner = surroundings
        inner.given.append(reader.claim(choice, is: answer))
        examine(branch, inner, place, &found)
      }
    default: break
    }
  }

  private func examine(
    _ operands: [RuleExpression], _ place: Diagnostic.Label?, _ found: inout [Diagnostic],
    beside surroundings: ([RuleExpression]) -> Surroundings
  ) {
    var kept = Array(operands.indices)
    // The later of two parts that say the same is the one that adds nothing.
    for position in operands.indices.reversed() {
      let others = kept.filter { $0 != position }.map { operands[$0] }
      let count = found.count
      examine(operands[position], surroundings(others), place, &found)
      if found.count > count { kept.removeAll { $0 == position } }
    }
  }

  private func finding(
    on condition: RuleExpression, _ surroundings: Surroundings, _ place: Diagnostic.Label?
  ) -> Diagnostic? {
    let (holds, fails) = (reader.claim(condition), reader.claim(condition, is: false))
    let (given, all) = (surroundings.given, surroundings.given + surroundings.excluded)
    func found(_ code: DiagnosticCode, _ headline: String, _ label: String, _ help: String) -> Diagnostic {
      lint(
        code, headline, at: condition.span, label, also: place.map { [$0] } ?? [], help: [help])
    }
    let lookAt = "look at the limit, its unit and the range of the field"
    if reader.areImpossible([holds]) {
      return found(.neverHolds, "the condition never holds", "no value of its fields meets it", lookAt)
    }
    if reader.areImpossible([fails]) {
      return found(
        .alwaysHolds, "the condition always holds", "every value of its fields meets it",
        lookAt + ", or leave it out")
    }
    if !given.isEmpty, reader.areImpossible(given + [holds]) {
      return found(
        .neverHolds, "the condition never holds together with the others",
        "contradicts what must hold with it", "mend one of them")
    }
    if !all.isEmpty, reader.areImpossible(all + [fails]) || reader.areImpossible(all + [holds]) {
      return found(
        .alwaysHolds, "the condition adds nothing", "what stands beside it settles this already",
        "leave it out, or mend what was meant")
    }
    return nil
  }
}
