import RuleModel

/// A sentence laid out: what leads, a list below it where one line would not be clear, and what follows the list.
public struct SentenceOutline: Hashable, Sendable {
  /// The line, or what introduces the list; with its punctuation.
  public var lead: [SentencePiece]
  /// The list.
  public var items: [SentenceOutline]
  /// What follows the list, such as an exception.
  public var tail: [SentenceOutline]

  init(_ lead: [SentencePiece], items: [SentenceOutline] = [], tail: [SentenceOutline] = []) {
    self.lead = lead
    self.items = items
    self.tail = tail
  }

  /// The outline as lines of text: items indented by two blanks a level and marked with a dash.
  public func lines(indent: Int = 0) -> [String] {
    let blanks = String(repeating: " ", count: indent)
    var lines = [blanks + lead.text]
    for item in items {
      var below = item.lines(indent: indent + 2)
      below[0] = blanks + "- " + below[0].dropFirst(indent + 2)
      lines += below
    }
    for outline in tail { lines += outline.lines(indent: indent) }
    return lines
  }

  /// The outline with a mark behind its last line.
  func ended(by mark: String) -> SentenceOutline {
    var whole = self
    if let last = tail.last {
      whole.tail[tail.count - 1] = last.ended(by: mark)
    } else if let last = items.last {
      whole.items[items.count - 1] = last.ended(by: mark)
    } else {
      whole.lead.append(SentencePiece(mark))
    }
    return whole
  }
}

/// Lays clauses out.
struct OutlineBuilder {
  let language: Language

  private func words(_ vi: String, _ en: String) -> String { language == .vi ? vi : en }

  /// A clause behind opening words; a list where `and` and `or` lie one inside the other.
  func outline(_ clause: ConditionClause, opening: String) -> SentenceOutline {
    guard !clause.fitsOneLine else { return SentenceOutline([SentencePiece(opening)] + inline(clause)) }
    switch clause {
    case .claim(let pieces): return SentenceOutline([SentencePiece(opening)] + pieces)
    case .all(let clauses):
      return listed(clauses, opening + words("có đủ các điều kiện sau:", "all of the following hold:"))
    case .any(let clauses):
      return listed(
        clauses, opening + words("có một trong các trường hợp sau:", "one of the following holds:"))
    case .none(let inner): return negated(inner, opening)
    case .exception(let body, let exception):
      var whole = outline(body, opening: opening).ended(by: ",")
      whole.tail.append(outline(exception, opening: words("trừ khi ", "unless ")))
      return whole
    }
  }

  private func negated(_ inner: ConditionClause, _ opening: String) -> SentenceOutline {
    let items: [ConditionClause]
    if case .any(let clauses) = inner { items = clauses } else { items = [inner] }
    return listed(
      items, opening + words("không thuộc trường hợp nào sau đây:", "none of the following holds:"))
  }

  private func listed(_ clauses: [ConditionClause], _ lead: String) -> SentenceOutline {
    let items = clauses.enumerated().map { position, clause in
      let item = outline(clause, opening: "")
      return position + 1 < clauses.count ? item.ended(by: ";") : item
    }
    return SentenceOutline([SentencePiece(lead)], items: items)
  }

  /// A clause in one line.
  func inline(_ clause: ConditionClause) -> [SentencePiece] {
    switch clause {
    case .claim(let pieces): return pieces
    case .all(let clauses): return .joined(clauses.map(bracketed), by: words(" và ", " and "))
    case .any(let clauses): return .joined(clauses.map(bracketed), by: words(" hoặc ", " or "))
    case .none(let inner):
      return inline(inner).between(words("không phải (", "not ("), ")")
    case .exception(let body, let exception):
      return inline(body).followed(by: words(", trừ khi ", ", unless ")) + inline(exception)
    }
  }

  private func bracketed(_ clause: ConditionClause) -> [SentencePiece] {
    switch clause {
    case .claim, .none: return inline(clause)
    case .all, .any, .exception: return inline(clause).between("(", ")")
    }
  }
}
