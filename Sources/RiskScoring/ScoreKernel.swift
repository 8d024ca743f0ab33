import RuleModel

/// Sums points over the firms of one chunk, column by column.
struct ScoreKernel {
  private let layout: ScoreLayout
  private let count: Int
  private var area: [UInt16]
  private var group: [UInt16]

  /// Creates a kernel for chunks of a number of firms; its scratch columns are used again for every sum.
  init(layout: ScoreLayout, count: Int) {
    self.layout = layout
    self.count = count
    area = [UInt16](repeating: 0, count: count)
    group = area
  }

  /// Total of all areas for each firm.
  ///
  /// - Parameters:
  ///   - codes: finding codes by column.
  ///   - readings: worth of codes by column.
  ///   - unit: 1 for sums in points, 10 for sums in tenths; areas are capped at cap × unit.
  mutating func totals(codes: [[UInt8]], readings: [PointsReading], unit: UInt16) -> [UInt16] {
    var totals = [UInt16](repeating: 0, count: count)
    for (index, groups) in layout.groups.enumerated() {
      let cap = UInt16(layout.caps[index]) * unit
      for position in 0..<count { area[position] = 0 }
      for members in groups {
        if let only = members.first, members.count == 1 {
          Self.add(codes[only], readings[only], cap: cap, to: &area)
          continue
        }
        for position in 0..<count { group[position] = 0 }
        for member in members { Self.raise(&group, codes[member], readings[member]) }
        // Capping after every step gives the same as capping the sum, and keeps it inside 16 bits.
        for position in 0..<count { area[position] = min(area[position] &+ group[position], cap) }
      }
      for position in 0..<count { totals[position] &+= area[position] }
    }
    return totals
  }

  private static func add(_ codes: [UInt8], _ reading: PointsReading, cap: UInt16, to sums: inout [UInt16]) {
    let codes = codes.span
    var target = sums.mutableSpan
    for position in 0..<min(codes.count, target.count) {
      target[position] = min(target[position] &+ reading.worth(codes[position]), cap)
    }
  }

  private static func raise(_ sums: inout [UInt16], _ codes: [UInt8], _ reading: PointsReading) {
    let codes = codes.span
    var target = sums.mutableSpan
    for position in 0..<min(codes.count, target.count) {
      target[position] = max(target[position], reading.worth(codes[position]))
    }
  }
}

/// Sums whole points in bytes: an area's cap is at most 100, so that an area and one more rule fit a byte.
struct PointsKernel {
  private let layout: ScoreLayout
  private let count: Int
  private var group: [UInt8]

  /// Creates a kernel for chunks of a number of firms.
  init(layout: ScoreLayout, count: Int) {
    self.layout = layout
    self.count = count
    group = [UInt8](repeating: 0, count: count)
  }

  /// Points of each area for each firm, capped.
  mutating func areas(codes: [[UInt8]], readings: [PointsReading]) -> [[UInt8]] {
    var areas: [[UInt8]] = []
    for (index, groups) in layout.groups.enumerated() {
      let cap = UInt8(layout.caps[index])
      var area = [UInt8](repeating: 0, count: count)
      for members in groups {
        if let only = members.first, members.count == 1 {
          Self.add(codes[only], CappedReading(readings[only], cap: cap), to: &area)
          continue
        }
        Self.clear(&group)
        for member in members {
          Self.raise(&group, codes[member], CappedReading(readings[member], cap: cap))
        }
        Self.add(group, cap: cap, to: &area)
      }
      areas.append(area)
    }
    return areas
  }

  /// Sum of the areas of each firm.
  static func total(of areas: [[UInt8]], count: Int) -> [UInt8] {
    var sums = [UInt8](repeating: 0, count: count)
    for area in areas {
      let area = area.span
      var target = sums.mutableSpan
      precondition(area.count <= target.count)
      for firm in area.indices {
        let sum = target[firm] &+ area[firm]
        target[firm] = sum < area[firm] ? 255 : sum
      }
    }
    return sums
  }

  /// A reading whose worths are at most an area's cap.
  private struct CappedReading {
    let unknown: UInt8
    let firesWithUnknownPoints: UInt8
    let cap: UInt8

    init(_ reading: PointsReading, cap: UInt8) {
      unknown = UInt8(min(reading.unknown, UInt16(cap)))
      firesWithUnknownPoints = UInt8(min(reading.firesWithUnknownPoints, UInt16(cap)))
      self.cap = cap
    }

    @inline(__always) func worth(_ code: UInt8) -> UInt8 {
      let known = min(code &- FindingCode.firesWithNoPoints, cap)
      let open = code == FindingCode.unknown ? unknown : 0
      let other = code == FindingCode.firesWithUnknownPoints ? firesWithUnknownPoints : open
      return code > FindingCode.firesWithUnknownPoints ? known : other
    }
  }

  private static func clear(_ column: inout [UInt8]) {
    var column = column.mutableSpan
    for firm in column.indices { column[firm] = 0 }
  }

  private static func add(_ codes: [UInt8], _ reading: CappedReading, to sums: inout [UInt8]) {
    let codes = codes.span
    var target = sums.mutableSpan
    precondition(codes.count <= target.count)
    for firm in codes.indices {
      target[firm] = min(target[firm] &+ reading.worth(codes[firm]), reading.cap)
    }
  }

  private static func raise(_ sums: inout [UInt8], _ codes: [UInt8], _ reading: CappedReading) {
    let codes = codes.span
    var target = sums.mutableSpan
    precondition(codes.count <= target.count)
    for firm in codes.indices { target[firm] = max(target[firm], reading.worth(codes[firm])) }
  }

  private static func add(_ group: [UInt8], cap: UInt8, to sums: inout [UInt8]) {
    let group = group.span
    var target = sums.mutableSpan
    precondition(group.count <= target.count)
    for firm in group.indices { target[firm] = min(target[firm] &+ group[firm], cap) }
  }
}
