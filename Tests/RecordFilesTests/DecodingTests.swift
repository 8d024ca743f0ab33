import RecordFiles
import Testing

/// A field with which the tests fill a column.
private func number(
  _ decimals: Int = 0, _ quantity: NumberForm.Quantity = .plain,
  range: ClosedRange<Int64> = -1_000_000_000_000_000...1_000_000_000_000_000
) -> CellKind {
  .number(NumberForm(decimals: decimals, range: range, quantity: quantity))
}

/// Reads one column of cells.
private func column(_ kind: CellKind, _ cells: [String], header: String = "X", none: [String] = []) throws
  -> [Int64]
{
  let text = header + "\tY\n" + cells.map { $0 + "\t1\n" }.joined()
  let request = ColumnRequest(id: 1, machineName: "x", titles: ["X"], kind: kind, noneWords: none)
  let y = ColumnRequest(id: 2, machineName: "y", titles: ["Y"], kind: .text)
  return numbers(try table(text, [request, y]), 0)
}

private let blank = CellValue.blank
private let bad = CellValue.bad

@Suite struct NumberDecodingTests {
  @Test func vietnameseStyleIsDecidedForTheColumn() throws {
    let read = try column(number(2), ["1.234.567,89", "1.234", "12,5", "7", "1,234,567.89", "0,125", "0,50"])
    #expect(read == [123_456_789, 123_400, 1250, 700, bad, bad, 50])
  }

  @Test func englishStyleIsDecidedForTheColumn() throws {
    let read = try column(number(2), ["1,234,567.89", "1,234", "12.5", "7", "1.234.567,89", "0.5"])
    #expect(read == [123_456_789, 123_400, 1250, 700, bad, 50])
  }

  @Test func openMoneyIsThousands() throws {
    #expect(try column(number(0, .money), ["1.234", "5.000"]) == [1234, 5000])
    #expect(try column(number(0, .money), ["1,234", "5,000"]) == [1234, 5000])
    #expect(try column(number(0, .money), ["1 234 567", "1\u{A0}234", "1'234"]) == [1_234_567, 1234, 1234])
  }

  @Test func threeDecimalsThatDoNotFitAreNeverCutOff() throws {
    #expect(try column(number(0), ["1.234.567", "1,000", "12,500"]) == [1_234_567, bad, bad])
  }

  @Test func groupsMustBeWhole() throws {
    let whole = [String](repeating: "1.234.567", count: 6)
    let read = try column(number(), whole + ["1.23.456", "12.34", "1234.567", "1..234", ".5", "1.", "0.123"])
    #expect(read == [Int64](repeating: 1_234_567, count: 6) + [Int64](repeating: bad, count: 7))
  }

  @Test func signsAndBracketsAreNegative() throws {
    #expect(
      try column(number(), ["-5", "(5)", "+5", "(1.234)", "\u{2212}5", "(-5)", "--5"]) == [
        -5, -5, 5, -1234, -5, bad, bad,
      ])
  }

  @Test func dashesAndBlanksAreBlank() throws {
    #expect(
      try column(number(), ["-", "–", " ", "", "\u{A0}", "--", "- -"]) == [
        blank, blank, blank, blank, blank, blank, bad,
      ])
  }

  @Test func wordsForNoneAreKnown() throws {
    #expect(
      try column(number(), ["-", "chưa", "CHUA", "5"], none: ["Chưa", "-"]) == [
        CellValue.none, CellValue.none, CellValue.none, 5,
      ])
  }

  @Test func unitsMayFollowWhereTheFieldHasThem() throws {
    #expect(
      try column(number(0, .money), ["5.000 đ", "5000VND", "5.000 đồng", "5000₫", "5000 usd"]) == [
        5000, 5000, 5000, 5000, bad,
      ])
    #expect(try column(number(1, .percent), ["85,5%", "85,5 %", "12", "1đ"]) == [855, 855, 120, bad])
    #expect(try column(number(), ["5đ", "5%", "5 người"]) == [bad, bad, bad])
  }

  @Test func headerUnitsMultiplyMoney() throws {
    #expect(
      try column(number(0, .money), ["12,5", "1,234567"], header: "X (triệu đồng)") == [
        12_500_000, 1_234_567,
      ])
    #expect(try column(number(0, .money), ["5", "0,0001"], header: "X (ĐVT: nghìn đồng)") == [5000, bad])
    #expect(try column(number(0, .money), ["1,5"], header: "X tỷ đồng") == [1_500_000_000])
    #expect(try column(number(0, .money), ["5"], header: "X (1000đ)") == [5000])
    #expect(try column(number(0, .money), ["5"], header: "X (triệu đồng/tháng)") == [5_000_000])
    #expect(try column(number(), ["5"], header: "X (người)") == [5])
  }

  @Test func decimalsBeyondTheFieldAreNotRounded() throws {
    #expect(try column(number(1), ["1,25", "1,20", "1,2"]) == [bad, 12, 12])
    #expect(try column(number(0), ["5.0", "7.00", "5.5"]) == [5, 7, bad])
  }

  @Test func scientificNotationIsReadOnlyWhenNothingIsLost() throws {
    #expect(
      try column(number(), ["1,23E+09", "1.5E7", "1.23456789E+08", "2e3", "1E+99", "1E-2"]) == [
        bad, 15_000_000, 123_456_789, 2000, bad, bad,
      ])
  }

  @Test func rangesAndOverflowAreChecked() throws {
    let read = try column(
      number(0, range: 0...100), ["0", "100", "101", "-1", "99999999999999999999999", "9223372036854775807"])
    #expect(read == [0, 100, bad, bad, bad, bad])
    #expect(
      try column(number(4, .money, range: 0...Int64.max), ["999999999999999999"], header: "X (tỷ đồng)") == [
        bad
      ])
  }

  @Test func wordsAreNoNumbers() throws {
    #expect(
      try column(number(), ["abc", "1a", "a1", "0x1p3", "nan", "1e", "E5", "1,2,3", "(", "()", "'5", "'"])
        == [bad, bad, bad, bad, bad, bad, bad, bad, bad, bad, 5, bad])
  }

  @Test func anUnknownStyleFollowsTheOtherColumns() throws {
    let text = "X\tY\n1.234\t5.5\n2.000\t7.25\n"
    let x = ColumnRequest(id: 1, machineName: "x", titles: [], kind: number(3))
    let y = ColumnRequest(id: 2, machineName: "y", titles: [], kind: number(2))
    let read = try table(text, [x, y])
    #expect(numbers(read, 0) == [1234, 2000])
    #expect(numbers(read, 1) == [550, 725])
    let alone = try table("X\tZ\n1.234\ta\n", [x])
    #expect(numbers(alone, 0) == [1_234_000])
    #expect(alone.findings.contains { $0.code == .columnFormatOpen })
  }
}

@Suite struct DateDecodingTests {
  private func days(_ year: Int, _ month: Int, _ day: Int) -> Int64 {
    GregorianDay.days(year: year, month: month, day: day) ?? 0
  }

  @Test func datesAreDayFirst() throws {
    let read = try column(
      .date,
      [
        "05/06/2026", "5/6/26", "31-12-1999", "01.02.2003", "2026-06-05", "2026/6/5", "1/1/70", "1/1/69",
        "'05/06/2026",
      ])
    #expect(
      read == [
        days(2026, 6, 5), days(2026, 6, 5), days(1999, 12, 31), days(2003, 2, 1), days(2026, 6, 5),
        days(2026, 6, 5),
        days(1970, 1, 1), days(2069, 1, 1), days(2026, 6, 5),
      ])
  }

  @Test func spreadsheetDayNumbersAreDates() throws {
    #expect(try column(.date, ["45000", "25569", "19999", "60001", "450000"]) == [19_431, 0, bad, bad, bad])
  }

  @Test func timesOfDayDoNotMoveTheDay() throws {
    #expect(
      try column(
        .date, ["2026-06-05 00:00:00", "05/06/2026 14:30", "2026-06-05T23:59:59.000", "05/06/2026 x"]) == [
          days(2026, 6, 5), days(2026, 6, 5), days(2026, 6, 5), bad,
        ])
  }

  @Test func impossibleDatesAreBad() throws {
    #expect(
      try column(.date, ["31/02/2026", "29/02/2025", "29/02/2024", "00/01/2026", "15/10/0206", "25/12/2025"])
        == [bad, bad, days(2024, 2, 29), bad, bad, days(2025, 12, 25)])
    #expect(
      try column(.date, ["abc", "5/2026", "1/2/3/4", "1/2", "5/6/026", "5/6-2026", "//", "1/2/99999"])
        == [Int64](repeating: bad, count: 8))
  }

  @Test func aColumnWithTheMonthFirstIsRefused() throws {
    let request = ColumnRequest(id: 1, machineName: "x", titles: ["X"], kind: .date)
    let read = try table("X\tY\n12/31/2025\t1\n01/02/2025\t1\n2025-01-02\t1\n", [request])
    #expect(numbers(read, 0) == [bad, bad, days(2025, 1, 2)])
    #expect(read.findings.contains { $0.code == .columnMonthFirst })
    #expect(read.rejects.kept.map(\.code) == [.cellMonthFirst, .cellMonthFirst])
    let mixed = try table("X\tY\n12/31/2025\t1\n31/12/2025\t1\n01/02/2025\t1\n", [request])
    #expect(numbers(mixed, 0) == [bad, days(2025, 12, 31), days(2025, 2, 1)])
    #expect(mixed.findings.contains { $0.code == .columnMonthFirst })
  }

  @Test func noneIsAWordOfTheField() throws {
    #expect(
      try column(.date, ["chưa", "không", "-", "", "abc"], none: ["chưa", "không"]) == [
        CellValue.none, CellValue.none, blank, blank, bad,
      ])
  }
}

@Suite struct WordDecodingTests {
  @Test func yesAndNoHaveManyWords() throws {
    #expect(
      try column(.truth, ["Có", "co", "C", "x", "X", "v", "1", "yes", "TRUE", "Đạt", "Đã", "Rồi"]) == [
        1, 1, 1, bad, bad, 1, 1, 1, 1, 1, 1, 1,
      ])
    #expect(
      try column(.truth, ["Không", "K", "0", "no", "false", "Chưa đạt", "Chưa", "không đạt"])
        == [Int64](repeating: 0, count: 8))
    #expect(try column(.truth, ["✓", "✔", "", "-", "có thể", "2"]) == [1, 1, blank, blank, bad, bad])
  }

  @Test func aCrossBesideTicksIsNotRead() throws {
    #expect(try column(.truth, ["v", "x", "✓"]) == [1, bad, 1])
    #expect(try column(.truth, ["x", "Không", "x"]) == [1, 0, 1])
  }

  @Test func aColumnOfMarksKeepsBlanksUnknownAndSaysSo() throws {
    let request = ColumnRequest(id: 1, machineName: "x", titles: ["X"], kind: .truth)
    let read = try table("X\tY\nx\t1\n\t1\nx\t1\n", [request])
    #expect(numbers(read, 0) == [1, blank, 1])
    #expect(read.columns[0].report.hasOnlyMarks)
    #expect(read.findings.contains { $0.code == .columnOnlyMarks })
  }

  @Test func choicesMatchFolded() throws {
    let kind = CellKind.choice([["I", "Vùng I", "1"], ["II", "Vùng II", "2"]])
    #expect(try column(kind, ["I", "vùng ii", "VUNG  I", "2", "", "III"]) == [0, 1, 0, 1, blank, bad])
  }

  @Test func textIsNormalAndCoded() throws {
    let text = ColumnRequest(id: 1, machineName: "t", titles: [], kind: .text, noneWords: ["không có"])
    let read = try table(
      "t;u\nCo\u{302}ng  ty A;1\nCông ty A;2\n;3\nKhông có;4\n\"a \"\"b\"\"\";5\n'=1+1;6\n", [text])
    #expect(texts(read, 0) == ["Công ty A", "Công ty A", nil, nil, "a \"b\"", "=1+1"])
    guard case .texts(let codes, let dictionary) = read.columns[0].values else { return }
    #expect(codes == [0, 0, TextCode.blank, TextCode.none, 1, 2])
    #expect(dictionary.texts.count == 3)
    #expect(dictionary.code(of: "Công ty A") == 0)
  }
}
