import FirmSources
import FirmTable
import RiskScoring
import RuleEvaluation
import RuleModel
import Synchronization

/// Scores the firms of a list while it is read, and chooses the first in the ranking.
final class TopRun: FirmChoice {
  /// Most firms that are chosen so; for more, the scores of all firms take less memory than the cells of these.
  static let mostFirms = 1 << 16

  private let scoring: StretchScoring
  private let top: TopScoring
  private let assembly: Mutex<TopAssembly>
  /// A table without firms, with the columns of all stretches and the texts that rules name.
  private let table: FirmTable

  var pool: TextPool { table.pool }

  /// - Parameters:
  ///   - firms: most firms that are asked about.
  ///   - earlier: the run of an earlier reading.
  init(
    _ table: FirmTable, _ ruleSet: RuleSet, asOf: CivilDate, includeDraft: Bool, firms: Int,
    after earlier: TopRun?
  ) {
    var table = table
    let evaluation = EvaluationPlan(
      ruleSet: ruleSet, asOf: asOf, carried: CarriedFields(ruleSet: ruleSet, table: table),
      adding: &table.pool)
    self.table = table
    scoring = StretchScoring(plan: evaluation, ruleSet: ruleSet, asOf: asOf, includeDraft: includeDraft)
    top = TopScoring(scoring, wanted: firms, earlier: earlier?.assembly.withLock { $0 })
    assembly = Mutex(top.makeAssembly())
  }

  func makeWorker() -> TopWorker { top.makeWorker(table: table) }

  func score(_ table: FirmTable, _ worker: inout TopWorker) -> TopStretch {
    worker.score(table, taxCodes: table.keys.packed, bound: assembly.withLock { $0.bound })
  }

  func candidates(_ score: TopStretch) -> [Int] { score.candidates }

  func take(_ score: TopStretch) -> [Int]? { assembly.withLock { $0.take(score) } }

  var isSettled: Bool { assembly.withLock { $0.isSettled } }

  var chosen: [Int] { assembly.withLock { $0.first } }

  /// The run of the chosen firms.
  ///
  /// - Parameter ranking: their positions from first to last.
  func run(of firms: FirmTable, ranking: [UInt32]) -> ScoredRun {
    var worker = scoring.makeWorker(table: table)
    let scored = worker.score(firms)
    return assembly.withLock { $0.run(scored, ranking: ranking) }
  }
}
