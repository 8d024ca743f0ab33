import Diagnostics
@testable import FirmRiskCommands
import Foundation
import RuleModel
import Testing

/// A pack on top of another: where the other is found, what it may change, what a run says of it.
@Suite struct BasePackTests {
  /// A scratch folder with the small pack as `country` and a pack `city` that extends it.
  private func packs(
    _ city: String, country: String = "country", change: (String) -> String = { $0 }
  ) throws -> ScratchFolder {
    let folder = try ScratchFolder()
    let small = try String(contentsOfFile: try SmallProvince().rules + "/small.rules", encoding: .utf8)
    let named = change(small.replacing(/pack \w+/, with: "pack country_rules"))
    try folder.write("packs/\(country)/small.rules", named)
    try folder.write(
      "packs/city/city.rules",
      "language 1\n\npack city extends country_rules {\n  title vi \"Thành phố\" en \"City\"\n  version \"7\"\n}\n"
        + city)
    return folder
  }

  private static let fewerWagePoints = """

    override rule wages.late { points 2 }

    override policy { letter when violations_fired >= 2 }

    """

  @Test func theNeighbourFolderOfThatNameIsThePackBelow() throws {
    for name in ["country-rules", "country_rules"] {
      let folder = try packs(Self.fewerWagePoints, country: name)
      let run = firmrisk("rules", "check", folder.file("packs/city"))
      #expect(run.status == .done, "\(run.output)\(run.errors)")
      #expect(run.output.contains("\(name), 2 overrides"))
      #expect(firmrisk("rules", "check", folder.file("packs/city") + "/").status == .done)
    }
  }

  @Test func overridesReachTheRuleAndThePolicyAndAreListed() throws {
    let folder = try packs(Self.fewerWagePoints, country: "country-rules")
    let pack = try RulePack.load(folder: folder.file("packs/city"))
    let ruleSet = try #require(pack.checked.ruleSet)
    let below = try #require(pack.base?.ruleSet)
    let rule = try #require(ruleSet.rules.first { $0.id == "wages.late" })
    #expect(rule.points?.most == 2)
    #expect(below.rules.first { $0.id == "wages.late" }?.condition == rule.condition)
    #expect(ruleSet.policy.outcomes.map(\.outcome) == below.policy.outcomes.map(\.outcome))
    #expect(ruleSet.policy != below.policy)
    #expect(ruleSet.name == "city" && ruleSet.base?.name == "country_rules")
    #expect(ruleSet.base?.overrides.map(\.target) == ["rule wages.late", "policy"])
    #expect(ruleSet.base?.overrides.map(\.now) == ["points 2", "letter when violations_fired >= 2"])
    #expect(ruleSet.base?.overrides.first?.was == "points 5 + wage_days_late / 1 days, up to 30")
    #expect(ruleSet.base?.overrides.last?.was == "letter when violations_fired >= 1")
  }

  /// Examples of the pack below state the old points; the pack that changes them brings its own.
  @Test func aRuleWithNewPointsNeedsExamplesOfItsOwn() throws {
    let folder = try packs(Self.fewerWagePoints, country: "country-rules")
    let run = firmrisk("rules", "test", folder.file("packs/city"))
    #expect(run.status == .findings)
    #expect(run.output.contains(" pass, 0 fail"))
    #expect(run.output.contains("`wages.late`"))
  }

  @Test func aMistakeInThePackBelowIsShownInItsFile() throws {
    let folder = try packs("", country: "country-rules") {
      $0.replacing("points    5 + wage_days_late", with: "points    5 + nothing_such")
    }
    let run = firmrisk("rules", "check", folder.file("packs/city"))
    #expect(run.status == .rulesDoNotCheck)
    #expect(run.output.contains("country-rules/small.rules:"))
    #expect(run.output.contains("FR100") && run.output.contains("nothing_such"))
  }

  @Test func aFolderThatDeclaresAnotherPackIsNotTakenForIt() throws {
    let folder = try packs("", country: "country-rules") {
      $0.replacing("pack country_rules", with: "pack stranger")
    }
    let run = firmrisk("rules", "check", folder.file("packs/city"))
    #expect(run.status == .rulesDoNotCheck)
    #expect(run.output.contains("FR130") && run.output.contains("declares the pack `stranger`"))
  }

  @Test func aPackBelowThatIsNowhereIsReportedWhereItIsNamed() throws {
    let folder = try packs("", country: "elsewhere")
    let run = firmrisk("rules", "check", folder.file("packs/city"))
    #expect(run.status == .rulesDoNotCheck)
    #expect(run.output.contains("FR130") && run.output.contains("city.rules:3:19"))
    #expect(run.output.contains("country-rules` exists"))
  }

  @Test func aPackOnTopOfTwoIsRefused() throws {
    let folder = try packs("", country: "country-rules") {
      $0.replacing("pack country_rules", with: "pack country_rules extends world")
    }
    let run = firmrisk("rules", "check", folder.file("packs/city"))
    #expect(run.status == .rulesDoNotCheck)
    #expect(run.output.contains("`country_rules` itself extends `world`"))
  }

  @Test func theCarriedPackStandsInForAMissingNeighbour() throws {
    let folder = try ScratchFolder()
    for name in try FileManager.default.contentsOfDirectory(atPath: Repository.cityRules) {
      guard name.hasSuffix(".rules") else { continue }
      try folder.write(
        "mine/" + name, try String(contentsOfFile: Repository.cityRules + "/" + name, encoding: .utf8))
    }
    let run = firmrisk("rules", "check", folder.file("mine"))
    #expect(run.status == .done, "\(run.output)")
    #expect(run.output.contains("on vn-labour (in the program)"))
    let named = firmrisk("rules", "check", "hue-2026")
    #expect(named.status == .done && named.output.contains("hue-2026"))
  }

  @Test func theCityPackChecksTestsAndIsFormatted() throws {
    let check = firmrisk("rules", "check", Repository.cityRules)
    #expect(check.status == .done && check.output.contains(" 0 warnings"), "\(check.output)")
    let test = firmrisk("rules", "test", Repository.cityRules)
    #expect(test.status == .done, "\(test.output)")
    #expect(firmrisk("rules", "format", Repository.cityRules, "--check").status == .done)
  }

  @Test func theCityPackAddsNoViolationAndKeepsEveryCapAboveItsHeaviestRule() throws {
    let pack = try RulePack.load(folder: Repository.cityRules)
    let ruleSet = try #require(pack.checked.ruleSet)
    let below = try #require(pack.base?.ruleSet)
    let known = Set(below.rules.map(\.id))
    let added = ruleSet.rules.filter { !known.contains($0.id) }
    #expect(added.count == 11)
    #expect(added.allSatisfy { $0.kind == .indicator && $0.fines.isEmpty && $0.basis.count >= 1 })
    #expect(ruleSet.areas.reduce(0) { $0 + $1.cap } == 100)
    for rule in ruleSet.rules {
      guard let area = rule.area, let points = rule.points else { continue }
      #expect(points.most <= ruleSet.areas[area].cap, "\(rule.id)")
    }
  }

  @Test func aRunOnTopNamesBothPacksAndTheirHashes() throws {
    let province = try SmallProvince()
    let folder = try packs(Self.fewerWagePoints, country: "country-rules")
    let out = folder.file("run")
    let run = firmrisk(
      "score", province.lists, "--rules", folder.file("packs/city"), "--out", out, "--lang", "en")
    #expect(run.status == .done, "\(run.errors)")
    #expect(run.output.contains("(city 7, on country_rules"))
    let data = try Data(contentsOf: URL(fileURLWithPath: out + "/manifest.json"))
    let manifest = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let rules = try #require(manifest["rules"] as? [String: Any])
    let below = try #require(rules["extends"] as? [String: Any])
    #expect(rules["pack"] as? String == "city" && below["pack"] as? String == "country_rules")
    let hashes = [rules["files_hash"], rules["meaning_hash"], below["files_hash"], below["meaning_hash"]]
    #expect(Set(hashes.compactMap { $0 as? String }).count == 4)
    let overrides = try #require(rules["overrides"] as? [[String: String]])
    #expect(overrides.map { $0["target"] } == ["rule wages.late", "policy"])
    #expect(overrides.first?["now"] == "points 2")
  }
}
