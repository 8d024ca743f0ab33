import RuleModel

/// What a person says about the lists of a run.
public struct InputRequest: Hashable, Sendable {
  /// A folder of lists, or one list; nil when only `sources` name files.
  public var path: String?
  /// `NAME=FILE` or `NAME=FILE.xlsx#SHEET` of each `--source`.
  public var sources: [String]
  /// `NAME` of each `--partial`.
  public var partial: [String]
  /// The date of `--as-of`.
  public var asOf: CivilDate?
  /// Mapping files of each `--map`.
  public var maps: [String]
  /// The file of `--links`, in which a person marked suggestions.
  public var links: String?
  /// Whether branches are rolled up to their firms.
  public var rollsUpBranches = false

  /// Creates a request.
  public init(
    path: String?, sources: [String] = [], partial: [String] = [], asOf: CivilDate? = nil, maps: [String] = []
  ) {
    self.maps = maps
    self.path = path
    self.sources = sources
    self.partial = partial
    self.asOf = asOf
  }
}
