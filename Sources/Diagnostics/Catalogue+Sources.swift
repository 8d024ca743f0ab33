extension DiagnosticCode {
  /// The input folder cannot be listed.
  public static let inputFolderUnreadable = DiagnosticCode("FR260")
  /// A file that no source's patterns match.
  public static let fileMatchesNoSource = DiagnosticCode("FR261")
  /// A file that the patterns of several sources match.
  public static let fileMatchesSeveralSources = DiagnosticCode("FR262")
  /// Several files for one source.
  public static let sourceHasSeveralFiles = DiagnosticCode("FR263")
  /// An option names a source that the rules do not declare.
  public static let unknownSource = DiagnosticCode("FR264")
  /// `--source` without NAME=FILE.
  public static let sourceOptionMalformed = DiagnosticCode("FR265")
  /// A single file, and no source is the base.
  public static let noBaseSource = DiagnosticCode("FR266")
  /// A line of `lists.txt` that cannot be read.
  public static let listsFileMalformed = DiagnosticCode("FR267")
  /// A list that is much older than the as-of date.
  public static let listStale = DiagnosticCode("FR269")
  /// A list that was made after the as-of date.
  public static let listInFuture = DiagnosticCode("FR270")
  /// No list was given.
  public static let noLists = DiagnosticCode("FR271")
  /// No list that adds firms was given.
  public static let noPopulation = DiagnosticCode("FR272")
  /// Something in the input folder that is not a list.
  public static let folderEntryIgnored = DiagnosticCode("FR273")
  /// `--partial` for a list that is not declared complete.
  public static let partialWithoutEffect = DiagnosticCode("FR274")
  /// A file of links that cannot be used.
  public static let linksMalformed = DiagnosticCode("FR275")
  /// Codes that a crosswalk maps to several firms.
  public static let crosswalkAmbiguous = DiagnosticCode("FR276")
  /// A list without tax codes whose crosswalk was not given.
  public static let crosswalkMissing = DiagnosticCode("FR277")

  /// Rows of firms that no list adds to the population.
  public static let rowsUnmatched = DiagnosticCode("FR280")
  /// Rows of one list that say different things about one firm.
  public static let rowsConflict = DiagnosticCode("FR281")
  /// Lists that say different things about one firm.
  public static let listsDisagree = DiagnosticCode("FR282")
  /// Rejected rows of a complete list.
  public static let completeListHasRejects = DiagnosticCode("FR283")
  /// More rows of one firm than are kept.
  public static let tooManyRows = DiagnosticCode("FR284")
  /// Firms that are not on the base list.
  public static let firmsNotOnBase = DiagnosticCode("FR285")
  /// A list without any data row.
  public static let listWithoutRows = DiagnosticCode("FR287")
  /// A list with more rows than can be joined.
  public static let listTooLong = DiagnosticCode("FR288")
  /// The rows of a list do not add up.
  public static let accountUnbalanced = DiagnosticCode("FR289")
  /// Rows whose firm is not known, since the list has no tax code for them.
  public static let rowsWithoutFirm = DiagnosticCode("FR294")
  /// Figures that contradict each other.
  public static let figuresInconsistent = DiagnosticCode("FR295")
  /// Establishments whose figures could not be rolled up.
  public static let branchesNotRolledUp = DiagnosticCode("FR296")
}

extension DiagnosticCatalogue {
  /// Codes FR260 to FR299: finding the lists of a run and joining them.
  static let sourceEntries: [CatalogueEntry] = inputPlanEntries + joinEntries + linkEntries

  private static let linkEntries: [CatalogueEntry] = [
    CatalogueEntry(
      .linksMalformed, "file of links cannot be used",
      "The file given with `--links` is not one that `firmrisk match` wrote, or a line of it makes no sense: a word other than `yes` or `no` under `accept`, an unknown source, something that is no tax code, or one row accepted for two firms. Nothing is scored, since a wrong link puts one firm's debts on another. Mend the lines that are named."
    ),
    CatalogueEntry(
      .crosswalkAmbiguous, "code of several firms",
      "The list that maps an agency's own codes to tax codes gives these codes to more than one firm. Rows with such a code are left out as unmatched, since nobody can know whose they are. Ask the agency, or name the right firm for the row with `firmrisk match` and `--links`."
    ),
    CatalogueEntry(
      .crosswalkMissing, "crosswalk not given",
      "The list names its rows by the agency's own code, and the list that maps these codes to tax codes is not part of the run, so no row finds its firm that way. Add the crosswalk list, or let `firmrisk match` suggest firms by name and give the marked file with `--links`."
    ),
    CatalogueEntry(
      .rowsWithoutFirm, "rows without a firm",
      "The list has no tax code for these rows, and neither a crosswalk nor a marked link says whose they are. They are counted as unmatched and change no score; `unmatched.csv` names each. `firmrisk match LISTS --out links.csv` suggests firms by name; write `yes` under `accept` where a suggestion is right and score again with `--links links.csv`. Names are never joined by themselves."
    ),
    CatalogueEntry(
      .figuresInconsistent, "figures contradict each other",
      "The rules declare what figures of a sound list keep, such as no more women than workers. For these firms they do not. Both figures are kept and scored as they stand; `inconsistencies.csv` names the firms, the values and the cells. Ask the agency which figure is right: a figure in millions where others are in đồng is the commonest cause."
    ),
    CatalogueEntry(
      .branchesNotRolledUp, "establishments that differ",
      "With `--branches roll-up` the rows of a firm's establishments become one row of the firm. The rules do not say how these fields roll up, and the establishments differ, so the field is unknown for the firm. Declare `rolls up by sum`, `max`, `min`, `any` or `main` for the field, or keep the establishments apart."
    ),
  ]

  private static let inputPlanEntries: [CatalogueEntry] = [
    CatalogueEntry(
      .inputFolderUnreadable, "input folder cannot be listed",
      "The folder given as input does not exist or may not be read. Check the path for a typing error, and the permissions of the folder. Nothing was scored."
    ),
    CatalogueEntry(
      .fileMatchesNoSource, "file matches no source",
      "Every file in the input folder must be the list of one source. The rules declare for each source how its files are named (`files \"labour*.csv\"`); capitals and accents do not count. This file has another name. Rename it, take it out of the folder, or say whose list it is with `--source NAME=FILE`. A file is never left out silently, because a missing list changes scores."
    ),
    CatalogueEntry(
      .fileMatchesSeveralSources, "file matches several sources",
      "The patterns of more than one source fit the file's name, so the program cannot know whose list it is. Rename the file or say it with `--source NAME=FILE`."
    ),
    CatalogueEntry(
      .sourceHasSeveralFiles, "several files for one source",
      "A source is one file. Two files of the input folder are named as lists of the same source, perhaps an old and a new one. Choose one with `--source NAME=FILE` (the other is then left out and named in the account), or take one out of the folder."
    ),
    CatalogueEntry(
      .unknownSource, "unknown source",
      "An option names a source that the rules do not declare. The message lists the sources of the rule set; names of sources are written as in the rules, not as in the titles of reports."
    ),
    CatalogueEntry(
      .sourceOptionMalformed, "malformed --source",
      "`--source` takes the name of a source, an equals sign and a file, such as `--source debtors=no-bhxh-2026-08.csv`. Each source can be given once."
    ),
    CatalogueEntry(
      .noBaseSource, "no base source",
      "A single CSV file as input is read as the base list, but no source of the rule set is marked `base`. Say whose list it is with `--source NAME=FILE`, or mark one source as `base` in the rules."
    ),
    CatalogueEntry(
      .listsFileMalformed, "malformed lists.txt",
      "`lists.txt` states dates of an input folder. A line is `as of 2026-09-30`, or `debtors date 2026-08-31` with the name of a source, or blank, or a comment after `#`. Dates are written year-month-day. Each thing can be stated once."
    ),
    CatalogueEntry(
      .listStale, "list is stale",
      "The list was made more than 45 days before the as-of date. Amounts and days that it states are as of its own date and are not aged, so firms may have paid since. Ask the agency for a newer list, or score as of an earlier date."
    ),
    CatalogueEntry(
      .listInFuture, "list is newer than the as-of date",
      "The list was made after the as-of date, so it may state facts that were not known then. This is right when an old date is scored again on purpose; else move the as-of date."
    ),
    CatalogueEntry(
      .noLists, "no list given",
      "The input folder holds no list (files that start with a dot or `README`, and `lists.txt`, are no lists) and no `--source` names one. Nothing was scored."
    ),
    CatalogueEntry(
      .noPopulation, "no list adds firms",
      "Firms are scored when they stand on a list that adds firms to the population. Only lists declared `adds no firms` were given. Add the base list."
    ),
    CatalogueEntry(
      .folderEntryIgnored, "entry of the input folder left out",
      "Folders inside the input folder, special files, and files that `--source` has replaced are not read. Nothing is wrong unless you meant it to be read."
    ),
    CatalogueEntry(
      .partialWithoutEffect, "--partial without effect",
      "`--partial NAME` withdraws the claim that a list is complete, so that a firm that is not on it is unknown instead of known to be absent. This list is not declared complete, or was not given, so the option changes nothing."
    ),
  ]

  private static let joinEntries: [CatalogueEntry] = [
    CatalogueEntry(
      .rowsUnmatched, "rows of unknown firms",
      "The list adds no firms to the population, and these rows carry tax codes that no other list has. They are counted and listed, and change no score. Compare the codes: a branch code, a lost zero or a firm that has closed are the usual reasons."
    ),
    CatalogueEntry(
      .rowsConflict, "rows of one list contradict each other",
      "Several rows of a list with one row a firm carry the same tax code. Where they agree, or one of them is blank, they are merged; where they differ, the field is unknown for that firm and both values are listed. Ask the agency which row is right."
    ),
    CatalogueEntry(
      .listsDisagree, "lists disagree",
      "Two lists give different values for one field of a firm. The list named first in the field's declaration decides, and the other value is listed. Many of them in one column point to a difference in definition or date."
    ),
    CatalogueEntry(
      .completeListHasRejects, "complete list has rejected rows",
      "A firm that is not on a complete list is known to be absent from it. Rejected rows of that list belong to firms that nobody can name for sure: firms whose name stands in a rejected row are unknown instead of absent, all others keep the default. Mend the rejected rows, or withdraw the claim with `--partial NAME`."
    ),
    CatalogueEntry(
      .tooManyRows, "too many rows of one firm",
      "A firm may have at most 100,000 rows in one list. Later rows are rejected, and what is counted or summed for this firm is too low. Such a number of rows is nearly always a code typed into every row by mistake."
    ),
    CatalogueEntry(
      .firmsNotOnBase, "firms not on the base list",
      "These firms stand on another list that adds firms, but not on the base list. They are scored, since a debtor that the base list lacks is a finding in itself; most of their fields are unknown."
    ),
    CatalogueEntry(
      .listWithoutRows, "list without rows",
      "The file has a header and no data row. For a complete list that means that no firm is on it. If that cannot be, export the list again."
    ),
    CatalogueEntry(
      .listTooLong, "list too long",
      "A list may have at most two thousand million rows. Split it by district, or leave out years that no rule reads."
    ),
    CatalogueEntry(
      .accountUnbalanced, "account does not balance",
      "Rows read must equal rows joined, merged, set aside, unmatched and rejected. They do not, which is a fault of this program and not of the list. Do not use the result, and report the fault with the list if you may."
    ),
  ]
}
