import RuleModel

/// Sums whole points in bytes: an area's cap is at most 100, so that an area and one more rule fit a byte.
///
/// Its columns are used again for every batch of firms; entries after the number of firms mean nothing.
struct PointsKernel {
  private let layout: ScoreLayout
  private let lowReadings: [CappedReading]
  private let highReadings: [CappedReading]
  private var group: [UInt8] = []
  private var area: [UInt8] = []
  /// Certain points by area, capped.
  private(set) var areaLows: [[UInt8]]
  /// Certain points.
  private(set) var lows: [UInt8] = []
  /// Most points possible.
  private(set) var highs: [UInt8] = []

  init(layout: ScoreLayout) {
    self.layout = layout
    areaLows = layout.groups.map { _ in [] }
    lowReadings = Self.capped(layout, layout.lowReadings)
    highReadings = Self.capped(layout, layout.highReadings)
  }

  private static func capped(_ layout: ScoreLayout, _ readings: [PointsReading]) -> [CappedReading] {
    zip(layout.columns, readings).map { column, reading in
      CappedReading(reading, cap: UInt8(clamping: column.area.map { layout.caps[$0] } ?? 0))
    }
  }

  /// Sums the points of a batch, from finding codes by column.
  mutating func sum(_ codes: [[UInt8]], count: Int) {
    reserve(count)
    Self.clear(&lows, count)
    Self.clear(&highs, count)
    for index in layout.groups.indices {
      var sums: [UInt8] = []
      swap(&sums, &areaLows[index])
      sum(index, codes, lowReadings, into: &sums, count)
      Self.addTotal(sums, to: &lows, count)
      swap(&sums, &areaLows[index])
      swap(&sums, &area)
      sum(index, codes, highReadings, into: &sums, count)
      Self.addTotal(sums, to: &highs, count)
      swap(&sums, &area)
    }
  }

  private mutating func reserve(_ count: Int) {
    guard count > lows.count else { return }
    lows = [UInt8](repeating: 0, count: count)
    highs = lows
    group = lows
    area = lows
    for index in areaLows.indices { areaLows[index] = lows }
  }

  private mutating func sum(
    _ area: Int, _ codes: [[UInt8]], _ readings: [CappedReading], into sums: inout [UInt8], _ count: Int
  ) {
    Self.clear(&sums, count)
    for members in layout.groups[area] {
      if let only = members.first, members.count == 1 {
        Self.add(codes[only], readings[only], to: &sums, count)
        continue
      }
      Self.clear(&group, count)
      for member in members { Self.raise(&group, codes[member], readings[member], count) }
      Self.add(group, cap: UInt8(layout.caps[area]), to: &sums, count)
    }
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

  private static func clear(_ column: inout [UInt8], _ count: Int) {
    var column = column.mutableSpan
    precondition(count <= column.count)
    for firm in 0..<count { column[firm] = 0 }
  }

  private static func add(_ codes: [UInt8], _ reading: CappedReading, to sums: inout [UInt8], _ count: Int) {
    let codes = codes.span
    var target = sums.mutableSpan
    precondition(count <= codes.count && count <= target.count)
    for firm in 0..<count {
      target[firm] = min(target[firm] &+ reading.worth(codes[firm]), reading.cap)
    }
  }

  private static func raise(
    _ sums: inout [UInt8], _ codes: [UInt8], _ reading: CappedReading, _ count: Int
  ) {
    let codes = codes.span
    var target = sums.mutableSpan
    precondition(count <= codes.count && count <= target.count)
    for firm in 0..<count { target[firm] = max(target[firm], reading.worth(codes[firm])) }
  }

  private static func add(_ group: [UInt8], cap: UInt8, to sums: inout [UInt8], _ count: Int) {
    let group = group.span
    var target = sums.mutableSpan
    precondition(count <= group.count && count <= target.count)
    for firm in 0..<count { target[firm] = min(target[firm] &+ group[firm], cap) }
  }

  private static func addTotal(_ area: [UInt8], to sums: inout [UInt8], _ count: Int) {
    let area = area.span
    var target = sums.mutableSpan
    precondition(count <= area.count && count <= target.count)
    for firm in 0..<count {
      let sum = target[firm] &+ area[firm]
      // All bits where the sum left the byte; said so, it is no branch.
      target[firm] = sum | (sum < area[firm] ? 255 : 0)
    }
  }
}
