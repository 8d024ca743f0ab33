import FirmTable
import RiskScoring
import RuleModel

extension FirmGroups {
  /// Fields of money by month that a firm states once.
  private var wageFields: [FieldIndex] {
    ruleSet.fields.indices.filter { field in
      guard case .number(let number) = ruleSet.fields[field].type, table.columns[field] != nil,
        !ruleSet.isRowField(field), includePersonal || !ruleSet.fields[field].isPersonal
      else { return false }
      return number.isMonthlyMoney
    }
  }

  /// Adds wage figures to the groups, and by size within each where there is a division by size.
  func addWages(to grouping: inout FirmGrouping, bySize: FirmGrouping?) {
    let sizes = grouping.isSize ? nil : bySize
    for field in wageFields {
      guard let column = table.columns[field] else { continue }
      var stated = StatedWages(column, grouping, sizes)
      let groups = grouping.groups.indices
      let shown = WageSuppression.shown(groups.map { stated.count(group: $0) })
      if let sizes { addWages(of: field, &stated, to: &grouping, sizes.groups.count, shown) }
      for group in groups {
        let cells = stated.range(group: group)
        grouping.groups[group].wages.append(stated.figures(field, cells, isShown: shown[group]))
      }
    }
  }

  private func addWages(
    of field: FieldIndex, _ stated: inout StatedWages, to grouping: inout FirmGrouping, _ sizeCount: Int,
    _ shown: [Bool]
  ) {
    let counts = grouping.groups.indices.map { group in
      (0..<sizeCount).map { stated.range(group: group, size: $0).count }
    }
    let sizeTotals = (0..<sizeCount).map { size in counts.reduce(0) { $0 + $1[size] } }
    let cells = WageSuppression(
      counts, rowTotals: shown, columnTotals: WageSuppression.shown(sizeTotals)
    ).isShown
    for group in grouping.groups.indices {
      if grouping.groups[group].wagesBySize.isEmpty {
        grouping.groups[group].wagesBySize = [[WageFigures]](repeating: [], count: sizeCount)
      }
      for size in 0..<sizeCount {
        grouping.groups[group].wagesBySize[size].append(
          stated.figures(field, stated.range(group: group, size: size), isShown: cells[group][size]))
      }
    }
  }
}

/// What the firms of each group and size state of one wage field, those of a group side by side.
struct StatedWages {
  private var values: [Int64]
  /// Where the values of each size of each group start, and where the last ones end.
  private let starts: [Int]
  private let sizeCount: Int

  /// Divides the known cells of a column.
  ///
  /// - Parameters:
  ///   - grouping: the groups.
  ///   - sizes: the division by size; nil for one size.
  init(_ column: StoredColumn, _ grouping: FirmGrouping, _ sizes: FirmGrouping?) {
    sizeCount = sizes?.groups.count ?? 1
    let places = Places(grouping, sizes)
    switch column {
    case .narrow(let cells): (starts, values) = Self.divide(cells, places)
    case .wide(let cells): (starts, values) = Self.divide(cells, places)
    case .truth, .constant:
      (starts, values) = Self.divide((0..<column.count).map { column.cell($0, isTruth: false) }, places)
    }
  }

  /// Which size of which group each firm belongs to.
  private struct Places {
    let groups: [UInt32]
    let sizes: [UInt32]?
    let sizeCount: Int
    let count: Int

    init(_ grouping: FirmGrouping, _ sizes: FirmGrouping?) {
      groups = grouping.groupOfFirm
      self.sizes = sizes?.groupOfFirm
      sizeCount = sizes?.groups.count ?? 1
      count = grouping.groups.count * sizeCount
    }
  }

  /// Puts the values that are stated in the order of their places, those of a place in the order of the firms.
  private static func divide<Cell: FixedWidthInteger>(
    _ cells: [Cell], _ places: Places
  ) -> (starts: [Int], values: [Int64]) {
    guard let sizes = places.sizes else {
      let groups = places.groups.span
      return divide(cells, count: places.count) { Int(groups[$0]) }
    }
    let (groups, sizeOfFirm, sizeCount) = (places.groups.span, sizes.span, places.sizeCount)
    return divide(cells, count: places.count) { Int(groups[$0]) &* sizeCount &+ Int(sizeOfFirm[$0]) }
  }

  @inline(__always) private static func divide<Cell: FixedWidthInteger>(
    _ cells: [Cell], count: Int, _ place: (Int) -> Int
  ) -> (starts: [Int], values: [Int64]) {
    let cells = cells.span
    var ends = [Int](repeating: 0, count: count + 1)
    do {
      var ends = ends.mutableSpan
      for firm in cells.indices { ends[place(firm) &+ 1] &+= cells[firm] >= 0 ? 1 : 0 }
      for place in 0..<count { ends[place &+ 1] &+= ends[place] }
    }
    let starts = ends
    let values = [Int64](unsafeUninitializedCapacity: ends[count]) { values, stated in
      var ends = ends.mutableSpan
      for firm in cells.indices where cells[firm] >= 0 {
        let place = place(firm)
        values.initializeElement(at: ends[place], to: Int64(truncatingIfNeeded: cells[firm]))
        ends[place] &+= 1
      }
      stated = starts[count]
    }
    return (starts, values)
  }

  /// Firms of a group that state the field.
  func count(group: Int) -> Int { range(group: group).count }

  /// Where the values of a group stand.
  func range(group: Int) -> Range<Int> { starts[group * sizeCount]..<starts[(group + 1) * sizeCount] }

  /// Where the values of one size of a group stand.
  func range(group: Int, size: Int) -> Range<Int> {
    let place = group * sizeCount + size
    return starts[place]..<starts[place + 1]
  }

  /// Figures of the values of a range, which change their order within it.
  mutating func figures(_ field: FieldIndex, _ range: Range<Int>, isShown: Bool) -> WageFigures {
    guard isShown, range.count >= WageFigures.fewestFirms else {
      return WageFigures(field: field, firms: range.count)
    }
    let (lowest, sum) = values[range].reduce((Int64.max, Int128(0))) {
      (min($0.0, $1), $0.1 + Int128($1))
    }
    let count = Int128(range.count)
    return WageFigures(
      field: field, firms: range.count, lowest: lowest,
      median: OrderStatistic.select(range.lowerBound + (range.count - 1) / 2, in: &values, range),
      average: Int64(clamping: (sum * 2 + count) / (count * 2)))
  }
}

/// Finds what stands at a place of an order without sorting all.
enum OrderStatistic {
  /// The value that stands at `place` when the values of a range are in ascending order; they change their places within it.
  ///
  /// Hoare's selection; values that resist for too long are sorted, so that no order of them takes more than n log n steps.
  static func select(_ place: Int, in values: inout [Int64], _ range: Range<Int>) -> Int64 {
    values.withUnsafeMutableBufferPointer { select(place, in: $0, range) }
  }

  private static func select(
    _ place: Int, in values: UnsafeMutableBufferPointer<Int64>, _ all: Range<Int>
  ) -> Int64 {
    var range = all
    var patience = 2 * (Int.bitWidth - range.count.leadingZeroBitCount)
    while range.count > 24, patience > 0 {
      patience -= 1
      let pivot = pivot(for: place, in: values, range)
      let least = partition(values, range) { $0 < pivot }
      if place < least {
        range = range.lowerBound..<least
      } else if least > range.lowerBound {
        range = least..<range.upperBound
      } else {
        // Nothing is less: what equals the pivot comes first.
        let equal = partition(values, range) { $0 == pivot }
        if place < equal { return pivot }
        range = equal..<range.upperBound
      }
    }
    values[range].sort()
    return values[place]
  }

  /// A value that probably has the place on the side with fewer values, and near it.
  private static func pivot(
    for place: Int, in values: UnsafeMutableBufferPointer<Int64>, _ range: Range<Int>
  ) -> Int64 {
    guard range.count > 512 else {
      return median(
        values[range.lowerBound], values[range.lowerBound + range.count / 2], values[range.upperBound - 1])
    }
    // As Floyd and Rivest do it: the value at the same place of a small part, and a little beyond.
    let bits = Int.bitWidth - range.count.leadingZeroBitCount
    let part = range.lowerBound..<range.lowerBound + 1 << (bits * 2 / 3)
    let distance = place - range.lowerBound
    let same = Int(Int64(distance) * Int64(part.count) / Int64(range.count))
    let beyond = 1 << (bits / 3)
    let chosen = distance * 2 < range.count ? min(same + beyond, part.count - 1) : max(same - beyond, 0)
    return select(part.lowerBound + chosen, in: values, part)
  }

  /// Puts values that belong to the left before the others, without a branch that the processor would have to guess.
  ///
  /// - Returns: where the others start.
  @inline(__always) private static func partition(
    _ values: UnsafeMutableBufferPointer<Int64>, _ range: Range<Int>, _ isLeft: (Int64) -> Bool
  ) -> Int {
    var end = range.lowerBound
    var place = range.lowerBound
    while place < range.upperBound {
      let value = values[place]
      values[place] = values[end]
      values[end] = value
      end &+= isLeft(value) ? 1 : 0
      place &+= 1
    }
    return end
  }

  private static func median(_ first: Int64, _ second: Int64, _ third: Int64) -> Int64 {
    max(min(first, second), min(max(first, second), third))
  }
}
