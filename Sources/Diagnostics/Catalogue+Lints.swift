extension DiagnosticCode {
  /// Days between two values on which a parameter or set has none.
  public static let valueGap = DiagnosticCode("FR150")
  /// A key for which a parameter has no value.
  public static let missingKeyValue = DiagnosticCode("FR151")
  /// Two values for one key.
  public static let repeatedKey = DiagnosticCode("FR152")
  /// A value over five times the one before it, or under a fifth.
  public static let valueJump = DiagnosticCode("FR153")
  /// A citation with a date that no calendar has.
  public static let impossibleCitationDate = DiagnosticCode("FR154")
  /// An act made after what it is cited for took effect.
  public static let actAfterEffect = DiagnosticCode("FR155")
  /// An act made years before the value that it is cited for.
  public static let actLongBeforeEffect = DiagnosticCode("FR156")
  /// An act cited for days after its end.
  public static let actAfterEnd = DiagnosticCode("FR157")
  /// An act cited for days before it is in force.
  public static let actNotYetInForce = DiagnosticCode("FR158")
  /// A condition that can never hold.
  public static let neverHolds = DiagnosticCode("FR160")
  /// A condition that always holds, or that adds nothing to the ones beside it.
  public static let alwaysHolds = DiagnosticCode("FR161")
  /// A rule that implies another.
  public static let impliedRule = DiagnosticCode("FR162")
  /// A rule that can never add a point.
  public static let addsNoPoints = DiagnosticCode("FR163")
  /// A field that no rule reads.
  public static let unreadField = DiagnosticCode("FR165")
  /// A parameter, set or `let` that nothing reads.
  public static let unreadName = DiagnosticCode("FR166")
  /// A rule that does not say its basis, its reason or what to check.
  public static let unexplainedRule = DiagnosticCode("FR170")
  /// A rule without all three kinds of example.
  public static let missingExamples = DiagnosticCode("FR171")
  /// A violation without a fine.
  public static let violationWithoutFine = DiagnosticCode("FR172")
  /// Days on which a violation can have ended and no fine is stated.
  public static let fineGap = DiagnosticCode("FR173")
  /// A text in one language alone.
  public static let oneLanguage = DiagnosticCode("FR174")
  /// A finding that is allowed but not there.
  public static let needlessAllowance = DiagnosticCode("FR190")
}

extension DiagnosticCatalogue {
  /// Codes of the lints that `allow` can name: what runs, but looks like a slip.
  public static let lintCodes: [DiagnosticCode] = lintEntries.map(\.code).filter { $0 != .needlessAllowance }

  static let lintEntries: [CatalogueEntry] = valueLintEntries + conditionLintEntries + completenessLintEntries

  private static let valueLintEntries: [CatalogueEntry] = [
    CatalogueEntry(
      .valueGap, "days without a value",
      """
      Between two values of a parameter or set lie days on which it has none. Rules that read it are unknown on those \
      days. Both ends of a period belong to it, so the old value ends on the day before the new one begins. Where the \
      law itself leaves the gap, say so: `allow FR150 because …`. A rule that is in force on such a day is an error \
      of its own, FR113; two values on one day are FR112.
      """),
    CatalogueEntry(
      .missingKeyValue, "key without a value",
      """
      A parameter has values for some members of its choice, or for some bands of its field, but not for all that a \
      firm can have: a firm with another key is unknown. Add the rows from the act, or widen the first or last band.
      """),
    CatalogueEntry(
      .repeatedKey, "two values for one key",
      """
      Two rows of one period name the same keys, or bands that overlap under the same other keys. The first row would \
      be used. Remove one, or mend its key.
      """),
    CatalogueEntry(
      .valueJump, "value over five times the one before it",
      """
      From one period to the next a value grows or falls by more than five times. Laws rarely do that: most often a \
      digit is missing, thousands were typed for single units, or the currency or the unit changed and the text does \
      not say so. Compare both with the acts. When the law means it: `allow FR153 because …`.
      """),
    CatalogueEntry(
      .impossibleCitationDate, "citation with an impossible date",
      """
      The number or name of a cited act holds a date that is in no calendar, such as 40/06/1976. Compare it with the \
      act's title. Dates are read as day/month/year or year-month-day.
      """),
    CatalogueEntry(
      .actAfterEffect, "act made after its effect",
      """
      A value or a rule is in force before the act was made that it cites, by the year in the act's number \
      (`74/2024/NĐ-CP` was made in 2024) or by the day after `issued`. Mend the number of the act, or the first day. A \
      rule with several bases is fine as long as one of them is old enough.
      """),
    CatalogueEntry(
      .actLongBeforeEffect, "act made long before its effect",
      """
      By the year in its number, the act was made more than three years before the first day of the value that it is \
      cited for, such as a decree of 1956 for a value of 1975. Most often the year is a slip. Where it is right, \
      declare the act with its dates: `act "45/2019/QH14" { title … from 2021-01-01 }`; a declared act is believed.
      """),
    CatalogueEntry(
      .actAfterEnd, "act cited after its end",
      """
      A rule, value or fine cites an act for days after the last day of that act. The last days of acts stand in `act` \
      declarations. End the rule, value or fine with the act and cite the act that replaced it. A rule with several \
      bases is fine as long as one of them is in force on each of its days; an act that is not declared counts as \
      in force.
      """),
    CatalogueEntry(
      .actNotYetInForce, "act cited before it is in force",
      """
      A rule, value or fine cites an act for days before its first day in force, which stands in its `act` \
      declaration. Let the rule, value or fine begin with the act, or cite the act that held before.
      """),
  ]

  private static let limits = """
    The check looks at each field by itself: the range of a number, the members of a choice, yes and no, dates, and \
    comparisons of the same two expressions. It reports only what these prove; it does no arithmetic between fields, so \
    `a > b and b > a + 1` is not found, and a condition of very many alternatives is passed over.
    """

  private static let conditionLintEntries: [CatalogueEntry] = [
    CatalogueEntry(
      .neverHolds, "condition that never holds",
      """
      No firm can meet the condition, given the ranges of its fields and the other conditions that must hold with it, \
      such as `share > 120%` for a share that goes to 100%, or `x < 5 and x > 9`. Look at the limit, its unit and the \
      field's range.\n\(limits)
      """),
    CatalogueEntry(
      .alwaysHolds, "condition that always holds or adds nothing",
      """
      Every firm whose values are known meets the condition, given the ranges of its fields, or every firm that meets \
      the conditions beside it, such as `x >= 10 and x > 5`. Leave it out, or mend what was meant.\n\(limits)
      """),
    CatalogueEntry(
      .impliedRule, "rule that implies another",
      """
      Whenever the one rule fires, the other fires too, so that one act counts twice. Put both into one `family`, of \
      which only the heaviest rule counts; or let their conditions exclude each other. Two rules that are meant to add \
      up say so: `allow FR162 because …`. Gates are left out, since they add no points.\n\(limits)
      """),
    CatalogueEntry(
      .addsNoPoints, "rule that can never add a point",
      """
      However the firm's values are, the rule adds nothing to its score: its most points are 0, the cap of its area is \
      0, rules that fire whenever it fires already fill the cap, or a rule of its family that always fires with it is \
      never lighter. Change the points or the cap, or make the rule part of the other one.\n\(limits)
      """),
  ]

  private static let completenessLintEntries: [CatalogueEntry] = [
    CatalogueEntry(
      .unreadField, "field that no rule reads",
      """
      No rule reads the field, not in its condition, points, sentence or fine, and no derivation of a field that is \
      read does. An agency would be asked for a column that changes nothing. Remove it, or say what it is for: \
      `allow FR165 because …`. Keys, names, groups and the number of workers are read by the program itself.
      """),
    CatalogueEntry(
      .unreadName, "name that nothing reads",
      """
      A parameter, set or `let` is declared, but no rule and no field that a rule reads needs it. Remove it, or use it \
      where its value is written out.
      """),
    CatalogueEntry(
      .unexplainedRule, "rule that does not explain itself",
      """
      A rule lacks a clause that an officer needs: the `basis` of a gate, the sentence `because`, or what to `check` on \
      site. A violation without a basis is an error, FR107; an indicator needs no basis, since no law forbids what it \
      sees, and a gate needs no `check`.
      """),
    CatalogueEntry(
      .missingExamples, "rule without all three examples",
      """
      A rule needs an example in which it fires, one in which it passes and one in which it is unknown, so that a \
      reader sees what it means and `firmrisk rules test` can prove it.
      """),
    CatalogueEntry(
      .violationWithoutFine, "violation without a fine",
      """
      The rule says that the law forbids something, but not what it costs. Add `fine "ACT" article N … AMOUNT`, or \
      `amount not entered` while nobody has read it. Where no decree fines it: `allow FR172 because …`.
      """),
    CatalogueEntry(
      .fineGap, "days without a fine",
      """
      Fines are chosen by the day on which the violation ended. Between two fines of the rule, or after the last one, \
      lie days for which none is stated. The old fine ends on the day before the new one begins.
      """),
    CatalogueEntry(
      .oneLanguage, "text in one language alone",
      """
      A text that people read is given in Vietnamese or in English alone. Reports in the other language fall back to \
      it. Add the missing one.
      """),
    CatalogueEntry(
      .needlessAllowance, "allowed finding that is not there",
      """
      `allow CODE` accepts a finding of the declaration in which it stands, but there is none: it was mended, or the \
      code is another one. Remove the clause, so that it cannot hide a later slip.
      """),
  ]
}
