import Diagnostics
import RecordFiles
import RuleModel
import RuleTesting

/// `firmrisk rules test DIR`: runs the examples of a rule pack and says what they reach.
enum RulesTestCommand {
  static let syntax = CommandSyntax(
    name: "rules test", operands: ["[DIR]"],
    options: [
      .value("--rule", "ID", repeated: true, "run the examples of this rule alone"),
      .flag("--mutate", "change every figure and word of the rules in turn and list what no example notices"),
    ],
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
      return complainOfRule(id, in: ruleSet, environment)
    }
    let results = ExampleRunner(ruleSet: ruleSet).runAll().filter { result in
      wanted.isEmpty || wanted.contains(ruleSet.rules[ruleSet.examples[result.example].rule].id)
    }
    let failing = results.filter { !$0.passed }
    if !failing.isEmpty {
      let report = ExampleReport(ruleSet: ruleSet, sources: loaded.pack.sources)
      let renderer = TerminalRenderer(usesColour: environment.usesColour)
      environment.print(renderer.render(failing.map { report.finding(for: $0) }, in: loaded.pack.sources))
    }
    environment.print("\(results.count - failing.count) examples pass, \(failing.count) fail")
    var isGood = failing.isEmpty
    if wanted.isEmpty {
      let coverage = ExampleCoverage(of: ruleSet)
      CoverageText(ruleSet: ruleSet, sources: loaded.pack.sources).print(coverage, to: environment)
      isGood = isGood && coverage.isComplete
    }
    if arguments.has("--mutate"), failing.isEmpty {
      guard let isNoticed = mutate(loaded, wanted: wanted, environment) else { return .inputUnreadable }
      isGood = isGood && isNoticed
    } else if arguments.has("--mutate") {
      environment.printError("note: rules are changed only once every example passes")
    }
    return isGood ? .done : .findings
  }

  /// Runs the mutants; nil when the file of accepted ones cannot be read.
  private static func mutate(
    _ loaded: (pack: RulePack, ruleSet: RuleSet), wanted: Set<String>, _ environment: ProgramEnvironment
  ) -> Bool? {
    let accepted: AcceptedMutants
    do {
      accepted = try loaded.pack.acceptedMutants()
    } catch {
      environment.complain(.rulesMissing, error.headline, help: error.help)
      return nil
    }
    let results = MutationRun(ruleSet: loaded.ruleSet, sources: loaded.pack.sources).run()
    let account: MutationAccount
    if wanted.isEmpty {
      account = MutationAccount(results, areas: loaded.ruleSet.areas.map(\.name), accepted: accepted)
    } else {
      let prefixes = wanted.map { $0 + " " }
      func isWanted(_ id: String) -> Bool { prefixes.contains { id.hasPrefix($0) } }
      account = MutationAccount(
        results.filter { isWanted($0.mutant.id) }, areas: loaded.ruleSet.areas.map(\.name),
        accepted: accepted.only { isWanted($0.id) })
    }
    MutationText(sources: loaded.pack.sources).print(account, accepted, to: environment)
    return account.isGood && accepted.broken.isEmpty
  }
}

/// Says that there is no rule with an id.
func complainOfRule(_ id: String, in ruleSet: RuleSet, _ environment: ProgramEnvironment) -> ExitStatus {
  let near = NearestName.suggestions(for: id, among: ruleSet.rules.map(\.id))
  environment.complain(
    .usageMistake, "there is no rule `\(id)`",
    help: near.isEmpty
      ? ["`firmrisk rules list` lists the rules"]
      : ["did you mean " + near.map { "`\($0)`" }.joined(separator: ", ") + "?"])
  return .usage
}

extension RulePack {
  /// The accepted mutants beside the rules and beside those of the pack below; none for packs that the program carries.
  func acceptedMutants() throws(RulePackMissing) -> AcceptedMutants {
    let own = try RulePack.acceptedMutants(beside: files, isInherited: false)
    return own.joined(with: try RulePack.acceptedMutants(beside: base?.files ?? [], isInherited: true))
  }

  private static func acceptedMutants(
    beside files: [RuleFile], isInherited: Bool
  ) throws(RulePackMissing) -> AcceptedMutants {
    guard let first = files.first, let path = first.path else { return AcceptedMutants() }
    let place = String(path.dropLast(first.relativePath.count)) + AcceptedMutants.fileName
    do {
      let input = try InputBytes(path: place)
      return AcceptedMutants(
        text: input.withBytes { String(decoding: $0, as: UTF8.self) }, path: place, isInherited: isInherited)
    } catch {
      switch error {
      case .empty, .missing: return AcceptedMutants()
      default:
        let finding = error.diagnostic
        throw RulePackMissing(headline: finding.headline, help: finding.help)
      }
    }
  }
}
