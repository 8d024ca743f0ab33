import Diagnostics

extension Parser {
  /// Reads a whole file.
  mutating func syntaxFile() -> SyntaxFile {
    var declarations: [Declaration] = []
    while !isAtEnd {
      let start = position
      if let declaration = declaration() { declarations.append(declaration) }
      if isPanicking { recover(in: nil) }
      if position == start { advance() }
    }
    return SyntaxFile(declarations: declarations)
  }

  private mutating func declaration() -> Declaration? {
    let token = current
    guard token.kind == .identifier else {
      if isAt(.closeBrace) || isAt(.closeParenthesis) || isAt(.closeBracket) {
        report(.strayBracket, "\(found) closes nothing", at: token.span)
        advance()
      } else {
        expected("a declaration")
        advance()
      }
      return nil
    }
    var keyword = token.symbol
    note(.declaration)
    if !Vocabulary.declarationStarts.contains(keyword) {
      guard let meant = unknownDeclaration(token) else { return nil }
      keyword = meant
    }
    advance()
    return declaration(keyword, from: token.span)
  }

  private mutating func unknownDeclaration(_ token: Token) -> Symbol? {
    let declarations = Vocabulary.declarations.map(\.text)
    let suggestions = NearestName.suggestions(for: token.text, among: declarations)
    var help: [String] = []
    if let nearest = NearestName.help(for: token.text, among: declarations) {
      help = [nearest]
    } else if let owner = BlockGrammar.all.first(where: { $0.starts.contains(token.symbol) }) {
      help = ["`\(token.text)` is a clause of \(owner.article); was its block closed too early?"]
    }
    if help.isEmpty {
      help = ["declarations begin with " + declarations.map { "`\($0)`" }.joined(separator: ", ")]
    }
    report(.unknownDeclaration, "`\(token.text)` does not begin a declaration", at: token.span, help: help)
    guard let meant = suggestions.first.map({ Symbol($0) }), nextKind != .punctuation else {
      isPanicking = true
      advance()
      return nil
    }
    return meant
  }

  private mutating func declaration(_ keyword: Symbol, from start: Span) -> Declaration? {
    switch keyword {
    case .language: language(start)
    case .pack: pack(start)
    case .act: act(start)
    case .unit: unit(start)
    case .choice: choice(start)
    case .source: source(start)
    case .field: field(start)
    case .parameter: parameter(start)
    case .set: set(start)
    case .let: letValue(start)
    case .area: area(start)
    case .rule: rule(start)
    case .example: example(start)
    case .override: override(start)
    case .consistency: consistency(start)
    default: policy(start)
    }
  }

  private mutating func language(_ start: Span) -> Declaration? {
    guard let version = wholeNumber("the version of the language, a whole number") else { return nil }
    return .language(LanguageDeclaration(version: version, span: span(from: start)))
  }

  private mutating func pack(_ start: Span) -> Declaration? {
    guard let name = name("the name of a pack") else { return nil }
    var pack = PackDeclaration(name: name, span: start)
    if take(.extends) != nil { pack.base = self.name("the name of a pack") }
    block(.pack, into: &pack) { parser, keyword, pack in
      switch keyword {
      case .title: pack.title = parser.texts()
      case .version: pack.version = parser.string("the version in quotes")
      default: pack.note = parser.texts()
      }
    }
    pack.span = span(from: start)
    return .pack(pack)
  }

  private mutating func unit(_ start: Span) -> Declaration? {
    guard let name = name("the name of a unit") else { return nil }
    let symbol = Symbol(name.text)
    if Vocabulary.neverUnits.contains(symbol), !Vocabulary.reserved.contains(symbol) {
      report(.reservedName, "`\(name.text)` begins a clause and cannot be the name of a unit", at: name.span)
    }
    var unit = UnitDeclaration(name: name, span: start)
    block(.unit, into: &unit) { parser, keyword, unit in
      if keyword == .title { unit.title = parser.texts() } else { unit.counted = parser.previousSpan }
    }
    unit.span = span(from: start)
    return .unit(unit)
  }

  private mutating func choice(_ start: Span) -> Declaration? {
    guard let name = name("the name of a choice") else { return nil }
    var choice = ChoiceDeclaration(name: name, members: [], span: start)
    block(.choice, into: &choice) { parser, keyword, choice in
      if keyword != .other {
        choice.title = parser.texts()
      } else if let member = parser.member() {
        choice.members.append(member)
      }
    }
    choice.span = span(from: start)
    return .choice(choice)
  }

  private mutating func member() -> ChoiceDeclaration.Member? {
    guard let name = name("the name of a member") else { return nil }
    let first = position
    var member = ChoiceDeclaration.Member(name: name, also: [], span: name.span)
    if isAt(.vi) || isAt(.en), nextKind == .string { member.title = texts() }
    if isAt(.also), nextKind == .string {
      if position > first { noteBreak(.part, below: first) }
      advance()
      member.also = strings("a word in quotes")
    }
    _ = take(.comma)
    member.span = span(from: name.span)
    return member
  }

  private mutating func area(_ start: Span) -> Declaration? {
    guard let name = name("the name of an area") else { return nil }
    var area = AreaDeclaration(name: name, span: start)
    block(.area, into: &area) { parser, keyword, area in
      if keyword == .title {
        area.title = parser.texts()
      } else {
        area.cap = parser.wholeNumber("a whole number")
      }
    }
    area.span = span(from: start)
    return .area(area)
  }

  private mutating func letValue(_ start: Span) -> Declaration? {
    guard let name = name("the name of a value") else { return nil }
    let help = isAt(.colon) ? ["a `let` has no type; it follows from the expression"] : []
    guard expect(.equal, help: help) else { return nil }
    let value = expression()
    let declaration = LetDeclaration(name: name, value: value, span: span(from: start))
    if !isPanicking, !current.startsLine, !isAtEnd, !isAt(.closeBrace), !isAt(.closeParenthesis),
      !isAt(.closeBracket)
    {
      report(.expectedElse, "unexpected \(found) after the end of `let`", at: current.span)
      isPanicking = true
    }
    return .letValue(declaration)
  }
}
