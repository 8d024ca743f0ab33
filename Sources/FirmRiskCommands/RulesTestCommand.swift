import Diagnostics
import RuleModel
import RuleTesting

/// `firmrisk rules test DIR`: runs the examples of a rule pack.
enum RulesTestCommand {
  static let syntax = CommandSyntax(
    name: "rules test", operands: ["[DIR]"],
    options: [.value("--rule", "ID", repeated: true, "run the examples of this rule alone")],
    summary: "Run the examples of a rule pack; a failing one shows every operand's value.")

  static func run(_ arguments: CommandArguments, _ environment: ProgramEnvironment) -> ExitStatus {
    let loaded: (pack: RulePack, ruleSet: RuleSet)
    switch loadCheckedPack(arguments.operands.first, in: environment) {
    case .failure(let failure): return failure.status
    case .success(let success): loaded = success
    }
    let ruleSet = loaded.ruleSet
    let wanted = Set(arguments.all("--rule"))
    for id in arguments.all("--rule") where !ruleSet.rules.contains(where: { $0.id == id }) {
      let near = NearestName.suggestions(for: id, among: ruleSet.rules.map(\.id))
      environment.complain(
        .usageMistake, "there is no rule `\(id)`",
        help: near.isEmpty ? [] : ["did you mean " + near.map { "`\($0)`" }.joined(separator: ", ") + "?"])
      return .usage
    }
    let results = ExampleRunner(ruleSet: ruleSet).runAll().filter { result in
      wanted.isEmpty || wanted.contains(ruleSet.rules[ruleSet.examples[result.example].rule].id)
    }
    let report = ExampleReport(ruleSet: ruleSet, sources: loaded.pack.sources)
    let failing = results.filter { !$0.passed }
    if !failing.isEmpty {
      let renderer = TerminalRenderer(usesColour: environment.usesColour)
      environment.print(renderer.render(failing.map { report.finding(for: $0) }, in: loaded.pack.sources))
    }
    let missing = wanted.isEmpty ? MissingExamples.find(in: ruleSet) : []
    for rule in missing { environment.print(sentence(rule, in: ruleSet)) }
    let covered = ruleSet.rules.count - missing.count
    environment.print(
      "\(results.count - failing.count) examples pass, \(failing.count) fail; "
        + "\(covered) of \(ruleSet.rules.count) rules have an example that fires, one that passes and one unknown"
    )
    return failing.isEmpty && missing.isEmpty ? .done : .findings
  }

  private static func sentence(_ missing: MissingExamples, in ruleSet: RuleSet) -> String {
    var kinds: [String] = []
    if missing.lacksFiring { kinds.append("fires") }
    if missing.lacksPassing { kinds.append("passes") }
    if missing.lacksUnknown { kinds.append("is unknown") }
    return
      "rule `\(ruleSet.rules[missing.rule].id)` has no example in which it \(kinds.joined(separator: ", nor one in which it "))"
  }
}
