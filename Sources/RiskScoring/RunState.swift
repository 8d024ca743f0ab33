import RuleEvaluation
import RuleModel

/// The scores of a run as plain arrays, from which the run can be made again without scoring.
public struct RunState: Sendable {
  /// Evaluated rules, by position in the rule set.
  public var rules: [Int] = []
  /// Whether each of them is draft on the as-of date.
  public var drafts: [Bool] = []
  /// Finding codes firm by firm, one for each evaluated rule.
  public var codes: [UInt8] = []
  /// Workers affected of each firm.
  public var workersAffected: [Int64] = []
  /// Whether more may be affected.
  public var moreMayBeAffected: [UInt8] = []
  /// Position of the outcome of each firm among `Outcome.allCases`.
  public var outcomes: [UInt8] = []
  /// Whether a gate holds an inspection back.
  public var isHeld: [UInt8] = []
  /// Positions of firms in the order of the policy.
  public var ranking: [UInt32] = []
  /// Rules in effect that the lists could not feed.
  public var notAssessed: [NotAssessedRule] = []
  /// Whether draft rules scored.
  public var includesDraft = false

  /// Creates an empty state.
  public init() {}
}

extension ScoredRun {
  /// The scores as plain arrays.
  public var state: RunState {
    var state = RunState()
    state.rules = layout.columns.map(\.rule)
    state.drafts = layout.columns.map(\.isDraft)
    state.codes = (0..<count).flatMap { firm in layout.columns.indices.map { code(column: $0, firm: firm) } }
    state.workersAffected = Array(workersAffected)
    state.moreMayBeAffected = moreMayBeAffected.map { $0 ? 1 : 0 }
    state.outcomes = outcomes.map { outcome in UInt8(Outcome.allCases.firstIndex(of: outcome) ?? 0) }
    state.isHeld = isHeld.map { $0 ? 1 : 0 }
    state.ranking = ranking
    state.notAssessed = notAssessed
    state.includesDraft = includesDraft
    return state
  }

  /// Makes a run again from its state; nil when the state does not fit the rules.
  public init?(_ state: RunState, ruleSet: RuleSet, asOf: CivilDate) {
    let count = state.ranking.count
    let width = state.rules.count
    let missing = state.notAssessed
    guard state.drafts.count == width, state.codes.count == count * width,
      [state.moreMayBeAffected.count, state.outcomes.count, state.isHeld.count].allSatisfy({ $0 == count }),
      state.workersAffected.count == count, ScoredRun.isPermutation(state.ranking),
      state.rules.allSatisfy(ruleSet.rules.indices.contains), Set(state.rules).count == width,
      missing.allSatisfy({ ruleSet.rules.indices.contains($0.ruleIndex) }),
      missing.allSatisfy({ $0.missingFields.allSatisfy(ruleSet.fields.indices.contains) }),
      missing.allSatisfy({ $0.missingSources.allSatisfy(ruleSet.sources.indices.contains) }),
      state.outcomes.allSatisfy({ Int($0) < Outcome.allCases.count })
    else { return nil }
    let layout = ScoreLayout(
      ruleSet: ruleSet, planned: zip(state.rules, state.drafts).map { ($0, $1) },
      includeDraft: state.includesDraft)
    let byColumn = (0..<width).map { column in
      (0..<count).map { state.codes[$0 * width + column] }
    }
    var packer = StretchPacker(layout, varying: Array(0..<width))
    let stretch = packer.stretch(
      ScoringRun.EvaluatedChunk(
        count: count, codes: byColumn, affects: byColumn.map { _ in nil }, workers: nil), incidents: 0)
    let setting = ScoringRun.Setting(
      ruleSet: ruleSet, asOf: asOf, layout: layout, includeDraft: state.includesDraft, notAssessed: missing,
      incidents: [])
    var stretches = ScoredStretches(setting)
    stretches.append(stretch)
    self = RunAssembly(setting, jobs: 1).unrankedRun(stretches)
    ranking = state.ranking
    take(state)
  }

  /// Takes what the policy said and whom rules harm from a state.
  private mutating func take(_ state: RunState) {
    for firm in 0..<count {
      let place = firm * rowLayout.width
      let estimate = EstimateFigure.value(in: rows[place + 1])
      rows[place] = UInt64(bitPattern: state.workersAffected[firm])
      rows[place + 1] =
        ScoreRowLayout.word(
          low: LowFigure.value(in: rows[place + 1]), high: HighFigure.value(in: rows[place + 1]),
          hasMore: state.moreMayBeAffected[firm] != 0)
        | ScoreRowLayout.word(
          estimate: estimate, outcome: Outcome.allCases[Int(state.outcomes[firm])],
          isHeld: state.isHeld[firm] != 0)
    }
  }

  private static func isPermutation(_ ranking: [UInt32]) -> Bool {
    var isTaken = [Bool](repeating: false, count: ranking.count)
    for firm in ranking {
      guard firm < ranking.count, !isTaken[Int(firm)] else { return false }
      isTaken[Int(firm)] = true
    }
    return true
  }
}
