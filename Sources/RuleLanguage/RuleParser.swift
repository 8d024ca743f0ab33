import Diagnostics

/// A rules file that has been read: its tokens, what it says, and what is wrong with it.
public struct ParsedFile: Sendable {
  /// The file.
  public let file: SourceFile
  /// Every token with its trivia; together they are the file, byte for byte.
  public let tokens: [Token]
  /// What the file says.
  public let syntax: SyntaxFile
  /// What is wrong with it, in the order of the file.
  public let diagnostics: [Diagnostic]
}

/// Reads rules files; never fails, and reports every mistake.
public enum RuleParser {
  /// The greatest height of an expression.
  public static let heightLimit = 200

  /// Reads a file.
  public static func parse(_ file: SourceFile) -> ParsedFile {
    ParsedFile(file: file, tokens: [], syntax: SyntaxFile(declarations: []), diagnostics: [])
  }
}
