import RuleModel

/// Truth values that a condition can take for some firm.
struct PossibleTruth: OptionSet, Hashable {
  let rawValue: UInt8

  static let no = PossibleTruth(rawValue: 1)
  static let unknown = PossibleTruth(rawValue: 2)
  static let yes = PossibleTruth(rawValue: 4)
  static let any: PossibleTruth = [.no, .unknown, .yes]

  /// The truths `f(a)` can take for codes `a` in the set.
  func mapped(_ transform: (UInt8) -> UInt8) -> PossibleTruth {
    var result: PossibleTruth = []
    for code in UInt8(0)...2 where contains(PossibleTruth(code: code)) {
      result.insert(PossibleTruth(code: transform(code)))
    }
    return result
  }

  /// The truths `f(a, b)` can take when nothing ties `a` to `b`.
  func combined(with other: PossibleTruth, _ transform: (UInt8, UInt8) -> UInt8) -> PossibleTruth {
    var result: PossibleTruth = []
    for code in UInt8(0)...2 where other.contains(PossibleTruth(code: code)) {
      result.formUnion(mapped { transform($0, code) })
    }
    return result
  }

  init(rawValue: UInt8) { self.rawValue = rawValue }
  init(code: UInt8) { rawValue = 1 << code }
}

/// Values that an expression can take for some firm.
struct PossibleValue: Hashable {
  /// The known values.
  enum Known: Hashable {
    /// It is never known.
    case never
    /// The raw value it always has when it is known.
    case only(Int64)
    /// Nothing is known about the value.
    case any
  }

  var canBeUnknown: Bool
  var canBeNone: Bool
  var known: Known

  static let unknown = PossibleValue(canBeUnknown: true, canBeNone: false, known: .never)
  static let any = PossibleValue(canBeUnknown: true, canBeNone: true, known: .any)

  static func constant(_ raw: Int64) -> PossibleValue {
    PossibleValue(canBeUnknown: false, canBeNone: false, known: .only(raw))
  }

  /// What either can be.
  func union(_ other: PossibleValue) -> PossibleValue {
    let joined: Known
    switch (known, other.known) {
    case (.never, let only), (let only, .never): joined = only
    case (.only(let first), .only(let second)) where first == second: joined = known
    default: joined = .any
    }
    return PossibleValue(
      canBeUnknown: canBeUnknown || other.canBeUnknown, canBeNone: canBeNone || other.canBeNone, known: joined
    )
  }
}

/// Which values expressions can take when fields without a column are unknown for every firm.
///
/// The answer may be too wide, never too narrow: a rule called not assessed cannot fire.
struct PossibleValues {
  let ruleSet: RuleSet
  let columns: Set<FieldIndex>
  let sources: Set<SourceIndex>
  let completeSources: Set<SourceIndex>
  /// The as-of date; nil for any date.
  let asOf: CivilDate?
  private var fields: [FieldIndex: PossibleValue] = [:]

  init(
    ruleSet: RuleSet, columns: Set<FieldIndex>, sources: Set<SourceIndex>, completeSources: Set<SourceIndex>,
    asOf: CivilDate?
  ) {
    self.ruleSet = ruleSet
    self.columns = columns
    self.sources = sources
    self.completeSources = completeSources
    self.asOf = asOf
  }

  /// Truths that a condition can take.
  mutating func truth(_ expression: RuleExpression) -> PossibleTruth {
    switch expression.kind {
    case .named(_, let inner): return truth(inner)
    case .not(let inner): return truth(inner).mapped { 2 - $0 }
    case .and(let all): return all.reduce(.yes) { $0.combined(with: truth($1), min) }
    case .or(let all): return all.reduce(.no) { $0.combined(with: truth($1), max) }
    case .compare(let comparison, let first, let second):
      return compared(comparison, value(first), value(second))
    case .isNone(let inner):
      let inner = value(inner)
      var result: PossibleTruth = []
      if inner.canBeUnknown { result.insert(.unknown) }
      if inner.canBeNone { result.insert(.yes) }
      if inner.known != .never { result.insert(.no) }
      return result
    case .inSet(let inner, _, _):
      let inner = value(inner)
      if inner.known != .never { return .any }
      return inner.canBeNone ? [.no, .unknown] : .unknown
    case .reported(let index): return columns.contains(index) ? .any : .unknown
    case .conditional(let condition, let first, let second):
      let condition = truth(condition)
      var result: PossibleTruth = condition.contains(.unknown) ? .unknown : []
      if condition.contains(.yes) { result.formUnion(truth(first)) }
      if condition.contains(.no) { result.formUnion(truth(second)) }
      return result
    case .aggregate(let aggregate) where aggregate.function == .any || aggregate.function == .all:
      return truthOverRows(aggregate)
    default: return PossibleValues.truth(of: value(expression))
    }
  }

  /// Values that an expression can take.
  mutating func value(_ expression: RuleExpression) -> PossibleValue {
    switch expression.kind {
    case .constant(let constant): return PossibleValues.value(of: constant)
    case .asOf, .latestAnniversary: return PossibleValue(canBeUnknown: false, canBeNone: false, known: .any)
    case .field(let index): return field(index)
    case .named(_, let inner): return value(inner)
    case .score: return .any
    case .lookup(let index, let keys, let date):
      if isWithoutEntry(index, date) { return .unknown }
      return strict(keys.map { value($0) })
    case .conditional(let condition, let first, let second) where expression.type != .truth:
      let condition = truth(condition)
      var result = PossibleValue(canBeUnknown: condition.contains(.unknown), canBeNone: false, known: .never)
      if condition.contains(.yes) { result = result.union(value(first)) }
      if condition.contains(.no) { result = result.union(value(second)) }
      return result
    case .aggregate(let aggregate) where aggregate.function != .any && aggregate.function != .all:
      return valueOverRows(aggregate)
    case .not, .and, .or, .compare, .isNone, .inSet, .reported, .conditional, .aggregate:
      return PossibleValues.value(of: truth(expression))
    case .negate, .add, .subtract, .multiply, .divide, .floorDivide, .modulo, .rescale, .round, .minimum,
      .maximum,
      .absolute, .dateDifference, .addDays, .addMonths, .year, .makeDate, .endOfMonth:
      return strict(expression.operands.map { value($0) })
    }
  }

  /// Whether some firm can have a known value, or none, in a field.
  mutating func canBeKnown(_ index: FieldIndex) -> Bool {
    let value = field(index)
    return value.canBeNone || value.known != .never
  }

  private mutating func field(_ index: FieldIndex) -> PossibleValue {
    if columns.contains(index) { return .any }
    if let known = fields[index] { return known }
    let field = ruleSet.fields[index]
    if let presumed = field.presumed { return PossibleValues.value(of: presumed.value) }
    guard let derivation = field.derivation else { return .unknown }
    fields[index] = .unknown
    let result = value(derivation.expression)
    fields[index] = result
    return result
  }

  private func isWithoutEntry(_ index: ParameterIndex, _ date: RuleExpression?) -> Bool {
    guard let asOf else { return ruleSet.parameters[index].entries.isEmpty }
    guard let day = date.map({ $0.constantDate(asOf: asOf) }) ?? asOf else { return true }
    return ruleSet.parameters[index].entry(on: day) == nil
  }

  /// A result of a function that any unknown operand makes unknown, else any none makes none.
  private func strict(_ operands: [PossibleValue]) -> PossibleValue {
    let canBeAnswered = operands.allSatisfy { $0.canBeNone || $0.known != .never }
    return PossibleValue(
      canBeUnknown: true, canBeNone: canBeAnswered && operands.contains { $0.canBeNone },
      known: operands.allSatisfy { $0.known != .never } ? .any : .never)
  }

  private func compared(_ comparison: Comparison, _ first: PossibleValue, _ second: PossibleValue)
    -> PossibleTruth
  {
    var result: PossibleTruth = []
    if first.canBeUnknown || second.canBeUnknown { result.insert(.unknown) }
    if first.canBeNone && (second.canBeNone || second.known != .never) { result.insert(.no) }
    if second.canBeNone && first.known != .never { result.insert(.no) }
    switch (first.known, second.known) {
    case (.never, _), (_, .never): break
    case (.only(let left), .only(let right)):
      result.insert(PossibleValues.holds(comparison, left, right) ? .yes : .no)
    default: result.formUnion([.no, .yes])
    }
    return result
  }

  private static func holds(_ comparison: Comparison, _ left: Int64, _ right: Int64) -> Bool {
    switch comparison {
    case .equal: return left == right
    case .notEqual: return left != right
    case .less: return left < right
    case .lessOrEqual: return left <= right
    case .greater: return left > right
    case .greaterOrEqual: return left >= right
    }
  }

  private static func value(of constant: Constant) -> PossibleValue {
    switch constant {
    case .number(let raw): return .constant(raw)
    case .truth(let answer): return .constant(answer ? 1 : 0)
    case .date(let date): return .constant(Int64(date.days))
    case .member(let member): return .constant(Int64(member))
    case .none: return PossibleValue(canBeUnknown: false, canBeNone: true, known: .never)
    case .text: return PossibleValue(canBeUnknown: false, canBeNone: false, known: .any)
    }
  }

  private static func value(of truth: PossibleTruth) -> PossibleValue {
    var known = PossibleValue.Known.never
    if truth.contains(.no) { known = .only(0) }
    if truth.contains(.yes) { known = truth.contains(.no) ? .any : .only(1) }
    return PossibleValue(canBeUnknown: truth.contains(.unknown), canBeNone: false, known: known)
  }

  private static func truth(of value: PossibleValue) -> PossibleTruth {
    var result: PossibleTruth = value.canBeUnknown || value.canBeNone ? .unknown : []
    switch value.known {
    case .never: break
    case .only(let raw): result.insert(raw == 0 ? .no : .yes)
    case .any: result.formUnion([.no, .yes])
    }
    return result
  }
}

extension PossibleValues {
  /// Whether rows of an aggregate's source can be counted, and whether no row need be.
  private mutating func rows(of aggregate: Aggregate) -> (canCount: Bool, canBeEmpty: Bool)? {
    guard sources.contains(aggregate.source) else { return nil }
    let condition = aggregate.condition.map { truth($0) } ?? .yes
    let canBeEmpty = completeSources.contains(aggregate.source) || condition.contains(.no)
    return (condition.contains(.yes), canBeEmpty)
  }

  fileprivate mutating func truthOverRows(_ aggregate: Aggregate) -> PossibleTruth {
    guard let rows = rows(of: aggregate), let value = aggregate.value else { return .unknown }
    let settling: PossibleTruth = aggregate.function == .any ? .yes : .no
    let other: PossibleTruth = aggregate.function == .any ? .no : .yes
    let inner = truth(value)
    var result: PossibleTruth = .unknown
    if rows.canCount && inner.contains(settling) { result.insert(settling) }
    if rows.canBeEmpty || rows.canCount && inner.contains(other) { result.insert(other) }
    return result
  }

  fileprivate mutating func valueOverRows(_ aggregate: Aggregate) -> PossibleValue {
    guard let rows = rows(of: aggregate) else { return .unknown }
    let inner = aggregate.value.map { value($0) } ?? .constant(0)
    let order = aggregate.order.map { value($0) } ?? .constant(0)
    let isZeroWithoutRows = aggregate.function == .count || aggregate.function == .sum
    var result = PossibleValue.unknown
    if rows.canBeEmpty && isZeroWithoutRows { result = result.union(.constant(0)) }
    guard rows.canCount, order.known != .never else { return result }
    result.canBeNone = inner.canBeNone
    if inner.known != .never { result.known = .any }
    return result
  }
}
