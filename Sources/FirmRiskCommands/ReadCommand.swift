import Diagnostics
import FirmSources
import RecordFiles
import SpreadsheetFiles

/// `firmrisk read FILE`: any delimited file as the clean CSV that was understood.
enum ReadCommand {
  static let syntax = CommandSyntax(
    name: "read", operands: ["FILE"],
    options: ReadingOptionSyntax.options + [
      .value("--map", "FILE", "mapping that says how the file is written"),
      .flag("--evidence", "print what was assumed about the file and why, and no rows"),
      .flag("--set-aside", "list titles, units, totals and repeated headers too"),
    ],
    summary: "Print any delimited file as clean CSV; damaged rows go to standard error as CSV.")

  static func run(_ arguments: CommandArguments, _ environment: ProgramEnvironment) -> ExitStatus {
    let options: ReadingOptions
    do {
      options = try ReadingOptionSyntax.options(from: arguments)
    } catch {
      environment.complain(.usageMistake, error.headline, help: error.help)
      return .usage
    }
    do {
      return try read(arguments, options, environment)
    } catch {
      environment.complain([error.diagnostic])
      return .inputUnreadable
    }
  }

  private static func read(
    _ arguments: CommandArguments, _ options: ReadingOptions, _ environment: ProgramEnvironment
  ) throws(InputError) -> ExitStatus {
    var options = options
    if let path = arguments.value("--map") {
      options = try ReadingOptionSyntax.mapping(path).completing(options)
    }
    let location = ListLocation(arguments.operands[0])
    let opened = try ListFile.open(path: location.path, sheet: location.sheet, options: &options)
    let input = opened.input
    if arguments.has("--evidence") {
      let layout = try RecordFileReader.layout(of: input, [], options: options)
      environment.print((layout.evidence + opened.findings.map(\.headline)).joined(separator: "\n"))
      return .done
    }
    let report = RowReport(environment, listsSetAside: arguments.has("--set-aside"))
    let reading = try RecordFileReader.readText(input, options: options, start: report.start) {
      report.take($0)
    }
    report.finish()
    return reading.account.rejectedRows > 0 ? .findings : .done
  }
}

/// Writes rows to standard output and what is wrong with others to standard error.
private final class RowReport {
  private static let writtenAtOnce = 1 << 16

  private let environment: ProgramEnvironment
  private let listsSetAside: Bool
  /// The cells stay as they are: a proof of what was read must not add apostrophes.
  private var rows = CSVWriter(marksByteOrder: false, guardsFormulas: false)
  private var damaged = CSVWriter(marksByteOrder: false)
  private var hasDamaged = false

  init(_ environment: ProgramEnvironment, listsSetAside: Bool) {
    self.environment = environment
    self.listsSetAside = listsSetAside
  }

  func start(_ layout: RecordFileLayout) { rows.record(layout.headers) }

  func take(_ record: TextRecord) {
    switch record.content {
    case .row(let cells):
      rows.record(cells)
      if rows.bytes.count >= Self.writtenAtOnce { environment.write(rows.takeBytes()) }
    case .setAside(let kind, let text):
      guard listsSetAside, kind != .blank else { return }
      write(record, ["", "", "set aside", text, "\(kind)", ""])
    case .rejected(let reject):
      write(
        record,
        [reject.column ?? "", reject.code.id, "rejected", reject.rawText, reject.reason, reject.advice])
    }
  }

  func finish() {
    environment.write(rows.takeBytes())
    environment.printErrorBytes(damaged.takeBytes())
  }

  private func write(_ record: TextRecord, _ cells: [String]) {
    if !hasDamaged {
      damaged.record(["line", "first_byte", "last_byte", "column", "code", "part", "raw", "reason", "advice"])
      hasDamaged = true
    }
    damaged.number(Int64(record.line))
    damaged.number(Int64(record.bytes.lowerBound))
    damaged.number(Int64(max(record.bytes.lowerBound, record.bytes.upperBound - 1)))
    for cell in cells { damaged.text(cell) }
    damaged.endRecord()
    if damaged.bytes.count >= Self.writtenAtOnce { environment.printErrorBytes(damaged.takeBytes()) }
  }
}
