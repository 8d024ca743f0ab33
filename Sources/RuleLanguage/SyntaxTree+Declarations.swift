import Diagnostics

/// `language 1`.
public struct LanguageDeclaration: Sendable {
  /// Version of the rule language.
  public var version: NumberLiteral
  /// The whole declaration.
  public var span: Span
}

/// `pack NAME extends NAME { … }`.
public struct PackDeclaration: Sendable {
  /// Name of the pack.
  public var name: Name
  /// The pack that it builds on.
  public var base: Name?
  /// Title for people.
  public var title: LocalizedTexts?
  /// Version of the pack.
  public var version: StringLiteral?
  /// Remarks for people.
  public var note: LocalizedTexts?
  /// The whole declaration.
  public var span: Span
}

/// `unit NAME { … }`.
public struct UnitDeclaration: Sendable {
  /// Name of the unit.
  public var name: Name
  /// Title for people.
  public var title: LocalizedTexts?
  /// The word `counted`: the unit accepts bare numbers.
  public var counted: Span?
  /// The whole declaration.
  public var span: Span
}

/// `choice NAME { … }`.
public struct ChoiceDeclaration: Sendable {
  /// One of the values.
  public struct Member: Sendable {
    /// Name of the value.
    public var name: Name
    /// How people read it.
    public var title: LocalizedTexts?
    /// Other words that mean it in a list.
    public var also: [StringLiteral]
    /// The whole member.
    public var span: Span
  }

  /// Name of the choice.
  public var name: Name
  /// Title for people.
  public var title: LocalizedTexts?
  /// The values, as written.
  public var members: [Member]
  /// The whole declaration.
  public var span: Span
}

/// `source NAME { … }`.
public struct SourceDeclaration: Sendable {
  /// How many rows a firm may have.
  public enum Rows: String, Sendable, CaseIterable {
    /// At most one.
    case one
    /// Any number.
    case many
  }

  /// Name of the source.
  public var name: Name
  /// Title for people.
  public var title: LocalizedTexts?
  /// File-name patterns.
  public var files: [StringLiteral]
  /// How many rows a firm may have.
  public var rows: Rows?
  /// Where `rows` stands.
  public var rowsSpan: Span?
  /// The fields that join the source to the firms; the first whose column a list has is used.
  public var keys: [Name] = []
  /// The lists that map keys which are no tax codes to the tax code.
  public var crosswalks: [Name] = []
  /// The word `complete`: a firm that is not on the list is known not to be.
  public var complete: Span?
  /// The words `adds no firms`.
  public var addsNoFirms: Span?
  /// The word `base`.
  public var base: Span?
  /// The whole declaration.
  public var span: Span
}

/// `field NAME: TYPE { … }`.
public struct FieldDeclaration: Sendable {
  /// `range LOW to HIGH`.
  public struct RangeClause: Sendable {
    /// The smallest sensible value.
    public var low: Expression
    /// The largest sensible value.
    public var high: Expression
    /// The whole clause.
    public var span: Span
  }

  /// `presumed VALUE because TEXTS` or `otherwise VALUE note TEXTS`.
  public struct ReasonedValue: Sendable {
    /// The value to use.
    public var value: Expression
    /// Why; absent only after a syntax error.
    public var reason: LocalizedTexts?
    /// The whole clause.
    public var span: Span
  }

  /// What the program itself uses a field for.
  public enum Role: String, Sendable, CaseIterable {
    /// The tax code.
    case key
    /// The name of the firm.
    case name
    /// The grouping column of the ranking.
    case group
    /// The number of workers.
    case workers
  }

  /// Name of the field.
  public var name: Name
  /// Its type; absent only after a syntax error.
  public var type: TypeReference?
  /// Title for people.
  public var title: LocalizedTexts?
  /// How many decimals its numbers have.
  public var decimals: NumberLiteral?
  /// The sensible values.
  public var range: RangeClause?
  /// The sources that give it, the first has precedence.
  public var sources: [Name]
  /// Column headings.
  public var headers: [StringLiteral]
  /// The value of a blank cell.
  public var presumed: ReasonedValue?
  /// The value of firms that are not on a complete list.
  public var absent: Expression?
  /// The source whose presence the field tells.
  public var listedIn: Name?
  /// How to derive it when the cell is blank.
  public var otherwise: ReasonedValue?
  /// Words that say that there is none.
  public var noneWords: [StringLiteral]
  /// What the program uses it for.
  public var role: Role?
  /// Where `role` stands.
  public var roleSpan: Span?
  /// The word `personal`.
  public var personal: Span?
  /// How the values of establishments become the firm's.
  public var rollUp: RollUpClause?
  /// Findings that the author accepts.
  public var allowances: [Allowance] = []
  /// The whole declaration.
  public var span: Span
}

/// `parameter NAME by KEYS: TYPE { … }`.
public struct ParameterDeclaration: Sendable {
  /// What a value is looked up by.
  public enum Key: Sendable {
    /// A choice.
    case choice(Name)
    /// Ranges of a field.
    case bands(of: Name, span: Span)
  }

  /// One of the keys of a row.
  public enum RowKey: Sendable {
    /// A member of a choice.
    case member(Name)
    /// A range.
    case band(Band)

    /// Where it stands.
    public var span: Span {
      switch self {
      case .member(let name): name.span
      case .band(let band): band.span
      }
    }
  }

  /// The value for one combination of keys.
  public struct Row: Sendable {
    /// One key for each key of the parameter, when the author counted right.
    public var keys: [RowKey]
    /// The value.
    public var value: Expression
    /// The whole row.
    public var span: Span
  }

  /// What an entry holds.
  public enum Content: Sendable {
    /// One value.
    case value(Expression)
    /// A value for each combination of keys, with the span of the braces and all between.
    case rows([Row], Span)
  }

  /// The values of one period.
  public struct Entry: Sendable {
    /// The period.
    public var period: Period
    /// The act that sets the values; absent only after a syntax error.
    public var basis: Citation?
    /// The words `status draft`.
    public var draft: Span?
    /// The values.
    public var content: Content
    /// The whole entry.
    public var span: Span
  }

  /// Name of the parameter.
  public var name: Name
  /// What its values are looked up by.
  public var keys: [Key]
  /// Its type; absent only after a syntax error.
  public var type: TypeReference?
  /// Title for people.
  public var title: LocalizedTexts?
  /// The entries, as written.
  public var entries: [Entry]
  /// Findings that the author accepts.
  public var allowances: [Allowance] = []
  /// The whole declaration.
  public var span: Span
}

/// `set NAME { … }`.
public struct SetDeclaration: Sendable {
  /// The members of one period.
  public struct Entry: Sendable {
    /// The period.
    public var period: Period
    /// The act that lists the members; absent only after a syntax error.
    public var basis: Citation?
    /// The words `status draft`.
    public var draft: Span?
    /// The members, as written.
    public var members: [StringLiteral]
    /// The whole entry.
    public var span: Span
  }

  /// Name of the set.
  public var name: Name
  /// Title for people.
  public var title: LocalizedTexts?
  /// The entries, as written.
  public var entries: [Entry]
  /// Findings that the author accepts.
  public var allowances: [Allowance] = []
  /// The whole declaration.
  public var span: Span
}

/// `let NAME = EXPRESSION`.
public struct LetDeclaration: Sendable {
  /// The name.
  public var name: Name
  /// What it stands for.
  public var value: Expression
  /// The whole declaration.
  public var span: Span
}

/// `area NAME { … }`.
public struct AreaDeclaration: Sendable {
  /// Name of the area.
  public var name: Name
  /// Title for people.
  public var title: LocalizedTexts?
  /// The most points that the rules of the area can give together.
  public var cap: NumberLiteral?
  /// The whole declaration.
  public var span: Span
}
