import FirmTable
import RuleModel

/// Sums estimates of firms from their packed rows.
struct EstimateSums: Sendable {
  /// What one rule adds.
  private struct Addend {
    /// What an unknown or varying rule is worth.
    let reading: PointsReading
    /// What it is worth where it fires, when that is the same for all firms.
    let firing: UInt32
    /// Place of its code among the codes of a firm; -1 when `firing` holds for all firms.
    let slot: Int
    /// Place of the sum: its area, or its family after all areas; -1 when it does not score.
    var place = -1
  }

  private let rowLayout: ScoreRowLayout
  private let codeWidth: Int
  /// By column.
  private var addends: [Addend]
  /// Area of each family with several rules.
  private var familyAreas: [Int] = []
  private let caps: [UInt32]

  init(
    _ layout: ScoreLayout, _ rowLayout: ScoreRowLayout, _ firing: FiringLayout, readings: [PointsReading]
  ) {
    self.rowLayout = rowLayout
    codeWidth = firing.width
    caps = layout.caps.map { UInt32(10 * $0) }
    addends = readings.enumerated().map { column, reading in
      let constant = firing.constants[column]
      return Addend(
        reading: reading, firing: UInt32(reading.worth(constant)),
        slot: constant != 0 ? -1 : firing.slots[column])
    }
    for (area, groups) in layout.groups.enumerated() {
      for group in groups {
        for column in group {
          addends[column].place = group.count == 1 ? area : layout.groups.count + familyAreas.count
        }
        if group.count > 1 { familyAreas.append(area) }
      }
    }
  }

  /// Number of sums that one firm takes.
  var count: Int { caps.count + familyAreas.count }

  /// Writes the estimates of firms in tenths.
  ///
  /// - Parameters:
  ///   - sums: `count` zeros, which it leaves behind again.
  ///   - estimates: room for one estimate a firm.
  func write(
    _ rows: UnsafeMutableBufferPointer<UInt64>, _ codes: UnsafeMutableBufferPointer<UInt8>, count: Int,
    sums: inout [UInt32], to estimates: inout [UInt16]
  ) {
    var sums = sums.mutableSpan
    var estimates = estimates.mutableSpan
    for firm in 0..<count {
      addOpen(firm, rows, codes, to: &sums)
      for family in familyAreas.indices {
        sums[familyAreas[family]] &+= sums[caps.count &+ family]
        sums[caps.count &+ family] = 0
      }
      var total: UInt32 = 0
      for area in caps.indices {
        total &+= min(sums[area], caps[area])
        sums[area] = 0
      }
      estimates[firm] = UInt16(truncatingIfNeeded: total)
    }
  }

  /// Adds what the rules of a firm are worth that fire or are unknown; of a family only the most.
  @inline(__always) private func addOpen(
    _ firm: Int, _ rows: UnsafeMutableBufferPointer<UInt64>, _ codes: UnsafeMutableBufferPointer<UInt8>,
    to sums: inout MutableSpan<UInt32>
  ) {
    let addends = addends.span
    for word in 0..<rowLayout.planeWords {
      let row = firm &* rowLayout.width &+ word
      var rest = rows[row &+ rowLayout.firesOrUnknown] & rowLayout.scoring[word]
      let fires = rows[row &+ ScoreRowLayout.firesOrDoesNotApply]
      while rest != 0 {
        let bit = rest.trailingZeroBitCount
        rest &= rest &- 1
        let addend = addends[word &* 64 &+ bit]
        var worth = UInt32(addend.reading.unknown)
        if fires &>> UInt64(bit) & 1 == 1 {
          worth =
            addend.slot < 0
            ? addend.firing : UInt32(addend.reading.worth(codes[firm &* codeWidth &+ addend.slot]))
        }
        let place = addend.place
        sums[place] = place < caps.count ? sums[place] &+ worth : max(sums[place], worth)
      }
    }
  }
}

/// Second pass: writes into rows what depends on the counts of the whole run; one for each thread.
struct RowCompletion {
  private let policy: Policy
  private let coverage: Int
  private let rowLayout: ScoreRowLayout
  /// Nil where no estimate is asked for; it then stands as 0 in the rows.
  private let sums: EstimateSums?
  private let violations: ViolationSums
  /// What the policy's conditions read.
  private let variables: [ScoreVariable]
  private var areaSums: [UInt32]
  private var estimates: [UInt16] = []

  /// Firms that are completed at a time, so that their rows stay near the processor.
  static let batchSize = 2048

  init(
    _ setting: ScoringRun.Setting, _ rowLayout: ScoreRowLayout, _ sums: EstimateSums?,
    _ violations: ViolationSums
  ) {
    policy = setting.ruleSet.policy
    coverage = setting.layout.coverage
    self.rowLayout = rowLayout
    self.sums = sums
    self.violations = violations
    var variables: [ScoreVariable] = []
    for condition in policy.outcomes {
      condition.condition.visit { part in
        if case .score(let variable) = part.kind, !variables.contains(variable) { variables.append(variable) }
      }
    }
    self.variables = variables
    areaSums = [UInt32](repeating: 0, count: sums?.count ?? 0)
  }

  /// Completes rows of firms, at most `batchSize`, whose varying codes stand beside them.
  mutating func complete(
    _ rows: UnsafeMutableBufferPointer<UInt64>, codes: UnsafeMutableBufferPointer<UInt8>, count: Int
  ) {
    if estimates.count < count { estimates = [UInt16](repeating: 0, count: count) }
    sums?.write(rows, codes, count: count, sums: &areaSums, to: &estimates)
    let scores = ScoreFigures(
      count: count, columns: variables.map { (variable: $0, values: figures($0, rows, codes, count)) })
    var outcomes = [Outcome?](repeating: nil, count: count)
    var isHeld = [Bool](repeating: false, count: count)
    for condition in policy.outcomes {
      settle(
        condition.outcome, PolicyEvaluator.truths(condition.condition, scores), rows, &outcomes, &isHeld)
    }
    for firm in 0..<count {
      rows[firm &* rowLayout.width &+ 1] |= ScoreRowLayout.word(
        estimate: estimates[firm], outcome: outcomes[firm] ?? .none, isHeld: isHeld[firm])
    }
  }

  /// Gives an outcome to firms for which its condition holds and none before it did.
  private func settle(
    _ outcome: Outcome, _ truths: [UInt8], _ rows: UnsafeMutableBufferPointer<UInt64>,
    _ outcomes: inout [Outcome?], _ isHeld: inout [Bool]
  ) {
    let truths = truths.span
    var outcomes = outcomes.mutableSpan
    var isHeld = isHeld.mutableSpan
    for firm in outcomes.indices where truths[firm] == TruthCode.yes && outcomes[firm] == nil {
      if outcome == .inspect, isGated(firm, rows) {
        isHeld[firm] = true
      } else {
        outcomes[firm] = outcome
      }
    }
  }

  /// Whether a gate fires for a firm.
  private func isGated(_ firm: Int, _ rows: UnsafeMutableBufferPointer<UInt64>) -> Bool {
    let row = firm &* rowLayout.width
    var fired: UInt64 = 0
    for word in 0..<rowLayout.planeWords {
      fired |=
        rows[row &+ word &+ ScoreRowLayout.firesOrDoesNotApply]
        & rows[row &+ word &+ rowLayout.firesOrUnknown] & rowLayout.gates[word]
    }
    return fired != 0
  }

  /// The figures that conditions of the policy read.
  private func figures(
    _ variable: ScoreVariable, _ rows: UnsafeMutableBufferPointer<UInt64>,
    _ codes: UnsafeMutableBufferPointer<UInt8>, _ count: Int
  ) -> [Int64] {
    let width = rowLayout.width
    func column(_ figure: (Int) -> Int64) -> [Int64] {
      [Int64](capacity: count) { values in for firm in 0..<count { values.append(figure(firm)) } }
    }
    switch variable {
    case .low: return column { Int64(LowFigure.value(in: rows[$0 &* width &+ 1])) }
    case .high: return column { Int64(HighFigure.value(in: rows[$0 &* width &+ 1])) }
    case .estimate: return column { Int64(estimates[$0]) }
    case .violationPoints:
      return column {
        Int64(violations.points($0, UnsafeBufferPointer(rows), codes: UnsafeBufferPointer(codes)))
      }
    case .violationsFired: return column { Int64(violations.fired($0, UnsafeBufferPointer(rows))) }
    case .coverage: return [Int64](repeating: Int64(coverage), count: count)
    case .workersAffected: return column { WorkersFigure.value(in: rows[$0 &* width]) }
    }
  }
}
