import Diagnostics
import RuleLanguage
import Testing

@Suite struct SyntaxTreeTests {
  /// The expression of `let a = …` with every operation in brackets.
  static func outline(_ text: String) -> String {
    let (file, _) = RulesText.parsed("let a = \(text)\n")
    guard file.diagnostics.isEmpty, case .letValue(let declaration)? = file.syntax.declarations.first else {
      return RulesText.findings("let a = \(text)\n")
    }
    return outline(declaration.value)
  }

  private static func list(_ expressions: [RuleLanguage.Expression]) -> String {
    expressions.map(outline).joined(separator: " ")
  }

  private static func unit(_ unit: UnitReference?) -> String {
    guard let unit else { return "" }
    return ":" + unit.unit.text + (unit.per.map { "/" + $0.text } ?? "")
  }

  static func outline(_ expression: RuleLanguage.Expression) -> String {
    switch expression.kind {
    case .number(let literal, let unit): "\(literal.value)e-\(literal.scale)\(Self.unit(unit))"
    case .percent(let literal): "\(literal.value)e-\(literal.scale)%"
    case .string(let literal): "'\(literal.value)'"
    case .date(let date): "\(date.year)/\(date.month)/\(date.day)"
    case .monthDay(let day): "\(day.month)/\(day.day)"
    case .truth(let value): value ? "yes" : "no"
    case .asOf: "as_of"
    case .none: "none"
    case .unknown: "unknown"
    case .name(let name): name.text
    case .lookup(let name, let keys, let date):
      "\(name.text)[\(list(keys))]" + (date.map { "@" + outline($0) } ?? "")
    case .call(let name, let arguments): "\(name.text)(\(list(arguments)))"
    case .negated(let operand): "[- \(outline(operand))]"
    case .not(let operand): "[not \(outline(operand))]"
    case .and(let operands): "[and \(list(operands))]"
    case .or(let operands): "[or \(list(operands))]"
    case .arithmetic(let operation, let left, let right): "[\(operation.rawValue) \(list([left, right]))]"
    case .comparison(let operation, let left, let right): "[\(operation.rawValue) \(list([left, right]))]"
    case .isNone(let operand, let negated): "[is\(negated ? " not" : "") none \(outline(operand))]"
    case .inList(let operand, let members, let negated):
      "[\(negated ? "not " : "")in \(list([operand] + members))]"
    case .inSet(let operand, let name, let negated):
      "[\(negated ? "not " : "")in \(outline(operand)) \(name.text)]"
    case .startsIn(let operand, let name): "[starts in \(outline(operand)) \(name.text)]"
    case .between(let operand, let low, let high, let negated):
      "[\(negated ? "not " : "")between \(list([operand, low, high]))]"
    case .conditional(let condition, let then, let otherwise): "[if \(list([condition, then, otherwise]))]"
    case .aggregate(let aggregate):
      "\(aggregate.kind)<\(aggregate.value.map(outline) ?? "")|\(aggregate.by.map(outline) ?? "")|"
        + "\(aggregate.source.text)|\(aggregate.condition.map(outline) ?? "")>"
    case .unless(let value, let exception): "[unless \(list([value, exception]))]"
    case .parenthesised(let inner): "(\(outline(inner)))"
    case .invalid: "?"
    }
  }

  @Test(
    arguments: [
      ("a or b and not c = d + e * -f", "[or a [and b [not [= c [+ d [* e [- f]]]]]]]"),
      ("a and b or c and d unless e or f", "[unless [or [and a b] [and c d]] [or e f]]"),
      ("a - b - c div d mod e", "[- [- a b] [mod [div c d] e]]"),
      ("not not a", "[not [not a]]"),
      ("x is not none and y is none", "[and [is not none x] [is none y]]"),
      ("x not in (I, II) or y in high_risk", "[or [not in x I II] [in y high_risk]]"),
      ("code starts in high_risk", "[starts in code high_risk]"),
      (
        "x between 1 and 5 and y not between a + 1 and b",
        "[and [between x 1e-0 5e-0] [not between y [+ a 1e-0] b]]"
      ),
      ("30 days / 1 month", "[/ 30e-0:days 1e-0:month]"),
      ("5_310.25 VND/month + 5 VND / n", "[+ 531025e-2:VND/month [/ 5e-0:VND n]]"),
      ("36% * 0.5%", "[* 36e-0% 5e-1%]"),
      ("if a then 1 else if b then 2 else 3", "[if a 1e-0 [if b 2e-0 3e-0]]"),
      ("wage.minimum[region, 5] at as_of * 2", "[* wage.minimum[region 5e-0]@as_of 2e-0]"),
      ("base_wage at 2026-01-31", "base_wage[]@2026/1/31"),
      ("any(result = \"x\" of visits where date > d)", "any<[= result 'x']||visits|[> date d]>"),
      ("count(visits) + sum(n of visits)", "[+ count<||visits|> sum<n||visits|>]"),
      ("latest(result by date of visits)", "latest<result|date|visits|>"),
      ("latest(06-05) + latest(a, b)", "[+ latest(6/5) latest(a b)]"),
      ("min(a, b) - min(a of visits)", "[- min(a b) min<a||visits|>]"),
      ("(a or b) and yes", "[and ([or a b]) yes]"),
      ("\"đ \\\"x\\\" \\\\ \\n\"", "'đ \"x\" \\ \n'"),
    ])
  func `expressions bind as the grammar says`(text: String, outline: String) {
    #expect(Self.outline(text) == outline)
  }

  @Test func `a unit stands on the line of its number`() {
    let (file, _) = RulesText.parsed(
      "rule a.b is gate {\n when x > 30\n note vi \"y\"\n}\nlet b = 5\nlet c = 1\n")
    #expect(file.diagnostics.isEmpty)
    #expect(file.syntax.declarations.count == 3)
  }

  @Test func `a clause word after a number is no unit`() {
    let (file, _) = RulesText.parsed("field f: days { range 0 to 20 from a, b absent 0 personal }")
    guard file.diagnostics.isEmpty, case .field(let field)? = file.syntax.declarations.first else {
      Issue.record("\(file.diagnostics)")
      return
    }
    #expect(field.sources.map(\.text) == ["a", "b"])
    #expect(field.range.map { Self.outline($0.high) } == "20e-0")
    #expect(field.personal != nil)
  }

  @Test func `all clauses of a rule and of its fines are kept`() {
    let text = """
      rule a.b is violation {
        basis "x" article 1 clause 2 point đ
        basis "y" article "5a"
        points 20 + n, up to 30 from 10
        fine "z" article 3 from 2026-01-01 to 2026-12-31 doubled 36% to 40% of debt, up to 5 VND, warning below 1 VND
        fine "z" article 4 for organisations by affects { 1..10: 1 VND to 2 VND, 11..<50: 3 VND to 4 VND
          50..: 5 VND to 6 VND }
        fine "z" article 5 amount not entered
        fine "z" article 6 1 VND to 2 VND each
      }
      """
    let (file, _) = RulesText.parsed(text)
    guard file.diagnostics.isEmpty, case .rule(let rule)? = file.syntax.declarations.first else {
      Issue.record("\(RulesText.findings(text))")
      return
    }
    #expect(rule.kind == .violation)
    #expect(rule.basis.map { $0.parts.map(\.value) } == [["1", "2", "đ"], ["5a"]])
    #expect(rule.points?.upTo?.value == 30 && rule.points?.from?.value == 10)
    #expect(rule.fines.count == 4)
    #expect(rule.fines[0].period?.to?.month == 12)
    guard case .share(_, _, let sum) = rule.fines[0].amount, case .doubled = rule.fines[0].payer else {
      Issue.record("the first fine is no share")
      return
    }
    #expect(Self.outline(sum) == "debt")
    #expect(rule.fines[0].warningBelow.map(Self.outline) == "1e-0:VND")
    guard case .steps(.affects, let steps) = rule.fines[1].amount, case .organisations = rule.fines[1].payer
    else {
      Issue.record("the second fine has no steps")
      return
    }
    #expect(steps.map(\.band.lower.value) == [1, 11, 50])
    guard case .notEntered = rule.fines[2].amount, case .range(_, _, let each) = rule.fines[3].amount else {
      Issue.record("the last fines are misread")
      return
    }
    #expect(each != nil)
  }

  @Test func `the first of two clauses is kept`() {
    let (file, _) = RulesText.parsed("area a { cap 1 cap 2 }")
    guard case .area(let area)? = file.syntax.declarations.first else {
      Issue.record("no area")
      return
    }
    #expect(area.cap?.value == 1)
    #expect(file.diagnostics.map(\.code) == [.repeatedClause])
  }

  @Test func `a mistake does not hide the clauses and declarations after it`() {
    let text = """
      rule a.b is violation {
        points 5 + * 6
        when x = 5
      area a { cap 7 }
      """
    let (file, _) = RulesText.parsed(text)
    #expect(file.diagnostics.map(\.code) == [.expectedExpression, .unclosedBracket])
    guard file.syntax.declarations.count == 2, case .rule(let rule) = file.syntax.declarations[0],
      case .area(let area) = file.syntax.declarations[1]
    else {
      Issue.record("a declaration is lost")
      return
    }
    #expect(rule.when.map(Self.outline) == "[= x 5e-0]")
    #expect(area.cap?.value == 7)
  }

  @Test func `names in composed and decomposed form are the same name`() {
    #expect(Self.outline("đie\u{302}\u{309}m") == "điểm")
  }
}
