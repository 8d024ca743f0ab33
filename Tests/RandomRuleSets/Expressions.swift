import Diagnostics
import RuleModel

/// Hands out places in a text, so that no two expressions share one.
package final class Places {
  private var next = 0

  package init() {}

  package func span() -> Span {
    next += 1
    return Span(file: FileID(index: 0), start: next, end: next + 1)
  }
}

package extension ValueType {
  /// A number of a scale within a range.
  static func number(scale: Int = 0, _ range: ClosedRange<Int64>) -> ValueType {
    .number(
      NumberType(unit: .none, scale: scale, lowest: range.lowerBound, highest: range.upperBound))
  }

  static let date = ValueType.date(allowsNone: false)
}

package extension RuleExpression {
  /// The number type of a numeric expression.
  var number: NumberType {
    if case .number(let number) = type { return number }
    return NumberType(unit: .none, scale: 0, lowest: 0, highest: 0)
  }
}
