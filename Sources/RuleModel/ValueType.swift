/// Position of a field in `RuleSet.fields`.
public typealias FieldIndex = Int
/// Position of a parameter in `RuleSet.parameters`.
public typealias ParameterIndex = Int
/// Position of a choice type in `RuleSet.choices`.
public typealias ChoiceIndex = Int
/// Position of a source in `RuleSet.sources`.
public typealias SourceIndex = Int
/// Position of a named set in `RuleSet.sets`.
public typealias SetIndex = Int
/// Position of a `let` in `RuleSet.definitions`.
public typealias DefinitionIndex = Int

/// A number's unit, scale and static range.
///
/// Every number of the program is a 64-bit integer that counts units of 10^-scale. The checker derives scale and
/// range of every expression and refuses one that could leave 64 bits, so no engine needs an overflow guard.
public struct NumberType: Hashable, Sendable {
  /// Unit of measure.
  public var unit: MeasureUnit
  /// Number of decimals, 0...4.
  public var scale: Int
  /// Least value it can take, in units of 10^-scale.
  public var lowest: Int64
  /// Greatest value it can take, in units of 10^-scale.
  public var highest: Int64
  /// Whether it is shown multiplied by 100 with a percent sign.
  public var isPercent: Bool

  /// Creates a number type.
  public init(unit: MeasureUnit, scale: Int, lowest: Int64, highest: Int64, isPercent: Bool = false) {
    self.unit = unit
    self.scale = scale
    self.lowest = lowest
    self.highest = highest
    self.isPercent = isPercent
  }
}

/// Type of a field, parameter or expression.
public enum ValueType: Hashable, Sendable {
  /// A number with unit, scale and range.
  case number(NumberType)
  /// Yes, no or unknown.
  case truth
  /// A date; with `allowsNone` it can also be known to be none.
  case date(allowsNone: Bool)
  /// Text in composed form, compared byte by byte.
  case text
  /// A member of a declared choice.
  case choice(ChoiceIndex)
}

/// A known value of any type.
public enum Constant: Hashable, Sendable {
  /// A number in units of 10^-scale of its type.
  case number(Int64)
  /// Yes (`true`) or no.
  case truth(Bool)
  /// A date.
  case date(CivilDate)
  /// A `date or none` that is known to be none.
  case none
  /// Composed text.
  case text(String)
  /// Position of a member in its choice.
  case member(Int)
}

/// Languages that inspectors and lawyers read.
public enum Language: String, Sendable, CaseIterable {
  /// Vietnamese.
  case vi
  /// English.
  case en
}

/// A text in Vietnamese and English.
public struct LocalizedText: Hashable, Sendable {
  /// Vietnamese text.
  public var vi: String
  /// English text.
  public var en: String

  /// Creates a text.
  public init(vi: String, en: String) {
    self.vi = vi
    self.en = en
  }

  /// The text in a language, or in the other one when it is empty.
  public subscript(language: Language) -> String {
    switch language {
    case .vi: return vi.isEmpty ? en : vi
    case .en: return en.isEmpty ? vi : en
    }
  }
}

/// A citation of an act, such as `"41/2024/QH15" article 39 clause 1`.
public struct Citation: Hashable, Sendable {
  /// One level of the citation below the act.
  public enum Part: Hashable, Sendable {
    /// Article (điều).
    case article(String)
    /// Clause (khoản).
    case clause(String)
    /// Point (điểm).
    case point(String)
  }

  /// Number of the act, such as `41/2024/QH15`.
  public var act: String
  /// Article, clause and point, in the order written.
  public var parts: [Part]

  /// Creates a citation.
  public init(act: String, parts: [Part]) {
    self.act = act
    self.parts = parts
  }

  /// The citation as lawyers write it in a language, smallest part first in Vietnamese.
  public func text(in language: Language) -> String {
    switch language {
    case .vi:
      let words = parts.reversed().map { part in
        switch part {
        case .article(let value): return "Điều \(value)"
        case .clause(let value): return "khoản \(value)"
        case .point(let value): return "điểm \(value)"
        }
      }
      return (words + [act]).joined(separator: " ")
    case .en:
      let words = parts.map { part in
        switch part {
        case .article(let value): return "Art. \(value)"
        case .clause(let value): return "cl. \(value)"
        case .point(let value): return "pt. \(value)"
        }
      }
      return ([act] + words).joined(separator: " ")
    }
  }
}
