import Diagnostics
import RuleLanguage
import RuleModel

typealias SyntaxExpression = RuleLanguage.Expression
typealias SyntaxCitation = RuleLanguage.Citation

/// Everything known while a pack is checked: its names, what is resolved so far, and the findings.
final class CheckingContext {
  /// How far a definition that others may need has been resolved.
  enum Resolution<Value> {
    case notYet
    case underWay
    case failed
    case done(Value)
  }

  /// Which fields an expression may read.
  enum Level: Equatable {
    /// Fields of the firm.
    case firm
    /// Columns of one `many` source, inside an aggregate.
    case rows(SourceIndex)
    /// No field at all: constants of the run.
    case run
    /// Score variables of the policy.
    case policy
  }

  var findings: [Diagnostic] = []
  var level = Level.firm

  var units: [RuleModel.UnitDeclaration] = CheckingContext.builtInUnits
  var choices: [Choice] = []
  var sources: [Source] = []
  var fields: [Field] = []
  var parameters: [Parameter] = []
  var sets: [NamedSet] = []
  var definitions: [Definition] = []
  var areas: [Area] = []
  var rules: [Rule] = []
  var examples: [Example] = []

  var choiceIndex: [String: ChoiceIndex] = [:]
  var sourceIndex: [String: SourceIndex] = [:]
  var fieldIndex: [String: FieldIndex] = [:]
  var parameterIndex: [String: ParameterIndex] = [:]
  var setIndex: [String: SetIndex] = [:]
  var definitionIndex: [String: DefinitionIndex] = [:]
  var areaIndex: [String: Int] = [:]
  var ruleIndex: [String: Int] = [:]

  var fieldDeclarations: [FieldDeclaration] = []
  /// Names of all field declarations, also of those that are not collected yet.
  var fieldNames: Set<String> = []
  /// Names of declarations that are themselves broken; a use of one is not reported again.
  var brokenNames: Set<String> = []
  var derivations: [Resolution<ValueType>] = []
  var definitionDeclarations: [LetDeclaration] = []
  /// What the pack changed of the pack below.
  var overrides: [BasePack.Override] = []
  var definitionStates: [Resolution<RuleExpression>] = []
  /// Number of parts of each named expression with the names in it written out.
  var definitionSizes: [DefinitionIndex: Int] = [:]

  static let builtInUnits: [RuleModel.UnitDeclaration] = [
    .init(name: "persons", title: LocalizedText(vi: "người", en: "persons"), isCounted: true),
    .init(name: "times", title: LocalizedText(vi: "lần", en: "times"), isCounted: true),
    .init(name: "VND", title: LocalizedText(vi: "đồng", en: "VND"), isCounted: false),
    .init(name: "days", title: LocalizedText(vi: "ngày", en: "days"), isCounted: false),
    .init(name: "months", title: LocalizedText(vi: "tháng", en: "months"), isCounted: false),
    .init(name: "years", title: LocalizedText(vi: "năm", en: "years"), isCounted: false),
    .init(name: "hours", title: LocalizedText(vi: "giờ", en: "hours"), isCounted: false),
  ]

  /// The units of names that were read before.
  var knownUnits: [String: MeasureUnit] = [:]

  /// Singular forms and shorthands that mean a built-in unit.
  static let unitSynonyms = [
    "person": "persons", "time": "times", "day": "days", "month": "months", "year": "years", "hour": "hours",
  ]

  /// Reports a finding at a span.
  func report(
    _ code: DiagnosticCode, _ headline: String, at span: Span, _ label: String = "",
    also: [Diagnostic.Label] = [], help: [String] = [], severity: Severity = .error
  ) {
    findings.append(
      Diagnostic(code, severity, headline, at: .init(span, label), also: also, help: help))
  }

  /// Reports a name that nothing declares, with the nearest names as help.
  func reportUnknown(_ what: String, _ name: Name, among known: [String], help: [String] = []) {
    reportUnknown(what, name.text, at: name.span, among: known, help: help)
  }

  /// Reports a name that nothing declares, with the nearest names as help.
  func reportUnknown(
    _ what: String, _ name: String, at span: Span, among known: [String], help: [String] = []
  ) {
    let near = NearestName.suggestions(for: name, among: known)
    let advice = near.isEmpty ? [] : ["did you mean " + near.map { "`\($0)`" }.joined(separator: ", ") + "?"]
    report(.unknownName, "unknown \(what) `\(name)`", at: span, "not declared", help: advice + help)
  }

  /// The texts of a clause; an untranslated language stays empty.
  func text(_ texts: LocalizedTexts?) -> LocalizedText {
    guard let texts else { return LocalizedText(vi: "", en: "") }
    return LocalizedText(vi: composed(texts.vi), en: composed(texts.en))
  }

  /// The value of a literal, reported when it holds combining accents.
  func composed(_ literal: StringLiteral?) -> String {
    guard let literal else { return "" }
    if literal.value.holdsCombiningAccent {
      report(
        .decomposedText, "text holds a combining accent", at: literal.span, "not in composed form",
        help: ["type the letter again so that letter and accent are one character"])
    }
    return literal.value
  }

  func citation(_ syntax: SyntaxCitation) -> RuleModel.Citation {
    RuleModel.Citation(
      act: composed(syntax.act),
      parts: syntax.parts.map { part in
        switch part.kind {
        case .article: return .article(part.value)
        case .clause: return .clause(part.value)
        case .point: return .point(part.value)
        }
      })
  }

  func date(_ literal: DateLiteral) -> CivilDate? {
    // An impossible date was reported by the parser.
    CivilDate(year: literal.year, month: literal.month, day: literal.day)
  }

  func period(_ syntax: Period) -> EffectPeriod? {
    guard let from = date(syntax.from) else { return nil }
    guard let last = syntax.to else { return EffectPeriod(from: from) }
    guard let to = date(last) else { return nil }
    if to < from {
      report(
        .periodConflict, "period ends on \(to), before it begins on \(from)", at: syntax.span,
        "runs backwards")
      return nil
    }
    return EffectPeriod(from: from, to: to)
  }

  /// Reports entries of one dated declaration that are in force on the same day, and sorts them.
  func inOrder<Entry>(
    _ entries: [(entry: Entry, period: EffectPeriod, span: Span)], of name: String
  ) -> [Entry] {
    let sorted = entries.sorted { ($0.period.from, $0.span) < ($1.period.from, $1.span) }
    for (earlier, later) in zip(sorted, sorted.dropFirst()) {
      if let end = earlier.period.to, end < later.period.from { continue }
      let lastDay = later.period.from.adding(days: -1).map { "\($0)" } ?? "the day before"
      report(
        .periodConflict, "two values of `\(name)` are in force on \(later.period.from)", at: later.span,
        "begins here", also: [.init(earlier.span, "still in force")],
        help: ["end the earlier one: `to \(lastDay)`"])
    }
    return sorted.map(\.entry)
  }

  /// Names that an expression of the firm level may read.
  var readableNames: [String] {
    switch level {
    case .firm, .run:
      return fields.map(\.name) + definitionDeclarations.map(\.name.text) + parameters.map(\.name)
    case .rows(let source):
      return fields.filter { $0.sources.contains(source) }.map(\.name) + parameters.map(\.name)
    case .policy: return ScoreVariable.allCases.map(\.rawValue)
    }
  }
}

extension String {
  /// Whether a character from U+0300 to U+036F stands in the text.
  ///
  /// In UTF-8 these begin with 0xCC or 0xCD, which begin nothing else that Vietnamese or English is written with.
  fileprivate var holdsCombiningAccent: Bool {
    let mayHold =
      utf8.withContiguousStorageIfAvailable { bytes in
        var found = false
        for byte in bytes { found = found || byte & 0xFE == 0xCC }
        return found
      } ?? true
    return mayHold && unicodeScalars.contains { (0x300...0x36F).contains($0.value) }
  }
}

extension EffectPeriod {
  /// Whether every day of another period lies in this one.
  func covers(_ other: EffectPeriod) -> Bool {
    guard from <= other.from else { return false }
    guard let to else { return true }
    guard let otherEnd = other.to else { return false }
    return otherEnd <= to
  }
}
