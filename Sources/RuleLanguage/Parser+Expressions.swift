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
    guard isAt(word: "unless") else { return value }
    noteBreak(.unless)
    advance()
    let exception = disjunction()
    if isAt(word: "unless") {
      expected("one `unless`", help: ["join the exceptions with `or`: `X unless Y or Z`"])
    }
    return make(.unless(value, exception: exception), from: start, over: [value, exception])
  }

  /// Reads the value of an example: anything but a comparison.
  mutating func exampleValue() -> Expression {
    anchor = position
    return sum()
  }

  /// Builds an expression, or says that it is too high.
  mutating func make(_ kind: Expression.Kind, from start: Span, over parts: [Expression] = []) -> Expression {
    let height = 1 + (parts.map(\.height).max() ?? 0)
    let place = span(from: start)
    if height > RuleParser.heightLimit {
      if !saidTooHigh { sayTooDeep(at: start) }
      saidTooHigh = true
      return Expression(kind: .invalid, span: place, height: 1)
    }
    return Expression(kind: kind, span: place, height: height)
  }

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
    var operands = [first]
    while isAt(word: "or"), !isPanicking {
      noteBreak(.or)
      advance()
      operands.append(conjunction())
    }
    return operands.count == 1 ? first : make(.or(operands), from: start, over: operands)
  }

  private mutating func conjunction() -> Expression {
    let start = current.span
    let first = negation()
    var operands = [first]
    while isAt(word: "and"), !isPanicking {
      noteBreak(.and)
      advance()
      operands.append(negation())
    }
    return operands.count == 1 ? first : make(.and(operands), from: start, over: operands)
  }

  private mutating func negation() -> Expression {
    let start = current.span
    guard take(word: "not") != nil else { return comparison() }
    let operand = nested { $0.negation() }
    return make(.not(operand), from: start, over: [operand])
  }

  private mutating func comparison() -> Expression {
    let start = current.span
    let left = sum()
    guard !isPanicking else { return left }
    var result = left
    if let operation = comparisonOperator {
      advance()
      let right = sum()
      result = make(.comparison(operation, left, right), from: start, over: [left, right])
      passChainedComparisons(from: start)
    } else if isAt(word: "is") {
      result = noneTest(left, from: start)
    } else if isAt(word: "starts") {
      advance()
      guard expect(word: "in"), let set = name("the name of a set") else { return invalid(from: start) }
      result = make(.startsIn(left, set), from: start, over: [left])
    } else {
      let negated = isAt(word: "not") && (peek().isWord("in") || peek().isWord("between"))
      if negated { advance() }
      if isAt(word: "in") {
        result = membership(left, negated: negated, from: start)
      } else if isAt(word: "between") {
        result = between(left, negated: negated, from: start)
      }
    }
    return result
  }

  private var comparisonOperator: ComparisonOperator? {
    guard current.kind == .punctuation else { return nil }
    return ComparisonOperator(rawValue: current.text)
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
    let negated = take(word: "not") != nil
    guard take(word: "none") != nil else {
      expected("`none`", help: ["only `is none` and `is not none` exist; compare with `=` and `!=`"])
      return invalid(from: start)
    }
    return make(.isNone(operand, negated: negated), from: start, over: [operand])
  }

  private mutating func membership(_ operand: Expression, negated: Bool, from start: Span) -> Expression {
    advance()
    guard isAt(mark: "(") else {
      let help = isAt(mark: "[") || isAt(mark: "{") ? ["a list stands in parentheses: `x in (a, b)`"] : []
      guard current.kind == .identifier else {
        expected("a list in parentheses or the name of a set", help: help)
        return invalid(from: start)
      }
      guard let set = name("the name of a set") else { return invalid(from: start) }
      return make(.inSet(operand, set, negated: negated), from: start, over: [operand])
    }
    let members = bracketed("(", ")") { $0.expressions() }
    return make(.inList(operand, members, negated: negated), from: start, over: [operand] + members)
  }

  private mutating func between(_ operand: Expression, negated: Bool, from start: Span) -> Expression {
    advance()
    let low = sum()
    guard expect(word: "and", help: ["write `x between 1 and 10`"]) else { return invalid(from: start) }
    let high = sum()
    return make(
      .between(operand, low: low, high: high, negated: negated), from: start, over: [operand, low, high])
  }

  private mutating func sum() -> Expression {
    let start = current.span
    var left = product()
    while !isPanicking, isAt(mark: "+") || isAt(mark: "-") {
      noteBreak(.sum)
      let operation: ArithmeticOperator = advance().text == "+" ? .plus : .minus
      let right = product()
      left = make(.arithmetic(operation, left, right), from: start, over: [left, right])
    }
    return left
  }

  private mutating func product() -> Expression {
    let start = current.span
    var left = unary()
    while !isPanicking, let operation = productOperator {
      advance()
      let right = unary()
      left = make(.arithmetic(operation, left, right), from: start, over: [left, right])
    }
    return left
  }

  private var productOperator: ArithmeticOperator? {
    switch (current.kind, current.text) {
    case (.punctuation, "*"): .times
    case (.punctuation, "/"): .dividedBy
    case (.identifier, "div"): .div
    case (.identifier, "mod"): .mod
    default: nil
    }
  }

  private mutating func unary() -> Expression {
    let start = current.span
    guard take(mark: "-") != nil else { return primary() }
    noteTight()
    let operand = nested { $0.unary() }
    return make(.negated(operand), from: start, over: [operand])
  }

  /// Reads one or more expressions with commas between.
  mutating func expressions() -> [Expression] {
    var all = [expression()]
    while !isPanicking, take(mark: ",") != nil {
      noteBreak(.comma)
      all.append(expression())
    }
    return all
  }

  /// Reads what stands between two brackets, the first of which is the current token.
  mutating func bracketed<Content>(_ open: String, _ close: String, _ content: (inout Parser) -> Content)
    -> Content
  {
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
