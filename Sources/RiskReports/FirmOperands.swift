import RuleModel
import RuleSentences

/// Everything that rules read about a firm, each once: fields, look-ups, whole aggregates, and what sentences say.
struct FirmOperands: Sendable {
  /// The expressions; a page refers to them by position.
  let expressions: [RuleExpression]
  /// By rule, what it reads, in order of the text.
  let read: [[Int]]
  /// By rule, the operands of its sentence in each language, in order of the sentence.
  let said: [[Language: [Int]]]

  init(_ ruleSet: RuleSet) {
    var expressions: [RuleExpression] = []
    // Looked up only.
    var positions: [RuleExpression.Kind: Int] = [:]
    func position(of expression: RuleExpression) -> Int {
      var expression = expression
      while case .named(_, let inner) = expression.kind { expression = inner }
      if let known = positions[expression.kind] { return known }
      positions[expression.kind] = expressions.count
      expressions.append(expression)
      return expressions.count - 1
    }
    read = ruleSet.rules.map { rule in
      var found: [Int] = []
      for expression in FirmOperands.operands(of: rule) {
        let place = position(of: expression)
        if !found.contains(place) { found.append(place) }
      }
      return found
    }
    said = ruleSet.rules.map { rule in
      guard let template = rule.because else { return [:] }
      var places: [Language: [Int]] = [:]
      for language in Language.allCases {
        places[language] = template[language].compactMap { segment in
          guard case .value(let expression) = segment else { return nil }
          return position(of: expression)
        }
      }
      return places
    }
    self.expressions = expressions
  }

  /// What a rule reads: fields, look-ups, `reported` and whole aggregates.
  static func operands(of rule: Rule) -> [RuleExpression] {
    func collect(_ expression: RuleExpression) -> [RuleExpression] {
      switch expression.kind {
      case .field, .reported, .aggregate: return [expression]
      case .lookup: return expression.operands.flatMap(collect) + [expression]
      default: return expression.operands.flatMap(collect)
      }
    }
    return [rule.applies, rule.condition, rule.points?.expression, rule.affects].compactMap { $0 }
      .flatMap(collect)
  }

  /// What an operand is called; nil for one that stands in sentences only.
  func title(_ position: Int, _ ruleSet: RuleSet) -> LocalizedText? {
    let expression = expressions[position]
    switch expression.kind {
    case .field(let field): return ruleSet.fields[field].title
    case .lookup(let parameter, _, _): return ruleSet.parameters[parameter].title
    case .aggregate, .reported:
      return LocalizedText { ExpressionWriter(language: $0, ruleSet: ruleSet).text(expression) }
    default: return nil
    }
  }
}
