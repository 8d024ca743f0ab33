import RuleModel

/// Writes expressions and conditions in words.
///
/// Operators of arithmetic and comparison stand as signs, logic as words; brackets keep the meaning. One writer serves
/// two readers: beside a firm's figures titles stand in quotes as the lists have them; in a legal sentence they are part
/// of the sentence, and every parameter has its value on a day behind it.
public struct ExpressionWriter: Sendable {
  /// How titles, claims and dates are worded.
  enum Style: Sendable {
    /// Titles in quotes; a claim says `is yes`.
    case quoted
    /// A sentence of law as it stands on a day.
    case legal(CivilDate)
  }

  let values: ValueWriter
  let style: Style
  var language: Language { values.language }
  var ruleSet: RuleSet { values.ruleSet }

  /// Creates a writer for one language and rule set.
  public init(language: Language, ruleSet: RuleSet) {
    self.init(language: language, ruleSet: ruleSet, style: .quoted)
  }

  init(language: Language, ruleSet: RuleSet, style: Style) {
    values = ValueWriter(language: language, ruleSet: ruleSet)
    self.style = style
  }

  /// How tightly a text holds together; looser texts get brackets inside tighter ones.
  enum Binding: Int, Comparable {
    case conditional, or, and, not, comparison, sum, product, primary
    static func < (first: Binding, second: Binding) -> Bool { first.rawValue < second.rawValue }
  }

  /// A text and how tightly it holds together.
  struct Phrase {
    var pieces: [SentencePiece]
    var binding: Binding

    init(_ text: String, _ binding: Binding = .primary) { self.init([SentencePiece(text)], binding) }

    init(_ pieces: [SentencePiece], _ binding: Binding = .primary) {
      self.pieces = pieces
      self.binding = binding
    }
  }

  /// The expression in words.
  public func text(_ expression: RuleExpression) -> String { pieces(expression).text }

  /// The expression in words, with what they name.
  public func pieces(_ expression: RuleExpression) -> [SentencePiece] { phrase(expression).pieces }

  /// The day of a legal sentence; nil where titles stand in quotes.
  var legalDay: CivilDate? {
    if case .legal(let day) = style { return day }
    return nil
  }

  func words(_ vi: String, _ en: String) -> String { language == .vi ? vi : en }

  func bracketed(_ expression: RuleExpression, atLeast binding: Binding) -> [SentencePiece] {
    let inner = phrase(expression)
    return inner.binding >= binding ? inner.pieces : inner.pieces.between("(", ")")
  }

  func list(_ operands: [RuleExpression]) -> [SentencePiece] { .joined(operands.map(pieces), by: "; ") }

  func call(_ name: String, _ arguments: [SentencePiece]) -> Phrase {
    Phrase(arguments.between(name + "(", ")"))
  }

  /// A condition read as a claim: a yes/no field says what it is.
  func phrase(_ expression: RuleExpression) -> Phrase {
    switch expression.kind {
    case .constant(let constant):
      let text = values.text(constant, type: expression.type)
      if case .text = constant { return Phrase("“" + text + "”") }
      return Phrase(text)
    case .asOf: return Phrase(words("ngày tính", "the as-of date"))
    case .field(let index):
      return expression.type == .truth ? claim(index, isYes: true) : Phrase(title(index))
    case .score(let variable): return Phrase(scoreText(variable))
    case .named(_, let inner): return phrase(inner)
    case .lookup(let index, let keys, let date): return lookup(index, keys, date)
    case .not(let inner): return negation(inner)
    case .and(let operands):
      if let range = between(expression, operands, isNegated: false) { return range }
      return joined(operands, words(" và ", " and "), .and)
    case .or(let operands):
      if let choice = oneOf(operands, isNegated: false) { return choice }
      return joined(operands, words(" hoặc ", " or "), .or)
    case .compare(let comparison, let first, let second): return compared(comparison, first, second)
    case .isNone(let inner): return absence(of: inner, isNegated: false)
    case .inSet(let inner, let index, let prefix): return membership(inner, index, prefix: prefix)
    case .reported(let index):
      return Phrase(
        [SentencePiece(words("danh sách có ghi ", "the list gives "))] + title(index), .comparison)
    case .conditional(let condition, let first, let second):
      return Phrase(
        bracketed(condition, atLeast: .or).between(words("nếu ", "if "), words(" thì ", " then "))
          + bracketed(first, atLeast: .or).followed(by: words(" ngược lại ", " else "))
          + bracketed(second, atLeast: .or),
        .conditional)
    case .aggregate(let aggregate): return aggregated(aggregate)
    default: return calculation(expression)
    }
  }

  /// An expression as a value to be compared rather than as a claim.
  func valueText(_ expression: RuleExpression, _ binding: Binding = .sum) -> [SentencePiece] {
    if case .field(let index) = expression.kind { return title(index) }
    return bracketed(expression, atLeast: binding)
  }

  private func joined(_ operands: [RuleExpression], _ word: String, _ binding: Binding) -> Phrase {
    Phrase(.joined(operands.map { bracketed($0, atLeast: binding) }, by: word), binding)
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
