import Diagnostics
import RuleLanguage
import RuleModel

/// Areas and rules.
extension CheckingContext {
  func collectAreas(_ declarations: [Declaration], at end: Span?) {
    var places: [Span] = []
    for case .area(let declaration) in declarations {
      let name = declaration.name.text
      if let first = areaIndex[name] {
        report(
          .duplicateName, "area `\(name)` is declared twice", at: declaration.name.span,
          also: [.init(places[first], "first declaration")])
        continue
      }
      guard let cap = declaration.cap else {
        report(.missingClause, "area `\(name)` has no cap", at: declaration.name.span, help: ["add `cap N`"])
        brokenNames.insert(name)
        continue
      }
      if cap.scale != 0 || !(0...100).contains(cap.value) {
        report(.outsideRange, "a cap is a whole number from 0 to 100", at: cap.span)
      }
      areaIndex[name] = areas.count
      places.append(declaration.name.span)
      areas.append(Area(name: name, title: text(declaration.title), cap: Int(max(0, min(100, cap.value)))))
    }
    let total = areas.reduce(0) { $0 + $1.cap }
    if let last = places.last, total != 100, brokenNames.isDisjoint(with: areas.map(\.name)) {
      let difference = total < 100 ? "\(100 - total) missing" : "\(total - 100) too many"
      report(
        .capsNotHundred, "the caps of all areas sum to \(total), not 100", at: last, difference,
        also: places.dropLast().map { .init($0) })
    }
  }

  func checkRules(_ declarations: [Declaration]) {
    var places: [String: Span] = [:]
    var checked: [Rule] = []
    for case .rule(let declaration) in declarations {
      let id = declaration.id.text
      if let first = places[id] {
        report(
          .duplicateName, "rule `\(id)` is declared twice", at: declaration.id.span,
          also: [.init(first, "first declaration")])
        continue
      }
      places[id] = declaration.id.span
      if let rule = rule(declaration) { checked.append(rule) } else { brokenNames.insert(id) }
    }
    rules = checked.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
    for (index, rule) in rules.enumerated() { ruleIndex[rule.id] = index }
  }

  private func rule(_ declaration: RuleDeclaration) -> Rule? {
    let id = declaration.id.text
    level = .firm
    guard let kind = declaration.kind.flatMap({ RuleKind(rawValue: $0.rawValue) }) else { return nil }
    func missing(_ clause: String, _ advice: String) {
      report(
        .missingClause, "rule `\(id)` has no `\(clause)`", at: declaration.id.span, help: ["add `\(advice)`"])
    }
    if declaration.title == nil { missing("title", "title vi \"…\" en \"…\"") }
    if declaration.effective == nil { missing("effective", "effective from DATE") }
    if declaration.when == nil { missing("when", "when CONDITION") }
    if kind == .violation, declaration.basis.isEmpty { missing("basis", "basis \"ACT\" article N") }
    checkPlacedClauses(declaration, kind: kind)
    let area = area(of: declaration, kind: kind)
    let applies = declaration.applies.map { self.condition($0) }
    let condition = declaration.when.flatMap { self.condition($0) }
    let points = kind == .gate ? nil : points(declaration, area: area)
    let affects = declaration.affects.flatMap { self.affects($0) }
    guard let effective = declaration.effective.flatMap({ period($0) }), let condition else {
      _ = declaration.fines.map { fine($0) }
      _ = template(declaration.because)
      return nil
    }
    if case .some(nil) = applies { return nil }
    if kind != .gate, points == nil { return nil }
    let rule = Rule(
      id: id, kind: kind, title: text(declaration.title), basis: declaration.basis.map { citation($0) },
      effective: effective, isDraft: declaration.draft != nil, area: area, family: declaration.family?.text,
      applies: applies ?? nil, condition: condition, points: points, affects: affects,
      ended: ended(declaration), fines: declaration.fines.compactMap { fine($0) },
      because: template(declaration.because), check: optionalText(declaration.check),
      ask: optionalText(declaration.ask), honest: optionalText(declaration.honest),
      note: optionalText(declaration.note), review: review(declaration), span: declaration.id.span)
    checkReported(rule)
    checkParameterValues(of: rule)
    return rule
  }

  private func review(_ declaration: RuleDeclaration) -> RuleReview? {
    guard let review = declaration.review, let date = date(review.date) else { return nil }
    return RuleReview(
      reviewer: composed(review.reviewer), date: date, hash: review.hash.value, span: review.hash.span)
  }

  private func optionalText(_ texts: LocalizedTexts?) -> LocalizedText? { texts.map { text($0) } }

  private func checkPlacedClauses(_ declaration: RuleDeclaration, kind: RuleKind) {
    switch kind {
    case .gate:
      if let points = declaration.points {
        report(.misplacedClause, "a gate adds no points", at: points.span)
      }
      if let affects = declaration.affects {
        report(.misplacedClause, "a gate harms nobody", at: affects.span)
      }
      if let family = declaration.family {
        report(.misplacedClause, "a gate belongs to no family", at: family.span)
      }
    case .indicator:
      if let affects = declaration.affects {
        report(
          .misplacedClause, "an indicator harms nobody", at: affects.span,
          help: ["only violations count workers affected"])
      }
    case .violation: break
    }
    if kind != .violation, let fine = declaration.fines.first {
      report(
        .misplacedClause, "only a violation carries a fine", at: fine.span,
        help: ["a \(kind.rawValue) never reads as an offence"])
    }
  }

  private func area(of declaration: RuleDeclaration, kind: RuleKind) -> Int? {
    guard kind != .gate else { return nil }
    let segment = declaration.id.text.firstSegment
    if let index = areaIndex[segment] { return index }
    if !brokenNames.contains(segment) {
      reportUnknown(
        "area", segment, at: declaration.id.span, among: areas.map(\.name),
        help: ["a rule's id begins with the name of its area"])
    }
    return nil
  }

  private func points(_ declaration: RuleDeclaration, area: Int?) -> PointsFormula? {
    guard let syntax = declaration.points else {
      report(
        .missingClause, "rule `\(declaration.id.text)` has no `points`", at: declaration.id.span,
        help: ["add `points N`, or `points FORMULA, up to N`"])
      return nil
    }
    guard let checked = expression(syntax.value, expecting: nil) else { return nil }
    guard let number = checked.type.number else {
      report(.typeMismatch, "points must be a number", at: syntax.value.span, "is \(describe(checked.type))")
      return nil
    }
    guard number.unit.isNone, !number.isPercent else {
      report(
        .unitMismatch, "points are a plain number", at: syntax.value.span, "is \(describe(checked.type))",
        help: ["divide by a number of the same unit, such as `/ 1 \(number.unit)`"])
      return nil
    }
    guard let most = most(syntax, checked: checked, id: declaration.id) else { return nil }
    let least = syntax.from.map { Int($0.value) } ?? 0
    guard (0...100).contains(most), (0...most).contains(least) else {
      report(.outsideRange, "points lie from 0 to 100, the least not above the most", at: syntax.span)
      return nil
    }
    if let area, most > areas[area].cap {
      report(
        .pointsOverCap,
        "up to \(most) points, but area `\(areas[area].name)` is capped at \(areas[area].cap)",
        at: syntax.span, "more than the cap", severity: .warning)
    }
    return PointsFormula(expression: checked, most: most, least: least)
  }

  private func most(_ syntax: RuleDeclaration.Points, checked: RuleExpression, id: Name) -> Int? {
    if let bound = syntax.upTo {
      if bound.scale == 0 { return Int(clamping: bound.value) }
      report(.outsideRange, "the bound of points is a whole number", at: bound.span)
      return nil
    }
    if case .constant(.number(let raw)) = checked.kind, checked.type.number?.scale == 0 {
      return Int(clamping: raw)
    }
    report(
      .unboundedPoints, "the points of `\(id.text)` have no bound", at: syntax.value.span,
      "could be anything",
      help: ["add `, up to N`"])
    return nil
  }

  private func affects(_ syntax: SyntaxExpression) -> RuleExpression? {
    let persons = MeasureUnit(numerator: ["persons"], denominator: [])
    let wanted = ValueType.number(
      NumberType(unit: persons, scale: 0, lowest: Int64.min + 16, highest: Int64.max - 16))
    guard let checked = expression(syntax, expecting: wanted) else { return nil }
    return converted(checked, to: wanted, syntax: syntax)
  }

  private func ended(_ declaration: RuleDeclaration) -> FieldIndex? {
    guard let name = declaration.ended else { return nil }
    guard let index = fieldIndex[name.text] else {
      reportUnknown("field", name, among: fields.map(\.name))
      return nil
    }
    guard fields[index].type.isDate else {
      report(.typeMismatch, "`ended` names a date field", at: name.span, "is \(describe(fields[index].type))")
      return nil
    }
    return index
  }

  // MARK: - What a rule may read

  private func checkReported(_ rule: Rule) {
    guard rule.kind != .indicator else { return }
    for expression in rule.expressions {
      expression.visit { part in
        guard case .reported = part.kind else { return }
        report(
          .reportedOutsideIndicator, "`reported` in a \(rule.kind.rawValue)", at: part.span,
          "only indicators may ask this")
      }
    }
  }

  /// Reports parameters and sets that have no value on some day of the rule's period.
  private func checkParameterValues(of rule: Rule) {
    var reported: Set<String> = []
    for expression in rule.expressions {
      expression.visit(derivationsOf: fields) { part in
        switch part.kind {
        case .lookup(let index, _, let date):
          let parameter = parameters[index]
          if let date {
            checkValue(of: parameter, at: date, during: rule)
          } else if reported.insert(parameter.name).inserted {
            checkCover(
              parameter.entries.map(\.period), of: parameter.name, during: rule, at: part.span)
          }
        case .inSet(_, let index, _):
          let set = sets[index]
          if reported.insert(set.name).inserted {
            checkCover(set.entries.map(\.period), of: set.name, during: rule, at: part.span)
          }
        default: break
        }
      }
    }
  }

  private func checkValue(of parameter: Parameter, at date: RuleExpression, during rule: Rule) {
    if case .constant(.date(let day)) = date.kind {
      guard parameter.entry(on: day) == nil else { return }
      report(
        .parameterGap, "`\(parameter.name)` has no value on \(day)", at: date.span, "no value on this day")
    } else if date.movesWithAsOf, let first = date.constantDate(asOf: rule.effective.from) {
      let last = rule.effective.to.flatMap { date.constantDate(asOf: $0) }
      let periods = parameter.entries.map(\.period)
      guard let gap = firstDay(of: EffectPeriod(from: first, to: last), outside: periods) else { return }
      report(
        .parameterGap, "`\(parameter.name)` has no value on \(gap), which `\(rule.id)` looks up",
        at: date.span,
        "looked up on this day", also: [.init(rule.span, "in force from \(rule.effective.from)")],
        help: ["add its value of that time, or let the rule begin later"])
    }
  }

  /// The first day of a period on which none of others, which rise, is in force.
  private func firstDay(of days: EffectPeriod, outside periods: [EffectPeriod]) -> CivilDate? {
    var day = days.from
    for period in periods where period.contains(day) {
      guard let next = period.to?.adding(days: 1) else { return nil }
      day = next
    }
    return days.contains(day) ? day : nil
  }

  private func checkCover(_ periods: [EffectPeriod], of name: String, during rule: Rule, at span: Span) {
    guard let gap = firstDay(of: rule.effective, outside: periods) else { return }
    report(
      .parameterGap, "`\(name)` has no value on \(gap), while `\(rule.id)` is in force", at: span,
      "read here",
      also: [.init(rule.span, "in force from \(rule.effective.from)")],
      help: ["add its value of that time, or let the rule begin later"])
  }
}

extension RuleExpression {
  /// Whether a date is the as-of date, or a fixed number of days or months from it.
  fileprivate var movesWithAsOf: Bool {
    switch kind {
    case .asOf: return true
    case .named(_, let inner): return inner.movesWithAsOf
    case .addDays(let date, let count), .addMonths(let date, let count):
      guard case .constant = count.kind else { return false }
      return date.movesWithAsOf
    default: return false
    }
  }
}

extension String {
  /// What stands before the first point.
  fileprivate var firstSegment: String {
    guard utf8.allSatisfy({ $0 < 0x80 }) else { return String(prefix { $0 != "." }) }
    guard let point = utf8.firstIndex(of: UInt8(ascii: ".")) else { return self }
    return String(self[..<point])
  }
}

extension Rule {
  /// The expressions that decide state, points and workers affected.
  var expressions: [RuleExpression] { [applies, condition, points?.expression, affects].compactMap { $0 } }
}
