import Diagnostics
import RecordFiles
import RuleLanguage

/// `firmrisk rules format DIR`: rule files in their one canonical layout.
enum RulesFormatCommand {
  static let syntax = CommandSyntax(
    name: "rules format", operands: ["[DIR]"],
    options: [.flag("--check", "change nothing; exit 1 when a file is not in canonical form")],
    summary: "Bring the files of a rule pack into canonical layout; the meaning never changes.")

  static func run(_ arguments: CommandArguments, _ environment: ProgramEnvironment) -> ExitStatus {
    guard let pack = loadPack(arguments.operands.first ?? RulePack.defaultFolder, in: environment) else {
      return .usage
    }
    let formatted = pack.parsed.map { RuleFormatter.format($0) }
    let findings = formatted.flatMap { result -> [Diagnostic] in
      if case .refused(let findings) = result { return findings }
      return []
    }
    guard findings.isEmpty else {
      let renderer = TerminalRenderer(usesColour: environment.errorsUseColour)
      environment.printError(renderer.render(findings, in: pack.sources))
      return .rulesDoNotCheck
    }
    return arguments.has("--check")
      ? check(pack, formatted, environment) : rewrite(pack, formatted, environment)
  }

  /// The files whose canonical text differs from what they hold.
  private static func changes(_ pack: RulePack, _ formatted: [FormatResult]) -> [(
    file: RuleFile, text: String
  )] {
    zip(pack.files, formatted).compactMap { file, result in
      guard case .formatted(let text) = result, Array(text.utf8) != file.bytes else { return nil }
      return (file, text)
    }
  }

  private static func check(
    _ pack: RulePack, _ formatted: [FormatResult], _ environment: ProgramEnvironment
  ) -> ExitStatus {
    let changed = changes(pack, formatted)
    for change in changed {
      environment.complain(
        .notFormatted, "`\(change.file.path ?? change.file.relativePath)` is not in canonical form",
        help: ["run `firmrisk rules format \(pack.origin)`"])
    }
    environment.print(
      "\(pack.files.count - changed.count) of \(pack.files.count) files are in canonical form")
    return changed.isEmpty ? .done : .findings
  }

  private static func rewrite(
    _ pack: RulePack, _ formatted: [FormatResult], _ environment: ProgramEnvironment
  ) -> ExitStatus {
    let changed = changes(pack, formatted)
    for change in changed {
      guard let path = change.file.path else { continue }
      do {
        let output = try OutputFile(path: path)
        try output.write(Array(change.text.utf8))
        try output.commit()
      } catch {
        let renderer = TerminalRenderer(usesColour: environment.errorsUseColour)
        environment.printError(renderer.render([error.diagnostic], in: SourceMap()))
        return .inputUnreadable
      }
      environment.print("formatted \(path)")
    }
    environment.print("\(changed.count) of \(pack.files.count) files changed")
    return .done
  }
}
