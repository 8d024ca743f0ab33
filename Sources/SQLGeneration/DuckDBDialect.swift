import RuleModel

/// DuckDB: whole division is `//`, a date plus months is a timestamp.
struct DuckDBDialect: SQLDialect {
  let mostColumns = 10_000
  let textType = "VARCHAR"
  let materialised = ""

  func byBytes(_ column: SQLNode) -> SQLNode { .infix("COLLATE", [column, .atom("C")], .sign) }
  func quotient(_ first: SQLNode, _ second: SQLNode) -> SQLNode { .infix("//", [first, second], .product) }

  func days(_ first: SQLNode, minus second: SQLNode) -> SQLNode { .subtract(first, second) }
  func adding(days: SQLNode, to date: SQLNode) -> SQLNode { .add(date, narrow(days, "INTEGER")) }
  func adding(months: SQLNode, to date: SQLNode) -> SQLNode {
    .cast(.add(date, .call("TO_MONTHS", [narrow(months, "INTEGER")])), "DATE")
  }
  func year(_ date: SQLNode) -> SQLNode { .call("YEAR", [date]) }
  func monthNumber(_ date: SQLNode) -> SQLNode {
    .subtract(.add(.multiply(year(date), .integer(12)), .call("MONTH", [date])), .integer(1))
  }
  func endOfMonth(_ date: SQLNode) -> SQLNode { .call("LAST_DAY", [date]) }
  func makeDate(_ year: SQLNode, _ month: SQLNode, _ day: SQLNode) -> SQLNode {
    .call("MAKE_DATE", [year, month, day])
  }

  func loading(_ table: InputTable, into name: String, from file: String, quote: (String) -> String) -> String
  {
    "COPY \(name) FROM \(quote(file)) (FORMAT csv, HEADER, NULLSTR '', ALLOW_QUOTED_NULLS false);"
  }
}
