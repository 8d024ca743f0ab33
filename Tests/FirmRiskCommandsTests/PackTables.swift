import RuleModel

/// The tables of a pack's README, written from its rules.
struct PackTables {
  let ruleSet: RuleSet
  /// The rules to count: all of a pack that stands alone, else those that it adds.
  let rules: [Rule]
  /// The day on which a rule counts as ended.
  let day: CivilDate

  private func status(_ rule: Rule) -> String {
    if let end = rule.effective.to, end < day { return "ended" }
    return rule.isDraft ? "draft" : "in force"
  }

  private func count(_ kind: RuleKind, _ wanted: String, in area: Int?) -> Int {
    rules.filter { $0.kind == kind && $0.area == area && status($0) == wanted }.count
  }

  /// Rules by area, kind and status.
  var counts: String {
    let columns: [(kind: RuleKind, status: String)] = [
      (.violation, "in force"), (.violation, "draft"), (.violation, "ended"), (.indicator, "in force"),
      (.indicator, "draft"), (.gate, "in force"), (.gate, "draft"),
    ]
    var lines = [
      "| Area | Cap | " + columns.map { "\($0.kind.rawValue)s \($0.status)" }.joined(separator: " | ")
        + " | All |",
      "| --- |" + String(repeating: " ---: |", count: columns.count + 2),
    ]
    func line(_ name: String, _ cap: String, _ numbers: [Int]) -> String {
      let cells = numbers.map { $0 == 0 ? "–" : "\($0)" }
      return "| " + ([name, cap] + cells + ["\(numbers.reduce(0, +))"]).joined(separator: " | ") + " |"
    }
    let areas: [Int?] = ruleSet.areas.indices.map { $0 } + [nil]
    for area in areas {
      let numbers = columns.map { count($0.kind, $0.status, in: area) }
      if numbers.allSatisfy({ $0 == 0 }) { continue }
      let name = area.map { "`\(ruleSet.areas[$0].name)`" } ?? "gates"
      lines.append(line(name, area.map { "\(ruleSet.areas[$0].cap)" } ?? "–", numbers))
    }
    let totals = columns.map { column in areas.reduce(0) { $0 + count(column.kind, column.status, in: $1) } }
    let cap = ruleSet.areas.indices.filter { area in rules.contains { $0.area == area } }
      .reduce(0) { $0 + ruleSet.areas[$1].cap }
    lines.append(line("**all**", "\(cap)", totals))
    return lines.joined(separator: "\n") + "\n"
  }

  /// Every rule in the order of its area and id.
  var list: String {
    var text = ""
    for (index, area) in ruleSet.areas.enumerated() {
      let members = rules.filter { $0.area == index }
      if !members.isEmpty { text += section("\(area.name) (cap \(area.cap))", members) }
    }
    let gates = rules.filter { $0.area == nil }
    if !gates.isEmpty { text += section("gate", gates) }
    return text
  }

  private func section(_ title: String, _ members: [Rule]) -> String {
    var lines = [
      "### \(title)", "", "| Rule | Kind | Status | Most points | Meaning |",
      "| --- | --- | --- | ---: | --- |",
    ]
    for rule in members {
      let points = rule.points.map { "\($0.most)" } ?? "–"
      lines.append(
        "| `\(rule.id)` | \(rule.kind.rawValue) | \(status(rule)) | \(points) | \(rule.title.en) |")
    }
    return lines.joined(separator: "\n") + "\n\n"
  }
}
