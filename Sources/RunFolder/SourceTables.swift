import RecordFiles
import RuleModel

/// The tables about reading and joining: `sources.csv`, `rejects.csv`, `conflicts.csv`.
enum SourceTables {
  /// One line a source with where its rows went.
  static func sources(_ accounts: SourceAccounts) -> [UInt8] {
    var table = CSVWriter()
    table.record([
      "source", "files", "list_date", "stale", "complete", "rows_read", "joined", "merged", "set_aside",
      "unmatched",
      "rejected", "balanced",
    ])
    for source in accounts.sources {
      table.text(source.source)
      table.text(source.files.joined(separator: " | "))
      table.text(source.listDate?.description ?? "")
      table.text(yesNo(source.isStale))
      table.text(yesNo(source.isComplete))
      for count in [
        source.rowsRead, source.joined, source.merged, source.setAside, source.unmatched, source.rejected,
      ] { table.number(Int64(count)) }
      table.text(yesNo(source.isBalanced))
      table.endRecord()
    }
    return table.takeBytes()
  }

  /// One line a rejected row or cell.
  static func rejects(_ accounts: SourceAccounts) -> [UInt8] {
    var table = CSVWriter()
    table.record([
      "source", "file", "sheet", "line", "cell", "column", "code", "part", "raw", "reason", "advice",
    ])
    for reject in accounts.rejects {
      table.text(reject.source)
      table.text(reject.file)
      table.text(reject.sheet ?? "")
      table.number(Int64(reject.line))
      table.text(reject.cell ?? "")
      table.text(reject.column ?? "")
      table.text(reject.code)
      table.text(reject.isWholeRow ? "row" : "cell")
      table.text(reject.raw)
      table.text(reject.reason)
      table.text(reject.advice)
      table.endRecord()
    }
    return table.takeBytes()
  }

  /// One line a cell on which rows or lists differ.
  static func conflicts(_ accounts: SourceAccounts, ruleSet: RuleSet) -> [UInt8] {
    var table = CSVWriter()
    table.record(["tax_code", "field", "values", "used"])
    for conflict in accounts.conflicts {
      table.record([
        conflict.taxCode, ruleSet.fields[conflict.field].name, conflict.values.joined(separator: " | "),
        conflict.used ?? "",
      ])
    }
    return table.takeBytes()
  }

  private static func yesNo(_ isYes: Bool) -> String { isYes ? "yes" : "no" }
}
