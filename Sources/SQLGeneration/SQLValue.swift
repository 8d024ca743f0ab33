import RuleModel

/// An expression in SQL: its value, and whether it is known to be none.
struct SQLValue {
  /// The value; NULL when it is unknown or none.
  var node: SQLNode
  /// Whether it is known to be none, never NULL itself; nil when it cannot be none.
  var none: SQLNode?
  /// The stage whose columns it reads.
  var stage: Int
  /// Whether the engine may hold it in 32 bits, so that calculating with another such value could overflow.
  var isNarrow = false
  /// Whether it is never NULL.
  var isKnown = false
  /// Whether it is NULL for every firm.
  var isNever = false
  /// The value when it is a constant number.
  var literal: Int64?

  init(_ node: SQLNode, none: SQLNode? = nil, stage: Int) {
    self.node = node
    self.none = none
    self.stage = stage
  }

  /// Whether a value or none is known; nil when it always is.
  var isAnswered: SQLNode? {
    if isKnown { return nil }
    return none.map { .any([$0, node.isNotNull]) } ?? node.isNotNull
  }
}

extension SQLValue {
  /// Whether a strict operator over operands gives none: one is none and no other is unknown.
  static func strictNone(_ operands: [SQLValue]) -> SQLNode? {
    let nones = operands.compactMap(\.none)
    if nones.isEmpty { return nil }
    if nones.count == 1 {
      return .all(nones + operands.filter { $0.none == nil }.compactMap(\.isAnswered))
    }
    return .all([.any(nones)] + operands.compactMap(\.isAnswered))
  }

  /// The stage of something that reads all operands.
  static func stage(_ operands: [SQLValue]) -> Int { operands.map(\.stage).max() ?? 0 }
}

/// A computed column of a scope.
struct StageColumn {
  var name: String
  var node: SQLNode
  var stage: Int
  /// Lines printed above it.
  var comment: [String] = []
  /// The table of aggregates whose column it reads; nil for an expression over its own scope.
  var group: GroupKey?
  /// The firm column that a row scope brings in.
  var imported: SQLNode?
}

/// Names the aggregates over one source that can be computed once the rows have reached a stage.
struct GroupKey: Hashable {
  var source: SourceIndex
  var stage: Int
}

/// What expressions of firms, or of the rows of one source, read and compute.
final class SQLScope {
  /// The rows' source; nil for firms and policies.
  let source: SourceIndex?
  /// Whether columns may be added; a policy reads finished scores only.
  let isOpen: Bool
  /// Stored columns that are read, with the name they get.
  var cells: [InputColumn.Meaning: String] = [:]
  var columns: [StageColumn] = []
  /// Fields that have been resolved.
  var fields: [FieldIndex: SQLValue] = [:]
  private var usedNames: Set<String> = [InputTable.keyName, InputTable.rowNumberName]
  private var known: [[UInt8]: Int] = [:]

  init(source: SourceIndex?, isOpen: Bool = true, reserving names: [String] = []) {
    self.source = source
    self.isOpen = isOpen
    for name in names { usedNames.insert(name.lowercased()) }
  }

  /// A name that no other column of the scope has; engines compare names without case.
  func freeName(_ wish: String) -> String {
    var name = wish
    var number = 2
    while !usedNames.insert(name.lowercased()).inserted {
      name = "\(wish)_\(number)"
      number += 1
    }
    return name
  }

  /// The name of a column that computes this, made when there is none yet.
  ///
  /// With `exactly`, the wish is a name that was kept free for it.
  func column(
    _ wish: String, _ node: SQLNode, stage: Int, comment: [String] = [], group: GroupKey? = nil,
    imported: SQLNode? = nil, exactly: Bool = false
  ) -> StageColumn {
    let parts = [group.map { "\($0)" } ?? "", imported.map(SQLPrinter.flat) ?? "", SQLPrinter.flat(node)]
    let key = Array(parts.joined(separator: "|").utf8)
    if let position = known[key] { return columns[position] }
    known[key] = columns.count
    columns.append(
      StageColumn(
        name: exactly ? wish : freeName(wish), node: node, stage: stage, comment: comment, group: group,
        imported: imported))
    return columns[columns.count - 1]
  }
}
