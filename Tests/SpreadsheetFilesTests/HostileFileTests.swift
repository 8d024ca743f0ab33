import Diagnostics
import Foundation
import RecordFiles
import TestSupport
import Testing

@testable import SpreadsheetFiles

@Suite("Hostile and damaged workbooks")
struct HostileFileTests {
  private let plain = RawWorkbook(rows: "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>")

  @Test("A file that was cut off anywhere is an error and nothing else")
  func cutOff() throws {
    let bytes = try fixture("openpyxl-kinds.xlsx")
    for end in stride(from: 0, to: bytes.count, by: 100) {
      #expect(failure(Array(bytes[..<end])) != nil || end < 4, "cut after \(end) bytes")
    }
  }

  @Test("Damaged bytes never crash, and a change is found by a check sum or a rule")
  func damagedBytes() throws {
    let whole = text(try opened(fixture("openpyxl-kinds.xlsx"), sheet: "Danh sách"))
    let bytes = try fixture("openpyxl-kinds.xlsx")
    var random = SeededGenerator(seed: 4)
    for _ in 0..<400 {
      var damaged = bytes
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        damaged[Int.random(in: 4..<damaged.count, using: &random)] ^=
          1 << UInt8.random(in: 0..<8, using: &random)
      }
      if let list = try? opened(damaged, sheet: "Danh sách") { #expect(text(list) == whole) }
    }
  }

  @Test("Damaged XML inside a sound archive never crashes")
  func damagedParts() throws {
    let workbook = RawWorkbook(
      rows: "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"1\"><v>46300</v></c></row>",
      after: "<mergeCells><mergeCell ref=\"A1:A3\"/></mergeCells>", texts: "<sst><si><t>abc</t></si></sst>",
      formats: ["dd/mm/yyyy"])
    var random = SeededGenerator(seed: 5)
    for _ in 0..<600 {
      let place = Int.random(in: 0..<workbook.parts.count, using: &random)
      var bytes = Array(workbook.parts[place].text.utf8)
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0x20...0x7E, using: &random)
      }
      let part = workbook.parts[place].name
      _ = try failure(workbook.with(part, String(decoding: bytes, as: UTF8.self)).bytes())
    }
  }

  @Test(
    "A document type is refused before any entity is read",
    arguments: [
      "<!DOCTYPE worksheet>", "\u{FEFF}<?xml version=\"1.0\"?><!-- <a> --><!DOCTYPE a [<!ENTITY b \"c\">]>",
      "<?xml version=\"1.0\"?>\n<!DOCTYPE lolz [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
        + "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;\">]>",
      "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>",
    ])
  func documentTypes(prolog: String) throws {
    let sheet =
      prolog + "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData></worksheet>"
    #expect(try failure(plain.with("xl/worksheets/sheet1.xml", sheet).bytes()) == .workbookHasDoctype)
    #expect(try failure(plain.with("xl/styles.xml", prolog + "<a/>").bytes()) == .workbookHasDoctype)
  }

  @Test("An entity that nobody declared, and a part in another encoding, are damage")
  func entitiesAndEncodings() throws {
    let rows =
      "<worksheet><sheetData><row r=\"1\"><c t=\"str\"><v>&xxe;</v></c></row></sheetData></worksheet>"
    #expect(try failure(plain.with("xl/worksheets/sheet1.xml", rows).bytes()) == .workbookPartDamaged)
    let styles: [UInt8] =
      [0xFF, 0xFE] + "<!DOCTYPE a><a/>".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let others = plain.without("xl/styles.xml").parts.map { ($0.name, Array($0.text.utf8)) }
    #expect(try failure(archive(others + [("xl/styles.xml", styles)])) == .workbookPartDamaged)
  }

  @Test("Elements inside each other without end are refused")
  func depth() throws {
    let deep = String(repeating: "<a>", count: 100_000)
    #expect(try failure(plain.with("xl/worksheets/sheet1.xml", deep).bytes()) == .workbookPartDamaged)
  }

  @Test(
    "A part that is missing is named",
    arguments: [
      "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml", "xl/styles.xml",
    ])
  func missingParts(part: String) throws {
    // Without its main part the archive is not known as a workbook, unless it lists the types of its parts.
    let workbook = plain.with("[Content_Types].xml", "<Types/>").without(part)
    #expect(try failure(workbook.bytes()) == .workbookPartMissing)
  }

  @Test("A part that is the sheet of two names is refused")
  func sharedPart() throws {
    let sheets = "<sheet name=\"a\" r:id=\"r0\"/><sheet name=\"b\" r:id=\"r0\"/>"
    let main = "<workbook xmlns:r=\"\(RawWorkbook.relations)\"><sheets>\(sheets)</sheets></workbook>"
    #expect(try failure(plain.with("xl/workbook.xml", main).bytes()) == .workbookPartDamaged)
  }

  @Test("Names of parts are no paths")
  func paths() throws {
    #expect(Relationships.resolve("../../../etc/passwd", in: "xl") == "etc/passwd")
    #expect(Relationships.resolve("/xl/./worksheets/../a.xml", in: "xl") == "xl/a.xml")
    let workbook = plain.with(
      "xl/_rels/workbook.xml.rels", RawWorkbook.rels([("worksheet", "../../../../../etc/passwd")]))
    #expect(try failure(workbook.bytes()) == .workbookPartMissing)
    let list = try opened(archive([("../../evil.csv", Array("MST,Tên\n0100109106,A\n".utf8))]))
    #expect(text(list).hasPrefix("MST"))
    #expect(!FileManager.default.fileExists(atPath: "../../evil.csv"))
  }

  @Test(
    "Rows and cells out of their order are refused",
    arguments: [
      "<row r=\"2\"/><row r=\"1\"/>", "<row r=\"1\"/><row r=\"1\"/>", "<row r=\"0\"/>", "<row r=\"-1\"/>",
      "<row r=\"99999999999999999999\"/>", "<row r=\"1\"><c r=\"B1\"/><c r=\"A1\"/></row>",
      "<row r=\"1\"><c r=\"A2\"/></row>", "<row r=\"1\"><c r=\"A\"/></row>",
      "<row r=\"1\"><c r=\"AAAA1\"/></row>",
      "<c r=\"A1\"/>", "<row r=\"1\"><c r=\"A1\"><c r=\"B1\"/></c></row>",
      "<row r=\"1\"><c t=\"s\"><v>0</v></c></row>", "<row r=\"1\"><c t=\"s\"><v>-1</v></c></row>",
    ])
  func disorder(rows: String) throws {
    #expect(try failure(RawWorkbook(rows: rows).bytes()) == .workbookPartDamaged)
  }

  @Test(
    "More rows and columns than a sheet has are refused",
    arguments: [
      "<row r=\"1048577\"/>", "<row r=\"1\"><c r=\"XFE1\"/></row>",
    ])
  func tooLarge(rows: String) throws {
    #expect(try failure(RawWorkbook(rows: rows).bytes()) == .workbookTooLarge)
  }

  @Test("A sheet that would become endless text stops at its bound")
  func wideSheet() throws {
    // Every row holds one cell, each in another column: a small file, and a text of rows times columns.
    let rows = (1...3_000).map {
      "<row r=\"\($0)\"><c r=\"\(SheetPlaces.letters($0))\($0)\"><v>1</v></c></row>"
    }
    var limits = UnpackLimits()
    limits.sheetBytes = 1 << 20
    #expect(failure(try RawWorkbook(rows: rows.joined()).bytes(), limits: limits) == .workbookTooLarge)
  }

  @Test("Texts, sheets and styles beyond their bounds are refused")
  func bounds() throws {
    let texts = "<sst>" + String(repeating: "<si><t>abc</t></si>", count: 50) + "</sst>"
    let bytes = try RawWorkbook(rows: "<row><c t=\"s\"><v>1</v></c></row>", texts: texts).bytes()
    var limits = UnpackLimits()
    limits.texts = 10
    #expect(failure(bytes, limits: limits) == .workbookTooLarge)
    limits = UnpackLimits()
    limits.sheets = 0
    #expect(failure(bytes, limits: limits) == .workbookTooLarge)
    limits = UnpackLimits()
    limits.parts = 3
    #expect(failure(bytes, limits: limits) == .unpackedTooLarge)
    #expect(failure(bytes) == nil)
  }

  @Test("Spooled through a file, a sheet reads the same")
  func spooled() throws {
    var limits = UnpackLimits()
    limits.memoryBytes = 16
    let list = try opened(fixture("openpyxl-kinds.xlsx"), sheet: "Danh sách", limits: limits)
    #expect(text(list) == text(try opened(fixture("openpyxl-kinds.xlsx"), sheet: "Danh sách")))
  }
}

@Suite("Packed lists")
struct PackedListTests {
  private func zipped(_ files: [(String, String)]) throws -> [UInt8] {
    try archive(files.map { ($0.0, Array($0.1.utf8)) })
  }

  /// `MST,Tên\n1,a\n` packed by the program gzip.
  private let gzip: [UInt8] = Array(
    Data(base64Encoded: "H4sIAAAAAAACA/MNDtEJObwqj8tQJ5ELAO5Lx4YNAAAA") ?? Data())

  @Test("One list in an archive is read, clutter beside it or not")
  func oneList() throws {
    let bytes = try zipped([
      ("__MACOSX/._a.csv", "x"), ("thư mục/", ""), ("thư mục/a.csv", "a,b\n"), (".DS_Store", "x"),
    ])
    #expect(text(try opened(bytes)) == "a,b\n")
    #expect(failure(try zipped([("a.csv", "x"), ("b.csv", "y")])) == .archiveNotOneList)
    #expect(failure(try zipped([("README/", "")])) == .archiveNotOneList)
  }

  @Test("A workbook in an archive is read, and an endless nest of archives is not")
  func nested() throws {
    var bytes = try archive([("a.xlsx", fixture("openpyxl-kinds.xlsx"))])
    #expect(try opened(bytes, sheet: "Danh sách").input.sheet?.sheet == "Danh sách")
    for level in 0..<3 { bytes = try archive([("\(level).zip", bytes)]) }
    #expect(failure(bytes) == .archiveNotOneList)
  }

  @Test("Other office files are named")
  func otherFormats() throws {
    #expect(
      failure(
        try zipped([("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", "<a/>")]))
        == .workbookOtherFormat)
    #expect(
      failure(try zipped([("[Content_Types].xml", "<a/>"), ("xl/workbook.bin", "x")])) == .workbookOtherFormat
    )
    let word = RawWorkbook.rels([("officeDocument", "word/document.xml")])
    #expect(
      failure(
        try zipped([("[Content_Types].xml", "<a/>"), ("_rels/.rels", word), ("word/document.xml", "<a/>")]))
        == .workbookOtherFormat)
  }

  @Test("A gzip file that was cut off or changed is refused")
  func gzipFiles() throws {
    let list = try opened(gzip)
    #expect(text(list).hasPrefix("MST"))
    #expect(text(try opened(gzip + gzip)).utf8.count == 2 * text(list).utf8.count)
    #expect(text(try opened(gzip + [0, 0, 0])) == text(list))
    #expect(failure(gzip + [1]) == .gzipDamaged)
    for end in 4..<gzip.count { #expect(failure(Array(gzip[..<end])) == .gzipDamaged) }
    for place in 10..<gzip.count {
      var changed = gzip
      changed[place] ^= 0x10
      // The last bits of the packed data may mean nothing.
      if let same = try? opened(changed) { #expect(text(same) == text(list), "byte \(place)") }
    }
  }

  @Test("What unpacks to too much is refused before it is unpacked")
  func bombs() throws {
    var limits = UnpackLimits()
    limits.freeBytes = 1 << 16
    let zeros = String(repeating: "0", count: 1 << 22)
    #expect(failure(try zipped([("a.csv", zeros)]), limits: limits) == .unpackedTooLarge)
    let sheet = "<worksheet><sheetData>" + String(repeating: " ", count: 1 << 22) + "</sheetData></worksheet>"
    let workbook = RawWorkbook(rows: "").with("xl/worksheets/sheet1.xml", sheet)
    #expect(failure(try workbook.bytes(), limits: limits) == .unpackedTooLarge)
    limits = UnpackLimits()
    limits.listBytes = 1_000
    #expect(failure(try zipped([("a.csv", zeros)]), limits: limits) == .unpackedTooLarge)
  }

  @Test("An archive whose table of contents lies is refused")
  func lies() throws {
    let bytes = try zipped([("a.csv", "a,b\n1,2\n"), (".b", "x")])
    /// Changes the bytes of the table of contents.
    func changed(_ offset: Int, _ value: [UInt8]) -> DiagnosticCode? {
      var bytes = bytes
      let start = Int(bytes[bytes.count - 6]) | Int(bytes[bytes.count - 5]) << 8
      bytes.replaceSubrange(start + offset..<start + offset + value.count, with: value)
      return failure(bytes)
    }
    #expect(changed(8, [1, 8]) == .archiveEncrypted)
    #expect(changed(10, [9, 0]) == .archiveMethodUnknown)
    #expect(changed(16, [0, 0, 0, 0]) == .archiveDamaged)
    #expect(changed(20, [1, 0, 0, 0]) == .archiveDamaged)
    #expect(changed(20, [200, 0, 0, 0]) == .archiveDamaged)
    #expect(changed(24, [1, 0, 0, 0]) == .archiveDamaged)
    #expect(changed(24, [255, 255, 255, 127]) == .archiveDamaged)
    #expect(changed(24, [255, 255, 255, 255]) == .archiveDamaged)
    #expect(changed(42, [1, 0, 0, 0]) == .archiveDamaged)
    #expect(failure(bytes + [0]) == .archiveDamaged)
    // Both entries of the table name the same bytes.
    let second = 46 + 5
    #expect(changed(second + 42, [0, 0, 0, 0]) == .archiveDamaged)
    #expect(failure(try zipped([("a.csv", "x"), ("A.CSV", "y")])) == .archiveDamaged)
  }

  @Test("A workbook with a password is named")
  func password() {
    var bytes = [UInt8](repeating: 0, count: 2_048)
    bytes.replaceSubrange(0..<4, with: [0xD0, 0xCF, 0x11, 0xE0])
    bytes.replaceSubrange(1_152..<1_184, with: "EncryptedPackage".utf16.flatMap { [UInt8($0), 0] })
    #expect(failure(bytes) == .archiveEncrypted)
  }
}
