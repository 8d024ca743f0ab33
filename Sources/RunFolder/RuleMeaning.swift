import RuleModel

/// What a lawyer signs: everything that a rule says of the law.
///
/// Points, family and status are policy and are left out, so that a province's override voids no signature. Fields,
/// parameters and sets stand by name: what is declared elsewhere leaves a signature alone, but a `let` counts with all that
/// it stands for. Figures of parameters have acts of their own and are left out too.
public enum RuleMeaning {
  /// Version of what is signed; raising it voids every signature.
  static let version = 1

  /// The hash of a rule's meaning: the first 16 hexadecimal digits of its SHA-256.
  public static func hash(of rule: Rule, in ruleSet: RuleSet) -> String {
    var writer = CanonicalRules()
    writer.names = ruleSet
    writer.writeSigned(rule)
    return String(ContentHash.sha256.digest(of: writer.bytes).prefix(16))
  }
}

extension CanonicalRules {
  mutating func writeSigned(_ rule: Rule) {
    number(RuleMeaning.version)
    text(rule.id)
    text(rule.kind.rawValue)
    title(rule.title)
    list(rule.basis) { $0.citation($1) }
    period(rule.effective)
    optional(rule.applies) { $0.expression($1) }
    expression(rule.condition)
    optional(rule.affects) { $0.expression($1) }
    optional(rule.ended) { writer, field in writer.reference(0, field) { $0.fields[field].name } }
    list(rule.fines) { $0.write($1) }
    optional(rule.because) { writer, because in
      writer.list(because.vi) { $0.write($1) }
      writer.list(because.en) { $0.write($1) }
    }
    for words in [rule.check, rule.ask, rule.honest, rule.note] { optional(words) { $0.title($1) } }
  }

  /// Writes the expressions whose positions mean nothing outside their rule set; false for all others.
  mutating func writeByName(_ expression: RuleExpression) -> Bool {
    switch expression.kind {
    case .named(_, let inner):
      self.expression(inner)
      return true
    case .constant(.member(let member)):
      guard case .choice(let choice) = expression.type, let names else { return false }
      tag(40)
      text(names.choices[choice].name)
      text(names.choices[choice].members[member].name)
      return true
    case .constant(.number(let raw)):
      guard case .number(let type) = expression.type else { return false }
      tag(41)
      number(raw)
      number(type.scale)
      flag(type.isPercent)
      list(type.unit.numerator) { $0.text($1) }
      list(type.unit.denominator) { $0.text($1) }
      return true
    default: return false
    }
  }
}
