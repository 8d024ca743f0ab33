import RecordFiles
import Testing

@Suite struct ColumnMappingTests {
  static let text = """
    # a comment
    mapping 1
    source unions
    file delimiter ";"
    file header-rows 1

    column 1 "MST" is tax_code
    column 2 "Có \\"CĐ\\"" is has_union blank no
    column 3 "Quỹ" is fund decimal comma unit 1000
    column 4 "Kỳ" is sent period last   # the end of the quarter
    column 5 "Ghi chú" is not read

    """
  static let requests: [ColumnRequest] = [
    ColumnRequest(id: 0, machineName: "tax_code", titles: ["Mã số thuế"], kind: .taxCode),
    ColumnRequest(id: 1, machineName: "has_union", titles: ["Công đoàn"], kind: .truth),
    ColumnRequest(
      id: 2, machineName: "fund", titles: ["Kinh phí"],
      kind: .number(NumberForm(decimals: 0, range: 0...1_000_000_000, quantity: .money))),
    ColumnRequest(id: 3, machineName: "sent", titles: ["Ngày"], kind: .date),
  ]
  static let list = """
    Ghi chú;MST;Có "CĐ";Quỹ;Kỳ
    ;3000000005;x;1,5;Quý II/2026
    ;3000000006;;1.234;06/2026

    """

  private func read(_ list: String, _ mapping: String = text) throws -> RecordTable {
    var options = ReadingOptions()
    options = try ColumnMapping(text: mapping, path: "unions.map").completing(options)
    return try RecordFileReader.read(
      InputBytes(Array(list.utf8), path: "list.csv"), Self.requests, options: options)
  }

  @Test func whatIsWrittenIsReadAgain() throws {
    let mapping = try ColumnMapping(text: Self.text, path: "unions.map")
    #expect(try ColumnMapping(text: mapping.text, path: "unions.map") == mapping)
    #expect(mapping.source == "unions")
    #expect(mapping.columns.map(\.field) == ["tax_code", "has_union", "fund", "sent", nil])
  }

  @Test func aMappingDecidesFieldsAndFormats() throws {
    let read = try read(Self.list)
    #expect(read.keys == ["3000000005", "3000000006"])
    #expect(numbers(read, 1) == [1, 0])
    #expect(numbers(read, 2) == [1500, 1_234_000])
    #expect(numbers(read, 3) == [20634, 20634])
    #expect(read.mapping.confidences == [.mapped, .mapped, .mapped, .mapped])
    #expect(read.findings.allSatisfy { $0.severity == .note || $0.code == .checkDigitsWrong })
  }

  @Test func withoutAChoiceBlanksAndPeriodsStayUnknown() throws {
    let plain = Self.text.replacing(" blank no", with: "").replacing(" period last", with: "")
    let read = try read(Self.list, plain)
    #expect(numbers(read, 1) == [1, CellValue.blank])
    #expect(numbers(read, 3) == [CellValue.bad, CellValue.bad])
  }

  @Test func aColumnThatIsGoneStopsTheReading() {
    let renamed = Self.list.replacing("Quỹ", with: "Quỹ 2%")
    #expect {
      try read(renamed)
    } throws: { error in
      guard case .mappingMisfit(_, "unions.map", let reasons)? = error as? InputError else { return false }
      return reasons.first == "no column has the title `Quỹ`, which gives `fund`"
    }
  }

  @Test func aTitleThatStandsTwiceIsTakenOnlyAtItsPlace() throws {
    let twice = Self.list.replacing("Ghi chú;", with: "Quỹ;")
    #expect(throws: InputError.self) { try read(twice) }
    let atPlace = "MST;Có \"CĐ\";Quỹ;Kỳ;Quỹ\n3000000005;x;1,5;06/2026;9\n"
    #expect(try numbers(read(atPlace), 2) == [1500])
  }

  @Test func newColumnsAreAWarning() throws {
    let more = "MST;Có \"CĐ\";Quỹ;Kỳ;Số vụ\n3000000005;x;1,5;06/2026;9\n"
    #expect(try read(more).findings.map(\.code).contains(.columnsNotInMapping))
  }

  @Test(arguments: [
    ("", "the line `mapping 1` is missing"), ("mapping 2\n", "line 1: `mapping` is not understood"),
    ("mapping 1\ncolumn x\n", "line 2: a column is written"),
    ("mapping 1\ncolumn 1 \"A\n", "line 2: a quote is not closed"),
    ("mapping 1\ncolumn 1 \"A\" is a blank yes\n", "line 2: `blank yes` is not understood"),
    ("mapping 1\ncolumn 1 \"A\" is a\ncolumn 2 \"B\" is a\n", "two columns give the field `a`"),
    ("mapping 1\nfile encoding klingon\n", "line 2: the encoding"),
    ("mapping 1\ncolumn 1 \"A\" is a unit 7\n", "line 2"),
    ("mapping 1\ncolumn 1 \"A\" is \"two words\"\n", "line 2: `is` takes the name"),
  ])
  func aMappingThatCannotBeUnderstoodIsNamedLineByLine(_ text: String, _ reason: String) {
    #expect {
      try ColumnMapping(text: text, path: "x.map")
    } throws: { error in
      guard case .mappingMalformed("x.map", let reasons)? = error as? InputError else { return false }
      return reasons.contains { $0.hasPrefix(reason) }
    }
  }
}
