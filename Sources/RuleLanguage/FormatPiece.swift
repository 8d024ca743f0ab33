import Diagnostics

/// A token as the formatter sees it: its text, its part in the layout, and the comments before it.
struct FormatPiece {
  /// A comment on a line of its own.
  struct Comment {
    let text: String
    /// Whether an empty line stands before it.
    let followsEmptyLine: Bool
  }

  let text: String
  let kind: Token.Kind
  var mark: LayoutMark
  /// A comment at the end of the line before the token.
  var trailingComment: String?
  /// Comments on lines of their own before the token.
  var comments: [Comment] = []
  /// Whether an empty line stands right before the token.
  var followsEmptyLine = false

  /// Whether the token must begin a line, because a comment stands before it.
  var isForced: Bool { trailingComment != nil || !comments.isEmpty }

  /// The pieces of a file without the commas between entries, which the printer writes anew; the end of the file is
  /// the last piece.
  static func pieces(of parsed: ParsedFile) -> [FormatPiece] {
    var pieces: [FormatPiece] = []
    var places: [Int: Int] = [:]
    var dropped: FormatPiece?
    let layout = RuleParser.layout(of: parsed.file)
    for (index, token) in layout.tokens.enumerated() {
      var piece = FormatPiece(
        text: parsed.file.text(of: token.span), kind: token.kind, mark: layout.marks[index])
      piece.readTrivia(of: parsed, from: token.triviaStart, to: Int(token.span.start), isFirst: index == 0)
      if let comma = dropped { piece.takeComments(of: comma) }
      dropped = nil
      if token.symbol == .comma, separatesEntries(layout.tokens, layout.marks, index) {
        dropped = piece
        continue
      }
      places[index] = pieces.count
      piece.mark.anchor = piece.mark.anchor.flatMap { places[$0] }
      pieces.append(piece)
    }
    return pieces
  }

  /// Whether the comma at an index stands between two entries or after the last one.
  private static func separatesEntries(_ tokens: [Token], _ marks: [LayoutMark], _ index: Int) -> Bool {
    guard index + 1 < tokens.count else { return false }
    if tokens[index + 1].kind == .endOfFile { return true }
    switch marks[index + 1].role {
    case .item, .closeList, .sharedEntry, .clause, .close, .declaration: return true
    case .plain, .open, .openFilled, .openRows: return false
    }
  }

  private mutating func readTrivia(of parsed: ParsedFile, from start: Int, to end: Int, isFirst: Bool) {
    var isOwnLine = isFirst
    var lineEnds = 0
    var offset = start
    while offset < end {
      switch parsed.file.bytes[offset] {
      case 0x0A:
        isOwnLine = true
        lineEnds += 1
        offset += 1
      case UInt8(ascii: "#"):
        let first = offset
        while offset < end, parsed.file.bytes[offset] != 0x0A { offset += 1 }
        let text = Self.trimmed(parsed.file.bytes[first..<offset])
        if isOwnLine {
          comments.append(Comment(text: text, followsEmptyLine: lineEnds > 1))
        } else {
          trailingComment = text
        }
        lineEnds = 0
      default: offset += 1
      }
    }
    followsEmptyLine = lineEnds > 1
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
    let end = bytes.lastIndex { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }.map { $0 + 1 } ?? bytes.startIndex
    return String(decoding: bytes[..<end], as: UTF8.self)
  }

  /// Takes over the comments before a comma that is not written.
  private mutating func takeComments(of comma: FormatPiece) {
    if comma.comments.isEmpty, trailingComment == nil || comma.trailingComment == nil {
      trailingComment = comma.trailingComment ?? trailingComment
    } else {
      let moved = trailingComment.map { [Comment(text: $0, followsEmptyLine: false)] } ?? []
      comments = comma.comments + moved + comments
      trailingComment = comma.trailingComment
    }
  }
}

/// The pieces that stand on one line when they fit.
struct FormatLine {
  /// Indices of the pieces.
  let pieces: Range<Int>
  /// How many blocks are open.
  let depth: Int
  /// Columns that the first word is filled to; 0 when words are not aligned.
  var wordWidth = 0

  /// Cuts a file into lines: heads of declarations, clauses, closing braces; the last line is the end of the file.
  static func lines(of pieces: [FormatPiece]) -> [FormatLine] {
    var lines: [FormatLine] = []
    var blocks: [(head: String, lines: [Int])] = []
    var start = 0
    func isLineStart(_ index: Int) -> Bool {
      switch pieces[index].mark.role {
      case .declaration, .clause, .sharedEntry, .close: true
      case .plain, .open, .openFilled, .openRows, .closeList, .item:
        pieces[index].kind == .endOfFile || (index > 0 && pieces[index - 1].mark.role == .open)
      }
    }
    while start < pieces.count {
      var end = start + 1
      while end < pieces.count, !isLineStart(end) { end += 1 }
      if pieces[start].mark.role == .close, let block = blocks.popLast() {
        align(block, in: &lines, pieces)
      }
      if !blocks.isEmpty { blocks[blocks.count - 1].lines.append(lines.count) }
      lines.append(FormatLine(pieces: start..<end, depth: blocks.count))
      if pieces[end - 1].mark.role == .open { blocks.append((pieces[start].text, [])) }
      start = end
    }
    return lines
  }

  /// Aligns what follows the first words of a block: clauses of rules, areas and acts, members of choices.
  private static func align(
    _ block: (head: String, lines: [Int]), in lines: inout [FormatLine], _ pieces: [FormatPiece]
  ) {
    let aligned = block.lines.filter { index in
      let line = lines[index].pieces
      guard line.count > 1 else { return false }
      switch block.head {
      case "rule", "area", "act": return true
      case "choice": return pieces[line.lowerBound].text != "title"
      default: return false
      }
    }
    let width = aligned.map { DisplayWidth.columns(of: pieces[lines[$0].pieces.lowerBound].text) }.max() ?? 0
    guard block.head != "choice" || width <= 8 else { return }
    for index in aligned { lines[index].wordWidth = width }
  }
}
