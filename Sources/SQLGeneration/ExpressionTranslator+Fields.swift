import Diagnostics
import RuleModel

extension ExpressionTranslator {
  /// A field: its cell, else what is presumed or derived.
  func field(_ index: FieldIndex, _ scope: SQLScope) -> SQLValue {
    if let value = scope.fields[index] { return value }
    let value: SQLValue
    if let source = scope.source, !ruleSet.fields[index].sources.contains(source) {
      value = imported(field(index, firms), wish: ruleSet.fields[index].name, scope)
    } else {
      value = resolved(index, scope)
    }
    scope.fields[index] = value
    return value
  }

  private func resolved(_ index: FieldIndex, _ scope: SQLScope) -> SQLValue {
    let field = ruleSet.fields[index]
    guard request.hasColumn(index, in: scope.source) else {
      if let presumed = field.presumed {
        var value = constant(presumed.value, type: field.type, span: field.span)
        if value.literal == nil, case .atom(let text) = value.node {
          value.node = .atom("\(text) /* \(field.name): presumed */")
        }
        return value
      }
      guard let derivation = field.derivation else {
        return unknown(field.type, because: "\(field.name): no column")
      }
      return shared(
        translate(derivation.expression, scope), scope, named: field.name, comment: comment(derivation))
    }
    if field.role == .key { return SQLValue(column(InputTable.keyName), stage: 0).known }
    guard let derivation = field.derivation else {
      let none = field.allowsNone ? cell(.isNone(index), field.name + "_is_none", scope) : nil
      return SQLValue(cell(.value(index), field.name, scope), none: none, stage: 0)
    }
    return derived(index, field, derivation, scope)
  }

  /// A stored column under the name that it gets in the first stage.
  private func cell(_ meaning: InputColumn.Meaning, _ name: String, _ scope: SQLScope) -> SQLNode {
    scope.cells[meaning] = name
    return column(name)
  }

  /// A stored cell with its derivation: what the list gives, else what follows from other fields, unless it is bad.
  private func derived(_ index: FieldIndex, _ field: Field, _ derivation: Field.Derivation, _ scope: SQLScope)
    -> SQLValue
  {
    let value = cell(.value(index), scope.freeName(field.name + "_cell"), scope)
    let isBad = cell(.isBad(index), field.name + "_is_bad", scope)
    let isNone =
      field.allowsNone
      ? cell(.isNone(index), scope.freeName(field.name + "_cell_is_none"), scope) : nil
    let inner = translate(derivation.expression, scope)
    if inner.isNever {
      let known = scope.column(
        field.name, value, stage: 1, comment: ["cannot be derived in this run"], exactly: true)
      return SQLValue(column(known.name), none: isNone, stage: known.stage)
    }
    let isOpen = SQLNode.all([isBad.negated] + (isNone.map { [$0.negated] } ?? []))
    let known = scope.column(
      field.name, .call("COALESCE", [value, .when(isOpen, inner.node)]), stage: inner.stage + 1,
      comment: comment(derivation), exactly: true)
    var result = SQLValue(column(known.name), stage: known.stage)
    if isNone != nil || inner.none != nil {
      var branches: [SQLBranch] = []
      if let isNone { branches.append(SQLBranch(condition: isNone, value: .yes)) }
      if let none = inner.none {
        branches.append(SQLBranch(condition: .all([value.isNull, isBad.negated]), value: none))
      }
      let none = scope.column(
        field.name + "_is_none", .cases(branches, otherwise: .no), stage: inner.stage + 1,
        exactly: field.allowsNone)
      result.none = column(none.name)
    }
    return result
  }

  private func comment(_ derivation: Field.Derivation) -> [String] {
    let note = derivation.note[request.language]
    return note.isEmpty ? [] : ["derived: \(note)"]
  }

  /// A firm's value among the rows of a source.
  private func imported(_ value: SQLValue, wish: String, _ scope: SQLScope) -> SQLValue {
    var result = value
    func bring(_ node: SQLNode, _ wish: String) -> SQLNode {
      if node.isConstantAtom { return node }
      let column = scope.column(
        "firm_" + wish, self.column("firm_" + wish), stage: value.stage + 1, imported: node)
      result.stage = max(result.stage, column.stage)
      return self.column(column.name)
    }
    result.node = bring(value.node, wish)
    result.none = value.none.map { bring($0, wish + "_is_none") }
    return result
  }

  /// Whether the list gave the cell; a fact about firms, also among rows.
  func reported(_ index: FieldIndex, _ scope: SQLScope) -> SQLValue {
    let field = ruleSet.fields[index]
    guard request.given.contains(index) else {
      return unknown(.truth, because: "\(field.name): no list gives it")
    }
    if field.role == .key { return SQLValue(.yes, stage: 0).known }
    let value = SQLValue(cell(.isGiven(index), field.name + "_given", firms), stage: 0)
    return scope.source == nil ? value : imported(value, wish: field.name + "_given", scope)
  }

  // MARK: - Parameters

  /// A parameter's value on its date, settled here: a literal, or a `CASE` over its keys.
  func lookup(_ expression: RuleExpression, _ scope: SQLScope) -> SQLValue {
    guard case .lookup(let index, let keyExpressions, let date) = expression.kind else {
      return unknown(expression.type)
    }
    let parameter = ruleSet.parameters[index]
    let keys = keyExpressions.map { shared(translate($0, scope), scope) }
    let day = date.map { $0.constantDate(asOf: request.asOf) } ?? request.asOf
    guard let day, let entry = parameter.entry(on: day) else {
      var value = unknown(parameter.type, because: "\(parameter.name): no value on this date")
      value.none = SQLValue.strictNone(keys)
      value.isNever = value.none == nil
      value.stage = SQLValue.stage(keys)
      return value
    }
    if keys.isEmpty, let row = entry.rows.first {
      var value = constant(row.value, type: parameter.type, span: expression.span)
      if case .atom(let text) = value.node { value.node = .atom("\(text) /* \(parameter.name) */") }
      return value
    }
    return shared(
      rows(entry, of: parameter, keys, span: expression.span), scope, named: parameter.name,
      comment: ["\(parameter.name): \(entry.basis.text(in: request.language)), from \(entry.period.from)"])
  }

  private func rows(_ entry: Parameter.Entry, of parameter: Parameter, _ keys: [SQLValue], span: Span)
    -> SQLValue
  {
    var branches: [SQLBranch] = []
    var nones: [SQLBranch] = []
    var isNarrow = true
    for row in entry.rows {
      let condition = SQLNode.all(
        zip(parameter.keys, zip(row.keys, keys)).map { key, pair in matches(key, pair.0, pair.1) })
      let value = constant(row.value, type: parameter.type, span: span)
      isNarrow = isNarrow && value.isNarrow
      branches.append(SQLBranch(condition: condition, value: value.node))
      nones.append(SQLBranch(condition: condition, value: value.none ?? .no))
    }
    var result = SQLValue(
      .cases(branches, otherwise: nil), none: SQLValue.strictNone(keys), stage: SQLValue.stage(keys))
    if branches.isEmpty { result.node = unknown(parameter.type).node }
    result.isNarrow = isNarrow
    if nones.contains(where: { $0.value == .yes }) {
      result.none = .any([result.none, .cases(nones, otherwise: .no)].compactMap { $0 })
    }
    return result
  }

  private func matches(_ key: Parameter.Key, _ row: Parameter.RowKey, _ value: SQLValue) -> SQLNode {
    switch (key, row) {
    case (.choice(let choice), .member(let member)):
      return .compare(value.node, "=", memberLiteral(member, .choice(choice)))
    case (_, .member(let member)): return .compare(value.node, "=", .integer(member))
    case (_, .band(let lowest, let highest?)):
      return .between(value.node, .integer(lowest), .integer(highest))
    case (_, .band(let lowest, nil)): return .compare(value.node, ">=", .integer(lowest))
    }
  }
}

extension SQLValue {
  /// The value, never NULL.
  var known: SQLValue {
    var value = self
    value.isKnown = true
    return value
  }
}

extension SQLNode {
  /// Whether the node is a literal, which reads the same in every scope.
  var isConstantAtom: Bool {
    guard case .atom(let text) = self, let first = text.utf8.first else { return false }
    let isDigitSignOrQuote = (0x30...0x39).contains(first) || first == 0x28 || first == 0x27
    return isDigitSignOrQuote || text.hasPrefix("DATE '") || text.hasPrefix("CAST(NULL") || self == .yes
      || self == .no || text.hasPrefix("TRUE /*") || text.hasPrefix("FALSE /*")
  }
}
