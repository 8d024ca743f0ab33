import Diagnostics
import RecordFiles
import Testing

@testable import SpreadsheetFiles

/// Every code from FR340 to FR369: a file that causes it, and advice in the finding.
@Suite("Messages of damaged workbooks") struct WorkbookMessagesTests {
  private static let plain = RawWorkbook(rows: "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>")
  private static let sheet = "xl/worksheets/sheet1.xml"

  private static func sheets(_ entries: String) -> RawWorkbook {
    plain.with(
      "xl/workbook.xml",
      "<workbook xmlns:r=\"\(RawWorkbook.relations)\"><sheets>\(entries)</sheets></workbook>"
    ).with(
      "xl/_rels/workbook.xml.rels",
      RawWorkbook.rels([("worksheet", "worksheets/sheet1.xml"), ("worksheet", "worksheets/sheet2.xml")])
    ).with("xl/worksheets/sheet2.xml", plain.parts.first { $0.name == sheet }?.text ?? "")
  }

  /// The findings that a file causes, as an error or beside its list.
  private static func findings(
    _ bytes: [UInt8], sheet: String? = nil, limits: UnpackLimits = UnpackLimits(),
    for requests: [ColumnRequest] = []
  ) -> [Diagnostic] {
    do throws(InputError) {
      return try opened(bytes, sheet: sheet, for: requests, limits: limits).findings
    } catch { return [error.diagnostic] }
  }

  private static func cell(_ content: String, formats: [String] = [], after: String = "") throws
    -> [Diagnostic]
  {
    let rows = "<row r=\"1\"><c r=\"A1\"\(content)</c></row><row r=\"2\"><c r=\"A2\"><v>2</v></c></row>"
    return findings(try RawWorkbook(rows: rows, after: after, formats: formats).bytes())
  }

  static func causes() throws -> [String: [Diagnostic]] {
    var small = UnpackLimits()
    small.listBytes = 10
    let list = try archive([("a.csv", Array("MST,Tên\n1,a\n".utf8))])
    var secret = list
    secret[6] |= 1
    let directory = Int(list[list.count - 6]) | Int(list[list.count - 5]) << 8
    secret[directory + 8] |= 1
    var odd = list
    odd[directory + 10] = 9
    odd[8] = 9
    let two = "<sheet name=\"a\" r:id=\"r0\"/><sheet name=\"b\" r:id=\"r1\"/>"
    let hidden = "<sheet name=\"a\" r:id=\"r0\"/><sheet name=\"b\" state=\"hidden\" r:id=\"r1\"/>"
    let key = ColumnRequest(id: 0, machineName: "tax_code", titles: ["MST"], kind: .taxCode)
    let titled =
      "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>MST</v></c></row><row r=\"2\"><c r=\"A2\" t=\"str\"><v>1</v></c></row>"
    let chosen = try sheets(two).with(sheet, "<worksheet><sheetData>\(titled)</sheetData></worksheet>")
      .bytes()
    return [
      "FR340": findings(Array(list.dropLast(30))), "FR341": findings(secret), "FR342": findings(odd),
      "FR343": findings(list, limits: small),
      "FR344": findings(try archive([("a.csv", [1]), ("b.csv", [2])])),
      "FR345": findings([0x1F, 0x8B, 8, 0, 0, 0]),
      "FR350": findings(try plain.without(sheet).bytes()),
      "FR351": findings(try plain.with(sheet, "<worksheet><sheetData><row></c>").bytes()),
      "FR352": findings(try plain.with(sheet, "<!DOCTYPE a><worksheet/>").bytes()),
      "FR353": findings(try RawWorkbook(rows: "<row r=\"1048577\"/>").bytes()),
      "FR354": findings(try plain.bytes(), sheet: "Hai"), "FR355": findings(try sheets(two).bytes()),
      "FR356": findings(try sheets(two).bytes(), for: [key]),
      "FR357": findings(try archive([("mimetype", Array("application/vnd.oasis.opendocument.text".utf8))])),
      "FR358": findings(Array("MST\n1\n".utf8), sheet: "Một"), "FR360": findings(chosen, for: [key]),
      "FR361": findings(
        try RawWorkbook(rows: "<row r=\"1\" hidden=\"1\"><c r=\"A1\"><v>1</v></c></row>").bytes()),
      "FR362": findings(try sheets(hidden).bytes()), "FR363": try cell("><f>A2</f>"),
      "FR364": try cell("><v>1</v>", after: "<mergeCells><mergeCell ref=\"A1:A2\"/></mergeCells>"),
      "FR365": try cell(" t=\"str\"><v>1.234,5</v>"),
      "FR366": try cell(" s=\"1\"><v>1</v>", formats: ["#,##0,"]),
      "FR367": try cell(" t=\"e\"><v>#REF!</v>"),
    ]
  }

  @Test("Every code is caused here, and its finding says what to do")
  func all() throws {
    let causes = try Self.causes()
    for (code, findings) in causes.sorted(by: { $0.key < $1.key }) {
      let found = findings.first { $0.code.id == code }
      #expect(found?.help.isEmpty == false, "\(code): \(findings.map(\.headline))")
    }
    let wanted = DiagnosticCatalogue.entries.map(\.code.id).filter { "FR340"..."FR369" ~= $0 }
    // FR346 needs a full disk, FR347 two lists on one command line, FR359 a computer without a library:
    // `DamagedInputMessagesTests` says which tests cause them.
    #expect(Set(causes.keys).union(["FR346", "FR347", "FR359"]) == Set(wanted))
  }
}
