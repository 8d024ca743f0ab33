import Foundation
import RuleSentences
import Testing

@testable import FirmRiskCommands

/// The README shows output of the program; what it shows must be what the program prints.
@Suite struct ReadmeTests {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Lines of the fenced block that follows a phrase of the README.
  static func block(after phrase: String) throws -> [String] {
    let text = try String(contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8)
    let lines = text.components(separatedBy: "\n")
    let start = try #require(lines.firstIndex { $0.contains(phrase) }, "the README no longer says: \(phrase)")
    let open = try #require(lines[start...].firstIndex { $0.hasPrefix("```") })
    let close = try #require(lines[(open + 1)...].firstIndex { $0.hasPrefix("```") })
    return Array(lines[(open + 1)..<close])
  }

  static func output(_ arguments: [String]) -> [String] {
    let run = firmrisk(arguments)
    #expect(run.status == .done)
    return run.outputLines
  }

  static var input: [String] {
    [
      root.appendingPathComponent("samples/hue").path, "--rules",
      root.appendingPathComponent("rules/vn-labour").path,
    ]
  }

  @Test func theShownRankingIsWhatScorePrints() throws {
    let shown = try ReadmeTests.block(after: "The first builds the program")
    let printed = ReadmeTests.output(["score"] + ReadmeTests.input + ["--lang", "en", "--top", "4"])
    #expect(shown == Array(printed.prefix(shown.count)))
  }

  @Test func theShownReadingOfAPrintedListIsWhatSniffPrints() throws {
    let shown = try ReadmeTests.block(after: "says how one of them was understood")
    let list = ReadmeTests.root.appendingPathComponent("samples/hue-title-block/no-bhxh-2026-10.csv").path
    let printed = ReadmeTests.output(["sniff", list] + ReadmeTests.input.suffix(2))
    #expect(shown.count > 3 && shown == Array(printed.dropFirst(2).prefix(shown.count)))
  }

  @Test func theShownSumsAreWhatExplainPrints() throws {
    let shown = try ReadmeTests.block(after: "` begins:")
    let text = try String(contentsOf: ReadmeTests.root.appendingPathComponent("README.md"), encoding: .utf8)
    let command = try #require(text.firstMatch(of: /firmrisk explain (\d{10}) samples\/hue/))
    let printed = ReadmeTests.output(["explain", String(command.1)] + ReadmeTests.input + ["--lang", "en"])
    #expect(shown == Array(printed.prefix(shown.count)))
  }

  @Test func theCarriedProgramIsBuiltAsTheReadmeSays() throws {
    let lines = try ReadmeTests.block(after: "`Tests/StaticBinary/run` builds it")
    let shown = lines.dropLast().joined(separator: "\n")
    let script = try String(
      contentsOf: ReadmeTests.root.appendingPathComponent("Tests/StaticBinary/run"), encoding: .utf8)
    let command = try #require(shown.range(of: "swift build"))
    #expect(script.contains(shown[command.lowerBound...]))
  }

  @Test func theShownRuleStandsInThePack() throws {
    let shown = try ReadmeTests.block(after: "## A rule").joined(separator: "\n")
    let file = ReadmeTests.root.appendingPathComponent("rules/vn-labour/insurance.rules")
    #expect(try String(contentsOf: file, encoding: .utf8).contains(shown))
  }

  @Test func theShownSentenceIsWrittenFromTheRule() throws {
    let shown = try ReadmeTests.block(after: "The rule above reads there:")
    let ruleSet = try #require(RulePack.shipped().checked.ruleSet)
    let rule = try #require(ruleSet.rules.first { $0.id == "insurance.evasion.money" })
    let writer = RuleSentenceWriter(language: .en, ruleSet: ruleSet, asOf: ruleSet.latestChange)
    #expect(shown == writer.lines(of: rule))
  }

  @Test func theShownChangeOfLawIsWhatDiffPrints() throws {
    let shown = try ReadmeTests.block(after: "compares two packs by meaning:")
    let days = ["--as-of", "2025-12-31", "--as-of", "2026-01-01", "--lang", "en"]
    let pack = ReadmeTests.root.appendingPathComponent("rules/vn-labour").path
    let printed = ReadmeTests.output(["rules", "diff", pack] + days)
    let start = try #require(printed.firstIndex(of: shown[0]))
    #expect(shown == Array(printed[start..<start + shown.count]))
  }

  @Test(arguments: ["hue-2026", "vn-labour"]) func theCarriedPackIsTheFolder(_ name: String) throws {
    let folder = ReadmeTests.root.appendingPathComponent("rules/\(name)")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
      $0.hasSuffix(".rules")
    }
    let pack = RulePack.shipped(name)
    #expect(pack.files.map(\.relativePath) == names.sorted())
    for file in pack.files {
      #expect(Data(file.bytes) == (try Data(contentsOf: folder.appendingPathComponent(file.relativePath))))
    }
    #expect(pack.checked.diagnostics.isEmpty && pack.checked.ruleSet != nil)
  }

  @Test func everyPackOfTheRepositoryIsCarried() throws {
    let folders = try FileManager.default.contentsOfDirectory(
      atPath: ReadmeTests.root.appendingPathComponent("rules").path)
    #expect(ShippedPack.names == folders.filter { !$0.hasPrefix(".") }.sorted())
  }
}
