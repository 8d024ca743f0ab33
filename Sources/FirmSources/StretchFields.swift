import FirmTable
import RecordFiles
import RuleModel

/// How the columns of one list become those of a firm table, stretch by stretch.
///
/// Every row is a firm of its own and every firm stands on the list, so that a cell is given, bad, presumed or unknown and
/// nothing else.
struct StretchFields: Sendable {
  /// A field with a column in the list.
  struct Entry: Sendable {
    /// Place among the columns of a part.
    var place: Int
    var join: FieldJoin
    /// Whether some expression reads a text, so that its code matters.
    var isRead: Bool
    /// What a blank cell is presumed to be.
    var presumed: Constant?
  }

  /// What a stretch gives.
  struct Stretch {
    var table: FirmTable
    /// In the order of the entries.
    var accounts: [FieldAccount] = []
    var summaries: [FieldSummary] = []
  }

  let entries: [Entry]
  /// The one cell of fields that have no column but are known of every firm.
  let constants: [FieldIndex: Int64]
  private let fieldCount: Int
  private let sourceCount: Int
  /// Texts that are presumed; the first of every pool whose codes stand in cells.
  let pool: TextPool

  /// - Parameters:
  ///   - list: the list that is read.
  ///   - table: its table without rows.
  init(_ list: SourceList, _ table: RecordTable, _ ruleSet: RuleSet, _ use: FieldUse) {
    var pool = TextPool()
    let present = table.columns.filter { $0.report.column != nil }.map(\.request.id)
    let source = list.list.source
    var entries: [Entry] = []
    var constants: [FieldIndex: Int64] = [:]
    for (field, declared) in ruleSet.fields.enumerated() where declared.role != .key {
      if let listed = declared.listedIn {
        if listed == source { constants[field] = Int64(TruthCode.yes) }
        continue
      }
      if ruleSet.isRowField(field) { continue }
      var join = FieldJoin(field: field, type: declared.type, count: 0)
      join.presumed = declared.presumed.map { Self.raw($0.value, &pool) }
      join.keepsGiven = use.reported.contains(field)
      if let place = present.firstIndex(of: field) {
        entries.append(
          Entry(
            place: place, join: join, isRead: use.read.contains(field), presumed: declared.presumed?.value))
      } else if let presumed = join.presumed {
        constants[field] = join.constantCode(presumed)
      } else if declared.absent != nil, declared.sources.contains(source), list.isComplete {
        constants[field] = declared.type == .truth ? Int64(TruthCode.unknown) : CellMark.unknown
      }
    }
    self.entries = entries
    self.constants = constants
    self.pool = pool
    fieldCount = ruleSet.fields.count
    sourceCount = ruleSet.sources.count
  }

  /// A constant as it stands in a cell.
  static func raw(_ constant: Constant, _ pool: inout TextPool) -> Int64 {
    switch constant {
    case .number(let value): return value
    case .truth(let value): return value ? 1 : 0
    case .date(let date): return Int64(date.days)
    case .none: return CellMark.none
    case .text(let text): return Int64(pool.code(of: text))
    case .member(let member): return Int64(member)
    }
  }

  /// A table without firms, with the columns of every stretch.
  var emptyTable: FirmTable {
    var table = FirmTable(
      keys: FirmKeys(packed: []), columns: columns(count: 0), pool: pool,
      rows: [FirmRows?](repeating: nil, count: sourceCount))
    for entry in entries {
      table.columns[entry.join.field] = .narrow([])
      if entry.join.keepsGiven { table.given[entry.join.field] = [] }
    }
    return table
  }

  private func columns(count: Int) -> [StoredColumn?] {
    (0..<fieldCount).map { field in constants[field].map { .constant($0, count: count) } }
  }

  /// The firms of a part.
  ///
  /// - Parameter pool: has the texts of `emptyTable` and those of stretches before; new ones are added.
  func stretch(_ rows: PartRows, _ pool: inout TextPool) -> Stretch {
    let count = rows.keys.count
    var columns = columns(count: count)
    var given: [FieldIndex: [UInt8]] = [:]
    var accounts: [FieldAccount] = []
    var summaries: [FieldSummary] = []
    for entry in entries {
      var join = entry.join
      join.count = count
      let cells = Self.cells(rows.columns[entry.place].values, isRead: entry.isRead, &pool)
      join.candidates = [FieldJoin.Candidate(list: 0, cells: cells, rowOfFirm: nil)]
      guard let outcome = join.run() else { continue }
      columns[join.field] = outcome.column
      given[join.field] = outcome.given
      accounts += outcome.accounts
      summaries.append(outcome.summary)
    }
    let table = FirmTable(
      keys: FirmKeys(packed: rows.keys), columns: columns, given: given, pool: pool,
      rows: [FirmRows?](repeating: nil, count: sourceCount))
    return Stretch(table: table, accounts: accounts, summaries: summaries)
  }

  private static func cells(
    _ values: RecordColumn.Values, isRead: Bool, _ pool: inout TextPool
  ) -> NumberCells.Storage {
    switch values {
    case .missing, .key: return .narrow([])
    case .numbers(let cells): return cells.storage
    case .texts(let codes, let texts):
      if !isRead { return .narrow(codes.map { $0 >= 0 ? 0 : mark($0) }) }
      let shared = texts.codes(in: &pool)
      return .narrow(codes.map { $0 >= 0 ? shared[Int($0)] : mark($0) })
    }
  }

  /// The mark of a cell without a text, while lists are joined.
  private static func mark(_ code: Int32) -> Int32 {
    switch code {
    case TextCode.blank: return NumberCells.narrowed(JoinMark.blank)
    case TextCode.none: return NumberCells.narrowed(CellMark.none)
    case TextCode.bad: return NumberCells.narrowed(JoinMark.bad)
    default: return NumberCells.narrowed(JoinMark.conflict)
    }
  }
}

extension TextDictionary {
  /// The codes that all texts have in a pool, to which new ones are added.
  func codes(in pool: inout TextPool) -> [Int32] {
    let packed = packed
    return packed.bytes.withUnsafeBufferPointer { bytes in
      var start = 0
      return packed.ends.map { end in
        defer { start = end }
        return pool.code(of: UnsafeBufferPointer(rebasing: bytes[start..<end]))
      }
    }
  }
}
