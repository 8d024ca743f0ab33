import FirmTable
import RuleEvaluation
import RuleModel

/// Scores stretches of firms, whose columns may be dropped afterwards: one packed row a firm is all that survives.
package struct StretchScoring: Sendable {
  let setting: ScoringRun.Setting
  private let plan: EvaluationPlan

  /// Prepares the scoring of a plan's rules.
  ///
  /// - Parameters:
  ///   - plan: the rules in effect and assessed on the as-of date.
  ///   - ruleSet: the rule set of the plan.
  ///   - asOf: the as-of date of the plan.
  ///   - includeDraft: whether draft rules score; draft gates hold in any case.
  package init(plan: EvaluationPlan, ruleSet: RuleSet, asOf: CivilDate, includeDraft: Bool) {
    self.plan = plan
    let layout = ScoreLayout(
      ruleSet: ruleSet, planned: plan.rules.map { ($0.ruleIndex, $0.isDraft) }, includeDraft: includeDraft)
    setting = ScoringRun.Setting(
      ruleSet: ruleSet, asOf: asOf, layout: layout, includeDraft: includeDraft, notAssessed: plan.notAssessed,
      incidents: plan.incidents,
      firing: plan.rules.map { rule in
        rule.hasVaryingPoints ? nil : FindingCode.fires(points: rule.constantPoints ?? 0)
      })
  }

  /// What one thread needs; it keeps its memory from stretch to stretch.
  ///
  /// - Parameter table: the first table that it will see, which may be empty of rows; a later one has columns for the same
  ///   fields and the same pool, which may have grown.
  package func makeWorker(table: FirmTable) -> StretchWorker {
    StretchWorker(plan: plan, setting: setting, table: table)
  }

  /// Takes the stretches in the order that their firms will have.
  package func makeStretches() -> ScoredStretches { ScoredStretches(setting) }

  /// Makes the run of stretches.
  ///
  /// - Parameters:
  ///   - stretches: what workers scored; their memory becomes that of the run when the caller no longer holds them.
  ///   - ties: the firms in the order of their tax codes, which settles what the policy's keys leave open; nil when they stand
  ///     in that order.
  ///   - jobs: most threads at work; the result is the same for any number.
  ///   - estimates: whether somebody reads the estimates of firms beside the policy itself; else they stand as 0.
  /// - Returns: the run of the firms in the order of the stretches.
  package func run(
    _ stretches: consuming ScoredStretches, ties: [UInt32]?, jobs: Int, estimates: Bool = true
  ) -> ScoredRun {
    RunAssembly(setting, jobs: jobs, estimates: estimates).run(stretches, ties: ties)
  }
}

/// Evaluates and scores stretches of firms; one for each thread.
package struct StretchWorker: Sendable {
  private let plan: EvaluationPlan
  private let rowEvaluator: RowEvaluator
  /// The field that bounds how many workers rules can harm; nil when no rule says whom it harms.
  private let workersField: FieldIndex?
  private var table: FirmTable
  private var evaluator: BatchEvaluator
  private var outcomes: BatchOutcomes
  private var codes: [[UInt8]]
  private var packer: StretchPacker

  /// A table without firms and columns.
  private static let noTable = FirmTable(keys: [], columns: [], rows: [])

  init(plan: EvaluationPlan, setting: ScoringRun.Setting, table: FirmTable) {
    self.plan = plan
    self.table = table
    let ruleSet = setting.ruleSet
    rowEvaluator = RowEvaluator(ruleSet: ruleSet, asOf: setting.asOf)
    workersField = plan.rules.contains(where: \.hasAffects) ? ruleSet.field(with: .workers) : nil
    let evaluator = BatchEvaluator(plan: plan, table: table)
    codes = plan.rules.map { _ in [UInt8](repeating: 0, count: evaluator.batchSize) }
    outcomes = evaluator.makeOutcomes()
    self.evaluator = evaluator
    packer = StretchPacker(setting.layout, varying: setting.varying)
  }

  /// Scores the firms of a table, in their order, and keeps nothing of the table.
  package mutating func score(_ table: FirmTable) -> ScoredStretch {
    self.table = table
    evaluator.move(to: table)
    let stretch = score(0..<table.count)
    self.table = Self.noTable
    evaluator.move(to: Self.noTable)
    return stretch
  }

  /// Scores some firms of the table that the worker was made for.
  package mutating func score(_ firms: Range<Int>) -> ScoredStretch {
    packer.begin(count: firms.count)
    let before = evaluator.incidentCounts
    let workers = Workers(field: workersField, table: table, rowEvaluator: rowEvaluator)
    var start = firms.lowerBound
    while start < firms.upperBound {
      let end = min(start + evaluator.batchSize, firms.upperBound)
      evaluator.evaluate(firms: start..<end, into: &outcomes)
      for column in plan.rules.indices { encode(column) }
      packer.add(end - start, codes: codes, affects: outcomes.affects) { workers.figure(of: start + $0) }
      start = end
    }
    return packer.finish(incidentCounts: zip(evaluator.incidentCounts, before).map { $0 - $1 })
  }

  private mutating func encode(_ column: Int) {
    if let points = outcomes.points[column] {
      Self.encode(outcomes.states[column], points: points, count: outcomes.count, into: &codes[column])
    } else {
      let firing = FindingCode.fires(points: plan.rules[column].constantPoints ?? 0)
      Self.encode(outcomes.states[column], firing: firing, count: outcomes.count, into: &codes[column])
    }
  }

  /// Codes of a rule whose points are the same for every firm.
  ///
  /// Never inlined: inside the loop over columns the compiler no longer makes one over vectors of it.
  @inline(never) private static func encode(
    _ states: [UInt8], firing: UInt8, count: Int, into codes: inout [UInt8]
  ) {
    var target = codes.mutableSpan
    let states = states.span
    precondition(count <= states.count && count <= target.count)
    for firm in 0..<count {
      let state = states[firm]
      let open = state == RuleState.unknown.rawValue ? FindingCode.unknown : state
      target[firm] = state == RuleState.fires.rawValue ? firing : open
    }
  }

  /// Codes of a rule whose points differ from firm to firm.
  @inline(never) private static func encode(
    _ states: [UInt8], points: [UInt8], count: Int, into codes: inout [UInt8]
  ) {
    var target = codes.mutableSpan
    let states = states.span
    let points = points.span
    precondition(count <= states.count && count <= points.count && count <= target.count)
    let most = UInt8(FindingCode.mostPoints)
    for firm in 0..<count {
      let state = states[firm]
      let isUnknown = points[firm] == BatchOutcomes.unknownPoints
      let known = min(points[firm], most) &+ FindingCode.firesWithNoPoints
      let firing = isUnknown ? FindingCode.firesWithUnknownPoints : known
      let open = state == RuleState.unknown.rawValue ? FindingCode.unknown : state
      target[firm] = state == RuleState.fires.rawValue ? firing : open
    }
  }
}

/// How many workers firms have.
private struct Workers {
  let field: FieldIndex?
  let table: FirmTable
  let rowEvaluator: RowEvaluator

  /// Workers of a firm or a `CellMark`; a derivation is computed where the list leaves the cell open.
  func figure(of firm: Int) -> Int64 {
    guard let field else { return CellMark.unknown }
    let ruleSet = rowEvaluator.ruleSet
    let cell = table.columns[field]?.cell(firm, isTruth: false) ?? CellMark.unknown
    guard cell == CellMark.unknown, ruleSet.fields[field].derivation != nil else { return cell }
    let declared = ruleSet.fields[field]
    let expression = RuleExpression(.field(field), type: declared.type, span: declared.span)
    let record = FirmRecord.from(table, firm: firm, ruleSet: ruleSet)
    guard case .known(.number(let raw)) = rowEvaluator.value(of: expression, firm: record) else {
      return cell
    }
    return raw
  }
}
