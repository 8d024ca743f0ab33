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
  private let sizes: Int

  /// Divides the known cells of a column.
  ///
  /// - Parameters:
  ///   - grouping: the groups.
  ///   - sizes: the division by size; nil for one size.
  init(_ column: StoredColumn, _ grouping: FirmGrouping, _ sizes: FirmGrouping?) {
    let sizeCount = sizes?.groups.count ?? 1
    self.sizes = sizeCount
    let cells: [Int64]
    switch column {
    case .narrow(let narrow): cells = narrow.map { $0 > CellMark.badNarrow ? Int64($0) : -1 }
    case .wide(let wide): cells = wide
    case .truth, .constant: cells = (0..<column.count).map { column.cell($0, isTruth: false) }
    }
    var places = grouping.groupOfFirm
    if let sizes {
      for firm in places.indices {
        places[firm] = places[firm] &* UInt32(sizeCount) &+ sizes.groupOfFirm[firm]
      }
    }
    var ends = [Int](repeating: 0, count: grouping.groups.count * sizeCount + 1)
    for firm in places.indices { ends[Int(places[firm]) + 1] += cells[firm] >= 0 ? 1 : 0 }
    for place in ends.indices.dropFirst() { ends[place] += ends[place - 1] }
    starts = ends
    var values = [Int64](repeating: 0, count: ends[ends.count - 1])
    for firm in places.indices where cells[firm] >= 0 {
      let place = Int(places[firm])
      values[ends[place]] = cells[firm]
      ends[place] += 1
    }
    self.values = values
  }

  /// Firms of a group that state the field.
  func count(group: Int) -> Int { range(group: group).count }

  /// Where the values of a group stand.
  func range(group: Int) -> Range<Int> { starts[group * sizes]..<starts[(group + 1) * sizes] }

  /// Where the values of one size of a group stand.
  func range(group: Int, size: Int) -> Range<Int> {
    let place = group * sizes + size
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
    values.withUnsafeMutableBufferPointer { values in
      var range = range
      var patience = 2 * (Int.bitWidth - range.count.leadingZeroBitCount)
      while range.count > 24, patience > 0 {
        patience -= 1
        let pivot = median(
          values[range.lowerBound], values[range.lowerBound + range.count / 2], values[range.upperBound - 1])
        let least = partition(values, range) { $0 < pivot }
        if place < least {
          range = range.lowerBound..<least
          continue
        }
        let equal = partition(values, least..<range.upperBound) { $0 == pivot }
        if place < equal { return pivot }
        range = equal..<range.upperBound
      }
      values[range].sort()
      return values[place]
    }
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
