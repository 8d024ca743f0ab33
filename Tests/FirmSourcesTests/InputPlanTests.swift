import Diagnostics
import Foundation
import RecordFiles
import RuleModel
import Testing

@testable import FirmSources

@Suite struct InputPlanTests {
  let rules = Sample.rules()

  @Test(arguments: [
    ("labour*.csv", "LABOUR-2026.CSV", true), ("no-bhxh*.csv", "Nợ-BHXH 08.csv", true),
    ("lao-dong*.csv", "lao-đô\u{323}ng.csv", true), ("a?c.csv", "abc.csv", true),
    ("a?c.csv", "ac.csv", false),
    ("*", "", true), ("", "a", false), ("*a*b", "xayb", true), ("*a*b", "xayc", false), ("a*", "ba", false),
    ("**x", "x", true), ("labour*.csv", "labour.xlsx", false),
  ])
  func aPatternMatchesWithoutCaseAndAccents(pattern: String, name: String, fits: Bool) {
    #expect(FilePattern(pattern).matches(name) == fits)
  }

  @Test func manyStarsTakeNoExponentialTime() {
    #expect(
      !FilePattern(String(repeating: "*a", count: 40) + "b").matches(String(repeating: "a", count: 2000)))
  }

  private func plan(_ request: InputRequest) -> Result<InputPlan, SourceFailure> {
    do throws(SourceFailure) { return .success(try InputPlan(request, for: rules)) } catch {
      return .failure(error)
    }
  }

  private func errors(_ request: InputRequest) -> [Diagnostic] {
    if case .failure(let failure) = plan(request) { return failure.diagnostics }
    return []
  }

  @Test func aFolderGivesEachFileToItsSource() throws {
    let folder = try TemporaryFolder()
    for name in ["Lao-Động 2026.csv", "debtors.csv", "README.txt", ".hidden", "~$debtors.csv"] {
      try folder.write(name, "x")
    }
    try folder.write("lists.txt", "# dates\nas of 2026-09-30 # end of quarter\r\nlabour date 2026-09-01\n\n")
    try FileManager.default.createDirectory(
      atPath: folder.file("old"), withIntermediateDirectories: true)
    let plan = try InputPlan(InputRequest(path: folder.path), for: rules)
    #expect(plan.lists.map(\.source) == [Sample.labour, Sample.debtors])
    #expect(plan.lists.map(\.path) == [folder.file("Lao-Động 2026.csv"), folder.file("debtors.csv")])
    #expect(plan.asOf == CivilDate(iso: "2026-09-30"))
    #expect(plan.asOfOrigin == .listsFile)
    #expect(plan.lists[0].date == CivilDate(iso: "2026-09-01"))
    #expect(plan.findings.map(\.code) == [.folderEntryIgnored])
  }

  @Test func theAsOfDateComesFromTheOptionThenTheFileThenTheLatestList() throws {
    let folder = try TemporaryFolder()
    try folder.write("labour.csv", "x")
    try folder.write("debtors.csv", "x")
    let date = CivilDate(iso: "2026-01-31")
    #expect(errors(InputRequest(path: folder.path)).map(\.code) == [.asOfMissing])
    try folder.write("lists.txt", "labour date 2026-03-01\ndebtors date 2026-05-01\n")
    let latest = try InputPlan(InputRequest(path: folder.path), for: rules)
    #expect(latest.asOf == CivilDate(iso: "2026-05-01"))
    #expect(latest.asOfOrigin == .latestList)
    #expect(latest.findings.map(\.code) == [.listStale])
    #expect(latest.isStale(latest.lists[0]) && !latest.isStale(latest.lists[1]))
    let typed = try InputPlan(InputRequest(path: folder.path, asOf: date), for: rules)
    #expect(typed.asOf == date)
    #expect(typed.findings.map(\.code) == [.listInFuture, .listInFuture])
  }

  @Test func aListIsStaleAfter45DaysAndNotBefore() throws {
    let folder = try TemporaryFolder()
    try folder.write("labour.csv", "x")
    try folder.write("lists.txt", "labour date 2026-01-01")
    let first = try #require(CivilDate(iso: "2026-01-01"))
    for (days, isStale) in [(Int32(45), false), (46, true)] {
      let asOf = CivilDate(days: first.days + days)
      let plan = try InputPlan(InputRequest(path: folder.path, asOf: asOf), for: rules)
      #expect(plan.findings.map(\.code) == (isStale ? [.listStale] : []))
    }
  }

  @Test func aFileOfNoSourceIsNamedWithTheOptionToType() throws {
    let folder = try TemporaryFolder()
    try folder.write("labour.csv", "x")
    try folder.write("bang-luong.csv", "x")
    let found = errors(InputRequest(path: folder.path, asOf: Sample.asOf))
    #expect(found.map(\.code) == [.fileMatchesNoSource])
    #expect(found[0].headline.contains("bang-luong.csv"))
    #expect(found[0].help[0].contains("--source NAME=" + folder.file("bang-luong.csv")))
    let option = "union=" + folder.file("./bang-luong.csv")
    let plan = try InputPlan(
      InputRequest(path: folder.path, sources: [option], asOf: Sample.asOf), for: rules)
    #expect(plan.lists.map(\.source) == [Sample.labour, Sample.union])
  }

  @Test func aFileOfTwoSourcesIsAnErrorThatNamesBoth() throws {
    var rules = rules
    rules.sources[Sample.union].filePatterns = ["*our*.csv"]
    let folder = try TemporaryFolder()
    try folder.write("labour.csv", "x")
    do throws(SourceFailure) {
      _ = try InputPlan(InputRequest(path: folder.path, asOf: Sample.asOf), for: rules)
      Issue.record("accepted")
    } catch let failure {
      #expect(failure.diagnostics.map(\.code) == [.fileMatchesSeveralSources])
      #expect(failure.diagnostics[0].headline.contains("`labour` and `union`"))
    }
  }

  @Test func twoFilesOfOneSourceAskForAChoice() throws {
    let folder = try TemporaryFolder()
    try folder.write("labour-1.csv", "x")
    try folder.write("labour-2.csv", "x")
    let request = InputRequest(path: folder.path, asOf: Sample.asOf)
    #expect(errors(request).map(\.code) == [.sourceHasSeveralFiles])
    var chosen = request
    chosen.sources = ["labour=" + folder.file("labour-2.csv")]
    let plan = try InputPlan(chosen, for: rules)
    #expect(plan.lists.map(\.path) == [folder.file("labour-2.csv")])
    #expect(plan.findings.map(\.code) == [.folderEntryIgnored])
  }

  @Test func aSingleFileIsTheBaseList() throws {
    let folder = try TemporaryFolder()
    try folder.write("anything.csv", "x")
    let plan = try InputPlan(
      InputRequest(path: folder.file("anything.csv"), asOf: Sample.asOf), for: rules)
    #expect(plan.lists.map(\.source) == [Sample.labour])
    var baseless = rules
    baseless.sources[Sample.labour].isBase = false
    #expect(throws: SourceFailure.self) {
      try InputPlan(InputRequest(path: folder.file("anything.csv"), asOf: Sample.asOf), for: baseless)
    }
  }

  @Test(arguments: [
    ("debtors", DiagnosticCode.sourceOptionMalformed), ("=x.csv", .sourceOptionMalformed),
    ("debtors=", .sourceOptionMalformed), ("nobody=x.csv", .unknownSource),
  ])
  func aMalformedSourceOptionIsExplained(option: String, code: DiagnosticCode) {
    let found = errors(InputRequest(path: nil, sources: [option], asOf: Sample.asOf))
    #expect(found.map(\.code) == [code])
    #expect(found[0].help.contains { $0.contains("`inspections`") })
  }

  @Test func whatIsMissingIsSaid() throws {
    let folder = try TemporaryFolder()
    #expect(errors(InputRequest(path: folder.path, asOf: Sample.asOf)).map(\.code) == [.noLists])
    #expect(errors(InputRequest(path: folder.file("no"), asOf: Sample.asOf)).map(\.code.id) == ["FR200"])
    try folder.write("union.csv", "x")
    #expect(errors(InputRequest(path: folder.path, asOf: Sample.asOf)).map(\.code) == [.noPopulation])
    let twice = ["labour=a.csv", "labour=b.csv"]
    #expect(
      errors(InputRequest(path: nil, sources: twice, asOf: Sample.asOf)).map(\.code) == [
        .sourceOptionMalformed
      ])
    #expect(
      errors(InputRequest(path: nil, partial: ["x"], asOf: Sample.asOf)).map(\.code) == [.unknownSource])
  }

  @Test func aLinkToNothingIsNotLeftOutInSilence() throws {
    let folder = try TemporaryFolder()
    try folder.write("labour.csv", "tax_code\n0101234567\n")
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("debtors.csv"), withDestinationPath: folder.file("gone.csv"))
    let plan = try InputPlan(InputRequest(path: folder.path, asOf: Sample.asOf), for: rules)
    do throws(SourceFailure) {
      _ = try FirmSources.join(plan, for: rules)
      Issue.record("joined without the list")
    } catch { #expect(error.diagnostics.map(\.code) == [.inputMissing]) }
  }

  @Test func partialWithoutEffectIsSaid() throws {
    let folder = try TemporaryFolder()
    try folder.write("labour.csv", "x")
    let plan = try InputPlan(
      InputRequest(path: folder.path, partial: ["labour", "debtors"], asOf: Sample.asOf), for: rules)
    #expect(plan.findings.map(\.code) == [.partialWithoutEffect, .partialWithoutEffect])
    #expect(plan.partial == [Sample.labour, Sample.debtors])
  }

  @Test(arguments: [
    ("as of yesterday", 1), ("labour 2026-01-01", 1), ("\nas of 2026-02-30", 2),
    ("labour date 01/02/2026", 1),
    ("as of 2026-01-01\nas of 2026-01-02", 2), ("labour date 2026-01-01\nlabour date 2026-01-01", 2),
    ("nobody date 2026-01-01", 1), ("as of 2026-01-01 please", 1),
  ])
  func aBadLineOfListsTextIsNamed(text: String, line: Int) {
    let dates = ListDates(Array(text.utf8), path: "lists.txt", sources: rules.sources)
    #expect(dates.diagnostics.count == 1)
    #expect(dates.diagnostics.first?.headline.contains("`lists.txt` line \(line):") == true)
  }

  @Test func listsTextThatIsNoTextIsRefused() {
    #expect(ListDates([0xFF, 0xFE, 0x41], path: "lists.txt", sources: []).diagnostics.count == 1)
    let long = [UInt8](repeating: 0x20, count: 2 << 20)
    #expect(ListDates(long, path: "lists.txt", sources: []).diagnostics.count == 1)
  }

  @Test func everyCodeOfThisTargetIsExplained() {
    for number in Array(260...274) + Array(280...289) where number != 268 && number != 286 {
      #expect(DiagnosticCatalogue.entry(for: "FR\(number)")?.explanation.isEmpty == false, "FR\(number)")
    }
  }
}
