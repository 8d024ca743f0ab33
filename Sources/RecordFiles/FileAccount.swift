/// Where the physical records of a file went: nothing is lost.
public struct FileAccount: Hashable, Sendable {
  /// Kinds of records that are no data and no fault.
  public enum SetAside: Int, CaseIterable, Hashable, Sendable {
    /// A line above the header.
    case title
    /// Units or column numbers under the header.
    case unit
    /// A sum, such as `Tổng cộng`.
    case total
    /// No cell holds anything.
    case blank
    /// The header once more.
    case repeatedHeader
    /// A line of signatures or remarks under the table.
    case footer

    /// The kind in words, for several records.
    public var title: String {
      switch self {
      case .title: return "titles"
      case .unit: return "units"
      case .total: return "totals"
      case .blank: return "blank"
      case .repeatedHeader: return "repeated headers"
      case .footer: return "footers"
      }
    }
  }

  /// Records that the scanner found.
  public var physicalRecords = 0
  /// Header rows: one.
  public var headerRecords = 0
  /// Records read as data.
  public var dataRows = 0
  /// Records refused as a whole.
  public var rejectedRows = 0
  private var setAsideCounts = [Int](repeating: 0, count: SetAside.allCases.count)

  /// Adds the records of another part of the file.
  mutating func add(_ other: FileAccount) {
    physicalRecords += other.physicalRecords
    headerRecords += other.headerRecords
    dataRows += other.dataRows
    rejectedRows += other.rejectedRows
    for kind in setAsideCounts.indices { setAsideCounts[kind] += other.setAsideCounts[kind] }
  }

  /// Creates an empty account.
  public init() {}

  /// Records set aside, by kind.
  public subscript(kind: SetAside) -> Int {
    get { setAsideCounts[kind.rawValue] }
    set { setAsideCounts[kind.rawValue] = newValue }
  }

  /// All records set aside.
  public var setAside: Int { setAsideCounts.reduce(0, +) }
  /// Rows that should carry a firm: data and rejected.
  public var rowsRead: Int { dataRows + rejectedRows }
  /// Whether every physical record is accounted for.
  public var balances: Bool { physicalRecords == headerRecords + setAside + dataRows + rejectedRows }
}
