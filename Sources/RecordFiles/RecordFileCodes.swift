import Diagnostics

extension DiagnosticCode {
  /// No file has the path.
  public static let inputMissing = DiagnosticCode("FR200")
  /// The path names a folder.
  public static let inputIsFolder = DiagnosticCode("FR201")
  /// No permission to read the file.
  public static let inputForbidden = DiagnosticCode("FR202")
  /// The file is empty.
  public static let inputEmpty = DiagnosticCode("FR203")
  /// The system failed to read the file.
  public static let inputUnreadable = DiagnosticCode("FR204")
  /// The file is compressed.
  public static let inputCompressed = DiagnosticCode("FR205")
  /// The file is a workbook or an archive.
  public static let inputWorkbook = DiagnosticCode("FR206")
  /// The file is UTF-16 or UTF-32.
  public static let inputWideText = DiagnosticCode("FR207")
  /// The file is a web page or a PDF document.
  public static let inputNotAList = DiagnosticCode("FR208")

  /// The text needs special fonts (TCVN3, VNI).
  public static let inputFontEncoding = DiagnosticCode("FR209")

  /// No row looks like a header.
  public static let headerNotFound = DiagnosticCode("FR210")
  /// Two columns match one field.
  public static let fieldMatchesTwoColumns = DiagnosticCode("FR211")
  /// One column matches two fields.
  public static let columnMatchesTwoFields = DiagnosticCode("FR212")
  /// A wanted column is not in the file.
  public static let columnMissing = DiagnosticCode("FR213")
  /// A column of the file is not used.
  public static let columnUnused = DiagnosticCode("FR214")
  /// A column would match if the words in its parentheses did not count.
  public static let columnNearlyMatches = DiagnosticCode("FR215")
  /// The key column is missing or ambiguous.
  public static let keyColumnNotFound = DiagnosticCode("FR216")
  /// The rows do not agree on a delimiter.
  public static let delimiterNotFound = DiagnosticCode("FR217")

  /// A row has fewer cells than the header.
  public static let rowTooShort = DiagnosticCode("FR220")
  /// A row has more cells than the header.
  public static let rowTooWide = DiagnosticCode("FR221")
  /// A record is longer than 16 MiB.
  public static let recordTooLong = DiagnosticCode("FR222")
  /// A quote opens and never closes.
  public static let quoteNeverCloses = DiagnosticCode("FR223")
  /// The key cell of a row is blank.
  public static let keyBlank = DiagnosticCode("FR224")
  /// The key cell is not a tax code.
  public static let keyMalformed = DiagnosticCode("FR225")
  /// The key cell is a number in scientific notation.
  public static let keyScientific = DiagnosticCode("FR226")
  /// The key cell holds bytes that are not text.
  public static let keyNotText = DiagnosticCode("FR227")

  /// A quoted text of the row was cut in two.
  public static let rowCutByQuotes = DiagnosticCode("FR228")

  /// The row belongs to a second table in the file.
  public static let secondTable = DiagnosticCode("FR229")

  /// The cell is not a number.
  public static let cellNotNumber = DiagnosticCode("FR230")
  /// The number is written in another way than its column.
  public static let cellDisagrees = DiagnosticCode("FR231")
  /// The number has more decimals than its field.
  public static let cellTooPrecise = DiagnosticCode("FR232")
  /// The number is outside the range of its field.
  public static let cellOutOfRange = DiagnosticCode("FR233")
  /// The cell is not a date.
  public static let cellNotDate = DiagnosticCode("FR234")
  /// The calendar has no such day.
  public static let cellImpossibleDate = DiagnosticCode("FR235")
  /// The column writes the month first, which is never read.
  public static let cellMonthFirst = DiagnosticCode("FR236")
  /// The cell is neither yes nor no.
  public static let cellNotTruth = DiagnosticCode("FR237")
  /// The cell is none of the words of its choice.
  public static let cellNotMember = DiagnosticCode("FR238")
  /// The cell is not UTF-8.
  public static let cellNotUTF8 = DiagnosticCode("FR239")
  /// The cell holds a zero byte.
  public static let cellZeroByte = DiagnosticCode("FR240")
  /// Text follows the closing quote of the cell.
  public static let cellStrayQuote = DiagnosticCode("FR241")
  /// A cross in a column that has ticks as well.
  public static let cellCrossBesideTick = DiagnosticCode("FR242")

  /// The number was rounded to scientific notation by a spreadsheet.
  public static let cellRounded = DiagnosticCode("FR243")

  /// The cell names a month or a quarter where a day is wanted.
  public static let cellPeriod = DiagnosticCode("FR244")

  /// More than one cell in a hundred disagrees with its column.
  public static let columnDisagrees = DiagnosticCode("FR245")
  /// The column holds nothing but marks and blanks.
  public static let columnOnlyMarks = DiagnosticCode("FR246")
  /// The dates of the column may have the month first.
  public static let columnMonthFirst = DiagnosticCode("FR247")
  /// The column leaves open what its separator means.
  public static let columnFormatOpen = DiagnosticCode("FR248")
  /// Tax codes whose check digit is wrong.
  public static let checkDigitsWrong = DiagnosticCode("FR249")
  /// More rejects than are kept.
  public static let rejectsNotKept = DiagnosticCode("FR250")

  /// A mapping file cannot be understood.
  public static let mappingMalformed = DiagnosticCode("FR290")
  /// The mapping does not fit the header of the list.
  public static let mappingMisfit = DiagnosticCode("FR291")
  /// The list has columns that its mapping does not know.
  public static let columnsNotInMapping = DiagnosticCode("FR292")
  /// A mapping is for a source that has no list in this run.
  public static let mappingWithoutList = DiagnosticCode("FR293")

  /// The output file cannot be created.
  public static let outputNotCreated = DiagnosticCode("FR255")
  /// The disk is full.
  public static let outputDiskFull = DiagnosticCode("FR256")
  /// The reader of the output has gone.
  public static let outputClosed = DiagnosticCode("FR257")
  /// The output cannot be written.
  public static let outputNotWritten = DiagnosticCode("FR258")
}
