import Diagnostics
import RecordFiles

/// A sheet that is being written, and what stands around its rows.
struct OpenSheet {
  var name: String
  var setup: SheetSetup?
  var merges: [String] = []
  var links: [(row: Int, column: Int, place: SheetPlace)] = []
  var row = 0

  /// Spreadsheet programs refuse a sheet with more links.
  static let mostLinks = 65_530

  /// What stands before the rows.
  func head(isFirst: Bool) -> String {
    guard let setup else { return "" }
    return "<sheetPr><outlinePr summaryRight=\"0\"/><pageSetUpPr fitToPage=\"1\"/></sheetPr>"
      + view(setup, isFirst: isFirst) + "<sheetFormatPr defaultRowHeight=\"15\"/>" + columns(setup)
  }

  private func view(_ setup: SheetSetup, isFirst: Bool) -> String {
    let start = "<sheetViews><sheetView\(isFirst ? " tabSelected=\"1\"" : "") workbookViewId=\"0\">"
    let (rows, columns) = (setup.frozenRows, setup.frozenColumns)
    guard rows > 0 || columns > 0 else { return start + "</sheetView></sheetViews>" }
    let split =
      (columns > 0 ? " xSplit=\"\(columns)\"" : "") + (rows > 0 ? " ySplit=\"\(rows)\"" : "")
    let pane = columns > 0 ? (rows > 0 ? "bottomRight" : "topRight") : "bottomLeft"
    let first = SheetPlaces.letters(columns + 1) + String(rows + 1)
    return start
      + "<pane\(split) topLeftCell=\"\(first)\" activePane=\"\(pane)\" state=\"frozen\"/><selection pane=\"\(pane)\"/>"
      + "</sheetView></sheetViews>"
  }

  private func columns(_ setup: SheetSetup) -> String {
    guard !setup.columns.isEmpty else { return "" }
    let firstFolded = setup.columns.firstIndex(where: \.isFolded)
    let columns = setup.columns.enumerated().map { place, column in
      let fold =
        column.isFolded
        ? " hidden=\"1\" outlineLevel=\"1\"" : place + 1 == firstFolded ? " collapsed=\"1\"" : ""
      return
        "<col min=\"\(place + 1)\" max=\"\(place + 1)\" width=\"\(column.width)\" customWidth=\"1\"\(fold)/>"
    }
    return "<cols>\(columns.joined())</cols>"
  }

  /// What stands after the rows, in the order that the format asks for.
  var tail: String {
    var text = ""
    if let range = filterRange { text += "<autoFilter ref=\"\(range)\"/>" }
    if !merges.isEmpty {
      let cells = merges.map { "<mergeCell ref=\"\($0)\"/>" }.joined()
      text += "<mergeCells count=\"\(merges.count)\">\(cells)</mergeCells>"
    }
    guard let setup else { return text }
    text += shades(setup)
    text += hyperlinks
    return text + (setup.hasFilter ? "<printOptions gridLines=\"1\"/>" : "")
      + "<pageMargins left=\"0.4\" right=\"0.4\" top=\"0.5\" bottom=\"0.6\" header=\"0.3\" footer=\"0.3\"/>"
      + "<pageSetup paperSize=\"9\" orientation=\"landscape\" fitToWidth=\"1\" fitToHeight=\"0\"/>"
      + "<headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter>"
  }

  private var hyperlinks: String {
    if links.isEmpty { return "" }
    var text = Array("<hyperlinks>".utf8)
    text.reserveCapacity(links.count * 56)
    var locations: [String: [UInt8]] = [:]
    var columns: [Int: [UInt8]] = [:]
    for link in links {
      let sheet = link.place.sheet
      let location = locations[sheet] ?? Array(XMLText.escaped(OpenSheet.quoted(sheet)).utf8)
      locations[sheet] = location
      let column = columns[link.column] ?? Array(SheetPlaces.letters(link.column + 1).utf8)
      columns[link.column] = column
      text += "<hyperlink ref=\"".utf8
      text += column
      text += String(link.row).utf8
      text += "\" location=\"".utf8
      text += location
      text += "!A".utf8
      text += String(link.place.row).utf8
      text += "\"/>".utf8
    }
    text += "</hyperlinks>".utf8
    return String(decoding: text, as: UTF8.self)
  }

  private func shades(_ setup: SheetSetup) -> String {
    let last = max(row, setup.frozenRows + 1)
    return setup.shades.enumerated().map { place, shade in
      let column = SheetPlaces.letters(shade.column + 1)
      let text = XMLText.escaped("\"" + shade.text.replacingAll("\"", with: "\"\"") + "\"")
      return "<conditionalFormatting sqref=\"\(column)\(setup.frozenRows + 1):\(column)\(last)\">"
        + "<cfRule type=\"cellIs\" dxfId=\"\(shade.colour)\" priority=\"\(place + 1)\" operator=\"equal\">"
        + "<formula>\(text)</formula></cfRule></conditionalFormatting>"
    }.joined()
  }

  private var filterRange: String? {
    guard let setup, setup.hasFilter, setup.frozenRows > 0, !setup.columns.isEmpty else { return nil }
    return "A\(setup.frozenRows):\(SheetPlaces.letters(setup.columns.count))\(max(row, setup.frozenRows))"
  }

  /// Names that the workbook gives to places of the sheet.
  func names(position: Int, isNamingColumns: Bool) -> [String] {
    guard let setup else { return [] }
    let sheet = XMLText.escaped(OpenSheet.quoted(name))
    func absolute(_ column: Int, _ row: Int) -> String { "$\(SheetPlaces.letters(column))$\(row)" }
    func local(_ name: String, _ range: String, isHidden: Bool = false) -> String {
      "<definedName name=\"_xlnm.\(name)\" localSheetId=\"\(position)\"\(isHidden ? " hidden=\"1\"" : "")>\(range)</definedName>"
    }
    var names: [String] = []
    if filterRange != nil {
      let end = absolute(setup.columns.count, max(row, setup.frozenRows))
      names.append(
        local("_FilterDatabase", "\(sheet)!\(absolute(1, setup.frozenRows)):\(end)", isHidden: true))
    }
    if let printed = setup.printedColumns {
      names.append(local("Print_Area", "\(sheet)!\(absolute(1, 1)):\(absolute(printed, max(row, 1)))"))
    }
    if setup.frozenRows > 0 { names.append(local("Print_Titles", "\(sheet)!$1:$\(setup.frozenRows)")) }
    guard isNamingColumns else { return names }
    for (place, column) in setup.columns.enumerated() {
      guard let name = column.name else { continue }
      let letters = SheetPlaces.letters(place + 1)
      names.append(
        "<definedName name=\"\(XMLText.escaped(name))\">\(sheet)!$\(letters):$\(letters)</definedName>")
    }
    return names
  }

  /// A sheet's name as formulas write it.
  static func quoted(_ name: String) -> String { "'" + name.replacingAll("'", with: "''") + "'" }
}

/// How many lines the cells of a row take.
///
/// Not every program measures rows when it opens a file, so a row says its height. It is a guess by letters.
enum RowHeight {
  private static let mostLines = 10

  static func lines(_ cells: [SheetValue], _ setup: SheetSetup) -> Int {
    var most = 1
    for (place, cell) in cells.enumerated()
    where place < setup.columns.count && !setup.columns[place].isFolded {
      switch cell {
      case .wrapped(let text), .header(let text):
        let room = setup.columns[place].width
        guard text.utf8.count > room - 2 else { continue }
        most = max(most, lines(text, room))
      default: continue
      }
    }
    return min(most, mostLines)
  }

  /// Capital letters are wider; a word that does not fit leaves room at the end of its line.
  private static func lines(_ text: String, _ room: Int) -> Int {
    var tenths = 0
    var lines = 1
    for scalar in text.unicodeScalars {
      if scalar == "\n" {
        lines += 1
        tenths = 0
      }
      tenths += ("A"..."Z").contains(scalar) || scalar.value > 0x2E80 ? 13 : 10
      if tenths > room * 10 - 15 {
        lines += 1
        tenths = min(30, room * 2)
      }
    }
    return lines
  }
}

/// The styles of cells.
enum SheetStyles {
  /// Styles of a plain workbook: 0 plain, 1 day, 2 number with separators, 3 bold.
  static func plain(_ main: String) -> String {
    "<styleSheet xmlns=\"\(main)\"><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy\"/></numFmts>"
      + "<fonts count=\"2\"><font/><font><b/></font></fonts>"
      + "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
      + "<fill><patternFill patternType=\"gray125\"/></fill></fills><borders count=\"1\"><border/></borders>"
      + "<cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"4\"><xf/>"
      + "<xf numFmtId=\"164\" applyNumberFormat=\"1\"/><xf numFmtId=\"3\" applyNumberFormat=\"1\"/>"
      + "<xf fontId=\"1\" applyFont=\"1\"/></cellXfs></styleSheet>"
  }

  // Positions among the styles of a workbook with set-ups.
  static let day = 1
  static let number = 2
  static let title = 3
  static let header = 4
  static let wrapped = 5
  static let text = 6
  static let atLeast = 7
  static let share = 8
  static let note = 9
  static let link = 10
  static let plainNumber = 11
  /// The style of a number with `scale` decimals is this and the scale.
  static let decimal = 11

  /// Styles of a workbook whose sheets have set-ups.
  static func full(_ main: String) -> String {
    let formats = [
      "dd/mm/yyyy", "#,##0&quot;+&quot;", "0.0%", "#,##0.0", "#,##0.00", "#,##0.000", "#,##0.0000",
    ].enumerated().map { "<numFmt numFmtId=\"\(164 + $0)\" formatCode=\"\($1)\"/>" }
    let fonts = [
      "<font><sz val=\"11\"/><name val=\"Calibri\"/></font>",
      "<font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font>",
      "<font><i/><sz val=\"11\"/><color rgb=\"FF595959\"/><name val=\"Calibri\"/></font>",
      "<font><u/><sz val=\"11\"/><color rgb=\"FF0B4F8A\"/><name val=\"Calibri\"/></font>",
    ]
    let fills = [
      "<patternFill patternType=\"none\"/>", "<patternFill patternType=\"gray125\"/>",
      "<patternFill patternType=\"solid\"><fgColor rgb=\"FFDDE3E9\"/></patternFill>",
    ].map { "<fill>\($0)</fill>" }
    let top = "<alignment vertical=\"top\"/>"
    let wrap = "<alignment vertical=\"top\" wrapText=\"1\"/>"
    func style(_ format: Int, font: Int = 0, fill: Int = 0, border: Int = 0, _ alignment: String) -> String {
      "<xf numFmtId=\"\(format)\" fontId=\"\(font)\" fillId=\"\(fill)\" borderId=\"\(border)\" xfId=\"0\""
        + " applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\" applyAlignment=\"1\">\(alignment)</xf>"
    }
    let styles = [
      style(0, top), style(164, top), style(3, top), style(0, font: 1, top),
      style(0, font: 1, fill: 2, border: 1, wrap), style(0, wrap), style(49, top), style(165, top),
      style(166, top), style(0, font: 2, top), style(49, font: 3, top), style(1, top), style(167, top),
      style(168, top), style(169, top), style(170, top),
    ]
    let shades = [
      ("FFE8EDF1", "FF16202A"), ("FFFBE3A6", "FF16202A"), ("FFEFA27C", "FF16202A"), ("FF7A0F19", "FFFFFFFF"),
    ]
    .map { fill, ink in
      "<dxf><font><color rgb=\"\(ink)\"/></font><fill><patternFill patternType=\"solid\"><fgColor rgb=\"\(fill)\"/>"
        + "<bgColor rgb=\"\(fill)\"/></patternFill></fill></dxf>"
    }
    func list(_ name: String, _ items: [String]) -> String {
      "<\(name) count=\"\(items.count)\">\(items.joined())</\(name)>"
    }
    return "<styleSheet xmlns=\"\(main)\">" + list("numFmts", formats) + list("fonts", fonts)
      + list("fills", fills)
      + "<borders count=\"2\"><border/><border><left/><right/><top/><bottom style=\"thin\"/></border></borders>"
      + "<cellStyleXfs count=\"1\"><xf/></cellStyleXfs>" + list("cellXfs", styles)
      + "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>"
      + list("dxfs", shades) + "</styleSheet>"
  }
}
