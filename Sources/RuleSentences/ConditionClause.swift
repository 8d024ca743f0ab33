import RuleModel

/// A condition as a lawyer takes it apart: single claims, and how they hang together.
public indirect enum ConditionClause: Hashable, Sendable {
  /// One claim.
  case claim([SentencePiece])
  /// All of several clauses.
  case all([ConditionClause])
  /// At least one of several clauses.
  case any([ConditionClause])
  /// That something composed does not hold.
  case none(of: ConditionClause)
  /// A clause and what excepts from it.
  case exception(ConditionClause, unless: ConditionClause)

  /// Whether the clause is clear in one line: no `and` inside an `or` or the other way round, and few claims.
  var fitsOneLine: Bool {
    switch self {
    case .claim: return true
    case .all(let clauses), .any(let clauses): return depth < 2 && clauses.count < 4
    case .none(let inner): return inner.fitsOneLine
    case .exception(let body, let exception): return body.fitsOneLine && exception.fitsOneLine
    }
  }

  /// How many `and` and `or` lie one inside the other.
  var depth: Int {
    switch self {
    case .claim: return 0
    case .all(let clauses), .any(let clauses): return 1 + (clauses.map(\.depth).max() ?? 0)
    case .none(let inner): return inner.depth
    case .exception(let body, let exception): return max(body.depth, exception.depth)
    }
  }
}

/// Takes conditions apart into clauses.
struct ClauseBuilder {
  let writer: ExpressionWriter

  func clause(_ expression: RuleExpression) -> ConditionClause {
    switch expression.kind {
    case .named(_, let inner): return clause(inner)
    case .and(let operands):
      if writer.between(expression, operands, isNegated: false) != nil { break }
      if let (body, exception) = exception(operands) {
        return .exception(clause(body), unless: clause(exception))
      }
      return .all(
        operands.map(clause).flatMap { clause in
          if case .all(let inner) = clause { return inner }
          return [clause]
        })
    case .or(let operands):
      if writer.oneOf(operands, isNegated: false) != nil { break }
      return .any(
        operands.map(clause).flatMap { clause in
          if case .any(let inner) = clause { return inner }
          return [clause]
        })
    case .not(let inner): return negation(of: inner, in: expression)
    default: break
    }
    return .claim(writer.pieces(expression))
  }

  private func negation(of inner: RuleExpression, in whole: RuleExpression) -> ConditionClause {
    if case .named(_, let meaning) = inner.kind { return negation(of: meaning, in: whole) }
    if case .not(let twice) = inner.kind { return clause(twice) }
    let positive = clause(inner)
    if case .claim = positive { return .claim(writer.negation(inner).pieces) }
    return .none(of: positive)
  }

  /// The parts of `X unless Y`, whose negation stands at the place of Y itself; a `not` that is written begins earlier.
  private func exception(_ operands: [RuleExpression]) -> (RuleExpression, RuleExpression)? {
    guard operands.count == 2, case .not(let inner) = operands[1].kind, operands[1].span == inner.span else {
      return nil
    }
    if case .isNone = inner.kind { return nil }
    return (operands[0], inner)
  }
}
