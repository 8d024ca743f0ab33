import Diagnostics

/// What to do about a rejected row or cell, in one line for `rejects.csv`.
enum RejectAdvice {
  static func advice(for code: DiagnosticCode) -> String {
    switch code {
    case .rowTooShort: return "add the missing cells; a delimiter was lost or the row is cut off"
    case .rowTooWide: return "put quotes around the cell that holds the delimiter, or remove the extra cells"
    case .rowCutByQuotes:
      return "double the quotes that are part of the text, and put quotes around the whole cell"
    case .secondTable: return "save each table in a file of its own"
    case .recordTooLong: return "close the quotes or break the line; no row of a list is this long"
    case .quoteNeverCloses: return "close the quote, or double the quotes that are part of the text"
    case .keyBlank: return "write the code of the firm in the key column"
    case .keyMalformed:
      return "write the tax code as 10 digits, 10 digits with -001 for a branch, or 12 digits"
    case .keyScientific:
      return "format the column as text in the spreadsheet, type the code again and export anew"
    case .keyNotText, .cellNotUTF8: return "save the file as CSV UTF-8"
    case .cellZeroByte: return "export the list again; the file holds bytes that are not text"
    case .cellStrayQuote: return "double the quotes that are part of the text"
    case .cellNotNumber: return "write digits only, or leave the cell blank"
    case .cellDisagrees: return "write the number as the other cells of the column are written"
    case .cellTooPrecise: return "round the number as the field allows"
    case .cellOutOfRange: return "check the number and its unit"
    case .cellRounded: return "widen the column in the spreadsheet, format it as a number and export anew"
    case .cellNotDate: return "write the date as day/month/year"
    case .cellImpossibleDate: return "check day and month; the month comes second"
    case .cellMonthFirst: return "format the column as day/month/year in the spreadsheet and export anew"
    case .cellPeriod: return "write the day, or say with a mapping whether the first or the last day is meant"
    case .cellNotTruth: return "write Có or Không"
    case .cellCrossBesideTick: return "write Có or Không instead of the cross"
    case .cellNotMember: return "write one of the words that the field declares"
    case .tooManyRows: return "check whether one code was typed into every row"
    default: return ""
    }
  }
}
