import RuleModel
import RunFolder

/// `--columns`: which columns of the ranking are written.
enum RankingColumnOption {
  static let syntax = CommandOption.value(
    "--columns", "NAMES", "columns of ranking.csv and of `--format csv`, parted by commas (default: all)")

  /// The columns of the command line; nil when it does not name any.
  static func columns(_ arguments: CommandArguments) throws(UsageMistake) -> RankingColumns? {
    guard let text = arguments.value("--columns") else { return nil }
    guard arguments.value("--out") != nil || arguments.value("--format") == "csv" else {
      throw UsageMistake("`--columns` needs `--out DIR` or `--format csv`")
    }
    let names = text.split(separator: ",").map { String($0.filter { $0 != " " }) }.filter { !$0.isEmpty }
    guard !names.isEmpty else { throw UsageMistake("`--columns` names no column") }
    return RankingColumns(names: names)
  }

  /// Says which columns a ranking under some rules does not have, or that none of them may be shown; nil when all is well.
  static func failure(
    _ columns: RankingColumns?, _ ruleSet: RuleSet, includePersonal: Bool, in environment: ProgramEnvironment
  ) -> CommandFailure? {
    guard let columns else { return nil }
    let unknown = columns.unknown(to: ruleSet)
    if !unknown.isEmpty {
      let names = unknown.map { "`\($0)`" }.joined(separator: ", ")
      environment.complain(
        .usageMistake, "a ranking has no column \(names)",
        help: ["it has " + RankingColumns.names(of: ruleSet).joined(separator: ", ")])
      return CommandFailure(status: .usage)
    }
    let personal = Set(
      ruleSet.groupFields.filter { ruleSet.fields[$0].isPersonal }.map { ruleSet.fields[$0].name })
    guard !includePersonal, columns.names(in: ruleSet).allSatisfy({ personal.contains($0) }) else {
      return nil
    }
    environment.complain(
      .usageMistake, "all columns of `--columns` are personal",
      help: ["name another column too, or let them into the files with `--include-personal`"])
    return CommandFailure(status: .usage)
  }
}
