import RuleModel

/// What a firm scores, as an interval with everything that follows from it.
public struct FirmScore: Hashable, Sendable {
  /// The part of a score that one area gives.
  public struct AreaScore: Hashable, Sendable {
    /// Certain points, capped.
    public var low: Int
    /// Most points possible, capped.
    public var high: Int
    /// Estimate in tenths of a point, capped.
    public var estimate: Int
    /// Certain points before the cap.
    public var uncappedLow: Int
    /// Most points possible before the cap.
    public var uncappedHigh: Int
    /// Estimate in tenths before the cap.
    public var uncappedEstimate: Int
  }

  /// Scores by area, in the order of `RuleSet.areas`.
  public var areas: [AreaScore]
  /// Certain points, 0...100.
  public var low: Int
  /// Most points possible, 0...100.
  public var high: Int
  /// Estimate in tenths of a point; an aid to sorting, not a probability.
  public var estimate: Int
  /// Band of `low`: the firm is surely in it or above.
  public var band: Band
  /// Band of `high`; the band is sure when both are equal.
  public var bandMayBe: Band
  /// What to do with the firm.
  public var outcome: Outcome
  /// Gates (positions in `RuleSet.rules`) that moved the outcome away from an inspection.
  public var heldBy: [Int]
  /// Gates that nobody can answer yet, to be confirmed before an inspection.
  public var confirmFirst: [Int]
  /// Most workers that one fired violation harms, at most the firm's workers.
  public var workersAffected: Int64
  /// Whether some fired violation harms a number of workers that is not known, so that more may be affected.
  public var moreMayBeAffected: Bool
  /// Certain points from violations, before caps and families.
  public var violationPoints: Int
  /// Number of violations that fired.
  public var violationsFired: Int
}

/// How a rule stands for one firm.
public enum RuleStatus: String, Hashable, Sendable, CaseIterable {
  /// Out of effect on the as-of date.
  case notInEffect = "not in effect"
  /// The run's lists lack what it would take to fire.
  case notAssessed = "not assessed"
  /// Does not apply to the firm.
  case notApplicable = "not applicable"
  /// Passed.
  case passed
  /// Fires.
  case fires
  /// Not known.
  case unknown
}

/// What one rule says of one firm.
public struct RuleFinding: Hashable, Sendable {
  /// Position in `RuleSet.rules`.
  public var rule: Int
  /// How the rule stands.
  public var status: RuleStatus
  /// Whether the rule is draft on the as-of date.
  public var isDraft: Bool
  /// Whether its points belong to this run's score; no for gates, for drafts unless asked for, and out of effect.
  public var scores: Bool
  /// Certain points; 0 unless it fires.
  public var low: Int
  /// Most points that it can add; equal to `low` when they are known.
  public var most: Int
  /// Whether it fires with points that are not known.
  public var hasUnknownPoints: Bool
  /// Whether a higher fired rule of its family counts in its place: same act, not counted.
  public var isSameActInLow: Bool
  /// Whether a higher fired or unknown rule of its family counts in its place in the highest score.
  public var isSameActInHigh: Bool
}
