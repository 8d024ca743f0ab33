import FirmTable
import RuleEvaluation
import RuleModel

/// Evaluates stretches of firms and keeps what scoring needs; one for each thread.
struct ChunkEvaluator {
  private let plan: EvaluationPlan
  private let table: FirmTable
  private let rowEvaluator: RowEvaluator
  private let workersField: FieldIndex?
  private let firing: [UInt8?]
  private var evaluator: BatchEvaluator
  private var outcomes: BatchOutcomes

  init(plan: EvaluationPlan, table: FirmTable, ruleSet: RuleSet, asOf: CivilDate) {
    self.plan = plan
    self.table = table
    rowEvaluator = RowEvaluator(ruleSet: ruleSet, asOf: asOf)
    workersField = ruleSet.field(with: .workers)
    firing = plan.rules.map { rule in
      rule.hasVaryingPoints ? nil : FindingCode.fires(points: rule.constantPoints ?? 0)
    }
    evaluator = BatchEvaluator(plan: plan, table: table)
    outcomes = evaluator.makeOutcomes()
  }

  /// What the rules say of a stretch of firms.
  mutating func evaluate(_ firms: Range<Int>) -> ScoringRun.EvaluatedChunk {
    var chunk = ScoringRun.EvaluatedChunk(
      count: firms.count, codes: plan.rules.map { _ in [UInt8](repeating: 0, count: firms.count) },
      affects: plan.rules.map { $0.hasAffects ? [Int64](repeating: 0, count: firms.count) : nil },
      workers: workers(of: firms))
    let before = evaluator.incidentCounts
    var start = firms.lowerBound
    while start < firms.upperBound {
      let end = min(start + evaluator.batchSize, firms.upperBound)
      evaluator.evaluate(firms: start..<end, into: &outcomes)
      for column in plan.rules.indices {
        keep(column, in: &chunk, at: start - firms.lowerBound)
      }
      start = end
    }
    chunk.firing = firing
    chunk.incidentCounts = zip(evaluator.incidentCounts, before).map { $0 - $1 }
    return chunk
  }

  private func keep(_ column: Int, in chunk: inout ScoringRun.EvaluatedChunk, at offset: Int) {
    let count = outcomes.count
    let constant = FindingCode.fires(points: plan.rules[column].constantPoints ?? 0)
    if let points = outcomes.points[column] {
      ChunkEvaluator.encode(
        outcomes.states[column], points: points, count: count, into: &chunk.codes[column], at: offset)
    } else {
      ChunkEvaluator.encode(
        outcomes.states[column], firing: constant, count: count, into: &chunk.codes[column], at: offset)
    }
    if let affected = outcomes.affects[column] {
      chunk.affects[column]?.replaceSubrange(offset..<offset + count, with: affected[..<count])
    }
  }

  /// Codes of a rule whose points are the same for every firm; written so that the loop needs no branch.
  private static func encode(
    _ states: [UInt8], firing: UInt8, count: Int, into codes: inout [UInt8], at offset: Int
  ) {
    var target = codes.mutableSpan
    let states = states.span
    for firm in 0..<count {
      let state = states[firm]
      let open = state == RuleState.unknown.rawValue ? FindingCode.unknown : state
      target[offset + firm] = state == RuleState.fires.rawValue ? firing : open
    }
  }

  /// Codes of a rule whose points differ from firm to firm.
  private static func encode(
    _ states: [UInt8], points: [UInt8], count: Int, into codes: inout [UInt8], at offset: Int
  ) {
    var target = codes.mutableSpan
    let states = states.span
    let points = points.span
    let most = UInt8(FindingCode.mostPoints)
    for firm in 0..<count {
      let state = states[firm]
      let isUnknown = points[firm] == BatchOutcomes.unknownPoints
      let known = min(points[firm], most) &+ FindingCode.firesWithNoPoints
      let firing = isUnknown ? FindingCode.firesWithUnknownPoints : known
      let open = state == RuleState.unknown.rawValue ? FindingCode.unknown : state
      target[offset + firm] = state == RuleState.fires.rawValue ? firing : open
    }
  }

  /// Workers of each firm, raw; a derivation is computed where the list leaves the cell open.
  private func workers(of firms: Range<Int>) -> [Int64]? {
    // They only bound the workers that rules say they harm.
    guard let field = workersField, plan.rules.contains(where: \.hasAffects) else { return nil }
    let column = table.columns[field]
    let declared = rowEvaluator.ruleSet.fields[field]
    guard column != nil || declared.derivation != nil else { return nil }
    if declared.derivation == nil, case .narrow(let cells)? = column { return Self.widened(cells[firms]) }
    return firms.map { firm in
      let cell = column?.cell(firm, isTruth: false) ?? CellMark.unknown
      guard cell == CellMark.unknown, declared.derivation != nil else { return cell }
      let expression = RuleExpression(.field(field), type: declared.type, span: declared.span)
      let record = FirmRecord.from(table, firm: firm, ruleSet: rowEvaluator.ruleSet)
      guard case .known(.number(let raw)) = rowEvaluator.value(of: expression, firm: record) else {
        return cell
      }
      return raw
    }
  }

  private static func widened(_ cells: ArraySlice<Int32>) -> [Int64] {
    let cells = cells.span
    return [Int64](unsafeUninitializedCapacity: cells.count) { wide, count in
      for firm in cells.indices {
        let cell = Int64(cells[firm])
        let mark = CellMark.unknown &+ (cell &- Int64(CellMark.unknownNarrow))
        wide.initializeElement(at: firm, to: cell > Int64(CellMark.badNarrow) ? cell : mark)
      }
      count = cells.count
    }
  }
}
