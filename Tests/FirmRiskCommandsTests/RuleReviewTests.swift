import Diagnostics
@testable import FirmRiskCommands
import Foundation
import RuleModel
import RunFolder
import Testing

/// A lawyer's signature under a rule, and what voids it.
@Suite struct RuleReviewTests {
  private static let start = "rule wages.late is violation {"

  /// The small pack with `wages.late` signed for a hash, and other changes.
  private func pack(_ hash: String, _ change: (String) -> String = { $0 }) throws -> (ScratchFolder, RulePack)
  {
    let folder = try ScratchFolder()
    let small = try String(contentsOfFile: try SmallProvince().rules + "/small.rules", encoding: .utf8)
    let clause = "\n  reviewed by \"Nguyễn Thị Bình\" on 2026-11-20 for \"\(hash)\""
    let signed = small.replacing(Self.start, with: Self.start + clause)
    #expect(signed != small)
    try folder.write("rules/small.rules", change(signed))
    return (folder, try RulePack.load(folder: folder.file("rules")))
  }

  private func warnings(_ pack: RulePack) -> [Diagnostic] {
    pack.checked.diagnostics.filter { $0.code == .reviewOutdated }
  }

  /// The hash that the help of the warning shows.
  private func hash(_ pack: RulePack) throws -> String {
    let help = try #require(warnings(pack).first?.help.first)
    return String(try #require(help.firstMatch(of: /for "([0-9a-f]{16})"/)).1)
  }

  @Test func aWrongHashIsAWarningThatShowsTheRightOne() throws {
    let (folder, unsigned) = try pack("?")
    let hash = try hash(unsigned)
    let run = firmrisk("rules", "check", folder.file("rules"))
    #expect(run.status == .done)
    #expect(run.output.contains("warning[FR310]") && run.output.contains("for \"\(hash)\""))
    #expect(run.output.contains("Nguyễn Thị Bình reviewed on 2026-11-20"))
    let signed = try pack(hash).1
    #expect(signed.checked.diagnostics.isEmpty)
    #expect(signed.checked.ruleSet?.rules.first { $0.id == "wages.late" }?.review?.hash == hash)
  }

  @Test func aChangedConditionArticleDateOrTextVoidsTheSignature() throws {
    let hash = try hash(try pack("?").1)
    let rule = try #require(try ruleText())
    let changes: [(String) -> String] = [
      { $0.replacing(/when( +)wage_days_late > 0/, with: "when wage_days_late > 1") },
      { $0.replacing(/article 94/, with: "article 95") },
      { $0.replacing(/effective from 2021-01-01/, with: "effective from 2021-01-02") },
      { $0.replacing(/because( +)vi "/, with: "because vi \"Vì ") },
    ]
    for (index, change) in changes.enumerated() {
      let changed = change(rule)
      #expect(changed != rule, "\(index)")
      let pack = try pack(hash) { $0.replacing(rule, with: changed) }.1
      #expect(warnings(pack).count == 1, "\(index): \(pack.checked.diagnostics)")
    }
  }

  @Test func layoutPointsStatusAndOtherDeclarationsDoNot() throws {
    let hash = try hash(try pack("?").1)
    let rule = try #require(try ruleText())
    let changes: [(String) -> String] = [
      { $0.replacing(rule, with: rule.replacing("\n  when", with: "\n\n  # a remark\n  when")) },
      { $0.replacing(rule, with: rule.replacing("points    5 +", with: "points    6 +")) },
      { $0.replacing(rule, with: rule.replacing("\n  when", with: "\n  status draft\n  when")) },
      {
        "language 1\n\nfield aa_first: yes/no {\n  title vi \"A\" en \"A\"\n}\n"
          + $0.replacing("language 1\n", with: "")
      },
    ]
    for (index, change) in changes.enumerated() {
      let (folder, pack) = try pack(hash, change)
      #expect(warnings(pack).isEmpty && pack.checked.ruleSet != nil, "\(index): \(pack.checked.diagnostics)")
      #expect(try folder.text("rules/small.rules") != "")
    }
  }

  /// The text of the rule from its condition on, as it stands in the small pack.
  private func ruleText() throws -> String? {
    let small = try String(contentsOfFile: try SmallProvince().rules + "/small.rules", encoding: .utf8)
    return small.range(of: Self.start).flatMap { start in
      small.range(of: "\n}", range: start.upperBound..<small.endIndex).map {
        String(small[start.upperBound..<$0.lowerBound])
      }
    }
  }

  @Test func everyShippedRuleHasAMeaningOfItsOwn() throws {
    let ruleSet = try #require(RulePack.shipped().checked.ruleSet)
    let hashes = Set(ruleSet.rules.map { RuleMeaning.hash(of: $0, in: ruleSet) })
    #expect(hashes.count == ruleSet.rules.count)
  }

  /// A province's pack adds declarations and changes points, yet a signature under a rule of law holds in it.
  @Test func aSignatureHoldsInAPackOnTop() throws {
    let pack = try RulePack.load(folder: Repository.cityRules)
    let ruleSet = try #require(pack.checked.ruleSet)
    let below = try #require(pack.base?.ruleSet)
    for rule in below.rules {
      let same = try #require(ruleSet.rules.first { $0.id == rule.id })
      #expect(RuleMeaning.hash(of: rule, in: below) == RuleMeaning.hash(of: same, in: ruleSet), "\(rule.id)")
    }
  }
}
