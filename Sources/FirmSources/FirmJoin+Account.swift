import Diagnostics
import FirmTable
import RecordFiles
import RuleModel

/// What is known of all firms of a join that holds only some of them.
struct AllFirms {
  /// Number of firms.
  var count: Int
  /// Figures that contradict each other.
  var breaches: BreachAccount
  /// Firms that may stand in rejected rows of the only list.
  var suspects: Int
}

/// The result of a join and its account.
extension FirmJoin {
  /// Number of firms that the account speaks of.
  var countedFirms: Int { allFirms?.count ?? firmCount }

  /// Puts table, account and origins together.
  consuming func finish(_ checks: (FirmTable) -> [CheckBreach]) -> JoinedFirms {
    var table = FirmTable(
      keys: FirmKeys(packed: population),
      columns: columns.enumerated().map { isRowField($0.offset) ? nil : $0.element }, given: given,
      pool: pool,
      rows: firmRows())
    table.released = released
    let base = ruleSet.sources.indices.first { ruleSet.sources[$0].isBase && listOfSource[$0] != nil }
      .flatMap { listOfSource[$0] }
    let isOnBase = base.map { rows[$0].presence(of: firmCount) }
    var account = JoinAccount()
    account.firms = countedFirms
    let offBase = isOnBase.map { firms in
      firms.contains(0) ? firms.indices.filter { firms[$0] == 0 } : []
    }
    account.notOnBase = offBase?.count
    account.sources = ruleSet.sources.indices.map { sourceAccount($0, offBase) }
    account.fields = summaries.compactMap { $0 }
    account.unbalancedFields = account.fields.filter { !isRowField($0.field) && $0.count != countedFirms }
      .map(
        \.field)
    account.conflicts = conflicts
    account.conflictsWithinLists = merges.reduce(0) { $0 + $1.count }
    account.conflictsBetweenLists = conflictsBetweenLists
    let inconsistent = allFirms?.breaches ?? inconsistencies(checks(table))
    account.inconsistencies = inconsistent.kept
    account.breachesOfChecks = inconsistent.byCheck
    for source in account.sources.indices {
      account.sources[source].inconsistent = inconsistent.bySource[source] ?? 0
    }
    let suspected = suspects.map { firms in allFirms?.suspects ?? firms?.count { $0 == 1 } ?? 0 }
    account.findings = JoinFindings(account, ruleSet, lists, rows, merges, suspected).all
    return JoinedFirms(
      table: table, account: account, origins: origins, isOnBase: isOnBase,
      originals: lists.map(\.original))
  }

  private func firmRows() -> [FirmRows?] {
    ruleSet.sources.indices.map { source in
      guard ruleSet.sources[source].hasManyRows, let list = listOfSource[source] else { return nil }
      let own = columns.enumerated().map { field, column in
        isRowField(field) && ruleSet.fields[field].sources.contains(source) ? column : nil
      }
      return FirmRows(offsets: rows[list].offsets, columns: own, isComplete: lists[list].isComplete)
    }
  }

  private func sourceAccount(_ source: SourceIndex, _ offBase: [Int]?) -> SourceAccount {
    var account = SourceAccount(source: source)
    guard let place = listOfSource[source] else { return account }
    let list = lists[place]
    account.file = list.table.file
    account.byteCount = list.table.byteCount
    account.date = list.date
    account.isStale = plan.isStale(InputPlan.List(source: source, path: list.table.file, date: list.date))
    account.isComplete = list.isComplete
    account.rowsRead = list.table.account.physicalRecords - list.table.account.headerRecords
    account.joined = rows[place].joinedCount
    account.mergedDuplicates = rows[place].mergedCount
    for kind in FileAccount.SetAside.allCases where list.table.account[kind] > 0 {
      account.setAside[kind] = list.table.account[kind]
    }
    account.unmatched = rows[place].unmatched.count
    account.rejected = list.table.account.rejectedRows + rows[place].surplus.count
    account.firms = rows[place].firmCount
    account.hasTaxCodes = list.ownCodes == nil
    account.crosswalked = list.linking.crosswalked
    account.linked = list.linking.linked
    account.sheet = list.input.sheet?.sheet
    if let offBase {
      let rows = rows[place]
      account.notOnBase = offBase.count { rows.contains($0) }
    }
    account.fields = fieldAccounts[place].sorted { $0.field < $1.field }
    account.columns = list.table.columns.map(\.report)
    account.layout = list.table.layout
    account.unusedHeaders = list.table.mapping.unusedColumns.map { list.table.layout.headers[$0] }
    account.rejects = rejects(place)
    account.unmatchedRows = rows[place].unmatched.prefix(options.keptUnmatched).map { row in
      UnmatchedRow(
        key: list.ownCodes?[row] ?? FirmKey.code(list.keys[row]),
        line: locators[place].row(ofLine: Int(list.table.lines[row])))
    }
    return account
  }

  /// The reader's rejects, and the rows beyond the most that a firm may have.
  private func rejects(_ place: Int) -> RejectList {
    var rejects = lists[place].table.rejects
    let locator = locators[place]
    let surplus = rows[place].surplus
    if surplus.isEmpty { return rejects }
    lists[place].input.withBytes { bytes in
      for row in surplus {
        rejects.add(.row) {
          locator.located(
            Reject(
              file: lists[place].table.file, line: Int(lists[place].table.lines[row]),
              bytes: locator.record(row: row, in: bytes), column: nil, code: .tooManyRows, severity: .row,
              in: bytes))
        }
      }
    }
    return rejects
  }
}
