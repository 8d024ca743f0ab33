import Diagnostics

/// A rules file that has been read: what it says, and what is wrong with it.
public struct ParsedFile: Sendable {
  /// The file.
  public let file: SourceFile
  /// What the file says; parts that could not be read are missing or `invalid`.
  public let syntax: SyntaxFile
  /// What is wrong with the file, in the order of the file.
  public let diagnostics: [Diagnostic]

  /// Every token; with the blanks and comments before each they are the file, byte for byte.
  ///
  /// They are read anew at each call: who loads rules to score firms never asks for them.
  public var tokens: [Token] { Lexer.tokens(of: file).tokens }

  /// Whether the file follows the grammar; warnings and notes do not count.
  public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}

/// Reads rules files; never fails, and reports every mistake.
public enum RuleParser {
  /// The greatest height of an expression.
  public static let heightLimit = 200

  /// Reads a file.
  public static func parse(_ file: SourceFile) -> ParsedFile {
    let (tokens, found) = Lexer.tokens(of: file)
    return tokens.withUnsafeBufferPointer { tokens in
      var parser = Parser(file, tokens, found, notesLayout: false)
      let syntax = parser.syntaxFile()
      return ParsedFile(file: file, syntax: syntax, diagnostics: inOrder(parser.diagnostics))
    }
  }

  /// The tokens of a file and what the formatter needs to know of each.
  static func layout(of file: SourceFile) -> (tokens: [Token], marks: [LayoutMark]) {
    let (tokens, found) = Lexer.tokens(of: file)
    let marks = tokens.withUnsafeBufferPointer { tokens in
      var parser = Parser(file, tokens, found, notesLayout: true)
      _ = parser.syntaxFile()
      return parser.marks
    }
    return (tokens, marks)
  }

  /// Findings in the order of their places, those of one place as they were found.
  private static func inOrder(_ findings: [Diagnostic]) -> [Diagnostic] {
    guard findings.count > 1 else { return findings }
    let numbered = findings.enumerated().sorted { first, second in
      let places = (first.element.primary?.span.start ?? 0, second.element.primary?.span.start ?? 0)
      return places.0 != places.1 ? places.0 < places.1 : first.offset < second.offset
    }
    return numbered.map(\.element)
  }
}

extension ParsedFile {
  /// The file with other declarations, as if they stood in it; its text and places stay.
  public func replacing(declarations: [Declaration]) -> ParsedFile {
    ParsedFile(file: file, syntax: SyntaxFile(declarations: declarations), diagnostics: diagnostics)
  }
}
