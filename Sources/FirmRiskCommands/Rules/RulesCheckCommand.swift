import Diagnostics
import RuleLinting
import RuleModel

/// `firmrisk rules check DIR`: every mistake of a rule pack, and what looks like one.
enum RulesCheckCommand {
  static let syntax = CommandSyntax(
    name: "rules check", operands: ["[DIR]"],
    options: [
      .value("--format", "terminal|line|json", "how findings are printed (default: terminal)"),
      .flag("--allowed", "also print, as notes, the findings that the pack allows with a reason"),
      .flag("--watch", "check again whenever a file of the pack changes, until Ctrl-C"),
    ],
    summary: "Check a rule pack: names, types, units, dates, bounds, and likely slips.")

  static func run(_ arguments: CommandArguments, _ environment: ProgramEnvironment) -> ExitStatus {
    guard let format = FindingFormat(arguments.value("--format") ?? "terminal") else {
      environment.complain(
        .usageMistake, "unknown format `\(arguments.value("--format") ?? "")`",
        help: ["the formats are `terminal`, `line` and `json`"])
      return .usage
    }
    let check = PackCheck(format: format, showsAllowed: arguments.has("--allowed"))
    if arguments.has("--watch") {
      return RuleWatch(folder: arguments.operands.first ?? RulePack.defaultFolder, check: check)
        .run(in: environment)
    }
    guard let pack = loadPack(arguments.operands.first, in: environment) else { return .usage }
    return check.print(pack, to: environment)
  }
}

/// Checks and lints a pack and prints what it finds.
struct PackCheck {
  let format: FindingFormat
  let showsAllowed: Bool
  /// Whether every check is printed on one line of JSON.
  var isStream = false

  func print(_ pack: RulePack, to environment: ProgramEnvironment) -> ExitStatus {
    let lints = pack.checked.ruleSet.map { RuleLinter.lint($0, in: pack.parsed, on: pack.base?.parsed ?? []) }
    var findings = pack.checked.diagnostics + (lints?.findings ?? [])
    if showsAllowed { findings += (lints?.allowed ?? []).map(note) }
    findings = PackCheck.inOrder(findings)
    let text =
      isStream && format == .json
      ? JSONRenderer().renderOnOneLine(findings, in: pack.sources)
      : format.render(findings, pack.sources, colour: environment.usesColour)
    if !text.isEmpty { environment.print(text) }
    guard let ruleSet = pack.checked.ruleSet else { return .rulesDoNotCheck }
    if format == .terminal {
      let warnings = findings.filter { $0.severity == .warning }.count
      environment.print(
        summary(of: ruleSet, in: pack, warnings: warnings, allowed: lints?.allowed.count ?? 0))
    }
    return .done
  }

  private func note(_ allowed: LintReport.Allowed) -> Diagnostic {
    var finding = allowed.finding
    finding.severity = .note
    finding.help = ["allowed: " + allowed.reason[.en]]
    return finding
  }

  private static func inOrder(_ findings: [Diagnostic]) -> [Diagnostic] {
    findings.enumerated().sorted { first, second in
      guard let left = first.element.primary?.span, let right = second.element.primary?.span, left != right
      else { return first.offset < second.offset }
      return left < right
    }.map(\.element)
  }

  private func summary(of ruleSet: RuleSet, in pack: RulePack, warnings: Int, allowed: Int) -> String {
    let kinds: [RuleKind] = [.violation, .indicator, .gate]
    let counts = kinds.map { kind in counted(ruleSet.rules.filter { $0.kind == kind }.count, kind.rawValue) }
    let drafts = ruleSet.rules.filter(\.isDraft).count
    let allowance = allowed == 0 ? "" : " (\(allowed) more allowed)"
    let overrides = counted(ruleSet.base?.overrides.count ?? 0, "override")
    let below = pack.base.map { " on \($0.origin), \(overrides)" } ?? ""
    return
      "\(pack.origin): \(counted(pack.files.count, "file"))\(below), \(counted(ruleSet.rules.count, "rule")) "
      + "(\(counts.joined(separator: ", ")); \(drafts) draft), \(counted(ruleSet.fields.count, "field")), "
      + "\(counted(ruleSet.examples.count, "example")), \(counted(warnings, "warning"))\(allowance): the rules check"
  }
}

/// A number with its noun, which has an `s` for all numbers but one.
func counted(_ count: Int, _ noun: String) -> String { count == 1 ? "1 \(noun)" : "\(count) \(noun)s" }

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
