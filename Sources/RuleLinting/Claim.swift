import RuleModel

/// A condition as claims about single expressions, joined by `and` and `or`; negations are resolved into the claims.
indirect enum Claim {
  case constant(Bool)
  /// The subject's value lies in the set.
  case member(Int, ValueSet)
  case and([Claim])
  case or([Claim])
}

/// Turns conditions into claims, and says which of them no firm can meet.
///
/// Every value is taken as known: a rule that fires with some values unknown fires with every value they can have.
/// Subjects are looked at one by one, so what is called impossible is; what ties two subjects together is not seen.
final class ClaimReader {
  private let ruleSet: RuleSet
  private var subjects: [RuleExpression: Int] = [:]
  private var pairs: [[Int]: Int] = [:]
  private var texts: [String: Int64] = [:]
  /// By subject: every value that it can have.
  private var universes: [ValueSet] = []

  /// Most alternatives that are tried before a condition counts as possible.
  private static let mostSteps = 4_096

  init(ruleSet: RuleSet) { self.ruleSet = ruleSet }

  // MARK: - Impossible claims

  /// Whether no firm can meet all of the claims.
  func areImpossible(_ claims: [Claim]) -> Bool {
    var steps = ClaimReader.mostSteps
    return !canHold(claims, given: [:], &steps)
  }

  private func canHold(_ claims: [Claim], given: [Int: ValueSet], _ steps: inout Int) -> Bool {
    steps -= 1
    if steps < 0 { return true }
    var values = given
    var alternatives: [[Claim]] = []
    var waiting = claims
    while let claim = waiting.popLast() {
      switch claim {
      case .constant(let holds):
        if !holds { return false }
      case .member(let subject, let set):
        let left = (values[subject] ?? universes[subject]).intersection(set)
        if left.isEmpty { return false }
        values[subject] = left
      case .and(let all): waiting += all
      case .or(let all): alternatives.append(all)
      }
    }
    guard let first = alternatives.popLast() else { return true }
    let others = alternatives.map { Claim.or($0) }
    return first.contains { canHold(others + [$0], given: values, &steps) }
  }

  /// The subjects that a claim speaks of.
  func subjects(of claim: Claim) -> Set<Int> {
    switch claim {
    case .constant: return []
    case .member(let subject, _): return [subject]
    case .and(let all), .or(let all): return all.reduce(into: []) { $0.formUnion(subjects(of: $1)) }
    }
  }

  // MARK: - Reading conditions

  /// What a condition claims when it is yes, or when it is no.
  func claim(_ expression: RuleExpression, is answer: Bool = true) -> Claim {
    switch expression.kind {
    case .constant(.truth(let value)): return .constant(value == answer)
    case .named(_, let inner): return claim(inner, is: answer)
    case .not(let inner): return claim(inner, is: !answer)
    case .and(let all): return joined(all, isAnd: answer, is: answer)
    case .or(let all): return joined(all, isAnd: !answer, is: answer)
    case .compare(let comparison, let first, let second):
      return compared(comparison, first, second, is: answer)
    case .isNone(let inner):
      let subject = subject(for: inner)
      let isNone = ValueSet.empty.withNone
      return .member(subject, answer ? isNone : isNone.complement(in: universes[subject]))
    case .conditional(let condition, let first, let second):
      return .or([
        .and([claim(condition), claim(first, is: answer)]),
        .and([claim(condition, is: false), claim(second, is: answer)]),
      ])
    default: return .member(subject(for: expression), ValueSet(answer ? 1 : 0))
    }
  }

  private func joined(_ operands: [RuleExpression], isAnd: Bool, is answer: Bool) -> Claim {
    let claims = operands.map { claim($0, is: answer) }
    return isAnd ? .and(claims) : .or(claims)
  }

  private func compared(
    _ comparison: Comparison, _ first: RuleExpression, _ second: RuleExpression, is answer: Bool
  ) -> Claim {
    let claim: (subject: Int, set: ValueSet)
    if let value = constant(second) {
      claim = compared(first, comparison, with: value)
    } else if let value = constant(first) {
      claim = compared(second, comparison.turned, with: value)
    } else {
      claim = pair(comparison, first, second)
    }
    return .member(claim.subject, answer ? claim.set : claim.set.complement(in: universes[claim.subject]))
  }

  /// The whole number that stands for a constant; nil for none and anything else.
  private func constant(_ expression: RuleExpression) -> Int64? {
    switch expression.kind {
    case .constant(.number(let raw)): return raw
    case .constant(.date(let date)): return Int64(date.days)
    case .constant(.member(let member)): return Int64(member)
    case .constant(.truth(let value)): return value ? 1 : 0
    case .constant(.text(let text)):
      let known = texts[text] ?? Int64(texts.count)
      texts[text] = known
      return known
    case .rescale(let inner, let exponent):
      guard let raw = constant(inner), let factor = powerOfTen(exponent) else { return nil }
      let (product, overflow) = raw.multipliedReportingOverflow(by: factor)
      return overflow ? nil : product
    case .named(_, let inner): return constant(inner)
    default: return nil
    }
  }

  private func powerOfTen(_ exponent: Int) -> Int64? {
    guard (0...18).contains(exponent) else { return nil }
    return (0..<exponent).reduce(Int64(1)) { product, _ in product * 10 }
  }

  /// A comparison with a constant; exact changes around the subject are undone, so that its other uses meet.
  private func compared(
    _ expression: RuleExpression, _ comparison: Comparison, with value: Int64
  ) -> (subject: Int, set: ValueSet) {
    var set = comparison.values(besides: value)
    var inner = expression
    while true {
      switch inner.kind {
      case .named(_, let meaning): inner = meaning
      case .rescale(let scaled, let exponent):
        guard let factor = powerOfTen(exponent) else { return (subject(for: inner), set) }
        set = set.mapped { $0.divided(by: factor) }
        inner = scaled
      case .add(let first, let second):
        guard let offset = constant(second), offset > .min else { return (subject(for: inner), set) }
        set = set.mapped { $0.shifted(by: -offset) }
        inner = first
      case .subtract(let first, let second):
        guard let offset = constant(second) else { return (subject(for: inner), set) }
        set = set.mapped { $0.shifted(by: offset) }
        inner = first
      default: return (subject(for: inner), set)
      }
    }
  }

  // MARK: - Subjects

  private func subject(for expression: RuleExpression) -> Int {
    let bare = expression.withoutPlaces
    if let known = subjects[bare] { return known }
    let universe = universe(of: bare)
    subjects[bare] = universes.count
    universes.append(universe)
    return universes.count - 1
  }

  /// A comparison of two expressions: -1, 0 or 1 for the order of the one that was met first and the other.
  private func pair(
    _ comparison: Comparison, _ first: RuleExpression, _ second: RuleExpression
  ) -> (subject: Int, set: ValueSet) {
    let (left, right) = (subject(for: first), subject(for: second))
    let key = [min(left, right), max(left, right)]
    let order = left <= right ? comparison : comparison.turned
    if let known = pairs[key] { return (known, order.values(besides: 0)) }
    pairs[key] = universes.count
    universes.append(orders(of: universes[key[0]], universes[key[1]], areSame: left == right))
    return (universes.count - 1, order.values(besides: 0))
  }

  private func orders(of first: ValueSet, _ second: ValueSet, areSame: Bool) -> ValueSet {
    let canBeNone = first.holdsNone || second.holdsNone
    if areSame { return ValueSet(0...0, holdsNone: canBeNone) }
    guard let low = first.ranges.first?.lowerBound, let high = first.ranges.last?.upperBound,
      let otherLow = second.ranges.first?.lowerBound, let otherHigh = second.ranges.last?.upperBound
    else { return ValueSet(-1...1, holdsNone: canBeNone) }
    // Less is possible, equal is possible, greater is possible, from the ends alone.
    let least: Int64 = low < otherHigh ? -1 : (low == otherHigh ? 0 : 1)
    let greatest: Int64 = high > otherLow ? 1 : (high == otherLow ? 0 : -1)
    return ValueSet(least...greatest, holdsNone: canBeNone)
  }

  private func universe(of expression: RuleExpression) -> ValueSet {
    let canBeNone = expression.canBeNone
    switch expression.type {
    case .number(let number):
      guard number.lowest <= number.highest else { return .all }
      return ValueSet(number.lowest...number.highest, holdsNone: canBeNone)
    case .truth: return ValueSet(0...1)
    case .date:
      let days = Int64(CivilDate.earliest.days)...Int64(CivilDate.latest.days)
      return ValueSet(days, holdsNone: canBeNone)
    case .text: return .all
    case .choice(let index): return ValueSet(0...Int64(max(0, ruleSet.choices[index].members.count - 1)))
    }
  }
}

extension ValueSet {
  /// The set with `none` in it.
  var withNone: ValueSet {
    var copy = self
    copy.holdsNone = true
    return copy
  }
}

extension Comparison {
  /// The comparison with its sides exchanged.
  var turned: Comparison {
    switch self {
    case .equal, .notEqual: return self
    case .less: return .greater
    case .lessOrEqual: return .greaterOrEqual
    case .greater: return .less
    case .greaterOrEqual: return .lessOrEqual
    }
  }

  /// The values that compare so with a value; none never does.
  func values(besides value: Int64) -> ValueSet {
    let below = value > .min ? ValueSet(Int64.min...(value - 1)) : .empty
    let above = value < .max ? ValueSet((value + 1)...Int64.max) : .empty
    switch self {
    case .equal: return ValueSet(value)
    case .notEqual: return ValueSet(value).complement(in: .all)
    case .less: return below
    case .lessOrEqual: return ValueSet(Int64.min...value)
    case .greater: return above
    case .greaterOrEqual: return ValueSet(value...Int64.max)
    }
  }
}

extension ClosedRange<Int64> {
  /// The range moved by an offset, cut at the ends of 64 bits; nil when nothing of it is left.
  fileprivate func shifted(by offset: Int64) -> ClosedRange? {
    func moved(_ end: Int64) -> (end: Int64, isBeyond: Bool) {
      if end == .min || end == .max { return (end, false) }
      let (sum, overflow) = end.addingReportingOverflow(offset)
      return overflow ? (offset > 0 ? .max : .min, true) : (sum, false)
    }
    let (low, high) = (moved(lowerBound), moved(upperBound))
    if low.isBeyond && high.isBeyond { return nil }
    return low.end...high.end
  }

  /// The whole numbers whose product with a factor lies in the range; nil when there are none.
  fileprivate func divided(by factor: Int64) -> ClosedRange? {
    func floor(_ end: Int64) -> Int64 { end / factor - (end % factor < 0 ? 1 : 0) }
    let low = lowerBound == .min ? lowerBound : -floor(-lowerBound)
    let high = upperBound == .max ? upperBound : floor(upperBound)
    return low <= high ? low...high : nil
  }
}

extension RuleExpression {
  /// The same expression wherever it stands: names written out, no places.
  fileprivate var withoutPlaces: RuleExpression {
    if case .named(_, let inner) = kind { return inner.withoutPlaces }
    var copy = withOperands(operands.map(\.withoutPlaces))
    copy.span.file = .init(index: 0)
    copy.span.start = 0
    copy.span.end = 0
    return copy
  }

  /// Whether some date below it can be none, which makes the whole none.
  fileprivate var canBeNone: Bool {
    var found = false
    visit { part in
      switch part.type {
      case .date(let allowsNone): found = found || allowsNone
      case .number, .truth, .text, .choice: break
      }
    }
    return found
  }
}
