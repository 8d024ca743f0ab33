import Diagnostics

extension Parser {
  // MARK: Examples

  mutating func example(_ start: Span) -> Declaration? {
    guard let title = string("what the example shows, in quotes") else { return nil }
    guard expect(.of), let rule = name("the id of a rule") else { return nil }
    var example = ExampleDeclaration(
      title: title, rule: rule, values: [], rows: [], withoutRows: [], span: start)
    block(.example, into: &example) { $0.exampleClause($1, &$2) }
    example.span = span(from: start)
    return .example(example)
  }

  private mutating func exampleClause(_ keyword: Symbol, _ example: inout ExampleDeclaration) {
    let start = previousSpan
    switch keyword {
    case .other: givens(&example.values)
    case .row:
      guard let source = name("the name of a source") else { return }
      let values = list(.openFilled) { $0.given() }
      example.rows.append(.init(source: source, values: values, span: span(from: start)))
    case .no:
      guard expect(.rows, help: ["write `no rows SOURCE`"]) else { return }
      if let source = name("the name of a source") { example.withoutRows.append(source) }
    case .as:
      guard expect(.of) else { return }
      example.asOf = date("the date of the run")
    default:
      let start = current.span
      example.outcome = outcome()
      example.outcomeSpan = span(from: start)
    }
  }

  /// Reads `NAME = VALUE, NAME = VALUE …` to the end of the line.
  private mutating func givens(_ values: inout [ExampleDeclaration.Given]) {
    repeat {
      note(.sharedEntry)
      if let given = given() { values.append(given) }
      let next = peek()
      if take(.comma) != nil {
        if current.kind != .identifier || current.startsLine { return }
      } else if current.kind == .identifier, !current.startsLine, next.symbol == .equal, !isPanicking {
        separate()
      } else {
        return
      }
    } while !isPanicking
  }

  private mutating func given() -> ExampleDeclaration.Given? {
    guard let field = name("the name of a field") else { return nil }
    let help = isAt(.colon) ? ["write `\(field.text) = …`"] : []
    guard expect(.equal, help: help) else { return nil }
    let value = exampleValue()
    return .init(field: field, value: value, span: span(from: field.span))
  }

  private mutating func outcome() -> ExampleDeclaration.Outcome? {
    let words = ["fires", "passes", "not", "unknown"]
    switch current.symbol {
    case .fires:
      advance()
      return .fires(current.kind == .integer && !current.startsLine ? numberLiteral(advance()) : nil)
    case .passes:
      advance()
      return .passes
    case .not:
      advance()
      return expect(.applicable) ? .notApplicable : nil
    case .unknown:
      advance()
      guard take(.at) != nil else { return .unknown(atMost: nil) }
      guard expect(.most), let most = wholeNumber("a whole number") else { return nil }
      return .unknown(atMost: most)
    default:
      let help = current.kind == .identifier ? NearestName.help(for: current.text, among: words) : nil
      expected("`fires`, `passes`, `not applicable` or `unknown`", help: help.map { [$0] } ?? [])
      return nil
    }
  }

  // MARK: Policy

  mutating func policy(_ start: Span) -> Declaration? {
    var policy = PolicyDeclaration(bands: [], actions: [], rank: [], span: start)
    block(.policy, into: &policy) { $0.policyClause($1, &$2) }
    policy.span = span(from: start)
    return .policy(policy)
  }

  mutating func policyClause(_ keyword: Symbol, _ policy: inout PolicyDeclaration) {
    let start = previousSpan
    if let kind = PolicyDeclaration.Action.Kind(rawValue: keyword.text) {
      guard expect(.when) else { return }
      policy.actions.append(.init(kind: kind, condition: expression(), span: span(from: start)))
    } else if keyword == .bands {
      policy.bandsSpan = start
      repeat {
        noteBreak(.comma, below: position)
        guard let name = name("the name of a band"), expect(.from) else { return }
        guard let points = wholeNumber("points, a whole number") else { return }
        policy.bands.append(.init(name: name, from: points))
      } while take(.comma) != nil
    } else {
      policy.rankSpan = start
      guard expect(.by) else { return }
      repeat {
        guard let name = name("what firms are ranked by") else { return }
        policy.rank.append(.init(name: name, isDescending: take(.descending) != nil))
      } while take(.comma) != nil
    }
  }
}
