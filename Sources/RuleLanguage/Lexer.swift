import Diagnostics

/// Cuts a file into tokens; together with the blanks and comments before them they are the file, byte for byte.
struct Lexer {
  let file: SourceFile
  /// The bytes of the file; they stay where they are while `tokens(of:)` runs.
  let bytes: UnsafeBufferPointer<UInt8>
  var offset = 0
  var tokens: [Token] = []
  var diagnostics: [Diagnostic] = []
  private let words = SymbolTable.shared
  private var triviaStart = 0
  private var startsLine = true

  private init(_ file: SourceFile, _ bytes: UnsafeBufferPointer<UInt8>) {
    self.file = file
    self.bytes = bytes
  }

  /// The tokens of a file, the last one the end of the file, and what is wrong with them.
  static func tokens(of file: SourceFile) -> (tokens: [Token], diagnostics: [Diagnostic]) {
    file.bytes.withUnsafeBufferPointer { bytes in
      var lexer = Lexer(file, bytes)
      lexer.diagnostics = CharacterCheck.diagnostics(of: file, bytes)
      lexer.run()
      return (lexer.tokens, lexer.diagnostics)
    }
  }

  private mutating func run() {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
    tokens.reserveCapacity(bytes.count / 8 + 1)
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
    var position = offset
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0D: break
      case 0x0A: startsLine = true
      case UInt8(ascii: "#"):
        while position &+ 1 < bytes.count, bytes[position &+ 1] != 0x0A { position &+= 1 }
      default:
        offset = position
        return
      }
      position &+= 1
    }
    offset = position
  }

  /// The byte at a distance from the current one, when the file has it.
  func byte(_ distance: Int) -> UInt8? {
    let position = offset + distance
    return position >= 0 && position < bytes.count ? bytes[position] : nil
  }

  /// Adds the token that began at `start` and ends here.
  mutating func append(
    _ kind: Token.Kind, _ text: String, from start: Int, symbol: Symbol = .other
  ) {
    tokens.append(
      Token(
        kind: kind, symbol: symbol, startsLine: startsLine,
        touchesPrevious: triviaStart == start && start > 0,
        span: Span(file: file.id, start: start, end: offset), triviaStart: triviaStart, text: text))
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
  func text(from start: Int) -> String { text(start..<offset) }

  /// Some characters of the file.
  func text(_ place: Range<Int>) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: bytes[place]), as: UTF8.self)
  }

  private mutating func token() {
    let first = bytes[offset]
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
    return isLetter(at: position)
  }

  @inline(never)
  private func isLetter(at position: Int) -> Bool {
    guard let scalar = UTF8Text.scalar(in: bytes, at: position).scalar.flatMap(Unicode.Scalar.init) else {
      return false
    }
    return scalar.properties.isAlphabetic
  }

  private static func isASCIILetter(_ byte: UInt8) -> Bool {
    (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
  }

  /// Whether a byte below 0x80 is a letter, a figure or `_`: one bit for each, as every byte of every name asks.
  private static func isNameByte(_ byte: UInt8) -> Bool {
    let bits: UInt64 = byte < 64 ? 0x03FF_0000_0000_0000 : 0x07FF_FFFE_87FF_FFFE
    return bits &>> UInt64(byte) & 1 == 1
  }

  /// The bytes of the character of other alphabets that a name goes on with; 0 when it is none.
  @inline(never)
  private func letterLength(at position: Int) -> Int {
    let (value, length) = UTF8Text.scalar(in: bytes, at: position)
    guard let scalar = value.flatMap(Unicode.Scalar.init) else { return 0 }
    switch scalar.properties.generalCategory {
    case .decimalNumber, .nonspacingMark, .spacingMark: return length
    default: return scalar.properties.isAlphabetic ? length : 0
    }
  }

  private mutating func name() {
    let start = offset
    var end = start
    while end < bytes.count {
      let byte = bytes[end]
      if byte >= 0x80 {
        let length = letterLength(at: end)
        if length == 0 { break }
        end += length
      } else if Self.isNameByte(byte) || byte == UInt8(ascii: ".") && isNameStart(at: end + 1) {
        end &+= 1
      } else {
        break
      }
    }
    offset = end
    let symbol = words.symbol(bytes, from: start, to: end)
    append(.identifier, symbol == .other ? text(start..<end) : symbol.text, from: start, symbol: symbol)
  }

  // MARK: Strings

  /// Reads a string whose opening quote has `openingLength` bytes.
  mutating func string(openingLength: Int) {
    let start = offset
    offset += openingLength
    if openingLength == 1 {
      // Nearly every string ends before anything in it asks for a second look.
      let end = bytes.endOfPlainText(from: offset)
      if end < bytes.count, bytes[end] == UInt8(ascii: "\"") {
        let value = text(offset..<end)
        offset = end + 1
        return append(.string, value, from: start)
      }
    }
    unusualString(from: start, openingLength: openingLength)
  }

  /// Reads a string with an escape, with a curly quote, or without an end; its opening quote has been passed.
  private mutating func unusualString(from start: Int, openingLength: Int) {
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
