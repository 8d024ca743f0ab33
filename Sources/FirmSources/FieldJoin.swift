import FirmTable
import RecordFiles
import RuleModel

/// Marks of cells while lists are joined; those of `CellMark` and one more.
enum JoinMark {
  static let blank = CellMark.unknown
  static let bad = CellMark.bad
  /// Rows of one list contradict each other.
  static let conflict = Int64.min + 3
}

/// One field of all firms (or of all rows of a `many` source), brought together from lists.
struct FieldJoin: Sendable {
  /// A list that has the column.
  struct Candidate: Sendable {
    /// Place among the lists of the run.
    var list: Int
    /// One cell a row of the list.
    var cells: NumberCells.Storage
    /// Row of each firm, -1 for none; nil when row `i` is firm `i`.
    var rowOfFirm: [Int32]?
    /// Firms without a row.
    var missing = 0
  }

  /// A complete list of the field, from which absence is known.
  struct DefaultList: Sendable {
    var list: Int
    var rows: ListRows
    /// 1 for firms that may stand in a rejected row; nil when there are none.
    var suspects: [UInt8]?
  }

  /// A firm for which two lists disagree.
  struct Disagreement: Sendable {
    var firm: Int
    /// Place among the candidates of the list that decides.
    var decisive: Int
    /// Place among the candidates of the other list.
    var other: Int
  }

  let field: FieldIndex
  let type: ValueType
  var count: Int
  var candidates: [Candidate] = []
  var defaultLists: [DefaultList] = []
  var presumed: Int64?
  var absent: Int64?
  var keepsGiven = false
  var keepsOrigins = false
  var keptDisagreements = 0

  /// What came out.
  struct Outcome: Sendable {
    var column: StoredColumn
    var given: [UInt8]?
    var origins: [UInt8] = []
    /// One for each candidate.
    var accounts: [FieldAccount]
    var summary: FieldSummary
    var disagreements: [Disagreement] = []
  }

  /// The column; nil when no list of this run carries the field.
  func run() -> Outcome? {
    let hasDefault = absent != nil && !defaultLists.isEmpty
    if candidates.isEmpty, !hasDefault {
      guard let presumed else { return nil }
      var summary = FieldSummary(field: field)
      summary.presumed = count
      let origins = [UInt8](repeating: OriginCode.presumed, count: keepsOrigins ? count : 0)
      return Outcome(
        column: .constant(constantCode(presumed), count: count), origins: origins, accounts: [],
        summary: summary)
    }
    if let outcome = runOnlyList() { return outcome }
    var work = Work(self)
    for place in candidates.indices { work.take(place) }
    work.fill()
    return work.outcome()
  }

  /// What complete lists say of a firm without a cell.
  enum Absence { case onAll, absent, suspect }

  func absence(_ firm: Int) -> Absence {
    var isOff = false
    for list in defaultLists where !list.rows.contains(firm) {
      if let suspects = list.suspects, suspects[firm] == 1 { return .suspect }
      isOff = true
    }
    return isOff ? .absent : .onAll
  }

  /// Truths stand in constant columns as truth codes.
  func constantCode(_ value: Int64) -> Int64 {
    guard type == .truth else { return value }
    return Int64(value == 1 ? TruthCode.yes : TruthCode.no)
  }

  /// Whether every value fits 32 bits beside the marks.
  var isNarrow: Bool {
    switch type {
    case .truth, .date, .text, .choice: return true
    case .number(let number):
      let constants = [presumed, absent].compactMap { $0 }
      let lowest = min(number.lowest, constants.min() ?? number.lowest)
      let highest = max(number.highest, constants.max() ?? number.highest)
      return lowest > Int64(CellMark.badNarrow) && highest <= Int64(Int32.max)
    }
  }

  /// The state of one join.
  private struct Work {
    let join: FieldJoin
    /// Wide cells of each candidate.
    let sources: [[Int64]]
    var cells: [Int64]
    var origins: [UInt8]
    var given: [UInt8]?
    var accounts: [FieldAccount] = []
    var summary: FieldSummary
    var disagreements: [Disagreement] = []

    init(_ join: FieldJoin) {
      self.join = join
      sources = join.candidates.map { NumberCells($0.cells).wide }
      cells = [Int64](repeating: JoinMark.blank, count: join.count)
      origins = [UInt8](repeating: OriginCode.unknown, count: join.keepsOrigins ? join.count : 0)
      summary = FieldSummary(field: join.field)
    }

    /// Takes the cells of one list where no list before it has one.
    mutating func take(_ place: Int) {
      let candidate = join.candidates[place]
      var account = FieldAccount(field: join.field)
      if let rows = candidate.rowOfFirm {
        for firm in cells.indices {
          let row = rows[firm]
          if row >= 0 { take(sources[place][Int(row)], firm, place, &account) }
        }
      } else {
        for firm in cells.indices { take(sources[place][firm], firm, place, &account) }
      }
      accounts.append(account)
    }

    @inline(__always)
    private mutating func take(_ cell: Int64, _ firm: Int, _ place: Int, _ account: inout FieldAccount) {
      switch cell {
      case JoinMark.blank:
        account.blank += 1
        return
      case JoinMark.bad: account.bad += 1
      case JoinMark.conflict: account.conflicts += 1
      default: account.given += 1
      }
      if cells[firm] == JoinMark.blank {
        cells[firm] = cell
        if !origins.isEmpty { origins[firm] = OriginCode.code(candidate: place, cell: cell) }
      } else if cells[firm] != cell {
        disagree(cell, firm, place, &account)
      }
    }

    private mutating func disagree(_ cell: Int64, _ firm: Int, _ place: Int, _ account: inout FieldAccount) {
      let isReadable = { (value: Int64) in value != JoinMark.bad && value != JoinMark.conflict }
      guard isReadable(cell), isReadable(cells[firm]) else { return }
      account.overruled += 1
      summary.disagreements += 1
      guard disagreements.count < join.keptDisagreements else { return }
      disagreements.append(Disagreement(firm: firm, decisive: decisive(firm, before: place), other: place))
    }

    private func decisive(_ firm: Int, before place: Int) -> Int {
      (0..<place).first { earlier in
        let row = join.candidates[earlier].rowOfFirm.map { Int($0[firm]) } ?? firm
        return row >= 0 && sources[earlier][row] != JoinMark.blank
      } ?? 0
    }

    /// Gives cells that no list has given their default or presumption.
    mutating func fill() {
      if join.keepsGiven { given = cells.map { $0 == JoinMark.blank ? 0 : 1 } }
      for firm in cells.indices {
        switch cells[firm] {
        case JoinMark.blank: fillBlank(firm)
        case JoinMark.bad: summary.bad += 1
        case JoinMark.conflict: summary.conflicts += 1
        default: summary.given += 1
        }
      }
    }

    @inline(__always)
    private mutating func fillBlank(_ firm: Int) {
      if let absent = join.absent {
        switch join.absence(firm) {
        case .onAll: break
        case .absent:
          summary.absent += 1
          set(firm, absent, OriginCode.absent)
          return
        case .suspect:
          summary.withheld += 1
          set(firm, JoinMark.blank, OriginCode.withheld)
          return
        }
      }
      if let presumed = join.presumed {
        summary.presumed += 1
        set(firm, presumed, OriginCode.presumed)
      } else {
        summary.unknown += 1
      }
    }

    private mutating func set(_ firm: Int, _ value: Int64, _ origin: UInt8) {
      cells[firm] = value
      if !origins.isEmpty { origins[firm] = origin }
    }

    consuming func outcome() -> Outcome {
      Outcome(
        column: stored(), given: given, origins: origins, accounts: accounts, summary: summary,
        disagreements: disagreements)
    }

    private func stored() -> StoredColumn {
      if join.type == .truth { return .truth(cells.map(Self.truth)) }
      if join.isNarrow { return .narrow(cells.map(Self.narrow)) }
      return .wide(cells.map { $0 == JoinMark.conflict ? JoinMark.bad : $0 })
    }

    private static func truth(_ cell: Int64) -> UInt8 {
      switch cell {
      case 0: return TruthCode.no
      case 1: return TruthCode.yes
      case JoinMark.blank: return TruthCode.unknown
      default: return TruthCode.bad
      }
    }

    private static func narrow(_ cell: Int64) -> Int32 {
      switch cell {
      case CellMark.unknown: return CellMark.unknownNarrow
      case CellMark.none: return CellMark.noneNarrow
      case JoinMark.bad, JoinMark.conflict: return CellMark.badNarrow
      default: return Int32(truncatingIfNeeded: cell)
      }
    }
  }
}
