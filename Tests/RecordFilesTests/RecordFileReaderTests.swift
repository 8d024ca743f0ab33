import Diagnostics
import RecordFiles
import Testing

/// Columns of a debtor list.
private let debtors = [
  ColumnRequest(id: 10, machineName: "tax_code", titles: ["Mã số thuế", "MST"], kind: .taxCode),
  ColumnRequest(id: 11, machineName: "firm_name", titles: ["Tên doanh nghiệp", "Tên đơn vị"], kind: .text),
  ColumnRequest(
    id: 12, machineName: "si_debt", titles: ["Số tiền nợ"],
    kind: .number(NumberForm(decimals: 0, range: 0...10_000_000_000_000, quantity: .money))),
  ColumnRequest(id: 13, machineName: "reminded", titles: ["Đã đôn đốc"], kind: .truth),
]

/// A list as agencies send it.
private let agencyList = """
  \u{FEFF}BẢO HIỂM XÃ HỘI TỈNH X;;;;
  ;;;;
  DANH SÁCH ĐƠN VỊ NỢ;;;;
  Đơn vị tính: nghìn đồng;;;;
  STT;Mã số thuế;Tên đơn vị;Số tiền nợ;Đã đôn đốc
  (1);(2);(3);(4);(5)
  1;3000000005;Công ty A;1.234;x
  2;300000001;"Công ty ""B""
  chi nhánh";5.000,5;
  ;;;;
  STT;Mã số thuế;Tên đơn vị;Số tiền nợ;Đã đôn đốc
  3;3,00E+09;Công ty C;7;x
  4;3000000007;Công ty D;bảy;x
  5;;Công ty E;7;x
  6;3000000008;Công ty F;7
  7;3000000009;Công ty G, H;7;x;y
  8;3000000010;Công ty I;7;x;;
  ;;Tổng cộng;99;

  """

@Suite struct RecordFileReaderTests {
  @Test func aListAsAgenciesSendItIsReadWhole() throws {
    for ending in ["\n", "\r\n"] {
      for batch in [1, 2, 3, 256] {
        var limits = ReadingLimits()
        limits.batchRecords = batch
        let read = try table(
          agencyList.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: ending),
          debtors,
          limits)
        #expect(read.layout.dialect.delimiter == 0x3B)
        #expect(read.layout.dialect.hasByteOrderMark)
        #expect(read.layout.headerLine == 5)
        #expect(read.keys == ["3000000005", "0300000001", "3000000007"])
        #expect(read.lines == [7, 8, 13])
        #expect(texts(read, 1) == ["Công ty A", "Công ty \"B\" chi nhánh", "Công ty D"])
        #expect(numbers(read, 2) == [1_234_000, 5_000_500, CellValue.bad])
        #expect(numbers(read, 3) == [1, CellValue.blank, 1])
        #expect(read.columns[2].report.unitMultiplier == 1000)
        #expect(
          read.rejects.kept.map { "\($0.line) \($0.severity) \($0.code)" } == [
            "12 row FR226", "13 cell FR230", "14 row FR224", "15 row FR220", "16 row FR221", "17 row FR221",
          ])
        #expect(read.rejects.kept[1].rawText == "bảy")
        #expect(read.rejects.kept[1].column == "Số tiền nợ")
        #expect(read.rejects.kept[0].rawText == "3;3,00E+09;Công ty C;7;x")
        #expect(read.account[.title] == 3)
        #expect(read.account[.blank] == 2)
        #expect(read.account[.unit] == 1)
        #expect(read.account[.repeatedHeader] == 1)
        #expect(read.account[.total] == 1)
      }
    }
  }

  @Test(arguments: [",", ";", "\t", "|"])
  func delimitersAreFound(_ delimiter: String) throws {
    let lines = [
      ["Mã số thuế", "Tên đơn vị", "Số tiền nợ"], ["3000000005", "\"A, B; C|D\"", "\"1.234,5\""],
      ["3000000006", "E", "\"7.000\""],
    ]
    let text = lines.map { $0.joined(separator: delimiter) }.joined(separator: "\n")
    let read = try table(text, debtors)
    #expect(read.layout.dialect.delimiterName == (delimiter == "\t" ? "TAB" : delimiter))
    #expect(texts(read, 1) == ["A, B; C|D", "E"])
  }

  @Test func unitsMayStandInALineOfTheirOwn() throws {
    let read = try table("MST,Tên đơn vị,Số tiền nợ\n,,(triệu đồng)\nA,B,1\n3000000005,X,\"1,5\"\n", debtors)
    #expect(numbers(read, 2) == [1_500_000])
    #expect(read.account[.unit] == 1)
    #expect(read.rejects.kept.map(\.code) == [.keyMalformed])
  }

  @Test func totalsAreToldFromFirmsWhoseNameStartsAlike() throws {
    let text = """
      STT,MST,Tên đơn vị,Số tiền nợ
      1,3000000005,Công ty Cộng,5
      2,3000000006,Tổng cộng,5
      Cộng,,,10
      Tổng số:,,,10
      ,,"TỔNG CỘNG: 2 đơn vị",10
      3,,Công ty X,5
      """
    let read = try table(text, debtors)
    #expect(read.keys.count == 2)
    #expect(read.account[.total] == 3)
    #expect(read.rejects.kept.map(\.code) == [.keyBlank])
  }

  @Test func shortRowsAreReadOnlyWhereTheFileLeavesBlanksOut() throws {
    let head = "MST,Tên đơn vị,Số tiền nợ,Đã đôn đốc\n"
    let one = try table(head + "3000000005,A,5\n3000000006,B,6,x\n", debtors)
    #expect(one.rejects.kept.map(\.code) == [.rowTooShort])
    let many = try table(
      head + "3000000005,A,5\n3000000006,B\n3000000007,C,6,x\n3000000008\n3000000009,x,Công ty\n", debtors)
    #expect(many.keys == ["3000000005", "3000000006", "3000000007", "3000000008"])
    #expect(many.rejects.kept.map(\.code) == [.rowTooShort])
    #expect(many.layout.dropsTrailingBlanks)
    let untitled = try table("MST,Tên đơn vị,,\n3000000005,A\n3000000006,B,,\n", debtors)
    #expect(untitled.keys.count == 2)
  }

  @Test func blankCellsBeyondTheHeaderAreReadOnlyWhereTheFileAddsThem() throws {
    let head = "MST,Tên đơn vị,Số tiền nợ\n"
    // The third row has gained a delimiter, and its last cell happens to be blank.
    let one = try table(head + "3000000005,A,5\n3000000006,B,6\n3000000007,,C,\n", debtors)
    #expect(one.rejects.kept.map(\.code) == [.rowTooWide])
    let all = try table(
      head + "3000000005,A,5,\n3000000006,B,6,\n3000000007,,C,\n3000000008,D,7,,\n", debtors)
    #expect(all.keys == ["3000000005", "3000000006", "3000000008"])
    #expect(all.rejects.kept.map(\.code) == [.rowTooWide])
    #expect(all.layout.addsTrailingBlanks)
    let form = NumberForm(decimals: 3, range: 0...1_000_000_000)
    let factor = ColumnRequest(id: 1, machineName: "x", titles: ["Hệ số"], kind: .number(form))
    let sampled = try table(
      "MST,Hệ số\n3000000005,1.234,\n3000000006,1.5,\n3000000007,2,\n", [debtors[0], factor])
    #expect(numbers(sampled, 1) == [1234, 1500, 2000])
  }

  @Test func aRowWhoseQuotesCutATextIsRejected() throws {
    let head = "MST,Tên đơn vị,Số tiền nợ\n"
    let lost = try table(head + "3000000005\"A, B\",5\n", debtors)
    #expect(lost.rejects.kept.map(\.code) == [.rowCutByQuotes])
    let inches = try table(head + "3000000005,Ống 5\" và 6\",5\n", debtors)
    #expect(texts(inches, 1) == ["Ống 5\" và 6\""])
  }

  @Test func bytesThatAreNotTextSpoilTheirCellOnly() throws {
    var bytes = Array("MST,Tên đơn vị,Số tiền nợ\n3000000005,A".utf8)
    bytes += [0xFF, 0x2C, 0x35, 0x0A]
    bytes +=
      Array("3000000006,B".utf8) + [0x00] + Array(",6\n3000000".utf8) + [0xC3, 0x28] + Array(",C,7\n".utf8)
    let read = try table(bytes, debtors)
    #expect(read.keys == ["3000000005", "3000000006"])
    #expect(texts(read, 1) == [nil, nil])
    #expect(numbers(read, 2) == [5, 6])
    #expect(read.rejects.kept.map(\.code) == [.cellNotUTF8, .cellZeroByte, .keyNotText])
    #expect(read.rejects.kept.map(\.rawText) == ["A\\xFF", "B\\x00", "3000000\\xC3(,C,7"])
  }

  @Test func quotesThatWereNotDoubledAreReadWhereOnlyOneReadingIsLeft() throws {
    let read = try table(
      "MST,Tên đơn vị,Số tiền nợ\n3000000005,\"Công ty \"Hoa Sen\"\",5\n3000000006,\"A\" B,6\n3000000007,\"C\" ,7\n",
      debtors)
    #expect(texts(read, 1) == ["Công ty \"Hoa Sen\"", nil, "C"])
    #expect(read.rejects.kept.map(\.code) == [.cellStrayQuote])
  }

  @Test func columnsThatTheFileLacksAreMissing() throws {
    let read = try table("MST\n3000000005\n", debtors)
    #expect(read.keys == ["3000000005"])
    guard case .missing = read.columns[2].values else {
      Issue.record("the file has no such column")
      return
    }
    #expect(read.findings.contains { $0.code == .columnMissing })
  }

  @Test func aListWithoutItsKeyIsRefused() {
    #expect(
      throws: InputError.noKeyColumn(
        path: "list.csv", line: 1, key: "tax_code", titles: debtors[0].titles,
        headers: ["Tên đơn vị", "Số tiền nợ"])
    ) {
      try table("Tên đơn vị,Số tiền nợ\nA,5\n", debtors)
    }
  }

  @Test func aRowOfSmallNumbersIsDataWhereNoTaxCodeSaysOtherwise() throws {
    let read = try table("Tên đơn vị,Số tiền nợ\n1,2\n3,4\n", [debtors[1], debtors[2]])
    #expect(texts(read, 0) == ["1", "3"])
    let numbered = try table("Tên đơn vị,Số tiền nợ\n(1),(2)\nA,4\n", [debtors[1], debtors[2]])
    #expect(texts(numbered, 0) == ["A"])
  }

  @Test func aListMayHaveNoKey() throws {
    let read = try table("Tên đơn vị,Số tiền nợ\nA,5\nTổng cộng,5\n,\n", [debtors[1], debtors[2]])
    #expect(read.keys.isEmpty)
    #expect(texts(read, 0) == ["A"])
    #expect(read.account[.total] == 1)
  }

  @Test func otherKeysAreText() throws {
    let key = ColumnRequest(id: 1, machineName: "si_unit_code", titles: ["Mã đơn vị"], kind: .code)
    let read = try table("Mã đơn vị,Số tiền nợ\n TA 0012 ,5\n,6\n", [key, debtors[2]])
    #expect(read.keys == ["TA 0012"])
    #expect(read.rejects.kept.map(\.code) == [.keyBlank])
  }

  @Test func wrongCheckDigitsAreAFindingAndNoReject() throws {
    let read = try table("MST,Số tiền nợ\n3000000006,5\n3000000005,5\n", debtors)
    #expect(read.rowCount == 2)
    #expect(
      read.findings.filter { $0.code == .checkDigitsWrong }.map(\.headline) == [
        "`list.csv`: 1 tax codes have a wrong check digit"
      ])
  }

  @Test func rejectsAreCountedBeyondTheLimit() throws {
    var limits = ReadingLimits()
    limits.keptRejects = 2
    let read = try table("MST,Số tiền nợ\n" + String(repeating: "abc,5\n", count: 7), debtors, limits)
    #expect(read.rejects.kept.count == 2)
    #expect(read.rejects.count == 7)
    #expect(read.findings.contains { $0.code == .rejectsNotKept })
  }

  @Test func offsetsLeadBackToTheRows() throws {
    let text = "MST,Tên đơn vị\n3000000005,\"A\nB\"\n3000000006,C\n"
    let read = try table(text, debtors)
    #expect(read.offsets == [20, 37])
    #expect(read.lines == [2, 4])
  }

  @Test func aFormatOfTheTailIsSeenInTheSamples() throws {
    // The head leaves `1.234` open with room for three decimals; only rows far behind it prove the dot to be decimal.
    let form = NumberForm(decimals: 3, range: 0...1_000_000_000)
    let wanted = [debtors[0], ColumnRequest(id: 1, machineName: "x", titles: ["Hệ số"], kind: .number(form))]
    let text =
      "MST,Hệ số\n" + String(repeating: "3000000005,1.234\n", count: 25_000)
      + String(repeating: "3000000005,1.5\n", count: 25_000)
    let read = try table(text, wanted)
    #expect(numbers(read, 1).first == 1234)
    #expect(numbers(read, 1).last == 1500)
    #expect(read.rejects.count == 0)
  }

  @Test func everyCodeIsInTheCatalogue() {
    for number in Array(200...208) + Array(210...216) + Array(220...228) + Array(230...243) + Array(245...250)
      + Array(255...258)
    {
      let entry = DiagnosticCatalogue.entry(for: "FR\(number)")
      #expect(entry != nil)
      #expect((entry?.explanation.count ?? 0) > 60)
    }
  }
}
