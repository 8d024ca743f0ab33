import Diagnostics

/// Lays out the lines of a file.
struct FormatPrinter {
  private let pieces: [FormatPiece]
  private var out = ""
  private var column = 0
  private var columnOfPiece: [Int]
  /// Where a broken line goes on when its break has no anchor.
  private var continuation = 0

  init(_ pieces: [FormatPiece]) {
    self.pieces = pieces
    columnOfPiece = Array(repeating: 0, count: pieces.count)
  }

  /// The whole file.
  mutating func text(of lines: [FormatLine]) -> String {
    var index = 0
    while index < lines.count {
      let line = lines[index]
      let next = lines.indices.contains(index + 1) ? lines[index + 1] : nil
      startLine(
        line, isBlockStart: index > 0 && pieces[lines[index - 1].pieces.upperBound - 1].mark.role == .open)
      print(line)
      if pieces[line.pieces.lowerBound].mark.role == .sharedEntry, next != nil {
        index = sharedLine(from: index, lines)
      }
      index += 1
    }
    while out.hasSuffix("\n\n") { out.removeLast() }
    return out == "\n" ? "" : out
  }

  // MARK: Lines

  private mutating func write(_ text: String) {
    out += text
    column += DisplayWidth.columns(of: text)
  }

  private mutating func newLine(_ indentation: Int) {
    while out.hasSuffix(" ") { out.removeLast() }
    out += "\n" + String(repeating: " ", count: indentation)
    column = indentation
  }

  /// Writes the comments before a line, the empty lines that the author wants, and the indentation.
  private mutating func startLine(_ line: FormatLine, isBlockStart: Bool) {
    let first = pieces[line.pieces.lowerBound]
    let indentation = line.depth * 2
    let isClosing = first.mark.role == .close
    if let comment = first.trailingComment { write("  " + comment) }
    var mayHaveEmptyLine = !out.isEmpty && !isBlockStart
    for comment in first.comments {
      if comment.followsEmptyLine, mayHaveEmptyLine { newLine(0) }
      if !out.isEmpty { newLine(0) }
      column = 0
      write(String(repeating: " ", count: isClosing ? indentation + 2 : indentation) + comment.text)
      mayHaveEmptyLine = true
    }
    if first.kind == .endOfFile {
      newLine(0)
      return
    }
    if first.followsEmptyLine, mayHaveEmptyLine, !isClosing { newLine(0) }
    if !out.isEmpty { newLine(indentation) }
  }

  private mutating func print(_ line: FormatLine) {
    let first = line.pieces.lowerBound
    guard pieces[first].kind != .endOfFile else { return }
    emit(first)
    let rest = (first + 1)..<line.pieces.upperBound
    guard !rest.isEmpty else { return }
    continuation = line.depth * 2 + 2
    if line.wordWidth > 0 {
      let target = line.depth * 2 + line.wordWidth
      write(String(repeating: " ", count: max(0, target - column)))
      continuation = target + 1
    }
    lay(rest, indentation: line.depth * 2)
  }

  /// Goes on with entries that fit on the line of the one just printed; returns the last one.
  private mutating func sharedLine(from index: Int, _ lines: [FormatLine]) -> Int {
    var index = index
    while index + 1 < lines.count {
      let next = lines[index + 1].pieces
      let first = pieces[next.lowerBound]
      guard first.mark.role == .sharedEntry, !first.isForced, !first.followsEmptyLine, isFlat(next),
        column + 2 + width(of: next) <= RuleFormatter.width
      else { break }
      write(", ")
      emit(next.lowerBound)
      emitAll((next.lowerBound + 1)..<next.upperBound)
      index += 1
    }
    return index
  }

  // MARK: Pieces

  private func space(before index: Int) -> String {
    guard index > 0 else { return "" }
    let text = pieces[index].text
    let previous = pieces[index - 1].text
    if pieces[index].mark.isTight || previous == "(" || previous == "[" { return "" }
    let isMark = pieces[index].kind == .punctuation
    return isMark && [",", ")", "]", ":"].contains(text) ? "" : " "
  }

  /// What stands between a piece and the one before it on the same line.
  private func gap(before index: Int) -> String {
    let isSeparated = pieces[index].mark.role == .item && index > 0 && !Self.opensList(pieces[index - 1])
    return isSeparated ? ", " : space(before: index)
  }

  private static func opensList(_ piece: FormatPiece) -> Bool {
    piece.mark.role == .openRows || piece.mark.role == .openFilled
  }

  private func width(of range: Range<Int>) -> Int {
    range.reduce(0) { total, index in
      let gap = index == range.lowerBound ? 0 : gap(before: index).utf8.count
      return total + gap + DisplayWidth.columns(of: pieces[index].text)
    }
  }

  private func isFlat(_ range: Range<Int>) -> Bool {
    !range.dropFirst().contains { pieces[$0].isForced }
  }

  private mutating func emit(_ index: Int) {
    columnOfPiece[index] = column
    write(pieces[index].text)
  }

  /// Writes pieces on one line, except where a comment ends it; the gap before the first is already written.
  private mutating func emitAll(_ range: Range<Int>) {
    for index in range {
      if pieces[index].isForced {
        breakLine(before: index, at: continuation)
      } else {
        write(gap(before: index))
      }
      emit(index)
    }
  }

  /// Ends the line before a piece, with the comments that stand there.
  private mutating func breakLine(before index: Int, at indentation: Int, commentsAt: Int? = nil) {
    if let comment = pieces[index].trailingComment { write("  " + comment) }
    for comment in pieces[index].comments {
      newLine(commentsAt ?? indentation)
      write(comment.text)
    }
    newLine(indentation)
  }

  // MARK: Wrapping

  /// Lays out pieces that go on a line, wrapping them when they do not fit.
  private mutating func lay(_ range: Range<Int>, indentation: Int) {
    let start = space(before: range.lowerBound).utf8.count
    if isFlat(range), !pieces[range.lowerBound].isForced,
      column + start + width(of: range) <= RuleFormatter.width
    {
      return emitAll(range)
    }
    guard let open = range.first(where: { Self.opensList(pieces[$0]) }),
      let close = closing(of: open, in: range)
    else { return wrap(range) }
    wrap(range.lowerBound..<open + 1)
    items(open + 1..<close, isFilled: isFilled(open), indentation: indentation + 2)
    breakLine(before: close, at: indentation, commentsAt: indentation + 2)
    emit(close)
    if close + 1 < range.upperBound {
      continuation = indentation + 2
      lay(close + 1..<range.upperBound, indentation: indentation)
    }
  }

  private func closing(of open: Int, in range: Range<Int>) -> Int? {
    (open..<range.upperBound).first { pieces[$0].mark.role == .closeList }
  }

  /// Whether the items of a list share lines: all but tables with ranges.
  private func isFilled(_ open: Int) -> Bool {
    pieces[open].mark.role == .openFilled || pieces[open + 1].kind != .integer
  }

  /// Lays out the items of a list that does not fit on its line.
  private mutating func items(_ range: Range<Int>, isFilled: Bool, indentation: Int) {
    var start = range.lowerBound
    while start < range.upperBound {
      var end = start + 1
      while end < range.upperBound, pieces[end].mark.role != .item { end += 1 }
      let item = start..<end
      let fits =
        isFilled && start > range.lowerBound && !pieces[start].isForced && isFlat(item)
        && column + 2 + width(of: item) <= RuleFormatter.width
      if fits { write(", ") } else { breakLine(before: start, at: indentation) }
      continuation = indentation + 2
      emit(start)
      if !item.dropFirst().isEmpty { wrap(start + 1..<end) }
      start = end
    }
  }

  /// Writes pieces, breaking at the strongest places when they do not fit.
  private mutating func wrap(_ range: Range<Int>) {
    let start = gap(before: range.lowerBound).utf8.count
    let levels = range.dropFirst().map { pieces[$0].mark.breakLevel }.filter { $0 > 0 }
    let isShort = isFlat(range) && column + start + width(of: range) <= RuleFormatter.width
    guard !isShort, let level = levels.min() else { return emitAll(range) }
    let isFilled = level % 8 == LayoutMark.Break.comma.rawValue
    var first = range.lowerBound
    while first < range.upperBound {
      var end = first + 1
      while end < range.upperBound, pieces[end].mark.breakLevel != level { end += 1 }
      let segment = first..<end
      if first > range.lowerBound {
        let fits =
          isFilled && !pieces[first].isForced && isFlat(segment)
          && column + 1 + width(of: segment) + 1 <= RuleFormatter.width
        if fits {
          emitAll(segment)
          first = end
          continue
        }
        breakLine(before: first, at: pieces[first].mark.anchor.map { columnOfPiece[$0] } ?? continuation)
        emit(first)
        if first + 1 < end { wrap(first + 1..<end) }
      } else {
        wrap(segment)
      }
      first = end
    }
  }
}
