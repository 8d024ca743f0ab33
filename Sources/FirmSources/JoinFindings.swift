import Diagnostics
import RecordFiles
import RuleModel

/// What people should know about the lists of a run.
struct JoinFindings {
  private let account: JoinAccount
  private let ruleSet: RuleSet
  private(set) var all: [Diagnostic] = []

  init(
    _ account: JoinAccount, _ ruleSet: RuleSet, _ lists: [ReadList], _ rows: [ListRows],
    _ merges: [DuplicateMerge],
    _ suspects: [[UInt8]?]
  ) {
    self.account = account
    self.ruleSet = ruleSet
    for (place, list) in lists.enumerated() {
      let source = account.sources[list.source]
      all += list.table.findings
      reportRejects(source)
      reportRows(source, conflicts: merges[place].count)
      reportDefaults(source, suspects[place])
    }
    reportDisagreements()
    reportBase()
    if !account.isBalanced { reportImbalance() }
  }

  /// One finding for each kind of fault and column of a list, at the first line that has it.
  private mutating func reportRejects(_ source: SourceAccount) {
    struct Kind: Hashable {
      var code: DiagnosticCode
      var column: String?
    }
    guard let rejects = source.rejects else { return }
    var order: [(kind: Kind, first: Reject, count: Int)] = []
    var places: [Kind: Int] = [:]
    for reject in rejects.kept {
      let kind = Kind(code: reject.code, column: reject.column)
      if let place = places[kind] {
        order[place].count += 1
      } else {
        places[kind] = order.count
        order.append((kind, reject, 1))
      }
    }
    for (kind, first, count) in order {
      let column = kind.column.map { ", column `\($0)`" } ?? ""
      let things = first.severity == .row ? "rows" : "cells"
      let more = count > 1 ? " (and \(count - 1) more \(things))" : ""
      let effect =
        first.severity == .row ? "the row is left out and listed" : "the cell counts as unknown and is listed"
      all.append(
        Diagnostic(
          kind.code, .warning, "`\(first.file)` line \(first.line)\(column): \(first.reason)\(more)",
          help: [first.advice, effect].filter { !$0.isEmpty }))
    }
  }

  private mutating func reportRows(_ source: SourceAccount, conflicts: Int) {
    guard let file = source.file else { return }
    if source.joined + source.mergedDuplicates + source.unmatched + source.rejected == 0 {
      add(
        .listWithoutRows, "`\(file)` has a header and no data row",
        "export the list again if firms should be on it")
    }
    if source.unmatched > 0 {
      let first = source.unmatchedRows.first.map { ", the first is `\($0.key)` in line \($0.line)" } ?? ""
      add(
        .rowsUnmatched, "`\(file)`: \(source.unmatched) rows of firms that no other list has\(first)",
        "compare the tax codes with the base list; the rows change no score")
    }
    if conflicts > 0 {
      add(
        .rowsConflict,
        "`\(file)`: \(conflicts) fields are unknown because rows of one firm contradict each other",
        "ask the agency which row is right; both values are listed")
    }
  }

  private mutating func reportDefaults(_ source: SourceAccount, _ suspects: [UInt8]?) {
    guard let file = source.file, source.isComplete, source.rejected > 0 else { return }
    let unknown = suspects?.count { $0 == 1 } ?? 0
    add(
      .completeListHasRejects,
      "`\(file)` is a complete list with \(source.rejected) rejected rows; \(unknown) firms of their names stay unknown",
      "mend the rows, or type `--partial \(ruleSet.sources[source.source].name)`")
  }

  private mutating func reportDisagreements() {
    for summary in account.fields where summary.disagreements > 0 {
      let field = ruleSet.fields[summary.field]
      let order = field.sources.map { "`\(ruleSet.sources[$0].name)`" }.joined(separator: ", ")
      add(
        .listsDisagree, "field `\(field.name)`: lists disagree \(summary.disagreements) times",
        "the first of \(order) that has a value decides; the others are listed")
    }
  }

  private mutating func reportBase() {
    guard let count = account.notOnBase, count > 0 else { return }
    all.append(
      Diagnostic(
        .firmsNotOnBase, .note, "\(count) of \(account.firms) firms are not on the base list",
        help: ["they are scored; a firm that only another agency knows is a finding in itself"]))
  }

  private mutating func reportImbalance() {
    let files = account.sources.filter { !$0.isBalanced }.compactMap(\.file)
    let fields = account.unbalancedFields.map { ruleSet.fields[$0].name }
    let names = (files + fields).map { "`\($0)`" }.joined(separator: ", ")
    all.append(
      Diagnostic(
        .accountUnbalanced, .error, "the account of \(names) does not balance",
        help: ["this is a fault of the program; do not use the result"]))
  }

  private mutating func add(_ code: DiagnosticCode, _ headline: String, _ help: String) {
    all.append(Diagnostic(code, .warning, headline, help: [help]))
  }
}
