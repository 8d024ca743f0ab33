import FirmTable
import RuleModel

/// Evaluates a few expressions for firm after firm of a table, reading only the cells that they need.
///
/// The meaning is `RowEvaluator`'s; what is saved is the record of all fields that it asks for.
public struct FigureReader: Sendable {
  private struct Need: Sendable {
    /// Fields with a column, ascending.
    var fields: [FieldIndex] = []
    /// Fields asked `reported` about.
    var reported: [FieldIndex] = []
    /// Sources of rows, ascending.
    var sources: [SourceIndex] = []
  }

  private let expressions: [RuleExpression]
  private let needs: [Need]
  private let table: FirmTable
  private let evaluator: RowEvaluator
  private var record: FirmRecord

  /// Creates a reader of expressions.
  public init(_ expressions: [RuleExpression], of table: FirmTable, evaluator: RowEvaluator) {
    self.expressions = expressions
    self.table = table
    self.evaluator = evaluator
    needs = expressions.map { Self.need(of: $0, table, evaluator.ruleSet) }
    let ruleSet = evaluator.ruleSet
    record = FirmRecord(
      cells: ruleSet.fields.indices.map { field in
        let hasColumn = table.columns.indices.contains(field) && table.columns[field] != nil
        return hasColumn ? .unknown : Cell(ruleSet.fields[field].presumed?.value)
      }, rows: [FirmRecord.Rows?](repeating: nil, count: table.rows.count))
  }

  /// The fields whose cells alone settle the value of the expression at a position; nil where it asks for more than cells.
  public func fields(settling position: Int) -> [FieldIndex]? {
    let need = needs[position]
    return need.reported.isEmpty && need.sources.isEmpty ? need.fields : nil
  }

  /// The value that a firm gives the expression at a position.
  public mutating func value(of position: Int, firm: Int) -> EvaluatedValue {
    let ruleSet = evaluator.ruleSet
    for field in needs[position].fields {
      guard let column = table.columns[field] else { continue }
      record.cells[field] = FirmRecord.cell(column, firm, ruleSet.fields[field].type, table.pool)
    }
    for field in needs[position].reported { record.given[field] = table.given[field].map { $0[firm] != 0 } }
    for source in needs[position].sources {
      record.rows[source] = FirmRecord.rows(of: source, in: table, firm: firm, ruleSet: ruleSet)
    }
    return evaluator.value(of: expressions[position], firm: record)
  }

  private static func need(
    of expression: RuleExpression, _ table: FirmTable, _ ruleSet: RuleSet
  ) -> Need {
    var fields: Set<FieldIndex> = []
    var reported: Set<FieldIndex> = []
    var sources: Set<SourceIndex> = []
    var seen: Set<FieldIndex> = []
    func collect(_ expression: RuleExpression) {
      expression.visit { part in
        switch part.kind {
        case .reported(let field): reported.insert(field)
        case .aggregate(let aggregate): sources.insert(aggregate.source)
        case .field(let field):
          guard seen.insert(field).inserted else { return }
          if table.columns.indices.contains(field), table.columns[field] != nil { fields.insert(field) }
          if let derivation = ruleSet.fields[field].derivation { collect(derivation.expression) }
        default: break
        }
      }
    }
    collect(expression)
    return Need(fields: fields.sorted(), reported: reported.sorted(), sources: sources.sorted())
  }
}
