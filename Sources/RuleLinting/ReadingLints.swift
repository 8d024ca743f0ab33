import Diagnostics
import RuleLanguage
import RuleModel

/// Fields, parameters, sets and `let` names that nothing reads.
struct ReadingLints {
  let ruleSet: RuleSet
  let declarations: [Declaration]

  func findings() -> [Diagnostic] {
    let read = NamesRead(by: ruleSet)
    var found = ruleSet.fields.indices.filter { !read.fields.contains($0) && !isForProgram($0) }.map {
      index in
      let field = ruleSet.fields[index]
      return lint(
        .unreadField, "no rule reads the field `\(field.name)`", at: field.span,
        help: ["remove it, or say what it is for: `allow FR165 because …`"])
    }
    for declaration in declarations {
      switch declaration {
      case .parameter(let parameter):
        let index = ruleSet.parameters.firstIndex { $0.name == parameter.name.text }
        if !read.parameters.contains(index ?? -1), !ruleSet.isTarget(parameter.name.text) {
          found.append(unread("parameter", parameter.name))
        }
      case .set(let set):
        let index = ruleSet.sets.firstIndex { $0.name == set.name.text }
        if !read.sets.contains(index ?? -1) { found.append(unread("set", set.name)) }
      case .letValue(let value):
        let index = ruleSet.definitions.firstIndex { $0.name == value.name.text }
        if !read.definitions.contains(index ?? -1) { found.append(unread("`let`", value.name)) }
      case .language, .pack, .act, .unit, .choice, .source, .field, .area, .rule, .example, .policy,
        .change, .consistency:
        break
      }
    }
    return found
  }

  private func unread(_ what: String, _ name: Name) -> Diagnostic {
    lint(
      .unreadName, "nothing reads the \(what) `\(name.text)`", at: name.span,
      help: ["remove it, or use it where its value is written out"])
  }

  /// Keys join lists, and fields with a role name, group and bound firms.
  private func isForProgram(_ index: FieldIndex) -> Bool {
    ruleSet.fields[index].role != nil
      || ruleSet.sources.contains { $0.key == index || $0.otherKeys.contains(index) }
  }
}

extension RuleSet {
  /// Whether a parameter states the share of firms that ought to meet a rule or field, as `target.NAME`: reports read it.
  func isTarget(_ parameter: String) -> Bool {
    guard parameter.hasPrefix("target.") else { return false }
    let id = parameter.dropFirst("target.".count)
    return rules.contains { $0.id == id } || fields.contains { $0.name == id }
  }
}

/// What the rules of a set read, in conditions, points, sentences, fines and checks of consistency, and in derivations
/// of what they read.
struct NamesRead {
  private(set) var fields: Set<FieldIndex> = []
  private(set) var parameters: Set<ParameterIndex> = []
  private(set) var sets: Set<SetIndex> = []
  private(set) var definitions: Set<DefinitionIndex> = []

  init(by ruleSet: RuleSet) {
    for rule in ruleSet.rules {
      for expression in NamesRead.expressions(of: rule) {
        expression.visit(derivationsOf: ruleSet.fields) { note($0) }
      }
      if let ended = rule.ended { fields.insert(ended) }
      for case .banded(.field(let field), _) in rule.fines.map(\.amount) { fields.insert(field) }
    }
    for check in ruleSet.checks { check.condition.visit(derivationsOf: ruleSet.fields) { note($0) } }
    // A field that is read as it stands in a fine or at an end may be derived as well.
    for index in fields.sorted() {
      ruleSet.fields[index].derivation?.expression.visit(derivationsOf: ruleSet.fields) { note($0) }
    }
  }

  private mutating func note(_ expression: RuleExpression) {
    switch expression.kind {
    case .field(let index), .reported(let index): fields.insert(index)
    case .lookup(let index, _, _): parameters.insert(index)
    case .inSet(_, let index, _): sets.insert(index)
    case .named(let index, _): definitions.insert(index)
    default: break
    }
  }

  private static func expressions(of rule: Rule) -> [RuleExpression] {
    var all = [rule.applies, rule.condition, rule.points?.expression, rule.affects].compactMap { $0 }
    for segment in (rule.because?.vi ?? []) + (rule.because?.en ?? []) {
      if case .value(let expression) = segment { all.append(expression) }
    }
    for fine in rule.fines {
      if case .share(_, _, let base) = fine.amount { all.append(base) }
    }
    return all
  }
}
