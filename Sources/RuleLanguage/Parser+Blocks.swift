import Diagnostics

extension Parser {
  /// Reads a clause; the keyword is `other` for an entry that begins with a name of the author's.
  typealias ClauseReader<Body> = (inout Parser, _ keyword: Symbol, inout Body) -> Void

  /// The clauses of a block that were read, and where the first of each stands.
  typealias SeenClauses = [(keyword: Symbol, span: Span)]

  /// Reads `{ clause… }`; a clause that may not be repeated is read but not kept the second time.
  mutating func block<Body>(_ grammar: BlockGrammar, into body: inout Body, clause: ClauseReader<Body>) {
    self.grammar = grammar
    defer { self.grammar = nil }
    if isPanicking { skipToBlock() }
    let opening = current.span
    if isAt(.openBrace) {
      note(.open)
      advance()
    } else {
      let help = isPanicking ? [] : ["clauses of \(grammar.article) stand between `{` and `}`"]
      expected("`{`", help: help)
      recover(in: grammar)
      guard isClauseStart(of: grammar) else { return }
    }
    var seen: SeenClauses = []
    seen.reserveCapacity(grammar.keywords.count)
    while !isAt(.closeBrace) {
      if isAtEnd || startsDeclaration {
        reportUnclosed(grammar, opening)
        return
      }
      let start = position
      clauseOrMistake(grammar, into: &body, seen: &seen, clause: clause)
      if isPanicking {
        let first = tokens[start]
        recover(in: grammar, indentation: first.startsLine ? column(of: first) : nil)
      }
      if position == start { advance() }
    }
    note(.close)
    advance()
  }

  /// After a mistake in the head of a declaration, goes on with its block when that begins on the same line.
  private mutating func skipToBlock() {
    while !isAtEnd, !isAt(.openBrace), !isAt(.closeBrace), !current.startsLine { advance() }
    if isAt(.openBrace) { isPanicking = false }
  }

  private mutating func reportUnclosed(_ grammar: BlockGrammar, _ opening: Span) {
    let place = Span(file: file.id, start: Int(previousSpan.end), end: Int(previousSpan.end))
    report(
      .unclosedBracket, "the \(grammar.noun) has no closing `}`", at: place, label: "`}` is missing",
      also: [.init(opening, "opened here")])
  }

  private mutating func clauseOrMistake<Body>(
    _ grammar: BlockGrammar, into body: inout Body, seen: inout SeenClauses, clause: ClauseReader<Body>
  ) {
    let token = current
    guard token.kind == .identifier else { return misplacedToken(in: grammar) }
    let isClause = grammar.starts.contains(token.symbol)
    if grammar.hasNamedEntries, !isClause || nextSymbol == .equal {
      note(.clause)
      clause(&self, .other, &body)
      return checkEnd(of: token, in: grammar)
    }
    var keyword = token.symbol
    note(.clause)
    if !isClause {
      guard let meant = unknownClause(token, in: grammar) else { return }
      keyword = meant
    }
    advance()
    if let first = seen.first(where: { $0.keyword == keyword }) {
      report(
        .repeatedClause, "`\(keyword.text)` is given twice", at: token.span, label: "second time",
        also: [.init(first.span, "first time")], help: ["the first one is used; remove one of them"])
      var ignored = body
      clause(&self, keyword, &ignored)
    } else {
      if !grammar.repeatable.contains(keyword) { seen.append((keyword, token.span)) }
      clause(&self, keyword, &body)
    }
    checkEnd(of: token, in: grammar)
  }

  /// Says what is wrong with a word that starts no clause; returns the clause that was most likely meant.
  private mutating func unknownClause(_ token: Token, in grammar: BlockGrammar) -> Symbol? {
    if grammar.lockedStarts.contains(token.symbol) {
      reportLocked(token, in: grammar)
      return nil
    }
    let keywords = grammar.keywords.map(\.text)
    let suggestions = NearestName.suggestions(for: token.text, among: keywords)
    var help: [String] = []
    if let nearest = NearestName.help(for: token.text, among: keywords) {
      help = [nearest]
    } else {
      let owners = BlockGrammar.all.filter { $0.starts.contains(token.symbol) }.map { "`\($0.noun)`" }
      if !owners.isEmpty { help.append("`\(token.text)` is a clause of \(owners.joined(separator: ", "))") }
      if ["days", "months", "years", "hours", "persons", "times", "VND"].contains(token.text) {
        help.append("a unit stands on the same line as its number")
      }
      help.append(
        "a \(grammar.noun) has the clauses " + keywords.map { "`\($0)`" }.joined(separator: ", "))
    }
    report(
      .unknownClause, "`\(token.text)` is not a clause of \(grammar.article)", at: token.span, help: help)
    if suggestions.isEmpty {
      advance()
      isPanicking = true
    }
    return suggestions.first.map { Symbol($0) }
  }

  private mutating func reportLocked(_ token: Token, in grammar: BlockGrammar) {
    let words = grammar.keywords.map { "`\($0.text)`" }.joined(separator: " and ")
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
    if isAt(.closeParenthesis) || isAt(.closeBracket) {
      report(.strayBracket, "\(found) closes nothing", at: current.span)
      advance()
    } else {
      expected("a clause of the \(grammar.noun)")
      advance()
    }
  }

  /// Says so when something is left on the line after a clause.
  private mutating func checkEnd(of keyword: Token, in grammar: BlockGrammar) {
    guard !isPanicking, !current.startsLine, !isAtEnd, !isAt(.closeBrace), !isClauseStart(of: grammar) else {
      return
    }
    if isAt(.closeParenthesis) || isAt(.closeBracket) { return misplacedToken(in: grammar) }
    let help = isAt(.comma) ? ["clauses are not separated by commas"] : []
    report(
      .expectedElse, "unexpected \(found) after the end of `\(keyword.text)`", at: current.span, help: help)
    isPanicking = true
  }

  func isClauseStart(of grammar: BlockGrammar) -> Bool {
    guard current.kind == .identifier else { return false }
    let symbol = current.symbol
    if grammar.starts.contains(symbol) || grammar.lockedStarts.contains(symbol) { return true }
    return grammar.hasNamedEntries && current.startsLine && !Vocabulary.reserved.contains(symbol)
  }

  /// Skips to the next place where a clause of the block or a declaration begins, or the block ends.
  ///
  /// Inside a block a line that is indented no deeper than the clause at fault begins a clause too, so that a
  /// second misspelt clause is found. Without a block the next line in the first column begins a declaration.
  mutating func recover(in grammar: BlockGrammar?, indentation: Int? = nil) {
    var depth = 0
    while !isAtEnd, !startsDeclaration {
      if isAt(.openBrace) {
        depth += 1
      } else if isAt(.closeBrace) {
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
    guard current.startsLine, current.kind == .identifier,
      Vocabulary.declarationStarts.contains(current.symbol)
    else {
      return false
    }
    let next = peek()
    if isInFirstColumn(current), next.kind == .identifier || next.kind == .string || next.symbol == .openBrace
    {
      // A string counts by what it says, as ever: `act "none"` goes on to the look at what follows.
      let said = next.kind == .string ? Symbol(next.text) : next.symbol
      return !Vocabulary.reserved.contains(said)
    }
    let second = peek(2)
    switch current.symbol {
    case .language: return isInFirstColumn(current) && next.kind == .integer
    case .consistency: return isInFirstColumn(current)
    case .policy: return next.symbol == .openBrace
    case .act: return next.kind == .string && second.symbol == .openBrace
    case .example: return next.kind == .string && second.symbol == .of
    case .rule: return next.kind == .identifier && second.symbol == .is
    case .let: return next.kind == .identifier && second.symbol == .equal
    case .field: return next.kind == .identifier && second.symbol == .colon
    case .parameter: return next.kind == .identifier && (second.symbol == .colon || second.symbol == .by)
    case .override:
      return next.symbol == .policy
        || ((next.symbol == .area || next.symbol == .rule) && second.kind == .identifier)
    case .pack: return next.kind == .identifier && (second.symbol == .openBrace || second.symbol == .extends)
    default: return next.kind == .identifier && second.symbol == .openBrace
    }
  }

  func isInFirstColumn(_ token: Token) -> Bool {
    let start = Int(token.span.start)
    return start == 0 || file.bytes[start - 1] == 0x0A || (start == 3 && file.bytes[0] == 0xEF)
  }
}
