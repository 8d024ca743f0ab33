import RuleModel
import TestSupport
import Testing

@testable import SQLGeneration

/// The SQL of the shipped packs, as people read it.
struct GoldenSQLTests {
  static let asOf = CivilDate(days: 20_757)
  static let packs = ["vn-labour", "hue-2026"]

  @Test(arguments: packs, SQLDialectName.allCases)
  func shippedPacksHaveTheRecordedSQL(pack: String, dialect: SQLDialectName) throws {
    let request = SQLSupport.request(try SQLSupport.shippedPack(pack), asOf: GoldenSQLTests.asOf)
    let generator = SQLGenerator(request, dialect: dialect)
    let ranking = SQLSupport.text(generator.ranking())
    #expect(GoldenFile.difference(ranking, from: "\(pack).\(dialect.rawValue).sql") == nil)
    let tables = SQLSupport.text(generator.tables(from: "export"))
    #expect(GoldenFile.difference(tables, from: "\(pack)-tables.\(dialect.rawValue).sql") == nil)
  }

  @Test(arguments: packs, SQLDialectName.allCases)
  func linesStayReadable(pack: String, dialect: SQLDialectName) throws {
    let request = SQLSupport.request(try SQLSupport.shippedPack(pack), asOf: GoldenSQLTests.asOf)
    let generator = SQLGenerator(request, dialect: dialect)
    let texts = [generator.ranking(), generator.tables(), generator.explanation(of: "3300100007")]
    for text in texts.map(SQLSupport.text) {
      let longest = text.split(separator: "\n").max { $0.count < $1.count } ?? ""
      #expect(longest.count <= 150, "\(longest)")
    }
  }

  @Test(arguments: packs, SQLDialectName.allCases)
  func eachStageIsNamedOnceAndCommented(pack: String, dialect: SQLDialectName) throws {
    let request = SQLSupport.request(try SQLSupport.shippedPack(pack), asOf: GoldenSQLTests.asOf)
    let lines = SQLSupport.text(SQLGenerator(request, dialect: dialect).ranking()).split(
      separator: "\n", omittingEmptySubsequences: false)
    let stages = lines.indices.filter { lines[$0].first?.isLetter == true && lines[$0].hasSuffix("(") }
      .filter { lines[$0].contains(" AS ") }
    #expect(stages.count >= 7)
    let names = stages.map { lines[$0].prefix { $0 != " " } }
    #expect(Set(names).count == names.count)
    for stage in stages { #expect(stage > 0 && lines[stage - 1].hasPrefix("-- "), "\(lines[stage])") }
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
