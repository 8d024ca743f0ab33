import RuleModel

/// Where the rows of one source went.
public struct SourceBalance: Hashable, Sendable {
  /// Name of the source.
  public var source: String
  /// Files of the source, by paths relative to the input.
  public var files: [String]
  /// Date of the list, when it states one.
  public var listDate: CivilDate?
  /// Name of the sheet that was read, for a list of a workbook.
  public var sheet: String?
  /// Rows whose firm a crosswalk told; they count among the others as well.
  public var crosswalked = 0
  /// Rows whose firm a person named; they count among the others as well.
  public var linked = 0
  /// Breaches of consistency checks to which the list gave a figure.
  public var inconsistent = 0
  /// Whether the list is much older than the as-of date.
  public var isStale: Bool
  /// Whether absence from the list means something in this run.
  public var isComplete: Bool
  /// Rows below the header.
  public var rowsRead: Int
  /// Rows joined to a firm of the run.
  public var joined: Int
  /// Rows merged into an equal row of the same firm.
  public var merged: Int
  /// Title, unit, total, blank and repeated header rows.
  public var setAside: Int
  /// Rows of firms that are not in the population.
  public var unmatched: Int
  /// Rows listed in `rejects.csv`.
  public var rejected: Int

  /// Creates a balance.
  public init(
    source: String, files: [String], listDate: CivilDate? = nil, isStale: Bool = false,
    isComplete: Bool = false,
    rowsRead: Int, joined: Int, merged: Int = 0, setAside: Int = 0, unmatched: Int = 0, rejected: Int = 0
  ) {
    self.source = source
    self.files = files
    self.listDate = listDate
    self.isStale = isStale
    self.isComplete = isComplete
    self.rowsRead = rowsRead
    self.joined = joined
    self.merged = merged
    self.setAside = setAside
    self.unmatched = unmatched
    self.rejected = rejected
  }

  /// Whether no row is lost.
  public var isBalanced: Bool { rowsRead == joined + merged + setAside + unmatched + rejected }
}

/// What became of the cells of one field over the firms of the run (rows, for a field of a `many` source).
public struct FieldBalance: Hashable, Sendable {
  /// The field.
  public var field: FieldIndex
  /// Cells that are unknown.
  public var blank: Int
  /// Cells that were given and could not be read.
  public var bad: Int
  /// Cells that got the value of firms absent from a complete list.
  public var defaulted: Int
  /// Cells that got the presumed value.
  public var presumed: Int
  /// Cells computed from other fields.
  public var derived: Int
  /// Cells on which rows or lists differ.
  public var conflicting: Int

  /// Creates a balance.
  public init(
    field: FieldIndex, blank: Int = 0, bad: Int = 0, defaulted: Int = 0, presumed: Int = 0, derived: Int = 0,
    conflicting: Int = 0
  ) {
    self.field = field
    self.blank = blank
    self.bad = bad
    self.defaulted = defaulted
    self.presumed = presumed
    self.derived = derived
    self.conflicting = conflicting
  }
}

/// What became of the cells of one field in one list, or over all firms.
public struct CellBalance: Hashable, Sendable {
  /// Name of the source; nil for all firms of the run (all rows, for a field of a `many` source).
  public var source: String?
  /// The field.
  public var field: FieldIndex
  /// Readable values.
  public var given = 0
  /// Blank cells; over all firms, cells that no list gives and that stay unknown.
  public var blank = 0
  /// Cells that were given and could not be read.
  public var bad = 0
  /// Cells on which rows of one list differ.
  public var conflicting = 0
  /// Values that a list with precedence overrules.
  public var overruled = 0
  /// Firms with the value of those absent from a complete list.
  public var defaulted = 0
  /// Firms with the presumed value.
  public var presumed = 0
  /// Firms whose value is computed from other fields.
  public var derived = 0
}

/// A row whose firm is not in the run.
public struct UnmatchedPart: Hashable, Sendable {
  /// Name of the source.
  public var source: String
  /// File, by a path relative to the input.
  public var file: String
  /// Name of the sheet, for a list of a workbook.
  public var sheet: String?
  /// Line of the row.
  public var line: Int
  /// Tax code, or the code or name by which the list names the row.
  public var code: String
  /// Whether the list has a tax code for the row.
  public var hasTaxCode: Bool
}

/// Figures of a firm that contradict each other.
public struct InconsistentPart: Hashable, Sendable {
  /// Tax code of the firm.
  public var taxCode: String
  /// Position in `RuleSet.checks`.
  public var check: Int
  /// Each figure with its field, file and line.
  public var figures: [String]
}

/// A row or cell that could not be used.
public struct RejectedPart: Hashable, Sendable {
  /// Name of the source.
  public var source: String
  /// File, by a path relative to the input.
  public var file: String
  /// Name of the sheet, for a list of a workbook.
  public var sheet: String?
  /// Line on which the record starts, from 1; the row of the sheet, for a list of a workbook.
  public var line: Int
  /// Reference of the cell such as `B7`, for a list of a workbook whose fault lies in one column.
  public var cell: String?
  /// Header of the column; nil for a whole row.
  public var column: String?
  /// Stable code of the fault.
  public var code: String
  /// Whether the whole row is left out.
  public var isWholeRow: Bool
  /// Text as it stands in the file.
  public var raw: String
  /// What is wrong.
  public var reason: String
  /// What to do about it.
  public var advice: String

  /// Creates a reject.
  public init(
    source: String, file: String, sheet: String? = nil, line: Int, cell: String? = nil, column: String?,
    code: String, isWholeRow: Bool, raw: String,
    reason: String, advice: String
  ) {
    self.source = source
    self.file = file
    self.sheet = sheet
    self.line = line
    self.cell = cell
    self.column = column
    self.code = code
    self.isWholeRow = isWholeRow
    self.raw = raw
    self.reason = reason
    self.advice = advice
  }
}

/// Values of one cell that rows or lists give differently.
public struct SourceConflict: Hashable, Sendable {
  /// Tax code of the firm.
  public var taxCode: String
  /// The field.
  public var field: FieldIndex
  /// Each value with the file and line that gives it, in order of precedence.
  public var values: [String]
  /// What the run used; nil for unknown.
  public var used: String?

  /// Creates a conflict.
  public init(taxCode: String, field: FieldIndex, values: [String], used: String?) {
    self.taxCode = taxCode
    self.field = field
    self.values = values
    self.used = used
  }
}

/// All that reading and joining the lists has to account for.
public struct SourceAccounts: Hashable, Sendable {
  /// Balances of the given sources, in the order of the rule set.
  public var sources: [SourceBalance]
  /// Balances of fields, in the order of the rule set.
  public var fields: [FieldBalance]
  /// Rejects in the order of sources, files and lines.
  public var rejects: [RejectedPart]
  /// Rejects beyond those kept in `rejects`.
  public var rejectsNotListed: Int
  /// Conflicts, those within lists first.
  public var conflicts: [SourceConflict]
  /// Conflicts beyond those kept in `conflicts`.
  public var conflictsNotListed: Int
  /// Distinct tax codes in the sources that add firms.
  public var distinctKeys: Int
  /// Cells by field and source, then by field over all firms.
  public var cells: [CellBalance] = []
  /// Rows whose firm is not in the run, in the order of sources.
  public var unmatched: [UnmatchedPart] = []
  /// Firms whose figures contradict each other, in order of checks and tax codes.
  public var inconsistent: [InconsistentPart] = []
  /// Firms that break each check.
  public var breachesOfChecks: [Int] = []

  /// Creates accounts.
  public init(
    sources: [SourceBalance], fields: [FieldBalance], rejects: [RejectedPart] = [],
    rejectsNotListed: Int = 0, conflicts: [SourceConflict] = [], conflictsNotListed: Int = 0,
    distinctKeys: Int
  ) {
    self.sources = sources
    self.fields = fields
    self.rejects = rejects
    self.rejectsNotListed = rejectsNotListed
    self.conflicts = conflicts
    self.conflictsNotListed = conflictsNotListed
    self.distinctKeys = distinctKeys
  }
}
