import FirmSources
import RuleModel

extension KeptFields {
  /// The fields that a run folder and the ranking on a terminal ask firms for after scoring: names, groups, workers, wages
  /// and yes/no facts for the shares of groups, and the figures in the reasons of rules.
  public init(forRunOf ruleSet: RuleSet) {
    self.init()
    for (field, declared) in ruleSet.fields.enumerated() {
      switch declared.role {
      case .name, .group, .workers: fields.insert(field)
      case .key, nil: break
      }
      switch declared.type {
      case .truth: if declared.presumed == nil { fields.insert(field) }
      case .number(let number): if number.isMonthlyMoney { fields.insert(field) }
      case .choice: if ruleSet.aimsAtMembers(of: declared.type) { fields.insert(field) }
      case .date, .text: break
      }
    }
    var seen: Set<FieldIndex> = []
    for rule in ruleSet.rules {
      guard let because = rule.because else { continue }
      for case .value(let expression) in because.vi + because.en { take(expression, ruleSet, &seen) }
    }
  }

  /// Takes the fields that an expression reads, by itself or in the derivation of a field.
  private mutating func take(
    _ expression: RuleExpression, _ ruleSet: RuleSet, _ seen: inout Set<FieldIndex>
  ) {
    var derivations: [RuleExpression] = []
    expression.visit { part in
      switch part.kind {
      case .reported(let field): given.insert(field)
      case .field(let field):
        guard seen.insert(field).inserted else { return }
        fields.insert(field)
        if let derivation = ruleSet.fields[field].derivation { derivations.append(derivation.expression) }
      default: break
      }
    }
    for derivation in derivations { take(derivation, ruleSet, &seen) }
  }
}

extension NumberType {
  /// Whether the number is money by month, such as a wage.
  var isMonthlyMoney: Bool { unit.numerator == ["VND"] && unit.denominator == ["months"] }
}

extension RuleSet {
  /// Whether a target differs by the member that a firm has.
  fileprivate func aimsAtMembers(of type: ValueType) -> Bool {
    parameters.contains { parameter in
      guard parameter.name.hasPrefix("target."), case .choice(let choice)? = parameter.keys.first else {
        return false
      }
      return type == .choice(choice)
    }
  }
}
