import RuleModel
import TestSupport

/// Writes random expressions of a wanted type, proving ranges as the checker does.
package struct ExpressionGenerator {
  /// Numbers stay within this bound, far from 64 bits.
  package static let bound: Int128 = 2_000_000_000_000_000_000
  /// Most rows of a firm in one source.
  package static let mostRows: Int128 = 8

  package var schema: RandomSchema
  /// The source over whose rows the expression stands; nil over firms.
  package var source: SourceIndex?

  package init(schema: RandomSchema, source: SourceIndex?) {
    self.schema = schema
    self.source = source
  }

  package mutating func make(_ kind: RuleExpression.Kind, _ type: ValueType) -> RuleExpression {
    RuleExpression(kind, type: type, span: schema.places.span())
  }

  package mutating func roll(_ count: Int) -> Int { Int.random(in: 0..<count, using: &schema.random) }

  /// A field of the scope with a type that fits; firm fields are readable over rows too.
  package mutating func field(where fits: (ValueType) -> Bool) -> RuleExpression? {
    let here = source ?? 0
    let all = schema.readable.filter { index in
      let field = schema.ruleSet.fields[index]
      return fits(field.type) && (field.sources == [here] || (field.sources == [0] && index % 3 == 0))
    }
    guard !all.isEmpty else { return nil }
    let index = schema.random.pick(all)
    return make(.field(index), schema.ruleSet.fields[index].type)
  }

  // MARK: Truths

  package mutating func truth(_ depth: Int) -> RuleExpression {
    if depth <= 0 { return truthLeaf() }
    switch roll(14) {
    case 0: return make(.and((0..<2 + roll(2)).map { _ in truth(depth - 1) }), .truth)
    case 1: return make(.or((0..<2 + roll(2)).map { _ in truth(depth - 1) }), .truth)
    case 2: return make(.not(truth(depth - 1)), .truth)
    case 3: return make(.conditional(truth(depth - 1), truth(depth - 1), truth(depth - 1)), .truth)
    case 4: return make(.isNone(date(depth - 1)), .truth)
    case 5:
      return make(.inSet(text(depth - 1), roll(schema.ruleSet.sets.count), prefix: roll(2) == 0), .truth)
    case 6: return make(.compare(roll(2) == 0 ? .equal : .notEqual, text(depth - 1), text(depth - 1)), .truth)
    case 7:
      return make(.compare(roll(2) == 0 ? .equal : .notEqual, truth(depth - 1), truth(depth - 1)), .truth)
    case 8:
      return make(
        .compare(roll(2) == 0 ? .equal : .notEqual, member(0, depth - 1), member(0, depth - 1)), .truth)
    case 9: return make(.compare(comparison(), date(depth - 1), date(depth - 1)), .truth)
    case 10 where source == nil: return aggregate(roll(2) == 0 ? .any : .all, depth)
    case 11: return make(.named(0, truth(depth - 1)), .truth)
    default: return comparison(depth)
    }
  }

  private mutating func truthLeaf() -> RuleExpression {
    switch roll(10) {
    case 0: return make(.constant(.truth(roll(2) == 0)), .truth)
    case 1: return make(.reported(schema.random.pick(schema.readable)), .truth)
    case 2: return make(.lookup(4, keys: [member(0, 0)], date: nil), .truth)
    case 3...5: return field { $0 == .truth } ?? make(.constant(.truth(true)), .truth)
    default: return comparison(0)
    }
  }

  private mutating func comparison() -> Comparison { schema.random.pick(Comparison.allCases) }

  /// A comparison of numbers, often with a constant near a value the field takes.
  private mutating func comparison(_ depth: Int) -> RuleExpression {
    let first = number(depth - 1)
    let type = first.number
    let second: RuleExpression
    if roll(3) > 0 {
      let near =
        roll(2) == 0 ? Int64(roll(4)) : Int64.random(in: type.lowest...type.highest, using: &schema.random)
      second = make(.constant(.number(near)), .number(scale: type.scale, near...near))
    } else {
      second = number(depth - 1, scale: type.scale, within: nil)
    }
    let operands = roll(4) == 0 ? (second, first) : (first, second)
    return make(.compare(comparison(), operands.0, operands.1), .truth)
  }

  // MARK: Other types

  package mutating func text(_ depth: Int) -> RuleExpression {
    switch roll(depth > 0 ? 6 : 5) {
    case 0: return make(.constant(.text(schema.random.pick(RandomSchema.texts + ["unseen"]))), .text)
    case 1: return make(.lookup(6, keys: [], date: nil), .text)
    case 5: return make(.conditional(truth(depth - 1), text(depth - 1), text(depth - 1)), .text)
    default: return field { $0 == .text } ?? make(.constant(.text("05")), .text)
    }
  }

  package mutating func member(_ choice: ChoiceIndex, _ depth: Int) -> RuleExpression {
    let type = ValueType.choice(choice)
    switch roll(depth > 0 ? 6 : 5) {
    case 0: return make(.constant(.member(roll(schema.ruleSet.choices[choice].members.count))), type)
    case 5:
      return make(.conditional(truth(depth - 1), member(choice, depth - 1), member(choice, depth - 1)), type)
    default: return field { $0 == type } ?? make(.constant(.member(0)), type)
    }
  }

  package mutating func date(_ depth: Int) -> RuleExpression {
    let type = ValueType.date(allowsNone: true)
    if depth > 0 {
      switch roll(11) {
      case 0: return make(.addDays(date(depth - 1), number(depth - 1, scale: 0, within: nil)), type)
      case 1, 2:
        return make(.addMonths(date(depth - 1), number(depth - 1, scale: 0, within: -30_000...30_000)), type)
      case 3: return make(.endOfMonth(date(depth - 1)), type)
      case 4: return make(.minimum([date(depth - 1), date(depth - 1)]), type)
      case 5: return make(.maximum([date(depth - 1), date(depth - 1), date(0)]), type)
      case 6: return make(.conditional(truth(depth - 1), date(depth - 1), date(depth - 1)), type)
      case 7: return makeDate(depth)
      case 8 where source == nil:
        return aggregate(schema.random.pick([.minimum, .maximum, .latest]), depth, of: .date)
      default: break
      }
    }
    switch roll(8) {
    case 0: return make(.asOf, .date)
    case 1: return make(.constant(.date(schema.random.pick(RandomTable.dates))), .date)
    case 2: return make(.latestAnniversary(month: 2, day: 29), .date)
    case 3: return make(.lookup(5, keys: [member(1, 0)], date: nil), type)
    default: return field { if case .date = $0 { true } else { false } } ?? make(.asOf, .date)
    }
  }

  private mutating func makeDate(_ depth: Int) -> RuleExpression {
    let year = make(.year(date(depth - 1)), .number(1...9_999))
    let month = number(depth - 1, scale: 0, within: -2...14)
    let day = number(depth - 1, scale: 0, within: 0...32)
    return make(.makeDate(year, month, day), .date)
  }

  // MARK: Aggregates

  package enum Wanted { case number, date }

  package mutating func aggregate(_ function: Aggregate.Function, _ depth: Int, of wanted: Wanted = .number)
    -> RuleExpression
  {
    source = 1 + roll(3)
    defer { source = nil }
    var value: RuleExpression?
    switch (function, wanted) {
    case (.any, _), (.all, _): value = truth(depth - 1)
    case (.count, _): value = nil
    case (_, .number): value = number(depth - 1)
    case (_, .date): value = date(depth - 1)
    }
    let order = function == .latest ? date(roll(2)) : nil
    let condition = roll(2) == 0 ? truth(depth - 1) : nil
    let aggregate = Aggregate(
      function: function, source: source ?? 1, value: value, order: order, condition: condition)
    var type = value?.type ?? .number(0...Int64(ExpressionGenerator.mostRows))
    if function == .sum, let number = value?.number {
      let bounds = [number.lowest, number.highest, 0].map { Int128($0) * ExpressionGenerator.mostRows }
      type = .number(scale: number.scale, ExpressionGenerator.range(bounds) ?? 0...0)
      if ExpressionGenerator.range(bounds) == nil { return self.aggregate(.count, depth) }
    }
    return make(.aggregate(aggregate), type)
  }

  package static func range(_ bounds: [Int128]) -> ClosedRange<Int64>? {
    guard let low = bounds.min(), let high = bounds.max(), low >= -bound, high <= bound else { return nil }
    return Int64(low)...Int64(high)
  }
}
