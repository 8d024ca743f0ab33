import Diagnostics
import RecordFiles
import RuleModel
import RuleSentences

/// `firmrisk rules list DIR`: the rules of a pack, one line each.
enum RulesListCommand {
  static let syntax = CommandSyntax(
    name: "rules list", operands: ["[DIR]"],
    options: [
      .value("--area", "NAME", repeated: true, "only rules of this area (`gate` for gates)"),
      .value("--kind", "violation|indicator|gate", repeated: true, "only rules of this kind"),
      .value("--as-of", "DATE", "day of the status (default: the pack's last day of change)"),
      .value("--lang", "vi|en", "language of the titles in the table (default: vi)"),
      .value("--format", "table|csv|json", "form of the list (default: table)"),
    ],
    summary: "List the rules of a pack: id, kind, area, title, points, dates, status.")

  static func run(_ arguments: CommandArguments, _ environment: ProgramEnvironment) -> ExitStatus {
    let request: RuleListRequest
    do {
      request = try RuleListRequest(arguments)
    } catch {
      return complain(error, environment)
    }
    switch loadCheckedPack(arguments.operands.first, in: environment) {
    case .failure(let failure): return failure.status
    case .success(let loaded):
      let names = loaded.ruleSet.areas.map(\.name) + [RuleList.gates]
      for area in request.areas where !names.contains(area) {
        return complain(RuleListRequest.unknown(area, "--area", names), environment)
      }
      RuleList(ruleSet: loaded.ruleSet, request: request).print(to: environment)
      return .done
    }
  }

  private static func complain(_ mistake: UsageMistake, _ environment: ProgramEnvironment) -> ExitStatus {
    environment.complain(.usageMistake, mistake.headline, help: mistake.help)
    return .usage
  }
}

/// What is asked of the list.
struct RuleListRequest {
  /// Forms of the list.
  enum Form: String, CaseIterable {
    case table, csv, json
  }

  let form: Form
  let kinds: [RuleKind]
  let areas: [String]
  let language: Language
  let asOf: CivilDate?

  init(_ arguments: CommandArguments) throws(UsageMistake) {
    let name = arguments.value("--format") ?? Form.table.rawValue
    guard let form = Form(rawValue: name) else {
      throw RuleListRequest.unknown(name, "--format", Form.allCases.map(\.rawValue))
    }
    self.form = form
    var kinds: [RuleKind] = []
    for name in arguments.all("--kind") {
      guard let kind = RuleKind(rawValue: name) else {
        throw RuleListRequest.unknown(name, "--kind", ["violation", "indicator", "gate"])
      }
      kinds.append(kind)
    }
    self.kinds = kinds
    areas = arguments.all("--area")
    language = try RunRequest.language(arguments)
    asOf = try arguments.date("--as-of")
  }

  /// A word that an option does not take.
  static func unknown(_ word: String, _ option: String, _ known: [String]) -> UsageMistake {
    let near = NearestName.suggestions(for: word, among: known)
    let words = (near.isEmpty ? known : near).map { "`\($0)`" }.joined(separator: ", ")
    return UsageMistake(
      "`\(option)` does not know `\(word)`",
      help: [near.isEmpty ? "it takes \(words)" : "did you mean \(words)?"])
  }
}

/// The rules of a pack in order of areas, gates last.
struct RuleList {
  /// Stands for the area of gates, which have none.
  static let gates = "gate"

  /// One rule with what the list says of it.
  private struct Row {
    let rule: Rule
    let area: String
    let status: String
  }

  private let ruleSet: RuleSet
  private let request: RuleListRequest
  private let asOf: CivilDate
  private let rows: [Row]

  init(ruleSet: RuleSet, request: RuleListRequest) {
    self.ruleSet = ruleSet
    self.request = request
    let asOf = request.asOf ?? ruleSet.latestChange
    self.asOf = asOf
    let names = ruleSet.areas.map(\.name) + [RuleList.gates]
    rows = names.flatMap { name in
      ruleSet.rules.filter { ($0.area.map { ruleSet.areas[$0].name } ?? RuleList.gates) == name }.map {
        Row(rule: $0, area: name, status: RuleList.status(of: $0, in: ruleSet, on: asOf))
      }
    }.filter { row in
      (request.kinds.isEmpty || request.kinds.contains(row.rule.kind))
        && (request.areas.isEmpty || request.areas.contains(row.area))
    }
  }

  private static func status(of rule: Rule, in ruleSet: RuleSet, on day: CivilDate) -> String {
    if day < rule.effective.from { return "not yet" }
    if !rule.effective.contains(day) { return "ended" }
    return ruleSet.isDraft(rule, on: day) ? "draft" : "in force"
  }

  func print(to environment: ProgramEnvironment) {
    switch request.form {
    case .table: printTable(to: environment)
    case .csv: environment.write(csv())
    case .json: environment.print(json().pretty)
    }
  }

  // MARK: - Table

  private func printTable(to environment: ProgramEnvironment) {
    var table = TextTable([
      .init("rule"), .init(""), .init("title", shrinksTo: 12), .init("points", .right), .init("from"),
      .init("status"),
    ])
    for row in rows {
      let end = row.rule.effective.to.map { " to \($0)" } ?? ""
      table.append([
        row.rule.id, row.rule.kind.rawValue.prefix(1).uppercased(), row.rule.title[request.language],
        row.rule.points.map { "\($0.most)" } ?? "", "\(row.rule.effective.from)\(end)", row.status,
      ])
    }
    let lines = table.lines(width: environment.width, indent: 2)
    environment.print(lines[0])
    for (position, row) in rows.enumerated() {
      if position == 0 || rows[position - 1].area != row.area { environment.print(heading(of: row.area)) }
      environment.print(lines[position + 1])
    }
    let counts = [RuleKind.violation, .indicator, .gate].map { kind in
      counted(rows.filter { $0.rule.kind == kind }.count, kind.rawValue)
    }
    environment.print("V violation, I indicator, G gate")
    environment.print("\(counted(rows.count, "rule")) as of \(asOf): \(counts.joined(separator: ", "))")
  }

  private func heading(of name: String) -> String {
    guard let area = ruleSet.areas.first(where: { $0.name == name }) else { return name }
    return "\(name), at most \(area.cap) points: \(area.title[request.language])"
  }

  // MARK: - For programs

  private static let columns = [
    "id", "kind", "area", "title_vi", "title_en", "points_least", "points_most", "from", "to", "status",
    "family", "basis",
  ]

  private func csv() -> [UInt8] {
    var writer = CSVWriter()
    writer.record(RuleList.columns)
    for row in rows {
      let rule = row.rule
      writer.record([
        rule.id, rule.kind.rawValue, row.area, rule.title.vi, rule.title.en,
        rule.points.map { "\($0.least)" } ?? "", rule.points.map { "\($0.most)" } ?? "",
        "\(rule.effective.from)", rule.effective.to.map { "\($0)" } ?? "", row.status, rule.family ?? "",
        rule.basis.map { $0.text(in: .en) }.joined(separator: "; "),
      ])
    }
    return writer.takeBytes()
  }

  private func json() -> JSONValue {
    func points(_ number: Int?) -> JSONValue { number.map { .integer(Int64($0)) } ?? .null }
    return .object([
      "version": .integer(1),
      "pack": .string(ruleSet.name),
      "as_of": .string("\(asOf)"),
      "rules": .array(
        rows.map { row in
          .object([
            "id": .string(row.rule.id),
            "kind": .string(row.rule.kind.rawValue),
            "area": .string(row.area),
            "title": .object(["vi": .string(row.rule.title.vi), "en": .string(row.rule.title.en)]),
            "points": .object([
              "least": points(row.rule.points?.least), "most": points(row.rule.points?.most),
            ]),
            "from": .string("\(row.rule.effective.from)"),
            "to": .optional(row.rule.effective.to.map { "\($0)" }),
            "status": .string(row.status),
            "family": .optional(row.rule.family),
            "basis": .array(row.rule.basis.map { .string($0.text(in: .en)) }),
          ])
        }),
    ])
  }
}
