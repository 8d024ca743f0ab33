/// The words of the language, by the place where they mean something.
enum Vocabulary {
  /// Words that start a declaration.
  static let declarations: [Symbol] = [
    .language, .pack, .act, .unit, .choice, .source, .field, .parameter, .set, .let, .area, .rule, .example,
    .policy, .override, .consistency,
  ]

  /// The same, to ask.
  static let declarationStarts = SymbolSet(declarations)

  /// Words that no name may be.
  static let reserved: SymbolSet = [
    .and, .or, .not, .unless, .in, .between, .is, .none, .if, .then, .else, .div, .mod, .yes, .no, .where,
    .of, .by, .at, .starts, .asOf, .unknown,
  ]

  /// Words that are never the unit of a number, because a clause or a part of a clause begins with them.
  static let neverUnits = SymbolSet(
    BlockGrammar.all.flatMap(\.keywords)
      + [.vi, .en, .also, .to, .from, .up, .each, .warning, .doubled, .for, .amount, .status]
  ).union(reserved)
}

/// The clauses of one kind of block.
final class BlockGrammar: Sendable {
  /// What the block is called in messages.
  let noun: String
  /// Words that start a clause, in the order in which messages name them.
  let keywords: [Symbol]
  /// The same, to ask.
  let starts: SymbolSet
  /// Those of them that may stand more than once.
  let repeatable: SymbolSet
  /// Whether a clause may also start with a name of the author's.
  let hasNamedEntries: Bool
  /// Words that start clauses of the same thing in another pack, which may not be written here.
  let lockedStarts: SymbolSet

  private init(
    _ noun: String, _ keywords: [Symbol], repeatable: SymbolSet = [], hasNamedEntries: Bool = false,
    locked: [Symbol] = []
  ) {
    self.noun = noun
    self.keywords = keywords
    starts = SymbolSet(keywords)
    self.repeatable = repeatable
    self.hasNamedEntries = hasNamedEntries
    lockedStarts = SymbolSet(locked)
  }

  /// The noun with its article.
  var article: String { (noun.first.map { "aeio".contains($0) } == true ? "an " : "a ") + noun }

  static let pack = BlockGrammar("pack", [.title, .version, .note])
  static let act = BlockGrammar("act", [.title, .issued, .from, .allow], repeatable: [.allow])
  static let unit = BlockGrammar("unit", [.title, .counted])
  static let choice = BlockGrammar("choice", [.title], hasNamedEntries: true)
  static let source = BlockGrammar(
    "source", [.title, .files, .rows, .key, .crosswalk, .complete, .adds, .base])
  static let field = BlockGrammar(
    "field",
    [
      .title, .decimals, .range, .from, .header, .presumed, .absent, .listed, .otherwise, .none, .role,
      .rolls, .personal, .allow,
    ], repeatable: [.allow])
  static let parameter = BlockGrammar(
    "parameter", [.title, .from, .allow], repeatable: [.from, .allow])
  static let set = BlockGrammar("set", [.title, .from, .allow], repeatable: [.from, .allow])
  static let area = BlockGrammar("area", [.title, .cap])
  static let rule = BlockGrammar(
    "rule",
    [
      .title, .basis, .effective, .status, .family, .applies, .when, .points, .affects, .ended, .fine,
      .because, .check, .ask, .honest, .note, .reviewed, .allow,
    ], repeatable: [.basis, .fine, .allow])
  static let example = BlockGrammar(
    "example", [.row, .no, .as, .expect], repeatable: [.row, .no], hasNamedEntries: true)
  static let policy = BlockGrammar(
    "policy", [.bands, .inspect, .letter, .ask, .rank], repeatable: [.inspect, .letter, .ask])

  static let areaOverride = BlockGrammar("override of an area", [.cap], locked: [.title])
  static let policyOverride = BlockGrammar(
    "override of the policy", policy.keywords, repeatable: policy.repeatable)
  static let ruleOverride = BlockGrammar(
    "override of a rule", [.points, .status],
    locked: rule.keywords.filter { $0 != .points && $0 != .status })

  static let all = [pack, act, unit, choice, source, field, parameter, set, area, rule, example, policy]
}
