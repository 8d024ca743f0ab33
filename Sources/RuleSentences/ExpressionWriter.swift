import RuleModel

/// Writes expressions and conditions as plain sentences.
///
/// Titles stand in quotes, operators of arithmetic and comparison as signs, logic as words; brackets keep the meaning.
public struct ExpressionWriter: Sendable {
  private let values: ValueWriter
  private var language: Language { values.language }
  private var ruleSet: RuleSet { values.ruleSet }

  /// Creates a writer for one language and rule set.
  public init(language: Language, ruleSet: RuleSet) {
    values = ValueWriter(language: language, ruleSet: ruleSet)
  }

  /// How tightly a text holds together; looser texts get brackets inside tighter ones.
  enum Binding: Int, Comparable {
    case conditional, or, and, not, comparison, sum, product, primary
    static func < (first: Binding, second: Binding) -> Bool { first.rawValue < second.rawValue }
  }

  /// A text and how tightly it holds together.
  struct Phrase {
    var text: String
    var binding: Binding
    init(_ text: String, _ binding: Binding = .primary) {
      self.text = text
      self.binding = binding
    }
  }

  /// The expression in words.
  public func text(_ expression: RuleExpression) -> String { phrase(expression).text }

  private func words(_ vi: String, _ en: String) -> String { language == .vi ? vi : en }

  private func quoted(_ title: LocalizedText, or name: String) -> String {
    let text = title[language]
    return "“" + (text.isEmpty ? name : text) + "”"
  }

  private func bracketed(_ expression: RuleExpression, atLeast binding: Binding) -> String {
    let inner = phrase(expression)
    return inner.binding >= binding ? inner.text : "(" + inner.text + ")"
  }

  private func list(_ operands: [RuleExpression]) -> String { operands.map(text).joined(separator: "; ") }

  private func call(_ name: String, _ arguments: String) -> Phrase { Phrase(name + "(" + arguments + ")") }

  /// A condition read as a claim: a yes/no field says what it is.
  private func phrase(_ expression: RuleExpression) -> Phrase {
    switch expression.kind {
    case .constant(let constant):
      let text = values.text(constant, type: expression.type)
      if case .text = constant { return Phrase("“" + text + "”") }
      return Phrase(text)
    case .asOf: return Phrase(words("ngày tính", "the as-of date"))
    case .field(let index):
      let title = quoted(ruleSet.fields[index].title, or: ruleSet.fields[index].name)
      return expression.type == .truth ? claim(title, isYes: true) : Phrase(title)
    case .score(let variable): return Phrase(scoreText(variable))
    case .named(_, let inner): return phrase(inner)
    case .lookup(let index, let keys, let date): return lookup(index, keys, date)
    case .not(let inner): return negation(inner)
    case .and(let operands): return joined(operands, words(" và ", " and "), .and)
    case .or(let operands): return joined(operands, words(" hoặc ", " or "), .or)
    case .compare(let comparison, let first, let second): return compared(comparison, first, second)
    case .isNone(let inner):
      return Phrase(valueText(inner, .sum) + words(" là không có", " is none"), .comparison)
    case .inSet(let inner, let index, let prefix):
      let set = quoted(ruleSet.sets[index].title, or: ruleSet.sets[index].name)
      let verb =
        prefix ? words(" bắt đầu bằng một mã thuộc ", " starts with a code in ") : words(" thuộc ", " is in ")
      return Phrase(valueText(inner, .sum) + verb + set, .comparison)
    case .reported(let index):
      let title = quoted(ruleSet.fields[index].title, or: ruleSet.fields[index].name)
      return Phrase(words("danh sách có ghi ", "the list gives ") + title, .comparison)
    case .conditional(let condition, let first, let second):
      return Phrase(
        words("nếu ", "if ") + bracketed(condition, atLeast: .or) + words(" thì ", " then ")
          + bracketed(first, atLeast: .or) + words(" ngược lại ", " else ") + bracketed(second, atLeast: .or),
        .conditional)
    case .aggregate(let aggregate): return aggregated(aggregate)
    default: return calculation(expression)
    }
  }

  /// Arithmetic and dates.
  private func calculation(_ expression: RuleExpression) -> Phrase {
    switch expression.kind {
    case .negate(let inner): return Phrase("−" + bracketed(inner, atLeast: .primary), .product)
    case .addDays(let first, let second), .addMonths(let first, let second):
      if let taken = RuleExpression.negated(second) {
        return Phrase(bracketed(first, atLeast: .sum) + " − " + bracketed(taken, atLeast: .product), .sum)
      }
      return Phrase(bracketed(first, atLeast: .sum) + " + " + bracketed(second, atLeast: .sum), .sum)
    case .add(let first, let second):
      return Phrase(bracketed(first, atLeast: .sum) + " + " + bracketed(second, atLeast: .sum), .sum)
    case .subtract(let first, let second):
      return Phrase(bracketed(first, atLeast: .sum) + " − " + bracketed(second, atLeast: .product), .sum)
    case .multiply(let first, let second):
      return Phrase(
        bracketed(first, atLeast: .product) + " × " + bracketed(second, atLeast: .product), .product)
    case .divide(let first, let second, _): return quotient(first, second)
    case .floorDivide(let first, let second):
      return call(words("làm tròn xuống ", "rounded down "), quotient(first, second).text)
    case .modulo(let first, let second):
      return call(words("số dư của ", "remainder of "), quotient(first, second).text)
    case .rescale(let inner, _): return phrase(inner)
    case .round(let inner, _): return rounded(inner, type: expression.type)
    case .minimum(let operands): return call(words("số nhỏ nhất trong ", "least of "), list(operands))
    case .maximum(let operands): return call(words("số lớn nhất trong ", "greatest of "), list(operands))
    case .absolute(let inner): return call(words("giá trị tuyệt đối của ", "absolute value of "), text(inner))
    case .dateDifference(let first, let second):
      return call(
        words("số ngày ", "days "),
        words("từ ", "from ") + text(second) + words(" đến ", " to ") + text(first))
    case .year(let inner): return call(words("năm của ", "year of "), text(inner))
    case .makeDate(let year, let month, let day):
      return call(
        words("ngày theo năm; tháng; ngày ", "date of year; month; day "), list([year, month, day]))
    case .endOfMonth(let inner): return call(words("ngày cuối tháng của ", "end of month of "), text(inner))
    case .latestAnniversary(let month, let day):
      return Phrase(
        words("ngày \(padded(day))/\(padded(month)) gần nhất", "the latest \(padded(month))-\(padded(day))"))
    case .constant, .asOf, .field, .score, .named, .lookup, .not, .and, .or, .compare, .isNone, .inSet,
      .reported,
      .conditional, .aggregate:
      return phrase(expression)
    }
  }

  private func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

  private func quotient(_ first: RuleExpression, _ second: RuleExpression) -> Phrase {
    Phrase(bracketed(first, atLeast: .product) + " ÷ " + bracketed(second, atLeast: .primary), .product)
  }

  private func rounded(_ inner: RuleExpression, type: ValueType) -> Phrase {
    guard case .number(let number) = type, number.scale > 0 else {
      return call(words("làm tròn ", "rounded "), text(inner))
    }
    return call(
      words("làm tròn đến \(number.scale) chữ số thập phân ", "rounded to \(number.scale) decimals "),
      text(inner))
  }

  /// A yes/no expression as a value to be compared rather than as a claim.
  private func valueText(_ expression: RuleExpression, _ binding: Binding) -> String {
    if case .field(let index) = expression.kind {
      return quoted(ruleSet.fields[index].title, or: ruleSet.fields[index].name)
    }
    return bracketed(expression, atLeast: binding)
  }

  private func claim(_ title: String, isYes: Bool) -> Phrase {
    Phrase(title + words(" là ", " is ") + values.truth(isYes), .comparison)
  }

  private func negation(_ inner: RuleExpression) -> Phrase {
    if case .field(let index) = inner.kind {
      return claim(quoted(ruleSet.fields[index].title, or: ruleSet.fields[index].name), isYes: false)
    }
    if case .named(_, let meaning) = inner.kind { return negation(meaning) }
    if case .isNone(let operand) = inner.kind {
      return Phrase(valueText(operand, .sum) + words(" không phải là không có", " is not none"), .comparison)
    }
    return Phrase(words("không phải (", "not (") + text(inner) + ")", .not)
  }

  private func joined(_ operands: [RuleExpression], _ word: String, _ binding: Binding) -> Phrase {
    Phrase(operands.map { bracketed($0, atLeast: binding) }.joined(separator: word), binding)
  }

  private func compared(
    _ comparison: Comparison, _ first: RuleExpression, _ second: RuleExpression
  ) -> Phrase {
    let sign: String
    switch comparison {
    case .equal: sign = "="
    case .notEqual: sign = "≠"
    case .less: sign = "<"
    case .lessOrEqual: sign = "≤"
    case .greater: sign = ">"
    case .greaterOrEqual: sign = "≥"
    }
    return Phrase(valueText(first, .sum) + " " + sign + " " + valueText(second, .sum), .comparison)
  }

  private func lookup(_ index: ParameterIndex, _ keys: [RuleExpression], _ date: RuleExpression?) -> Phrase {
    var text = quoted(ruleSet.parameters[index].title, or: ruleSet.parameters[index].name)
    if !keys.isEmpty { text += words(" theo ", " by ") + "[" + list(keys) + "]" }
    if let date { text += words(" vào ", " on ") + bracketed(date, atLeast: .primary) }
    return Phrase(text)
  }

  private func aggregated(_ aggregate: Aggregate) -> Phrase {
    let source = quoted(ruleSet.sources[aggregate.source].title, or: ruleSet.sources[aggregate.source].name)
    var rows = words("các dòng của ", "rows of ") + source
    if let condition = aggregate.condition { rows += words(" mà ", " where ") + text(condition) }
    let value = aggregate.value.map(text) ?? ""
    switch aggregate.function {
    case .count: return call(words("số dòng trong ", "number of "), rows)
    case .sum: return call(words("tổng ", "sum of "), value + words(" trên ", " over ") + rows)
    case .minimum: return call(words("nhỏ nhất ", "least "), value + words(" trên ", " over ") + rows)
    case .maximum: return call(words("lớn nhất ", "greatest "), value + words(" trên ", " over ") + rows)
    case .latest:
      let order = aggregate.order.map(text) ?? ""
      let place = words(" ở dòng có \(order) mới nhất trong ", " in the row with the latest \(order) of ")
      return call(words("giá trị ", "value "), value + place + rows)
    case .any:
      return call(
        words("ít nhất một dòng thỏa ", "for some row: "), value + words(" trong ", " among ") + rows)
    case .all:
      return call(words("mọi dòng đều thỏa ", "for every row: "), value + words(" trong ", " among ") + rows)
    }
  }

  private func scoreText(_ variable: ScoreVariable) -> String {
    switch variable {
    case .low: return words("điểm chắc chắn", "certain score")
    case .high: return words("điểm cao nhất có thể", "highest possible score")
    case .estimate: return words("điểm ước tính", "estimated score")
    case .violationPoints: return words("điểm từ vi phạm", "points from violations")
    case .violationsFired: return words("số vi phạm", "number of violations")
    case .coverage: return words("độ phủ", "coverage")
    case .workersAffected: return words("số lao động bị ảnh hưởng", "workers affected")
    }
  }
}

extension RuleExpression {
  /// What a negation or a negative constant takes away; nil for anything else.
  fileprivate static func negated(_ expression: RuleExpression) -> RuleExpression? {
    switch expression.kind {
    case .negate(let inner): return inner
    case .constant(.number(let raw)) where raw < 0 && raw > .min:
      var positive = expression
      positive.kind = .constant(.number(-raw))
      return positive
    default: return nil
    }
  }
}
