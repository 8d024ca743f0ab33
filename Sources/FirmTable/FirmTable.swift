import RuleModel

/// The firms of a run in columns, one row a firm, in byte order of tax codes; in the order of their list where it was scored
/// while it was read.
public struct FirmTable: Sendable {
  /// Tax codes, unique, ASCII.
  public var keys: FirmKeys
  /// Stored column of each field of the rule set by `FieldIndex`; nil when no list of this run carries it.
  ///
  /// Presumptions, values of firms absent from complete lists and presence fields are already filled in;
  /// derivations are not: engines compute them where the cell is `CellMark.unknown` (not `bad`).
  public var columns: [StoredColumn?]
  /// For each field that some rule asks `reported` about and some list carries: 1 where the cell was not blank.
  public var given: [FieldIndex: [UInt8]]
  /// Texts that text columns (also those of `many` rows) refer to.
  public var pool: TextPool
  /// Rows of each `many` source by `SourceIndex`; nil for other sources and lists that were not given.
  public var rows: [FirmRows?]
  /// Fields that the run had a column of, which was given up when the firms were scored; `columns` has none for them.
  public var released: Set<FieldIndex> = []

  /// Creates a table.
  public init(
    keys: FirmKeys, columns: [StoredColumn?], given: [FieldIndex: [UInt8]] = [:], pool: TextPool = TextPool(),
    rows: [FirmRows?]
  ) {
    self.keys = keys
    self.columns = columns
    self.given = given
    self.pool = pool
    self.rows = rows
  }

  /// Number of firms.
  public var count: Int { keys.count }

  /// Whether the run had a column of a field.
  public func carries(_ field: FieldIndex) -> Bool { columns[field] != nil || released.contains(field) }
}

/// The rows of a `many` source, grouped by firm in the order of the firm table, within a firm in order of the file.
public struct FirmRows: Sendable {
  /// Rows of firm `f` are `offsets[f]..<offsets[f + 1]`; one more entry than firms.
  public var offsets: [UInt32]
  /// Stored columns by `FieldIndex`; nil for fields of other sources and columns the list lacks.
  public var columns: [StoredColumn?]
  /// Whether the list is complete in this run, so that a firm without rows is known to have none.
  public var isComplete: Bool

  /// Creates rows.
  public init(offsets: [UInt32], columns: [StoredColumn?], isComplete: Bool) {
    self.offsets = offsets
    self.columns = columns
    self.isComplete = isComplete
  }

  /// Number of rows.
  public var count: Int { Int(offsets.last ?? 0) }
}
