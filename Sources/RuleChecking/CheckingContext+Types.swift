import Diagnostics
import RuleLanguage
import RuleModel

/// Units, choices and type references.
extension CheckingContext {
  func collectUnits(_ declarations: [Declaration]) {
    var places: [String: Span] = [:]
    for case .unit(let declaration) in declarations {
      let name = declaration.name.text
      if units.contains(where: { $0.name == name }) {
        let first = places[name].map { [Diagnostic.Label($0, "first declaration")] } ?? []
        report(.duplicateName, "unit `\(name)` is declared twice", at: declaration.name.span, also: first)
        continue
      }
      places[name] = declaration.name.span
      units.append(.init(name: name, title: text(declaration.title), isCounted: declaration.counted != nil))
    }
  }

  func collectChoices(_ declarations: [Declaration]) {
    var places: [Span] = []
    for case .choice(let declaration) in declarations {
      let name = declaration.name.text
      if let first = choiceIndex[name] {
        report(
          .duplicateName, "choice `\(name)` is declared twice", at: declaration.name.span,
          also: [.init(places[first], "first declaration")])
        continue
      }
      choiceIndex[name] = choices.count
      places.append(declaration.name.span)
      choices.append(Choice(name: name, title: text(declaration.title), members: members(of: declaration)))
    }
  }

  private func members(of declaration: ChoiceDeclaration) -> [Choice.Member] {
    var members: [Choice.Member] = []
    for member in declaration.members {
      if members.contains(where: { $0.name == member.name.text }) {
        report(.duplicateName, "member `\(member.name.text)` is declared twice", at: member.name.span)
        continue
      }
      members.append(
        Choice.Member(
          name: member.name.text, title: text(member.title), aliases: member.also.map { composed($0) }))
    }
    if members.isEmpty {
      report(
        .missingClause, "choice `\(declaration.name.text)` has no members", at: declaration.name.span,
        help: ["list its members between braces"])
    }
    return members
  }

  /// The unit of a reference, reported when some name is unknown.
  func unit(_ reference: UnitReference) -> MeasureUnit? {
    if reference.per == nil, let known = knownUnits[reference.unit.text] { return known }
    guard let above = unitName(reference.unit) else { return nil }
    guard let per = reference.per else {
      let unit = MeasureUnit(numerator: [above], denominator: [])
      knownUnits[reference.unit.text] = unit
      return unit
    }
    guard let below = unitName(per) else { return nil }
    return MeasureUnit(numerator: [above], denominator: [below])
  }

  private func unitName(_ name: Name) -> String? {
    let canonical = CheckingContext.unitSynonyms[name.text] ?? name.text
    if units.contains(where: { $0.name == canonical }) { return canonical }
    let near = NearestName.suggestions(for: name.text, among: units.map(\.name))
    report(
      .unknownType, "unknown unit `\(name.text)`", at: name.span, "not a unit",
      help: near.isEmpty
        ? ["the units are " + units.map { "`\($0.name)`" }.joined(separator: ", ")]
        : ["did you mean " + near.map { "`\($0)`" }.joined(separator: ", ") + "?"])
    return nil
  }

  /// Whether a unit counts things, so that a bare number fits it.
  func isCounted(_ unit: MeasureUnit) -> Bool {
    guard unit.denominator.isEmpty, unit.numerator.count == 1 else { return false }
    return units.contains { $0.name == unit.numerator[0] && $0.isCounted }
  }

  /// The type a reference names; a number's range is left as wide as a cell and narrowed by its clauses.
  func valueType(_ reference: TypeReference?, of name: Name, decimals: NumberLiteral? = nil) -> ValueType? {
    guard let reference else { return nil }
    let places = decimals.map { Int($0.value) } ?? 0
    if let decimals, !(0...4).contains(places) || decimals.scale != 0 {
      report(.decimalsExceeded, "`decimals` must be a whole number from 0 to 4", at: decimals.span)
      return nil
    }
    switch reference.form {
    case .yesNo: return .truth
    case .date(let orNone): return .date(allowsNone: orNone)
    case .text: return .text
    case .number: return .number(openNumber(unit: .none, scale: places))
    case .percent:
      guard places <= 2 else {
        report(.decimalsExceeded, "a percentage keeps at most 2 decimals", at: reference.span)
        return nil
      }
      return .number(openNumber(unit: .none, scale: places + 2, isPercent: true))
    case .named(let named): return namedType(named, scale: places)
    }
  }

  private func namedType(_ named: UnitReference, scale: Int) -> ValueType? {
    if named.per == nil, let choice = choiceIndex[named.unit.text] { return .choice(choice) }
    let canonical = CheckingContext.unitSynonyms[named.unit.text] ?? named.unit.text
    if named.per == nil, !units.contains(where: { $0.name == canonical }) {
      let known = ["date", "text", "number", "percent"] + units.map(\.name) + choices.map(\.name)
      let near = NearestName.suggestions(for: named.unit.text, among: known)
      report(
        .unknownType, "unknown type `\(named.unit.text)`", at: named.span, "no unit and no choice",
        help: near.isEmpty ? [] : ["did you mean " + near.map { "`\($0)`" }.joined(separator: ", ") + "?"])
      return nil
    }
    return unit(named).map { .number(openNumber(unit: $0, scale: scale)) }
  }

  private func openNumber(unit: MeasureUnit, scale: Int, isPercent: Bool = false) -> NumberType {
    NumberType(
      unit: unit, scale: scale, lowest: Int64.min + 16, highest: Int64.max - 16, isPercent: isPercent)
  }

  /// A type as people read it in a message.
  func describe(_ type: ValueType) -> String {
    switch type {
    case .number(let number): return number.isPercent ? "a percentage" : describe(number.unit)
    case .truth: return "yes or no"
    case .date(let allowsNone): return allowsNone ? "a date or none" : "a date"
    case .text: return "text"
    case .choice(let index): return "a `\(choices[index].name)`"
    }
  }

  /// A unit as people read it in a message.
  func describe(_ unit: MeasureUnit) -> String { unit.isNone ? "a plain number" : "`\(unit)`" }
}
