import Diagnostics
import RuleLanguage
import RuleModel

/// What checking a pack gives: every finding, and the checked rule set when none is an error.
public struct CheckedPack: Sendable {
  /// The rule set; nil when some finding, also of the parser, is an error.
  public let ruleSet: RuleSet?
  /// Findings of parser and checker in order of file and place.
  public let diagnostics: [Diagnostic]

  /// Whether some finding is an error.
  public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}

/// Turns the parsed files of a pack into a checked rule set.
public enum RuleChecker {
  /// Version of the rule language that this program understands.
  public static let languageVersion = 1

  /// Checks all files of one pack together; their order has no meaning beyond the order of declarations.
  ///
  /// Never throws for a user's mistake: everything found is in the result.
  public static func check(_ files: [ParsedFile]) -> CheckedPack {
    let context = CheckingContext()
    let ordered = files.sorted { $0.file.path < $1.file.path }
    let declarations = ordered.flatMap(\.syntax.declarations)
    let ruleSet = context.check(declarations, endOfFiles: ordered.last.map(endSpan))
    var findings = ordered.flatMap(\.diagnostics) + context.findings
    findings.sort { first, second in
      guard let left = first.primary?.span, let right = second.primary?.span else {
        return first.primary == nil && second.primary != nil
      }
      return (left, first.code) < (right, second.code)
    }
    let failed = findings.contains { $0.severity == .error }
    return CheckedPack(ruleSet: failed ? nil : ruleSet, diagnostics: findings)
  }

  private static func endSpan(of parsed: ParsedFile) -> Span {
    Span(file: parsed.file.id, start: 0, end: 0)
  }
}

extension CheckingContext {
  /// Checks declarations in the order in which they need each other.
  func check(_ declarations: [Declaration], endOfFiles: Span?) -> RuleSet {
    checkLanguage(declarations, at: endOfFiles)
    collectUnits(declarations)
    collectChoices(declarations)
    collectSources(declarations)
    collectFields(declarations)
    resolveSourceKeys(declarations)
    collectParameters(declarations)
    resolveParameters(declarations)
    collectSets(declarations)
    collectDefinitions(declarations)
    resolveDerivations()
    resolveDefinitions()
    collectAreas(declarations, at: endOfFiles)
    checkRules(declarations)
    checkExamples(declarations)
    let policy = checkPolicy(declarations, at: endOfFiles)
    return ruleSet(declarations, policy: policy)
  }

  private func checkLanguage(_ declarations: [Declaration], at end: Span?) {
    var first: LanguageDeclaration?
    for case .language(let declaration) in declarations {
      if let first {
        report(
          .duplicateName, "language version stated twice", at: declaration.span, "second statement",
          also: [.init(first.span, "first statement")])
      } else if declaration.version.value != Int64(RuleChecker.languageVersion) {
        report(
          .unsupportedLanguage, "language version \(declaration.version.value) is not supported",
          at: declaration.version.span, "this program understands version \(RuleChecker.languageVersion)")
      }
      first = first ?? declaration
    }
    if first == nil, let end {
      report(
        .unsupportedLanguage, "the pack does not state its language version", at: end,
        help: ["write `language \(RuleChecker.languageVersion)` at the top of one file"])
    }
  }

  private func ruleSet(_ declarations: [Declaration], policy: Policy) -> RuleSet {
    var packs: [PackDeclaration] = []
    for case .pack(let pack) in declarations { packs.append(pack) }
    for extra in packs.dropFirst() {
      report(
        .duplicateName, "pack declared twice", at: extra.name.span, "second declaration",
        also: [.init(packs[0].name.span, "first declaration")])
    }
    if let base = packs.first?.base {
      report(
        .misplacedClause, "a pack that extends another cannot be read yet", at: base.span,
        help: ["write the rules of both packs into one folder"])
    }
    let pack = packs.first
    return RuleSet(
      languageVersion: RuleChecker.languageVersion, name: pack?.name.text ?? "rules",
      title: text(pack?.title),
      version: pack?.version?.value ?? "", units: units, choices: choices, sources: sources, fields: fields,
      parameters: parameters, sets: sets, definitions: definitions, areas: areas, rules: rules,
      examples: examples, policy: policy)
  }
}
