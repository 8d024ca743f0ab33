import Foundation
import TestSupport
import Testing

@testable import FirmRiskCommands

/// `--columns`.
@Suite struct RankingColumnTests {
  private func ranking(_ columns: [String]?, _ language: String = "vi") -> ProgramRun {
    var arguments = [
      "rank", Repository.sample, "--rules", Repository.cityRules, "--format", "csv", "--lang", language,
    ]
    if let columns { arguments += ["--columns", columns.joined(separator: ",")] }
    return firmrisk(arguments)
  }

  @Test func anyColumnsHaveTheCellsOfTheWholeRankingInItsOrder() throws {
    let whole = PlainCSV(ranking(nil).output)
    var generator = SeededGenerator(seed: 7)
    var chosen = [
      ["first_reason_text"], ["first_reason"], ["tax_code"], ["held_by"], ["name", "fired_rules"],
    ]
    for _ in 0..<6 {
      chosen.append(whole.header.filter { _ in Bool.random(using: &generator) }.shuffled(using: &generator))
    }
    chosen.append(whole.header.shuffled(using: &generator))
    for columns in chosen where !columns.isEmpty {
      let places = whole.header.indices.filter { columns.contains(whole.header[$0]) }
      let text = ranking(columns).output
      let cut = PlainCSV(text)
      #expect(cut.header == places.map { whole.header[$0] })
      #expect(cut.rows == whole.rows.map { row in places.map { row[$0] } }, "\(columns)")
      #expect(!text.contains("\r\n\r\n") && text.hasSuffix("\r\n"))
    }
  }

  @Test func allColumnsNamedAreTheWholeRanking() {
    let whole = ranking(nil, "en").output
    #expect(ranking(PlainCSV(whole).header, "en").output == whole)
  }

  @Test func aColumnThatNoRankingHasIsRefusedBeforeListsAreRead() {
    let run = firmrisk([
      "rank", "no-such-folder", "--as-of", "2026-10-31", "--format", "csv", "--columns", "rank,points",
    ])
    #expect(run.status == .usage)
    #expect(run.errors.contains("no column `points`") && run.errors.contains("tax_code"))
  }

  @Test func personalColumnsAloneAreRefusedUnlessTheyMayBeSeen() throws {
    let folder = try ScratchFolder()
    let pack = Repository.root + "/Tests/FirmRiskCommandsTests/SmallPack"
    try FileManager.default.copyItem(atPath: pack, toPath: folder.file("rules"))
    let rules = try folder.text("rules/small.rules")
    let personal = rules.replacing("  role group\n", with: "  role group\n  personal\n", maxReplacements: 1)
    try #require(personal != rules)
    try folder.write("rules/small.rules", personal)
    try folder.write("lists/labour.csv", SmallProvince.labour)
    try folder.write("lists/lists.txt", SmallProvince.dates)
    func rank(_ columns: String, _ options: String...) -> ProgramRun {
      firmrisk(
        [
          "rank", folder.file("lists"), "--rules", folder.file("rules"), "--format", "csv", "--columns",
          columns,
        ]
          + options)
    }
    let name = try #require(PlainCSV(rank("rank,commune", "--include-personal").output).header.last)
    #expect(name == "commune")
    let refused = rank("commune")
    #expect(refused.status == .usage && refused.errors.contains("--include-personal"))
    #expect(PlainCSV(rank("rank,commune").output).header == ["rank"])
    #expect(PlainCSV(rank("commune", "--include-personal").output).rows.count > 1)
  }

  @Test func columnsOfNothingAreRefused() {
    for options in [["--columns", "rank"], ["--columns", ", ,", "--format", "csv"]] {
      let run = firmrisk(["rank", Repository.sample] + options)
      #expect(run.status == .usage && run.errors.contains("--columns"))
    }
  }
}
