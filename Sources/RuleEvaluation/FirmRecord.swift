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

  /// Creates a record; unknown cells of fields with a presumption get it.
  public init(ruleSet: RuleSet, cells: [Cell], given: [FieldIndex: Bool] = [:], rows: [Rows?]) {
    self.cells = FirmRecord.presuming(cells, ruleSet)
    self.given = given
    self.rows = rows.map { source in
      source.map { Rows(rows: $0.rows.map { FirmRecord.presuming($0, ruleSet) }, isComplete: $0.isComplete) }
    }
  }

  /// The record of a firm of a table.
  public static func from(_ table: FirmTable, firm: Int, ruleSet: RuleSet) -> FirmRecord {
    FirmRecord(ruleSet: ruleSet, cells: [], rows: [])
  }

  private static func presuming(_ cells: [Cell], _ ruleSet: RuleSet) -> [Cell] {
    zip(cells, ruleSet.fields).map { cell, field in
      if case .unknown = cell, let presumed = field.presumed { return Cell(presumed.value) }
      return cell
    }
  }
}
