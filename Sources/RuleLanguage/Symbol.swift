/// A word or mark of the language.
///
/// The lexer says once which one a token is, so that the parser compares numbers and not texts. A word means something
/// only in its place; elsewhere the same token is a name.
enum Symbol: UInt8, CaseIterable, Sendable {
  /// Any other token.
  case other
  // Words that begin declarations.
  case language, pack, act, unit, choice, source, field, parameter, set, `let`, area, rule, example, policy
  case override, consistency
  // Words that no name may be.
  case and, or, not, unless, `in`, between, `is`, none, `if`, then, `else`, div, mod, yes, no, `where`, of,
    by, at
  case starts, asOf, unknown
  // Words that begin clauses.
  case title, version, note, issued, from, allow, counted, files, rows, key, crosswalk, complete, adds, base
  case decimals, range, header, presumed, absent, listed, otherwise, role, rolls, personal, cap, basis,
    effective
  case status, family, applies, when, points, affects, ended, fine, because, check, ask, honest, reviewed,
    row, `as`
  case expect, bands, inspect, letter, rank
  // Words inside clauses.
  case extends, vi, en, also, to, up, each, warning, doubled, `for`, amount, most, below, entered,
    organisations
  case descending, draft, force, firms, applicable, on, fires, passes, date, text, number, percent, article,
    clause
  case point
  // Marks.
  case openBand, band, notEqual, atMost, atLeast, openBrace, closeBrace, openParenthesis, closeParenthesis
  case openBracket, closeBracket, comma, colon, equal, less, greater, plus, minus, times, slash

  /// How the symbol is written; empty for any other token.
  var text: String { Self.texts[Int(rawValue)] }

  private static let texts: [String] = [
    "", "language", "pack", "act", "unit", "choice", "source", "field", "parameter", "set", "let", "area",
    "rule", "example", "policy", "override", "consistency",
    "and", "or", "not", "unless", "in", "between", "is", "none", "if", "then", "else", "div", "mod", "yes",
    "no", "where", "of", "by", "at", "starts", "as_of", "unknown",
    "title", "version", "note", "issued", "from", "allow", "counted", "files", "rows", "key", "crosswalk",
    "complete", "adds", "base", "decimals", "range", "header", "presumed", "absent", "listed", "otherwise",
    "role", "rolls", "personal", "cap", "basis", "effective", "status", "family", "applies", "when",
    "points", "affects", "ended", "fine", "because", "check", "ask", "honest", "reviewed", "row", "as",
    "expect", "bands", "inspect", "letter", "rank",
    "extends", "vi", "en", "also", "to", "up", "each", "warning", "doubled", "for", "amount", "most",
    "below", "entered", "organisations", "descending", "draft", "force", "firms", "applicable", "on",
    "fires", "passes", "date", "text", "number", "percent", "article", "clause", "point",
    "..<", "..", "!=", "<=", ">=", "{", "}", "(", ")", "[", "]", ",", ":", "=", "<", ">", "+", "-", "*", "/",
  ]

  /// Whether it is a word and no mark.
  var isWord: Bool { self != .other && rawValue < Symbol.openBand.rawValue }

  /// The symbol that is written so.
  init(_ text: String) { self = SymbolTable.shared.symbol(of: text) }
}

/// Some words of the language.
struct SymbolSet: Sendable, ExpressibleByArrayLiteral {
  /// One bit for each word; there are fewer than 128.
  private var bits: UInt128 = 0

  init(_ words: some Sequence<Symbol>) {
    for word in words where word.isWord { bits |= 1 << UInt128(word.rawValue) }
  }

  init(arrayLiteral words: Symbol...) { self.init(words) }

  func contains(_ symbol: Symbol) -> Bool { bits >> UInt128(symbol.rawValue) & 1 == 1 }

  func union(_ other: SymbolSet) -> SymbolSet {
    var all = self
    all.bits |= other.bits
    return all
  }
}

/// Finds the words of the language among names: their bytes as two numbers, looked up in a table of hashes.
struct SymbolTable: Sendable {
  static let shared = SymbolTable()

  private struct Slot {
    var low: UInt64 = 0
    var high: UInt64 = 0
    var symbol = Symbol.other
  }

  /// A power of two, and four times as many as there are words.
  private static let size = 512
  private var slots = [Slot](repeating: Slot(), count: SymbolTable.size)

  private init() {
    for symbol in Symbol.allCases where symbol != .other {
      var text = symbol.text
      let (low, high) = text.withUTF8 { Self.key($0, 0, $0.count) }
      var index = Self.index(low, high)
      while slots[index].low != 0 { index = (index + 1) % Self.size }
      slots[index] = Slot(low: low, high: high, symbol: symbol)
    }
  }

  /// The symbol that some bytes write; `start` lies before `end`.
  func symbol(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> Symbol {
    guard end - start <= 16 else { return .other }
    let (low, high) = Self.key(bytes, start, end)
    var index = Self.index(low, high)
    while slots[index].low != 0 {
      if slots[index].low == low, slots[index].high == high { return slots[index].symbol }
      index = (index + 1) % Self.size
    }
    return .other
  }

  func symbol(of text: String) -> Symbol {
    var text = text
    return text.withUTF8 { $0.isEmpty ? .other : symbol($0, from: 0, to: $0.count) }
  }

  private static func index(_ low: UInt64, _ high: UInt64) -> Int {
    let mixed = (low ^ (high &* 0x9E37_79B9_7F4A_7C15)) &* 0xD6E8_FEB8_6659_FD93
    return Int(truncatingIfNeeded: mixed >> 55)
  }

  /// At most 16 bytes as two numbers, the first byte lowest.
  private static func key(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> (low: UInt64, high: UInt64) {
    let length = end &- start
    if start &+ 16 <= bytes.count {
      let place = UnsafeRawBufferPointer(bytes)
      let low = UInt64(littleEndian: place.loadUnaligned(fromByteOffset: start, as: UInt64.self))
      if length <= 8 { return (low & (UInt64.max &>> UInt64(64 &- 8 &* length)), 0) }
      let high = UInt64(littleEndian: place.loadUnaligned(fromByteOffset: start &+ 8, as: UInt64.self))
      return (low, high & (UInt64.max &>> UInt64(128 &- 8 &* length)))
    }
    var low: UInt64 = 0
    var high: UInt64 = 0
    for place in 0..<length {
      let byte = UInt64(bytes[start &+ place])
      if place < 8 { low |= byte << UInt64(8 * place) } else { high |= byte << UInt64(8 * (place - 8)) }
    }
    return (low, high)
  }
}
