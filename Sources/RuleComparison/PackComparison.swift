import RuleModel
import RuleSentences

/// What differs in meaning and text between two rule packs; layout, comments and order leave no trace.
public struct PackComparison: Sendable {
  /// Every change: areas, rules, values, sets and fields, each by name.
  public let changes: [LawChange]

  /// Compares two packs; parameters in sentences have their values on a day.
  public init(before: RuleSet, after: RuleSet, asOf: CivilDate, language: Language) {
    let old = PackTexts(ruleSet: before, language: language, asOf: asOf)
    let new = PackTexts(ruleSet: after, language: language, asOf: asOf)
    changes = LawChange.Subject.allCases.flatMap { subject in
      PackComparison.changes(subject, old.entries(subject), new.entries(subject))
    }
  }

  private static func changes(
    _ subject: LawChange.Subject, _ old: [PackTexts.Entry], _ new: [PackTexts.Entry]
  ) -> [LawChange] {
    var names = old.map(\.name)
    names += new.map(\.name).filter { !names.contains($0) }
    return names.compactMap { name in
      let before = old.first { $0.name == name }
      let after = new.first { $0.name == name }
      guard before?.identity != after?.identity, let entry = after ?? before else { return nil }
      let event: LawChange.Event = before == nil ? .begins : after == nil ? .ends : .changes
      return LawChange(
        subject, event, name: name, title: entry.title, basisBefore: before?.basis, basisAfter: after?.basis,
        parts: parts(before, after))
    }
  }

  private static func parts(_ before: PackTexts.Entry?, _ after: PackTexts.Entry?) -> [LawChange.Part] {
    guard let before, let after else { return [] }
    var labels = before.parts.map(\.label)
    labels += after.parts.map(\.label).filter { !labels.contains($0) }
    return labels.compactMap { label in
      let old = before.parts.first { $0.label == label }
      let new = after.parts.first { $0.label == label }
      guard old?.identity != new?.identity else { return nil }
      // Two meanings can read alike where titles are alike; then the names in the rules tell them apart.
      let readsAlike = old?.text == new?.text
      return LawChange.Part(
        label, before: readsAlike ? old?.identity : old?.text, after: readsAlike ? new?.identity : new?.text)
    }
  }
}

/// The parts of everything that a pack declares, to be read and to be compared.
struct PackTexts {
  /// A part of a declaration.
  struct Part {
    var label: String
    /// As people read it.
    var text: String
    /// What decides whether it is the same: names in place of titles.
    var identity: String
  }

  /// A declaration.
  struct Entry {
    var name: String
    var title: String
    var basis: String?
    var parts: [Part]

    var identity: [String] { parts.map { $0.label + "\t" + $0.identity } }
  }

  private let ruleSet: RuleSet
  private let texts: ChangeTexts
  private let sentences: RuleSentenceWriter
  private let names: ExpressionWriter

  init(ruleSet: RuleSet, language: Language, asOf: CivilDate) {
    self.ruleSet = ruleSet
    texts = ChangeTexts(ruleSet: ruleSet, language: language, asOf: asOf)
    sentences = RuleSentenceWriter(language: language, ruleSet: ruleSet, asOf: asOf)
    names = ExpressionWriter(language: .en, ruleSet: PackTexts.untitled(ruleSet))
  }

  /// The rule set with names in place of titles.
  private static func untitled(_ ruleSet: RuleSet) -> RuleSet {
    let none = LocalizedText(vi: "", en: "")
    var plain = ruleSet
    for index in plain.fields.indices { plain.fields[index].title = none }
    for index in plain.parameters.indices { plain.parameters[index].title = none }
    for index in plain.sets.indices { plain.sets[index].title = none }
    for index in plain.sources.indices { plain.sources[index].title = none }
    for choice in plain.choices.indices {
      for member in plain.choices[choice].members.indices {
        let name = plain.choices[choice].members[member].name
        plain.choices[choice].members[member].title = LocalizedText(vi: name, en: name)
      }
    }
    return plain
  }

  func entries(_ subject: LawChange.Subject) -> [Entry] {
    switch subject {
    case .rule: return ruleSet.rules.map(entry)
    case .parameter: return ruleSet.parameters.map(entry)
    case .set: return ruleSet.sets.map(entry)
    case .field: return ruleSet.fields.map(entry)
    case .area: return ruleSet.areas.map(entry)
    // Fines are parts of their rules here.
    case .fine: return []
    }
  }

  private func plain(_ label: String, _ text: String?) -> Part? {
    text.flatMap { $0.isEmpty ? nil : Part(label: label, text: $0, identity: $0) }
  }

  private func both(_ label: String, _ text: LocalizedText?) -> Part? {
    guard let text, !(text.vi.isEmpty && text.en.isEmpty) else { return nil }
    return Part(label: label, text: texts.title(text), identity: text.vi + "\n" + text.en)
  }

  private func condition(_ label: String, _ expression: RuleExpression?) -> Part? {
    expression.map {
      Part(
        label: label, text: sentences.sentence($0).lines().joined(separator: "\n"), identity: names.text($0))
    }
  }

  private func value(_ label: String, _ expression: RuleExpression?, tail: String = "") -> Part? {
    expression.map {
      Part(label: label, text: sentences.pieces($0).text + tail, identity: names.text($0) + tail)
    }
  }

  private func entry(_ rule: Rule) -> Entry {
    let points = rule.points
    let bounds = points.map { ", up to \($0.most) from \($0.least)" } ?? ""
    let fields: [Part?] = [
      plain("is", rule.kind.rawValue), both("title", rule.title), plain("basis", texts.basis(rule.basis)),
      plain("effective", texts.period(rule.effective)), plain("status", rule.isDraft ? "draft" : nil),
      plain("family", rule.family), condition("applies", rule.applies), condition("when", rule.condition),
      value("points", points?.expression, tail: bounds), value("affects", rule.affects),
      plain("ended", rule.ended.map { ruleSet.fields[$0].name }),
      plain("fine", rule.fines.map(fine).joined(separator: "\n")), because(rule.because),
      both("check", rule.check), both("ask", rule.ask), both("honest", rule.honest), both("note", rule.note),
    ]
    return Entry(
      name: rule.id, title: texts.title(rule.title), basis: texts.basis(rule.basis),
      parts: fields.compactMap { $0 })
  }

  private func fine(_ fine: Fine) -> String {
    let period = fine.period.map { " (" + texts.period($0) + ")" } ?? ""
    return texts.basis([fine.citation]) + period + ": " + texts.fines.amount(fine)
  }

  private func because(_ template: SentenceTemplate?) -> Part? {
    guard let template else { return nil }
    func line(_ segments: [SentenceTemplate.Segment]) -> String {
      segments.map { segment in
        switch segment {
        case .text(let text): return text
        case .value(let expression): return "{" + names.text(expression) + "}"
        }
      }.joined()
    }
    return Part(
      label: "because", text: line(template[texts.values.language]),
      identity: line(template.vi) + "\n" + line(template.en))
  }

  private func entry(_ parameter: Parameter) -> Entry {
    let entries = parameter.entries.map { entry -> Part in
      let rows = texts.rows(entry, of: parameter).map { $0.key.isEmpty ? $0.value : $0.key + ": " + $0.value }
      let text = rows.joined(separator: "; ") + " (" + texts.basis(entry.basis, isDraft: entry.isDraft) + ")"
      return Part(label: texts.period(entry.period), text: text, identity: text)
    }
    return Entry(
      name: parameter.name, title: texts.title(parameter.title), basis: nil,
      parts: [both("title", parameter.title)].compactMap { $0 } + entries)
  }

  private func entry(_ set: NamedSet) -> Entry {
    let entries = set.entries.map { entry -> Part in
      let text =
        entry.members.joined(separator: ", ") + " (" + texts.basis(entry.basis, isDraft: entry.isDraft) + ")"
      return Part(label: texts.period(entry.period), text: text, identity: text)
    }
    return Entry(
      name: set.name, title: texts.title(set.title), basis: nil,
      parts: [both("title", set.title)].compactMap { $0 } + entries)
  }

  private func entry(_ field: Field) -> Entry {
    let fields: [Part?] = [
      both("title", field.title), plain("type", type(field.type)),
      plain("from", field.sources.map { ruleSet.sources[$0].name }.joined(separator: ", ")),
      plain("header", field.headers.joined(separator: ", ")),
      plain("presumed", field.presumed.map { texts.values.text($0.value, type: field.type) }),
      plain("absent", field.absent.map { texts.values.text($0, type: field.type) }),
      plain("listed in", field.listedIn.map { ruleSet.sources[$0].name }),
      value("otherwise", field.derivation?.expression), plain("role", field.role?.rawValue),
    ]
    return Entry(
      name: field.name, title: texts.title(field.title), basis: nil, parts: fields.compactMap { $0 })
  }

  private func type(_ type: ValueType) -> String {
    switch type {
    case .number(let number):
      let unit = number.isPercent ? "percent" : number.unit.description
      let range = "\(texts.values.number(number.lowest, scale: number.scale)) … "
      return "\(unit), \(range)\(texts.values.number(number.highest, scale: number.scale))"
    case .truth: return "yes/no"
    case .date(let allowsNone): return allowsNone ? "date or none" : "date"
    case .text: return "text"
    case .choice(let index): return ruleSet.choices[index].name
    }
  }

  private func entry(_ area: Area) -> Entry {
    Entry(
      name: area.name, title: texts.title(area.title), basis: nil,
      parts: [both("title", area.title), plain("cap", String(area.cap))].compactMap { $0 })
  }
}
