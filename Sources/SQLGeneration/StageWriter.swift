import RuleModel

/// One named stage of the query.
struct Stage {
  var name: String
  var comment: [String]
  var body: String
  var isMaterialised = false
}

/// One column of a stage.
struct StageItem {
  var comment: [String] = []
  var node: SQLNode
  var name: String?
}

/// Writes the stages that bring cells, derivations and aggregates together.
struct StageWriter {
  let translator: ExpressionTranslator
  let tables: [InputTable]
  /// The only firm that is read; nil for all.
  var firm: String?
  private let reserved: Set<String>

  private var dialect: any SQLDialect { translator.dialect }
  private var ruleSet: RuleSet { translator.ruleSet }

  init(_ translator: ExpressionTranslator) {
    self.translator = translator
    let request = translator.request
    tables = InputTable.all(of: request)
    let sources = tables.compactMap { $0.source.map { request.tableName(of: $0).lowercased() } }
    reserved = Set([request.table.lowercased()] + sources)
  }

  /// A name for a stage that no table of the query has.
  func stageName(_ wish: String) -> String {
    var name = wish
    while reserved.contains(name.lowercased()) { name += "_stage" }
    return dialect.name(name)
  }

  /// The stages up to the last column of firms, and the name of the last one.
  func stages() -> (stages: [Stage], last: String) {
    let scopes = [translator.firms] + tables.compactMap { $0.source.flatMap { translator.rowScopes[$0] } }
    let last = scopes.flatMap { $0.columns.map(\.stage) }.max() ?? 0
    let used = Set(translator.groups.keys.map(\.source))
    var stages = [base(translator.firms)]
    for scope in scopes.dropFirst() {
      if let source = scope.source, used.contains(source) { stages.append(base(scope)) }
    }
    for stage in 0...last {
      for scope in scopes where stage > 0 {
        let columns = scope.columns.filter { $0.stage == stage }
        if !columns.isEmpty { stages.append(step(scope, stage, columns)) }
      }
      for table in tables {
        guard let source = table.source else { continue }
        let key = GroupKey(source: source, stage: stage)
        if let columns = translator.groups[key] { stages.append(group(key, columns)) }
      }
    }
    return (stages, name(of: translator.firms, at: last))
  }

  // MARK: - Names

  private func title(_ scope: SQLScope) -> String {
    scope.source.map { ruleSet.sources[$0].name + "_rows" } ?? "firm"
  }

  /// The stage of a scope that holds all columns up to a stage.
  private func name(of scope: SQLScope, at stage: Int) -> String {
    let step = scope.columns.map(\.stage).filter { $0 <= stage }.max() ?? 0
    if step == 0 { return stageName(title(scope) + "_cells") }
    return stageName("\(title(scope))_fields_\(step)")
  }

  private func name(of key: GroupKey) -> String {
    stageName("\(ruleSet.sources[key.source].name)_per_firm_\(key.stage)")
  }

  // MARK: - Stages

  /// The cells that rules read, from the table.
  private func base(_ scope: SQLScope) -> Stage {
    guard let table = tables.first(where: { $0.source == scope.source }) else {
      return Stage(name: "", comment: [], body: "")
    }
    var items: [StageItem] = []
    for column in table.columns {
      let wanted: String
      switch column.meaning {
      case .key: wanted = InputTable.keyName
      case .rowNumber: wanted = InputTable.rowNumberName
      default:
        guard let name = scope.cells[column.meaning] else { continue }
        wanted = name
      }
      let node = SQLNode.atom(dialect.name(column.name))
      let isText: Bool
      switch column.type {
      case .text, .choice: isText = true
      default: isText = false
      }
      items.append(StageItem(node: isText ? dialect.byBytes(node) : node, name: wanted))
    }
    let tableName = scope.source.map { translator.request.tableName(of: $0) } ?? translator.request.table
    let comment =
      scope.source.map { "Rows of \(ruleSet.sources[$0].name), as the list gives them" }
      ?? "Cells of the firm table that rules read"
    var from = "FROM \(dialect.tableName(tableName))"
    if let firm {
      from += "\nWHERE \(InputTable.keyName) = \(SQLPrinter.flat(dialect.textLiteral(firm)))"
    }
    return Stage(
      name: name(of: scope, at: 0), comment: [comment], body: select(items, from: from))
  }

  /// Columns that read earlier stages.
  private func step(_ scope: SQLScope, _ stage: Int, _ columns: [StageColumn]) -> Stage {
    let items = columns.map { StageItem(comment: $0.comment, node: $0.node, name: $0.name) }
    let before = name(of: scope, at: stage - 1)
    var from = "FROM \(before) t"
    let key = InputTable.keyName
    let imports = columns.filter { $0.imported != nil }
    if !imports.isEmpty {
      let brought = imports.compactMap { column in
        column.imported.map { "\(SQLPrinter.flat($0)) AS \(dialect.name(column.name))" }
      }
      from +=
        "\nJOIN (\n  SELECT\n    \(key) AS firm_key,\n    \(brought.joined(separator: ",\n    "))"
        + "\n  FROM \(name(of: translator.firms, at: stage - 1))\n) f ON f.firm_key = t.\(key)"
    }
    for group in Set(columns.compactMap(\.group)).sorted(by: { $0.source < $1.source }) {
      let groupKey = translator.keyColumn(of: group)
      from += "\nLEFT JOIN \(name(of: group)) ON \(groupKey) = t.\(key)"
    }
    let comment =
      scope.source.map { "Figures of each row of \(ruleSet.sources[$0].name)" } ?? "Figures of each firm"
    return Stage(
      name: name(of: scope, at: stage), comment: [comment], body: select(items, all: "t", from: from),
      isMaterialised: true)
  }

  private func group(_ key: GroupKey, _ columns: [(name: String, node: SQLNode)]) -> Stage {
    let scope = translator.rowScopes[key.source] ?? translator.firms
    var lines = ["SELECT", "  \(InputTable.keyName) AS \(translator.keyColumn(of: key)),"]
    for (position, column) in columns.enumerated() {
      let text = SQLPrinter.text(column.node, indent: 2, used: column.name.count + 4)
      lines.append("  \(text) AS \(column.name)\(position + 1 < columns.count ? "," : "")")
    }
    lines.append("FROM \(name(of: scope, at: key.stage))")
    lines.append("GROUP BY \(InputTable.keyName)")
    return Stage(
      name: name(of: key),
      comment: ["Rows of \(ruleSet.sources[key.source].name) taken together, one row a firm"],
      body: lines.joined(separator: "\n"))
  }

  // MARK: - Text

  /// A `SELECT` with one column a line and the comments above it.
  func select(_ items: [StageItem], all alias: String? = nil, from: String) -> String {
    var lines = ["SELECT"]
    if let alias { lines.append("  \(alias).*" + (items.isEmpty ? "" : ",")) }
    for (position, item) in items.enumerated() {
      lines += item.comment.map { "  -- " + $0.singleLine }
      var text = SQLPrinter.text(item.node, indent: 2, used: (item.name?.count ?? 0) + 7)
      if let name = item.name {
        let quoted = dialect.name(name)
        if text != quoted { text += " AS \(quoted)" }
      }
      lines.append("  " + text + (position + 1 < items.count ? "," : ""))
    }
    return (lines + [from]).joined(separator: "\n")
  }

  /// The whole `WITH` clause.
  func with(_ stages: [Stage]) -> String {
    "WITH\n"
      + stages.map { stage in
        let comment = stage.comment.map { "-- " + $0.singleLine + "\n" }.joined()
        let hint = stage.isMaterialised ? dialect.materialised : ""
        return "\(comment)\(stage.name) AS \(hint)(\n\(stage.body.indented)\n)"
      }.joined(separator: ",\n\n")
  }
}

extension String {
  /// The text in one line, fit for a comment, cut where it would be long.
  var singleLine: String {
    var words = split(whereSeparator: { $0.isWhitespace }).joined(separator: " ")
    if words.count > 104 { words = words.prefix(103) + "…" }
    return words
  }

  fileprivate var indented: String {
    split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 }.joined(separator: "\n")
  }
}
