import Foundation
import Testing

@testable import FirmRiskCommands

/// What a plan reports of groups of firms: shares against targets, the same on the page, in the workbook and as JSON.
@Suite struct AggregateTests {
  private struct Summary: Decodable {
    struct Share: Decodable, Equatable {
      var of: String
      var name: String
      var yes: Int
      var no: Int
      var unknown: Int
      var target: Double?
    }
    struct Group: Decodable {
      var name: String?
      var firms: Int
      var shares: [Share]
    }
    struct Grouping: Decodable {
      var by: String
      var groups: [Group]
    }
    var shares: [Share]
    var groups: [Grouping]
  }

  private func summary(_ province: SmallProvince) throws -> Summary {
    try JSONDecoder().decode(Summary.self, from: Data(try province.folder.text("out/summary.json").utf8))
  }

  @Test func sharesCountYesNoAndUnknownAgainstTargets() throws {
    let province = try SmallProvince()
    #expect(province.score().status == .done)
    // An, Bình, Cường, Dũng, the firm `=1+1`, and Ê, which is on the debtors' list alone.
    let expected = [
      Summary.Share(of: "field", name: "has_union", yes: 2, no: 1, unknown: 3, target: 0.6),
      Summary.Share(of: "rule", name: "wages.late", yes: 2, no: 2, unknown: 2, target: 0.955),
    ]
    let summary = try summary(province)
    #expect(summary.shares == expected)
    for grouping in summary.groups {
      for (place, share) in expected.enumerated() {
        let parts = grouping.groups.map { $0.shares[place] }
        #expect(parts.reduce(0) { $0 + $1.yes } == share.yes, "\(grouping.by)")
        #expect(parts.reduce(0) { $0 + $1.no } == share.no, "\(grouping.by)")
        #expect(parts.reduce(0) { $0 + $1.unknown } == share.unknown, "\(grouping.by)")
      }
    }
  }

  @Test func thePageShowsSharesAndTargets() throws {
    let province = try SmallProvince()
    #expect(province.score("--report", "html").status == .done)
    let page = try province.folder.text("out/report.html")
    let table = try #require(page.components(separatedBy: "id=shares>").dropFirst().first)
    #expect(table.contains("66,7%") && table.contains("60,0%") && table.contains("95,5%"))
  }
}
