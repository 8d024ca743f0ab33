import RiskScoring
import RuleModel

/// Counts firms by group from the rows of their scores, for all divisions in one pass.
struct GroupCounter {
  /// The group of each firm, by division.
  private let groupOfFirm: [[UInt32]]
  private let run: ScoredRun
  private let layout: ScoreRowLayout
  /// Band of each score.
  private let bands: [UInt8]
  /// Figures of one group: firms by standing, points of areas, rules by bit of a plane.
  private let width: Int
  /// Groups of the divisions before each one, and of all.
  private let firstGroups: [Int]

  private static let bandCount = 4
  private static let outcomeCount = 4
  /// Pairs of bands, certain and possible, with each outcome.
  private static let standings = bandCount * bandCount * outcomeCount
  private static let firstArea = standings

  /// Counts of the groups of all divisions: figures group by group, and sums of workers affected.
  struct Counts: Sendable {
    fileprivate var figures: [UInt64]
    fileprivate var workers: [Int64]
  }

  init(_ groupings: [FirmGrouping], run: ScoredRun, policy: Policy) {
    precondition(Band.allCases.count == Self.bandCount && Outcome.allCases.count == Self.outcomeCount)
    groupOfFirm = groupings.map(\.groupOfFirm)
    self.run = run
    layout = run.rowLayout
    bands = (0...255).map { UInt8(policy.band(of: $0).rawValue) }
    width = Self.firstArea + layout.areaCount + layout.rules.count
    firstGroups = groupings.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.groups.count) }
  }

  /// Counts a stretch of firms.
  func counts(of firms: Range<Int>) -> Counts {
    let groups = firstGroups.last ?? 0
    var figures = [UInt64](repeating: 0, count: groups * width)
    var workers = [Int64](repeating: 0, count: groups)
    // Where the figures of each firm's group stand in each division, those of a firm side by side.
    var own = [Int](repeating: 0, count: 512 * groupOfFirm.count)
    var start = firms.lowerBound
    while start < firms.upperBound {
      let some = start..<min(start + 512, firms.upperBound)
      for division in groupOfFirm.indices { findFigures(of: some, in: division, &own) }
      count(some, own, &figures, &workers)
      start = some.upperBound
    }
    return Counts(figures: figures, workers: workers)
  }

  private func findFigures(of firms: Range<Int>, in division: Int, _ own: inout [Int]) {
    let divided = groupOfFirm[division]
    let groups = divided.span
    var own = own.mutableSpan
    let first = firstGroups[division]
    let end = firstGroups[division + 1]
    var place = division
    for firm in firms {
      let group = first &+ Int(groups[firm])
      precondition(group < end, "groups are counted from 0")
      own[place] = group &* width
      place &+= groupOfFirm.count
    }
  }

  private func count(
    _ firms: Range<Int>, _ places: [Int], _ figures: inout [UInt64], _ workers: inout [Int64]
  ) {
    let rows = run.rows.span
    let divisions = groupOfFirm.count
    let firstRule = Self.firstArea + layout.areaCount
    // Every place is the start of `width` figures, and no figure is numbered higher than that.
    figures.withUnsafeMutableBufferPointer { figures in
      places.withUnsafeBufferPointer { places in
        var row = firms.lowerBound * layout.width
        for firm in 0..<firms.count {
          let own = UnsafeBufferPointer(rebasing: places[firm &* divisions..<(firm &+ 1) &* divisions])
          let standing = standing(rows[row &+ 1])
          for place in own { figures[place &+ standing] &+= 1 }
          let affected = Int64(bitPattern: rows[row])
          if affected != 0 { add(affected, own, &workers) }
          countAreas(rows, row, own, figures)
          for word in 0..<layout.planeWords {
            var fired = rows[row &+ ScoreRowLayout.firesOrDoesNotApply &+ word]
            fired &= rows[row &+ layout.firesOrUnknown &+ word] & layout.scoring[word]
            while fired != 0 {
              let rule = firstRule &+ word &* 64 &+ fired.trailingZeroBitCount
              for place in own { figures[place &+ rule] &+= 1 }
              fired &= fired &- 1
            }
          }
          row &+= layout.width
        }
      }
    }
  }

  private func add(_ affected: Int64, _ places: UnsafeBufferPointer<Int>, _ workers: inout [Int64]) {
    for place in places {
      let (sum, overflow) = workers[place / width].addingReportingOverflow(affected)
      workers[place / width] = overflow ? .max : sum
    }
  }

  /// Adds the points of areas; most firms have points in few of them.
  @inline(__always) private func countAreas(
    _ rows: Span<UInt64>, _ row: Int, _ places: UnsafeBufferPointer<Int>,
    _ figures: UnsafeMutableBufferPointer<UInt64>
  ) {
    for word in 0..<(layout.areaCount &+ 7) / 8 {
      var points = rows[row &+ layout.firstArea &+ word]
      while points != 0 {
        let area = points.trailingZeroBitCount / 8
        let some = points &>> UInt64(area &* 8) & 0xFF
        points ^= some &<< UInt64(area &* 8)
        for place in places { figures[place &+ Self.firstArea &+ word &* 8 &+ area] &+= some }
      }
    }
  }

  /// Both bands of a firm and its outcome, as one number.
  @inline(__always) private func standing(_ word: UInt64) -> Int {
    let low = Int(bands[Int(word & 0xFF)])
    let high = Int(bands[Int(word >> 8 & 0xFF)])
    let outcome = OutcomeFigure.position(in: word)
    precondition(outcome < Self.outcomeCount)
    return (low &* Self.bandCount &+ high) &* Self.outcomeCount &+ outcome
  }

  /// Adds counts to the groups that they are of.
  func add(_ counts: Counts, to groupings: inout [FirmGrouping]) {
    for place in groupings.indices {
      for index in groupings[place].groups.indices {
        add(counts, of: firstGroups[place] + index, to: &groupings[place].groups[index])
      }
    }
  }

  private func add(_ counts: Counts, of number: Int, to group: inout FirmGroup) {
    let figures = counts.figures.span
    let start = number * width
    for standing in 0..<Self.standings where figures[start + standing] > 0 {
      let firms = Int(figures[start + standing])
      let (pair, outcome) = standing.quotientAndRemainder(dividingBy: Self.outcomeCount)
      let (low, high) = pair.quotientAndRemainder(dividingBy: Self.bandCount)
      group.firms += firms
      group.bands[low] += firms
      group.outcomes[outcome] += firms
      if low < Band.high.rawValue, high >= Band.high.rawValue { group.mayBeHigh += firms }
    }
    let (workers, overflow) = group.workersAffected.addingReportingOverflow(counts.workers[number])
    group.workersAffected = overflow ? .max : workers
    for area in group.areaPoints.indices {
      group.areaPoints[area] += Int(figures[start + Self.firstArea + area])
    }
    for (bit, rule) in layout.rules.enumerated() {
      group.fired[Int(rule)] += Int(figures[start + Self.firstArea + layout.areaCount + bit])
    }
  }
}
