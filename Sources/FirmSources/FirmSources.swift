import Diagnostics
import FirmTable
import RecordFiles
import RuleModel
import Synchronization

/// Bounds and wishes of a join.
public struct JoinOptions: Hashable, Sendable {
  /// Most threads at work; the result does not depend on it.
  public var jobs = 1
  /// Firms whose cells can be traced back to file and line.
  public var tracing = Tracing.none
  /// Conflicts that are kept with their cells; the rest is counted.
  public var keptConflicts = 10_000
  /// Unmatched rows of each list that are kept; the rest is counted.
  public var keptUnmatched = 10_000
  /// Most rows that a firm may have in one list; later ones are rejected.
  public var mostRowsOfFirm = 100_000
  /// Most rows of a list; one with more is refused.
  public var mostRowsOfList = Int(Int32.max)
  /// Bytes from which on an only list whose cells are not kept is scored while it is read; the result does not depend on it.
  public var streamsFrom = 256 << 10
  /// Bytes of the parts of a list that threads read; the result does not depend on it.
  public var partBytes = 1 << 20

  /// Creates the usual options.
  public init() {}
}

/// The firms of a run with a complete account of the lists they come from.
public struct JoinedFirms: Sendable {
  /// The firms in columns.
  public var table: FirmTable
  /// Where every row and cell went.
  public var account: JoinAccount
  /// Where cells come from, as far as `JoinOptions.tracing` asked for it.
  public var origins: CellOrigins
  /// 1 for each firm that is on the base list; nil without a base list.
  public var isOnBase: [UInt8]?
  /// The bytes of each list of the plan as it was given, in their order.
  public var originals: [InputBytes]
}

/// Is shown the bytes of the list at a place of the plan, and how many of its rows were read so far.
public typealias ListWatch = @Sendable (Int, UnsafeRawBufferPointer, Int) -> Void

/// Brings the lists of several agencies together on the tax code.
public enum FirmSources {
  /// Reads the lists of a plan and joins them.
  ///
  /// Nothing is lost: every row and cell of every list is in the table or in the account.
  ///
  /// - Parameters:
  ///   - plan: the lists.
  ///   - ruleSet: the rules that say what is read from them.
  ///   - options: bounds and wishes.
  ///   - checks: finds firms whose figures break a consistency check; nil for none.
  ///   - watch: is shown all bytes of lists that are plain text, each list in the order of the file, from any thread.
  /// - Throws: what is wrong with every list that cannot be read at all.
  public static func join(
    _ plan: InputPlan, for ruleSet: RuleSet, options: JoinOptions = JoinOptions(),
    checks: CheckEvaluation? = nil, watch: ListWatch? = nil
  ) throws(SourceFailure) -> JoinedFirms {
    try join(plan, for: ruleSet, options: options, checks: checks, watch: watch, opened: OpenedLists())
  }

  /// Reads the lists of a plan, some of which are open, and joins them as the public method does.
  package static func join(
    _ plan: InputPlan, for ruleSet: RuleSet, options: JoinOptions, checks: CheckEvaluation?,
    watch: ListWatch?, opened: OpenedLists
  ) throws(SourceFailure) -> JoinedFirms {
    let lists = try ReadList.readAll(plan, ruleSet, options, watch: watch, opened: opened)
    var join = FirmJoin(plan, ruleSet, options, lists)
    join.mergeDuplicates()
    join.joinNames()
    join.joinFields()
    return join.finish { checks?($0) ?? [] }
  }
}

/// The state of one join.
struct FirmJoin {
  let plan: InputPlan
  let ruleSet: RuleSet
  let options: JoinOptions
  let use: FieldUse
  let population: [UInt64]
  let rows: [ListRows]
  let locators: [CellLocator]
  let keyField: FieldIndex?
  /// For each source, the place of its list among the lists.
  let listOfSource: [Int?]
  var lists: [ReadList]
  /// Conflicts within each list.
  var merges: [DuplicateMerge] = []
  /// For each list, 1 for firms that may stand in a rejected row; nil when nothing was rejected.
  var suspects: [[UInt8]?]
  var pool = TextPool()
  /// Names that are joined but not yet among the texts of the pool.
  var waitingNames: NameJoin.Names?
  var columns: [StoredColumn?]
  var given: [FieldIndex: [UInt8]] = [:]
  /// Fields whose cells were given up.
  var released: Set<FieldIndex> = []
  var summaries: [FieldSummary?]
  /// For each list, the accounts of its fields.
  var fieldAccounts: [[FieldAccount]]
  var conflicts: [ValueConflict] = []
  var conflictsBetweenLists = 0
  var origins = CellOrigins()
  /// What is known of all firms, where the join holds only some of them.
  var allFirms: AllFirms?

  init(_ plan: InputPlan, _ ruleSet: RuleSet, _ options: JoinOptions, _ lists: [ReadList]) {
    let orders = ConcurrentWork.map(count: lists.count, jobs: options.jobs) { list in
      let order = KeyOrder(lists[list].keys)
      let addsFirms = ruleSet.sources[lists[list].source].addsFirms
      return (order: order, firms: addsFirms ? order.distinctKeys : [])
    }
    let population = KeyOrder.union(orders.map(\.firms), without: FirmKey.unlinked, jobs: options.jobs)
    let rows = ConcurrentWork.map(count: lists.count, jobs: options.jobs) { list in
      let isMany = ruleSet.sources[lists[list].source].hasManyRows
      return ListRows(
        orders[list].order, population: population, mostRows: isMany ? max(options.mostRowsOfFirm, 1) : nil)
    }
    self.init(plan, ruleSet, options, lists, population: population, rows)
  }

  /// The state of a join of lists whose rows are known to belong to these firms.
  init(
    _ plan: InputPlan, _ ruleSet: RuleSet, _ options: JoinOptions, _ lists: [ReadList], population: [UInt64],
    _ rows: [ListRows]
  ) {
    self.plan = plan
    self.ruleSet = ruleSet
    self.options = options
    self.lists = lists
    self.population = population
    self.rows = rows
    use = FieldUse(ruleSet)
    locators = lists.map { CellLocator($0) }
    keyField = ruleSet.field(with: .key)
    var listOfSource = [Int?](repeating: nil, count: ruleSet.sources.count)
    for (place, list) in lists.enumerated() { listOfSource[list.source] = place }
    self.listOfSource = listOfSource
    suspects = [[UInt8]?](repeating: nil, count: lists.count)
    columns = [StoredColumn?](repeating: nil, count: ruleSet.fields.count)
    summaries = [FieldSummary?](repeating: nil, count: ruleSet.fields.count)
    fieldAccounts = [[FieldAccount]](repeating: [], count: lists.count)
    prepareOrigins()
  }

  var firmCount: Int { population.count }
  var tracesOrigins: Bool {
    switch options.tracing {
    case .none: return false
    case .upTo(let most): return firmCount <= most
    case .keys, .all: return true
    }
  }

  func isMany(_ list: Int) -> Bool { ruleSet.sources[lists[list].source].hasManyRows }

  /// Merges rows of one firm in every list with one row a firm.
  mutating func mergeDuplicates() {
    for list in lists.indices {
      merges.append(
        DuplicateMerge(
          &lists[list], rows[list].groups, ruleSet.fields, keeping: options.keptConflicts, jobs: options.jobs)
      )
    }
    for (list, merge) in merges.enumerated() {
      let kept = merge.kept.prefix(max(0, options.keptConflicts - conflicts.count))
      conflicts += valueConflicts(kept.count) { join, place in
        let conflict = kept[place]
        let locator = join.locators[list]
        return ValueConflict(
          key: FirmKey.code(join.population[conflict.firm]), field: conflict.field, kind: .withinList,
          first: locator.origin(.cell, of: conflict.field, row: conflict.firstRow),
          second: locator.origin(.cell, of: conflict.field, row: conflict.otherRow))
      }
      guard tracesOrigins else { continue }
      origins.merged[list] = merge.moved
      origins.rolledUp[list] = merge.rolledUp
    }
  }

  /// Joins the names first, since they tell which firms may stand in rejected rows.
  mutating func joinNames() {
    guard let field = ruleSet.field(with: .name), !isRowField(field) else { return }
    if !joinNamesWhereTheyStand(field) { join([field]) }
    findSuspects()
  }

  /// Finds the firms that may stand in rejected rows of complete lists.
  mutating func findSuspects() {
    let incomplete = lists.indices.filter {
      lists[$0].isComplete && lists[$0].table.account.rejectedRows > 0
    }
    guard !incomplete.isEmpty, let field = ruleSet.field(with: .name) else { return }
    poolNames()
    guard let names = columns[field] else { return }
    for list in incomplete {
      let dialect = lists[list].table.layout.dialect
      let rejected = RejectedNames(
        lists[list].table.rejects, delimiter: dialect.delimiter, quote: dialect.quote)
      if !rejected.isEmpty { suspects[list] = rejected.suspects(names: names, pool) }
    }
  }

  /// Joins all other fields, a few at a time, so that their cells can be given up one after the other.
  mutating func joinFields() {
    poolNames()
    var waiting: [FieldIndex] = []
    let name = ruleSet.field(with: .name)
    for field in ruleSet.fields.indices where field != keyField && (field != name || isRowField(field)) {
      if let source = ruleSet.fields[field].listedIn {
        joinPresence(field, source)
        continue
      }
      waiting.append(field)
      // Several for each thread, so that none waits long for the slowest; their cells are given up one by one.
      if waiting.count >= max(options.jobs, 1) * 4 {
        join(waiting)
        waiting = []
      }
    }
    join(waiting)
    joinKey()
  }

  func isRowField(_ field: FieldIndex) -> Bool { field != keyField && ruleSet.isRowField(field) }

  private mutating func join(_ fields: [FieldIndex]) {
    let joins = Mutex(fields.map { FieldJoin?.some(fieldJoin($0)) })
    let joined = ConcurrentWork.map(count: fields.count, jobs: options.jobs) { place in
      joins.withLock { joins in
        defer { joins[place] = nil }
        return joins[place]
      }.map { join -> (FieldJoin, FieldJoin.Outcome?) in
        let outcome = join.run()
        var join = join
        for candidate in join.candidates.indices { join.candidates[candidate].cells = .narrow([]) }
        return (join, outcome)
      }
    }
    for case let (join, outcome)? in joined { take(outcome, of: join) }
  }

  private mutating func take(_ outcome: FieldJoin.Outcome?, of join: FieldJoin) {
    guard let outcome else { return }
    let field = join.field
    columns[field] = outcome.column
    summaries[field] = outcome.summary
    given[field] = outcome.given
    for (candidate, account) in zip(join.candidates, outcome.accounts) {
      fieldAccounts[candidate.list].append(account)
    }
    conflictsBetweenLists += outcome.summary.disagreements
    for disagreement in outcome.disagreements where conflicts.count < options.keptConflicts {
      conflicts.append(conflict(disagreement, field, join.candidates.map(\.list)))
    }
    keep(outcome.origins, of: field)
  }

  /// Contradictions with their cells, which are looked for in the lists by several threads.
  func valueConflicts(_ count: Int, _ conflict: @Sendable (FirmJoin, Int) -> ValueConflict) -> [ValueConflict]
  {
    let size = 256
    let join = self
    return ConcurrentWork.map(count: (count + size - 1) / size, jobs: options.jobs) { piece in
      (piece * size..<min((piece + 1) * size, count)).map { conflict(join, $0) }
    }.flatMap { $0 }
  }

  /// A contradiction between the lists that have a field.
  func conflict(
    _ disagreement: FieldJoin.Disagreement, _ field: FieldIndex, _ candidates: [Int]
  ) -> ValueConflict {
    let firm = disagreement.firm
    func cell(_ place: Int) -> CellOrigin {
      let list = candidates[place]
      let first = rows[list].rowOfFirm.map { Int($0[firm]) } ?? firm
      let row = merges[list].moved[.init(firm: firm, field: field)] ?? first
      return locators[list].origin(.cell, of: field, row: row)
    }
    return ValueConflict(
      key: FirmKey.code(population[firm]), field: field, kind: .betweenLists,
      first: cell(disagreement.decisive), second: cell(disagreement.other))
  }

  /// Whether firms are on a list: no only where the list is complete, and not for firms of rejected rows.
  private mutating func joinPresence(_ field: FieldIndex, _ source: SourceIndex) {
    guard let list = listOfSource[source] else { return }
    let presence = FirmPresence(
      field: field, rows: rows[list], isComplete: lists[list].isComplete, suspects: suspects[list],
      keepsOrigins: tracesOrigins
    ).cells(of: 0..<firmCount)
    columns[field] = .truth(presence.cells)
    summaries[field] = presence.summary
    origins.defaultLists[field] = [list]
    keep(presence.origins, of: field)
  }

  /// Stores the tax code as text only when a rule reads it.
  private mutating func joinKey() {
    guard let keyField, use.read.contains(keyField) || use.reported.contains(keyField) else { return }
    columns[keyField] = .narrow(population.map { pool.code(of: FirmKey.code($0)) })
    if use.reported.contains(keyField) { given[keyField] = [UInt8](repeating: 1, count: firmCount) }
  }
}
