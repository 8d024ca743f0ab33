import FirmSources
import Foundation
import RecordFiles
import TestSupport
import Testing

@testable import FirmRiskCommands

/// Nothing is lost: the counts of every list and of the firms add up, in every file that states them.
@Suite struct BalanceTests {
  @Test func aResultWhoseRowsDoNotAddUpIsRefused() throws {
    let province = try SmallProvince()
    let ruleSet = try #require(RulePack.load(folder: province.rules).checked.ruleSet)
    let plan = try InputPlan(InputRequest(path: province.lists), for: ruleSet)
    var account = try FirmSources.join(plan, for: ruleSet).account
    var printed: [UInt8] = []
    let environment = ProgramEnvironment(output: { _ in }, errors: { printed += $0 })
    #expect(FirmRun.imbalance(account, in: environment) == nil && printed.isEmpty)
    // A row of the file that no count has.
    account.sources[0].rowsRead += 1
    #expect(FirmRun.imbalance(account, in: environment)?.status == .inputUnreadable)
    let text = String(decoding: printed, as: UTF8.self)
    #expect(text.contains("error[FR307]") && text.contains("= help: keep the lists"), "\(text)")
  }

  /// Checks all counts of a folder that a run left.
  static func expectBalance(_ files: [String: Data], _ location: SourceLocation = #_sourceLocation) throws {
    let summary = try #require(
      try JSONSerialization.jsonObject(with: files["summary.json"] ?? Data()) as? [String: Any])
    let sources = try #require(summary["sources"] as? [[String: Any]])
    let table = files.table("sources.csv")
    #expect(table.rows.count == sources.count, sourceLocation: location)
    let parts = ["joined", "merged", "set_aside", "unmatched", "rejected"]
    let rejects = files.table("rejects.csv").entries
    for (source, line) in zip(sources, table.entries) {
      let name = try #require(source["name"] as? String)
      func count(_ key: String) throws -> Int { try #require(source[key] as? Int) }
      for key in ["rows_read"] + parts {
        #expect(line[key] == String(try count(key)), sourceLocation: location)
      }
      let sum = try parts.reduce(0) { $0 + (try count($1)) }
      #expect(try count("rows_read") == sum, "\(name)", sourceLocation: location)
      #expect(source["balanced"] as? Bool == true && line["balanced"] == "yes", sourceLocation: location)
      let listed = rejects.count { $0["source"] == name && $0["part"] == "row" }
      #expect(try count("rejected") == listed, "\(name)", sourceLocation: location)
    }
    try expectFirms(summary, files.table("ranking.csv"), location)
  }

  /// Checks the firms of the ranking against the counts of the summary.
  private static func expectFirms(_ summary: [String: Any], _ ranking: PlainCSV, _ location: SourceLocation)
    throws
  {
    let firms = try #require(summary["firms"] as? [String: Any])
    let keys = ranking.column("tax_code")
    #expect(Set(keys).count == keys.count, sourceLocation: location)
    #expect(firms["ranked"] as? Int == keys.count, sourceLocation: location)
    #expect(firms["distinct_keys"] as? Int == keys.count, sourceLocation: location)
    #expect(firms["balanced"] as? Bool == true, sourceLocation: location)
    #expect(ranking.column("rank") == keys.indices.map { String($0 + 1) }, sourceLocation: location)
    let bands = try #require(summary["bands"] as? [String: [String: Int]])
    let outcomes = try #require(summary["outcomes"] as? [String: Int])
    let ranked = zip(ranking.column("band"), ranking.column("band_may_be")).map { "\($0) \($1)" }
    for (band, row) in bands {
      for (mayBe, count) in row {
        let firms = ranked.count { $0 == "\(band) \(mayBe)" }
        #expect(firms == count, "\(band) to \(mayBe)", sourceLocation: location)
      }
    }
    let decided = ranking.column("outcome")
    for (outcome, count) in outcomes where outcome != "held_back" {
      #expect(decided.count { $0 == outcome } == count, "\(outcome)", sourceLocation: location)
    }
    let fired = counts(of: ranking.column("fired_rules"))
    let unknown = counts(of: ranking.column("unknown_rules"))
    for rule in try #require(summary["rules"] as? [[String: Any]]) {
      let states = ["fired", "passed", "unknown", "not_applicable"].compactMap { rule[$0] as? Int }
      #expect(states.count == 4 && states.reduce(0, +) == keys.count, "\(rule)", sourceLocation: location)
      guard rule["kind"] as? String != "gate", rule["scores"] as? Bool == true else { continue }
      let id = try #require(rule["id"] as? String)
      #expect(fired[id, default: 0] == rule["fired"] as? Int, "\(id)", sourceLocation: location)
      #expect(unknown[id, default: 0] == rule["unknown"] as? Int, "\(id)", sourceLocation: location)
    }
  }

  /// How often each id stands in cells of ids.
  private static func counts(of cells: [String]) -> [String: Int] {
    cells.joined(separator: " ").split(separator: " ").reduce(into: [:]) { $0[String($1), default: 0] += 1 }
  }

  @Test func theShippedSampleBalances() throws {
    let sample = try ScoredSample.shared.get()
    try BalanceTests.expectBalance(sample.files)
    #expect(sample.files.table("sources.csv").rows.count == 8)
    #expect(sample.ranking.rows.count == 2400)
  }

  @Test(arguments: [1, 2])
  func generatedProvincesBalance(seed: Int) throws {
    let folder = try ScratchFolder()
    #expect(
      firmrisk("generate", folder.file("lists"), "--firms", "200", "--seed", String(seed)).status == .done)
    let run = firmrisk(
      "score", folder.file("lists"), "--rules", Repository.shippedRules, "--out", folder.file("out"))
    #expect(run.status == .done, "\(run.errors)")
    try BalanceTests.expectBalance(try folder.contents(of: "out"))
  }

  @Test func aFolderWithEveryKindOfRowBalances() throws {
    let province = try SmallProvince()
    let messy = """
      SỞ NỘI VỤ,,,,,
      Danh sách doanh nghiệp,,,,,
      MST,Tên doanh nghiệp,Xã,Số lao động,Số ngày chậm trả lương,Có công đoàn
      (1),(2),(3),(4),(5),(6)
      9900000048,Công ty An,Phú Bài,40,10,Có
      ,,,,,
      9900000048,Công ty An,Phú Bài,40,10,Có
      MST,Tên doanh nghiệp,Xã,Số lao động,Số ngày chậm trả lương,Có công đoàn
      9900000062,Công ty Bình,An Cựu
      9900000062,Công ty Bình,An Cựu,1,2,3,4,5
      9900000104,"Công ty
      Cường",An Cựu,x,,
      abc,Công ty Dũng,,,,
      Tổng cộng,,,52,,

      """
    try province.folder.write("lists/labour.csv", messy)
    let run = province.score()
    #expect(run.status == .done)
    try BalanceTests.expectBalance(try province.folder.contents(of: "out"))
    let labour = try #require(try province.sources().entries.first)
    #expect(labour["joined"] == "2")
    #expect(labour["merged"] == "1")
    #expect(labour["rejected"] == "3")
  }

  @Test func listsOfRandomBytesBalance() throws {
    var generator = SeededGenerator(seed: 20_261_031)
    let pieces = [
      "9900000048", "9900000062", "0999000175", "990000004", "9,9E+09", ",", ",", ",", ",", "\n", "\n",
      "\r\n", "\"",
      "Công ty", "Tổng cộng", "x", "1.234.567", "31/02/2026", "12", "Có", "\t", ";", "MST",
    ]
    for round in 0..<40 {
      let province = try SmallProvince()
      let body = (0..<Int.random(in: 5...120, using: &generator)).compactMap { _ in
        pieces.randomElement(using: &generator)
      }
      try province.folder.write(
        "lists/debtors.csv", "MST,Tên doanh nghiệp,Số tiền nợ BHXH,Số ngày nợ\n" + body.joined())
      let run = province.score("--quiet")
      if run.status == .done {
        try BalanceTests.expectBalance(try province.folder.contents(of: "out"))
      } else {
        #expect(run.status == .inputUnreadable && run.errors.contains("debtors.csv"), "round \(round)")
        #expect(!province.folder.exists("out"))
      }
    }
  }
}
