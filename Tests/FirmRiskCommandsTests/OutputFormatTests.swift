import Foundation
import TestSupport
import Testing

@testable import FirmRiskCommands

/// Standard output in every format, for people and for programs.
@Suite struct OutputFormatTests {
  private func run(_ arguments: [String]) throws -> ProgramRun {
    let province = try ReportFilesTests.province()
    let run = firmrisk(arguments + [province.lists, "--rules", province.rules])
    #expect(run.status == .done)
    return run
  }

  @Test(arguments: ["score", "rank"], ["table", "csv", "json", "jsonl", "md"])
  func aRankingIsWrittenAsRecorded(command: String, format: String) throws {
    var all: [String] = []
    for jobs in ["1", "3"] {
      all.append(try run([command, "--format", format, "--top", "4", "--jobs", jobs]).output)
    }
    #expect(all[0] == all[1])
    #expect(GoldenFile.difference(all[0], from: "formats/\(command).\(format)") == nil)
  }

  @Test(arguments: ["table", "csv", "json", "jsonl", "md"])
  func anExplanationIsWrittenAsRecorded(format: String) throws {
    let output = try run(["explain", "9900000048", "--format", format]).output
    #expect(GoldenFile.difference(output, from: "formats/explain.\(format)") == nil)
  }

  @Test func standardOutputIsTheFileOfTheRun() throws {
    let province = try SmallProvince()
    #expect(province.score("--report", "jsonl").status == .done)
    for (format, file) in [("csv", "ranking.csv"), ("jsonl", "ranking.jsonl")] {
      let output = firmrisk("rank", province.lists, "--rules", province.rules, "--format", format).output
      #expect(output == (try province.folder.text("out/" + file)), "\(format)")
    }
  }

  @Test func markdownOfAHostileNameHoldsNoMarkup() throws {
    let output = try run(["rank", "--format", "md"]).output
    #expect(!output.contains("<script>") && output.contains("\\<script\\>"))
    let rows = output.split(separator: "\n").dropFirst(2)
    #expect(rows.allSatisfy { $0.replacingOccurrences(of: "\\|", with: "").filter { $0 == "|" }.count == 9 })
  }

  @Test func onlyARunWithAFolderPointsToItsFiles() throws {
    let province = try SmallProvince()
    let lists = ["--rules", Repository.shippedRules, "--source", "labour=\(province.lists)/labour.csv"]
    let without = firmrisk(["score", "--lang", "en", "--as-of", "2026-10-31"] + lists)
    #expect(without.output.contains("Rules not assessed") && !without.output.contains("summary.json"))
    let with = firmrisk(
      ["score", "--lang", "en", "--as-of", "2026-10-31", "--out", province.out] + lists)
    #expect(with.output.contains("(see summary.json)"))
  }

  @Test func anUnknownFormatIsNamedWithTheNearest() {
    let run = firmrisk("rank", "lists", "--format", "jsno")
    #expect(run.status == .usage)
    #expect(run.errors.contains("did you mean `json`?"))
  }

  @Test func aBlankCellIsNotSaidToBeOnNoList() throws {
    let province = try SmallProvince()
    let text = province.explain("9900000062", "--lang", "en", width: 200).output
    #expect(text.contains("Days in debt = not known (blank, debtors.csv, line 4)"))
    let other = province.explain("9900000224", "--lang", "en", width: 200).output
    #expect(other.contains("(no list gives it)"))
  }
}
