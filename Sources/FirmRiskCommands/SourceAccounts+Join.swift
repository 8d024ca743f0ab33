import FirmSources
import RecordFiles
import RuleModel
import RunFolder

extension SourceAccounts {
  /// The accounts that a run folder holds, from those of the join.
  init(_ join: JoinAccount, ruleSet: RuleSet) {
    let given = join.sources.filter(\.isGiven)
    self.init(
      sources: given.map { SourceBalance($0, ruleSet: ruleSet) },
      fields: join.fields.map { summary in
        FieldBalance(
          field: summary.field, blank: summary.unknown + summary.withheld, bad: summary.bad,
          defaulted: summary.absent, presumed: summary.presumed,
          conflicting: summary.conflicts + summary.disagreements)
      },
      rejects: given.flatMap { account in
        (account.rejects?.kept ?? []).map { RejectedPart($0, source: ruleSet.sources[account.source].name) }
      },
      rejectsNotListed: given.reduce(0) { $0 + ($1.rejects?.notKept ?? 0) },
      conflicts: join.conflicts.map { conflict in
        SourceConflict(
          taxCode: conflict.key, field: conflict.field,
          values: [conflict.first, conflict.second].map { SourceAccounts.words(for: $0) },
          used: conflict.kind == .betweenLists ? conflict.first.rawText : nil)
      },
      distinctKeys: join.firms)
  }

  /// A cell with its place, such as `12 (labour.csv:40)`.
  private static func words(for origin: CellOrigin) -> String {
    let file = origin.file.map { String($0.split(separator: "/").last ?? "") } ?? ""
    return "\(origin.rawText ?? "") (\(file)" + (origin.line.map { ":\($0)" } ?? "") + ")"
  }
}

extension SourceBalance {
  init(_ account: SourceAccount, ruleSet: RuleSet) {
    self.init(
      source: ruleSet.sources[account.source].name,
      files: account.file.map { [String($0.split(separator: "/").last ?? "")] } ?? [],
      listDate: account.date, isStale: account.isStale, isComplete: account.isComplete,
      rowsRead: account.rowsRead, joined: account.joined, merged: account.mergedDuplicates,
      setAside: account.setAsideCount, unmatched: account.unmatched, rejected: account.rejected)
  }
}

extension RejectedPart {
  init(_ reject: Reject, source: String) {
    self.init(
      source: source, file: String(reject.file.split(separator: "/").last ?? ""), line: reject.line,
      column: reject.column, code: reject.code.id, isWholeRow: reject.severity == .row, raw: reject.rawText,
      reason: reject.reason, advice: reject.advice)
  }
}
