import Diagnostics
import Foundation
import RuleChecking
import RuleLanguage
import RuleModel
import Testing

/// Checks the shipped rule pack, whole and with mistakes put into it.
@Suite struct ShippedPackTests {
  struct RuleText {
    let name: String
    let text: String
  }

  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("rules/vn-labour")

  static func texts() throws -> [RuleText] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".rules") }
      .sorted()
      .map {
        RuleText(name: $0, text: try String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8))
      }
  }

  static func parse(_ texts: [RuleText]) -> [ParsedFile] {
    var sources = SourceMap()
    return texts.map { file in
      let id = sources.add(path: file.name, bytes: Array(file.text.utf8))
      return RuleParser.parse(sources.file(id))
    }
  }

  @Test func checksWithoutFindings() throws {
    let pack = RuleChecker.check(ShippedPackTests.parse(try ShippedPackTests.texts()))
    #expect(pack.diagnostics.isEmpty)
    #expect((pack.ruleSet?.rules.count ?? 0) >= 36)
    #expect(pack.ruleSet?.areas.reduce(0) { $0 + $1.cap } == 100)
  }

  @Test func noRuleCanAddMoreThanItsAreasCap() throws {
    let pack = RuleChecker.check(ShippedPackTests.parse(try ShippedPackTests.texts()))
    let ruleSet = try #require(pack.ruleSet)
    for rule in ruleSet.rules {
      guard let area = rule.area, let points = rule.points else { continue }
      #expect(points.most <= ruleSet.areas[area].cap, "\(rule.id)")
    }
  }

  /// Every deletion, doubling and swap of one letter that is no other field's name.
  static func misspellings(of name: String, known: Set<String>) -> [String] {
    let letters = Array(name)
    var found: Set<String> = []
    for index in letters.indices {
      var deleted = letters
      deleted.remove(at: index)
      found.insert(String(deleted))
      var doubled = letters
      doubled.insert(letters[index], at: index)
      found.insert(String(doubled))
      if index + 1 < letters.count {
        var swapped = letters
        swapped.swapAt(index, index + 1)
        found.insert(String(swapped))
      }
    }
    return found.filter { !known.contains($0) && $0.first?.isLetter == true }.sorted()
  }

  @Test func everyOneLetterSlipFindsItsField() throws {
    let pack = RuleChecker.check(ShippedPackTests.parse(try ShippedPackTests.texts()))
    let ruleSet = try #require(pack.ruleSet)
    let names = ruleSet.fields.map(\.name)
    let known = names + ruleSet.definitions.map(\.name) + ruleSet.parameters.map(\.name)
    for name in names {
      for slip in ShippedPackTests.misspellings(of: name, known: Set(known)) {
        let suggestions = NearestName.suggestions(for: slip, among: known)
        #expect(suggestions.contains(name), "\(slip) does not lead to \(name) but to \(suggestions)")
      }
    }
  }

  /// Puts a misspelt field into one rule of each file, through the whole pipeline.
  @Test func misspeltFieldInARuleIsReportedWithTheRightName() throws {
    let texts = try ShippedPackTests.texts()
    let names = try #require(RuleChecker.check(ShippedPackTests.parse(texts)).ruleSet).fields.map(\.name)
    var tried = 0
    for (index, file) in texts.enumerated() where file.text.contains("\nrule ") {
      let conditions = file.text.components(separatedBy: "\n").filter { $0.hasPrefix("  when ") }
      guard let line = conditions.first,
        let field = names.first(where: { name in
          line.components(separatedBy: CharacterSet.alphanumerics.union(["_"]).inverted).contains(name)
        })
      else { continue }
      var changed = texts
      let slip = String(field.dropLast())
      let misspelt = line.replacingOccurrences(of: field, with: slip)
      changed[index] = RuleText(
        name: file.name, text: file.text.replacingOccurrences(of: line, with: misspelt))
      let pack = RuleChecker.check(ShippedPackTests.parse(changed))
      let finding = pack.diagnostics.first { $0.code == .unknownName }
      #expect(pack.ruleSet == nil)
      #expect(finding?.help.joined().contains("`\(field)`") == true, "\(file.name): \(slip)")
      tried += 1
    }
    #expect(tried >= 8)
  }
}
