import Diagnostics
import RiskScoring
import RuleModel

/// Writes groupings for `summary.json`.
struct GroupSummary {
  let ruleSet: RuleSet

  func json(_ grouping: FirmGrouping) -> JSONValue {
    .object([
      "by": .string(grouping.name),
      "groups": .array(grouping.groups.filter { $0.firms > 0 }.map(group)),
    ])
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
      "wages": .array(group.wages.map(wage)),
    ])
  }

  /// Figures of a wage field; null where fewer than five firms state it.
  private func wage(_ figures: WageFigures) -> JSONValue {
    let type = ruleSet.fields[figures.field].type
    func amount(_ raw: Int64?) -> JSONValue {
      raw.map { MachineText.json(.known(.number($0)), type: type, ruleSet: ruleSet) } ?? .null
    }
    return .object([
      "field": .string(ruleSet.fields[figures.field].name),
      "firms": MachineText.count(figures.firms),
      "lowest": amount(figures.lowest),
      "median": amount(figures.median),
      "average": amount(figures.average),
    ])
  }
}
