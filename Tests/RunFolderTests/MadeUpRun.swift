import Diagnostics
import FirmSources
import FirmTable
import RuleModel
import RuleSentences

@testable import RiskScoring
@testable import RunFolder

/// A small run made in code: three firms, four rules.
enum MadeUpRun {
  static let span = Span(file: FileID(index: 0), start: 0, end: 0)

  static func text(_ vi: String, _ en: String) -> LocalizedText { LocalizedText(vi: vi, en: en) }

  static func unit(_ name: String, _ scale: Int = 0) -> ValueType {
    .number(
      NumberType(
        unit: MeasureUnit(numerator: name.isEmpty ? [] : [name], denominator: []), scale: scale, lowest: 0,
        highest: 1_000_000_000_000))
  }

  static func expression(_ kind: RuleExpression.Kind, _ type: ValueType = .truth) -> RuleExpression {
    RuleExpression(kind, type: type, span: span)
  }

  static func number(_ raw: Int64, _ type: ValueType = unit("")) -> RuleExpression {
    expression(.constant(.number(raw)), type)
  }

  static func field(_ index: FieldIndex) -> RuleExpression { expression(.field(index), fields[index].type) }

  static let fields: [Field] = [
    Field(
      name: "tax_code", title: text("Mã số thuế", "Tax code"), type: .text, sources: [0], role: .key,
      span: span),
    Field(name: "name", title: text("Tên", "Name"), type: .text, sources: [0], role: .name, span: span),
    Field(
      name: "district", title: text("Huyện", "District"), type: .choice(0), sources: [0], role: .group,
      span: span),
    Field(name: "si_debt", title: text("Nợ BHXH", "SI debt"), type: unit("VND"), sources: [0], span: span),
    Field(
      name: "si_debt_days", title: text("Số ngày nợ", "Days in debt"), type: unit("days"), sources: [0],
      span: span),
    Field(
      name: "registered_on", title: text("Ngày đăng ký", "Registered on"), type: .date(allowsNone: true),
      sources: [0], span: span),
    Field(name: "reminded", title: text("Đã nhắc", "Reminded"), type: .truth, sources: [0], span: span),
    Field(
      name: "workers", title: text("Lao động", "Workers"), type: unit("persons"), sources: [0],
      role: .workers,
      isPersonal: false, span: span),
  ]

  static func compare(_ first: RuleExpression, _ comparison: Comparison, _ second: RuleExpression)
    -> RuleExpression
  {
    expression(.compare(comparison, first, second))
  }

  static func rule(
    _ id: String, _ kind: RuleKind, area: Int?, when condition: RuleExpression, points: Int,
    because: SentenceTemplate? = nil, affects: RuleExpression? = nil, fines: [Fine] = []
  ) -> Rule {
    Rule(
      id: id, kind: kind, title: text("Tên của \(id)", "Title of \(id)"),
      basis: [Citation(act: "41/2024/QH15", parts: [.article("39"), .clause("1")])],
      effective: EffectPeriod(from: .earliest), isDraft: false, area: area, family: nil, applies: nil,
      condition: condition,
      points: kind == .gate ? nil : PointsFormula(expression: number(Int64(points)), most: points, least: 0),
      affects: affects, ended: nil, fines: fines, because: because, check: nil, ask: nil, honest: nil,
      note: nil,
      span: span)
  }

  static let debt = rule(
    "insurance.debt", .violation, area: 0,
    when: expression(
      .and([
        compare(field(3), .greater, number(0, unit("VND"))),
        compare(field(4), .greater, number(60, unit("days"))),
        field(6),
      ])), points: 50,
    because: SentenceTemplate(
      vi: [.text("Nợ "), .value(field(3)), .text(" trong "), .value(field(4))],
      en: [.text("Owes "), .value(field(3)), .text(" for "), .value(field(4))]),
    affects: field(7))

  static let ruleSet = RuleSet(
    languageVersion: 1, name: "made_up", title: text("Bộ luật thử", "Made up"), version: "2026-11", units: [],
    choices: [
      Choice(
        name: "district", title: text("Huyện", "District"),
        members: [
          .init(name: "east", title: text("Đông", "East"), aliases: []),
          .init(name: "west", title: text("Tây", "West"), aliases: []),
        ])
    ],
    sources: [
      Source(
        name: "labour", title: text("Danh sách", "List"), filePatterns: ["labour*.csv"], hasManyRows: false,
        key: 0,
        isComplete: false, addsFirms: true, isBase: true)
    ],
    fields: fields, parameters: [], sets: [], definitions: [],
    areas: [
      Area(name: "insurance", title: text("BHXH", "Insurance"), cap: 60),
      Area(name: "union", title: text("Công đoàn", "Union"), cap: 40),
    ],
    rules: [
      rule("gate.year", .gate, area: nil, when: field(6), points: 0), debt,
      rule(
        "insurance.unregistered", .violation, area: 0, when: expression(.isNone(field(5))), points: 12),
      rule("union.none", .indicator, area: 1, when: expression(.not(field(6))), points: 8),
    ], examples: [],
    policy: Policy(
      bandLimits: [0, 20, 40, 60],
      outcomes: [
        .init(
          outcome: .inspect,
          condition: compare(expression(.score(.low), unit("")), .greaterOrEqual, number(40))),
        .init(outcome: .letter, condition: compare(expression(.score(.low), unit("")), .greater, number(0))),
      ], rankKeys: [.init(variable: .low, isDescending: true)]))

  static var table: FirmTable {
    var pool = TextPool()
    let names = ["Công ty \"An\", Ltd", "=HYPERLINK(1)", "Bình Minh"].map { pool.code(of: $0) }
    return FirmTable(
      keys: ["0100000001", "0100000002", "0100000003"],
      columns: [
        nil, .narrow(names), .narrow([1, 0, CellMark.unknownNarrow]),
        .wide([90_000_000, 0, CellMark.unknown]), .narrow([61, 0, CellMark.unknownNarrow]),
        .narrow([CellMark.noneNarrow, 19_000, CellMark.badNarrow]),
        .truth([TruthCode.yes, TruthCode.no, TruthCode.unknown]), .narrow([40, 12, CellMark.unknownNarrow]),
      ], pool: pool, rows: [nil])
  }

  /// Finding codes of gate, debt, unregistered and union for the three firms.
  static func run(gate: UInt8 = 2, jobs: Int = 1, copies: Int = 1) -> ScoredRun {
    let codes: [[UInt8]] = [[gate, 1, 2], [54, 1, 2], [16, 1, 2], [1, 12, 2]].map { firms in
      (0..<copies).flatMap { _ in firms }
    }
    let layout = ScoreLayout(
      ruleSet: ruleSet, planned: ruleSet.rules.indices.map { ($0, false) }, includeDraft: false)
    let setting = ScoringRun.Setting(
      ruleSet: ruleSet, asOf: CivilDate(days: 20_513), layout: layout, includeDraft: false, notAssessed: [],
      incidents: [], jobs: jobs)
    return ScoringRun.score(setting, firmCount: 3 * copies, worker: {}) { _, range in
      ScoringRun.EvaluatedChunk(
        count: range.count, codes: codes.map { Array($0[range]) },
        affects: [nil, range.map { $0 % 3 == 0 ? 40 : CellMark.unknown }, nil, nil], workers: nil)
    }
  }

  static var accounts: SourceAccounts {
    SourceAccounts(
      sources: [
        SourceBalance(
          source: "labour", files: ["labour-2026.csv"], listDate: CivilDate(days: 20_500), rowsRead: 6,
          joined: 3,
          merged: 1, setAside: 1, rejected: 1)
      ],
      fields: [FieldBalance(field: 3, blank: 1), FieldBalance(field: 5, bad: 1)],
      rejects: [
        RejectedPart(
          source: "labour", file: "labour-2026.csv", line: 7, column: nil, code: "FR210", isWholeRow: true,
          raw: "@x,\"1\n2\"", reason: "no tax code", advice: "add it")
      ],
      conflicts: [
        SourceConflict(taxCode: "0100000002", field: 3, values: ["1 (a.csv:2)", "2 (b.csv:3)"], used: nil)
      ],
      distinctKeys: 3)
  }

  static func manifest(_ hash: ContentHash = .murmur3) -> Manifest {
    Manifest(
      engineVersion: "1.0.0", asOf: CivilDate(days: 20_513), options: [RunOption("include-draft", "no")],
      rulesOrigin: "rules/made-up",
      ruleFiles: [
        ReadFile(path: "b.rules", content: Array("rule".utf8), hash: hash),
        ReadFile(path: "a.rules", content: Array("area".utf8), hash: hash),
      ],
      inputFiles: [ReadFile(path: "labour-2026.csv", source: "labour", content: Array("x".utf8), hash: hash)],
      hash: hash)
  }

  static var result: RunResult { result(run(), of: table) }

  /// The result of a run over a table.
  static func result(_ run: ScoredRun, of table: FirmTable) -> RunResult {
    RunResult(
      ruleSet: ruleSet, table: table, run: run, accounts: accounts, manifest: manifest(),
      values: { _ in { _ in .unknown } },
      origin: { firm, _ in CellOrigin(.cell, source: 0, file: "labour-2026.csv", line: firm + 2) })
  }
}
