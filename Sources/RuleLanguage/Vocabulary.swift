/// The words of the language, by the place where they mean something.
enum Vocabulary {
  /// Words that start a declaration.
  static let declarations = [
    "language", "pack", "act", "unit", "choice", "source", "field", "parameter", "set", "let", "area", "rule",
    "example",
    "policy", "override", "consistency",
  ]

  /// Words that no name may be.
  static let reserved: Set<String> = [
    "and", "or", "not", "unless", "in", "between", "is", "none", "if", "then", "else", "div", "mod", "yes",
    "no",
    "where", "of", "by", "at", "starts", "as_of", "unknown",
  ]

  /// Functions that may ask the rows of a source.
  static let aggregates: Set<String> = ["any", "all", "count", "sum", "min", "max", "latest"]

  /// Words that are never the unit of a number, because a clause or a part of a clause begins with them.
  static let neverUnits: Set<String> = Set(
    BlockGrammar.all.flatMap(\.keywords)
      + ["vi", "en", "also", "to", "from", "up", "each", "warning", "doubled", "for", "amount", "status"]
  ).union(reserved)
}

/// The clauses of one kind of block.
struct BlockGrammar: Sendable {
  /// What the block is called in messages.
  let noun: String
  /// Words that start a clause.
  let keywords: [String]
  /// Those of them that may stand more than once.
  var repeatable: Set<String> = []
  /// Whether a clause may also start with a name of the author's.
  var hasNamedEntries = false
  /// Clauses of the same thing in another pack that may not be written here.
  var locked: [String] = []

  /// The noun with its article.
  var article: String { (noun.first.map { "aeio".contains($0) } == true ? "an " : "a ") + noun }

  static let pack = BlockGrammar(noun: "pack", keywords: ["title", "version", "note"])
  static let act = BlockGrammar(
    noun: "act", keywords: ["title", "issued", "from", "allow"], repeatable: ["allow"])
  static let unit = BlockGrammar(noun: "unit", keywords: ["title", "counted"])
  static let choice = BlockGrammar(noun: "choice", keywords: ["title"], hasNamedEntries: true)
  static let source = BlockGrammar(
    noun: "source", keywords: ["title", "files", "rows", "key", "crosswalk", "complete", "adds", "base"])
  static let field = BlockGrammar(
    noun: "field",
    keywords: [
      "title", "decimals", "range", "from", "header", "presumed", "absent", "listed", "otherwise", "none",
      "role", "rolls",
      "personal", "allow",
    ], repeatable: ["allow"])
  static let parameter = BlockGrammar(
    noun: "parameter", keywords: ["title", "from", "allow"], repeatable: ["from", "allow"])
  static let set = BlockGrammar(
    noun: "set", keywords: ["title", "from", "allow"], repeatable: ["from", "allow"])
  static let area = BlockGrammar(noun: "area", keywords: ["title", "cap"])
  static let rule = BlockGrammar(
    noun: "rule",
    keywords: [
      "title", "basis", "effective", "status", "family", "applies", "when", "points", "affects", "ended",
      "fine",
      "because", "check", "ask", "honest", "note", "reviewed", "allow",
    ], repeatable: ["basis", "fine", "allow"])
  static let example = BlockGrammar(
    noun: "example", keywords: ["row", "no", "as", "expect"], repeatable: ["row", "no"], hasNamedEntries: true
  )
  static let policy = BlockGrammar(
    noun: "policy", keywords: ["bands", "inspect", "letter", "ask", "rank"],
    repeatable: ["inspect", "letter", "ask"])

  static let areaOverride = BlockGrammar(noun: "override of an area", keywords: ["cap"], locked: ["title"])
  static let policyOverride = BlockGrammar(
    noun: "override of the policy", keywords: policy.keywords, repeatable: policy.repeatable)
  static let ruleOverride = BlockGrammar(
    noun: "override of a rule", keywords: ["points", "status"],
    locked: rule.keywords.filter { !["points", "status"].contains($0) })

  static let all = [pack, act, unit, choice, source, field, parameter, set, area, rule, example, policy]
}
