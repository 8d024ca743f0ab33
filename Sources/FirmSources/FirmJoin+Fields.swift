import FirmTable
import RecordFiles
import RuleModel

/// What one field needs to be joined, and the origins of its cells.
extension FirmJoin {
  /// Takes the cells of a field out of the lists.
  mutating func fieldJoin(_ field: FieldIndex) -> FieldJoin {
    let declared = ruleSet.fields[field]
    let isRow = isRowField(field)
    let sources = declared.sources.filter { ruleSet.sources[$0].hasManyRows == isRow }
    let fieldLists = sources.compactMap { listOfSource[$0] }
    let count = isRow ? fieldLists.first.map { rows[$0].joinedRows.count } ?? 0 : firmCount
    var join = FieldJoin(field: field, type: declared.type, count: count)
    // A column of rows without its list has no cells, not even presumed ones.
    if isRow, fieldLists.isEmpty { return join }
    let isOnly = fieldLists.count { lists[$0].places[field] != nil } == 1
    for list in fieldLists { addCandidate(list, &join, isRow, isOnly: isOnly) }
    join.presumed = declared.presumed.map { StretchFields.raw($0.value, &pool) }
    join.keepsGiven = use.reported.contains(field) && !join.candidates.isEmpty
    join.keepsOrigins = tracesOrigins
    join.keptDisagreements = options.keptConflicts
    if !isRow, let absent = declared.absent {
      join.absent = StretchFields.raw(absent, &pool)
      join.defaultLists = fieldLists.filter { lists[$0].isComplete }.map {
        FieldJoin.DefaultList(list: $0, rows: rows[$0], suspects: suspects[$0])
      }
    }
    origins.candidates[field] = join.candidates.map(\.list)
    origins.defaultLists[field] = join.defaultLists.map(\.list)
    return join
  }

  private mutating func addCandidate(_ list: Int, _ join: inout FieldJoin, _ isRow: Bool, isOnly: Bool) {
    guard let values = lists[list].takeCells(of: join.field) else { return }
    let cells: NumberCells.Storage
    switch values {
    case .missing, .key: return
    case .numbers(let numbers): cells = numbers.storage
    case .texts(let codes, let texts): cells = pooled(codes, texts, lists[list].input, isOnly: isOnly)
    }
    join.candidates.append(
      FieldJoin.Candidate(
        list: list, cells: cells, rowOfFirm: isRow ? rows[list].joinedRows : rows[list].rowOfFirm,
        missing: isRow ? 0 : firmCount - rows[list].firmCount))
  }

  /// Text codes of a list as codes of the table's pool.
  ///
  /// - Parameter isOnly: whether no other list has the field, so that nobody compares its codes.
  private mutating func pooled(
    _ codes: [Int32], _ texts: TextDictionary, _ input: InputBytes, isOnly: Bool
  ) -> NumberCells.Storage {
    let packed = input.withBytes { texts.packed(in: $0) }
    if texts.keepsEveryText, isOnly {
      let first = pool.append(unasked: packed.bytes, ends: packed.ends)
      return .narrow(Self.cells(codes) { first &+ $0 })
    }
    var shared: [Int32] = []
    packed.bytes.withUnsafeBufferPointer { bytes in
      var start = 0
      for end in packed.ends {
        shared.append(pool.code(of: UnsafeBufferPointer(rebasing: bytes[start..<end])))
        start = end
      }
    }
    return .narrow(Self.cells(codes) { shared[Int($0)] })
  }

  @inline(__always) private static func cells(_ codes: [Int32], _ pooled: (Int32) -> Int32) -> [Int32] {
    codes.map { code in
      if code >= 0 { return pooled(code) }
      switch code {
      case TextCode.blank: return NumberCells.narrowed(JoinMark.blank)
      case TextCode.none: return NumberCells.narrowed(CellMark.none)
      case TextCode.bad: return NumberCells.narrowed(JoinMark.bad)
      default: return NumberCells.narrowed(JoinMark.conflict)
      }
    }
  }

  mutating func prepareOrigins() {
    let empty = [[Int]](repeating: [], count: ruleSet.fields.count)
    origins.candidates = empty
    origins.defaultLists = empty
    guard tracesOrigins else { return }
    origins.codes = [[UInt8]](repeating: [], count: ruleSet.fields.count)
    origins.fields = ruleSet.fields
    origins.firmCount = firmCount
    origins.rowFields = Set(ruleSet.fields.indices.filter { isRowField($0) })
    origins.locators = locators
    origins.rows = rows
    origins.merged = [[CellOrigins.MergedCell: Int]](repeating: [:], count: lists.count)
    origins.rolledUp = [Set<CellOrigins.MergedCell>](repeating: [], count: lists.count)
    guard case .keys(let keys) = options.tracing else { return }
    origins.firms = population.indices.filter { keys.contains(FirmKey.code(population[$0])) }
  }

  /// Keeps the origins of the traced firms.
  mutating func keep(_ codes: [UInt8], of field: FieldIndex) {
    guard tracesOrigins else { return }
    if let firms = origins.firms, !isRowField(field) {
      origins.codes[field] = firms.map { codes[$0] }
    } else {
      origins.codes[field] = codes
    }
  }
}
