import RuleEvaluation
import RuleModel
import Synchronization

/// Puts stretches together to a run: counts, estimates, outcomes and the ranking.
struct RunAssembly: Sendable {
  private let setting: ScoringRun.Setting
  private let jobs: Int
  private let rowLayout: ScoreRowLayout
  private let firing: FiringLayout
  private let violations: ViolationSums

  init(_ setting: ScoringRun.Setting, jobs: Int) {
    self.setting = setting
    self.jobs = jobs
    rowLayout = ScoreRowLayout(setting.layout)
    firing = FiringLayout(setting)
    violations = ViolationSums(setting, rowLayout, firing)
  }

  /// The run of stretches; `ties` as in `StretchScoring.run`.
  func run(_ stretches: consuming [ScoredStretch], ties: [UInt32]?) -> ScoredRun {
    var run = unrankedRun(stretches)
    precondition(ties == nil || ties?.count == run.count, "every firm has one tax code")
    let unranked = run
    run.ranking = FirmRanking.order(
      count: run.count, keys: setting.ruleSet.policy.rankKeys, ties: ties, jobs: jobs
    ) {
      unranked.writeRankValues($0, $1, to: $2)
    }
    return run
  }

  /// The run of stretches without a ranking.
  func unrankedRun(_ stretches: consuming [ScoredStretch]) -> ScoredRun {
    let layout = setting.layout
    let shelf = StretchShelf(stretches, columns: layout.columns.count, incidents: setting.incidents.count)
    let readings = layout.estimateReadings(shelf.counts)
    let sums = EstimateSums(layout, rowLayout, firing, readings: readings)
    var codes: [UInt8] = []
    let rows = [UInt64](unsafeUninitializedCapacity: shelf.firms * rowLayout.width) { words, filled in
      codes = [UInt8](unsafeUninitializedCapacity: shelf.firms * firing.width) { bytes, filled in
        let target = FinishedRows(
          rows: words, codes: bytes, rowWidth: rowLayout.width, codeWidth: firing.width)
        copy(shelf, sums, into: target)
        filled = shelf.firms * firing.width
      }
      filled = shelf.firms * rowLayout.width
    }
    var byRule = [RuleCounts?](repeating: nil, count: setting.ruleSet.rules.count)
    for (column, count) in zip(layout.columns, shelf.counts) { byRule[column.rule] = count }
    return ScoredRun(
      count: shelf.firms, ranking: [], counts: byRule, coverage: layout.coverage, asOf: setting.asOf,
      includesDraft: setting.includeDraft, notAssessed: setting.notAssessed,
      incidents: zip(setting.incidents, shelf.incidentCounts).map { IncidentCount(incident: $0, firms: $1) },
      ruleSet: setting.ruleSet, layout: layout, steps: OverviewSteps(layout), rowLayout: rowLayout,
      rows: rows,
      firing: FiringCodes(layout: firing, codes: codes), violations: violations, estimateReadings: readings,
      unevaluated: ScoredRun.unevaluated(setting.ruleSet, layout, setting.notAssessed, asOf: setting.asOf))
  }

  /// Copies stretches one after the other and lets go of each.
  private func copy(_ shelf: StretchShelf, _ sums: EstimateSums, into target: FinishedRows) {
    _ = ConcurrentChunks.map(count: shelf.count, jobs: jobs) {
      RowCompletion(setting, rowLayout, sums, violations)
    } _: { completion, index in
      guard let stretch = shelf.take(index) else { return }
      let first = shelf.starts[index]
      for start in stride(from: 0, to: stretch.count, by: RowCompletion.batchSize) {
        let firms = start..<min(start + RowCompletion.batchSize, stretch.count)
        let part = target.part(first + start..<first + firms.upperBound)
        part.copy(stretch, firms)
        completion.complete(part.rows, codes: part.codes, count: firms.count)
      }
    }
  }
}

/// Rows of firms in their final order, written by several threads at once, each to the rows of its own firms.
struct FinishedRows: @unchecked Sendable {
  // Unchecked: no two stretches of firms share a row, and nothing reads before all are written.

  let rows: UnsafeMutableBufferPointer<UInt64>
  let codes: UnsafeMutableBufferPointer<UInt8>
  let rowWidth: Int
  let codeWidth: Int

  /// The rows of some firms.
  func part(_ firms: Range<Int>) -> FinishedRows {
    FinishedRows(
      rows: .init(rebasing: rows[firms.lowerBound * rowWidth..<firms.upperBound * rowWidth]),
      codes: .init(rebasing: codes[firms.lowerBound * codeWidth..<firms.upperBound * codeWidth]),
      rowWidth: rowWidth, codeWidth: codeWidth)
  }

  /// Copies rows of a stretch.
  func copy(_ stretch: ScoredStretch, _ firms: Range<Int>) {
    let words = firms.lowerBound * rowWidth..<firms.upperBound * rowWidth
    _ = rows.update(fromContentsOf: stretch.rows.elements[words])
    let bytes = firms.lowerBound * codeWidth..<firms.upperBound * codeWidth
    _ = codes.update(fromContentsOf: stretch.codes.elements[bytes])
  }
}

/// Stretches that wait to be put together.
final class StretchShelf: Sendable {
  /// Firm at which each stretch begins.
  let starts: [Int]
  /// Number of firms.
  let firms: Int
  /// Counts by column.
  let counts: [RuleCounts]
  /// Firms for which each counted incident happened.
  let incidentCounts: [Int]
  private let stretches: Mutex<[ScoredStretch?]>

  init(_ stretches: [ScoredStretch], columns: Int, incidents: Int) {
    var starts: [Int] = []
    var firms = 0
    var counts = [RuleCounts](repeating: RuleCounts(), count: columns)
    var incidentCounts = [Int](repeating: 0, count: incidents)
    for stretch in stretches {
      starts.append(firms)
      firms += stretch.count
      for column in counts.indices { counts[column].add(stretch.counts[column]) }
      for incident in incidentCounts.indices { incidentCounts[incident] += stretch.incidentCounts[incident] }
    }
    self.starts = starts
    self.firms = firms
    self.counts = counts
    self.incidentCounts = incidentCounts
    self.stretches = Mutex(stretches)
  }

  /// Number of stretches.
  var count: Int { starts.count }

  /// Hands a stretch over; nil when it was handed over before.
  func take(_ index: Int) -> ScoredStretch? {
    stretches.withLock { stretches in
      let taken = stretches[index]
      stretches[index] = nil
      return taken
    }
  }
}
