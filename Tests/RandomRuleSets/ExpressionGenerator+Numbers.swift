import RuleModel
import TestSupport

package extension ExpressionGenerator {
  /// A number of any scale.
  mutating func number(_ depth: Int) -> RuleExpression {
    if depth > 0, let built = compound(depth) { return built }
    return numberLeaf()
  }

  /// A number of a scale, clamped into a range where one is wanted.
  mutating func number(_ depth: Int, scale: Int, within range: ClosedRange<Int64>?) -> RuleExpression {
    var expression = brought(number(depth), to: scale)
    guard let range else { return expression }
    let low = make(
      .constant(.number(range.lowerBound)), .number(scale: scale, range.lowerBound...range.lowerBound))
    let high = make(
      .constant(.number(range.upperBound)), .number(scale: scale, range.upperBound...range.upperBound))
    expression = make(
      .maximum([low, expression]), .number(scale: scale, clampedBelow(expression, range.lowerBound)))
    return make(.minimum([expression, high]), .number(scale: scale, range))
  }

  private func clampedBelow(_ expression: RuleExpression, _ low: Int64) -> ClosedRange<Int64> {
    max(low, expression.number.lowest)...max(low, expression.number.highest)
  }

  /// The expression at another scale; a value too large for it becomes a small constant.
  private mutating func brought(_ expression: RuleExpression, to scale: Int) -> RuleExpression {
    let number = expression.number
    if number.scale == scale { return expression }
    var power: Int64 = 1
    for _ in 0..<abs(scale - number.scale) { power *= 10 }
    if number.scale > scale {
      let range = number.lowest / power - 1...number.highest / power + 1
      return make(.round(expression, exponent: number.scale - scale), .number(scale: scale, range))
    }
    let bounds = [Int128(number.lowest) * Int128(power), Int128(number.highest) * Int128(power)]
    guard let range = ExpressionGenerator.range(bounds) else {
      return make(.constant(.number(7)), .number(scale: scale, 7...7))
    }
    return make(.rescale(expression, exponent: scale - number.scale), .number(scale: scale, range))
  }

  private mutating func numberLeaf() -> RuleExpression {
    switch roll(10) {
    case 0:
      let raw = schema.random.pick([0, 1, -1, 12, 10_000, -7] as [Int64])
      return make(.constant(.number(raw)), .number(scale: roll(3), raw...raw))
    case 1: return make(.lookup(0, keys: [], date: nil), .number(0...6_000_000))
    case 2:
      let day = make(.constant(.date(schema.random.pick(RandomTable.dates))), .date)
      return make(.lookup(1, keys: [member(0, 0)], date: roll(2) == 0 ? day : nil), .number(0...6_000_000))
    case 3:
      let band = field { $0 == .number(0...5_000) } ?? make(.constant(.number(3)), .number(3...3))
      return make(.lookup(2, keys: [band], date: nil), .number(0...6_000_000))
    case 4:
      let band = field { $0 == .number(0...3) } ?? make(.constant(.number(9)), .number(9...9))
      return make(.lookup(3, keys: [member(1, 0), band], date: nil), .number(scale: 4, 0...10_000))
    default:
      return field { if case .number = $0 { true } else { false } }
        ?? make(.constant(.number(1)), .number(1...1))
    }
  }

  private mutating func compound(_ depth: Int) -> RuleExpression? {
    switch roll(16) {
    case 0: return make(.year(date(depth - 1)), .number(1...9_999))
    case 1: return make(.dateDifference(date(depth - 1), date(depth - 1)), .number(-4_000_000...4_000_000))
    case 2 where source == nil: return aggregate(.count, depth)
    case 3 where source == nil:
      return aggregate(schema.random.pick([.sum, .minimum, .maximum, .latest]), depth)
    case 4:
      return make(
        .lookup(2, keys: [number(depth - 1, scale: 0, within: nil)], date: nil), .number(0...6_000_000))
    case 5: return quotient(depth)
    case 6, 7: return whole(depth)
    case 8: return unary(depth)
    case 9: return brought(number(depth - 1), to: roll(4))
    case 10:
      let first = number(depth - 1)
      return join(
        .conditional(truth(depth - 1), first, number(depth - 1, scale: first.number.scale, within: nil)))
    default: return binary(depth)
    }
  }

  private mutating func binary(_ depth: Int) -> RuleExpression? {
    let first = number(depth - 1)
    let scale = first.number.scale
    let low = Int128(first.number.lowest)
    let high = Int128(first.number.highest)
    if roll(4) == 0 {
      let second = number(depth - 1)
      let other = [Int128(second.number.lowest), Int128(second.number.highest)]
      guard scale + second.number.scale <= 4,
        let range = ExpressionGenerator.range(other.flatMap { [$0 * low, $0 * high] })
      else { return first }
      return make(.multiply(first, second), .number(scale: scale + second.number.scale, range))
    }
    let second = number(depth - 1, scale: scale, within: nil)
    let otherLow = Int128(second.number.lowest)
    let otherHigh = Int128(second.number.highest)
    switch roll(4) {
    case 0:
      guard let range = ExpressionGenerator.range([low + otherLow, high + otherHigh]) else { return first }
      return make(.add(first, second), .number(scale: scale, range))
    case 1:
      guard let range = ExpressionGenerator.range([low - otherHigh, high - otherLow]) else { return first }
      return make(.subtract(first, second), .number(scale: scale, range))
    case 2: return join(.minimum([first, second]))
    default: return join(.maximum([second, first]))
    }
  }

  /// An expression whose value is one of its numeric operands.
  private mutating func join(_ kind: RuleExpression.Kind) -> RuleExpression {
    let shape = RuleExpression(kind, type: .truth, span: schema.places.span())
    let numbers = shape.operands.filter { $0.type != .truth }.map { $0.number }
    let low = numbers.map { $0.lowest }.min() ?? 0
    let high = numbers.map { $0.highest }.max() ?? 0
    return make(kind, .number(scale: numbers.first?.scale ?? 0, low...high))
  }

  private mutating func quotient(_ depth: Int) -> RuleExpression? {
    let first = number(depth - 1)
    let second = number(depth - 1)
    let exponent = 4 - first.number.scale + second.number.scale
    guard exponent >= 0, exponent <= 8 else { return first }
    var power: Int128 = 1
    for _ in 0..<exponent { power *= 10 }
    let size = max(Int128(first.number.lowest).magnitude, Int128(first.number.highest).magnitude)
    guard let range = ExpressionGenerator.range([-Int128(size) * power, Int128(size) * power]) else {
      return first
    }
    return make(.divide(first, second, exponent: exponent), .number(scale: 4, range))
  }

  /// `div` and `mod`.
  private mutating func whole(_ depth: Int) -> RuleExpression? {
    let first = number(depth - 1)
    let second = number(depth - 1, scale: first.number.scale, within: nil)
    let isQuotient = roll(2) == 0
    let type = isQuotient ? first.number : second.number
    let size = max(type.lowest.magnitude, type.highest.magnitude) + 1
    let range = -Int64(size)...Int64(size)
    if isQuotient { return make(.floorDivide(first, second), .number(range)) }
    return make(.modulo(first, second), .number(scale: first.number.scale, range))
  }

  private mutating func unary(_ depth: Int) -> RuleExpression? {
    let inner = number(depth - 1)
    let number = inner.number
    if roll(2) == 0 {
      return make(.negate(inner), .number(scale: number.scale, -number.highest...(-number.lowest)))
    }
    let size = max(number.lowest.magnitude, number.highest.magnitude)
    return make(.absolute(inner), .number(scale: number.scale, 0...Int64(size)))
  }
}
