import Foundation
import TestSupport
import Testing

@testable import FirmRiskCommands

/// The folder of a run depends on its inputs, rules and options alone.
@Suite struct DeterminismTests {
  @Test func theSampleGivesTheSameBytesForOneAndForTwoThreads() throws {
    let folder = try ScratchFolder()
    let run = firmrisk(
      ScoredSample.arguments("score") + ["--quiet", "--jobs", "2", "--out", folder.file("two")])
    #expect(run.status == .done)
    #expect(try folder.contents(of: "two") == ScoredSample.shared.get().files)
  }

  /// Enough firms for several pieces of work, with gaps and duplicates.
  private func manyFirms(_ province: SmallProvince, count: Int) throws {
    var generator = SeededGenerator(seed: 99)
    var labour = SmallProvince.header
    var debtors = "MST,Tên doanh nghiệp,Số tiền nợ BHXH,Số ngày nợ\n"
    for number in 0..<count {
      let code = "98" + String(10_000_000 + number * 7).suffix(8)
      func some(_ range: ClosedRange<Int>) -> String {
        Int.random(in: 0...9, using: &generator) == 0 ? "" : String(Int.random(in: range, using: &generator))
      }
      labour +=
        "\(code),Công ty \(number % 50),Xã \(number % 9),\(some(0...90)),\(some(0...30)),\(["Có", "Không", ""][number % 3])\n"
      if number % 4 == 0 {
        debtors += "\(code),Công ty \(number % 50),\(some(1...900))000000,\(some(1...400))\n"
      }
      if number % 400 == 0 { debtors += "\(code),Công ty khác,1000000,5\n" }
    }
    try province.folder.write("lists/labour.csv", labour)
    try province.folder.write("lists/debtors.csv", debtors)
  }

  /// The first count is more than one piece of scoring, the second more than one piece of writing.
  @Test(arguments: [(8300, ["1", "2", "5"], []), (4200, ["1", "5"], ["--findings", "--seal"])])
  func anyNumberOfThreadsGivesTheSameBytes(firms: Int, jobs: [String], options: [String]) throws {
    let province = try SmallProvince()
    try manyFirms(province, count: firms)
    var outputs: [String] = []
    for number in jobs {
      let run = firmrisk(
        ["score", province.lists, "--rules", province.rules, "--jobs", number, "--out"]
          + [province.folder.file(number)] + options)
      #expect(run.status == .done)
      outputs.append(run.output + run.errors)
    }
    let one = try province.folder.contents(of: "1")
    #expect(one["findings.jsonl"] != nil || options.isEmpty)
    for number in jobs.dropFirst() { #expect(try province.folder.contents(of: number) == one) }
    #expect(Set(outputs).count == 1)
    try BalanceTests.expectBalance(one)
  }

  @Test func twoRunsOfTwoProcessesGiveTheSameBytes() throws {
    let province = try SmallProvince()
    for name in ["a", "b"] {
      let run = try BuiltProgram.shell(
        "\"$firmrisk\" score \"$1\" --rules \"$2\" --findings --out \"$3\"",
        [province.lists, province.rules, province.folder.file(name)])
      #expect(run.status == 0)
    }
    #expect(province.score("--findings").status == .done)
    let first = try province.folder.contents(of: "a")
    #expect(try province.folder.contents(of: "b") == first)
    #expect(try province.folder.contents(of: "out") == first)
  }

  @Test func neitherThePlaceNorTheOrderOfFilesMatters() throws {
    let first = try SmallProvince()
    let second = try SmallProvince()
    let names = ["labour.csv", "debtors.csv", "inspections.csv", "lists.txt"]
    let texts = try names.map { try second.folder.text("lists/\($0)") }
    for name in names { try second.folder.remove("lists/\(name)") }
    for (name, text) in zip(names, texts).reversed() { try second.folder.write("lists/\(name)", text) }
    #expect(first.score("--findings").status == .done)
    #expect(second.score("--findings").status == .done)
    let contents = try first.folder.contents(of: "out")
    #expect(try second.folder.contents(of: "out") == contents)
    // Written with a slash at the end, or from the folder above it, the lists are the same.
    let inside = try BuiltProgram.shell(
      "\"$firmrisk\" score lists/ --rules \"$1\" --findings --out ./again", [second.rules],
      in: second.folder.path)
    #expect(inside.status == 0)
    #expect(try second.folder.contents(of: "again") == contents)
    let temporary = FileManager.default.temporaryDirectory.path
    for (name, data) in contents {
      let text = String(decoding: data, as: UTF8.self)
      #expect(!text.contains(first.folder.path) && !text.contains(temporary), "\(name)")
    }
  }

  @Test func theOrderOfSourceOptionsDoesNotMatter() throws {
    let province = try SmallProvince()
    let options = ["labour", "debtors", "inspections"].map {
      ["--source", "\($0)=\(province.lists)/\($0).csv"]
    }
    for (name, order) in [("a", [0, 1, 2]), ("b", [2, 1, 0]), ("c", [1, 2, 0])] {
      let run = firmrisk(
        ["score", "--as-of", "2026-10-31", "--rules", province.rules, "--out", province.folder.file(name)]
          + order.flatMap { options[$0] })
      #expect(run.status == .done)
    }
    let first = try province.folder.contents(of: "a")
    #expect(try province.folder.contents(of: "b") == first)
    #expect(try province.folder.contents(of: "c") == first)
  }

  @Test func theOrderOfRowsChangesNoScore() throws {
    let province = try SmallProvince()
    #expect(province.score().status == .done)
    let ranking = try province.folder.text("out/ranking.csv")
    let lines = SmallProvince.labour.split(separator: "\n")
    let turned = ([lines[0]] + lines.dropFirst().reversed()).joined(separator: "\n") + "\n"
    try province.folder.write("lists/labour.csv", turned)
    #expect(province.score().status == .done)
    #expect(try province.folder.text("out/ranking.csv") == ranking)
  }

  @Test func theManifestTellsOptionsAndInputsApart() throws {
    let province = try SmallProvince()
    func manifest(_ options: String...) throws -> String {
      let run = firmrisk(
        ["score", province.lists, "--rules", province.rules, "--out", province.out, "--quiet"] + options)
      #expect(run.status == .done)
      return try province.folder.text("out/manifest.json")
    }
    let plain = try manifest()
    #expect(try manifest("--jobs", "3", "--top", "1") == plain)
    for options in [
      ["--lang", "en"], ["--partial", "debtors"], ["--include-draft"], ["--include-personal"], ["--seal"],
    ] {
      let run = firmrisk(
        ["score", province.lists, "--rules", province.rules, "--out", province.out, "--quiet"] + options)
      #expect(run.status == .done)
      #expect(try province.folder.text("out/manifest.json") != plain, "\(options)")
    }
    try province.folder.write(
      "lists/debtors.csv", SmallProvince.debtors.replacingOccurrences(of: "75", with: "76"))
    #expect(try manifest() != plain)
  }
}
