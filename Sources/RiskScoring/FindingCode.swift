/// What a rule says of a firm in one byte, points included.
///
/// Batches of firms are summed from these bytes. A finished run keeps two bits of each (`ScoreRowLayout`), and whole bytes only
/// of rules whose points differ from firm to firm (`FiringCodes`); everything about a firm can be read from them again
/// without evaluating.
enum FindingCode {
  /// The rule does not apply to the firm.
  static let notApplicable: UInt8 = 0
  /// The rule passed.
  static let passed: UInt8 = 1
  /// Not known whether it fires.
  static let unknown: UInt8 = 2
  /// Fires, but how many points is not known.
  static let firesWithUnknownPoints: UInt8 = 3
  /// Fires with no points; code 4 + n fires with n points.
  static let firesWithNoPoints: UInt8 = 4
  /// The most points that a code can hold, far above any area's cap.
  static let mostPoints = 251

  /// The code of a firing rule with known points.
  static func fires(points: Int) -> UInt8 {
    firesWithNoPoints + UInt8(clamping: min(max(points, 0), mostPoints))
  }

  /// Whether a code means that the rule fires.
  static func isFiring(_ code: UInt8) -> Bool { code >= firesWithUnknownPoints }
}

/// How many points each code of one rule is worth in one of the three sums: low, high, estimate.
struct PointsReading: Hashable, Sendable {
  /// Worth of `unknown`.
  var unknown: UInt16
  /// Worth of `firesWithUnknownPoints`.
  var firesWithUnknownPoints: UInt16
  /// Worth of one known point.
  var factor: UInt16

  /// The worth of a code.
  func worth(_ code: UInt8) -> UInt16 {
    let wide = UInt16(code)
    return wide > 3 ? (wide &- 4) &* factor : (wide == 3 ? firesWithUnknownPoints : (wide == 2 ? unknown : 0))
  }

  /// Certain points.
  static func low(least: Int) -> PointsReading {
    PointsReading(unknown: 0, firesWithUnknownPoints: UInt16(least), factor: 1)
  }

  /// The most points possible.
  static func high(most: Int) -> PointsReading {
    PointsReading(unknown: UInt16(most), firesWithUnknownPoints: UInt16(most), factor: 1)
  }

  /// Estimate in tenths: an unknown rule adds its most times the share of firms for which it fires where it is known.
  ///
  /// Below 30 known firms the share means nothing and one half stands in for it.
  static func estimate(least: Int, most: Int, counts: RuleCounts) -> PointsReading {
    let known = counts.known
    let unknown = known < 30 ? 5 * most : (20 * most * counts.fired + known) / (2 * known)
    return PointsReading(
      unknown: UInt16(unknown), firesWithUnknownPoints: UInt16(5 * (least + most)), factor: 10)
  }
}

/// For how many firms of a run a rule fired, passed, stayed unknown or did not apply.
public struct RuleCounts: Hashable, Sendable {
  /// Firms for which it fires.
  public var fired = 0
  /// Firms for which it passed.
  public var passed = 0
  /// Firms for which it is unknown.
  public var unknown = 0
  /// Firms to which it does not apply.
  public var notApplicable = 0

  /// Creates counts of nothing.
  public init() {}

  /// Creates counts.
  public init(fired: Int, passed: Int, unknown: Int, notApplicable: Int) {
    self.fired = fired
    self.passed = passed
    self.unknown = unknown
    self.notApplicable = notApplicable
  }

  /// Firms for which the rule's outcome is known: fired, passed or not applicable.
  public var known: Int { fired + passed + notApplicable }

  mutating func add(_ other: RuleCounts) {
    fired += other.fired
    passed += other.passed
    unknown += other.unknown
    notApplicable += other.notApplicable
  }
}
