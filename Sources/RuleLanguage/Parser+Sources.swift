import Diagnostics

extension Parser {
  // MARK: Sources

  mutating func source(_ start: Span) -> Declaration? {
    guard let name = name("the name of a source") else { return nil }
    var source = SourceDeclaration(name: name, files: [], span: start)
    block(.source, into: &source) { $0.sourceClause($1, &$2) }
    source.span = span(from: start)
    return .source(source)
  }

  private mutating func sourceClause(_ keyword: Symbol, _ source: inout SourceDeclaration) {
    let start = previousSpan
    switch keyword {
    case .title: source.title = texts()
    case .files: source.files = strings("a file-name pattern in quotes")
    case .rows:
      source.rows = word(of: SourceDeclaration.Rows.self)
      source.rowsSpan = previousSpan
    case .key: source.keys = names("the name of a field")
    case .crosswalk: source.crosswalks = names("the name of a source")
    case .complete: source.complete = start
    case .adds:
      if expect(.no), expect(.firms) { source.addsNoFirms = span(from: start) }
    default: source.base = start
    }
  }

  /// Reads one of a few words.
  mutating func word<Value: RawRepresentable & CaseIterable>(of type: Value.Type) -> Value?
  where Value.RawValue == String {
    if current.kind == .identifier, !current.startsLine, let value = Value(rawValue: current.text) {
      advance()
      return value
    }
    let words = Value.allCases.map(\.rawValue)
    let near = current.kind == .identifier ? NearestName.help(for: current.text, among: words) : nil
    let quoted = words.map { "`\($0)`" }
    let list = quoted.dropLast().joined(separator: ", ") + " or " + (quoted.last ?? "")
    report(
      .expectedElse, "expected \(list), found \(found)", at: missingPlace, help: near.map { [$0] } ?? [])
    if current.kind == .identifier, !current.startsLine { advance() } else { isPanicking = true }
    return nil
  }

  // MARK: Fields

  mutating func field(_ start: Span) -> Declaration? {
    guard let name = name("the name of a field") else { return nil }
    var field = FieldDeclaration(name: name, sources: [], headers: [], noneWords: [], span: start)
    if expect(.colon, help: ["a field has a type: `field \(name.text): date { … }`"]) {
      field.type = type()
    }
    block(.field, into: &field) { $0.fieldClause($1, &$2) }
    field.span = span(from: start)
    return .field(field)
  }

  private mutating func fieldClause(_ keyword: Symbol, _ field: inout FieldDeclaration) {
    let start = previousSpan
    switch keyword {
    case .title: field.title = texts()
    case .decimals: field.decimals = wholeNumber("a whole number")
    case .range: field.range = range(after: start)
    case .from: field.sources = names("the name of a source")
    case .header: field.headers = strings("a column heading in quotes")
    case .presumed: field.presumed = reasoned(.because, after: start)
    case .absent: field.absent = expression()
    case .listed:
      if expect(.in) { field.listedIn = name("the name of a source") }
    case .otherwise: field.otherwise = reasoned(.note, after: start)
    case .none:
      if expect(.when) { field.noneWords = strings("a word in quotes") }
    case .role:
      field.role = word(of: FieldDeclaration.Role.self)
      field.roleSpan = previousSpan
    case .rolls: field.rollUp = rollUp(after: start)
    case .allow: allowance(after: start).map { field.allowances.append($0) }
    default: field.personal = start
    }
  }

  private mutating func range(after start: Span) -> FieldDeclaration.RangeClause? {
    let low = expression()
    guard expect(.to) else { return nil }
    let high = expression()
    return .init(low: low, high: high, span: span(from: start))
  }

  private mutating func reasoned(_ word: Symbol, after start: Span) -> FieldDeclaration.ReasonedValue {
    let value = expression()
    var reason: LocalizedTexts?
    noteBreak(.reason)
    if !isPanicking, expect(word, help: ["say why: `\(word.text) vi \"…\" en \"…\"`"]) {
      reason = texts()
    }
    return .init(value: value, reason: reason, span: span(from: start))
  }

  // MARK: Parameters and sets

  mutating func parameter(_ start: Span) -> Declaration? {
    guard let name = name("the name of a parameter") else { return nil }
    var parameter = ParameterDeclaration(name: name, keys: [], entries: [], span: start)
    if take(.by) != nil {
      repeat {
        guard let key = parameterKey() else { break }
        parameter.keys.append(key)
      } while take(.comma) != nil
    }
    if expect(.colon, help: ["a parameter has a type: `parameter \(name.text): VND/month { … }`"]) {
      parameter.type = type()
    }
    block(.parameter, into: &parameter) { parser, keyword, parameter in
      if keyword == .title {
        parameter.title = parser.texts()
      } else if keyword == .allow {
        parser.allowance(after: parser.previousSpan).map { parameter.allowances.append($0) }
      } else if let entry = parser.parameterEntry() {
        parameter.entries.append(entry)
      }
    }
    parameter.span = span(from: start)
    return .parameter(parameter)
  }

  private mutating func parameterKey() -> ParameterDeclaration.Key? {
    let start = current.span
    if isAt(.bands), nextSymbol == .of {
      advance()
      advance()
      return name("the name of a field").map { .bands(of: $0, span: span(from: start)) }
    }
    return name("the name of a choice").map { .choice($0) }
  }

  /// Reads the period, basis and `status draft` that begin an entry, after its word `from`.
  private mutating func entryHead() -> (period: Period, basis: Citation?, draft: Span?)? {
    guard let period = period(after: previousSpan) else { return nil }
    var basis: Citation?
    if take(.basis) != nil {
      basis = citation()
    } else {
      report(
        .expectedElse, "expected `basis`, found \(found)", at: missingPlace,
        help: ["name the act that sets the values: `basis \"293/2025/NĐ-CP\" article 3`"])
    }
    var draft: Span?
    if let start = take(.status) { draft = self.draft(after: start) }
    return (period, basis, draft)
  }

  private mutating func parameterEntry() -> ParameterDeclaration.Entry? {
    let start = previousSpan
    guard let head = entryHead() else { return nil }
    let content: ParameterDeclaration.Content
    if isAt(.openBrace) {
      let opening = current.span
      let rows = list(.openRows) { $0.parameterRow() }
      content = .rows(rows, span(from: opening))
    } else {
      content = .value(expression())
    }
    return .init(
      period: head.period, basis: head.basis, draft: head.draft, content: content, span: span(from: start))
  }

  private mutating func parameterRow() -> ParameterDeclaration.Row? {
    let start = current.span
    var keys: [ParameterDeclaration.RowKey] = []
    while current.kind == .integer || current.kind == .identifier {
      if current.kind == .integer {
        guard let band = band() else { return nil }
        keys.append(.band(band))
      } else if let name = name("a member of a choice") {
        keys.append(.member(name))
      }
    }
    if keys.isEmpty {
      expected("a key of the parameter")
      return nil
    }
    guard expect(.colon) else { return nil }
    return .init(keys: keys, value: expression(), span: span(from: start))
  }

  /// Reads `{ item, item … }`; items are separated by commas or line ends.
  mutating func list<Item>(
    _ role: LayoutMark.Role, needsSeparator: Bool = true, _ item: (inout Parser) -> Item?
  ) -> [Item] {
    let opening = current.span
    note(role)
    guard expect(.openBrace) else { return [] }
    var items: [Item] = []
    while !isAt(.closeBrace), !isAtEnd, !startsDeclaration, !startsClauseAfterList {
      let start = position
      note(.item)
      if let item = item(&self) { items.append(item) }
      if isPanicking { recoverInList() }
      if needsSeparator { separate() } else { _ = take(.comma) }
      if position == start { advance() }
    }
    if isAt(.closeBrace) { note(.closeList) }
    close(.closeBrace, opening: opening)
    return items
  }

  /// Whether the next clause of the block begins here, so that the list before it was never closed.
  private var startsClauseAfterList: Bool {
    guard current.startsLine, current.kind == .identifier, let grammar else { return false }
    return grammar.starts.contains(current.symbol) && nextSymbol != .colon && nextSymbol != .equal
  }

  /// Skips to the next comma, line or closing brace of a list.
  private mutating func recoverInList() {
    var isFirst = true
    while !isAtEnd, !startsDeclaration, !isAt(.closeBrace), !isAt(.comma), isFirst || !current.startsLine {
      isFirst = false
      advance()
    }
    isPanicking = false
  }

  mutating func set(_ start: Span) -> Declaration? {
    guard let name = name("the name of a set") else { return nil }
    var set = SetDeclaration(name: name, entries: [], span: start)
    block(.set, into: &set) { parser, keyword, set in
      if keyword == .title {
        set.title = parser.texts()
      } else if keyword == .allow {
        parser.allowance(after: parser.previousSpan).map { set.allowances.append($0) }
      } else if let entry = parser.setEntry() {
        set.entries.append(entry)
      }
    }
    set.span = span(from: start)
    return .set(set)
  }

  private mutating func setEntry() -> SetDeclaration.Entry? {
    let start = previousSpan
    guard let head = entryHead() else { return nil }
    let members = list(.openFilled, needsSeparator: false) { $0.string("a member in quotes") }
    return .init(
      period: head.period, basis: head.basis, draft: head.draft, members: members, span: span(from: start))
  }
}
