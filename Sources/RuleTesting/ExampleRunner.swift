import Diagnostics
import RuleEvaluation
import RuleModel

/// What an example gave.
public struct ExampleResult: Sendable {
  /// Position in `RuleSet.examples`.
  public let example: Int
  /// What the rule did.
  public let outcome: RowOutcome
  /// Whether that is what the example expects.
  public let passed: Bool
}

/// Runs the examples of a rule set, each on its own date with the slow, obvious evaluator.
public struct ExampleRunner: Sendable {
  /// The rules.
  public internal(set) var ruleSet: RuleSet

  /// Creates a runner.
  public init(ruleSet: RuleSet) { self.ruleSet = ruleSet }

  /// Runs every example, in order of declaration.
  public func runAll() -> [ExampleResult] {
    ruleSet.examples.indices.map { index in
      let example = ruleSet.examples[index]
      let rule = ruleSet.rules[example.rule]
      let outcome = evaluator(for: example).evaluate(rule, firm: record(of: example))
      return ExampleResult(
        example: index, outcome: outcome, passed: matches(outcome, example.expected, rule: rule))
    }
  }

  /// Whether an example comes out as it expects, for the record that it makes up.
  func passes(example index: Int, record: FirmRecord) -> Bool {
    let example = ruleSet.examples[index]
    let rule = ruleSet.rules[example.rule]
    return matches(evaluator(for: example).evaluate(rule, firm: record), example.expected, rule: rule)
  }

  /// The evaluator of an example's date.
  public func evaluator(for example: Example) -> RowEvaluator {
    RowEvaluator(ruleSet: ruleSet, asOf: example.asOf)
  }

  /// The firm an example makes up: what it does not name is unknown, presumptions and derivations apply.
  public func record(of example: Example) -> FirmRecord {
    var rows: [SourceIndex: [[FieldIndex: Cell]]] = [:]
    for source in example.rows { rows[source.source] = source.rows.map { cells($0) } }
    return FirmRecord(ruleSet: ruleSet, stated: cells(example.assignments), rows: rows)
  }

  private func cells(_ assignments: [Example.Assignment]) -> [FieldIndex: Cell] {
    var cells: [FieldIndex: Cell] = [:]
    for assignment in assignments { cells[assignment.field] = Cell(assignment.value) }
    return cells
  }

  private func matches(_ outcome: RowOutcome, _ expected: ExpectedOutcome, rule: Rule) -> Bool {
    switch expected {
    case .fires(let points):
      guard outcome.state == .fires else { return false }
      return points.map { $0 == outcome.points } ?? true
    case .passes: return outcome.state == .passed
    case .notApplicable: return outcome.state == .notApplicable
    case .unknown(let most):
      guard outcome.state == .unknown else { return false }
      return most.map { $0 == rule.points?.most } ?? true
    }
  }
}
