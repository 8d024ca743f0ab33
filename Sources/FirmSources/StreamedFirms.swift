import FirmTable
import RecordFiles
import RuleModel

/// Fields of which something is asked after the firms are scored.
public struct KeptFields: Hashable, Sendable {
  /// Fields whose cells are asked for.
  public var fields: Set<FieldIndex>
  /// Fields of which is asked whether the list gave a cell.
  public var given: Set<FieldIndex>

  /// Creates a wish.
  public init(fields: Set<FieldIndex> = [], given: Set<FieldIndex> = []) {
    self.fields = fields
    self.given = given
  }
}

/// The firms of one list that were scored while it was read.
package struct StreamedFirms {
  /// The firms in the order of the list, with the kept columns, and the account of the list.
  package let joined: JoinedFirms
  /// The firms in the order of their tax codes; nil when they stand in that order.
  package let byTaxCode: [UInt32]?
}

extension FirmSources {
  /// Reads the only list of a plan and hands its firms over stretch by stretch, so that cells need not be kept.
  ///
  /// Table and account are those of `join`, but for released columns.
  ///
  /// - Parameters:
  ///   - plan: the lists.
  ///   - ruleSet: the rules that say what is read from them.
  ///   - options: bounds and wishes.
  ///   - kept: of what cells are kept.
  ///   - checks: finds firms whose figures break a consistency check; nil for none.
  ///   - watch: is shown all bytes of the list.
  ///   - rereading: is shown them once more where the list is read once more.
  ///   - opened: takes the list when it was opened in vain.
  ///   - consumer: makes, from a table without firms but with all columns, what takes the firms.
  /// - Returns: nil when the lists must be joined as tables: there are several, cells are asked for, or many firms have
  ///   several rows; the watch may have been shown all bytes by then.
  /// - Throws: why the list cannot be read at all.
  package static func stream<Consumer: StretchConsumer>(
    _ plan: InputPlan, for ruleSet: RuleSet, options: JoinOptions, keeping kept: KeptFields,
    checks: CheckEvaluation?, watch: ListWatch?, rereading: ListWatch? = nil, opened: inout OpenedLists,
    into consumer: (FirmTable) -> Consumer
  ) throws(SourceFailure) -> StreamedFirms? {
    guard options.tracing.mayKeepNone else { return nil }
    do throws(InputError) {
      guard
        let reading = try StreamReading(plan, ruleSet, options, keeping: kept, checks: checks, &opened)
      else { return nil }
      switch try reading.attempt(watch: ofFirstList(watch), into: consumer) {
      case .finished(let firms): return firms
      case .repeated(let firms):
        // Rows of one firm are merged before it is scored: now that their firms are known, they are set aside.
        let second = try reading.read(repeated: firms, watch: ofFirstList(rereading), into: consumer)
        return reading.finish(second.table, second.stream, nil)
      }
    } catch { throw SourceFailure([error.diagnostic]) }
  }

  static func ofFirstList(_ watch: ListWatch?) -> BytesWatch? {
    guard let watch else { return nil }
    return { bytes, rows in watch(0, bytes, rows) }
  }
}

/// One reading of the only list of a plan as a stream.
struct StreamReading {
  let plan: InputPlan
  let ruleSet: RuleSet
  let options: JoinOptions
  let kept: KeptFields
  let checks: CheckEvaluation?
  let list: SourceList
  let use: FieldUse

  /// Opens the list, unless it is open already.
  ///
  /// - Returns: nil when the lists must be joined as tables.
  init?(
    _ plan: InputPlan, _ ruleSet: RuleSet, _ options: JoinOptions, keeping kept: KeptFields,
    checks: CheckEvaluation?, _ opened: inout OpenedLists
  ) throws(InputError) {
    let use = FieldUse(ruleSet)
    guard Self.isStreamable(plan, ruleSet, use) else { return nil }
    let list =
      if let first = opened.first { first } else { try SourceList(plan.lists[0], plan, ruleSet, opened) }
    opened.first = list
    guard list.key.isTaxCode, !list.opened.isSheet, list.opened.input.count <= TextPlace.mostOffset,
      list.opened.input.count >= options.streamsFrom, options.tracing.keepsNone(of: list.opened.input)
    else { return nil }
    self.plan = plan
    self.ruleSet = ruleSet
    self.options = options
    self.kept = kept
    self.checks = checks
    self.list = list
    self.use = use
  }

  /// Whether nothing but the rows of one list tells of a firm.
  private static func isStreamable(_ plan: InputPlan, _ ruleSet: RuleSet, _ use: FieldUse) -> Bool {
    guard plan.lists.count == 1, plan.links.isEmpty, !plan.rollsUpBranches else { return false }
    let source = ruleSet.sources[plan.lists[0].source]
    let key = ruleSet.field(with: .key)
    let readsKey = key.map { use.read.contains($0) || use.reported.contains($0) } ?? true
    return source.addsFirms && !source.hasManyRows && source.otherKeys.isEmpty && !readsKey
  }

  /// What came of a reading in which no row is set aside.
  enum Attempt {
    /// Nil when the list must be joined as a table.
    case finished(StreamedFirms?)
    /// Firms with several rows; what else was read is forgotten.
    case repeated(Set<UInt64>)
  }

  /// Reads the list as if every row were a firm.
  func attempt<Consumer: StretchConsumer>(
    watch: BytesWatch?, into consumer: (FirmTable) -> Consumer
  ) throws(InputError) -> Attempt {
    let (table, stream) = try read(repeated: [], watch: watch, into: consumer)
    guard table.account.dataRows <= options.mostRowsOfList else { return .finished(nil) }
    let order = TaxCodeOrder(stream.keys, jobs: options.jobs)
    let repeated = order.repeated
    if repeated.isEmpty { return .finished(finish(table, stream, order.rows)) }
    guard Self.mayBeSetAside(repeated, of: table) else { return .finished(nil) }
    _ = stream.takeState()
    stream.forget()
    return .repeated(repeated)
  }

  /// Whether firms with several rows are few enough for their rows to be set aside.
  static func mayBeSetAside(_ firms: Set<UInt64>, of table: RecordTable) -> Bool {
    firms.count <= max(10_000, table.account.dataRows / 16)
  }

  /// Reads the list; rows of repeated firms are set aside.
  func read<Consumer: StretchConsumer>(
    repeated: Set<UInt64>, watch: BytesWatch?, into consumer: (FirmTable) -> Consumer
  ) throws(InputError) -> (table: RecordTable, stream: ListStream<Consumer>) {
    var stream: ListStream<Consumer>?
    let table = try list.stream(options, watch: watch) { table in
      let fields = StretchFields(list, table, ruleSet, use)
      let made = ListStream(
        fields, consumer(fields.emptyTable), keeping: kept, checks: checks, of: list.opened.input,
        repeated: repeated)
      stream = made
      return made
    }
    guard let stream else { preconditionFailure("a stream is made before the first row") }
    return (table, stream)
  }

  /// The firms of a list that was read; nil when there are none, or few enough for all their cells to be found again.
  ///
  /// - Parameter order: the rows in the order of their tax codes; nil when they stand so, or rows were set aside.
  func finish<Consumer: StretchConsumer>(
    _ table: RecordTable, _ stream: ListStream<Consumer>, _ order: [UInt32]?
  ) -> StreamedFirms? {
    let aside = stream.repeatedRows
    var (repeated, byTaxCode) = (RepeatedFirms?.none, order)
    if !aside.isEmpty {
      let firms = RepeatedFirms(
        ReadList(list, table, rows: aside.rows(of: list.opened.input)), ruleSet, options)
      stream.take(firms)
      repeated = firms
      byTaxCode = TaxCodeOrder(stream.keys, jobs: options.jobs).rows
    }
    var state = stream.takeState()
    let count = state.keys.count
    guard count > 0 else { return nil }
    var read = ReadList(list, table)
    for breach in state.breaches { read.rowPlaces[breach.row] = breach.place }
    if let rows = repeated?.list.table {
      for row in rows.lines.indices {
        read.rowPlaces[count + row] = CellLocator.RowPlace(
          line: Int(rows.lines[row]), offset: Int(clamping: rows.offsets[row]))
      }
    }
    var join = FirmJoin(
      plan, ruleSet, options, [read], population: state.keys,
      [ListRows(firms: count, merged: repeated?.mergedCount ?? 0)])
    state.keys = []
    if join.tracesOrigins { return nil }
    join.mergeDuplicates()
    if let repeated {
      join.merges = [repeated.merge.moved(firms: count - repeated.rows.keys.count, rows: count)]
      join.conflicts = repeated.conflicts
    }
    join.take(state.kept, state.counts, stream.fields, stream.kept)
    join.findSuspects()
    let breaches = state.breaches.map { CheckBreach(check: $0.check, firm: $0.row) }.sorted {
      ($0.check, join.population[$0.firm]) < ($1.check, join.population[$1.firm])
    }
    return StreamedFirms(joined: join.finish { _ in breaches }, byTaxCode: byTaxCode)
  }
}

extension Tracing {
  /// Whether there are lists whose cells need not be found again.
  fileprivate var mayKeepNone: Bool {
    switch self {
    case .none, .upTo: return true
    case .keys, .all: return false
    }
  }

  /// Whether the cells of a list need most likely not be found again; one that turns out to have fewer firms is joined again.
  fileprivate func keepsNone(of list: InputBytes) -> Bool {
    guard case .upTo(let most) = self else { return true }
    // By the lines at the head, of which a list of few firms has hardly more than it has firms.
    return list.withBytes { bytes in
      let head = UnsafeBufferPointer(rebasing: bytes.prefix(1 << 16))
      return bytes.count / max(1, head.count) * head.count(of: 0x0A) > most + most / 4
    }
  }
}

extension FirmJoin {
  /// Takes what a stream has counted and kept of the only list.
  mutating func take(
    _ cells: consuming KeptFirms, _ counts: FieldCounts, _ fields: StretchFields, _ kept: [FieldIndex]
  ) {
    pool = cells.pool
    let input = lists[0].input
    pool.refer(to: OutsideBytes(input.withBytes { UnsafeRawBufferPointer($0) }, of: input))
    for (field, cell) in fields.constants {
      columns[field] = .constant(cell, count: firmCount)
      var summary = FieldSummary(field: field)
      if ruleSet.fields[field].listedIn != nil {
        summary.given = countedFirms
      } else if ruleSet.fields[field].presumed != nil {
        summary.presumed = countedFirms
      } else {
        summary.unknown = countedFirms
      }
      summaries[field] = summary
    }
    fieldAccounts[0] = counts.accounts
    for summary in counts.summaries { summaries[summary.field] = summary }
    given = cells.given
    for (field, column) in zip(kept, cells.columns) { columns[field] = column }
    released = Set(fields.entries.map(\.join.field)).subtracting(kept)
  }
}
