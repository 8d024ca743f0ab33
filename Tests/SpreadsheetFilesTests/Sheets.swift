import Diagnostics
import Foundation
import RecordFiles

@testable import SpreadsheetFiles

/// Workbooks in the making, part by part, as careless and hostile programs make them.
struct RawWorkbook {
  var parts: [(name: String, text: String)] = []

  static let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

  /// A workbook with one sheet of the given rows, and optional styles, texts and what follows the rows.
  init(
    rows: String, after: String = "", before: String = "", texts: String? = nil, formats: [String] = [],
    is1904: Bool = false
  ) {
    let codes = formats.enumerated().map { place, code in
      "<numFmt numFmtId=\"\(164 + place)\" formatCode=\"\(code.replacingOccurrences(of: "\"", with: "&quot;"))\"/>"
    }
    let styles = (["<xf numFmtId=\"0\"/>"] + formats.indices.map { "<xf numFmtId=\"\(164 + $0)\"/>" })
      .joined()
    parts = [
      ("_rels/.rels", Self.rels([("officeDocument", "xl/workbook.xml")])),
      (
        "xl/workbook.xml",
        "<workbook xmlns:r=\"\(Self.relations)\"><workbookPr date1904=\"\(is1904 ? 1 : 0)\"/>"
          + "<sheets><sheet name=\"Một\" sheetId=\"1\" r:id=\"r0\"/></sheets></workbook>"
      ),
      (
        "xl/_rels/workbook.xml.rels",
        Self.rels(
          [("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")]
            + (texts == nil ? [] : [("sharedStrings", "/xl/sharedStrings.xml")]))
      ),
      (
        "xl/styles.xml",
        "<styleSheet><numFmts>\(codes.joined())</numFmts><cellXfs>\(styles)</cellXfs></styleSheet>"
      ),
      ("xl/worksheets/sheet1.xml", "<worksheet>\(before)<sheetData>\(rows)</sheetData>\(after)</worksheet>"),
    ]
    if let texts { parts.append(("xl/sharedStrings.xml", texts)) }
  }

  static func rels(_ targets: [(type: String, target: String)]) -> String {
    let entries = targets.enumerated().map { place, target in
      "<Relationship Id=\"r\(place)\" Type=\"\(relations)/\(target.type)\" Target=\"\(target.target)\"/>"
    }
    return "<Relationships>\(entries.joined())</Relationships>"
  }

  /// The bytes of the workbook.
  func bytes() throws -> [UInt8] { try archive(parts.map { ($0.name, Array($0.text.utf8)) }) }

  /// Replaces a part, or adds it.
  func with(_ name: String, _ text: String) -> RawWorkbook {
    var changed = self
    changed.parts.removeAll { $0.name == name }
    changed.parts.append((name, text))
    return changed
  }

  func without(_ name: String) -> RawWorkbook {
    var changed = self
    changed.parts.removeAll { $0.name == name }
    return changed
  }
}

/// An archive of the given parts.
func archive(_ parts: [(name: String, bytes: [UInt8])]) throws -> [UInt8] {
  var writer = ZIPWriter()
  for part in parts {
    writer.startPart(part.name)
    writer.append(part.bytes)
    writer.endPart()
  }
  guard let bytes = writer.finish() else { throw CocoaError(.fileWriteUnknown) }
  return bytes
}

/// Opens bytes as a list.
func opened(
  _ bytes: [UInt8], sheet: String? = nil, for requests: [ColumnRequest] = [],
  limits: UnpackLimits = UnpackLimits()
) throws(InputError) -> OpenedList {
  var options = ReadingOptions()
  return try ListFile.open(
    InputBytes(bytes, path: "list.xlsx"), sheet: sheet, for: requests, options: &options, limits: limits)
}

/// The text that a list is read as.
func text(_ list: OpenedList) -> String { list.input.withBytes { String(decoding: $0, as: UTF8.self) } }

/// The text of the only sheet of a workbook.
func text(_ workbook: RawWorkbook) throws -> String { text(try opened(workbook.bytes())) }

/// The code of the reason why a list cannot be opened; nil when it can.
func failure(_ bytes: [UInt8], sheet: String? = nil, limits: UnpackLimits = UnpackLimits()) -> DiagnosticCode?
{
  do throws(InputError) {
    _ = try opened(bytes, sheet: sheet, limits: limits)
    return nil
  } catch { return error.diagnostic.code }
}

/// The bytes of a recorded workbook.
func fixture(_ name: String) throws -> [UInt8] {
  let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures")
  return Array(try Data(contentsOf: folder.appendingPathComponent(name)))
}
