import RuleModel

extension RowEvaluator {
  /// One value from the firm's rows.
  func value(_ aggregate: Aggregate, _ place: Place) -> EvaluatedValue {
    guard let rows = rows(of: aggregate, place) else { return .unknown }
    if rows.isEmpty && place.firm.rows[aggregate.source]?.isComplete != true { return .unknown }
    var counted: [Place] = []
    var hasUndecidedRow = false
    for row in rows {
      switch aggregate.condition.map({ truth($0, row) }) ?? true {
      case true: counted.append(row)
      case nil: hasUndecidedRow = true
      case false: continue
      }
    }
    switch aggregate.function {
    case .any, .all:
      let settling = aggregate.function == .any
      let truths = counted.map { row in aggregate.value.flatMap { truth($0, row) } }
      if truths.contains(settling) { return .known(.truth(settling)) }
      return hasUndecidedRow || truths.contains(nil) ? .unknown : .known(.truth(!settling))
    case .count: return hasUndecidedRow ? .unknown : .known(.number(Int64(counted.count)))
    case .latest: return hasUndecidedRow ? .unknown : latest(aggregate, counted)
    case .sum, .minimum, .maximum:
      if hasUndecidedRow { return .unknown }
      return folded(
        aggregate.function, counted.map { row in aggregate.value.map { value($0, row) } ?? .unknown })
    }
  }

  /// The firm's rows of the aggregate's source; nil when the source was not given.
  func rows(of aggregate: Aggregate, _ place: Place) -> [Place]? {
    guard place.firm.rows.indices.contains(aggregate.source), let source = place.firm.rows[aggregate.source]
    else {
      return nil
    }
    return source.rows.map { Place(firm: place.firm, row: $0, source: aggregate.source) }
  }

  private func folded(_ function: Aggregate.Function, _ values: [EvaluatedValue]) -> EvaluatedValue {
    if values.contains(.unknown) { return .unknown }
    if values.contains(.none) { return .none }
    var numbers: [Int64] = []
    var dates: [CivilDate] = []
    for value in values {
      switch value {
      case .known(.number(let number)): numbers.append(number)
      case .known(.date(let date)): dates.append(date)
      default: return .unknown
      }
    }
    switch function {
    case .sum:
      var sum: Int64 = 0
      for number in numbers {
        let (next, overflow) = sum.addingReportingOverflow(number)
        if overflow { return .unknown }
        sum = next
      }
      return .known(.number(sum))
    case .minimum: return dates.isEmpty ? known(numbers.min()) : known(dates.min())
    case .maximum: return dates.isEmpty ? known(numbers.max()) : known(dates.max())
    case .count, .latest, .any, .all: return .unknown
    }
  }

  /// The value in the last row with the latest date; a row whose date is none is never the latest.
  private func latest(_ aggregate: Aggregate, _ rows: [Place]) -> EvaluatedValue {
    guard let order = aggregate.order, let expression = aggregate.value else { return .unknown }
    var newest: (date: CivilDate, row: Place)?
    for row in rows {
      switch value(order, row) {
      case .known(.date(let date)):
        if date >= newest?.date ?? date { newest = (date, row) }
      case .none: continue
      default: return .unknown
      }
    }
    return newest.map { value(expression, $0.row) } ?? .unknown
  }
}
