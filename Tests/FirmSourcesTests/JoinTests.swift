import Diagnostics
import FirmTable
import RecordFiles
import RuleModel
import Testing

@testable import FirmSources

@Suite struct JoinTests {
  private let labour = """
    tax_code,firm_name,employees,registered,region,wage_share,has_union,wide_amount
    0312345678,Công ty B,50,chưa,Vùng II,"85,5",Có,4000000000
    0101234567,Công ty A,20,15/03/2024,1,100,,
    0101234567-001,Chi nhánh A,,,I,,không,7
    """

  @Test func rowsAreFirmsInByteOrderOfTheirCodes() throws {
    let joined = try Sample.join(["labour.csv": labour])
    #expect(joined.table.keys == ["0101234567", "0101234567-001", "0312345678"])
    #expect(joined.cells(Sample.name) == ["Công ty A", "Chi nhánh A", "Công ty B"])
    #expect(joined.cells(Sample.employees) == ["20", "?", "50"])
    #expect(joined.cells(Sample.registered) == ["2024-03-15", "?", "-"])
    #expect(joined.cells(Sample.region) == ["0", "0", "1"])
    #expect(joined.cells(Sample.share) == ["1000", "?", "855"])
    #expect(joined.cells(Sample.hasUnion) == ["?", "no", "yes"])
    #expect(joined.cells(Sample.wideAmount) == ["?", "7", "4000000000"])
    #expect(joined.source(Sample.labour).joined == 3)
    #expect(joined.account.notOnBase == 0)
  }

  @Test func columnsAreStoredInTheNarrowestForm() throws {
    let table = try Sample.join(["labour.csv": labour]).table
    guard case .narrow? = table.columns[Sample.employees], case .wide? = table.columns[Sample.wideAmount],
      case .truth? = table.columns[Sample.hasUnion], case .narrow? = table.columns[Sample.registered],
      case .constant(0, count: 3)? = table.columns[Sample.excused]
    else {
      Issue.record("other forms")
      return
    }
  }

  @Test func whatNoListCarriesHasNoColumn() throws {
    let joined = try Sample.join(["labour.csv": labour])
    #expect(joined.cells(Sample.debt) == nil)
    #expect(joined.cells(Sample.onDebtorList) == nil)
    #expect(joined.table.columns[Sample.taxCode] == nil)
    #expect(joined.table.rows.allSatisfy { $0 == nil })
    #expect(joined.cells(Sample.excused) == ["no", "no", "no"])
  }

  @Test func theTaxCodeIsAColumnWhenARuleReadsIt() throws {
    let joined = try Sample.join(["labour.csv": labour], rules: Sample.rules(reading: [Sample.taxCode]))
    #expect(joined.cells(Sample.taxCode) == Array(joined.table.keys))
  }

  @Test func absenceFromACompleteListGivesTheDefaultAndABlankCellDoesNot() throws {
    let debtors = "tax_code,si_debt,si_excused\n0312345678,,có\n0401234567,9,\n"
    let joined = try Sample.join(["labour.csv": labour, "debtors.csv": debtors])
    #expect(joined.table.keys == ["0101234567", "0101234567-001", "0312345678", "0401234567"])
    #expect(joined.cells(Sample.debt) == ["0", "0", "?", "9"])
    #expect(joined.cells(Sample.onDebtorList) == ["no", "no", "yes", "yes"])
    #expect(joined.cells(Sample.excused) == ["no", "no", "yes", "no"])
    #expect(joined.account.notOnBase == 1)
    #expect(joined.isOnBase == [1, 1, 1, 0])
    #expect(joined.source(Sample.debtors).notOnBase == 1)
    #expect(joined.findings(.firmsNotOnBase).count == 1)
    let summary = joined.account.fields.first { $0.field == Sample.debt }
    #expect(summary?.absent == 2 && summary?.given == 1 && summary?.unknown == 1)
  }

  @Test func partialWithdrawsTheDefault() throws {
    let debtors = "tax_code,si_debt\n0312345678,5\n"
    let joined = try Sample.join(["labour.csv": labour, "debtors.csv": debtors], partial: ["debtors"])
    #expect(joined.cells(Sample.debt) == ["?", "?", "5"])
    #expect(joined.cells(Sample.onDebtorList) == ["?", "?", "yes"])
    #expect(!joined.source(Sample.debtors).isComplete)
  }

  @Test func aCompleteListWithoutTheColumnStillTellsWhoIsAbsent() throws {
    let debtors = "tax_code,firm_name\n0312345678,Công ty B\n"
    let joined = try Sample.join(["labour.csv": labour, "debtors.csv": debtors])
    #expect(joined.cells(Sample.debt) == ["0", "0", "?"])
  }

  @Test func badCellsAreUnknownAndNeitherPresumedNorReplaced() throws {
    let debtors = "tax_code,si_debt,si_excused,employees\n0312345678,lots,maybe,many\n"
    let base = "tax_code,employees\n0312345678,oops\n"
    let joined = try Sample.join(
      ["labour.csv": base, "debtors.csv": debtors], rules: Sample.rules(asking: [Sample.debt]))
    #expect(joined.cells(Sample.debt) == ["!"])
    #expect(joined.cells(Sample.excused) == ["!"])
    #expect(joined.cells(Sample.employees) == ["!"])
    #expect(joined.table.given[Sample.debt] == [1])
    #expect(joined.source(Sample.debtors).rejects?.cellCount == 3)
  }

  @Test func equalRowsMergeAndDifferentOnesConflict() throws {
    let base = """
      tax_code,firm_name,employees,region
      0312345678,Công ty B,50,I
      101234567,Công ty A,,I
      0312345678,Công ty B,60,
      0101234567,Công ty A,20,I
      0312345678,Công ty B,50,I
      """
    let joined = try Sample.join(["labour.csv": base])
    #expect(joined.table.keys == ["0101234567", "0312345678"])
    #expect(joined.cells(Sample.employees) == ["20", "!"])
    #expect(joined.cells(Sample.region) == ["0", "0"])
    #expect(joined.cells(Sample.name) == ["Công ty A", "Công ty B"])
    let source = joined.source(Sample.labour)
    #expect(source.joined == 2 && source.mergedDuplicates == 3 && source.rowsRead == 5)
    #expect(joined.account.conflictsWithinLists == 1)
    let conflict = try #require(joined.account.conflicts.first)
    #expect(conflict.key == "0312345678" && conflict.kind == .withinList)
    #expect(
      conflict.first.line == 2 && conflict.first.rawText == "50" && conflict.first.header == "employees")
    #expect(conflict.second.line == 4 && conflict.second.rawText == "60")
    #expect(joined.findings(.rowsConflict).count == 1)
  }

  @Test func aConflictIsNotPresumed() throws {
    let debtors = "tax_code,si_excused\n0312345678,có\n0312345678,không\n"
    #expect(try Sample.join(["debtors.csv": debtors]).cells(Sample.excused) == ["!"])
  }

  @Test func theFirstListWithAValueDecidesAndTheOthersAreListed() throws {
    let base = "tax_code,employees\n0101234567,20\n0312345678,\n0401234567,7\n"
    let debtors = "tax_code,employees\n0101234567,25\n0312345678,60\n0401234567,7\n"
    let joined = try Sample.join(["labour.csv": base, "debtors.csv": debtors])
    #expect(joined.cells(Sample.employees) == ["20", "60", "7"])
    #expect(joined.account.conflictsBetweenLists == 1)
    let conflict = try #require(joined.account.conflicts.first)
    #expect(
      conflict.kind == .betweenLists && conflict.first.rawText == "20" && conflict.second.rawText == "25")
    #expect(joined.source(Sample.debtors).fields.first { $0.field == Sample.employees }?.overruled == 1)
    #expect(joined.findings(.listsDisagree).count == 1)
  }

  @Test func aListThatAddsNoFirmsLeavesUnknownFirmsOut() throws {
    let union = "tax_code,has_union\n0312345678,không\n0999999999,có\n0999999999,có\n"
    let joined = try Sample.join(["labour.csv": labour, "union.csv": union])
    #expect(joined.table.count == 3)
    #expect(joined.cells(Sample.hasUnion) == ["?", "no", "no"])
    let account = joined.source(Sample.union)
    #expect(account.unmatched == 2 && account.joined == 1)
    #expect(
      account.unmatchedRows == [
        UnmatchedRow(key: "0999999999", line: 3), UnmatchedRow(key: "0999999999", line: 4),
      ])
    #expect(joined.findings(.rowsUnmatched).count == 1)
  }

  @Test func rowsOfManySourcesStandByFirmInOrderOfTheFile() throws {
    let visits = """
      tax_code,visit_date,visit_fine
      0312345678,01/02/2025,
      0101234567,03/04/2024,5000000
      0312345678,01/02/2023,7
      0888888888,01/01/2020,1
      0312345678,01/02/2023,7
      """
    let joined = try Sample.join(
      ["labour.csv": labour, "inspections.csv": visits], rules: Sample.rules(asking: [Sample.visitFine]))
    let rows = try #require(joined.table.rows[Sample.inspections])
    #expect(rows.offsets == [0, 1, 1, 4])
    #expect(rows.isComplete)
    #expect(
      joined.rowCells(Sample.visitDate, of: Sample.inspections)
        == ["2024-04-03", "2025-02-01", "2023-02-01", "2023-02-01"])
    #expect(joined.rowCells(Sample.visitFine, of: Sample.inspections) == ["5000000", "0", "7", "7"])
    #expect(joined.table.given[Sample.visitFine] == [1, 0, 1, 1])
    #expect(joined.cells(Sample.visited) == ["yes", "no", "yes"])
    #expect(joined.table.columns[Sample.visitFine] == nil)
    let account = joined.source(Sample.inspections)
    #expect(
      account.joined == 4 && account.unmatched == 1 && account.mergedDuplicates == 0 && account.firms == 2)
  }

  @Test func aRowColumnThatTheListLacksIsPresumedOrNotThere() throws {
    let joined = try Sample.join(["labour.csv": labour, "inspections.csv": "tax_code,x\n0312345678,1\n"])
    #expect(joined.rowCells(Sample.visitFine, of: Sample.inspections) == ["0"])
    #expect(joined.rowCells(Sample.visitDate, of: Sample.inspections) == nil)
  }

  @Test func rowsBeyondTheMostOfAFirmAreRejected() throws {
    let visits = "tax_code,visit_fine\n" + (1...5).map { "0312345678,\($0)\n" }.joined()
    var options = JoinOptions()
    options.mostRowsOfFirm = 3
    let joined = try Sample.join(["labour.csv": labour, "inspections.csv": visits], options: options)
    #expect(joined.rowCells(Sample.visitFine, of: Sample.inspections) == ["1", "2", "3"])
    let account = joined.source(Sample.inspections)
    #expect(account.rejected == 2 && account.joined == 3)
    #expect(account.rejects?.kept.map(\.line) == [5, 6])
    #expect(account.rejects?.kept.map(\.rawText) == ["0312345678,4", "0312345678,5"])
    #expect(joined.findings(.tooManyRows).count == 1)
  }

  @Test func firmsOfRejectedRowsStayUnknown() throws {
    let debtors = """
      tax_code,firm_name,si_debt
      0401234567,Công ty C,5
      1.01E+08,CONG TY A,9
      ,"Công ty  B",9
      """
    let joined = try Sample.join(["labour.csv": labour, "debtors.csv": debtors])
    #expect(joined.table.keys == ["0101234567", "0101234567-001", "0312345678", "0401234567"])
    #expect(joined.cells(Sample.debt) == ["?", "0", "?", "5"])
    #expect(joined.cells(Sample.onDebtorList) == ["?", "no", "?", "yes"])
    #expect(joined.account.fields.first { $0.field == Sample.debt }?.withheld == 2)
    #expect(joined.source(Sample.debtors).rejected == 2)
    #expect(joined.findings(.completeListHasRejects).count == 1)
  }

  @Test func titlesTotalsAndBlanksAreSetAside() throws {
    let base = """
      DANH SÁCH LAO ĐỘNG,,
      tax_code,firm_name,employees
      0312345678,Công ty B,50

      ,Tổng cộng,50
      """
    let joined = try Sample.join(["labour.csv": base])
    let account = joined.source(Sample.labour)
    #expect(account.joined == 1)
    #expect(account.setAside == [.title: 1, .blank: 1, .total: 1])
    #expect(account.rowsRead == 4)
  }

  @Test func reportedIsAFactAboutTheList() throws {
    let debtors = "tax_code,si_debt,si_excused\n0312345678,,có\n0401234567,9,\n"
    let joined = try Sample.join(
      ["labour.csv": labour, "debtors.csv": debtors],
      rules: Sample.rules(asking: [Sample.debt, Sample.excused, Sample.visitFine, Sample.share]))
    #expect(joined.table.given[Sample.debt] == [0, 0, 0, 1])
    #expect(joined.table.given[Sample.excused] == [0, 0, 1, 0])
    #expect(joined.table.given[Sample.share] == [1, 0, 1, 0])
    #expect(joined.table.given[Sample.visitFine] == nil)
    #expect(joined.table.given[Sample.employees] == nil)
  }

  @Test func aListWithoutRowsIsSaidAndMakesNoFirm() throws {
    let joined = try Sample.join(["labour.csv": "tax_code,employees\n"])
    #expect(joined.table.count == 0)
    #expect(joined.findings(.listWithoutRows).count == 1)
  }
}
