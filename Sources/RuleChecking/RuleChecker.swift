import Diagnostics
import RuleLanguage
import RuleModel

/// What checking a pack gives: every finding, and the checked rule set when none is an error.
public struct CheckedPack: Sendable {
  /// The rule set; nil when some finding, also of the parser, is an error.
  public let ruleSet: RuleSet?
  /// Findings of parser and checker in order of file and place.
  public let diagnostics: [Diagnostic]

  /// Creates the result of checking.
  public init(ruleSet: RuleSet?, diagnostics: [Diagnostic]) {
    self.ruleSet = ruleSet
    self.diagnostics = diagnostics
  }

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
  ///
  /// - Parameters:
  ///   - files: the files of the pack.
  ///   - base: the files of the pack that it extends, of the same source map.
  ///   - baseHelp: why there are none, for the pack's author.
  public static func check(
    _ files: [ParsedFile], base: [ParsedFile] = [], baseHelp: [String] = []
  ) -> CheckedPack {
    let context = CheckingContext()
    let ordered = files.sorted { $0.file.path < $1.file.path }
    let end = ordered.last.map(endSpan)
    let below = base.sorted { $0.file.path < $1.file.path }
    let layers = PackLayers(own: ordered, below: below, baseHelp: baseHelp)
    let ruleSet = context.check(layers, endOfFiles: end)
    var findings = (ordered + below).flatMap(\.diagnostics) + context.findings
    findings.sort { first, second in
      guard let left = first.primary?.span, let right = second.primary?.span else {
        return first.primary == nil && second.primary != nil
      }
      return (left, first.code) < (right, second.code)
    }
    let failed = findings.contains { $0.severity == .error }
    return CheckedPack(ruleSet: failed ? nil : ruleSet, diagnostics: findings)
  }

  /// The name of the pack that files extend, where they say so.
  public static func base(of files: [ParsedFile]) -> Name? {
    for file in files {
      for case .pack(let pack) in file.syntax.declarations {
        if let base = pack.base { return base }
      }
    }
    return nil
  }

  /// The name that files give their pack.
  public static func name(of files: [ParsedFile]) -> Name? {
    for file in files {
      for case .pack(let pack) in file.syntax.declarations { return pack.name }
    }
    return nil
  }

  private static func endSpan(of parsed: ParsedFile) -> Span {
    Span(file: parsed.file.id, start: 0, end: 0)
  }
}

extension CheckingContext {
  /// Checks declarations in the order in which they need each other.
  func check(_ layers: PackLayers, endOfFiles: Span?) -> RuleSet {
    let own = layers.own.flatMap(\.syntax.declarations)
    checkLanguage(own, at: endOfFiles)
    let declarations = merged(layers)
    let acts = collectActs(declarations)
    checkAllowances(declarations)
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
    let checks = consistencyChecks(declarations)
    let policy = checkPolicy(declarations, at: endOfFiles)
    var checked = ruleSet(own, layers, policy: policy)
    checked.checks = checks
    checked.acts = acts
    return checked
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

  private func ruleSet(_ declarations: [Declaration], _ layers: PackLayers, policy: Policy) -> RuleSet {
    var packs: [PackDeclaration] = []
    for case .pack(let pack) in declarations { packs.append(pack) }
    for extra in packs.dropFirst() {
      report(
        .duplicateName, "pack declared twice", at: extra.name.span, "second declaration",
        also: [.init(packs[0].name.span, "first declaration")])
    }
    let pack = packs.first
    return RuleSet(
      languageVersion: RuleChecker.languageVersion, name: pack?.name.text ?? "rules",
      title: text(pack?.title),
      version: pack?.version?.value ?? "", base: basePack(layers), units: units, choices: choices,
      sources: sources, fields: fields,
      parameters: parameters, sets: sets, definitions: definitions, areas: areas, rules: rules,
      examples: examples, policy: policy)
  }
}
