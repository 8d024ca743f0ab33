import Diagnostics

/// A recursive-descent parser over the tokens of one file.
///
/// After a mistake from which the clause cannot go on, `isPanicking` silences all further findings until
/// `recover` has found the next place where a clause or declaration begins.
struct Parser {
  /// How deeply expressions may be nested; bounds the parser's own recursion.
  static let nestingLimit = 32

  let file: SourceFile
  /// The tokens of the file, which the caller keeps where they are.
  let tokens: UnsafeBufferPointer<Token>
  private(set) var position = 0
  private(set) var previousSpan: Span
  var diagnostics: [Diagnostic]
  var isPanicking = false
  var nesting = 0
  /// A mark of each token, when they are noted.
  private(set) var marks: [LayoutMark]
  private let notesLayout: Bool
  var bracketDepth: UInt16 = 0
  var anchor = 0
  var saidTooHigh = false
  /// The block whose clauses are read.
  var grammar: BlockGrammar?

  init(
    _ file: SourceFile, _ tokens: UnsafeBufferPointer<Token>, _ diagnostics: [Diagnostic], notesLayout: Bool
  ) {
    self.file = file
    self.tokens = tokens
    self.diagnostics = diagnostics
    previousSpan = Span(file: file.id, start: 0, end: 0)
    self.notesLayout = notesLayout
    marks = notesLayout ? Array(repeating: LayoutMark(), count: tokens.count) : []
    skipInvalid()
  }

  // MARK: Reading tokens

  /// The token that is looked at; the end of the file when all are read.
  var current: Token { tokens[position] }

  var isAtEnd: Bool { current.kind == .endOfFile }

  /// The token after the current one, or further on.
  func peek(_ distance: Int = 1) -> Token {
    var index = following(position)
    for _ in 1..<distance { index = following(index) }
    return tokens[index]
  }

  /// The place of the token after another, which is no token that means nothing.
  private func following(_ place: Int) -> Int {
    guard place < tokens.count - 1 else { return place }
    var index = place + 1
    while tokens[index].kind == .invalid { index += 1 }
    return index
  }

  /// The word or mark that the token after the current one is.
  var nextSymbol: Symbol { tokens[following(position)].symbol }

  /// What the token after the current one is.
  var nextKind: Token.Kind { tokens[following(position)].kind }

  private mutating func skipInvalid() {
    while tokens[position].kind == .invalid { position += 1 }
  }

  /// Passes the current token and returns it.
  @discardableResult
  mutating func advance() -> Token {
    let token = current
    if token.kind != .endOfFile {
      previousSpan = token.span
      position += 1
      skipInvalid()
    }
    return token
  }

  /// Whether the current token is a word or mark.
  func isAt(_ symbol: Symbol) -> Bool { tokens[position].symbol == symbol }

  /// Passes a word or mark when it is the current token, and returns its place.
  mutating func take(_ symbol: Symbol) -> Span? { isAt(symbol) ? advance().span : nil }

  /// From the start of a token to the end of the last one passed.
  func span(from start: Span) -> Span { start.end > previousSpan.end ? start : start.union(previousSpan) }

  // MARK: Layout

  /// Notes the part that the current token plays.
  mutating func note(_ role: LayoutMark.Role) {
    if notesLayout { marks[position].role = role }
  }

  /// Notes that the current token touches the one before it.
  mutating func noteTight() {
    if notesLayout { marks[position].isTight = true }
  }

  /// Notes that a long line may be broken before the current token.
  mutating func noteBreak(_ kind: LayoutMark.Break, below anchor: Int? = nil) {
    guard notesLayout else { return }
    marks[position].breakLevel = bracketDepth * 8 + kind.rawValue
    marks[position].anchor = anchor ?? (kind == .part || kind == .reason ? nil : self.anchor)
  }

  // MARK: Findings

  /// Adds a finding, unless the parser is in panic.
  mutating func report(
    _ code: DiagnosticCode, _ headline: String, at span: Span, label: String = "",
    also: [Diagnostic.Label] = [],
    help: [String] = []
  ) {
    guard !isPanicking else { return }
    diagnostics.append(Diagnostic(code, .error, headline, at: .init(span, label), also: also, help: help))
  }

  /// The place where something is missing: the current token, or the end of the line before it.
  var missingPlace: Span {
    guard current.startsLine || isAtEnd else { return current.span }
    return Span(file: file.id, start: Int(previousSpan.end), end: Int(previousSpan.end))
  }

  /// The current token as messages name it.
  var found: String {
    if isAtEnd { return "the end of the file" }
    return "`\(Self.shortened(file.text(of: current.span)))`"
  }

  static func shortened(_ text: String) -> String { text.count > 40 ? text.prefix(39) + "…" : text }

  /// Says that something else stands here, and silences what follows from it.
  mutating func expected(_ what: String, also: [Diagnostic.Label] = [], help: [String] = []) {
    report(.expectedElse, "expected \(what), found \(found)", at: missingPlace, also: also, help: help)
    isPanicking = true
  }

  /// Passes a word or mark that must stand here; the help is put together only where it does not.
  @discardableResult
  mutating func expect(_ symbol: Symbol, help: @autoclosure () -> [String] = []) -> Bool {
    if take(symbol) != nil { return true }
    expected("`\(symbol.text)`", help: help())
    return false
  }

  /// Passes the bracket that closes `opening`.
  mutating func close(_ mark: Symbol, opening: Span) {
    if take(mark) != nil { return }
    let opened = Diagnostic.Label(opening, "opened here")
    if current.startsLine || isAtEnd || isAt(.closeBrace) {
      let text = file.text(of: opening)
      report(
        .unclosedBracket, "`\(text)` is not closed", at: missingPlace, label: "`\(mark.text)` is missing",
        also: [opened])
    } else {
      expected("`\(mark.text)`", also: [opened])
    }
  }
}
