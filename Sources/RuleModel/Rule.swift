import Diagnostics

/// The three kinds of rule, never mixed in a report.
public enum RuleKind: String, Hashable, Sendable {
  /// The law forbids it.
  case violation
  /// A sign of risk that no law forbids.
  case indicator
  /// Says whether a firm may be inspected now; adds no points.
  case gate
}

/// A sentence with figures of the firm in it.
public struct SentenceTemplate: Hashable, Sendable {
  /// A piece of the sentence.
  public enum Segment: Hashable, Sendable {
    /// Fixed words.
    case text(String)
    /// A value, printed with its unit, or as not known.
    case value(RuleExpression)
  }

  /// Vietnamese sentence.
  public var vi: [Segment]
  /// English sentence.
  public var en: [Segment]

  /// Creates a template.
  public init(vi: [Segment], en: [Segment]) {
    self.vi = vi
    self.en = en
  }

  /// The pieces in a language, or in the other one when they are missing.
  public subscript(language: Language) -> [Segment] {
    switch language {
    case .vi: return vi.isEmpty ? en : vi
    case .en: return en.isEmpty ? vi : en
    }
  }
}

/// How many points a rule adds.
public struct PointsFormula: Hashable, Sendable {
  /// A plain number of points before rounding and bounds.
  public var expression: RuleExpression
  /// Most points (`up to N`).
  public var most: Int
  /// Points that are certain while the formula is unknown (`from M`), 0 unless stated.
  public var least: Int

  /// Creates a formula.
  public init(expression: RuleExpression, most: Int, least: Int) {
    self.expression = expression
    self.most = most
    self.least = least
  }

  /// Points for a raw value of the formula at a scale: rounded half up, at least `least`, at most `most`.
  public func points(raw: Int64, scale: Int) -> Int {
    var unit: Int64 = 1
    for _ in 0..<scale { unit *= 10 }
    if raw <= 0 { return least }
    let whole = raw / unit + (raw % unit * 2 >= unit ? 1 : 0)
    return max(least, Int(min(Int64(most), whole)))
  }
}

/// A fine that an act provides for a violation.
public struct Fine: Hashable, Sendable {
  /// How the amount of a household business follows from the organisation's.
  public enum Level: Hashable, Sendable {
    /// The decree doubles individuals' amounts for organisations; a household business pays half.
    case doubled
    /// The decree writes the organisation's amount.
    case organisations
  }

  /// An amount, in đồng.
  public enum Amount: Hashable, Sendable {
    /// Not entered from the act's text.
    case notEntered
    /// A range, `each` worker affected when so written.
    case range(Int64, Int64, each: Bool)
    /// A percentage range of a sum; percentages are raw values at scale 4 (36 % is 3600).
    case share(Int64, Int64, of: RuleExpression)
    /// A range by the band in which workers affected or a field lies.
    case banded(by: BandedBy, [Band])
  }

  /// What a banded fine depends on.
  public enum BandedBy: Hashable, Sendable {
    /// Workers affected by the rule.
    case affects
    /// A field.
    case field(FieldIndex)
  }

  /// One band.
  public struct Band: Hashable, Sendable {
    /// Least value of the band, raw.
    public var lowest: Int64
    /// Greatest value of the band, raw; nil when open.
    public var highest: Int64?
    /// Least fine in đồng.
    public var from: Int64
    /// Greatest fine in đồng.
    public var to: Int64

    /// Creates a band.
    public init(lowest: Int64, highest: Int64?, from: Int64, to: Int64) {
      self.lowest = lowest
      self.highest = highest
      self.from = from
      self.to = to
    }
  }

  /// The act's provision.
  public var citation: Citation
  /// Days on which the violation may have ended; nil for always.
  public var period: EffectPeriod?
  /// Doubled or written for organisations; nil when the rule does not say.
  public var level: Level?
  /// The amount for organisations.
  public var amount: Amount
  /// Ceiling in đồng.
  public var ceiling: Int64?
  /// Below this sum in đồng only a warning is given.
  public var warningBelow: Int64?

  /// Creates a fine.
  public init(
    citation: Citation, period: EffectPeriod?, level: Level?, amount: Amount, ceiling: Int64?,
    warningBelow: Int64?
  ) {
    self.citation = citation
    self.period = period
    self.level = level
    self.amount = amount
    self.ceiling = ceiling
    self.warningBelow = warningBelow
  }
}

/// A checked rule.
public struct Rule: Hashable, Sendable {
  /// Stable id, such as `insurance.evasion.money`.
  public var id: String
  /// Violation, indicator or gate.
  public var kind: RuleKind
  /// Title for people.
  public var title: LocalizedText
  /// Provisions of law; at least one for a violation.
  public var basis: [Citation]
  /// When it is in force.
  public var effective: EffectPeriod
  /// Whether nobody has confirmed it against the act's text.
  public var isDraft: Bool
  /// Position of its area in `RuleSet.areas`; nil for gates.
  public var area: Int?
  /// Rules of one area with one family count once, with the highest.
  public var family: String?
  /// To whom it applies; nil for every firm.
  public var applies: RuleExpression?
  /// When it fires.
  public var condition: RuleExpression
  /// Points it adds; nil for gates.
  public var points: PointsFormula?
  /// Workers it harms, a number of persons.
  public var affects: RuleExpression?
  /// Field that dates the end of the violation.
  public var ended: FieldIndex?
  /// Fines in the order written.
  public var fines: [Fine]
  /// The reason with the firm's figures.
  public var because: SentenceTemplate?
  /// What to check on site.
  public var check: LocalizedText?
  /// Which document to ask for.
  public var ask: LocalizedText?
  /// How an honest firm can look like this.
  public var honest: LocalizedText?
  /// A remark for lawyers.
  public var note: LocalizedText?
  /// Who signed it, when somebody did.
  public var review: RuleReview?
  /// Where its id stands.
  public var span: Span

  /// Creates a rule.
  public init(
    id: String, kind: RuleKind, title: LocalizedText, basis: [Citation], effective: EffectPeriod,
    isDraft: Bool,
    area: Int?, family: String?, applies: RuleExpression?, condition: RuleExpression, points: PointsFormula?,
    affects: RuleExpression?, ended: FieldIndex?, fines: [Fine], because: SentenceTemplate?,
    check: LocalizedText?, ask: LocalizedText?, honest: LocalizedText?, note: LocalizedText?,
    review: RuleReview? = nil, span: Span
  ) {
    self.id = id
    self.kind = kind
    self.title = title
    self.basis = basis
    self.effective = effective
    self.isDraft = isDraft
    self.area = area
    self.family = family
    self.applies = applies
    self.condition = condition
    self.points = points
    self.affects = affects
    self.ended = ended
    self.fines = fines
    self.because = because
    self.check = check
    self.ask = ask
    self.honest = honest
    self.note = note
    self.review = review
    self.span = span
  }
}
