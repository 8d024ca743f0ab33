import RuleModel

/// State of a value in a register: the greatest state of its operands is the state of a strict result.
enum ValueState {
  static let known: UInt8 = 0
  static let none: UInt8 = 1
  static let unknown: UInt8 = 2
}

/// What one step of a program does to whole columns.
///
/// Operands are named in the comments in their order; `c` is a condition. Truths and flags share one kind of register:
/// a flag is 0 or 1, so AND and OR serve both.
enum Operation: Hashable {
  /// The same value in every row: raw value and `ValueState`.
  case constantValue(Int64, UInt8)
  /// The same truth code or flag in every row.
  case constantTruth(UInt8)

  /// A stored column.
  case loadValues(FieldIndex)
  case loadTruths(FieldIndex)
  /// A stored column, and the operand where a cell is unknown.
  case derivedValues(FieldIndex)
  case derivedTruths(FieldIndex)
  /// Truth of `reported`.
  case loadGiven(FieldIndex)
  /// Flag: the stored cell is unknown.
  case cellUnknown(FieldIndex, isTruth: Bool)
  /// A stored column compared with a constant.
  case compareStored(FieldIndex, Comparison, Int64)

  /// Truths of truths.
  case not, and, or
  /// Truths of two values.
  case compareValues(Comparison)
  /// Truths of two truths; only `=` and `!=`.
  case compareTruths(Comparison)
  /// Truth of a value.
  case isNone
  case membership(Int)
  case truthOfValue
  /// c, first, second.
  case selectTruths
  case selectValues
  case valueOfTruth

  /// Strict arithmetic.
  case negate, absolute, add, subtract, multiply, floorDivide, modulo, minimum, maximum
  /// First × factor / second, half away from zero.
  case divide(factor: Int64)
  case rescale(factor: Int64)
  /// Value / unit, half away from zero.
  case round(unit: Int64)
  case addDays, addMonths, year, makeDate, endOfMonth
  /// Value of a look-up table for its keys.
  case lookup(Int)

  /// A register of firms spread over their rows.
  case expandValues, expandTruths
  /// One value a firm from its rows; value, order, condition as far as there are any.
  case aggregate(RowFold)

  /// Flag: a value is known to be zero.
  case isZero
  /// Flag: all keys are known and the table has no value for them.
  case isMissing(Int)
  /// Flag of a firm: some row has the flag.
  case anyRowFlag(SourceIndex)

  /// Outcomes of a planned rule: state of applies and when; points and affects of a value.
  case state(Int)
  case points(Int, PointsBounds)
  case affects(Int)
  /// Counts a flag.
  case incident(Int)
}

/// How rows become one value.
struct RowFold: Hashable {
  var function: Aggregate.Function
  var source: SourceIndex
  var hasValue: Bool
  var hasOrder: Bool
  var hasCondition: Bool
}

/// How a raw value becomes points.
struct PointsBounds: Hashable {
  /// 10^scale of the formula.
  var unit: Int64
  var most: UInt8
  var least: UInt8
}

/// Which register file a result goes to.
enum ResultKind {
  case values, truths, nothing
}

extension Operation {
  /// Where the result goes.
  var result: ResultKind {
    switch self {
    case .constantValue, .loadValues, .derivedValues, .selectValues, .valueOfTruth, .negate, .absolute, .add,
      .subtract, .multiply, .floorDivide, .modulo, .minimum, .maximum, .divide, .rescale, .round, .addDays,
      .addMonths,
      .year, .makeDate, .endOfMonth, .lookup, .expandValues:
      return .values
    case .constantTruth, .loadTruths, .derivedTruths, .loadGiven, .cellUnknown, .compareStored, .not, .and,
      .or,
      .compareValues, .compareTruths, .isNone, .membership, .truthOfValue, .selectTruths, .expandTruths,
      .isZero,
      .isMissing, .anyRowFlag:
      return .truths
    case .aggregate(let fold): return fold.function == .any || fold.function == .all ? .truths : .values
    case .state, .points, .affects, .incident: return .nothing
    }
  }

  /// Whether the result follows from the operands alone, row by row.
  var isPure: Bool {
    switch self {
    case .constantValue, .constantTruth, .loadValues, .loadTruths, .derivedValues, .derivedTruths, .loadGiven,
      .cellUnknown, .compareStored, .expandValues, .expandTruths, .aggregate, .anyRowFlag, .state, .points,
      .affects,
      .incident:
      return false
    case .not, .and, .or, .compareValues, .compareTruths, .isNone, .membership, .truthOfValue, .selectTruths,
      .selectValues, .valueOfTruth, .negate, .absolute, .add, .subtract, .multiply, .floorDivide, .modulo,
      .minimum,
      .maximum, .divide, .rescale, .round, .addDays, .addMonths, .year, .makeDate, .endOfMonth, .lookup,
      .isZero,
      .isMissing:
      return true
    }
  }
}

/// A step of the graph that rules are turned into; equal nodes are one node.
struct Node: Hashable {
  var operation: Operation
  /// Nodes of the operands.
  var operands: [Int]
  /// 0 for a row a firm, 1 + source for a row of a `many` source.
  var space: Int
}

/// A step with its registers.
struct Step {
  var operation: Operation
  /// Registers of the operands.
  var operands: [Int]
  /// Register of the result.
  var target: Int
  var space: Int
}

/// Texts of a named set, or nil members when none are in effect.
struct Membership: Hashable {
  var members: [[UInt8]]?
  var isPrefix: Bool

  /// Whether a text belongs.
  func contains(_ text: String) -> Bool {
    (members ?? []).contains { isPrefix ? text.utf8.starts(with: $0) : text.utf8.elementsEqual($0) }
  }
}

/// Steps in order, and the registers they need.
struct Program: Sendable {
  /// Steps whose results never change.
  var constants: [Step] = []
  /// Steps of every batch.
  var steps: [Step] = []
  /// Space of each value register.
  var valueSpaces: [Int] = []
  /// Space of each truth register.
  var truthSpaces: [Int] = []
  /// Number of spaces.
  var spaceCount = 1
  var lookups: [LookupTable] = []
  var memberships: [Membership] = []
  /// Texts of rules that no cell has; their code is −1 − position.
  var extraTexts: [String] = []
}

extension Program {
  /// Orders the nodes that outcomes need and gives them registers, using a register again after its last reader.
  init(nodes: [Node], spaceCount: Int) {
    self.spaceCount = spaceCount
    var lastReader = [Int?](repeating: nil, count: nodes.count)
    for index in nodes.indices.reversed() {
      guard lastReader[index] != nil || nodes[index].operation.result == .nothing else { continue }
      for operand in nodes[index].operands where lastReader[operand] == nil { lastReader[operand] = index }
    }
    var registers = [Int](repeating: 0, count: nodes.count)
    var free = FreeRegisters(spaceCount: spaceCount)
    for (index, node) in nodes.enumerated() {
      let isOutcome = node.operation.result == .nothing
      guard lastReader[index] != nil || isOutcome else { continue }
      let isConstant = node.operation.isConstant
      if !isOutcome { registers[index] = takeRegister(node, &free, isConstant: isConstant) }
      let step = Step(
        operation: node.operation, operands: node.operands.map { registers[$0] }, target: registers[index],
        space: node.space)
      if isConstant { constants.append(step) } else { steps.append(step) }
      for (place, operand) in node.operands.enumerated() where lastReader[operand] == index {
        // An operand that stands twice gives its register back once.
        if nodes[operand].operation.isConstant || node.operands[..<place].contains(operand) { continue }
        free.give(registers[operand], nodes[operand])
      }
    }
  }

  private mutating func takeRegister(_ node: Node, _ free: inout FreeRegisters, isConstant: Bool) -> Int {
    if !isConstant, let register = free.take(node) { return register }
    if node.operation.result == .values {
      valueSpaces.append(node.space)
      return valueSpaces.count - 1
    }
    truthSpaces.append(node.space)
    return truthSpaces.count - 1
  }
}

extension Operation {
  /// Whether the operation is a constant.
  var isConstant: Bool {
    switch self {
    case .constantValue, .constantTruth: return true
    default: return false
    }
  }
}

/// Registers whose content nobody reads any more.
private struct FreeRegisters {
  private var values: [[Int]]
  private var truths: [[Int]]

  init(spaceCount: Int) {
    values = [[Int]](repeating: [], count: spaceCount)
    truths = values
  }

  mutating func take(_ node: Node) -> Int? {
    node.operation.result == .values ? values[node.space].popLast() : truths[node.space].popLast()
  }

  mutating func give(_ register: Int, _ node: Node) {
    if node.operation.result == .values {
      values[node.space].append(register)
    } else {
      truths[node.space].append(register)
    }
  }
}
