import RecordFiles
import RuleModel

/// How the fields of a rule set are read from lists.
enum FieldReading {
  /// The columns wanted from the list of a source, the key first; `id` is the field.
  ///
  /// - Parameter choice: the column that names the rows; nil for the tax code.
  static func requests(
    for source: SourceIndex, of ruleSet: RuleSet, key choice: ListKeys.Choice? = nil
  ) -> [ColumnRequest] {
    let key = choice?.field ?? ruleSet.sources[source].key
    let use = FieldUse(ruleSet)
    var requests: [ColumnRequest] = []
    if ruleSet.fields.indices.contains(key) {
      requests.append(request(key, choice?.kind ?? .taxCode, ruleSet))
    }
    for (index, field) in ruleSet.fields.enumerated()
    where index != key && field.role != .key && field.listedIn == nil && field.sources.contains(source) {
      var wanted = request(index, kind(of: field.type, ruleSet), ruleSet)
      // Nearly every firm has a name of its own: where no rule compares it, looking for equal names is for nothing.
      wanted.keepsEveryText = field.role == .name && !use.read.contains(index)
      requests.append(wanted)
    }
    return requests
  }

  static func request(_ index: FieldIndex, _ kind: CellKind, _ ruleSet: RuleSet) -> ColumnRequest {
    let field = ruleSet.fields[index]
    let titles = [field.title.vi, field.title.en].filter { !$0.isEmpty } + field.headers
    return ColumnRequest(
      id: index, machineName: field.name, titles: titles, kind: kind, noneWords: field.noneWords)
  }

  private static func kind(of type: ValueType, _ ruleSet: RuleSet) -> CellKind {
    switch type {
    case .number(let number): return .number(form(number))
    case .truth: return .truth
    case .date: return .date
    case .text: return .text
    case .choice(let index):
      return .choice(
        ruleSet.choices[index].members.map { member in
          [member.name, member.title.vi, member.title.en].filter { !$0.isEmpty } + member.aliases
        })
    }
  }

  /// A percentage is held as a fraction, so a cell `85,5` has two decimals less than its field.
  private static func form(_ number: NumberType) -> NumberForm {
    let range = min(number.lowest, number.highest)...max(number.lowest, number.highest)
    if number.isPercent {
      return NumberForm(decimals: max(0, number.scale - 2), range: range, quantity: .percent)
    }
    let isMoney = number.unit.numerator.contains("VND")
    return NumberForm(decimals: number.scale, range: range, quantity: isMoney ? .money : .plain)
  }
}

/// Which fields the expressions of a rule set ask `reported` about, and which they read.
struct FieldUse {
  /// Fields that some expression reads.
  private(set) var read: Set<FieldIndex> = []
  /// Fields that some expression asks `reported` about.
  private(set) var reported: Set<FieldIndex> = []

  /// Looks through every expression of a rule set.
  init(_ ruleSet: RuleSet) {
    for rule in ruleSet.rules { take(rule) }
    for check in ruleSet.checks { take(check.condition) }
    for definition in ruleSet.definitions { take(definition.expression) }
    for field in ruleSet.fields { take(field.derivation?.expression) }
    for outcome in ruleSet.policy.outcomes { take(outcome.condition) }
    for parameter in ruleSet.parameters {
      for case .bands(let field) in parameter.keys { read.insert(field) }
    }
  }

  private mutating func take(_ rule: Rule) {
    for expression in [rule.applies, rule.condition, rule.points?.expression, rule.affects] {
      take(expression)
    }
    if let ended = rule.ended { read.insert(ended) }
    for fine in rule.fines {
      switch fine.amount {
      case .share(_, _, let sum): take(sum)
      case .banded(.field(let field), _): read.insert(field)
      case .banded(.affects, _), .range, .notEntered: break
      }
    }
    guard let because = rule.because else { return }
    for case .value(let expression) in because.vi + because.en { take(expression) }
  }

  private mutating func take(_ expression: RuleExpression?) {
    expression?.visit { part in
      switch part.kind {
      case .field(let index): read.insert(index)
      case .reported(let index): reported.insert(index)
      default: break
      }
    }
  }
}
