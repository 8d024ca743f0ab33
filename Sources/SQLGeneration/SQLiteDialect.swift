import RuleModel

/// SQLite: dates are days since 1970-01-01, and nothing is left to its month arithmetic, which runs over month ends.
struct SQLiteDialect: SQLDialect {
  let mostColumns = 1_900
  let numberType = "INTEGER"
  let truthType = "INTEGER"
  let dateType = "INTEGER"
  let textType = "TEXT"
  let hasNarrowLiterals = false
  let materialised = "MATERIALIZED "

  func dateLiteral(_ date: CivilDate) -> SQLNode {
    .atom(date.days < 0 ? "(\(date.days) /* \(date) */)" : "\(date.days) /* \(date) */")
  }
  func byBytes(_ column: SQLNode) -> SQLNode { .infix("COLLATE", [column, .atom("BINARY")], .sign) }
  func least(_ operands: [SQLNode]) -> SQLNode { extreme("MIN", operands) }
  func greatest(_ operands: [SQLNode]) -> SQLNode { extreme("MAX", operands) }

  func days(_ first: SQLNode, minus second: SQLNode) -> SQLNode { .subtract(first, second) }
  func adding(days: SQLNode, to date: SQLNode) -> SQLNode { .add(date, days) }
  func adding(months: SQLNode, to date: SQLNode) -> SQLNode {
    let month = SQLNode.add(monthNumber(date), months)
    let day = SQLNode.subtract(part("%d", of: date), .integer(1))
    return .call("MIN", [.add(firstDay(ofMonth: month), day), lastDay(ofMonth: month)])
  }
  func year(_ date: SQLNode) -> SQLNode { part("%Y", of: date) }
  func monthNumber(_ date: SQLNode) -> SQLNode {
    .subtract(.add(.multiply(year(date), .integer(12)), part("%m", of: date)), .integer(1))
  }
  func endOfMonth(_ date: SQLNode) -> SQLNode { lastDay(ofMonth: monthNumber(date)) }
  func makeDate(_ year: SQLNode, _ month: SQLNode, _ day: SQLNode) -> SQLNode {
    let number = SQLNode.subtract(.add(.multiply(year, .integer(12)), month), .integer(1))
    return .add(firstDay(ofMonth: number), .subtract(day, .integer(1)))
  }

  private func part(_ format: String, of date: SQLNode) -> SQLNode {
    let seconds = SQLNode.multiply(date, .integer(86_400))
    return .cast(.call("STRFTIME", [.atom("'\(format)'"), seconds, .atom("'unixepoch'")]), numberType)
  }

  /// Days from 1970-01-01 to the first day of a month, counted from January of the year 0.
  private func firstDay(ofMonth month: SQLNode) -> SQLNode {
    let year = quotient(month, .integer(12))
    let number = SQLNode.add(.remainder(month, .integer(12)), .integer(1))
    let text = SQLNode.call("PRINTF", [.atom("'%04d-%02d-01'"), year, number])
    return quotient(.cast(.call("STRFTIME", [.atom("'%s'"), text]), numberType), .integer(86_400))
  }

  /// The last day of a month; December 9999 has no month after it.
  private func lastDay(ofMonth month: SQLNode) -> SQLNode {
    let next = SQLNode.subtract(firstDay(ofMonth: .add(month, .integer(1))), .integer(1))
    let last = SQLNode.integer(Int64(CivilDate.latest.days))
    return .when(.compare(month, ">=", .integer(119_999)), last, else: next)
  }

  func joinedByBlanks(_ texts: [SQLNode]) -> SQLNode {
    if texts.isEmpty { return .atom("''") }
    let pieces = texts.map { text in
      SQLNode.call("COALESCE", [.infix("||", [.atom("' '"), text], .concatenation), .atom("''")])
    }
    let groups = stride(from: 0, to: pieces.count, by: 50).map { start in
      SQLNode.infix("||", Array(pieces[start..<min(pieces.count, start + 50)]), .concatenation)
    }
    return .call("SUBSTR", [.infix("||", groups, .concatenation), .integer(2)])
  }

  func creation(of name: String, asTable: Bool, query: String) -> String {
    let kind = asTable ? "TABLE" : "VIEW"
    return "DROP \(kind) IF EXISTS \(name);\nCREATE \(kind) \(name) AS\n\(query)"
  }

  func loading(_ table: InputTable, into name: String, from file: String, quote: (String) -> String) -> String
  {
    let staging = self.name(table.title + "_csv")
    let cells = table.columns.map { column -> String in
      let cell = self.name(column.name)
      switch column.type {
      case .number: return "CAST(NULLIF(\(cell), '') AS INTEGER)"
      case .truth: return "CASE \(cell) WHEN 'true' THEN 1 WHEN 'false' THEN 0 END"
      case .date: return "CAST(JULIANDAY(NULLIF(\(cell), '')) - 2440587.5 AS INTEGER)"
      case .text, .choice: return "NULLIF(\(cell), '')"
      }
    }
    return """
      .mode csv
      .import \(file) \(table.title)_csv
      INSERT INTO \(name) SELECT
        \(cells.joined(separator: ",\n  "))
      FROM \(staging);
      DROP TABLE \(staging);
      """
  }
}
