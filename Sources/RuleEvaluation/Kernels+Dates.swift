import RuleModel

extension Kernels {
  /// Function of known dates or numbers that has no answer for some; strict in unknown and none.
  @inline(__always)
  private static func partial(
    _ operands: [ValueColumn], into target: inout ValueColumn, _ count: Int, _ answer: (Int) -> Int64?
  ) {
    for row in 0..<count {
      var state = ValueState.known
      for operand in operands { state = max(state, operand.states[row]) }
      if state == ValueState.known {
        if let result = answer(row) {
          target.values[row] = result
        } else {
          state = ValueState.unknown
        }
      }
      target.states[row] = state
    }
  }

  private static func date(_ days: Int64) -> CivilDate { CivilDate(days: Int32(truncatingIfNeeded: days)) }

  /// Date plus days; unknown outside the calendar, where a sum that wraps lies too.
  static func addDays(_ dates: ValueColumn, _ days: ValueColumn, into target: inout ValueColumn, _ count: Int)
  {
    strict(dates, days, into: &target, count) { $0 &+ $1 }
    let earliest = Int64(CivilDate.earliest.days)
    let latest = Int64(CivilDate.latest.days)
    let results = target.values
    let sums = results.span.extracting(0..<count)
    var states = target.states.mutableSpan
    precondition(count <= states.count)
    for row in 0..<count {
      let isDate = sums[row] >= earliest && sums[row] <= latest
      states[row] = isDate || states[row] != ValueState.known ? states[row] : ValueState.unknown
    }
  }

  /// Date plus months, clamped to the end of the month; unknown outside the calendar.
  static func addMonths(
    _ dates: ValueColumn, _ months: ValueColumn, into target: inout ValueColumn, _ count: Int
  ) {
    partial([dates, months], into: &target, count) { row in
      date(dates.values[row]).adding(months: months.values[row]).map { Int64($0.days) }
    }
  }

  /// Year of a date.
  static func year(_ dates: ValueColumn, into target: inout ValueColumn, _ count: Int) {
    partial([dates], into: &target, count) { row in Int64(date(dates.values[row]).components.year) }
  }

  /// Last day of a date's month.
  static func endOfMonth(_ dates: ValueColumn, into target: inout ValueColumn, _ count: Int) {
    partial([dates], into: &target, count) { row in Int64(date(dates.values[row]).endOfMonth.days) }
  }

  /// Date of year, month and day; unknown when there is no such day.
  static func makeDate(
    _ years: ValueColumn, _ months: ValueColumn, _ days: ValueColumn, into target: inout ValueColumn,
    _ count: Int
  ) {
    partial([years, months, days], into: &target, count) { row in
      let year = Int(clamping: years.values[row])
      let month = Int(clamping: months.values[row])
      return CivilDate(year: year, month: month, day: Int(clamping: days.values[row])).map { Int64($0.days) }
    }
  }

  /// Values of a table for keys.
  static func lookup(
    _ table: LookupTable, _ keys: [ValueColumn], into target: inout ValueColumn, _ count: Int
  ) {
    if keys.count == 1 && !table.dense.isEmpty {
      lookup(table, keys[0], into: &target, count)
      return
    }
    var given = [Int64](repeating: 0, count: keys.count)
    partial(keys, into: &target, count) { row in
      for key in keys.indices { given[key] = keys[key].values[row] }
      return table.row(for: given).map { Int64($0) }
    }
    for row in 0..<count where target.states[row] == ValueState.known {
      let entry = Int(target.values[row])
      target.values[row] = table.values[entry]
      target.states[row] = table.states[entry]
    }
  }

  private static func lookup(
    _ table: LookupTable, _ key: ValueColumn, into target: inout ValueColumn, _ count: Int
  ) {
    let slots = table.keys[0]
    let given = key.values.span.extracting(0..<count)
    let givenStates = key.states.span.extracting(0..<count)
    let dense = table.dense.span
    for row in 0..<count {
      var state = givenStates[row]
      if state == ValueState.known {
        let entry = slots.slot(of: given[row]).map { Int(dense[$0]) } ?? -1
        target.values[row] = entry < 0 ? 0 : table.values[entry]
        state = entry < 0 ? ValueState.unknown : table.states[entry]
      }
      target.states[row] = state
    }
  }

  /// Flag: all keys are known and have no row.
  static func isMissing(_ table: LookupTable, _ keys: [ValueColumn], into target: inout [UInt8], _ count: Int)
  {
    var given = [Int64](repeating: 0, count: keys.count)
    for row in 0..<count {
      var state = ValueState.known
      for (position, key) in keys.enumerated() {
        state = max(state, key.states[row])
        given[position] = key.values[row]
      }
      target[row] = state == ValueState.known && table.row(for: given) == nil ? 1 : 0
    }
  }
}
