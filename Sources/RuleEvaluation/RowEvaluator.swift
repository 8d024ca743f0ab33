import RuleModel

/// Outcome of one rule for one firm.
public struct RowOutcome: Hashable, Sendable {
  /// Its state.
  public var state: RuleState
  /// Points of the formula, also when the rule does not fire; nil when the formula is unknown, or for a gate.
  public var points: Int?
  /// Persons harmed; nil when the rule does not say.
  public var affects: EvaluatedValue?

  /// Creates an outcome.
  public init(state: RuleState, points: Int?, affects: EvaluatedValue?) {
    self.state = state
    self.points = points
    self.affects = affects
  }
}

/// The meaning of rules, one firm at a time, written to be read: the reference for every faster engine.
///
/// It shares no code with the batch evaluator but the calendar.
public struct RowEvaluator: Sendable {
  /// The rules.
  public let ruleSet: RuleSet
  /// The as-of date.
  public let asOf: CivilDate

  /// Creates an evaluator for a date.
  public init(ruleSet: RuleSet, asOf: CivilDate) {
    self.ruleSet = ruleSet
    self.asOf = asOf
  }

  /// Outcome of a rule for a firm; whether the rule is in effect or assessed is not asked.
  public func evaluate(_ rule: Rule, firm: FirmRecord) -> RowOutcome {
    let place = Place(firm: firm)
    return RowOutcome(
      state: state(rule, place), points: rule.points.flatMap { points($0, place) },
      affects: rule.affects.map { value($0, place) })
  }

  /// Value of an expression for a firm.
  public func value(of expression: RuleExpression, firm: FirmRecord) -> EvaluatedValue {
    value(expression, Place(firm: firm))
  }

  private func state(_ rule: Rule, _ place: Place) -> RuleState {
    let applies = rule.applies.map { truth($0, place) } ?? true
    let condition = truth(rule.condition, place)
    if applies == false { return .notApplicable }
    if condition == false { return .passed }
    if applies == true && condition == true { return .fires }
    return .unknown
  }

  private func points(_ formula: PointsFormula, _ place: Place) -> Int? {
    guard case .number(let type) = formula.expression.type,
      case .known(.number(let raw)) = value(formula.expression, place)
    else { return nil }
    return formula.points(raw: raw, scale: type.scale)
  }
}

/// Where an expression is evaluated: for a firm, or for one of its rows inside an aggregate.
struct Place {
  var firm: FirmRecord
  var row: [Cell]?
  var source: SourceIndex?
}

extension RowEvaluator {
  /// Yes, no, or nil for unknown.
  func truth(_ expression: RuleExpression, _ place: Place) -> Bool? {
    if case .known(.truth(let answer)) = value(expression, place) { return answer }
    return nil
  }

  /// The big switch.
  func value(_ expression: RuleExpression, _ place: Place) -> EvaluatedValue {
    switch expression.kind {
    case .constant(let constant): return EvaluatedValue(constant)
    case .asOf: return .known(.date(asOf))
    case .field(let index): return field(index, place)
    case .score(let variable): return place.firm.scores[variable].map { .known(.number($0)) } ?? .unknown
    case .named(_, let inner): return value(inner, place)
    case .lookup(let index, let keys, let date):
      return lookup(index, keys.map { value($0, place) }, date).value
    case .not(let inner): return known(truth(inner, place).map { !$0 })
    case .and(let all):
      let truths = all.map { truth($0, place) }
      if truths.contains(false) { return .known(.truth(false)) }
      return truths.contains(nil) ? .unknown : .known(.truth(true))
    case .or(let all):
      let truths = all.map { truth($0, place) }
      if truths.contains(true) { return .known(.truth(true)) }
      return truths.contains(nil) ? .unknown : .known(.truth(false))
    case .compare(let comparison, let first, let second):
      return compared(comparison, value(first, place), value(second, place))
    case .isNone(let inner):
      switch value(inner, place) {
      case .unknown: return .unknown
      case .none: return .known(.truth(true))
      case .known: return .known(.truth(false))
      }
    case .inSet(let inner, let index, let prefix): return inSet(value(inner, place), index, prefix)
    case .conditional(let condition, let first, let second):
      guard let answer = truth(condition, place) else { return .unknown }
      return value(answer ? first : second, place)
    case .latestAnniversary(let month, let day): return known(asOf.latest(month: month, day: day))
    case .reported(let index): return known(place.firm.given[index])
    case .aggregate(let aggregate): return value(aggregate, place)
    case .negate, .add, .subtract, .multiply, .divide, .floorDivide, .modulo, .rescale, .round, .minimum,
      .maximum,
      .absolute, .dateDifference, .addDays, .addMonths, .year, .makeDate, .endOfMonth:
      return strict(expression, expression.operands.map { value($0, place) })
    }
  }

  private func field(_ index: FieldIndex, _ place: Place) -> EvaluatedValue {
    switch cell(index, place) {
    case .none: return .none
    case .known(let constant): return .known(constant)
    case .bad: return .unknown
    case .unknown:
      guard let derivation = ruleSet.fields[index].derivation else { return .unknown }
      return value(derivation.expression, place)
    }
  }

  /// The cell of a field, in the row where the field belongs to the rows' source.
  func cell(_ index: FieldIndex, _ place: Place) -> Cell {
    var cells = place.firm.cells
    if let row = place.row, let source = place.source, ruleSet.fields[index].sources.contains(source) {
      cells = row
    }
    return cells.indices.contains(index) ? cells[index] : .unknown
  }

  private func compared(
    _ comparison: Comparison, _ first: EvaluatedValue, _ second: EvaluatedValue
  ) -> EvaluatedValue {
    if first == .unknown || second == .unknown { return .unknown }
    guard case .known(let left) = first, case .known(let right) = second else { return .known(.truth(false)) }
    guard let order = RowEvaluator.order(left, right) else { return .unknown }
    switch comparison {
    case .equal: return .known(.truth(order == 0))
    case .notEqual: return .known(.truth(order != 0))
    case .less: return .known(.truth(order < 0))
    case .lessOrEqual: return .known(.truth(order <= 0))
    case .greater: return .known(.truth(order > 0))
    case .greaterOrEqual: return .known(.truth(order >= 0))
    }
  }

  /// Negative, zero or positive as the first constant is less, equal or greater; nil for different types.
  private static func order(_ first: Constant, _ second: Constant) -> Int? {
    func sign<Value: Comparable>(_ left: Value, _ right: Value) -> Int {
      left < right ? -1 : left > right ? 1 : 0
    }
    switch (first, second) {
    case (.number(let left), .number(let right)): return sign(left, right)
    case (.date(let left), .date(let right)): return sign(left, right)
    case (.member(let left), .member(let right)): return sign(left, right)
    case (.truth(let left), .truth(let right)): return left == right ? 0 : 1
    case (.text(let left), .text(let right)): return left.utf8.elementsEqual(right.utf8) ? 0 : 1
    default: return nil
    }
  }

  private func inSet(_ value: EvaluatedValue, _ index: SetIndex, _ prefix: Bool) -> EvaluatedValue {
    if value == .none { return .known(.truth(false)) }
    guard case .known(.text(let text)) = value, let entry = ruleSet.sets[index].entry(on: asOf) else {
      return .unknown
    }
    let found = entry.members.contains {
      prefix ? text.utf8.starts(with: $0.utf8) : text.utf8.elementsEqual($0.utf8)
    }
    return .known(.truth(found))
  }

  /// The value of a parameter, and whether its keys are known without there being a value for them.
  func lookup(
    _ index: ParameterIndex, _ keys: [EvaluatedValue], _ date: RuleExpression?
  ) -> (value: EvaluatedValue, isMissing: Bool) {
    if keys.contains(.unknown) { return (.unknown, false) }
    if keys.contains(.none) { return (.none, false) }
    let day = date.map { $0.constantDate(asOf: asOf) } ?? asOf
    guard let day, let entry = ruleSet.parameters[index].entry(on: day) else { return (.unknown, true) }
    let row = entry.rows.first { row in zip(row.keys, keys).allSatisfy { RowEvaluator.matches($0, $1) } }
    guard let row else { return (.unknown, true) }
    return (EvaluatedValue(row.value), false)
  }

  private static func matches(_ key: Parameter.RowKey, _ value: EvaluatedValue) -> Bool {
    switch (key, value) {
    case (.member(let member), .known(.member(let given))): return member == given
    case (.band(let lowest, let highest), .known(.number(let given))):
      return given >= lowest && (highest.map { given <= $0 } ?? true)
    default: return false
    }
  }

  func known(_ truth: Bool?) -> EvaluatedValue { truth.map { .known(.truth($0)) } ?? .unknown }
  func known(_ number: Int64?) -> EvaluatedValue { number.map { .known(.number($0)) } ?? .unknown }
  func known(_ date: CivilDate?) -> EvaluatedValue { date.map { .known(.date($0)) } ?? .unknown }
}
