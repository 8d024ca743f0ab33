import Diagnostics
import RuleBook
import RuleModel
import RuleSentences

/// `firmrisk rules show ID`: one rule as an officer reads it.
enum RulesShowCommand {
  static let syntax = CommandSyntax(
    name: "rules show", operands: ["ID"],
    options: [
      .value("--rules", "DIR", "the rule pack (default: rules/vn-labour, else the carried one)"),
      .value("--lang", "vi|en", "language (default: vi)"),
      .value(
        "--as-of", "DATE", "day whose values stand in the sentences (default: the pack's last day of change)"),
    ],
    summary: "Print one rule: its condition as a sentence, basis, dates, points, fines, examples, fields.")

  static func run(_ arguments: CommandArguments, _ environment: ProgramEnvironment) -> ExitStatus {
    let language: Language
    let asOf: CivilDate?
    do {
      language = try RunRequest.language(arguments)
      asOf = try arguments.date("--as-of")
    } catch {
      environment.complain(.usageMistake, error.headline, help: error.help)
      return .usage
    }
    switch loadCheckedPack(arguments.value("--rules"), in: environment) {
    case .failure(let failure): return failure.status
    case .success(let loaded):
      let id = arguments.operands[0]
      guard let rule = loaded.ruleSet.rules.first(where: { $0.id == id }) else {
        return complainOfRule(id, in: loaded.ruleSet, environment)
      }
      let book = RuleBook(
        ruleSet: loaded.ruleSet, language: language, asOf: asOf ?? loaded.ruleSet.latestChange,
        hashes: RuleBook.Hashes(name: "", files: "", meaning: ""))
      environment.print(book.text(of: rule, width: environment.width))
      environment.print("\n" + loaded.pack.sources.place(of: rule.span))
      return .done
    }
  }
}
