import Foundation
import RuleLanguage
import Testing

@Suite struct ReferenceTests {
  @Test func `the rules shown in the reference have no findings`() throws {
    let path = "Sources/RuleLanguage/Documentation.docc/RuleLanguage.md"
    let page = try String(contentsOf: RulesText.repository.appendingPathComponent(path), encoding: .utf8)
    let pieces = page.components(separatedBy: "```\n").enumerated()
    let blocks = pieces.filter { $0.offset % 2 == 1 }.map(\.element)
    let rules = blocks.filter { $0.hasPrefix("rule ") || $0.hasPrefix("parameter ") || $0.hasPrefix("pack ") }
    #expect(rules.count == 3)
    for text in rules { #expect(RulesText.findings(text) == "") }
  }
}
