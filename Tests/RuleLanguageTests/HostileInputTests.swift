import Diagnostics
import Foundation
import RuleLanguage
import TestSupport
import Testing

@Suite struct HostileInputTests {
  /// What is wrong with the tokens of a file; nil when with their trivia they are the file, byte for byte.
  static func gap(in file: ParsedFile) -> String? {
    var end = 0
    for token in file.tokens {
      if token.triviaStart != end { return "token at \(token.span.start) does not follow the one before" }
      if Int(token.span.start) < token.triviaStart {
        return "token at \(token.span.start) begins in the one before"
      }
      end = Int(token.span.end)
    }
    return end == file.file.bytes.count ? nil : "tokens end at \(end) of \(file.file.bytes.count)"
  }

  @Test(
    arguments: [
      "(", "not ", "-", "max(", "x[", "if ", "1 + ", "1 * ", "x at ", "x in (", "if a then b else ",
      "any(x of s where ",
    ])
  func `deep nesting is a finding, not a crash`(repeated: String) {
    let expression = String(repeating: repeated, count: repeated.count < 5 ? 100_000 : 10_000) + "1"
    let (file, _) = RulesText.parsed("let a = \(expression)\nlet b = 1\n")
    #expect(file.diagnostics.contains { $0.code == .tooDeep })
    #expect(file.diagnostics.count < 10)
    guard case .letValue(let last)? = file.syntax.declarations.last else {
      Issue.record("the declaration after it is lost")
      return
    }
    #expect(last.name.text == "b")
    #expect(Self.gap(in: file) == nil)
  }

  @Test func `long chains of and, or and lists are not deep`() {
    let chain = Array(repeating: "a", count: 20_000)
    for text in [
      chain.joined(separator: " and "), chain.joined(separator: " or "),
      "max(\(chain.joined(separator: ", ")))",
    ] {
      let (file, _) = RulesText.parsed("let a = \(text)\n")
      #expect(file.diagnostics.isEmpty)
    }
  }

  @Test func `deep braces and many errors end`() {
    for text in [
      "{", "}", "rule a is gate {", "area {", "\"", "let", "field f: ", "[", "\u{0}",
      "example \"x\" of a { x = ",
    ] {
      let (file, _) = RulesText.parsed(String(repeating: text + "\n", count: 5_000))
      #expect(!file.diagnostics.isEmpty)
      #expect(Self.gap(in: file) == nil)
    }
  }

  @Test(arguments: 0..<40) func `random tokens never crash and tile the file`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let words = [
      "rule", "area", "let", "is", "violation", "{", "}", "(", ")", "[", "]", ",", ":", "=", "==", "1", "2.5",
      "36%",
      "2026-03-01", "06-05", "\"x\"", "\"", "when", "points", "fine", "up", "to", "from", "vi", "en", "and",
      "or",
      "not", "unless", "in", "of", "by", "at", "if", "then", "else", "\n", "\n", "# c\n", "..", "..<", "é",
      "điểm",
      "example", "row", "expect", "as", "parameter", "set", "field", "policy", "bands", "x.y", "days", "/",
      "-",
      "basis", "article", "choice", "none", "unknown", "any", "count", "latest", "\u{0}", "“", "\t", "\r\n",
      ".",
    ]
    var text = ""
    for _ in 0..<600 {
      text += words[Int.random(in: 0..<words.count, using: &random)]
      if Bool.random(using: &random) { text += " " }
    }
    let (file, sources) = RulesText.parsed(text)
    #expect(Self.gap(in: file) == nil)
    #expect(!TerminalRenderer().render(file.diagnostics, in: sources).isEmpty)
  }

  @Test(arguments: 0..<15) func `mutated valid files never crash and tile the file`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for url in RulesText.validFiles().prefix(4) {
      var bytes = Array(try Data(contentsOf: url))
      for _ in 0..<20 {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: place)
        default: bytes.insert(contentsOf: bytes[place..<min(place + 30, bytes.count)], at: place)
        }
      }
      let (file, sources) = RulesText.parsed(bytes)
      #expect(Self.gap(in: file) == nil)
      _ = TerminalRenderer().render(file.diagnostics, in: sources)
    }
  }

  @Test func `empty files and files of blanks are sound`() {
    for text in ["", "\n", "  \t\n", "# only a comment", "\u{FEFF}"] {
      let (file, _) = RulesText.parsed(text)
      #expect(!file.hasErrors)
      #expect(file.syntax.declarations.isEmpty)
      #expect(Self.gap(in: file) == nil)
    }
  }
}
