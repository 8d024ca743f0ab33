import Diagnostics
import Foundation
import RuleChecking
import RuleLanguage
import RuleLinting
import TestSupport
import Testing

/// Lints small packs made of the shared prelude and one file with slips of one kind.
@Suite struct LintGoldenTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
    "Golden")

  static let cases: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasPrefix("FR") && $0.hasSuffix(".rules") }.sorted()
  }()

  /// The lints of the prelude with a text.
  static func lint(_ text: String, path: String = "case.rules") throws -> (
    report: LintReport?, errors: [Diagnostic], sources: SourceMap
  ) {
    var sources = SourceMap()
    let prelude = try Data(contentsOf: folder.appendingPathComponent("prelude.rules"))
    let files = [("prelude.rules", Array(prelude)), (path, Array(text.utf8))].map { path, bytes in
      let id = sources.add(path: path, bytes: bytes)
      return RuleParser.parse(sources.file(id))
    }
    let pack = RuleChecker.check(files)
    return (
      pack.ruleSet.map { RuleLinter.lint($0, in: files) },
      pack.diagnostics.filter { $0.severity == .error }, sources
    )
  }

  @Test(arguments: cases) func reportsTheSlip(_ name: String) throws {
    let text = try String(
      contentsOf: LintGoldenTests.folder.appendingPathComponent(name), encoding: .utf8)
    // The caps of a case that adds an area still sum to 100, since its cap is 0.
    let (report, errors, sources) = try LintGoldenTests.lint(text, path: name)
    #expect(errors.isEmpty, "\(TerminalRenderer().render(errors, in: sources))")
    let code = String(name.prefix(5))
    let own = try #require(report).findings.filter { $0.code.id == code }
    #expect(!own.isEmpty, "\(name) does not report \(code)")
    #expect(own.allSatisfy { $0.severity == .warning })
    let rendered = TerminalRenderer(usesColour: false).render(own, in: sources)
    let golden = name.replacingOccurrences(of: ".rules", with: ".findings")
    #expect(GoldenFile.difference(rendered, from: golden) == nil)
  }

  @Test func theCompletePreludeHasNoFinding() throws {
    let (report, errors, sources) = try LintGoldenTests.lint("")
    let findings = try #require(report).findings
    #expect(errors.isEmpty && findings.isEmpty, "\(TerminalRenderer().render(findings, in: sources))")
  }

  @Test func everyLintHasACaseAndAnEntryInTheCatalogue() {
    let covered = Set(LintGoldenTests.cases.map { String($0.prefix(5)) })
    for code in DiagnosticCatalogue.lintCodes + [.needlessAllowance] {
      #expect(covered.contains(code.id), "\(code) has no golden case")
      #expect(DiagnosticCatalogue.entry(for: code.id) != nil)
    }
  }

  @Test func anAllowedFindingIsKeptWithItsReason() throws {
    let rule = """
      rule wages.unfined is violation {
        title vi "Quy tắc" en "Rule"
        basis "45/2019/QH14" article 1
        effective from 2022-01-01
        when debt > 0
        points 5
        allow FR172 because vi "Không có mức phạt" en "Nothing fines it"
        allow FR170 because vi "Mẫu" en "A sample"
      }
      """
    let report = try #require(try LintGoldenTests.lint(rule).report)
    #expect(report.findings.map(\.code.id) == ["FR171"])
    #expect(report.allowed.map(\.finding.code.id) == ["FR170", "FR172"])
    #expect(report.allowed.last?.reason.en == "Nothing fines it")
  }

  @Test func anAllowanceHoldsForItsOwnDeclarationAlone() throws {
    let text = """
      field one: persons {
        title vi "Một" en "One" range 0 to 9 from firms
        allow FR165 because vi "Mẫu" en "A sample"
      }
      field two: persons { title vi "Hai" en "Two" range 0 to 9 from firms }
      """
    let report = try #require(try LintGoldenTests.lint(text).report)
    #expect(report.findings.map(\.headline) == ["no rule reads the field `two`"])
  }

  @Test func aDayOfIssueThatIsInNoCalendarIsAMistakeOfSyntax() throws {
    let act = """
      act "556/1976/NĐ" {
        title vi "Nghị định" en "Decree"
        issued 1976-06-40
      }
      """
    let (report, errors, _) = try LintGoldenTests.lint(act)
    #expect(report == nil)
    #expect(errors.map(\.code.id) == ["FR008"])
  }

  @Test func aChangeOfTheWrittenUnitIsAnErrorOfUnits() throws {
    let parameter = """
      parameter hourly_floor: VND/hours {
        title vi "Lương giờ" en "Hourly wage"
        from 2024-07-01 to 2025-12-31 basis "74/2024/NĐ-CP" 23_800 VND/hours
        from 2026-01-01 basis "293/2025/NĐ-CP" 25_500 VND/months
      }
      """
    #expect(try LintGoldenTests.lint(parameter).errors.map(\.code.id) == ["FR102"])
  }
}
