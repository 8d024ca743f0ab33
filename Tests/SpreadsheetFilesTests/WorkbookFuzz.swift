import RecordFiles

@testable import SpreadsheetFiles

/// What the fuzzer of workbooks calls with bytes of any kind; also compiled by `Tests/Fuzzing/run.sh`.
///
/// Bytes that begin like an archive are opened as they are. Anything else is the text of up to four parts with a zero byte
/// between them (rows or whole sheet, shared texts, styles, workbook), packed into a sound archive, since a fuzzer that
/// has to guess check sums never reaches a cell.
enum WorkbookFuzz {
  /// Gives what must hold and does not.
  static func run(_ bytes: [UInt8]) -> String? {
    guard bytes.count > 2 else { return nil }
    let isPacked = bytes.starts(with: [0x50, 0x4B]) || bytes.starts(with: [0x1F, 0x8B])
    guard let file = isPacked ? bytes : packed(bytes) else { return nil }
    let held = open(file, memory: 1 << 20)
    guard held == open(file, memory: 16) else { return "a spooled sheet reads otherwise" }
    guard case .text(let text, _) = held else { return nil }
    return text.utf8.count <= limits.sheetBytes ? nil : "a sheet is larger than its bound"
  }

  private enum Outcome: Equatable {
    case text(String, findings: Int)
    case refused(String)
    case fault(String)
  }

  private static let limits: UnpackLimits = {
    var limits = UnpackLimits()
    limits.sheetBytes = 1 << 18
    limits.partBytes = 1 << 20
    limits.listBytes = 1 << 20
    limits.freeBytes = 1 << 18
    limits.textBytes = 1 << 18
    return limits
  }()

  private static func open(_ file: [UInt8], memory: Int) -> Outcome {
    var limits = limits
    limits.memoryBytes = memory
    var options = ReadingOptions()
    do throws(InputError) {
      let list = try ListFile.open(InputBytes(file, path: "fuzz.xlsx"), options: &options, limits: limits)
      let reading = try? RecordFileReader.readText(list.input, options: options) { _ in }
      if let reading, !reading.account.balances { return .fault("records are not accounted for") }
      let text = list.input.withBytes { String(decoding: $0, as: UTF8.self) }
      return .text(text, findings: list.findings.count)
    } catch { return .refused(error.diagnostic.headline) }
  }

  private static let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

  private static func packed(_ bytes: [UInt8]) -> [UInt8]? {
    let pieces = bytes.split(separator: 0, maxSplits: 3, omittingEmptySubsequences: false).map(Array.init)
    var sheet = pieces[0]
    if !sheet.starts(with: Array("<worksheet".utf8)), !sheet.starts(with: Array("<?xml".utf8)) {
      sheet = Array("<worksheet><sheetData>".utf8) + sheet + Array("</sheetData></worksheet>".utf8)
    }
    let kinds = [("worksheet", "s.xml"), ("sharedStrings", "t.xml"), ("styles", "f.xml")]
    let links = kinds.prefix(pieces.count).enumerated().map { place, kind in
      "<Relationship Id=\"r\(place)\" Type=\"\(relations)/\(kind.0)\" Target=\"\(kind.1)\"/>"
    }
    let main =
      "<workbook xmlns:r=\"\(relations)\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"r0\"/></sheets></workbook>"
    var writer = ZIPWriter()
    func add(_ name: String, _ bytes: [UInt8]) {
      writer.startPart(name)
      writer.append(bytes)
      writer.endPart()
    }
    add("xl/workbook.xml", pieces.count > 3 ? pieces[3] : Array(main.utf8))
    add("xl/_rels/workbook.xml.rels", Array("<Relationships>\(links.joined())</Relationships>".utf8))
    add("xl/s.xml", sheet)
    if pieces.count > 1 { add("xl/t.xml", pieces[1]) }
    if pieces.count > 2 { add("xl/f.xml", pieces[2]) }
    return writer.finish()
  }
}
