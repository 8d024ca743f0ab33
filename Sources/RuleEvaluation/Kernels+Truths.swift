import FirmTable
import RuleModel

/// Values of one register with the state of each.
///
/// A value whose state is not known is any number: kernels may compute with it but must not trap on it.
struct ValueColumn {
  var values: [Int64]
  var states: [UInt8]

  static let empty = ValueColumn(values: [], states: [])
}

/// Loops over whole columns, each simple enough for the compiler to vectorise.
enum Kernels {
  /// Kleene conjunction: the least code.
  static func and(_ first: [UInt8], _ second: [UInt8], into target: inout [UInt8], _ count: Int) {
    combine(first, second, into: &target, count) { min($0, $1) }
  }

  /// Kleene disjunction: the greatest code.
  static func or(_ first: [UInt8], _ second: [UInt8], into target: inout [UInt8], _ count: Int) {
    combine(first, second, into: &target, count) { max($0, $1) }
  }

  /// Kleene negation: 2 − code.
  static func not(_ operand: [UInt8], into target: inout [UInt8], _ count: Int) {
    map(operand, into: &target, count) { 2 &- $0 }
  }

  /// Whether two truths are equal, or differ; unknown when either is unknown.
  static func compareTruths(
    _ first: [UInt8], _ second: [UInt8], isEqual: Bool, into target: inout [UInt8], _ count: Int
  ) {
    let same: UInt8 = isEqual ? TruthCode.yes : TruthCode.no
    combine(first, second, into: &target, count) {
      $0 == TruthCode.unknown || $1 == TruthCode.unknown ? TruthCode.unknown : $0 == $1 ? same : 2 &- same
    }
  }

  /// The first truth where the condition is yes, the second where it is no, else unknown.
  static func selectTruths(
    _ condition: [UInt8], _ first: [UInt8], _ second: [UInt8], into target: inout [UInt8], _ count: Int
  ) {
    let condition = condition.span.extracting(0..<count)
    let first = first.span.extracting(0..<count)
    let second = second.span.extracting(0..<count)
    var target = target.mutableSpan
    precondition(count <= target.count)
    for row in 0..<count {
      target[row] =
        condition[row] == TruthCode.unknown
        ? TruthCode.unknown : condition[row] == TruthCode.yes ? first[row] : second[row]
    }
  }

  /// Whether values are none.
  static func isNone(_ operand: ValueColumn, into target: inout [UInt8], _ count: Int) {
    map(operand.states, into: &target, count) { $0 == ValueState.known ? TruthCode.no : 3 &- $0 }
  }

  /// Flag: a value is known to be zero.
  static func isZero(_ operand: ValueColumn, into target: inout [UInt8], _ count: Int) {
    let values = operand.values.span.extracting(0..<count)
    let states = operand.states.span.extracting(0..<count)
    var target = target.mutableSpan
    precondition(count <= target.count)
    for row in 0..<count { target[row] = values[row] == 0 && states[row] == ValueState.known ? 1 : 0 }
  }

  /// Truth of a value: yes unless it is zero, unknown unless it is known.
  static func truthOfValue(_ operand: ValueColumn, into target: inout [UInt8], _ count: Int) {
    let values = operand.values.span.extracting(0..<count)
    let states = operand.states.span.extracting(0..<count)
    var target = target.mutableSpan
    precondition(count <= target.count)
    for row in 0..<count {
      target[row] = states[row] != ValueState.known ? TruthCode.unknown : values[row] != 0 ? 2 : 0
    }
  }

  /// Value 1 for yes and 0 for no.
  static func valueOfTruth(_ operand: [UInt8], into target: inout ValueColumn, _ count: Int) {
    for row in 0..<count {
      target.values[row] = operand[row] == TruthCode.yes ? 1 : 0
      target.states[row] = operand[row] == TruthCode.unknown ? ValueState.unknown : ValueState.known
    }
  }

  /// State of a rule from what `applies` and `when` say.
  static func state(_ applies: [UInt8], _ condition: [UInt8], into target: inout [UInt8], _ count: Int) {
    combine(applies, condition, into: &target, count) { applies, condition in
      let open: UInt8 =
        min(applies, condition) == TruthCode.yes ? RuleState.fires.rawValue : RuleState.unknown.rawValue
      let applicable: UInt8 = condition == TruthCode.no ? RuleState.passed.rawValue : open
      return applies == TruthCode.no ? RuleState.notApplicable.rawValue : applicable
    }
  }

  /// Compares values: unknown where either is unknown, else no where either is none.
  static func compare(
    _ comparison: Comparison, _ first: ValueColumn, _ second: ValueColumn, into target: inout [UInt8],
    _ count: Int
  ) {
    switch comparison {
    case .equal: equal(first, second, answer: TruthCode.yes, into: &target, count)
    case .notEqual: equal(first, second, answer: TruthCode.no, into: &target, count)
    case .less: less(first, second, answer: TruthCode.yes, into: &target, count)
    case .greaterOrEqual: less(first, second, answer: TruthCode.no, into: &target, count)
    case .greater: less(second, first, answer: TruthCode.yes, into: &target, count)
    case .lessOrEqual: less(second, first, answer: TruthCode.no, into: &target, count)
    }
  }

  private static func equal(
    _ first: ValueColumn, _ second: ValueColumn, answer: UInt8, into target: inout [UInt8], _ count: Int
  ) {
    let left = first.values.span.extracting(0..<count)
    let right = second.values.span.extracting(0..<count)
    do {
      var target = target.mutableSpan
      precondition(count <= target.count)
      for row in 0..<count { target[row] = left[row] == right[row] ? answer : 2 &- answer }
    }
    openWhereNotKnown(first, second, &target, count)
  }

  private static func less(
    _ first: ValueColumn, _ second: ValueColumn, answer: UInt8, into target: inout [UInt8], _ count: Int
  ) {
    let left = first.values.span.extracting(0..<count)
    let right = second.values.span.extracting(0..<count)
    do {
      var target = target.mutableSpan
      precondition(count <= target.count)
      for row in 0..<count { target[row] = left[row] < right[row] ? answer : 2 &- answer }
    }
    openWhereNotKnown(first, second, &target, count)
  }

  /// Makes a comparison unknown where either value is unknown, else no where either is none.
  private static func openWhereNotKnown(
    _ first: ValueColumn, _ second: ValueColumn, _ target: inout [UInt8], _ count: Int
  ) {
    let left = first.states.span.extracting(0..<count)
    let right = second.states.span.extracting(0..<count)
    var target = target.mutableSpan
    precondition(count <= target.count)
    for row in 0..<count {
      let answer = target[row]
      let state = max(left[row], right[row])
      // State none is truth no and state unknown is truth unknown.
      target[row] = state == ValueState.known ? answer : state &- 1
    }
  }

  @inline(__always)
  static func map(_ operand: [UInt8], into target: inout [UInt8], _ count: Int, _ transform: (UInt8) -> UInt8)
  {
    let operand = operand.span.extracting(0..<count)
    var target = target.mutableSpan
    precondition(count <= target.count)
    for row in 0..<count { target[row] = transform(operand[row]) }
  }

  @inline(__always)
  static func combine(
    _ first: [UInt8], _ second: [UInt8], into target: inout [UInt8], _ count: Int,
    _ transform: (UInt8, UInt8) -> UInt8
  ) {
    let first = first.span.extracting(0..<count)
    let second = second.span.extracting(0..<count)
    var target = target.mutableSpan
    precondition(count <= target.count)
    for row in 0..<count { target[row] = transform(first[row], second[row]) }
  }
}
