import RuleEvaluation
import RuleModel

/// Puts stretches together to a run: counts, estimates, outcomes and the ranking.
struct RunAssembly: Sendable {
  private let setting: ScoringRun.Setting
  private let jobs: Int
  private let rowLayout: ScoreRowLayout
  private let firing: FiringLayout
  private let violations: ViolationSums
  private let estimates: Bool

  /// - Parameter estimates: whether somebody reads the estimates of firms beside the policy itself; else they stand as 0.
  init(_ setting: ScoringRun.Setting, jobs: Int, estimates: Bool = true) {
    self.estimates = estimates || setting.ruleSet.policy.readsEstimate
    self.setting = setting
    self.jobs = jobs
    rowLayout = ScoreRowLayout(setting.layout)
    firing = FiringLayout(setting)
    violations = ViolationSums(setting, rowLayout, firing)
  }

  /// The run of stretches; `ties` as in `StretchScoring.run`.
  func run(_ stretches: consuming ScoredStretches, ties: [UInt32]?) -> ScoredRun {
    var run = unrankedRun(stretches)
    precondition(ties == nil || ties?.count == run.count, "every firm has one tax code")
    let unranked = run
    run.ranking = FirmRanking.order(
      count: run.count, keys: setting.ruleSet.policy.rankKeys, ties: ties, jobs: jobs(for: run.count)
    ) {
      unranked.writeRankValues($0, $1, to: $2)
    }
    return run
  }

  /// With fewer firms than this, waking a thread takes longer than what it does.
  private static let fewestFirms = 1 << 15

  private func jobs(for firms: Int) -> Int { firms < Self.fewestFirms ? 1 : jobs }

  /// The run of stretches without a ranking.
  func unrankedRun(_ stretches: consuming ScoredStretches) -> ScoredRun {
    let layout = setting.layout
    let counts = stretches.counts
    let incidentCounts = stretches.incidentCounts
    let readings = layout.estimateReadings(counts)
    let sums = estimates ? EstimateSums(layout, rowLayout, firing, readings: readings) : nil
    let firms = stretches.count
    var (rows, codes) = stretches.takeRows()
    rows.withUnsafeMutableBufferPointer { rows in
      codes.withUnsafeMutableBufferPointer { codes in
        complete(
          FinishedRows(rows: rows, codes: codes, rowWidth: rowLayout.width, codeWidth: firing.width), firms,
          sums)
      }
    }
    var byRule = [RuleCounts?](repeating: nil, count: setting.ruleSet.rules.count)
    for (column, count) in zip(layout.columns, counts) { byRule[column.rule] = count }
    return ScoredRun(
      count: firms, ranking: [], counts: byRule, coverage: layout.coverage, asOf: setting.asOf,
      includesDraft: setting.includeDraft, notAssessed: setting.notAssessed,
      incidents: zip(setting.incidents, incidentCounts).map { IncidentCount(incident: $0, firms: $1) },
      ruleSet: setting.ruleSet, layout: layout, steps: OverviewSteps(layout), rowLayout: rowLayout,
      rows: rows,
      firing: FiringCodes(layout: firing, codes: codes), violations: violations, estimateReadings: readings,
      unevaluated: ScoredRun.unevaluated(setting.ruleSet, layout, setting.notAssessed, asOf: setting.asOf))
  }

  /// Writes what depends on all firms into their rows.
  private func complete(_ target: FinishedRows, _ firms: Int, _ sums: EstimateSums?) {
    let size = RowCompletion.batchSize
    _ = ConcurrentChunks.map(count: (firms + size - 1) / size, jobs: jobs(for: firms)) {
      RowCompletion(setting, rowLayout, sums, violations)
    } _: { completion, index in
      let some = index * size..<min((index + 1) * size, firms)
      let part = target.part(some)
      completion.complete(part.rows, codes: part.codes, count: some.count)
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
}

extension Policy {
  /// Whether the order of firms or an outcome depends on estimates, and so on how all other firms stand.
  var readsEstimate: Bool {
    var reads = rankKeys.prefix { $0.variable != nil }.contains { $0.variable == .estimate }
    for condition in outcomes {
      condition.condition.visit { part in
        if case .score(.estimate) = part.kind { reads = true }
      }
    }
    return reads
  }
}
