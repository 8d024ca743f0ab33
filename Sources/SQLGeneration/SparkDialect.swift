import RuleModel

/// Spark SQL: names stand in backquotes, texts escape with a backslash, whole division is `DIV`.
struct SparkDialect: SQLDialect {
  let identifierQuote = "`"
  let mostColumns = 10_000
  let textType = "STRING"
  let escapesBackslash = true

  func byBytes(_ column: SQLNode) -> SQLNode { column }
  func quotient(_ first: SQLNode, _ second: SQLNode) -> SQLNode { .infix("DIV", [first, second], .product) }

  func days(_ first: SQLNode, minus second: SQLNode) -> SQLNode {
    .cast(.call("DATEDIFF", [first, second]), numberType)
  }
  func adding(days: SQLNode, to date: SQLNode) -> SQLNode { .call("DATE_ADD", [date, narrow(days, "INT")]) }
  func adding(months: SQLNode, to date: SQLNode) -> SQLNode {
    .call("ADD_MONTHS", [date, narrow(months, "INT")])
  }
  func year(_ date: SQLNode) -> SQLNode { .cast(.call("YEAR", [date]), numberType) }
  func monthNumber(_ date: SQLNode) -> SQLNode {
    .subtract(.add(.multiply(year(date), .integer(12)), .call("MONTH", [date])), .integer(1))
  }
  func endOfMonth(_ date: SQLNode) -> SQLNode { .call("LAST_DAY", [date]) }
  func makeDate(_ year: SQLNode, _ month: SQLNode, _ day: SQLNode) -> SQLNode {
    .call("MAKE_DATE", [year, month, day].map { .cast($0, "INT") })
  }

  func creation(of name: String, asTable: Bool, query: String) -> String {
    asTable
      ? "CREATE TABLE \(name) USING parquet AS\n\(query)" : "CREATE OR REPLACE VIEW \(name) AS\n\(query)"
  }

  func loading(_ table: InputTable, into name: String, from file: String, quote: (String) -> String) -> String
  {
    let columns = table.columns.map { "\(self.name($0.name)) \(type(of: $0.type))" }
    return """
      CREATE OR REPLACE TEMPORARY VIEW \(self.name(table.title + "_csv")) (
        \(columns.joined(separator: ",\n  "))
      ) USING csv OPTIONS (path \(quote(file)), header 'true', nullValue '', emptyValue '', escape '"');
      INSERT INTO \(name) SELECT * FROM \(self.name(table.title + "_csv"));
      """
  }
}
