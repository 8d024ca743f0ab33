import FirmTable
import RuleEvaluation
import RuleModel

/// Scores stretches of firms of which only the first in the ranking are asked about.
///
/// Of all others nothing stays but counts, so that memory does not depend on their number. Where the policy reads estimates,
/// which depend on all firms, the firms are scored twice: the first time only counts.
package struct TopScoring: Sendable {
  private let scoring: StretchScoring
  let wanted: Int
  /// Counts by column of all firms, as far as they are known beforehand.
  let known: [RuleCounts]?

  /// Prepares the choice of firms.
  ///
  /// - Parameters:
  ///   - scoring: scores the firms.
  ///   - wanted: most firms that are asked about.
  ///   - earlier: what an earlier scoring of the same firms counted.
  package init(_ scoring: StretchScoring, wanted: Int, earlier: TopAssembly? = nil) {
    self.scoring = scoring
    self.wanted = wanted
    known = earlier?.counts
  }

  var setting: ScoringRun.Setting { scoring.setting }
  private var policy: Policy { setting.ruleSet.policy }

  /// Keys before that of the tax code, which settles all ties.
  var keys: ArraySlice<Policy.RankKey> { policy.rankKeys.prefix { $0.variable != nil } }

  /// Whether firms of which nothing else differs stand by falling tax codes.
  var codesFall: Bool { policy.rankKeys.first { $0.variable == nil }?.isDescending ?? false }

  /// Whether an order or an outcome cannot be told before all firms are counted.
  var readsEstimate: Bool { policy.readsEstimate }

  /// What one thread needs, as `StretchScoring.makeWorker` says.
  package func makeWorker(table: FirmTable) -> TopWorker {
    TopWorker(self, scoring.makeWorker(table: table))
  }

  /// Takes the stretches.
  package func makeAssembly() -> TopAssembly { TopAssembly(self) }
}

/// What is kept of a stretch.
package struct TopStretch: Sendable {
  /// Places in the stretch of firms that may be among the first of all.
  package fileprivate(set) var candidates: [Int] = []
  /// Words by which they are ordered.
  fileprivate var words: [UInt64] = []
  fileprivate var standing: RunStanding
  fileprivate var counts: [RuleCounts]
  fileprivate var incidentCounts: [Int]
}

/// Scores stretches and chooses firms of them; one for each thread.
package struct TopWorker: Sendable {
  private var worker: StretchWorker
  private let rowLayout: ScoreRowLayout
  private let codeWidth: Int
  private let figures: RankFigures
  private let keys: [Policy.RankKey]
  private let codesFall: Bool
  private let wanted: Int
  private let nobody: RunStanding
  /// Nil while firms are only counted.
  private var completion: RowCompletion?
  /// Words of the firms of a stretch.
  private var words: [UInt64] = []
  private var column: [UInt64] = []

  fileprivate init(_ top: TopScoring, _ worker: StretchWorker) {
    let setting = top.setting
    self.worker = worker
    rowLayout = ScoreRowLayout(setting.layout)
    let firing = FiringLayout(setting)
    codeWidth = firing.width
    let violations = ViolationSums(setting, rowLayout, firing)
    figures = RankFigures(rowLayout, violations, coverage: setting.layout.coverage)
    keys = Array(top.keys)
    codesFall = top.codesFall
    wanted = top.wanted
    nobody = RunStanding(setting.ruleSet.policy)
    if !top.readsEstimate {
      completion = RowCompletion(setting, rowLayout, nil, violations)
    } else if let known = top.known {
      let sums = EstimateSums(
        setting.layout, rowLayout, firing, readings: setting.layout.estimateReadings(known))
      completion = RowCompletion(setting, rowLayout, sums, violations)
    }
  }

  /// Scores the firms of a table.
  ///
  /// - Parameters:
  ///   - table: the firms.
  ///   - taxCodes: their tax codes as numbers in the order of the codes.
  ///   - bound: as `TopAssembly.bound` was at any time before.
  package mutating func score(_ table: FirmTable, taxCodes: [UInt64], bound: [UInt64]) -> TopStretch {
    let scored = worker.score(table)
    var stretch = TopStretch(
      standing: nobody, counts: scored.counts, incidentCounts: scored.incidentCounts)
    guard completion != nil else { return stretch }
    let rows = FinishedRows(
      rows: scored.rows.elements, codes: scored.codes.elements, rowWidth: rowLayout.width,
      codeWidth: codeWidth)
    for start in stride(from: 0, to: scored.count, by: RowCompletion.batchSize) {
      let end = min(start + RowCompletion.batchSize, scored.count)
      let part = rows.part(start..<end)
      completion?.complete(part.rows, codes: part.codes, count: end - start)
    }
    stretch.standing.add(UnsafeBufferPointer(rows.rows), width: rowLayout.width)
    if wanted > 0 { choose(scored, taxCodes, bound, &stretch) }
    return stretch
  }

  private mutating func choose(
    _ scored: ScoredStretch, _ taxCodes: [UInt64], _ bound: [UInt64], _ stretch: inout TopStretch
  ) {
    precondition(taxCodes.count == scored.count, "every firm has one tax code")
    let width = keys.count + 1
    if words.count < scored.count * width { words = [UInt64](repeating: 0, count: scored.count * width) }
    words.removeLast(words.count - scored.count * width)
    if column.count < scored.count { column = [UInt64](repeating: 0, count: scored.count) }
    for (place, key) in keys.enumerated() {
      column.withUnsafeMutableBufferPointer {
        figures.write(
          key.variable ?? .low, 0..<scored.count, UnsafeBufferPointer(scored.rows.elements),
          codes: UnsafeBufferPointer(scored.codes.elements), to: $0)
      }
      put(column, at: place, flip: key.isDescending, scored.count)
    }
    put(taxCodes, at: keys.count, flip: codesFall, scored.count)
    stretch.candidates = TopCandidates.places(in: words, width: width, wanted: wanted, bound: bound)
    stretch.words = stretch.candidates.flatMap { words[$0 * width..<($0 + 1) * width] }
  }

  /// Writes one word of each firm, which falls where the figure rises when `flip` says so.
  private mutating func put(_ figures: [UInt64], at place: Int, flip: Bool, _ count: Int) {
    let width = keys.count + 1
    let flip: UInt64 = flip ? .max : 0
    let figures = figures.span
    var words = words.mutableSpan
    for firm in 0..<count { words[firm &* width &+ place] = figures[firm] ^ flip }
  }
}

/// Puts stretches together: counts of all firms, and which firms are the first.
package struct TopAssembly: Sendable {
  private let setting: ScoringRun.Setting
  private let readsEstimate: Bool
  private let known: [RuleCounts]?
  private var candidates: TopCandidates
  private var standing: RunStanding
  fileprivate private(set) var counts: [RuleCounts]
  private var incidentCounts: [Int]

  fileprivate init(_ top: TopScoring) {
    setting = top.setting
    readsEstimate = top.readsEstimate
    known = top.known
    candidates = TopCandidates(wanted: top.wanted, width: top.keys.count + 1)
    standing = RunStanding(setting.ruleSet.policy)
    counts = [RuleCounts](repeating: RuleCounts(), count: setting.layout.columns.count)
    incidentCounts = [Int](repeating: 0, count: setting.incidents.count)
  }

  /// Tells workers which firms cannot be among the first.
  package var bound: [UInt64] { candidates.bound }

  /// Candidates that are held, less than three times as many as firms are asked about.
  package var candidateCount: Int { candidates.count }

  /// Takes the next stretch.
  ///
  /// - Returns: when some candidates are given up, the places that the others had among all that were held, those of the
  ///   stretch after the others, in the order that they have now.
  package mutating func take(_ stretch: TopStretch) -> [Int]? {
    standing.add(stretch.standing)
    for column in counts.indices { counts[column].add(stretch.counts[column]) }
    for incident in incidentCounts.indices { incidentCounts[incident] += stretch.incidentCounts[incident] }
    return candidates.take(stretch.words)
  }

  /// Whether estimates rested on what was counted, so that the firms need not be scored once more.
  package var isSettled: Bool { !readsEstimate || known == counts }

  /// Places of the first firms among the candidates, in the order of the ranking.
  package var first: [Int] { candidates.first }

  /// The run of the first firms with the counts of all firms.
  ///
  /// - Parameters:
  ///   - firms: the first firms, scored once more.
  ///   - ranking: their positions from first to last.
  package func run(_ firms: ScoredStretch, ranking: [UInt32]) -> ScoredRun {
    var stretches = ScoredStretches(setting)
    stretches.append(firms)
    stretches.recount(counts, incidents: incidentCounts)
    var run = RunAssembly(setting, jobs: 1).unrankedRun(stretches)
    precondition(ranking.count == run.count, "every firm has one rank")
    run.ranking = ranking
    run.standingOfAll = standing
    return run
  }
}
