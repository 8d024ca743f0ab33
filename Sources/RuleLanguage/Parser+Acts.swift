import Diagnostics

extension Parser {
  // MARK: Acts and accepted findings

  mutating func act(_ start: Span) -> Declaration? {
    guard let number = string("the number of an act in quotes") else { return nil }
    var act = ActDeclaration(number: number, span: start)
    block(.act, into: &act) { parser, keyword, act in
      let place = parser.previousSpan
      switch keyword {
      case .title: act.title = parser.texts()
      case .issued: act.issued = parser.date("the day on which the act was signed")
      case .from: act.period = parser.period(after: place)
      default: parser.allowance(after: place).map { act.allowances.append($0) }
      }
    }
    act.span = span(from: start)
    return .act(act)
  }

  /// Reads `CODE because TEXTS` after the word `allow`, whose place is `start`.
  mutating func allowance(after start: Span) -> Allowance? {
    guard let code = name("the code of a finding, such as `FR153`") else { return nil }
    var allowance = Allowance(code: code, span: start)
    noteBreak(.reason)
    if expect(.because, help: ["say why: `allow \(code.text) because vi \"…\" en \"…\"`"]) {
      allowance.reason = texts()
    }
    allowance.span = span(from: start)
    return allowance
  }
}
