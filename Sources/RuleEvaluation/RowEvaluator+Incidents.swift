import Diagnostics
import RuleModel

/// An expression with its value for a firm, and those of its operands.
public struct EvaluationTrace: Sendable {
  /// The expression.
  public var expression: RuleExpression
  /// Its value.
  public var value: EvaluatedValue
  /// Its operands in the order of the text; empty for aggregates, whose operands have one value a row.
  public var operands: [EvaluationTrace]
}

extension RowEvaluator {
  /// Values of an expression and of everything below it.
  public func trace(_ expression: RuleExpression, firm: FirmRecord) -> EvaluationTrace {
    var operands: [RuleExpression] = expression.operands
    if case .aggregate = expression.kind { operands = [] }
    return EvaluationTrace(
      expression: expression, value: value(of: expression, firm: firm),
      operands: operands.map { trace($0, firm: firm) })
  }

  /// What is counted for a firm when these rules are in effect.
  ///
  /// Meaning has no short circuit, so every expression of the rules counts whatever stands around it, and a
  /// derivation counts wherever the cell of its field is unknown.
  public func incidents(of rules: [Rule], firm: FirmRecord) -> Set<DataIncident> {
    var walk = IncidentWalk(evaluator: self)
    for rule in rules {
      for expression in [rule.applies, rule.condition, rule.points?.expression, rule.affects] {
        if let expression { walk.visit(expression, Place(firm: firm), isCounted: true) }
      }
    }
    return walk.found
  }
}

/// Finds the incidents of expressions and of the derivations that they read.
private struct IncidentWalk {
  let evaluator: RowEvaluator
  var found: Set<DataIncident> = []

  init(evaluator: RowEvaluator) { self.evaluator = evaluator }

  mutating func visit(_ expression: RuleExpression, _ place: Place, isCounted: Bool) {
    switch expression.kind {
    case .aggregate(let aggregate):
      visitRows(of: aggregate, expression, place, isCounted: isCounted)
      return
    case .field(let index):
      visitDerivation(of: index, place)
      return
    case .lookup(let index, let keys, let date):
      let values = keys.map { evaluator.value($0, place) }
      if isCounted && evaluator.lookup(index, values, date).isMissing {
        found.insert(DataIncident(kind: .missingKey(index), span: expression.span))
      }
    default: break
    }
    if isCounted, let divisor = expression.divisor, evaluator.value(divisor, place) == .known(.number(0)) {
      found.insert(DataIncident(kind: .zeroDivisor, span: expression.span))
    }
    for operand in expression.operands { visit(operand, place, isCounted: isCounted) }
  }

  private mutating func visitRows(
    of aggregate: Aggregate, _ expression: RuleExpression, _ place: Place, isCounted: Bool
  ) {
    guard let rows = evaluator.rows(of: aggregate, place) else { return }
    // A firm's derivation counts even for a firm without rows.
    var firmFields: Set<FieldIndex> = []
    expression.visit { part in
      if case .field(let index) = part.kind { firmFields.insert(index) }
    }
    for index in firmFields where !evaluator.ruleSet.fields[index].sources.contains(aggregate.source) {
      visitDerivation(of: index, Place(firm: place.firm))
    }
    for row in rows {
      for operand in expression.operands { visit(operand, row, isCounted: isCounted) }
    }
  }

  private mutating func visitDerivation(of index: FieldIndex, _ place: Place) {
    guard let derivation = evaluator.ruleSet.fields[index].derivation else { return }
    let isDerived = evaluator.cell(index, place) == .unknown
    visit(derivation.expression, place.without(index, evaluator), isCounted: isDerived)
  }
}

extension Place {
  /// The place where the derivation of a field is evaluated: the row only for a field of the rows' source.
  fileprivate func without(_ index: FieldIndex, _ evaluator: RowEvaluator) -> Place {
    guard let source, !evaluator.ruleSet.fields[index].sources.contains(source) else { return self }
    return Place(firm: firm)
  }
}
