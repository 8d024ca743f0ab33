import Diagnostics
import RecordFiles
import RuleModel

/// `firmrisk template [SOURCE]`: an empty list with the headers that the rules read.
enum TemplateCommand {
  static let syntax = CommandSyntax(
    name: "template", operands: ["[SOURCE]"],
    options: [
      .value("--rules", "DIR", "rule pack (default: \(RulePack.defaultFolder))"),
      .value("--lang", "vi|en", "language of the headers (default: vi)"),
    ],
    summary: "Print an empty CSV with the headers and units of one list (default: the base list).")

  static func run(_ arguments: CommandArguments, _ environment: ProgramEnvironment) -> ExitStatus {
    guard let language = Language(rawValue: arguments.value("--lang") ?? "vi") else {
      environment.complain(
        .usageMistake, "unknown language `\(arguments.value("--lang") ?? "")`",
        help: ["the languages are `vi` and `en`"])
      return .usage
    }
    let ruleSet: RuleSet
    switch loadCheckedPack(arguments.value("--rules"), in: environment) {
    case .failure(let failure): return failure.status
    case .success(let loaded): ruleSet = loaded.ruleSet
    }
    guard let source = source(arguments.operands.first, in: ruleSet) else {
      let names = ruleSet.sources.map { "`\($0.name)`" }.joined(separator: ", ")
      let headline = arguments.operands.first.map { "the rules declare no source `\($0)`" }
      environment.complain(
        .usageMistake, headline ?? "the rules mark no source as `base`", help: ["the sources are \(names)"])
      return .usage
    }
    let given = ruleSet.fields.indices.filter { ruleSet.fields[$0].sources.contains(source) }
    let name = ruleSet.field(with: .name).flatMap { given.contains($0) ? $0 : nil }
    let first = [ruleSet.sources[source].key, name].compactMap { $0 }
    let fields = first + given.filter { !first.contains($0) }
    var writer = CSVWriter()
    writer.record(fields.map { ruleSet.fields[$0].title[language] })
    writer.record(fields.map { hint(for: ruleSet.fields[$0], in: ruleSet, language) })
    environment.write(writer.takeBytes())
    return .done
  }

  private static func source(_ name: String?, in ruleSet: RuleSet) -> SourceIndex? {
    guard let name else { return ruleSet.sources.firstIndex(where: \.isBase) }
    return ruleSet.sources.firstIndex { $0.name == name }
  }

  /// What a cell of the column holds, in parentheses so that the reader knows the line for a line of units.
  private static func hint(for field: Field, in ruleSet: RuleSet, _ language: Language) -> String {
    switch field.type {
    case .number(let number):
      if number.isPercent { return "(%)" }
      let names = (number.unit.numerator + number.unit.denominator).map { name in
        ruleSet.units.first { $0.name == name }?.title[language] ?? name
      }
      return "(" + (names.isEmpty ? (language == .vi ? "số" : "number") : names.joined(separator: "/")) + ")"
    case .truth: return language == .vi ? "(có/không)" : "(yes/no)"
    case .date: return "(dd/MM/yyyy)"
    case .text: return language == .vi ? "(chữ)" : "(text)"
    case .choice(let index):
      let members = ruleSet.choices[index].members
      return "(" + members.map { $0.title[language] }.joined(separator: "/") + ")"
    }
  }
}
