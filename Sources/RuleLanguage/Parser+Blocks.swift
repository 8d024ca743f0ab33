import Diagnostics

extension Parser {
  /// Reads a clause; the keyword is nil for an entry that begins with a name of the author's.
  typealias ClauseReader<Body> = (inout Parser, _ keyword: String?, inout Body) -> Void

  /// Reads `{ clause… }`; a clause that may not be repeated is read but not kept the second time.
  mutating func block<Body>(_ grammar: BlockGrammar, into body: inout Body, clause: ClauseReader<Body>) {
    self.grammar = grammar
    defer { self.grammar = nil }
    if isPanicking { skipToBlock() }
    let opening = current.span
    if isAt(mark: "{") {
      note(.open)
      advance()
    } else {
      let help = isPanicking ? [] : ["clauses of \(grammar.article) stand between `{` and `}`"]
      expected("`{`", help: help)
      recover(in: grammar)
      guard isClauseStart(of: grammar) else { return }
    }
    var seen: [String: Span] = [:]
    while !isAt(mark: "}") {
      if isAtEnd || startsDeclaration {
        reportUnclosed(grammar, opening)
        return
      }
      let start = position
      let first = current
      clauseOrMistake(grammar, into: &body, seen: &seen, clause: clause)
      if isPanicking { recover(in: grammar, indentation: first.startsLine ? column(of: first) : nil) }
      if position == start { advance() }
    }
    note(.close)
    advance()
  }

  /// After a mistake in the head of a declaration, goes on with its block when that begins on the same line.
  private mutating func skipToBlock() {
    while !isAtEnd, !isAt(mark: "{"), !isAt(mark: "}"), !current.startsLine { advance() }
    if isAt(mark: "{") { isPanicking = false }
  }

  private mutating func reportUnclosed(_ grammar: BlockGrammar, _ opening: Span) {
    let place = Span(file: file.id, start: Int(previousSpan.end), end: Int(previousSpan.end))
    report(
      .unclosedBracket, "the \(grammar.noun) has no closing `}`", at: place, label: "`}` is missing",
      also: [.init(opening, "opened here")])
  }

  private mutating func clauseOrMistake<Body>(
    _ grammar: BlockGrammar, into body: inout Body, seen: inout [String: Span], clause: ClauseReader<Body>
  ) {
    let token = current
    guard token.kind == .identifier else { return misplacedToken(in: grammar) }
    if grammar.hasNamedEntries, !grammar.keywords.contains(token.text) || peek().isMark("=") {
      note(.clause)
      clause(&self, nil, &body)
      return checkEnd(of: token, in: grammar)
    }
    var keyword = token.text
    note(.clause)
    if !grammar.keywords.contains(keyword) {
      guard let meant = unknownClause(token, in: grammar) else { return }
      keyword = meant
    }
    advance()
    if let first = seen[keyword], !grammar.repeatable.contains(keyword) {
      report(
        .repeatedClause, "`\(keyword)` is given twice", at: token.span, label: "second time",
        also: [.init(first, "first time")], help: ["the first one is used; remove one of them"])
      var ignored = body
      clause(&self, keyword, &ignored)
    } else {
      seen[keyword] = token.span
      clause(&self, keyword, &body)
    }
    checkEnd(of: token, in: grammar)
  }

  /// Says what is wrong with a word that starts no clause; returns the clause that was most likely meant.
  private mutating func unknownClause(_ token: Token, in grammar: BlockGrammar) -> String? {
    if grammar.locked.contains(token.text) {
      reportLocked(token, in: grammar)
      return nil
    }
    let suggestions = NearestName.suggestions(for: token.text, among: grammar.keywords)
    var help: [String] = []
    if let nearest = NearestName.help(for: token.text, among: grammar.keywords) {
      help = [nearest]
    } else {
      let owners = BlockGrammar.all.filter { $0.keywords.contains(token.text) }.map { "`\($0.noun)`" }
      if !owners.isEmpty { help.append("`\(token.text)` is a clause of \(owners.joined(separator: ", "))") }
      if ["days", "months", "years", "hours", "persons", "times", "VND"].contains(token.text) {
        help.append("a unit stands on the same line as its number")
      }
      help.append(
        "a \(grammar.noun) has the clauses " + grammar.keywords.map { "`\($0)`" }.joined(separator: ", "))
    }
    report(
      .unknownClause, "`\(token.text)` is not a clause of \(grammar.article)", at: token.span, help: help)
    if suggestions.isEmpty {
      advance()
      isPanicking = true
    }
    return suggestions.first
  }

  private mutating func reportLocked(_ token: Token, in grammar: BlockGrammar) {
    let words = grammar.keywords.map { "`\($0)`" }.joined(separator: " and ")
    report(
      .lockedClause, "\(grammar.article) cannot change `\(token.text)`", at: token.span,
      label: "belongs to the other pack",
      help: [
        "\(grammar.article) changes \(words) alone",
        "what the law says is changed in the pack that writes it; a rule of another meaning gets an id of its own",
      ])
    advance()
    isPanicking = true
  }

  private mutating func misplacedToken(in grammar: BlockGrammar) {
    if isAt(mark: ")") || isAt(mark: "]") {
      report(.strayBracket, "\(found) closes nothing", at: current.span)
      advance()
    } else {
      expected("a clause of the \(grammar.noun)")
      advance()
    }
  }

  /// Says so when something is left on the line after a clause.
  private mutating func checkEnd(of keyword: Token, in grammar: BlockGrammar) {
    guard !isPanicking, !current.startsLine, !isAtEnd, !isAt(mark: "}"), !isClauseStart(of: grammar) else {
      return
    }
    if isAt(mark: ")") || isAt(mark: "]") { return misplacedToken(in: grammar) }
    let help = isAt(mark: ",") ? ["clauses are not separated by commas"] : []
    report(
      .expectedElse, "unexpected \(found) after the end of `\(keyword.text)`", at: current.span, help: help)
    isPanicking = true
  }

  func isClauseStart(of grammar: BlockGrammar) -> Bool {
    guard current.kind == .identifier else { return false }
    if grammar.keywords.contains(current.text) || grammar.locked.contains(current.text) { return true }
    return grammar.hasNamedEntries && current.startsLine && !Vocabulary.reserved.contains(current.text)
  }

  /// Skips to the next place where a clause of the block or a declaration begins, or the block ends.
  ///
  /// Inside a block a line that is indented no deeper than the clause at fault begins a clause too, so that a
  /// second misspelt clause is found. Without a block the next line in the first column begins a declaration.
  mutating func recover(in grammar: BlockGrammar?, indentation: Int? = nil) {
    var depth = 0
    while !isAtEnd, !startsDeclaration {
      if isAt(mark: "{") {
        depth += 1
      } else if isAt(mark: "}") {
        if depth == 0, grammar != nil { break }
        depth = max(0, depth - 1)
      } else if depth == 0, current.startsLine {
        if grammar == nil, isInFirstColumn(current) { break }
        if let grammar, isClauseStart(of: grammar) { break }
        if let indentation, current.kind == .identifier, column(of: current) <= indentation { break }
      }
      advance()
    }
    isPanicking = false
  }

  private func column(of token: Token) -> Int { file.position(of: Int(token.span.start)).column }

  /// Whether a declaration begins here: its word begins a line and either begins in the first column or is
  /// followed by what follows it in a declaration.
  var startsDeclaration: Bool {
    guard current.startsLine, current.kind == .identifier, Vocabulary.declarations.contains(current.text)
    else {
      return false
    }
    let next = peek()
    if isInFirstColumn(current), next.kind == .identifier || next.kind == .string || next.isMark("{") {
      return !Vocabulary.reserved.contains(next.text)
    }
    let second = peek(2)
    switch current.text {
    case "language": return isInFirstColumn(current) && next.kind == .integer
    case "consistency": return isInFirstColumn(current)
    case "policy": return next.isMark("{")
    case "act": return next.kind == .string && second.isMark("{")
    case "example": return next.kind == .string && second.isWord("of")
    case "rule": return next.kind == .identifier && second.isWord("is")
    case "let": return next.kind == .identifier && second.isMark("=")
    case "field": return next.kind == .identifier && second.isMark(":")
    case "parameter": return next.kind == .identifier && (second.isMark(":") || second.isWord("by"))
    case "override":
      return next.isWord("policy")
        || ((next.isWord("area") || next.isWord("rule")) && second.kind == .identifier)
    case "pack": return next.kind == .identifier && (second.isMark("{") || second.isWord("extends"))
    default: return next.kind == .identifier && second.isMark("{")
    }
  }

  func isInFirstColumn(_ token: Token) -> Bool {
    let start = Int(token.span.start)
    return start == 0 || file.bytes[start - 1] == 0x0A || (start == 3 && file.bytes[0] == 0xEF)
  }
}

extension Token {
  /// Whether the token is the mark.
  func isMark(_ mark: String) -> Bool { kind == .punctuation && text == mark }

  /// Whether the token is the word.
  func isWord(_ word: String) -> Bool { kind == .identifier && text == word }
}
