import RecordFiles

/// The value of a cell to be written.
public enum SheetValue: Hashable, Sendable {
  /// Nothing.
  case blank
  /// Text as it stands; digits stay text, with their leading zeros.
  case text(String)
  /// A title, shown in bold.
  case title(String)
  /// A whole number, shown with separators of thousands.
  case number(Int64)
  /// A code that was typed as a number, shown without separators.
  case plainNumber(Int64)
  /// A day, counted from 1970-01-01.
  case day(Int)
  /// Yes or no.
  case truth(Bool)
}

/// Writes an `.xlsx` workbook that spreadsheet programs open, sheet by sheet and row by row.
///
/// The same calls give the same bytes with the same zlib. The packed bytes are kept in memory, the sheets are not.
public struct WorkbookWriter: ~Copyable {
  /// Most letters of a cell in spreadsheet programs, in UTF-16 units; what is longer is cut there and counted.
  public static let mostLetters = 32_767
  /// Most rows of a sheet.
  public static let mostRows = SheetReader.mostRows

  /// Texts that were cut.
  public private(set) var cutTexts = 0
  private var archive = ZIPWriter()
  private var sheets: [String] = []
  private var merges: [String] = []
  private var row = 0
  private var line: [UInt8] = []

  /// Creates an empty workbook.
  public init() {}

  /// Starts a sheet and ends the one before.
  ///
  /// - Parameter name: letters that sheet names cannot have become spaces, and 31 letters are kept.
  public mutating func startSheet(_ name: String) {
    endSheet()
    let letters = name.map { "[]:*?/\\'".contains($0) ? " " : $0 }.prefix(31)
    sheets.append(String(letters))
    archive.startPart("xl/worksheets/sheet\(sheets.count).xml")
    archive.append(Array("\(Self.declaration)<worksheet xmlns=\"\(Self.main)\"><sheetData>".utf8))
    merges = []
    row = 0
  }

  /// Adds a row; blank cells take no room.
  public mutating func append(_ cells: [SheetValue]) {
    row += 1
    line.removeAll(keepingCapacity: true)
    for (place, value) in cells.enumerated() where value != .blank { append(value, column: place + 1) }
    guard !line.isEmpty else { return }
    archive.append(Array("<row r=\"\(row)\">".utf8))
    archive.append(line)
    archive.append(Array("</row>".utf8))
  }

  /// Adds a row with one title over several columns.
  public mutating func append(title: String, over columns: Int) {
    append([.title(title)])
    if columns > 1 { merges.append("A\(row):\(SheetPlaces.letters(columns))\(row)") }
  }

  /// The bytes of the workbook; nil when it has over 4 GiB.
  public mutating func finish() -> [UInt8]? {
    endSheet()
    writePart("[Content_Types].xml", contentTypes)
    writePart("_rels/.rels", Self.relations([("officeDocument", "xl/workbook.xml")]))
    writePart("xl/workbook.xml", workbook)
    writePart(
      "xl/_rels/workbook.xml.rels",
      Self.relations(
        sheets.indices.map { ("worksheet", "worksheets/sheet\($0 + 1).xml") } + [("styles", "styles.xml")]))
    writePart("xl/styles.xml", Self.styles)
    return archive.finish()
  }

  // MARK: - Cells

  private mutating func append(_ value: SheetValue, column: Int) {
    let place = "<c r=\"\(SheetPlaces.letters(column))\(row)\""
    switch value {
    case .blank: return
    case .text(let text): appendText(text, place)
    case .title(let text): appendText(text, place + " s=\"3\"")
    case .number(let number): line += Array("\(place) s=\"2\"><v>\(number)</v></c>".utf8)
    case .plainNumber(let number): line += Array("\(place)><v>\(number)</v></c>".utf8)
    case .day(let day):
      // Before March 1900 the calendars of spreadsheet programs differ.
      if day >= -25_508 {
        line += Array("\(place) s=\"1\"><v>\(day + 25_569)</v></c>".utf8)
      } else {
        appendText(SheetCalendar.iso(daysSince1970: day), place)
      }
    case .truth(let isTrue): line += Array("\(place) t=\"b\"><v>\(isTrue ? 1 : 0)</v></c>".utf8)
    }
  }

  private mutating func appendText(_ text: String, _ place: String) {
    if text.isEmpty { return }
    var kept = text[...]
    if text.utf16.count > Self.mostLetters {
      cutTexts += 1
      while kept.utf16.count > Self.mostLetters { kept.removeLast() }
    }
    line += Array("\(place) t=\"inlineStr\"><is><t xml:space=\"preserve\">".utf8)
    XMLText.append(String(kept), to: &line)
    line += Array("</t></is></c>".utf8)
  }

  // MARK: - Parts

  private mutating func endSheet() {
    guard !sheets.isEmpty else { return }
    archive.append(Array("</sheetData>".utf8))
    if !merges.isEmpty {
      let cells = merges.map { "<mergeCell ref=\"\($0)\"/>" }.joined()
      archive.append(Array("<mergeCells count=\"\(merges.count)\">\(cells)</mergeCells>".utf8))
    }
    archive.append(Array("</worksheet>".utf8))
    archive.endPart()
  }

  private mutating func writePart(_ name: String, _ text: String) {
    archive.startPart(name)
    archive.append(Array((Self.declaration + text).utf8))
    archive.endPart()
  }

  private static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
  private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let package = "http://schemas.openxmlformats.org/package/2006"

  private var contentTypes: String {
    let type = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    let parts = sheets.indices.map { ("worksheets/sheet\($0 + 1)", "worksheet") } + [("styles", "styles")]
    let overrides = parts.map {
      "<Override PartName=\"/xl/\($0.0).xml\" ContentType=\"\(type)\($0.1)+xml\"/>"
    }
    return "<Types xmlns=\"\(Self.package)/content-types\">"
      + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
      + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
      + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"\(type)sheet.main+xml\"/>" + overrides.joined()
      + "</Types>"
  }

  private var workbook: String {
    let entries = sheets.enumerated().map { place, name in
      var escaped: [UInt8] = []
      XMLText.append(name, to: &escaped)
      let text = String(decoding: escaped, as: UTF8.self)
      return "<sheet name=\"\(text)\" sheetId=\"\(place + 1)\" r:id=\"rId\(place + 1)\"/>"
    }
    return
      "<workbook xmlns=\"\(Self.main)\" xmlns:r=\"\(Self.office)\"><sheets>\(entries.joined())</sheets></workbook>"
  }

  private static func relations(_ targets: [(type: String, target: String)]) -> String {
    let entries = targets.enumerated().map { place, target in
      "<Relationship Id=\"rId\(place + 1)\" Type=\"\(office)/\(target.type)\" Target=\"\(target.target)\"/>"
    }
    return "<Relationships xmlns=\"\(package)/relationships\">\(entries.joined())</Relationships>"
  }

  /// Styles of cells: 0 plain, 1 day, 2 number with separators, 3 bold.
  private static let styles =
    "<styleSheet xmlns=\"\(main)\"><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy\"/></numFmts>"
    + "<fonts count=\"2\"><font/><font><b/></font></fonts>"
    + "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
    + "<fill><patternFill patternType=\"gray125\"/></fill></fills><borders count=\"1\"><border/></borders>"
    + "<cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"4\"><xf/>"
    + "<xf numFmtId=\"164\" applyNumberFormat=\"1\"/><xf numFmtId=\"3\" applyNumberFormat=\"1\"/>"
    + "<xf fontId=\"1\" applyFont=\"1\"/></cellXfs></styleSheet>"
}

/// Text as XML holds it.
enum XMLText {
  /// Adds text with its marks escaped; characters that XML cannot hold are written `_xHHHH_`.
  static func append(_ text: String, to bytes: inout [UInt8]) {
    let utf8 = Array(text.utf8)
    for (place, byte) in utf8.enumerated() {
      switch byte {
      case UInt8(ascii: "&"): bytes += Array("&amp;".utf8)
      case UInt8(ascii: "<"): bytes += Array("&lt;".utf8)
      case UInt8(ascii: ">"): bytes += Array("&gt;".utf8)
      case UInt8(ascii: "\""): bytes += Array("&quot;".utf8)
      case 0x0D: bytes += Array("_x000D_".utf8)
      case 0x09, 0x0A: bytes.append(byte)
      case 0..<0x20:
        let digits = Array("0123456789ABCDEF".utf8)
        bytes += Array("_x00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)], 0x5F]
      case 0x5F where isEscape(utf8, at: place): bytes += Array("_x005F_".utf8)
      // U+FFFE and U+FFFF are no characters of XML; the mark for lost text takes their place.
      case 0xBE, 0xBF:
        let isNone = place >= 2 && utf8[place - 1] == 0xBF && utf8[place - 2] == 0xEF
        if isNone { bytes.removeLast(2) }
        bytes += isNone ? [0xEF, 0xBF, 0xBD] : [byte]
      default: bytes.append(byte)
      }
    }
  }

  /// Whether the text itself looks like an escape, `_x` with four hexadecimal digits and `_`.
  private static func isEscape(_ text: [UInt8], at place: Int) -> Bool {
    guard place + 7 <= text.count, text[place + 1] == UInt8(ascii: "x"), text[place + 6] == 0x5F else {
      return false
    }
    return text[place + 2..<place + 6].allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
  }
}
