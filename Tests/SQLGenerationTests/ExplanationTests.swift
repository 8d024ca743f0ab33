import RuleModel
import TestSupport
import Testing

@testable import SQLGeneration

/// The query that explains one firm.
struct ExplanationTests {
  private func explanation(_ dialect: SQLDialectName, firm: String = "3300100007") throws -> String {
    let request = SQLSupport.request(try SQLSupport.shippedPack(), asOf: GoldenSQLTests.asOf)
    return SQLSupport.text(SQLGenerator(request, dialect: dialect).explanation(of: firm))
  }

  @Test(arguments: SQLDialectName.allCases)
  func everyRuleHasOneLine(dialect: SQLDialectName) throws {
    let text = try explanation(dialect)
    for (index, rule) in try SQLSupport.shippedPack().rules.enumerated() {
      #expect(text.contains("    (\(index + 1), '\(rule.id)', '\(rule.kind.rawValue)'"), "\(rule.id)")
    }
  }

  @Test(arguments: SQLDialectName.allCases)
  func onlyTheRowsOfTheFirmAreRead(dialect: SQLDialectName) throws {
    let text = try explanation(dialect, firm: "33'7")
    let filter = dialect == .spark ? #"WHERE tax_code = '33\'7'"# : "WHERE tax_code = '33''7'"
    let request = SQLSupport.request(try SQLSupport.shippedPack(), asOf: GoldenSQLTests.asOf)
    let tables = InputTable.all(of: request)
    let read = tables.filter { text.contains("FROM \($0.title)\n") }
    #expect(read.count > 1)
    for table in read { #expect(text.contains("FROM \(table.title)\n  \(filter)"), "\(table.title)") }
  }

  @Test func rulesOutOfEffectAndNotAssessedSaySo() throws {
    let ruleSet = try SQLSupport.shippedPack()
    var request = SQLSupport.request(ruleSet, asOf: GoldenSQLTests.asOf)
    let left = request.rules.removeFirst().rule
    let text = SQLSupport.text(SQLGenerator(request, dialect: .sqlite).explanation(of: "1"))
    let lines = text.split(separator: "\n").filter { $0.contains("'\(ruleSet.rules[left].id)'") }
    #expect(lines.count == 1)
    #expect(lines.first?.contains("FALSE, 'not assessed', 0, 0") == true)
  }

  @Test func duckDBIsNotAskedToCompareAConstantChoiceWithAConstant() throws {
    let rule = """

      rule a.trial is violation {
        title vi "T" en "T"
        basis "1/2020" article 1
        effective from 2020-01-01
        when (if closed then (if staff > 3 then "" else "x") else "y") = "é"
          or (if closed then 4 else 7) < 5
        points 5
      }
      """
    let ruleSet = try SQLSupport.ruleSet([("trial.rules", TranslationTests.schema + rule)])
    let lines = TranslationTests.lines(of: ruleSet, .duckdb)
    #expect(lines.contains("CASE WHEN closed THEN TRUE WHEN NOT closed THEN FALSE END"))
    #expect(!lines.contains("END < 5"))
    #expect(!lines.contains("= 'é'"))
  }
}
