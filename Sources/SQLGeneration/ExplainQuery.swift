import Diagnostics
import RuleModel

/// Writes the query that explains one firm: every rule with its state, points and basis.
struct ExplainQuery {
  let request: SQLRequest
  let dialect: any SQLDialect
  let translator: ExpressionTranslator
  private(set) var writer: StageWriter
  let rules: RuleColumns

  private var ruleSet: RuleSet { request.ruleSet }

  init(_ request: SQLRequest, dialect: any SQLDialect, firm: String) {
    self.request = request
    self.dialect = dialect
    translator = ExpressionTranslator(request, dialect: dialect)
    writer = StageWriter(translator)
    writer.firm = firm
    rules = RuleColumns(request, all: true)
  }

  private func column(_ name: String) -> SQLNode { .atom(dialect.name(name)) }

  /// The whole query.
  func text() -> String {
    var items: [StageItem] = []
    var states: [SQLBranch] = []
    var points: [SQLBranch] = []
    for rule in rules.columns {
      let isThisRule = SQLNode.compare(column("rule_no"), "=", .integer(rule.index + 1))
      items.append(stateItem(rule))
      states.append(SQLBranch(condition: isThisRule, value: column(rule.name("state"))))
      switch RulePoints(rule, translator) {
      case nil: break
      case .constant(let constant)?:
        points.append(SQLBranch(condition: isThisRule, value: .integer(constant)))
      case .formula(let node)?:
        items.append(StageItem(node: node, name: rule.name("points")))
        points.append(SQLBranch(condition: isThisRule, value: column(rule.name("points"))))
      }
    }
    if items.isEmpty { items.append(StageItem(node: .atom(InputTable.keyName), name: InputTable.keyName)) }
    let (fields, last) = writer.stages()
    let names = ["rule_states", "rules", "rule_findings"].map { writer.stageName($0) }
    let stages =
      fields + [
        Stage(
          name: names[0], comment: ["State of each rule, and the points that differ from firm to firm"],
          body: writer.select(items, from: "FROM \(last)")),
        Stage(name: names[1] + " (\(Self.listed.joined(separator: ", ")))", comment: [], body: list),
        Stage(
          name: names[2], comment: ["One line a rule"],
          body: writer.select(
            findingItems(states, points), all: "r", from: "FROM \(names[0])\nCROSS JOIN \(names[1]) r")),
      ]
    return writer.with(stages) + "\n\n" + writer.select(resultItems, from: "FROM \(names[2])")
      + "\nORDER BY rule_no;\n"
  }

  // MARK: - Rules

  /// First match: `applies` is no, `when` is no, both are yes, anything else.
  private func stateItem(_ column: RuleColumn) -> StageItem {
    func truth(_ expression: RuleExpression, _ name: String) -> SQLNode {
      let value = translator.truth(expression, translator.firms)
      return translator.shared(value, translator.firms, named: name).node
    }
    func state(_ status: String) -> SQLNode { dialect.textLiteral(status) }
    let condition = truth(column.rule.condition, "holds")
    var branches = [
      SQLBranch(condition: condition.negated, value: state("passed")),
      SQLBranch(condition: condition, value: state("fires")),
    ]
    if let applies = column.rule.applies.map({ truth($0, "applies") }) {
      branches.insert(SQLBranch(condition: applies.negated, value: state("not applicable")), at: 0)
      branches[2].condition = .all([applies, condition])
    }
    return StageItem(
      comment: ScoreQuery.comment(column, request.language),
      node: .cases(branches, otherwise: state("unknown")), name: column.name("state"))
  }

  private static let listed = [
    "rule_no", "rule", "kind", "area", "family", "scores", "fixed_state", "least", "bound", "title", "basis",
  ]

  /// What the rules say of themselves, one line each.
  private var list: String {
    let assessed = Dictionary(uniqueKeysWithValues: rules.columns.map { ($0.index, $0) })
    let lines = ruleSet.rules.enumerated().map { index, rule -> String in
      let column = assessed[index]
      let isInEffect = rule.effective.contains(request.asOf)
      let cells =
        [
          .integer(index + 1), dialect.textLiteral(rule.id), dialect.textLiteral(rule.kind.rawValue),
          dialect.textLiteral(rule.area.map { ruleSet.areas[$0].name } ?? ""),
          dialect.textLiteral(rule.family ?? ""), column?.scores ?? false ? .yes : .no,
          dialect.textLiteral(column != nil ? "" : isInEffect ? "not assessed" : "not in effect"),
          .integer(column?.least ?? 0), .integer(column?.most ?? 0),
        ].map(SQLPrinter.flat).joined(separator: ", ")
      let texts = [
        rule.title[request.language],
        rule.basis.map { $0.text(in: request.language) }.joined(separator: "; "),
      ].map { "\n    " + SQLPrinter.flat(dialect.textLiteral($0)) }
      return "  (" + ([cells] + texts).joined(separator: ",") + ")"
    }
    return "VALUES\n" + lines.joined(separator: ",\n")
  }

  private func findingItems(_ states: [SQLBranch], _ points: [SQLBranch]) -> [StageItem] {
    let state = column("fixed_state")
    let unknown = SQLNode.cast(.atom("NULL"), dialect.numberType)
    return [
      StageItem(node: states.isEmpty ? state : .cases(states, otherwise: state), name: "state"),
      StageItem(
        comment: ["what the rule adds when it fires, NULL when that is unknown"],
        node: points.isEmpty ? unknown : .cases(points, otherwise: unknown), name: "worth"),
    ]
  }

  private var resultItems: [StageItem] {
    func isState(_ name: String) -> SQLNode {
      .compare(column("state"), "=", dialect.textLiteral(name))
    }
    let least = SQLNode.call("COALESCE", [column("worth"), column("least")])
    let bound = SQLNode.call("COALESCE", [column("worth"), column("bound")])
    let most = SQLNode.cases(
      [
        SQLBranch(condition: isState("fires"), value: bound),
        SQLBranch(condition: isState("unknown"), value: column("bound")),
      ], otherwise: .integer(0))
    return ["rule", "kind", "area", "family", "scores", "state"].map {
      StageItem(node: column($0), name: $0)
    } + [
      StageItem(
        comment: ["certain points, before families and caps"],
        node: .when(isState("fires"), least, else: .integer(0)), name: "points"),
      StageItem(comment: ["most points that it can add"], node: most, name: "most"),
      StageItem(node: column("title"), name: "title"), StageItem(node: column("basis"), name: "basis"),
    ]
  }
}
