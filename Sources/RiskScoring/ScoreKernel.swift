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
