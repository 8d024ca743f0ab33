import Diagnostics
import RecordFiles
import RuleModel

/// Where the value of a field comes from, as far as lists can tell.
public struct CellOrigin: Hashable, Sendable {
  /// How the value came about.
  public enum Kind: String, Hashable, Sendable {
    /// A cell of a list.
    case cell
    /// A cell that cannot be read.
    case unreadable
    /// Rows of one list that contradict each other; the first of the cells is named.
    case conflict
    /// The cells of several establishments; the first of their rows is named.
    case rolledUp
    /// No list gave it; it is presumed for the reason that the field states.
    case presumed
    /// The firm is not on a complete list, and that list is named.
    case absent
    /// Whether the firm is on a list, and that list is named.
    case presence
    /// Not known: the firm may stand in a rejected row of the list named.
    case withheld
    /// No list gave it; it is computed from other fields.
    case derived
    /// No list gave it; where a list has the firm and the column, its blank cell is named.
    case unknown
  }

  /// How the value came about.
  public var kind: Kind
  /// The list.
  public var source: SourceIndex?
  /// Path of the list.
  public var file: String?
  /// Name of the sheet, for a list of a workbook.
  public var sheet: String?
  /// Physical line of the row, from 1; the row of the sheet, for a list of a workbook.
  public var line: Int?
  /// Reference of the cell such as `B7`, for a list of a workbook.
  public var cell: String?
  /// Title of the column in the list.
  public var header: String?
  /// The cell as it stands in the file, without its quotes and at most 4 KiB of it.
  public var rawText: String?

  /// Creates an origin.
  public init(
    _ kind: Kind, source: SourceIndex? = nil, file: String? = nil, line: Int? = nil, header: String? = nil,
    rawText: String? = nil
  ) {
    self.kind = kind
    self.source = source
    self.file = file
    self.line = line
    self.header = header
    self.rawText = rawText
  }
}

/// Finds cells of a list again in its file.
struct CellLocator: Sendable {
  let source: SourceIndex
  let input: InputBytes
  let layout: RecordFileLayout
  private let lines: [UInt32]
  private let offsets: [UInt64]
  /// Lines and offsets of some rows, where those of all are not kept.
  private let places: [Int: RowPlace]
  /// Column of each field, from 0.
  let columns: [FieldIndex: Int]

  /// Bytes that most rows do not have.
  private static let firstPiece = 1024

  /// Where a row stands in its file.
  struct RowPlace: Sendable {
    var line: Int
    var offset: Int
  }

  init(_ list: ReadList) {
    source = list.source
    input = list.input
    layout = list.table.layout
    lines = list.table.lines
    offsets = list.table.offsets
    places = list.rowPlaces
    columns = list.places.compactMapValues { list.table.columns[$0].report.column.map { $0 - 1 } }
  }

  private func place(of row: Int) -> RowPlace? {
    guard lines.indices.contains(row) else { return places[row] }
    return RowPlace(line: Int(lines[row]), offset: Int(clamping: offsets[row]))
  }

  /// The cell of a field in a row.
  func origin(
    _ kind: CellOrigin.Kind, of field: FieldIndex, row: Int, withText: Bool = true
  ) -> CellOrigin {
    var origin = CellOrigin(kind, source: source, file: input.path)
    origin.sheet = input.sheet?.sheet
    guard let place = place(of: row) else { return origin }
    origin.line = self.row(ofLine: place.line)
    guard withText, let column = columns[field] else { return origin }
    origin.cell = input.sheet?.reference(column: column, line: place.line)
    if layout.headers.indices.contains(column) { origin.header = layout.headers[column] }
    origin.rawText = text(at: place, column: column)
    return origin
  }

  /// The list as a whole.
  func origin(_ kind: CellOrigin.Kind) -> CellOrigin { CellOrigin(kind, source: source, file: input.path) }

  /// The row of the sheet for a line of the text that was made from it; the line itself for a text file.
  func row(ofLine line: Int) -> Int { input.sheet?.row(ofLine: line) ?? line }

  /// A reject of a whole row with its sheet and row.
  func located(_ reject: Reject) -> Reject {
    guard let places = input.sheet else { return reject }
    var located = reject
    located.sheet = places.sheet
    located.line = places.row(ofLine: reject.line)
    return located
  }

  /// Bytes of a row's record, for a reject.
  func record(row: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    guard let place = place(of: row) else { return bytes.count..<bytes.count }
    let start = min(place.offset, bytes.count)
    guard let record = scan(place, bytes).records.first else { return start..<start }
    return record.start..<record.end
  }

  private func scan(_ place: RowPlace, _ bytes: UnsafeBufferPointer<UInt8>) -> RecordBatch {
    var batch = RecordBatch()
    let start = place.offset
    guard start < bytes.count else { return batch }
    var scanner = RecordScanner(dialect: layout.dialect, at: start, line: place.line)
    // A few bytes first, since the scanner looks at many more than a row has.
    let piece = min(Self.firstPiece, bytes.count - start)
    scanner.scan(UnsafeBufferPointer(rebasing: bytes[start..<start + piece]), into: &batch, maximumRecords: 1)
    if batch.records.isEmpty, scanner.position < bytes.count {
      let rest = bytes[scanner.position...]
      scanner.scan(UnsafeBufferPointer(rebasing: rest), into: &batch, maximumRecords: 1)
    }
    if batch.records.isEmpty { _ = scanner.finish(into: &batch) }
    return batch
  }

  private func text(at place: RowPlace, column: Int) -> String? {
    input.withBytes { bytes in
      let batch = scan(place, bytes)
      guard let record = batch.records.first, column < record.cellCount else { return nil }
      var range = batch.rawRange(of: column, in: record)
      let quote = layout.dialect.quote
      let isQuoted =
        range.count >= 2 && bytes[range.lowerBound] == quote && bytes[range.upperBound - 1] == quote
      if isQuoted { range = range.lowerBound + 1..<range.upperBound - 1 }
      let shown = UnsafeBufferPointer(rebasing: bytes[range].prefix(Reject.keptBytes))
      let text = Reject.printable(shown)
      guard isQuoted else { return text }
      let mark = String(UnicodeScalar(quote))
      return text.replacingAll(mark + mark, with: mark)
    }
  }
}

/// Which firms' origins are kept.
public enum Tracing: Hashable, Sendable {
  /// None.
  case none
  /// All when there are at most so many, else none.
  case upTo(Int)
  /// Those with these tax codes.
  case keys(Set<String>)
  /// All.
  case all
}

/// Where the values of firms come from; the raw text is read again from the files when asked for.
public struct CellOrigins: Sendable {
  /// For each field, the lists that may give it, in order of precedence.
  var candidates: [[Int]] = []
  /// For each field, the complete lists whose absence gives its default.
  var defaultLists: [[Int]] = []
  /// For each field and traced firm, how the value came about; empty where the field has no column.
  var codes: [[UInt8]] = []
  /// Traced firms, ascending; nil for all.
  var firms: [Int]?
  var firmCount = 0
  var locators: [CellLocator] = []
  var rows: [ListRows] = []
  /// Cells of merged rows that stand in another row than the firm's first.
  var merged: [[MergedCell: Int]] = []
  /// Cells whose value was made of those of several establishments.
  var rolledUp: [Set<MergedCell>] = []
  var fields: [Field] = []
  /// Fields whose cells are those of rows.
  var rowFields: Set<FieldIndex> = []

  /// A cell of a firm with several rows in a list.
  struct MergedCell: Hashable, Sendable {
    var firm: Int
    var field: FieldIndex
  }

  /// Where the value of a field of a firm comes from; nil when the firm is not traced or there is no such field.
  ///
  /// - Parameter withText: whether the cell's text is read again from its file.
  public func origin(of field: FieldIndex, firm: Int, withText: Bool = true) -> CellOrigin? {
    guard fields.indices.contains(field), !rowFields.contains(field), let place = place(of: firm) else {
      return nil
    }
    let code = codes[field].indices.contains(place) ? codes[field][place] : OriginCode.unknown
    switch code {
    case OriginCode.presumed: return CellOrigin(.presumed)
    case OriginCode.absent: return listOrigin(.absent, field, firm)
    case OriginCode.withheld: return listOrigin(.withheld, field, firm)
    case OriginCode.presence: return defaultLists[field].first.map { locators[$0].origin(.presence) }
    case OriginCode.unknown: return blankOrigin(field, firm, withText)
    default: return cellOrigin(code, field, firm, withText)
    }
  }

  /// Where a column of a row of a `many` source comes from; nil without tracing.
  ///
  /// - Parameters:
  ///   - field: a column of that source.
  ///   - row: position in `FirmRows`.
  public func origin(of field: FieldIndex, row: Int) -> CellOrigin? {
    guard rowFields.contains(field), codes[field].indices.contains(row) else { return nil }
    let code = codes[field][row]
    if code == OriginCode.presumed { return CellOrigin(.presumed) }
    guard code != OriginCode.unknown, let list = candidates[field].first else { return CellOrigin(.unknown) }
    let kind: CellOrigin.Kind = OriginCode.isReadable(code) ? .cell : .unreadable
    return locators[list].origin(kind, of: field, row: Int(rows[list].joinedRows[row]))
  }

  private func place(of firm: Int) -> Int? {
    guard let firms else { return firm >= 0 && firm < firmCount ? firm : nil }
    var (low, high) = (0, firms.count)
    while low < high {
      let middle = (low + high) / 2
      if firms[middle] < firm { low = middle + 1 } else { high = middle }
    }
    return low < firms.count && firms[low] == firm ? low : nil
  }

  private func listOrigin(_ kind: CellOrigin.Kind, _ field: FieldIndex, _ firm: Int) -> CellOrigin {
    let list = defaultLists[field].first { !rows[$0].contains(firm) }
    return list.map { locators[$0].origin(kind) } ?? CellOrigin(kind)
  }

  /// A blank cell of the first list that has the firm and the column; without one, no list gives the value.
  private func blankOrigin(_ field: FieldIndex, _ firm: Int, _ withText: Bool) -> CellOrigin {
    guard fields[field].derivation == nil else { return CellOrigin(.derived) }
    guard let list = candidates[field].first(where: { rows[$0].contains(firm) }) else {
      return CellOrigin(.unknown)
    }
    let row = rows[list].rowOfFirm.map { Int($0[firm]) } ?? firm
    return locators[list].origin(.unknown, of: field, row: row, withText: withText)
  }

  private func cellOrigin(
    _ code: UInt8, _ field: FieldIndex, _ firm: Int, _ withText: Bool
  ) -> CellOrigin {
    let place = OriginCode.candidate(code)
    guard candidates[field].indices.contains(place) else { return CellOrigin(.unknown) }
    let list = candidates[field][place]
    let first = rows[list].rowOfFirm.map { Int($0[firm]) } ?? firm
    let row = merged[list][MergedCell(firm: firm, field: field)] ?? first
    var origin = locators[list].origin(
      OriginCode.kind(code), of: field, row: row, withText: withText)
    if rolledUp[list].contains(MergedCell(firm: firm, field: field)) {
      origin.kind = .rolledUp
      origin.rawText = nil
    }
    return origin
  }
}

/// How one cell came about, in one byte.
enum OriginCode {
  static let unknown: UInt8 = 0
  static let presumed: UInt8 = 1
  static let absent: UInt8 = 2
  static let presence: UInt8 = 3
  static let withheld: UInt8 = 4
  private static let cell: UInt8 = 8
  private static let unreadable: UInt8 = 88
  private static let conflict: UInt8 = 168
  private static let most = 79

  /// A cell of a candidate list.
  @inline(__always) static func code(candidate: Int, cell value: Int64) -> UInt8 {
    let place = UInt8(min(candidate, most))
    switch value {
    case JoinMark.bad: return unreadable + place
    case JoinMark.conflict: return conflict + place
    default: return cell + place
    }
  }

  static func candidate(_ code: UInt8) -> Int { (Int(code) - Int(cell)) % 80 }

  static func isReadable(_ code: UInt8) -> Bool { code >= cell && code < unreadable }

  static func kind(_ code: UInt8) -> CellOrigin.Kind {
    if code >= conflict { return .conflict }
    return code >= unreadable ? .unreadable : .cell
  }
}
