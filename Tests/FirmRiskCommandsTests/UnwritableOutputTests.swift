import Foundation
import RecordFiles
import TestSupport
import Testing

@testable import FirmRiskCommands

/// Outputs that cannot be written: one message, exit code 4, and no half of a result.
@Suite struct UnwritableOutputTests {
  static let files = [
    "cells.csv", "conflicts.csv", "inconsistencies.csv", "manifest.json", "ranking.csv", "rejects.csv",
    "run.zip", "sources.csv", "summary.json", "unmatched.csv",
  ]

  private func expectFailure(
    _ run: ProgramRun, _ parts: [String], _ location: SourceLocation = #_sourceLocation
  ) {
    #expect(run.status == .inputUnreadable, sourceLocation: location)
    #expect(run.output.isEmpty, sourceLocation: location)
    #expect(run.errors.contains("error[FR25"), "\(run.errors)", sourceLocation: location)
    #expect(run.errors.contains("= help: "), sourceLocation: location)
    for part in parts { #expect(run.errors.contains(part), "\(run.errors)", sourceLocation: location) }
  }

  @Test func aFolderBelowAFileCannotBeMade() throws {
    let province = try SmallProvince()
    let out = province.lists + "/labour.csv/out"
    let run = firmrisk("score", province.lists, "--rules", province.rules, "--out", out)
    expectFailure(run, ["FR255", "`\(out)` cannot be created", "Not a directory"])
    #expect(try province.folder.names(in: "lists").count == 4)
  }

  @Test func aFileWhereTheFolderShouldBeIsNamedAndKept() throws {
    let province = try SmallProvince()
    try province.folder.write("out", "precious")
    expectFailure(province.score(), ["FR255", "`\(province.out)`", "not a folder"])
    #expect(try province.folder.text("out") == "precious")
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self")))
  func aFolderThatTakesNoFilesIsNamed() throws {
    let province = try SmallProvince()
    let run = firmrisk("score", province.lists, "--rules", province.rules, "--out", "/proc/self")
    expectFailure(run, ["FR255", "`/proc/self/ranking.csv` cannot be created"])
  }

  @Test(.enabled(if: OrdinaryUser.isAvailable, "whoever may write everywhere meets no read-only folder"))
  func aReadOnlyFolderIsNamed() throws {
    let province = try SmallProvince()
    try FileManager.default.createDirectory(atPath: province.out, withIntermediateDirectories: true)
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: province.out)
    let rules = try province.ownRules()
    let run = try OrdinaryUser.run(in: province.folder.path) {
      firmrisk("score", province.lists, "--rules", rules, "--out", province.out, "--jobs", "1")
    }
    expectFailure(run, ["FR255", "Permission denied"])
    #expect(try province.folder.names(in: "out").isEmpty)
  }

  @Test func aFolderInTheWayOfOneFileLeavesTheEarlierRunWhole() throws {
    let province = try SmallProvince()
    #expect(province.score().status == .done)
    try province.folder.remove("out/summary.json")
    try province.folder.write("out/summary.json/x", "y")
    let before = try province.folder.text("out/ranking.csv")
    try province.folder.write("lists/labour.csv", SmallProvince.header + "9900000048,A,B,4,1,Có\n")
    expectFailure(
      province.score(), ["FR255", "out/summary.json` cannot be created", "a folder has this name"])
    #expect(try province.folder.text("out/ranking.csv") == before)
    #expect(try province.folder.names(in: "out") == UnwritableOutputTests.files)
  }

  /// Scores where no file may hold a byte; through a pipe, since a message to a file would meet the limit too.
  private func scoreWithoutRoom(_ province: SmallProvince) throws -> String {
    let script =
      "{ ulimit -f 0; \"$firmrisk\" score \"$1\" --rules \"$2\" --out \"$3\" 2>&1; echo \"status $?\"; } | cat"
    return try BuiltProgram.shell(script, [province.lists, province.rules, province.out]).output
  }

  @Test func aFileThatOutgrowsItsLimitLeavesNothing() throws {
    let province = try SmallProvince()
    let output = try scoreWithoutRoom(province)
    #expect(output.contains("error[FR258]: `\(province.out)/ranking.csv` cannot be written: File too large"))
    #expect(output.contains("= help: check the disk"))
    #expect(output.hasSuffix("status 4\n"))
    #expect(try province.folder.names(in: "out").isEmpty)
  }

  @Test func anEarlierRunSurvivesOneThatFails() throws {
    let province = try SmallProvince()
    #expect(province.score().status == .done)
    let before = try province.folder.contents(of: "out")
    try province.folder.write("lists/labour.csv", SmallProvince.header + "9900000048,A,B,4,1,Có\n")
    #expect(try scoreWithoutRoom(province).hasSuffix("status 4\n"))
    #expect(try province.folder.contents(of: "out") == before)
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func aFullDiskUnderStandardOutputIsAnError() throws {
    for command in [
      "score \"$1\" --rules \"$2\"", "--help", "explain-code", "rules check \"$2\"", "template",
    ] {
      let province = try SmallProvince()
      let run = try BuiltProgram.shell(
        "\"$firmrisk\" \(command) > /dev/full", [province.lists, province.rules])
      #expect(run.status == 4, "\(command)")
      #expect(run.errors.contains("error[FR256]: no room on the disk for `standard output`"))
      #expect(run.errors.contains("= help: make room"))
    }
  }

  @Test func aReaderThatHasGoneHasACodeOfItsOwn() throws {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    let writer = DescriptorWriter(descriptor: ends[1], name: "the report")
    close(ends[0])
    defer { close(ends[1]) }
    do throws(OutputError) {
      try writer.write([1])
      Issue.record("nobody reads, and writing is no error")
    } catch {
      #expect(error.diagnostic.code.id == "FR257" && !error.diagnostic.help.isEmpty)
      #expect(error.diagnostic.headline.contains("`the report`"))
    }
  }

  @Test func aReaderThatGoesAwayIsNoFault() throws {
    let province = try SmallProvince()
    // The reader ends at once; what is written later meets a closed pipe.
    let closed = try BuiltProgram.shell(
      "{ sleep 0.2; \"$firmrisk\" score \"$1\" --rules \"$2\" --out \"$3\"; echo \"status $?\" >&2; } | true",
      [province.lists, province.rules, province.out])
    #expect(closed.errors.hasSuffix("status 0\n") && !closed.errors.contains("error["))
    #expect(try province.folder.names(in: "out") == UnwritableOutputTests.files)
    let head = try BuiltProgram.shell("{ \"$firmrisk\" explain-code; echo \"status $?\" >&2; } | head -1")
    #expect(head.output.hasPrefix("FR001"))
    #expect(head.errors == "status 0\n")
  }

  @Test func closedStandardErrorDoesNotStopARun() throws {
    let province = try SmallProvince()
    let run = try BuiltProgram.shell(
      "\"$firmrisk\" score \"$1\" --rules \"$2\" --out \"$3\" 2>&-",
      [province.lists, province.rules, province.out])
    #expect(run.status == 0)
    #expect(try province.folder.names(in: "out") == UnwritableOutputTests.files)
  }

  // MARK: - What a good run leaves

  @Test func aRunLeavesItsFilesAndNothingElse() throws {
    let province = try SmallProvince()
    #expect(province.score("--findings").status == .done)
    #expect(try province.folder.names(in: "out").contains("findings.jsonl"))
    #expect(province.score().status == .done)
    #expect(try province.folder.names(in: "out") == UnwritableOutputTests.files)
  }

  @Test func theFolderOfARunIsMadeWithItsParents() throws {
    let province = try SmallProvince()
    let out = province.folder.file("a/b/c/")
    #expect(
      firmrisk("score", province.lists, "--rules", province.rules, "--out", out).status == .done)
    #expect(try province.folder.names(in: "a/b/c") == UnwritableOutputTests.files)
  }

  @Test func theFolderOfTheListsIsNoPlaceForResults() throws {
    let province = try SmallProvince()
    for out in [province.lists, province.lists + "/", province.lists + "/../lists"] {
      let run = firmrisk("score", province.lists, "--rules", province.rules, "--out", out)
      #expect(run.status == .usage)
      #expect(run.errors.contains("`--out \(out)` is the folder of the lists"))
    }
    #expect(try province.folder.names(in: "lists").count == 4)
  }

  @Test func withoutAnOutFolderNothingIsWritten() throws {
    let province = try SmallProvince()
    let run = firmrisk("score", province.lists, "--rules", province.rules)
    #expect(run.status == .done)
    #expect(!province.folder.exists("out"))
    #expect(try province.folder.names(in: "lists").count == 4)
    let quiet = province.score("--quiet")
    #expect(quiet.status == .done && quiet.output.isEmpty)
  }

  @Test func listsThatCannotBeGeneratedAreNamed() throws {
    let province = try SmallProvince()
    let below = province.lists + "/labour.csv/x"
    for options in [[], ["--wide"], ["--wide", "--every-field"]] {
      let run = firmrisk(["generate", below, "--firms", "20"] + options)
      #expect(run.status == .inputUnreadable)
      #expect(run.errors.contains("error[FR305]") && run.errors.contains("= help: "))
      #expect(run.errors.contains(below), "\(run.errors)")
    }
    #expect(try province.folder.names(in: "lists").count == 4)
  }

  @Test func rulesThatCannotBeRewrittenAreKept() throws {
    let province = try SmallProvince()
    let text = "language 1\nunit   cars { title vi \"xe\" en \"cars\" counted }\n"
    try province.folder.write("rules/a.rules", text)
    let rules = province.folder.file("rules")
    // Through a pipe, since the message itself could not be written to a file under this limit.
    let run = try BuiltProgram.shell(
      "{ ulimit -f 0; \"$firmrisk\" rules format \"$1\" 2>&1; echo \"status $?\"; } | cat", [rules])
    #expect(run.output.contains("`\(rules)/a.rules` cannot be written: File too large"))
    #expect(run.output.hasSuffix("status 4\n"))
    #expect(try province.folder.names(in: "rules") == ["a.rules"])
    #expect(try province.folder.text("rules/a.rules") == text)
  }
}
