import Foundation
import Testing

@testable import FirmRiskCommands

/// `ranking.csv` of the shipped sample and of a small list.
@Suite struct RankingTests {
  @Test func theColumnsAreThoseThatOtherProgramsRead() throws {
    let header = try ScoredSample.shared.get().ranking.header
    #expect(header.prefix(3) == ["rank", "tax_code", "name"])
    #expect(
      header.suffix(4) == ["fired_rules", "unknown_rules", "first_reason", "first_reason_text"])
    let areas = header.filter { $0.hasPrefix("area_") }
    #expect(areas.count == 11)
    for name in [
      "low", "high", "estimate", "band", "band_may_be", "coverage", "outcome", "held_by", "confirm_first",
      "workers_affected",
    ] { #expect(header.contains(name)) }
  }

  @Test func everyLineHasEveryColumn() throws {
    let ranking = try ScoredSample.shared.get().ranking
    #expect(ranking.rows.allSatisfy { $0.count == ranking.header.count })
  }

  @Test func theAreasOfAFirmSumToItsScore() throws {
    let ranking = try ScoredSample.shared.get().ranking
    let areas = ranking.header.filter { $0.hasPrefix("area_") }
    for entry in ranking.entries {
      let sum = areas.reduce(0) { $0 + (Int(entry[$1] ?? "") ?? -1000) }
      #expect(entry["low"] == String(sum))
      let low = Double(entry["low"] ?? "") ?? -1
      let high = Double(entry["high"] ?? "") ?? -1
      let estimate = try #require(Double(entry["estimate"] ?? ""))
      #expect(0 <= low && low <= estimate && estimate <= high && high <= 100)
      #expect(high <= (Double(entry["coverage"] ?? "") ?? -1))
    }
  }

  @Test func bandsFollowTheLimitsOfThePolicy() throws {
    func band(_ text: String?) -> String {
      let score = Int(text ?? "") ?? -1
      return score >= 60 ? "critical" : score >= 40 ? "high" : score >= 20 ? "medium" : "low"
    }
    for entry in try ScoredSample.shared.get().ranking.entries {
      #expect(entry["band"] == band(entry["low"]))
      #expect(entry["band_may_be"] == band(entry["high"]))
    }
  }

  /// Policy: low descending, workers affected descending, high descending, tax code.
  @Test func firmsStandInTheOrderOfThePolicy() throws {
    let ranking = try ScoredSample.shared.get().ranking
    func number(_ entry: [String: String], _ name: String) throws -> Int {
      try #require(Int((entry[name] ?? "").replacingOccurrences(of: "+", with: "")))
    }
    for (first, second) in zip(ranking.entries, ranking.entries.dropFirst()) {
      let names = ["low", "workers_affected", "high"]
      let above = try names.map { try number(first, $0) }
      let below = try names.map { try number(second, $0) }
      if above == below {
        #expect(
          Array((first["tax_code"] ?? "").utf8).lexicographicallyPrecedes((second["tax_code"] ?? "").utf8))
      } else {
        #expect(below.lexicographicallyPrecedes(above))
      }
    }
  }

  @Test func outcomesFollowThePolicy() throws {
    for entry in try ScoredSample.shared.get().ranking.entries {
      let fired = entry["fired_rules"] ?? ""
      switch entry["outcome"] {
      case "inspect":
        #expect(!fired.isEmpty)
        #expect(entry["held_by"] == "")
      case "ask", "none": #expect(entry["confirm_first"] == "" || entry["held_by"] == "")
      case "letter": #expect(!fired.isEmpty)
      default: Issue.record("unknown outcome \(entry["outcome"] ?? "")")
      }
      #expect((entry["first_reason"] ?? "").isEmpty == fired.isEmpty)
      #expect(fired.isEmpty || fired.split(separator: " ").contains(Substring(entry["first_reason"] ?? "")))
      #expect((entry["first_reason_text"] ?? "").isEmpty == fired.isEmpty)
    }
  }

  @Test func taxCodesKeepTheirZeros() throws {
    let codes = try ScoredSample.shared.get().ranking.column("tax_code")
    #expect(codes.allSatisfy { $0.wholeMatch(of: /\d{10}|\d{12}|\d{10}-\d{3}/) != nil })
    #expect(codes.contains { $0.hasPrefix("0") })
  }

  @Test func noCellStartsAFormula() throws {
    let sample = try ScoredSample.shared.get()
    for name in ["ranking.csv", "rejects.csv", "sources.csv", "conflicts.csv"] {
      for row in sample.files.table(name).rows {
        for cell in row { #expect(!["=", "+", "-", "@", "\t", "\r"].contains(cell.prefix(1)), "\(cell)") }
      }
    }
  }

  @Test func aNameThatASpreadsheetWouldComputeIsGuarded() throws {
    let province = try SmallProvince()
    let names = ["=1+1", "+84 234", "-Công ty", "@SUM(A1)", "\tTab", "Công ty"]
    var labour = SmallProvince.header
    for (number, name) in names.enumerated() { labour += "990000004\(number),\"\(name)\",Xã,1,,\n" }
    try province.folder.write("labour.csv", labour)
    #expect(province.scoreOnly(province.folder.file("labour.csv")).status == .done)
    let written = try province.ranking().column("name").sorted()
    // A tab at the start is trimmed when the list is read.
    #expect(written == ["'+84 234", "'-Công ty", "'=1+1", "'@SUM(A1)", "Công ty", "Tab"])
  }

  @Test func theFileIsMadeForSpreadsheets() throws {
    let text = try ScoredSample.shared.get().files.text("ranking.csv")
    #expect(text.unicodeScalars.first == "\u{FEFF}")
    let feeds = text.utf8.count { $0 == 0x0A }
    #expect(text.contains("\r\n") && feeds == 2401)
  }
}
