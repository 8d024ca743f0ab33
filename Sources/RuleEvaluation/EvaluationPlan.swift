import FirmTable
import RuleModel

/// A rule that a plan evaluates.
public struct PlannedRule: Sendable {
  /// Position in `RuleSet.rules`.
  public let ruleIndex: Int
  /// Violation, indicator or gate.
  public let kind: RuleKind
  /// Whether the rule, or a parameter value or set it reads, is draft on the as-of date.
  public let isDraft: Bool
  /// Points when the formula is the same known number for every firm; nil when it is not, or for a gate.
  public let constantPoints: Int?
  /// Whether the rule has a points formula that differs from firm to firm or is unknown.
  public let hasVaryingPoints: Bool
  /// Whether the rule states whom it harms.
  public let hasAffects: Bool
}

/// A rule in effect that cannot fire for any firm, because no list of this run carries what it reads.
public struct NotAssessedRule: Hashable, Sendable {
  /// Position in `RuleSet.rules`.
  public let ruleIndex: Int
  /// Whether the rule, or a parameter value or set it reads, is draft on the as-of date.
  public let isDraft: Bool
  /// Fields that `applies` or `when` read and no list carries, ascending: columns that would bring the rule in.
  public let missingFields: [FieldIndex]
  /// `many` sources that `applies` or `when` read and were not given, ascending.
  public let missingSources: [SourceIndex]

  /// Creates a record of a rule.
  public init(
    ruleIndex: Int, isDraft: Bool, missingFields: [FieldIndex], missingSources: [SourceIndex]
  ) {
    self.ruleIndex = ruleIndex
    self.isDraft = isDraft
    self.missingFields = missingFields
    self.missingSources = missingSources
  }
}

/// Everything about a rule set that can be settled before the first row: one program for all firms.
public struct EvaluationPlan: Sendable {
  /// Rules in effect and assessed, with drafts and gates, in the order of the rule set.
  public let rules: [PlannedRule]
  /// Rules in effect that cannot fire with the fields of this run.
  public let notAssessed: [NotAssessedRule]
  /// Positions of rules that are not in effect on the as-of date.
  public let notInEffect: [Int]
  /// What can be counted, in order of place; `BatchEvaluator.incidentCounts` has the same order.
  public let incidents: [DataIncident]

  let program: Program

  /// Plans the evaluation of a rule set on a date over lists that carry these fields; the pool is the table's.
  public init(ruleSet: RuleSet, asOf: CivilDate, carried: CarriedFields, pool: TextPool) {
    var compiler = PlanCompiler(
      ruleSet: ruleSet, asOf: asOf, carried: carried, pool: pool, addsTexts: false)
    self.init(&compiler)
  }

  private init(_ compiler: inout PlanCompiler) {
    let (ruleSet, asOf) = (compiler.ruleSet, compiler.asOf)
    var assessment = RuleAssessment(ruleSet: ruleSet, asOf: asOf, carried: compiler.carried)
    var rules: [PlannedRule] = []
    var notAssessed: [NotAssessedRule] = []
    var notInEffect: [Int] = []
    for (index, rule) in ruleSet.rules.enumerated() {
      if !rule.effective.contains(asOf) {
        notInEffect.append(index)
      } else if let reason = assessment.reasonNotAssessed(index) {
        notAssessed.append(reason)
        compiler.addIncidents(of: rule)
      } else {
        rules.append(compiler.add(rule, index, position: rules.count))
      }
    }
    self.rules = rules
    self.notAssessed = notAssessed
    self.notInEffect = notInEffect
    incidents = compiler.incidents.keys.sorted()
    for (number, incident) in incidents.enumerated() {
      if let flag = compiler.incidents[incident] { compiler.output(.incident(number), [flag]) }
    }
    program = compiler.makeProgram()
  }
}

extension EvaluationPlan {
  /// Plans for tables whose pool is not whole yet: the texts that rules name are added to it.
  ///
  /// Texts may then be added to the pool while stretches of firms are evaluated, and a text that a rule names has one code in
  /// all of them.
  public init(ruleSet: RuleSet, asOf: CivilDate, carried: CarriedFields, adding pool: inout TextPool) {
    var compiler = PlanCompiler(
      ruleSet: ruleSet, asOf: asOf, carried: carried, pool: pool, addsTexts: true)
    self.init(&compiler)
    pool = compiler.pool
  }
}

extension PlanCompiler {
  /// Adds the outcomes of a rule, and says what the plan shows of it.
  fileprivate mutating func add(_ rule: Rule, _ index: Int, position: Int) -> PlannedRule {
    let applies = rule.applies.map { compile($0, .firms) } ?? constant(.truth(true), type: .truth, space: 0)
    let condition = compile(rule.condition, .firms)
    output(.state(position), [applies, condition])
    var fired = Scope.firms
    fired.demand = conjunction([applies, condition], space: 0)
    var constantPoints: Int?
    if let points = rule.points, case .number(let type) = points.expression.type {
      let node = compile(points.expression, fired)
      constantPoints = knownConstant(node).map { points.points(raw: $0, scale: type.scale) }
      let bounds = PointsBounds(
        unit: PlanCompiler.power(type.scale), most: UInt8(clamping: min(points.most, 254)),
        least: UInt8(clamping: min(points.least, 254)))
      if constantPoints == nil { output(.points(position, bounds), [node]) }
    }
    if let affects = rule.affects { output(.affects(position), [compile(affects, fired)]) }
    return PlannedRule(
      ruleIndex: index, kind: rule.kind, isDraft: ruleSet.isDraft(rule, on: asOf),
      constantPoints: constantPoints,
      hasVaryingPoints: rule.points != nil && constantPoints == nil, hasAffects: rule.affects != nil)
  }

  /// Notes what a rule counts although nobody asks for its outcomes.
  fileprivate mutating func addIncidents(of rule: Rule) {
    for expression in [rule.applies, rule.condition, rule.points?.expression, rule.affects] {
      if let expression { _ = compile(expression, .firms) }
    }
  }
}

/// Tells which rules cannot fire for want of columns.
private struct RuleAssessment {
  let ruleSet: RuleSet
  let asOf: CivilDate
  let carried: CarriedFields
  private var possible: PossibleValues

  init(ruleSet: RuleSet, asOf: CivilDate, carried: CarriedFields) {
    self.ruleSet = ruleSet
    self.asOf = asOf
    self.carried = carried
    possible = PossibleValues(
      ruleSet: ruleSet, columns: carried.columns, sources: carried.sources,
      completeSources: carried.completeSources, asOf: asOf)
  }

  /// Why a rule is not assessed; nil when it is.
  ///
  /// A rule that lacks nothing is assessed even when it can never fire.
  mutating func reasonNotAssessed(_ index: Int) -> NotAssessedRule? {
    let rule = ruleSet.rules[index]
    let applies = rule.applies.map { possible.truth($0) } ?? .yes
    if applies.contains(.yes) && possible.truth(rule.condition).contains(.yes) { return nil }
    var fields: Set<FieldIndex> = []
    var sources: Set<SourceIndex> = []
    for expression in [rule.applies, rule.condition] {
      expression?.visit { part in
        switch part.kind {
        case .field(let field) where !carried.contains(field): fields.insert(field)
        case .reported(let field) where !carried.columns.contains(field): fields.insert(field)
        case .aggregate(let aggregate) where !carried.sources.contains(aggregate.source):
          sources.insert(aggregate.source)
        default: break
        }
      }
    }
    if fields.isEmpty && sources.isEmpty { return nil }
    return NotAssessedRule(
      ruleIndex: index, isDraft: ruleSet.isDraft(rule, on: asOf), missingFields: fields.sorted(),
      missingSources: sources.sorted())
  }
}
