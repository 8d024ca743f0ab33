import Diagnostics
import RecordFiles
import Testing

/// The ways in which agencies write cells, one line each: what a cell gives, or the code under which it is listed.
@Suite("Formats of agency lists") struct ListedFormatsTests {
  /// A column of one kind, and what becomes of its first cell.
  struct Format: CustomTestStringConvertible, Sendable {
    let cell: String
    let kind: CellKind
    var title = "Cột"
    var others: [String] = []
    let outcome: Outcome

    enum Outcome: Hashable, Sendable {
      case number(Int64)
      case date(Int, Int, Int)
      case blank
      case listed(DiagnosticCode)
    }

    var testDescription: String { "\(title): \(cell)" }

    init(_ cell: String, _ kind: CellKind, title: String = "Cột", others: [String] = [], _ outcome: Outcome) {
      self.cell = cell
      self.kind = kind
      self.title = title
      self.others = others
      self.outcome = outcome
    }
  }

  static let money = CellKind.number(
    NumberForm(decimals: 0, range: -1_000_000_000_000...1_000_000_000_000, quantity: .money))
  static let count = CellKind.number(NumberForm(decimals: 0, range: -1_000_000...1_000_000))

  static let numbers: [Format] = [
    Format("1.234.567", money, .number(1_234_567)), Format("1,234,567", money, .number(1_234_567)),
    Format("1 234 567", money, .number(1_234_567)), Format("1\u{A0}234\u{A0}567", money, .number(1_234_567)),
    Format("1.234.567,00", money, .number(1_234_567)), Format("1.234.567 đ", money, .number(1_234_567)),
    Format("(1.234)", count, others: ["2.345"], .number(-1234)), Format("-", count, .blank),
    Format("–", money, .blank), Format("-1.234", count, others: ["2.345"], .number(-1234)),
    Format("1.250", money, title: "Số tiền (nghìn đồng)", .number(1_250_000)),
    Format("1,5", money, title: "Số tiền (triệu đồng)", .number(1_500_000)),
    Format("1,5", money, title: "Thu nhập (tr.đ)", .number(1_500_000)),
    Format("2,25", money, title: "Số tiền (tỷ đồng)", .number(2_250_000_000)),
    Format("2,25", money, title: "Số tiền (tỉ đồng)", .number(2_250_000_000)),
    Format("1.250", money, title: "Số tiền (đồng)", .number(1_250)),
    Format("1,23E+09", count, .listed(.cellRounded)), Format("12,5", count, .listed(.cellTooPrecise)),
  ]

  static let dates: [Format] = [
    Format("05/06/2026", .date, .date(2026, 6, 5)), Format("5/6/26", .date, .date(2026, 6, 5)),
    Format("05-06-2026", .date, .date(2026, 6, 5)), Format("05.06.2026", .date, .date(2026, 6, 5)),
    Format("2026-06-05", .date, .date(2026, 6, 5)), Format("05/06/2026 00:00:00", .date, .date(2026, 6, 5)),
    Format("ngày 05 tháng 6 năm 2026", .date, .date(2026, 6, 5)),
    Format("Huế, ngày 5 tháng 6 năm 2026", .date, .date(2026, 6, 5)),
    Format("46178", .date, .date(2026, 6, 5)),
    Format("06/2026", .date, .listed(.cellPeriod)), Format("Quý II/2026", .date, .listed(.cellPeriod)),
    Format("tháng 6/2026", .date, .listed(.cellPeriod)), Format("năm 2026", .date, .listed(.cellPeriod)),
    Format("06/25/2026", .date, others: ["05/06/2026", "07/06/2026"], .listed(.cellMonthFirst)),
    Format(
      "05/06/2026", .date, others: ["06/25/2026", "06/26/2026", "06/27/2026"], .listed(.cellMonthFirst)),
  ]

  static let words: [Format] =
    ["Có", "có", "C", "x", "X", "v", "✓", "1", "Đạt", "Đã", "Rồi", "Yes"].map {
      Format($0, .truth, .number(1))
    }
    + ["Không", "KHONG", "K", "0", "Chưa đạt", "Chưa", "No"].map { Format($0, .truth, .number(0)) }
    + [Format("", .truth, others: ["Có"], .blank), Format("có lẽ", .truth, .listed(.cellNotTruth))]

  @Test("A cell gives what is written, or is listed", arguments: numbers + dates + words)
  func format(_ format: Format) throws {
    var text = "MST;\(format.title);Khác\n"
    for (row, cell) in ([format.cell] + format.others).enumerated() {
      text += "\(3_000_000_005 + row);\(cell);a\n"
    }
    let requests = [
      ColumnRequest(id: 0, machineName: "tax_code", titles: ["MST"], kind: .taxCode),
      ColumnRequest(id: 1, machineName: "column", titles: ["Cột", "Số tiền", "Thu nhập"], kind: format.kind),
    ]
    let table = try RecordFileReader.read(InputBytes(Array(text.utf8), path: "list.csv"), requests)
    guard case .numbers(let values) = table.columns[1].values, let value = values.first else {
      Issue.record("no column: \(table.findings.map(\.headline))")
      return
    }
    let codes = table.rejects.kept.filter { $0.line == 2 }.map(\.code)
    switch format.outcome {
    case .number(let number): #expect(value == number && codes.isEmpty, "\(codes)")
    case .blank: #expect(value == CellValue.blank && codes.isEmpty)
    case .date(let year, let month, let day):
      var writer = CSVWriter(marksByteOrder: false)
      writer.date(days: value == CellValue.bad ? 0 : value)
      let two = { (number: Int) in (number < 10 ? "0" : "") + "\(number)" }
      #expect(
        String(decoding: writer.bytes, as: UTF8.self) == "\(year)-\(two(month))-\(two(day))", "\(codes)")
    case .listed(let code): #expect(value == CellValue.bad && codes == [code], "\(codes)")
    }
  }

  @Test(
    "A tax code has one written form, and what is no code is listed",
    arguments: [
      ("0123456789", "0123456789"), ("0123456789-001", "0123456789-001"), ("0123456789001", "0123456789-001"),
      ("123456789", "0123456789"), ("'0123456789", "0123456789"), ("0123 456 789", "0123456789"),
      ("012345678901", "012345678901"), ("12345678901", "012345678901"), ("1,23E+09", "FR226"),
      ("12345", "FR225"), ("01234567AB", "FR225"), ("0123456789-1", "FR225"), ("", "FR224"),
    ])
  func taxCodes(cell: String, outcome: String) throws {
    let text = "MST;Tên\n\(cell);a\n"
    let requests = [ColumnRequest(id: 0, machineName: "tax_code", titles: ["MST"], kind: .taxCode)]
    let table = try RecordFileReader.read(InputBytes(Array(text.utf8), path: "list.csv"), requests)
    #expect(table.keys + table.rejects.kept.map(\.code.id) == [outcome])
  }

  @Test("A wrong check digit is said, and the row is used")
  func checkDigits() throws {
    let text = "MST;Tên\n0100109106;đúng\n0100109107;sai\n0100109107-001;sai\n012345678901;cá nhân\n"
    let requests = [ColumnRequest(id: 0, machineName: "tax_code", titles: ["MST"], kind: .taxCode)]
    let table = try RecordFileReader.read(InputBytes(Array(text.utf8), path: "list.csv"), requests)
    #expect(table.keys.count == 4 && table.rejects.count == 0)
    let said = table.findings.first { $0.code == .checkDigitsWrong }
    #expect(said?.headline.contains("2 tax codes") == true && said?.severity == .warning)
  }

  @Test(
    "Composed and decomposed letters are one text, and titles are compared without case, accents and marks")
  func letters() throws {
    let decomposed = "To\u{302}\u{309}ng so\u{302}\u{301} lao đo\u{323}\u{302}ng"
    #expect(HeaderFolding.fold(decomposed) == HeaderFolding.fold("TỔNG SỐ LAO ĐỘNG"))
    #expect(HeaderFolding.fold("Thoả ước") == HeaderFolding.fold("Thỏa ước"))
    let text = "MST;Tên\n0100109106;Hoà\n0100109107;Hoa\u{300}\n"
    let requests = [
      ColumnRequest(id: 0, machineName: "tax_code", titles: ["MST"], kind: .taxCode),
      ColumnRequest(id: 1, machineName: "name", titles: ["Tên"], kind: .text),
    ]
    let table = try RecordFileReader.read(InputBytes(Array(text.utf8), path: "list.csv"), requests)
    guard case .texts(let codes, _) = table.columns[1].values else {
      Issue.record("no text")
      return
    }
    #expect(codes == [0, 0])
  }
}
