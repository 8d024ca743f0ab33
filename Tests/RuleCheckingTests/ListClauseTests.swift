import Diagnostics
import RuleLanguage
import RuleModel
import Testing

@testable import RuleChecking

/// `key`, `crosswalk`, `rolls up by` and `consistency`: what is understood, and what is refused.
@Suite struct ListClauseTests {
  private static func check(_ text: String) -> CheckedPack {
    var sources = SourceMap()
    let whole = """
      language 1
      source one { title vi "A" en "A" files "a*.csv" rows one key tax_code base }
      field tax_code: text { title vi "MST" en "Tax code" from one role key }
      field total: persons { title vi "T" en "T" range 0 to 10 from one }
      field women: persons { title vi "W" en "W" range 0 to 10 from one }
      field day: date { title vi "D" en "D" from one }
      area a { title vi "A" en "A" cap 100 }
      policy { bands low from 0, medium from 25, high from 50, critical from 75 inspect when low > 1 rank by low }

      """ + text
    let id = sources.add(path: "a.rules", bytes: Array(whole.utf8))
    return RuleChecker.check([RuleParser.parse(sources.file(id))])
  }

  private static func errors(_ text: String) -> [String] {
    check(text).diagnostics.filter { $0.severity == .error }.map(\.headline)
  }

  @Test func everythingIsUnderstood() throws {
    let pack = Self.check(
      """
      source two { title vi "B" en "B" files "b*.csv" rows one key tax_code, code crosswalk three adds no firms }
      source three { title vi "C" en "C" files "c*.csv" rows one key tax_code adds no firms }
      field code: text { title vi "M" en "Code" from two, three }
      field sum: persons { title vi "S" en "S" range 0 to 10 from two rolls up by sum }
      consistency women <= total else vi "sai" en "wrong"
      """)
    let ruleSet = try #require(pack.ruleSet, "\(Self.errors(""))")
    let two = try #require(ruleSet.sources.first { $0.name == "two" })
    #expect(two.otherKeys.map { ruleSet.fields[$0].name } == ["code"])
    #expect(two.crosswalks.map { ruleSet.sources[$0].name } == ["three"])
    #expect(ruleSet.fields.first { $0.name == "sum" }?.rollUp == .sum)
    #expect(ruleSet.checks.count == 1 && ruleSet.checks[0].message.en == "wrong")
  }

  @Test(
    "What makes no sense is refused",
    arguments: [
      ("source two { files \"b*.csv\" rows one key women }", "the key of a list is the field"),
      ("source two { files \"b*.csv\" rows one key tax_code crosswalk one }", "needs no crosswalk"),
      ("field x: date { title vi \"S\" en \"S\" from one rolls up by sum }", "cannot roll up by `sum`"),
      ("field x: text { title vi \"S\" en \"S\" from one rolls up by max }", "cannot roll up by `max`"),
      ("consistency 1 <= 2 else vi \"a\" en \"b\"", "reads no field"),
      ("consistency women + total else vi \"a\" en \"b\"", ""),
      ("consistency women <= total", "expected `else`"),
      ("consistency women <= day else vi \"a\" en \"b\"", ""),
    ])
  func refused(text: String, headline: String) {
    let errors = Self.errors(text)
    #expect(errors.contains { headline.isEmpty || $0.contains(headline) }, "\(errors)")
  }
}
