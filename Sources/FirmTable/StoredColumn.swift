import RuleModel

/// Special values that a stored cell can have beside its own values.
///
/// Field ranges keep ordinary values away from them, so a column needs no second array.
public enum CellMark {
  /// The cell is unknown: blank, or the firm is not on the list.
  public static let unknown = Int64.min
  /// The cell is known to be none.
  public static let none = Int64.min + 1
  /// The cell was given but cannot be used; unknown to rules, and neither presumed nor derived.
  ///
  /// It could not be read, or rows of one list contradict each other.
  public static let bad = Int64.min + 2
  /// `unknown` in a narrow column.
  public static let unknownNarrow = Int32.min
  /// `none` in a narrow column.
  public static let noneNarrow = Int32.min + 1
  /// `bad` in a narrow column.
  public static let badNarrow = Int32.min + 2
}

/// Kleene truth coded so that AND is min, OR is max and NOT is 2 − x.
public enum TruthCode {
  /// No.
  public static let no: UInt8 = 0
  /// Unknown.
  public static let unknown: UInt8 = 1
  /// Yes.
  public static let yes: UInt8 = 2
  /// Given but unreadable; only in stored columns, read as unknown.
  public static let bad: UInt8 = 3
}

/// One column of a firm table in the narrowest form that holds its type.
public enum StoredColumn: Sendable {
  /// Truth codes, one byte a firm.
  case truth([UInt8])
  /// Numbers, dates (days since 1970), choice members or text codes that fit 32 bits.
  case narrow([Int32])
  /// Numbers that need 64 bits.
  case wide([Int64])
  /// The same value for every firm: a raw number, day, member, text code, truth code or `CellMark`.
  case constant(Int64, count: Int)

  /// Number of cells.
  public var count: Int {
    switch self {
    case .truth(let cells): return cells.count
    case .narrow(let cells): return cells.count
    case .wide(let cells): return cells.count
    case .constant(_, let count): return count
    }
  }

  /// One cell as a wide raw value or `CellMark`; truths become 0 for no and 1 for yes.
  public func cell(_ row: Int, isTruth: Bool) -> Int64 {
    switch self {
    case .truth(let cells):
      switch cells[row] {
      case TruthCode.no: return 0
      case TruthCode.yes: return 1
      case TruthCode.bad: return CellMark.bad
      default: return CellMark.unknown
      }
    case .narrow(let cells):
      let value = cells[row]
      if value > CellMark.badNarrow { return Int64(value) }
      return CellMark.unknown + Int64(value - CellMark.unknownNarrow)
    case .wide(let cells): return cells[row]
    case .constant(let value, _):
      guard isTruth else { return value }
      switch value {
      case Int64(TruthCode.no): return 0
      case Int64(TruthCode.yes): return 1
      default: return CellMark.unknown
      }
    }
  }
}
