import Diagnostics
import RecordFiles
import RuleModel

/// What one list gave for one field, counted over the firms it has (over rows where a firm may have many).
public struct FieldAccount: Hashable, Sendable {
  /// The field.
  public var field: FieldIndex
  /// Readable values, known to be none included.
  public var given = 0
  /// Blank cells.
  public var blank = 0
  /// Cells that cannot be read.
  public var bad = 0
  /// Firms whose rows contradict each other.
  public var conflicts = 0
  /// Values that differ from those of a list with precedence, and are not used.
  public var overruled = 0

  /// Creates an empty account.
  public init(field: FieldIndex) { self.field = field }
}

/// How the values of one field came about, counted over all firms (over rows for a field of a `many` source).
public struct FieldSummary: Hashable, Sendable {
  /// The field.
  public var field: FieldIndex
  /// From a cell.
  public var given = 0
  /// Unknown because the cell cannot be read.
  public var bad = 0
  /// Unknown because rows of one list contradict each other.
  public var conflicts = 0
  /// Presumed.
  public var presumed = 0
  /// The default of firms that are not on a complete list.
  public var absent = 0
  /// Unknown instead of the default, because the firm may stand in a rejected row.
  public var withheld = 0
  /// Unknown (or derived later) because no list gives it.
  public var unknown = 0
  /// Values of lists without precedence that differ from the one used; such firms count under `given`.
  public var disagreements = 0

  /// Creates an empty summary.
  public init(field: FieldIndex) { self.field = field }

  /// Firms or rows counted.
  public var count: Int { given + bad + conflicts + presumed + absent + withheld + unknown }
}

/// A row whose firm is not in the population.
public struct UnmatchedRow: Hashable, Sendable {
  /// Tax code, or the code or name by which the list names the row.
  public var key: String
  /// Physical line, from 1.
  public var line: Int

  /// Creates a row.
  public init(key: String, line: Int) {
    self.key = key
    self.line = line
  }
}

/// Where every row of one list went.
public struct SourceAccount: Sendable {
  /// The source.
  public var source: SourceIndex
  /// Path of the list; nil when it was not given.
  public var file: String?
  /// Bytes of the file.
  public var byteCount = 0
  /// Date of the list, when it is stated.
  public var date: CivilDate?
  /// Whether the list is much older than the as-of date.
  public var isStale = false
  /// Whether the list is complete in this run.
  public var isComplete = false

  /// Records of the file under and above the header, without the header itself.
  public var rowsRead = 0
  /// Rows that reached the table.
  public var joined = 0
  /// Rows merged into an earlier row of their firm.
  public var mergedDuplicates = 0
  /// Titles, units, totals, blanks and repeated headers, by kind.
  public var setAside: [FileAccount.SetAside: Int] = [:]
  /// Rows of firms that are not in the population.
  public var unmatched = 0
  /// Rows that could not be read, and rows beyond the most a firm may have.
  public var rejected = 0

  /// Whether the list names its rows by tax codes.
  public var hasTaxCodes = true
  /// Rows whose firm a crosswalk told; they count among the others as well.
  public var crosswalked = 0
  /// Rows whose firm a person named; they count among the others as well.
  public var linked = 0
  /// Breaches of consistency checks to which the list gave a figure.
  public var inconsistent = 0
  /// Name of the sheet that was read, for a list of a workbook.
  public var sheet: String?

  /// Firms of the population that the list has.
  public var firms = 0
  /// Of these, firms that are not on the base list; 0 without a base list.
  public var notOnBase = 0
  /// Counts for each field of the source that the list has.
  public var fields: [FieldAccount] = []
  /// What happened to each wanted column.
  public var columns: [ColumnReport] = []
  /// What was assumed about the file.
  public var layout: RecordFileLayout?
  /// Titles of columns that give nothing.
  public var unusedHeaders: [String] = []
  /// Rejected rows and cells, as many as are kept.
  public var rejects: RejectList?
  /// The first unmatched rows, in order of keys.
  public var unmatchedRows: [UnmatchedRow] = []

  /// Creates the account of a list that was not given.
  public init(source: SourceIndex) { self.source = source }

  /// Whether the list was given.
  public var isGiven: Bool { file != nil }
  /// All rows set aside.
  public var setAsideCount: Int { setAside.values.reduce(0, +) }
  /// Whether rows read are rows joined, merged, set aside, unmatched and rejected.
  public var isBalanced: Bool {
    rowsRead == joined + mergedDuplicates + setAsideCount + unmatched + rejected
  }
}

/// Two cells that say different things about one field of a firm.
public struct ValueConflict: Hashable, Sendable {
  /// Who contradicts whom.
  public enum Kind: String, Hashable, Sendable {
    /// Rows of one list; the field is unknown.
    case withinList
    /// Two lists; the first cell is used.
    case betweenLists
  }

  /// Tax code.
  public var key: String
  /// The field.
  public var field: FieldIndex
  /// Who contradicts whom.
  public var kind: Kind
  /// One cell.
  public var first: CellOrigin
  /// The other cell.
  public var second: CellOrigin
}

/// Where every row of every list went, and how every field came about.
public struct JoinAccount: Sendable {
  /// One account for each source of the rule set, given or not.
  public var sources: [SourceAccount] = []
  /// One summary for each field with a column, in order of fields.
  public var fields: [FieldSummary] = []
  /// Firms in the table.
  public var firms = 0
  /// Firms that are not on the base list; nil without a base list.
  public var notOnBase: Int?
  /// The first conflicts, within lists before between lists.
  public var conflicts: [ValueConflict] = []
  /// All conflicts within lists.
  public var conflictsWithinLists = 0
  /// All disagreements between lists.
  public var conflictsBetweenLists = 0
  /// The first firms whose figures contradict each other, in order of checks and tax codes.
  public var inconsistencies: [InconsistentFigures] = []
  /// Firms that break each check of the rule set.
  public var breachesOfChecks: [Int] = []
  /// What people should know, list by list; what `InputPlan.findings` says is not said again.
  public var findings: [Diagnostic] = []

  /// Creates an empty account.
  public init() {}

  /// Whether the rows of every list and the cells of every firm field add up.
  public var isBalanced: Bool { sources.allSatisfy(\.isBalanced) && unbalancedFields.isEmpty }

  /// Firm fields whose counts do not add up to the firms; filled by the join.
  public internal(set) var unbalancedFields: [FieldIndex] = []
}
