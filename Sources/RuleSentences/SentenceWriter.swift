import RuleModel

/// Writes the sentences of rules with a firm's figures in them.
public struct SentenceWriter: Sendable {
  /// Writes the single values.
  public let values: ValueWriter

  /// Creates a writer for one language and rule set.
  public init(language: Language, ruleSet: RuleSet) {
    values = ValueWriter(language: language, ruleSet: ruleSet)
  }

  /// A sentence with the values that a firm gives its expressions.
  ///
  /// - Parameters:
  ///   - template: fixed words and expressions.
  ///   - value: the firm's value of an expression; asked once for each place in the sentence.
  public func sentence(_ template: SentenceTemplate, value: (RuleExpression) -> SentenceValue) -> String {
    var text = ""
    for segment in template[values.language] {
      switch segment {
      case .text(let words): text += words
      case .value(let expression): text += values.text(value(expression), type: expression.type)
      }
    }
    return text
  }

  /// The reason why a rule fired: its `because` sentence with figures, or its title.
  public func reason(of rule: Rule, value: (RuleExpression) -> SentenceValue) -> String {
    guard let template = rule.because else { return rule.title[values.language] }
    let text = sentence(template, value: value)
    return text.isEmpty ? rule.title[values.language] : text
  }

  /// Provisions in one line.
  public func basis(of rule: Rule) -> String {
    rule.basis.map { $0.text(in: values.language) }.joined(separator: "; ")
  }
}
