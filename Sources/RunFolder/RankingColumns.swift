import RiskScoring
import RuleModel

/// Which columns of a ranking are written; they keep their order, whichever way they are named.
public struct RankingColumns: Hashable, Sendable {
  /// The names asked for; nil for all columns.
  private let names: Set<String>?

  /// All columns.
  public static let all = RankingColumns(names: nil)

  private init(names: Set<String>?) { self.names = names }

  /// Some columns, by the names in the header of `ranking.csv`; names that it does not have are ignored.
  public init(names: some Sequence<String>) { self.names = Set(names) }

  /// The columns that the header line of a ranking holds, byte-order mark or not.
  public init(header: some Collection<UInt8>) {
    let marked = header.starts(with: [0xEF, 0xBB, 0xBF])
    let line = String(decoding: header.dropFirst(marked ? 3 : 0), as: UTF8.self)
    self.init(names: line.split(separator: ",").map(String.init))
  }

  /// Whether a column is written.
  public func contains(_ name: String) -> Bool { names?.contains(name) ?? true }

  /// Names of the columns that are written, in their order.
  public func names(in ruleSet: RuleSet) -> [String] { Self.names(of: ruleSet).filter { contains($0) } }

  /// Names that a ranking under some rules does not have, in ascending order.
  public func unknown(to ruleSet: RuleSet) -> [String] {
    (names ?? []).subtracting(Self.names(of: ruleSet)).sorted()
  }

  /// The names of all columns of a ranking.
  public static func names(of ruleSet: RuleSet) -> [String] {
    before + ruleSet.groupFields.map { ruleSet.fields[$0].name } + scores
      + ruleSet.areas.map { "area_" + $0.name } + rules
  }

  private static let before = ["rank", "tax_code", "name"]
  private static let scores = [
    "low", "high", "estimate", "band", "band_may_be", "coverage", "outcome", "held_by", "confirm_first",
    "workers_affected",
  ]
  private static let rules = ["fired_rules", "unknown_rules", "first_reason", "first_reason_text"]
}

/// The columns of a ranking whose cells stand next to each other, as switches that cost nothing to look at.
struct RankingSections: Sendable {
  let rank: Bool
  let taxCode: Bool
  let low: Bool
  let high: Bool
  let estimate: Bool
  let heldBy: Bool
  let confirmFirst: Bool
  let workers: Bool
  let areas: [Bool]
  let fired: Bool
  let unknown: Bool
  let reason: Bool
  let reasonText: Bool

  init(_ columns: RankingColumns, _ ruleSet: RuleSet) {
    rank = columns.contains("rank")
    taxCode = columns.contains("tax_code")
    low = columns.contains("low")
    high = columns.contains("high")
    estimate = columns.contains("estimate")
    heldBy = columns.contains("held_by")
    confirmFirst = columns.contains("confirm_first")
    workers = columns.contains("workers_affected")
    areas = ruleSet.areas.map { columns.contains("area_" + $0.name) }
    fired = columns.contains("fired_rules")
    unknown = columns.contains("unknown_rules")
    reason = columns.contains("first_reason")
    reasonText = columns.contains("first_reason_text")
  }
}
