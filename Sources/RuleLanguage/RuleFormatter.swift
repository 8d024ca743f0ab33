import Diagnostics

/// What formatting a file gave.
public enum FormatResult: Sendable {
  /// The file in its canonical layout.
  case formatted(String)
  /// The file cannot be formatted; the findings say why.
  case refused([Diagnostic])
}

/// Writes rules files in one canonical layout.
///
/// Only blanks, line ends and the commas between entries change. Each run proves that: the result is parsed again and
/// must have the same words, meaning and comments, and formatting it once more must change nothing.
public enum RuleFormatter {
  /// The columns that a line may have before it is wrapped.
  public static let width = 110

  /// Formats a file; a file with syntax errors is refused with those errors.
  public static func format(_ parsed: ParsedFile) -> FormatResult {
    if parsed.hasErrors { return .refused(parsed.diagnostics.filter { $0.severity == .error }) }
    let pieces = FormatPiece.pieces(of: parsed)
    let text = layout(pieces)
    if let fault = FormatProof.fault(in: text, for: parsed, of: pieces) { return .refused([fault]) }
    return .formatted(text)
  }

  /// The canonical layout, not yet proved.
  static func layout(_ pieces: [FormatPiece]) -> String {
    var printer = FormatPrinter(pieces)
    return printer.text(of: FormatLine.lines(of: pieces))
  }
}

/// Checks what the formatter wrote before anybody relies on it.
enum FormatProof {
  /// Why a text is no sound layout of a file with these pieces; nil when it is.
  static func fault(in text: String, for original: ParsedFile, of pieces: [FormatPiece]? = nil) -> Diagnostic?
  {
    var sources = SourceMap()
    let id = sources.add(path: original.file.path, bytes: Array(text.utf8))
    let written = RuleParser.parse(sources.file(id))
    if let error = written.diagnostics.first(where: { $0.severity == .error }) {
      return failure("its result cannot be read again: \(error.headline)", original)
    }
    if words(of: written) != words(of: original) { return failure("its result has other words", original) }
    if SyntaxOutline.text(of: written.syntax) != SyntaxOutline.text(of: original.syntax) {
      return failure("its result has another meaning", original)
    }
    let writtenPieces = FormatPiece.pieces(of: written)
    if comments(of: writtenPieces) != comments(of: pieces ?? FormatPiece.pieces(of: original)) {
      return failure("its result has other comments", original)
    }
    if RuleFormatter.layout(writtenPieces) != text {
      return failure("formatting twice gives another result", original)
    }
    return nil
  }

  private static func failure(_ reason: String, _ original: ParsedFile) -> Diagnostic {
    let start = Span(file: original.file.id, start: 0, end: 0)
    return Diagnostic(
      .formatterFailure, "the formatter failed: \(reason)", at: .init(start),
      help: ["the file was left as it was; please report this with the file"])
  }

  private static func words(of parsed: ParsedFile) -> [String] {
    parsed.tokens.filter { $0.symbol != .comma }.map { parsed.file.text(of: $0.span) }
  }

  private static func comments(of pieces: [FormatPiece]) -> [String] {
    pieces.flatMap { piece in
      (piece.trailingComment.map { [$0] } ?? []) + piece.comments.map(\.text)
    }
  }
}

/// Writes a syntax tree without places, so that two trees can be compared.
enum SyntaxOutline {
  /// Everything the tree says, in order.
  static func text(of file: SyntaxFile) -> String {
    var text = ""
    write(file, to: &text)
    return text
  }

  private static func write(_ value: Any, to text: inout String) {
    let mirror = Mirror(reflecting: value)
    guard !mirror.children.isEmpty else {
      text += value is Span ? "" : String(describing: value)
      return
    }
    if let string = value as? String {
      text += JSONText.quoted(string)
      return
    }
    text += "("
    for child in mirror.children where !(child.value is Span) {
      if let label = child.label { text += label + ":" }
      write(child.value, to: &text)
      text += " "
    }
    text += ")"
  }
}
