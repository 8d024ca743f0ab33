import Diagnostics
import FirmSources
import RecordFiles
import RuleModel

/// `firmrisk sniff FILE`: what was found out about a list, with evidence.
enum SniffCommand {
  static let syntax = CommandSyntax(
    name: "sniff", operands: ["FILE"],
    options: [
      .value("--rules", "DIR", "rule pack (default: \(RulePack.defaultFolder), else the one in the program)"),
      .value("--source", "NAME", "whose list it is (default: found out)"),
      .value("--map", "FILE", "mapping to check against the list"),
      .value("--write-mapping", "FILE", "write how the list was read, for `--map`"),
    ] + ReadingOptionSyntax.options,
    summary: "Show what was found out about a list: layout, columns, formats, and the cells that disagree.")

  static func run(_ arguments: CommandArguments, _ environment: ProgramEnvironment) -> ExitStatus {
    let options: ReadingOptions
    do {
      options = try ReadingOptionSyntax.options(from: arguments)
    } catch {
      environment.complain(.usageMistake, error.headline, help: error.help)
      return .usage
    }
    let ruleSet: RuleSet
    switch loadCheckedPack(arguments.value("--rules"), in: environment) {
    case .failure(let failure): return failure.status
    case .success(let loaded): ruleSet = loaded.ruleSet
    }
    if let name = arguments.value("--source"), !ruleSet.sources.contains(where: { $0.name == name }) {
      let names = ruleSet.sources.map { "`\($0.name)`" }.joined(separator: ", ")
      environment.complain(.usageMistake, "unknown source `\(name)`", help: ["the sources are \(names)"])
      return .usage
    }
    do {
      return try sniff(arguments, options, ruleSet, environment)
    } catch {
      environment.complain(error.diagnostics)
      return .inputUnreadable
    }
  }

  private static func sniff(
    _ arguments: CommandArguments, _ options: ReadingOptions, _ ruleSet: RuleSet,
    _ environment: ProgramEnvironment
  ) throws(SourceFailure) -> ExitStatus {
    var options = options
    do {
      if let path = arguments.value("--map") {
        options = try ReadingOptionSyntax.mapping(path).completing(options)
      }
    } catch { throw SourceFailure([error.diagnostic]) }
    let location = ListLocation(arguments.operands[0])
    let list = try SniffedList.sniff(
      path: location.path, sheet: location.sheet, source: arguments.value("--source"), for: ruleSet,
      options: options)
    let report = SniffReport(list: list, ruleSet: ruleSet, path: location.path, size: list.table.byteCount)
    environment.print(report.lines(width: environment.width).joined(separator: "\n"))
    let shown = list.table.findings.filter { $0.severity != .note }
    if !shown.isEmpty { environment.complain(shown) }
    guard let path = arguments.value("--write-mapping") else { return .done }
    do {
      let text = list.mapping(path: path, for: ruleSet).text
      let output = try OutputFile(path: path)
      try output.write(Array(text.utf8))
      try output.commit()
    } catch { throw SourceFailure([error.diagnostic]) }
    return .done
  }
}

/// The report of `firmrisk sniff`.
private struct SniffReport {
  let list: SniffedList
  let ruleSet: RuleSet
  let path: String
  let size: Int

  func lines(width: Int) -> [String] {
    let table = list.table
    var lines = [
      "\(path): \(size) bytes, read as the list of `\(ruleSet.sources[list.source].name)` (\(list.reason))",
      "",
    ]
    lines += table.layout.evidence.map { "  " + $0 }
    lines += ["", "  " + counts, ""]
    lines += columns.lines(width: width, indent: 2)
    lines += notes
    return lines
  }

  private var counts: String {
    let account = list.table.account
    var parts = [
      "\(account.physicalRecords) \(account.physicalRecords == 1 ? "record" : "records")",
      "\(account.dataRows) \(account.dataRows == 1 ? "row" : "rows") of data",
    ]
    for kind in FileAccount.SetAside.allCases where account[kind] > 0 {
      parts.append("\(account[kind]) \(kind.title)")
    }
    parts.append("\(account.rejectedRows) rejected rows, \(list.table.rejects.cellCount) rejected cells")
    return parts.joined(separator: ", ")
  }

  private var columns: TextTable {
    var table = TextTable([
      .init("#", .right), .init("title", shrinksTo: 12), .init("field", shrinksTo: 12), .init("match"),
      .init("format", shrinksTo: 10), .init("given", .right), .init("blank", .right), .init("bad", .right),
      .init("disagree", .right),
    ])
    let reports = list.table.columns
    for (place, title) in list.table.layout.headers.enumerated() {
      guard let index = reports.firstIndex(where: { $0.report.column == place + 1 }) else {
        let near = list.suggestions.first { $0.column == place + 1 }?.fields.joined(separator: ", ")
        table.append(["\(place + 1)", title, near.map { "(like \($0)?)" } ?? "–", "", "", "", "", "", ""])
        continue
      }
      let report = reports[index].report
      let confidence =
        list.table.mapping.confidences.indices.contains(index) ? list.table.mapping.confidences[index] : nil
      table.append([
        "\(place + 1)", title, report.machineName, confidence?.rawValue ?? "", report.format,
        "\(report.given)",
        "\(report.blank)", "\(report.bad)", "\(report.disagreeing)",
      ])
    }
    return table
  }

  private var notes: [String] {
    var lines: [String] = []
    for column in list.table.columns where column.report.hasOnlyMarks {
      lines.append(
        "`\(column.report.header)` holds only marks and blanks. Does a blank mean no? If so, write `blank no` in the mapping."
      )
    }
    let missing = list.table.columns.filter { $0.report.column == nil }.map { "`\($0.report.machineName)`" }
    if !missing.isEmpty { lines.append("No column gives " + missing.joined(separator: ", ") + ".") }
    return lines.isEmpty ? [] : [""] + lines
  }
}
