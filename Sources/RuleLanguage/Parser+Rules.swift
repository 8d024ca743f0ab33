import Diagnostics

extension Parser {
  // MARK: Rules

  mutating func rule(_ start: Span) -> Declaration? {
    guard let id = name("the id of a rule") else { return nil }
    var rule = RuleDeclaration(id: id, basis: [], fines: [], span: start)
    if expect(
      .is,
      help: ["a rule is a `violation`, an `indicator` or a `gate`: `rule \(id.text) is violation { … }`"])
    {
      rule.kind = word(of: RuleDeclaration.Kind.self)
      rule.kindSpan = rule.kind == nil ? nil : previousSpan
    }
    block(.rule, into: &rule) { $0.ruleClause($1, &$2) }
    rule.span = span(from: start)
    return .rule(rule)
  }

  private mutating func ruleClause(_ keyword: Symbol, _ rule: inout RuleDeclaration) {
    let start = previousSpan
    switch keyword {
    case .title: rule.title = texts()
    case .basis: if let citation = citation() { rule.basis.append(citation) }
    case .effective:
      let from = current.span
      if expect(.from, help: ["write `effective from 2026-01-01`"]) {
        rule.effective = period(after: from)
      }
    case .status: rule.draft = draft(after: start)
    case .family: rule.family = name("the name of a family")
    case .applies: rule.applies = expression()
    case .when: rule.when = expression()
    case .points: rule.points = points(after: start)
    case .affects: rule.affects = expression()
    case .ended: rule.ended = name("the name of a field")
    case .fine: if let fine = fine(after: start) { rule.fines.append(fine) }
    case .because: rule.because = texts()
    case .check: rule.check = texts()
    case .ask: rule.ask = texts()
    case .honest: rule.honest = texts()
    case .reviewed: rule.review = review(after: start)
    case .allow: allowance(after: start).map { rule.allowances.append($0) }
    default: rule.note = texts()
    }
  }

  mutating func points(after start: Span) -> RuleDeclaration.Points {
    var points = RuleDeclaration.Points(value: expression(), span: start)
    while !isPanicking {
      if isAt(.comma), nextSymbol == .up {
        advance()
        upTo(&points)
      } else if isAt(.up) {
        report(.missingSeparator, "expected `,` before `up to`", at: current.span)
        upTo(&points)
      } else if points.from == nil, isAt(.from) || (isAt(.comma) && nextSymbol == .from) {
        if let comma = take(.comma) { report(.expectedElse, "unexpected `,` before `from`", at: comma) }
        advance()
        points.from = wholeNumber("the fewest points, a whole number")
      } else {
        break
      }
    }
    points.span = span(from: start)
    return points
  }

  private mutating func upTo(_ points: inout RuleDeclaration.Points) {
    let place = advance().span
    guard expect(.to) else { return }
    if points.from != nil {
      report(
        .wrongOrder, "`up to` stands after `from`", at: span(from: place),
        help: ["write `points X, up to 30 from 10`"])
    }
    let limit = wholeNumber("the most points, a whole number")
    if points.upTo != nil {
      report(.repeatedClause, "`up to` is given twice", at: span(from: place))
    } else {
      points.upTo = limit
    }
  }

  // MARK: Fines

  private mutating func fine(after start: Span) -> FineClause? {
    guard let citation = citation() else { return nil }
    var fine = FineClause(citation: citation, payer: .unsaid, amount: .invalid, span: start)
    if isAt(.comma) {
      report(.expectedElse, "unexpected `,` before the amount", at: current.span, help: ["remove the comma"])
      advance()
    }
    fineHead(&fine)
    noteBreak(.part)
    anchor = position
    fine.amount = amount()
    fineTail(&fine)
    fine.span = span(from: start)
    return fine
  }

  private mutating func fineHead(_ fine: inout FineClause) {
    while !isPanicking {
      let start = current.span
      if isAt(.from) {
        if case .unsaid = fine.payer {
        } else {
          report(
            .wrongOrder, "the period stands after `\(file.text(of: previousSpan))`", at: start,
            help: ["write the period first: `fine \"…\" article 44 from 2026-09-10 doubled …`"])
        }
        advance()
        let period = period(after: start)
        if fine.period == nil { fine.period = period }
      } else if isAt(.doubled) {
        advance()
        setPayer(.doubled(start), of: &fine, at: start)
      } else if isAt(.for) {
        advance()
        if expect(.organisations) { setPayer(.organisations(span(from: start)), of: &fine, at: start) }
      } else {
        return
      }
    }
  }

  private mutating func setPayer(_ payer: FineClause.Payer, of fine: inout FineClause, at start: Span) {
    if case .unsaid = fine.payer {
      fine.payer = payer
    } else {
      report(
        .repeatedClause, "whose amount it is is said twice", at: span(from: start),
        help: ["write either `doubled` or `for organisations`"])
    }
  }

  private mutating func amount() -> FineClause.Amount {
    guard !isPanicking else { return .invalid }
    let start = current.span
    if isAt(.amount) {
      advance()
      guard expect(.not), expect(.entered) else { return .invalid }
      return .notEntered(span(from: start))
    }
    if isAt(.by) {
      advance()
      let measure: FineClause.Measure
      if let affects = take(.affects) {
        measure = .affects(affects)
      } else if let field = name("`affects` or the name of a field") {
        measure = .field(field)
      } else {
        return .invalid
      }
      return .steps(by: measure, list(.openRows) { $0.fineStep() })
    }
    let low = expression()
    guard expect(.to, help: ["an amount is a range: `1_000_000 VND to 2_000_000 VND`"]) else {
      return .invalid
    }
    let high = expression()
    if take(.of) != nil { return .share(low: low, high: high, of: expression()) }
    return .range(low: low, high: high, each: take(.each))
  }

  private mutating func fineStep() -> FineClause.Step? {
    guard let band = band() else { return nil }
    guard expect(.colon) else { return nil }
    let low = expression()
    guard expect(.to) else { return nil }
    let high = expression()
    return .init(band: band, low: low, high: high, span: span(from: band.span))
  }

  private mutating func fineTail(_ fine: inout FineClause) {
    while !isPanicking, isAt(.comma) || isAt(.up) || isAt(.warning) {
      if take(.comma) == nil {
        report(.missingSeparator, "expected `,` before \(found)", at: current.span)
      }
      noteBreak(.comma)
      let start = current.span
      if take(.up) != nil {
        guard expect(.to) else { return }
        if fine.warningBelow != nil {
          report(
            .wrongOrder, "`up to` stands after `warning below`", at: start,
            help: ["write `…, up to X, warning below Y`"])
        }
        let limit = expression()
        if fine.upTo == nil { fine.upTo = limit } else { sayTwice("up to", start) }
      } else if take(.warning) != nil {
        guard expect(.below) else { return }
        let limit = expression()
        if fine.warningBelow == nil { fine.warningBelow = limit } else { sayTwice("warning below", start) }
      } else {
        expected("`up to` or `warning below`")
      }
    }
  }

  private mutating func sayTwice(_ words: String, _ start: Span) {
    report(.repeatedClause, "`\(words)` is given twice", at: span(from: start))
  }
}
