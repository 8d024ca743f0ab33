import Diagnostics
import RuleModel

/// Writes the whole query: fields, rules, points, areas, scores, outcome, ranking.
struct ScoreQuery {
  let request: SQLRequest
  let dialect: any SQLDialect
  let translator: ExpressionTranslator
  let writer: StageWriter
  var rules: RuleColumns

  private var ruleSet: RuleSet { request.ruleSet }

  init(_ request: SQLRequest, dialect: any SQLDialect) {
    self.request = request
    self.dialect = dialect
    translator = ExpressionTranslator(request, dialect: dialect)
    writer = StageWriter(translator)
    rules = RuleColumns(request)
  }

  private func column(_ name: String) -> SQLNode { .atom(dialect.name(name)) }

  /// All stages up to the outcomes, and the name of the last one.
  mutating func stages() -> (stages: [Stage], last: String) {
    let truths = ruleItems()
    let (fields, last) = writer.stages()
    let names = ["rule_truths", "rule_counts", "rule_points", "area_points", "scores", "outcomes"].map {
      writer.stageName($0)
    }
    let counted = Stage(
      name: names[0],
      comment: ["Each rule: TRUE fires, FALSE does not (passed or not applicable), NULL unknown"],
      body: writer.select(truths, from: "FROM \(last)"))
    let rest = [
      counted,
      Stage(
        name: names[1],
        comment: [
          "Tenths of a point that an unknown rule adds to the estimate: its most x the share of firms for which",
          "it fires among those where it is known; one half of its most where fewer than 30 are known",
        ], body: writer.select(countItems(), from: "FROM \(names[0])")),
      Stage(
        name: names[2], comment: ["Points of each rule: certain, possible, estimated (tenths)"],
        body: writer.select(pointItems(), all: "t", from: "FROM \(names[0]) t\nCROSS JOIN \(names[1]) c")),
      Stage(
        name: names[3], comment: ["Points of each area, families and caps applied"],
        body: writer.select(areaItems(), all: "p", from: "FROM \(names[2]) p")),
      Stage(
        name: names[4], comment: ["Totals, and whom it harms"],
        body: writer.select(scoreItems(), all: "a", from: "FROM \(names[3]) a")),
      Stage(
        name: names[5], comment: ["What the policy says of the totals, before gates"],
        body: writer.select(outcomeItems(), all: "s", from: "FROM \(names[4]) s")),
    ]
    return (fields + rest, names[5])
  }

  // MARK: - Rules

  private mutating func ruleItems() -> [StageItem] {
    var items = [StageItem(node: .atom(InputTable.keyName), name: InputTable.keyName)]
    for position in rules.columns.indices {
      let rule = rules.columns[position].rule
      let conditions = ([rule.applies].compactMap { $0 } + [rule.condition]).map {
        translator.truth($0, translator.firms)
      }
      let node = translator.joined(conditions, isAnd: true)
      items.append(
        StageItem(comment: Self.comment(rules.columns[position], request.language), node: node, name: rule.id)
      )
      if let points = pointsItem(position) { items.append(points) }
      if rules.columns[position].hasAffects, let affects = rule.affects {
        let value = translator.translate(affects, translator.firms)
        items.append(StageItem(node: translator.wide(value), name: rules.columns[position].name("affects")))
      }
    }
    if let workers = workersItem() { items.append(workers) }
    return items
  }

  /// What stands above the column of a rule.
  static func comment(_ column: RuleColumn, _ language: Language) -> [String] {
    let rule = column.rule
    let basis = rule.basis.map { $0.text(in: language) }.joined(separator: "; ")
    let kind = rule.kind.rawValue + (column.isDraft ? ", draft" : "")
    return [
      "\(rule.id) (\(kind)): \(rule.title[language])", basis.isEmpty ? "" : "basis: \(basis)",
    ].filter { !$0.isEmpty }
  }

  /// The points of a rule that differ from firm to firm; notes them when they do not.
  private mutating func pointsItem(_ position: Int) -> StageItem? {
    let column = rules.columns[position]
    guard column.scores, let points = RulePoints(column, translator) else { return nil }
    switch points {
    case .constant(let constant):
      rules.columns[position].constantPoints = constant
      return nil
    case .formula(let node): return StageItem(node: node, name: column.name("points"))
    }
  }

  private func workersItem() -> StageItem? {
    guard let field = ruleSet.field(with: .workers),
      request.hasColumn(field, in: nil) || ruleSet.fields[field].derivation != nil
    else { return nil }
    let value = translator.field(field, translator.firms)
    return StageItem(node: translator.wide(value), name: "workers of the firm")
  }

  // MARK: - Points

  private func countItems() -> [StageItem] {
    let items = rules.scoring.map { column -> StageItem in
      let truth = self.column(column.name)
      let known = SQLNode.call("COUNT", [truth])
      let share = dialect.quotient(
        .add(.multiply(.integer(20 * column.most), .countWhere(truth)), known), .multiply(.integer(2), known))
      let node = SQLNode.when(
        .compare(known, "<", .integer(30)), .integer(5 * column.most), else: share)
      return StageItem(node: node, name: column.name("share"))
    }
    return items.isEmpty ? [StageItem(node: .call("COUNT", [.atom("*")]), name: "firms")] : items
  }

  private func pointItems() -> [StageItem] {
    rules.scoring.flatMap { column -> [StageItem] in
      let truth = self.column(column.name)
      let points = self.column(column.name("points"))
      func fired(_ unknown: Int, factor: Int) -> SQLNode {
        if let constant = column.constantPoints { return .integer(constant * factor) }
        let value = factor == 1 ? points : SQLNode.multiply(.integer(factor), points)
        return .call("COALESCE", [value, .integer(unknown)])
      }
      func item(_ suffix: String, _ fires: SQLNode, unknown: SQLNode?) -> StageItem {
        var branches = [SQLBranch(condition: truth, value: fires)]
        if let unknown { branches.append(SQLBranch(condition: truth.isNull, value: unknown)) }
        return StageItem(node: .cases(branches, otherwise: .integer(0)), name: column.name(suffix))
      }
      return [
        item("low", fired(column.least, factor: 1), unknown: nil),
        item("high", fired(column.most, factor: 1), unknown: .integer(column.most)),
        item(
          "est", fired(5 * (column.least + column.most), factor: 10),
          unknown: .atom("c." + dialect.name(column.name("share")))),
      ]
    }
  }

  private func areaItems() -> [StageItem] {
    ruleSet.areas.indices.flatMap { area -> [StageItem] in
      let name = "area_" + ruleSet.areas[area].name
      func total(_ suffix: String, unit: Int) -> SQLNode {
        let groups = rules.groups[area].map { group in
          dialect.greatest(group.map { column(rules.columns[$0].name(suffix)) })
        }
        return groups.isEmpty
          ? .integer(0) : dialect.least([.integer(rules.caps[area] * unit), .sum(groups)])
      }
      let title = "\(ruleSet.areas[area].title[request.language]), at most \(rules.caps[area])"
      return [
        StageItem(comment: [title], node: total("low", unit: 1), name: name),
        StageItem(node: total("high", unit: 1), name: name + " high"),
        StageItem(node: total("est", unit: 10), name: name + " est"),
      ]
    }
  }

  // MARK: - Totals

  private func scoreItems() -> [StageItem] {
    func areas(_ suffix: String) -> SQLNode {
      .sum(ruleSet.areas.map { column("area_" + $0.name + suffix) })
    }
    func flag(_ nodes: [SQLNode]) -> SQLNode { nodes.isEmpty ? .no : .when(.any(nodes), .yes, else: .no) }
    let violations = rules.violations
    let harmful = violations.filter(\.hasAffects)
    let reasons = rules.scoring.map {
      SQLNode.when(column($0.name), column($0.name("low")), else: .integer(-1))
    }
    let top = StageItem(node: dialect.greatest([.integer(-1)] + reasons), name: "top_points")
    return [
      StageItem(node: areas(""), name: "low"),
      StageItem(node: areas(" high"), name: "high"),
      StageItem(node: areas(" est"), name: ScoreColumns.estimate),
      StageItem(node: .integer(rules.coverage), name: "coverage"),
      StageItem(
        node: .sum(violations.map { column($0.name("low")) }),
        name: ScoreVariable.violationPoints.rawValue),
      StageItem(
        node: .sum(violations.map { .when(column($0.name), .integer(1), else: .integer(0)) }),
        name: ScoreVariable.violationsFired.rawValue),
      StageItem(node: affected(harmful), name: ScoreVariable.workersAffected.rawValue),
      StageItem(
        node: flag(harmful.map { .all([column($0.name), column($0.name("affects")).isNull]) }),
        name: ScoreColumns.more),
      StageItem(node: flag(rules.gates.map { column($0.name) }), name: "gates_hold"),
    ] + (rules.byFixedPoints == nil ? [top] : [])
  }

  /// The most that one fired violation harms, at most the firm's workers.
  private func affected(_ harmful: [RuleColumn]) -> SQLNode {
    let figures = harmful.map { column in
      SQLNode.when(
        self.column(column.name), .call("COALESCE", [self.column(column.name("affects")), .integer(0)]),
        else: .integer(0))
    }
    let most = dialect.greatest([.integer(0)] + figures)
    guard workersItem() != nil, !harmful.isEmpty else { return most }
    let workers = column("workers of the firm")
    let limit = SQLNode.when(.compare(workers, ">=", .integer(0)), workers, else: .integer(Int64.max))
    return dialect.least([most, limit])
  }

  private func outcomeItems() -> [StageItem] {
    let scope = SQLScope(source: nil, isOpen: false)
    let conditions = ruleSet.policy.outcomes.map { condition in
      (condition.outcome, translator.truth(condition.condition, scope).node)
    }
    func first(_ conditions: [(Outcome, SQLNode)]) -> SQLNode {
      let branches = conditions.map {
        SQLBranch(condition: $0.1, value: dialect.textLiteral($0.0.rawValue))
      }
      let none = dialect.textLiteral(Outcome.none.rawValue)
      return branches.isEmpty ? none : .cases(branches, otherwise: none)
    }
    func band(_ score: String) -> SQLNode {
      let branches = Band.allCases.dropFirst().reversed().map { band in
        SQLBranch(
          condition: .compare(column(score), ">=", .integer(ruleSet.policy.bandLimits[band.rawValue])),
          value: dialect.textLiteral(band.name))
      }
      return .cases(branches, otherwise: dialect.textLiteral(Band.low.name))
    }
    return [
      StageItem(node: band("low"), name: "band"), StageItem(node: band("high"), name: "band_may_be"),
      StageItem(node: first(conditions), name: "wished"),
      StageItem(node: first(conditions.filter { $0.0 != .inspect }), name: "wished_without_visit"),
    ]
  }
}
