import FirmTable
import RuleModel

/// One cell of a firm or row.
public enum Cell: Hashable, Sendable {
  /// Blank, not on the list, or in conflict.
  case unknown
  /// Known to be none.
  case none
  /// Given but unreadable: unknown, and neither presumed nor derived.
  case bad
  /// Known; the constant is never `Constant.none`.
  case known(Constant)

  /// The cell that holds a constant; unknown for nil.
  public init(_ constant: Constant?) {
    switch constant {
    case nil: self = .unknown
    case .some(.none): self = .none
    case .some(let value): self = .known(value)
    }
  }
}

/// All that the lists say about one firm, for the row evaluator.
///
/// Presumptions are filled in, derivations are not.
public struct FirmRecord: Hashable, Sendable {
  /// The firm's rows of a `many` source that was given.
  public struct Rows: Hashable, Sendable {
    /// Cells by `FieldIndex` of each row, in order of the file.
    public var rows: [[Cell]]
    /// Whether a firm without rows is known to have none.
    public var isComplete: Bool

    /// Creates rows.
    public init(rows: [[Cell]], isComplete: Bool) {
      self.rows = rows
      self.isComplete = isComplete
    }
  }

  /// Cells by `FieldIndex`.
  public var cells: [Cell]
  /// Whether the list gave the cell, for fields that some list carries.
  public var given: [FieldIndex: Bool]
  /// Rows by `SourceIndex`; nil for sources that were not given.
  public var rows: [Rows?]
  /// Figures of a finished score, raw, for policy conditions.
  public var scores: [ScoreVariable: Int64] = [:]

  /// Creates a record whose presumptions are already filled in.
  public init(cells: [Cell], given: [FieldIndex: Bool] = [:], rows: [Rows?]) {
    self.cells = cells
    self.given = given
    self.rows = rows
  }

  /// Creates a record from what is stated about a firm that was made up.
  ///
  /// A field that is not stated is presumed where its declaration says so, else unknown. `reported` is yes for a
  /// stated cell, no for one stated to be unknown, and unknown for a field that is not stated.
  public init(ruleSet: RuleSet, stated: [FieldIndex: Cell], rows: [SourceIndex: [[FieldIndex: Cell]]] = [:]) {
    cells = FirmRecord.cells(ruleSet, stated)
    given = stated.mapValues { $0 != .unknown }
    self.rows = ruleSet.sources.indices.map { source in
      rows[source].map { listed in
        Rows(
          rows: listed.map { FirmRecord.cells(ruleSet, $0) }, isComplete: ruleSet.sources[source].isComplete)
      }
    }
  }

  private static func cells(_ ruleSet: RuleSet, _ stated: [FieldIndex: Cell]) -> [Cell] {
    ruleSet.fields.indices.map { stated[$0] ?? Cell(ruleSet.fields[$0].presumed?.value) }
  }
}

extension FirmRecord {
  /// The record of a firm of a table.
  public static func from(_ table: FirmTable, firm: Int, ruleSet: RuleSet) -> FirmRecord {
    let rows = table.rows.indices.map { Self.rows(of: $0, in: table, firm: firm, ruleSet: ruleSet) }
    return FirmRecord(
      cells: cells(table.columns, firm, ruleSet, table.pool), given: table.given.mapValues { $0[firm] != 0 },
      rows: rows)
  }

  /// A firm's rows of a source; nil when it was not given.
  static func rows(of source: SourceIndex, in table: FirmTable, firm: Int, ruleSet: RuleSet) -> Rows? {
    guard table.rows.indices.contains(source), let source = table.rows[source] else { return nil }
    let range = Int(source.offsets[firm])..<Int(source.offsets[firm + 1])
    return Rows(
      rows: range.map { cells(source.columns, $0, ruleSet, table.pool) }, isComplete: source.isComplete)
  }

  private static func cells(
    _ columns: [StoredColumn?], _ row: Int, _ ruleSet: RuleSet, _ pool: TextPool
  ) -> [Cell] {
    ruleSet.fields.indices.map { index in
      let field = ruleSet.fields[index]
      guard columns.indices.contains(index), let column = columns[index] else {
        return Cell(field.presumed?.value)
      }
      return cell(column, row, field.type, pool)
    }
  }

  /// One stored cell.
  static func cell(_ column: StoredColumn, _ row: Int, _ type: ValueType, _ pool: TextPool) -> Cell {
    let raw = column.cell(row, isTruth: type == .truth)
    switch raw {
    case CellMark.unknown: return .unknown
    case CellMark.none: return .none
    case CellMark.bad: return .bad
    default: return .known(constant(raw, type, pool))
    }
  }

  private static func constant(_ raw: Int64, _ type: ValueType, _ pool: TextPool) -> Constant {
    switch type {
    case .number: return .number(raw)
    case .truth: return .truth(raw != 0)
    case .date: return .date(CivilDate(days: Int32(truncatingIfNeeded: raw)))
    case .text: return .text(pool.texts[Int(raw)])
    case .choice: return .member(Int(raw))
    }
  }
}
