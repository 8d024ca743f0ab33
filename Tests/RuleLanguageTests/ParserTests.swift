import Diagnostics
import Foundation
import RuleLanguage
import Testing

@Suite struct ParserTests {
  @Test func `valid files have no findings`() throws {
    let files = RulesText.validFiles()
    #expect(!files.isEmpty)
    for url in files {
      let (file, sources) = RulesText.parsed(Array(try Data(contentsOf: url)), path: url.lastPathComponent)
      let findings = TerminalRenderer().render(file.diagnostics, in: sources)
      #expect(findings == "", "\(url.lastPathComponent)\n\(findings)")
    }
  }
}
