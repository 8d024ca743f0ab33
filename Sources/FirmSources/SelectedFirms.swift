import FirmTable
import RecordFiles
import RuleModel

/// The chosen firms of one list in the order of their tax codes, and the account of all its firms.
package struct SelectedFirms<Choice: FirmChoice> {
  /// The chosen firms and the account of the list; but for the breaches of checks, of which only the first of each check is
  /// named and none is counted by source.
  ///
  /// The firms have all columns where their cells can be traced, and else the kept ones.
  package let joined: JoinedFirms
  /// The chosen firms with all columns.
  package let table: FirmTable
  /// Positions of the firms in the order of the choice.
  package let order: [UInt32]
  /// Who has chosen them.
  package let choice: Choice
}

/// What one reading of a list tells another one.
struct ForeknownRows: Sendable {
  /// Firms with several rows; nil when they are to be found.
  var repeated: Set<UInt64>?
  /// Names that stand in rejected rows.
  var rejectedNames = RejectedNames()
}

extension FirmSources {
  /// Reads the only list of a plan and keeps the cells of firms that are chosen, in memory that does not depend on the
  /// number of the others but for eight bytes each, by which firms with several rows are found.
  ///
  /// The list is read once more when such firms are found, since their rows are merged before they are scored; when some firm
  /// may stand in a rejected row of a complete list; and when the choice asks for it.
  ///
  /// - Parameters:
  ///   - options: bounds and wishes; cells of the chosen firms can be traced when they ask for any tracing.
  ///   - kept: of what cells of chosen firms are kept.
  ///   - rereading: is shown all bytes where the list is read once more.
  ///   - opened: takes the list when it was opened in vain.
  ///   - choice: makes what chooses, for each reading anew, from a table without firms but with all columns and what the reading
  ///     before it has chosen.
  /// - Returns: nil when the lists must be joined as tables, as `stream` says.
  /// - Throws: why the list cannot be read at all.
  package static func select<Choice: FirmChoice>(
    _ plan: InputPlan, for ruleSet: RuleSet, options: JoinOptions, keeping kept: KeptFields,
    checks: CheckEvaluation?, watch: ListWatch?, rereading: ListWatch? = nil, opened: inout OpenedLists,
    into choice: (FirmTable, Choice?) -> Choice
  ) throws(SourceFailure) -> SelectedFirms<Choice>? {
    do throws(InputError) {
      guard
        let reading = try StreamReading(plan, ruleSet, options, keeping: kept, checks: checks, &opened)
      else { return nil }
      var known = ForeknownRows()
      var watch = ofFirstList(watch)
      var last: Choice?
      // More readings tell nothing new of a list that stays as it is.
      for _ in 0..<4 {
        let isFirst = known.repeated == nil
        let (table, selection) = try reading.select(known, watch: watch) { choice($0, last) }
        guard table.account.dataRows <= options.mostRowsOfList else { return nil }
        let found = RepeatedFirms(selection.repeatedRows, reading, table)
        if let found { selection.take(found) }
        var state = selection.takeState()
        if isFirst { known.repeated = TaxCodeOrder.repeated(&state.keys, jobs: options.jobs) }
        state.keys = []
        guard StreamReading.mayBeSetAside(known.repeated ?? [], of: table) else { return nil }
        let names = reading.rejectedNames(table)
        let isKnown = !isFirst || known.repeated?.isEmpty == true && names.isEmpty
        if isKnown, selection.choice.isSettled { return reading.finish(table, selection, state, found) }
        known.rejectedNames = names
        last = selection.choice
        watch = ofFirstList(rereading)
      }
      return nil
    } catch { throw SourceFailure([error.diagnostic]) }
  }
}

extension StreamReading {
  /// Reads the list and chooses firms.
  fileprivate func select<Choice: FirmChoice>(
    _ known: ForeknownRows, watch: BytesWatch?, _ choice: (FirmTable) -> Choice
  ) throws(InputError) -> (table: RecordTable, selection: ListSelection<Choice>) {
    var selection: ListSelection<Choice>?
    let table = try list.stream(options, watch: watch) { table in
      let fields = StretchFields(list, table, ruleSet, use)
      let made = ListSelection(fields, choice(fields.emptyTable), self, known)
      selection = made
      return made
    }
    guard let selection else { preconditionFailure("a selection is made before the first row") }
    return (table, selection)
  }

  /// Names in rejected rows by which firms may be known.
  fileprivate func rejectedNames(_ table: RecordTable) -> RejectedNames {
    guard list.isComplete, table.account.rejectedRows > 0, let name = ruleSet.field(with: .name),
      !ruleSet.isRowField(name)
    else { return RejectedNames() }
    let dialect = table.layout.dialect
    return RejectedNames(table.rejects, delimiter: dialect.delimiter, quote: dialect.quote)
  }

  /// The chosen firms of a list that was read; nil when it has none at all.
  fileprivate func finish<Choice>(
    _ table: RecordTable, _ selection: ListSelection<Choice>, _ state: ListSelection<Choice>.State,
    _ repeated: RepeatedFirms?
  ) -> SelectedFirms<Choice>? {
    let choice = selection.choice
    guard state.count > 0, let candidates = state.candidates.rows(of: list.opened.input) else { return nil }
    let chosen = candidates.picking(choice.chosen)
    let byTaxCode = chosen.keys.indices.sorted { chosen.keys[$0] < chosen.keys[$1] }
    var order = [UInt32](repeating: 0, count: byTaxCode.count)
    for (position, place) in byTaxCode.enumerated() { order[place] = UInt32(truncatingIfNeeded: position) }
    let rows = chosen.picking(byTaxCode)
    var pool = choice.pool
    let cells = selection.fields.stretch(rows, &pool).table
    var joined = account(of: table, selection, state, repeated, rows, cells)
    if options.tracing != .none {
      let traced = traced(rows, of: table, state.repeated)
      joined.table = traced.table
      joined.origins = traced.origins
    }
    return SelectedFirms(joined: joined, table: cells, order: order, choice: choice)
  }

  /// The chosen firms with their kept columns, and the account of all.
  private func account<Choice>(
    of table: RecordTable, _ selection: ListSelection<Choice>, _ state: ListSelection<Choice>.State,
    _ repeated: RepeatedFirms?, _ rows: PartRows, _ cells: FirmTable
  ) -> JoinedFirms {
    var kept = KeptFirms(selection.kept, of: selection.fields)
    kept.append(
      selection.fields.kept(selection.kept, of: cells, rows),
      given: cells.given.filter { self.kept.given.contains($0.key) })
    var options = options
    options.tracing = .none
    var join = FirmJoin(
      plan, ruleSet, options, [ReadList(list, table)], population: rows.keys,
      [ListRows(firms: state.count, merged: repeated?.mergedCount ?? 0)])
    join.allFirms = AllFirms(
      count: state.count, breaches: state.breaches.account(keeping: options.keptConflicts),
      suspects: state.suspects)
    join.mergeDuplicates()
    if let repeated {
      join.merges = [repeated.merge.moved(firms: state.count, rows: state.count)]
      join.conflicts = repeated.conflicts
    }
    join.take(kept, state.counts, selection.fields, selection.kept)
    return join.finish { _ in [] }
  }

  /// The chosen firms joined from their rows alone, so that their cells can be traced.
  private func traced(
    _ chosen: PartRows, of table: RecordTable, _ repeated: RepeatedRows
  ) -> JoinedFirms {
    var rows = chosen
    if !repeated.isEmpty {
      // A merged row stands in no place of the list; the rows that it was made of do.
      let aside = repeated.rows(of: list.opened.input)
      let merged = Set(aside.keys)
      let wanted = Set(chosen.keys)
      rows = list.opened.input.withBytes { bytes in
        PartRows(
          joining: [
            chosen.picking(chosen.keys.indices.filter { !merged.contains(chosen.keys[$0]) }),
            aside.picking(aside.keys.indices.filter { wanted.contains(aside.keys[$0]) }),
          ], in: bytes)
      }
    }
    var join = FirmJoin(plan, ruleSet, options, [ReadList(list, table, rows: rows)])
    join.mergeDuplicates()
    join.joinNames()
    join.joinFields()
    return join.finish { _ in [] }
  }
}

extension RepeatedFirms {
  /// The firms of rows that were set aside; nil when there are none.
  fileprivate init?(_ rows: RepeatedRows, _ reading: StreamReading, _ table: RecordTable) {
    if rows.isEmpty { return nil }
    self.init(
      ReadList(reading.list, table, rows: rows.rows(of: reading.list.opened.input)), reading.ruleSet,
      reading.options)
  }
}
