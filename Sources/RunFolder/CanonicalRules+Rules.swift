import RuleModel

extension CanonicalRules {
  mutating func write(_ rule: Rule) {
    text(rule.id)
    text(rule.kind.rawValue)
    title(rule.title)
    list(rule.basis) { $0.citation($1) }
    period(rule.effective)
    flag(rule.isDraft)
    optional(rule.area) { $0.number($1) }
    optional(rule.family) { $0.text($1) }
    optional(rule.applies) { $0.expression($1) }
    expression(rule.condition)
    optional(rule.points) { writer, points in
      writer.expression(points.expression)
      writer.number(points.most)
      writer.number(points.least)
    }
    optional(rule.affects) { $0.expression($1) }
    optional(rule.ended) { $0.number($1) }
    list(rule.fines) { $0.write($1) }
    optional(rule.because) { writer, because in
      writer.list(because.vi) { $0.write($1) }
      writer.list(because.en) { $0.write($1) }
    }
    for words in [rule.check, rule.ask, rule.honest, rule.note] { optional(words) { $0.title($1) } }
  }

  mutating func write(_ segment: SentenceTemplate.Segment) {
    switch segment {
    case .text(let words):
      tag(0)
      text(words)
    case .value(let value):
      tag(1)
      expression(value)
    }
  }

  mutating func write(_ fine: Fine) {
    citation(fine.citation)
    optional(fine.period) { $0.period($1) }
    optional(fine.level) { writer, level in
      switch level {
      case .doubled: writer.tag(0)
      case .organisations: writer.tag(1)
      }
    }
    switch fine.amount {
    case .notEntered: tag(0)
    case .range(let from, let to, let each):
      tagged(1, from)
      number(to)
      flag(each)
    case .share(let from, let to, let base):
      tagged(2, from)
      number(to)
      expression(base)
    case .banded(let by, let bands):
      tag(3)
      switch by {
      case .affects: tag(0)
      case .field(let field): reference(1, field) { $0.fields[field].name }
      }
      list(bands) { writer, band in
        writer.number(band.lowest)
        writer.optional(band.highest) { $0.number($1) }
        writer.number(band.from)
        writer.number(band.to)
      }
    }
    optional(fine.ceiling) { $0.number($1) }
    optional(fine.warningBelow) { $0.number($1) }
  }

  mutating func expression(_ expression: RuleExpression) {
    if writesNames, writeByName(expression) { return }
    kind(expression.kind)
    if !writesNames { type(expression.type) }
    switch expression.kind {
    case .aggregate(let aggregate):
      optional(aggregate.value) { $0.expression($1) }
      optional(aggregate.order) { $0.expression($1) }
      optional(aggregate.condition) { $0.expression($1) }
    case .lookup(_, let keys, let date):
      list(keys) { $0.expression($1) }
      optional(date) { $0.expression($1) }
    default: list(expression.operands) { $0.expression($1) }
    }
  }

  /// What the expression does, apart from its operands.
  private mutating func kind(_ kind: RuleExpression.Kind) {
    switch kind {
    case .constant(let constant):
      tag(0)
      self.constant(constant)
    case .asOf: tag(1)
    case .field(let field): reference(2, field) { $0.fields[field].name }
    case .score(let variable):
      tag(3)
      text(variable.rawValue)
    case .named(let definition, _): tagged(4, definition)
    case .lookup(let parameter, _, _): reference(5, parameter) { $0.parameters[parameter].name }
    case .not: tag(6)
    case .and: tag(7)
    case .or: tag(8)
    case .compare(let comparison, _, _):
      tag(9)
      text(comparison.rawValue)
    case .isNone: tag(10)
    case .inSet(_, let set, let prefix):
      reference(11, set) { $0.sets[set].name }
      flag(prefix)
    case .reported(let field): reference(12, field) { $0.fields[field].name }
    case .aggregate(let aggregate):
      reference(13, aggregate.source) { $0.sources[aggregate.source].name }
      text(aggregate.function.rawValue)
    case .latestAnniversary(let month, let day):
      tagged(14, month)
      number(day)
    default: calculation(kind)
    }
  }

  private mutating func calculation(_ kind: RuleExpression.Kind) {
    switch kind {
    case .negate: tag(20)
    case .add: tag(21)
    case .subtract: tag(22)
    case .multiply: tag(23)
    case .divide(_, _, let exponent): tagged(24, exponent)
    case .floorDivide: tag(25)
    case .modulo: tag(26)
    case .rescale(_, let exponent): tagged(27, exponent)
    case .round(_, let exponent): tagged(28, exponent)
    case .minimum: tag(29)
    case .maximum: tag(30)
    case .absolute: tag(31)
    case .conditional: tag(32)
    case .dateDifference: tag(33)
    case .addDays: tag(34)
    case .addMonths: tag(35)
    case .year: tag(36)
    case .makeDate: tag(37)
    case .endOfMonth: tag(38)
    case .constant, .asOf, .field, .score, .named, .lookup, .not, .and, .or, .compare, .isNone, .inSet,
      .reported,
      .aggregate, .latestAnniversary:
      self.kind(kind)
    }
  }
}
