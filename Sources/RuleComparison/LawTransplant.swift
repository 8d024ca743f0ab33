import RuleChecking
import RuleLanguage

/// A pack as it was written, with the pack that it extends; its files belong to one source map.
public struct PackSyntax: Sendable {
  /// The files of the pack.
  public var own: [ParsedFile]
  /// The files of the pack below; empty without one.
  public var below: [ParsedFile]

  /// Creates a pack.
  public init(own: [ParsedFile], below: [ParsedFile] = []) {
    self.own = own
    self.below = below
  }

  fileprivate var declarations: [Declaration] { (own + below).flatMap(\.syntax.declarations) }
}

/// The rules of one pack under the law of another.
///
/// Law is what changes with time and is cited: the values of parameters, the members of sets, and the days on which
/// rules are in force. Everything else is the rules' text. What stands in one pack only belongs to the text: a
/// parameter under a new name is another parameter.
public struct LawTransplant: Sendable {
  /// What checking the combination gave.
  public let checked: CheckedPack
  /// Parameters and sets that stand in one of the packs only, in order of their names.
  public let unmatched: [String]

  /// Combines two packs.
  ///
  /// - Parameters:
  ///   - text: the pack that gives the rules; its files and those of `law` belong to one source map.
  ///   - law: the pack that gives values and days.
  public init(text: PackSyntax, law: PackSyntax) {
    let values = LawValues(law)
    func transplanted(_ files: [ParsedFile]) -> [ParsedFile] {
      files.map { file in
        file.replacing(declarations: file.syntax.declarations.compactMap(values.applied))
      }
    }
    checked = RuleChecker.check(transplanted(text.own), base: transplanted(text.below))
    let ours = LawValues(text).names
    let theirs = values.names
    unmatched = ours.symmetricDifference(theirs).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}

/// The law that a pack holds, by name.
private struct LawValues {
  private var parameters: [String: [ParameterDeclaration.Entry]] = [:]
  private var sets: [String: [SetDeclaration.Entry]] = [:]
  private var periods: [String: Period] = [:]

  init(_ pack: PackSyntax) {
    for declaration in pack.declarations {
      switch declaration {
      case .parameter(let parameter): parameters[parameter.name.text] = parameter.entries
      case .set(let set): sets[set.name.text] = set.entries
      case .rule(let rule): if let period = rule.effective { periods[rule.id.text] = period }
      case .language, .pack, .act, .unit, .choice, .source, .field, .letValue, .area, .example, .policy,
        .change,
        .consistency:
        break
      }
    }
  }

  var names: Set<String> { Set(parameters.keys).union(sets.keys) }

  /// A declaration of the text with the law put in; nil for examples, which state outcomes of the old law.
  func applied(to declaration: Declaration) -> Declaration? {
    switch declaration {
    case .parameter(var parameter):
      if let entries = parameters[parameter.name.text] { parameter.entries = entries }
      return .parameter(parameter)
    case .set(var set):
      if let entries = sets[set.name.text] { set.entries = entries }
      return .set(set)
    case .rule(var rule):
      if let period = periods[rule.id.text] { rule.effective = period }
      return .rule(rule)
    case .example: return nil
    case .language, .pack, .act, .unit, .choice, .source, .field, .letValue, .area, .policy, .change,
      .consistency:
      return declaration
    }
  }
}
