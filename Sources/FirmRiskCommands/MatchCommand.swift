import Diagnostics
import FirmSources
import RecordFiles
import RuleModel

/// `firmrisk match LISTS`: which firms rows without a tax code may belong to.
enum MatchCommand {
  static let syntax = CommandSyntax(
    name: "match", operands: ["[INPUT]"],
    options: [
      .value("--rules", "DIR", "rule pack (default: \(RulePack.defaultFolder), else the one in the program)"),
      .value("--source", "NAME=FILE", repeated: true, "file of one agency's list; may be repeated"),
      .value("--map", "FILE", repeated: true, "mapping written by `firmrisk sniff`; one for each list"),
      .value("--links", "FILE", "earlier file; its decisions are kept and not asked again"),
      .value("--out", "FILE", "write the suggestions into this file (default: standard output)"),
      .value("--least", "N", "least score of a suggestion, 0 to 100 (default: 60)"),
      .value("--most", "N", "most suggestions for a row, 1 to 20 (default: 3)"),
    ],
    summary: "Suggest firms by name for rows without a tax code, for a person to mark.")

  static func run(_ arguments: CommandArguments, _ environment: ProgramEnvironment) -> ExitStatus {
    let ruleSet: RuleSet
    var bounds = LinkSuggestions.Bounds()
    do throws(UsageMistake) {
      bounds.least = try number(arguments, "--least", 0...100) ?? bounds.least
      bounds.most = try number(arguments, "--most", 1...20) ?? bounds.most
      if arguments.operands.isEmpty, arguments.all("--source").isEmpty {
        throw UsageMistake(
          "no input is named", help: ["name a folder of lists, one list, or `--source NAME=FILE`"])
      }
    } catch {
      environment.complain(.usageMistake, error.headline, help: error.help)
      return .usage
    }
    switch loadCheckedPack(arguments.value("--rules"), in: environment) {
    case .failure(let failure): return failure.status
    case .success(let loaded): ruleSet = loaded.ruleSet
    }
    do throws(SourceFailure) {
      // Names do not depend on the day.
      var request = InputRequest(
        path: arguments.operands.first, sources: arguments.all("--source"), asOf: CivilDate(days: 0),
        maps: arguments.all("--map"))
      request.links = arguments.value("--links")
      let suggestions = try LinkSuggestions(InputPlan(request, for: ruleSet), for: ruleSet, bounds: bounds)
      return write(suggestions, to: arguments.value("--out"), environment)
    } catch {
      environment.complain(error.diagnostics)
      return error.exitStatus
    }
  }

  private static func number(
    _ arguments: CommandArguments, _ name: String, _ range: ClosedRange<Int>
  ) throws(UsageMistake) -> Int? {
    guard let text = arguments.value(name) else { return nil }
    guard let number = Int(text), range.contains(number) else {
      throw UsageMistake(
        "`\(name)` takes a whole number from \(range.lowerBound) to \(range.upperBound), not `\(text)`")
    }
    return number
  }

  private static func write(
    _ suggestions: LinkSuggestions, to path: String?, _ environment: ProgramEnvironment
  ) -> ExitStatus {
    let bytes = LinkFile.text(suggestions.rows)
    guard let path else {
      environment.write(bytes)
      return .done
    }
    do {
      let output = try OutputFile(path: path)
      try output.write(bytes)
      try output.commit()
    } catch {
      environment.complain([error.diagnostic])
      return .inputUnreadable
    }
    environment.print(report(suggestions, path, width: environment.width))
    return .done
  }

  private static func report(_ suggestions: LinkSuggestions, _ path: String, width: Int) -> String {
    guard !suggestions.lists.isEmpty else { return "Every row names a firm; nothing to suggest." }
    var table = TextTable([
      .init("list", shrinksTo: 10), .init("file", shrinksTo: 12), .init("rows without a firm", .right),
      .init("with suggestions", .right), .init("decided before", .right),
    ])
    for list in suggestions.lists {
      table.append([
        list.source, String(list.file.split(separator: "/").last ?? ""), "\(list.open)", "\(list.suggested)",
        "\(list.decided)",
      ])
    }
    let advice =
      "Write `yes` under `accept` of `\(path)` where a suggestion is right, or type the right tax code, and score with "
      + "`--links \(path)`. Nothing is joined before."
    return (table.lines(width: width) + ["", ExplainCodeCommand.wrapped(advice, width: width)])
      .joined(separator: "\n")
  }
}
