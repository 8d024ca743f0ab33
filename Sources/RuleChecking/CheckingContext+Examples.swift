import Diagnostics
import RuleLanguage
import RuleModel

/// Examples and the policy.
extension CheckingContext {
  func checkExamples(_ declarations: [Declaration]) {
    // By rule and title; no rule's name holds the byte between them.
    var titles: [String: Span] = [:]
    titles.reserveCapacity(declarations.count)
    for case .example(let declaration) in declarations {
      let identity = declaration.rule.text + "\0" + declaration.title.value
      if let first = titles.updateValue(declaration.title.span, forKey: identity) {
        report(
          .duplicateName, "two examples of `\(declaration.rule.text)` have one title",
          at: declaration.title.span, also: [.init(first, "first one")])
      }
      if let example = example(declaration) { examples.append(example) }
    }
  }

  private func example(_ declaration: ExampleDeclaration) -> Example? {
    func missing(_ clause: String, _ advice: String) {
      report(
        .missingClause, "example \"\(declaration.title.value)\" has no `\(clause)`",
        at: declaration.title.span,
        help: ["add `\(advice)`"])
    }
    if declaration.asOf == nil { missing("as of", "as of DATE") }
    if declaration.outcome == nil { missing("expect", "expect fires N") }
    let assignments = assignments(declaration.values, source: nil)
    let rows = rows(declaration)
    guard let rule = ruleIndex[declaration.rule.text] else {
      if !brokenNames.contains(declaration.rule.text) {
        reportUnknown("rule", declaration.rule, among: rules.map(\.id))
      }
      return nil
    }
    guard let asOf = declaration.asOf.flatMap({ date($0) }), let outcome = declaration.outcome else {
      return nil
    }
    if !rules[rule].effective.contains(asOf), let day = declaration.asOf {
      report(
        .periodConflict, "`\(rules[rule].id)` is not in force on \(asOf)", at: day.span, "outside its period",
        also: [.init(rules[rule].span, "in force from \(rules[rule].effective.from)")])
    }
    return Example(
      title: declaration.title.value, rule: rule, assignments: assignments, rows: rows, asOf: asOf,
      expected: expected(outcome), span: declaration.title.span)
  }

  private func expected(_ outcome: ExampleDeclaration.Outcome) -> ExpectedOutcome {
    switch outcome {
    case .fires(let points): return .fires(points: points.map { Int(clamping: $0.value) })
    case .passes: return .passes
    case .notApplicable: return .notApplicable
    case .unknown(let most): return .unknown(atMost: most.map { Int(clamping: $0.value) })
    }
  }

  private func rows(_ declaration: ExampleDeclaration) -> [Example.Rows] {
    var found: [Example.Rows] = []
    func manySource(_ name: Name) -> SourceIndex? {
      guard let index = sourceIndex[name.text] else {
        reportUnknown("source", name, among: sources.filter(\.hasManyRows).map(\.name))
        return nil
      }
      if sources[index].hasManyRows { return index }
      report(.wrongLevel, "`\(name.text)` has one row a firm", at: name.span)
      return nil
    }
    for row in declaration.rows {
      guard let source = manySource(row.source) else { continue }
      let values = assignments(row.values, source: source)
      if let position = found.firstIndex(where: { $0.source == source }) {
        found[position].rows.append(values)
      } else {
        found.append(Example.Rows(source: source, rows: [values]))
      }
    }
    for name in declaration.withoutRows {
      guard let source = manySource(name) else { continue }
      if found.contains(where: { $0.source == source }) {
        report(.misplacedClause, "rows of `\(name.text)` are given and denied", at: name.span)
      } else {
        found.append(Example.Rows(source: source, rows: []))
      }
    }
    return found
  }

  private func assignments(
    _ given: [ExampleDeclaration.Given], source: SourceIndex?
  ) -> [Example.Assignment] {
    var found: [Example.Assignment] = []
    found.reserveCapacity(given.count)
    for value in given {
      guard let index = fieldIndex[value.field.text] else {
        if !brokenNames.contains(value.field.text) {
          reportUnknown("field", value.field, among: fields.map(\.name))
        }
        continue
      }
      let ofRows = fields[index].role != .key && fields[index].sources.contains { sources[$0].hasManyRows }
      if let source, !fields[index].sources.contains(source) {
        report(
          .wrongLevel, "`\(value.field.text)` is not a column of `\(sources[source].name)`",
          at: value.field.span)
        continue
      }
      if source == nil, ofRows {
        report(
          .wrongLevel, "`\(value.field.text)` has many values a firm", at: value.field.span,
          help: ["give it inside `row \(sources[fields[index].sources[0]].name) { … }`"])
        continue
      }
      if found.contains(where: { $0.field == index }) {
        report(.duplicateName, "`\(value.field.text)` is given twice", at: value.field.span)
        continue
      }
      if case .unknown = value.value.kind {
        found.append(.init(field: index, value: nil))
      } else if let constant = constant(value.value, as: fields[index].type) {
        found.append(.init(field: index, value: constant))
      }
    }
    return found
  }

  // MARK: - Policy

  /// Limits used while a policy is missing or broken; such a rule set is never handed out.
  private static let placeholderLimits = [0, 25, 50, 75]

  func checkPolicy(_ declarations: [Declaration], at end: Span?) -> Policy {
    var policies: [PolicyDeclaration] = []
    for case .policy(let declaration) in declarations { policies.append(declaration) }
    guard let declaration = policies.first else {
      if let end {
        report(
          .missingClause, "the pack has no policy", at: end,
          help: ["add `policy { bands … inspect when … rank by … }`"])
      }
      return Policy(bandLimits: CheckingContext.placeholderLimits, outcomes: [], rankKeys: [])
    }
    for extra in policies.dropFirst() {
      report(
        .duplicateName, "the pack has two policies", at: extra.span,
        also: [.init(declaration.span, "first one")])
    }
    let outer = level
    level = .policy
    defer { level = outer }
    var outcomes: [Policy.OutcomeCondition] = []
    for action in declaration.actions {
      guard let outcome = Outcome(rawValue: action.kind.rawValue), let condition = condition(action.condition)
      else {
        continue
      }
      outcomes.append(.init(outcome: outcome, condition: condition))
    }
    let order = Outcome.allCases
    outcomes.sort { (order.firstIndex(of: $0.outcome) ?? 0) < (order.firstIndex(of: $1.outcome) ?? 0) }
    return Policy(bandLimits: bandLimits(declaration), outcomes: outcomes, rankKeys: rankKeys(declaration))
  }

  private func bandLimits(_ declaration: PolicyDeclaration) -> [Int] {
    let names = declaration.bands.map(\.name.text)
    let limits = declaration.bands.map { Int(clamping: $0.from.value) }
    let rises = zip(limits, limits.dropFirst()).allSatisfy { $0 < $1 }
    let isWhole = declaration.bands.allSatisfy { $0.from.scale == 0 }
    guard names == RuleModel.Band.allCases.map(\.name), limits.first == 0, rises, isWhole,
      limits.allSatisfy({ $0 <= 100 })
    else {
      report(
        .wrongBands, "the policy does not state the four bands",
        at: declaration.bandsSpan ?? declaration.span,
        help: ["write `bands low from 0, medium from 25, high from 50, critical from 75`"])
      return CheckingContext.placeholderLimits
    }
    return limits
  }

  private func rankKeys(_ declaration: PolicyDeclaration) -> [Policy.RankKey] {
    var keys: [Policy.RankKey] = []
    let keyName = fields.first { $0.role == .key }?.name ?? "tax_code"
    for key in declaration.rank {
      if key.name.text == keyName {
        keys.append(.init(variable: nil, isDescending: key.isDescending))
      } else if let variable = ScoreVariable(rawValue: key.name.text) {
        keys.append(.init(variable: variable, isDescending: key.isDescending))
      } else {
        reportUnknown("score variable", key.name, among: ScoreVariable.allCases.map(\.rawValue) + [keyName])
      }
    }
    return keys
  }
}
