import Diagnostics
import RecordFiles
import RuleModel
import SpreadsheetFiles

/// The rows of one list with nothing but what tells whose they are; texts stay packed until they are asked for.
struct NamedRows: Sendable {
  /// A column of texts; without cells where the list has no such column.
  private struct Texts: Sendable {
    var codes: [Int32] = []
    var texts = TextDictionary()

    init() {}

    init(_ column: RecordColumn) {
      if case .texts(let codes, let texts) = column.values { (self.codes, self.texts) = (codes, texts) }
    }

    subscript(row: Int) -> String { isBlank(row) ? "" : texts[codes[row]] }

    func isBlank(_ row: Int) -> Bool { codes.isEmpty || codes[row] < 0 }
  }

  let source: SourceIndex
  let file: String
  /// Line of each row in the file.
  private var lines: [Int32] = []
  /// The key of the rules of each row; `FirmKey.unlinked` where it has no readable one.
  private var keys: [UInt64] = []
  private var codes = Texts()
  private var names = Texts()
  private var communes = Texts()
  private var addresses = Texts()

  private static let addressTitles = ["Địa chỉ", "Địa chỉ trụ sở", "Trụ sở chính", "Trụ sở", "Address"]
  private static let addressID = -1

  static func readAll(_ plan: InputPlan, _ ruleSet: RuleSet) throws(SourceFailure) -> [NamedRows] {
    var tables: [NamedRows] = []
    var failures: [Diagnostic] = []
    for list in plan.lists {
      do throws(InputError) {
        tables.append(try NamedRows(list, plan, ruleSet))
      } catch { failures.append(error.diagnostic) }
    }
    if !failures.isEmpty { throw SourceFailure(failures) }
    return tables
  }

  private init(_ list: InputPlan.List, _ plan: InputPlan, _ ruleSet: RuleSet) throws(InputError) {
    source = list.source
    let declared = ruleSet.sources[list.source]
    let name = ruleSet.field(with: .name)
    let commune = ruleSet.groupFields.first { ruleSet.fields[$0].type == .text }
    // A crosswalk has the codes that other lists name their rows by.
    let own =
      declared.otherKeys
      + ruleSet.sources.flatMap(\.otherKeys).filter { ruleSet.fields[$0].sources.contains(list.source) }
    var wanted = [declared.key]
    for field in own where !wanted.contains(field) { wanted.append(field) }
    for field in [name, commune].compactMap({ $0 }) where !wanted.contains(field) { wanted.append(field) }
    var requests = wanted.map { FieldReading.request($0, .text, ruleSet) }
    requests.append(
      ColumnRequest(id: Self.addressID, machineName: "address", titles: Self.addressTitles, kind: .text))
    var options = plan.mappings[list.source]?.completing(ReadingOptions()) ?? ReadingOptions()
    let opened = try ListFile.open(path: list.path, sheet: list.sheet, for: requests, options: &options)
    let table = try RecordFileReader.read(opened.input, requests, options: options)
    file = table.file
    func texts(_ field: Int?) -> Texts {
      table.columns.first { $0.request.id == field && $0.report.column != nil }.map { Texts($0) } ?? Texts()
    }
    codes = texts(
      own.first { field in table.columns.contains { $0.request.id == field && $0.report.column != nil } })
    names = texts(name)
    communes = texts(commune)
    addresses = texts(Self.addressID)
    let keys = texts(declared.key)
    self.keys = (0..<table.rowCount).map { row in
      guard case .code(let code) = TaxCode.normalise(Array(keys[row].utf8)) else { return FirmKey.unlinked }
      return FirmKey.pack(code)
    }
    lines = table.lines.map { line in
      Int32(truncatingIfNeeded: opened.input.sheet?.row(ofLine: Int(line)) ?? Int(line))
    }
  }

  /// Number of rows.
  var count: Int { keys.count }

  /// What a row says about its firm.
  func named(_ row: Int) -> NamedFirm {
    NamedFirm(title: names[row], commune: communes[row], address: addresses[row])
  }

  func hasBlankName(_ row: Int) -> Bool { names.isBlank(row) }

  /// For each list with own codes, the firms that its crosswalks give them.
  static func crosswalks(_ tables: [NamedRows], _ ruleSet: RuleSet) -> [SourceIndex: [String: UInt64]] {
    var all: [SourceIndex: [String: UInt64]] = [:]
    for table in tables {
      for crosswalk in ruleSet.sources[table.source].crosswalks {
        guard let other = tables.first(where: { $0.source == crosswalk }) else { continue }
        all[table.source, default: [:]].merge(other.firmsOfCodes()) { first, _ in first }
      }
    }
    return all
  }

  /// Own codes of one firm each.
  private func firmsOfCodes() -> [String: UInt64] {
    var firms: [String: Set<UInt64>] = [:]
    for row in 0..<count where !codes.isBlank(row) && keys[row] != FirmKey.unlinked {
      firms[RowLinks.folded(code: codes[row]), default: []].insert(keys[row])
    }
    return firms.compactMapValues { $0.count == 1 ? $0.first : nil }
  }

  func key(of row: Int, _ crosswalks: [SourceIndex: [String: UInt64]]) -> UInt64? {
    if keys[row] != FirmKey.unlinked { return keys[row] }
    return crosswalks[source]?[RowLinks.folded(code: codes[row])]
  }

  /// A row as a line of the file, without a firm yet.
  func link(_ row: Int, _ ruleSet: RuleSet) -> LinkRow {
    let named = named(row)
    var link = LinkRow(
      source: ruleSet.sources[source].name,
      code: keys[row] == FirmKey.unlinked ? codes[row] : FirmKey.code(keys[row]),
      name: named.title, taxCode: "")
    link.file = String(file.split(separator: "/").last ?? "")
    link.line = String(lines[row])
    link.place = named.place
    return link
  }
}
