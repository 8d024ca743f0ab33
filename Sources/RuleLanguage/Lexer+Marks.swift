import Diagnostics

extension Lexer {
  /// Marks of the language, the longest first.
  private static let marks = [
    "..<", "..", "!=", "<=", ">=", "{", "}", "(", ")", "[", "]", ",", ":", "=", "<", ">", "+", "-", "*", "/",
  ].map { Array($0.utf8) }

  /// Operators of other languages: what is written, what is meant, and whether the meaning is a word.
  private static let foreign: [(written: [UInt8], meaning: String)] = [
    ("==", "="), ("=<", "<="), ("=>", ">="), ("<>", "!="), (":=", "="), ("&&", "and"), ("||", "or"),
    ("&", "and"),
    ("|", "or"), ("!", "not"), ("≤", "<="), ("≥", ">="), ("≠", "!="), ("×", "*"), ("÷", "/"), ("−", "-"),
    ("–", "-"),
    ("—", "-"), ("…", ".."),
  ].map { (Array($0.0.utf8), $0.1) }

  /// Reads a mark, a foreign operator, or a character that means nothing.
  mutating func mark() {
    let start = offset
    let rest = bytes[offset...]
    if rest.starts(with: "!=".utf8) == false,
      let (written, meaning) = Self.foreign.first(where: { rest.starts(with: $0.written) })
    {
      offset += written.count
      let text = String(decoding: written, as: UTF8.self)
      report(
        .foreignOperator, "`\(text)` is not an operator of the rule language", from: start,
        help: ["write `\(meaning)`"])
      let isWord = meaning.utf8.allSatisfy { $0 >= UInt8(ascii: "a") }
      append(isWord ? .identifier : .punctuation, meaning, from: start)
    } else if let mark = Self.marks.first(where: { rest.starts(with: $0) }) {
      offset += mark.count
      append(.punctuation, String(decoding: mark, as: UTF8.self), from: start)
    } else {
      invalidCharacter()
    }
  }

  private mutating func invalidCharacter() {
    let start = offset
    let (value, length) = UTF8Text.scalar(in: bytes, at: offset)
    guard let scalar = value.flatMap(Unicode.Scalar.init) else {
      offset += length
      return append(.invalid, "", from: start)
    }
    if scalar == "“" || scalar == "”" || scalar == "„" {
      let help = ["write plain double quotes `\"`"]
      report(.unexpectedCharacter, "curly quote `\(scalar)`", from: start, to: start + length, help: help)
      return string(openingLength: length)
    }
    offset += length
    if !Self.isReportedElsewhere(scalar) {
      report(.unexpectedCharacter, Self.headline(for: scalar), from: start, help: Self.help(for: scalar))
    }
    append(.invalid, "", from: start)
  }

  /// Whether the check of single characters has already spoken of it.
  private static func isReportedElsewhere(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || scalar.properties.generalCategory == .format
  }

  private static func headline(for scalar: Unicode.Scalar) -> String {
    if isBlank(scalar) { return "\(UTF8Text.codePoint(scalar.value)) looks like a blank but is none" }
    return "unexpected character `\(scalar)`"
  }

  private static func help(for scalar: Unicode.Scalar) -> [String] {
    switch scalar {
    case ";": ["clauses end by themselves; remove it"]
    case "'", "‘", "’", "`": ["strings stand in double quotes"]
    case "%": ["the percent sign touches its number: `36%`"]
    case ".": ["a point stands inside a number or a name and touches both sides"]
    case "?": ["a condition with two results is written `if … then … else …`"]
    case _ where isBlank(scalar): ["replace it by a plain space"]
    default: []
    }
  }
}
