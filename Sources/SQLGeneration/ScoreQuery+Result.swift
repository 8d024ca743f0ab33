import RuleModel

/// The last `SELECT` of the query.
extension ScoreQuery {
  private func column(_ name: String) -> SQLNode { .atom(dialect.name(name)) }

  private var isHeld: SQLNode {
    .all([.compare(column("wished"), "=", .atom("'inspect'")), column("gates_hold")])
  }

  /// Ids, with a blank between them, of rules for which a condition holds.
  private func ids(_ columns: [RuleColumn], where condition: (SQLNode) -> SQLNode) -> SQLNode {
    dialect.joinedByBlanks(
      columns.map { .when(condition(column($0.name)), dialect.textLiteral($0.rule.id)) })
  }

  func resultItems() -> [StageItem] {
    let inspects = SQLNode.all([
      .compare(column("wished"), "=", .atom("'inspect'")), column("gates_hold").negated,
    ])
    let held =
      rules.gates.isEmpty ? .atom("''") : SQLNode.when(isHeld, ids(rules.gates) { $0 }, else: .atom("''"))
    let confirm =
      rules.gates.isEmpty
      ? .atom("''") : SQLNode.when(inspects, ids(rules.gates) { $0.isNull }, else: .atom("''"))
    let outcome = SQLNode.when(isHeld, column("wished_without_visit"), else: column("wished"))
    var items = [
      StageItem(node: .atom(rank), name: ScoreColumns.rank),
      StageItem(node: .atom(InputTable.keyName), name: InputTable.keyName),
    ]
    items += ["low", "high", ScoreColumns.estimate, "band", "band_may_be", "coverage"].map {
      StageItem(node: column($0), name: $0)
    }
    items += [
      StageItem(node: outcome, name: "outcome"),
      StageItem(comment: ["gates that hold an inspection back"], node: held, name: "held_by"),
      StageItem(comment: ["gates that nobody can answer yet"], node: confirm, name: "confirm_first"),
      StageItem(node: column("workers_affected"), name: "workers_affected"),
      StageItem(node: column(ScoreColumns.more), name: ScoreColumns.more),
    ]
    items += request.ruleSet.areas.map { StageItem(node: column("area_" + $0.name), name: "area_" + $0.name) }
    items += [
      StageItem(node: ids(rules.scoring) { $0 }, name: "fired_rules"),
      StageItem(node: ids(rules.scoring) { $0.isNull }, name: "unknown_rules"),
      StageItem(
        comment: ["the fired rule with the most points, ties by id"], node: reason, name: "first_reason"),
    ]
    return items
  }

  private var reason: SQLNode {
    if let ranked = rules.byFixedPoints, !ranked.isEmpty {
      return .cases(
        ranked.map { SQLBranch(condition: column($0.name), value: dialect.textLiteral($0.rule.id)) },
        otherwise: nil)
    }
    let branches = rules.scoring.map { rule in
      SQLBranch(
        condition: .all([
          column(rule.name), .compare(column(rule.name("low")), "=", column("top_points")),
        ]), value: dialect.textLiteral(rule.rule.id))
    }
    return branches.isEmpty ? .cast(.atom("NULL"), dialect.textType) : .cases(branches, otherwise: nil)
  }

  private var rank: String {
    var keys: [String] = []
    for key in request.ruleSet.policy.rankKeys {
      let direction = key.isDescending ? "DESC" : "ASC"
      guard let variable = key.variable else {
        return window(keys + ["\(SQLPrinter.flat(dialect.byBytes(.atom(InputTable.keyName)))) \(direction)"])
      }
      keys.append("\(dialect.name(ScoreColumns.name(of: variable))) \(direction) NULLS LAST")
    }
    return window(keys + ["\(SQLPrinter.flat(dialect.byBytes(.atom(InputTable.keyName)))) ASC"])
  }

  private func window(_ keys: [String]) -> String {
    "ROW_NUMBER() OVER (\n    ORDER BY \(keys.joined(separator: ", ")))"
  }
}
