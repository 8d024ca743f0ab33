import Foundation
import TestSupport
import Testing

@testable import FirmRiskCommands

/// What `explain` prints can be added up by hand, and gives what `ranking.csv` says.
@Suite struct ExplainTests {
  /// An explanation in English as a reader takes it in: numbers from the text alone.
  struct ReadExplanation {
    struct Sum: Equatable {
      var low = 0
      var high = 0
    }

    /// Sums of the points printed beside rules, by area.
    var added: [String: Sum] = [:]
    /// The column `Sum` of the table of areas.
    var stated: [String: Sum] = [:]
    /// The columns `Low` and `High` of that table, and the column `Cap`.
    var capped: [String: Sum] = [:]
    var caps: [String: Int] = [:]
    var total = Sum()
    var fired: [String] = []
    var unknown: [String] = []

    init(_ text: String) throws {
      var rule: (area: String, sum: Sum)?
      for line in text.components(separatedBy: "\n") {
        if let match = line.wholeMatch(of: /.* \(([a-z]+)\) +(\d+)(?:–(\d+))? +(\d+) +(\d+) +(\d+)/) {
          let low = Int(match.2) ?? -1
          stated[String(match.1)] = Sum(low: low, high: match.3.flatMap { Int($0) } ?? low)
          caps[String(match.1)] = Int(match.4)
          capped[String(match.1)] = Sum(low: Int(match.5) ?? -1, high: Int(match.6) ?? -1)
        } else if let match = line.wholeMatch(of: /Total +100 +(\d+) +(\d+)/) {
          total = Sum(low: Int(match.1) ?? -1, high: Int(match.2) ?? -1)
        } else if let match = line.firstMatch(of: /^  \[(.+?)\] ([a-z_0-9]+)\.([a-z_0-9.]+) ·/) {
          close(rule)
          rule = nil
          let id = "\(match.2).\(match.3)"
          if match.2 == "gate" || match.1.hasPrefix("draft") { continue }
          rule = (String(match.2), ReadExplanation.points(String(match.1)))
          if match.1.contains("0–") { unknown.append(id) } else if match.1 != "0" { fired.append(id) }
        } else if line.contains("counted in the low sum only") {
          rule?.sum.high = 0
        } else if line.contains("counted in the high sum only") {
          rule?.sum.low = 0
        }
      }
      close(rule)
    }

    private mutating func close(_ rule: (area: String, sum: Sum)?) {
      guard let rule else { return }
      added[rule.area, default: Sum()].low += rule.sum.low
      added[rule.area, default: Sum()].high += rule.sum.high
    }

    /// `+8`, `+5–12`, `0–20`; what stands in parentheses counts for nothing.
    private static func points(_ text: String) -> Sum {
      guard let match = text.wholeMatch(of: /\+?(\d+)(?:–(\d+))?/) else { return Sum() }
      let low = Int(match.1) ?? -1000
      return Sum(low: low, high: match.2.flatMap { Int($0) } ?? low)
    }
  }

  /// Expects that the text adds up, and to the numbers of a line of `ranking.csv`.
  private func expectSums(_ text: String, _ entry: [String: String]) throws {
    let name = entry["tax_code"] ?? ""
    let read = try ReadExplanation(text)
    var total = ReadExplanation.Sum()
    for (area, stated) in read.stated {
      let added = read.added[area] ?? .init()
      #expect(added == stated, "\(name) \(area)")
      let cap = read.caps[area] ?? -1
      #expect(
        read.capped[area] == .init(low: min(cap, added.low), high: min(cap, added.high)), "\(name) \(area)")
      #expect(entry["area_" + area] == String(min(cap, added.low)), "\(name) \(area)")
      total.low += min(cap, added.low)
      total.high += min(cap, added.high)
    }
    for (area, added) in read.added where added.high > 0 {
      #expect(read.stated[area] != nil, "\(name) \(area)")
    }
    #expect(read.total == total, "\(name)")
    #expect(entry["low"] == String(total.low) && entry["high"] == String(total.high), "\(name)")
    #expect(read.fired.sorted().joined(separator: " ") == entry["fired_rules"], "\(name)")
    #expect(read.unknown.sorted().joined(separator: " ") == entry["unknown_rules"], "\(name)")
    #expect(text.contains("tax code \(name)\n"))
    let interval = total.low == total.high ? "\(total.low)" : "\(total.low)–\(total.high)"
    #expect(text.contains("score \(interval) (estimate \(entry["estimate"] ?? ""))"), "\(name)")
    #expect(text.contains("band \(entry["band"] ?? "")"), "\(name)")
  }

  @Test func theSumsOfTheSampleCanBeCheckedByHand() throws {
    let entries = try ScoredSample.shared.get().ranking.entries
    let run = try ScoredSample.run.get().value
    var generator = SeededGenerator(seed: 5)
    let random = (0..<20).map { _ in Int.random(in: 0..<entries.count, using: &generator) }
    for rank in [0, 1, 2, 3, 4] + random {
      let firm = Int(run.result.run.ranking[rank])
      #expect(run.result.table.keys[firm] == entries[rank]["tax_code"])
      let text = FirmExplanationText(
        result: run.result, firm: firm, words: RunWords(language: .en), width: 300,
        origins: run.joined.origins)
      try expectSums(text.lines().joined(separator: "\n"), entries[rank])
    }
  }

  @Test func theTopFirmOfTheSampleIsExplainedByTheProgram() throws {
    let entry = try #require(try ScoredSample.shared.get().ranking.entries.first)
    let run = firmrisk(
      [
        "explain", entry["tax_code"] ?? "", Repository.sample, "--rules", Repository.shippedRules, "--lang",
        "en",
      ],
      width: 300)
    #expect(run.status == .done)
    #expect(run.output.contains("Rank 1/2,400"))
    try expectSums(run.output, entry)
  }

  @Test func theSumsOfEveryFirmOfASmallListCanBeCheckedByHand() throws {
    let province = try SmallProvince()
    #expect(province.score().status == .done)
    for entry in try province.ranking().entries {
      let run = province.explain(entry["tax_code"] ?? "", "--lang", "en", width: 200)
      #expect(run.status == .done)
      try expectSums(run.output, entry)
    }
  }

  @Test func everyFigureNamesItsFileAndLine() throws {
    let province = try SmallProvince()
    let run = province.explain("9900000048", "--lang", "en")
    #expect(run.output.contains("Insurance debt = 90,000,000 VND (debtors.csv, line 2: “90.000.000”)"))
    #expect(run.output.contains("Days wages were late = 10 days (labour.csv, line 2: “10”)"))
    let absent = province.explain("9900000217", "--lang", "en")
    #expect(absent.output.contains("Insurance debt = 0 VND (not on debtors.csv)"))
  }

  @Test func aTaxCodeMayBeTypedAsListsWriteIt() throws {
    let province = try SmallProvince()
    let plain = province.explain("0999000175")
    #expect(plain.status == .done)
    #expect(province.explain("999000175").output == plain.output)
    #expect(province.explain(" 0999000175 ").output == plain.output)
  }

  @Test(arguments: ["vi", "en"])
  func anExplanationReadsAsRecorded(language: String) throws {
    let province = try SmallProvince()
    var text = ""
    for code in ["9900000048", "9900000062", "9900000224"] {
      let run = province.explain(code, "--lang", language, width: 90)
      #expect(run.status == .done && run.errors.isEmpty)
      #expect(run.outputLines.allSatisfy { $0.count <= 90 })
      text += run.output + "----\n"
    }
    #expect(GoldenFile.difference(text, from: "explain.\(language).txt") == nil)
  }
}
