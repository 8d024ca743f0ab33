import FirmTable
import RiskScoring
import RuleModel
import RuleSentences
import RunFolder

/// How many firms a rule catches.
public struct RuleStanding: Hashable, Sendable {
  /// Position in `RuleSet.rules`.
  public var rule: Int
  /// Its counts over the run.
  public var counts: RuleCounts
}

/// How a run ended, with everything that its documents say; computed once, written by several writers.
public struct Report: Sendable {
  /// What a report holds.
  public struct Options: Hashable, Sendable {
    /// Language in which a page opens and in which paper is written.
    public var language: Language
    /// Whether fields marked personal leave the program in a page; dossiers and letters always hold them.
    public var includePersonal: Bool
    /// Firms that a page holds; of a larger run it holds the first ones and the counts of all.
    public var mostFirms: Int
    /// Most threads at work; the bytes are the same for any number.
    public var jobs: Int

    /// Creates options.
    public init(
      language: Language = .vi, includePersonal: Bool = false, mostFirms: Int = 5000, jobs: Int = 1
    ) {
      self.language = language
      self.includePersonal = includePersonal
      self.mostFirms = mostFirms
      self.jobs = jobs
    }
  }

  /// The run.
  public let result: RunResult
  /// What the report holds.
  public let options: Options
  /// Earlier runs, in order of time.
  public let earlier: [EarlierRun]
  private let vietnamese: SentenceWriter
  private let english: SentenceWriter
  /// Number of firms by certain band (outer) and band that may be (inner).
  public var bandTable: [[Int]] { standing.bandTable }
  /// How all firms stand, counted once for all documents.
  let standing: RunStanding
  /// Firms by certain score 0...100.
  public let distribution: [Int]
  /// Groups of firms by each grouping field and by size.
  public let groupings: [FirmGrouping]
  /// Questions whose share of yes is reported, those with targets first.
  public let subjects: [ShareSubject]
  /// How all firms answer them.
  public let shares: [ShareCount]
  /// Rules that score, most fired first.
  public let rules: [RuleStanding]
  /// Fields and lists whose blanks keep scores open, most firms first.
  public let blanks: [BlankField]

  /// Computes a report of a run.
  ///
  /// - Parameter earlier: earlier runs, in order of time.
  public init(_ result: RunResult, options: Options = Options(), earlier: [EarlierRun] = []) {
    self.result = result
    self.options = options
    self.earlier = earlier
    vietnamese = SentenceWriter(language: .vi, ruleSet: result.ruleSet)
    english = SentenceWriter(language: .en, ruleSet: result.ruleSet)
    let run = result.run
    standing = run.standing
    var distribution = [Int](repeating: 0, count: 101)
    for low in run.lows { distribution[min(Int(low), 100)] += 1 }
    self.distribution = distribution
    let division = FirmGroups(result, includePersonal: options.includePersonal)
    groupings = division.groupings(jobs: options.jobs)
    subjects = division.subjects
    shares = division.shares(jobs: options.jobs)
    rules = result.ruleSet.rules.indices.compactMap { rule in
      guard let counts = run.counts[rule], Report.scores(rule, result) else { return nil }
      return RuleStanding(rule: rule, counts: counts)
    }.sorted { ($1.counts.fired, $1.counts.unknown, $0.rule) < ($0.counts.fired, $0.counts.unknown, $1.rule) }
    blanks = BlankFields(result, includePersonal: options.includePersonal).counted(jobs: options.jobs)
  }

  /// Whether the points of a rule belong to the run's scores.
  static func scores(_ rule: Int, _ result: RunResult) -> Bool {
    let declared = result.ruleSet.rules[rule]
    return declared.kind != .gate
      && (result.run.includesDraft || !result.ruleSet.isDraft(declared, on: result.run.asOf))
  }

  var ruleSet: RuleSet { result.ruleSet }
  var run: ScoredRun { result.run }
  var asOf: CivilDate { result.run.asOf }

  /// Ranks that a page holds.
  var shownRanks: Range<Int> { 0..<min(options.mostFirms, run.count) }

  /// Firms that are surely in a band.
  func firms(surely band: Band) -> Int { bandTable[band.rawValue].reduce(0, +) }

  /// Firms that are surely in the band `high` or above.
  var surelyHigh: Int { firms(surely: .high) + firms(surely: .critical) }

  /// Firms below the band `high` that may reach it once data are complete.
  var mayBeHigh: Int {
    bandTable[..<Band.high.rawValue].reduce(0) { $0 + $1[Band.high.rawValue...].reduce(0, +) }
  }

  /// Draft rules with the number of times that they would have fired; they do not score.
  var drafts: (rules: Int, fired: Int) {
    guard !run.includesDraft else { return (0, 0) }
    let drafts = ruleSet.rules.indices.filter { ruleSet.isDraft(ruleSet.rules[$0], on: asOf) }
    return (drafts.count, drafts.reduce(0) { $0 + (run.counts[$1]?.fired ?? 0) })
  }

  /// The field's text for a firm; empty when it is not known or may not be shown.
  func text(_ field: FieldIndex?, of firm: Int, _ language: Language, showsPersonal: Bool? = nil) -> String {
    guard let field, let column = result.table.columns[field],
      showsPersonal ?? options.includePersonal || !ruleSet.fields[field].isPersonal
    else { return "" }
    let type = ruleSet.fields[field].type
    let cell = column.cell(firm, isTruth: type == .truth)
    let texts = result.table.pool.texts
    let constant: Constant
    switch (cell, type) {
    case (CellMark.unknown, _), (CellMark.bad, _): return ""
    case (CellMark.none, _): constant = .none
    case (_, .number): constant = .number(cell)
    case (_, .truth): constant = .truth(cell == 1)
    case (_, .date): constant = .date(CivilDate(days: Int32(clamping: cell)))
    case (_, .text): constant = .text(texts.indices.contains(Int(cell)) ? texts[Int(cell)] : "")
    case (_, .choice): constant = .member(Int(cell))
    }
    return sentences(language).values.text(constant, type: type)
  }

  /// Writes the sentences of the rules in a language.
  func sentences(_ language: Language) -> SentenceWriter { language == .vi ? vietnamese : english }

  /// The firm's name; empty when no list names it.
  func name(of firm: Int, showsPersonal: Bool? = nil) -> String {
    text(ruleSet.field(with: .name), of: firm, options.language, showsPersonal: showsPersonal)
  }
}
