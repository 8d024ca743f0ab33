import Foundation
import Testing

@testable import FirmRiskCommands

/// `generate --wide --every-field`: a list that feeds every rule of a pack.
@Suite struct EveryFieldTests {
  private static let firms = 400
  /// Lists whose rows the list can be: all but the one that only names the codes of units.
  private static let agencies = [
    "labour", "debtors", "insured", "unions", "selfcheck", "tax", "inspections", "plans", "disputes",
  ]

  private struct Summary: Decodable {
    struct Rule: Decodable {
      let id: String
      let fired: Int
      let unknown: Int
    }
    struct Missing: Decodable {
      let id: String
    }
    struct Field: Decodable {
      let name: String
      let carried: Bool
      let blank: Int
      let bad: Int
    }
    struct Source: Decodable {
      let name: String
      let rowsRead: Int
      let joined: Int
      let rejected: Int
    }
    let rules: [Rule]
    let notAssessed: [Missing]
    let fields: [Field]
    let sources: [Source]
  }

  private func generate(_ path: String, _ rules: String, seed: Int = 7) {
    let run = firmrisk(
      "generate", path, "--wide", "--every-field", "--rules", rules, "--firms", "\(Self.firms)", "--seed",
      "\(seed)")
    #expect(run.status == .done, "\(run.errors)")
  }

  private func summary(_ list: String, _ rules: String, in folder: ScratchFolder) throws -> Summary {
    let sources = Self.agencies.flatMap { ["--source", "\($0)=\(list)"] }
    let run = firmrisk(
      ["score"] + sources + [
        "--rules", rules, "--as-of", "2026-10-31", "--out", folder.file("out"), "--quiet",
      ])
    #expect(run.status == .done, "\(run.errors)")
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(Summary.self, from: Data(try folder.text("out/summary.json").utf8))
  }

  @Test(arguments: [Repository.shippedRules, Repository.cityRules])
  func everyRuleIsFedAndNoRowIsRejected(_ rules: String) throws {
    let folder = try ScratchFolder()
    let list = folder.file("list.csv")
    generate(list, rules)
    let summary = try summary(list, rules, in: folder)
    #expect(summary.notAssessed.map(\.id) == [])
    #expect(summary.rules.count >= 107)
    for source in summary.sources {
      #expect(source.rejected == 0 && source.joined == Self.firms, "\(source.name)")
    }
    for field in summary.fields { #expect(field.carried && field.bad == 0, "\(field.name)") }
  }

  @Test func fewRulesFireAndFewAreUnknown() throws {
    let folder = try ScratchFolder()
    let list = folder.file("list.csv")
    generate(list, Repository.shippedRules)
    let summary = try summary(list, Repository.shippedRules, in: folder)
    let fired = summary.rules.reduce(0) { $0 + $1.fired }
    #expect((Self.firms...8 * Self.firms).contains(fired), "\(fired)")
    for rule in summary.rules {
      #expect(rule.fired < Self.firms / 2, "\(rule.id) fires for \(rule.fired)")
      #expect(rule.unknown < Self.firms / 4, "\(rule.id) is unknown for \(rule.unknown)")
    }
  }

  @Test func theSameSeedGivesTheSameBytes() throws {
    let folder = try ScratchFolder()
    for (name, seed) in [("first", 7), ("second", 7), ("other", 8)] {
      generate(folder.file(name), Repository.shippedRules, seed: seed)
    }
    #expect(try folder.text("first") == folder.text("second"))
    #expect(try folder.text("first") != folder.text("other"))
  }

  @Test func aFieldThatIsNewInTheRulesHasAColumn() throws {
    let folder = try ScratchFolder()
    for name in try RulePack.ruleFileNames(in: Repository.shippedRules) {
      try folder.write(
        "rules/" + name, String(contentsOfFile: Repository.shippedRules + "/" + name, encoding: .utf8))
    }
    try folder.write(
      "rules/new.rules",
      """
      field canteen_seats: times {
        title vi "Số chỗ ngồi ở nhà ăn" en "Seats"
        range 0 to 9_000
        from tax
      }
      rule safety.canteen is indicator {
        title vi "Nhà ăn nhỏ" en "Small canteen"
        effective from 2020-01-01
        when canteen_seats < 7
        points 1
      }
      example "six" of safety.canteen { canteen_seats = 6 as of 2026-11-20 expect fires 1 }
      example "seven" of safety.canteen { canteen_seats = 7 as of 2026-11-20 expect passes }
      """)
    let list = folder.file("list.csv")
    generate(list, folder.file("rules"))
    let summary = try summary(list, folder.file("rules"), in: folder)
    #expect(summary.notAssessed.map(\.id) == [])
    let rule = try #require(summary.rules.first { $0.id == "safety.canteen" })
    #expect(rule.fired > 0 && rule.fired < Self.firms / 10)
    #expect((1..<Self.firms / 10).contains(rule.unknown))
  }
}
