import Diagnostics
import Foundation
import RecordFiles
import Testing

@testable import SpreadsheetFiles

@Suite("Sheets as text")
struct SheetTextTests {
  private func cells(_ cells: String, formats: [String] = [], is1904: Bool = false) throws -> String {
    let workbook = RawWorkbook(rows: "<row r=\"1\">\(cells)</row>", formats: formats, is1904: is1904)
    return String(try text(workbook).dropLast())
  }

  @Test(
    "Stored numbers are plain decimals of at most fifteen digits",
    arguments: [
      ("1234567", "1234567"), ("1.1000000000000001", "1.1"), ("0.30000000000000004", "0.3"),
      ("1.2345E+7", "12345000"), ("5.431", "5.4310"), ("-0", "0"), ("1E-3", "0.0010"), ("0.5", "0.5"),
      ("12345678901234567", "12345678901234567"), ("1.2345678901234568E+16", "12345678901234600"),
      ("9.9999999999999999", "10"), ("-2.50", "-2.5"), ("1e400", "1" + String(repeating: "0", count: 400)),
      ("1e401", "1e401"), ("NaN", "NaN"), ("0x10", "0x10"),
    ])
  func numbers(stored: String, shown: String) throws {
    #expect(try cells("<c r=\"A1\"><v>\(stored)</v></c>") == "\"\(shown)\"")
  }

  @Test(
    "The number format decides what a number means",
    arguments: [
      ("dd/mm/yyyy", "46300", "2026-10-05"), ("dd/mm/yyyy;@", "46300.5", "2026-10-05"),
      ("dd/mm/yyyy hh:mm", "46300.5", "2026-10-05 12:00:00"), ("h:mm AM/PM", "0.75", "18:00:00"),
      ("[h]:mm:ss", "1.5", "36:00:00"), ("mmm yyyy", "46300", "2026-10-05"), ("mm", "46300", "2026-10-05"),
      ("\"ngày\" dd \"tháng\" mm", "46300", "2026-10-05"), ("[$-42A]d mmmm yyyy", "46300", "2026-10-05"),
      ("#,##0\\ \"đồng\"", "46300", "46300"), ("[Red]#,##0", "46300", "46300"), ("#,##0_d", "46300", "46300"),
      ("0.00E+00", "46300", "46300"), ("General", "46300", "46300"), ("0.0%", "0.085", "8.5%"),
      ("#,##0,", "1234567", "1234.5670"), ("#,##0.0,,", "1500000", "1.5"),
      ("0000000000", "100109106", "0100109106"),
      ("0000000000\\-000", "101234567001", "0101234567-001"), ("00", "-5", "-5"),
      ("dd/mm/yyyy", "60", "1900-02-29"),
      ("dd/mm/yyyy", "0", "1900-01-00"), ("dd/mm/yyyy", "1", "1900-01-01"), ("dd/mm/yyyy", "-1", "-1"),
      ("dd/mm/yyyy", "2958466", "2958466"), ("@", "46300", "46300"),
    ])
  func formats(format: String, stored: String, shown: String) throws {
    #expect(try cells("<c r=\"A1\" s=\"1\"><v>\(stored)</v></c>", formats: [format]) == "\"\(shown)\"")
  }

  @Test("Days of the 1904 calendar start four years later")
  func calendar1904() throws {
    let cell = "<c r=\"A1\" s=\"1\"><v>0</v></c><c r=\"B1\" s=\"1\"><v>44838</v></c>"
    #expect(try cells(cell, formats: ["yyyy-mm-dd"], is1904: true) == "\"1904-01-01\",2026-10-05")
  }

  @Test("Texts, truths, errors and stored values of formulas keep their words")
  func kinds() throws {
    let row =
      "<c r=\"A1\" t=\"inlineStr\"><is><t>a</t><rPh><t>hint</t></rPh></is></c>"
      + "<c t=\"inlineStr\"><is><r><t>giàu </t></r><r><t>định dạng</t></r></is></c>"
      + "<c t=\"b\"><v>1</v></c><c t=\"e\"><v>#N/A</v></c><c t=\"str\"><f>A1</f><v>x&amp;y</v></c>"
      + "<c><f>1+1</f><v>2</v></c><c t=\"d\"><v>2026-10-05T00:00:00</v></c>"
      + "<c t=\"str\"><v>hai_x000D_\ndòng</v></c><c t=\"str\"><v>_x005F_x000D_</v></c>"
    #expect(
      try cells(row)
        == "\"a\",giàu định dạng,TRUE,#N/A,x&y,2,2026-10-05,\"hai\ndòng\",_x000D_")
  }

  @Test("Columns and rows without content are left out and the places still lead to the cell")
  func places() throws {
    let workbook = RawWorkbook(
      rows: "<row r=\"2\"><c r=\"B2\"><v>1</v></c><c r=\"E2\" t=\"str\"><v>a\nb</v></c></row><row r=\"7\"/>"
        + "<row r=\"9\"><c r=\"C9\" s=\"3\"/><c r=\"E9\"><v>2</v></c></row>")
    let list = try opened(workbook.bytes())
    #expect(text(list) == "\"1\",\"a\nb\"\n,2\n")
    #expect(list.input.sheet == SheetPlaces(sheet: "Một", rows: [2, 2, 9], columns: [2, 5]))
    #expect(list.input.sheet?.reference(column: 1, line: 3) == "E9")
  }

  @Test("Words of merged rows are repeated and amounts are not")
  func merges() throws {
    let rows =
      "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>0100109106</v></c><c r=\"B1\"><v>5</v></c><c r=\"C1\"><v>1</v></c></row>"
      + "<row r=\"2\"><c r=\"C2\"><v>2</v></c></row><row r=\"3\"><c r=\"C3\"><v>3</v></c></row>"
    let merged = "<mergeCells><mergeCell ref=\"A1:A2\"/><mergeCell ref=\"B1:B2\"/></mergeCells>"
    let list = try opened(RawWorkbook(rows: rows, after: merged).bytes())
    #expect(text(list) == "\"0100109106\",5,1\n0100109106,,2\n,,3\n")
    #expect(list.findings.map(\.code) == [.mergedCells])
  }

  @Test("What a reader of the sheet would not see is said")
  func findings() throws {
    let rows =
      "<row r=\"1\" hidden=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><f>A1</f></c></row>"
      + "<row r=\"2\"><c r=\"A2\" t=\"str\"><v>1.234</v></c><c r=\"B2\" t=\"e\"><v>#REF!</v></c>"
      + "<c r=\"C2\" s=\"1\"><v>1000</v></c></row>"
    let before = "<cols><col min=\"2\" max=\"2\" hidden=\"1\"/><col min=\"9\" max=\"9\" hidden=\"1\"/></cols>"
    let list = try opened(RawWorkbook(rows: rows, before: before, formats: ["0,"]).bytes())
    #expect(
      list.findings.map(\.code) == [
        .hiddenCellsRead, .formulaWithoutValue, .errorValues, .scaledNumbers, .numbersAsText,
      ])
    #expect(
      list.findings[0].headline.hasSuffix(
        "1 hidden rows from row 1 on and hidden columns B are read like the others"))
    #expect(list.findings[1].headline.contains("B1") && list.findings[2].headline.contains("B2"))
  }

  @Test("Rejects of a sheet name its cell")
  func rejects() throws {
    let rows =
      "<row r=\"3\"><c r=\"B3\" t=\"str\"><v>MST</v></c><c r=\"D3\" t=\"str\"><v>Số tiền</v></c></row>"
      + "<row r=\"8\"><c r=\"B8\" t=\"str\"><v>0100109106</v></c><c r=\"D8\" t=\"str\"><v>abc</v></c></row>"
      + "<row r=\"9\"><c r=\"D9\"><v>5</v></c></row>"
    let list = try opened(RawWorkbook(rows: rows).bytes())
    let requests = [
      ColumnRequest(id: 0, machineName: "tax_code", titles: ["MST"], kind: .taxCode),
      ColumnRequest(
        id: 1, machineName: "amount", titles: ["Số tiền"],
        kind: .number(NumberForm(decimals: 0, range: 0...1_000_000, quantity: .money))),
    ]
    let table = try RecordFileReader.read(list.input, requests)
    #expect(table.rejects.kept.map(\.sheet) == ["Một", "Một"])
    #expect(table.rejects.kept.map(\.line) == [8, 9])
    #expect(table.rejects.kept.map(\.cell) == ["D8", "B9"])
  }
}

@Suite("Choice of a sheet")
struct SheetChoiceTests {
  @Test("A sheet is found by its name, whatever the case of its letters")
  func named() throws {
    let bytes = try fixture("two-months.xlsx")
    #expect(text(try opened(bytes, sheet: "t10")).contains("Công ty T10"))
    #expect(failure(bytes, sheet: "T11") == .sheetUnknown)
    #expect(failure(Array("a,b\n1,2\n".utf8), sheet: "T1") == .sheetOfNoWorkbook)
  }

  @Test("Two sheets that could be the list are an error that names both")
  func ambiguous() throws {
    let requests = [ColumnRequest(id: 0, machineName: "tax_code", titles: ["MST"], kind: .taxCode)]
    do {
      _ = try opened(fixture("two-months.xlsx"), for: requests)
      Issue.record("a sheet was chosen")
    } catch let error as InputError {
      #expect(error.diagnostic.code == .sheetAmbiguous)
      #expect(error.diagnostic.headline.hasSuffix("could be the list: `T09`, `T10`"))
    }
  }

  @Test("The one sheet with the key is read and hidden ones are named")
  func chosen() throws {
    let requests = [ColumnRequest(id: 0, machineName: "tax_code", titles: ["MST"], kind: .taxCode)]
    let list = try opened(fixture("openpyxl-kinds.xlsx"), for: requests)
    #expect(list.input.sheet?.sheet == "Danh sách")
    #expect(
      list.findings.map(\.code) == [.hiddenSheets, .hiddenCellsRead, .formulaWithoutValue, .numbersAsText])
  }
}

@Suite("Workbooks of other programs")
struct OtherProgramsTests {
  @Test("openpyxl: shared texts, styles, a formula without value")
  func openpyxl() throws {
    let expected = """
      "DANH SÁCH DOANH NGHIỆP",,,,
      MST,Tên doanh nghiệp,Ngày ký,Số tiền,Có nợ
      0100109106,"Công ty A, ""B"" và C",2026-10-05,1234567,TRUE
      0100109107,"Công ty
      hai dòng",2026-10-06 13:05:07,5.4310,FALSE
      0100109108-001, khoảng trắng ,07/10/2026,1.234.567,

      """
    let list = try opened(fixture("openpyxl-kinds.xlsx"), sheet: "Danh sách")
    #expect(text(list) == expected)
    #expect(list.input.sheet?.rows == [1, 3, 4, 5, 5, 6])
  }

  @Test("XlsxWriter: 1904, merged header, rich text, percent, stored values, a chart sheet")
  func xlsxWriter() throws {
    let expected = """
      "MST",Bảo hiểm xã hội,,Tỷ lệ,Nghìn đồng
      ,Số tiền nợ,Ngày đôn đốc,,
      0100109106,900,2026-01-03,8.5%,1234.5670
      0100109106,,2026-01-04,8.5%,1234.5670
      0100109106,,2026-01-05,8.5%,1234.5670
      0100109107,1800.5,chưa,#N/A,

      """
    #expect(text(try opened(fixture("xlsxwriter-1904.xlsx"))) == expected)
  }
}

@Suite("Workbook writer")
struct WorkbookWriterTests {
  @Test("What is written is read again")
  func roundTrip() throws {
    var writer = WorkbookWriter()
    writer.startSheet("Tháng [10]/2026")
    writer.append(title: "Tiêu đề & <phụ>", over: 3)
    writer.append([.text("0100109106"), .number(-5), .day(20_731), .truth(true), .plainNumber(99)])
    writer.append([.blank, .text(" \u{1}_x000D_\r\n\"\u{FFFE}ø"), .day(-30_000)])
    let written = writer.finish()
    let bytes = try #require(written)
    let list = try opened(bytes)
    #expect(
      text(list) == "\"Tiêu đề & <phụ>\",,,,\n0100109106,-5,2026-10-05,TRUE,99\n"
        + ",\" _x0001__x000D_\n\"\"\u{FFFD}ø\",1887-11-12,,\n")
    #expect(list.input.sheet?.sheet == "Tháng  10  2026")
  }

  @Test("The same rows give the same bytes, and long texts are cut and counted")
  func sameBytes() throws {
    func bytes() -> [UInt8]? {
      var writer = WorkbookWriter()
      writer.startSheet("a")
      for row in 0..<500 { writer.append([.number(Int64(row)), .text("Công ty \(row)")]) }
      return writer.finish()
    }
    #expect(bytes() == bytes())
    var writer = WorkbookWriter()
    writer.startSheet("a")
    writer.append([.text(String(repeating: "ê", count: 40_000))])
    #expect(writer.cutTexts == 1)
  }
}

extension WorkbookWriterTests {
  @Test("A set-up freezes, filters, links and names, and the cells stay what they are")
  func setUp() throws {
    var writer = WorkbookWriter(level: 1)
    let columns = [
      SheetSetup.Column(width: 12, name: "csv.tax_code"), .init(width: 9), .init(width: 9, isFolded: true),
    ]
    let setup = SheetSetup(
      columns: columns, frozenRows: 1, frozenColumns: 1, hasFilter: true,
      shades: [.init(column: 1, text: "rất \"cao\"", colour: 3)], printedColumns: 2)
    writer.startSheet("Một & hai", setup: setup)
    writer.append([.header("MST"), .header("Điểm"), .header("Mã")])
    writer.append(
      [.text("0100109106"), .decimal(-123, scale: 1), .share(3_333), .atLeast(7), .number(1 << 60)],
      links: [.init(column: 0, to: .init(sheet: "Một & hai", row: 1))])
    let written = writer.finish()
    let bytes = try #require(written)
    let parts = try ZIPArchive(InputBytes(bytes, path: "b.xlsx"), limits: UnpackLimits())
    let sheet = try #require(parts.entry(named: "xl/worksheets/sheet1.xml"))
    let xml = String(decoding: try parts.bytes(of: sheet, most: 1 << 20), as: UTF8.self)
    for piece in [
      "<pane xSplit=\"1\" ySplit=\"1\" topLeftCell=\"B2\"", "<autoFilter ref=\"A1:C2\"/>",
      "location=\"'Một &amp; hai'!A1\"", "<formula>&quot;rất &quot;&quot;cao&quot;&quot;&quot;</formula>",
      "hidden=\"1\" outlineLevel=\"1\"", "orientation=\"landscape\"", "paperSize=\"9\"",
    ] { #expect(xml.contains(piece), "\(piece)") }
    let read = text(try opened(bytes))
    #expect(read.contains("0100109106,-12.3,33.33%,7,1152921504606846976\n"))
  }

  @Test("What is drained piece by piece is the same file")
  func drained() throws {
    func fill(_ writer: inout WorkbookWriter, _ drain: (inout WorkbookWriter) throws -> Void) rethrows {
      for sheet in ["a", "b"] {
        writer.startSheet(sheet)
        for row in 0..<60_000 {
          writer.append([.number(Int64(row &* 2_654_435_761)), .text("Công ty \(row &* 40_503)")])
          if row % 1000 == 0 { try drain(&writer) }
        }
      }
    }
    var whole = WorkbookWriter(level: 1)
    fill(&whole) { _ in }
    let kept = whole.finish()
    let path = NSTemporaryDirectory() + "drained-\(UUID().uuidString).xlsx"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let file = try OutputFile(path: path)
    var streamed = WorkbookWriter(level: 1)
    try fill(&streamed) { try $0.drain(to: file) }
    try streamed.finish(to: file)
    try file.commit()
    let bytes = try #require(kept)
    #expect(bytes.count > 2 << 20)
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data(bytes))
  }
}
