/// How a numeric cell is to be read.
public struct NumberForm: Hashable, Sendable {
  /// What the number counts, as far as its writing depends on it.
  public enum Quantity: Hashable, Sendable {
    /// Persons, days, months and the like.
    case plain
    /// Đồng: a currency sign may follow, and the header may state a multiple such as `triệu đồng`.
    case money
    /// A percentage: a percent sign may follow.
    case percent
  }

  /// Decimals of the result, 0...4: a cell `1,5` with one decimal gives 15.
  public var decimals: Int
  /// Values allowed, counted in the last decimal.
  public var range: ClosedRange<Int64>
  /// What is counted.
  public var quantity: Quantity

  /// Creates a form.
  public init(decimals: Int, range: ClosedRange<Int64>, quantity: Quantity = .plain) {
    self.decimals = min(max(decimals, 0), 4)
    self.range = range
    self.quantity = quantity
  }
}

/// What the cells of a column are to be read as.
public enum CellKind: Hashable, Sendable {
  /// A number, as `Int64` counted in the last decimal.
  case number(NumberForm)
  /// Yes (1) or no (0).
  case truth
  /// Days since 1970-01-01.
  case date
  /// Text in normal form.
  case text
  /// Position of the member one of whose words the cell holds; words match folded.
  case choice([[String]])
  /// A tax code, which names the row.
  case taxCode
  /// Another code that names the row, kept as text.
  case code

  /// Whether the column names its rows.
  public var isKey: Bool { self == .taxCode || self == .code }
}

/// A column that the caller wants from a file.
public struct ColumnRequest: Hashable, Sendable {
  /// The caller's own number for it, given back in the result.
  public var id: Int
  /// Its name in rules and machine-written files.
  public var machineName: String
  /// Titles and aliases by which a header may call it.
  public var titles: [String]
  /// What its cells are.
  public var kind: CellKind
  /// Words that say that there is known to be nothing, such as `chưa`; empty where that cannot be said.
  public var noneWords: [String]
  /// Whether every row of a text column gets a text of its own: quicker for texts that are only shown.
  public var keepsEveryText = false
  /// Whether such texts are not copied where they stand in the file as they are kept.
  package var refersToFile = false

  /// Creates a request.
  public init(id: Int, machineName: String, titles: [String], kind: CellKind, noneWords: [String] = []) {
    self.id = id
    self.machineName = machineName
    self.titles = titles
    self.kind = kind
    self.noneWords = noneWords
  }
}

/// Values of numeric columns that are not numbers.
public enum CellValue {
  /// The cell is blank: unknown.
  public static let blank = Int64.min
  /// The cell says that there is none: known.
  public static let none = Int64.min + 1
  /// The cell cannot be read: unknown, but given.
  public static let bad = Int64.min + 2
}

/// Codes of text columns that stand for no text.
public enum TextCode {
  /// The cell is blank.
  public static let blank: Int32 = -1
  /// The cell says that there is none.
  public static let none: Int32 = -2
  /// The cell cannot be read.
  public static let bad: Int32 = -3
}
