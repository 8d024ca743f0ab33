import Diagnostics
import RuleLanguage
import RuleModel

/// Parameters, sets and named expressions.
extension CheckingContext {
  /// Whether a name of the shared name space is taken; reported when it is.
  private func isTaken(_ name: Name, what: String) -> Bool {
    var first: Span?
    if let index = fieldIndex[name.text] { first = fields[index].span }
    if let index = parameterIndex[name.text] { first = parameters[index].span }
    if let index = definitionIndex[name.text] { first = definitionDeclarations[index].name.span }
    guard let first else { return false }
    report(
      .duplicateName, "\(what) `\(name.text)` has a name that is already used", at: name.span, "used again",
      also: [.init(first, "first declaration")])
    return true
  }

  func collectParameters(_ declarations: [Declaration]) {
    for case .parameter(let declaration) in declarations {
      if isTaken(declaration.name, what: "parameter") { continue }
      guard var type = valueType(declaration.type, of: declaration.name, decimals: nil),
        let keys = parameterKeys(declaration)
      else {
        brokenNames.insert(declaration.name.text)
        continue
      }
      if case .number(var number) = type {
        number.scale = max(number.scale, writtenScale(of: declaration))
        type = .number(number)
      }
      parameterIndex[declaration.name.text] = parameters.count
      parameters.append(
        Parameter(
          name: declaration.name.text, title: text(declaration.title), type: type, keys: keys, entries: [],
          span: declaration.name.span))
    }
  }

  /// The most decimals that a value of a parameter is written with.
  private func writtenScale(of declaration: ParameterDeclaration) -> Int {
    var scale = 0
    for entry in declaration.entries {
      switch entry.content {
      case .value(let value): scale = max(scale, literalScale(value))
      case .rows(let rows, _): for row in rows { scale = max(scale, literalScale(row.value)) }
      }
    }
    return min(scale, 4)
  }

  private func literalScale(_ syntax: SyntaxExpression) -> Int {
    switch syntax.kind {
    case .number(let literal, _): return literal.scale
    case .percent(let literal): return literal.scale + 2
    case .negated(let inner), .parenthesised(let inner): return literalScale(inner)
    default: return 0
    }
  }

  private func parameterKeys(_ declaration: ParameterDeclaration) -> [Parameter.Key]? {
    var keys: [Parameter.Key] = []
    for key in declaration.keys {
      switch key {
      case .choice(let name):
        guard let index = choiceIndex[name.text] else {
          reportUnknown("choice", name, among: choices.map(\.name))
          return nil
        }
        keys.append(.choice(index))
      case .bands(let name, _):
        guard let index = fieldIndex[name.text] else {
          reportUnknown("field", name, among: fields.map(\.name))
          return nil
        }
        guard fields[index].type.number != nil else {
          report(.typeMismatch, "bands need a number field", at: name.span)
          return nil
        }
        keys.append(.bands(index))
      }
    }
    return keys
  }

  /// Reads the values of every parameter and narrows its type to the range that they span.
  func resolveParameters(_ declarations: [Declaration]) {
    var seen: Set<String> = []
    for case .parameter(let declaration) in declarations where seen.insert(declaration.name.text).inserted {
      guard let index = parameterIndex[declaration.name.text] else { continue }
      var entries: [(entry: Parameter.Entry, period: EffectPeriod, span: Span)] = []
      for syntax in declaration.entries {
        guard let period = period(syntax.period), let basis = basis(of: syntax, in: declaration) else {
          continue
        }
        let rows = rows(of: syntax, for: parameters[index])
        let entry = Parameter.Entry(
          period: period, basis: basis, isDraft: syntax.draft != nil, rows: rows, span: syntax.span)
        entries.append((entry, period, syntax.period.span))
      }
      parameters[index].entries = inOrder(entries, of: declaration.name.text)
      narrowType(ofParameter: index)
      if declaration.entries.isEmpty {
        report(
          .missingClause, "parameter `\(declaration.name.text)` has no value", at: declaration.name.span,
          help: ["add `from DATE basis \"ACT\" VALUE`"])
      }
    }
  }

  private func basis(
    of entry: ParameterDeclaration.Entry, in declaration: ParameterDeclaration
  ) -> RuleModel.Citation? {
    if let basis = entry.basis { return citation(basis) }
    report(
      .missingClause, "a value of `\(declaration.name.text)` does not cite its act", at: entry.span,
      help: ["add `basis \"ACT\" article N`"])
    return nil
  }

  private func narrowType(ofParameter index: ParameterIndex) {
    guard case .number(var number) = parameters[index].type else { return }
    let values = parameters[index].entries.flatMap(\.rows).compactMap { row -> Int64? in
      if case .number(let raw) = row.value { return raw }
      return nil
    }
    number.lowest = values.min() ?? 0
    number.highest = values.max() ?? 0
    parameters[index].type = .number(number)
  }

  private func rows(of entry: ParameterDeclaration.Entry, for parameter: Parameter) -> [Parameter.Row] {
    switch entry.content {
    case .value(let syntax):
      guard parameter.keys.isEmpty else {
        report(
          .wrongKeys, "`\(parameter.name)` needs one value for each key", at: syntax.span,
          help: ["write the values between braces: `{ KEY: VALUE }`"])
        return []
      }
      guard let value = constant(syntax, as: parameter.type, takesUnit: true) else { return [] }
      return [Parameter.Row(keys: [], value: value)]
    case .rows(let rows, let span):
      if parameter.keys.isEmpty {
        report(.wrongKeys, "`\(parameter.name)` has no keys", at: span, help: ["write the value alone"])
        return []
      }
      let checked = rows.compactMap { row(of: $0, for: parameter) }
      if parameter.keys.count == 1, case .bands = parameter.keys[0] {
        checkBands(zip(checked, rows).compactMap { bandEnds($0.0, $0.1.span) }, of: parameter.name)
      }
      return checked
    }
  }

  private func bandEnds(
    _ row: Parameter.Row, _ span: Span
  ) -> (lowest: Int64, highest: Int64?, span: Span)? {
    guard case .band(let lowest, let highest)? = row.keys.first else { return nil }
    return (lowest, highest, span)
  }

  private func row(of syntax: ParameterDeclaration.Row, for parameter: Parameter) -> Parameter.Row? {
    guard syntax.keys.count == parameter.keys.count else {
      report(
        .wrongKeys, "`\(parameter.name)` has \(parameter.keys.count) keys, this row \(syntax.keys.count)",
        at: syntax.span)
      return nil
    }
    var keys: [Parameter.RowKey] = []
    for (key, written) in zip(parameter.keys, syntax.keys) {
      switch (key, written) {
      case (.choice(let choice), .member(let name)):
        guard let member = member(name, of: choice) else { return nil }
        keys.append(.member(member))
      case (.bands(let field), .band(let band)):
        guard let number = fields[field].type.number, let ends = rawBand(band, as: number) else { return nil }
        keys.append(.band(lowest: ends.lowest, highest: ends.highest))
      case (.choice(let choice), .band):
        report(.wrongKeys, "expected a member of `\(choices[choice].name)`", at: written.span)
        return nil
      case (.bands, .member):
        report(.wrongKeys, "expected a band such as `1..10`", at: written.span)
        return nil
      }
    }
    guard let value = constant(syntax.value, as: parameter.type, takesUnit: true) else { return nil }
    return Parameter.Row(keys: keys, value: value)
  }

  /// The ends of a band as raw values of a number type.
  func rawBand(_ band: RuleLanguage.Band, as number: NumberType) -> (lowest: Int64, highest: Int64?)? {
    guard let lowest = raw(band.lower, scale: number.scale) else { return nil }
    switch band.upper {
    case .open: return (lowest, nil)
    case .through(let upper):
      guard let highest = raw(upper, scale: number.scale) else { return nil }
      return (lowest, highest)
    case .below(let upper):
      guard let highest = raw(upper, scale: number.scale) else { return nil }
      return (lowest, highest - 1)
    }
  }

  /// Reports bands that overlap, leave a gap or do not rise.
  func checkBands(_ bands: [(lowest: Int64, highest: Int64?, span: Span)], of name: String) {
    for band in bands {
      if let highest = band.highest, highest < band.lowest {
        report(.bandConflict, "a band of `\(name)` is empty", at: band.span)
      }
    }
    for (earlier, later) in zip(bands, bands.dropFirst()) {
      if let highest = earlier.highest, later.lowest == highest + 1 { continue }
      let overlaps = earlier.highest.map { later.lowest <= $0 } ?? true
      report(
        .bandConflict, "bands of `\(name)` \(overlaps ? "overlap" : "leave a gap")", at: later.span,
        also: [.init(earlier.span, "the band before")],
        help: ["`1..10` includes both ends, `0..<50` leaves out the upper end"])
    }
  }

  func member(_ name: Name, of choice: ChoiceIndex) -> Int? {
    if let member = choices[choice].members.firstIndex(where: { $0.name == name.text }) { return member }
    reportUnknown(
      "member of `\(choices[choice].name)`", name, among: choices[choice].members.map(\.name),
      help: ["its members are " + choices[choice].members.map { "`\($0.name)`" }.joined(separator: ", ")])
    return nil
  }

  // MARK: - Sets and named expressions

  func collectSets(_ declarations: [Declaration]) {
    for case .set(let declaration) in declarations {
      if setIndex[declaration.name.text] != nil {
        report(
          .duplicateName, "set `\(declaration.name.text)` is declared twice", at: declaration.name.span)
        continue
      }
      var entries: [(entry: NamedSet.Entry, period: EffectPeriod, span: Span)] = []
      for syntax in declaration.entries {
        guard let period = period(syntax.period) else { continue }
        guard let basis = syntax.basis else {
          report(.missingClause, "an entry of a set does not cite its act", at: syntax.span)
          continue
        }
        let entry = NamedSet.Entry(
          period: period, basis: citation(basis), isDraft: syntax.draft != nil,
          members: syntax.members.map { composed($0) })
        entries.append((entry, period, syntax.period.span))
      }
      setIndex[declaration.name.text] = sets.count
      sets.append(
        NamedSet(
          name: declaration.name.text, title: text(declaration.title),
          entries: inOrder(entries, of: declaration.name.text)))
    }
  }

  func collectDefinitions(_ declarations: [Declaration]) {
    for case .letValue(let declaration) in declarations {
      if isTaken(declaration.name, what: "`let`") { continue }
      definitionIndex[declaration.name.text] = definitionDeclarations.count
      definitionDeclarations.append(declaration)
      definitionStates.append(.notYet)
    }
  }

  /// Resolves every named expression, also those that no rule reads.
  func resolveDefinitions() {
    let declarations = definitionDeclarations
    for (index, declaration) in declarations.enumerated() {
      let placeholder = RuleExpression(.constant(.truth(false)), type: .truth, span: declaration.name.span)
      let resolved = definition(index, at: declaration.name.span)
      definitions.append(Definition(name: declaration.name.text, expression: resolved ?? placeholder))
    }
  }

  /// The expression a `let` stands for; nil when it is broken or needs itself, which has been reported.
  func definition(_ index: DefinitionIndex, at span: Span) -> RuleExpression? {
    switch definitionStates[index] {
    case .done(let expression): return expression
    case .failed: return nil
    case .underWay:
      report(
        .cyclicDefinition, "`\(definitionDeclarations[index].name.text)` needs itself", at: span,
        "needed here",
        also: [.init(definitionDeclarations[index].name.span, "declared here")])
      definitionStates[index] = .failed
      return nil
    case .notYet: break
    }
    definitionStates[index] = .underWay
    let outer = level
    level = .firm
    let resolved = expression(definitionDeclarations[index].value, expecting: nil)
    level = outer
    guard case .underWay = definitionStates[index], let resolved else {
      definitionStates[index] = .failed
      return nil
    }
    let size = writtenOutSize(of: resolved)
    definitionSizes[index] = size
    if size > CheckingContext.mostParts {
      let name = definitionDeclarations[index].name
      report(
        .expressionTooLarge, "`\(name.text)` has over \(CheckingContext.mostParts) parts once written out",
        at: name.span,
        help: ["say it with fewer names that build on each other"])
      definitionStates[index] = .failed
      return nil
    }
    definitionStates[index] = .done(resolved)
    return resolved
  }

  /// Most parts that a named expression may have with the names in it written out.
  static let mostParts = 10_000

  /// Number of parts, counting a name as what it stands for without walking through it again.
  private func writtenOutSize(of expression: RuleExpression) -> Int {
    if case .named(let index, _) = expression.kind { return definitionSizes[index] ?? 1 }
    return expression.operands.reduce(1) { min($0 + writtenOutSize(of: $1), 2 * CheckingContext.mostParts) }
  }
}
