import RuleModel

/// A database or query engine that FirmRisk writes SQL for.
public enum SQLDialectName: String, CaseIterable, Sendable {
  /// DuckDB 1.1 or later.
  case duckdb
  /// PostgreSQL 14 or later.
  case postgresql
  /// SQLite 3.35 or later.
  case sqlite
  /// Spark SQL 3.4 or later, with or without ANSI mode.
  case spark

  var dialect: any SQLDialect {
    switch self {
    case .duckdb: return DuckDBDialect()
    case .postgresql: return PostgreSQLDialect()
    case .sqlite: return SQLiteDialect()
    case .spark: return SparkDialect()
    }
  }

  /// The engine's name as people write it.
  public var title: String {
    switch self {
    case .duckdb: return "DuckDB"
    case .postgresql: return "PostgreSQL"
    case .sqlite: return "SQLite"
    case .spark: return "Spark SQL"
    }
  }
}

/// What differs between the engines: a few facts and the operations that they write differently.
///
/// Operands that a method uses more than once are columns or literals already. Dates are always within the years
/// 1...9999, numbers always within 64 bits.
protocol SQLDialect: Sendable {
  // MARK: Facts

  /// The mark around a name that is not a plain word.
  var identifierQuote: String { get }
  /// Most bytes of a name; nil without a limit that matters.
  var longestName: Int? { get }
  /// Most columns of a query.
  var mostColumns: Int { get }
  /// Most arguments of a function.
  var mostArguments: Int { get }
  var numberType: String { get }
  var truthType: String { get }
  var dateType: String { get }
  var textType: String { get }
  /// Whether a backslash in a text literal must be doubled.
  var escapesBackslash: Bool { get }
  /// Whether two small literals are calculated with in 32 bits.
  var hasNarrowLiterals: Bool { get }
  /// Word that keeps a stage from being merged into its reader; empty where there is none or no need.
  var materialised: String { get }

  // MARK: Values

  func dateLiteral(_ date: CivilDate) -> SQLNode
  /// A column compared and ordered by bytes, whatever the session's or the table's collation is.
  func byBytes(_ column: SQLNode) -> SQLNode

  // MARK: Numbers

  /// Quotient of whole numbers rounded towards zero; the divisor is not zero.
  func quotient(_ first: SQLNode, _ second: SQLNode) -> SQLNode
  /// Least of operands that are known.
  func least(_ operands: [SQLNode]) -> SQLNode
  /// Greatest of operands that are known.
  func greatest(_ operands: [SQLNode]) -> SQLNode

  // MARK: Dates

  /// Days from the second date to the first, 64 bits.
  func days(_ first: SQLNode, minus second: SQLNode) -> SQLNode
  /// The date a number of days later; the result is in range.
  func adding(days: SQLNode, to date: SQLNode) -> SQLNode
  /// The date a number of months later, clamped to the last day of its month; the result is in range.
  func adding(months: SQLNode, to date: SQLNode) -> SQLNode
  /// Calendar year, 64 bits.
  func year(_ date: SQLNode) -> SQLNode
  /// Months since January of the year 0, 64 bits.
  func monthNumber(_ date: SQLNode) -> SQLNode
  func endOfMonth(_ date: SQLNode) -> SQLNode
  /// The date of a year, month and day that exist.
  func makeDate(_ year: SQLNode, _ month: SQLNode, _ day: SQLNode) -> SQLNode

  // MARK: Texts

  /// Texts that are known, with a blank between them, without those that are NULL; empty when all are.
  func joinedByBlanks(_ texts: [SQLNode]) -> SQLNode

  // MARK: Statements

  /// Statement that makes a view or table of a query; nil where the engine has no such statement.
  func creation(of name: String, asTable: Bool, query: String) -> String
  /// Statements that load a file with a header line, blank for NULL, into a table.
  func loading(_ table: InputTable, into name: String, from file: String, quote: (String) -> String) -> String
}

extension SQLDialect {
  var identifierQuote: String { "\"" }
  var longestName: Int? { nil }
  var mostArguments: Int { 90 }
  var numberType: String { "BIGINT" }
  var truthType: String { "BOOLEAN" }
  var dateType: String { "DATE" }
  var escapesBackslash: Bool { false }
  var hasNarrowLiterals: Bool { true }
  var materialised: String { "" }

  func dateLiteral(_ date: CivilDate) -> SQLNode { .atom("DATE '\(date)'") }
  func quotient(_ first: SQLNode, _ second: SQLNode) -> SQLNode { .infix("/", [first, second], .product) }
  func least(_ operands: [SQLNode]) -> SQLNode { extreme("LEAST", operands) }
  func greatest(_ operands: [SQLNode]) -> SQLNode { extreme("GREATEST", operands) }

  /// A call over any number of operands, in groups where the engine limits arguments.
  func extreme(_ name: String, _ operands: [SQLNode]) -> SQLNode {
    if operands.count == 1 { return operands[0] }
    if operands.count <= mostArguments { return .call(name, operands) }
    let groups = stride(from: 0, to: operands.count, by: mostArguments).map {
      Array(operands[$0..<min(operands.count, $0 + mostArguments)])
    }
    return extreme(name, groups.map { extreme(name, $0) })
  }

  func joinedByBlanks(_ texts: [SQLNode]) -> SQLNode {
    let blank = SQLNode.atom("' '")
    if texts.isEmpty { return .atom("''") }
    if texts.count < mostArguments { return .call("CONCAT_WS", [blank] + texts) }
    let groups = stride(from: 0, to: texts.count, by: mostArguments - 1).map { start in
      joinedByBlanks(Array(texts[start..<min(texts.count, start + mostArguments - 1)]))
    }
    return joinedByBlanks(groups.map { .call("NULLIF", [$0, .atom("''")]) })
  }

  func creation(of name: String, asTable: Bool, query: String) -> String {
    asTable ? "CREATE TABLE \(name) AS\n\(query)" : "CREATE OR REPLACE VIEW \(name) AS\n\(query)"
  }

  /// A small number in 32 bits; literals are that already.
  func narrow(_ count: SQLNode, _ type: String) -> SQLNode {
    if case .atom(let text) = count, text.utf8.allSatisfy({ (0x28...0x39).contains($0) }) { return count }
    return .cast(count, type)
  }

  /// SQL type of the values of a rule type.
  func type(of type: ValueType) -> String {
    switch type {
    case .number: return numberType
    case .truth: return truthType
    case .date: return dateType
    case .text, .choice: return textType
    }
  }

  /// A text literal.
  func textLiteral(_ text: String) -> SQLNode {
    var quoted = ""
    for scalar in text.unicodeScalars {
      if scalar == "'" { quoted += escapesBackslash ? "\\" : "'" }
      if scalar == "\\", escapesBackslash { quoted += "\\" }
      quoted.unicodeScalars.append(scalar)
    }
    return .atom("'\(quoted)'")
  }

  /// A name, quoted unless it is a plain word that no engine reserves.
  func name(_ name: String) -> String {
    let isPlain =
      !name.isEmpty && !(name.utf8.first.map { (0x30...0x39).contains($0) } ?? true)
      && name.utf8.allSatisfy {
        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F
      }
    if isPlain, !ReservedWords.all.contains(name) { return name }
    var quoted = ""
    for character in name.unicodeScalars {
      quoted.unicodeScalars.append(character)
      if String(character) == identifierQuote { quoted.unicodeScalars.append(character) }
    }
    return identifierQuote + quoted + identifierQuote
  }

  /// A table name as typed, such as `lake.firms`: each part a name of its own.
  func tableName(_ name: String) -> String {
    name.split(separator: ".", omittingEmptySubsequences: false).map { self.name(String($0)) }
      .joined(separator: ".")
  }
}

/// Words that at least one engine refuses as a bare name.
enum ReservedWords {
  static let all: Set<String> = Set(
    """
    all alter analyse analyze and anti any array as asc asymmetric at authorization between binary both by case cast \
    check collate collation column commit concurrently constraint create cross current current_catalog current_date \
    current_role current_schema current_time current_timestamp current_user database day default deferrable deferred \
    delete desc describe distinct div do drop else end escape except exists extract false fetch filter first following \
    for foreign freeze from full function generated glob grant group grouping groups having hour if ilike in index \
    initially inner insert intersect interval into is isnull join key lambda last lateral leading left level like limit \
    local localtime localtimestamp map match materialized minus minute month natural no not nothing notnull null \
    nulls of offset on only or order others outer over overlaps partition pivot placing pragma preceding primary \
    qualify range recursive references regexp release rename replace restrict returning right rlike rollback row rows \
    second select semi session_user set show similar some sort start struct summarize symmetric table tablesample then \
    time timestamp to trailing transaction trigger true truncate unbounded union unique unknown unpivot update user \
    using values variadic verbose view virtual when where window with within without year
    """.split(separator: " ").map(String.init))
}
