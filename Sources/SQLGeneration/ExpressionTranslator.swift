import Diagnostics
import RuleModel

/// Writes expressions of the rule language in SQL.
///
/// Truths are SQL truths with NULL for unknown, so Kleene's `and`, `or` and `not` are SQL's own. What is used more
/// than once becomes a column of an earlier stage.
final class ExpressionTranslator {
  let request: SQLRequest
  let dialect: any SQLDialect
  let firms: SQLScope
  var rowScopes: [SourceIndex: SQLScope] = [:]
  /// Aggregates in order of first use: name and expression over the grouped rows.
  var groups: [GroupKey: [(name: String, node: SQLNode)]] = [:]
  /// What the dialect cannot say.
  var findings: [Diagnostic] = []

  var ruleSet: RuleSet { request.ruleSet }

  init(_ request: SQLRequest, dialect: any SQLDialect) {
    self.request = request
    self.dialect = dialect
    let tables = InputTable.all(of: request)
    firms = SQLScope(source: nil, reserving: tables[0].columns.map(\.name))
    for table in tables.dropFirst() {
      guard let source = table.source else { continue }
      rowScopes[source] = SQLScope(source: source, reserving: table.columns.map(\.name))
    }
  }

  /// An expression in SQL.
  func translate(_ expression: RuleExpression, _ scope: SQLScope) -> SQLValue {
    var value = plain(expression, scope)
    if let fault = request.plantedFault, fault == expression.operatorName {
      value.literal = nil
      value.isNever = false
      value.isKnown = false
      value.node = faulty(value.node, expression.type)
    }
    return value
  }

  /// A truth in SQL; none is unknown.
  func truth(_ expression: RuleExpression, _ scope: SQLScope) -> SQLValue {
    var value = translate(expression, scope)
    if value.none != nil { value.isKnown = false }
    value.none = nil
    return value
  }

  private func plain(_ expression: RuleExpression, _ scope: SQLScope) -> SQLValue {
    if expression.type.isDate, let date = expression.constantDate(asOf: request.asOf) {
      return constant(.date(date), expression)
    }
    switch expression.kind {
    case .constant(let value): return constant(value, expression)
    case .asOf, .latestAnniversary: return unknown(expression.type)
    case .field(let index): return field(index, scope)
    case .score(let variable): return ScoreColumns.value(of: variable, dialect)
    case .named(let index, let inner): return named(index, inner, scope)
    case .lookup: return lookup(expression, scope)
    case .reported(let index): return reported(index, scope)
    case .aggregate(let aggregate): return self.aggregate(aggregate, type: expression.type)
    case .not, .and, .or, .compare, .isNone, .inSet, .conditional: return logic(expression, scope)
    case .negate, .add, .subtract, .multiply, .divide, .floorDivide, .modulo, .rescale, .round, .minimum,
      .maximum, .absolute:
      return arithmetic(expression, scope)
    case .dateDifference, .addDays, .addMonths, .year, .makeDate, .endOfMonth:
      return calendar(expression, scope)
    }
  }

  // MARK: - Leaves

  /// A value that is never known.
  func unknown(_ type: ValueType, because reason: String = "") -> SQLValue {
    let null = SQLPrinter.flat(.cast(.atom("NULL"), dialect.type(of: type)))
    var value = SQLValue(.atom(reason.isEmpty ? null : "\(null) /* \(reason) */"), stage: 0)
    value.isNever = true
    return value
  }

  func constant(_ constant: Constant, _ expression: RuleExpression) -> SQLValue {
    self.constant(constant, type: expression.type, span: expression.span)
  }

  func constant(_ constant: Constant, type: ValueType, span: Span) -> SQLValue {
    var value: SQLValue
    switch constant {
    case .number(let raw):
      value = SQLValue(.integer(raw), stage: 0)
      value.literal = raw
      value.isNarrow = Int32(exactly: raw) != nil
    case .truth(let isYes): value = SQLValue(isYes ? .yes : .no, stage: 0)
    case .date(let date): value = SQLValue(dialect.dateLiteral(date), stage: 0)
    case .text(let text): value = SQLValue(literal(text, span), stage: 0)
    case .member(let member): value = SQLValue(memberLiteral(member, type), stage: 0)
    case .none:
      value = unknown(type)
      value.isNever = false
      value.none = .yes
      return value
    }
    value.isKnown = true
    return value
  }

  func literal(_ text: String, _ span: Span) -> SQLNode {
    if text.utf8.contains(0) {
      refuse(
        .sqlTextRefused, "\(request.dialectTitle(dialect)) cannot hold a text with the character U+0000",
        span)
    }
    return dialect.textLiteral(text)
  }

  func memberLiteral(_ member: Int, _ type: ValueType) -> SQLNode {
    guard case .choice(let choice) = type, ruleSet.choices[choice].members.indices.contains(member) else {
      return .integer(member)
    }
    return dialect.textLiteral(ruleSet.choices[choice].members[member].name)
  }

  func refuse(_ code: DiagnosticCode, _ headline: String, _ span: Span) {
    let finding = Diagnostic(code, headline, at: .init(span, "cannot be said in this dialect"))
    if !findings.contains(finding) { findings.append(finding) }
  }

  // MARK: - Columns

  func column(_ name: String) -> SQLNode { .atom(dialect.name(name)) }

  /// The value as a column or literal, so that it can be written more than once.
  func shared(_ value: SQLValue, _ scope: SQLScope, named wish: String = "part", comment: [String] = [])
    -> SQLValue
  {
    var shared = value
    guard scope.isOpen else { return value }
    if value.node.weight > 3 {
      let column = scope.column(wish, value.node, stage: value.stage + 1, comment: comment)
      shared.node = self.column(column.name)
      shared.stage = max(shared.stage, column.stage)
    }
    if let none = value.none, none.weight > 3 {
      let column = scope.column(wish + "_is_none", none, stage: value.stage + 1)
      shared.none = self.column(column.name)
      shared.stage = max(shared.stage, column.stage)
    }
    return shared
  }

  private func named(_ index: DefinitionIndex, _ inner: RuleExpression, _ scope: SQLScope) -> SQLValue {
    let value = translate(inner, scope)
    guard ruleSet.definitions.indices.contains(index) else { return value }
    return shared(value, scope, named: ruleSet.definitions[index].name)
  }

  private func faulty(_ node: SQLNode, _ type: ValueType) -> SQLNode {
    switch type {
    case .number: return .add(node, .integer(1))
    case .truth: return node.negated
    case .date: return dialect.adding(days: .integer(1), to: node)
    case .text, .choice: return .infix("||", [node, .atom("'?'")], .concatenation)
    }
  }
}

extension SQLRequest {
  func dialectTitle(_ dialect: any SQLDialect) -> String {
    SQLDialectName.allCases.first { type(of: $0.dialect) == type(of: dialect) }?.title ?? "this dialect"
  }
}

extension ValueType {
  var isDate: Bool {
    if case .date = self { return true }
    return false
  }
}
