import Diagnostics
import SyntheticFirms

/// `firmrisk generate FOLDER`: fictional firms, the same ones for the same seed.
enum GenerateCommand {
  static let syntax = CommandSyntax(
    name: "generate", operands: ["PATH"],
    options: [
      .value("--firms", "N", "number of firms, 1 to 10000000 (default: 2400)"),
      .value("--seed", "N", "seed of the generator (default: 20261031)"),
      .value("--format", "csv|xlsx", "write text lists or workbooks (default: csv)"),
      .flag(
        "--wide", "write one wide list to the file PATH instead of a province's lists to the folder PATH"),
    ],
    summary: "Write the lists of a fictional province, or one wide list of fictional firms.")

  /// Some lists have several rows a firm, and a sheet has 1,048,576 rows.
  private static let mostWorkbookFirms = 300_000

  static func run(_ arguments: CommandArguments, _ environment: ProgramEnvironment) -> ExitStatus {
    guard let firms = Int(arguments.value("--firms") ?? "2400"), (1...10_000_000).contains(firms),
      let seed = UInt64(arguments.value("--seed") ?? "20261031")
    else {
      environment.complain(.usageMistake, "`--firms` and `--seed` take whole numbers", help: [syntax.usage])
      return .usage
    }
    let format = arguments.value("--format") ?? "csv"
    let isWorkbook = format == "xlsx"
    guard ["csv", "xlsx"].contains(format),
      !isWorkbook || !arguments.has("--wide") && firms <= mostWorkbookFirms
    else {
      environment.complain(
        .usageMistake, "`--format` takes `csv` or `xlsx`",
        help: ["workbooks hold the lists of a province of at most \(mostWorkbookFirms) firms", syntax.usage])
      return .usage
    }
    let path = arguments.operands[0]
    do {
      if arguments.has("--wide") {
        try WideList.write(to: path, firms: firms, seed: seed)
      } else if isWorkbook {
        try SampleProvince.writeWorkbooks(into: path, firms: firms, seed: seed)
      } else {
        try SampleProvince.write(into: path, firms: firms, seed: seed)
      }
      return .done
    } catch {
      environment.complain(.outputUnwritable, "\(error)", help: ["choose a path that can be written"])
      return .inputUnreadable
    }
  }
}
