import Diagnostics
import RuleModel

/// Rules that imply one another, and rules that for this or another reason can never add a point.
struct RulePairLints {
  private struct Firing {
    let position: Int
    let rule: Rule
    let fires: Claim
    let doesNotFire: Claim
    let subjects: Set<Int>
  }

  private let ruleSet: RuleSet
  private let reader: ClaimReader
  private let firings: [Firing]

  init(ruleSet: RuleSet) {
    self.ruleSet = ruleSet
    let reader = ClaimReader(ruleSet: ruleSet)
    self.reader = reader
    firings = ruleSet.rules.indices.compactMap { position in
      let rule = ruleSet.rules[position]
      guard rule.kind != .gate else { return nil }
      let conditions = [rule.applies, rule.condition].compactMap { $0 }
      let fires = Claim.and(conditions.map { reader.claim($0) })
      let doesNotFire = Claim.or(conditions.map { reader.claim($0, is: false) })
      // What never or always fires is reported as such, and would imply or be implied by everything.
      guard !reader.areImpossible([fires]), !reader.areImpossible([doesNotFire]) else { return nil }
      return Firing(
        position: position, rule: rule, fires: fires, doesNotFire: doesNotFire,
        subjects: reader.subjects(of: fires))
    }
  }

  func findings() -> [Diagnostic] {
    var found: [Diagnostic] = []
    for first in firings {
      let implied = firings.filter { implies(first, $0) }
      for second in implied {
        let isMutual = implies(second, first)
        if isMutual && second.position < first.position { continue }
        if let finding = implication(first.rule, second.rule, isMutual: isMutual) { found.append(finding) }
      }
      if let reason = emptyReason(first.rule, implied: implied.map(\.rule)) {
        found.append(emptiness(of: first.rule, reason))
      }
    }
    for rule in ruleSet.rules where rule.kind != .gate && !firings.contains(where: { $0.rule.id == rule.id })
    {
      if let reason = emptyReason(rule, implied: []) { found.append(emptiness(of: rule, reason)) }
    }
    return found
  }

  private func implies(_ first: Firing, _ second: Firing) -> Bool {
    guard first.position != second.position, first.rule.effective.overlaps(second.rule.effective),
      !first.subjects.isDisjoint(with: second.subjects)
    else { return false }
    return reader.areImpossible([first.fires, second.doesNotFire])
  }

  private func implication(_ first: Rule, _ second: Rule, isMutual: Bool) -> Diagnostic? {
    if let family = first.family, family == second.family, first.area == second.area { return nil }
    return lint(
      .impliedRule,
      isMutual
        ? "`\(first.id)` and `\(second.id)` fire on the same firms"
        : "whenever `\(first.id)` fires, `\(second.id)` fires too",
      at: first.span, isMutual ? "this rule" : "the narrower rule",
      also: [.init(second.span, isMutual ? "fires on the same firms" : "the wider rule")],
      help: ["put both into one `family`, so that one act counts once, or let them exclude each other"])
  }

  // MARK: - Rules that add nothing

  /// Why a rule can never add a point, given the rules that fire whenever it fires; nil when it can.
  private func emptyReason(_ rule: Rule, implied: [Rule]) -> (words: String, place: Diagnostic.Label?)? {
    guard let points = rule.points, let area = rule.area else { return nil }
    if points.most == 0 { return ("its most points are 0", nil) }
    let cap = ruleSet.areas[area].cap
    if cap == 0 { return ("area `\(ruleSet.areas[area].name)` is capped at 0", nil) }
    let certain = implied.filter {
      $0.area == area && !$0.isDraft && $0.effective.holds(rule.effective) && $0.leastPoints > 0
    }
    if let family = rule.family,
      let heavier = certain.first(where: { $0.family == family && $0.leastPoints >= points.most })
    {
      return (
        "`\(heavier.id)` of its family always fires with it and is never lighter",
        .init(heavier.span, "at least \(heavier.leastPoints) points")
      )
    }
    let single = certain.filter { $0.family == nil }.reduce(0) { $0 + $1.leastPoints }
    let families = Set(certain.compactMap(\.family)).subtracting(rule.family.map { [$0] } ?? [])
    let shared = families.sorted().reduce(0) { sum, family in
      sum + (certain.filter { $0.family == family }.map(\.leastPoints).max() ?? 0)
    }
    guard single + shared >= cap else { return nil }
    return (
      "rules that always fire with it fill the cap of \(cap)",
      certain.first.map { .init($0.span, "fires whenever it does") }
    )
  }

  private func emptiness(of rule: Rule, _ reason: (words: String, place: Diagnostic.Label?)) -> Diagnostic {
    lint(
      .addsNoPoints, "`\(rule.id)` can never add a point: \(reason.words)", at: rule.span,
      also: reason.place.map { [$0] } ?? [], help: ["change its points or the cap, or remove the rule"])
  }
}

extension Rule {
  /// Points that are certain when the rule fires, from the range of its formula.
  fileprivate var leastPoints: Int {
    guard let points, case .number(let number) = points.expression.type else { return 0 }
    return points.points(raw: number.lowest, scale: number.scale)
  }
}

extension EffectPeriod {
  /// Whether some day lies in both periods.
  fileprivate func overlaps(_ other: EffectPeriod) -> Bool {
    (to.map { $0 >= other.from } ?? true) && (other.to.map { $0 >= from } ?? true)
  }

  /// Whether every day of the other period lies in this one.
  fileprivate func holds(_ other: EffectPeriod) -> Bool {
    guard from <= other.from else { return false }
    guard let to else { return true }
    return other.to.map { $0 <= to } ?? false
  }
}
