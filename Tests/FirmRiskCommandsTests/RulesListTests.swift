import Foundation
import TestSupport
import Testing

@testable import FirmRiskCommands

/// `rules list`, `rules show`, and what `rules test --mutate` lists.
@Suite struct RulesListTests {
  private func rules(_ json: String) throws -> [[String: Any]] {
    let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    return try #require(object?["rules"] as? [[String: Any]])
  }

  @Test func theTableOfASmallPackIsTheRecordedOne() throws {
    let run = firmrisk(["rules", "list", try SmallProvince().rules, "--lang", "en"], width: 80)
    #expect(run.status == .done)
    #expect(GoldenFile.difference(run.output, from: "rules-list.txt") == nil)
    #expect(run.outputLines.allSatisfy { $0.count <= 80 })
  }

  @Test func everyRuleOfTheShippedPackStandsInEveryForm() throws {
    let ruleSet = try #require(try RulePack.load(folder: Repository.shippedRules).checked.ruleSet)
    let ids = ruleSet.rules.map(\.id).sorted()
    let json = firmrisk("rules", "list", Repository.shippedRules, "--format", "json")
    #expect(try rules(json.output).compactMap { $0["id"] as? String }.sorted() == ids)
    let csv = firmrisk("rules", "list", Repository.shippedRules, "--format", "csv")
    let list = PlainCSV(csv.output)
    #expect(list.rows.map { $0[0] }.sorted() == ids)
    #expect(list.header.count == 12 && list.rows.allSatisfy { $0.count == 12 })
    let table = firmrisk("rules", "list", Repository.shippedRules)
    #expect(ids.allSatisfy { table.output.contains("  \($0) ") })
  }

  @Test func areaAndKindChooseAndTheDayDecidesTheStatus() throws {
    let gates = firmrisk("rules", "list", Repository.shippedRules, "--kind", "gate", "--format", "json")
    #expect(try rules(gates.output).allSatisfy { $0["area"] as? String == "gate" })
    let wages = firmrisk(
      "rules", "list", Repository.shippedRules, "--area", "wages", "--area", "union", "--format", "json",
      "--as-of", "2020-06-01")
    let found = try rules(wages.output)
    #expect(Set(found.compactMap { $0["area"] as? String }) == ["wages", "union"])
    #expect(
      found.allSatisfy {
        ($0["from"] as? String ?? "") <= "2020-06-01" || $0["status"] as? String == "not yet"
      })
  }

  @Test func aWordThatAnOptionDoesNotTakeIsAMistakeWithAdvice() throws {
    let small = try SmallProvince().rules
    for (options, advice) in [
      (["--area", "wage"], "`wages`"), (["--kind", "violations"], "`violation`"),
      (["--format", "jsn"], "`json`"),
    ] {
      let run = firmrisk(["rules", "list", small] + options)
      #expect(run.status == .usage)
      #expect(run.errors.contains("did you mean \(advice)"), "\(run.errors)")
    }
  }

  @Test(arguments: ["vi", "en"]) func aRuleIsShownAsAnOfficerReadsIt(_ language: String) throws {
    let run = firmrisk(
      ["rules", "show", "insurance.late", "--rules", try SmallProvince().rules, "--lang", language], width: 80
    )
    #expect(run.status == .done)
    let lines = run.outputLines.filter { !$0.contains("small.rules:") }
    #expect(lines.allSatisfy { $0.count <= 80 })
    #expect(GoldenFile.difference(lines.joined(separator: "\n"), from: "rules-show-\(language).txt") == nil)
  }

  @Test func everyRuleOfTheShippedPackCanBeShown() throws {
    let ruleSet = try #require(try RulePack.load(folder: Repository.shippedRules).checked.ruleSet)
    for rule in ruleSet.rules where rule.id.utf8.count % 5 == 0 {
      let run = firmrisk(["rules", "show", rule.id, "--rules", Repository.shippedRules], width: 80)
      #expect(run.status == .done)
      #expect(run.output.contains("`\(rule.id)`"))
      #expect(run.output.contains("Hiệu lực: từ ") && run.output.contains("Ví dụ"))
    }
  }

  @Test func showingAnUnknownRuleIsAMistake() throws {
    let run = firmrisk("rules", "show", "insurance.lat", "--rules", try SmallProvince().rules)
    #expect(run.status == .usage)
    #expect(run.errors.contains("`insurance.late`"))
  }

  @Test func theShippedPacksNoticeEnoughChangesAndGiveAReasonForTheRest() {
    for pack in ["vn-labour", "hue-2026"] {
      let run = firmrisk("rules", "test", Repository.root + "/rules/" + pack, "--mutate")
      #expect(run.status == .done, "\(run.output)")
      #expect(!run.output.contains("no reason is given"))
      let parts = run.output.components(separatedBy: "with the reason in mutants-accepted.txt:\n")
      let listed = parts.last?.split(separator: "\n") ?? []
      #expect(parts.count == 2 && listed.count > 4 && listed.count % 2 == 0)
      #expect(listed.enumerated().allSatisfy { $0.offset % 2 == 0 || $0.element.hasPrefix("    because ") })
    }
  }
}
