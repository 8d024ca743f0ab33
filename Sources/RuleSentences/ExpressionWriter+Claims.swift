import Diagnostics
import RuleModel

/// Titles, and what is claimed of them.
extension ExpressionWriter {
  /// The title of a field.
  func title(_ index: FieldIndex) -> [SentencePiece] {
    let field = ruleSet.fields[index]
    return [SentencePiece(titled(field.title, or: field.name), .field(index))]
  }

  /// A title as it stands inside a sentence: in quotes, or in lower case and in quotes only where it could be misread.
  func titled(_ title: LocalizedText, or name: String) -> String {
    let text = title[language].isEmpty ? name : title[language]
    guard legalDay != nil, !holdsConnective(text) else { return "“" + text + "”" }
    return SentenceCase.lowered(text)
  }

  private func holdsConnective(_ text: String) -> Bool {
    let connectives = language == .vi ? [" và ", " hoặc ", " trừ khi "] : [" and ", " or ", " unless "]
    return connectives.contains { text.holds($0) }
  }

  /// What a yes/no field says, or that it does not hold.
  func claim(_ index: FieldIndex, isYes: Bool) -> Phrase {
    let field = ruleSet.fields[index]
    let text = field.title[language].isEmpty ? field.name : field.title[language]
    if legalDay != nil, !holdsConnective(text),
      let claim = SentenceCase.claim(text, isYes: isYes, language: language)
    {
      return Phrase([SentencePiece(claim, .field(index))], .comparison)
    }
    let quoted = SentencePiece("“" + text + "”", .field(index))
    return Phrase([quoted, SentencePiece(words(" là ", " is ") + values.truth(isYes))], .comparison)
  }

  /// A claim with its opposite meaning.
  func negation(_ inner: RuleExpression) -> Phrase {
    switch inner.kind {
    case .field(let index): return claim(index, isYes: false)
    case .named(_, let meaning): return negation(meaning)
    case .isNone(let operand): return absence(of: operand, isNegated: true)
    case .and(let operands):
      if let range = between(inner, operands, isNegated: true) { return range }
    case .or(let operands):
      if let choice = oneOf(operands, isNegated: true) { return choice }
    case .reported(let index) where legalDay != nil:
      return Phrase(
        [SentencePiece(words("danh sách không ghi ", "the list does not give "))] + title(index), .comparison)
    default: break
    }
    return Phrase(pieces(inner).between(words("không phải (", "not ("), ")"), .not)
  }

  /// Whether there is a date.
  func absence(of operand: RuleExpression, isNegated: Bool) -> Phrase {
    guard legalDay != nil else {
      let verb =
        isNegated
        ? words(" không phải là không có", " is not none") : words(" là không có", " is none")
      return Phrase(valueText(operand).followed(by: verb), .comparison)
    }
    let verb = isNegated ? words("có ", "there is a ") : words("không có ", "there is no ")
    return Phrase([SentencePiece(verb)] + valueText(operand), .comparison)
  }

  func membership(_ inner: RuleExpression, _ index: SetIndex, prefix: Bool) -> Phrase {
    let set = ruleSet.sets[index]
    let verb =
      prefix ? words(" bắt đầu bằng một mã thuộc ", " starts with a code in ") : words(" thuộc ", " is in ")
    let name = set.title[language].isEmpty ? set.name : set.title[language]
    var pieces = valueText(inner).followed(by: verb) + [SentencePiece("“" + name + "”", .set(index))]
    if let day = legalDay { pieces.append(SentencePiece(" [" + members(of: set, on: day) + "]")) }
    return Phrase(pieces, .comparison)
  }

  private func members(of set: NamedSet, on day: CivilDate) -> String {
    guard let entry = set.entry(on: day) else { return notInForce(on: day) }
    guard entry.members.count <= 8 else {
      return words("\(entry.members.count) mã", "\(entry.members.count) codes")
    }
    return entry.members.joined(separator: ", ")
  }

  func notInForce(on day: CivilDate) -> String {
    words("không có giá trị ngày ", "no value on ") + values.date(day)
  }

  /// `x between a and b`, which the checker gives as two comparisons of one place in the text.
  func between(_ whole: RuleExpression, _ operands: [RuleExpression], isNegated: Bool) -> Phrase? {
    guard legalDay != nil, operands.count == 2,
      case .compare(.greaterOrEqual, let value, let low) = operands[0].kind,
      case .compare(.lessOrEqual, let same, let high) = operands[1].kind,
      value.withoutRescaling == same.withoutRescaling, operands[0].span == whole.span,
      operands[1].span == whole.span
    else { return nil }
    let verb =
      isNegated
      ? words(" không nằm trong khoảng từ ", " is not between ")
      : words(" nằm trong khoảng từ ", " is between ")
    return Phrase(
      valueText(value).followed(by: verb) + valueText(low).followed(by: words(" đến ", " and "))
        + valueText(high),
      .comparison)
  }

  /// `x in (a, b)`, which the checker gives as comparisons of one value.
  func oneOf(_ operands: [RuleExpression], isNegated: Bool) -> Phrase? {
    guard legalDay != nil, operands.count > 1 else { return nil }
    var members: [RuleExpression] = []
    var asked: RuleExpression?
    for operand in operands {
      guard case .compare(.equal, let value, let member) = operand.kind, asked == nil || asked == value else {
        return nil
      }
      asked = value
      members.append(member)
    }
    guard let asked else { return nil }
    let verb =
      isNegated ? words(" không thuộc (", " is none of (") : words(" là một trong (", " is one of (")
    return Phrase(valueText(asked).followed(by: verb) + list(members).followed(by: ")"), .comparison)
  }

  func compared(_ comparison: Comparison, _ first: RuleExpression, _ second: RuleExpression) -> Phrase {
    Phrase(
      valueText(first).followed(by: " " + sign(comparison, first.type) + " ") + valueText(second), .comparison
    )
  }

  private func sign(_ comparison: Comparison, _ type: ValueType) -> String {
    switch (comparison, type) {
    case (.equal, .date), (.equal, .choice), (.equal, .text), (.equal, .truth):
      return legalDay == nil ? "=" : words("là", "is")
    case (.notEqual, .date), (.notEqual, .choice), (.notEqual, .text), (.notEqual, .truth):
      return legalDay == nil ? "≠" : words("không phải là", "is not")
    case (.less, .date) where legalDay != nil: return words("sớm hơn", "is earlier than")
    case (.lessOrEqual, .date) where legalDay != nil: return words("không muộn hơn", "is not later than")
    case (.greater, .date) where legalDay != nil: return words("muộn hơn", "is later than")
    case (.greaterOrEqual, .date) where legalDay != nil:
      return words("không sớm hơn", "is not earlier than")
    case (.equal, _): return "="
    case (.notEqual, _): return "≠"
    case (.less, _): return "<"
    case (.lessOrEqual, _): return "≤"
    case (.greater, _): return ">"
    case (.greaterOrEqual, _): return "≥"
    }
  }
}

extension RuleExpression {
  /// The expression below exact changes of scale, which leave its meaning as it is.
  fileprivate var withoutRescaling: RuleExpression {
    var inner = self
    while case .rescale(let below, _) = inner.kind { inner = below }
    return inner
  }
}

/// How a title reads inside a sentence.
enum SentenceCase {
  /// The title with its first letter in lower case, unless it begins with an abbreviation.
  static func lowered(_ title: String) -> String {
    let start = title.prefix(2)
    guard start.count == 2, let second = start.last, second.isLowercase || second == " " else { return title }
    return title.prefix(1).lowercased() + title.dropFirst()
  }

  /// A yes/no title as a claim; nil when its words do not tell how.
  static func claim(_ title: String, isYes: Bool, language: Language) -> String? {
    let lowered = lowered(title)
    switch language {
    case .vi:
      if isYes { return lowered }
      if title.hasPrefix("Đã ") { return "chưa " + title.dropFirst(3) }
      let verbs = ["Có ", "Được ", "Thuộc "]
      return (verbs.contains { title.hasPrefix($0) } ? "không " : "không có việc ") + lowered
    case .en:
      if title.hasPrefix("Has ") {
        return "the firm " + (isYes ? lowered : "does not have " + title.dropFirst(4))
      }
      if title.hasPrefix("On ") { return "the firm is " + (isYes ? "" : "not ") + lowered }
      return nil
    }
  }
}
