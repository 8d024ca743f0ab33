import RuleModel

/// A stretch of a sentence, with what it names, so that a document can link it.
public struct SentencePiece: Hashable, Sendable {
  /// What a stretch names.
  public enum Subject: Hashable, Sendable {
    /// Nothing declared: words, signs and figures.
    case words
    /// A field.
    case field(FieldIndex)
    /// A parameter.
    case parameter(ParameterIndex)
    /// A named set.
    case set(SetIndex)
    /// A list.
    case source(SourceIndex)
  }

  /// The words.
  public var text: String
  /// What they name.
  public var subject: Subject

  /// Creates a stretch.
  public init(_ text: String, _ subject: Subject = .words) {
    self.text = text
    self.subject = subject
  }
}

extension [SentencePiece] {
  /// The pieces as plain text.
  public var text: String { map(\.text).joined() }

  /// The pieces with the first letter of the first one in upper case.
  public var capitalised: [SentencePiece] {
    guard var first = first(where: { !$0.text.isEmpty }) else { return self }
    first.text = first.text.prefix(1).uppercased() + first.text.dropFirst()
    return [first] + drop { $0.text.isEmpty }.dropFirst()
  }

  /// The pieces with words behind them.
  func followed(by words: String) -> [SentencePiece] { self + [SentencePiece(words)] }

  /// The pieces between two words.
  func between(_ before: String, _ after: String) -> [SentencePiece] {
    [SentencePiece(before)] + self + [SentencePiece(after)]
  }

  /// Lists of pieces with words between them.
  static func joined(_ lists: [[SentencePiece]], by words: String) -> [SentencePiece] {
    var all: [SentencePiece] = []
    for (position, list) in lists.enumerated() {
      if position > 0 { all.append(SentencePiece(words)) }
      all += list
    }
    return all
  }
}
