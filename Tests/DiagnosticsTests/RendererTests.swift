import Diagnostics
import TestSupport
import Testing

@Suite struct RendererTests {
  private static let text = """
    rule a.b is violation {
    \ttitle vi "Nợ lương" when si_debt == 5
      title vi "Nơ\u{323} lu\u{31B}ơng 社会保険 👩‍👩‍👧" when x = y
    }

    """

  /// A file, and a span of the nth place where some characters stand in it.
  private struct Sample {
    var sources = SourceMap()

    mutating func add(_ path: String, _ text: String) -> FileID {
      sources.add(path: path, bytes: Array(text.utf8))
    }

    func span(_ file: FileID, _ wanted: String, line: Int = 1) -> Span {
      let bytes = sources.file(file).bytes
      let needle = Array(wanted.utf8)
      var start = Int(sources.file(file).lineStarts[line - 1])
      while start < bytes.count, !bytes[start...].starts(with: needle) { start += 1 }
      return Span(file: file, start: start, end: start + needle.count)
    }
  }

  private static func findings() -> ([Diagnostic], SourceMap) {
    var sample = Sample()
    let file = sample.add("rules/a.rules", text)
    let other = sample.add("rules/evil\u{1B}[31m\u{202E}.rules", "let x = 5\n")
    let long = sample.add(
      "long.rules", String(repeating: "a + ", count: 100) + "b_here" + String(repeating: " + đ", count: 100))
    let missing = Span(file: file, start: Int(sample.span(file, "= y", line: 3).end), end: 0)
    let findings = [
      Diagnostic(
        .foreignOperator, "`==` is not an operator", at: .init(sample.span(file, "=="), "here"),
        help: ["write `=`", "or \u{1B}[1mnothing"]),
      Diagnostic(
        .repeatedClause, .warning, "`title` is given twice",
        at: .init(sample.span(file, "title", line: 3), "second time"),
        also: [
          .init(sample.span(file, "title", line: 2), "first time"),
          .init(sample.span(file, "rule"), "in this rule"),
        ], citation: "41/2024/QH15 article 39"),
      Diagnostic(.expectedElse, "wide", at: .init(sample.span(file, "when", line: 3), "after wide letters")),
      Diagnostic(.expectedElse, "emoji", at: .init(sample.span(file, "社会保険", line: 3))),
      Diagnostic(
        .expectedElse, .note, "two files", at: .init(sample.span(file, "}", line: 4)),
        also: [.init(sample.span(other, "x"), "there")]),
      Diagnostic(.expectedElse, "long", at: .init(sample.span(long, "b_here"), "in the middle")),
      Diagnostic(.expectedElse, "end of a line", at: .init(missing, "missing")),
      Diagnostic(.expectedElse, "no place at all", help: ["look elsewhere"]),
    ]
    return (findings, sample.sources)
  }

  @Test func `findings on a terminal`() {
    let (findings, sources) = Self.findings()
    let text = TerminalRenderer().render(findings, in: sources) + "\n"
    #expect(GoldenFile.difference(text, from: "terminal.txt") == nil)
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    let columns = text.split(separator: "\n").filter { $0.contains(" | ") }.map {
      DisplayWidth.columns(of: String($0))
    }
    #expect(columns.allSatisfy { $0 <= 100 })
  }

  @Test func `colours change nothing but colours`() {
    let (findings, sources) = Self.findings()
    let coloured = TerminalRenderer(usesColour: true).render(findings, in: sources)
    #expect(coloured.contains("\u{1B}[1;31merror[FR010]\u{1B}[0m"))
    let plain = coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "")
    #expect(plain == TerminalRenderer().render(findings, in: sources))
  }

  @Test func `findings on one line each`() {
    let (findings, sources) = Self.findings()
    #expect(
      GoldenFile.difference(OneLineRenderer().render(findings, in: sources) + "\n", from: "lines.txt") == nil)
  }

  @Test func `findings as JSON`() {
    let (findings, sources) = Self.findings()
    #expect(
      GoldenFile.difference(JSONRenderer().render(findings, in: sources) + "\n", from: "findings.json") == nil
    )
  }

  @Test func `spans outside the file do not crash`() {
    var sources = SourceMap()
    let file = sources.add(path: "x", bytes: [0xFF, 0xFE, 0x0A, 0xC3])
    let finding = Diagnostic(
      .expectedElse, "odd", at: .init(Span(file: file, start: 90, end: 10), "past"),
      also: [.init(Span(file: file, start: 0, end: 900))])
    #expect(TerminalRenderer(width: 0).render([finding], in: sources).contains("odd"))
    #expect(OneLineRenderer().render([finding], in: sources).contains("odd"))
    #expect(JSONRenderer().render([finding], in: sources).contains("odd"))
  }
}

@Suite struct DisplayWidthTests {
  @Test(
    arguments: [
      ("", 0), ("abc", 3), ("Nợ lương", 8), ("No\u{31B}\u{323}", 2), ("社会", 4), ("👩‍👩‍👧", 2), ("é", 1),
      ("e\u{301}", 1), ("ｱ", 1),
      ("Ａ", 2), ("🇻🇳", 4), ("a\u{200B}b", 2), ("한국", 4), ("…", 1), ("☎️", 2),
    ])
  func `columns are those of a terminal`(text: String, columns: Int) {
    #expect(DisplayWidth.columns(of: text) == columns)
  }

  @Test func `padding counts columns`() {
    #expect(DisplayWidth.padded("社会", to: 6) == "社会  ")
    #expect(DisplayWidth.padded("abc", to: 2) == "abc")
  }

  @Test func `control and direction marks become blanks`() {
    #expect("a\u{1B}[31mb\u{202E}c\nd".withoutControlMarks == "a [31mb c d")
    #expect("Nợ lương".withoutControlMarks == "Nợ lương")
  }
}

@Suite struct JSONTests {
  @Test func `strings are escaped as JSON asks`() {
    #expect(
      JSONText.quoted("a\"b\\c/\n\r\t\u{1}\u{7F}\u{2028}đ👩")
        == "\"a\\\"b\\\\c/\\n\\r\\t\\u0001\\u007f\\u2028đ👩\"")
    #expect(
      JSONText.quoted("\u{80}\u{9F}\u{A0}\u{2027}\u{2029}\u{202A}")
        == "\"\\u0080\\u009f\u{A0}\u{2027}\\u2029\u{202A}\"")
    #expect(JSONText.quoted("") == "\"\"")
    #expect(JSONText.quoted("\r\n") == "\"\\r\\n\"")
  }

  @Test func `values are written in the order given`() {
    let value = JSONValue.object([
      "b": .array([.integer(-5), .decimal("0.25"), .bool(true), .null, .array([])]), "a": .object([:]),
      "c": .optional(nil),
    ])
    #expect(value.compact == "{\"b\":[-5,0.25,true,null,[]],\"a\":{},\"c\":null}")
    let pretty = """
      {
        "b": [
          -5,
          0.25,
          true,
          null,
          []
        ],
        "a": {},
        "c": null
      }
      """
    #expect(value.pretty == pretty)
  }
}

@Suite struct CatalogueTests {
  @Test func `every code stands once, with a title and an explanation`() {
    let entries = DiagnosticCatalogue.entries
    #expect(Set(entries.map(\.code)).count == entries.count)
    for entry in entries {
      #expect(entry.explanation.count > 30 && entry.explanation.hasSuffix("."), "\(entry.code)")
      #expect(!entry.title.isEmpty && !entry.title.hasSuffix("."), "\(entry.code)")
    }
    #expect(DiagnosticCatalogue.entry(for: "fr001")?.code == .invalidUTF8)
    #expect(DiagnosticCatalogue.entry(for: "FR000") == nil)
  }
}
