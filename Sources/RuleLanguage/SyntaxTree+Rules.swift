import Diagnostics

/// `rule ID is KIND { … }`.
public struct RuleDeclaration: Sendable {
  /// What a rule speaks of.
  public enum Kind: String, Sendable, CaseIterable {
    /// The law forbids it.
    case violation
    /// A sign of risk that no law forbids.
    case indicator
    /// Whether a firm may be inspected now.
    case gate
  }

  /// `points VALUE, up to LIMIT from LIMIT`.
  public struct Points: Sendable {
    /// The points.
    public var value: Expression
    /// The most points.
    public var upTo: NumberLiteral?
    /// The fewest points.
    public var from: NumberLiteral?
    /// The whole clause.
    public var span: Span
  }

  /// `reviewed by "NAME" on DATE for "HASH"`.
  public struct Review: Sendable {
    /// Who read the rule against the law.
    public var reviewer: StringLiteral
    /// When.
    public var date: DateLiteral
    /// Hash of what was read.
    public var hash: StringLiteral
    /// The whole clause.
    public var span: Span
  }

  /// Identity, such as `insurance.evasion.money`.
  public var id: Name
  /// What the rule speaks of; absent only after a syntax error.
  public var kind: Kind?
  /// Where the kind stands.
  public var kindSpan: Span?
  /// Title for people.
  public var title: LocalizedTexts?
  /// The acts that the rule rests on.
  public var basis: [Citation]
  /// When the rule is in force.
  public var effective: Period?
  /// The words `status draft`.
  public var draft: Span?
  /// The family in which only the heaviest rule counts.
  public var family: Name?
  /// Which firms the rule speaks to.
  public var applies: Expression?
  /// When the rule fires.
  public var when: Expression?
  /// What firing costs.
  public var points: Points?
  /// How many workers are concerned.
  public var affects: Expression?
  /// The field with the date on which the violation ended.
  public var ended: Name?
  /// The fines, as written.
  public var fines: [FineClause]
  /// The sentence that gives the reason, with `{name}` placeholders.
  public var because: LocalizedTexts?
  /// What the inspector looks at.
  public var check: LocalizedTexts?
  /// What to ask the firm for.
  public var ask: LocalizedTexts?
  /// An honest explanation that the firm may have.
  public var honest: LocalizedTexts?
  /// Remarks for people.
  public var note: LocalizedTexts?
  /// Who signed the rule.
  public var review: Review?
  /// Findings that the author accepts.
  public var allowances: [Allowance] = []
  /// The whole declaration.
  public var span: Span
}

/// `fine CITATION PERIOD doubled AMOUNT`.
public struct FineClause: Sendable {
  /// Whose amount the decree writes.
  public enum Payer: Sendable {
    /// Nothing is said.
    case unsaid
    /// `doubled`: a household business pays half.
    case doubled(Span)
    /// `for organisations`: the amount is the organisation's and is not halved.
    case organisations(Span)
  }

  /// What a fine by number has in one range.
  public struct Step: Sendable {
    /// The range.
    public var band: Band
    /// The smallest fine.
    public var low: Expression
    /// The largest fine.
    public var high: Expression
    /// The whole row.
    public var span: Span
  }

  /// What a fine by number counts.
  public enum Measure: Sendable {
    /// `by affects`, with the place of the word.
    case affects(Span)
    /// `by FIELD`.
    case field(Name)
  }

  /// How the amount is found.
  public enum Amount: Sendable {
    /// `amount not entered`.
    case notEntered(Span)
    /// `LOW to HIGH`, with `each` for every worker concerned.
    case range(low: Expression, high: Expression, each: Span?)
    /// `P% to Q% of SUM`.
    case share(low: Expression, high: Expression, of: Expression)
    /// `by affects { 1..10: LOW to HIGH … }`.
    case steps(by: Measure, [Step])
    /// Could not be read; a diagnostic has been given.
    case invalid
  }

  /// Where the fine is written.
  public var citation: Citation
  /// The dates on which the violation ended.
  public var period: Period?
  /// Whose amount it is.
  public var payer: Payer
  /// How the amount is found.
  public var amount: Amount
  /// The most that the fine can be.
  public var upTo: Expression?
  /// Below this the violation gets a warning.
  public var warningBelow: Expression?
  /// The whole clause.
  public var span: Span
}

/// `example "…" of ID { … }`.
public struct ExampleDeclaration: Sendable {
  /// `NAME = VALUE`.
  public struct Given: Sendable {
    /// The field.
    public var field: Name
    /// Its value.
    public var value: Expression
    /// Both.
    public var span: Span
  }

  /// `row NAME { … }`.
  public struct Row: Sendable {
    /// The source.
    public var source: Name
    /// The cells of the row.
    public var values: [Given]
    /// The whole row.
    public var span: Span
  }

  /// What the rule says of the firm.
  public enum Outcome: Sendable {
    /// `fires`, with the points or without.
    case fires(NumberLiteral?)
    /// `passes`.
    case passes
    /// `not applicable`.
    case notApplicable
    /// `unknown`, with the most points possible or without.
    case unknown(atMost: NumberLiteral?)
  }

  /// What the example shows.
  public var title: StringLiteral
  /// The rule.
  public var rule: Name
  /// The values of the firm.
  public var values: [Given]
  /// Rows of sources with many rows.
  public var rows: [Row]
  /// Sources that have no row for the firm.
  public var withoutRows: [Name]
  /// The date of the run.
  public var asOf: DateLiteral?
  /// What is expected.
  public var outcome: Outcome?
  /// Where the expectation stands.
  public var outcomeSpan: Span?
  /// The whole declaration.
  public var span: Span
}

/// `policy { … }`.
public struct PolicyDeclaration: Sendable {
  /// `NAME from POINTS`.
  public struct BandLimit: Sendable {
    /// Name of the band.
    public var name: Name
    /// The fewest points of the band.
    public var from: NumberLiteral
  }

  /// `inspect when CONDITION` and its like.
  public struct Action: Sendable {
    /// What can be done with a firm.
    public enum Kind: String, Sendable, CaseIterable {
      /// Inspect it.
      case inspect
      /// Write to it.
      case letter
      /// Ask for data.
      case ask
    }

    /// What to do.
    public var kind: Kind
    /// When.
    public var condition: Expression
    /// The whole clause.
    public var span: Span
  }

  /// `NAME descending`.
  public struct RankKey: Sendable {
    /// What is compared.
    public var name: Name
    /// Whether the largest comes first.
    public var isDescending: Bool
  }

  /// The bands, as written.
  public var bands: [BandLimit]
  /// Where `bands` stands.
  public var bandsSpan: Span?
  /// The actions, in the order in which they are tried.
  public var actions: [Action]
  /// The order of the ranking.
  public var rank: [RankKey]
  /// Where `rank` stands.
  public var rankSpan: Span?
  /// The whole declaration.
  public var span: Span
}
