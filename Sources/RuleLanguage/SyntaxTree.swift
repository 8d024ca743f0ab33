import Diagnostics

/// What one rules file says, in the order it was written; names are not resolved yet.
public struct SyntaxFile: Sendable {
  /// The declarations, in the order they were written.
  public var declarations: [Declaration]

  /// The first `language` declaration, when the file has one.
  public var language: LanguageDeclaration? {
    for case .language(let declaration) in declarations { return declaration }
    return nil
  }
}

/// One top-level declaration of a rules file.
public indirect enum Declaration: Sendable {
  /// `language 1`.
  case language(LanguageDeclaration)
  /// `pack NAME extends NAME { … }`.
  case pack(PackDeclaration)
  /// `act "NUMBER" { … }`.
  case act(ActDeclaration)
  /// `unit NAME { … }`.
  case unit(UnitDeclaration)
  /// `choice NAME { … }`.
  case choice(ChoiceDeclaration)
  /// `source NAME { … }`.
  case source(SourceDeclaration)
  /// `field NAME: TYPE { … }`.
  case field(FieldDeclaration)
  /// `parameter NAME by KEYS: TYPE { … }`.
  case parameter(ParameterDeclaration)
  /// `set NAME { … }`.
  case set(SetDeclaration)
  /// `let NAME = EXPRESSION`.
  case letValue(LetDeclaration)
  /// `area NAME { … }`.
  case area(AreaDeclaration)
  /// `rule ID is KIND { … }`.
  case rule(RuleDeclaration)
  /// `example "…" of ID { … }`.
  case example(ExampleDeclaration)
  /// `policy { … }`.
  case policy(PolicyDeclaration)
  /// `override area NAME { … }` and its like.
  case change(OverrideDeclaration)
  /// `consistency EXPRESSION else TEXTS`.
  case consistency(ConsistencyDeclaration)

  /// The bytes from the first keyword to the closing brace or the end of the last part.
  public var span: Span {
    switch self {
    case .language(let declaration): declaration.span
    case .pack(let declaration): declaration.span
    case .act(let declaration): declaration.span
    case .unit(let declaration): declaration.span
    case .choice(let declaration): declaration.span
    case .source(let declaration): declaration.span
    case .field(let declaration): declaration.span
    case .parameter(let declaration): declaration.span
    case .set(let declaration): declaration.span
    case .letValue(let declaration): declaration.span
    case .area(let declaration): declaration.span
    case .rule(let declaration): declaration.span
    case .example(let declaration): declaration.span
    case .policy(let declaration): declaration.span
    case .change(let declaration): declaration.span
    case .consistency(let declaration): declaration.span
    }
  }
}

/// A name as written; a dotted name is one name.
public struct Name: Sendable {
  /// The characters of the name.
  public var text: String
  /// Where it stands.
  public var span: Span
}

/// A string literal.
public struct StringLiteral: Sendable {
  /// The characters meant, escapes resolved.
  public var value: String
  /// Where it stands, with the quotes.
  public var span: Span
}

/// A whole or decimal number as written, without sign: `value` divided by ten to the power of `scale`.
public struct NumberLiteral: Sendable {
  /// The digits as one whole number, `125` for `12.5`.
  public var value: Int64
  /// How many of the digits stand after the point, 0 to 4.
  public var scale: Int
  /// Where it stands; for a percent literal with the `%`.
  public var span: Span
}

/// A calendar date that exists.
public struct DateLiteral: Sendable {
  /// Year, 0 to 9999.
  public var year: Int
  /// Month, 1 to 12.
  public var month: Int
  /// Day of the month, from 1.
  public var day: Int
  /// Where it stands.
  public var span: Span
}

/// A day that every year has, such as `06-05`.
public struct MonthDayLiteral: Sendable {
  /// Month, 1 to 12.
  public var month: Int
  /// Day of the month, from 1.
  public var day: Int
  /// Where it stands.
  public var span: Span
}

/// A text in one or both of the languages that people read.
public struct LocalizedTexts: Sendable {
  /// The Vietnamese text.
  public var vi: StringLiteral?
  /// The English text.
  public var en: StringLiteral?
  /// From the first language word to the last string.
  public var span: Span
}

/// An act and the place in it.
public struct Citation: Sendable {
  /// What a part of an act is called.
  public enum PartKind: String, Sendable, CaseIterable {
    /// An article (điều).
    case article
    /// A clause of an article (khoản).
    case clause
    /// A point of a clause (điểm).
    case point
  }

  /// One step into the act.
  public struct Part: Sendable {
    /// What the part is called.
    public var kind: PartKind
    /// Its number or letter, as text.
    public var value: String
    /// The word and the number.
    public var span: Span
  }

  /// Number of the act, such as `41/2024/QH15`.
  public var act: StringLiteral
  /// Article, clause and point, as written.
  public var parts: [Part]
  /// The whole citation.
  public var span: Span
}

/// The dates on which something is in force, both ends included.
public struct Period: Sendable {
  /// The first day.
  public var from: DateLiteral
  /// The last day; without it the period is open.
  public var to: DateLiteral?
  /// The whole period.
  public var span: Span
}

/// A unit of a number, such as `days` or `VND/month`.
public struct UnitReference: Sendable {
  /// The unit, or what stands before the `/`.
  public var unit: Name
  /// What stands after the `/`.
  public var per: Name?
  /// The whole unit.
  public var span: Span
}

/// The type of a field or parameter as written.
public struct TypeReference: Sendable {
  /// The forms that a type takes.
  public enum Form: Sendable {
    /// `yes/no`.
    case yesNo
    /// `date`, or `date or none`.
    case date(orNone: Bool)
    /// `text`.
    case text
    /// `number`.
    case number
    /// `percent`.
    case percent
    /// A unit (with or without `/`) or a choice.
    case named(UnitReference)
  }

  /// Which type.
  public var form: Form
  /// Where it stands.
  public var span: Span
}

/// A range of whole numbers: `1..10`, `1..<10` or `10..`.
public struct Band: Sendable {
  /// How the range ends.
  public enum UpperEnd: Sendable {
    /// `..N`: N belongs to the range.
    case through(NumberLiteral)
    /// `..<N`: N does not belong to the range.
    case below(NumberLiteral)
    /// `..`: there is no end.
    case open
  }

  /// The first number of the range.
  public var lower: NumberLiteral
  /// The end of the range.
  public var upper: UpperEnd
  /// The whole range.
  public var span: Span
}
