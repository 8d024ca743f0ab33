import FirmTable
import RuleEvaluation
import RuleModel

@testable import RiskScoring

/// Random rule sets over fields with small domains, so that blanks can be filled in every way.
struct RandomRules {
  /// How rules may read fields.
  enum Style {
    /// Anything: fields shared and read twice, formulas of points, unknown points.
    case free
    /// Each rule reads its own fields once, against constants inside their range, with constant points.
    case separate
  }

  var ruleSet: RuleSet
  private let style: Style
  private var unusedFields: [FieldIndex] = []

  /// Fields from 1 on hold truths, numbers 0 to 3 and numbers 0 to 2 by turns; field 0 is the tax code.
  init(style: Style, using generator: inout some RandomNumberGenerator) {
    self.style = style
    let fieldCount = style == .free ? 5 : 6
    var fields = [
      Field(name: "tax_code", title: MadeUp.text("Tax code"), type: .text, role: .key, span: MadeUp.span)
    ]
    for number in 0..<fieldCount {
      let type: ValueType = number % 3 == 0 ? .truth : MadeUp.plainNumber(0, number % 3 == 1 ? 3 : 2)
      fields.append(
        Field(
          name: "field\(number)", title: MadeUp.text("Field \(number)"), type: type, sources: [0],
          span: MadeUp.span))
    }
    let areaCount = Int.random(in: 1...3, using: &generator)
    let caps = (0..<areaCount).map { _ in Int.random(in: 5...33, using: &generator) }
    ruleSet = MadeUp.ruleSet([], caps: caps, fields: fields)
    unusedFields = Array(1...fieldCount)
    var rules: [Rule] = []
    for number in 0..<Int.random(in: 1...6, using: &generator) {
      guard let rule = rule(number, using: &generator) else { break }
      rules.append(rule)
    }
    ruleSet.rules = rules
  }

  private mutating func rule(_ number: Int, using generator: inout some RandomNumberGenerator) -> Rule? {
    guard let condition = condition(depth: 1, using: &generator) else { return nil }
    let asksApplies = Int.random(in: 0...3, using: &generator) == 0
    let applies = asksApplies ? self.condition(depth: 0, using: &generator) : nil
    let kind =
      [RuleKind.violation, .violation, .indicator, .gate].randomElement(using: &generator) ?? .violation
    return MadeUp.rule(
      "r\(number)", kind, area: Int.random(in: 0..<ruleSet.areas.count, using: &generator),
      family: Int.random(in: 0...2, using: &generator) == 0 ? "f" : nil, applies: applies, when: condition,
      points: points(using: &generator))
  }

  private func points(using generator: inout some RandomNumberGenerator) -> PointsFormula {
    let most = Int.random(in: 1...25, using: &generator)
    guard style == .free, Bool.random(using: &generator) else { return MadeUp.points(most) }
    let numbers = ruleSet.fields.indices.filter {
      if case .number = ruleSet.fields[$0].type { true } else { false }
    }
    let field = read(numbers.randomElement(using: &generator) ?? 2)
    let product = RuleExpression(
      .multiply(field, MadeUp.number(Int64.random(in: -2...9, using: &generator))),
      type: MadeUp.plainNumber(-100, 100), span: MadeUp.span)
    let sum = RuleExpression(
      .add(product, MadeUp.number(Int64.random(in: 0...9, using: &generator))),
      type: MadeUp.plainNumber(-100, 200), span: MadeUp.span)
    return PointsFormula(expression: sum, most: most, least: Int.random(in: 0...most, using: &generator))
  }

  private func read(_ field: FieldIndex) -> RuleExpression {
    RuleExpression(.field(field), type: ruleSet.fields[field].type, span: MadeUp.span)
  }

  private mutating func condition(
    depth: Int, using generator: inout some RandomNumberGenerator
  ) -> RuleExpression? {
    if depth > 0, Int.random(in: 0...2, using: &generator) > 0 {
      let operands = (0..<2).compactMap { _ in condition(depth: depth - 1, using: &generator) }
      guard operands.count == 2 else { return operands.first }
      let joined: RuleExpression.Kind = Bool.random(using: &generator) ? .and(operands) : .or(operands)
      return RuleExpression(joined, type: .truth, span: MadeUp.span)
    }
    guard let leaf = leaf(using: &generator) else { return nil }
    return Bool.random(using: &generator) ? leaf : RuleExpression(.not(leaf), type: .truth, span: MadeUp.span)
  }

  private mutating func leaf(using generator: inout some RandomNumberGenerator) -> RuleExpression? {
    let field: FieldIndex
    switch style {
    case .free: field = Int.random(in: 1..<ruleSet.fields.count, using: &generator)
    case .separate:
      guard !unusedFields.isEmpty else { return nil }
      field = unusedFields.remove(at: Int.random(in: 0..<unusedFields.count, using: &generator))
    }
    guard case .number(let number) = ruleSet.fields[field].type else { return read(field) }
    // `> limit` with the limit below the highest value can be yes and no; the free style also goes outside.
    let limits = style == .free ? number.lowest - 1...number.highest + 1 : number.lowest...number.highest - 1
    return MadeUp.compare(read(field), .greater, MadeUp.number(Int64.random(in: limits, using: &generator)))
  }

  /// A firm with each cell blank or holding a random value; raw values, nil for blank.
  func firm(using generator: inout some RandomNumberGenerator) -> [Int64?] {
    ruleSet.fields.indices.map { field in
      guard field > 0, Int.random(in: 0...4, using: &generator) > 1 else { return nil }
      return domain(field).randomElement(using: &generator)
    }
  }

  private func domain(_ field: FieldIndex) -> ClosedRange<Int64> {
    guard case .number(let number) = ruleSet.fields[field].type else { return 0...1 }
    return number.lowest...number.highest
  }

  /// Every way of filling in a firm's blanks.
  func completions(of firm: [Int64?]) -> [[Int64?]] {
    var all = [firm]
    for field in firm.indices where field > 0 && firm[field] == nil {
      all = all.flatMap { partial in
        domain(field).map { value in
          var filled = partial
          filled[field] = value
          return filled
        }
      }
    }
    return all
  }

  /// What the reference evaluator says of a firm, in the order of the rules.
  func findings(_ firm: [Int64?]) -> [ObviousFinding] {
    let evaluator = RowEvaluator(ruleSet: ruleSet, asOf: CivilDate(days: 20_000))
    var stated: [FieldIndex: Cell] = [:]
    for (field, raw) in firm.enumerated() {
      guard let raw else { continue }
      stated[field] = .known(ruleSet.fields[field].type == .truth ? .truth(raw == 1) : .number(raw))
    }
    let record = FirmRecord(ruleSet: ruleSet, stated: stated)
    return ruleSet.rules.map { rule in
      let outcome = evaluator.evaluate(rule, firm: record)
      switch outcome.state {
      case .notApplicable: return .notApplicable
      case .passed: return .passed
      case .unknown: return .unknown
      case .fires: return .fires(points: rule.kind == .gate ? 0 : outcome.points)
      }
    }
  }

  /// A table of firms.
  func table(_ firms: [[Int64?]]) -> FirmTable {
    let columns = ruleSet.fields.indices.map { field -> StoredColumn? in
      let cells = firms.map { $0[field] }
      if field == 0 { return nil }
      if ruleSet.fields[field].type == .truth {
        return .truth(cells.map { $0.map { $0 == 1 ? TruthCode.yes : TruthCode.no } ?? TruthCode.unknown })
      }
      if field % 2 == 0 { return .wide(cells.map { $0 ?? CellMark.unknown }) }
      return .narrow(cells.map { $0.map(Int32.init) ?? CellMark.unknownNarrow })
    }
    return FirmTable(
      keys: FirmKeys(firms.indices.map { String(10_000_000 + $0) }), columns: columns, rows: [nil])
  }
}
