import Diagnostics

extension Parser {
  mutating func primary() -> Expression {
    let start = current.span
    guard !isPanicking else { return invalid(from: start) }
    switch current.kind {
    case .integer, .decimal: return number()
    case .percent:
      let token = advance()
      return make(.percent(numberLiteral(token)), from: start)
    case .string:
      let token = advance()
      return make(.string(StringLiteral(value: token.text, span: token.span)), from: start)
    case .date: return make(.date(dateLiteral(advance())), from: start)
    case .monthDay:
      let literal = monthDay(advance())
      report(
        .misplacedMonthDay, "a month and day stands only in `latest(…)`", at: literal.span,
        help: ["to subtract, put blanks around the minus: `\(literal.month) - \(literal.day)`"])
      return make(.monthDay(literal), from: start)
    case .identifier: return word()
    case .punctuation, .invalid, .endOfFile: return parenthesised()
    }
  }

  private func monthDay(_ token: Token) -> MonthDayLiteral {
    var text = token.text
    return text.withUTF8 { figures in
      MonthDayLiteral(
        month: Self.number(figures, 0..<2), day: Self.number(figures, 3..<5), span: token.span)
    }
  }

  private mutating func number() -> Expression {
    let token = advance()
    let literal = numberLiteral(token)
    var unit: UnitReference?
    if current.kind == .identifier, !current.startsLine, !Vocabulary.neverUnits.contains(current.symbol) {
      let follower = nextSymbol
      if follower != .colon, follower != .openParenthesis, follower != .openBracket,
        follower != .equal || grammar?.hasNamedEntries != true
      {
        let name = advance()
        unit = self.unit(after: Name(text: name.text, span: name.span), mustTouch: true)
      }
    }
    return make(.number(literal, unit: unit), from: token.span)
  }

  private mutating func parenthesised() -> Expression {
    let start = current.span
    guard isAt(.openParenthesis) else {
      report(.expectedExpression, "expected an expression, found \(found)", at: missingPlace)
      isPanicking = true
      return invalid(from: missingPlace)
    }
    let inner = bracketed(.closeParenthesis) { $0.expression() }
    return make(.parenthesised(inner), from: start, over: inner.height)
  }

  private mutating func word() -> Expression {
    let start = current.span
    switch current.symbol {
    case .yes, .no: return make(.truth(advance().symbol == .yes), from: start)
    case .asOf: return simple(.asOf)
    case .none: return simple(.none)
    case .unknown: return simple(.unknown)
    case .if: return conditional()
    case _ where Vocabulary.reserved.contains(current.symbol) || startsNextClause:
      report(.expectedExpression, "expected an expression, found \(found)", at: missingPlace)
      isPanicking = true
      return invalid(from: missingPlace)
    default: return named()
    }
  }

  /// Whether the word is no name but the next clause, because the expression before it is missing.
  private var startsNextClause: Bool {
    guard current.startsLine, bracketDepth == 0, let grammar, grammar.starts.contains(current.symbol) else {
      return false
    }
    switch nextKind {
    case .identifier: return !Vocabulary.reserved.contains(nextSymbol)
    case .integer, .decimal, .percent, .date, .string: return true
    case .monthDay, .punctuation, .invalid, .endOfFile: return false
    }
  }

  private mutating func simple(_ kind: Expression.Kind) -> Expression {
    let start = advance().span
    return make(kind, from: start)
  }

  private mutating func conditional() -> Expression {
    let start = advance().span
    let condition = expression()
    noteBreak(.or)
    guard expect(.then) else { return invalid(from: start) }
    let then = expression()
    noteBreak(.or)
    guard expect(.else, help: ["every `if` has an `else`"]) else { return invalid(from: start) }
    let otherwise = expression()
    return make(
      .conditional(condition: condition, then: then, otherwise: otherwise), from: start,
      over: max(condition.height, then.height, otherwise.height))
  }

  private mutating func named() -> Expression {
    let token = advance()
    let name = Name(text: token.text, span: token.span)
    if isAt(.openParenthesis), !current.startsLine {
      noteTight()
      return call(name)
    }
    var keys: [Expression] = []
    let hasKeys = isAt(.openBracket) && !current.startsLine
    if hasKeys {
      noteTight()
      keys = bracketed(.closeBracket) { $0.expressions() }
    }
    var date: Expression?
    if isAt(.at), !isPanicking {
      advance()
      date = nested { $0.primary() }
    }
    guard hasKeys || date != nil else { return make(.name(name), from: token.span) }
    let height = max(Self.height(of: keys), date?.height ?? 0)
    return make(.lookup(name, keys: keys, at: date), from: token.span, over: height)
  }

  private mutating func call(_ name: Name) -> Expression {
    bracketed(.closeParenthesis) { parser in
      if parser.isAt(.closeParenthesis) {
        parser.report(
          .expectedExpression, "`\(name.text)` has nothing in its parentheses", at: parser.current.span)
        return parser.invalid(from: name.span)
      }
      if name.text == "count" { return parser.count(name) }
      if name.text == "latest", parser.current.kind == .monthDay {
        let literal = parser.monthDay(parser.advance())
        let argument = Expression(kind: .monthDay(literal), span: literal.span, height: 1)
        return parser.make(.call(name, [argument]), from: name.span, over: argument.height)
      }
      let arguments = parser.expressions()
      if parser.isAt(.of) || parser.isAt(.by) || name.text == "any" || name.text == "all" {
        return parser.aggregate(name, arguments)
      }
      return parser.make(.call(name, arguments), from: name.span, over: Self.height(of: arguments))
    }.extended(to: previousSpan)
  }

  private mutating func count(_ keyword: Name) -> Expression {
    guard let source = name("the name of a source") else { return invalid(from: keyword.span) }
    return finish(Aggregate(kind: .count, keyword: keyword, source: source), over: 0)
  }

  private mutating func aggregate(_ keyword: Name, _ arguments: [Expression]) -> Expression {
    guard !isPanicking else { return invalid(from: keyword.span) }
    guard let kind = Aggregate.Kind(rawValue: keyword.text), arguments.count == 1, let value = arguments.first
    else {
      expected(
        "`)`", help: ["only `any`, `all`, `count`, `sum`, `min`, `max` and `latest` ask the rows of a source"]
      )
      return invalid(from: keyword.span)
    }
    var order: Expression?
    if kind == .latest {
      guard expect(.by, help: ["write `latest(VALUE by DATE of SOURCE)`"]) else {
        return invalid(from: keyword.span)
      }
      order = expression()
    }
    guard expect(.of, help: ["say whose rows: `\(keyword.text)(… of SOURCE)`"]),
      let source = name("the name of a source")
    else {
      return invalid(from: keyword.span)
    }
    let aggregate = Aggregate(kind: kind, keyword: keyword, value: value, by: order, source: source)
    return finish(aggregate, over: max(value.height, order?.height ?? 0))
  }

  /// Reads `where CONDITION` and builds the aggregate.
  private mutating func finish(_ aggregate: Aggregate, over parts: Int) -> Expression {
    var aggregate = aggregate
    var height = parts
    if isAt(.where) {
      noteBreak(.unless)
      advance()
      let condition = expression()
      aggregate.condition = condition
      height = max(height, condition.height)
    }
    return make(.aggregate(aggregate), from: aggregate.keyword.span, over: height)
  }
}

extension Expression {
  /// The expression with its span ending where `span` ends.
  fileprivate func extended(to span: Span) -> Expression {
    var expression = self
    expression.span = expression.span.union(span)
    return expression
  }
}
