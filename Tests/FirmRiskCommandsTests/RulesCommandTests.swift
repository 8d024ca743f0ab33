import Foundation
import TestSupport
import Testing

@testable import FirmRiskCommands

/// `rules check`, `rules test` and `rules format`.
@Suite struct RulesCommandTests {
  /// The small pack in a folder of its own, with a change made to its text.
  private func changedPack(_ change: (String) -> String) throws -> (folder: ScratchFolder, rules: String) {
    let folder = try ScratchFolder()
    let small = try SmallProvince().rules + "/small.rules"
    try folder.write("rules/small.rules", change(try String(contentsOfFile: small, encoding: .utf8)))
    return (folder, folder.file("rules"))
  }

  @Test func theShippedRulesPassAllThree() {
    for command in [["check"], ["test"], ["format", "--check"]] {
      let run = firmrisk(["rules"] + command + [Repository.shippedRules])
      #expect(run.status == .done, "\(run.output)\(run.errors)")
      #expect(run.errors.isEmpty)
    }
  }

  @Test func theSmallPackPassesAllThree() throws {
    let rules = try SmallProvince().rules
    #expect(firmrisk("rules", "check", rules).output.hasSuffix("the rules check\n"))
    #expect(firmrisk("rules", "test", rules).output.hasPrefix("15 examples pass, 0 fail"))
    #expect(firmrisk("rules", "format", "--check", rules).status == .done)
  }

  @Test func aFindingCanBePrintedInThreeWays() throws {
    let (folder, rules) = try changedPack {
      $0.replacingOccurrences(of: "not has_union", with: "not has_unoin")
    }
    let terminal = firmrisk("rules", "check", rules)
    #expect(terminal.status == .rulesDoNotCheck)
    #expect(terminal.output.contains("^^^^^^^^^") && terminal.output.contains("`has_union`"))
    let line = firmrisk("rules", "check", rules, "--format", "line")
    #expect(line.status == .rulesDoNotCheck)
    #expect(line.outputLines.count == 2)
    #expect(line.output.contains("small.rules:") && line.output.contains("FR100"))
    let json = firmrisk("rules", "check", rules, "--format=json")
    #expect(json.status == .rulesDoNotCheck)
    let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    #expect((object?["findings"] as? [[String: Any]])?.first?["code"] as? String == "FR100")
    #expect(folder.exists("rules"))
    let clean = firmrisk("rules", "check", Repository.shippedRules, "--format", "json")
    #expect(clean.status == .done)
    let none = try JSONSerialization.jsonObject(with: Data(clean.output.utf8)) as? [String: Any]
    #expect((none?["findings"] as? [Any])?.isEmpty == true)
  }

  // MARK: - Misspelt fields

  /// A place in a text where a field is read inside a rule.
  private func readings(of fields: [String], in text: String) -> [(field: String, range: Range<String.Index>)]
  {
    var found: [(String, Range<String.Index>)] = []
    var isInRule = false
    text.enumerateSubstrings(in: text.startIndex..., options: .byLines) { line, range, _, _ in
      guard let line else { return }
      if line.hasPrefix("rule ") { isInRule = true }
      if line.hasPrefix("}") { isInRule = false }
      guard isInRule, line.hasPrefix("  applies ") || line.hasPrefix("  when ") || line.hasPrefix("  points ")
      else {
        return
      }
      for match in text[range].matches(of: /[a-z_][a-z_0-9.]*/) where fields.contains(String(match.0)) {
        found.append((String(match.0), match.range))
      }
    }
    return found
  }

  /// One letter left out, doubled, or swapped with the next.
  private func slips(of name: String) -> [String] {
    let letters = Array(name)
    return letters.indices.flatMap { index -> [String] in
      var left = letters
      left.remove(at: index)
      var doubled = letters
      doubled.insert(letters[index], at: index)
      var swapped = letters
      if index + 1 < letters.count { swapped.swapAt(index, index + 1) }
      return [String(left), String(doubled), String(swapped)]
    }.filter { $0 != name && $0.first?.isLetter == true }
  }

  private func expectCaret(_ run: ProgramRun, _ slip: String, _ field: String) {
    #expect(run.status == .rulesDoNotCheck, "\(slip)")
    let lines = run.outputLines
    let carets = lines.indices.filter { lines[$0].contains(String(repeating: "^", count: slip.count)) }
    #expect(carets.contains { lines[$0 - 1].contains(slip) }, "\(slip): \(run.output)")
    #expect(run.output.contains("`\(field)`"), "\(slip): \(run.output)")
  }

  @Test func everySlipInEveryRuleOfASmallPackLeadsToItsField() throws {
    let text = try String(contentsOfFile: try SmallProvince().rules + "/small.rules", encoding: .utf8)
    let ruleSet = try #require(try RulePack.load(folder: try SmallProvince().rules).checked.ruleSet)
    let fields = ruleSet.fields.map(\.name)
    let folder = try ScratchFolder()
    let places = readings(of: fields, in: text)
    #expect(places.count >= 9)
    var generator = SeededGenerator(seed: 8)
    var seen: Set<String> = []
    for place in places {
      // All slips where a field is read first, one of them wherever it is read again.
      let all = slips(of: place.field).filter { !fields.contains($0) }
      let tried =
        seen.insert(place.field).inserted ? all : all.randomElement(using: &generator).map { [$0] } ?? []
      for slip in Set(tried).sorted() {
        try folder.write("rules/small.rules", text.replacingCharacters(in: place.range, with: slip))
        expectCaret(firmrisk("rules", "check", folder.file("rules")), slip, place.field)
      }
    }
  }

  @Test func slipsInRulesOfTheShippedPackLeadToTheirFields() throws {
    let folder = try ScratchFolder()
    let names = try FileManager.default.contentsOfDirectory(atPath: Repository.shippedRules)
    let texts = try names.filter { $0.hasSuffix(".rules") }.sorted().map {
      ($0, try String(contentsOfFile: Repository.shippedRules + "/" + $0, encoding: .utf8))
    }
    for (name, text) in texts { try folder.write("rules/" + name, text) }
    let fields = try #require(RulePack.shipped().checked.ruleSet).fields.map(\.name)
    var generator = SeededGenerator(seed: 3)
    for (name, text) in texts.filter({ $0.1.contains("\nrule ") }).enumerated().filter({ $0.offset % 2 == 0 })
      .map(\.element)
    {
      guard let place = readings(of: fields, in: text).randomElement(using: &generator),
        let slip = slips(of: place.field).filter({ !fields.contains($0) }).randomElement(using: &generator)
      else { continue }
      try folder.write("rules/" + name, text.replacingCharacters(in: place.range, with: slip))
      expectCaret(firmrisk("rules", "check", folder.file("rules")), slip, place.field)
      try folder.write("rules/" + name, text)
    }
  }

  // MARK: - Examples

  @Test func aFailingExampleShowsTheValuesAndExitsWithOne() throws {
    let (folder, rules) = try changedPack {
      $0.replacingOccurrences(of: "expect fires 13", with: "expect fires 12")
    }
    let run = firmrisk("rules", "test", rules)
    #expect(run.status == .findings)
    let output = run.output.replacingOccurrences(of: folder.path, with: "FOLDER")
    #expect(GoldenFile.difference(output, from: "failing-example.txt") == nil)
    #expect(firmrisk("rules", "test", rules, "--rule", "wages.late").status == .done)
    #expect(firmrisk("rules", "test", rules, "--rule", "insurance.late").status == .findings)
  }

  @Test func aRuleWithoutAllItsExamplesIsAFinding() throws {
    let (folder, pack) = try changedPack { $0.replacing(/example "wages.late passes"[^}]*\}\n/, with: "") }
    let run = firmrisk("rules", "test", pack)
    #expect(folder.exists("rules"))
    #expect(run.status == .findings)
    #expect(run.output.contains("`wages.late`") && run.output.contains("14 examples pass"))
  }

  @Test func anUnknownRuleIsAMistake() throws {
    let run = firmrisk("rules", "test", try SmallProvince().rules, "--rule", "wages.latte")
    #expect(run.status == .usage)
    #expect(run.errors.contains("`wages.latte`") && run.errors.contains("`wages.late`"))
  }

  // MARK: - Layout

  @Test func formatRewritesOnceAndKeepsTheMeaning() throws {
    let small = try String(contentsOfFile: try SmallProvince().rules + "/small.rules", encoding: .utf8)
    let (folder, rules) = try changedPack { $0.replacing(/\n  +/, with: "\n ") }
    let messy = try folder.text("rules/small.rules")
    #expect(messy != small)
    let check = firmrisk("rules", "format", rules, "--check")
    #expect(check.status == .findings)
    #expect(check.errors.contains("FR303") && check.errors.contains("rules/small.rules`"))
    #expect(try folder.text("rules/small.rules") == messy)
    #expect(firmrisk("rules", "format", rules).status == .done)
    #expect(try folder.text("rules/small.rules") == small)
    #expect(firmrisk("rules", "format", rules, "--check").status == .done)
    #expect(try folder.names(in: "rules") == ["small.rules"])
  }

  @Test func rulesThatDoNotParseAreNotRewritten() throws {
    let (folder, rules) = try changedPack { $0 + "\nrule x.y is violation {\n" }
    let before = try folder.text("rules/small.rules")
    for options in [[], ["--check"]] {
      let run = firmrisk(["rules", "format", rules] + options)
      #expect(run.status == .rulesDoNotCheck)
      #expect(run.errors.contains("small.rules:"))
    }
    #expect(try folder.text("rules/small.rules") == before)
  }
}
