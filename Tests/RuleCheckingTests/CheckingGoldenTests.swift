import Diagnostics
import Foundation
import RuleChecking
import RuleLanguage
import TestSupport
import Testing

/// Checks small packs made of the shared prelude and one file with one mistake; a `child` case extends the prelude.
@Suite struct CheckingGoldenTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
    "Golden")

  static let cases: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasPrefix("FR") && $0.hasSuffix(".rules") }.sorted()
  }()

  /// Checks the prelude with a case, or a case that stands alone.
  static func check(_ name: String) throws -> (pack: CheckedPack, sources: SourceMap) {
    var sources = SourceMap()
    let text = try Data(contentsOf: folder.appendingPathComponent(name))
    var parsed: [ParsedFile] = []
    if !name.hasSuffix(".alone.rules") {
      let prelude = try Data(contentsOf: folder.appendingPathComponent("prelude.rules"))
      let id = sources.add(path: "prelude.rules", bytes: Array(prelude))
      parsed.append(RuleParser.parse(sources.file(id)))
    }
    let id = sources.add(path: name, bytes: Array(text))
    parsed.append(RuleParser.parse(sources.file(id)))
    guard name.hasSuffix(".child.rules"), let own = parsed.last else {
      return (RuleChecker.check(parsed), sources)
    }
    return (RuleChecker.check([own], base: parsed.dropLast()), sources)
  }

  @Test(arguments: cases) func reportsTheMistake(_ name: String) throws {
    let (pack, sources) = try CheckingGoldenTests.check(name)
    let code = String(name.prefix(5))
    #expect(pack.diagnostics.contains { $0.code.id == code }, "\(name) does not report \(code)")
    let text = TerminalRenderer(usesColour: false).render(pack.diagnostics, in: sources)
    let golden = name.replacingOccurrences(of: ".rules", with: ".errors")
    #expect(GoldenFile.difference(text, from: golden) == nil)
  }

  @Test func preludeAloneIsWithoutFindings() throws {
    var sources = SourceMap()
    let bytes = try Data(contentsOf: CheckingGoldenTests.folder.appendingPathComponent("prelude.rules"))
    let id = sources.add(path: "prelude.rules", bytes: Array(bytes))
    let pack = RuleChecker.check([RuleParser.parse(sources.file(id))])
    #expect(pack.diagnostics.isEmpty)
    #expect(pack.ruleSet?.fields.count == 12)
  }

  @Test func everyCheckingCodeHasACase() {
    let covered = Set(CheckingGoldenTests.cases.map { String($0.prefix(5)) })
    let isLint = Set(DiagnosticCatalogue.lintCodes + [.needlessAllowance])
    for entry in DiagnosticCatalogue.entries
    where entry.code.id.hasPrefix("FR1") && !isLint.contains(entry.code) {
      #expect(covered.contains(entry.code.id), "\(entry.code) has no golden case")
    }
  }
}
