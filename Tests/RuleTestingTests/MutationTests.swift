import Diagnostics
import RuleChecking
import RuleLanguage
import RuleModel
import RuleTesting
import Testing

/// Changes of rules and figures of law, and which of them examples notice.
@Suite struct MutationTests {
  private static let prelude = """
    language 1
    pack small { title vi "Mẫu" en "Sample" version "1" }
    source firms { title vi "Doanh nghiệp" en "Firms" files "firms*.csv" rows one key tax_code base }
    field tax_code: text { title vi "Mã số thuế" en "Tax code" from firms role key }
    field workers: persons { title vi "Lao động" en "Workers" range 0 to 1_000 from firms }
    field days: days { title vi "Số ngày" en "Days" range 0 to 1_000 from firms }
    field share: percent { title vi "Tỷ lệ" en "Share" range 0% to 100% from firms decimals 1 }
    parameter limit: days {
      title vi "Hạn" en "Limit"
      from 2022-01-01 basis "1/2021/NĐ" 30 days
    }
    area wages { title vi "Tiền lương" en "Wages" cap 100 }
    policy {
      bands low from 0, medium from 25, high from 50, critical from 75
      rank by low descending, tax_code
    }

    """

  private struct Tested {
    let mutants: [Mutant]
    let missed: [String]

    /// What a mutant changes, without its rule and clause.
    func changes(_ kind: Mutant.Kind) -> [String] {
      mutants.filter { $0.kind == kind }.map { $0.id.split(separator: ": ").last.map(String.init) ?? $0.id }
    }
  }

  private func mutate(when: String, points: String = "5", examples: String = "") throws -> Tested {
    var sources = SourceMap()
    let rule = """
      rule wages.sample is indicator {
        title vi "Mẫu" en "Sample"
        effective from 2022-01-01
        when \(when)
        points \(points)
      }

      """
    let id = sources.add(path: "small.rules", bytes: Array((Self.prelude + rule + examples).utf8))
    let pack = RuleChecker.check([RuleParser.parse(sources.file(id))])
    let ruleSet = try #require(pack.ruleSet, "\(pack.diagnostics.map(\.headline))")
    let results = MutationRun(ruleSet: ruleSet, sources: sources).run()
    return Tested(
      mutants: results.map(\.mutant), missed: results.filter { !$0.isNoticed }.map(\.mutant.id))
  }

  private func example(_ values: String, _ outcome: String) -> String {
    "example \"\(outcome) \(values)\" of wages.sample { \(values) as of 2026-11-20 expect \(outcome) }\n"
  }

  // MARK: - What is changed

  @Test func aThresholdIsMovedByOneOnBothSidesAndItsComparisonTurned() throws {
    let tested = try mutate(when: "workers >= 10")
    #expect(
      tested.changes(.threshold).prefix(2) == [
        "`10 persons` becomes `9 persons`", "`10 persons` becomes `11 persons`",
      ])
    #expect(tested.changes(.comparison) == ["`>=` becomes `>`", "`>=` becomes `<=`"])
  }

  @Test func everyConnectiveIsChangedAndEveryConditionLeftOut() throws {
    let tested = try mutate(when: "workers >= 10 and not days > 5 days")
    #expect(
      tested.changes(.connective) == [
        "`and` becomes `or`", "`workers >= 10` left out", "`not days > 5 days` left out", "`not` left out",
      ])
  }

  @Test func aTimeIsTakenInTheNeighbouringUnit() throws {
    let tested = try mutate(when: "days > 60 days")
    #expect(tested.changes(.unit) == ["`60 days` becomes `1,800 days`"])
  }

  @Test func aFigureOfLawThatARuleReadsIsMoved() throws {
    let tested = try mutate(when: "days > limit")
    #expect(
      tested.mutants.filter { $0.kind == .figure }.map(\.id) == [
        "parameter limit from 2022-01-01: 30 days becomes 29 days",
        "parameter limit from 2022-01-01: 30 days becomes 31 days",
      ])
  }

  /// A fault that was found: 50 in `50 * share` moved by a ten-thousandth, which no whole number of points can show.
  @Test func oneStepOfAWholePlainNumberIsOne() throws {
    let tested = try mutate(when: "workers >= 10", points: "2 + 20 * share, up to 20")
    let changes = tested.changes(.threshold)
    #expect(changes.contains("`20` becomes `21`") && changes.contains("`2` becomes `1`"))
    #expect(!changes.contains { $0.contains(".") })
  }

  @Test func aStepOfAPercentageIsItsLastDecimal() throws {
    let tested = try mutate(when: "share < 85.5%")
    #expect(tested.changes(.threshold).contains("`85.5%` becomes `85.4%`"))
  }

  @Test func idsAreUniqueAlsoWhereOneConditionStandsTwice() throws {
    let tested = try mutate(when: "workers >= 10 and days > 5 days or workers >= 10 and days > 9 days")
    #expect(Set(tested.mutants.map(\.id)).count == tested.mutants.count)
    #expect(tested.mutants.contains { $0.id.hasSuffix("#2") })
  }

  // MARK: - What examples notice

  @Test func examplesOnBothSidesOfALimitNoticeEveryChangeOfIt() throws {
    let tested = try mutate(
      when: "workers >= 10",
      examples: example("workers = 10", "fires 5") + example("workers = 9", "passes")
        + example("workers = 200", "fires 5"))
    #expect(tested.missed == [])
  }

  @Test func anExampleFarFromTheLimitDoesNotNoticeAStep() throws {
    let tested = try mutate(
      when: "workers >= 10", examples: example("workers = 90", "fires 5") + example("workers = 2", "passes"))
    #expect(
      tested.missed == [
        "wages.sample when: workers >= 10: `>=` becomes `>`",
        "wages.sample when: workers >= 10: `10 persons` becomes `9 persons`",
        "wages.sample when: workers >= 10: `10 persons` becomes `11 persons`",
      ])
  }

  @Test func anExampleThatFailsNoticesNothing() throws {
    let tested = try mutate(when: "workers >= 10", examples: example("workers = 9", "fires 5"))
    #expect(tested.missed.count == tested.mutants.count)
  }

  // MARK: - Accepted changes

  @Test func aChangeThatAnExampleNoticesMakesItsLineStale() throws {
    let results = try results()
    let file = AcceptedMutants(
      text: """
        # A remark
        wages.sample when: workers >= 10: `>=` becomes `>` | nobody has exactly ten
        wages.sample when: workers >= 10: `>=` becomes `<=` | this one is noticed
        wages.gone when: x | there is no such rule
        """, path: "pack/mutants-accepted.txt")
    let account = MutationAccount(results, areas: ["wages"], accepted: file)
    #expect(account.accepted.map(\.line.reason) == ["nobody has exactly ten"])
    #expect(account.stale.map(\.place) == ["pack/mutants-accepted.txt:3", "pack/mutants-accepted.txt:4"])
    #expect(!account.isGood)
  }

  @Test func aLineOfThePackBelowIsNeverStaleHere() throws {
    let below = AcceptedMutants(text: "wages.gone when: x | elsewhere", isInherited: true)
    let account = MutationAccount(
      try results(), areas: ["wages"], accepted: AcceptedMutants().joined(with: below))
    #expect(account.stale.isEmpty)
  }

  @Test func aLineWithoutAReasonIsBroken() {
    let file = AcceptedMutants(text: "one | \ntwo\n| three\n\n# four\nfive | six", path: "f")
    #expect(file.broken == ["f:1", "f:2", "f:3"])
    #expect(file.lines.map(\.id) == ["five"])
  }

  @Test func underNineteenOfTwentyIsNotEnoughEvenWithReasons() throws {
    let results = try results()
    let lines = results.filter { !$0.isNoticed }.map { $0.mutant.id + " | a reason" }
    let account = MutationAccount(
      results, areas: ["wages"], accepted: AcceptedMutants(text: lines.joined(separator: "\n")))
    #expect(account.unexplained.isEmpty && account.stale.isEmpty)
    #expect(!account.isGood)
  }

  private func results() throws -> [MutantResult] {
    var sources = SourceMap()
    let rule = """
      rule wages.sample is indicator {
        title vi "Mẫu" en "Sample"
        effective from 2022-01-01
        when workers >= 10
        points 5
      }

      """
    let examples = example("workers = 90", "fires 5") + example("workers = 2", "passes")
    let id = sources.add(path: "small.rules", bytes: Array((Self.prelude + rule + examples).utf8))
    let pack = RuleChecker.check([RuleParser.parse(sources.file(id))])
    return MutationRun(ruleSet: try #require(pack.ruleSet), sources: sources).run()
  }
}
