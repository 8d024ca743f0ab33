import RecordFiles
import RuleModel

/// The tables about reading and joining: `sources.csv`, `cells.csv`, `rejects.csv`, `unmatched.csv`, `conflicts.csv`,
/// `inconsistencies.csv`.
enum SourceTables {
  /// One line a source with where its rows went.
  static func sources(_ accounts: SourceAccounts) -> [UInt8] {
    var table = CSVWriter()
    table.record([
      "source", "files", "sheet", "list_date", "stale", "complete", "rows_read", "joined", "merged",
      "set_aside", "unmatched", "rejected", "balanced", "by_crosswalk", "by_link", "inconsistent",
    ])
    for source in accounts.sources {
      table.text(source.source)
      table.text(source.files.joined(separator: " | "))
      table.text(source.sheet ?? "")
      table.text(source.listDate?.description ?? "")
      table.text(yesNo(source.isStale))
      table.text(yesNo(source.isComplete))
      for count in [
        source.rowsRead, source.joined, source.merged, source.setAside, source.unmatched, source.rejected,
      ] { table.number(Int64(count)) }
      table.text(yesNo(source.isBalanced))
      for count in [source.crosswalked, source.linked, source.inconsistent] { table.number(Int64(count)) }
      table.endRecord()
    }
    return table.takeBytes()
  }

  /// One line a field and source, then one a field over all firms.
  static func cells(_ accounts: SourceAccounts, ruleSet: RuleSet) -> [UInt8] {
    var table = CSVWriter()
    table.record([
      "field", "source", "given", "blank", "bad", "conflicting", "overruled", "defaulted", "presumed",
      "derived",
    ])
    for cell in accounts.cells {
      table.text(ruleSet.fields[cell.field].name)
      table.text(cell.source ?? "")
      for count in [
        cell.given, cell.blank, cell.bad, cell.conflicting, cell.overruled, cell.defaulted, cell.presumed,
        cell.derived,
      ] { table.number(Int64(count)) }
      table.endRecord()
    }
    return table.takeBytes()
  }

  /// One line a row whose firm is not in the run.
  static func unmatched(_ accounts: SourceAccounts) -> [UInt8] {
    var table = CSVWriter()
    table.record(["source", "file", "sheet", "line", "code", "reason", "advice"])
    for row in accounts.unmatched {
      table.text(row.source)
      table.text(row.file)
      table.text(row.sheet ?? "")
      table.number(Int64(row.line))
      table.text(row.code)
      table.text(row.hasTaxCode ? "no list adds this firm" : "no tax code and no known firm")
      table.text(
        row.hasTaxCode
          ? "compare the tax code with the base list, or link the row with `firmrisk match`"
          : "mark the right firm in the file of `firmrisk match` and score with `--links`")
      table.endRecord()
    }
    return table.takeBytes()
  }

  /// One line a firm whose figures contradict each other.
  static func inconsistencies(_ accounts: SourceAccounts, ruleSet: RuleSet) -> [UInt8] {
    var table = CSVWriter()
    table.record(["tax_code", "what_is_wrong_vi", "what_is_wrong_en", "figures"])
    for found in accounts.inconsistent {
      let message = ruleSet.checks[found.check].message
      table.record([found.taxCode, message.vi, message.en, found.figures.joined(separator: " | ")])
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
