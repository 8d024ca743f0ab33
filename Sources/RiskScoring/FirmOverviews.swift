/// What lines of the ranking say of many firms, one after the other in flat columns.
///
/// The same facts as `FirmOverview`, for loops that must not touch one small array for each firm.
public struct FirmOverviews: Sendable {
  /// Rules that many firms have, firm after firm.
  public struct RuleLists: Sendable {
    /// Positions in `RuleSet.rules`.
    public fileprivate(set) var rules: [Int32] = []
    /// Where the rules of each firm end.
    public fileprivate(set) var ends: [Int32] = []

    fileprivate mutating func removeAll() {
      rules.removeAll(keepingCapacity: true)
      ends.removeAll(keepingCapacity: true)
    }

    fileprivate mutating func endFirm() { ends.append(Int32(truncatingIfNeeded: rules.count)) }
  }

  /// Scoring rules that fire, in byte order of their ids.
  public private(set) var fired = RuleLists()
  /// Scoring rules that are unknown, in byte order of their ids.
  public private(set) var unknown = RuleLists()
  /// Gates that moved the outcome away from an inspection.
  public private(set) var heldBy = RuleLists()
  /// Gates to be confirmed before an inspection.
  public private(set) var confirmFirst = RuleLists()
  /// Certain points by firm and then area, capped.
  public private(set) var areaLows: [UInt16] = []
  /// The fired scoring rule with the most certain points, ties by id; -1 when none fires.
  public private(set) var firstReasons: [Int32] = []
  private var familyPoints: [UInt16] = []

  /// Creates overviews of no firm.
  public init() {}

  fileprivate mutating func removeAll() {
    fired.removeAll()
    unknown.removeAll()
    heldBy.removeAll()
    confirmFirst.removeAll()
    areaLows.removeAll(keepingCapacity: true)
    firstReasons.removeAll(keepingCapacity: true)
  }

  fileprivate mutating func append(
    _ codes: Span<UInt8>, _ steps: Span<OverviewSteps.Step>, _ families: Span<Int>, _ caps: Span<Int>,
    isHeld: Bool, isInspected: Bool
  ) {
    let firstArea = areaLows.count
    for _ in caps.indices { areaLows.append(0) }
    familyPoints.removeAll(keepingCapacity: true)
    for _ in families.indices { familyPoints.append(0) }
    var mostPoints = -1
    var reason: Int32 = -1
    var position = 0
    let count = steps.count
    while position < count {
      // Most rules do not apply or pass: their codes are below 2, and eight of them are passed over at once.
      if position &+ 8 <= count, codes.eightBytes(at: position) & 0xFEFE_FEFE_FEFE_FEFE == 0 {
        position += 8
        continue
      }
      let code = codes[position]
      let step = steps[position]
      position += 1
      guard code >= FindingCode.unknown else { continue }
      let isUnknown = code == FindingCode.unknown
      guard step.area >= 0 else {
        if step.isGate, isHeld, !isUnknown { heldBy.rules.append(Int32(truncatingIfNeeded: step.rule)) }
        if step.isGate, isInspected, isUnknown {
          confirmFirst.rules.append(Int32(truncatingIfNeeded: step.rule))
        }
        continue
      }
      if isUnknown {
        unknown.rules.append(Int32(truncatingIfNeeded: step.rule))
        continue
      }
      fired.rules.append(Int32(truncatingIfNeeded: step.rule))
      let points = step.reading.worth(code)
      if Int(points) > mostPoints {
        mostPoints = Int(points)
        reason = Int32(truncatingIfNeeded: step.rule)
      }
      if step.family >= 0 {
        familyPoints[step.family] = max(familyPoints[step.family], points)
      } else {
        areaLows[firstArea + step.area] &+= points
      }
    }
    for family in families.indices { areaLows[firstArea + families[family]] &+= familyPoints[family] }
    for area in caps.indices {
      areaLows[firstArea + area] = min(areaLows[firstArea + area], UInt16(clamping: caps[area]))
    }
    firstReasons.append(reason)
    fired.endFirm()
    unknown.endFirm()
    heldBy.endFirm()
    confirmFirst.endFirm()
  }
}

extension Span<UInt8> {
  /// Eight elements from an index on as one number.
  @inline(__always) fileprivate func eightBytes(at index: Int) -> UInt64 {
    extracting(index..<index + 8).withUnsafeBytes { $0.loadUnaligned(as: UInt64.self) }
  }
}

extension ScoredRun {
  /// Reads what lines of the ranking say of firms, in place of what the overviews held.
  public func read(firms: [UInt32], into overviews: inout FirmOverviews) {
    overviews.removeAll()
    let width = steps.steps.count
    let codes = codes.span
    let stepSpan = steps.steps.span
    let families = steps.familyAreas.span
    let caps = steps.caps.span
    for firm in firms {
      let firm = Int(firm)
      overviews.append(
        codes.extracting(firm * width..<(firm + 1) * width), stepSpan, families, caps,
        isHeld: isHeld[firm], isInspected: outcomes[firm] == .inspect)
    }
  }
}
