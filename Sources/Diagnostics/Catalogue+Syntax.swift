extension DiagnosticCode {
  /// Bytes that are not UTF-8.
  public static let invalidUTF8 = DiagnosticCode("FR001")
  /// A character that means nothing in a rules file.
  public static let unexpectedCharacter = DiagnosticCode("FR002")
  /// A string without its closing quote.
  public static let unterminatedString = DiagnosticCode("FR003")
  /// A backslash before a character that needs none.
  public static let unknownEscape = DiagnosticCode("FR004")
  /// A number over 64 bits.
  public static let numberTooLarge = DiagnosticCode("FR005")
  /// A number with more than four decimals.
  public static let tooManyDecimals = DiagnosticCode("FR006")
  /// A number with misplaced separators or letters.
  public static let malformedNumber = DiagnosticCode("FR007")
  /// A date that the calendar does not have.
  public static let impossibleDate = DiagnosticCode("FR008")
  /// A date not written year-month-day.
  public static let malformedDate = DiagnosticCode("FR009")
  /// An operator of another language.
  public static let foreignOperator = DiagnosticCode("FR010")
  /// Something else stands where the grammar asks for one thing.
  public static let expectedElse = DiagnosticCode("FR011")
  /// No expression where one is needed.
  public static let expectedExpression = DiagnosticCode("FR012")
  /// A word that starts no declaration.
  public static let unknownDeclaration = DiagnosticCode("FR013")
  /// A word that starts no clause of its block.
  public static let unknownClause = DiagnosticCode("FR014")
  /// A bracket that is never closed.
  public static let unclosedBracket = DiagnosticCode("FR015")
  /// A closing bracket that closes nothing.
  public static let strayBracket = DiagnosticCode("FR016")
  /// A clause that may stand once and stands twice.
  public static let repeatedClause = DiagnosticCode("FR017")
  /// Two comparisons in a row.
  public static let chainedComparison = DiagnosticCode("FR018")
  /// An expression nested too deeply.
  public static let tooDeep = DiagnosticCode("FR019")
  /// A month and day outside `latest(…)`.
  public static let misplacedMonthDay = DiagnosticCode("FR020")
  /// A word of the language used as a name.
  public static let reservedName = DiagnosticCode("FR021")
  /// Two entries on a line without a comma.
  public static let missingSeparator = DiagnosticCode("FR022")
  /// Parts of a clause in the wrong order.
  public static let wrongOrder = DiagnosticCode("FR023")
  /// A name with a character that names do not have.
  public static let malformedName = DiagnosticCode("FR024")
  /// An invisible character that changes the order in which text is shown.
  public static let directionControl = DiagnosticCode("FR025")
  /// A byte-order mark.
  public static let byteOrderMark = DiagnosticCode("FR026")
  /// Line ends of Windows.
  public static let carriageReturns = DiagnosticCode("FR027")
  /// Digit groups that are not of three.
  public static let unevenDigitGroups = DiagnosticCode("FR028")
  /// The formatter could not prove its own result.
  public static let formatterFailure = DiagnosticCode("FR029")
  /// An override of a clause that belongs to the pack below.
  public static let lockedClause = DiagnosticCode("FR030")
}

extension DiagnosticCatalogue {
  static let syntaxEntries: [CatalogueEntry] = lexicalEntries + grammarEntries + layoutEntries

  private static let lexicalEntries: [CatalogueEntry] = [
    CatalogueEntry(
      .invalidUTF8, "bytes that are not UTF-8",
      """
      Rules files are read as UTF-8. These bytes are not UTF-8, so nobody can say which characters were meant. \
      Files saved by old Windows programs in TCVN3, VNI or Windows-1258 look like this. Open the file in an editor \
      that knows the old encoding and save it as UTF-8.
      """),
    CatalogueEntry(
      .unexpectedCharacter, "a character that means nothing here",
      """
      The character is not part of the rule language. Common causes are text pasted from a word processor \
      (curly quotes, no-break spaces), a `;` at the end of a line, or single quotes. Strings stand in plain double \
      quotes, clauses end by themselves, and blanks are plain spaces. Control characters are not allowed anywhere.
      """),
    CatalogueEntry(
      .unterminatedString, "a string without its closing quote",
      """
      A string ends on the line where it began. Add the closing `"`. A quote inside a string is written `\\"`, a \
      line break inside a string is written `\\n`.
      """),
    CatalogueEntry(
      .unknownEscape, "an unknown escape in a string",
      """
      In a string a backslash is followed by `"`, by another backslash, or by `n` for a line break. Write a single \
      backslash as two.
      """),
    CatalogueEntry(
      .numberTooLarge, "a number over 64 bits",
      """
      Numbers are held in 64 bits, so the largest is 9_223_372_036_854_775_807 (fewer digits when there are \
      decimals). A larger number is most likely a slip of the keyboard.
      """),
    CatalogueEntry(
      .tooManyDecimals, "more than four decimals",
      """
      Numbers have at most four decimals, so that results do not depend on binary rounding. Round the number, or \
      write a quotient of two numbers.
      """),
    CatalogueEntry(
      .malformedNumber, "a number that cannot be read",
      """
      A number is made of digits, with `_` between digits for reading and one point before decimals: `5_310_000`, \
      `12.5`. Points and commas between thousands are not read, because `5.310` would be either of two numbers. \
      A name may not touch the number: write `30 days`, and `article "5a"` for an article with a letter.
      """),
    CatalogueEntry(
      .impossibleDate, "a date that the calendar does not have",
      """
      The year, month and day are read, but there is no such day, such as 30 February. A month and day without a \
      year must exist in every year, so 29 February is not allowed there.
      """),
    CatalogueEntry(
      .malformedDate, "a date that is not written year-month-day",
      """
      Dates are written with four digits for the year and two each for month and day: `2026-03-01`. Dates with the \
      day first are not read, because 03-04 would be either of two days.
      """),
    CatalogueEntry(
      .foreignOperator, "an operator of another language",
      """
      The rule language compares with `=` and `!=` and joins conditions with the words `and`, `or` and `not`. \
      Operators of programming languages and mathematical signs are recognised only to say so.
      """),
  ]

  private static let grammarEntries: [CatalogueEntry] = [
    CatalogueEntry(
      .expectedElse, "something else was expected",
      """
      The grammar asks for one thing at this place and the file has another. The message names both; the language \
      reference shows the whole clause.
      """),
    CatalogueEntry(
      .expectedExpression, "an expression was expected",
      """
      A value or condition is missing: a number, a name, a call, or something in parentheses. An operator without \
      its right-hand side is the usual cause.
      """),
    CatalogueEntry(
      .unknownDeclaration, "a word that starts no declaration",
      """
      At the top level of a file stand `language`, `pack`, `unit`, `choice`, `source`, `field`, `parameter`, `set`, \
      `let`, `area`, `rule`, `example` and `policy`, and nothing else.
      """),
    CatalogueEntry(
      .unknownClause, "a word that starts no clause of this block",
      """
      Every block has its own list of clauses. The word is none of them: it is misspelt, belongs to another kind of \
      block, or is a unit that slipped to the next line (a unit stands on the line of its number).
      """),
    CatalogueEntry(
      .unclosedBracket, "a bracket that is never closed",
      """
      A `{`, `(` or `[` has no partner. The message points to the place where the partner was missed and to the \
      bracket that waits for it; the real place is often between the two.
      """),
    CatalogueEntry(
      .strayBracket, "a closing bracket that closes nothing",
      """
      There is one closing bracket too many, or the block was closed too early, so that clauses stand outside it.
      """),
    CatalogueEntry(
      .repeatedClause, "a clause given twice",
      """
      The clause may stand once in its block. The first one is used. Only `basis` and `fine` of a rule, entries of \
      parameters and sets, and the actions of the policy may be repeated.
      """),
    CatalogueEntry(
      .chainedComparison, "comparisons that are chained",
      """
      `a < b < c` compares a truth with a number in most languages, so it is refused. Write `a < b and b < c`, or \
      `b between a and c` when both ends belong to the range.
      """),
    CatalogueEntry(
      .tooDeep, "an expression nested too deeply",
      """
      Expressions may be nested 32 levels and be 200 operators high. No rule that a person can check comes near; \
      give parts of it names with `let`.
      """),
    CatalogueEntry(
      .misplacedMonthDay, "a month and day outside `latest`",
      """
      `06-05` means the fifth of June of a year still to be found, and only `latest(06-05)` finds the year. To \
      subtract, put blanks around the minus: `6 - 5`.
      """),
    CatalogueEntry(
      .reservedName, "a word of the language used as a name",
      """
      The words of expressions (`and`, `or`, `not`, `in`, `none`, `of`, …) cannot be names, and a unit cannot have \
      the name of a clause, because a number before that clause would be read with it.
      """),
    CatalogueEntry(
      .missingSeparator, "entries on one line without a comma",
      """
      Entries stand on lines of their own or are separated by commas. Without either, a misspelt name could be \
      read as the unit of the number before it.
      """),
    CatalogueEntry(
      .wrongOrder, "parts of a clause in the wrong order",
      """
      The parts of a clause have one order, so that clauses read alike everywhere: `points X, up to 30 from 10`; \
      in a fine first the period, then `doubled` or `for organisations`, then the amount, `up to`, `warning below`.
      """),
    CatalogueEntry(
      .malformedName, "a name with a character that names do not have",
      """
      A name is made of letters of any language, digits and `_`, and does not begin with a digit; points join the \
      parts of a long name. A minus or a blank inside would be read as an operator or as the end of the name.
      """),
  ]

  private static let layoutEntries: [CatalogueEntry] = [
    CatalogueEntry(
      .directionControl, "an invisible character that changes the order of text",
      """
      Characters that switch the direction of writing can show a rule in another order than the program reads it. \
      They are refused everywhere, in strings and comments too. Vietnamese and English texts need none of them.
      """),
    CatalogueEntry(
      .lockedClause, "an override cannot change this",
      """
      A pack that builds on another may set the caps of its areas, its policy, and the points and status of its \
      rules. What a rule says (`when`, `basis`, `fine` and all the rest) is the law's and stays as the other pack \
      writes it. A province that wants another condition adds an indicator of its own.
      """),
    CatalogueEntry(
      .byteOrderMark, "a byte-order mark",
      """
      The file begins with the invisible mark that some Windows programs write before UTF-8. It is read all the \
      same; `rules format` removes it.
      """),
    CatalogueEntry(
      .carriageReturns, "line ends of Windows",
      """
      Lines end with a carriage return and a line feed. The file is read all the same; `rules format` writes plain \
      line feeds, so that comparisons of versions show real changes only.
      """),
    CatalogueEntry(
      .unevenDigitGroups, "digit groups that are not of three",
      """
      `_` usually separates thousands. Here the groups have another length, so a digit may be missing or doubled. \
      The number is read as its digits say.
      """),
    CatalogueEntry(
      .formatterFailure, "the formatter could not prove its result",
      """
      Before it changes a file the formatter reads its own result again and compares meaning, comments and layout. \
      They differed, so the file was left as it was. This is a mistake in the program; please report it with the \
      file.
      """),
  ]
}
