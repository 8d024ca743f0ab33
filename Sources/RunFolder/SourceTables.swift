import RuleModel

/// The tables about reading and joining: `sources.csv`, `rejects.csv`, `conflicts.csv`.
enum SourceTables {
  /// One line a source with where its rows went.
  static func sources(_ accounts: SourceAccounts) -> [UInt8] {
    var lines = started([
      "source", "files", "list_date", "stale", "complete", "rows_read", "joined", "merged", "set_aside",
      "unmatched",
      "rejected", "balanced",
    ])
    for source in accounts.sources {
      lines.add(text: source.source)
      lines.add(text: source.files.joined(separator: " | "))
      lines.add(text: source.listDate?.description ?? "")
      lines.add(text: yesNo(source.isStale))
      lines.add(text: yesNo(source.isComplete))
      for count in [
        source.rowsRead, source.joined, source.merged, source.setAside, source.unmatched, source.rejected,
      ] { lines.add(number: Int64(count)) }
      lines.add(text: yesNo(source.isBalanced))
      lines.end()
    }
    return lines.bytes
  }

  /// One line a rejected row or cell.
  static func rejects(_ accounts: SourceAccounts) -> [UInt8] {
    var lines = started(["source", "file", "line", "column", "code", "part", "raw", "reason", "advice"])
    for reject in accounts.rejects {
      lines.add(text: reject.source)
      lines.add(text: reject.file)
      lines.add(number: Int64(reject.line))
      lines.add(text: reject.column ?? "")
      lines.add(text: reject.code)
      lines.add(text: reject.isWholeRow ? "row" : "cell")
      lines.add(text: reject.raw)
      lines.add(text: reject.reason)
      lines.add(text: reject.advice)
      lines.end()
    }
    return lines.bytes
  }

  /// One line a cell on which rows or lists differ.
  static func conflicts(_ accounts: SourceAccounts, ruleSet: RuleSet) -> [UInt8] {
    var lines = started(["tax_code", "field", "values", "used"])
    for conflict in accounts.conflicts {
      lines.add(text: conflict.taxCode)
      lines.add(text: ruleSet.fields[conflict.field].name)
      lines.add(text: conflict.values.joined(separator: " | "))
      lines.add(text: conflict.used ?? "")
      lines.end()
    }
    return lines.bytes
  }

  private static func started(_ header: [String]) -> CSVLine {
    var lines = CSVLine()
    for name in header { lines.add(text: name) }
    lines.end()
    return lines
  }

  private static func yesNo(_ isYes: Bool) -> String { isYes ? "yes" : "no" }
}
