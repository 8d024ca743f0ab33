import RuleModel

/// Writes the statements that create and load the input tables.
struct DataDefinition {
  let request: SQLRequest
  let dialect: any SQLDialect
  let engine: SQLDialectName

  func text(folder: String) -> String {
    let tables = InputTable.all(of: request)
    let intro = [
      "-- Input tables of \(request.ruleSet.name) \(request.ruleSet.version) for \(engine.title)",
      "-- Numbers are whole, at the scale written beside them; NULL is unknown; `firmrisk export-table` writes the files.",
    ]
    return (intro + tables.flatMap { ["", creation($0), "", loading($0, folder)] }).joined(separator: "\n")
      + "\n"
  }

  private func name(of table: InputTable) -> String {
    dialect.tableName(table.source.map { request.tableName(of: $0) } ?? request.table)
  }

  private func creation(_ table: InputTable) -> String {
    let hasKeys = engine != .spark
    var lines: [(text: String, note: String)] = table.columns.map { column in
      var text = "  \(dialect.name(column.name)) \(dialect.type(of: column.type))"
      switch column.meaning {
      case .key, .rowNumber: text += engine == .spark ? "" : " NOT NULL"
      default: break
      }
      return (text, note(column))
    }
    if hasKeys {
      let key =
        table.source == nil ? InputTable.keyName : "\(InputTable.keyName), \(InputTable.rowNumberName)"
      lines.append(("  PRIMARY KEY (\(key))", ""))
    }
    let body = lines.enumerated().map { position, line in
      line.text + (position + 1 < lines.count ? "," : "") + (line.note.isEmpty ? "" : "  -- \(line.note)")
    }
    let ending = engine == .spark ? "\n) USING parquet;" : "\n);"
    return "CREATE TABLE \(name(of: table)) (\n" + body.joined(separator: "\n") + ending
  }

  private func note(_ column: InputColumn) -> String {
    switch column.meaning {
    case .key: return "unique"
    case .rowNumber: return "order of the rows in the list"
    case .isNone: return "known to be none"
    case .isBad: return "given but unusable"
    case .isGiven: return "the list gave the cell"
    case .value(let index):
      let title = request.ruleSet.fields[index].title[request.language].singleLine
      guard case .number(let number) = column.type else { return title }
      let unit = number.unit.isNone ? "" : " in \(number.unit)"
      let scale = number.scale == 0 ? "" : " x 10^\(number.scale)"
      return title + unit + scale
    }
  }

  private func loading(_ table: InputTable, _ folder: String) -> String {
    let file = (folder.hasSuffix("/") ? folder : folder + "/") + table.title + ".csv"
    return dialect.loading(table, into: name(of: table), from: file) { text in
      SQLPrinter.flat(dialect.textLiteral(text))
    }
  }
}
