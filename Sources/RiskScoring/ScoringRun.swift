import FirmTable
import RuleEvaluation
import RuleModel

/// Scores the firms of a table.
public enum ScoringRun {
  /// What the evaluated rules say of one stretch of firms.
  struct EvaluatedChunk {
    var count: Int
    /// Finding codes by planned rule.
    var codes: [[UInt8]]
    /// Workers affected by planned rule; nil for rules that do not say.
    var affects: [[Int64]?]
    /// Workers of each firm; nil without such a field.
    var workers: [Int64]?
    /// Firms for which each counted incident happened, in the order of the plan.
    var incidentCounts: [Int] = []
    /// The one code of a firing rule, by planned rule; nil where it differs from firm to firm.
    var firing: [UInt8?]?
  }

  /// What stays the same for all firms of a run.
  struct Setting: Sendable {
    var ruleSet: RuleSet
    var asOf: CivilDate
    var layout: ScoreLayout
    var includeDraft: Bool
    var notAssessed: [NotAssessedRule]
    var incidents: [DataIncident]
    var jobs: Int
  }

  /// Evaluates and scores every firm of a table.
  ///
  /// - Parameters:
  ///   - plan: the rules in effect and assessed on the as-of date.
  ///   - table: the firms.
  ///   - ruleSet: the rule set of the plan.
  ///   - asOf: the as-of date of the plan.
  ///   - jobs: most threads at work; the result is the same for any number.
  ///   - includeDraft: whether draft rules score; draft gates hold in any case.
  public static func score(
    plan: EvaluationPlan, table: FirmTable, ruleSet: RuleSet, asOf: CivilDate, jobs: Int = 1,
    includeDraft: Bool = false
  ) -> ScoredRun {
    let layout = ScoreLayout(
      ruleSet: ruleSet, planned: plan.rules.map { ($0.ruleIndex, $0.isDraft) }, includeDraft: includeDraft)
    let setting = Setting(
      ruleSet: ruleSet, asOf: asOf, layout: layout, includeDraft: includeDraft, notAssessed: plan.notAssessed,
      incidents: plan.incidents, jobs: jobs)
    return score(setting, firmCount: table.count) {
      ChunkEvaluator(plan: plan, table: table, ruleSet: ruleSet, asOf: asOf)
    } chunk: { evaluator, range in
      evaluator.evaluate(range)
    }
  }

  /// Scores chunks of `ScoredRun.chunkSize` firms in two passes: points first, then what needs counts of the whole run.
  static func score<Worker>(
    _ setting: Setting, firmCount: Int, worker: @Sendable () -> Worker,
    chunk: @Sendable (inout Worker, Range<Int>) -> EvaluatedChunk
  ) -> ScoredRun {
    let size = ScoredRun.chunkSize
    let layout = setting.layout
    let first = ConcurrentChunks.map(count: (firmCount + size - 1) / size, jobs: setting.jobs, worker: worker)
    {
      worker, index in
      ChunkScores(
        layout: layout, evaluated: chunk(&worker, index * size..<min(firmCount, (index + 1) * size)))
    }
    var counts = [RuleCounts](repeating: RuleCounts(), count: layout.columns.count)
    for scores in first { for column in counts.indices { counts[column].add(scores.counts[column]) } }
    let readings = layout.estimateReadings(counts)
    let coverage = layout.coverage
    let policy = setting.ruleSet.policy
    let rowLayout = ScoreRowLayout(layout)
    var second: [ChunkOutcomes] = []
    let rows = ScoreRowWriter.array(firms: firmCount, rowLayout) { rows in
      second = ConcurrentChunks.map(count: first.count, jobs: setting.jobs, worker: {}) { _, index in
        let outcomes = ChunkOutcomes(
          layout: layout, policy: policy, scores: first[index], readings: readings, coverage: coverage)
        rows.write(first[index], outcomes, firstFirm: index * size)
        return outcomes
      }
    }
    return joined(setting, first, second, rows: rows, rowLayout, counts: counts, readings: readings)
  }

  private static func joined(
    _ setting: Setting, _ first: [ChunkScores], _ second: [ChunkOutcomes], rows: [UInt64],
    _ rowLayout: ScoreRowLayout, counts: [RuleCounts], readings: [PointsReading]
  ) -> ScoredRun {
    var byRule = [RuleCounts?](repeating: nil, count: setting.ruleSet.rules.count)
    for (column, count) in zip(setting.layout.columns, counts) { byRule[column.rule] = count }
    var run = ScoredRun(
      count: first.reduce(0) { $0 + $1.lows.count }, lows: first.flatMap(\.lows),
      highs: first.flatMap(\.highs),
      estimates: second.flatMap(\.estimates), outcomes: second.flatMap(\.outcomes),
      workersAffected: first.flatMap(\.workersAffected),
      moreMayBeAffected: first.flatMap(\.moreMayBeAffected),
      ranking: [], counts: byRule, coverage: setting.layout.coverage, asOf: setting.asOf,
      includesDraft: setting.includeDraft, notAssessed: setting.notAssessed,
      incidents: incidentCounts(setting, first), ruleSet: setting.ruleSet,
      layout: setting.layout, steps: OverviewSteps(setting.layout),
      rowLayout: rowLayout, rows: rows, firing: FiringCodes(first), columnCounts: counts,
      violationPoints: first.flatMap(\.violationPoints), violationsFired: first.flatMap(\.violationsFired),
      isHeld: second.flatMap(\.isHeld), estimateReadings: readings,
      unevaluated: ScoredRun.unevaluated(
        setting.ruleSet, setting.layout, setting.notAssessed, asOf: setting.asOf))
    run.ranking = FirmRanking.order(count: run.count, keys: setting.ruleSet.policy.rankKeys) {
      run.rankValues($0)
    }
    return run
  }

  private static func incidentCounts(_ setting: Setting, _ chunks: [ChunkScores]) -> [IncidentCount] {
    setting.incidents.indices.map { index in
      IncidentCount(
        incident: setting.incidents[index], firms: chunks.reduce(0) { $0 + $1.incidentCounts[index] })
    }
  }
}

extension ScoredRun {
  /// The figures that order firms by a variable; never negative.
  func rankValues(_ variable: ScoreVariable) -> [UInt64] {
    switch variable {
    case .low: return lows.map { UInt64($0) }
    case .high: return highs.map { UInt64($0) }
    case .estimate: return estimates.map { UInt64($0) }
    case .violationPoints: return violationPoints.map { UInt64($0) }
    case .violationsFired: return violationsFired.map { UInt64($0) }
    case .coverage: return [UInt64](repeating: UInt64(coverage), count: count)
    case .workersAffected: return workersAffected.map { UInt64(clamping: $0) }
    }
  }
}
