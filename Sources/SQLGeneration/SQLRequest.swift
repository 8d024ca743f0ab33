import RuleModel

/// What is compiled to SQL, as plain data.
public struct SQLRequest: Sendable {
  /// A rule that counts in this run.
  public struct AssessedRule: Hashable, Sendable {
    /// Position in `RuleSet.rules`.
    public var rule: Int
    /// Whether the rule, or a parameter value or set it reads, is draft on the as-of date.
    public var isDraft: Bool

    /// Creates an entry.
    public init(rule: Int, isDraft: Bool) {
      self.rule = rule
      self.isDraft = isDraft
    }
  }

  /// The checked rules.
  public var ruleSet: RuleSet
  /// The as-of date.
  public var asOf: CivilDate
  /// Fields that have a column in the firm table or in the table of their `many` source.
  public var columns: Set<FieldIndex>
  /// Fields with a column that says whether the list gave the cell.
  public var given: Set<FieldIndex>
  /// `many` sources that have a table.
  public var sources: Set<SourceIndex>
  /// Of these, the ones on which a firm without rows is known to have none.
  public var completeSources: Set<SourceIndex>
  /// Rules in effect and assessed, in the order of the rule set.
  public var rules: [AssessedRule]
  /// Whether draft rules score.
  public var includeDraft: Bool
  /// Name of the firm table.
  public var table = "firms"
  /// Names of the tables of `many` sources; the source's own name where none is given.
  public var sourceTables: [SourceIndex: String] = [:]
  /// Language of comments.
  public var language = Language.en
  /// An operator whose result is made wrong on purpose, to test that comparisons of engines find it.
  public var plantedFault: String?

  /// Creates a request.
  public init(
    ruleSet: RuleSet, asOf: CivilDate, columns: Set<FieldIndex>, given: Set<FieldIndex>,
    sources: Set<SourceIndex>, completeSources: Set<SourceIndex>, rules: [AssessedRule],
    includeDraft: Bool = false
  ) {
    self.ruleSet = ruleSet
    self.asOf = asOf
    self.columns = columns
    self.given = given
    self.sources = sources
    self.completeSources = completeSources
    self.rules = rules
    self.includeDraft = includeDraft
  }

  /// The table of a `many` source.
  func tableName(of source: SourceIndex) -> String { sourceTables[source] ?? ruleSet.sources[source].name }

  /// Whether a field has a column where a scope stands: in the firm table, or in the rows of a source.
  func hasColumn(_ field: FieldIndex, in source: SourceIndex?) -> Bool {
    guard columns.contains(field) else { return false }
    let isKey = ruleSet.fields[field].role == .key
    guard let source else { return isKey || !ruleSet.isRowField(field) }
    return !isKey && ruleSet.fields[field].sources.contains(source)
  }
}

/// One column of a table that the SQL reads.
public struct InputColumn: Hashable, Sendable {
  /// What a column says of a cell.
  public enum Meaning: Hashable, Sendable {
    /// The firm's tax code.
    case key
    /// Position of a row in its file.
    case rowNumber
    /// The value; NULL when it is unknown, none or bad.
    case value(FieldIndex)
    /// Whether the value is known to be none.
    case isNone(FieldIndex)
    /// Whether the cell was given but cannot be used.
    case isBad(FieldIndex)
    /// Whether the list gave the cell.
    case isGiven(FieldIndex)
  }

  /// Name in SQL, unquoted.
  public var name: String
  /// What it says.
  public var meaning: Meaning
  /// Type of its values.
  public var type: ValueType
}

/// A table that the SQL reads: one row a firm, or the rows of a `many` source.
public struct InputTable: Hashable, Sendable {
  /// The `many` source; nil for the firm table.
  public var source: SourceIndex?
  /// Name of the table and of its file before `.csv`, as the rules call it.
  public var title: String
  /// Its columns in order.
  public var columns: [InputColumn]

  /// Name of the column that holds the tax code.
  public static let keyName = "tax_code"
  /// Name of the column that numbers the rows of a `many` source.
  public static let rowNumberName = "row_no"

  static let number = ValueType.number(NumberType(unit: .none, scale: 0, lowest: 0, highest: .max))

  /// The tables of a request: firms first, then `many` sources in the order of the rules.
  ///
  /// Personal fields that no rule reads stay out.
  public static func all(of request: SQLRequest) -> [InputTable] {
    let read = request.fieldsRead
    let sources = request.ruleSet.sources.indices.filter { request.sources.contains($0) }
    return [InputTable(request, source: nil, read: read)]
      + sources.map { InputTable(request, source: $0, read: read) }
  }

  private init(_ request: SQLRequest, source: SourceIndex?, read: Set<FieldIndex>) {
    let ruleSet = request.ruleSet
    self.source = source
    title = source.map { ruleSet.sources[$0].name } ?? "firms"
    columns = [InputColumn(name: InputTable.keyName, meaning: .key, type: .text)]
    if source != nil {
      columns.append(
        InputColumn(name: InputTable.rowNumberName, meaning: .rowNumber, type: InputTable.number))
    }
    for (index, field) in ruleSet.fields.enumerated() where request.hasColumn(index, in: source) {
      if field.role == .key || field.isPersonal && !read.contains(index) { continue }
      columns.append(InputColumn(name: field.name, meaning: .value(index), type: field.type))
      if field.allowsNone {
        columns.append(InputColumn(name: field.name + "_is_none", meaning: .isNone(index), type: .truth))
      }
      if field.derivation != nil {
        columns.append(InputColumn(name: field.name + "_is_bad", meaning: .isBad(index), type: .truth))
      }
    }
    guard source == nil else { return }
    for index in request.given.sorted() where ruleSet.fields[index].role != .key {
      columns.append(
        InputColumn(name: ruleSet.fields[index].name + "_given", meaning: .isGiven(index), type: .truth))
    }
  }
}

extension Field {
  /// Whether a cell can be known to be none.
  var allowsNone: Bool { type == .date(allowsNone: true) }
}

extension SQLRequest {
  /// Fields that rules in the query read, through derivations as well.
  var fieldsRead: Set<FieldIndex> {
    var found: Set<FieldIndex> = []
    var open: [RuleExpression] = []
    for entry in rules {
      let rule = ruleSet.rules[entry.rule]
      open += [rule.applies, rule.condition, rule.points?.expression, rule.affects].compactMap { $0 }
    }
    if let workers = ruleSet.field(with: .workers) { found.insert(workers) }
    for index in found { open += ruleSet.fields[index].derivation.map { [$0.expression] } ?? [] }
    while let expression = open.popLast() {
      for index in expression.fieldsRead where found.insert(index).inserted {
        if let derivation = ruleSet.fields[index].derivation { open.append(derivation.expression) }
      }
    }
    return found
  }
}
