extension DiagnosticCode {
  /// The ZIP archive is damaged or cut off.
  public static let archiveDamaged = DiagnosticCode("FR340")
  /// The ZIP archive or workbook is protected by a password.
  public static let archiveEncrypted = DiagnosticCode("FR341")
  /// A part of the archive is packed in a way that is not read.
  public static let archiveMethodUnknown = DiagnosticCode("FR342")
  /// The content is larger than the program will unpack.
  public static let unpackedTooLarge = DiagnosticCode("FR343")
  /// The archive does not hold exactly one list.
  public static let archiveNotOneList = DiagnosticCode("FR344")
  /// The gzip file is damaged or cut off.
  public static let gzipDamaged = DiagnosticCode("FR345")
  /// The temporary file cannot be written.
  public static let spoolUnwritable = DiagnosticCode("FR346")
  /// Standard input is named for two lists.
  public static let standardInputTwice = DiagnosticCode("FR347")

  /// A part of the workbook is missing.
  public static let workbookPartMissing = DiagnosticCode("FR350")
  /// A part of the workbook is not what it should be.
  public static let workbookPartDamaged = DiagnosticCode("FR351")
  /// A part of the workbook declares entities or a document type.
  public static let workbookHasDoctype = DiagnosticCode("FR352")
  /// The workbook has more of something than the program reads.
  public static let workbookTooLarge = DiagnosticCode("FR353")
  /// No sheet has the name.
  public static let sheetUnknown = DiagnosticCode("FR354")
  /// Several sheets could be the list.
  public static let sheetAmbiguous = DiagnosticCode("FR355")
  /// No sheet holds the list.
  public static let sheetNotFound = DiagnosticCode("FR356")
  /// The file is a workbook of another format.
  public static let workbookOtherFormat = DiagnosticCode("FR357")
  /// A sheet is named for a file that is no workbook.
  public static let sheetOfNoWorkbook = DiagnosticCode("FR358")
  /// The library that reads workbooks is not there.
  public static let workbookReaderMissing = DiagnosticCode("FR359")

  /// One sheet of several was read.
  public static let sheetChosen = DiagnosticCode("FR360")
  /// Hidden rows or columns were read.
  public static let hiddenCellsRead = DiagnosticCode("FR361")
  /// Hidden sheets were not read.
  public static let hiddenSheets = DiagnosticCode("FR362")
  /// Formulas have no stored value.
  public static let formulaWithoutValue = DiagnosticCode("FR363")
  /// Cells are merged over several rows.
  public static let mergedCells = DiagnosticCode("FR364")
  /// Numbers are stored as text beside real numbers.
  public static let numbersAsText = DiagnosticCode("FR365")
  /// The number format shows thousandths of what is stored.
  public static let scaledNumbers = DiagnosticCode("FR366")
  /// Cells hold the error value of a formula.
  public static let errorValues = DiagnosticCode("FR367")
}

extension DiagnosticCatalogue {
  static let spreadsheetEntries: [CatalogueEntry] = packedEntries + workbookEntries + sheetEntries

  /// Codes FR340 to FR347: archives, compressed files and standard input.
  private static let packedEntries: [CatalogueEntry] = [
    CatalogueEntry(
      .archiveDamaged, "archive damaged",
      """
      The file is a ZIP archive, as every `.xlsx` workbook is one inside, and its table of contents or one of its parts \
      does not fit together: it was cut off while it was copied, or damaged. Nothing of it is read. Copy the file again, \
      or open it in a spreadsheet program and save it anew.
      """),
    CatalogueEntry(
      .archiveEncrypted, "protected by a password",
      """
      The workbook or archive can only be opened with a password. The program never asks for one. Open the file, save it \
      without password, and take care where you keep it.
      """),
    CatalogueEntry(
      .archiveMethodUnknown, "unknown compression",
      """
      A part of the archive is packed with another method than `stored` and `deflate`, which spreadsheet programs and \
      Windows use. Unpack it with the program that made it and pack it again as a plain ZIP file, or give the unpacked \
      list.
      """),
    CatalogueEntry(
      .unpackedTooLarge, "too large when unpacked",
      """
      A small file can unpack to more than any disk holds. Unpacking stops when a part of a workbook passes 4 GiB, when a \
      packed list passes 64 GiB, or when more than 32 MiB came out at over 250 times the packed size; real lists pack 5 to \
      30 times. If the list is real, unpack it by hand and give it as CSV.
      """),
    CatalogueEntry(
      .archiveNotOneList, "not one list in the archive",
      """
      A ZIP archive is read when it holds exactly one list (`.csv`, `.txt`, `.tsv`, `.gz` or `.xlsx`); this one holds none or \
      several. Unpack it and give each list under its own name, since nobody but you can know whose list each one is.
      """),
    CatalogueEntry(
      .gzipDamaged, "compressed file damaged",
      """
      The gzip file ends early, or its contents do not match their check sum. None of it is read, because a list that was \
      cut off looks like a list with fewer firms. Copy or download it again.
      """),
    CatalogueEntry(
      .spoolUnwritable, "temporary file cannot be written",
      """
      Packed lists, workbooks and standard input of more than 64 MiB go through a temporary file that has no name and \
      vanishes at the end. It cannot be made or written in the folder of the environment variable `TMPDIR`, nor in `/var/tmp` \
      or `/tmp`. Make room there, or set `TMPDIR` to a folder with more room.
      """),
    CatalogueEntry(
      .standardInputTwice, "standard input named twice",
      """
      `-` stands for standard input, which can be read only once, so it can be the list of one source. Save the other list \
      as a file and name that.
      """),
  ]

  /// Codes FR350 to FR359: workbooks that cannot be read.
  private static let workbookEntries: [CatalogueEntry] = [
    CatalogueEntry(
      .workbookPartMissing, "part of the workbook missing",
      """
      A workbook is an archive of parts that name each other, and a part that is named is not there. The file was damaged or \
      made by a faulty program. Open it in a spreadsheet program, let it repair the file, and save it anew.
      """),
    CatalogueEntry(
      .workbookPartDamaged, "part of the workbook damaged",
      """
      A part of the workbook is not well-formed XML, or its rows, cells or references contradict each other. Nothing of the \
      sheet is used, since cells could be in the wrong place. Open the workbook in a spreadsheet program, let it repair the \
      file, and save it anew.
      """),
    CatalogueEntry(
      .workbookHasDoctype, "document type in a workbook",
      """
      A part of the workbook declares a document type or entities. No spreadsheet program writes them; they serve to attack \
      the program that reads the file. The workbook is refused. Ask who made it, and get the list from its source.
      """),
    CatalogueEntry(
      .workbookTooLarge, "workbook too large",
      """
      The workbook has more than the program reads: 1,048,576 rows, 16,384 columns, 1,024 sheets, 16 million different texts, \
      2 GiB of them, or a sheet whose text passes 4 GiB. Remove what does not belong to the list, or save the sheet as \
      `CSV UTF-8`.
      """),
    CatalogueEntry(
      .sheetUnknown, "no such sheet",
      """
      The workbook has no sheet with the name after `#`. The sheets that it has are listed; case does not count. Charts \
      are no sheets.
      """),
    CatalogueEntry(
      .sheetAmbiguous, "several sheets could be the list",
      """
      More than one sheet of the workbook has the key column and a header that fits the source, such as one sheet a month. \
      The program does not choose between them. Name one: `--source NAME=FILE.xlsx#SHEET`.
      """),
    CatalogueEntry(
      .sheetNotFound, "no sheet holds the list",
      """
      No visible sheet of the workbook has the key column, or all are empty. Check that it is the right workbook. If the \
      list stands on a hidden sheet, name it: `--source NAME=FILE.xlsx#SHEET`.
      """),
    CatalogueEntry(
      .workbookOtherFormat, "workbook of another format",
      """
      The file is an OpenDocument sheet (`.ods`), a binary workbook (`.xlsb`) or a Word document, not an `.xlsx` workbook. Open it \
      in a spreadsheet program and save it as `Excel Workbook (.xlsx)` or as `CSV UTF-8`.
      """),
    CatalogueEntry(
      .sheetOfNoWorkbook, "sheet of a file that has none",
      """
      A sheet was named after `#`, but the file is a text list and has no sheets. Leave out `#` and what follows.
      """),
    CatalogueEntry(
      .workbookReaderMissing, "libxml2 missing",
      """
      Workbooks are read with libxml2, a library that nearly every system has and that is loaded when the first workbook is \
      read. This computer has it under none of the names `libxml2.so.2` and `libxml2.so.16`, or one without its reader. \
      Install the package `libxml2`, or save the sheet as `CSV UTF-8`, for which no library is needed.
      """),
  ]

  /// Codes FR360 to FR367: what a person should know of a sheet that was read.
  private static let sheetEntries: [CatalogueEntry] = [
    CatalogueEntry(
      .sheetChosen, "one sheet read",
      """
      The workbook has several sheets; the one whose header fits the source was read and the others were not. Name another \
      with `--source NAME=FILE.xlsx#SHEET`.
      """),
    CatalogueEntry(
      .hiddenCellsRead, "hidden rows or columns read",
      """
      The sheet has rows or columns that a spreadsheet program does not show, because somebody hid them or a filter is on. They \
      are read like all others, since hiding is for the eye. If they do not belong to the list, delete them.
      """),
    CatalogueEntry(
      .hiddenSheets, "hidden sheets",
      """
      The workbook has sheets that a spreadsheet program does not show. They are not read unless they are named with \
      `--source NAME=FILE.xlsx#SHEET`.
      """),
    CatalogueEntry(
      .formulaWithoutValue, "formula without a value",
      """
      A workbook stores the last value of each formula beside it, and that value is read; formulas are never computed. These \
      cells have a formula and no value, as when a program wrote the file. They count as blank. Open the workbook in a \
      spreadsheet program and save it, which computes them.
      """),
    CatalogueEntry(
      .mergedCells, "merged cells",
      """
      A merged cell holds one value for several rows. Words and codes are repeated in each of the rows that hold something, as \
      they are meant; an amount stays in the first row alone, because repeating it would count it several times. Unmerge the \
      cells and fill in each row to say it yourself.
      """),
    CatalogueEntry(
      .numbersAsText, "numbers stored as text",
      """
      The column holds numbers, and beside them text that looks like a number, which spreadsheet programs mark with a green \
      corner. A separator in such text may mean another thing than in the numbers. Each is read as it is written; one that \
      cannot be read like the rest of its column is in `rejects.csv`.
      """),
    CatalogueEntry(
      .scaledNumbers, "numbers shown in thousands",
      """
      The number format of these cells ends in commas, which show thousands or millions of what is stored. The number \
      is read as it is shown, with all its digits, because the title of the column describes what is shown. Compare one amount \
      with the agency's figures.
      """),
    CatalogueEntry(
      .errorValues, "error values in cells",
      """
      These cells hold the error of a formula, such as `#N/A` or `#REF!`, instead of a value. They cannot be read as numbers or \
      dates. Mend the formulas in the spreadsheet program and save the workbook again.
      """),
  ]
}
