import FirmTable
import RuleModel

/// A rule that a plan evaluates.
public struct PlannedRule: Sendable {
  /// Position in `RuleSet.rules`.
  public let ruleIndex: Int
  /// Violation, indicator or gate.
  public let kind: RuleKind
  /// Whether the rule, or a parameter value or set it reads, is draft on the as-of date.
  public let isDraft: Bool
  /// Points when the formula is the same known number for every firm; nil when it is not, or for a gate.
  public let constantPoints: Int?
  /// Whether the rule has a points formula that differs from firm to firm or is unknown.
  public let hasVaryingPoints: Bool
  /// Whether the rule states whom it harms.
  public let hasAffects: Bool
}

/// A rule in effect that cannot fire for any firm, because no list of this run carries what it reads.
public struct NotAssessedRule: Hashable, Sendable {
  /// Position in `RuleSet.rules`.
  public let ruleIndex: Int
  /// Whether the rule, or a parameter value or set it reads, is draft on the as-of date.
  public let isDraft: Bool
  /// Fields that `applies` or `when` read and no list carries, ascending: columns that would bring the rule in.
  public let missingFields: [FieldIndex]
  /// `many` sources that `applies` or `when` read and were not given, ascending.
  public let missingSources: [SourceIndex]
}

/// Everything about a rule set that can be settled before the first row: one program for all firms.
public struct EvaluationPlan: Sendable {
  /// Rules in effect and assessed, with drafts and gates, in the order of the rule set.
  public let rules: [PlannedRule]
  /// Rules in effect that cannot fire with the fields of this run.
  public let notAssessed: [NotAssessedRule]
  /// Positions of rules that are not in effect on the as-of date.
  public let notInEffect: [Int]
  /// What can be counted, in order of place; `BatchEvaluator.incidentCounts` has the same order.
  public let incidents: [DataIncident]

  /// Plans the evaluation of a rule set on a date over lists that carry these fields.
  public init(ruleSet: RuleSet, asOf: CivilDate, carried: CarriedFields, pool: TextPool) {
    rules = []
    notAssessed = []
    notInEffect = []
    incidents = []
  }
}
