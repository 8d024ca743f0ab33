import RecordFiles
import Testing

private func request(_ id: Int, _ name: String, _ titles: [String]) -> ColumnRequest {
  ColumnRequest(id: id, machineName: name, titles: titles, kind: .text)
}

@Suite struct HeaderMatcherTests {
  private let wanted = [
    request(0, "tax_code", ["Mã số thuế", "MST", "Mã số doanh nghiệp"]),
    request(1, "employees_total", ["Tổng số lao động", "Số lao động"]),
    request(2, "si_debt", ["Số tiền chậm đóng", "Số tiền nợ"]),
  ]

  @Test(arguments: [
    "Mã số thuế", "MA SO THUE", "mã  số\nthuế", "Mã số thuế (MST)", "MST (Mã số thuế)", "tax_code",
    "Tax code", "TAX CODE",
    "Mã số thuế (1)", "Mã số thuế (*)", "\u{FEFF}MST",
  ])
  func spellingsOfATitleMatch(_ header: String) {
    let mapping = HeaderMatcher.match(["STT", header], wanted)
    #expect(mapping.columns == [1, nil, nil])
    #expect(mapping.missingRequests == [1, 2])
    #expect(mapping.unusedColumns == [0])
  }

  @Test(arguments: [
    "Số tiền nợ (đồng)", "Số tiền nợ (triệu đồng)", "Số tiền nợ triệu đồng", "Số tiền nợ [ĐVT: 1000đ]",
    "SỐ TIỀN NỢ (Đơn vị tính: tỷ đồng)", "Số tiền nợ (tính đến 31/12/2025) (đồng)",
  ])
  func unitsDoNotCount(_ header: String) {
    #expect(HeaderMatcher.match([header], wanted).columns == [nil, nil, 0])
  }

  @Test func laborIsNoUnitOfMoney() {
    #expect(HeaderMatcher.match(["Số lao động"], wanted).columns == [nil, 0, nil])
    #expect(HeaderMatcher.match(["Số lao động (người)"], wanted).columns == [nil, 0, nil])
  }

  @Test func otherWordsInParenthesesMayChangeTheMeaning() {
    let mapping = HeaderMatcher.match(["MST", "Số lao động (nữ)"], wanted)
    #expect(mapping.columns == [0, nil, nil])
    #expect(mapping.diagnostics.contains { $0.code == .columnNearlyMatches })
  }

  @Test func wholeTitleWinsOverTitleWithoutParentheses() {
    let mapping = HeaderMatcher.match(["Số tiền nợ (đồng)", "Số tiền nợ"], wanted)
    #expect(mapping.columns[2] == 1)
  }

  @Test func oneFieldWithTwoColumnsIsReported() {
    let mapping = HeaderMatcher.match(["MST", "Mã số thuế", "Số tiền nợ"], wanted)
    #expect(mapping.columns == [nil, nil, 2])
    let found = mapping.diagnostics.filter { $0.code == .fieldMatchesTwoColumns }
    #expect(found.count == 1)
    #expect(found.first?.headline.contains("`MST` (column 1)") == true)
  }

  @Test func oneColumnForTwoFieldsIsReported() {
    let both = wanted + [request(3, "debt_2", ["Số tiền nợ"])]
    let mapping = HeaderMatcher.match(["MST", "Số tiền nợ"], both)
    #expect(mapping.columns == [0, nil, nil, nil])
    #expect(mapping.diagnostics.contains { $0.code == .columnMatchesTwoFields })
  }

  @Test func missingAndUnusedColumnsAreListed() {
    let mapping = HeaderMatcher.match(["MST", "Ghi chú", ""], wanted, file: "a.csv")
    #expect(
      mapping.diagnostics.map(\.headline) == [
        "`a.csv`: no column for `employees_total`, `si_debt`", "`a.csv`: columns not used: `Ghi chú`",
      ])
  }
}
