import RuleModel

/// How firms stood in an earlier run, as its ranking says.
public struct EarlierRun: Hashable, Sendable {
  /// How one firm stood.
  public struct Standing: Hashable, Sendable {
    /// Rank, from 1.
    public var rank: Int
    /// Certain points.
    public var low: Int
    /// Most points possible.
    public var high: Int
    /// Band of the certain points.
    public var band: Band
    /// Outcome.
    public var outcome: Outcome
    /// Id of the first reason; nil without one.
    public var firstReason: String?

    /// Creates a standing.
    public init(rank: Int, low: Int, high: Int, band: Band, outcome: Outcome, firstReason: String?) {
      self.rank = rank
      self.low = low
      self.high = high
      self.band = band
      self.outcome = outcome
      self.firstReason = firstReason
    }
  }

  /// Its as-of date.
  public var asOf: CivilDate
  /// Firms ranked.
  public var firms: Int
  /// Standings of firms by tax code; looked up only.
  public var standings: [String: Standing]

  /// Creates an earlier run.
  public init(asOf: CivilDate, firms: Int, standings: [String: Standing]) {
    self.asOf = asOf
    self.firms = firms
    self.standings = standings
  }
}
