import Diagnostics
import RuleLanguage
import RuleModel
import RuleSentences

/// Dated values: gaps between periods, keys without a value or with two, and jumps.
struct ValueLints {
  let ruleSet: RuleSet
  let declarations: [Declaration]

  /// How many times greater or smaller a value may be than the one before it.
  private static let greatestStep: Int64 = 5

  func findings() -> [Diagnostic] {
    var found: [Diagnostic] = []
    for parameter in ruleSet.parameters {
      let periods = parameter.entries.map { (period: $0.period, span: $0.span) }
      found += gaps(between: periods, of: parameter.name)
      for entry in parameter.entries { found += keyFindings(of: entry, parameter) }
      for (earlier, later) in zip(parameter.entries, parameter.entries.dropFirst()) {
        found += jumps(from: earlier, to: later, parameter)
      }
    }
    return found + setGaps()
  }

  // MARK: - Gaps

  private func gaps(between periods: [(period: EffectPeriod, span: Span)], of name: String) -> [Diagnostic] {
    zip(periods, periods.dropFirst()).compactMap { earlier, later in
      guard let end = earlier.period.to, let first = end.adding(days: 1), first < later.period.from,
        let last = later.period.from.adding(days: -1)
      else { return nil }
      let days = first == last ? "on \(first)" : "from \(first) to \(last)"
      return lint(
        .valueGap, "`\(name)` has no value \(days)", at: later.span, "begins on \(later.period.from)",
        also: [.init(earlier.span, "ended on \(end)")],
        help: ["end the earlier value on \(last), or add the value of those days with its act"])
    }
  }

  /// Entries of sets, whose places only the text holds.
  private func setGaps() -> [Diagnostic] {
    declarations.flatMap { declaration -> [Diagnostic] in
      guard case .set(let set) = declaration else { return [] }
      let periods = set.entries.compactMap { entry -> (period: EffectPeriod, span: Span)? in
        entry.period.dates.map { ($0, entry.span) }
      }
      return gaps(between: periods.sorted { $0.period.from < $1.period.from }, of: set.name.text)
    }
  }

  // MARK: - Keys

  private func keyFindings(of entry: Parameter.Entry, _ parameter: Parameter) -> [Diagnostic] {
    guard !parameter.keys.isEmpty else { return [] }
    var found: [Diagnostic] = []
    for (position, row) in entry.rows.enumerated()
    where entry.rows[..<position].contains(where: { $0.overlaps(row) }) {
      found.append(
        lint(
          .repeatedKey, "`\(parameter.name)` has two values for `\(words(of: row.keys, parameter))`",
          at: entry.span, help: ["the first one is used; remove one of them"]))
    }
    // A group of firms without a target is none that anybody looks up.
    let missing = ruleSet.isTarget(parameter.name) ? [] : missingKeys(of: entry, parameter)
    if let first = missing.first {
      let others = missing.count > 1 ? " and \(missing.count - 1) more" : ""
      found.append(
        lint(
          .missingKeyValue, "`\(parameter.name)` has no value for `\(first)`\(others)", at: entry.span,
          "values from \(entry.period.from)", help: ["a firm with that key would be unknown; add its row"]))
    }
    return found
  }

  private func words(of keys: [Parameter.RowKey], _ parameter: Parameter) -> String {
    zip(parameter.keys, keys).map { key, rowKey in
      switch (key, rowKey) {
      case (.choice(let choice), .member(let member)): ruleSet.choices[choice].members[member].name
      case (_, .band(let lowest, let highest)):
        lowest == highest ? "\(lowest)" : "\(lowest)..\(highest.map { "\($0)" } ?? "")"
      case (.bands, .member(let member)): "\(member)"
      }
    }.joined(separator: " ")
  }

  /// Combinations of members, and ends of the fields' ranges, that no row names.
  private func missingKeys(of entry: Parameter.Entry, _ parameter: Parameter) -> [String] {
    var combinations: [[Parameter.RowKey]] = [[]]
    for (position, key) in parameter.keys.enumerated() {
      let points = points(of: key, at: position, entry)
      combinations = combinations.flatMap { combination in points.map { combination + [$0] } }
      // A table of this size is no table that a person wrote out.
      if combinations.count > 10_000 { return [] }
    }
    return combinations.filter { keys in
      !entry.rows.contains { $0.overlaps(Parameter.Row(keys: keys, value: $0.value)) }
    }.map { words(of: $0, parameter) }
  }

  /// The values of a key at which a row can be missing: members; both ends of the range, and just beyond each band.
  private func points(
    of key: Parameter.Key, at position: Int, _ entry: Parameter.Entry
  ) -> [Parameter.RowKey] {
    switch key {
    case .choice(let choice): return ruleSet.choices[choice].members.indices.map { .member($0) }
    case .bands(let field):
      guard case .number(let number) = ruleSet.fields[field].type else { return [] }
      var points: Set<Int64> = [number.lowest, number.highest]
      for row in entry.rows {
        guard case .band(let lowest, let highest) = row.keys[position] else { continue }
        if lowest > number.lowest { points.insert(lowest - 1) }
        if let highest, highest < number.highest { points.insert(highest + 1) }
      }
      return points.sorted().map { .band(lowest: $0, highest: $0) }
    }
  }

  // MARK: - Jumps

  private func jumps(
    from earlier: Parameter.Entry, to later: Parameter.Entry, _ parameter: Parameter
  ) -> [Diagnostic] {
    let values = ValueWriter(language: .en, ruleSet: ruleSet)
    let found = later.rows.compactMap { row -> (times: String, row: Parameter.Row, old: Constant)? in
      guard let old = earlier.rows.first(where: { $0.keys == row.keys }),
        case .number(let before) = old.value, case .number(let after) = row.value,
        let times = Self.step(from: before, to: after)
      else { return nil }
      return (times, row, old.value)
    }
    guard let first = found.first else { return [] }
    let place = first.row.keys.isEmpty ? "" : "[\(words(of: first.row.keys, parameter))]"
    let others = found.count > 1 ? ", and \(found.count - 1) more values" : ""
    let old = values.text(first.old, type: parameter.type)
    let new = values.text(first.row.value, type: parameter.type)
    return [
      lint(
        .valueJump, "`\(parameter.name)\(place)` goes from \(old) to \(new), \(first.times)\(others)",
        at: later.span, "begins on \(later.period.from)", also: [.init(earlier.span, "the value before")],
        help: [
          "compare both with their acts: digits, thousands, and whether the unit or the currency changed"
        ])
    ]
  }

  /// By how much a value jumps, in words; nil when it does not.
  private static func step(from before: Int64, to after: Int64) -> String? {
    let (old, new) = (before.magnitude, after.magnitude)
    guard old > 0, new > 0 else { return nil }
    let isUp = new > old
    let (great, small) = isUp ? (new, old) : (old, new)
    guard
      great / small > greatestStep.magnitude || great / small == greatestStep.magnitude && great % small > 0
    else { return nil }
    return isUp ? "about \(great / small) times as much" : "about 1/\(great / small) of it"
  }
}

extension Parameter.Row {
  /// Whether some firm meets the keys of both rows.
  fileprivate func overlaps(_ other: Parameter.Row) -> Bool {
    zip(keys, other.keys).allSatisfy { first, second in
      switch (first, second) {
      case (.member(let left), .member(let right)): left == right
      case (.band(let low, let high), .band(let otherLow, let otherHigh)):
        low <= otherHigh ?? .max && otherLow <= high ?? .max
      case (.member, .band), (.band, .member): false
      }
    }
  }
}

extension Period {
  /// The dates; nil for a date that is in no calendar.
  var dates: EffectPeriod? {
    guard let first = CivilDate(year: from.year, month: from.month, day: from.day) else { return nil }
    guard let last = to else { return EffectPeriod(from: first) }
    return CivilDate(year: last.year, month: last.month, day: last.day).map {
      EffectPeriod(from: first, to: $0)
    }
  }
}
