import RecordFiles
import Testing

@Suite struct ListLayoutTests {
  private static let requests: [ColumnRequest] = [
    ColumnRequest(id: 0, machineName: "tax_code", titles: ["Mã số thuế", "MST"], kind: .taxCode),
    ColumnRequest(id: 1, machineName: "firm_name", titles: ["Tên đơn vị"], kind: .text),
    ColumnRequest(
      id: 2, machineName: "employees_total", titles: ["Tổng số lao động"],
      kind: .number(NumberForm(decimals: 0, range: 0...1_000_000))),
    ColumnRequest(
      id: 3, machineName: "si_debt", titles: ["Số tiền nợ BHXH"],
      kind: .number(NumberForm(decimals: 0, range: -1_000_000_000_000...1_000_000_000_000, quantity: .money))),
    ColumnRequest(id: 4, machineName: "sent", titles: ["Ngày gửi"], kind: .date),
  ]

  @Test func aHeaderOfTwoMergedRowsIsReadTogether() throws {
    let text = """
      DANH SÁCH ĐƠN VỊ NỢ BẢO HIỂM,,,,,
      ,,,,,
      TT,Mã số thuế,Tên đơn vị,Lao động,,Số tiền nợ BHXH
      ,,,Tổng số,Nữ,
      1,3000000005,Công ty A,10,4,500
      2,3000000006,Công ty B,20,5,600

      """
    let read = try table(text, Self.requests)
    #expect(read.layout.headerRows == 2)
    #expect(read.layout.headers[3...4] == ["Lao động Tổng số", "Lao động Nữ"])
    #expect(numbers(read, 2) == [10, 20])
    #expect(numbers(read, 3) == [500, 600])
    #expect(read.account.headerRecords == 2)
    #expect(read.rejects.count == 0)
  }

  @Test func linesOfSignaturesUnderTheTotalAreFooters() throws {
    let text = """
      TT,MST,Tên đơn vị,Tổng số lao động
      1,3000000005,Công ty A,10
      Tổng cộng,,,10
      ,,,"Huế, ngày 05 tháng 6 năm 2026"
      Người lập biểu,,Giám đốc,
      Nguyễn Văn A,,Trần Thị B,

      """
    let read = try table(text, Self.requests)
    #expect(read.account[.footer] == 3)
    #expect(read.account[.total] == 1)
    #expect(read.rejects.count == 0)
  }

  @Test func aFirmWithoutItsCodeIsNoFooter() throws {
    let text = """
      TT,MST,Tên đơn vị,Tổng số lao động
      1,3000000005,Công ty A,10
      Tổng cộng,,,10
      2,,Công ty B,7
      ,,Công ty C,

      """
    let read = try table(text, Self.requests)
    #expect(read.rejects.kept.map(\.code) == [.keyBlank, .keyBlank])
    #expect(read.account[.footer] == 0)
  }

  @Test func amountsMayCarryTheirOwnUnit() throws {
    let text = """
      MST;Số tiền nợ BHXH (triệu đồng)
      3000000005;1,5
      3000000006;1,5 tỷ
      3000000007;500 nghìn đồng
      3000000008;(2,5)
      3000000009;7 đồng

      """
    let read = try table(text, Self.requests)
    #expect(numbers(read, 3) == [1_500_000, 1_500_000_000, 500_000, -2_500_000, 7])
  }

  @Test func daysInWordsAreDaysAndPeriodsAreNot() throws {
    let text = """
      MST;Ngày gửi
      3000000005;ngày 05 tháng 6 năm 2026
      3000000006;Ngày 31 tháng 2 năm 2026
      3000000007;Quý II/2026
      3000000008;06/2026
      3000000009;tháng 6/2026
      3000000010;05/06/2026

      """
    let read = try table(text, Self.requests)
    #expect(numbers(read, 4) == [20609, CellValue.bad, CellValue.bad, CellValue.bad, CellValue.bad, 20609])
    #expect(read.rejects.kept.map(\.code) == [.cellImpossibleDate, .cellPeriod, .cellPeriod, .cellPeriod])
  }

  @Test func blankColumnsAndUnitRowsDoNotDisturb() throws {
    let text = """
      ,MST,,Tên đơn vị,Tổng số lao động,
      ,,,,(người),
      ,(1),,(2),(3),
      ,3000000005,,Công ty A,10,
      ,,,,,
      ,MST,,Tên đơn vị,Tổng số lao động,
      ,3000000006,,Công ty B,20,

      """
    let read = try table(text, Self.requests)
    #expect(numbers(read, 2) == [10, 20])
    #expect(read.account[.unit] == 2)
    #expect(read.account[.repeatedHeader] == 1)
    #expect(read.rejects.count == 0)
  }

  @Test func unitsUnderARepeatedHeaderAreSetAsideWhenTheyAreThoseOfTheFirst() throws {
    let page = """
      TT,MST,Tên đơn vị,Số tiền nợ BHXH,Tổng số lao động
      ,,,(nghìn đồng),(người)
      (1),(2),(3),(4),(5)

      """
    let first = page + "1,3000000005,Công ty A,10,4\nCộng trang,,,10,4\n"
    let read = try table(first + page + "2,3000000006,Công ty B,20,5\n", Self.requests)
    #expect(numbers(read, 3) == [10_000, 20_000])
    #expect(read.account[.unit] == 4 && read.account[.repeatedHeader] == 1)
    #expect(read.rejects.count == 0)
    // Under other units the same figures would mean something else.
    let other = page.replacing("nghìn", with: "triệu") + "2,3000000006,Công ty B,20,5\n"
    let rejects = try table(first + other, Self.requests).rejects.kept
    #expect(rejects.map(\.line) == [7, 8, 9] && rejects.allSatisfy { $0.code == .secondTable })
  }

  @Test func theLowerRowOfARepeatedHeaderMayHoldASingleTitle() throws {
    let header = "TT,MST,Tên đơn vị,Lao động,\n,,,Tổng số lao động,Trong đó nữ\n"
    let one = "TT,MST,Tên đơn vị,Lao động\n,,,Tổng số lao động\n"
    for (page, rest) in [(header, ",1"), (one, "")] {
      let text = page + "1,3000000005,A,10\(rest)\n" + page + "2,3000000006,B,20\(rest)\n"
      let read = try table(text, Self.requests)
      #expect(numbers(read, 2) == [10, 20] && read.account[.repeatedHeader] == 2, "\(page)")
      #expect(read.rejects.count == 0, "\(page)")
    }
  }

  @Test func aSecondTableIsNamedRowByRow() throws {
    let text = """
      MST,Tên đơn vị,Tổng số lao động
      3000000005,Công ty A,10
      MST,Tên đơn vị,Ghi chú
      3000000006,Công ty B,20

      """
    let read = try table(text, Self.requests)
    #expect(read.rowCount == 1)
    #expect(read.rejects.kept.map(\.code) == [.secondTable, .secondTable])
    #expect(read.rejects.kept.map(\.line) == [3, 4])
  }
}
