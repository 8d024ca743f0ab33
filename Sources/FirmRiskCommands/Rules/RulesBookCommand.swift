import Diagnostics
import RecordFiles
import RuleBook
import RuleModel
import RuleSentences
import RunFolder

/// `firmrisk rules book DIR`: the whole pack as a document for lawyers.
enum RulesBookCommand {
  static let syntax = CommandSyntax(
    name: "rules book", operands: ["[DIR]"],
    options: [
      .value("--lang", "vi|en", "language of the book (default: vi)"),
      .value("--format", "md|html", "form of the book (default: md)"),
      .value(
        "--as-of", "DATE", "day whose values stand in the sentences (default: the pack's last day of change)"),
      .value("--out", "FILE", "write the book into this file"),
    ],
    summary: "Write a rule pack as a document for lawyers, its sentences made from the conditions.")

  static func run(_ arguments: CommandArguments, _ environment: ProgramEnvironment) -> ExitStatus {
    do {
      let format = try format(arguments)
      let language = try RunRequest.language(arguments)
      let asOf = try arguments.date("--as-of")
      return run(arguments, format, language, asOf, environment)
    } catch {
      environment.complain(.usageMistake, error.headline, help: error.help)
      return .usage
    }
  }

  private static func format(_ arguments: CommandArguments) throws(UsageMistake) -> RuleBook.Format {
    let name = arguments.value("--format") ?? "md"
    guard let format = RuleBook.Format(rawValue: name) else {
      throw UsageMistake("unknown format `\(name)`", help: ["the formats are `md` and `html`"])
    }
    return format
  }

  private static func run(
    _ arguments: CommandArguments, _ format: RuleBook.Format, _ language: Language, _ asOf: CivilDate?,
    _ environment: ProgramEnvironment
  ) -> ExitStatus {
    switch loadCheckedPack(arguments.operands.first, in: environment) {
    case .failure(let failure): return failure.status
    case .success(let loaded):
      let book = RuleBook(
        ruleSet: loaded.ruleSet, language: language, asOf: asOf ?? loaded.ruleSet.latestChange,
        hashes: hashes(of: loaded.pack, loaded.ruleSet))
      return write(book.text(format), to: arguments.value("--out"), environment)
    }
  }

  /// The hashes that the manifest of a run states too.
  private static func hashes(of pack: RulePack, _ ruleSet: RuleSet) -> RuleBook.Hashes {
    let hash = ContentHash.murmur3
    let manifest = Manifest(
      engineVersion: FirmRiskProgram.version, asOf: ruleSet.latestChange, options: [], rulesOrigin: "",
      ruleFiles: pack.files.map { ReadFile(path: $0.relativePath, content: $0.bytes, hash: hash) },
      inputFiles: [], hash: hash)
    return RuleBook.Hashes(
      name: hash.rawValue, files: manifest.ruleFilesDigest,
      meaning: hash.digest(of: CanonicalRules.bytes(of: ruleSet)))
  }

  private static func write(
    _ text: String, to path: String?, _ environment: ProgramEnvironment
  ) -> ExitStatus {
    guard let path else {
      environment.write(Array(text.utf8))
      return .done
    }
    do {
      let output = try OutputFile(path: path)
      try output.write(Array(text.utf8))
      try output.commit()
      return .done
    } catch {
      environment.complain([error.diagnostic])
      return .inputUnreadable
    }
  }
}

extension CommandArguments {
  /// The date of an option that may be given once.
  func date(_ name: String) throws(UsageMistake) -> CivilDate? {
    guard let text = value(name) else { return nil }
    guard let date = CivilDate(iso: text) else {
      throw UsageMistake("`\(name)` is not a date: `\(text)`", help: ["write it as 2026-10-31"])
    }
    return date
  }
}
