/// Which rows of a list belong to which firm.
struct ListRows: Sendable {
  /// Rows of one firm in a list with one row a firm.
  struct Group: Sendable {
    var firm: Int
    /// Rows in the order of the file; at least two.
    var rows: [Int]
  }

  /// First row of each firm, -1 for none; nil when row `i` is firm `i`, and for lists with many rows a firm.
  private(set) var rowOfFirm: [Int32]?
  /// Firms with several rows, ascending; only for lists with one row a firm.
  private(set) var groups: [Group] = []
  /// Rows of firm `f` are `offsets[f]..<offsets[f + 1]` of `joinedRows`; only for lists with many rows a firm.
  private(set) var offsets: [UInt32] = []
  /// Rows of the file in the order of firms; only for lists with many rows a firm.
  private(set) var joinedRows: [Int32] = []
  /// Rows whose firm is not in the population, in the order of keys.
  private(set) var unmatched: [Int] = []
  /// Rows beyond the most that a firm may have, in the order of firms.
  private(set) var surplus: [Int] = []
  /// Firms of the population that the list has.
  private(set) var firmCount = 0
  /// Rows merged into the first row of their firm.
  private(set) var mergedCount = 0
  private let hasManyRows: Bool

  /// Finds the firms of a list.
  ///
  /// - Parameters:
  ///   - order: the rows in order of keys.
  ///   - population: the firms' keys, ascending.
  ///   - mostRows: nil for a list with one row a firm, else the most rows that a firm may have.
  init(_ order: KeyOrder, population: [UInt64], mostRows: Int?) {
    hasManyRows = mostRows != nil
    if let mostRows {
      group(order, population, mostRows)
    } else if order.isUnique, order.rows == nil, order.keys == population {
      firmCount = population.count
    } else {
      map(order, population)
    }
  }

  /// The rows of a list of which row `i` is firm `i`.
  ///
  /// - Parameter merged: rows that were merged into another one.
  init(firms count: Int, merged: Int) {
    hasManyRows = false
    firmCount = count
    mergedCount = merged
  }

  /// Whether the list has a firm.
  @inline(__always) func contains(_ firm: Int) -> Bool {
    if hasManyRows { return offsets[firm] != offsets[firm + 1] }
    guard let rowOfFirm else { return true }
    return rowOfFirm[firm] >= 0
  }

  /// 1 for each firm that the list has.
  func presence(of firms: Int) -> [UInt8] {
    if let rowOfFirm { return rowOfFirm.map { $0 < 0 ? 0 : 1 } }
    return (0..<firms).map { contains($0) ? 1 : 0 }
  }

  /// Rows that reach the table or are merged into one that does.
  var joinedCount: Int { hasManyRows ? joinedRows.count : firmCount }

  private mutating func map(_ order: KeyOrder, _ population: [UInt64]) {
    var rows = [Int32](repeating: -1, count: population.count)
    let lost = Self.walk(order, population) { firm, places in
      rows[firm] = Int32(order.row(places.lowerBound))
      firmCount += 1
      guard places.count > 1 else { return }
      mergedCount += places.count - 1
      groups.append(Group(firm: firm, rows: places.map { order.row($0) }))
    }
    rowOfFirm = rows
    unmatched = lost
  }

  private mutating func group(_ order: KeyOrder, _ population: [UInt64], _ mostRows: Int) {
    var counts = [UInt32](repeating: 0, count: population.count + 1)
    joinedRows.reserveCapacity(order.keys.count)
    let lost = Self.walk(order, population) { firm, places in
      let kept = min(places.count, mostRows)
      counts[firm] = UInt32(kept)
      firmCount += 1
      for place in places.prefix(kept) { joinedRows.append(Int32(order.row(place))) }
      for place in places.dropFirst(kept) { surplus.append(order.row(place)) }
    }
    var sum: UInt32 = 0
    for firm in counts.indices {
      let count = counts[firm]
      counts[firm] = sum
      sum += count
    }
    offsets = counts
    unmatched = lost
  }

  /// Walks keys and population side by side and hands over each firm with the places of its rows.
  ///
  /// - Returns: the rows of other firms.
  private static func walk(
    _ order: KeyOrder, _ population: [UInt64], _ body: (Int, Range<Int>) -> Void
  ) -> [Int] {
    let keys = order.keys
    var lost: [Int] = []
    var firm = 0
    var place = 0
    while place < keys.count {
      let key = keys[place]
      while firm < population.count, population[firm] < key { firm += 1 }
      var end = place + 1
      while end < keys.count, keys[end] == key { end += 1 }
      if firm < population.count, population[firm] == key {
        body(firm, place..<end)
      } else {
        for lostPlace in place..<end { lost.append(order.row(lostPlace)) }
      }
      place = end
    }
    return lost
  }
}
