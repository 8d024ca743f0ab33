import RecordFiles

/// Writes an `.xlsx` workbook that spreadsheet programs open, sheet by sheet and row by row.
///
/// The same calls give the same bytes with the same zlib. The packed bytes are kept in memory until `drain(to:)` takes
/// them, the sheets are not.
public struct WorkbookWriter: ~Copyable {
  /// Most letters of a cell in spreadsheet programs, in UTF-16 units; what is longer is cut there and counted.
  public static let mostLetters = 32_767
  /// Most rows of a sheet.
  public static let mostRows = SheetReader.mostRows
  /// Whole numbers up to here are exact in spreadsheet programs; greater ones are written as text.
  static let greatestNumber: UInt64 = 1_000_000_000_000_000

  /// Texts that were cut.
  public private(set) var cutTexts = 0
  /// Links that were left out because spreadsheet programs take no more in one sheet.
  public private(set) var droppedLinks = 0
  private var archive: ZIPWriter
  private var sheets: [OpenSheet] = []
  private var line: [UInt8] = []
  private var rowDigits: [UInt8] = []
  private var letters: [[UInt8]] = []
  private var isStyled = false
  /// Numbers of texts that were written before; looked up only.
  private var sharedNumbers: [SharedText: Int] = [:]
  private var sharedTexts: [UInt8] = []
  /// Texts that are kept to be written once; later ones stand in their cells.
  private static let mostShared = 50_000

  /// Creates an empty workbook.
  ///
  /// - Parameter level: how hard zlib packs, 1 to 9.
  public init(level: Int = 9) { archive = ZIPWriter(level: level) }

  /// Starts a sheet and ends the one before.
  ///
  /// - Parameters:
  ///   - name: letters that sheet names cannot have become spaces, and 31 letters are kept.
  ///   - setup: how the sheet is shown and printed; nil for a plain sheet.
  public mutating func startSheet(_ name: String, setup: SheetSetup? = nil) {
    endSheet()
    let kept = name.map { "[]:*?/\\'".contains($0) ? " " : $0 }.prefix(31)
    let sheet = OpenSheet(name: String(kept), setup: setup)
    if setup != nil { isStyled = true }
    archive.startPart("xl/worksheets/sheet\(sheets.count + 1).xml")
    let head = sheet.head(isFirst: sheets.isEmpty)
    archive.append(Array("\(Self.declaration)<worksheet xmlns=\"\(Self.main)\">\(head)<sheetData>".utf8))
    sheets.append(sheet)
  }

  /// Adds a row; blank cells take no room.
  public mutating func append(_ cells: [SheetValue], links: [SheetLink] = []) {
    guard !sheets.isEmpty else { return }
    let last = sheets.count - 1
    sheets[last].row += 1
    let row = sheets[last].row
    rowDigits.removeAll(keepingCapacity: true)
    rowDigits += String(row).utf8
    for link in links {
      guard sheets[last].links.count < OpenSheet.mostLinks else {
        droppedLinks += 1
        continue
      }
      sheets[last].links.append((row, link.column, link.place))
    }
    line.removeAll(keepingCapacity: true)
    line += "<row r=\"".utf8
    line += rowDigits
    let lines = sheets[last].setup.map { RowHeight.lines(cells, $0) } ?? 1
    line += (lines > 1 ? "\" ht=\"\(lines * 15)\" customHeight=\"1\">" : "\">").utf8
    let start = line.count
    for (place, value) in cells.enumerated() {
      append(value, column: place, isLink: links.contains { $0.column == place })
    }
    guard line.count > start else { return }
    line += "</row>".utf8
    archive.append(line)
  }

  /// Adds a row with one title over several columns.
  public mutating func append(title: String, over columns: Int) {
    append([.title(title)])
    guard columns > 1, let row = sheets.last?.row else { return }
    sheets[sheets.count - 1].merges.append("A\(row):\(SheetPlaces.letters(columns))\(row)")
  }

  /// The bytes of the workbook that were not yet taken; nil when it has over 4 GiB.
  public mutating func finish() -> [UInt8]? {
    guard writeParts() else { return nil }
    return archive.takeOutput().bytes
  }

  /// Moves what is packed so far into a file.
  public mutating func drain(to file: OutputFile) throws(OutputError) {
    guard archive.bytes.count > 1 << 20 else { return }
    try write(archive.takeOutput(), to: file)
  }

  /// Ends the workbook and moves the rest of it into a file.
  ///
  /// - Throws: Also for a workbook of over 4 GiB, which spreadsheet programs do not open.
  public mutating func finish(to file: OutputFile) throws(OutputError) {
    guard writeParts() else {
      throw .notWritten(path: file.path, reason: "a workbook cannot hold more than 4 GiB")
    }
    try write(archive.takeOutput(), to: file)
  }

  private func write(_ output: ZIPWriter.Output, to file: OutputFile) throws(OutputError) {
    try file.write(output.bytes)
    for patch in output.patches {
      var failure: OutputError?
      patch.bytes.withUnsafeBytes { bytes in
        do throws(OutputError) { try file.writer.write(bytes, at: patch.offset) } catch { failure = error }
      }
      if let failure { throw failure }
    }
  }

  private mutating func writeParts() -> Bool {
    endSheet()
    writePart("[Content_Types].xml", contentTypes)
    writePart("_rels/.rels", Self.relations([("officeDocument", "xl/workbook.xml")]))
    writePart("xl/workbook.xml", workbook)
    writePart(
      "xl/_rels/workbook.xml.rels",
      Self.relations(
        sheets.indices.map { ("worksheet", "worksheets/sheet\($0 + 1).xml") } + [("styles", "styles.xml")]
          + (isStyled ? [("sharedStrings", "sharedStrings.xml")] : [])))
    writePart("xl/styles.xml", isStyled ? SheetStyles.full(Self.main) : SheetStyles.plain(Self.main))
    if isStyled {
      archive.startPart("xl/sharedStrings.xml")
      archive.append(
        Array("\(Self.declaration)<sst xmlns=\"\(Self.main)\" uniqueCount=\"\(sharedNumbers.count)\">".utf8))
      archive.append(sharedTexts)
      archive.append(Array("</sst>".utf8))
      archive.endPart()
    }
    return archive.writeContents()
  }

  // MARK: - Cells

  private mutating func append(_ value: SheetValue, column: Int, isLink: Bool) {
    switch value {
    case .blank: return
    case .text(let text):
      appendText(text, column, isLink ? SheetStyles.link : isStyled ? SheetStyles.text : 0)
    case .wrapped(let text): appendText(text, column, SheetStyles.wrapped)
    case .title(let text): appendText(text, column, SheetStyles.title)
    case .header(let text): appendText(text, column, SheetStyles.header)
    case .note(let text): appendText(text, column, SheetStyles.note)
    case .number(let number): appendNumber(number, column, SheetStyles.number)
    case .atLeast(let number): appendNumber(number, column, SheetStyles.atLeast)
    case .plainNumber(let number): appendNumber(number, column, isStyled ? SheetStyles.plainNumber : 0)
    case .decimal(let raw, let scale):
      guard (1...4).contains(scale) else { return appendNumber(raw, column, SheetStyles.number) }
      appendDecimal(raw, scale: scale, column, SheetStyles.decimal + scale)
    case .share(let raw): appendDecimal(raw, scale: 4, column, SheetStyles.share)
    case .day(let day):
      // Before March 1900 the calendars of spreadsheet programs differ.
      guard day >= -25_508 else {
        return appendText(
          SheetCalendar.iso(daysSince1970: day), column, isStyled ? SheetStyles.text : 0)
      }
      appendNumber(Int64(day + 25_569), column, SheetStyles.day)
    case .truth(let isTrue):
      startCell(column, 0)
      line += (isTrue ? " t=\"b\"><v>1</v></c>" : " t=\"b\"><v>0</v></c>").utf8
    }
  }

  private mutating func startCell(_ column: Int, _ style: Int) {
    while letters.count <= column { letters.append(Array(SheetPlaces.letters(letters.count + 1).utf8)) }
    line += "<c r=\"".utf8
    line += letters[column]
    line += rowDigits
    line.append(UInt8(ascii: "\""))
    if style > 0 { line += " s=\"\(style)\"".utf8 }
  }

  private mutating func appendNumber(_ number: Int64, _ column: Int, _ style: Int) {
    guard number.magnitude < Self.greatestNumber else {
      return appendText(String(number), column, isStyled ? SheetStyles.text : 0)
    }
    startCell(column, style)
    line += "><v>\(number)</v></c>".utf8
  }

  private mutating func appendDecimal(_ raw: Int64, scale: Int, _ column: Int, _ style: Int) {
    var digits = String(raw.magnitude)
    if digits.count <= scale { digits = String(repeating: "0", count: scale + 1 - digits.count) + digits }
    let text = (raw < 0 ? "-" : "") + digits.dropLast(scale) + "." + digits.suffix(scale)
    guard raw.magnitude < Self.greatestNumber else {
      return appendText(text, column, isStyled ? SheetStyles.text : 0)
    }
    startCell(column, style)
    line += "><v>\(text)</v></c>".utf8
  }

  private mutating func appendText(_ text: String, _ column: Int, _ style: Int) {
    if text.isEmpty { return }
    startCell(column, style)
    if isStyled, let number = sharedNumber(text) {
      line += " t=\"s\"><v>\(number)</v></c>".utf8
      return
    }
    line += " t=\"inlineStr\"><is><t xml:space=\"preserve\">".utf8
    if text.utf8.count > Self.mostLetters, text.utf16.count > Self.mostLetters {
      cutTexts += 1
      XMLText.append(Self.cut(text), to: &line)
    } else {
      XMLText.append(text, to: &line)
    }
    line += "</t></is></c>".utf8
  }

  /// The number of a text among those that are written once; nil for a long one or when there are too many.
  private mutating func sharedNumber(_ text: String) -> Int? {
    guard text.utf8.count <= 2000 else { return nil }
    let key = SharedText(text: text)
    if let number = sharedNumbers[key] { return number }
    guard sharedNumbers.count < Self.mostShared else { return nil }
    let number = sharedNumbers.count
    sharedNumbers[key] = number
    sharedTexts += "<si><t xml:space=\"preserve\">".utf8
    XMLText.append(text, to: &sharedTexts)
    sharedTexts += "</t></si>".utf8
    return number
  }

  /// As many whole letters as fit into a cell.
  private static func cut(_ text: String) -> String {
    var kept = ""
    var used = 0
    for character in text {
      used += character.utf16.count
      if used > mostLetters { break }
      kept.append(character)
    }
    return kept
  }

  // MARK: - Parts

  private mutating func endSheet() {
    guard let sheet = sheets.last else { return }
    archive.append(Array("</sheetData>\(sheet.tail)</worksheet>".utf8))
    archive.endPart()
    sheets[sheets.count - 1].links = []
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
    let parts =
      sheets.indices.map { ("worksheets/sheet\($0 + 1)", "worksheet") } + [("styles", "styles")]
      + (isStyled ? [("sharedStrings", "sharedStrings")] : [])
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
    let entries = sheets.enumerated().map { place, sheet in
      "<sheet name=\"\(XMLText.escaped(sheet.name))\" sheetId=\"\(place + 1)\" r:id=\"rId\(place + 1)\"/>"
    }
    var named: Set<String> = []
    let names = sheets.enumerated().flatMap { place, sheet in
      // The columns of a table that goes on in further sheets are named in the first of them.
      let columns = sheet.setup?.columns.compactMap(\.name) ?? []
      let isNew = columns.allSatisfy { !named.contains($0) }
      named.formUnion(columns)
      return sheet.names(position: place, isNamingColumns: isNew)
    }
    let views = isStyled ? "<bookViews><workbookView/></bookViews>" : ""
    let defined = names.isEmpty ? "" : "<definedNames>\(names.joined())</definedNames>"
    return
      "<workbook xmlns=\"\(Self.main)\" xmlns:r=\"\(Self.office)\">\(views)<sheets>\(entries.joined())</sheets>\(defined)</workbook>"
  }

  private static func relations(_ targets: [(type: String, target: String)]) -> String {
    let entries = targets.enumerated().map { place, target in
      "<Relationship Id=\"rId\(place + 1)\" Type=\"\(office)/\(target.type)\" Target=\"\(target.target)\"/>"
    }
    return "<Relationships xmlns=\"\(package)/relationships\">\(entries.joined())</Relationships>"
  }
}
