import Diagnostics
import TestSupport
import Testing

@testable import FirmRiskCommands

/// The command line itself: commands, options, help, codes.
@Suite struct CommandLineTests {
  @Test func noArgumentsShowTheCommandsAsAMistake() {
    let run = firmrisk()
    #expect(run.status == .usage)
    #expect(run.output == firmrisk("--help").output)
    #expect(firmrisk("--help").status == .done)
    #expect(firmrisk("help").output == run.output)
    for command in FirmRiskProgram.commands { #expect(run.output.contains("  \(command.syntax.name) ")) }
  }

  @Test func theVersionIsOneLine() {
    #expect(firmrisk("--version").output == "firmrisk \(FirmRiskProgram.version)\n")
    #expect(firmrisk("version").status == .done)
  }

  /// One row: the words typed, and what the message must hold.
  @Test(arguments: [
    (["scroe", "x"], ["unknown command `scroe`", "`firmrisk score`"]),
    (["rules", "chek"], ["unknown command `rules chek`", "`firmrisk rules check`"]),
    (["rules"], ["unknown command `rules`", "`firmrisk rules check`", "`firmrisk rules test`"]),
    (["qqqqqq"], ["unknown command `qqqqqq`", "`firmrisk --help`"]),
    (["score", "--tpo", "3", "x"], ["unknown option `--tpo` of `firmrisk score`", "`--top`"]),
    (["score", "--zzzzzzzzzz"], ["unknown option `--zzzzzzzzzz`", "`firmrisk score --help`"]),
    (["score", "x", "--top"], ["`--top` needs a value", "`--top N`"]),
    (["score", "x", "--quiet=yes"], ["`--quiet` takes no value", "`--quiet`"]),
    (["score", "x", "--top", "1", "--top", "2"], ["`--top` is given twice", "once"]),
    (["score", "x", "y"], ["unexpected argument `y`", "usage: firmrisk score [INPUT]"]),
    (["score"], ["no input is named", "--source NAME=FILE"]),
    (["score", "x", "--top", "ten"], ["`--top` takes a whole number", "`ten`"]),
    (["score", "x", "--top", "-1"], ["`--top` takes a whole number", "`-1`"]),
    (["score", "x", "--jobs", "0"], ["`--jobs` takes a whole number from 1 to 64", "`0`"]),
    (["score", "x", "--jobs", "65"], ["from 1 to 64", "`65`"]),
    (["score", "x", "--jobs=99999999999999999999"], ["from 1 to 64"]),
    (["score", "x", "--lang", "fr"], ["`vi` or `en`", "`fr`"]),
    (["score", "x", "--as-of", "31/10/2026"], ["`31/10/2026`", "2026-10-31"]),
    (["score", "x", "--as-of", "2026-02-30"], ["`2026-02-30`", "2026-10-31"]),
    (["score", "x", "--findings"], ["`--findings` needs `--out DIR`"]),
    (["score", "x", "--seal"], ["`--seal` needs `--out DIR`"]),
    (["score", "x", "--include-personal"], ["`--include-personal` needs `--out DIR`"]),
    (["explain"], ["`firmrisk explain` needs TAX_CODE", "usage: firmrisk explain TAX_CODE"]),
    (["explain", "9900000048"], ["no input is named"]),
    (["rules", "check", ".", "--format", "xml"], ["unknown format `xml`", "`terminal`, `line` and `json`"]),
    (["template", "--lang", "fr"], ["language", "`vi`", "`en`"]),
    (["generate"], ["`firmrisk generate` needs PATH"]),
    (["generate", "x", "--firms", "0"], ["`--firms`"]),
    (["generate", "x", "--seed", "-3"], ["`--seed`"]),
    (["generate", "x", "--every-field"], ["`--every-field` goes with `--wide`"]),
    (["generate", "x", "--wide", "--rules", "y"], ["`--rules` with `--every-field`"]),
    (["explain-code", "FR101", "FR102"], ["unexpected argument `FR102`"]),
    (["explain-code", "FR9999"], ["there is no code `FR9999`"]),
    (["explain-code", "FR1O1"], ["there is no code `FR1O1`", "`FR101`"]),
  ])
  func aMistakeIsNamedWithAdvice(arguments: [String], parts: [String]) {
    let run = firmrisk(arguments)
    #expect(run.status == .usage)
    #expect(run.output.isEmpty)
    #expect(run.errors.hasPrefix("error[FR300]: "))
    for part in parts { #expect(run.errors.contains(part), "\(run.errors)") }
  }

  @Test func controlMarksOfTheCommandLineNeverReachTheTerminal() {
    let run = firmrisk("sc\u{1B}[31more\u{7}")
    #expect(run.status == .usage)
    #expect(!run.errors.contains("\u{1B}") && !run.errors.contains("\u{7}"))
  }

  @Test func afterTwoDashesEverythingIsAnOperand() {
    let run = firmrisk("score", "--", "--top")
    #expect(run.status == .inputUnreadable)
    #expect(run.errors.contains("there is no file `--top`"))
  }

  @Test func everyCommandHasItsHelp() {
    var text = firmrisk("--help").output
    for command in FirmRiskProgram.commands {
      let run = firmrisk(command.syntax.name.split(separator: " ").map(String.init) + ["--help"])
      #expect(run.status == .done)
      #expect(run.errors.isEmpty)
      text += "\n----\n" + run.output
    }
    #expect(GoldenFile.difference(text, from: "help.txt") == nil)
  }

  @Test func helpIsGivenWhateverElseIsTyped() {
    let run = firmrisk("score", "-h", "a", "b", "c")
    #expect(run.status == .done)
    #expect(run.output.hasPrefix("Usage: firmrisk score"))
  }

  @Test func everyCodeIsExplained() {
    let list = firmrisk("explain-code")
    #expect(list.status == .done)
    #expect(list.outputLines.count == DiagnosticCatalogue.entries.count + 1)
    for entry in DiagnosticCatalogue.entries {
      let run = firmrisk(["explain-code", entry.code.id.lowercased()], width: 80)
      #expect(run.status == .done)
      #expect(run.output.hasPrefix("\(entry.code.id): \(entry.title)\n\n"))
      #expect(run.output.count > 60)
      #expect(run.outputLines.dropFirst().allSatisfy { DisplayWidth.columns(of: $0) <= 80 }, "\(entry.code)")
    }
    #expect(Set(DiagnosticCatalogue.entries.map(\.code)).count == DiagnosticCatalogue.entries.count)
  }

  @Test func anyCommandLineEndsWithADocumentedCode() throws {
    var generator = SeededGenerator(seed: 7)
    let province = try SmallProvince()
    let words = [
      "score", "explain", "rules", "check", "test", "template", "explain-code", "--help", "--top", "--top=3",
      "--",
      "-", "", "=", "--=", "--rules", province.rules, province.lists, "--as-of", "2026-10-31", "--lang", "en",
      "--source", "labour=x", "debtors=", "--partial", "debtors", "9900000048", "FR200", "--jobs", "2",
      "--quiet",
      "--include-draft", "labour", "đ", "\u{1B}[0m",
    ]
    for _ in 0..<300 {
      let count = Int.random(in: 0...7, using: &generator)
      let run = firmrisk((0..<count).compactMap { _ in words.randomElement(using: &generator) })
      #expect(run.status == .done || !run.errors.isEmpty || !run.output.isEmpty)
    }
  }
}
