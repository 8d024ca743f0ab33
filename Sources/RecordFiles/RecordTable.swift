import Diagnostics

/// What happened to one wanted column of a file.
public struct ColumnReport: Hashable, Sendable {
  /// The caller's number of the column.
  public var request: Int
  /// Its name in rules.
  public var machineName: String
  /// Title in the file; empty when the file has no such column.
  public var header: String
  /// Place in the file, from 1; nil when the file has no such column.
  public var column: Int?
  /// How its cells are written, decided once for the column.
  public var format = ""
  /// What every number was multiplied with because of a unit such as `triệu đồng`.
  public var unitMultiplier: Int64 = 1
  /// Cells with a value.
  public var given = 0
  /// Blank cells.
  public var blank = 0
  /// Cells that say there is none.
  public var none = 0
  /// Cells that cannot be read, those written in another way than the column included.
  public var bad = 0
  /// Bad cells that would be readable if they were written as the rest of the column.
  public var disagreeing = 0
  /// Whether nothing but marks such as `x` and blanks was seen: a blank may mean no, but counts as unknown.
  public var hasOnlyMarks = false

  /// Adds the counts of other cells of the column.
  mutating func add(_ other: ColumnReport) {
    given += other.given
    blank += other.blank
    none += other.none
    bad += other.bad
    disagreeing += other.disagreeing
  }
}

/// A wanted column with one value a row.
public struct RecordColumn: Sendable {
  /// The values, by kind of column.
  public enum Values: Sendable {
    /// The file has no such column.
    case missing
    /// Numbers, days, truth (0 and 1) and choices (place of the member); `CellValue` holds the other marks.
    case numbers(NumberCells)
    /// Codes of texts; `TextCode` holds the other marks.
    case texts([Int32], TextDictionary)
    /// The column is the key, which stands in `RecordTable.keys`.
    case key
  }

  /// What was asked for.
  public var request: ColumnRequest
  /// One value a row of the table.
  public var values: Values
  /// Counts and format.
  public var report: ColumnReport
}

/// The rows of one file, by column.
public struct RecordTable: Sendable {
  /// Path of the file.
  public var file: String
  /// Bytes of the file.
  public var byteCount: Int
  /// What was assumed about the file.
  public var layout: RecordFileLayout
  /// Which column gave which field.
  public var mapping: HeaderMapping
  /// Tax codes of the rows as `TaxCode.pack` writes them; empty when the key is no tax code.
  public var packedKeys: [UInt64]
  /// Other keys of the rows, as texts; empty when the key is a tax code.
  var textKeys: [String]
  /// Physical line of each row, from 1.
  public var lines: [UInt32]
  /// Offset of the first byte of each row in the file.
  public var offsets: [UInt64]
  /// The wanted columns, in the order of the requests.
  public var columns: [RecordColumn]
  /// Where every physical record went.
  public var account: FileAccount
  /// Rows and cells that could not be read.
  public var rejects: RejectList
  /// What a person should know about the file as a whole.
  public var findings: [Diagnostic]
  /// Rows that got their key by their name, since a person linked it.
  public var namedKeys = 0

  /// The keys of the rows; empty when no key was asked for.
  public var keys: [String] { packedKeys.isEmpty ? textKeys : packedKeys.map { TaxCode.text(of: $0) } }

  /// Gives up the keys.
  public mutating func forgetKeys() {
    packedKeys = []
    textKeys = []
  }

  /// Number of data rows.
  public var rowCount: Int { lines.count }
}
