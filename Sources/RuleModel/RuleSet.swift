import Diagnostics

/// What an example expects of its rule.
public enum ExpectedOutcome: Hashable, Sendable {
  /// Fires, with exactly these points when stated.
  case fires(points: Int?)
  /// Passes.
  case passes
  /// Does not apply.
  case notApplicable
  /// Unknown, able to add exactly this many points at most when stated.
  case unknown(atMost: Int?)
}

/// A firm made up to show what a rule means.
public struct Example: Hashable, Sendable {
  /// One value of a firm or row.
  public struct Assignment: Hashable, Sendable {
    /// The field.
    public var field: FieldIndex
    /// Its value at the field's scale; nil for `unknown`.
    public var value: Constant?

    /// Creates an assignment.
    public init(field: FieldIndex, value: Constant?) {
      self.field = field
      self.value = value
    }
  }

  /// The rows of a `many` source; a source that is not named gives no list.
  public struct Rows: Hashable, Sendable {
    /// The source.
    public var source: SourceIndex
    /// The firm's rows; empty for `no rows`.
    public var rows: [[Assignment]]

    /// Creates rows.
    public init(source: SourceIndex, rows: [[Assignment]]) {
      self.source = source
      self.rows = rows
    }
  }

  /// What it shows, in words.
  public var title: String
  /// Position of the rule in `RuleSet.rules`.
  public var rule: Int
  /// Known (or stated unknown) fields; the others are unknown, presumptions and derivations apply.
  public var assignments: [Assignment]
  /// Rows of `many` sources.
  public var rows: [Rows]
  /// The run's as-of date.
  public var asOf: CivilDate
  /// What must come out.
  public var expected: ExpectedOutcome
  /// Where its title stands.
  public var span: Span

  /// Creates an example.
  public init(
    title: String, rule: Int, assignments: [Assignment], rows: [Rows], asOf: CivilDate,
    expected: ExpectedOutcome, span: Span
  ) {
    self.title = title
    self.rule = rule
    self.assignments = assignments
    self.rows = rows
    self.asOf = asOf
    self.expected = expected
    self.span = span
  }
}

/// Bands of the score, rising.
public enum Band: Int, Hashable, Comparable, Sendable, CaseIterable {
  /// From 0.
  case low
  /// From the policy's limit.
  case medium
  /// From the policy's limit.
  case high
  /// From the policy's limit.
  case critical

  /// Name in rules and machine-readable outputs.
  public var name: String {
    switch self {
    case .low: return "low"
    case .medium: return "medium"
    case .high: return "high"
    case .critical: return "critical"
    }
  }

  /// Orders bands from low to critical.
  public static func < (first: Band, second: Band) -> Bool { first.rawValue < second.rawValue }
}

/// What to do with a firm, in the order of the policy.
public enum Outcome: String, Hashable, Sendable, CaseIterable {
  /// Inspect on site.
  case inspect
  /// Write a letter.
  case letter
  /// Ask for data.
  case ask
  /// Nothing now.
  case none
}

/// How scores become bands, outcomes and an order.
public struct Policy: Hashable, Sendable {
  /// When an outcome is chosen; the first that holds.
  public struct OutcomeCondition: Hashable, Sendable {
    /// The outcome.
    public var outcome: Outcome
    /// A condition over score variables.
    public var condition: RuleExpression

    /// Creates a condition.
    public init(outcome: Outcome, condition: RuleExpression) {
      self.outcome = outcome
      self.condition = condition
    }
  }

  /// One key of the ranking.
  public struct RankKey: Hashable, Sendable {
    /// What is compared; nil for the tax code.
    public var variable: ScoreVariable?
    /// Whether greater values come first.
    public var isDescending: Bool

    /// Creates a key.
    public init(variable: ScoreVariable?, isDescending: Bool) {
      self.variable = variable
      self.isDescending = isDescending
    }
  }

  /// Least score of each band, rising, low from 0.
  public var bandLimits: [Int]
  /// Conditions in the order inspect, letter, ask.
  public var outcomes: [OutcomeCondition]
  /// Order of the ranking; the tax code is always the last key.
  public var rankKeys: [RankKey]

  /// Creates a policy.
  public init(bandLimits: [Int], outcomes: [OutcomeCondition], rankKeys: [RankKey]) {
    self.bandLimits = bandLimits
    self.outcomes = outcomes
    self.rankKeys = rankKeys
  }

  /// The band of a score 0...100.
  public func band(of score: Int) -> Band {
    var found = Band.low
    for band in Band.allCases where score >= bandLimits[band.rawValue] { found = band }
    return found
  }
}

/// A checked rule set: data only, ready for any engine.
public struct RuleSet: Hashable, Sendable {
  /// Version of the rule language.
  public var languageVersion: Int
  /// Name of the pack.
  public var name: String
  /// Title of the pack.
  public var title: LocalizedText
  /// Version text of the pack.
  public var version: String
  /// The pack that it builds on.
  public var base: BasePack?
  /// Acts whose title or dates the pack states.
  public var acts: [Act]
  /// Units, built in and declared.
  public var units: [UnitDeclaration]
  /// Choices.
  public var choices: [Choice]
  /// Sources.
  public var sources: [Source]
  /// Fields.
  public var fields: [Field]
  /// Parameters.
  public var parameters: [Parameter]
  /// Named sets.
  public var sets: [NamedSet]
  /// Named expressions.
  public var definitions: [Definition]
  /// Areas in order of declaration.
  public var areas: [Area]
  /// Rules in byte order of their ids.
  public var rules: [Rule]
  /// Examples.
  public var examples: [Example]
  /// Bands, outcomes and ranking.
  public var policy: Policy
  /// Relations between fields that sound lists keep, in the order written.
  public var checks: [ConsistencyCheck] = []

  /// Creates a rule set.
  public init(
    languageVersion: Int, name: String, title: LocalizedText, version: String, base: BasePack? = nil,
    units: [UnitDeclaration], choices: [Choice], sources: [Source], fields: [Field], parameters: [Parameter],
    sets: [NamedSet],
    definitions: [Definition], areas: [Area], rules: [Rule], examples: [Example], policy: Policy,
    acts: [Act] = []
  ) {
    self.languageVersion = languageVersion
    self.name = name
    self.title = title
    self.version = version
    self.base = base
    self.units = units
    self.choices = choices
    self.sources = sources
    self.fields = fields
    self.parameters = parameters
    self.sets = sets
    self.definitions = definitions
    self.areas = areas
    self.rules = rules
    self.examples = examples
    self.policy = policy
    self.acts = acts
  }

  /// The act with a number, when the pack declares it.
  public func act(_ number: String) -> Act? { acts.first { $0.number == number } }

  /// The field with a role, when one has it.
  public func field(with role: FieldRole) -> FieldIndex? { fields.firstIndex { $0.role == role } }

  /// Fields with the role `group`, in order of declaration.
  public var groupFields: [FieldIndex] { fields.indices.filter { fields[$0].role == .group } }

  /// Whether a field is a column of a `many` source.
  public func isRowField(_ index: FieldIndex) -> Bool {
    fields[index].sources.contains { sources[$0].hasManyRows }
  }

  /// Whether a rule is draft on a date: itself, or through a parameter value or set it reads.
  public func isDraft(_ rule: Rule, on date: CivilDate) -> Bool {
    if rule.isDraft { return true }
    var draft = false
    // Not the whole set, which the closure would copy for every expression.
    let (parameters, sets) = (parameters, sets)
    let expressions = [rule.applies, rule.condition, rule.points?.expression, rule.affects].compactMap { $0 }
    for expression in expressions {
      expression.visit(derivationsOf: fields) {
        draft = draft || Self.readsDraft($0, parameters, sets, on: date)
      }
    }
    return draft
  }

  private static func readsDraft(
    _ expression: RuleExpression, _ parameters: [Parameter], _ sets: [NamedSet], on date: CivilDate
  ) -> Bool {
    switch expression.kind {
    case .lookup(let index, _, let at):
      var day = date
      if let at, let constant = at.constantDate(asOf: date) { day = constant }
      return parameters[index].entry(on: day)?.isDraft ?? false
    case .inSet(_, let index, _): return sets[index].entry(on: date)?.isDraft ?? false
    default: return false
    }
  }
}

extension RuleExpression {
  /// The value of a date expression that depends on the as-of date alone; nil for any other expression.
  public func constantDate(asOf: CivilDate) -> CivilDate? {
    switch kind {
    case .constant(.date(let date)): return date
    case .asOf: return asOf
    case .latestAnniversary(let month, let day): return asOf.latest(month: month, day: day)
    case .endOfMonth(let inner): return inner.constantDate(asOf: asOf)?.endOfMonth
    case .named(_, let inner): return inner.constantDate(asOf: asOf)
    case .addDays(let date, let count):
      guard case .constant(.number(let days)) = count.kind else { return nil }
      return date.constantDate(asOf: asOf)?.adding(days: days)
    case .addMonths(let date, let count):
      guard case .constant(.number(let months)) = count.kind else { return nil }
      return date.constantDate(asOf: asOf)?.adding(months: months)
    default: return nil
    }
  }
}
