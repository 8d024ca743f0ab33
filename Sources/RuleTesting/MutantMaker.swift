import Diagnostics
import RuleModel
import RuleSentences

/// An expression with one change, and the change in words.
struct ChangedExpression {
  var kind: Mutant.Kind
  var expression: RuleExpression
  var words: String
  var span: Span

  func inside(_ parent: RuleExpression, at position: Int) -> ChangedExpression {
    var operands = parent.operands
    operands[position] = expression
    return ChangedExpression(
      kind: kind, expression: parent.withOperands(operands), words: words, span: span)
  }
}

/// Makes the mutants of rules and parameters.
struct MutantMaker {
  let ruleSet: RuleSet
  let sources: SourceMap
  let values: ValueWriter

  init(ruleSet: RuleSet, sources: SourceMap) {
    self.ruleSet = ruleSet
    self.sources = sources
    values = ValueWriter(language: .en, ruleSet: ruleSet)
  }

  // MARK: - Rules

  func mutants(ofRule position: Int) -> [Mutant] {
    let rule = ruleSet.rules[position]
    var found: [Mutant] = []
    func add(
      _ clause: String, _ change: ChangedExpression, _ apply: (inout Rule, RuleExpression) -> Void
    ) {
      var changed = rule
      apply(&changed, change.expression)
      let id = "\(rule.id) \(clause): \(change.words)"
      found.append(
        Mutant(
          id: id, kind: change.kind, area: areaName(of: rule), span: change.span,
          target: .rule(position: position, changed)))
    }
    if let applies = rule.applies {
      for change in changes(in: applies) { add("applies", change) { $0.applies = $1 } }
    }
    for change in changes(in: rule.condition) { add("when", change) { $0.condition = $1 } }
    if let points = rule.points {
      if case .constant = points.expression.kind {
        return found + fixedPoints(points, of: rule, at: position)
      }
      for change in changes(in: points.expression) { add("points", change) { $0.points?.expression = $1 } }
      found += bounds(points, of: rule, at: position)
    }
    return found
  }

  private func areaName(of rule: Rule) -> String { rule.area.map { ruleSet.areas[$0].name } ?? "gate" }

  /// A fixed number of points is also the most the rule can add, so both change together.
  private func fixedPoints(_ points: PointsFormula, of rule: Rule, at position: Int) -> [Mutant] {
    [-1, 1].compactMap { step in
      guard case .constant(.number(let raw)) = points.expression.kind, raw + Int64(step) >= 0 else {
        return nil
      }
      var changed = rule
      changed.points?.expression.kind = .constant(.number(raw + Int64(step)))
      changed.points?.most = points.most + step
      return Mutant(
        id: "\(rule.id) points: \(points.most) becomes \(points.most + step)", kind: .threshold,
        area: areaName(of: rule), span: points.expression.span,
        target: .rule(position: position, changed))
    }
  }

  private func bounds(_ points: PointsFormula, of rule: Rule, at position: Int) -> [Mutant] {
    var found: [Mutant] = []
    func add(_ words: String, _ change: (inout Rule) -> Void) {
      var changed = rule
      change(&changed)
      found.append(
        Mutant(
          id: "\(rule.id) points: \(words)", kind: .bound, area: areaName(of: rule),
          span: points.expression.span, target: .rule(position: position, changed)))
    }
    for step in [-1, 1] {
      add("up to \(points.most) becomes \(points.most + step)") { $0.points?.most += step }
      if points.least > 0 {
        add("from \(points.least) becomes \(points.least + step)") { $0.points?.least += step }
      }
    }
    return found
  }

  // MARK: - Parameters

  func mutants(ofParameter index: ParameterIndex) -> [Mutant] {
    let parameter = ruleSet.parameters[index]
    guard case .number = parameter.type else { return [] }
    var found: [Mutant] = []
    for (position, entry) in parameter.entries.enumerated() where isRead(index, entry) {
      for (rowPosition, row) in entry.rows.enumerated() {
        guard case .number(let raw) = row.value else { continue }
        for step: Int64 in [-1, 1] {
          var changed = parameter
          changed.entries[position].rows[rowPosition].value = .number(raw + step)
          let before = values.text(row.value, type: parameter.type)
          let after = values.text(.number(raw + step), type: parameter.type)
          let place = DatedValue(parameter: index, entry: position, row: rowPosition).words(in: ruleSet)
          found.append(
            Mutant(
              id: "\(place): \(before) becomes \(after)", kind: .figure, area: "parameters",
              span: entry.span, target: .parameter(index, changed)))
        }
      }
    }
    return found
  }

  /// Whether the values of a period can reach the score of some rule.
  private func isRead(_ index: ParameterIndex, _ entry: Parameter.Entry) -> Bool {
    ruleSet.rules.contains { $0.reads(entry: entry, of: index) }
  }
}

extension Rule {
  /// Whether state or points read a period's values on some day on which the rule is in force.
  func reads(entry: Parameter.Entry, of parameter: ParameterIndex) -> Bool {
    var found = false
    for expression in testedExpressions {
      expression.visit { part in
        guard case .lookup(parameter, _, let date) = part.kind else { return }
        if let date, case .constant(.date(let day)) = date.kind {
          found = found || entry.period.contains(day)
        } else {
          found = found || entry.period.overlaps(effective)
        }
      }
    }
    return found
  }
}

extension EffectPeriod {
  /// Whether some day lies in both periods.
  func overlaps(_ other: EffectPeriod) -> Bool {
    (to.map { $0 >= other.from } ?? true) && (other.to.map { $0 >= from } ?? true)
  }
}
