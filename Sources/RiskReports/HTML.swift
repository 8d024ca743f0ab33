import RuleModel

/// A piece of HTML.
///
/// Text gets into it by interpolation alone, which escapes it, so nothing that a list says can become markup.
struct HTML: ExpressibleByStringInterpolation, Sendable {
  /// The markup.
  var source: String

  init(stringLiteral value: String) { source = value }
  init(stringInterpolation: StringInterpolation) { source = stringInterpolation.source }
  init(joined pieces: [HTML], with separator: HTML = "") {
    source = pieces.map(\.source).joined(separator: separator.source)
  }

  static func + (first: HTML, second: HTML) -> HTML {
    var sum = first
    sum.source += second.source
    return sum
  }

  static func += (first: inout HTML, second: HTML) { first.source += second.source }

  /// Escapes what an interpolation brings in; literal parts are markup.
  struct StringInterpolation: StringInterpolationProtocol {
    var source = ""

    init(literalCapacity: Int, interpolationCount: Int) {
      source.reserveCapacity(literalCapacity + interpolationCount * 16)
    }

    mutating func appendLiteral(_ literal: String) { source += literal }

    /// Text of any origin.
    mutating func appendInterpolation(_ text: String) { HTML.escape(text, into: &source) }

    mutating func appendInterpolation(_ number: Int) { source += String(number) }

    mutating func appendInterpolation(_ piece: HTML) { source += piece.source }

    mutating func appendInterpolation(_ pieces: [HTML]) { for piece in pieces { source += piece.source } }

    /// A text in both languages, of which the page shows one.
    mutating func appendInterpolation(_ text: LocalizedText) {
      if text.vi == text.en || text.en.isEmpty || text.vi.isEmpty {
        return HTML.escape(text[.vi], into: &source)
      }
      source += "<span lang=vi>"
      HTML.escape(text.vi, into: &source)
      source += "</span><span lang=en>"
      HTML.escape(text.en, into: &source)
      source += "</span>"
    }
  }

  /// Escapes text for elements and quoted attributes; control marks, which HTML forbids, become blanks.
  private static func escape(_ text: String, into source: inout String) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": source += "&amp;"
      case "<": source += "&lt;"
      case ">": source += "&gt;"
      case "\"": source += "&quot;"
      case "'": source += "&#39;"
      case "\n": source += "\n"
      case "\u{0}"..<"\u{20}", "\u{7F}"..<"\u{A0}": source += " "
      default: source.unicodeScalars.append(scalar)
      }
    }
  }
}
