import Diagnostics

/// The command-line program as a function of its arguments and surroundings.
public enum FirmRiskProgram {
  /// Version of the engine; the manifest of every run states it.
  public static let version = "0.1.0"

  /// One command: what it accepts and what it does.
  struct Command: Sendable {
    let syntax: CommandSyntax
    let run: @Sendable (CommandArguments, ProgramEnvironment) -> ExitStatus
  }

  /// All commands; each is made when its turn comes, since what commands accept is many words and few are looked at.
  static var commands: some Sequence<Command> { makers.lazy.map { make in make() } }

  private static let makers: [@Sendable () -> Command] = [
    { Command(syntax: ScoreCommand.syntax, run: ScoreCommand.run) },
    { Command(syntax: ScoreCommand.rankSyntax, run: ScoreCommand.rank) },
    { Command(syntax: ReportCommand.syntax, run: ReportCommand.run) },
    { Command(syntax: ExplainCommand.syntax, run: ExplainCommand.run) },
    { Command(syntax: CompareCommand.syntax, run: CompareCommand.run) },
    { Command(syntax: MatchCommand.syntax, run: MatchCommand.run) },
    { Command(syntax: SniffCommand.syntax, run: SniffCommand.run) },
    { Command(syntax: ReadCommand.syntax, run: ReadCommand.run) },
    { Command(syntax: TemplateCommand.syntax, run: TemplateCommand.run) },
    { Command(syntax: RulesCheckCommand.syntax, run: RulesCheckCommand.run) },
    { Command(syntax: RulesFormatCommand.syntax, run: RulesFormatCommand.run) },
    { Command(syntax: RulesTestCommand.syntax, run: RulesTestCommand.run) },
    { Command(syntax: RulesListCommand.syntax, run: RulesListCommand.run) },
    { Command(syntax: RulesShowCommand.syntax, run: RulesShowCommand.run) },
    { Command(syntax: RulesNewCommand.syntax, run: RulesNewCommand.run) },
    { Command(syntax: RulesBookCommand.syntax, run: RulesBookCommand.run) },
    { Command(syntax: RulesDiffCommand.syntax, run: RulesDiffCommand.run) },
    { Command(syntax: SchemaCommand.syntax, run: SchemaCommand.run) },
    { Command(syntax: ExplainCodeCommand.syntax, run: ExplainCodeCommand.run) },
    { Command(syntax: GenerateCommand.syntax, run: GenerateCommand.run) },
    { Command(syntax: SQLCommand.syntax, run: SQLCommand.run) },
    { Command(syntax: ExportTableCommand.syntax, run: ExportTableCommand.run) },
  ]

  /// Runs the program with the arguments after its name.
  public static func run(_ arguments: [String], in environment: ProgramEnvironment) -> ExitStatus {
    let status = perform(arguments, in: environment)
    environment.endProgress()
    guard let failure = environment.outputFailure else { return status }
    environment.complain([failure.diagnostic])
    return .inputUnreadable
  }

  private static func perform(_ arguments: [String], in environment: ProgramEnvironment) -> ExitStatus {
    guard let first = arguments.first else {
      environment.print(overview)
      return .usage
    }
    switch first {
    case "--version", "version":
      environment.print("firmrisk \(version)")
      return .done
    case "--help", "-h", "help":
      environment.print(overview)
      return .done
    default: return dispatch(arguments, in: environment)
    }
  }

  private static func dispatch(_ arguments: [String], in environment: ProgramEnvironment) -> ExitStatus {
    for command in commands {
      let words = command.syntax.name.split(separator: " ").map(String.init)
      guard arguments.starts(with: words) else { continue }
      switch command.syntax.parse(Array(arguments.dropFirst(words.count))) {
      case .failure(let mistake):
        environment.complain(.usageMistake, mistake.headline, help: mistake.help)
        return .usage
      case .success(let parsed) where parsed.wantsHelp:
        environment.print(command.syntax.help)
        return .done
      case .success(let parsed): return command.run(parsed, environment)
      }
    }
    return unknownCommand(arguments, in: environment)
  }

  private static func unknownCommand(
    _ arguments: [String], in environment: ProgramEnvironment
  ) -> ExitStatus {
    let names = commands.map { $0.syntax.name }
    let typed = arguments.prefix(2).joined(separator: " ")
    let group = names.filter { $0.hasPrefix(arguments[0] + " ") }
    let near = NearestName.suggestions(for: typed, among: names)
    let nearFirst = near.isEmpty ? NearestName.suggestions(for: arguments[0], among: names) : near
    let shown = group.isEmpty ? arguments[0] : typed
    let help: String
    if !nearFirst.isEmpty {
      help = "did you mean " + nearFirst.map { "`firmrisk \($0)`" }.joined(separator: ", ") + "?"
    } else if !group.isEmpty {
      help = "the commands are " + group.map { "`firmrisk \($0)`" }.joined(separator: ", ")
    } else {
      help = "`firmrisk --help` lists the commands"
    }
    environment.complain(.usageMistake, "unknown command `\(shown)`", help: [help])
    return .usage
  }

  private static let exitCodes = """
    Exit codes: 0 done, 1 findings that were asked for, 2 the command line cannot be carried out,
    3 the rules do not check, 4 the input cannot be read or the output cannot be written.
    """

  /// What `firmrisk --help` prints.
  static var overview: String {
    let width = commands.map { $0.syntax.name.count }.max() ?? 0
    let lines = commands.map { command in
      let name = command.syntax.name
      return "  " + name + String(repeating: " ", count: width - name.count + 2) + command.syntax.summary
    }
    return
      (["FirmRisk \(version): scores firms against the rules of labour law and ranks whom to inspect.", ""]
      + ["Usage: firmrisk COMMAND …", "", "Commands:"] + lines
      + ["", "`firmrisk COMMAND --help` tells more of one command.", "", exitCodes]).joined(separator: "\n")
  }
}
