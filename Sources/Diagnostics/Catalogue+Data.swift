extension DiagnosticCatalogue {
  static let dataEntries: [CatalogueEntry] =
    fileEntries + headerEntries + rowEntries + cellEntries + sourceEntries

  private static func data(_ code: String, _ title: String, _ explanation: String) -> CatalogueEntry {
    CatalogueEntry(DiagnosticCode(code), title, explanation)
  }

  /// Codes FR200 to FR208 and FR255 to FR258: files that cannot be read or written at all.
  private static let fileEntries: [CatalogueEntry] = [
    data(
      "FR200", "input file missing",
      "No file has the path that was given. Check it for a typing error, and remember that a path starts at the folder "
        + "in which the command runs."),
    data(
      "FR201", "input is a folder",
      "The path names a folder where one file was expected. Name a file inside it."),
    data(
      "FR202", "no permission to read",
      "The system does not let you read the file. Ask its owner for read permission, or copy it to a folder of your own."
    ),
    data(
      "FR203", "input file empty",
      "The file holds no byte, or nothing but a byte-order mark. An empty list is not the same as a list without firms, "
        + "so it is refused. Export the list again, or leave the file out of the run."),
    data(
      "FR204", "input cannot be read",
      "The system reported an error while the file was read; its own words stand in the message. Files on a network drive "
        + "or a damaged stick are the usual cause. Copy the file to a local disk and try again."),
    data(
      "FR205", "input is compressed",
      "The file starts like a bzip2, xz or zstandard file; of packed files only gzip and ZIP are read. Unpack it and name the unpacked file."
    ),
    data(
      "FR206", "input is an old workbook",
      "The file is an Excel workbook of before 2007 (`.xls`). Open it in a spreadsheet program and save it as `.xlsx`, or "
        + "save the sheet that holds the list as `CSV UTF-8`. Format the tax-code column as text first, or codes lose their "
        + "leading zeros."),
    data(
      "FR207", "input is UTF-32",
      "The file is text in UTF-32, or in UTF-16 so damaged that its byte order cannot be told. Save it again as `CSV UTF-8`."
    ),
    data(
      "FR208", "input is not a list",
      "The file is a web page or a PDF document, although its name may end in `.csv` or `.xls`: some portals export web pages "
        + "under such names. Open it in a spreadsheet program and save it as `CSV UTF-8`, or ask the agency for the list."
    ),
    data(
      "FR209", "text for special fonts",
      "The letters are written as TCVN3 (ABC) or VNI did before Unicode: they are Vietnamese only under fonts such as "
        + "`.VnTime` or `VNI-Times`, and the capital letters of TCVN3 cannot be told from the small ones. Convert the file "
        + "to Unicode, for instance with UniKey (Ctrl+Shift+F6), and save it as `CSV UTF-8`. If the text is right as it "
        + "stands, say so with `--encoding utf-8`."),
    data(
      "FR255", "output cannot be created",
      "The file cannot be created in its folder. Check that the folder exists and that you may write there."),
    data(
      "FR256", "disk full",
      "The disk or your quota on it is full. The unfinished file was removed; files that were complete before are untouched. "
        + "Make room and run the command again."),
    data(
      "FR257", "reader of the output has gone",
      "The program that should have read the output ended before all of it was written, as `head` does. The output is cut off "
        + "there; nothing else is wrong."),
    data(
      "FR258", "output cannot be written",
      "The system reported an error while the file was written; its own words stand in the message. The unfinished file was "
        + "removed, and a file that stood at the path before is untouched."),
  ]

  /// Codes FR210 to FR216 and FR245 to FR250: the header and columns as a whole.
  private static let headerEntries: [CatalogueEntry] = [
    data(
      "FR210", "no header row",
      "None of the first 64 rows looks like a row of column titles. Titles above the header are fine, but the header itself "
        + "must be one row with a title for each column. Add it, or remove what stands above it."),
    data(
      "FR211", "field matches several columns",
      "More than one column has a title that means this field, so the reader cannot know which one to use and uses none. "
        + "Rename or remove all but one, for instance when a list holds the same figure for two years."),
    data(
      "FR212", "column matches several fields",
      "The title of this column is a name of more than one field. The column is left out. Give it the title of the one field "
        + "that it holds, or take the alias away from the other field in the rules."),
    data(
      "FR213", "columns missing",
      "The file has no column for these fields. That is no fault: a field without a column is not carried in the run unless "
        + "another list gives it. If the list does have the column, its title is not known: add it as `header` of the field."
    ),
    data(
      "FR214", "columns not used",
      "No field has the title of these columns, so they are not read. If one of them matters, add its title as `header` of "
        + "the field it belongs to."),
    data(
      "FR215", "column nearly matches",
      "The title would match a field if the words in its parentheses did not count. They may change what the column holds, as "
        + "in `Số lao động (nữ)`, so the column is not used. If they do not, add the whole title as `header` of the field."
    ),
    data(
      "FR216", "key column not found",
      "Rows are joined by their key, such as the tax code, and the file has no column with its title, or several. Give exactly "
        + "one column a title by which the rules know the key. The columns that were found are listed."),
    data(
      "FR217", "no delimiter fits",
      "Under no delimiter do most rows of the file have the same number of cells, so any way of reading it would be a guess "
        + "and would put figures into wrong columns. Name the delimiter with `--delimiter` if you know it, or export the "
        + "list again as `CSV UTF-8`. Texts that hold the delimiter must stand in quotes."),
    data(
      "FR290", "mapping cannot be understood",
      "The file given with `--map` has lines that are not understood; each is named. A mapping starts with `mapping 1` and has "
        + "one line a column, as `column 2 \"Mã số thuế\" is tax_code`. `firmrisk sniff LIST --write-mapping FILE` writes one."
    ),
    data(
      "FR291", "mapping does not fit the list",
      "The mapping was written for another header: a column that it reads is gone, or its title stands twice. Nothing is "
        + "read, since figures might land in the wrong field. Compare the list with the one the mapping was written for, ask "
        + "the agency, and write the mapping anew with `firmrisk sniff`."),
    data(
      "FR292", "columns not in the mapping",
      "The list has columns that its mapping does not name. They are not read. If they matter, add a line for each, or write "
        + "the mapping anew with `firmrisk sniff`."),
    data(
      "FR293", "mapping without a list",
      "A mapping names a source that has no list in this run, or no source although the run has several lists, or a source "
        + "that already has a mapping. Write `source NAME` into the mapping and give one mapping for each list."
    ),
    data(
      "FR245", "column disagrees with itself",
      "The way a column is written is decided once, from the first 20,480 rows and from samples spread over the file. More "
        + "than one cell in a hundred cannot be read that way; each of them counts as unknown and stands in `rejects.csv`. "
        + "Write the whole column in one way and read the file again."),
    data(
      "FR246", "column of marks only",
      "The column holds nothing but marks such as `x` and blank cells. A blank cell counts as unknown, not as no, because "
        + "lists often leave out what nobody asked. If a blank means no here, write `Không` in the blank cells."
    ),
    data(
      "FR247", "dates with the month first",
      "Some dates of the column only make sense with the month first, such as `12/31/2025`. Dates are never read that way. "
        + "Where they are in the majority, every date of the column with a slash, dash or dot is refused, since `01/02/2025` "
        + "would be read wrongly; otherwise only the impossible ones are. Format the column as day/month/year and export again."
    ),
    data(
      "FR248", "meaning of separators left open",
      "Every number of the column can be read in two ways, as `1.234` can be 1234 or 1 and a bit. The reader took the way that "
        + "fits the field or, failing that, the other columns. Compare one amount with the agency's own figures."
    ),
    data(
      "FR249", "wrong check digits",
      "The tenth digit of a tax code follows from the nine before it. For these codes it does not, so at least one digit is "
        + "mistyped, or the code is of another kind. The rows are used with the code as written, and may fail to join."
    ),
    data(
      "FR250", "rejects not listed",
      "At most 1,000,000 rejects and 256 MiB of their text are kept for each file. The rest is counted, so the balance of the "
        + "file still holds, but not listed. Mend the commonest fault first and read the file again."),
  ]
}
