import RuleModel
import Testing

@testable import FirmSources

@Suite struct OriginTests {
  private let labour = #"""
    tax_code,firm_name,employees,registered,has_union
    0312345678,"Công ty ""B""",50,chưa,
    0101234567,Công ty A,,,có
    0312345678,,,,không
    0201234567,Công ty C,x,,
    """#
  private let debtors = """
    tax_code,si_debt,employees,firm_name
    0101234567,1.000.000,33,A
    0901234567,5,1,D
    ,1,1,Công ty C
    """

  private func joined(_ tracing: Tracing, visits: String = "tax_code,visit_fine\n0101234567,9\n") throws
    -> JoinedFirms
  {
    var options = JoinOptions()
    options.tracing = tracing
    return try Sample.join(
      ["labour.csv": labour, "debtors.csv": debtors, "inspections.csv": visits], options: options)
  }

  @Test func everyValueNamesTheCellItComesFrom() throws {
    let joined = try joined(.all)
    #expect(joined.table.keys == ["0101234567", "0201234567", "0312345678", "0901234567"])
    let cell = try #require(joined.origins.origin(of: Sample.employees, firm: 0))
    #expect(cell.kind == .cell && cell.source == Sample.debtors && cell.line == 2)
    #expect(cell.header == "employees" && cell.rawText == "33" && cell.file?.hasSuffix("debtors.csv") == true)
    #expect(joined.origins.origin(of: Sample.name, firm: 2)?.rawText == "Công ty \"B\"")
    #expect(joined.origins.origin(of: Sample.debt, firm: 0)?.rawText == "1.000.000")
    #expect(joined.origins.origin(of: Sample.registered, firm: 2)?.rawText == "chưa")
  }

  @Test func aValueOfAMergedRowNamesThatRow() throws {
    let cell = try #require(try joined(.all).origins.origin(of: Sample.hasUnion, firm: 2))
    #expect(cell.kind == .cell && cell.line == 4 && cell.rawText == "không")
  }

  @Test func valuesWithoutACellAreLabelled() throws {
    let origins = try joined(.all).origins
    #expect(origins.origin(of: Sample.excused, firm: 0)?.kind == .presumed)
    #expect(origins.origin(of: Sample.debt, firm: 2)?.kind == .absent)
    #expect(origins.origin(of: Sample.debt, firm: 2)?.source == Sample.debtors)
    #expect(origins.origin(of: Sample.debt, firm: 1)?.kind == .withheld)
    #expect(origins.origin(of: Sample.onDebtorList, firm: 0)?.kind == .presence)
    #expect(origins.origin(of: Sample.onDebtorList, firm: 0)?.source == Sample.debtors)
    #expect(origins.origin(of: Sample.registered, firm: 0)?.kind == .unknown)
    let unreadable = try #require(origins.origin(of: Sample.employees, firm: 1))
    #expect(unreadable.kind == .unreadable && unreadable.rawText == "x" && unreadable.line == 5)
    #expect(origins.origin(of: Sample.region, firm: 0)?.kind == .unknown)
    #expect(origins.origin(of: 999, firm: 0) == nil)
    #expect(origins.origin(of: Sample.debt, firm: 999) == nil)
  }

  @Test func aFieldThatIsDerivedIsLabelled() throws {
    var rules = Sample.rules()
    let zero = RuleExpression(
      .constant(.number(0)), type: rules.fields[Sample.employees].type, span: Sample.span)
    rules.fields[Sample.employees].derivation = .init(expression: zero, note: LocalizedText(vi: "", en: ""))
    var options = JoinOptions()
    options.tracing = .all
    let joined = try Sample.join(
      ["labour.csv": "tax_code,employees\n0312345678,\n"], rules: rules, options: options)
    #expect(joined.origins.origin(of: Sample.employees, firm: 0)?.kind == .derived)
    #expect(joined.cells(Sample.employees) == ["?"])
  }

  @Test func rowsOfManySourcesAreTraced() throws {
    let visits = "tax_code,visit_fine,visit_date\n0901234567,7,x\n0101234567,,01/02/2024\n"
    let joined = try joined(.all, visits: visits)
    #expect(joined.origins.origin(of: Sample.visitFine, row: 0)?.kind == .presumed)
    let cell = try #require(joined.origins.origin(of: Sample.visitFine, row: 1))
    #expect(cell.line == 2 && cell.rawText == "7" && cell.source == Sample.inspections)
    #expect(joined.origins.origin(of: Sample.visitDate, row: 1)?.kind == .unreadable)
    #expect(joined.origins.origin(of: Sample.visitDate, row: 2) == nil)
  }

  @Test func onlyTheFirmsAskedForAreTraced() throws {
    let origins = try joined(.keys(["0312345678", "nobody"])).origins
    #expect(origins.origin(of: Sample.employees, firm: 2)?.rawText == "50")
    #expect(origins.origin(of: Sample.employees, firm: 0) == nil)
    #expect(try joined(.none).origins.origin(of: Sample.employees, firm: 2) == nil)
  }

  @Test func aConflictNamesItsFirstCell() throws {
    var options = JoinOptions()
    options.tracing = .all
    let joined = try Sample.join(
      ["labour.csv": "tax_code,employees\n0312345678,\n0312345678,5\n0312345678,6\n"], options: options)
    let origin = try #require(joined.origins.origin(of: Sample.employees, firm: 0))
    #expect(origin.kind == .conflict && origin.line == 3 && origin.rawText == "5")
  }
}
