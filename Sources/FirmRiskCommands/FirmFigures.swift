import FirmTable
import RuleEvaluation
import RuleModel
import RuleSentences

/// The values that one firm gives expressions; its record is made when the first is asked for.
final class FirmFigures {
  private let table: FirmTable
  private let firm: Int
  private let evaluator: RowEvaluator
  private var record: FirmRecord?

  init(table: FirmTable, firm: Int, evaluator: RowEvaluator) {
    self.table = table
    self.firm = firm
    self.evaluator = evaluator
  }

  /// The firm's value of an expression.
  func value(_ expression: RuleExpression) -> SentenceValue {
    let record = record ?? FirmRecord.from(table, firm: firm, ruleSet: evaluator.ruleSet)
    self.record = record
    switch evaluator.value(of: expression, firm: record) {
    case .unknown: return .unknown
    case .none: return .known(.none)
    case .known(let constant): return .known(constant)
    }
  }
}
