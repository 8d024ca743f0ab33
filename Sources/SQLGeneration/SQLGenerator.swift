import Diagnostics
import RuleModel

/// Compiles a checked rule set to SQL that yields the ranking.
///
/// The SQL reads the firm table of `InputTable` and gives, firm by firm, the figures of the engine's own ranking.
public struct SQLGenerator {
  /// What the SQL is for.
  public enum Form: String, Sendable, CaseIterable {
    /// A query that is read, in the order of the ranks.
    case query
    /// A view.
    case view
    /// A table.
    case table
  }

  /// SQL, or why a dialect cannot say what the rules mean.
  public enum Result: Sendable {
    /// The statements.
    case sql(String)
    /// One finding for each place that cannot be said.
    case refused([Diagnostic])
  }

  let request: SQLRequest
  let name: SQLDialectName

  /// Creates a generator.
  public init(_ request: SQLRequest, dialect: SQLDialectName) {
    self.request = request
    name = dialect
  }

  /// The statement that yields the ranking.
  public func ranking(as form: Form = .query, named result: String = "firm_ranking") -> Result {
    let dialect = name.dialect
    var query = ScoreQuery(request, dialect: dialect)
    let (stages, last) = query.stages()
    let refusals =
      query.translator.findings + Limits(request, dialect, name).findings(query.rules, query.translator)
    if !refusals.isEmpty { return .refused(refusals) }
    let final = query.writer.select(query.resultItems(), from: "FROM \(last)")
    let body = query.writer.with(stages) + "\n\n" + final
    let heading = header(query.rules)
    switch form {
    case .query: return .sql(heading + body + "\nORDER BY \(ScoreColumns.rank);\n")
    case .view, .table:
      let creation = dialect.creation(of: dialect.tableName(result), asTable: form == .table, query: body)
      return .sql(heading + creation + ";\n")
    }
  }

  /// The query that explains one firm: a line for each rule with its state, points, most points, title and basis.
  ///
  /// Points stand before families and caps; the state is one of the engine's own words.
  public func explanation(of firm: String) -> Result {
    let query = ExplainQuery(request, dialect: name.dialect, firm: firm)
    let text = query.text()
    let refusals =
      query.translator.findings + Limits(request, name.dialect, name).findings(query.rules, query.translator)
    if !refusals.isEmpty { return .refused(refusals) }
    let heading = [
      "\(request.ruleSet.name) \(request.ruleSet.version) as of \(request.asOf), firm \(firm), for \(name.title)"
    ]
    return .sql(heading.map { "-- \($0.singleLine)\n" }.joined() + text)
  }

  /// The statements that create the input tables and load them from the files of `firmrisk export-table`.
  public func tables(from folder: String = ".") -> Result {
    let dialect = name.dialect
    let refusals = Limits(request, dialect, name).tableFindings()
    if !refusals.isEmpty { return .refused(refusals) }
    return .sql(DataDefinition(request: request, dialect: dialect, engine: name).text(folder: folder))
  }

  /// A query for the value of one expression for one firm: the value, and whether it is none.
  ///
  /// It finds the operator that differs when an engine disagrees.
  public func probe(_ expression: RuleExpression, firm key: String) -> String {
    let translator = ExpressionTranslator(request, dialect: name.dialect)
    let value = translator.translate(expression, translator.firms)
    let writer = StageWriter(translator)
    let (stages, last) = writer.stages()
    let items = [
      StageItem(node: value.node, name: "value"), StageItem(node: value.none ?? .no, name: "is_none"),
    ]
    let condition = "WHERE \(InputTable.keyName) = \(SQLPrinter.flat(name.dialect.textLiteral(key)))"
    return writer.with(stages) + "\n\n" + writer.select(items, from: "FROM \(last)\n\(condition)") + ";\n"
  }

  private func header(_ rules: RuleColumns) -> String {
    let drafts = request.rules.filter { $0.isDraft }.count
    let lines = [
      "\(request.ruleSet.name) \(request.ruleSet.version) as of \(request.asOf), for \(name.title)",
      "\(rules.scoring.count) rules score, \(rules.gates.count) gates"
        + (drafts > 0 && !request.includeDraft ? "; draft rules do not score" : ""),
      "Numbers are whole: amounts at the scale of their field, estimates in tenths of a point.",
    ]
    return lines.map { "-- \($0.singleLine)\n" }.joined()
  }
}

/// What does not fit an engine's limits.
struct Limits {
  let request: SQLRequest
  let dialect: any SQLDialect
  let name: SQLDialectName

  init(_ request: SQLRequest, _ dialect: any SQLDialect, _ name: SQLDialectName) {
    self.request = request
    self.dialect = dialect
    self.name = name
  }

  func findings(_ rules: RuleColumns, _ translator: ExpressionTranslator) -> [Diagnostic] {
    var findings = tableFindings()
    if let longest = dialect.longestName {
      for column in rules.columns where column.name("affects").utf8.count > longest {
        findings.append(tooLong(column.rule.id, column.rule.span, longest))
      }
    }
    let width =
      rules.columns.count * 6 + request.ruleSet.areas.count * 3 + translator.firms.columns.count
    if width > dialect.mostColumns, let rule = rules.columns.last?.rule {
      findings.append(
        Diagnostic(
          .sqlTooWide,
          "\(name.title) holds \(dialect.mostColumns) columns in a query, these rules need \(width)",
          at: .init(rule.span, "one rule too many"),
          help: ["use an engine with wider tables, or split the pack"]))
    }
    return findings
  }

  func tableFindings() -> [Diagnostic] {
    var findings: [Diagnostic] = []
    for table in InputTable.all(of: request) {
      var seen: Set<String> = []
      for column in table.columns {
        guard seen.insert(column.name.lowercased()).inserted else {
          findings.append(
            Diagnostic(
              .sqlNameClash, "`\(column.name)` would name two columns of one table",
              at: span(column).map { .init($0, "names are compared without case") },
              help: ["rename the field"]))
          continue
        }
        if let longest = dialect.longestName, column.name.utf8.count > longest, let span = span(column) {
          findings.append(tooLong(column.name, span, longest))
        }
      }
    }
    return findings
  }

  private func span(_ column: InputColumn) -> Span? {
    switch column.meaning {
    case .key, .rowNumber: return nil
    case .value(let index), .isNone(let index), .isBad(let index), .isGiven(let index):
      return request.ruleSet.fields[index].span
    }
  }

  private func tooLong(_ text: String, _ span: Span, _ longest: Int) -> Diagnostic {
    Diagnostic(
      .sqlNameTooLong, "`\(text)` makes a name of more than \(longest) bytes, which \(name.title) would cut",
      at: .init(span, "too long"), help: ["shorten it"])
  }
}
