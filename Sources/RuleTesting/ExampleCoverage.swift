import Diagnostics
import RuleEvaluation
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

/// One branch of an `or` in a rule's conditions.
public struct OrBranch: Hashable, Sendable {
  /// Position in `RuleSet.rules`.
  public let rule: Int
  /// Where the branch stands.
  public let span: Span
  /// Whether in some example of the rule it is yes and no other branch is.
  public let isReached: Bool
}

/// One value of a parameter in one period.
public struct DatedValue: Hashable, Sendable {
  /// The parameter.
  public let parameter: ParameterIndex
  /// Position in its entries.
  public let entry: Int
  /// Position in the entry's rows.
  public let row: Int

  /// The value's name, first day and keys.
  public func words(in ruleSet: RuleSet) -> String {
    let parameter = ruleSet.parameters[self.parameter]
    let entry = parameter.entries[self.entry]
    let keys = zip(parameter.keys, entry.rows[row].keys).map { key, rowKey -> String in
      switch (key, rowKey) {
      case (.choice(let choice), .member(let member)): return ruleSet.choices[choice].members[member].name
      case (_, .band(let lowest, let highest)): return "\(lowest)..\(highest.map { "\($0)" } ?? "")"
      case (.bands, .member(let member)): return "\(member)"
      }
    }
    let place = keys.isEmpty ? "" : "[" + keys.joined(separator: ", ") + "]"
    return "parameter \(parameter.name)\(place) from \(entry.period.from)"
  }
}

/// What the examples of a rule set reach.
///
/// An `or` inside an aggregate is decided row by row and is left to the mutants.
public struct ExampleCoverage: Sendable {
  /// Number of rules.
  public let ruleCount: Int
  /// Rules that lack one of the three examples.
  public let missingExamples: [MissingExamples]
  /// Every branch of an `or`, in order of rules and text.
  public let branches: [OrBranch]
  /// Every dated value that a rule reads while in force, with whether an example reaches it.
  public let values: [(value: DatedValue, isReached: Bool)]

  /// Whether nothing is missing.
  public var isComplete: Bool {
    missingExamples.isEmpty && branches.allSatisfy(\.isReached) && values.allSatisfy(\.isReached)
  }

  /// Measures the examples of a rule set.
  public init(of ruleSet: RuleSet) {
    ruleCount = ruleSet.rules.count
    missingExamples = MissingExamples.find(in: ruleSet)
    let measure = CoverageMeasure(ruleSet: ruleSet)
    branches = ruleSet.rules.indices.flatMap { measure.branches(ofRule: $0) }
    values = measure.values()
  }
}

/// Evaluates parts of rules on the firms of their examples.
private struct CoverageMeasure {
  let ruleSet: RuleSet
  /// By rule: date and firm of each of its examples.
  let cases: [[(evaluator: RowEvaluator, firm: FirmRecord)]]

  init(ruleSet: RuleSet) {
    self.ruleSet = ruleSet
    let runner = ExampleRunner(ruleSet: ruleSet)
    var cases: [[(evaluator: RowEvaluator, firm: FirmRecord)]] = Array(
      repeating: [], count: ruleSet.rules.count)
    for example in ruleSet.examples {
      cases[example.rule].append((runner.evaluator(for: example), runner.record(of: example)))
    }
    self.cases = cases
  }

  func branches(ofRule rule: Int) -> [OrBranch] {
    var found: [OrBranch] = []
    for expression in [ruleSet.rules[rule].applies, ruleSet.rules[rule].condition] {
      if let expression { addBranches(of: expression, rule: rule, to: &found) }
    }
    return found
  }

  private func addBranches(of expression: RuleExpression, rule: Int, to found: inout [OrBranch]) {
    if case .aggregate = expression.kind { return }
    if case .or(let operands) = expression.kind {
      let reached = cases[rule].compactMap { evaluator, firm -> Int? in
        let yes = operands.indices.filter {
          evaluator.value(of: operands[$0], firm: firm) == .known(.truth(true))
        }
        return yes.count == 1 ? yes[0] : nil
      }
      for (position, operand) in operands.enumerated() {
        found.append(OrBranch(rule: rule, span: operand.span, isReached: reached.contains(position)))
      }
    }
    for operand in expression.operands { addBranches(of: operand, rule: rule, to: &found) }
  }

  func values() -> [(value: DatedValue, isReached: Bool)] {
    var reached: Set<DatedValue> = []
    for rule in ruleSet.rules.indices {
      for expression in ruleSet.rules[rule].testedExpressions {
        expression.visit { part in
          for (evaluator, firm) in cases[rule] {
            if let value = value(of: part, evaluator, firm) { reached.insert(value) }
          }
        }
      }
    }
    var found: [(value: DatedValue, isReached: Bool)] = []
    for (index, parameter) in ruleSet.parameters.enumerated() {
      for (position, entry) in parameter.entries.enumerated()
      where ruleSet.rules.contains(where: { $0.reads(entry: entry, of: index) }) {
        for row in entry.rows.indices {
          let value = DatedValue(parameter: index, entry: position, row: row)
          found.append((value, reached.contains(value)))
        }
      }
    }
    return found
  }

  /// The dated value that a look-up gives a firm; nil for any other expression.
  private func value(
    of expression: RuleExpression, _ evaluator: RowEvaluator, _ firm: FirmRecord
  ) -> DatedValue? {
    guard case .lookup(let index, let keys, let date) = expression.kind else { return nil }
    let parameter = ruleSet.parameters[index]
    let day = date.map { $0.constantDate(asOf: evaluator.asOf) } ?? evaluator.asOf
    guard let day, let entry = parameter.entries.firstIndex(where: { $0.period.contains(day) }) else {
      return nil
    }
    let given = keys.map { evaluator.value(of: $0, firm: firm) }
    let row = parameter.entries[entry].rows.firstIndex { row in
      zip(row.keys, given).allSatisfy { key, value in
        switch (key, value) {
        case (.member(let member), .known(.member(let other))): member == other
        case (.band(let lowest, let highest), .known(.number(let number))):
          number >= lowest && number <= highest ?? .max
        default: false
        }
      }
    }
    return row.map { DatedValue(parameter: index, entry: entry, row: $0) }
  }
}
