@testable import FirmRiskCommands
import Foundation
import RuleModel
import Testing

/// What the README of each pack says of its rules.
@Suite struct PackReadmeTests {
  static let day = CivilDate(iso: "2026-11-20")

  private func readme(_ folder: String) throws -> String {
    try String(contentsOfFile: folder + "/README.md", encoding: .utf8)
  }

  /// The lines between two marks of a README.
  private func part(_ name: String, of text: String) throws -> Substring {
    let begin = try #require(text.range(of: "<!-- \(name):begin -->\n"))
    let end = try #require(text.range(of: "<!-- \(name):end -->"))
    return text[begin.upperBound..<end.lowerBound]
  }

  private func tables(_ folder: String) throws -> PackTables {
    let pack = try RulePack.load(folder: folder)
    let ruleSet = try #require(pack.checked.ruleSet)
    let below = Set(pack.base?.ruleSet?.rules.map(\.id) ?? [])
    return PackTables(
      ruleSet: ruleSet, rules: ruleSet.rules.filter { !below.contains($0.id) }, day: try #require(Self.day))
  }

  /// With `RECORD_GOLDEN` the tables are written anew, and the test fails so that this is not left on.
  @Test(arguments: [Repository.shippedRules, Repository.cityRules])
  func theTablesAreThoseOfTheRules(_ folder: String) throws {
    let tables = try tables(folder)
    var text = try readme(folder)
    let isRecording = ProcessInfo.processInfo.environment["RECORD_GOLDEN"] != nil
    for (name, table) in [("counts", tables.counts), ("rules", tables.list)] {
      let shown = try part(name, of: text)
      #expect(shown == table, "\(name) of \(folder): record it with RECORD_GOLDEN=1")
      if isRecording { text.replaceSubrange(shown.startIndex..<shown.endIndex, with: table) }
    }
    guard isRecording else { return }
    try text.write(toFile: folder + "/README.md", atomically: true, encoding: .utf8)
    Issue.record("recorded; run again without RECORD_GOLDEN")
  }

  /// The first and last cells of a table's rows.
  private func rows(_ table: Substring) -> [(id: String, reason: String)] {
    table.split(separator: "\n").dropFirst(2).map { line in
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      return (cells[0].replacingOccurrences(of: "`", with: ""), cells[cells.count - 1])
    }
  }

  @Test func everyProvisionHasARuleOrAReason() throws {
    let rows = rows(try part("provisions", of: try readme(Repository.shippedRules)))
    #expect(rows.count == 97 + 12)
    #expect(Set(rows.map(\.id)).count == rows.count)
    #expect(rows.allSatisfy { $0.reason.count > 10 })
    #expect(rows.filter { $0.id.hasPrefix("gate.") }.count == 12)
  }

  @Test func everyRuleNamedInTheReadmeExistsAndEveryRuleIsNamed() throws {
    let rules = Set(try tables(Repository.shippedRules).rules.map(\.id))
    let areas = Set(rules.map { String($0.prefix { $0 != "." }) })
    let text = try readme(Repository.shippedRules)
    let start = try #require(text.range(of: "<!-- provisions:begin -->"))
    let reasons = rows(try part("provisions", of: text)).map(\.reason).joined(separator: "\n")
    let after = String(text[start.upperBound...])
    var named: Set<String> = []
    for match in (reasons + after.components(separatedBy: "<!-- provisions:end -->")[1]).matches(
      of: /`([a-z_]+\.[a-z_.]+)`/)
    {
      let id = String(match.1)
      guard !id.hasSuffix(".rules"), areas.contains(String(id.prefix { $0 != "." })) else { continue }
      #expect(rules.contains(id), "`\(id)` is no rule")
      named.insert(id)
    }
    #expect(rules.subtracting(named).sorted() == [])
  }

  @Test func everyCriterionOfTheProvincesHasARow() throws {
    let rows = rows(try part("criteria", of: try readme(Repository.cityRules)))
    #expect(rows.map { Int($0.id) } == (1...37).map { $0 })
    #expect(rows.allSatisfy { $0.reason.count > 8 })
  }
}
