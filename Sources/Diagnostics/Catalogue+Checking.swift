extension DiagnosticCode {
  /// A name that nothing declares.
  public static let unknownName = DiagnosticCode("FR100")
  /// A value of the wrong type.
  public static let typeMismatch = DiagnosticCode("FR101")
  /// Two units that do not fit.
  public static let unitMismatch = DiagnosticCode("FR102")
  /// A number that could leave 64 bits.
  public static let overflowPossible = DiagnosticCode("FR103")
  /// More than four decimals.
  public static let decimalsExceeded = DiagnosticCode("FR104")
  /// A name declared twice.
  public static let duplicateName = DiagnosticCode("FR105")
  /// A type or unit that nothing declares.
  public static let unknownType = DiagnosticCode("FR106")
  /// A clause that must be there.
  public static let missingClause = DiagnosticCode("FR107")
  /// A clause that does not belong there.
  public static let misplacedClause = DiagnosticCode("FR108")
  /// A value that must be a constant.
  public static let notConstant = DiagnosticCode("FR109")
  /// A value outside its range.
  public static let outsideRange = DiagnosticCode("FR110")
  /// Definitions that need each other.
  public static let cyclicDefinition = DiagnosticCode("FR111")
  /// Periods of effect that overlap or run backwards.
  public static let periodConflict = DiagnosticCode("FR112")
  /// A parameter without a value inside a rule's period.
  public static let parameterGap = DiagnosticCode("FR113")
  /// A points formula without a bound.
  public static let unboundedPoints = DiagnosticCode("FR114")
  /// Caps that do not sum to 100.
  public static let capsNotHundred = DiagnosticCode("FR115")
  /// Bands with a gap or an overlap.
  public static let bandConflict = DiagnosticCode("FR116")
  /// Keys that do not match the parameter.
  public static let wrongKeys = DiagnosticCode("FR117")
  /// A field read at the wrong level.
  public static let wrongLevel = DiagnosticCode("FR118")
  /// `reported` outside an indicator.
  public static let reportedOutsideIndicator = DiagnosticCode("FR119")
  /// A function called with the wrong arguments.
  public static let wrongArguments = DiagnosticCode("FR120")
  /// `is none` on something that is never none.
  public static let neverNone = DiagnosticCode("FR121")
  /// A language version this program does not know.
  public static let unsupportedLanguage = DiagnosticCode("FR122")
  /// Policy bands that are not the four, rising from 0.
  public static let wrongBands = DiagnosticCode("FR124")
  /// Text that is not in composed form.
  public static let decomposedText = DiagnosticCode("FR126")
  /// A placeholder that cannot be read.
  public static let brokenPlaceholder = DiagnosticCode("FR127")
  /// An expression that grows too large once its names are written out.
  public static let expressionTooLarge = DiagnosticCode("FR129")
  /// The pack that a pack builds on cannot be used.
  public static let baseUnusable = DiagnosticCode("FR130")
  /// An override where there is nothing to override.
  public static let misplacedOverride = DiagnosticCode("FR131")
  /// More points than an area's cap allows.
  public static let pointsOverCap = DiagnosticCode("FR128")
}

extension DiagnosticCatalogue {
  static let checkingEntries: [CatalogueEntry] = [
    CatalogueEntry(
      .unknownName, "unknown name",
      """
      A rule, example or declaration names a field, parameter, source, area or rule that no file of the pack \
      declares. Most often it is a slip of the pen: the help lists at most three names that are close. Otherwise \
      declare the field in one of the `fields` files before a rule reads it.
      """),
    CatalogueEntry(
      .typeMismatch, "wrong type of value",
      """
      An operator or clause got a value of another type than it needs: a condition must be yes or no, points must be \
      a number, dates are compared with dates. Compare a yes/no field directly (`has_union`, `not has_union`), and \
      a choice with one of its members.
      """),
    CatalogueEntry(
      .unitMismatch, "units do not fit",
      """
      Units are types: persons cannot be compared with đồng, nor days with months. Write the unit after the number \
      (`60 days`, `400_000 VND`). A bare number fits only counted units such as persons, and 0 fits every unit. \
      Points are plain numbers: divide by a number of the same unit, as in `si_debt_days / 15 days`. A percentage is \
      compared with a percentage: write `85%`, not `85`.
      """),
    CatalogueEntry(
      .overflowPossible, "number could leave 64 bits",
      """
      From the ranges of the fields the checker derives how large each part of an expression can become, and refuses \
      one that could exceed 64 bits, so that no firm's data can overflow at run time. Give the fields narrower \
      ranges, divide earlier, or round to fewer decimals with `round(x, n)`.
      """),
    CatalogueEntry(
      .decimalsExceeded, "more than four decimals",
      """
      Numbers keep at most four decimals. A product has the decimals of both factors together, and every quotient \
      has four. Round one of them first: `round(a / b, 2) * c`.
      """),
    CatalogueEntry(
      .duplicateName, "name declared twice",
      """
      Two declarations of one pack use the same name; the second is ignored. Fields, parameters, sets and `let` \
      names share one name space, choices, units, sources, areas and rules have their own. Rename one of them.
      """),
    CatalogueEntry(
      .unknownType, "unknown type or unit",
      """
      After a colon stands `yes/no`, `date`, `date or none`, `text`, `number`, `percent`, a unit such as `persons` or \
      `VND/months`, or the name of a declared choice. After a number stands a declared unit.
      """),
    CatalogueEntry(
      .missingClause, "clause missing",
      """
      A declaration lacks a clause that it needs: a violation needs a basis, a number field needs a range, an example \
      needs `as of` and `expect`, a rule needs `when` and (unless it is a gate) `points`. The message names the clause.
      """),
    CatalogueEntry(
      .misplacedClause, "clause not allowed here",
      """
      A clause stands in a declaration in which it has no meaning: a gate adds no points, an indicator is no offence \
      and carries no fine, `none when` needs a `date or none` field, a field is either presumed or derived, not both.
      """),
    CatalogueEntry(
      .notConstant, "value must be a constant",
      """
      Ranges, presumed values, parameter values, fine amounts and the values in examples are constants: a number with \
      its unit, yes or no, a date, a text, or a member of a choice. The date after `at` may use `as_of`, but no field.
      """),
    CatalogueEntry(
      .outsideRange, "value outside its range",
      """
      A constant lies outside the range that the field or clause declares, so no list could ever give it. Mend the \
      value or widen the range. Caps and points lie between 0 and 100.
      """),
    CatalogueEntry(
      .cyclicDefinition, "definitions need each other",
      """
      A `let` or a derivation (`otherwise`) needs itself, perhaps through others, so it has no meaning. Break the \
      circle by writing one of them out.
      """),
    CatalogueEntry(
      .periodConflict, "periods overlap or run backwards",
      """
      A period ends before it begins, or two values of one parameter or set are in force on the same day. Both ends of \
      a period belong to it: the old value ends on the day before the new one begins.
      """),
    CatalogueEntry(
      .parameterGap, "parameter without a value while the rule is in force",
      """
      On some day on which the rule is in force, a parameter that it reads has no value, so the rule would silently \
      be unknown. Add the value of that time with its act, or let the rule begin later.
      """),
    CatalogueEntry(
      .unboundedPoints, "points without a bound",
      """
      A points formula must say the most it can give, `points FORMULA, up to N`, so that the most a rule can add is \
      known without any data. A plain number is its own bound.
      """),
    CatalogueEntry(
      .capsNotHundred, "area caps do not sum to 100",
      """
      A score is the sum of its areas and nothing is scaled, so the caps of all areas together must be exactly 100. \
      The message says how many points are missing or too many.
      """),
    CatalogueEntry(
      .bandConflict, "bands with a gap or an overlap",
      """
      The bands of a parameter or fine must follow each other without gap and overlap, rising. `1..10` includes both \
      ends, `0..<50` leaves out the upper end, `1000..` is open.
      """),
    CatalogueEntry(
      .wrongKeys, "keys do not match the parameter",
      """
      A parameter is looked up with exactly the keys it declares after `by`, in that order: `minimum_monthly_wage\
      [wage_region]`. A parameter without keys is written by its name alone. A choice key may name only its members.
      """),
    CatalogueEntry(
      .wrongLevel, "field read at the wrong level",
      """
      A field of a list with many rows a firm can be read only inside an aggregate over that list, such as \
      `count(inspections where inspection_date >= as_of - 12 months)`, and inside an aggregate only the list's own \
      fields, parameters and `as_of` may be read. The key that joins the lists is read by no rule.
      """),
    CatalogueEntry(
      .reportedOutsideIndicator, "`reported` outside an indicator",
      """
      Whether a list gave a cell is a fact about the list and not about the firm. Only an indicator may ask it; a \
      violation must rest on what is known of the firm.
      """),
    CatalogueEntry(
      .wrongArguments, "function called wrongly",
      """
      A function got the wrong number or kind of arguments, or there is no such function. The functions are min, max, \
      abs, round(x) or round(x, decimals), year, date(year, month, day), end_of_month, latest(MM-DD), reported(field), \
      and the aggregates count, sum, min, max, latest, any, all over a list with many rows.
      """),
    CatalogueEntry(
      .neverNone, "`is none` on something that is never none",
      """
      Only a field of type `date or none` can be known to be none. A blank cell is unknown, not none: declare the \
      field `date or none` and say with `none when` which words in the list mean it.
      """),
    CatalogueEntry(
      .unsupportedLanguage, "language version not supported",
      """
      The pack must state the version of the rule language it is written in, `language 1`, once. This program \
      understands version 1.
      """),
    CatalogueEntry(
      .wrongBands, "policy bands are not the four",
      """
      A policy states exactly the bands low, medium, high and critical, in this order, low from 0 and each of the \
      others from a higher score than the one before, at most 100.
      """),
    CatalogueEntry(
      .decomposedText, "text is not in composed form",
      """
      A text holds a combining accent instead of one composed letter. Texts are compared byte by byte and lists are \
      read in composed form (NFC), so it would never match. Type the letter again with a Vietnamese keyboard.
      """),
    CatalogueEntry(
      .brokenPlaceholder, "placeholder cannot be read",
      """
      In a `because` sentence, braces hold the name of one field or `let` whose value is printed: `{si_debt}`. Write \
      `{{` for a brace itself.
      """),
    CatalogueEntry(
      .expressionTooLarge, "expression too large once written out",
      """
      A `let` stands for its expression wherever it is named, and such names can build on each other until the whole is \
      larger than anything a person could check: over 10,000 parts. Say it with fewer names, or split the rule.
      """),
    CatalogueEntry(
      .pointsOverCap, "more points than the area's cap",
      """
      One rule alone may add more than its area's cap, so part of its points can never count. Lower the bound or \
      raise the cap.
      """),
    CatalogueEntry(
      .baseUnusable, "the pack below cannot be used",
      """
      `pack hue_2026 extends vn_labour` builds on the pack that declares `pack vn_labour`. It is looked for in the \
      folder of that name beside the pack's own folder (`vn-labour`, or `vn_labour`), else among the packs that the \
      program carries; no file can name a path. The pack below may not itself build on another.
      """),
    CatalogueEntry(
      .misplacedOverride, "override without anything to override",
      """
      `override` changes a cap, the policy, or the points or status of a rule of the pack that this pack extends. A \
      pack that extends none has nothing to override, and what a pack declares itself is changed where it stands.
      """),
  ]
}
