import FirmTable
import RuleModel
import RuleSentences

/// The values that a firm gives expressions of the rule set.
public typealias FirmValues = (RuleExpression) -> SentenceValue

/// Answers for stored cells straight from the columns, and asks the evaluator only for what is not stored.
///
/// Most figures of a reason are plain fields; looking up a million of them must not build a million records.
struct TableValues: Sendable {
  let ruleSet: RuleSet
  let table: FirmTable
  let evaluated: @Sendable (Int) -> FirmValues

  /// The values that a firm gives expressions.
  func values(of firm: Int) -> FirmValues {
    var record: FirmValues?
    return { expression in
      if let stored = stored(expression, firm: firm) { return stored }
      let values = record ?? evaluated(firm)
      record = values
      return values(expression)
    }
  }

  /// The value of a field whose cell stands in the table; nil for anything that has to be evaluated.
  private func stored(_ expression: RuleExpression, firm: Int) -> SentenceValue? {
    switch expression.kind {
    case .constant(let constant): return .known(constant)
    case .named(_, let inner): return stored(inner, firm: firm)
    case .field(let field):
      guard let column = table.columns[field] else { return nil }
      let type = ruleSet.fields[field].type
      let cell = column.cell(firm, isTruth: type == .truth)
      switch cell {
      case CellMark.unknown: return ruleSet.fields[field].derivation == nil ? .unknown : nil
      case CellMark.bad: return .unknown
      case CellMark.none: return .known(.none)
      default: return .known(constant(cell, type))
      }
    default: return nil
    }
  }

  private func constant(_ cell: Int64, _ type: ValueType) -> Constant {
    switch type {
    case .number: return .number(cell)
    case .truth: return .truth(cell == 1)
    case .date: return .date(CivilDate(days: Int32(clamping: cell)))
    case .text: return .text(table.pool.texts.indices.contains(Int(cell)) ? table.pool.texts[Int(cell)] : "")
    case .choice: return .member(Int(cell))
    }
  }
}
