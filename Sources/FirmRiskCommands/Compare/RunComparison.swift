import RuleComparison
import RuleModel
import RunFolder

/// The certain and the most possible score of a firm.
struct ScorePair: Hashable, Sendable {
  var low: Int
  var high: Int

  static let zero = ScorePair(low: 0, high: 0)

  static func - (first: ScorePair, second: ScorePair) -> ScorePair {
    ScorePair(low: first.low - second.low, high: first.high - second.high)
  }

  static func + (first: ScorePair, second: ScorePair) -> ScorePair {
    ScorePair(low: first.low + second.low, high: first.high + second.high)
  }
}

/// A firm's change of score between two runs.
struct FirmComparison: Hashable, Sendable {
  /// Tax code.
  var key: String
  /// Name, as the later run that has it gives it.
  var name: String
  /// Score in the first run; nil for a firm that is new.
  var before: ScorePair?
  /// Score in the second run; nil for a firm that is gone.
  var after: ScorePair?
  /// What the law, the rules' text and the data changed; nil for a firm of one run only.
  var parts: Parts?

  /// The three causes; they add up to the firm's change.
  struct Parts: Hashable, Sendable {
    var law: ScorePair
    var text: ScorePair
    var data: ScorePair

    var sum: ScorePair { law + text + data }
  }

  /// The change; nil for a firm of one run only.
  var change: ScorePair? {
    guard let before, let after else { return nil }
    return after - before
  }
}

/// The scores of one scoring by tax code.
struct ScoresByKey {
  private var scores: [String: ScorePair] = [:]
  /// Tax codes in the order of the table.
  let keys: [String]

  init(_ result: RunResult) {
    keys = Array(result.table.keys)
    for (firm, key) in keys.enumerated() {
      scores[key] = ScorePair(low: Int(result.run.lows[firm]), high: Int(result.run.highs[firm]))
    }
  }

  subscript(key: String) -> ScorePair? { scores[key] }
}

/// Two runs compared: how each firm's score changed, and through what.
///
/// The order is fixed: first the law of the second run comes to the rules and data of the first, then its rules' text,
/// then its data. Each step is a scoring of its own, so the three parts add up to the change.
struct RunComparison {
  /// Firms by size of change; those of one run only stand behind the others.
  let firms: [FirmComparison]

  /// Compares four scorings: the first run, with the law, with law and text, and with everything of the second run.
  init(
    first: ScoresByKey, newLaw: ScoresByKey, newRules: ScoresByKey, second: ScoresByKey,
    name: (String) -> String
  ) {
    var firms: [FirmComparison] = []
    for key in first.keys {
      var firm = FirmComparison(key: key, name: name(key), before: first[key], after: second[key])
      if let before = first[key], let after = second[key] {
        // The rules' text says which lists bring firms into the run; a firm that a step leaves out has no points there.
        let law = newLaw[key] ?? .zero
        let text = newRules[key] ?? .zero
        firm.parts = FirmComparison.Parts(law: law - before, text: text - law, data: after - text)
      }
      firms.append(firm)
    }
    for key in second.keys where first[key] == nil {
      firms.append(FirmComparison(key: key, name: name(key), before: nil, after: second[key]))
    }
    self.firms = firms.sorted(by: RunComparison.isBefore)
  }

  private static func isBefore(_ one: FirmComparison, _ other: FirmComparison) -> Bool {
    func order(_ firm: FirmComparison) -> (Int, Int, Int) {
      guard let change = firm.change else { return (firm.before == nil ? 1 : 2, 0, 0) }
      return (0, -abs(change.low), -abs(change.high))
    }
    let (first, second) = (order(one), order(other))
    return first == second ? one.key.utf8.lexicographicallyPrecedes(other.key.utf8) : first < second
  }

  /// How many firms one cause moved, and by how much together.
  struct Effect: Hashable {
    var up = 0
    var down = 0
    var sum = ScorePair.zero
    /// Firms whose certain or most possible score it moved.
    var firms = 0
  }

  /// The effect of one cause on the firms of both runs.
  func effect(of part: (FirmComparison.Parts) -> ScorePair) -> Effect {
    firms.compactMap(\.parts).map(part).reduce(into: Effect()) { effect, change in
      if change != .zero { effect.firms += 1 }
      if change.low > 0 { effect.up += 1 }
      if change.low < 0 { effect.down += 1 }
      effect.sum = effect.sum + change
    }
  }

  /// Firms of both runs.
  var common: Int { firms.count { $0.parts != nil } }
  /// Firms of the second run only.
  var new: Int { firms.count { $0.before == nil } }
  /// Firms of the first run only.
  var gone: Int { firms.count { $0.after == nil } }
  /// Firms of both runs whose score changed.
  var changed: Int { firms.count { ($0.change ?? .zero) != .zero } }
}
