import Diagnostics

extension Lexer {
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
    let (symbol, length) = plainMark()
    guard symbol != .other else { return foreignMark() }
    let start = offset
    offset += length
    append(.punctuation, symbol.text, from: start, symbol: symbol)
  }

  /// The mark that stands here and its length; `other` when there is none or an operator of another language.
  private func plainMark() -> (Symbol, length: Int) {
    let next = byte(1) ?? 0
    switch bytes[offset] {
    case UInt8(ascii: "{"): return (.openBrace, 1)
    case UInt8(ascii: "}"): return (.closeBrace, 1)
    case UInt8(ascii: "("): return (.openParenthesis, 1)
    case UInt8(ascii: ")"): return (.closeParenthesis, 1)
    case UInt8(ascii: "["): return (.openBracket, 1)
    case UInt8(ascii: "]"): return (.closeBracket, 1)
    case UInt8(ascii: ","): return (.comma, 1)
    case UInt8(ascii: "+"): return (.plus, 1)
    case UInt8(ascii: "-"): return (.minus, 1)
    case UInt8(ascii: "*"): return (.times, 1)
    case UInt8(ascii: "/"): return (.slash, 1)
    case UInt8(ascii: ":"): return (next == UInt8(ascii: "=") ? .other : .colon, 1)
    case UInt8(ascii: "="):
      let isForeign = next >= UInt8(ascii: "<") && next <= UInt8(ascii: ">")
      return (isForeign ? .other : .equal, 1)
    case UInt8(ascii: "<"):
      if next == UInt8(ascii: "=") { return (.atMost, 2) }
      return (next == UInt8(ascii: ">") ? .other : .less, 1)
    case UInt8(ascii: ">"): return next == UInt8(ascii: "=") ? (.atLeast, 2) : (.greater, 1)
    case UInt8(ascii: "!"): return (next == UInt8(ascii: "=") ? .notEqual : .other, 2)
    case UInt8(ascii: "."):
      guard next == UInt8(ascii: ".") else { return (.other, 1) }
      return byte(2) == UInt8(ascii: "<") ? (.openBand, 3) : (.band, 2)
    default: return (.other, 1)
    }
  }

  private mutating func foreignMark() {
    let start = offset
    let rest = bytes[offset...]
    guard let (written, meaning) = Self.foreign.first(where: { rest.starts(with: $0.written) }) else {
      return invalidCharacter()
    }
    offset += written.count
    let text = String(decoding: written, as: UTF8.self)
    report(
      .foreignOperator, "`\(text)` is not an operator of the rule language", from: start,
      help: ["write `\(meaning)`"])
    let symbol = Symbol(meaning)
    append(symbol.isWord ? .identifier : .punctuation, meaning, from: start, symbol: symbol)
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
