extension DiagnosticCatalogue {
  private static func record(_ code: String, _ title: String, _ explanation: String) -> CatalogueEntry {
    CatalogueEntry(DiagnosticCode(code), title, explanation)
  }

  /// Codes FR220 to FR227: rows that are rejected as a whole.
  static let rowEntries: [CatalogueEntry] = [
    record(
      "FR220", "row too short",
      "The row has fewer cells than the header, so a delimiter was lost or the row is cut off, and nobody can know which cells "
        + "moved. Rows may lack blank cells at their end only where the file does so regularly. Add the missing cells."
    ),
    record(
      "FR221", "row too wide",
      "The row has more cells than the header. Usually a cell holds the delimiter and has no quotes around it, as in `Công ty A, "
        + "B và C`, and the cells after it have moved. Put quotes around that cell. Blank cells at the end of rows are "
        + "taken for nothing only where the file adds them regularly."),
    record(
      "FR222", "record too long",
      "The record is longer than 16 MiB. No row of a list is; as a rule a quote opens and never closes. The line where the "
        + "record begins is rejected and reading goes on at the next line. Close or double the quote."),
    record(
      "FR223", "quote never closes",
      "A cell starts with a quote that never closes. The line where the record begins is rejected and reading goes on at the "
        + "next line. Close the quote, or double it when it is part of the text."),
    record(
      "FR224", "key blank",
      "The key cell of the row is blank, so the row belongs to no firm. Write the code, or remove the row if it is a remark."
    ),
    record(
      "FR225", "key is no tax code",
      "The cell does not hold a tax code: 10 digits, 10 digits and `-001` for a branch, or 12 digits for a household business. "
        + "9 and 11 digits are completed with the zero that a spreadsheet dropped, and 13 digits are read as a branch; "
        + "anything else is not guessed."),
    record(
      "FR226", "key in scientific notation",
      "A spreadsheet turned the code into a number such as `1,23E+09` and its last digits are lost. Format the column as text, "
        + "type or paste the codes again and export anew. The digits cannot be restored from the file."),
    record(
      "FR227", "key is not text",
      "The key cell holds bytes that are not UTF-8, a zero byte or stray quotes. Save the file as `CSV UTF-8`."
    ),
    record(
      "FR228", "row cut by its quotes",
      "One cell of the row looks like the first half of a quoted text and a later one like its second half. A quote or a "
        + "delimiter is missing or too many, and although the row has the right number of cells they do not stand where they "
        + "belong. Put quotes around the whole text, and double the quotes that are part of it."),
    record(
      "FR229", "row of a second table",
      "Another table starts in the same file: a row of titles that are not those of the first table, other units of money "
        + "under a repeated header, or the first row of data once more below it. Only the first table is read, and every row of the others is rejected, since "
        + "their cells may mean something else. Save each table in a file of its own."),
  ]

  /// Codes FR230 to FR243: cells that count as unknown.
  static let cellEntries: [CatalogueEntry] = [
    record(
      "FR230", "not a number",
      "The cell holds something else than a number. It counts as unknown. Write digits only; a currency sign may follow an "
        + "amount and a percent sign a percentage. Leave the cell blank if the figure is not known."),
    record(
      "FR231", "number written unlike its column",
      "Dot and comma mean one thing for a whole column. This number only makes sense the other way round, as `1,234,567.89` in "
        + "a column of `1.234.567,89`. It counts as unknown. Write it as the others are written."),
    record(
      "FR232", "too many decimals",
      "The number has more decimals than its field, so taking it would mean rounding it. It counts as unknown. Round it in "
        + "the list, or check its unit."),
    record(
      "FR233", "number out of range",
      "The number lies outside the range that its field declares, such as a negative number of persons. It counts as "
        + "unknown. Check the number and the unit in the header; a wrong unit is a thousand times too much."),
    record(
      "FR234", "not a date",
      "The cell does not hold a date. Dates are written as day/month/year with slash, dash or dot, as year-month-day, or as "
        + "the day number of a spreadsheet. The cell counts as unknown."),
    record(
      "FR235", "impossible date",
      "The calendar has no such day, as 31/02/2026, or the year is not between 1900 and 2199. If the second number is above "
        + "12, the month was written first, which is never read. The cell counts as unknown."),
    record(
      "FR236", "month written first",
      "The other dates of the column show that the month stands first, so no date of the column with slash, dash or dot is "
        + "read. Format the column as day/month/year and export it again."),
    record(
      "FR237", "neither yes nor no",
      "The cell holds none of the words for yes (`Có`, `x`, `1`, `Đạt`, `Đã`, `Rồi`, …) or no (`Không`, `0`, `Chưa`, …). It "
        + "counts as unknown. Write `Có` or `Không`."),
    record(
      "FR238", "none of the choices",
      "The cell holds none of the words that its field declares. Case and accents do not count. It counts as unknown. Write "
        + "a declared word, or declare this one."),
    record(
      "FR239", "cell is not UTF-8",
      "The bytes of the cell are not UTF-8, as when a part of the list was written in an old Windows encoding. The cell "
        + "counts as unknown. Save the file as `CSV UTF-8`."),
    record(
      "FR240", "zero byte in a cell",
      "The cell holds a zero byte, which no text does. The file was damaged or is not a text file. The cell counts as "
        + "unknown. Export the list again."),
    record(
      "FR241", "stray quote",
      "Text follows the closing quote of the cell, so its quotes are not doubled as they should be and nobody can know where "
        + "the text ends. The cell counts as unknown. Double the quotes that are part of the text."),
    record(
      "FR242", "cross beside ticks",
      "The column marks some firms with a tick and others with a cross. A cross may then mean no, or yes as it does in other "
        + "lists, so it is not read. Write `Có` or `Không`."),
    record(
      "FR243", "number rounded by a spreadsheet",
      "A spreadsheet wrote the number in scientific notation because its column was too narrow, as `1,23E+09`, and the other "
        + "digits are lost. The cell counts as unknown. Widen the column, format it as a number and export again."
    ),
    record(
      "FR244", "month or quarter instead of a day",
      "The cell names a month, a quarter or a year, as `06/2026` or `Quý II/2026`, where the field wants a day. Which day is "
        + "meant decides whether a term was kept, so the cell counts as unknown. Write the day; or let `firmrisk sniff "
        + "--write-mapping` write a mapping, add `period first` or `period last` to the column and read with `--map`."
    ),
  ]
}
