import Diagnostics
import RiskScoring
import RuleModel

/// Writes groupings for `summary.json`.
struct GroupSummary {
  let ruleSet: RuleSet
  let subjects: [ShareSubject]
  /// The division by size, for wages by size.
  let sizes: FirmGrouping?

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
        return .object([
          "of": .string(kind), "name": .string(subject.name), "yes": MachineText.count(count.yes),
          "no": MachineText.count(count.no), "unknown": MachineText.count(count.unknown),
          "target": count.target.map { .decimal(MachineText.decimal($0, scale: 4)) } ?? .null,
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
      "name": .optional(group.name),
      "firms": MachineText.count(group.firms),
      "bands": .object(
        Band.allCases.map { JSONValue.Member($0.name, MachineText.count(group.bands[$0.rawValue])) }),
      "may_be_high": MachineText.count(group.mayBeHigh),
      "outcomes": .object(
        Outcome.allCases.enumerated().map {
          JSONValue.Member($1.rawValue, MachineText.count(group.outcomes[$0]))
        }),
      "workers_affected": .integer(group.workersAffected),
      "area_points": .object(
        ruleSet.areas.enumerated().map {
          JSONValue.Member($1.name, MachineText.count(group.areaPoints[$0]))
        }),
      "top_rules": .array(
        group.topRules(5).map {
          .object(["id": .string(ruleSet.rules[$0].id), "fired": MachineText.count(group.fired[$0])])
        }),
      "wages": .array(group.wages.map { .object(wage($0)) }),
      "wages_by_size": wagesBySize(group),
      "shares": shares(group.shares),
    ])
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
