import Diagnostics
import RuleLanguage
import RuleModel

/// Acts and the days for which rules, values and fines cite them.
struct CitationLints {
  let ruleSet: RuleSet
  let declarations: [Declaration]

  /// Most years between the making of an act and the first day of a value that it sets.
  private static let longestWait = 3

  func findings() -> [Diagnostic] {
    var found: [Diagnostic] = []
    for declaration in declarations {
      switch declaration {
      case .act(let act):
        found += impossibleDates(in: act.number)
        if let declared = ruleSet.act(act.number.value) { found += datesOfAct(declared, act) }
      case .parameter(let parameter):
        for entry in parameter.entries { found += value(entry.basis, entry.period, of: parameter.name.text) }
      case .set(let set):
        for entry in set.entries { found += value(entry.basis, entry.period, of: set.name.text) }
      case .rule(let rule): found += self.rule(rule)
      case .language, .pack, .unit, .choice, .source, .field, .letValue, .area, .example, .policy, .change,
        .consistency:
        break
      }
    }
    return found
  }

  // MARK: - Declarations

  private func datesOfAct(_ act: Act, _ syntax: ActDeclaration) -> [Diagnostic] {
    var found: [Diagnostic] = []
    if let issued = act.issued, let period = act.period, period.from < issued, let place = syntax.issued {
      found.append(
        lint(
          .actAfterEffect, "`\(act.number)` is in force before it was issued", at: place.span,
          "issued on \(issued)",
          also: syntax.period.map { [.init($0.span, "in force from \(period.from)")] } ?? []))
    }
    if let issued = act.issued, let year = ActNumber.year(in: act.number), year != issued.components.year,
      let place = syntax.issued
    {
      found.append(
        lint(
          .actAfterEffect,
          "the number of `\(act.number)` says \(year), its day of issue \(issued.components.year)",
          at: place.span, "another year than its number"))
    }
    return found
  }

  private func value(
    _ basis: RuleLanguage.Citation?, _ period: Period, of name: String
  ) -> [Diagnostic] {
    guard let basis, let dates = period.dates else { return [] }
    var found = impossibleDates(in: basis.act)
    let act = basis.act.value
    let what = "a value of `\(name)` from \(dates.from)"
    if let year = ActNumber.year(in: act), ruleSet.act(act)?.period == nil,
      dates.from.components.year - year > Self.longestWait
    {
      found.append(
        lint(
          .actLongBeforeEffect,
          "\(what) cites an act made \(dates.from.components.year - year) years before, `\(act)`",
          at: basis.act.span, "of \(year)", also: [.init(period.span, "in force from \(dates.from)")],
          help: [
            "compare the number with the act; if it is right, declare it: `act \"\(act)\" { … from DATE }`"
          ]))
    }
    return found + citation([basis], during: dates, what: what, at: period.span)
  }

  private func rule(_ rule: RuleDeclaration) -> [Diagnostic] {
    var found = rule.basis.flatMap { impossibleDates(in: $0.act) }
    found += rule.fines.flatMap { impossibleDates(in: $0.citation.act) }
    guard let effective = rule.effective, let dates = effective.dates else { return found }
    found += citation(rule.basis, during: dates, what: "rule `\(rule.id.text)`", at: effective.span)
    for fine in rule.fines {
      let period = fine.period?.dates ?? dates
      found += citation(
        [fine.citation], during: period, what: "a fine of `\(rule.id.text)`",
        at: fine.period?.span ?? effective.span)
    }
    return found
  }

  // MARK: - Days

  /// Days on which none of the cited acts is in force; one that is not declared is, from the year in its number on.
  private func citation(
    _ bases: [RuleLanguage.Citation], during dates: EffectPeriod, what: String, at place: Span
  ) -> [Diagnostic] {
    guard !bases.isEmpty else { return [] }
    let acts = bases.map { (number: $0.act, period: period(of: $0.act.value)) }
    if let first = acts.min(by: { $0.period.from < $1.period.from }), dates.from < first.period.from {
      return [tooEarly(first.number, from: first.period.from, what: what, place, dates)]
    }
    guard let gap = firstDay(of: dates, outside: acts.map(\.period)) else { return [] }
    let ended = acts.filter { $0.period.to.map { $0 < gap } ?? false }
    guard let last = ended.max(by: { ($0.period.to ?? gap) < ($1.period.to ?? gap) }),
      let end = last.period.to
    else { return [] }
    return [
      lint(
        .actAfterEnd, "\(what) cites `\(last.number.value)` for days after its end on \(end)",
        at: last.number.span, "ended on \(end)",
        also: [.init(place, dates.to.map { "to \($0)" } ?? "without an end")]
          + (ruleSet.act(last.number.value).map { [.init($0.span, "declared here")] } ?? []),
        help: ["end it on \(end), and cite the act that holds from then on"])
    ]
  }

  private func tooEarly(
    _ number: StringLiteral, from first: CivilDate, what: String, _ place: Span, _ dates: EffectPeriod
  ) -> Diagnostic {
    let declared = ruleSet.act(number.value)
    let isInForceLater = declared?.period != nil
    let day = declared == nil ? "\(first.components.year)" : "\(first)"
    return lint(
      isInForceLater ? .actNotYetInForce : .actAfterEffect,
      isInForceLater
        ? "\(what) cites `\(number.value)` for days before it is in force on \(day)"
        : "\(what) cites an act that was made later, `\(number.value)`",
      at: number.span, isInForceLater ? "in force from \(day)" : "made in \(day)",
      also: [.init(place, "from \(dates.from)")] + (declared.map { [.init($0.span, "declared here")] } ?? []),
      help: ["mend the number of the act, or the first day"])
  }

  private func period(of number: String) -> EffectPeriod {
    if let act = ruleSet.act(number) {
      if let period = act.period { return period }
      if let issued = act.issued { return EffectPeriod(from: issued) }
    }
    let year = ActNumber.year(in: number).flatMap { CivilDate(year: $0, month: 1, day: 1) }
    return EffectPeriod(from: year ?? .earliest)
  }

  /// The first day of a period that lies in none of the others.
  private func firstDay(of dates: EffectPeriod, outside others: [EffectPeriod]) -> CivilDate? {
    var day = dates.from
    for period in others.sorted(by: { $0.from < $1.from }) where period.contains(day) {
      guard let end = period.to, let next = end.adding(days: 1) else { return nil }
      day = next
    }
    return dates.contains(day) ? day : nil
  }

  private func impossibleDates(in act: StringLiteral) -> [Diagnostic] {
    ActNumber.impossibleDates(in: act.value).map { date in
      lint(
        .impossibleCitationDate, "`\(date)` is not a date", at: act.span, "in the citation",
        help: ["compare it with the title of the act"])
    }
  }
}

/// What the number or name of an act says of its date.
enum ActNumber {
  /// The year of the act: `38/2022/NĐ-CP` and `17/11/2022` say 2022; nil when there is none.
  static func year(in text: String) -> Int? {
    for date in dates(in: text) where date.numbers[2] >= 1000 { return date.numbers[2] }
    let parts = text.split(separator: "/")
    for part in parts.dropFirst() {
      if part.utf8.count == 4, let year = Int(part), (1000...9999).contains(year) { return year }
    }
    return nil
  }

  /// Dates in the text that are in no calendar, as written.
  static func impossibleDates(in text: String) -> [String] {
    dates(in: text).filter { date in
      let (day, month, year) = (date.numbers[0], date.numbers[1], date.numbers[2])
      return CivilDate(year: year, month: month, day: day) == nil
    }.map(\.text)
  }

  /// Groups of three numbers that can only be dates: `d/m/y` with a year of four digits, or `y-m-d`.
  private static func dates(in text: String) -> [(text: String, numbers: [Int])] {
    let pieces = text.split { !($0.isASCII && ($0.isNumber || $0 == "/" || $0 == "-" || $0 == ".")) }
    return pieces.compactMap { piece in
      for mark: Character in ["/", "-", "."] {
        let parts = piece.split(separator: mark, omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Int($0) }
        guard parts.count == 3, numbers.count == 3, parts.allSatisfy({ (1...4).contains($0.utf8.count) })
        else { continue }
        if parts[2].utf8.count == 4, parts[0].utf8.count <= 2, parts[1].utf8.count <= 2 {
          return (String(piece), numbers)
        }
        if parts[0].utf8.count == 4, parts[1].utf8.count <= 2, parts[2].utf8.count <= 2 {
          return (String(piece), numbers.reversed())
        }
      }
      return nil
    }
  }
}
