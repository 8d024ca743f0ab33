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
    _ suspects: [Int]
  ) {
    self.account = account
    self.ruleSet = ruleSet
    for (place, list) in lists.enumerated() {
      let source = account.sources[list.source]
      all += list.table.findings
      reportRejects(source)
      let establishments = merges[place].establishmentConflicts
      reportRows(source, conflicts: merges[place].count - establishments, hasTaxCodes: list.ownCodes == nil)
      if establishments > 0 { reportEstablishments(source, establishments) }
      reportLinking(source, list.linking)
      reportDefaults(source, suspects[place])
    }
    reportDisagreements()
    reportInconsistencies()
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
      let more = counted(count - 1, first.severity == .row ? "more row" : "more cell")
      let effect =
        first.severity == .row ? "the row is left out and listed" : "the cell counts as unknown and is listed"
      all.append(
        Diagnostic(
          kind.code, .warning,
          "`\(first.file)` line \(first.line)\(column): \(first.reason)\(count > 1 ? " (and \(more))" : "")",
          help: [first.advice, effect].filter { !$0.isEmpty }))
    }
  }

  private mutating func reportRows(_ source: SourceAccount, conflicts: Int, hasTaxCodes: Bool) {
    guard let file = source.file else { return }
    if source.joined + source.mergedDuplicates + source.unmatched + source.rejected == 0 {
      add(
        .listWithoutRows, "`\(file)` has a header and no data row",
        "export the list again if firms should be on it")
    }
    if source.unmatched > 0, !hasTaxCodes {
      let first = source.unmatchedRows.first.map { ", the first is `\($0.key)` in line \($0.line)" } ?? ""
      add(
        .rowsWithoutFirm,
        "`\(file)`: \(counted(source.unmatched, "row")) \(source.unmatched == 1 ? "has" : "have") no tax code and no known firm\(first)",
        "let `firmrisk match` suggest firms by name, mark those that are right, and score with `--links FILE`"
      )
    } else if source.unmatched > 0 {
      let first = source.unmatchedRows.first.map { ", the first is `\($0.key)` in line \($0.line)" } ?? ""
      add(
        .rowsUnmatched,
        "`\(file)`: \(counted(source.unmatched, "row")) of firms that no other list has\(first)",
        "compare the tax codes with the base list; the rows change no score; `firmrisk match` suggests firms by name"
      )
    }
    if conflicts > 0 {
      add(
        .rowsConflict,
        "`\(file)`: \(counted(conflicts, "field")) \(conflicts == 1 ? "is" : "are") unknown because rows of one firm contradict each other",
        "ask the agency which row is right; both values are listed")
    }
  }

  private mutating func reportLinking(_ source: SourceAccount, _ linking: RowLinking.Count) {
    guard let file = source.file else { return }
    if linking.ambiguousCodes > 0 {
      add(
        .crosswalkAmbiguous,
        "`\(file)`: \(linking.ambiguousCodes) codes belong to several firms, such as `\(linking.firstAmbiguous)`",
        "ask the agency whose they are; their rows are unmatched until then")
    }
    for crosswalk in linking.missingCrosswalks {
      let name = ruleSet.sources[crosswalk].name
      add(
        .crosswalkMissing, "`\(file)` has codes of the agency's own, and the list `\(name)` was not given",
        "add it with `--source \(name)=FILE`; it maps the codes to tax codes")
    }
  }

  private mutating func reportDefaults(_ source: SourceAccount, _ unknown: Int) {
    guard let file = source.file, source.isComplete, source.rejected > 0 else { return }
    add(
      .completeListHasRejects,
      "`\(file)` is a complete list with \(counted(source.rejected, "rejected row")); \(counted(unknown, "firm")) of the same name \(unknown == 1 ? "stays" : "stay") unknown",
      "mend the rows, or type `--partial \(ruleSet.sources[source.source].name)`")
  }

  private mutating func reportEstablishments(_ source: SourceAccount, _ count: Int) {
    guard let file = source.file else { return }
    add(
      .branchesNotRolledUp,
      "`\(file)`: \(counted(count, "field")) \(count == 1 ? "is" : "are") unknown because establishments of one firm differ",
      "declare `rolls up by …` for the fields, or keep branches apart with `--branches separate`")
  }

  private mutating func reportInconsistencies() {
    for (check, count) in account.breachesOfChecks.enumerated() where count > 0 {
      let message = ruleSet.checks[check].message
      let text = message.en.isEmpty ? message.vi : message.en
      let first =
        account.inconsistencies.first { $0.check == check }.map { ", the first is `\($0.key)`" } ?? ""
      add(
        .figuresInconsistent, "\(counted(count, "firm")): \(text)\(first)",
        "ask the agency which figure is right; both stand as they are and the cells are listed")
    }
  }

  private mutating func reportDisagreements() {
    for summary in account.fields where summary.disagreements > 0 {
      let field = ruleSet.fields[summary.field]
      let order = field.sources.map { "`\(ruleSet.sources[$0].name)`" }.joined(separator: ", ")
      add(
        .listsDisagree, "field `\(field.name)`: lists disagree \(counted(summary.disagreements, "time"))",
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

  /// A number of things.
  private func counted(_ count: Int, _ thing: String) -> String {
    "\(count) \(thing)\(count == 1 ? "" : "s")"
  }

  private mutating func add(_ code: DiagnosticCode, _ headline: String, _ help: String) {
    all.append(Diagnostic(code, .warning, headline, help: [help]))
  }
}
