/// What was found out about a file before its rows are read, with the evidence.
public struct RecordFileLayout: Hashable, Sendable {
  /// How records and cells are set apart.
  public var dialect: Dialect
  /// Place of the first row of the header among the physical records, from 0.
  public var headerRecord: Int
  /// Rows of the header: 0 where the file has none, several where its titles stand one above the other.
  public var headerRows = 1
  /// Physical line of the header, from 1.
  public var headerLine: Int
  /// Titles of the columns in normal form; numbered names where the file has no header.
  public var headers: [String]
  /// For each column, other ways to put the rows of a header of several rows together.
  public var otherHeaders: [[String]] = []
  /// The rows of the header, folded.
  var foldedHeaderRows: [[String]] = []
  /// The rows of units and column numbers under the header, folded.
  var foldedUnitRows: [[String]] = []
  /// Columns in which the sample has nothing but numbers and dates; filled when nothing was asked for by name.
  var numericColumns: [Int] = []
  /// Number of records directly under the header that hold units or column numbers.
  public var unitRecords: Int
  /// For each column, the zeros that a unit in the header or in a line of units adds; nil where no unit is stated.
  public var unitExponents: [Int?]
  /// Zeros that a line above the header, such as `Đơn vị tính: triệu đồng`, adds to money without a unit of its own.
  public var titleExponent: Int?
  /// Whether the writer of the file leaves out blank cells at the end of rows.
  public var dropsTrailingBlanks: Bool
  /// Whether the writer of the file ends rows with more blank cells than the header has.
  public var addsTrailingBlanks: Bool
  /// What the reader assumed and why, one sentence each.
  public var evidence: [String]

  /// Place of the first record that may be data.
  var firstDataRecord: Int { max(headerRecord, 0) + headerRows + unitRecords }

  /// Whether a row with this number of cells can be data.
  func mayBeData(cells: Int) -> Bool {
    cells == headers.count || dropsTrailingBlanks && cells > 0 && cells < headers.count
      || addsTrailingBlanks && cells > headers.count
  }
}
