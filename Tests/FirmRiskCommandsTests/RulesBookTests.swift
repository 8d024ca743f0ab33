import Foundation
import TestSupport
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@testable import FirmRiskCommands

@Suite("The rule book")
struct RulesBookTests {
  private static let smallPack = Repository.root + "/Tests/FirmRiskCommandsTests/Golden/book-pack"

  @Test("The book of a small pack reads as recorded", arguments: ["vi", "en"], ["md", "html"])
  func smallPack(language: String, format: String) throws {
    let run = firmrisk("rules", "book", Self.smallPack, "--lang", language, "--format", format)
    #expect(run.status == .done)
    if let difference = GoldenFile.difference(run.output, from: "book.\(language).\(format)") {
      Issue.record("\(difference)")
    }
  }

  @Test("Every rule, field and parameter of the shipped pack stands in the book", arguments: ["vi", "en"])
  func nothingIsMissing(language: String) throws {
    let html = firmrisk("rules", "book", Repository.shippedRules, "--lang", language, "--format", "html")
      .output
    let ruleSet = try #require(try RulePack.load(folder: Repository.shippedRules).checked.ruleSet)
    let anchors =
      ruleSet.rules.map { "rule-" + $0.id } + ruleSet.fields.map { "field-" + $0.name }
      + ruleSet.parameters.map { "parameter-" + $0.name } + ruleSet.sources.map { "source-" + $0.name }
    for anchor in anchors { #expect(html.contains("id=\"\(anchor)\""), "\(anchor) is missing") }
    for rule in ruleSet.rules {
      for citation in rule.basis + rule.fines.map(\.citation) {
        #expect(html.contains("\">\(citation.act)</h3>"), "\(citation.act) is not in the index")
      }
    }
  }

  @Test("Every link of the book leads to a place in it", arguments: ["md", "html"])
  func linksResolve(format: String) throws {
    let book = firmrisk("rules", "book", Repository.shippedRules, "--format", format).output
    let pattern = format == "md" ? "\\]\\(#([^)]*)\\)" : "href=\"#([^\"]*)\""
    let targets = try matches(of: pattern, in: book)
    let places = try matches(of: "id=\"([^\"]*)\"", in: book)
    #expect(targets.count > 500)
    #expect(Set(targets).subtracting(places).isEmpty)
    #expect(places.count == Set(places).count, "a place has two names alike")
  }

  @Test("The page is well formed and asks for no other file")
  func wellFormed() throws {
    let html = firmrisk("rules", "book", Repository.shippedRules, "--format", "html").output
    let parser = XMLParser(data: Data(html.replacing("<!DOCTYPE html>\n", with: "").utf8))
    #expect(parser.parse(), "\(parser.parserError.map { "\($0)" } ?? "") in line \(parser.lineNumber)")
    #expect(
      !html.contains("src=") && !html.contains("url(") && !html.contains("<link") && !html.contains("<script")
    )
  }

  @Test("Titles with signs of markup stand as they are written")
  func escaping() throws {
    let folder = try ScratchFolder()
    let source = try String(contentsOfFile: Self.smallPack + "/small.rules", encoding: .utf8)
    try folder.write(
      "pack/small.rules", source.replacing("en \"Paid late\"", with: "en \"<b>Paid & 'late' | *now*\""))
    let html = firmrisk("rules", "book", folder.file("pack"), "--lang", "en", "--format", "html").output
    #expect(html.contains("&lt;b&gt;Paid &amp; &#39;late&#39; | *now* <code>insurance.late</code>"))
    let text = firmrisk("rules", "book", folder.file("pack"), "--lang", "en").output
    #expect(text.contains("### \\<b\\>Paid &amp; 'late' \\| \\*now\\* `insurance.late`"))
  }

  @Test("A rule says whether it is in force on the day that is asked for")
  func dayOfTheBook() throws {
    let early = firmrisk("rules", "book", Self.smallPack, "--lang", "en", "--as-of", "2025-03-01").output
    #expect(early.contains("**[Violation]****[Not yet in force]**"))
    let late = firmrisk("rules", "book", Self.smallPack, "--lang", "en", "--as-of", "2026-01-01").output
    #expect(!late.contains("Not yet in force"))
  }

  @Test("A file is written whole, and a wrong format is refused")
  func options() throws {
    let folder = try ScratchFolder()
    let run = firmrisk("rules", "book", Self.smallPack, "--out", folder.file("book.md"))
    #expect(run.status == .done && run.output.isEmpty)
    #expect(try folder.text("book.md") == firmrisk("rules", "book", Self.smallPack).output)
    #expect(firmrisk("rules", "book", Self.smallPack, "--format", "pdf").status == .usage)
    #expect(firmrisk("rules", "book", Self.smallPack, "--as-of", "2026-02-30").status == .usage)
    #expect(firmrisk("rules", "book", Self.smallPack, "--out", folder.path).status == .inputUnreadable)
  }

  private func matches(of pattern: String, in text: String) throws -> [String] {
    let expression = try NSRegularExpression(pattern: pattern)
    let whole = text as NSString
    return expression.matches(in: text, range: NSRange(location: 0, length: whole.length)).map {
      whole.substring(with: $0.range(at: 1))
    }
  }
}
