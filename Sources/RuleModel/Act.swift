import Diagnostics

/// An act of law: its title and the days on which it is in force.
public struct Act: Hashable, Sendable {
  /// Number, as citations write it.
  public var number: String
  /// Title for people.
  public var title: LocalizedText
  /// The day on which it was signed or passed; nil when the pack does not say.
  public var issued: CivilDate?
  /// When it is in force; nil when the pack does not say.
  public var period: EffectPeriod?
  /// Where its number stands.
  public var span: Span

  /// Creates an act.
  public init(
    number: String, title: LocalizedText, issued: CivilDate?, period: EffectPeriod?, span: Span
  ) {
    self.number = number
    self.title = title
    self.issued = issued
    self.period = period
    self.span = span
  }
}
