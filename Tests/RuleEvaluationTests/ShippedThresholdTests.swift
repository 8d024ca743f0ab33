import Diagnostics
import Foundation
import RuleChecking
import RuleEvaluation
import RuleLanguage
import RuleModel
import Testing

/// Holds the shipped rules against the thresholds that the articles state.
@Suite struct ShippedThresholdTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("rules/vn-labour")

  /// The shipped rules with more examples, and the mistakes that these have.
  static func pack(with examples: String) throws -> (pack: CheckedPack, findings: String) {
    var sources = SourceMap()
    var parsed: [ParsedFile] = []
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".rules") && !$0.hasPrefix("examples-") }.sorted()
    for name in names {
      let bytes = Array(try Data(contentsOf: folder.appendingPathComponent(name)))
      let id = sources.add(path: name, bytes: bytes)
      parsed.append(RuleParser.parse(sources.file(id)))
    }
    let id = sources.add(path: "thresholds.rules", bytes: Array(examples.utf8))
    parsed.append(RuleParser.parse(sources.file(id)))
    let pack = RuleChecker.check(parsed)
    return (pack, TerminalRenderer(usesColour: false).render(pack.diagnostics, in: sources))
  }

  /// Every example of a text that does not come out as it expects.
  static func surprises(_ examples: String) throws -> [String] {
    let (pack, findings) = try pack(with: examples)
    let ruleSet = try #require(pack.ruleSet, "\(findings)")
    return ruleSet.examples.filter { $0.title.hasPrefix("threshold ") }.compactMap { example in
      let stated = StatedFirm(example)
      let outcome = RowEvaluator(ruleSet: ruleSet, asOf: example.asOf).evaluate(
        ruleSet.rules[example.rule],
        firm: FirmRecord(ruleSet: ruleSet, stated: stated.cells, rows: stated.rows))
      let expected: RuleState =
        switch example.expected {
        case .fires: .fires
        case .passes: .passed
        case .notApplicable: .notApplicable
        case .unknown: .unknown
        }
      if outcome.state == expected { return nil }
      return "\(ruleSet.rules[example.rule].id), \(example.title): \(outcome.state), not \(expected)"
    }
  }

  @Test func everyStatedThresholdDividesWhereTheArticleSays() throws {
    let surprises = try Self.surprises(StatedThreshold.all.map(\.examples).joined(separator: "\n"))
    #expect(surprises.isEmpty, "\(surprises.joined(separator: "\n"))")
  }

  @Test func aMovedThresholdIsNoticed() throws {
    let moved = StatedThreshold(
      rule: "regulations.written", act: "45/2019/QH14", article: "118", says: "from 11", asOf: "2026-11-20",
      firm: "ilr_exists = no", sides: [("employees_total = 10", "not applicable")])
    #expect(try Self.surprises(moved.examples).count == 1)
  }

  @Test func theTableReachesEveryAreaAndTheGates() throws {
    let ruleSet = try #require(try Self.pack(with: "").pack.ruleSet)
    let rules = Set(StatedThreshold.all.map(\.rule))
    let reached = Set(rules.map { String($0.prefix { $0 != "." }) })
    #expect(rules.count >= 20)
    #expect(reached == Set(ruleSet.areas.map(\.name) + ["gate"]))
    #expect(StatedThreshold.all.allSatisfy { $0.sides.count >= 2 })
  }

  @Test(arguments: StatedThreshold.all) func theRuleCitesTheArticle(_ threshold: StatedThreshold) throws {
    let rule = try #require(Self.shipped.first { $0.id == threshold.rule })
    let cites = rule.basis.contains { citation in
      citation.act == threshold.act
        && (threshold.article.isEmpty || citation.parts.contains(.article(threshold.article)))
    }
    #expect(cites, "\(rule.id) cites \(rule.basis)")
  }

  private static let shipped: [Rule] = (try? pack(with: "").pack.ruleSet?.rules) ?? []

  // MARK: - Minimum wages

  /// A decree with its first and last day and the wages of regions I to IV, in đồng.
  struct Decree: Sendable {
    let act: String
    let from: String
    let to: String
    let month: [Int]
    let hour: [Int]
  }

  static let decrees: [Decree] = [
    Decree(
      act: "38/2022/NĐ-CP", from: "2022-07-01", to: "2024-06-30",
      month: [4_680_000, 4_160_000, 3_640_000, 3_250_000], hour: [22_500, 20_000, 17_500, 15_600]),
    Decree(
      act: "74/2024/NĐ-CP", from: "2024-07-01", to: "2025-12-31",
      month: [4_960_000, 4_410_000, 3_860_000, 3_450_000], hour: [23_800, 21_200, 18_600, 16_600]),
    Decree(
      act: "293/2025/NĐ-CP", from: "2026-01-01", to: "2027-12-31",
      month: [5_310_000, 4_730_000, 4_140_000, 3_700_000], hour: [25_500, 22_700, 20_000, 17_800]),
  ]

  @Test func theMinimumWageOfEachRegionAndDecreeDividesAtTheĐồng() throws {
    var thresholds: [StatedThreshold] = []
    for decree in Self.decrees {
      for (day, region) in [decree.from, decree.to].flatMap({ day in (0..<4).map { (day, $0) } }) {
        let name = ["I", "II", "III", "IV"][region]
        for (kind, unit, wage) in [
          ("monthly", "months", decree.month[region]), ("hourly", "hours", decree.hour[region]),
        ] {
          thresholds.append(
            StatedThreshold(
              rule: "wages.minimum.\(kind)", act: decree.act, article: "3",
              says: "region \(name) under \(decree.act)", asOf: day, firm: "wage_region = \(name)",
              sides: [
                ("lowest_\(kind)_wage = \(wage - 1) VND/\(unit)", "fires"),
                ("lowest_\(kind)_wage = \(wage) VND/\(unit)", "passes"),
              ]))
        }
      }
    }
    #expect(thresholds.count == 48)
    let surprises = try Self.surprises(thresholds.map(\.examples).joined(separator: "\n"))
    #expect(surprises.isEmpty, "\(surprises.joined(separator: "\n"))")
  }

  /// 293/2025/NĐ-CP article 5 clause 5: wages of 31 December 2025 are kept for those hired up to that day.
  @Test func theWageOfTheEndOf2025IsKept() throws {
    var thresholds: [StatedThreshold] = []
    for (region, wage) in zip(["I", "II", "III", "IV"], Self.decrees[1].month) {
      thresholds.append(
        StatedThreshold(
          rule: "wages.minimum.kept", act: "293/2025/NĐ-CP", article: "5", says: "region \(region) of 2025",
          asOf: "2026-11-20", firm: "wage_region_2025 = \(region)",
          sides: [
            ("lowest_wage_kept_workers = \(wage - 1) VND/months", "fires"),
            ("lowest_wage_kept_workers = \(wage) VND/months", "passes"),
          ]))
    }
    let surprises = try Self.surprises(thresholds.map(\.examples).joined(separator: "\n"))
    #expect(surprises.isEmpty, "\(surprises.joined(separator: "\n"))")
  }

  // MARK: - The change of decree

  /// An act that ended up to 9 September 2026 falls under 12/2022/NĐ-CP, a later one under 283/2026/NĐ-CP.
  @Test func finesChangeDecreeOnTheTenthOfSeptember2026() throws {
    let change = try #require(CivilDate(iso: "2026-09-10"))
    let last = try #require(CivilDate(iso: "2026-09-09"))
    var compared = 0
    for fine in Self.shipped.flatMap(\.fines) {
      switch fine.citation.act {
      case "283/2026/NĐ-CP": #expect(fine.period?.from == change && fine.period?.to == nil)
      case "12/2022/NĐ-CP": #expect(fine.period?.to.map { $0 <= last } == true)
      default: Issue.record("another act: \(fine.citation.act)")
      }
      compared += 1
    }
    #expect(compared >= 100)
  }
}
