import Diagnostics
import SyntheticFirms

/// `firmrisk generate FOLDER`: fictional firms, the same ones for the same seed.
enum GenerateCommand {
  static let syntax = CommandSyntax(
    name: "generate", operands: ["PATH"],
    options: [
      .value("--firms", "N", "number of firms, 1 to 10000000 (default: 2400)"),
      .value("--seed", "N", "seed of the generator (default: 20261031)"),
      .value(
        "--format", "FORMAT", "csv, title-block (with titles, sums and signatures) or xlsx (default: csv)"),
      .flag(
        "--wide", "write one wide list to the file PATH instead of a province's lists to the folder PATH"),
      .flag(
        "--every-field",
        "with `--wide`: a column for every field of the rules, as if one list held all that the agencies know"
      ),
      .value(
        "--rules", "DIR",
        "rule pack whose fields `--every-field` writes (default: \(RulePack.defaultFolder))"),
    ],
    summary: "Write the lists of a fictional province, or one wide list of fictional firms.")

  /// How the lists are written.
  private enum Format: String {
    case csv
    case titleBlock = "title-block"
    case xlsx
  }

  /// Some lists have several rows a firm, and a sheet has 1,048,576 rows.
  private static let mostWorkbookFirms = 300_000

  static func run(_ arguments: CommandArguments, _ environment: ProgramEnvironment) -> ExitStatus {
    guard let firms = Int(arguments.value("--firms") ?? "2400"), (1...10_000_000).contains(firms),
      let seed = UInt64(arguments.value("--seed") ?? "20261031")
    else {
      environment.complain(.usageMistake, "`--firms` and `--seed` take whole numbers", help: [syntax.usage])
      return .usage
    }
    guard let format = Format(rawValue: arguments.value("--format") ?? "csv"),
      format == .csv || !arguments.has("--wide"), format != .xlsx || firms <= mostWorkbookFirms
    else {
      environment.complain(
        .usageMistake, "`--format` takes `csv`, `title-block` or `xlsx`",
        help: [
          "`--wide` writes `csv` only, and workbooks hold at most \(mostWorkbookFirms) firms", syntax.usage,
        ])
      return .usage
    }
    guard arguments.has("--wide") || !arguments.has("--every-field"),
      arguments.has("--every-field") || arguments.value("--rules") == nil
    else {
      environment.complain(
        .usageMistake, "`--every-field` goes with `--wide`, and `--rules` with `--every-field`",
        help: [syntax.usage])
      return .usage
    }
    let path = arguments.operands[0]
    if arguments.has("--every-field") {
      return writeEveryField(of: arguments.value("--rules"), to: path, firms, seed, environment)
    }
    do {
      switch format {
      case .csv where arguments.has("--wide"): try WideList.write(to: path, firms: firms, seed: seed)
      case .csv: try SampleProvince.write(into: path, firms: firms, seed: seed)
      case .titleBlock: try SampleProvince.writeTitleBlocks(into: path, firms: firms, seed: seed)
      case .xlsx: try SampleProvince.writeWorkbooks(into: path, firms: firms, seed: seed)
      }
      return .done
    } catch {
      return complain(error, environment)
    }
  }

  private static func writeEveryField(
    of rules: String?, to path: String, _ firms: Int, _ seed: UInt64, _ environment: ProgramEnvironment
  ) -> ExitStatus {
    switch loadCheckedPack(rules, in: environment) {
    case .failure(let failure): return failure.status
    case .success(let loaded):
      let columns = EveryFieldColumns(loaded.ruleSet).columns
      do {
        try EveryFieldList.write(to: path, columns: columns, firms: firms, seed: seed)
        return .done
      } catch {
        return complain(error, environment)
      }
    }
  }

  private static func complain(_ error: ListWriteError, _ environment: ProgramEnvironment) -> ExitStatus {
    environment.complain(.outputUnwritable, "\(error)", help: ["choose a path that can be written"])
    return .inputUnreadable
  }
}
