import Foundation
import RecordFiles
import Testing

@testable import FirmRiskCommands

/// Warnings of `rules check`, findings that a pack allows, and `--watch`.
@Suite struct RulesCheckTests {
  private func smallText() throws -> String {
    try String(contentsOfFile: try SmallProvince().rules + "/small.rules", encoding: .utf8)
  }

  private func findings(_ json: String) throws -> [[String: Any]] {
    let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    return try #require(object?["findings"] as? [[String: Any]])
  }

  @Test func theShippedPacksHaveNoWarning() {
    for pack in [Repository.shippedRules, Repository.root + "/rules/hue-2026"] {
      let run = firmrisk("rules", "check", pack)
      #expect(run.status == .done)
      #expect(run.output.contains(" 0 warnings"), "\(run.output)")
    }
  }

  @Test func aSlipIsAWarningAndTheRulesStillCheck() throws {
    let run = firmrisk("rules", "check", try SmallProvince().rules, "--format", "line")
    #expect(run.status == .done)
    #expect(run.output.contains("warning[FR170]: rule `wages.late` has no `check`"))
  }

  @Test func aFindingInJSONHasLinesColumnsAndBytes() throws {
    let folder = try ScratchFolder()
    let text = try smallText().replacingOccurrences(of: "not has_union", with: "not có_unoin")
    try folder.write("rules/small.rules", text)
    let run = firmrisk("rules", "check", folder.file("rules"), "--format", "json")
    let primary = try #require(try findings(run.output).first?["primary"] as? [String: Any])
    let start = try #require(primary["start"] as? [String: Int])
    let end = try #require(primary["end"] as? [String: Int])
    let line = text.components(separatedBy: "\n")[try #require(start["line"]) - 1]
    #expect(line.dropFirst(try #require(start["column"]) - 1).hasPrefix("có_unoin"))
    #expect(try #require(end["column"]) - (start["column"] ?? 0) == 8)
    let bytes = Array(text.utf8)[try #require(start["byte"])..<(try #require(end["byte"]))]
    #expect(String(decoding: bytes, as: UTF8.self) == "có_unoin")
  }

  @Test func whatAPackAllowsIsShownAsNotesWithItsReason() throws {
    let folder = try ScratchFolder()
    let text = try smallText().replacingOccurrences(
      of: "\nrule wages.late is violation {",
      with: """

        rule wages.late is violation {
          allow FR172 because vi "Mẫu" en "A sample"
          allow FR170 because vi "Mẫu" en "A sample"
        """)
    try folder.write("rules/small.rules", text)
    let silent = firmrisk("rules", "check", folder.file("rules"))
    #expect(!silent.output.contains("`wages.late`"))
    #expect(silent.output.contains(" warnings (2 more allowed)"))
    let run = firmrisk("rules", "check", folder.file("rules"), "--allowed", "--format", "json")
    let notes = try findings(run.output).filter { $0["severity"] as? String == "note" }
    #expect(notes.map { $0["code"] as? String } == ["FR170", "FR172"])
    #expect(notes.allSatisfy { $0["help"] as? [String] == ["allowed: A sample"] })
  }

  // MARK: - Watching

  /// Runs `--watch` over a folder; before each look at the files the step of its round is taken.
  private func watch(_ folder: ScratchFolder, _ options: [String], _ steps: [() throws -> Void]) throws -> (
    status: ProgramStatus, output: String
  ) {
    var output: [UInt8] = []
    var round = 0
    var failure: (any Error)?
    let environment = ProgramEnvironment(
      output: { output += $0 }, errors: { _ in },
      pause: { _ in
        guard round < steps.count else { return false }
        do { try steps[round]() } catch { failure = error }
        round += 1
        return true
      })
    let status = FirmRiskProgram.run(
      ["rules", "check", folder.file("rules"), "--watch"] + options, in: environment)
    if let failure { throw failure }
    return (status, String(decoding: output, as: UTF8.self))
  }

  @Test func aChangedFileIsCheckedAgainAndAnUnchangedOneIsNot() throws {
    let folder = try ScratchFolder()
    let good = try smallText()
    let bad = good.replacingOccurrences(of: "not has_union", with: "not has_unoin")
    try folder.write("rules/small.rules", good)
    let run = try watch(
      folder, ["--format", "json"],
      [
        {}, { try folder.write("rules/small.rules", bad) }, {},
        { try folder.write("rules/small.rules", good) }, {},
      ])
    #expect(run.status == .done)
    let lines = run.output.split(separator: "\n").map(String.init)
    #expect(lines.count == 3)
    let codes = try lines.map { try findings($0).compactMap { $0["code"] as? String } }
    #expect(codes.map { $0.contains("FR100") } == [false, true, false])
  }

  @Test func aNewFileAndARemovedOneAreSeen() throws {
    let folder = try ScratchFolder()
    try folder.write("rules/small.rules", try smallText())
    let run = try watch(
      folder, ["--format", "line"],
      [
        { try folder.write("rules/more.rules", "rule union.x is gate {\n") }, {},
        { try folder.remove("rules/more.rules") },
      ])
    #expect(run.status == .done)
    #expect(run.output.components(separatedBy: "more.rules:1").count > 1)
    #expect(run.output.components(separatedBy: "small.rules:").count > 10)
  }

  @Test func aFileThatIsAwayForAMomentDoesNotEndTheWatch() throws {
    let folder = try ScratchFolder()
    try folder.write("rules/small.rules", try smallText())
    let run = try watch(
      folder, [],
      [
        { try folder.remove("rules/small.rules") }, {},
        { try folder.write("rules/small.rules", try self.smallText()) }, {},
      ])
    #expect(run.status == .done)
    #expect(run.output.components(separatedBy: "the rules check").count == 3)
    #expect(run.output.contains("watching \(folder.file("rules")), Ctrl-C ends"))
  }

  @Test func aFolderThatIsNotThereCannotBeWatched() {
    let run = firmrisk("rules", "check", "nowhere/at/all", "--watch")
    #expect(run.status == .usage)
  }

  @Test func interruptingEndsTheWatchWithoutAnError() throws {
    let folder = try ScratchFolder()
    try folder.write("rules/small.rules", try smallText())
    let script = """
      "$firmrisk" rules check "$1" --watch --format line > "$2" &
      watcher=$!
      for try in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        if [ -s "$2" ]; then break; fi
        sleep 0.5
      done
      sleep 0.5
      kill -INT $watcher
      wait $watcher
      """
    let run = try BuiltProgram.shell(script, [folder.file("rules"), folder.file("out")])
    #expect(run.status == 0)
    #expect(try folder.text("out").contains("FR170"))
  }
}
