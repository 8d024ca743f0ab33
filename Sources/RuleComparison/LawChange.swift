import RuleModel
import RuleSentences

/// One thing that differs between two days of a rule pack, or between two packs.
public struct LawChange: Hashable, Sendable {
  /// What differs.
  public enum Subject: String, Hashable, Sendable, CaseIterable {
    /// A rule.
    case rule
    /// A dated value.
    case parameter
    /// A named set.
    case set
    /// The fine of a rule that is in force on both days.
    case fine
    /// A field.
    case field
    /// An area.
    case area
  }

  /// What happens to it.
  public enum Event: String, Hashable, Sendable, CaseIterable {
    /// It is there only afterwards.
    case begins
    /// It is there only before.
    case ends
    /// It is there on both sides and differs.
    case changes
  }

  /// One part that differs.
  public struct Part: Hashable, Sendable {
    /// Name of the part; empty when there is but one.
    public var label: String
    /// What was; nil when there was nothing.
    public var before: String?
    /// What is; nil when there is nothing.
    public var after: String?

    /// Creates a part.
    public init(_ label: String, before: String?, after: String?) {
      self.label = label
      self.before = before
      self.after = after
    }
  }

  /// What differs.
  public var subject: Subject
  /// What happens to it.
  public var event: Event
  /// Its name in rules.
  public var name: String
  /// Its title.
  public var title: String
  /// The provisions before.
  public var basisBefore: String?
  /// The provisions afterwards.
  public var basisAfter: String?
  /// What differs in it.
  public var parts: [Part]

  /// Creates a change.
  public init(
    _ subject: Subject, _ event: Event, name: String, title: String, basisBefore: String? = nil,
    basisAfter: String? = nil, parts: [Part]
  ) {
    self.subject = subject
    self.event = event
    self.name = name
    self.title = title
    self.basisBefore = basisBefore
    self.basisAfter = basisAfter
    self.parts = parts
  }
}

/// Texts of a rule set in one language that both comparisons need.
struct ChangeTexts {
  let ruleSet: RuleSet
  let values: ValueWriter
  let parameterValues: ParameterValueWriter
  let fines: FineProvisionWriter

  init(ruleSet: RuleSet, language: Language, asOf: CivilDate) {
    self.ruleSet = ruleSet
    values = ValueWriter(language: language, ruleSet: ruleSet)
    parameterValues = ParameterValueWriter(language: language, ruleSet: ruleSet)
    fines = FineProvisionWriter(language: language, ruleSet: ruleSet, asOf: asOf)
  }

  func words(_ vi: String, _ en: String) -> String { values.language == .vi ? vi : en }

  func title(_ title: LocalizedText) -> String { title[values.language] }

  func basis(_ citations: [Citation]) -> String {
    citations.map { $0.text(in: values.language) }.joined(separator: "; ")
  }

  func basis(_ citation: Citation, isDraft: Bool) -> String {
    citation.text(in: values.language) + (isDraft ? words(" (dự thảo)", " (draft)") : "")
  }

  func period(_ period: EffectPeriod) -> String {
    let from = words("từ ", "from ") + values.date(period.from)
    return period.to.map { from + words(" đến ", " to ") + values.date($0) } ?? from
  }

  /// The values of an entry by their keys, in the order written.
  func rows(_ entry: Parameter.Entry?, of parameter: Parameter) -> [(key: String, value: String)] {
    (entry?.rows ?? []).map { row in
      (parameterValues.keys(row, parameter), parameterValues.value(row, parameter))
    }
  }

  /// The parts in which two lists of keyed values differ.
  func differences(
    _ before: [(key: String, value: String)], _ after: [(key: String, value: String)]
  ) -> [LawChange.Part] {
    var keys: [String] = []
    for row in before + after where !keys.contains(row.key) { keys.append(row.key) }
    return keys.compactMap { key in
      let old = before.first { $0.key == key }?.value
      let new = after.first { $0.key == key }?.value
      return old == new ? nil : LawChange.Part(key, before: old, after: new)
    }
  }

  /// The part in which two sets of members differ, if they do.
  func differences(_ before: [String], _ after: [String]) -> [LawChange.Part] {
    let gone = before.filter { !after.contains($0) }
    let new = after.filter { !before.contains($0) }
    if gone.isEmpty, new.isEmpty { return [] }
    func text(_ members: [String]) -> String? { members.isEmpty ? nil : members.joined(separator: ", ") }
    return [LawChange.Part("", before: text(gone), after: text(new))]
  }
}
