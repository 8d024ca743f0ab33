/// What one expression can be: whole numbers in disjoint rising ranges, and perhaps `none`.
///
/// Dates are day numbers, members of a choice their positions, no and yes 0 and 1.
struct ValueSet: Hashable {
  private(set) var ranges: [ClosedRange<Int64>]
  var holdsNone: Bool

  static let empty = ValueSet(ranges: [], holdsNone: false)
  static let all = ValueSet(Int64.min...Int64.max)

  init(_ range: ClosedRange<Int64>, holdsNone: Bool = false) {
    self.init(ranges: [range], holdsNone: holdsNone)
  }

  init(_ value: Int64) { self.init(value...value) }

  private init(ranges: [ClosedRange<Int64>], holdsNone: Bool) {
    self.ranges = ranges
    self.holdsNone = holdsNone
  }

  var isEmpty: Bool { ranges.isEmpty && !holdsNone }

  /// What both hold.
  func intersection(_ other: ValueSet) -> ValueSet {
    var common: [ClosedRange<Int64>] = []
    for first in ranges {
      for second in other.ranges where first.overlaps(second) { common.append(first.clamped(to: second)) }
    }
    return ValueSet(
      ranges: common.sorted { $0.lowerBound < $1.lowerBound }, holdsNone: holdsNone && other.holdsNone)
  }

  /// What the universe holds and the set does not.
  func complement(in universe: ValueSet) -> ValueSet {
    var rest = universe.ranges
    for hole in ranges {
      rest = rest.flatMap { range -> [ClosedRange<Int64>] in
        guard range.overlaps(hole) else { return [range] }
        var pieces: [ClosedRange<Int64>] = []
        if range.lowerBound < hole.lowerBound { pieces.append(range.lowerBound...(hole.lowerBound - 1)) }
        if range.upperBound > hole.upperBound { pieces.append((hole.upperBound + 1)...range.upperBound) }
        return pieces
      }
    }
    return ValueSet(ranges: rest, holdsNone: universe.holdsNone && !holdsNone)
  }

  /// The values that a change brings into the set; `change` gives the ends before it for the ends after it.
  func mapped(_ change: (ClosedRange<Int64>) -> ClosedRange<Int64>?) -> ValueSet {
    ValueSet(ranges: ranges.compactMap(change), holdsNone: holdsNone)
  }
}
