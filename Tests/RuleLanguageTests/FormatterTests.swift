import Diagnostics
import Foundation
@testable import RuleLanguage
import TestSupport
import Testing

@Suite struct FormatterTests {
  /// The canonical layout of a text, or what refuses it.
  static func formatted(_ text: String) -> String {
    let (file, sources) = RulesText.parsed(text)
    switch RuleFormatter.format(file) {
    case .formatted(let result): return result
    case .refused(let findings): return TerminalRenderer().render(findings, in: sources)
    }
  }

  @Test func `the recorded layout is written`() throws {
    let url = RulesText.golden.appendingPathComponent("valid/whole.rules")
    let text = try String(contentsOf: url, encoding: .utf8)
    #expect(GoldenFile.difference(Self.formatted(text), from: "formatted/whole.rules") == nil)
    let overrides = RulesText.golden.appendingPathComponent("valid/overrides.rules")
    let second = try String(contentsOf: overrides, encoding: .utf8)
    #expect(GoldenFile.difference(Self.formatted(second), from: "formatted/overrides.rules") == nil)
    #expect(GoldenFile.difference(Self.formatted(Self.comments), from: "formatted/comments.rules") == nil)
  }

  @Test func `every valid file is formatted, and its layout is stable`() throws {
    for url in RulesText.validFiles() {
      let once = Self.formatted(try String(contentsOf: url, encoding: .utf8))
      #expect(!once.hasPrefix("error["), "\(url.lastPathComponent): \(once)")
      #expect(Self.formatted(once) == once, "\(url.lastPathComponent)")
      #expect(once.split(separator: "\n").filter { $0.hasSuffix(" ") || $0.contains("\t") } == [])
    }
  }

  @Test(arguments: 0..<4) func `the layout does not depend on blanks`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for url in RulesText.validFiles().prefix(6) {
      let text = try String(contentsOf: url, encoding: .utf8)
      let mangled = Self.mangled(text, using: &random)
      #expect(Self.formatted(mangled) == Self.formatted(text), "\(url.lastPathComponent)")
    }
  }

  /// The text with other blanks and line ends, where those mean nothing.
  static func mangled(_ text: String, using random: inout SeededGenerator) -> String {
    let (file, _) = RulesText.parsed(text)
    let bytes = file.file.bytes
    let tokens = file.tokens
    var result = ""
    for (index, token) in tokens.enumerated() {
      let trivia = String(decoding: bytes[token.triviaStart..<Int(token.span.start)], as: UTF8.self)
      let previous = index > 0 ? tokens[index - 1] : token
      let isNumber = [.integer, .decimal, .percent].contains(previous.kind)
      let isCitation = ["article", "clause", "point"].contains(previous.text)
      let isPart =
        [",", "=", "(", ")", "and", "or", "+"].contains(token.text)
        || [",", "and", "or"].contains(previous.text)
      if trivia.isEmpty || trivia.contains("#") {
        result += trivia
      } else if trivia.contains("\n") {
        let indentation = String(repeating: " ", count: Int.random(in: 1...9, using: &random))
        result += trivia.filter { $0 == "\n" } + (token.touchesPrevious ? "" : indentation)
      } else if isPart, !isNumber, !isCitation, token.text != "(", Int.random(in: 0..<4, using: &random) == 0
      {
        result += "\n   "
      } else {
        result += String(repeating: " ", count: Int.random(in: 1...3, using: &random))
      }
      result += file.file.text(of: token.span)
    }
    return result
  }

  static let comments = """


    # top


    # second
    language 1 # after language

    area a { # after brace
      # before title
      title vi "A" # after title


      cap 5
      # before the end
    }
    # before let
    let b = x # after x
      + # after plus
      y # after y
    parameter p by c: VND { from 2026-01-01 basis "x" { # open
      # own
      I: 5, # five
      II: 6 # six
      , III: 7
      # last
    } }
    example "e" of a.b { x = 1, # one
      y = 2,
      z = 3 as of 2026-01-01 # date

      expect passes }
    # the end
    """

  @Test func `a file with errors is refused with its errors`() {
    #expect(Self.formatted("area a { cap }").hasPrefix("error[FR011]"))
  }

  @Test func `byte-order mark, carriage returns and tabs go away`() {
    #expect(Self.formatted("\u{FEFF}language 1\r\n\tlet  a = 1 \r\n") == "language 1\nlet a = 1\n")
  }

  @Test func `an empty file stays empty and comments alone stay`() {
    #expect(Self.formatted("") == "")
    #expect(Self.formatted("\n\n# only\n\n\n# two") == "# only\n\n# two\n")
  }
}

@Suite struct FormatProofTests {
  private static let original = RulesText.parsed("# keep\nlet a = b and c\n").file

  @Test(
    arguments: [
      "# keep\nlet a = b and\n", "# keep\nlet a = b or c\n", "let a = b and c\n",
      "# keep\nlet  a = b and c\n",
    ])
  func `a layout that is unsound is found out`(text: String) {
    #expect(FormatProof.fault(in: text, for: Self.original)?.code == .formatterFailure)
  }

  @Test func `a sound layout passes`() {
    #expect(FormatProof.fault(in: "# keep\nlet a = b and c\n", for: Self.original) == nil)
  }

  @Test func `the fault names the file`() {
    let (file, sources) = RulesText.parsed("let a = b and c\n", path: "proof.rules")
    let faults = ["let a = b or c\n", "let a = (\n"].compactMap { FormatProof.fault(in: $0, for: file) }
    let text = TerminalRenderer().render(faults, in: sources) + "\n"
    #expect(GoldenFile.difference(text, from: "FR029/proof.errors") == nil)
  }

  @Test func `trees that differ in anything but places have other outlines`() {
    func outline(_ text: String) -> String { SyntaxOutline.text(of: RulesText.parsed(text).file.syntax) }
    #expect(outline("let a = b") == outline("\n\nlet  a   =  b"))
    #expect(outline("let a = b") != outline("let a = c"))
    #expect(outline("let a = 1") != outline("let a = 1.0"))
    #expect(outline("let a = \"x\"") != outline("let a = x"))
    #expect(outline("unit a { counted }") != outline("unit a { }"))
    #expect(outline("let a = x in (b)") != outline("let a = x not in (b)"))
  }
}
