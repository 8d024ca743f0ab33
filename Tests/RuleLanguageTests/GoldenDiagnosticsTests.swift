import Diagnostics
import Foundation
import RuleLanguage
import TestSupport
import Testing

@Suite struct GoldenDiagnosticsTests {
  /// Codes of the catalogue that this target gives.
  static let codes = DiagnosticCatalogue.entries.map(\.code.id).filter { $0.hasPrefix("FR0") }

  static let cases: [URL] = codes.flatMap {
    RulesText.files(below: RulesText.golden.appendingPathComponent($0))
  }

  @Test(arguments: cases) func `the recorded findings are given`(url: URL) throws {
    let code = url.deletingLastPathComponent().lastPathComponent
    let name = url.deletingPathExtension().lastPathComponent
    let (file, sources) = RulesText.parsed(Array(try Data(contentsOf: url)), path: "\(name).rules")
    #expect(
      file.diagnostics.contains { $0.code.id == code }, "\(code) is not among the findings of \(url.path)")
    let text = TerminalRenderer().render(file.diagnostics, in: sources) + "\n"
    #expect(GoldenFile.difference(text, from: "\(code)/\(name).errors") == nil)
  }

  @Test func `every syntax code has a recorded case`() {
    var recorded = Set(Self.cases.map { $0.deletingLastPathComponent().lastPathComponent })
    recorded.insert("FR029")  // no file can show it; FormatProofTests records it
    let missing = Self.codes.filter { !recorded.contains($0) }
    #expect(missing == [])
    #expect(Self.codes.count >= 29)
  }

  @Test func `every finding has a code of the catalogue, a one-line headline and no final stop`() throws {
    for url in Self.cases {
      let (file, _) = RulesText.parsed(Array(try Data(contentsOf: url)))
      for finding in file.diagnostics {
        #expect(DiagnosticCatalogue.entry(for: finding.code.id) != nil)
        #expect(!finding.headline.contains("\n") && !finding.headline.hasSuffix("."))
        #expect(finding.primary != nil)
      }
    }
  }
}
