import FirmTable
import RuleModel

/// Where an expression is compiled: over firms, or over the rows of a source inside an aggregate.
struct Scope: Hashable {
  /// The rows' source; nil over firms.
  var source: SourceIndex?
  /// Flag of the rows (or firms, over firms) whose derivation this is; nil outside derivations.
  var mask: Int?
  /// Flag of the firms whose derivation an aggregate stands in.
  var firmMask: Int?
  /// Truth of the firms whose result is read, so that divisions skip the others; nil for all.
  var demand: Int?

  /// 0 for firms, 1 + source for rows.
  var space: Int { source.map { $0 + 1 } ?? 0 }

  static let firms = Scope()

  /// The scope of what must be right for every row, since something is counted by it.
  var forAll: Scope {
    var scope = self
    scope.demand = nil
    return scope
  }
}

/// Turns expressions into a graph in which equal parts are one node and constants are computed.
struct PlanCompiler {
  let ruleSet: RuleSet
  let asOf: CivilDate
  let carried: CarriedFields
  /// Texts with codes; grows by those that rules name where these are to have codes, too.
  private(set) var pool: TextPool
  private let addsTexts: Bool
  private(set) var nodes: [Node] = []
  private(set) var lookups: [LookupTable] = []
  private(set) var memberships: [Membership] = []
  private(set) var extraTexts: [String] = []
  /// Flag over firms of each incident.
  private(set) var incidents: [DataIncident: Int] = [:]
  private var numbers: [Node: Int] = [:]
  private var fieldNodes: [FieldPlace: Int] = [:]
  private var tableNumbers: [LookupTable: Int] = [:]

  private struct FieldPlace: Hashable {
    var field: FieldIndex
    var space: Int
  }

  init(ruleSet: RuleSet, asOf: CivilDate, carried: CarriedFields, pool: TextPool, addsTexts: Bool) {
    self.addsTexts = addsTexts
    self.ruleSet = ruleSet
    self.asOf = asOf
    self.carried = carried
    self.pool = pool
  }

  /// The program that computes every outcome added so far.
  func makeProgram() -> Program {
    var program = Program(nodes: nodes, spaceCount: ruleSet.sources.count + 1)
    program.lookups = lookups
    program.memberships = memberships
    program.extraTexts = extraTexts
    return program
  }

  /// Adds an outcome.
  mutating func output(_ operation: Operation, _ operands: [Int]) {
    nodes.append(Node(operation: operation, operands: operands, space: 0))
  }

  /// The node of an operation: an equal one where there is one, a constant where all operands are.
  mutating func node(_ operation: Operation, _ operands: [Int], space: Int) -> Int {
    if operation.isPure && !operands.isEmpty, operands.allSatisfy({ nodes[$0].operation.isConstant }) {
      // Rules that ask for the same missing column fold the same step again and again.
      let step = Node(operation: operation, operands: operands, space: space)
      if let number = numbers[step] { return number }
      let number = append(folded(operation, operands), [], space: space)
      numbers[step] = number
      return number
    }
    return append(operation, operands, space: space)
  }

  private mutating func append(_ operation: Operation, _ operands: [Int], space: Int) -> Int {
    let node = Node(operation: operation, operands: operands, space: space)
    if let number = numbers[node] { return number }
    nodes.append(node)
    numbers[node] = nodes.count - 1
    return nodes.count - 1
  }

  /// Runs one step over a single row of constants.
  private func folded(_ operation: Operation, _ operands: [Int]) -> Operation {
    var graph = operands.map { Node(operation: nodes[$0].operation, operands: [], space: 0) }
    graph.append(Node(operation: operation, operands: Array(operands.indices), space: 0))
    graph.append(Node(operation: .incident(0), operands: [operands.count], space: 0))
    var program = Program(nodes: graph, spaceCount: 1)
    program.lookups = lookups
    program.memberships = memberships
    program.extraTexts = extraTexts
    program.steps.removeLast()
    var machine = BatchMachine(
      program: program, table: FirmTable(keys: [], columns: [], pool: pool, rows: []))
    return machine.singleResult()
  }

  func isConstant(_ node: Int) -> Bool { nodes[node].operation.isConstant }

  func constantTruth(_ node: Int) -> UInt8? {
    if case .constantTruth(let code) = nodes[node].operation { return code }
    return nil
  }

  /// Raw value of a node that is a known constant.
  func knownConstant(_ node: Int) -> Int64? {
    if case .constantValue(let raw, ValueState.known) = nodes[node].operation { return raw }
    return nil
  }

  mutating func constant(_ constant: Constant?, type: ValueType, space: Int) -> Int {
    if type == .truth {
      guard case .truth(let answer) = constant else { return node(.constantTruth(1), [], space: space) }
      return node(.constantTruth(answer ? 2 : 0), [], space: space)
    }
    let (raw, state) = constant.map { self.raw($0) } ?? (0, ValueState.unknown)
    return node(.constantValue(raw, state), [], space: space)
  }

  mutating func raw(_ constant: Constant) -> (raw: Int64, state: UInt8) {
    switch constant {
    case .number(let raw): return (raw, ValueState.known)
    case .truth(let answer): return (answer ? 1 : 0, ValueState.known)
    case .date(let date): return (Int64(date.days), ValueState.known)
    case .none: return (0, ValueState.none)
    case .text(let text): return (code(of: text), ValueState.known)
    case .member(let member): return (Int64(member), ValueState.known)
    }
  }

  private mutating func code(of text: String) -> Int64 {
    if addsTexts { return Int64(pool.code(of: text)) }
    if let code = pool.existingCode(of: text) { return Int64(code) }
    if let position = extraTexts.firstIndex(where: { $0.utf8.elementsEqual(text.utf8) }) {
      return -1 - Int64(position)
    }
    extraTexts.append(text)
    return -Int64(extraTexts.count)
  }

  /// Position of the membership test of a set on the as-of date.
  mutating func membership(_ index: SetIndex, isPrefix: Bool) -> Int {
    let members = ruleSet.sets[index].entry(on: asOf)?.members.map { Array($0.utf8) }
    let membership = Membership(members: members, isPrefix: isPrefix)
    if let known = memberships.firstIndex(of: membership) { return known }
    memberships.append(membership)
    return memberships.count - 1
  }

  /// Position of the table of a parameter on a date; a date outside the calendar has no values.
  mutating func table(_ index: ParameterIndex, date: RuleExpression?) -> Int {
    let parameter = ruleSet.parameters[index]
    let day = date.map { $0.constantDate(asOf: asOf) } ?? asOf
    let rows = day.flatMap { parameter.entry(on: $0) }?.rows ?? []
    let values = rows.map { raw($0.value) }
    let rowKeys = rows.map { $0.keys }
    let table = LookupTable(
      rows: rowKeys, values: values.map { $0.raw }, states: values.map { $0.state },
      keys: LookupTable.keys(of: parameter, rowKeys, choices: ruleSet.choices))
    if let known = tableNumbers[table] { return known }
    lookups.append(table)
    tableNumbers[table] = lookups.count - 1
    return lookups.count - 1
  }
}

extension PlanCompiler {
  /// The node of a field, spread over rows where a rule reads it for each of them.
  mutating func field(_ index: FieldIndex, _ scope: Scope) -> Int {
    let isRowField = scope.source.map { ruleSet.fields[index].sources.contains($0) } ?? false
    let source = isRowField ? scope.source : nil
    let place = FieldPlace(field: index, space: source.map { $0 + 1 } ?? 0)
    let node = fieldNodes[place] ?? makeField(index, source)
    fieldNodes[place] = node
    return isRowField ? node : spread(node, scope)
  }

  /// A node over firms as a node of the scope.
  mutating func spread(_ node: Int, _ scope: Scope) -> Int {
    if scope.space == 0 { return node }
    if nodes[node].operation.isConstant { return self.node(nodes[node].operation, [], space: scope.space) }
    let operation: Operation = nodes[node].operation.result == .values ? .expandValues : .expandTruths
    return self.node(operation, [node], space: scope.space)
  }

  private mutating func makeField(_ index: FieldIndex, _ source: SourceIndex?) -> Int {
    let field = ruleSet.fields[index]
    let space = source.map { $0 + 1 } ?? 0
    let hasColumn = carried.columns.contains(index)
    var derived: Int?
    if let derivation = field.derivation {
      var mask = node(.constantTruth(field.presumed == nil ? 1 : 0), [], space: space)
      if hasColumn { mask = node(.cellUnknown(index, isTruth: field.type == .truth), [], space: space) }
      derived = compile(derivation.expression, Scope(source: source, mask: mask, firmMask: nil))
    }
    let isTruth = field.type == .truth
    guard hasColumn else {
      if let presumed = field.presumed { return constant(presumed.value, type: field.type, space: space) }
      return derived ?? constant(nil, type: field.type, space: space)
    }
    if let derived {
      return node(isTruth ? .derivedTruths(index) : .derivedValues(index), [derived], space: space)
    }
    return node(isTruth ? .loadTruths(index) : .loadValues(index), [], space: space)
  }

  /// Remembers that a flag of the scope's space counts as an incident.
  mutating func note(_ incident: DataIncident, flag: Int, _ scope: Scope) {
    var flag = flag
    if constantTruth(flag) == 0 { return }
    if let mask = scope.mask { flag = conjunction([flag, mask], space: scope.space) }
    if let source = scope.source { flag = node(.anyRowFlag(source), [flag], space: 0) }
    if let mask = scope.firmMask { flag = conjunction([flag, mask], space: 0) }
    if constantTruth(flag) == 0 { return }
    incidents[incident] = incidents[incident].map { node(.or, [$0, flag], space: 0) } ?? flag
  }
}
