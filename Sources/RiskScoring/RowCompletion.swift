import FirmTable
import RuleModel

/// Sums estimates of firms from their packed rows.
struct EstimateSums: Sendable {
  private let rowLayout: ScoreRowLayout
  private let firing: FiringLayout
  private let readings: [PointsReading]
  /// Place of each column's sum: its area, or its family after all areas; -1 when it does not score.
  private var places: [Int]
  /// Area of each family with several rules.
  private var familyAreas: [Int] = []
  private let caps: [UInt32]

  init(
    _ layout: ScoreLayout, _ rowLayout: ScoreRowLayout, _ firing: FiringLayout, readings: [PointsReading]
  ) {
    self.rowLayout = rowLayout
    self.firing = firing
    self.readings = readings
    caps = layout.caps.map { UInt32(10 * $0) }
    places = layout.columns.map { _ in -1 }
    for (area, groups) in layout.groups.enumerated() {
      for group in groups {
        for column in group {
          places[column] = group.count == 1 ? area : layout.groups.count + familyAreas.count
        }
        if group.count > 1 { familyAreas.append(area) }
      }
    }
  }

  /// Number of sums that one firm takes.
  var count: Int { caps.count + familyAreas.count }

  /// The estimate of a firm in tenths.
  func estimate(
    _ firm: Int, _ rows: UnsafeMutableBufferPointer<UInt64>, _ codes: UnsafeMutableBufferPointer<UInt8>,
    sums: inout [UInt32]
  ) -> UInt16 {
    var sums = sums.mutableSpan
    for place in sums.indices { sums[place] = 0 }
    for word in 0..<rowLayout.planeWords {
      let row = firm &* rowLayout.width &+ word
      let open = rows[row &+ rowLayout.firesOrUnknown] & rowLayout.scoring[word]
      let fires = rows[row &+ ScoreRowLayout.firesOrDoesNotApply]
      var rest = open
      while rest != 0 {
        let bit = rest.trailingZeroBitCount
        let column = word &* 64 &+ bit
        rest &= rest &- 1
        var code = FindingCode.unknown
        if fires >> UInt64(bit) & 1 == 1 {
          let constant = firing.constants[column]
          code = constant != 0 ? constant : codes[firm &* firing.width &+ firing.slots[column]]
        }
        let worth = UInt32(readings[column].worth(code))
        let place = places[column]
        sums[place] = place < caps.count ? sums[place] &+ worth : max(sums[place], worth)
      }
    }
    for family in familyAreas.indices { sums[familyAreas[family]] &+= sums[caps.count &+ family] }
    var total: UInt32 = 0
    for area in caps.indices { total &+= min(sums[area], caps[area]) }
    return UInt16(truncatingIfNeeded: total)
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
    estimates.removeAll(keepingCapacity: true)
    for firm in 0..<count {
      estimates.append(sums?.estimate(firm, rows, codes, sums: &areaSums) ?? 0)
    }
    var columns: [ScoreVariable: [Int64]] = [:]
    for variable in variables { columns[variable] = figures(variable, rows, codes, count) }
    let figures = ScoreFigures(count: count, columns: columns)
    var outcomes = [Outcome](repeating: .none, count: count)
    var isHeld = [Bool](repeating: false, count: count)
    var isSettled = isHeld
    let gated = (0..<count).map { isGated($0, rows) }
    for condition in policy.outcomes {
      let truths = PolicyEvaluator.truths(condition.condition, figures)
      for firm in 0..<count where truths[firm] == TruthCode.yes && !isSettled[firm] {
        if condition.outcome == .inspect && gated[firm] {
          isHeld[firm] = true
        } else {
          outcomes[firm] = condition.outcome
          isSettled[firm] = true
        }
      }
    }
    for firm in 0..<count {
      rows[firm * rowLayout.width + 1] |= ScoreRowLayout.word(
        estimate: estimates[firm], outcome: outcomes[firm], isHeld: isHeld[firm])
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
    func column(_ figure: (Int) -> Int64) -> [Int64] { (0..<count).map(figure) }
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
