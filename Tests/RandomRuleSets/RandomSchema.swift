import Diagnostics
import RuleModel
import TestSupport

/// A random choice between values.
package extension SeededGenerator {
  mutating func chance(_ part: Int, of whole: Int) -> Bool { Int.random(in: 0..<whole, using: &self) < part }

  mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: elements.indices, using: &self)]
  }
}

/// Random fields, parameters and sets: numbers of several scales, all other types, rows, derivations, presumptions.
package struct RandomSchema {
  package static let base = 0
  package static let texts = ["05", "0510", "1910", "19", "x", "", "Đá", "05x", "e\u{301}", "é"]

  package var random: SeededGenerator
  package let places = Places()
  package let asOf: CivilDate
  package var ruleSet: RuleSet
  /// Fields that a column gives; the others are missing in this run.
  package var columns: Set<FieldIndex> = []
  /// Sources with many rows that were given, with whether they are complete.
  package var given: [SourceIndex: Bool] = [:]
  /// Fields that an expression may read, as derivations may not read what is declared after them.
  package var readable: [FieldIndex] = []

  package init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
    asOf = random.pick([
      CivilDate(days: 20_500), CivilDate(days: 19_782), CivilDate(days: 20_148), CivilDate(days: -719_100),
      CivilDate(days: 2_932_896),
    ])
    ruleSet = RandomSchema.emptyRuleSet()
    addSources()
    addParameters()
    addSets()
    addFields()
  }

  private static func emptyRuleSet() -> RuleSet {
    let title = LocalizedText(vi: "", en: "")
    let choices = [3, 5].enumerated().map { number, count in
      Choice(
        name: "choice\(number)", title: title,
        members: (0..<count).map { Choice.Member(name: "m\($0)", title: title, aliases: []) })
    }
    return RuleSet(
      languageVersion: 1, name: "random", title: title, version: "1", units: [], choices: choices,
      sources: [],
      fields: [], parameters: [], sets: [], definitions: [], areas: [Area(name: "a", title: title, cap: 100)],
      rules: [], examples: [], policy: Policy(bandLimits: [0, 25, 50, 75], outcomes: [], rankKeys: []))
  }

  private mutating func addSources() {
    let title = LocalizedText(vi: "", en: "")
    for number in 0..<4 {
      ruleSet.sources.append(
        Source(
          name: "s\(number)", title: title, filePatterns: [], hasManyRows: number > 0, key: 0,
          isComplete: number == 1, addsFirms: number == 0, isBase: number == 0))
    }
    given = [1: random.chance(4, of: 5), 2: random.chance(1, of: 2)]
    if random.chance(1, of: 2) { given[3] = random.chance(1, of: 2) }
  }

  private mutating func addField(
    _ type: ValueType, source: SourceIndex = 0, columnIn whole: Int = 12, presumed: Constant? = nil,
    derivation: RuleExpression? = nil
  ) {
    let title = LocalizedText(vi: "", en: "")
    let index = ruleSet.fields.count
    ruleSet.fields.append(
      Field(
        name: "f\(index)", title: title, type: type, sources: [source],
        presumed: presumed.map { Field.Presumption(value: $0, reason: title) },
        derivation: derivation.map { Field.Derivation(expression: $0, note: title) }, span: places.span()))
    if !random.chance(1, of: whole), source == 0 || given[source] != nil { columns.insert(index) }
    readable.append(index)
  }

  private mutating func addFields() {
    for source in 0..<4 {
      addField(.number(0...5_000), source: source)
      addField(.number(scale: 2, -1_000_000...1_000_000), source: source)
      addField(.number(0...3), source: source)
      addField(.truth, source: source)
      addField(.date(allowsNone: true), source: source)
      addField(.text, source: source)
      addField(.choice(0), source: source)
      if source == 0 { addFirmFields() }
      addDerived(.number(scale: 2, -1_000_000...1_000_000), source: source)
    }
    addDerived(.truth, source: 0)
    addDerived(.date(allowsNone: true), source: 0)
  }

  private mutating func addFirmFields() {
    addField(.number(0...10_000_000_000_000))
    addField(.number(scale: 4, 0...10_000))
    addField(.number(-100...20_000))
    addField(.date)
    addField(.text)
    addField(.choice(1))
    addField(.truth)
    addField(.truth, columnIn: 2, presumed: .truth(false))
    addField(.text, columnIn: 2, presumed: .text("05"))
    addField(.number(0...3), columnIn: 2, presumed: .number(0))
  }

  private mutating func addDerived(_ type: ValueType, source: SourceIndex) {
    var writer = ExpressionGenerator(schema: self, source: source == 0 ? nil : source)
    let expression: RuleExpression
    switch type {
    case .truth: expression = writer.truth(2)
    case .date: expression = writer.date(2)
    default: expression = writer.number(2, scale: 2, within: -1_000_000...1_000_000)
    }
    random = writer.schema.random
    addField(type, source: source, columnIn: 3, derivation: expression)
  }

  private mutating func addParameters() {
    let money = ValueType.number(0...6_000_000)
    addParameter(money, []) { .number(Int64.random(in: 0...6_000_000, using: &$0)) }
    addParameter(money, [.choice(0)]) { .number(Int64.random(in: 0...6_000_000, using: &$0)) }
    addParameter(money, [.bands(0)]) { .number(Int64.random(in: 0...6_000_000, using: &$0)) }
    addParameter(.number(scale: 4, 0...10_000), [.choice(1), .bands(2)]) {
      .number(Int64.random(in: 0...10_000, using: &$0))
    }
    addParameter(.truth, [.choice(0)]) { .truth($0.chance(1, of: 2)) }
    addParameter(.date(allowsNone: true), [.choice(1)]) {
      $0.chance(1, of: 4) ? .none : .date(CivilDate(days: Int32.random(in: 0...22_000, using: &$0)))
    }
    addParameter(.text, []) { .text($0.pick(RandomSchema.texts)) }
  }

  private mutating func addParameter(
    _ type: ValueType, _ keys: [Parameter.Key], _ value: (inout SeededGenerator) -> Constant
  ) {
    let middle = CivilDate(days: 20_000)
    let periods = [
      EffectPeriod(from: .earliest, to: CivilDate(days: 10_000)),
      EffectPeriod(from: CivilDate(days: 12_000), to: middle),
      EffectPeriod(from: CivilDate(days: 20_001)),
    ]
    let entries = periods.map { period in
      Parameter.Entry(
        period: period, basis: Citation(act: "", parts: []), isDraft: false,
        rows: rowKeys(keys).map { Parameter.Row(keys: $0, value: value(&random)) }, span: places.span())
    }
    ruleSet.parameters.append(
      Parameter(
        name: "p\(ruleSet.parameters.count)", title: LocalizedText(vi: "", en: ""), type: type, keys: keys,
        entries: random.chance(1, of: 6) ? Array(entries.dropLast()) : entries, span: places.span()))
  }

  /// All combinations of keys, some of them missing.
  private mutating func rowKeys(_ keys: [Parameter.Key]) -> [[Parameter.RowKey]] {
    var rows: [[Parameter.RowKey]] = [[]]
    for key in keys {
      var choices: [Parameter.RowKey] = []
      switch key {
      case .choice(let choice): choices = ruleSet.choices[choice].members.indices.map { .member($0) }
      case .bands(let field):
        let limits: [Int64] = field == 0 ? [0, 10, 50, 1_000] : [0, 1, 3]
        for (position, limit) in limits.enumerated() {
          let next = position + 1 < limits.count ? limits[position + 1] - 1 : nil
          choices.append(.band(lowest: limit, highest: next))
        }
      }
      if random.chance(1, of: 3) { choices.remove(at: Int.random(in: choices.indices, using: &random)) }
      rows = rows.flatMap { row in choices.map { row + [$0] } }
    }
    return rows
  }

  private mutating func addSets() {
    for number in 0..<2 {
      let members = (0..<3).map { _ in random.pick(RandomSchema.texts) }
      let entry = NamedSet.Entry(
        period: EffectPeriod(from: number == 0 ? .earliest : CivilDate(days: 20_000)),
        basis: Citation(act: "", parts: []), isDraft: false, members: members)
      ruleSet.sets.append(
        NamedSet(name: "set\(number)", title: LocalizedText(vi: "", en: ""), entries: [entry]))
    }
  }
}
