import FirmTable
import RuleModel

/// First pass over one stretch of firms: everything that does not depend on other firms.
struct ChunkScores: Sendable {
  var codes: [[UInt8]]
  var counts: [RuleCounts]
  var lows: [UInt8]
  var highs: [UInt8]
  /// Certain points by area, capped.
  var areaLows: [[UInt8]]
  var workersAffected: [Int64]
  var moreMayBeAffected: [Bool]
  var violationPoints: [UInt32]
  var violationsFired: [UInt16]
  var incidentCounts: [Int]
  /// The one code of a firing rule, by column; nil where it differs from firm to firm.
  var firing: [UInt8?]?

  /// Sums up a chunk.
  init(layout: ScoreLayout, evaluated: ScoringRun.EvaluatedChunk) {
    let count = evaluated.count
    codes = evaluated.codes
    incidentCounts = evaluated.incidentCounts
    firing = evaluated.firing
    counts = codes.map { ChunkScores.counts(of: $0) }
    var kernel = PointsKernel(layout: layout, count: count)
    areaLows = kernel.areas(codes: codes, readings: layout.lowReadings)
    lows = PointsKernel.total(of: areaLows, count: count)
    highs = PointsKernel.total(of: kernel.areas(codes: codes, readings: layout.highReadings), count: count)
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
    var counts = RuleCounts()
    let codes = codes.span
    var start = 0
    // Sums of bytes stay bytes for up to 255 firms, so that all lanes of a vector count.
    while start < codes.count {
      let end = min(start + 255, codes.count)
      var notApplicable: UInt8 = 0
      var passed: UInt8 = 0
      var unknown: UInt8 = 0
      for firm in start..<end {
        let code = codes[firm]
        notApplicable &+= code == FindingCode.notApplicable ? 1 : 0
        passed &+= code == FindingCode.passed ? 1 : 0
        unknown &+= code == FindingCode.unknown ? 1 : 0
      }
      counts.notApplicable += Int(notApplicable)
      counts.passed += Int(passed)
      counts.unknown += Int(unknown)
      start = end
    }
    counts.fired = codes.count - counts.notApplicable - counts.passed - counts.unknown
    return counts
  }

  private mutating func addViolation(_ codes: [UInt8], reading: PointsReading) {
    let codes = codes.span
    var points = violationPoints.mutableSpan
    precondition(codes.count <= points.count)
    for firm in codes.indices { points[firm] &+= UInt32(reading.worth(codes[firm])) }
    var fired = violationsFired.mutableSpan
    precondition(codes.count <= fired.count)
    for firm in codes.indices { fired[firm] &+= codes[firm] >= FindingCode.firesWithUnknownPoints ? 1 : 0 }
  }

  private mutating func addHarm(_ codes: [UInt8], _ affected: [Int64]) {
    let codes = codes.span
    let affected = affected.span
    for firm in codes.indices where codes[firm] >= FindingCode.firesWithUnknownPoints {
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
      count: count, columns: Self.columns(policy, scores, estimates: estimates, coverage: coverage))
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

  /// The figures that conditions of the policy read.
  private static func columns(
    _ policy: Policy, _ scores: ChunkScores, estimates: [UInt16], coverage: Int
  ) -> [ScoreVariable: [Int64]] {
    var columns: [ScoreVariable: [Int64]] = [:]
    for condition in policy.outcomes {
      condition.condition.visit { part in
        guard case .score(let variable) = part.kind, columns[variable] == nil else { return }
        switch variable {
        case .low: columns[variable] = scores.lows.map(Int64.init)
        case .high: columns[variable] = scores.highs.map(Int64.init)
        case .estimate: columns[variable] = estimates.map(Int64.init)
        case .violationPoints: columns[variable] = scores.violationPoints.map(Int64.init)
        case .violationsFired: columns[variable] = scores.violationsFired.map(Int64.init)
        case .coverage: columns[variable] = [Int64](repeating: Int64(coverage), count: scores.lows.count)
        case .workersAffected: columns[variable] = scores.workersAffected
        }
      }
    }
    return columns
  }
}
