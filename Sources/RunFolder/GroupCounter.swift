import RiskScoring
import RuleModel

/// Counts firms by group in one flat table, from the rows of their scores.
struct GroupCounter {
  private let grouping: FirmGrouping
  private let run: ScoredRun
  private let layout: ScoreRowLayout
  /// Band of each score.
  private let bands: [UInt8]
  /// Counts of one group: firms, bands, may be high, outcomes, areas, rules by bit of a plane.
  private let width: Int

  private static let firstBand = 1
  private static let mayBeHigh = 5
  private static let firstOutcome = 6
  private static let firstArea = 10

  /// Counts of groups: figures group by group, and sums of workers affected.
  struct Counts: Sendable {
    var figures: [UInt64]
    var workers: [Int64]
  }

  init(_ grouping: FirmGrouping, run: ScoredRun, policy: Policy) {
    self.grouping = grouping
    self.run = run
    layout = run.rowLayout
    bands = (0...255).map { UInt8(policy.band(of: $0).rawValue) }
    width = Self.width(layout)
  }

  private static func width(_ layout: ScoreRowLayout) -> Int {
    firstArea + layout.areaCount + layout.rules.count
  }

  /// Counts a stretch of firms.
  func counts(of firms: Range<Int>) -> Counts {
    var counted = [UInt64](repeating: 0, count: grouping.groups.count * width)
    var harmed = [Int64](repeating: 0, count: grouping.groups.count)
    let rows = run.rows.span
    let groups = grouping.groupOfFirm.span
    let firstRule = Self.firstArea + layout.areaCount
    var figures = counted.mutableSpan
    var workers = harmed.mutableSpan
    var row = firms.lowerBound * layout.width
    for firm in firms {
      let group = Int(groups[firm])
      let place = group &* width
      countScores(rows[row &+ 1], place, &figures)
      let (sum, overflow) = workers[group].addingReportingOverflow(Int64(bitPattern: rows[row]))
      workers[group] = overflow ? .max : sum
      for area in 0..<layout.areaCount {
        let points = rows[row &+ layout.firstArea &+ area / 8] >> UInt64(area % 8 * 8) & 0xFF
        figures[place &+ Self.firstArea &+ area] &+= points
      }
      for word in 0..<layout.planeWords {
        var fired = rows[row &+ ScoreRowLayout.firesOrDoesNotApply &+ word]
        fired &= rows[row &+ layout.firesOrUnknown &+ word] & layout.scoring[word]
        while fired != 0 {
          figures[place &+ firstRule &+ word &* 64 &+ fired.trailingZeroBitCount] &+= 1
          fired &= fired &- 1
        }
      }
      row &+= layout.width
    }
    return Counts(figures: counted, workers: harmed)
  }

  @inline(__always)
  private func countScores(_ word: UInt64, _ place: Int, _ figures: inout MutableSpan<UInt64>) {
    let low = bands[Int(word & 0xFF)]
    let high = bands[Int(word >> 8 & 0xFF)]
    let limit = UInt8(Band.high.rawValue)
    figures[place] &+= 1
    figures[place &+ Self.firstBand &+ Int(low)] &+= 1
    figures[place &+ Self.mayBeHigh] &+= low < limit && high >= limit ? 1 : 0
    figures[place &+ Self.firstOutcome &+ Int(word >> 32 & 0xFF)] &+= 1
  }

  /// Adds counts to the groups of a grouping.
  static func add(_ counts: Counts, to grouping: inout FirmGrouping, run: ScoredRun) {
    let layout = run.rowLayout
    let width = width(layout)
    for index in grouping.groups.indices {
      let figures = counts.figures[index * width..<(index + 1) * width].map { Int($0) }
      var added = grouping.groups[index]
      added.shares = added.shares.map { _ in ShareCount() }
      added.firms = figures[0]
      for band in added.bands.indices { added.bands[band] = figures[firstBand + band] }
      added.mayBeHigh = figures[mayBeHigh]
      for outcome in added.outcomes.indices { added.outcomes[outcome] = figures[firstOutcome + outcome] }
      added.workersAffected = counts.workers[index]
      for area in added.areaPoints.indices { added.areaPoints[area] = figures[firstArea + area] }
      for rule in added.fired.indices { added.fired[rule] = 0 }
      for (bit, rule) in layout.rules.enumerated() {
        added.fired[Int(rule)] = figures[firstArea + layout.areaCount + bit]
      }
      grouping.groups[index].add(added)
    }
  }
}
