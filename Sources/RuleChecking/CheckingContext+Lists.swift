import Diagnostics
import RuleLanguage
import RuleModel

/// How lists are joined to firms, and what they must keep.
extension CheckingContext {
  /// Finds the key fields of every source once the fields are known.
  func resolveSourceKeys(_ declarations: [Declaration]) {
    let keyField = fields.firstIndex { $0.role == .key }
    var seen: Set<String> = []
    for case .source(let declaration) in declarations where seen.insert(declaration.name.text).inserted {
      guard let index = sourceIndex[declaration.name.text] else { continue }
      guard !declaration.keys.isEmpty else {
        report(
          .missingClause, "source `\(declaration.name.text)` does not name its key",
          at: declaration.name.span,
          help: ["add `key tax_code`"])
        continue
      }
      for key in declaration.keys { resolve(key, of: index, keyField) }
      resolveCrosswalks(declaration, of: index)
    }
  }

  private func resolve(_ key: Name, of source: SourceIndex, _ keyField: FieldIndex?) {
    guard let field = fieldIndex[key.text] else {
      reportUnknown("field", key, among: fields.map(\.name))
      return
    }
    if sources[source].otherKeys.contains(field) {
      report(.duplicateName, "key `\(key.text)` is named twice", at: key.span)
    } else if field == keyField {
      sources[source].key = field
    } else if fields[field].type == .text, fields[field].sources.contains(source) {
      if let keyField, sources[source].otherKeys.isEmpty { sources[source].key = keyField }
      sources[source].otherKeys.append(field)
    } else {
      report(
        .misplacedClause, "the key of a list is the field with `role key`, or a text field of the list",
        at: key.span, "not the key field",
        help: [
          "a code of the agency's own is declared as `field \(key.text): text { … from \(sources[source].name) }`"
        ])
    }
  }

  /// A crosswalk has both codes: the tax code names its rows, and the other key is one of its columns.
  private func resolveCrosswalks(_ declaration: SourceDeclaration, of index: SourceIndex) {
    for name in declaration.crosswalks {
      guard let crosswalk = sourceIndex[name.text] else {
        reportUnknown("source", name, among: sources.map(\.name))
        continue
      }
      guard !sources[index].otherKeys.isEmpty else {
        report(
          .misplacedClause, "a list whose only key is the tax code needs no crosswalk", at: name.span,
          help: ["name the agency's own code as well: `key tax_code, unit_code`"])
        continue
      }
      let isUsable = sources[index].otherKeys.contains { fields[$0].sources.contains(crosswalk) }
      guard isUsable, crosswalk != index else {
        let key = fields[sources[index].otherKeys[0]].name
        report(
          .misplacedClause, "source `\(name.text)` has no column that maps to the tax code", at: name.span,
          help: ["add `from \(name.text)` to field `\(key)`"])
        continue
      }
      sources[index].crosswalks.append(crosswalk)
    }
  }

  /// How a field rolls up, where its type allows it.
  func rollUp(_ declaration: FieldDeclaration, type: ValueType) -> RollUp? {
    guard let clause = declaration.rollUp,
      let method = clause.method.flatMap({ RollUp(rawValue: $0.rawValue) })
    else { return nil }
    let fits: Bool
    switch (method, type) {
    case (.main, _), (.any, .truth), (.max, .number), (.min, .number), (.max, .date(allowsNone: false)),
      (.min, .date(allowsNone: false)):
      fits = true
    case (.sum, .number(let number)): fits = !number.isPercent && number.unit.denominator.isEmpty
    default: fits = false
    }
    if fits { return method }
    report(
      .typeMismatch, "field `\(declaration.name.text)` cannot roll up by `\(method.rawValue)`",
      at: clause.span,
      help: [
        "`sum` is for counts and amounts, `max` and `min` for numbers and dates, `any` for yes/no, `main` for all"
      ])
    return nil
  }

  /// Checks what lists must keep; the conditions read fields of firms.
  func consistencyChecks(_ declarations: [Declaration]) -> [ConsistencyCheck] {
    var checks: [ConsistencyCheck] = []
    for case .consistency(let declaration) in declarations {
      level = .firm
      guard let condition = condition(declaration.condition) else { continue }
      let check = ConsistencyCheck(
        condition: condition, message: text(declaration.message), span: declaration.span)
      if check.fields.isEmpty {
        report(
          .misplacedClause, "a consistency check reads no field of a firm",
          at: declaration.span, help: ["compare two fields, such as `employees_female <= employees_total`"])
      }
      checks.append(check)
    }
    return checks
  }
}
