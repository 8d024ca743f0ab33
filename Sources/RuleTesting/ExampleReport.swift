import Diagnostics
import RuleEvaluation
import RuleModel
import RuleSentences

/// Words for what an example gave, with every operand's value when it fails.
public struct ExampleReport {
  private let ruleSet: RuleSet
  private let sources: SourceMap
  private let values: ValueWriter

  /// Creates a report for a rule set and the files its spans refer to.
  public init(ruleSet: RuleSet, sources: SourceMap) {
    self.ruleSet = ruleSet
    self.sources = sources
    values = ValueWriter(language: .en, ruleSet: ruleSet)
  }

  /// The finding for a failing example; its lines of help hold the value of every part of the rule.
  public func finding(for result: ExampleResult) -> Diagnostic {
    let example = ruleSet.examples[result.example]
    let rule = ruleSet.rules[example.rule]
    let runner = ExampleRunner(ruleSet: ruleSet)
    let evaluator = runner.evaluator(for: example)
    let record = runner.record(of: example)
    var lines: [String] = []
    func add(_ title: String, _ expression: RuleExpression?) {
      guard let expression else { return }
      lines.append("\(title):")
      append(evaluator.trace(expression, firm: record), depth: 1, to: &lines)
    }
    add("applies", rule.applies)
    add("when", rule.condition)
    add("points", rule.points?.expression)
    let actual = words(result.outcome, rule: rule)
    return Diagnostic(
      .exampleFails, .error, "`\(rule.id)` \(actual), the example expects \(words(example.expected))",
      at: .init(example.span, "as of \(example.asOf)"), also: [.init(rule.span, "the rule")], help: lines)
  }

  /// An outcome in words.
  public func words(_ outcome: RowOutcome, rule: Rule) -> String {
    switch outcome.state {
    case .notApplicable: return "does not apply"
    case .passed: return "passes"
    case .fires:
      if rule.kind == .gate { return "fires" }
      return "fires with " + (outcome.points.map { "\($0) points" } ?? "points unknown")
    case .unknown: return "is unknown" + (rule.points.map { ", at most \($0.most) points" } ?? "")
    }
  }

  private func words(_ expected: ExpectedOutcome) -> String {
    switch expected {
    case .fires(let points): return "that it fires" + (points.map { " with \($0) points" } ?? "")
    case .passes: return "that it passes"
    case .notApplicable: return "that it does not apply"
    case .unknown(let most): return "unknown" + (most.map { ", at most \($0) points" } ?? "")
    }
  }

  private func append(_ trace: EvaluationTrace, depth: Int, to lines: inout [String]) {
    if case .constant = trace.expression.kind, depth > 1 { return }
    let span = trace.expression.span
    let text = sources.file(span.file).text(of: span).split(whereSeparator: \.isWhitespace).joined(
      separator: " ")
    let indent = String(repeating: "  ", count: depth)
    lines.append("\(indent)\(text) = \(words(trace.value, type: trace.expression.type))")
    for operand in trace.operands { append(operand, depth: depth + 1, to: &lines) }
  }

  private func words(_ value: EvaluatedValue, type: ValueType) -> String {
    switch value {
    case .unknown: return "unknown"
    case .none: return "none"
    case .known(let constant): return values.text(constant, type: type)
    }
  }
}
