import RuleModel

/// A parameter's values on one date, laid out so that keys lead straight to a value.
struct LookupTable: Hashable {
  /// How the value of a key becomes a slot.
  enum Key: Hashable {
    /// The member itself.
    case members(count: Int)
    /// The last of these rising values that is not greater.
    case starts([Int64])

    /// Number of slots.
    var count: Int {
      switch self {
      case .members(let count): return count
      case .starts(let starts): return starts.count
      }
    }

    /// Slot of a value; nil when no row can hold it.
    func slot(of value: Int64) -> Int? {
      switch self {
      case .members(let count): return value >= 0 && value < Int64(count) ? Int(value) : nil
      case .starts(let starts):
        var low = 0
        var high = starts.count
        while low < high {
          let middle = (low + high) / 2
          if starts[middle] <= value { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? nil : low - 1
      }
    }

    /// A value that lies in a slot.
    func value(in slot: Int) -> Int64 {
      switch self {
      case .members: return Int64(slot)
      case .starts(let starts): return starts[slot]
      }
    }
  }

  let keys: [Key]
  /// Raw value and `ValueState` of each row of the parameter.
  let values: [Int64]
  let states: [UInt8]
  /// Row of each combination of slots, the last key fastest; −1 for none.
  ///
  /// Empty when there are too many combinations.
  let dense: [Int32]
  private let rows: [[Parameter.RowKey]]

  /// Most combinations that are laid out.
  private static let greatestDenseCount = 65_536

  /// Lays out rows with these raw values.
  init(rows: [[Parameter.RowKey]], values: [Int64], states: [UInt8], keys: [Key]) {
    self.rows = rows
    self.values = values
    self.states = states
    self.keys = keys
    var combinations = 1
    for key in keys where combinations <= LookupTable.greatestDenseCount {
      combinations = combinations.multipliedReportingOverflow(by: key.count).partialValue
    }
    var dense: [Int32] = []
    if combinations <= LookupTable.greatestDenseCount {
      for combination in 0..<combinations {
        let given = LookupTable.slots(combination, keys)
        let row = rows.firstIndex { LookupTable.matches($0, zip(keys, given).map { $0.value(in: $1) }) }
        dense.append(Int32(row ?? -1))
      }
    }
    self.dense = dense
  }

  /// The keys of a parameter, with the band limits of these rows.
  static func keys(of parameter: Parameter, _ rows: [[Parameter.RowKey]], choices: [Choice]) -> [Key] {
    parameter.keys.enumerated().map { position, key in
      if case .choice(let choice) = key { return .members(count: choices[choice].members.count) }
      var starts: Set<Int64> = []
      for row in rows {
        guard case .band(let lowest, let highest) = row[position] else { continue }
        starts.insert(lowest)
        if let highest, highest < .max { starts.insert(highest + 1) }
      }
      return .starts(starts.sorted())
    }
  }

  private static func slots(_ combination: Int, _ keys: [Key]) -> [Int] {
    var rest = combination
    var slots: [Int] = []
    for key in keys.reversed() {
      slots.append(rest % max(1, key.count))
      rest /= max(1, key.count)
    }
    return slots.reversed()
  }

  private static func matches(_ row: [Parameter.RowKey], _ values: [Int64]) -> Bool {
    zip(row, values).allSatisfy { key, value in
      switch key {
      case .member(let member): return Int64(member) == value
      case .band(let lowest, let highest): return value >= lowest && value <= highest ?? .max
      }
    }
  }

  /// Row for the values of the keys; nil for none.
  func row(for given: [Int64]) -> Int? {
    if dense.isEmpty { return rows.firstIndex { LookupTable.matches($0, given) } }
    var combination = 0
    for (key, value) in zip(keys, given) {
      guard let slot = key.slot(of: value) else { return nil }
      combination = combination * key.count + slot
    }
    return dense[combination] < 0 ? nil : Int(dense[combination])
  }

  /// Whether every combination of values that the keys can take has a row.
  func isTotal(over types: [ValueType]) -> Bool {
    guard !dense.isEmpty else { return false }
    var ranges: [Range<Int>] = []
    for (key, type) in zip(keys, types) {
      guard case .starts = key, case .number(let number) = type else {
        ranges.append(0..<key.count)
        continue
      }
      guard let first = key.slot(of: number.lowest), let last = key.slot(of: number.highest) else {
        return false
      }
      ranges.append(first..<last + 1)
    }
    return dense.indices.allSatisfy { combination in
      let isReached = zip(LookupTable.slots(combination, keys), ranges).allSatisfy { $1.contains($0) }
      return !isReached || dense[combination] >= 0
    }
  }
}
