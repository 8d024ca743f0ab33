import Diagnostics

/// Cuts a file into tokens; together with the blanks and comments before them they are the file, byte for byte.
struct Lexer {
  let file: SourceFile
  let bytes: [UInt8]
  var offset = 0
  var tokens: [Token] = []
  var diagnostics: [Diagnostic] = []
  private var triviaStart = 0
  private var startsLine = true

  private init(_ file: SourceFile) {
    self.file = file
    bytes = file.bytes
  }

  /// The tokens of a file, the last one the end of the file, and what is wrong with them.
  static func tokens(of file: SourceFile) -> (tokens: [Token], diagnostics: [Diagnostic]) {
    var lexer = Lexer(file)
    lexer.diagnostics = CharacterCheck.diagnostics(of: file)
    lexer.run()
    return (lexer.tokens, lexer.diagnostics)
  }

  private mutating func run() {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
    tokens.reserveCapacity(bytes.count / 8)
    while true {
      skipTrivia()
      guard offset < bytes.count else { break }
      let start = offset
      token()
      if offset == start { offset += 1 }
    }
    append(.endOfFile, "", from: bytes.count)
  }

  private mutating func skipTrivia() {
    while let byte = byte(0) {
      switch byte {
      case 0x20, 0x09, 0x0D: offset += 1
      case 0x0A:
        startsLine = true
        offset += 1
      case UInt8(ascii: "#"): while offset < bytes.count, bytes[offset] != 0x0A { offset += 1 }
      default: return
      }
    }
  }

  /// The byte at a distance from the current one, when the file has it.
  func byte(_ distance: Int) -> UInt8? {
    let position = offset + distance
    return position >= 0 && position < bytes.count ? bytes[position] : nil
  }

  /// Adds the token that began at `start` and ends here.
  mutating func append(_ kind: Token.Kind, _ text: String, from start: Int) {
    tokens.append(
      Token(
        kind: kind, text: text, span: Span(file: file.id, start: start, end: offset),
        triviaStart: triviaStart,
        startsLine: startsLine, touchesPrevious: triviaStart == start && start > 0))
    triviaStart = offset
    startsLine = false
  }

  /// Adds a finding about the bytes from `start` to `end`.
  mutating func report(
    _ code: DiagnosticCode, _ headline: String, severity: Severity = .error, from start: Int,
    to end: Int? = nil,
    label: String = "", help: [String] = []
  ) {
    let span = Span(file: file.id, start: start, end: end ?? offset)
    diagnostics.append(Diagnostic(code, severity, headline, at: .init(span, label), help: help))
  }

  /// The characters from `start` to here.
  func text(from start: Int) -> String { String(decoding: bytes[start..<offset], as: UTF8.self) }

  private mutating func token() {
    guard let first = byte(0) else { return }
    switch first {
    case UInt8(ascii: "\""): string(openingLength: 1)
    case UInt8(ascii: "0")...UInt8(ascii: "9"): numberOrDate()
    case _ where isNameStart(at: offset): name()
    default: mark()
    }
  }

  // MARK: Names

  /// Whether a name can begin at an offset.
  func isNameStart(at position: Int) -> Bool {
    guard position < bytes.count else { return false }
    let byte = bytes[position]
    if byte < 0x80 { return byte == UInt8(ascii: "_") || Self.isASCIILetter(byte) }
    guard let scalar = UTF8Text.scalar(in: bytes, at: position).scalar.flatMap(Unicode.Scalar.init) else {
      return false
    }
    return scalar.properties.isAlphabetic
  }

  private static func isASCIILetter(_ byte: UInt8) -> Bool {
    (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
  }

  private func nameLength(at position: Int) -> Int {
    guard position < bytes.count else { return 0 }
    let byte = bytes[position]
    if byte < 0x80 {
      let isDigit = byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
      return isDigit || byte == UInt8(ascii: "_") || Self.isASCIILetter(byte) ? 1 : 0
    }
    let (value, length) = UTF8Text.scalar(in: bytes, at: position)
    guard let scalar = value.flatMap(Unicode.Scalar.init) else { return 0 }
    switch scalar.properties.generalCategory {
    case .decimalNumber, .nonspacingMark, .spacingMark: return length
    default: return scalar.properties.isAlphabetic ? length : 0
    }
  }

  private mutating func name() {
    let start = offset
    while true {
      let length = nameLength(at: offset)
      if length > 0 {
        offset += length
      } else if byte(0) == UInt8(ascii: "."), isNameStart(at: offset + 1) {
        offset += 1
      } else {
        break
      }
    }
    append(.identifier, text(from: start), from: start)
  }

  // MARK: Strings

  /// Reads a string whose opening quote has `openingLength` bytes.
  mutating func string(openingLength: Int) {
    let start = offset
    offset += openingLength
    var value: [UInt8] = []
    var isClosed = false
    while let byte = byte(0), byte != 0x0A, !isClosed {
      if byte == UInt8(ascii: "\"") {
        isClosed = true
        offset += 1
      } else if openingLength > 1, bytes[offset...].starts(with: "”".utf8) {
        isClosed = true
        offset += 3
      } else if byte == UInt8(ascii: "\\") {
        escape(into: &value)
      } else {
        value.append(byte)
        offset += 1
      }
    }
    if !isClosed {
      while offset > start + openingLength, [0x20, 0x09, 0x0D].contains(bytes[offset - 1]) { offset -= 1 }
      let help = ["end the string with `\"` on the same line"]
      report(
        .unterminatedString, "string without its closing quote", from: start, label: "begins here", help: help
      )
    }
    append(.string, String(decoding: value, as: UTF8.self), from: start)
  }

  private mutating func escape(into value: inout [UInt8]) {
    switch byte(1) {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"):
      value.append(bytes[offset + 1])
      offset += 2
    case UInt8(ascii: "n"):
      value.append(0x0A)
      offset += 2
    case nil, 0x0A, 0x0D:
      value.append(bytes[offset])
      offset += 1
    default:
      let length = 1 + UTF8Text.scalar(in: bytes, at: offset + 1).length
      let written = String(decoding: bytes[offset..<offset + length], as: UTF8.self)
      let help = ["strings know `\\\"`, `\\\\` and `\\n`; a backslash itself is written `\\\\`"]
      report(.unknownEscape, "unknown escape `\(written)`", from: offset, to: offset + length, help: help)
      value += bytes[offset..<offset + length]
      offset += length
    }
  }
}
