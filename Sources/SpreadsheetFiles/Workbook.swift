import Diagnostics
import RecordFiles

/// An `.xlsx` workbook whose sheets can be read as delimited text.
public final class Workbook {
  private let archive: ZIPArchive
  private let context: WorkbookContext
  private let sheets: [(entry: SheetEntry, part: String)]

  /// Filled rows of a sheet that are looked at to choose a sheet.
  static let headRows = 200

  private var path: String { archive.input.path }

  /// Whether an archive is a workbook of the format.
  static func isWorkbook(_ archive: ZIPArchive) -> Bool {
    archive.entry(named: "xl/workbook.xml") != nil || archive.entry(named: "[Content_Types].xml") != nil
  }

  /// Reads everything but the cells.
  ///
  /// - Throws: the reason why the workbook cannot be read.
  public init(_ archive: ZIPArchive) throws(InputError) {
    self.archive = archive
    let path = archive.input.path
    let parts = PartOpener(archive: archive)
    let main = try Self.mainPart(parts, path)
    let folder = main.split(separator: "/").dropLast().joined(separator: "/")
    let file = main.split(separator: "/").last.map(String.init) ?? main
    let relations = try Relationships(try parts.open("\(folder)/_rels/\(file).rels"), folder: folder)
    let workbook = try WorkbookPart(try parts.open(main), path: path, limits: archive.limits)
    var sheets: [(entry: SheetEntry, part: String)] = []
    var used: Set<String> = []
    for sheet in workbook.sheets {
      guard let target = relations.targets[sheet.relationship] else {
        throw .missingPart(path, "sheet \(sheet.name.prefix(64))")
      }
      // Sheets that are charts or dialogues hold no cells.
      guard target.type == "worksheet" else { continue }
      guard archive.entry(named: target.part) != nil else {
        throw .missingPart(path, String(target.part.prefix(64)))
      }
      // Otherwise a small file could be read as a thousand large sheets.
      guard used.insert(target.part.lowercased()).inserted else {
        throw .damagedPart(path, String(target.part.prefix(64)), "two sheets share it")
      }
      sheets.append((sheet, target.part))
    }
    self.sheets = sheets
    let styles = relations.part(ofType: "styles")
    let texts = relations.part(ofType: "sharedStrings")
    context = WorkbookContext(
      path: path, limits: archive.limits,
      texts: try texts.map { (part) throws(InputError) in
        try SharedTexts(try parts.open(part), path: path, limits: archive.limits)
      } ?? SharedTexts(),
      formats: try styles.map { (part) throws(InputError) in
        try StylesPart.formats(try parts.open(part), path: path)
      } ?? [],
      calendar: SheetCalendar(startsIn1904: workbook.startsIn1904))
  }

  private static func mainPart(_ parts: PartOpener, _ path: String) throws(InputError) -> String {
    if parts.archive.entry(named: "xl/workbook.bin") != nil {
      throw .otherWorkbook(path, "a binary workbook (`.xlsb`)")
    }
    guard parts.archive.entry(named: "_rels/.rels") != nil else { return "xl/workbook.xml" }
    let relations = try Relationships(try parts.open("_rels/.rels"), folder: "")
    guard let main = relations.part(ofType: "officeDocument") else { return "xl/workbook.xml" }
    if main.hasPrefix("word/") { throw .otherWorkbook(path, "a Word document") }
    if main.hasPrefix("ppt/") { throw .otherWorkbook(path, "a presentation") }
    return main
  }

  /// Names of the sheets that hold cells, in their order.
  public var sheetNames: [String] { sheets.map(\.entry.name) }

  /// Reads one sheet as text.
  ///
  /// - Parameters:
  ///   - sheet: place among `sheetNames`.
  ///   - rows: filled rows after which reading stops; nil to read them all.
  /// - Returns: nil for an empty sheet.
  func text(ofSheet sheet: Int, rows: Int? = nil) throws(InputError) -> (
    input: InputBytes, findings: [Diagnostic]
  )? {
    let (entry, part) = sheets[sheet]
    let stream = try PartOpener(archive: archive).open(part)
    let cells = try SheetReader(stream, context, rows: rows).read()
    let text = SheetText(cells, path: path, sheet: entry.name, limits: archive.limits)
    guard let input = try text.write() else { return nil }
    let findings = cells.facts.findings(path, sheet: entry.name, columns: input.sheet?.columns ?? [])
    return (input, findings)
  }

  /// Reads the sheet that a person named, or else the one that fits.
  ///
  /// - Parameters:
  ///   - name: the name of a sheet; case does not count.
  ///   - requests: the wanted columns; with none, the only sheet that holds something fits.
  func list(named name: String?, for requests: [ColumnRequest]) throws(InputError) -> (
    input: InputBytes, findings: [Diagnostic]
  ) {
    let sheet: Int
    if let name { sheet = try place(named: name) } else { sheet = try choose(for: requests) }
    guard let list = try text(ofSheet: sheet) else {
      throw .empty(path: "\(path)#\(sheets[sheet].entry.name)")
    }
    let findings = name == nil ? choiceFindings(sheet) : []
    return (list.input, findings + list.findings)
  }

  private func place(named name: String) throws(InputError) -> Int {
    let exact = sheetNames.firstIndex { Array($0.utf8) == Array(name.utf8) }
    guard let found = exact ?? sheetNames.firstIndex(where: { $0.lowercased() == name.lowercased() }) else {
      throw .unknownSheet(path, name, among: sheetNames)
    }
    return found
  }

  /// The one visible sheet that has the key and at least half as many wanted columns as the best.
  private func choose(for requests: [ColumnRequest]) throws(InputError) -> Int {
    let visible = sheets.indices.filter { !sheets[$0].entry.isHidden }
    if visible.count == 1, sheets.count == 1 { return visible[0] }
    var scores: [(sheet: Int, score: Int)] = []
    for sheet in visible {
      guard let head = try text(ofSheet: sheet, rows: Self.headRows) else { continue }
      let score = Self.score(head.input, requests)
      if score > 0 { scores.append((sheet, score)) }
    }
    let best = scores.map(\.score).max() ?? 0
    let fitting = scores.filter { $0.score * 2 >= best }
    guard let first = fitting.first else { throw .noSheet(path, sheetNames) }
    guard fitting.count == 1 else {
      throw .ambiguousSheets(path, fitting.map { sheets[$0.sheet].entry.name })
    }
    return first.sheet
  }

  /// The number of wanted columns that a sheet has; 0 without the key.
  ///
  /// Without wishes every sheet fits equally.
  private static func score(_ head: InputBytes, _ requests: [ColumnRequest]) -> Int {
    if requests.isEmpty { return 1 }
    guard let layout = try? RecordFileReader.layout(of: head, requests) else { return 0 }
    let mapping = HeaderMatcher.match(layout.headers, requests)
    if let key = requests.firstIndex(where: \.kind.isKey), mapping.columns[key] == nil { return 0 }
    return mapping.columns.count { $0 != nil }
  }

  private func choiceFindings(_ chosen: Int) -> [Diagnostic] {
    let hidden = sheets.filter { $0.entry.isHidden }.map(\.entry.name)
    var findings: [Diagnostic] = []
    if sheets.count - hidden.count > 1 {
      findings.append(
        Diagnostic(
          .sheetChosen, .note,
          "`\(path)`: sheet `\(sheets[chosen].entry.name)` is read, \(sheets.count - hidden.count - 1) others are not",
          help: ["name another with `--source NAME=\(path)#SHEET`"]))
    }
    if !hidden.isEmpty {
      findings.append(
        Diagnostic(
          .hiddenSheets, .warning,
          "`\(path)` has hidden sheets, which are not read: \(InputError.shortList(hidden))",
          help: ["name one with `--source NAME=\(path)#SHEET` if the list stands there"]))
    }
    return findings
  }
}

/// Opens parts of a workbook as XML.
struct PartOpener {
  let archive: ZIPArchive

  func open(_ part: String) throws(InputError) -> XMLStream {
    let path = archive.input.path
    guard let entry = archive.entry(named: part) else { throw .missingPart(path, String(part.prefix(64))) }
    let stream = try archive.stream(of: entry, most: archive.limits.partBytes)
    return try XMLStream(stream, path: path, part: String(entry.name.prefix(64)))
  }
}
