import RuleModel

/// Comparisons of a choice between constants.
extension ExpressionTranslator {
  /// A comparison with a constant, made branch by branch; nil where a branch holds more than a constant.
  ///
  /// DuckDB 2.0.0 proves that `CASE WHEN c THEN 'a' END = 'b'` is never true and then fails on its own proof
  /// ("BindBuiltinScalarFunction did not return a BoundFunctionExpression"); `CASE WHEN c THEN FALSE END` says the same.
  func comparedBranches(_ comparison: Comparison, _ first: SQLValue, _ second: SQLValue) -> SQLNode? {
    guard first.none == nil, second.none == nil else { return nil }
    if case .cases(let branches, let otherwise) = first.node, let other = ConstantText(second.node) {
      return mapped(branches, otherwise) { comparison.holds($0, other) }
    }
    if case .cases(let branches, let otherwise) = second.node, let other = ConstantText(first.node) {
      return mapped(branches, otherwise) { comparison.holds(other, $0) }
    }
    return nil
  }

  private func mapped(
    _ branches: [SQLBranch], _ otherwise: SQLNode?, _ holds: (ConstantText) -> Bool?
  ) -> SQLNode? {
    func outcome(_ node: SQLNode) -> SQLNode? {
      if case .atom(let text) = node, text.hasPrefix("CAST(NULL") { return unknown(.truth).node }
      if case .cases(let inner, let otherwise) = node { return mapped(inner, otherwise, holds) }
      return ConstantText(node).flatMap(holds).map { $0 ? .yes : .no }
    }
    var decided: [SQLBranch] = []
    for branch in branches {
      guard let value = outcome(branch.value) else { return nil }
      decided.append(SQLBranch(condition: branch.condition, value: value))
    }
    guard let otherwise else { return .cases(decided, otherwise: nil) }
    return outcome(otherwise).map { .cases(decided, otherwise: $0) }
  }
}

/// A constant as it stands in SQL, without a remark.
private struct ConstantText {
  /// Its bytes; dates of the years 1...9999 are in the order of their bytes.
  var bytes: [UInt8]
  /// The value of a whole number.
  var number: Int64?

  /// Reads a literal; nil for NULL and for anything else.
  init?(_ node: SQLNode) {
    guard node.isConstantAtom, case .atom(let text) = node, !text.hasPrefix("CAST(NULL") else { return nil }
    bytes = Array(text.withoutRemark.utf8)
    if bytes.first == UInt8(ascii: "("), bytes.last == UInt8(ascii: ")") {
      bytes = Array(bytes.dropFirst().dropLast())
    }
    number = bytes.first == UInt8(ascii: "'") ? nil : Int64(String(decoding: bytes, as: UTF8.self))
  }
}

extension Comparison {
  fileprivate func holds(_ first: ConstantText, _ second: ConstantText) -> Bool? {
    if let left = first.number, let right = second.number { return holds(left < right, left == right) }
    guard first.number == nil, second.number == nil else { return nil }
    return holds(first.bytes.lexicographicallyPrecedes(second.bytes), first.bytes == second.bytes)
  }

  private func holds(_ isLess: Bool, _ isEqual: Bool) -> Bool {
    switch self {
    case .equal: return isEqual
    case .notEqual: return !isEqual
    case .less: return isLess
    case .lessOrEqual: return isLess || isEqual
    case .greater: return !isLess && !isEqual
    case .greaterOrEqual: return !isLess
    }
  }
}
