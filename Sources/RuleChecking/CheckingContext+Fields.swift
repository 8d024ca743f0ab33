import Diagnostics
import RuleLanguage
import RuleModel

/// Sources and fields.
extension CheckingContext {
  func collectSources(_ declarations: [Declaration]) {
    var places: [Span] = []
    for case .source(let declaration) in declarations {
      let name = declaration.name.text
      if let first = sourceIndex[name] {
        report(
          .duplicateName, "source `\(name)` is declared twice", at: declaration.name.span,
          also: [.init(places[first], "first declaration")])
        continue
      }
      sourceIndex[name] = sources.count
      places.append(declaration.name.span)
      let many = declaration.rows == .many
      sources.append(
        Source(
          name: name, title: text(declaration.title), filePatterns: declaration.files.map(\.value),
          hasManyRows: many, key: 0, isComplete: declaration.complete != nil,
          addsFirms: declaration.addsNoFirms == nil, isBase: declaration.base != nil))
    }
  }

  func collectFields(_ declarations: [Declaration]) {
    var places: [Span] = []
    for case .field(let declaration) in declarations { fieldNames.insert(declaration.name.text) }
    for case .field(let declaration) in declarations {
      let name = declaration.name.text
      if let first = fieldIndex[name] {
        report(
          .duplicateName, "field `\(name)` is declared twice", at: declaration.name.span,
          also: [.init(places[first], "first declaration")])
        continue
      }
      guard let type = fieldType(declaration) else {
        // The name is known all the same, so that the rules that read it do not report it too.
        brokenNames.insert(name)
        continue
      }
      fieldIndex[name] = fields.count
      places.append(declaration.name.span)
      fieldDeclarations.append(declaration)
      derivations.append(.notYet)
      fields.append(field(declaration, type: type))
      checkRole(of: fields.count - 1, declaration)
    }
  }

  private func fieldType(_ declaration: FieldDeclaration) -> ValueType? {
    guard
      let type = valueType(declaration.type, of: declaration.name, decimals: declaration.decimals)
    else { return nil }
    guard case .number(var number) = type else {
      if let range = declaration.range {
        report(.misplacedClause, "only a number has a range", at: range.span)
      }
      return type
    }
    guard let range = declaration.range else {
      report(
        .missingClause, "number field `\(declaration.name.text)` has no range", at: declaration.name.span,
        help: ["state the least and greatest value a list can give, such as `range 0 to 1_000_000`"])
      return nil
    }
    guard let low = rawNumber(range.low, as: number), let high = rawNumber(range.high, as: number) else {
      return nil
    }
    if low > high {
      report(.outsideRange, "range runs backwards", at: range.span)
      return nil
    }
    number.lowest = low
    number.highest = high
    return .number(number)
  }

  private func field(_ declaration: FieldDeclaration, type: ValueType) -> Field {
    var field = Field(
      name: declaration.name.text, title: text(declaration.title), type: type,
      headers: declaration.headers.map { composed($0) }, sources: sources(of: declaration),
      noneWords: declaration.noneWords.map { composed($0) }, isPersonal: declaration.personal != nil,
      span: declaration.name.span)
    field.role = declaration.role.flatMap { FieldRole(rawValue: $0.rawValue) }
    field.rollUp = rollUp(declaration, type: type)
    if let presumed = declaration.presumed, let value = constant(presumed.value, as: type, takesUnit: true) {
      field.presumed = .init(value: value, reason: text(presumed.reason))
    }
    if let absent = declaration.absent { field.absent = constant(absent, as: type, takesUnit: true) }
    if let list = declaration.listedIn {
      field.listedIn = sourceIndex[list.text]
      if field.listedIn == nil { reportUnknown("source", list, among: sources.map(\.name)) }
      if type != .truth {
        report(.typeMismatch, "a `listed in` field must be yes/no", at: list.span)
      }
    }
    if declaration.presumed != nil, let otherwise = declaration.otherwise {
      report(
        .misplacedClause, "a field is presumed or derived, not both", at: otherwise.span,
        help: ["keep one of `presumed` and `otherwise`"])
    }
    if let word = declaration.noneWords.first, type != .date(allowsNone: true) {
      report(.misplacedClause, "`none when` needs a `date or none` field", at: word.span)
    }
    return field
  }

  private func sources(of declaration: FieldDeclaration) -> [SourceIndex] {
    var found: [SourceIndex] = []
    for name in declaration.sources {
      guard let index = sourceIndex[name.text] else {
        reportUnknown("source", name, among: sources.map(\.name))
        continue
      }
      if found.contains(index) {
        report(.duplicateName, "source `\(name.text)` is named twice", at: name.span)
      } else {
        found.append(index)
      }
    }
    if declaration.role != .key, found.count > 1, found.contains(where: { sources[$0].hasManyRows }) {
      report(
        .wrongLevel, "a column of a list with many rows cannot come from another list as well",
        at: declaration.name.span, help: ["declare one field for each list"])
    }
    return found
  }

  private func checkRole(of index: FieldIndex, _ declaration: FieldDeclaration) {
    guard let role = fields[index].role, role != .group, let span = declaration.roleSpan else { return }
    if let other = fields.firstIndex(where: { $0.role == role }), other != index {
      report(
        .duplicateName, "two fields have the role `\(role.rawValue)`", at: span,
        also: [.init(fields[other].span, "first one")])
    }
    switch role {
    case .key, .name:
      if fields[index].type != .text {
        report(.typeMismatch, "a \(role.rawValue) field must be text", at: span)
      }
    case .workers:
      if fields[index].type.number?.unit != MeasureUnit(numerator: ["persons"], denominator: []) {
        report(.typeMismatch, "the workers field must be a number of persons", at: span)
      }
    case .group: break
    }
  }

  // MARK: - Derivations

  func resolveDerivations() {
    for index in fields.indices { _ = readType(ofField: index, at: fields[index].span) }
  }

  /// The type of a field as rules read it: its declared range together with the range of its derivation.
  ///
  /// Nil when the derivation is broken or needs itself; that has been reported.
  func readType(ofField index: FieldIndex, at span: Span) -> ValueType? {
    switch derivations[index] {
    case .done(let type): return type
    case .failed: return nil
    case .underWay:
      report(
        .cyclicDefinition, "the derivation of `\(fields[index].name)` needs itself", at: span, "needed here",
        also: [.init(fields[index].span, "declared here")])
      derivations[index] = .failed
      return nil
    case .notYet: break
    }
    guard let otherwise = fieldDeclarations[index].otherwise else {
      derivations[index] = .done(fields[index].type)
      return fields[index].type
    }
    derivations[index] = .underWay
    let outer = level
    level = .firm
    let derived = expression(otherwise.value, expecting: fields[index].type)
    level = outer
    guard case .underWay = derivations[index] else { return nil }
    guard let derived, let converted = converted(derived, to: fields[index].type, syntax: otherwise.value)
    else {
      derivations[index] = .failed
      return nil
    }
    fields[index].derivation = .init(expression: converted, note: text(otherwise.reason))
    var type = fields[index].type
    if case .number(var declared) = type, let number = converted.type.number {
      declared.lowest = min(declared.lowest, number.lowest)
      declared.highest = max(declared.highest, number.highest)
      type = .number(declared)
    }
    derivations[index] = .done(type)
    return type
  }
}
