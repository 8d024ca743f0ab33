import Diagnostics

/// A token of the rule language; blanks and comments before it are its trivia.
public struct Token: Sendable {
  /// What a token is.
  public enum Kind: Hashable, Sendable {
    /// A name or a word of the language.
    case identifier
    /// A whole number.
    case integer
    /// A number with a point.
    case decimal
    /// A number with `%`.
    case percent
    /// A date.
    case date
    /// A month and day.
    case monthDay
    /// A string, ended or not.
    case string
    /// A bracket, operator or other mark.
    case punctuation
    /// Bytes that mean nothing; a diagnostic has been given.
    case invalid
    /// The end of the file.
    case endOfFile
  }

  /// What the token is.
  public var kind: Kind
  /// Which word or mark of the language it is, `other` when none.
  var symbol: Symbol
  /// Whether a line end stands between the token before and this one, or the token is the first.
  public var startsLine: Bool
  /// Whether the token touches the one before it.
  public var touchesPrevious: Bool
  /// Where the token stands, without trivia.
  public var span: Span
  /// Offset of the first byte of the blanks and comments before the token.
  public var triviaStart: Int
  /// The characters of the token; of a string the meaning, without quotes and escapes.
  public var text: String
}
