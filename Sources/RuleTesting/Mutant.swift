import Diagnostics
import RuleModel

/// One change to a rule or to a figure of law, which some example ought to notice.
public struct Mutant: Sendable {
  /// What is changed.
  public enum Kind: String, Sendable, CaseIterable {
    /// A constant, one step up or down.
    case threshold
    /// A comparison sign.
    case comparison
    /// A word of logic: `and`, `or`, `not`, or a condition left out.
    case connective
    /// A constant taken in the wrong unit.
    case unit
    /// `+` and `-`.
    case operation
    /// Most or least points.
    case bound
    /// A dated value of a parameter, one step up or down.
    case figure
  }

  enum Target: Sendable {
    case rule(position: Int, Rule)
    case parameter(ParameterIndex, Parameter)
  }

  /// What identifies it in the file of accepted mutants: rule, clause and change in words.
  public internal(set) var id: String
  /// What is changed.
  public let kind: Kind
  /// Name of the rule's area, `gate`, or `parameters`.
  public let area: String
  /// Where the changed text stands.
  public let span: Span
  let target: Target
}

/// Whether the examples notice a mutant.
public struct MutantResult: Sendable {
  /// The mutant.
  public let mutant: Mutant
  /// Whether some example gives another outcome than it expects.
  public let isNoticed: Bool
}

/// Makes every mutant of a rule set and runs the examples that could notice it.
public struct MutationRun {
  private let ruleSet: RuleSet
  private let makers: MutantMaker

  /// Creates a run; the files give the words of the mutants' ids.
  public init(ruleSet: RuleSet, sources: SourceMap) {
    self.ruleSet = ruleSet
    makers = MutantMaker(ruleSet: ruleSet, sources: sources)
  }

  /// All mutants, rules in order, then parameters; ids are unique.
  public func mutants() -> [Mutant] {
    var found = ruleSet.rules.indices.flatMap { makers.mutants(ofRule: $0) }
    found += ruleSet.parameters.indices.flatMap { makers.mutants(ofParameter: $0) }
    var seen: [String: Int] = [:]
    for index in found.indices {
      let id = found[index].id
      seen[id, default: 0] += 1
      if let count = seen[id], count > 1 { found[index].id = "\(id) #\(count)" }
    }
    return found
  }

  /// Runs the examples on every mutant; an example that already fails notices nothing.
  public func run() -> [MutantResult] {
    let runner = ExampleRunner(ruleSet: ruleSet)
    let results = runner.runAll()
    let records = ruleSet.examples.map { runner.record(of: $0) }
    var examplesOfRule: [[Int]] = Array(repeating: [], count: ruleSet.rules.count)
    for result in results where result.passed {
      examplesOfRule[ruleSet.examples[result.example].rule].append(result.example)
    }
    return mutants().map { mutant in
      var changed = runner
      let candidates: [Int]
      switch mutant.target {
      case .rule(let position, let rule):
        changed.ruleSet.rules[position] = rule
        candidates = examplesOfRule[position]
      case .parameter(let index, let parameter):
        changed.ruleSet.parameters[index] = parameter
        candidates = ruleSet.rules.indices.filter { ruleSet.rules[$0].reads(parameter: index) }.flatMap {
          examplesOfRule[$0]
        }
      }
      return MutantResult(
        mutant: mutant,
        isNoticed: candidates.contains { !changed.passes(example: $0, record: records[$0]) })
    }
  }
}

extension Rule {
  /// The expressions that decide state and points: what examples can notice.
  var testedExpressions: [RuleExpression] { [applies, condition, points?.expression].compactMap { $0 } }

  /// Whether state or points depend on a parameter.
  func reads(parameter: ParameterIndex) -> Bool {
    var found = false
    for expression in testedExpressions {
      expression.visit { if case .lookup(parameter, _, _) = $0.kind { found = true } }
    }
    return found
  }
}
