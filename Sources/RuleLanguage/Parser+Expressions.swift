import Diagnostics

extension Parser {
  /// Reads an expression; without one it says so and gives an invalid one.
  mutating func expression() -> Expression { nested { $0.exceptionalExpression() } }

  private mutating func exceptionalExpression() -> Expression {
    let outerAnchor = anchor
    anchor = position
    defer { anchor = outerAnchor }
    saidTooHigh = bracketDepth > 0 && saidTooHigh
    let start = current.span
    let value = disjunction()
    guard isAt(.unless) else { return value }
    noteBreak(.unless)
    advance()
    let exception = disjunction()
    if isAt(.unless) {
      expected("one `unless`", help: ["join the exceptions with `or`: `X unless Y or Z`"])
    }
    return make(.unless(value, exception: exception), from: start, over: max(value.height, exception.height))
  }

  /// Reads the value of an example: anything but a comparison.
  mutating func exampleValue() -> Expression {
    anchor = position
    return sum()
  }

  /// Builds an expression, or says that it is too high.
  ///
  /// - Parameter parts: the height of the highest part; 0 when there are no parts.
  mutating func make(_ kind: Expression.Kind, from start: Span, over parts: Int = 0) -> Expression {
    let height = 1 + parts
    let place = span(from: start)
    if height > RuleParser.heightLimit {
      if !saidTooHigh { sayTooDeep(at: start) }
      saidTooHigh = true
      return Expression(kind: .invalid, span: place, height: 1)
    }
    return Expression(kind: kind, span: place, height: height)
  }

  /// The greatest height of some expressions; 0 when there are none.
  static func height(of parts: [Expression]) -> Int { parts.reduce(0) { max($0, $1.height) } }

  private mutating func sayTooDeep(at span: Span) {
    report(
      .tooDeep, "the expression is nested too deeply", at: span, help: ["give parts of it names with `let`"])
  }

  func invalid(from start: Span) -> Expression {
    Expression(kind: .invalid, span: span(from: start), height: 1)
  }

  /// Runs a part of the grammar one level deeper, unless that is too deep.
  mutating func nested(_ part: (inout Parser) -> Expression) -> Expression {
    guard nesting < Self.nestingLimit else {
      let start = current.span
      sayTooDeep(at: start)
      isPanicking = true
      return invalid(from: start)
    }
    nesting += 1
    defer { nesting -= 1 }
    return part(&self)
  }

  private mutating func disjunction() -> Expression {
    let start = current.span
    let first = conjunction()
    guard isAt(.or), !isPanicking else { return first }
    var operands = [first]
    while isAt(.or), !isPanicking {
      noteBreak(.or)
      advance()
      operands.append(conjunction())
    }
    return make(.or(operands), from: start, over: Self.height(of: operands))
  }

  private mutating func conjunction() -> Expression {
    let start = current.span
    let first = negation()
    guard isAt(.and), !isPanicking else { return first }
    var operands = [first]
    while isAt(.and), !isPanicking {
      noteBreak(.and)
      advance()
      operands.append(negation())
    }
    return make(.and(operands), from: start, over: Self.height(of: operands))
  }

  private mutating func negation() -> Expression {
    let start = current.span
    guard take(.not) != nil else { return comparison() }
    let operand = nested { $0.negation() }
    return make(.not(operand), from: start, over: operand.height)
  }

  private mutating func comparison() -> Expression {
    let start = current.span
    let left = sum()
    guard !isPanicking else { return left }
    var result = left
    if let operation = comparisonOperator {
      advance()
      let right = sum()
      result = make(.comparison(operation, left, right), from: start, over: max(left.height, right.height))
      passChainedComparisons(from: start)
    } else if isAt(.is) {
      result = noneTest(left, from: start)
    } else if isAt(.starts) {
      advance()
      guard expect(.in), let set = name("the name of a set") else { return invalid(from: start) }
      result = make(.startsIn(left, set), from: start, over: left.height)
    } else {
      let negated = isAt(.not) && (nextSymbol == .in || nextSymbol == .between)
      if negated { advance() }
      if isAt(.in) {
        result = membership(left, negated: negated, from: start)
      } else if isAt(.between) {
        result = between(left, negated: negated, from: start)
      }
    }
    return result
  }

  private var comparisonOperator: ComparisonOperator? {
    switch current.symbol {
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .less
    case .atMost: .lessOrEqual
    case .greater: .greater
    case .atLeast: .greaterOrEqual
    default: nil
    }
  }

  private mutating func passChainedComparisons(from start: Span) {
    while !isPanicking, let operation = comparisonOperator {
      report(
        .chainedComparison, "comparisons do not chain", at: current.span, label: "second comparison",
        also: [.init(span(from: start), "first comparison")],
        help: ["write `a \(operation.rawValue) b and b \(operation.rawValue) c`, or `b between a and c`"])
      advance()
      _ = sum()
    }
  }

  private mutating func noneTest(_ operand: Expression, from start: Span) -> Expression {
    advance()
    let negated = take(.not) != nil
    guard take(.none) != nil else {
      expected("`none`", help: ["only `is none` and `is not none` exist; compare with `=` and `!=`"])
      return invalid(from: start)
    }
    return make(.isNone(operand, negated: negated), from: start, over: operand.height)
  }

  private mutating func membership(_ operand: Expression, negated: Bool, from start: Span) -> Expression {
    advance()
    guard isAt(.openParenthesis) else {
      let help = isAt(.openBracket) || isAt(.openBrace) ? ["a list stands in parentheses: `x in (a, b)`"] : []
      guard current.kind == .identifier else {
        expected("a list in parentheses or the name of a set", help: help)
        return invalid(from: start)
      }
      guard let set = name("the name of a set") else { return invalid(from: start) }
      return make(.inSet(operand, set, negated: negated), from: start, over: operand.height)
    }
    let members = bracketed(.closeParenthesis) { $0.expressions() }
    return make(
      .inList(operand, members, negated: negated), from: start,
      over: max(operand.height, Self.height(of: members)))
  }

  private mutating func between(_ operand: Expression, negated: Bool, from start: Span) -> Expression {
    advance()
    let low = sum()
    guard expect(.and, help: ["write `x between 1 and 10`"]) else { return invalid(from: start) }
    let high = sum()
    return make(
      .between(operand, low: low, high: high, negated: negated), from: start,
      over: max(operand.height, low.height, high.height))
  }

  private mutating func sum() -> Expression {
    let start = current.span
    var left = product()
    while !isPanicking, isAt(.plus) || isAt(.minus) {
      noteBreak(.sum)
      let operation: ArithmeticOperator = advance().symbol == .plus ? .plus : .minus
      let right = product()
      left = make(.arithmetic(operation, left, right), from: start, over: max(left.height, right.height))
    }
    return left
  }

  private mutating func product() -> Expression {
    let start = current.span
    var left = unary()
    while !isPanicking, let operation = productOperator {
      advance()
      let right = unary()
      left = make(.arithmetic(operation, left, right), from: start, over: max(left.height, right.height))
    }
    return left
  }

  private var productOperator: ArithmeticOperator? {
    switch current.symbol {
    case .times: .times
    case .slash: .dividedBy
    case .div: .div
    case .mod: .mod
    default: nil
    }
  }

  private mutating func unary() -> Expression {
    let start = current.span
    guard take(.minus) != nil else { return primary() }
    noteTight()
    let operand = nested { $0.unary() }
    return make(.negated(operand), from: start, over: operand.height)
  }

  /// Reads one or more expressions with commas between.
  mutating func expressions() -> [Expression] {
    var all = [expression()]
    while !isPanicking, take(.comma) != nil {
      noteBreak(.comma)
      all.append(expression())
    }
    return all
  }

  /// Reads what stands between two brackets, the first of which is the current token.
  mutating func bracketed<Content>(_ close: Symbol, _ content: (inout Parser) -> Content) -> Content {
    let opening = advance().span
    let outerAnchor = anchor
    anchor = position
    bracketDepth += 1
    let result = content(&self)
    bracketDepth -= 1
    anchor = outerAnchor
    self.close(close, opening: opening)
    return result
  }
}
