import RuleModel

/// How the firms of a run stand: what its summary counts.
public struct RunStanding: Hashable, Sendable {
  /// Number of firms.
  public private(set) var firms = 0
  /// Firms whose inspection a gate holds back.
  public private(set) var held = 0
  /// Sum of workers affected over all firms, a floor.
  public private(set) var workersAffected: Int64 = 0
  /// Firms by pair of bands, row after row.
  private var pairs: [Int]
  /// Firms by outcome, in the order of `Outcome.allCases`.
  private var outcomes: [Int]
  /// Band of each number of points.
  private let bands: [UInt8]

  /// Counts no firm.
  init(_ policy: Policy) {
    pairs = [Int](repeating: 0, count: Band.allCases.count * Band.allCases.count)
    outcomes = [Int](repeating: 0, count: Outcome.allCases.count)
    bands = (0...255).map { UInt8(policy.band(of: $0).rawValue) }
  }

  /// Number of firms in each pair of bands: `band` (rows) by `band_may_be` (columns).
  public var bandTable: [[Int]] {
    let width = Band.allCases.count
    return (0..<width).map { Array(pairs[$0 * width..<($0 + 1) * width]) }
  }

  /// Number of firms with an outcome.
  public func count(of outcome: Outcome) -> Int {
    Outcome.allCases.firstIndex(of: outcome).map { outcomes[$0] } ?? 0
  }

  /// Adds the firms of completed rows that are `width` words each.
  mutating func add(_ rows: UnsafeBufferPointer<UInt64>, width: Int) {
    let bandCount = Band.allCases.count
    let outcomeCount = outcomes.count
    // A firm adds to one number: of its bands, its outcome, and whether it is held.
    var tallies = [Int](repeating: 0, count: bandCount * bandCount * outcomeCount * 2)
    do {
      let known = bands
      let bands = known.span
      var tallies = tallies.mutableSpan
      var row = 0
      while row < rows.count {
        let word = rows[row &+ 1]
        let low = Int(bands[Int(LowFigure.value(in: word))])
        let high = Int(bands[Int(HighFigure.value(in: word))])
        let outcome = OutcomeFigure.position(in: word)
        let standing = (low &* bandCount &+ high) &* outcomeCount &+ outcome
        tallies[standing &* 2 &+ (HeldFigure.value(in: word) ? 1 : 0)] &+= 1
        let workers = WorkersFigure.value(in: rows[row])
        if workers != 0 { add(workers: workers) }
        row &+= width
      }
    }
    for (place, count) in tallies.enumerated() where count > 0 {
      pairs[place / 2 / outcomeCount] += count
      outcomes[place / 2 % outcomeCount] += count
      if place % 2 == 1 { held += count }
    }
    firms += rows.count / width
  }

  /// Adds other firms.
  mutating func add(_ other: RunStanding) {
    firms += other.firms
    held += other.held
    add(workers: other.workersAffected)
    for place in pairs.indices { pairs[place] += other.pairs[place] }
    for place in outcomes.indices { outcomes[place] += other.outcomes[place] }
  }

  private mutating func add(workers: Int64) {
    let (sum, overflow) = workersAffected.addingReportingOverflow(workers)
    workersAffected = overflow ? .max : sum
  }
}

extension ScoredRun {
  /// How all firms of the run stand, also those that it keeps no scores of.
  public var standing: RunStanding {
    if let standingOfAll { return standingOfAll }
    var standing = RunStanding(ruleSet.policy)
    rows.withUnsafeBufferPointer { standing.add($0, width: rowLayout.width) }
    return standing
  }
}
