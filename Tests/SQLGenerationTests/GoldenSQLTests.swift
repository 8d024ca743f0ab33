import RuleModel
import TestSupport
import Testing

@testable import SQLGeneration

/// The SQL of the shipped pack, as people read it.
struct GoldenSQLTests {
  static let asOf = CivilDate(days: 20_757)

  @Test(arguments: SQLDialectName.allCases)
  func shippedPackHasTheRecordedSQL(dialect: SQLDialectName) throws {
    let request = SQLSupport.request(try SQLSupport.shippedPack(), asOf: GoldenSQLTests.asOf)
    let generator = SQLGenerator(request, dialect: dialect)
    let ranking = SQLSupport.text(generator.ranking())
    #expect(GoldenFile.difference(ranking, from: "vn-labour.\(dialect.rawValue).sql") == nil)
    let tables = SQLSupport.text(generator.tables(from: "export"))
    #expect(GoldenFile.difference(tables, from: "vn-labour-tables.\(dialect.rawValue).sql") == nil)
  }

  @Test(arguments: SQLDialectName.allCases)
  func linesStayReadable(dialect: SQLDialectName) throws {
    let request = SQLSupport.request(try SQLSupport.shippedPack(), asOf: GoldenSQLTests.asOf)
    let generator = SQLGenerator(request, dialect: dialect)
    for text in [SQLSupport.text(generator.ranking()), SQLSupport.text(generator.tables())] {
      let longest = text.split(separator: "\n").max { $0.count < $1.count } ?? ""
      #expect(longest.count <= 150, "\(longest)")
    }
  }

  @Test(arguments: SQLDialectName.allCases)
  func everyScoringRuleIsNamedWithItsBasis(dialect: SQLDialectName) throws {
    let request = SQLSupport.request(try SQLSupport.shippedPack(), asOf: GoldenSQLTests.asOf)
    let text = SQLSupport.text(SQLGenerator(request, dialect: dialect).ranking())
    for entry in request.rules where !entry.isDraft {
      let rule = request.ruleSet.rules[entry.rule]
      #expect(text.contains("-- \(rule.id) (\(rule.kind.rawValue)"), "\(rule.id)")
      if let basis = rule.basis.first { #expect(text.contains(basis.text(in: .en)), "\(rule.id)") }
    }
  }

  @Test func viewAndTableWrapTheSameQuery() throws {
    let request = SQLSupport.request(try SQLSupport.shippedPack(), asOf: GoldenSQLTests.asOf)
    let view = SQLSupport.text(
      SQLGenerator(request, dialect: .postgresql).ranking(as: .view, named: "risk.latest"))
    #expect(view.contains("CREATE OR REPLACE VIEW risk.latest AS\nWITH"))
    let table = SQLSupport.text(SQLGenerator(request, dialect: .spark).ranking(as: .table))
    #expect(table.contains("CREATE TABLE firm_ranking USING parquet AS\nWITH"))
  }
}
