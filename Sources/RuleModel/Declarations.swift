import Diagnostics

/// A unit that rules may write after a number.
public struct UnitDeclaration: Hashable, Sendable {
  /// Name as written, such as `persons`.
  public var name: String
  /// Title for people.
  public var title: LocalizedText
  /// Whether it counts things, so that bare number literals fit it.
  public var isCounted: Bool

  /// Creates a unit.
  public init(name: String, title: LocalizedText, isCounted: Bool) {
    self.name = name
    self.title = title
    self.isCounted = isCounted
  }
}

/// A closed list of named values, such as the four wage regions.
public struct Choice: Hashable, Sendable {
  /// One value.
  public struct Member: Hashable, Sendable {
    /// Name in rules, stable.
    public var name: String
    /// Title for people.
    public var title: LocalizedText
    /// Other words in lists that mean it.
    public var aliases: [String]

    /// Creates a member.
    public init(name: String, title: LocalizedText, aliases: [String]) {
      self.name = name
      self.title = title
      self.aliases = aliases
    }
  }

  /// Name in rules.
  public var name: String
  /// Title for people.
  public var title: LocalizedText
  /// Values in order of declaration.
  public var members: [Member]

  /// Creates a choice.
  public init(name: String, title: LocalizedText, members: [Member]) {
    self.name = name
    self.title = title
    self.members = members
  }
}

/// A list that an agency sends.
public struct Source: Hashable, Sendable {
  /// Name in rules and in `--source NAME=FILE`.
  public var name: String
  /// Title for people.
  public var title: LocalizedText
  /// File-name patterns with `*` and `?`, matched without case and accents.
  public var filePatterns: [String]
  /// Whether a firm may have many rows.
  public var hasManyRows: Bool
  /// Field that joins its rows to firms.
  public var key: FieldIndex
  /// Whether every firm the list speaks of stands on it, so that absence is known.
  public var isComplete: Bool
  /// Whether its firms join the population.
  public var addsFirms: Bool
  /// Whether it is the list against which `not on the base list` is said.
  public var isBase: Bool
  /// Fields that name its rows where the list has no column for `key`, the first that it has.
  public var otherKeys: [FieldIndex] = []
  /// Lists that map those other keys to the key, in order of precedence.
  public var crosswalks: [SourceIndex] = []

  /// Creates a source.
  public init(
    name: String, title: LocalizedText, filePatterns: [String], hasManyRows: Bool, key: FieldIndex,
    isComplete: Bool, addsFirms: Bool, isBase: Bool
  ) {
    self.name = name
    self.title = title
    self.filePatterns = filePatterns
    self.hasManyRows = hasManyRows
    self.key = key
    self.isComplete = isComplete
    self.addsFirms = addsFirms
    self.isBase = isBase
  }
}

/// What a field is for, beyond being read by rules.
public enum FieldRole: String, Hashable, Sendable {
  /// The tax code.
  case key
  /// The firm's name.
  case name
  /// A grouping column of the ranking.
  case group
  /// The number of workers, the most that `workers_affected` can be.
  case workers
}

/// A column of the firm table.
public struct Field: Hashable, Sendable {
  /// Name in rules and machine-readable outputs.
  public var name: String
  /// Title for people and first header to match.
  public var title: LocalizedText
  /// Its type; a number's range is the range a cell must lie in.
  public var type: ValueType
  /// Other headers that mean it.
  public var headers: [String]
  /// Lists that give it, in order of precedence; for a field of a `many` source exactly that source.
  public var sources: [SourceIndex]
  /// Value of a blank cell or missing column, and why it may be presumed.
  public var presumed: Presumption?
  /// Value of firms that are not on a complete source.
  public var absent: Constant?
  /// The list whose presence the field states, for a `listed in` field.
  public var listedIn: SourceIndex?
  /// How a blank cell or missing column is computed from other fields.
  public var derivation: Derivation?
  /// Words in cells that say `none` for a `date or none` field.
  public var noneWords: [String]
  /// Special role.
  public var role: FieldRole?
  /// Whether it holds personal data.
  public var isPersonal: Bool
  /// What becomes of the values of a firm's establishments when branches are rolled up; nil: only equal values count.
  public var rollUp: RollUp?
  /// Where its name stands.
  public var span: Span

  /// A presumed value with the reason that is shown.
  public struct Presumption: Hashable, Sendable {
    /// The value.
    public var value: Constant
    /// Why it may be presumed.
    public var reason: LocalizedText

    /// Creates a presumption.
    public init(value: Constant, reason: LocalizedText) {
      self.value = value
      self.reason = reason
    }
  }

  /// A derivation with the note that is shown.
  public struct Derivation: Hashable, Sendable {
    /// What is computed; has the field's type and scale.
    public var expression: RuleExpression
    /// How it was derived, in words.
    public var note: LocalizedText

    /// Creates a derivation.
    public init(expression: RuleExpression, note: LocalizedText) {
      self.expression = expression
      self.note = note
    }
  }

  /// Creates a field.
  public init(
    name: String, title: LocalizedText, type: ValueType, headers: [String] = [], sources: [SourceIndex] = [],
    presumed: Presumption? = nil, absent: Constant? = nil, listedIn: SourceIndex? = nil,
    derivation: Derivation? = nil, noneWords: [String] = [], role: FieldRole? = nil, isPersonal: Bool = false,
    span: Span
  ) {
    self.name = name
    self.title = title
    self.type = type
    self.headers = headers
    self.sources = sources
    self.presumed = presumed
    self.absent = absent
    self.listedIn = listedIn
    self.derivation = derivation
    self.noneWords = noneWords
    self.role = role
    self.isPersonal = isPersonal
    self.span = span
  }
}

/// A value of law that changes with time, such as the regional minimum wage.
public struct Parameter: Hashable, Sendable {
  /// What a value depends on.
  public enum Key: Hashable, Sendable {
    /// A member of a choice.
    case choice(ChoiceIndex)
    /// The band in which a field's value lies.
    case bands(FieldIndex)
  }

  /// One key of one row.
  public enum RowKey: Hashable, Sendable {
    /// A member of the key's choice.
    case member(Int)
    /// Raw values `lowest...highest` at the field's scale; no `highest` for an open band.
    case band(lowest: Int64, highest: Int64?)
  }

  /// A value for a combination of keys.
  public struct Row: Hashable, Sendable {
    /// One key for each key of the parameter; empty for a parameter without keys.
    public var keys: [RowKey]
    /// Value at the parameter's type and scale.
    public var value: Constant

    /// Creates a row.
    public init(keys: [RowKey], value: Constant) {
      self.keys = keys
      self.value = value
    }
  }

  /// The values of one period.
  public struct Entry: Hashable, Sendable {
    /// When they are in force.
    public var period: EffectPeriod
    /// The act that sets them.
    public var basis: Citation
    /// Whether nobody has confirmed them against the act's text.
    public var isDraft: Bool
    /// The values; a parameter without keys has exactly one row.
    public var rows: [Row]
    /// Where the entry stands.
    public var span: Span

    /// Creates an entry.
    public init(period: EffectPeriod, basis: Citation, isDraft: Bool, rows: [Row], span: Span) {
      self.period = period
      self.basis = basis
      self.isDraft = isDraft
      self.rows = rows
      self.span = span
    }
  }

  /// Name in rules.
  public var name: String
  /// Title for people.
  public var title: LocalizedText
  /// Type of its values.
  public var type: ValueType
  /// What its values depend on.
  public var keys: [Key]
  /// Periods in order of time, without overlap.
  public var entries: [Entry]
  /// Where its name stands.
  public var span: Span

  /// Creates a parameter.
  public init(
    name: String, title: LocalizedText, type: ValueType, keys: [Key], entries: [Entry], span: Span
  ) {
    self.name = name
    self.title = title
    self.type = type
    self.keys = keys
    self.entries = entries
    self.span = span
  }

  /// The values in force on a date.
  public func entry(on date: CivilDate) -> Entry? { entries.first { $0.period.contains(date) } }
}

/// A named list of texts or code prefixes with dates of effect.
public struct NamedSet: Hashable, Sendable {
  /// The members of one period.
  public struct Entry: Hashable, Sendable {
    /// When they are in force.
    public var period: EffectPeriod
    /// The act that sets them.
    public var basis: Citation
    /// Whether nobody has confirmed them against the act's text.
    public var isDraft: Bool
    /// Composed texts in the order written.
    public var members: [String]

    /// Creates an entry.
    public init(period: EffectPeriod, basis: Citation, isDraft: Bool, members: [String]) {
      self.period = period
      self.basis = basis
      self.isDraft = isDraft
      self.members = members
    }
  }

  /// Name in rules.
  public var name: String
  /// Title for people.
  public var title: LocalizedText
  /// Periods in order of time, without overlap.
  public var entries: [Entry]

  /// Creates a set.
  public init(name: String, title: LocalizedText, entries: [Entry]) {
    self.name = name
    self.title = title
    self.entries = entries
  }

  /// The members in force on a date.
  public func entry(on date: CivilDate) -> Entry? { entries.first { $0.period.contains(date) } }
}

/// A named expression.
public struct Definition: Hashable, Sendable {
  /// Name in rules.
  public var name: String
  /// What it stands for.
  public var expression: RuleExpression

  /// Creates a definition.
  public init(name: String, expression: RuleExpression) {
    self.name = name
    self.expression = expression
  }
}

/// A part of the score with a cap.
public struct Area: Hashable, Sendable {
  /// Name: the first segment of its rules' ids.
  public var name: String
  /// Title for people.
  public var title: LocalizedText
  /// Most points the area can add; the caps of a rule set sum to 100.
  public var cap: Int

  /// Creates an area.
  public init(name: String, title: LocalizedText, cap: Int) {
    self.name = name
    self.title = title
    self.cap = cap
  }
}
