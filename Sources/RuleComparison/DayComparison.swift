import RuleModel
import RuleSentences

/// What changes between two days in the law that one rule pack holds.
public struct DayComparison: Sendable {
  /// The first day.
  public let before: CivilDate
  /// The second day.
  public let after: CivilDate
  /// Every change: rules, values, sets and fines, each in the order of the pack.
  public let changes: [LawChange]

  /// Compares the law of two days.
  public init(ruleSet: RuleSet, before: CivilDate, after: CivilDate, language: Language) {
    self.before = before
    self.after = after
    let texts = ChangeTexts(ruleSet: ruleSet, language: language, asOf: after)
    let comparison = Comparison(texts: texts, before: before, after: after)
    changes =
      ruleSet.rules.compactMap(comparison.change) + ruleSet.parameters.compactMap(comparison.change)
      + ruleSet.sets.compactMap(comparison.change) + ruleSet.rules.compactMap(comparison.fineChange)
  }

  private struct Comparison {
    let texts: ChangeTexts
    let before: CivilDate
    let after: CivilDate

    func change(_ rule: Rule) -> LawChange? {
      let was = rule.effective.contains(before)
      let isNow = rule.effective.contains(after)
      guard was || isNow else { return nil }
      let basis = texts.basis(rule.basis)
      var change = LawChange(
        .rule, .changes, name: rule.id, title: texts.title(rule.title), basisBefore: was ? basis : nil,
        basisAfter: isNow ? basis : nil, parts: [])
      if was != isNow {
        change.event = was ? .ends : .begins
        let period = texts.period(rule.effective)
        change.parts = [.init("", before: was ? period : nil, after: isNow ? period : nil)]
        return change
      }
      let wasDraft = texts.ruleSet.isDraft(rule, on: before)
      let isDraft = texts.ruleSet.isDraft(rule, on: after)
      guard wasDraft != isDraft else { return nil }
      change.parts = [
        .init(texts.words("trạng thái", "status"), before: status(wasDraft), after: status(isDraft))
      ]
      return change
    }

    private func status(_ isDraft: Bool) -> String {
      isDraft
        ? texts.words("dự thảo, không chấm điểm", "draft, does not score")
        : texts.words("chấm điểm", "scores")
    }

    func change(_ parameter: Parameter) -> LawChange? {
      let old = parameter.entry(on: before)
      let new = parameter.entry(on: after)
      guard old?.rows != new?.rows || old?.basis != new?.basis || old?.isDraft != new?.isDraft else {
        return nil
      }
      return LawChange(
        .parameter, event(old == nil, new == nil), name: parameter.name, title: texts.title(parameter.title),
        basisBefore: old.map { texts.basis($0.basis, isDraft: $0.isDraft) },
        basisAfter: new.map { texts.basis($0.basis, isDraft: $0.isDraft) },
        parts: texts.differences(texts.rows(old, of: parameter), texts.rows(new, of: parameter)))
    }

    func change(_ set: NamedSet) -> LawChange? {
      let old = set.entry(on: before)
      let new = set.entry(on: after)
      guard old?.members != new?.members || old?.basis != new?.basis || old?.isDraft != new?.isDraft else {
        return nil
      }
      return LawChange(
        .set, event(old == nil, new == nil), name: set.name, title: texts.title(set.title),
        basisBefore: old.map { texts.basis($0.basis, isDraft: $0.isDraft) },
        basisAfter: new.map { texts.basis($0.basis, isDraft: $0.isDraft) },
        parts: texts.differences(old?.members ?? [], new?.members ?? []))
    }

    private func event(_ wasMissing: Bool, _ isMissing: Bool) -> LawChange.Event {
      wasMissing ? .begins : isMissing ? .ends : .changes
    }

    /// The fines of a rule that is in force on both days; one that begins or ends is listed as a rule.
    func fineChange(_ rule: Rule) -> LawChange? {
      guard rule.effective.contains(before), rule.effective.contains(after) else { return nil }
      let old = rule.fines.filter { $0.period?.contains(before) ?? true }
      let new = rule.fines.filter { $0.period?.contains(after) ?? true }
      guard old != new else { return nil }
      func amounts(_ fines: [Fine]) -> String? {
        fines.isEmpty ? nil : fines.map(texts.fines.amount).joined(separator: " / ")
      }
      let same = amounts(old) == amounts(new)
      return LawChange(
        .fine, old.isEmpty ? .begins : new.isEmpty ? .ends : .changes, name: rule.id,
        title: texts.title(rule.title), basisBefore: old.isEmpty ? nil : texts.basis(old.map(\.citation)),
        basisAfter: new.isEmpty ? nil : texts.basis(new.map(\.citation)),
        parts: same ? [] : [.init("", before: amounts(old), after: amounts(new))])
    }
  }
}
