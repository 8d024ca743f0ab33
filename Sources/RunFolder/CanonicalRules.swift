import RuleModel

/// Writes the checked meaning of a rule set as bytes that depend on nothing but the meaning.
///
/// Comments, layout, order of files and spans leave no trace. Every text is preceded by its length and every list by
/// its count, so that two different rule sets cannot give the same bytes.
public struct CanonicalRules {
  /// Version of this form; to be raised when the form changes.
  public static let version = 2

  var bytes: [UInt8] = []
  /// The rules whose names stand for fields and the like; nil to write their positions.
  var names: RuleSet? {
    didSet { writesNames = names != nil }
  }
  /// Whether names are written; to ask `names` itself would copy the whole set for every expression.
  private(set) var writesNames = false

  /// The bytes of a rule set.
  public static func bytes(of ruleSet: RuleSet) -> [UInt8] {
    var writer = CanonicalRules()
    writer.write(ruleSet)
    return writer.bytes
  }

  private mutating func write(_ set: RuleSet) {
    number(CanonicalRules.version)
    number(set.languageVersion)
    text(set.name)
    title(set.title)
    text(set.version)
    list(set.units) { writer, unit in
      writer.text(unit.name)
      writer.title(unit.title)
      writer.flag(unit.isCounted)
    }
    list(set.choices) { $0.write($1) }
    list(set.sources) { $0.write($1) }
    list(set.fields) { $0.write($1) }
    list(set.parameters) { $0.write($1) }
    list(set.sets) { writer, named in
      writer.text(named.name)
      writer.title(named.title)
      writer.list(named.entries) { writer, entry in
        writer.period(entry.period)
        writer.citation(entry.basis)
        writer.flag(entry.isDraft)
        writer.list(entry.members) { $0.text($1) }
      }
    }
    list(set.definitions) { writer, definition in
      writer.text(definition.name)
      writer.expression(definition.expression)
    }
    list(set.areas) { writer, area in
      writer.text(area.name)
      writer.title(area.title)
      writer.number(area.cap)
    }
    list(set.rules) { $0.write($1) }
    list(set.examples) { $0.write($1) }
    write(set.policy)
    list(set.checks) { writer, check in
      writer.expression(check.condition)
      writer.title(check.message)
    }
  }

  private mutating func write(_ choice: Choice) {
    text(choice.name)
    title(choice.title)
    list(choice.members) { writer, member in
      writer.text(member.name)
      writer.title(member.title)
      writer.list(member.aliases) { $0.text($1) }
    }
  }

  private mutating func write(_ source: Source) {
    text(source.name)
    title(source.title)
    list(source.filePatterns) { $0.text($1) }
    flag(source.hasManyRows)
    number(source.key)
    flag(source.isComplete)
    flag(source.addsFirms)
    flag(source.isBase)
    list(source.otherKeys) { $0.number($1) }
    list(source.crosswalks) { $0.number($1) }
  }

  private mutating func write(_ field: Field) {
    text(field.name)
    title(field.title)
    type(field.type)
    list(field.headers) { $0.text($1) }
    list(field.sources) { $0.number($1) }
    optional(field.presumed) { writer, presumed in
      writer.constant(presumed.value)
      writer.title(presumed.reason)
    }
    optional(field.absent) { $0.constant($1) }
    optional(field.listedIn) { $0.number($1) }
    optional(field.derivation) { writer, derivation in
      writer.expression(derivation.expression)
      writer.title(derivation.note)
    }
    list(field.noneWords) { $0.text($1) }
    optional(field.role) { $0.text($1.rawValue) }
    flag(field.isPersonal)
    optional(field.rollUp) { $0.text($1.rawValue) }
  }

  private mutating func write(_ parameter: Parameter) {
    text(parameter.name)
    title(parameter.title)
    type(parameter.type)
    list(parameter.keys) { writer, key in
      switch key {
      case .choice(let choice): writer.tagged(0, choice)
      case .bands(let field): writer.tagged(1, field)
      }
    }
    list(parameter.entries) { writer, entry in
      writer.period(entry.period)
      writer.citation(entry.basis)
      writer.flag(entry.isDraft)
      writer.list(entry.rows) { writer, row in
        writer.list(row.keys) { $0.write($1) }
        writer.constant(row.value)
      }
    }
  }

  private mutating func write(_ key: Parameter.RowKey) {
    switch key {
    case .member(let member): tagged(0, member)
    case .band(let lowest, let highest):
      tagged(1, lowest)
      optional(highest) { $0.number($1) }
    }
  }

  private mutating func write(_ example: Example) {
    text(example.title)
    number(example.rule)
    assignments(example.assignments)
    list(example.rows) { writer, rows in
      writer.number(rows.source)
      writer.list(rows.rows) { $0.assignments($1) }
    }
    number(example.asOf.days)
    switch example.expected {
    case .fires(let points):
      tag(0)
      optional(points) { $0.number($1) }
    case .passes: tag(1)
    case .notApplicable: tag(2)
    case .unknown(let most):
      tag(3)
      optional(most) { $0.number($1) }
    }
  }

  private mutating func assignments(_ assignments: [Example.Assignment]) {
    list(assignments) { writer, assignment in
      writer.number(assignment.field)
      writer.optional(assignment.value) { $0.constant($1) }
    }
  }

  private mutating func write(_ policy: Policy) {
    list(policy.bandLimits) { $0.number($1) }
    list(policy.outcomes) { writer, outcome in
      writer.text(outcome.outcome.rawValue)
      writer.expression(outcome.condition)
    }
    list(policy.rankKeys) { writer, key in
      writer.optional(key.variable) { $0.text($1.rawValue) }
      writer.flag(key.isDescending)
    }
  }
}

extension CanonicalRules {
  mutating func tag(_ number: UInt8) { bytes.append(number) }

  mutating func number(_ value: some BinaryInteger) {
    withUnsafeBytes(of: UInt64(truncatingIfNeeded: Int64(value)).littleEndian) { raw in
      raw.withMemoryRebound(to: UInt8.self) { bytes.append(contentsOf: $0) }
    }
  }

  mutating func tagged(_ tag: UInt8, _ value: some BinaryInteger) {
    self.tag(tag)
    number(value)
  }

  mutating func flag(_ isSet: Bool) { bytes.append(isSet ? 1 : 0) }

  mutating func text(_ text: String) {
    var text = text
    text.withUTF8 { utf8 in
      number(utf8.count)
      bytes.append(contentsOf: utf8)
    }
  }

  mutating func title(_ title: LocalizedText) {
    text(title.vi)
    text(title.en)
  }

  mutating func list<Element>(_ elements: [Element], _ body: (inout CanonicalRules, Element) -> Void) {
    number(elements.count)
    for element in elements { body(&self, element) }
  }

  mutating func optional<Value>(_ value: Value?, _ body: (inout CanonicalRules, Value) -> Void) {
    flag(value != nil)
    if let value { body(&self, value) }
  }

  mutating func period(_ period: EffectPeriod) {
    number(period.from.days)
    optional(period.to) { $0.number($1.days) }
  }

  mutating func citation(_ citation: Citation) {
    text(citation.act)
    list(citation.parts) { writer, part in
      switch part {
      case .article(let value):
        writer.tag(0)
        writer.text(value)
      case .clause(let value):
        writer.tag(1)
        writer.text(value)
      case .point(let value):
        writer.tag(2)
        writer.text(value)
      }
    }
  }

  mutating func constant(_ constant: Constant) {
    switch constant {
    case .number(let raw): tagged(0, raw)
    case .truth(let isYes): tagged(1, isYes ? 1 : 0)
    case .date(let date): tagged(2, date.days)
    case .none: tag(3)
    case .text(let text):
      tag(4)
      self.text(text)
    case .member(let member): tagged(5, member)
    }
  }

  /// A tag, then the position of something that is declared, or its name where names are written.
  mutating func reference(_ tag: UInt8, _ index: Int, _ name: (RuleSet) -> String) {
    guard writesNames, let names else { return tagged(tag, index) }
    self.tag(tag)
    text(name(names))
  }

  mutating func type(_ type: ValueType) {
    switch type {
    case .number(let number):
      tag(0)
      list(number.unit.numerator) { $0.text($1) }
      list(number.unit.denominator) { $0.text($1) }
      self.number(number.scale)
      self.number(number.lowest)
      self.number(number.highest)
      flag(number.isPercent)
    case .truth: tag(1)
    case .date(let allowsNone):
      tag(2)
      flag(allowsNone)
    case .text: tag(3)
    case .choice(let choice): tagged(4, choice)
    }
  }
}
