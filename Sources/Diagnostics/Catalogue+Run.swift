extension DiagnosticCode {
  /// A command line that cannot be understood.
  public static let usageMistake = DiagnosticCode("FR300")
  /// No rules to check.
  public static let rulesMissing = DiagnosticCode("FR301")
  /// An example whose rule does not do what it expects.
  public static let exampleFails = DiagnosticCode("FR302")
  /// A rule file that is not in canonical form.
  public static let notFormatted = DiagnosticCode("FR303")
  /// An as-of date that cannot be found.
  public static let asOfMissing = DiagnosticCode("FR304")
  /// An output that cannot be written.
  public static let outputUnwritable = DiagnosticCode("FR305")
  /// A firm that is in none of the lists.
  public static let firmUnknown = DiagnosticCode("FR306")
  /// Rows that do not add up.
  public static let balanceBroken = DiagnosticCode("FR307")
  /// A condition of `--fail-on` that holds.
  public static let askedToFail = DiagnosticCode("FR308")
}

extension DiagnosticCatalogue {
  static let runEntries: [CatalogueEntry] = [
    CatalogueEntry(
      .usageMistake, "command line not understood",
      """
      The command, an option or the number of arguments is not what the program knows. The message names it, and the \
      help shows the nearest spelling or the usage. `firmrisk COMMAND --help` lists the options of a command. \
      Exit code 2.
      """),
    CatalogueEntry(
      .rulesMissing, "no rules to check",
      """
      The folder named with `--rules` (or `rules/vn-labour` in the working folder) cannot be opened or holds no file \
      that ends in `.rules`. Name the folder of a rule pack. Exit code 2.
      """),
    CatalogueEntry(
      .exampleFails, "example fails",
      """
      An example of a rule states an outcome, and the rule gives another. The lines below the message show the value \
      of every part of the rule for the example's firm. Either the rule does not mean what the example says, or the \
      example is wrong. Exit code 1.
      """),
    CatalogueEntry(
      .notFormatted, "file not in canonical form",
      """
      `firmrisk rules format --check` found a file whose layout differs from the canonical one. `firmrisk rules format \
      DIR` rewrites it; the meaning never changes. Exit code 1.
      """),
    CatalogueEntry(
      .asOfMissing, "no as-of date",
      """
      A run scores one day, and the program never reads the clock. The day comes from `--as-of yyyy-MM-dd`, else from \
      the line `as of yyyy-MM-dd` of `lists.txt` beside the lists, else from the latest list date stated there. \
      Exit code 2.
      """),
    CatalogueEntry(
      .outputUnwritable, "output cannot be written",
      """
      A result file or folder cannot be created or written: the disk is full, the folder is read-only, or a file \
      stands where a folder should be. No half-written file is left behind. Exit code 4.
      """),
    CatalogueEntry(
      .firmUnknown, "firm in none of the lists",
      """
      `firmrisk explain` was asked for a tax code that none of the given lists holds. Check the digits; a branch is \
      written `0123456789-001`. Exit code 2.
      """),
    CatalogueEntry(
      .balanceBroken, "rows do not add up",
      """
      For each list, rows read must equal rows joined, merged, set aside, unmatched and rejected. They do not, so a \
      row may have been lost: please keep the files and report the fault of the program. Exit code 4.
      """),
    CatalogueEntry(
      .askedToFail, "condition of `--fail-on` holds",
      """
      The run was done and everything was written, but something holds that `--fail-on` named: rejected rows or cells, \
      a list over 45 days old, contradictions, or too little coverage. The run folder lists the details. Exit code 1.
      """),
  ]
}
