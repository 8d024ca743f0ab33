import Diagnostics

extension Parser {
  // MARK: Names and literals

  /// Reads a name that the author chose or refers to; `what` says which, for messages.
  mutating func name(_ what: String) -> Name? {
    guard current.kind == .identifier else {
      let help = current.kind == .string ? ["names stand without quotes"] : []
      expected(what, help: help)
      return nil
    }
    let token = current
    if Vocabulary.reserved.contains(token.symbol) {
      report(.reservedName, "`\(token.text)` is a word of the language and cannot be \(what)", at: token.span)
    }
    advance()
    checkMinus(after: token)
    return Name(text: token.text, span: token.span)
  }

  private mutating func checkMinus(after token: Token) {
    guard isAt(.minus), current.touchesPrevious, peek().touchesPrevious, !current.startsLine else {
      return
    }
    guard nextKind == .identifier || nextKind == .integer else { return }
    var end = token.span
    while isAt(.minus), current.touchesPrevious {
      advance()
      if current.touchesPrevious { end = advance().span }
    }
    let written = file.text(of: token.span.union(end))
    report(
      .malformedName, "the name `\(written)` has a `-`", at: token.span.union(end),
      help: ["write `\(written.replacingAll("-", with: "_"))`"])
  }

  mutating func string(_ what: String) -> StringLiteral? {
    guard current.kind == .string else {
      let help =
        current.kind == .identifier && !current.startsLine ? ["put it in quotes: `\"\(current.text)\"`"] : []
      expected(what, help: help)
      return nil
    }
    let token = advance()
    return StringLiteral(value: token.text, span: token.span)
  }

  /// Reads one or more strings with commas between.
  mutating func strings(_ what: String) -> [StringLiteral] {
    var literals: [StringLiteral] = []
    repeat {
      if !literals.isEmpty { noteBreak(.comma) }
      guard let literal = string(what) else { break }
      if literals.isEmpty { anchor = position - 1 }
      literals.append(literal)
    } while take(.comma) != nil
    if current.kind == .string, !isPanicking {
      report(.missingSeparator, "expected `,` between two strings", at: current.span)
      isPanicking = true
    }
    return literals
  }

  /// Reads one or more names with commas between.
  mutating func names(_ what: String) -> [Name] {
    var all: [Name] = []
    repeat {
      guard let name = name(what) else { break }
      all.append(name)
    } while take(.comma) != nil
    return all
  }

  mutating func wholeNumber(_ what: String) -> NumberLiteral? {
    guard current.kind == .integer else {
      let help =
        current.kind == .decimal || current.kind == .percent ? ["only a whole number can stand here"] : []
      expected(what, help: help)
      return nil
    }
    return numberLiteral(advance())
  }

  /// The number that a token writes; the lexer has checked that it fits.
  func numberLiteral(_ token: Token) -> NumberLiteral {
    var text = token.text
    var value: Int64 = 0
    var scale = 0
    text.withUTF8 { figures in
      for (place, byte) in figures.enumerated() {
        if byte == UInt8(ascii: ".") {
          scale = figures.count - place - 1
        } else {
          value = value &* 10 &+ Int64(byte &- UInt8(ascii: "0"))
        }
      }
    }
    return NumberLiteral(value: value, scale: scale, span: token.span)
  }

  mutating func date(_ what: String) -> DateLiteral? {
    guard current.kind == .date else {
      expected(what, help: ["a date is written `2026-03-01`"])
      return nil
    }
    return dateLiteral(advance())
  }

  func dateLiteral(_ token: Token) -> DateLiteral {
    var text = token.text
    return text.withUTF8 { figures in
      DateLiteral(
        year: Self.number(figures, 0..<4), month: Self.number(figures, 5..<7),
        day: Self.number(figures, 8..<10), span: token.span)
    }
  }

  /// The number that some figures of a date write, whose text is the lexer's.
  static func number(_ figures: UnsafeBufferPointer<UInt8>, _ place: Range<Int>) -> Int {
    var number = 0
    for position in place { number = number &* 10 &+ Int(figures[position] &- UInt8(ascii: "0")) }
    return number
  }

  // MARK: Texts, citations, periods

  /// Reads `vi "…" en "…"`, one of them or both.
  mutating func texts() -> LocalizedTexts? {
    let start = current.span
    let first = position
    var texts = LocalizedTexts(vi: nil, en: nil, span: start)
    while isAt(.vi) || isAt(.en), nextKind == .string || !current.startsLine {
      if position > first { noteBreak(.part, below: first) }
      let word = advance()
      guard let literal = string("a string") else { break }
      let earlier = word.symbol == .vi ? texts.vi : texts.en
      if let earlier {
        report(
          .repeatedClause, "`\(word.text)` is given twice", at: word.span, label: "second time",
          also: [.init(earlier.span, "first time")], help: ["the first one is used; remove one of them"])
      } else if word.symbol == .vi {
        texts.vi = literal
      } else {
        texts.en = literal
      }
    }
    if position == first {
      let help =
        current.kind == .string ? ["say which language it is: `vi \(found.dropFirst().dropLast())`"] : []
      expected("`vi` or `en` and a text", help: help)
      return nil
    }
    texts.span = span(from: start)
    return texts
  }

  /// Reads `"act" article … clause … point …`.
  mutating func citation() -> Citation? {
    let start = current.span
    guard let act = string("the number of an act in quotes") else { return nil }
    var parts: [Citation.Part] = []
    while let kind = citationPart {
      let word = advance()
      guard current.kind == .integer || current.kind == .identifier || current.kind == .string,
        !current.startsLine
      else {
        expected("the number or letter of the \(kind.rawValue)")
        break
      }
      let value = advance()
      if current.touchesPrevious, current.kind == .identifier, value.kind == .integer { advance() }
      parts.append(.init(kind: kind, value: value.text, span: word.span.union(value.span)))
    }
    return Citation(act: act, parts: parts, span: span(from: start))
  }

  private var citationPart: Citation.PartKind? {
    switch current.symbol {
    case .article: .article
    case .clause: .clause
    case .point: .point
    default: nil
    }
  }

  /// Reads `DATE to DATE` after the word `from`, whose place is `start`.
  mutating func period(after start: Span) -> Period? {
    guard let from = date("the first date") else { return nil }
    var to: DateLiteral?
    if take(.to) != nil {
      to = date("the last date")
    }
    return Period(from: from, to: to, span: span(from: start))
  }

  /// Reads `status draft` after the word `status`, whose place is `start`.
  mutating func draft(after start: Span) -> Span? {
    expect(.draft) ? span(from: start) : nil
  }

  // MARK: Types and bands

  mutating func type() -> TypeReference? {
    let start = current.span
    guard current.kind == .identifier else {
      expected(
        "a type", help: ["types are `yes/no`, `date`, `text`, `number`, `percent`, a unit or a choice"])
      return nil
    }
    let form: TypeReference.Form
    switch current.symbol {
    case .yes:
      advance()
      noteTight()
      guard expect(.slash, help: ["the type is `yes/no`"]) else { return nil }
      noteTight()
      guard expect(.no, help: ["the type is `yes/no`"]) else { return nil }
      form = .yesNo
    case .date:
      advance()
      let orNone = take(.or) != nil
      if orNone { expect(.none) }
      form = .date(orNone: orNone)
    case .text: form = simpleType(.text)
    case .number: form = simpleType(.number)
    case .percent: form = simpleType(.percent)
    default:
      guard let name = name("a type") else { return nil }
      form = .named(unit(after: name, mustTouch: false))
    }
    return TypeReference(form: form, span: span(from: start))
  }

  private mutating func simpleType(_ form: TypeReference.Form) -> TypeReference.Form {
    advance()
    return form
  }

  /// Reads the `/month` of a unit whose first name has been read.
  mutating func unit(after name: Name, mustTouch: Bool) -> UnitReference {
    var per: Name?
    let touches = current.touchesPrevious && peek().touchesPrevious
    if isAt(.slash), nextKind == .identifier, touches || !mustTouch {
      noteTight()
      advance()
      noteTight()
      let token = advance()
      per = Name(text: token.text, span: token.span)
    }
    return UnitReference(unit: name, per: per, span: span(from: name.span))
  }

  var isAtBand: Bool { current.kind == .integer && (nextSymbol == .band || nextSymbol == .openBand) }

  /// Reads `1..10`, `1..<10` or `10..`.
  mutating func band() -> Band? {
    let start = current.span
    guard let lower = wholeNumber("a range such as `1..10`") else { return nil }
    noteTight()
    if take(.openBand) != nil {
      noteTight()
      guard let upper = wholeNumber("the end of the range") else { return nil }
      return Band(lower: lower, upper: .below(upper), span: span(from: start))
    }
    guard expect(.band, help: ["ranges are `1..10`, `1..<10` and `10..`"]) else { return nil }
    let isNextBand = isAtBand && !current.touchesPrevious
    guard current.kind == .integer, !isNextBand else {
      return Band(lower: lower, upper: .open, span: span(from: start))
    }
    noteTight()
    let upper = numberLiteral(advance())
    return Band(lower: lower, upper: .through(upper), span: span(from: start))
  }

  /// Says so when two entries stand on one line without a comma.
  mutating func separate(until closing: Symbol = .closeBrace) {
    if take(.comma) != nil || current.startsLine || isAtEnd || isAt(closing) { return }
    guard !isPanicking else { return }
    report(
      .missingSeparator, "expected `,` before \(found)", at: current.span,
      help: ["entries on one line are separated by commas"])
  }
}
