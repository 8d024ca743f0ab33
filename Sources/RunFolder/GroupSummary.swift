import Diagnostics
import RiskScoring
import RuleModel

/// Writes groupings for `summary.json`.
struct GroupSummary {
  let ruleSet: RuleSet
  let subjects: [ShareSubject]
  /// The division by size, for wages by size.
  let sizes: FirmGrouping?
  private let bandNames = Band.allCases.map(\.name)
  private let outcomeNames = Outcome.allCases.map(\.rawValue)
  private let areaNames: [String]

  init(ruleSet: RuleSet, subjects: [ShareSubject], sizes: FirmGrouping?) {
    self.ruleSet = ruleSet
    self.subjects = subjects
    self.sizes = sizes
    areaNames = ruleSet.areas.map(\.name)
  }

  func json(_ grouping: FirmGrouping) -> JSONValue {
    .object([
      "by": .string(grouping.name),
      "groups": .array(grouping.groups.filter { $0.firms > 0 }.map(group)),
    ])
  }

  /// How firms answer the questions with shares.
  func shares(_ counts: [ShareCount]) -> JSONValue {
    .array(
      zip(subjects, counts).map { subject, count in
        var kind = "field"
        if case .rule = subject.kind { kind = "rule" }
        let target = count.target.map { JSONValue.decimal(MachineText.decimal($0, scale: 4)) }
        return .object([
          .init("of", .string(kind)), .init("name", .string(subject.name)),
          .init("yes", MachineText.count(count.yes)), .init("no", MachineText.count(count.no)),
          .init("unknown", MachineText.count(count.unknown)), .init("target", target ?? .null),
        ])
      })
  }

  /// Wage figures by size, of sizes in which some firm states a wage.
  private func wagesBySize(_ group: FirmGroup) -> JSONValue {
    .array(
      zip(sizes?.groups ?? [], group.wagesBySize).flatMap { size, wages in
        wages.filter { $0.firms > 0 }.map { figures in
          .object([.init("size", .string(size.name ?? "unknown"))] + wage(figures))
        }
      })
  }

  private func group(_ group: FirmGroup) -> JSONValue {
    .object([
      .init("name", .optional(group.name)),
      .init("firms", MachineText.count(group.firms)),
      .init("bands", counts(bandNames, group.bands)),
      .init("may_be_high", MachineText.count(group.mayBeHigh)),
      .init("outcomes", counts(outcomeNames, group.outcomes)),
      .init("workers_affected", .integer(group.workersAffected)),
      .init("area_points", counts(areaNames, group.areaPoints)),
      .init(
        "top_rules",
        .array(
          group.topRules(5).map {
            .object([
              .init("id", .string(ruleSet.rules[$0].id)), .init("fired", MachineText.count(group.fired[$0])),
            ])
          })),
      .init("wages", .array(group.wages.map { .object(wage($0)) })),
      .init("wages_by_size", wagesBySize(group)),
      .init("shares", shares(group.shares)),
    ])
  }

  private func counts(_ names: [String], _ counts: [Int]) -> JSONValue {
    .object(zip(names, counts).map { JSONValue.Member($0, MachineText.count($1)) })
  }

  /// Figures of a wage field; null where fewer than five firms state it.
  private func wage(_ figures: WageFigures) -> [JSONValue.Member] {
    let type = ruleSet.fields[figures.field].type
    func amount(_ raw: Int64?) -> JSONValue {
      raw.map { MachineText.json(.known(.number($0)), type: type, ruleSet: ruleSet) } ?? .null
    }
    return [
      .init("field", .string(ruleSet.fields[figures.field].name)),
      .init("firms", MachineText.count(figures.firms)),
      .init("lowest", amount(figures.lowest)),
      .init("median", amount(figures.median)),
      .init("average", amount(figures.average)),
    ]
  }
}
