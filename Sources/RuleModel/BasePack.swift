import Diagnostics

/// The pack that a pack builds on, and what the pack changed of it.
public struct BasePack: Hashable, Sendable {
  /// One clause that was changed.
  public struct Override: Hashable, Sendable {
    /// What it belongs to, as written: `area union`, `policy` or `rule union.presence`.
    public var target: String
    /// The clause of the pack below; empty when it had none.
    public var was: String
    /// The clause that holds now.
    public var now: String
    /// Where the change stands.
    public var span: Span

    /// Creates an override.
    public init(target: String, was: String, now: String, span: Span) {
      self.target = target
      self.was = was
      self.now = now
      self.span = span
    }
  }

  /// Name of the pack below.
  public var name: String
  /// Its title.
  public var title: LocalizedText
  /// Its version text.
  public var version: String
  /// What was changed, in the order written.
  public var overrides: [Override]

  /// Creates a pack below.
  public init(name: String, title: LocalizedText, version: String, overrides: [Override]) {
    self.name = name
    self.title = title
    self.version = version
    self.overrides = overrides
  }
}

/// A lawyer's signature under the meaning of a rule.
public struct RuleReview: Hashable, Sendable {
  /// Who read the rule against the law.
  public var reviewer: String
  /// When.
  public var date: CivilDate
  /// Hash of the meaning that was read.
  public var hash: String
  /// Where the hash stands.
  public var span: Span

  /// Creates a signature.
  public init(reviewer: String, date: CivilDate, hash: String, span: Span) {
    self.reviewer = reviewer
    self.date = date
    self.hash = hash
    self.span = span
  }
}
