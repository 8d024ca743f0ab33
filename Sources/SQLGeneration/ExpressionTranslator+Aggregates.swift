import RuleModel

/// Aggregates: row terms become columns of the rows, results columns of a query grouped by firm.
extension ExpressionTranslator {
  /// The parts of an aggregate, over rows.
  private struct Terms {
    var condition: SQLValue?
    var value: SQLValue?
    var order: SQLValue?

    var all: [SQLValue] { [condition, value, order].compactMap { $0 } }

    /// A condition on rows that count.
    func counted(_ more: [SQLNode] = []) -> SQLNode { .all((condition.map { [$0.node] } ?? []) + more) }

    /// Whether every row is known to count or not.
    var isDecided: [SQLNode] {
      guard let condition, !condition.isKnown else { return [] }
      return [.compare(.call("COUNT", [condition.node]), "=", .call("COUNT", [.atom("*")]))]
    }

    /// That no row that counts has an unknown value.
    func isKnown(_ value: SQLValue) -> [SQLNode] {
      if value.isKnown { return [] }
      let isUnknown = [value.node.isNull] + (value.none.map { [$0.negated] } ?? [])
      return [.compare(.countWhere(counted(isUnknown)), "=", .integer(0))]
    }
  }

  func aggregate(_ aggregate: Aggregate, type: ValueType) -> SQLValue {
    guard let rows = rowScopes[aggregate.source] else {
      return unknown(type, because: "\(ruleSet.sources[aggregate.source].name): no table")
    }
    var terms = Terms()
    terms.condition = aggregate.condition.map { shared(truth($0, rows), rows, named: "counts") }
    let wish = aggregate.function.rawValue
    if aggregate.function == .any || aggregate.function == .all {
      return settled(aggregate, terms, rows)
    }
    terms.value = aggregate.value.map { shared(translate($0, rows), rows) }
    terms.order = aggregate.order.map { shared(translate($0, rows), rows) }
    switch aggregate.function {
    case .latest: return latest(aggregate, terms, rows, type)
    case .count:
      let number = SQLNode.call("COUNT", [terms.condition.map { .when($0.node, .integer(1)) } ?? .atom("*")])
      let node = terms.isDecided.isEmpty ? number : .when(.all(terms.isDecided), number)
      return grouped(aggregate, wish, node, stage: SQLValue.stage(terms.all), without: .integer(0))
    default: return folded(aggregate, terms)
    }
  }

  /// `sum`, `min`, `max`: any unknown value gives unknown, else any none gives none.
  private func folded(_ aggregate: Aggregate, _ terms: Terms) -> SQLValue {
    guard let value = terms.value else { return unknown(.truth) }
    let stage = SQLValue.stage(terms.all)
    let isSum = aggregate.function == .sum
    let cells = terms.condition == nil ? wide(value) : .when(terms.counted(), wide(value))
    var node = SQLNode.call(aggregate.function.rawValue.uppercased(), [cells])
    if isSum { node = .call("COALESCE", [.cast(node, dialect.numberType), .integer(0)]) }
    let isKnown = terms.isDecided + terms.isKnown(value)
    var demands = isKnown
    var none: SQLNode?
    if let isNone = value.none {
      let count = SQLNode.countWhere(terms.counted([isNone]))
      demands.append(.compare(count, "=", .integer(0)))
      none = .all(isKnown + [.compare(count, ">", .integer(0))])
    }
    if !demands.isEmpty { node = .when(.all(demands), node) }
    return grouped(
      aggregate, aggregate.function.rawValue, node, none: none, stage: stage,
      without: isSum ? .integer(0) : nil)
  }

  /// `any` and `all`: Kleene over the rows; a row that is not known to count is unknown.
  private func settled(_ aggregate: Aggregate, _ terms: Terms, _ rows: SQLScope) -> SQLValue {
    guard let expression = aggregate.value else { return unknown(.truth) }
    let isAny = aggregate.function == .any
    var value = truth(expression, rows)
    if let condition = terms.condition {
      let branches = [
        SQLBranch(condition: condition.node, value: value.node),
        SQLBranch(condition: condition.node.negated, value: isAny ? .no : .yes),
      ]
      value = SQLValue(.cases(branches, otherwise: nil), stage: SQLValue.stage([value, condition]))
    }
    value = shared(value, rows, named: "holds")
    let settling = isAny ? value.node : value.node.negated
    let node = SQLNode.cases(
      [
        SQLBranch(condition: .compare(.countWhere(settling), ">", .integer(0)), value: isAny ? .yes : .no),
        SQLBranch(
          condition: .compare(.call("COUNT", [value.node]), "=", .call("COUNT", [.atom("*")])),
          value: isAny ? .no : .yes),
      ], otherwise: nil)
    return grouped(
      aggregate, aggregate.function.rawValue, node, stage: value.stage, without: isAny ? .no : .yes)
  }

  /// The value in the last row with the latest date; a row whose date is none is never the latest.
  private func latest(_ aggregate: Aggregate, _ terms: Terms, _ rows: SQLScope, _ type: ValueType) -> SQLValue
  {
    guard let value = terms.value, let order = terms.order else { return unknown(type) }
    let stage = SQLValue.stage(terms.all)
    let isCandidate = terms.counted([order.node.isNotNull])
    let last = SQLPrinter.flat(.when(isCandidate, .integer(0), else: .integer(1)))
    let window =
      "ROW_NUMBER() OVER (PARTITION BY \(InputTable.keyName) ORDER BY \(last), "
      + "\(SQLPrinter.flat(order.node)) DESC NULLS LAST, \(InputTable.rowNumberName) DESC)"
    let place = rows.column("place", .atom(window), stage: stage + 1)
    let isFirst = SQLNode.all([.compare(column(place.name), "=", .integer(1)), isCandidate])
    var pick = SQLNode.call("MAX", [.when(isFirst, wide(value))])
    if type == .truth {
      let number = SQLNode.cases(
        [
          SQLBranch(condition: .all([isFirst, value.node]), value: .integer(1)),
          SQLBranch(condition: .all([isFirst, value.node.negated]), value: .integer(0)),
        ], otherwise: nil)
      pick = .compare(.call("MAX", [number]), "=", .integer(1))
    }
    let demands = terms.isDecided + terms.isKnown(order)
    let node = demands.isEmpty ? pick : .when(.all(demands), pick)
    let none = value.none.map { isNone in
      SQLNode.all(demands + [.compare(.countWhere(.all([isFirst, isNone])), ">", .integer(0))])
    }
    return grouped(aggregate, "latest", node, none: none, stage: place.stage, without: nil)
  }

  /// A firm column for an aggregate: a firm without rows gets `without` when the list is complete, else unknown.
  private func grouped(
    _ aggregate: Aggregate, _ wish: String, _ node: SQLNode, none: SQLNode? = nil, stage: Int,
    without: SQLNode?
  ) -> SQLValue {
    let key = GroupKey(source: aggregate.source, stage: stage)
    let name = "\(ruleSet.sources[aggregate.source].name)_\(wish)"
    func read(_ node: SQLNode, _ name: String, without: SQLNode?) -> SQLNode {
      let member = groupColumn(key, name, node)
      let reference = SQLNode.atom(member)
      guard let without else { return reference }
      return .when(.atom("\(keyColumn(of: key)) IS NULL"), without, else: reference)
    }
    let isComplete = request.completeSources.contains(aggregate.source)
    let column = firms.column(
      name, read(node, name, without: isComplete ? without : nil), stage: stage + 1, group: key)
    var value = SQLValue(self.column(column.name), stage: column.stage)
    if let none {
      let flag = firms.column(
        name + "_is_none", read(none, name + "_is_none", without: .no), stage: stage + 1, group: key)
      value.none = self.column(flag.name)
    }
    return value
  }

  /// Name of the grouped key of a group, unlike any other column.
  func keyColumn(of key: GroupKey) -> String {
    dialect.name("\(ruleSet.sources[key.source].name)_key_\(key.stage)")
  }

  /// Name, quoted, of a grouped column with this expression.
  private func groupColumn(_ key: GroupKey, _ wish: String, _ node: SQLNode) -> String {
    if let known = groups[key]?.first(where: { $0.node == node }) { return known.name }
    let count = groups.values.reduce(0) { $0 + $1.count }
    let name = dialect.name("\(wish)_g\(count + 1)")
    groups[key, default: []].append((name, node))
    return name
  }
}
