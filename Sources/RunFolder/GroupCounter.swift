import RiskScoring
import RuleModel

/// Counts firms by group from the rows of their scores, for all divisions in one pass.
struct GroupCounter {
  private let groupings: [FirmGrouping]
  private let run: ScoredRun
  private let layout: ScoreRowLayout
  /// Band of each score.
  private let bands: [UInt8]
  /// Figures of one group: firms by standing, points of areas, rules by bit of a plane.
  private let width: Int
  /// Groups of the divisions before each one.
  private let firstGroups: [Int]

  /// Pairs of bands, certain and possible, with each outcome.
  private static let standings = 4 * 4 * 4
  private static let firstArea = standings

  /// Counts of the groups of all divisions: figures group by group, and sums of workers affected.
  struct Counts: Sendable {
    fileprivate var figures: [UInt64]
    fileprivate var workers: [Int64]
  }

  init(_ groupings: [FirmGrouping], run: ScoredRun, policy: Policy) {
    self.groupings = groupings
    self.run = run
    layout = run.rowLayout
    bands = (0...255).map { UInt8(policy.band(of: $0).rawValue) }
    width = Self.firstArea + layout.areaCount + layout.rules.count
    var first = 0
    firstGroups = groupings.map { grouping in
      defer { first += grouping.groups.count }
      return first
    }
  }

  /// Counts a stretch of firms.
  func counts(of firms: Range<Int>) -> Counts {
    let groups = (firstGroups.last ?? 0) + (groupings.last?.groups.count ?? 0)
    var figures = [UInt64](repeating: 0, count: groups * width)
    var workers = [Int64](repeating: 0, count: groups)
    // Where the figures of each firm's group stand in each division, those of a firm side by side.
    var own = [Int](repeating: 0, count: 512 * groupings.count)
    var start = firms.lowerBound
    while start < firms.upperBound {
      let some = start..<min(start + 512, firms.upperBound)
      for (place, grouping) in groupings.enumerated() {
        for firm in some {
          own[(firm - start) * groupings.count + place] =
            (firstGroups[place] + Int(grouping.groupOfFirm[firm])) * width
        }
      }
      count(some, own, &figures, &workers)
      start = some.upperBound
    }
    return Counts(figures: figures, workers: workers)
  }

  private func count(
    _ firms: Range<Int>, _ groups: [Int], _ allFigures: inout [UInt64], _ allWorkers: inout [Int64]
  ) {
    let rows = run.rows.span
    let groups = groups.span
    var figures = allFigures.mutableSpan
    var workers = allWorkers.mutableSpan
    let divisions = groupings.count
    let firstRule = Self.firstArea + layout.areaCount
    var row = firms.lowerBound * layout.width
    for firm in 0..<firms.count {
      let own = firm &* divisions..<(firm &+ 1) &* divisions
      let standing = standing(rows[row &+ 1])
      for place in own { figures[groups[place] &+ standing] &+= 1 }
      let affected = Int64(bitPattern: rows[row])
      if affected != 0 {
        for place in own {
          let group = groups[place] / width
          let (sum, overflow) = workers[group].addingReportingOverflow(affected)
          workers[group] = overflow ? .max : sum
        }
      }
      // Most firms have points in few areas.
      var area = Self.firstArea
      while area < firstRule {
        var points = rows[row &+ layout.firstArea &+ (area &- Self.firstArea) / 8]
        for place in area..<min(area &+ 8, firstRule) {
          let some = points & 0xFF
          points >>= 8
          if some != 0 { for group in own { figures[groups[group] &+ place] &+= some } }
        }
        area &+= 8
      }
      for word in 0..<layout.planeWords {
        var fired = rows[row &+ ScoreRowLayout.firesOrDoesNotApply &+ word]
        fired &= rows[row &+ layout.firesOrUnknown &+ word] & layout.scoring[word]
        while fired != 0 {
          let rule = firstRule &+ word &* 64 &+ fired.trailingZeroBitCount
          for place in own { figures[groups[place] &+ rule] &+= 1 }
          fired &= fired &- 1
        }
      }
      row &+= layout.width
    }
  }

  /// Both bands of a firm and its outcome, as one number.
  @inline(__always) private func standing(_ word: UInt64) -> Int {
    let low = Int(bands[Int(word & 0xFF)])
    let high = Int(bands[Int(word >> 8 & 0xFF)])
    return (low &* 4 &+ high) &* 4 &+ Int(word >> 32 & 0x3)
  }

  /// Adds counts to the groups that they are of.
  func add(_ counts: Counts, to groupings: inout [FirmGrouping]) {
    for place in groupings.indices {
      for index in groupings[place].groups.indices {
        let group = firstGroups[place] + index
        let figures = counts.figures[group * width..<(group + 1) * width].map { Int($0) }
        add(figures, workers: counts.workers[group], to: &groupings[place].groups[index])
      }
    }
  }

  private func add(_ figures: [Int], workers: Int64, to group: inout FirmGroup) {
    var added = group
    added.shares = added.shares.map { _ in ShareCount() }
    added.firms = 0
    added.mayBeHigh = 0
    added.bands = added.bands.map { _ in 0 }
    added.outcomes = added.outcomes.map { _ in 0 }
    for low in Band.allCases.map(\.rawValue) {
      for high in Band.allCases.map(\.rawValue) {
        for outcome in added.outcomes.indices {
          let firms = figures[(low * 4 + high) * 4 + outcome]
          added.firms += firms
          added.bands[low] += firms
          added.outcomes[outcome] += firms
          if low < Band.high.rawValue, high >= Band.high.rawValue { added.mayBeHigh += firms }
        }
      }
    }
    added.workersAffected = workers
    for area in added.areaPoints.indices { added.areaPoints[area] = figures[Self.firstArea + area] }
    for rule in added.fired.indices { added.fired[rule] = 0 }
    for (bit, rule) in layout.rules.enumerated() {
      added.fired[Int(rule)] = figures[Self.firstArea + layout.areaCount + bit]
    }
    group.add(added)
  }
}
