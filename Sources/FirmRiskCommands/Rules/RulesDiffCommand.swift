import Diagnostics
import RuleComparison
import RuleModel
import RuleSentences

/// `firmrisk rules diff`: what changes between two days of a pack, or between two packs.
enum RulesDiffCommand {
  static let syntax = CommandSyntax(
    name: "rules diff", operands: ["[DIR]", "[DIR]"],
    options: [
      .value(
        "--as-of", "DATE", repeated: true, "give it twice to compare two days; once for two packs' sentences"),
      .value("--lang", "vi|en", "language of titles and sentences (default: vi)"),
      .value("--format", "text|json", "how changes are printed (default: text)"),
    ],
    summary: "Say what changes in the law between two days, or between two rule packs.")

  /// What the command line asks for.
  private struct Request {
    var days: [CivilDate] = []
    var language: Language
    var isJSON: Bool
  }

  static func run(_ arguments: CommandArguments, _ environment: ProgramEnvironment) -> ExitStatus {
    do {
      let request = try request(arguments)
      return arguments.operands.count == 2
        ? comparePacks(arguments.operands, request, environment)
        : compareDays(arguments.operands.first, request, environment)
    } catch {
      environment.complain(.usageMistake, error.headline, help: error.help)
      return .usage
    }
  }

  private static func request(_ arguments: CommandArguments) throws(UsageMistake) -> Request {
    let format = arguments.value("--format") ?? "text"
    guard format == "text" || format == "json" else {
      throw UsageMistake("unknown format `\(format)`", help: ["the formats are `text` and `json`"])
    }
    var request = Request(language: try RunRequest.language(arguments), isJSON: format == "json")
    for text in arguments.all("--as-of") {
      guard let day = CivilDate(iso: text) else {
        throw UsageMistake("`--as-of` is not a date: `\(text)`", help: ["write it as 2026-10-31"])
      }
      request.days.append(day)
    }
    let comparesPacks = arguments.operands.count == 2
    if comparesPacks, request.days.count > 1 {
      throw UsageMistake(
        "two packs are compared on one day at most", help: ["give one folder to compare two days"])
    }
    if !comparesPacks, request.days.count != 2 {
      throw UsageMistake(
        "`firmrisk rules diff` needs two days or two packs",
        help: ["write `--as-of 2025-12-31 --as-of 2026-10-01`, or name two folders"])
    }
    return request
  }

  private static func compareDays(
    _ folder: String?, _ request: Request, _ environment: ProgramEnvironment
  ) -> ExitStatus {
    switch loadCheckedPack(folder, in: environment) {
    case .failure(let failure): return failure.status
    case .success(let loaded):
      let comparison = DayComparison(
        ruleSet: loaded.ruleSet, before: request.days[0], after: request.days[1], language: request.language)
      let text = LawChangeText(language: request.language, width: environment.width)
      let sides = request.days.map(ValueWriter(language: request.language, ruleSet: loaded.ruleSet).date)
      let json = request.days.map { ("as_of", JSONValue.string($0.description)) }
      print(comparison.changes, sides, json, text, request, environment)
      return .done
    }
  }

  private static func comparePacks(
    _ folders: [String], _ request: Request, _ environment: ProgramEnvironment
  ) -> ExitStatus {
    var packs: [RuleSet] = []
    for folder in folders {
      switch loadCheckedPack(folder, in: environment) {
      case .failure(let failure): return failure.status
      case .success(let loaded): packs.append(loaded.ruleSet)
      }
    }
    let comparison = PackComparison(
      before: packs[0], after: packs[1], asOf: request.days.first ?? packs[1].latestChange,
      language: request.language)
    let text = LawChangeText(language: request.language, width: environment.width)
    let json = packs.map { ("pack", JSONValue.string("\($0.name) \($0.version)")) }
    print(comparison.changes, folders, json, text, request, environment)
    return .done
  }

  private static func print(
    _ changes: [LawChange], _ sides: [String], _ json: [(String, JSONValue)], _ text: LawChangeText,
    _ request: Request, _ environment: ProgramEnvironment
  ) {
    guard request.isJSON else {
      environment.print(text.lines(changes, from: sides[0], to: sides[1]).joined(separator: "\n"))
      return
    }
    environment.print(
      JSONValue.object([
        "before": .object([JSONValue.Member(json[0].0, json[0].1)]),
        "after": .object([JSONValue.Member(json[1].0, json[1].1)]),
        "changes": .array(changes.map(\.json)),
      ]).pretty)
  }
}

extension LawChange {
  /// The change as JSON.
  fileprivate var json: JSONValue {
    .object([
      "subject": .string(subject.rawValue), "event": .string(event.rawValue), "name": .string(name),
      "title": .string(title), "basis_before": .optional(basisBefore), "basis_after": .optional(basisAfter),
      "parts": .array(
        parts.map { part in
          .object([
            "part": .string(part.label), "before": .optional(part.before), "after": .optional(part.after),
          ])
        }),
    ])
  }
}
