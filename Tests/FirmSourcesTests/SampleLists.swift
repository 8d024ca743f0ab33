import Diagnostics
import FirmTable
import Foundation
import RuleModel
import Testing

@testable import FirmSources

/// A folder that disappears with the test.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "firm-sources-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ text: String) throws {
    try write(name, bytes: Array(text.utf8))
  }

  func write(_ name: String, bytes: [UInt8]) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path + "/" + name))
  }

  func file(_ name: String) -> String { path + "/" + name }
}

/// A small rule set that uses everything the join knows.
enum Sample {
  static let labour = 0
  static let debtors = 1
  static let inspections = 2
  static let union = 3

  static let taxCode = 0
  static let name = 1
  static let employees = 2
  static let debt = 3
  static let excused = 4
  static let registered = 5
  static let region = 6
  static let onDebtorList = 7
  static let hasUnion = 8
  static let visitDate = 9
  static let visitFine = 10
  static let share = 11
  static let visited = 12
  static let wideAmount = 13

  static let span = Span(file: FileID(index: 0), start: 0, end: 0)

  static func source(
    _ name: String, _ patterns: [String], many: Bool = false, complete: Bool = false, adds: Bool = true,
    base: Bool = false
  ) -> Source {
    Source(
      name: name, title: LocalizedText(vi: name, en: name), filePatterns: patterns, hasManyRows: many, key: 0,
      isComplete: complete, addsFirms: adds, isBase: base)
  }

  static func field(
    _ name: String, _ type: ValueType, _ sources: [Int] = [], headers: [String] = [],
    presumed: Constant? = nil,
    absent: Constant? = nil, listedIn: Int? = nil, noneWords: [String] = [], role: FieldRole? = nil
  ) -> Field {
    Field(
      name: name, title: LocalizedText(vi: "", en: ""), type: type, headers: headers, sources: sources,
      presumed: presumed.map {
        .init(value: $0, reason: LocalizedText(vi: "", en: "the firm must prove it"))
      },
      absent: absent, listedIn: listedIn, noneWords: noneWords, role: role, span: span)
  }

  static func number(_ unit: String, _ highest: Int64, scale: Int = 0, percent: Bool = false) -> ValueType {
    .number(
      NumberType(
        unit: unit.isEmpty ? .none : MeasureUnit(numerator: [unit], denominator: []), scale: scale, lowest: 0,
        highest: highest, isPercent: percent))
  }

  static func rules(asking reported: [FieldIndex] = [], reading: [FieldIndex] = []) -> RuleSet {
    let questions =
      reported.map { RuleExpression(.reported($0), type: .truth, span: span) }
      + reading.map { RuleExpression(.field($0), type: .text, span: span) }
    let region = Choice(
      name: "region", title: LocalizedText(vi: "Vùng", en: "Region"),
      members: [
        .init(name: "I", title: LocalizedText(vi: "Vùng I", en: "Region I"), aliases: ["1"]),
        .init(name: "II", title: LocalizedText(vi: "Vùng II", en: "Region II"), aliases: ["2"]),
      ])
    return RuleSet(
      languageVersion: 1, name: "sample", title: LocalizedText(vi: "", en: ""), version: "1", units: [],
      choices: [region],
      sources: [
        source("labour", ["lao-dong*.csv", "labour*.csv"], base: true),
        source("debtors", ["no-bhxh*.csv", "debtors*.csv"], complete: true),
        source("inspections", ["inspections*.csv"], many: true, complete: true, adds: false),
        source("union", ["union*.csv"], adds: false),
      ],
      fields: fields, parameters: [], sets: [],
      definitions: questions.enumerated().map { Definition(name: "ask\($0.offset)", expression: $0.element) },
      areas: [], rules: [], examples: [],
      policy: Policy(bandLimits: [0, 1, 2, 3], outcomes: [], rankKeys: []))
  }

  private static let fields: [Field] = [
    field("tax_code", .text, [labour, debtors, inspections, union], headers: ["Mã số thuế"], role: .key),
    field("firm_name", .text, [labour, debtors], headers: ["Tên đơn vị"], role: .name),
    field("employees", number("persons", 1_000_000), [labour, debtors], headers: ["Số lao động"]),
    field("si_debt", number("VND", 10_000_000_000_000), [debtors], absent: .number(0)),
    field("si_excused", .truth, [debtors], presumed: .truth(false)),
    field("registered", .date(allowsNone: true), [labour], noneWords: ["chưa"]),
    field("region", .choice(0), [labour]),
    field("on_debtor_list", .truth, listedIn: debtors),
    field("has_union", .truth, [union, labour]),
    field("visit_date", .date(allowsNone: false), [inspections]),
    field("visit_fine", number("VND", 10_000_000_000), [inspections], presumed: .number(0)),
    field("wage_share", number("", 1000, scale: 3, percent: true), [labour]),
    field("visited", .truth, listedIn: inspections),
    field("wide_amount", number("VND", 5_000_000_000), [labour]),
  ]

  static let asOf = CivilDate(days: 20_000)

  /// Joins lists given as file name and text.
  static func join(
    _ files: KeyValuePairs<String, String>, rules: RuleSet = Sample.rules(),
    options: JoinOptions = JoinOptions(),
    partial: [String] = []
  ) throws -> JoinedFirms {
    let folder = try TemporaryFolder()
    for (name, text) in files { try folder.write(name, text) }
    let plan = try InputPlan(InputRequest(path: folder.path, partial: partial, asOf: asOf), for: rules)
    let joined = try FirmSources.join(plan, for: rules, options: options)
    #expect(joined.account.isBalanced)
    for source in joined.account.sources { #expect(source.isBalanced) }
    return joined
  }

  /// The diagnostics that keep lists from being joined.
  static func failure(_ files: KeyValuePairs<String, String>) throws -> [Diagnostic] {
    do {
      _ = try join(files)
    } catch let failure as SourceFailure {
      return failure.diagnostics
    }
    return []
  }
}

extension JoinedFirms {
  /// The cells of a field as text: values, `?` unknown, `-` none, `!` given but unusable; nil without a column.
  func cells(_ field: FieldIndex) -> [String]? {
    guard let column = table.columns[field] else { return nil }
    return Self.show(column, field, table)
  }

  /// The cells of a column of rows.
  func rowCells(_ field: FieldIndex, of source: SourceIndex) -> [String]? {
    guard let column = table.rows[source]?.columns[field] else { return nil }
    return Self.show(column, field, table)
  }

  private static func show(_ column: StoredColumn, _ field: FieldIndex, _ table: FirmTable) -> [String] {
    let type = Sample.rules().fields[field].type
    return (0..<column.count).map { row in
      let value = column.cell(row, isTruth: type == .truth)
      switch value {
      case CellMark.unknown: return "?"
      case CellMark.none: return "-"
      case CellMark.bad: return "!"
      default: break
      }
      switch type {
      case .truth: return value == 1 ? "yes" : "no"
      case .date: return CivilDate(days: Int32(value)).description
      case .text: return table.pool.texts[Int(value)]
      case .number, .choice: return String(value)
      }
    }
  }

  func source(_ index: SourceIndex) -> SourceAccount { account.sources[index] }

  func findings(_ code: DiagnosticCode) -> [Diagnostic] { account.findings.filter { $0.code == code } }
}
