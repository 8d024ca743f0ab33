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
  /// A rule that changed since a lawyer signed it.
  public static let reviewOutdated = DiagnosticCode("FR310")
  /// A run folder whose manifest cannot be used.
  public static let runUnreadable = DiagnosticCode("FR320")
  /// Inputs or rules of a run that are not at hand as they were.
  public static let runInputsMissing = DiagnosticCode("FR321")
  /// A run that gives other results when it is done again.
  public static let runNotRepeated = DiagnosticCode("FR322")
  /// Law of one run and rule text of another that do not fit together.
  public static let runsDoNotCombine = DiagnosticCode("FR323")
  /// A folder that must be empty and is not.
  public static let folderNotEmpty = DiagnosticCode("FR324")
}

extension DiagnosticCatalogue {
  static let runEntries: [CatalogueEntry] = [
    CatalogueEntry(
      .reviewOutdated, "rule changed since it was reviewed",
      """
      `reviewed by "NAME" on DATE for "HASH"` is a lawyer's signature under the meaning of a rule. The hash in it is not \
      that of the rule as it stands: its condition, basis, dates, fine, texts, or a `let` that it names, was changed \
      after the signature. The rule still counts. Read it against its articles and sign it with the hash that the help \
      shows. Layout, comments, points, family, status and the figures of parameters are not part of the hash.
      """),
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
    CatalogueEntry(
      .runUnreadable, "run folder cannot be used",
      """
      `firmrisk compare` takes two folders that `firmrisk score --out DIR` wrote. The named folder has no \
      `manifest.json`, or one of another form. Score again with `--out`. Exit code 4.
      """),
    CatalogueEntry(
      .runInputsMissing, "inputs of a run are not at hand",
      """
      `firmrisk compare` scores the inputs of both runs again, and takes nothing that changed since: every file must \
      have the hash that the manifest states. Either the run was done with `--keep-inputs`, so that its folder holds \
      its rules and lists, or the folders are named with `--inputs-a`, `--rules-a`, `--inputs-b` and `--rules-b`. \
      Exit code 4.
      """),
    CatalogueEntry(
      .runNotRepeated, "run gives other results now",
      """
      The inputs of a run are unchanged, but scoring them again gives another `ranking.csv` than the run folder holds. \
      The file was edited, or another version of the program wrote it. Score both runs again with this version and \
      compare those. Exit code 4.
      """),
    CatalogueEntry(
      .runsDoNotCombine, "law of one run does not fit the rules of the other",
      """
      To tell a change of law from a change of rule text, `firmrisk compare` scores the rules of the first run with \
      the parameters, sets and dates of effect of the second. A parameter whose unit or keys changed fits only its own \
      rules. Do the change in two steps: a run with the new unit or key and the old values, then one with the new \
      values, and compare one step at a time. The lines below the message say what does not fit. Exit code 3.
      """),
    CatalogueEntry(
      .folderNotEmpty, "folder is not empty",
      """
      `firmrisk rules new DIR` writes a starter pack and never overwrites anything. Name a folder that does not exist \
      yet, or an empty one. Exit code 2.
      """),
  ]
}
