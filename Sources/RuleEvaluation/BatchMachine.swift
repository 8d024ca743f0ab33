import FirmTable
import RuleModel

/// Runs a program over batches: registers, and the loop over steps.
struct BatchMachine {
  let program: Program
  private(set) var table: FirmTable
  private(set) var incidentCounts: [Int]
  private var values: [ValueColumn]
  private var truths: [[UInt8]]
  /// First row and number of rows of the batch in each space.
  private var firsts: [Int]
  private var counts: [Int]
  private var capacities: [Int]
  private var extents: [RowExtents]
  /// Whether texts belong to sets by code, asked once a text; 255 for not asked yet.
  private var memberCodes: [[UInt8]]
  private var extraMembers: [[UInt8]]

  init(program: Program, table: FirmTable, incidentCount: Int = 0) {
    self.program = program
    self.table = table
    incidentCounts = [Int](repeating: 0, count: incidentCount)
    values = program.valueSpaces.map { _ in ValueColumn.empty }
    truths = program.truthSpaces.map { _ in [] }
    firsts = [Int](repeating: 0, count: program.spaceCount)
    counts = firsts
    capacities = firsts
    extents = [RowExtents](repeating: RowExtents(offsets: [], isComplete: false), count: program.spaceCount)
    memberCodes = program.memberships.map { _ in [UInt8](repeating: 255, count: table.pool.texts.count) }
    extraMembers = program.memberships.map { set in program.extraTexts.map { set.contains($0) ? 2 : 0 } }
  }

  /// Moves to another table over the same fields; what was found out about texts stays, since their codes do.
  mutating func move(to table: FirmTable) {
    self.table = table
    for set in memberCodes.indices {
      let added = table.pool.texts.count - memberCodes[set].count
      if added > 0 { memberCodes[set].append(contentsOf: repeatElement(255, count: added)) }
    }
  }

  /// Moves to a batch of firms.
  mutating func move(to firms: Range<Int>, capacity: Int) {
    firsts[0] = firms.lowerBound
    counts[0] = firms.count
    reserve(capacity, space: 0)
    for (source, rows) in table.rows.enumerated() where source + 1 < program.spaceCount {
      guard let rows else { continue }
      let first = Int(rows.offsets[firms.lowerBound])
      extents[source + 1].isComplete = rows.isComplete
      extents[source + 1].offsets.removeAll(keepingCapacity: true)
      for firm in firms.lowerBound...firms.upperBound {
        extents[source + 1].offsets.append(Int(rows.offsets[firm]) - first)
      }
      firsts[source + 1] = first
      counts[source + 1] = Int(rows.offsets[firms.upperBound]) - first
      reserve(counts[source + 1], space: source + 1)
    }
  }

  /// Makes the registers of a space long enough and fills its constants again.
  private mutating func reserve(_ capacity: Int, space: Int) {
    guard capacity > capacities[space] else { return }
    let capacity = max(capacity, capacities[space] * 2)
    capacities[space] = capacity
    for register in values.indices where program.valueSpaces[register] == space {
      values[register] = ValueColumn(
        values: [Int64](repeating: 0, count: capacity), states: [UInt8](repeating: 0, count: capacity))
    }
    for register in truths.indices where program.truthSpaces[register] == space {
      truths[register] = [UInt8](repeating: 0, count: capacity)
    }
    for step in program.constants where step.space == space {
      switch step.operation {
      case .constantValue(let raw, let state): Kernels.fill(&values[step.target], capacity, raw, state)
      case .constantTruth(let code): Kernels.fill(&truths[step.target], capacity, code)
      default: continue
      }
    }
  }

  /// Runs every step of the program over the batch.
  mutating func run(into outcomes: inout BatchOutcomes) {
    for step in program.steps {
      switch step.operation.result {
      case .values: runValues(step)
      case .truths: runTruths(step)
      case .nothing: report(step, into: &outcomes)
      }
    }
  }

  /// The result of a program of one pure step over constants, as a constant.
  mutating func singleResult() -> Operation {
    firsts[0] = 0
    counts[0] = 1
    reserve(1, space: 0)
    guard let step = program.steps.first else { return .constantTruth(TruthCode.unknown) }
    if step.operation.result == .values {
      runValues(step)
      let result = values[step.target]
      return .constantValue(result.states[0] == ValueState.known ? result.values[0] : 0, result.states[0])
    }
    runTruths(step)
    return .constantTruth(truths[step.target][0])
  }

  private mutating func report(_ step: Step, into outcomes: inout BatchOutcomes) {
    let count = counts[0]
    switch step.operation {
    case .state(let rule):
      Kernels.state(truths[step.operands[0]], truths[step.operands[1]], into: &outcomes.states[rule], count)
    case .points(let rule, let bounds):
      var points = outcomes.points[rule] ?? []
      outcomes.points[rule] = nil
      Kernels.points(
        values[step.operands[0]], bounds, whereFired: outcomes.states[rule], into: &points, count)
      outcomes.points[rule] = points
    case .affects(let rule):
      var affects = outcomes.affects[rule] ?? []
      outcomes.affects[rule] = nil
      Kernels.affects(values[step.operands[0]], whereFired: outcomes.states[rule], into: &affects, count)
      outcomes.affects[rule] = affects
    case .incident(let number):
      let flags = truths[step.operands[0]]
      var sum = 0
      for row in 0..<count { sum &+= Int(flags[row]) }
      incidentCounts[number] += sum
    default: return
    }
  }
}

extension BatchMachine {
  private mutating func runTruths(_ step: Step) {
    var target: [UInt8] = []
    swap(&target, &truths[step.target])
    computeTruths(step, into: &target)
    swap(&target, &truths[step.target])
  }

  private mutating func computeTruths(_ step: Step, into target: inout [UInt8]) {
    let count = counts[step.space]
    let operands = step.operands
    switch step.operation {
    case .loadTruths(let field):
      Kernels.loadTruths(column(field, step), from: firsts[step.space], fallback: nil, into: &target, count)
    case .derivedTruths(let field):
      Kernels.loadTruths(
        column(field, step), from: firsts[step.space], fallback: truths[operands[0]], into: &target, count)
    case .loadGiven(let field):
      Kernels.loadGiven(table.given[field], from: firsts[step.space], into: &target, count)
    case .cellUnknown(let field, let isTruth):
      Kernels.cellUnknown(
        column(field, step), from: firsts[step.space], isTruth: isTruth, into: &target, count)
    case .compareStored(let field, let comparison, let raw):
      Kernels.compare(
        comparison, column(field, step), from: firsts[step.space], with: raw, into: &target, count)
    case .not: Kernels.not(truths[operands[0]], into: &target, count)
    case .and: Kernels.and(truths[operands[0]], truths[operands[1]], into: &target, count)
    case .or: Kernels.or(truths[operands[0]], truths[operands[1]], into: &target, count)
    case .compareValues(let comparison):
      Kernels.compare(comparison, values[operands[0]], values[operands[1]], into: &target, count)
    case .compareTruths(let comparison):
      Kernels.compareTruths(
        truths[operands[0]], truths[operands[1]], isEqual: comparison == .equal, into: &target, count)
    case .isNone: Kernels.isNone(values[operands[0]], into: &target, count)
    case .membership(let set): membership(set, values[operands[0]], into: &target, count)
    case .truthOfValue: Kernels.truthOfValue(values[operands[0]], into: &target, count)
    case .selectTruths:
      Kernels.selectTruths(
        truths[operands[0]], truths[operands[1]], truths[operands[2]], into: &target, count)
    case .expandTruths: Kernels.expand(truths[operands[0]], extents[step.space], into: &target, counts[0])
    case .isZero: Kernels.isZero(values[operands[0]], into: &target, count)
    case .isMissing(let number):
      Kernels.isMissing(program.lookups[number], operands.map { values[$0] }, into: &target, count)
    case .anyRowFlag(let source):
      Kernels.anyRowFlag(truths[operands[0]], extents[source + 1], into: &target, count)
    case .aggregate(let fold):
      Kernels.foldTruths(
        isAny: fold.function == .any, truths[operands[0]],
        condition: fold.hasCondition ? truths[operands[operands.count - 1]] : nil, extents[fold.source + 1],
        into: &target, count)
    default: return
    }
  }

  private mutating func runValues(_ step: Step) {
    var target = ValueColumn.empty
    swap(&target, &values[step.target])
    switch step.operation {
    case .loadValues, .derivedValues, .expandValues, .selectValues, .valueOfTruth, .lookup, .aggregate:
      gatherValues(step, into: &target)
    default: computeValues(step, into: &target)
    }
    swap(&target, &values[step.target])
  }

  private func gatherValues(_ step: Step, into target: inout ValueColumn) {
    let count = counts[step.space]
    let operands = step.operands
    switch step.operation {
    case .loadValues(let field):
      Kernels.load(column(field, step), from: firsts[step.space], fallback: nil, into: &target, count)
    case .derivedValues(let field):
      Kernels.load(
        column(field, step), from: firsts[step.space], fallback: values[operands[0]], into: &target, count)
    case .expandValues: Kernels.expand(values[operands[0]], extents[step.space], into: &target, counts[0])
    case .selectValues:
      Kernels.selectValues(
        truths[operands[0]], values[operands[1]], values[operands[2]], into: &target, count)
    case .valueOfTruth: Kernels.valueOfTruth(truths[operands[0]], into: &target, count)
    case .lookup(let number):
      Kernels.lookup(program.lookups[number], operands.map { values[$0] }, into: &target, count)
    case .aggregate(let fold): self.fold(fold, operands, into: &target, count)
    default: return
    }
  }

  private func fold(_ fold: RowFold, _ operands: [Int], into target: inout ValueColumn, _ count: Int) {
    let rows = extents[fold.source + 1]
    let condition = fold.hasCondition ? truths[operands[operands.count - 1]] : nil
    let operand = fold.hasValue ? values[operands[0]] : nil
    if fold.function == .latest, fold.hasOrder, let operand {
      Kernels.latest(
        operand, order: values[operands[1]], condition: condition, rows, into: &target, count)
    } else {
      Kernels.foldValues(fold.function, operand, condition: condition, rows, into: &target, count)
    }
  }

  private func computeValues(_ step: Step, into target: inout ValueColumn) {
    let count = counts[step.space]
    let first = values[step.operands[0]]
    let second = step.operands.count > 1 ? values[step.operands[1]] : ValueColumn.empty
    switch step.operation {
    case .negate: Kernels.strict(first, into: &target, count) { 0 &- $0 }
    case .absolute: Kernels.strict(first, into: &target, count) { $0 < 0 ? 0 &- $0 : $0 }
    case .add: Kernels.strict(first, second, into: &target, count) { $0 &+ $1 }
    case .subtract: Kernels.strict(first, second, into: &target, count) { $0 &- $1 }
    case .multiply: Kernels.strict(first, second, into: &target, count) { $0 &* $1 }
    case .minimum: Kernels.strict(first, second, into: &target, count) { min($0, $1) }
    case .maximum: Kernels.strict(first, second, into: &target, count) { max($0, $1) }
    case .rescale(let factor): Kernels.strict(first, into: &target, count) { $0 &* factor }
    case .round(let unit): Kernels.round(first, unit: unit, into: &target, count)
    case .divide(let factor):
      Kernels.divide(first, second, factor: factor, guard: demand(step), into: &target, count)
    case .floorDivide: Kernels.floorDivide(first, second, guard: demand(step), into: &target, count)
    case .modulo: Kernels.modulo(first, second, guard: demand(step), into: &target, count)
    case .addDays: Kernels.addDays(first, second, into: &target, count)
    case .addMonths: Kernels.addMonths(first, second, into: &target, count)
    case .year: Kernels.year(first, into: &target, count)
    case .endOfMonth: Kernels.endOfMonth(first, into: &target, count)
    case .makeDate: Kernels.makeDate(first, second, values[step.operands[2]], into: &target, count)
    default: return
    }
  }

  /// Truth of the firms whose quotient is read, where a division has one as its last operand.
  private func demand(_ step: Step) -> [UInt8]? { step.operands.count > 2 ? truths[step.operands[2]] : nil }

  private func column(_ field: FieldIndex, _ step: Step) -> StoredColumn? {
    step.space == 0 ? table.columns[field] : table.rows[step.space - 1]?.columns[field]
  }

  private mutating func membership(
    _ set: Int, _ operand: ValueColumn, into target: inout [UInt8], _ count: Int
  ) {
    let isInEffect = program.memberships[set].members != nil
    for row in 0..<count {
      guard operand.states[row] == ValueState.known, isInEffect else {
        target[row] = operand.states[row] == ValueState.none ? TruthCode.no : TruthCode.unknown
        continue
      }
      let code = Int(operand.values[row])
      if code < 0 {
        target[row] = extraMembers[set][-1 - code]
        continue
      }
      if memberCodes[set][code] == 255 {
        memberCodes[set][code] = program.memberships[set].contains(table.pool.texts[code]) ? 2 : 0
      }
      target[row] = memberCodes[set][code]
    }
  }
}
