import Diagnostics
import RuleLanguage
import RuleModel

/// Sentences with values in them.
extension CheckingContext {
  func template(_ texts: LocalizedTexts?) -> SentenceTemplate? {
    guard let texts else { return nil }
    return SentenceTemplate(vi: segments(texts.vi), en: segments(texts.en))
  }

  private func segments(_ literal: StringLiteral?) -> [SentenceTemplate.Segment] {
    guard let literal else { return [] }
    let text = composed(literal)
    return plainSegments(text, in: literal) ?? segments(ofCharacters: Array(text), in: literal)
  }

  /// The segments of a text in which every brace is a character of its own and every placeholder is well written.
  ///
  /// A brace is when the bytes next to it are ASCII, for nothing then combines with it. Nil for any other text.
  private func plainSegments(
    _ text: String, in literal: StringLiteral
  ) -> [SentenceTemplate.Segment]? {
    guard let places = text.utf8.withContiguousStorageIfAvailable(Self.placeholders) ?? nil else {
      return nil
    }
    if places.isEmpty { return text.isEmpty ? [] : [.text(text)] }
    var segments: [SentenceTemplate.Segment] = []
    var start = text.startIndex
    for place in places {
      let open = text.utf8.index(text.startIndex, offsetBy: place.lowerBound)
      let close = text.utf8.index(text.startIndex, offsetBy: place.upperBound)
      if start < open { segments.append(.text(String(text[start..<open]))) }
      let name = text[text.utf8.index(after: open)..<close]
      if let value = named(String(name), at: literal.span, expecting: nil) { segments.append(.value(value)) }
      start = text.utf8.index(after: close)
    }
    if start < text.endIndex { segments.append(.text(String(text[start...]))) }
    return segments
  }

  /// The places of the braces around each name; nil when something asks for a look at the characters.
  private static func placeholders(in bytes: UnsafeBufferPointer<UInt8>) -> [Range<Int>]? {
    var places: [Range<Int>] = []
    var position = 0
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "}") { return nil }
      if byte == UInt8(ascii: "{") {
        let isAlone = position == 0 || bytes[position - 1] < 0x80
        guard isAlone, let end = endOfName(in: bytes, from: position + 1) else { return nil }
        places.append(position..<end)
        position = end
      }
      position &+= 1
    }
    return places
  }

  /// The place of the brace that ends a name of ASCII letters, figures and `_`.
  private static func endOfName(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    var position = start
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
        position &+= 1
      case UInt8(ascii: "}"):
        let next = position + 1 < bytes.count ? bytes[position + 1] : 0
        return position > start && next < 0x80 && next != UInt8(ascii: "}") ? position : nil
      default: return nil
      }
    }
    return nil
  }

  private func segments(
    ofCharacters characters: [Character], in literal: StringLiteral
  ) -> [SentenceTemplate.Segment] {
    var segments: [SentenceTemplate.Segment] = []
    var words = ""
    var position = 0
    while position < characters.count {
      let character = characters[position]
      let next = position + 1 < characters.count ? characters[position + 1] : nil
      if (character == "{" || character == "}") && next == character {
        words.append(character)
        position += 2
      } else if character == "{" {
        guard let end = characters[position...].firstIndex(of: "}") else {
          report(.brokenPlaceholder, "placeholder is not closed", at: literal.span, help: ["add `}`"])
          return segments
        }
        if !words.isEmpty { segments.append(.text(words)) }
        words = ""
        if let value = placeholder(String(characters[(position + 1)..<end]), in: literal) {
          segments.append(.value(value))
        }
        position = end + 1
      } else {
        words.append(character)
        position += 1
      }
    }
    if !words.isEmpty { segments.append(.text(words)) }
    return segments
  }

  private func placeholder(_ text: String, in literal: StringLiteral) -> RuleExpression? {
    let isName = !text.isEmpty && text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    guard isName else {
      report(
        .brokenPlaceholder, "`{\(text)}` is not the name of a field or `let`", at: literal.span,
        help: ["write `{{` for a brace itself"])
      return nil
    }
    return named(text, at: literal.span, expecting: nil)
  }
}
