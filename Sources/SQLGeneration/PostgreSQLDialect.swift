import RuleModel

/// PostgreSQL: dates subtract to 32 bits, names hold 63 bytes, the `C` collation compares bytes.
struct PostgreSQLDialect: SQLDialect {
  let longestName: Int? = 63
  let mostColumns = 1_600
  let textType = "TEXT"
  let materialised = "MATERIALIZED "

  func byBytes(_ column: SQLNode) -> SQLNode { .infix("COLLATE", [column, .atom("\"C\"")], .sign) }

  func days(_ first: SQLNode, minus second: SQLNode) -> SQLNode {
    .cast(.subtract(first, second), numberType)
  }
  func adding(days: SQLNode, to date: SQLNode) -> SQLNode { .add(date, narrow(days, "INTEGER")) }
  func adding(months: SQLNode, to date: SQLNode) -> SQLNode {
    .cast(.add(date, .call("MAKE_INTERVAL", [.atom("0"), narrow(months, "INTEGER")])), "DATE")
  }
  func year(_ date: SQLNode) -> SQLNode { part("YEAR", of: date) }
  func monthNumber(_ date: SQLNode) -> SQLNode {
    .subtract(.add(.multiply(year(date), .integer(12)), part("MONTH", of: date)), .integer(1))
  }
  func endOfMonth(_ date: SQLNode) -> SQLNode {
    let first = SQLNode.call("DATE_TRUNC", [.atom("'month'"), .cast(date, "TIMESTAMP")])
    return .cast(.add(first, .atom("INTERVAL '1 month - 1 day'")), "DATE")
  }
  func makeDate(_ year: SQLNode, _ month: SQLNode, _ day: SQLNode) -> SQLNode {
    .call("MAKE_DATE", [year, month, day].map { .cast($0, "INTEGER") })
  }

  private func part(_ name: String, of date: SQLNode) -> SQLNode {
    .cast(.call("DATE_PART", [.atom("'\(name.lowercased())'"), .cast(date, "TIMESTAMP")]), numberType)
  }

  func loading(_ table: InputTable, into name: String, from file: String, quote: (String) -> String) -> String
  {
    "COPY \(name) FROM \(quote(file)) WITH (FORMAT csv, HEADER, NULL '', ENCODING 'UTF8');"
  }
}
