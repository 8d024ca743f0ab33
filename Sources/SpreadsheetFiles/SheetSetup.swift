/// The value of a cell to be written.
public enum SheetValue: Hashable, Sendable {
  /// Nothing.
  case blank
  /// Text as it stands; digits stay text, with their leading zeros.
  case text(String)
  /// Text that goes on in a new line where its column ends.
  case wrapped(String)
  /// A title, shown in bold.
  case title(String)
  /// The title of a column.
  case header(String)
  /// A remark, shown in grey.
  case note(String)
  /// A whole number, shown with separators of thousands.
  case number(Int64)
  /// A whole number that may be more, shown with a plus sign.
  case atLeast(Int64)
  /// A number that counts units of 10^-scale.
  case decimal(Int64, scale: Int)
  /// A share that counts units of 10^-4, shown times 100 with a percent sign.
  case share(Int64)
  /// A code that was typed as a number, shown without separators.
  case plainNumber(Int64)
  /// A day, counted from 1970-01-01.
  case day(Int)
  /// Yes or no.
  case truth(Bool)
}

/// A cell that a link leads to.
public struct SheetPlace: Hashable, Sendable {
  /// Name of the sheet.
  public var sheet: String
  /// Row, from 1.
  public var row: Int

  /// Creates a place in the first column.
  public init(sheet: String, row: Int) {
    self.sheet = sheet
    self.row = row
  }
}

/// A cell of a row that leads to another place of the workbook.
public struct SheetLink: Hashable, Sendable {
  /// Column of the cell, from 0.
  public var column: Int
  /// Where it leads.
  public var place: SheetPlace

  /// Creates a link.
  public init(column: Int, to place: SheetPlace) {
    self.column = column
    self.place = place
  }
}

/// How a sheet is shown and printed; it is printed on A4, landscape, as wide as the page.
public struct SheetSetup: Hashable, Sendable {
  /// A column.
  public struct Column: Hashable, Sendable {
    /// Width in letters.
    public var width: Int
    /// Whether it is folded away until a person unfolds it.
    public var isFolded: Bool
    /// Name by which formulas and programs find the column; letters, digits, `_` and `.`.
    public var name: String?

    /// Creates a column.
    public init(width: Int, isFolded: Bool = false, name: String? = nil) {
      self.width = width
      self.isFolded = isFolded
      self.name = name
    }
  }

  /// Cells of a column that are coloured when they hold a text.
  public struct Shade: Hashable, Sendable {
    /// The column, from 0.
    public var column: Int
    /// The text.
    public var text: String
    /// Which colour, 0 (quiet) to 3 (most urgent).
    public var colour: Int

    /// Creates a shade.
    public init(column: Int, text: String, colour: Int) {
      self.column = column
      self.text = text
      self.colour = colour
    }
  }

  /// The columns.
  public var columns: [Column]
  /// Rows that stay in place; they are repeated on every page.
  public var frozenRows: Int
  /// Columns that stay in place.
  public var frozenColumns: Int
  /// Whether the last of the frozen rows has filters.
  public var hasFilter: Bool
  /// Colours by text.
  public var shades: [Shade]
  /// Columns that are printed, from the first; nil for all.
  public var printedColumns: Int?

  /// Creates a set-up.
  public init(
    columns: [Column], frozenRows: Int = 0, frozenColumns: Int = 0, hasFilter: Bool = false,
    shades: [Shade] = [], printedColumns: Int? = nil
  ) {
    self.columns = columns
    self.frozenRows = frozenRows
    self.frozenColumns = frozenColumns
    self.hasFilter = hasFilter
    self.shades = shades
    self.printedColumns = printedColumns
  }
}
