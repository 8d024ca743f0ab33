extension DiagnosticCode {
  /// A name that a database would cut.
  public static let sqlNameTooLong = DiagnosticCode("FR400")
  /// Two columns with names that a database cannot tell apart.
  public static let sqlNameClash = DiagnosticCode("FR401")
  /// More columns than a database holds.
  public static let sqlTooWide = DiagnosticCode("FR402")
  /// A text that a database cannot hold.
  public static let sqlTextRefused = DiagnosticCode("FR403")
}

extension DiagnosticCatalogue {
  static let sqlEntries: [CatalogueEntry] = [
    CatalogueEntry(
      .sqlNameTooLong, "name too long for the database",
      """
      The SQL of `firmrisk sql` names columns after fields and rules. PostgreSQL cuts names after 63 bytes without an \
      error, so two columns could become one. The SQL is refused instead: shorten the name, or use another engine. \
      Exit code 3.
      """),
    CatalogueEntry(
      .sqlNameClash, "two columns with one name",
      """
      Databases compare names of columns without case, and the tables have columns of their own, such as `tax_code`, \
      `row_no` and `FIELD_is_none`. Two fields would get the same column. Rename one of them. Exit code 3.
      """),
    CatalogueEntry(
      .sqlTooWide, "too many columns for the database",
      """
      Each rule needs a few columns on its way to the score, and every database has a limit: about 1,600 in \
      PostgreSQL, 1,900 in SQLite, far more in DuckDB and Spark. Use one of those, or split the pack. Exit code 3.
      """),
    CatalogueEntry(
      .sqlTextRefused, "text that the database cannot hold",
      """
      A text in the rules holds a character that the database does not store, such as U+0000. The SQL would compare \
      with another text than the rule, so it is refused. Remove the character. Exit code 3.
      """),
  ]
}
