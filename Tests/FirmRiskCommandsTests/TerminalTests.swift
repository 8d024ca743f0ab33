import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import FirmRiskCommands

/// What the terminal shows: widths, colour, both languages.
@Suite struct TerminalTests {
  @Test(arguments: ["vi", "en"], [80, 160])
  func theSummaryReadsAsRecorded(language: String, width: Int) throws {
    let province = try SmallProvince()
    let run = province.score("--lang", language, width: width)
    #expect(run.status == .done)
    #expect(run.outputLines.allSatisfy { DisplayWidth.columns(of: $0) <= width })
    #expect(GoldenFile.difference(run.output, from: "summary.\(language).\(width).txt") == nil)
  }

  @Test func theWarningsReadAsRecorded() throws {
    let province = try SmallProvince()
    try province.folder.write(
      "lists/debtors.csv", SmallProvince.debtors + "12,Công ty Cường,1.000.000,90\n9900000231,Hà,1,x\n,,\n")
    let run = province.score("--lang", "en", "--verbose")
    let errors = run.errors.replacingOccurrences(of: province.lists, with: "LISTS")
    #expect(GoldenFile.difference(errors, from: "warnings.txt") == nil)
  }

  @Test func noLineOfTheSampleIsWiderThanTheTerminal() throws {
    let run = try ScoredSample.run.get().value
    for language in [RunWords(language: .vi), RunWords(language: .en)] {
      for width in [80, 100, 160, 400] {
        let text = RunSummaryText(result: run.result, words: language, width: width, usesColour: false)
        for line in text.lines(top: 300) {
          #expect(DisplayWidth.columns(of: line) <= width, "\(width): \(line)")
        }
      }
    }
  }

  @Test func topSetsHowManyFirmsAreShown() throws {
    let province = try SmallProvince()
    let counts = ["0": 0, "1": 1, "3": 3, "999": 6]
    for (top, count) in counts {
      let lines = province.score("--top", top).outputLines
      #expect(lines.count { $0.firstMatch(of: /^ *\d+\*?  \d{10}/) != nil } == count, "\(top)")
    }
  }

  @Test func colourIsWrittenOnlyWhereItIsWelcome() throws {
    let province = try SmallProvince()
    let arguments = ["score", province.lists, "--rules", province.rules]
    let plain = firmrisk(arguments)
    #expect(!plain.output.contains("\u{1B}"))
    let coloured = firmrisk(arguments, usesColour: true)
    #expect(coloured.output.contains("\u{1B}[1m"))
    #expect(coloured.output.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain.output)
  }

  @Test func aNameOfTheListCannotSteerTheTerminal() throws {
    let province = try SmallProvince()
    let name = "Công \u{1B}[2J\u{1B}]0;x\u{7}ty\u{202E}"
    try province.folder.write("labour.csv", SmallProvince.header + "9900000048,\(name),Xã,4,3,\n")
    let file = province.folder.file("labour.csv")
    for command in [["score"], ["explain", "9900000048"]] {
      let run = firmrisk(command + [file, "--rules", province.rules, "--as-of", "2026-10-31"])
      #expect(run.status == .done)
      for mark in ["\u{1B}", "\u{7}", "\u{202E}"] {
        #expect(!(run.output + run.errors).contains(mark), "\(command)")
      }
    }
  }

  // MARK: - The built program

  @Test func columnsSetTheWidthOfTheBuiltProgram() throws {
    let province = try SmallProvince()
    for columns in ["80", "160"] {
      let run = try BuiltProgram.shell(
        "\"$firmrisk\" score \"$1\" --rules \"$2\"", [province.lists, province.rules],
        environment: ["COLUMNS": columns])
      #expect(run.status == 0)
      #expect(run.output == province.score(width: Int(columns) ?? 0).output)
    }
  }

  @Test func theProgramCarriesItsRules() throws {
    let province = try SmallProvince()
    let script = "\"$firmrisk\" score lists/labour.csv --as-of 2026-10-31 --out"
    let carried = try BuiltProgram.shell(script + " carried", in: province.folder.path)
    let named = try BuiltProgram.shell(
      script + " named --rules \"$1\"", [Repository.shippedRules], in: province.folder.path)
    #expect(carried.status == 0 && named.status == 0)
    #expect(carried.output == named.output)
    let files = try province.folder.contents(of: "carried")
    let same = try province.folder.contents(of: "named")
    // The manifest, which the kept run holds too, says where the rules came from.
    for name in files.keys.sorted() where !["manifest.json", "run.zip"].contains(name) {
      #expect(files[name] == same[name], "\(name)")
    }
    #expect(files.text("manifest.json").contains("\"origin\": \"in the program\""))
  }

  #if os(Linux)
    /// Runs the program on a terminal of its own and gives what it printed there.
    private func onTerminal(_ arguments: [String], _ environment: [String: String]) throws -> String {
      let session = try TerminalSession(arguments, environment, errors: false)
      let text = session.read()
      #expect(session.status == 0)
      return text
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/ptmx")))
    func aTerminalGetsColourUnlessNoColorIsSet() throws {
      let province = try SmallProvince()
      let arguments = ["score", province.lists, "--rules", province.rules]
      let coloured = try onTerminal(arguments, ["TERM": "xterm"])
      #expect(coloured.contains("\u{1B}[1mFirmRisk"))
      for environment in [["TERM": "xterm", "NO_COLOR": "1"], ["TERM": "dumb"]] {
        let plain = try onTerminal(arguments, environment)
        #expect(plain.contains("FirmRisk") && !plain.contains("\u{1B}"))
      }
      #expect(try onTerminal(arguments, ["TERM": "xterm", "NO_COLOR": ""]).contains("\u{1B}[1m"))
    }
  #endif
}
