import FirmTable
import RuleModel

/// Outcomes of every planned rule for consecutive firms.
public struct BatchOutcomes: Sendable {
  /// First firm of the batch.
  public internal(set) var firstFirm = 0
  /// Number of firms; entries of the arrays after it mean nothing.
  public internal(set) var count = 0
  /// `RuleState` raw values by planned rule, then firm of the batch.
  public internal(set) var states: [[UInt8]]
  /// Points 0...100 by planned rule, then firm, meant only where the rule fires; 255 is unknown.
  ///
  /// Nil for gates and rules with `PlannedRule.constantPoints`.
  public internal(set) var points: [[UInt8]?]
  /// Persons harmed by planned rule, then firm, or `CellMark.unknown` or `CellMark.none`.
  ///
  /// Meant only where the rule fires; nil without `affects`.
  public internal(set) var affects: [[Int64]?]

  /// The points byte of a formula that is unknown.
  public static let unknownPoints: UInt8 = 255

  /// Creates room for the outcomes of a batch.
  public init(plan: EvaluationPlan, batchSize: Int) {
    states = plan.rules.map { _ in [UInt8](repeating: 0, count: batchSize) }
    points = plan.rules.map { $0.hasVaryingPoints ? [UInt8](repeating: 0, count: batchSize) : nil }
    affects = plan.rules.map { $0.hasAffects ? [Int64](repeating: 0, count: batchSize) : nil }
  }
}

/// Evaluates a plan over batches of firms, a column at a time; one evaluator for each thread.
public struct BatchEvaluator: Sendable {
  /// Greatest number of firms in a batch.
  public let batchSize: Int
  private let plan: EvaluationPlan
  private var machine: BatchMachine

  /// Creates an evaluator with all its buffers; the table must be the one that the plan was made for.
  public init(plan: EvaluationPlan, table: FirmTable, batchSize: Int = 2048) {
    self.plan = plan
    self.batchSize = max(1, batchSize)
    machine = BatchMachine(program: plan.program, table: table, incidentCount: plan.incidents.count)
  }

  /// Moves to another table with columns for the same fields, for instance the next stretch of a list.
  ///
  /// Its pool must be that of the plan with texts added at the end, or an earlier state of such a pool. No text that a rule
  /// names may be among the added ones: see `EvaluationPlan.init(ruleSet:asOf:carried:adding:)`. Incidents are counted on.
  public mutating func move(to table: FirmTable) { machine.move(to: table) }

  /// Firms seen so far for which each of `EvaluationPlan.incidents` happened.
  public var incidentCounts: [Int] { machine.incidentCounts }

  /// Room for this evaluator's outcomes.
  public func makeOutcomes() -> BatchOutcomes { BatchOutcomes(plan: plan, batchSize: batchSize) }

  /// Evaluates at most `batchSize` firms into room made by `makeOutcomes`.
  public mutating func evaluate(firms: Range<Int>, into outcomes: inout BatchOutcomes) {
    precondition(firms.count <= batchSize, "a batch holds at most `batchSize` firms")
    outcomes.firstFirm = firms.lowerBound
    outcomes.count = firms.count
    machine.move(to: firms, capacity: batchSize)
    machine.run(into: &outcomes)
  }
}
