import FirmTable
import RuleModel
import Testing

@testable import RiskScoring

@Suite("Outcomes, gates and harm")
struct OutcomeTests {
  private let ruleSet = MadeUp.ruleSet([
    MadeUp.rule("a.heavy", points: MadeUp.points(50), affects: MadeUp.number(0)),
    MadeUp.rule("b.sign", .indicator, points: MadeUp.points(45), affects: MadeUp.number(0)),
    MadeUp.rule("c.small", points: MadeUp.points(5), affects: MadeUp.number(0)),
    MadeUp.rule("d.unconfirmed", points: MadeUp.points(30), isDraft: true),
    MadeUp.rule("gate.draft", .gate, isDraft: true),
    MadeUp.rule("gate.year", .gate),
  ])

  /// Scores one firm from finding codes; `affects` and `workers` as the evaluator gives them.
  private func run(
    _ codes: [UInt8], affects: [Int64?] = [], workers: Int64? = nil, includeDraft: Bool = false
  ) -> ScoredRun {
    let layout = ScoreLayout(
      ruleSet: ruleSet, planned: ruleSet.rules.indices.map { ($0, ruleSet.rules[$0].isDraft) },
      includeDraft: includeDraft)
    let setting = ScoringRun.Setting(
      ruleSet: ruleSet, asOf: CivilDate(days: 20_000), layout: layout, includeDraft: includeDraft,
      notAssessed: [], incidents: [],
      jobs: 1)
    let all = ruleSet.rules.indices.map { $0 < affects.count ? affects[$0] : nil }
    return ScoringRun.score(setting, firmCount: 1, worker: {}) { _, _ in
      ScoringRun.EvaluatedChunk(
        count: 1, codes: codes.map { [$0] }, affects: all.map { $0.map { [$0] } },
        workers: workers.map { [$0] })
    }
  }

  @Test("A fired violation above the limit is inspected")
  func inspected() {
    let score = run([54, 1, 1, 1, 1, 1]).score(of: 0)
    #expect(score.outcome == .inspect)
    #expect(score.band == .high && score.bandMayBe == .high)
    #expect(score.heldBy.isEmpty && score.confirmFirst.isEmpty)
  }

  @Test("An indicator alone never sends an inspector")
  func indicatorAlone() { #expect(run([1, 49, 1, 1, 1, 1]).score(of: 0).outcome == .letter) }

  @Test("A gate that fires moves an inspection to the next outcome and is named, a draft gate as well")
  func held() {
    let run = run([54, 1, 1, 1, 4, 2])
    let score = run.score(of: 0)
    #expect(score.outcome == .letter)
    #expect(score.heldBy.map { ruleSet.rules[$0].id } == ["gate.draft"])
    #expect(score.confirmFirst.isEmpty)
    #expect(run.standing.held == 1)
    #expect(run.ranking == [0])
  }

  @Test("A gate holds nothing where no inspection was due")
  func nothingToHold() {
    let score = run([1, 1, 9, 1, 4, 4]).score(of: 0)
    #expect(score.outcome == .none)
    #expect(score.heldBy.isEmpty)
  }

  @Test("An unknown gate does not hold and is to be confirmed first")
  func confirmFirst() {
    let score = run([54, 1, 1, 1, 1, 2]).score(of: 0)
    #expect(score.outcome == .inspect)
    #expect(score.confirmFirst.map { ruleSet.rules[$0].id } == ["gate.year"])
  }

  @Test("Open questions worth 50 points ask for data")
  func asked() {
    let score = run([2, 1, 1, 1, 1, 1]).score(of: 0)
    #expect(score.outcome == .ask)
    #expect(score.low == 0 && score.high == 50 && score.estimate == 250)
    #expect(score.band == .low && score.bandMayBe == .high)
  }

  @Test("A draft rule scores only when asked for, and its count stands either way")
  func draft() {
    let without = run([1, 1, 1, 34, 1, 1])
    #expect(without.lows == [0])
    #expect(without.overview(of: 0).firedRules.isEmpty)
    #expect(without.counts[3]?.fired == 1)
    let with = run([1, 1, 1, 34, 1, 1], includeDraft: true)
    #expect(with.lows == [30])
    #expect(with.overview(of: 0).firedRules == [3])
  }

  @Test("Workers affected is the greatest figure of fired violations, at most the firm's workers")
  func harm() {
    let codes: [UInt8] = [54, 49, 9, 1, 1, 1]
    let known = run(codes, affects: [12, 900, 30], workers: 25).score(of: 0)
    #expect(known.workersAffected == 25 && !known.moreMayBeAffected)
    let open = run(codes, affects: [12, 900, CellMark.unknown], workers: CellMark.unknown).score(of: 0)
    #expect(open.workersAffected == 12 && open.moreMayBeAffected)
    let passed = run([1, 49, 1, 1, 1, 1], affects: [12, 900, 30]).score(of: 0)
    #expect(passed.workersAffected == 0 && !passed.moreMayBeAffected)
  }

  @Test("Reasons come by points and then by id")
  func firstReason() {
    #expect(run([1, 49, 9, 1, 1, 1]).firstReason(of: 0) == 1)
    #expect(run([1, 1, 9, 1, 1, 1]).firstReason(of: 0) == 2)
    #expect(run([1, 1, 1, 1, 4, 4]).firstReason(of: 0) == nil)
  }

  @Test("The explanation names every rule and the way out of the band")
  func explanation() throws {
    let explanation = run([54, 49, 9, 34, 1, 2]).explanation(of: 0)
    #expect(explanation.findings.map(\.rule) == [0, 1, 2, 3, 4, 5])
    #expect(explanation.scoring(.fires).map(\.rule) == [0, 1, 2])
    #expect(explanation.findings[3].isDraft && !explanation.findings[3].scores)
    let descent = try #require(explanation.belowBand)
    #expect(descent == BandDescent(rules: [0], low: 50, band: .high))
  }

  @Test("Conditions calculate with scores, and a zero divisor does not hold")
  func conditions() {
    let figures = ScoreFigures(
      count: 2, columns: [(.low, [40, 0]), (.high, [50, 80]), (.estimate, [455, 12])])
    func ratio(_ limit: Int64) -> RuleExpression {
      let quotient = RuleExpression(
        .divide(MadeUp.score(.high), MadeUp.score(.low), exponent: 4),
        type: MadeUp.plainNumber(0, 10, scale: 4),
        span: MadeUp.span)
      return MadeUp.compare(quotient, .greater, MadeUp.number(limit, scale: 4))
    }
    #expect(PolicyEvaluator.truths(ratio(12_499), figures) == [TruthCode.yes, TruthCode.unknown])
    #expect(PolicyEvaluator.truths(ratio(12_500), figures) == [TruthCode.no, TruthCode.unknown])
    let estimate = MadeUp.compare(MadeUp.score(.estimate), .greaterOrEqual, MadeUp.number(455, scale: 1))
    #expect(PolicyEvaluator.truths(estimate, figures) == [TruthCode.yes, TruthCode.no])
  }
}
