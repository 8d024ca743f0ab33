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
package struct StreamedFirms<Score: Sendable> {
  /// The firms with the kept columns, and the account of the list.
  package let joined: JoinedFirms
  /// What the consumer kept of each stretch, in the order of the file.
  package let scores: [Score]
  /// The row of each firm in the file; nil when row `i` is firm `i`.
  package let rowOfFirm: [UInt32]?
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
  ///   - consumer: makes, from a table without firms but with all columns, what takes the firms.
  /// - Returns: nil when the lists must be joined as tables: there are several, cells are asked for, or rows of one firm
  ///   must be merged; the watch may have been shown all bytes by then.
  /// - Throws: why the list cannot be read at all.
  package static func stream<Consumer: StretchConsumer>(
    _ plan: InputPlan, for ruleSet: RuleSet, options: JoinOptions, keeping kept: KeptFields,
    checks: CheckEvaluation?, watch: ListWatch?, into consumer: (FirmTable) -> Consumer
  ) throws(SourceFailure) -> StreamedFirms<Consumer.Score>? {
    let use = FieldUse(ruleSet)
    guard isStreamable(plan, ruleSet, use), options.tracing.keepsNone(ofBytes: options.streamsFrom) else {
      return nil
    }
    do throws(InputError) {
      let list = try SourceList(plan.lists[0], plan, ruleSet)
      guard list.key.isTaxCode, !list.opened.isSheet, list.opened.input.count <= TextPlace.mostOffset, list.opened.input.count >= options.streamsFrom else {
        return nil
      }
      var own: BytesWatch?
      if let watch { own = { bytes, rows in watch(0, bytes, rows) } }
      var stream: ListStream<Consumer>?
      let table = try list.stream(options, watch: own) { table in
        let fields = StretchFields(list, table, ruleSet, use)
        let made = ListStream(fields, consumer(fields.emptyTable), keeping: kept, checks: checks)
        stream = made
        return made
      }
      guard let stream, table.account.dataRows <= options.mostRowsOfList else {
        return nil
      }
      return finish(plan, ruleSet, options, list, table, stream)
    } catch { throw SourceFailure([error.diagnostic]) }
  }

  /// Whether nothing but the rows of one list tells of a firm.
  private static func isStreamable(_ plan: InputPlan, _ ruleSet: RuleSet, _ use: FieldUse) -> Bool {
    guard plan.lists.count == 1, plan.links.isEmpty, !plan.rollsUpBranches else { return false }
    let source = ruleSet.sources[plan.lists[0].source]
    let key = ruleSet.field(with: .key)
    let readsKey = key.map { use.read.contains($0) || use.reported.contains($0) } ?? true
    return source.addsFirms && !source.hasManyRows && source.otherKeys.isEmpty && !readsKey
  }

  private static func finish<Consumer: StretchConsumer>(
    _ plan: InputPlan, _ ruleSet: RuleSet, _ options: JoinOptions, _ list: SourceList, _ table: RecordTable,
    _ stream: ListStream<Consumer>
  ) -> StreamedFirms<Consumer.Score>? {
    var state = stream.takeState()
    var table = table
    table.packedKeys = state.keys
    state.keys = []
    var read = ReadList(list, table)
    table.packedKeys = []
    for breach in state.breaches { read.rowPlaces[breach.row] = breach.place }
    var join = FirmJoin(plan, ruleSet, options, [read])
    guard join.rows[0].groups.isEmpty, !join.population.isEmpty, !join.tracesOrigins else { return nil }
    join.mergeDuplicates()
    let scores = state.scores
    state.scores = []
    let rows = join.rows[0].rowOfFirm
    let breaches = join.take(&state, stream.fields, stream.kept)
    let joined = join.finish { _ in breaches }
    let order = rows.map { rows in rows.map { UInt32(truncatingIfNeeded: $0) } }
    return StreamedFirms(joined: joined, scores: scores, rowOfFirm: order)
  }
}

extension Tracing {
  /// Whether cells of lists from so many bytes on need not be found again.
  fileprivate func keepsNone(ofBytes bytes: Int) -> Bool {
    switch self {
    case .none: return true
    // A firm takes less than a kibibyte in nearly every list; a list that turns out to have fewer firms is joined again.
    case .upTo(let most): return bytes / 1024 > most || bytes <= 1
    case .keys, .all: return false
    }
  }
}

extension FirmJoin {
  /// Takes what a stream has counted and kept of the only list.
  ///
  /// - Returns: the breaches of checks, in order of checks and firms.
  fileprivate mutating func take<Consumer: StretchConsumer>(
    _ state: inout ListStream<Consumer>.State, _ fields: StretchFields, _ kept: [FieldIndex]
  ) -> [CheckBreach] {
    let firmOfRow = rows[0].rowOfFirm.map { rows in
      [UInt32](unsafeUninitializedCapacity: rows.count) { firms, count in
        for firm in rows.indices { firms[Int(rows[firm])] = UInt32(truncatingIfNeeded: firm) }
        count = rows.count
      }
    }
    pool = state.pool
    state.pool = TextPool()
    let input = lists[0].input
    pool.refer(to: OutsideBytes(input.withBytes { UnsafeRawBufferPointer($0) }, of: input))
    for (field, cell) in fields.constants {
      columns[field] = .constant(cell, count: firmCount)
      var summary = FieldSummary(field: field)
      if ruleSet.fields[field].listedIn != nil {
        summary.given = firmCount
      } else if ruleSet.fields[field].presumed != nil {
        summary.presumed = firmCount
      } else {
        summary.unknown = firmCount
      }
      summaries[field] = summary
    }
    fieldAccounts[0] = state.accounts
    for summary in state.summaries { summaries[summary.field] = summary }
    let order = KeptOrder(count: firmCount, firmOfRow: firmOfRow)
    let presumed = kept.map { field in
      ruleSet.fields[field].presumed.map { StretchFields.raw($0.value, &pool) }
    }
    let parts = state.kept
    state.kept = []
    let joined = ConcurrentWork.map(count: kept.count, jobs: options.jobs) { place in
      order.column(parts.map { $0[place] }, presumed: presumed[place])
    }
    for (place, field) in kept.enumerated() { columns[field] = joined[place] }
    released = Set(fields.entries.map(\.join.field)).subtracting(kept)
    for (field, cells) in state.given { given[field] = order.ordered([cells]) }
    findSuspects()
    return state.breaches.map { breach in
      CheckBreach(check: breach.check, firm: firmOfRow.map { Int($0[breach.row]) } ?? breach.row)
    }.sorted { ($0.check, $0.firm) < ($1.check, $1.firm) }
  }
}

/// Brings cells from the order of a file into that of firms.
private struct KeptOrder: Sendable {
  let count: Int
  let firmOfRow: [UInt32]?

  func column(_ parts: [KeptCells], presumed: Int64?) -> StoredColumn {
    var texts: [[Int32]] = []
    var stored: [StoredColumn] = []
    for part in parts {
      switch part {
      case .cells(let column): stored.append(column)
      case .pooled(let codes, let first, let shared):
        texts.append(Self.pooled(codes, first, shared, presumed: presumed))
      case .texts(let codes, _): texts.append(codes)
      }
    }
    if !texts.isEmpty { return .narrow(ordered(texts)) }
    let truths = stored.compactMap { if case .truth(let cells) = $0 { cells } else { nil } }
    if truths.count == stored.count { return .truth(ordered(truths)) }
    let narrow = stored.compactMap { if case .narrow(let cells) = $0 { cells } else { nil } }
    if narrow.count == stored.count { return .narrow(ordered(narrow)) }
    return .wide(ordered(stored.map(Self.wide)))
  }

  private static func pooled(
    _ codes: [Int32], _ first: Int32, _ shared: [Int32], presumed: Int64?
  ) -> [Int32] {
    codes.map { code in
      if code >= 0 { return shared.isEmpty ? first + code : shared[Int(code)] }
      let mark = StretchFields.mark(code)
      guard mark == CellMark.unknownNarrow, let presumed else { return mark }
      return NumberCells.narrowed(presumed)
    }
  }

  private static func wide(_ column: StoredColumn) -> [Int64] {
    switch column {
    case .wide(let cells): return cells
    case .narrow(let cells): return NumberCells(.narrow(cells)).wide
    case .truth, .constant: return (0..<column.count).map { column.cell($0, isTruth: false) }
    }
  }

  /// Cells of stretches of the file, in the order of firms.
  func ordered<Cell: FixedWidthInteger>(_ parts: [[Cell]]) -> [Cell] {
    [Cell](unsafeUninitializedCapacity: count) { target, filled in
      var row = 0
      for part in parts {
        if let firmOfRow {
          let firms = firmOfRow.span
          let cells = part.span
          for place in cells.indices {
            target.initializeElement(at: Int(firms[row &+ place]), to: cells[place])
          }
        } else {
          for place in part.indices { target.initializeElement(at: row + place, to: part[place]) }
        }
        row += part.count
      }
      filled = count
    }
  }
}
