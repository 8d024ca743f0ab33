import RuleModel

/// Writes what a rule says as sentences of law, from its checked condition alone, so that text and rule cannot drift.
///
/// Fields and parameters stand with their titles, and behind each parameter its value on one day in square brackets.
public struct RuleSentenceWriter: Sendable {
  private let writer: ExpressionWriter
  private let builder: OutlineBuilder
  /// The day whose values stand in the sentences.
  public let asOf: CivilDate

  /// Creates a writer for one language, rule set and day.
  public init(language: Language, ruleSet: RuleSet, asOf: CivilDate) {
    writer = ExpressionWriter(language: language, ruleSet: ruleSet, style: .legal(asOf))
    builder = OutlineBuilder(language: language)
    self.asOf = asOf
  }

  /// A condition taken apart.
  public func clause(_ condition: RuleExpression) -> ConditionClause {
    ClauseBuilder(writer: writer).clause(condition)
  }

  /// A value or condition in one line, such as the formula of points.
  public func pieces(_ expression: RuleExpression) -> [SentencePiece] { writer.pieces(expression) }

  /// A condition as a sentence behind opening words, such as `A violation where `.
  public func sentence(_ condition: RuleExpression, opening: String = "") -> SentenceOutline {
    var outline = builder.outline(clause(condition), opening: opening).ended(by: ".")
    outline.lead = outline.lead.capitalised
    return outline
  }

  /// To whom a rule applies, when it says so, and when it fires.
  public func sentences(of rule: Rule) -> [SentenceOutline] {
    let applies = rule.applies.map { sentence($0, opening: writer.words("Áp dụng khi ", "Applies where ")) }
    return [applies, sentence(rule.condition, opening: opening(of: rule.kind))].compactMap { $0 }
  }

  /// The sentences of a rule as lines of plain text.
  public func lines(of rule: Rule) -> [String] { sentences(of: rule).flatMap { $0.lines() } }

  /// The formula of a rule's points: a number, or how it is found and its bounds; nil for gates.
  public func points(of rule: Rule) -> [SentencePiece]? {
    guard let points = rule.points else { return nil }
    var pieces = writer.pieces(points.expression)
    if case .constant = points.expression.kind, points.least == 0 || points.least == points.most {
      return pieces
    }
    let least =
      points.least > 0 ? writer.words(", ít nhất \(points.least)", ", at least \(points.least)") : ""
    pieces.append(
      SentencePiece(least + writer.words(", tối đa \(points.most)", ", at most \(points.most)")))
    return pieces
  }

  private func opening(of kind: RuleKind) -> String {
    switch kind {
    case .violation: return writer.words("Vi phạm khi ", "A violation where ")
    case .indicator: return writer.words("Chỉ báo rủi ro khi ", "A sign of risk where ")
    case .gate: return writer.words("Không thanh tra, kiểm tra khi ", "No inspection or check where ")
    }
  }
}
