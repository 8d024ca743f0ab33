import RuleModel

extension RuleExpression {
  /// The operator's name, as reports of differing engines and planted faults use it.
  public var operatorName: String {
    switch kind {
    case .constant: return "constant"
    case .asOf: return "as_of"
    case .field: return "field"
    case .score: return "score"
    case .named: return "let"
    case .lookup: return "lookup"
    case .not: return "not"
    case .and: return "and"
    case .or: return "or"
    case .compare(let comparison, _, _): return comparison.rawValue
    case .isNone: return "is none"
    case .inSet(_, _, let prefix): return prefix ? "starts in" : "in"
    case .negate: return "negate"
    case .add: return "+"
    case .subtract: return "-"
    case .multiply: return "*"
    case .divide: return "/"
    case .floorDivide: return "div"
    case .modulo: return "mod"
    case .rescale: return "rescale"
    case .round: return "round"
    case .minimum: return "min"
    case .maximum: return "max"
    case .absolute: return "abs"
    case .conditional: return "if"
    case .dateDifference: return "date - date"
    case .addDays: return "date + days"
    case .addMonths: return "date + months"
    case .year: return "year"
    case .makeDate: return "date"
    case .endOfMonth: return "end_of_month"
    case .latestAnniversary: return "latest day"
    case .reported: return "reported"
    case .aggregate(let aggregate): return "\(aggregate.function.rawValue) of rows"
    }
  }
}
