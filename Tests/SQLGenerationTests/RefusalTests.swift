import Diagnostics
import RuleModel
import Testing

@testable import SQLGeneration

/// What an engine cannot say is refused, with the place in the rules.
struct RefusalTests {
  private func request(_ extra: String) throws -> SQLRequest {
    SQLSupport.request(
      try SQLSupport.ruleSet([("trial.rules", TranslationTests.schema + "\n" + extra)]),
      asOf: GoldenSQLTests.asOf)
  }

  private func codes(_ result: SQLGenerator.Result) -> [DiagnosticCode] {
    guard case .refused(let findings) = result else { return [] }
    #expect(findings.allSatisfy { $0.primary != nil || $0.code == .sqlNameClash })
    return findings.map(\.code)
  }

  private func rule(_ id: String) -> String {
    """
    rule \(id) is violation {
      title vi "T" en "T"
      basis "1/2020" article 1
      effective from 2020-01-01
      when closed
      points 5
    }
    """
  }

  @Test func namesThatPostgreSQLWouldCutAreRefusedThereAlone() throws {
    let request = try request(rule("a." + String(repeating: "long_name_", count: 6)))
    #expect(codes(SQLGenerator(request, dialect: .postgresql).ranking()) == [.sqlNameTooLong])
    #expect(codes(SQLGenerator(request, dialect: .duckdb).ranking()).isEmpty)
  }

  @Test func fieldsThatDifferInCaseAloneAreRefused() throws {
    let request = try request(
      "field Staff: persons { title vi \"S\" en \"S\" range 0 to 9 from list }\n" + rule("a.x"))
    #expect(codes(SQLGenerator(request, dialect: .sqlite).ranking()) == [.sqlNameClash])
  }

  @Test func tooManyRulesForOneQueryAreRefused() throws {
    let request = try request((0..<320).map { rule("a.r\($0)") }.joined(separator: "\n"))
    #expect(codes(SQLGenerator(request, dialect: .postgresql).ranking()) == [.sqlTooWide])
    #expect(codes(SQLGenerator(request, dialect: .spark).ranking()).isEmpty)
  }

  @Test func quotesAndBackslashesStayInsideTheirLiteral() {
    let text = #"O'Brien \ "x""#
    #expect(SQLPrinter.flat(SQLiteDialect().textLiteral(text)) == #"'O''Brien \ "x"'"#)
    #expect(SQLPrinter.flat(SparkDialect().textLiteral(text)) == #"'O\'Brien \\ "x"'"#)
    #expect(DuckDBDialect().name(#"a"b"#) == #""a""b""#)
    #expect(SparkDialect().name("a`b") == "`a``b`")
  }

  @Test func wordsThatSomeEngineReservesAreQuoted() {
    for word in ["order", "user", "table", "lateral", "Điểm", "1st", "a b"] {
      #expect(PostgreSQLDialect().name(word) == "\"\(word)\"")
    }
    #expect(PostgreSQLDialect().name("si_debt") == "si_debt")
  }
}
