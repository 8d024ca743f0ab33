import FirmTable
import RuleModel

/// First pass over one stretch of firms: everything that does not depend on other firms.
struct ChunkScores: Sendable {
  var codes: [[UInt8]]
  var counts: [RuleCounts]
  var lows: [UInt8]
  var highs: [UInt8]
  var workersAffected: [Int64]
  var moreMayBeAffected: [Bool]
  var violationPoints: [UInt32]
  var violationsFired: [UInt16]

  var incidentCounts: [Int]

  /// Sums up a chunk.
  init(layout: ScoreLayout, evaluated: ScoringRun.EvaluatedChunk) {
    let count = evaluated.count
    codes = evaluated.codes
    incidentCounts = evaluated.incidentCounts
    counts = codes.map { ChunkScores.counts(of: $0) }
    var kernel = ScoreKernel(layout: layout, count: count)
    lows = kernel.totals(codes: codes, readings: layout.lowReadings, unit: 1).map { UInt8(clamping: $0) }
    highs = kernel.totals(codes: codes, readings: layout.highReadings, unit: 1).map { UInt8(clamping: $0) }
    workersAffected = [Int64](repeating: 0, count: count)
    moreMayBeAffected = [Bool](repeating: false, count: count)
    violationPoints = [UInt32](repeating: 0, count: count)
    violationsFired = [UInt16](repeating: 0, count: count)
    for column in layout.violations {
      addViolation(codes[column], reading: .low(least: layout.columns[column].least))
      if let affected = evaluated.affects[column] { addHarm(codes[column], affected) }
    }
    if let workers = evaluated.workers { limitHarm(to: workers) }
  }

  private static func counts(of codes: [UInt8]) -> RuleCounts {
    var notApplicable = 0
    var passed = 0
    var unknown = 0
    for code in codes {
      notApplicable += code == FindingCode.notApplicable ? 1 : 0
      passed += code == FindingCode.passed ? 1 : 0
      unknown += code == FindingCode.unknown ? 1 : 0
    }
    return RuleCounts(
      fired: codes.count - notApplicable - passed - unknown, passed: passed, unknown: unknown,
      notApplicable: notApplicable)
  }

  private mutating func addViolation(_ codes: [UInt8], reading: PointsReading) {
    for firm in codes.indices {
      violationPoints[firm] &+= UInt32(reading.worth(codes[firm]))
      violationsFired[firm] &+= FindingCode.isFiring(codes[firm]) ? 1 : 0
    }
  }

  private mutating func addHarm(_ codes: [UInt8], _ affected: [Int64]) {
    for firm in codes.indices where FindingCode.isFiring(codes[firm]) {
      if affected[firm] <= CellMark.bad {
        moreMayBeAffected[firm] = true
      } else {
        workersAffected[firm] = max(workersAffected[firm], affected[firm])
      }
    }
  }

  private mutating func limitHarm(to workers: [Int64]) {
    for firm in workers.indices where workers[firm] >= 0 {
      workersAffected[firm] = min(workersAffected[firm], workers[firm])
    }
  }
}

/// Second pass over one stretch of firms: what depends on the counts of the whole run.
struct ChunkOutcomes: Sendable {
  var estimates: [UInt16]
  var outcomes: [Outcome]
  var isHeld: [Bool]

  init(
    layout: ScoreLayout, policy: Policy, scores: ChunkScores, readings: [PointsReading], coverage: Int
  ) {
    let count = scores.lows.count
    var kernel = ScoreKernel(layout: layout, count: count)
    estimates = kernel.totals(codes: scores.codes, readings: readings, unit: 10)
    let figures = ScoreFigures(
      count: count,
      columns: [
        .low: scores.lows.map(Int64.init), .high: scores.highs.map(Int64.init),
        .estimate: estimates.map(Int64.init),
        .violationPoints: scores.violationPoints.map(Int64.init),
        .violationsFired: scores.violationsFired.map(Int64.init),
        .coverage: [Int64](repeating: Int64(coverage), count: count),
        .workersAffected: scores.workersAffected,
      ])
    var held = [Bool](repeating: false, count: count)
    for column in layout.gates {
      for firm in 0..<count where FindingCode.isFiring(scores.codes[column][firm]) { held[firm] = true }
    }
    outcomes = [Outcome](repeating: .none, count: count)
    isHeld = [Bool](repeating: false, count: count)
    var isSettled = isHeld
    for condition in policy.outcomes {
      let truths = PolicyEvaluator.truths(condition.condition, figures)
      for firm in 0..<count where truths[firm] == TruthCode.yes && !isSettled[firm] {
        if condition.outcome == .inspect && held[firm] {
          isHeld[firm] = true
        } else {
          outcomes[firm] = condition.outcome
          isSettled[firm] = true
        }
      }
    }
  }
}

/// Finding codes of all firms, written by several threads at once, each to the rows of its own firms.
struct CodeRows: @unchecked Sendable {
  // Unchecked: no two stretches of firms share a row, and nothing reads before all are written.

  private let rows: UnsafeMutableBufferPointer<UInt8>
  private let width: Int

  init(_ rows: UnsafeMutableBufferPointer<UInt8>, width: Int) {
    self.rows = rows
    self.width = width
  }

  /// Turns the columns of a stretch of firms into rows.
  func write(_ columns: [[UInt8]], firstFirm: Int) {
    for (position, column) in columns.enumerated() {
      let column = column.span
      var place = firstFirm * width + position
      for firm in column.indices {
        rows[place] = column[firm]
        place += width
      }
    }
  }

  /// An array with the rows of a number of firms.
  static func array(firms: Int, width: Int, _ body: (CodeRows) -> Void) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: firms * width) { rows, count in
      body(CodeRows(rows, width: width))
      count = firms * width
    }
  }
}
