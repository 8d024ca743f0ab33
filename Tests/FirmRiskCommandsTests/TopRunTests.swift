import FirmSources
import Foundation
import RecordFiles
import RunFolder
import Testing

@testable import FirmRiskCommands

/// What `score --top` and `rank --top` print when nothing but the first firms is kept is what they print of all firms.
@Suite struct TopRunTests {
  private static let forty = Repository.root + "/samples/benchmark"
  private static let byEstimate = """
    policy {
      bands low from 0, medium from 20, high from 40, critical from 60
      inspect when low >= 40
      letter when low > 0
      ask when estimate >= 20
      rank by estimate descending, high, tax_code descending
    }
    """

  /// All that a run says of itself beside its files.
  private struct Printed: Equatable {
    var formats: [String] = []
    var findings: [String] = []
    var failures: [String?] = []
  }

  private final class Sheet {
    var bytes: [UInt8] = []
    func write(_ more: [UInt8]) throws(OutputError) { bytes += more }
  }

  private func completed(
    _ list: String, _ rules: String, jobs: Int = 1, partBytes: Int = 1 << 20, streams: Bool = true,
    shown: Int? = nil, traced: Bool = false, keptConflicts: Int = 10_000
  ) throws -> FirmRun {
    let arguments = CommandArguments(
      operands: [list],
      values: ["--rules": [rules], "--as-of": ["2026-10-31"], "--jobs": ["\(jobs)"]])
    var request = try RunRequest(arguments, input: list)
    request.keepsCells = traced
    request.tracing = traced ? .all : .none
    request.shownFirms = shown
    request.bounds.streamsFrom = streams ? 1 : .max
    request.bounds.partBytes = partBytes
    request.bounds.keptConflicts = keptConflicts
    return try FirmRun.complete(request, in: ProgramEnvironment(output: { _ in }, errors: { _ in })).get()
  }

  private func printed(
    _ run: FirmRun, top: Int, _ formats: [OutputFormat] = [.table, .md, .csv]
  ) throws -> Printed {
    var printed = Printed()
    for format in formats {
      for (language, hasSummary) in [("vi", !format.namesOrigins), ("en", false)] {
        let sheet = Sheet()
        RankingOutput(
          result: run.result, format: format,
          options: RunFolder.Options(language: language == "vi" ? .vi : .en), hasSummary: hasSummary,
          top: top,
          leavesFolder: false
        ).write(to: ProgramEnvironment(output: sheet.write, errors: { _ in }))
        printed.formats.append(String(decoding: sheet.bytes, as: UTF8.self))
      }
    }
    printed.findings = run.findings.map { "\($0.code) \($0.headline) \($0.help)" }
    for text in ["rejects", "stale", "conflicts", "coverage<100"] {
      printed.failures.append(try FailCondition(text).finding(in: run.result))
    }
    return printed
  }

  /// The first texts that differ.
  private func difference(_ first: Printed, _ second: Printed) -> String {
    let texts =
      [(first.findings, second.findings)]
      + zip(first.formats, second.formats).map {
        ($0.components(separatedBy: "\n"), $1.components(separatedBy: "\n"))
      }
    for (mine, its) in texts where mine != its {
      return zip(mine, its).first { $0 != $1 }.map { "\($0) | \($1)" } ?? "\(mine.count) | \(its.count) lines"
    }
    return ""
  }

  private func expectEqual(
    _ list: String, _ rules: String, tops: [Int] = [0, 1, 20, 900, 65_536], keptConflicts: Int = 10_000,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let whole = try completed(list, rules, streams: false, traced: true, keptConflicts: keptConflicts)
    let firms = whole.result.run.count
    for (place, top) in tops.enumerated() {
      let wanted = try printed(whole, top: top)
      let (jobs, part) = [(1, 1 << 20), (2, 1 << 14), (2, 1 << 11)][place % 3]
      let run = try completed(
        list, rules, jobs: jobs, partBytes: part, shown: top, keptConflicts: keptConflicts)
      #expect(run.result.run.count == min(top, firms), sourceLocation: sourceLocation)
      #expect(run.result.run.standing == whole.result.run.standing, sourceLocation: sourceLocation)
      #expect(run.result.run.standing.firms == firms, sourceLocation: sourceLocation)
      let found = try printed(run, top: top)
      #expect(found == wanted, "top \(top): \(difference(found, wanted))", sourceLocation: sourceLocation)
      guard top <= 20 else { continue }
      let traced = try completed(
        list, rules, jobs: jobs, partBytes: part, shown: top, traced: true, keptConflicts: keptConflicts)
      #expect(traced.result.run.count == min(top, firms), sourceLocation: sourceLocation)
      let documents = try printed(traced, top: top, [.json, .jsonl])
      let expected = try printed(whole, top: top, [.json, .jsonl])
      #expect(
        documents == expected, "top \(top): \(difference(documents, expected))",
        sourceLocation: sourceLocation)
    }
  }

  /// A generated list, some of whose lines are changed.
  private func list(
    _ folder: ScratchFolder, firms: Int = 1_500, seed: Int = 5, _ change: (inout [String]) -> Void = { _ in }
  ) throws -> String {
    let list = folder.file("wide.csv")
    #expect(
      firmrisk("generate", list, "--wide", "--firms", "\(firms)", "--seed", "\(seed)").status == .done)
    var lines = try String(contentsOfFile: list, encoding: .utf8).components(separatedBy: "\n")
    change(&lines)
    try lines.joined(separator: "\n").write(toFile: list, atomically: true, encoding: .utf8)
    return list
  }

  /// The forty rules, changed.
  private func pack(_ folder: ScratchFolder, _ change: (inout String) -> Void) throws -> String {
    var text = try String(contentsOfFile: Self.forty + "/forty.rules", encoding: .utf8)
    change(&text)
    try FileManager.default.createDirectory(
      atPath: folder.file("rules"), withIntermediateDirectories: true)
    try text.write(toFile: folder.file("rules/forty.rules"), atomically: true, encoding: .utf8)
    return folder.file("rules")
  }

  private func rankedByEstimate(_ text: inout String) {
    text = text[..<(text.range(of: "policy {")?.lowerBound ?? text.endIndex)] + Self.byEstimate + "\n"
  }

  private func repeating(_ lines: inout [String]) {
    for place in stride(from: 50, to: 1_400, by: 111) {
      var cells = lines[place].components(separatedBy: ",")
      if place % 2 == 0 { for cell in stride(from: 7, to: cells.count, by: 3) { cells[cell] = "7" } }
      lines.insert(cells.joined(separator: ","), at: (place * 7) % 1_000 + 1)
    }
  }

  private func damaging(_ lines: inout [String]) {
    for place in stride(from: 40, to: lines.count - 1, by: 37) {
      switch place % 5 {
      case 0: lines[place] = String(lines[place].dropLast(30))
      case 1: lines[place] += ",more,cells"
      case 2: lines[place] = lines[place].replacing(",", with: ",x", maxReplacements: 9)
      case 3: lines[place] = "Tổng cộng,,,,"
      default: lines[place] = "12" + lines[place].dropFirst(2)
      }
    }
  }

  @Test(arguments: [(forty, 3), (forty, 4), (Repository.shippedRules, 5), (Repository.cityRules, 6)])
  func theHeadOfTheWholeRankingIsPrinted(_ rules: String, _ seed: Int) throws {
    let folder = try ScratchFolder()
    try expectEqual(try list(folder, seed: seed), rules)
  }

  @Test func firmsInFallingOrderOfCodesThatDifferInNothingElseAreTiesByTaxCode() throws {
    let folder = try ScratchFolder()
    let list = try list(folder) { lines in
      let row = lines[7].drop { $0 != "," }
      let codes = lines.dropFirst().filter { !$0.isEmpty }.map { $0.prefix { $0 != "," } }
      lines = [lines[0]] + codes.reversed().map { String($0 + row) }
    }
    try expectEqual(list, Self.forty, tops: [1, 7, 40])
    try expectEqual(list, try pack(folder, rankedByEstimate), tops: [7, 2_000])
  }

  @Test func rowsOfOneFirmAreMergedBeforeTheFirstAreChosen() throws {
    let folder = try ScratchFolder()
    let list = try list(folder, repeating)
    try expectEqual(list, Self.forty)
    try expectEqual(list, Repository.shippedRules, tops: [20])
  }

  @Test func cellsOfAFirmWithSeveralRowsAreTracedToTheRowThatGivesThem() throws {
    let folder = try ScratchFolder()
    let list = try list(folder) { lines in
      // Every third firm has two rows, each with half of the cells; so have some of the first ones.
      for place in stride(from: 1, to: 1_400, by: 3) {
        var first = lines[place].components(separatedBy: ",")
        var second = first
        guard first.count == 37 else { continue }
        for cell in 7..<37 { if cell % 2 == 0 { first[cell] = "" } else { second[cell] = "" } }
        lines[place] = first.joined(separator: ",")
        lines.append(second.joined(separator: ","))
      }
    }
    try expectEqual(list, Repository.shippedRules, tops: [20])
    let run = try completed(list, Repository.shippedRules, shown: 20, traced: true)
    let women = try #require(run.result.ruleSet.fields.firstIndex { $0.name == "employees_female" })
    let lines = (0..<20).compactMap { run.result.origin($0, women)?.line }
    #expect(lines.contains { $0 > 1_500 })
  }

  @Test func damagedRowsAreCountedAlike() throws {
    let folder = try ScratchFolder()
    let list = try list(folder, damaging)
    try expectEqual(list, Self.forty, tops: [0, 20, 2_000])
    try expectEqual(list, Repository.shippedRules, tops: [20])
  }

  @Test func ordersAndOutcomesByEstimateAreThoseOfAllFirms() throws {
    let folder = try ScratchFolder()
    let rules = try pack(folder, rankedByEstimate)
    try expectEqual(try list(folder), rules)
    try expectEqual(try list(folder, repeating), rules, tops: [0, 20, 20])
  }

  @Test func namesInRejectedRowsOfACompleteListAreCounted() throws {
    let folder = try ScratchFolder()
    let rules = try pack(folder) {
      $0 = $0.replacing("key tax_code base }", with: "key tax_code base complete }", maxReplacements: 1)
    }
    let list = try list(folder) { lines in
      for place in stride(from: 60, to: 1_400, by: 130) { lines[place] = "x" + lines[place - 3] + ",1" }
    }
    try expectEqual(list, rules, tops: [20, 5])
    let whole = try completed(list, rules, shown: 3)
    #expect(
      whole.findings.contains {
        $0.headline.contains("of the same name") && !$0.headline.contains("; 0 firms")
      })
    try expectEqual(
      try self.list(folder) { lines in
        repeating(&lines)
        damaging(&lines)
      }, rules, tops: [20])
  }

  @Test(arguments: [10_000, 40, 1])
  func breachesOfChecksAreCountedAndTheFirstIsNamed(_ kept: Int) throws {
    let folder = try ScratchFolder()
    let rules = try pack(folder) { text in
      let checks = """
        consistency women * 2 <= workers else vi "Nữ quá nửa" en "More than half are women"
        consistency contracts <= 12 else vi "Nhiều hợp đồng" en "Many contracts"
        consistency foreigners <= workers else vi "Nước ngoài" en "Foreigners"

        policy {
        """
      text = text.replacing("policy {", with: checks, maxReplacements: 1)
    }
    try expectEqual(try list(folder, repeating), rules, tops: [20, 3, 3], keptConflicts: kept)
    let run = try completed(try list(folder, repeating), rules, shown: 3)
    #expect(run.findings.contains { $0.headline.contains("the first is") })
  }

  @Test func aListThatIsNotReadAsAStreamIsShownAsBefore() throws {
    let folder = try ScratchFolder()
    let list = try list(folder, firms: 90)
    let run = try completed(list, Self.forty, streams: false, shown: 5)
    #expect(run.result.run.count == 90)
    #expect(try printed(run, top: 5) == printed(completed(list, Self.forty, shown: 5), top: 5))
  }

  @Test func onlyOutputOfSomeFirmsLetsGoOfTheOthers() throws {
    func shown(_ words: String..., hasSummary: Bool = true) throws -> Int? {
      let syntax = hasSummary ? ScoreCommand.syntax : ScoreCommand.rankSyntax
      let arguments = try syntax.parse(["list.csv"] + words).get()
      return try ScoreCommand.Asked(arguments, hasSummary: hasSummary).request.shownFirms
    }
    #expect(try shown() == 20)
    #expect(try shown("--top", "100") == 100)
    #expect(try shown("--top", "7", "--format", "csv", hasSummary: false) == 7)
    #expect(try shown("--format", "md") == 20)
    #expect(try shown("--quiet", "--fail-on", "rejects") == 0)
    #expect(try shown("--format", "csv") == nil)
    #expect(try shown("--top", "5", "--out", "folder") == nil)
    #expect(try shown("--top", "5", "--format", "json") == nil)
    #expect(try shown("--top", "5", "--format", "json", hasSummary: false) == 5)
    #expect(try shown("--top", "5", "--format", "jsonl") == 5)
    #expect(try shown("--format", "jsonl") == nil)
  }
}
