import Diagnostics
import Foundation
import RuleChecking
import RuleLanguage
import RuleModel
import TestSupport
import Testing

@testable import RuleSentences

@Suite("Rules as sentences of law")
struct RuleSentenceTests {
  private let asOf: CivilDate

  init() throws { asOf = try #require(CivilDate(iso: "2026-11-20")) }

  private static let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

  /// Checks the files of a folder.
  private static func ruleSet(_ files: [URL]) throws -> RuleSet {
    var sources = SourceMap()
    let parsed = try files.map { file in
      let id = sources.add(path: file.path, bytes: Array(try Data(contentsOf: file)))
      return RuleParser.parse(sources.file(id))
    }
    let checked = RuleChecker.check(parsed)
    let findings = OneLineRenderer().render(checked.diagnostics.filter { $0.severity == .error }, in: sources)
    return try #require(checked.ruleSet, "\(findings)")
  }

  private static func shipped() throws -> RuleSet {
    let folder = here.deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent(
      "rules/vn-labour")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    return try ruleSet(names.filter { $0.hasSuffix(".rules") }.map { folder.appendingPathComponent($0) })
  }

  @Test("Every construct reads as recorded", arguments: Language.allCases)
  func constructs(language: Language) throws {
    let ruleSet = try Self.ruleSet([Self.here.appendingPathComponent("Constructs.rules")])
    let writer = RuleSentenceWriter(language: language, ruleSet: ruleSet, asOf: asOf)
    let text = ruleSet.rules.map { rule in
      ([rule.title[language] + " (" + rule.id + ")"] + writer.lines(of: rule)
        + (writer.points(of: rule).map { ["= " + $0.text] } ?? []) + [""]).joined(separator: "\n")
    }
    if let difference = GoldenFile.difference(
      text.joined(separator: "\n"), from: "constructs.\(language.rawValue).txt")
    {
      Issue.record("\(difference)")
    }
  }

  @Test("A parameter stands with the value of the day that is asked for")
  func valueOfTheDay() throws {
    let ruleSet = try Self.ruleSet([Self.here.appendingPathComponent("Constructs.rules")])
    let rule = try #require(ruleSet.rules.first { $0.id == "debts.plain" })
    let old = RuleSentenceWriter(
      language: .vi, ruleSet: ruleSet, asOf: try #require(CivilDate(iso: "2025-12-31")))
    let new = RuleSentenceWriter(language: .vi, ruleSet: ruleSet, asOf: asOf)
    #expect(
      old.lines(of: rule) == [
        "Chỉ báo rủi ro khi nợ bảo hiểm xã hội > 0 đồng và số ngày chậm đóng > số ngày ân hạn [30 ngày]."
      ])
    #expect(
      new.lines(of: rule) == [
        "Chỉ báo rủi ro khi nợ bảo hiểm xã hội > 0 đồng và số ngày chậm đóng > số ngày ân hạn [60 ngày]."
      ])
  }

  @Test("Every shipped rule names every field and parameter that it reads", arguments: Language.allCases)
  func shippedRules(language: Language) throws {
    let ruleSet = try Self.shipped()
    let writer = RuleSentenceWriter(language: language, ruleSet: ruleSet, asOf: asOf)
    for rule in ruleSet.rules {
      var named: Set<SentencePiece.Subject> = []
      func collect(_ outline: SentenceOutline) {
        named.formUnion(outline.lead.map(\.subject))
        (outline.items + outline.tail).forEach(collect)
      }
      let sentences = writer.sentences(of: rule)
      sentences.forEach(collect)
      for expression in [rule.applies, rule.condition].compactMap({ $0 }) {
        for field in expression.fieldsRead {
          #expect(named.contains(.field(field)), "\(rule.id) does not name \(ruleSet.fields[field].name)")
        }
        expression.visit { part in
          if case .lookup(let parameter, _, _) = part.kind { #expect(named.contains(.parameter(parameter))) }
        }
      }
      let lines = writer.lines(of: rule)
      #expect(lines.last?.hasSuffix(".") == true, "\(rule.id): \(lines)")
      #expect(
        !lines.contains { $0.contains("()") || $0.contains("  -  ") || $0.contains("“”") }, "\(rule.id)")
    }
  }

  @Test("A title with a connective in it stands in quotes, so that nobody reads two claims")
  func connectivesInTitles() throws {
    let ruleSet = try Self.ruleSet([Self.here.appendingPathComponent("Constructs.rules")])
    let rule = try #require(ruleSet.rules.first { $0.id == "work.parameters" })
    let text = RuleSentenceWriter(language: .en, ruleSet: ruleSet, asOf: asOf).lines(of: rule)
    #expect(
      text.joined().contains(
        "“Lowest wage and allowances” < minimum wage by wage region [Region I: 5,310,000"))
  }
}
