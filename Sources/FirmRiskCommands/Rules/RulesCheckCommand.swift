import Diagnostics
import RuleModel

/// `firmrisk rules check DIR`: every mistake of a rule pack.
enum RulesCheckCommand {
  static let syntax = CommandSyntax(
    name: "rules check", operands: ["[DIR]"],
    options: [.value("--format", "terminal|line|json", "how findings are printed (default: terminal)")],
    summary: "Check a rule pack: names, types, units, dates, bounds.")

  static func run(_ arguments: CommandArguments, _ environment: ProgramEnvironment) -> ExitStatus {
    guard let format = FindingFormat(arguments.value("--format") ?? "terminal") else {
      environment.complain(
        .usageMistake, "unknown format `\(arguments.value("--format") ?? "")`",
        help: ["the formats are `terminal`, `line` and `json`"])
      return .usage
    }
    guard let pack = loadPack(arguments.operands.first, in: environment) else { return .usage }
    let text = format.render(pack.checked.diagnostics, pack.sources, colour: environment.usesColour)
    if !text.isEmpty { environment.print(text) }
    guard let ruleSet = pack.checked.ruleSet else { return .rulesDoNotCheck }
    if format == .terminal { environment.print(summary(of: ruleSet, in: pack)) }
    return .done
  }

  private static func summary(of ruleSet: RuleSet, in pack: RulePack) -> String {
    let kinds: [RuleKind] = [.violation, .indicator, .gate]
    let counts = kinds.map { kind in "\(ruleSet.rules.filter { $0.kind == kind }.count) \(kind.rawValue)s" }
    let drafts = ruleSet.rules.filter(\.isDraft).count
    let warnings = pack.checked.diagnostics.filter { $0.severity == .warning }.count
    let below = pack.base.map { " on \($0.origin), \(ruleSet.base?.overrides.count ?? 0) overrides" } ?? ""
    return "\(pack.origin): \(pack.files.count) files\(below), \(ruleSet.rules.count) rules "
      + "(\(counts.joined(separator: ", ")); \(drafts) draft), \(ruleSet.fields.count) fields, "
      + "\(ruleSet.examples.count) examples, \(warnings) warnings: the rules check"
  }
}

/// How findings are printed.
enum FindingFormat: String {
  case terminal
  case line
  case json

  init?(_ text: String) { self.init(rawValue: text) }

  /// The findings as text, without a line end; empty when there is nothing to say.
  func render(_ findings: [Diagnostic], _ sources: SourceMap, colour: Bool) -> String {
    switch self {
    case .terminal: return TerminalRenderer(usesColour: colour).render(findings, in: sources)
    case .line: return OneLineRenderer().render(findings, in: sources)
    case .json: return JSONRenderer().render(findings, in: sources)
    }
  }
}

/// Loads a rule pack for a command; says why when there is none.
func loadPack(_ folder: String?, in environment: ProgramEnvironment) -> RulePack? {
  do {
    return try RulePack.load(option: folder)
  } catch {
    environment.complain(.rulesMissing, error.headline, help: error.help)
    return nil
  }
}

/// Loads a rule pack and its checked rules for a command that runs them; prints the findings when they do not check.
func loadCheckedPack(
  _ folder: String?, in environment: ProgramEnvironment
) -> Result<(pack: RulePack, ruleSet: RuleSet), CommandFailure> {
  guard let pack = loadPack(folder, in: environment) else { return .failure(CommandFailure(status: .usage)) }
  guard let ruleSet = pack.checked.ruleSet else {
    let renderer = TerminalRenderer(usesColour: environment.errorsUseColour)
    environment.printError(renderer.render(pack.checked.diagnostics, in: pack.sources))
    return .failure(CommandFailure(status: .rulesDoNotCheck))
  }
  return .success((pack, ruleSet))
}

/// A command that stopped after it had said why.
struct CommandFailure: Error {
  let status: ExitStatus
}
