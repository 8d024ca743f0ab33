import FirmTable
import RuleEvaluation
import RuleModel
import Synchronization

/// Scores the firms of a table.
public enum ScoringRun {
  /// What rules say of one stretch of firms, however it was found out.
  struct EvaluatedChunk {
    var count: Int
    /// Finding codes by planned rule.
    var codes: [[UInt8]]
    /// Workers affected by planned rule; nil for rules that do not say.
    var affects: [[Int64]?]
    /// Workers of each firm; nil without such a field.
    var workers: [Int64]?
  }

  /// What stays the same for all firms of a run.
  struct Setting: Sendable {
    var ruleSet: RuleSet
    var asOf: CivilDate
    var layout: ScoreLayout
    var includeDraft: Bool
    var notAssessed: [NotAssessedRule]
    var incidents: [DataIncident]
    var jobs = 1
    /// The one code of a firing rule, by planned rule; nil where it differs from firm to firm, as everywhere when empty.
    var firing: [UInt8?] = []

    /// Columns whose firing code differs from firm to firm.
    var varying: [Int] {
      layout.columns.indices.filter { !firing.indices.contains($0) || firing[$0] == nil }
    }
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
    let scoring = StretchScoring(plan: plan, ruleSet: ruleSet, asOf: asOf, includeDraft: includeDraft)
    return scoring.run(
      stretches(scoring.setting, of: table.count, jobs: jobs) {
        scoring.makeWorker(table: table)
      } stretch: { worker, firms in
        worker.score(firms)
      }, ties: nil, jobs: jobs)
  }

  /// Scores firms from what rules say of them.
  static func score<Worker>(
    _ setting: Setting, firmCount: Int, worker: @Sendable () -> Worker,
    chunk: @Sendable (inout Worker, Range<Int>) -> EvaluatedChunk
  ) -> ScoredRun {
    let first = stretches(setting, of: firmCount, jobs: setting.jobs) {
      (worker(), StretchPacker(setting.layout, varying: setting.varying))
    } stretch: { state, firms in
      state.1.stretch(chunk(&state.0, firms), incidents: setting.incidents.count)
    }
    return RunAssembly(setting, jobs: setting.jobs).run(first, ties: nil)
  }

  /// Scores stretches of `ScoredRun.chunkSize` firms.
  private static func stretches<Worker>(
    _ setting: Setting, of firmCount: Int, jobs: Int, worker: @Sendable () -> Worker,
    stretch: @Sendable (inout Worker, Range<Int>) -> ScoredStretch
  ) -> ScoredStretches {
    let size = ScoredRun.chunkSize
    var first = ScoredStretches(setting)
    first.reserve(firmCount)
    let all = Mutex(first)
    first = ScoredStretches(setting)
    ConcurrentChunks.forEach(count: (firmCount + size - 1) / size, jobs: jobs, worker: worker) {
      stretch(&$0, $1 * size..<min(firmCount, ($1 + 1) * size))
    } take: { stretch in
      all.withLock { $0.append(stretch) }
    }
    return all.withLock { stretches in
      // The only owner of the rows, so that they are not copied.
      defer { stretches = ScoredStretches(setting) }
      return stretches
    }
  }
}

extension StretchPacker {
  /// The stretch of firms of which the findings are known.
  mutating func stretch(_ evaluated: ScoringRun.EvaluatedChunk, incidents: Int) -> ScoredStretch {
    begin(count: evaluated.count)
    add(evaluated.count, codes: evaluated.codes, affects: evaluated.affects) {
      evaluated.workers?[$0] ?? CellMark.unknown
    }
    return finish(incidentCounts: [Int](repeating: 0, count: incidents))
  }
}
