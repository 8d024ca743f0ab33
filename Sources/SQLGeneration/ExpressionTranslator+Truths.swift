import RuleModel

extension String {
  /// A literal without the name of what it stands for.
  var withoutRemark: Substring {
    guard hasSuffix(" */") else { return self[...] }
    var start = endIndex
    var place = startIndex
    while place < endIndex {
      if self[place...].hasPrefix(" /* ") { start = place }
      place = index(after: place)
    }
    return self[..<start]
  }
}

/// Logic, comparisons and choices between values.
extension ExpressionTranslator {
  func logic(_ expression: RuleExpression, _ scope: SQLScope) -> SQLValue {
    switch expression.kind {
    case .not(let inner):
      let inner = truth(inner, scope)
      if inner.isNever { return inner }
      if inner.node == .yes || inner.node == .no {
        return SQLValue(inner.node == .yes ? .no : .yes, stage: 0).known
      }
      return known(SQLValue(inner.node.negated, stage: inner.stage), [inner])
    case .and(let all):
      let truths = all.map { truth($0, scope) }
      return known(SQLValue(joined(truths, isAnd: true), stage: SQLValue.stage(truths)), truths)
    case .or(let all):
      let truths = all.map { truth($0, scope) }
      return known(SQLValue(joined(truths, isAnd: false), stage: SQLValue.stage(truths)), truths)
    case .compare(let comparison, let first, let second):
      let operands = [translate(first, scope), translate(second, scope)]
      if let never = operands.first(where: \.isNever) { return self.never(never, expression) }
      return compared(comparison, operands[0], operands[1], scope)
    case .isNone(let inner): return isNone(translate(inner, scope), scope)
    case .inSet(let inner, let index, let prefix):
      return inSet(translate(inner, scope), index, prefix: prefix, expression, scope)
    case .conditional(let condition, let first, let second):
      return conditional(
        truth(condition, scope), translate(first, scope), translate(second, scope),
        never: unknown(expression.type), scope)
    default: return unknown(expression.type)
    }
  }

  /// Operands joined, without constants that settle nothing; a constant that settles all stands alone.
  func joined(_ truths: [SQLValue], isAnd: Bool) -> SQLNode {
    let settling: SQLNode = isAnd ? .no : .yes
    let neutral: SQLNode = isAnd ? .yes : .no
    if truths.contains(where: { $0.node == settling }) { return settling }
    let nodes = truths.map(\.node).filter { $0 != neutral }
    return isAnd ? .all(nodes) : .any(nodes)
  }

  /// Marks a result as never NULL when no operand is.
  func known(_ value: SQLValue, _ operands: [SQLValue]) -> SQLValue {
    var value = value
    value.isKnown = operands.allSatisfy(\.isKnown)
    return value
  }

  /// A comparison with none is no, with an unknown operand unknown.
  private func compared(
    _ comparison: Comparison, _ first: SQLValue, _ second: SQLValue, _ scope: SQLScope
  ) -> SQLValue {
    let symbol = comparison == .notEqual ? "<>" : comparison.rawValue
    if let settled = settled(comparison, first, second) {
      return SQLValue(settled ? .yes : .no, stage: 0).known
    }
    if let node = comparedBranches(comparison, first, second) {
      return SQLValue(node, stage: SQLValue.stage([first, second]))
    }
    guard first.none != nil || second.none != nil else {
      let node = SQLNode.compare(first.node, symbol, second.node)
      return known(SQLValue(node, stage: SQLValue.stage([first, second])), [first, second])
    }
    let first = shared(first, scope)
    let second = shared(second, scope)
    var cases: [SQLNode] = []
    if let none = first.none { cases.append(.all([none] + [second.isAnswered].compactMap { $0 })) }
    if let none = second.none { cases.append(.all([none] + [first.isAnswered].compactMap { $0 })) }
    let node = SQLNode.when(.any(cases), .no, else: .compare(first.node, symbol, second.node))
    return SQLValue(node, stage: SQLValue.stage([first, second]))
  }

  /// The outcome of a comparison of constants.
  private func settled(_ comparison: Comparison, _ first: SQLValue, _ second: SQLValue) -> Bool? {
    if let left = first.literal, let right = second.literal {
      switch comparison {
      case .equal: return left == right
      case .notEqual: return left != right
      case .less: return left < right
      case .lessOrEqual: return left <= right
      case .greater: return left > right
      case .greaterOrEqual: return left >= right
      }
    }
    guard first.isKnown, second.isKnown, first.node.isConstantAtom, second.node.isConstantAtom,
      comparison == .equal || comparison == .notEqual,
      case .atom(let left) = first.node, case .atom(let right) = second.node
    else { return nil }
    // Texts are equal when their bytes are; Swift's own equality would take composed and decomposed letters for one.
    let isSame = left.withoutRemark.utf8.elementsEqual(right.withoutRemark.utf8)
    return isSame == (comparison == .equal)
  }

  private func isNone(_ inner: SQLValue, _ scope: SQLScope) -> SQLValue {
    if inner.isKnown, inner.none == nil { return SQLValue(.no, stage: inner.stage).known }
    let inner = shared(inner, scope)
    let isKnown = SQLBranch(condition: inner.node.isNotNull, value: .no)
    let isNone = inner.none.map { [SQLBranch(condition: $0, value: .yes)] } ?? []
    return SQLValue(.cases(isNone + [isKnown], otherwise: nil), stage: inner.stage)
  }

  private func inSet(
    _ inner: SQLValue, _ index: SetIndex, prefix: Bool, _ expression: RuleExpression, _ scope: SQLScope
  ) -> SQLValue {
    let entry = ruleSet.sets[index].entry(on: request.asOf)
    let inner = shared(inner, scope)
    var node: SQLNode
    if let entry {
      node = membership(of: inner.node, in: entry.members, prefix: prefix, expression)
    } else {
      node = unknown(.truth, because: "\(ruleSet.sets[index].name): no members on this date").node
    }
    if let none = inner.none { node = .when(none, .no, else: node) }
    return SQLValue(node, stage: inner.stage)
  }

  private func membership(
    of text: SQLNode, in members: [String], prefix: Bool, _ expression: RuleExpression
  ) -> SQLNode {
    var lengths: [(length: Int, members: [SQLNode])] = []
    for member in members {
      let length = prefix ? member.unicodeScalars.count : -1
      let literal = self.literal(member, expression.span)
      if let position = lengths.firstIndex(where: { $0.length == length }) {
        if !lengths[position].members.contains(literal) { lengths[position].members.append(literal) }
      } else {
        lengths.append((length, [literal]))
      }
    }
    if lengths.isEmpty { return .when(text.isNotNull, .no) }
    return .any(
      lengths.map { group in
        switch group.length {
        case 0: return .when(text.isNotNull, .yes)
        case -1: return .isIn(text, group.members)
        default:
          return .isIn(.call("SUBSTR", [text, .integer(1), .integer(group.length)]), group.members)
        }
      })
  }

  /// `if` with an unknown condition is unknown, so `CASE` may not fall through to `ELSE`.
  private func conditional(
    _ condition: SQLValue, _ first: SQLValue, _ second: SQLValue, never: SQLValue, _ scope: SQLScope
  ) -> SQLValue {
    let condition = shared(condition, scope)
    func choose(_ yes: SQLNode, _ no: SQLNode, unknown: SQLNode?) -> SQLNode {
      if condition.isKnown { return .when(condition.node, yes, else: no) }
      return .cases(
        [
          SQLBranch(condition: condition.node, value: yes),
          SQLBranch(condition: condition.node.negated, value: no),
        ], otherwise: unknown)
    }
    // A constant condition leaves one branch, with its own width.
    if condition.node == .yes { return first }
    if condition.node == .no { return second }
    if condition.isNever || first.isNever && second.isNever { return never }
    if first.isNever || second.isNever {
      // What the other branch leaves open is NULL anyway.
      let test = first.isNever ? condition.node.negated : condition.node
      let chosen = first.isNever ? second : first
      var value = SQLValue(.when(test, chosen.node), stage: SQLValue.stage([condition, chosen]))
      value.none = chosen.none.map { .when(test, $0, else: .no) }
      value.isNarrow = chosen.isNarrow
      return value
    }
    var value = SQLValue(
      choose(first.node, second.node, unknown: nil), stage: SQLValue.stage([condition, first, second]))
    value.isNarrow = first.isNarrow && second.isNarrow
    if first.none != nil || second.none != nil {
      value.none = choose(first.none ?? .no, second.none ?? .no, unknown: .no)
    }
    return known(value, [condition, first, second])
  }
}
