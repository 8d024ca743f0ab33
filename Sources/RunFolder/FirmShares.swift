import FirmTable
import RiskScoring
import RuleModel

/// A question that firms answer with yes or no, whose share of yes is reported.
///
/// A pack states a target for one as a parameter named `target.` and the field or rule, without a key or by a choice.
public struct ShareSubject: Hashable, Sendable {
  /// What answers it.
  public enum Kind: Hashable, Sendable {
    /// A yes/no field of firms.
    case field(FieldIndex)
    /// A rule; yes is that it passes.
    case rule(Int)
  }

  /// What answers it.
  public var kind: Kind
  /// Name of the field or id of the rule.
  public var name: String
  /// Title for people.
  public var title: LocalizedText
  /// Whether the pack states a target.
  public var hasTarget: Bool
}

/// How the firms of a group answer.
public struct ShareCount: Hashable, Sendable {
  /// Firms that do.
  public var yes = 0
  /// Firms that do not.
  public var no = 0
  /// Firms of which it is not known.
  public var unknown = 0
  /// Firms for which there is a target.
  public var aimed = 0
  /// Sum of their targets, in units of 10^-4.
  public var targets: Int64 = 0

  /// Share of yes among firms of which it is known, in units of 10^-4; nil when there are none.
  public var share: Int64? {
    let known = Int64(yes + no)
    return known == 0 ? nil : (Int64(yes) * 20_000 + known) / (2 * known)
  }

  /// The target of the group, in units of 10^-4: the mean of its firms' targets.
  public var target: Int64? {
    let firms = Int64(aimed)
    return firms == 0 ? nil : (targets * 2 + firms) / (2 * firms)
  }

  mutating func add(_ other: ShareCount) {
    yes += other.yes
    no += other.no
    unknown += other.unknown
    aimed += other.aimed
    targets += other.targets
  }
}

/// Reads the answers of firms.
struct ShareReader: Sendable {
  /// Targets by firm.
  private enum Target: Sendable {
    case same(Int64)
    case byMember(StoredColumn, [Int64?])
  }

  private enum Source: Sendable {
    case field(StoredColumn)
    case rule(column: Int)
  }

  let subject: ShareSubject
  private let source: Source
  private let target: Target?

  /// The subjects of a run: those with targets first, then yes/no fields that its lists carry, in order of declaration.
  static func readers(
    _ ruleSet: RuleSet, _ table: FirmTable, _ run: ScoredRun, includePersonal: Bool
  ) -> [ShareReader] {
    var aimed: [ShareReader] = []
    var taken: Set<FieldIndex> = []
    for parameter in ruleSet.parameters where parameter.name.hasPrefix("target.") {
      let name = String(parameter.name.dropFirst("target.".count))
      guard let target = target(parameter, ruleSet, table, on: run.asOf) else { continue }
      if let field = ruleSet.fields.firstIndex(where: { $0.name == name }) {
        guard let column = fact(field, ruleSet, table, includePersonal) else { continue }
        taken.insert(field)
        let subject = ShareSubject(
          kind: .field(field), name: name, title: parameter.title, hasTarget: true)
        aimed.append(ShareReader(subject: subject, source: .field(column), target: target))
      } else if let rule = ruleSet.rules.firstIndex(where: { $0.id == name }),
        let column = run.column(of: rule)
      {
        let subject = ShareSubject(kind: .rule(rule), name: name, title: parameter.title, hasTarget: true)
        aimed.append(ShareReader(subject: subject, source: .rule(column: column), target: target))
      }
    }
    let facts = ruleSet.fields.indices.compactMap { field -> ShareReader? in
      guard !taken.contains(field), let column = fact(field, ruleSet, table, includePersonal) else {
        return nil
      }
      let declared = ruleSet.fields[field]
      let subject = ShareSubject(
        kind: .field(field), name: declared.name, title: declared.title, hasTarget: false)
      return ShareReader(subject: subject, source: .field(column), target: nil)
    }
    return aimed + facts
  }

  /// The column of a yes/no field that lists state of firms; a presumption or being on a list is no answer.
  private static func fact(
    _ field: FieldIndex, _ ruleSet: RuleSet, _ table: FirmTable, _ includePersonal: Bool
  ) -> StoredColumn? {
    let declared = ruleSet.fields[field]
    guard declared.type == .truth, declared.presumed == nil, declared.listedIn == nil,
      !ruleSet.isRowField(field), includePersonal || !declared.isPersonal
    else { return nil }
    return table.columns[field]
  }

  private static func target(
    _ parameter: Parameter, _ ruleSet: RuleSet, _ table: FirmTable, on date: CivilDate
  ) -> Target? {
    guard case .number(let number) = parameter.type, number.isPercent, let entry = parameter.entry(on: date)
    else { return nil }
    let unit = (0..<max(0, 4 - number.scale)).reduce(Int64(1)) { power, _ in power * 10 }
    func share(_ constant: Constant) -> Int64? {
      guard case .number(let raw) = constant, (0...10_000).contains(raw) else { return nil }
      return raw * unit
    }
    switch (parameter.keys.first, parameter.keys.count) {
    case (nil, _): return entry.rows.first.flatMap { share($0.value) }.map { .same($0) }
    case (.choice(let choice)?, 1):
      guard let field = ruleSet.fields.firstIndex(where: { $0.type == .choice(choice) }),
        let column = table.columns[field]
      else { return nil }
      var shares = [Int64?](repeating: nil, count: ruleSet.choices[choice].members.count)
      for row in entry.rows {
        guard case .member(let member)? = row.keys.first, shares.indices.contains(member) else { continue }
        shares[member] = share(row.value)
      }
      return .byMember(column, shares)
    default: return nil
    }
  }

  /// The codes of the answers, one a firm; nil where more than a stored yes/no column is looked at.
  var storedAnswers: [UInt8]? {
    guard case .field(.truth(let cells)) = source, target == nil else { return nil }
    return cells
  }

  /// How the firms of a stretch answer, by group.
  ///
  /// - Parameters:
  ///   - firms: the stretch.
  ///   - groupOfFirm: for each firm of the table, its group below `groups`; nil when all firms are one group.
  func counts(
    of firms: Range<Int>, groupOfFirm: [UInt32]?, groups: Int, _ run: ScoredRun
  ) -> [ShareCount] {
    var counts = [ShareCount](repeating: ShareCount(), count: groups)
    guard case .field(.truth(let cells)) = source, target == nil else {
      for firm in firms { add(firm, run, to: &counts[groupOfFirm.map { Int($0[firm]) } ?? 0]) }
      return counts
    }
    // One tally for each truth code; most questions are stored yes/no columns without a target.
    var tallies = [Int](repeating: 0, count: groups * 4)
    let codes = cells.span
    if let groupOfFirm {
      let own = groupOfFirm.span
      for firm in firms { tallies[Int(own[firm]) &* 4 &+ Int(codes[firm] & 3)] &+= 1 }
    } else {
      for firm in firms { tallies[Int(codes[firm] & 3)] &+= 1 }
    }
    for group in counts.indices {
      counts[group].yes = tallies[group * 4 + Int(TruthCode.yes)]
      counts[group].no = tallies[group * 4 + Int(TruthCode.no)]
      counts[group].unknown =
        tallies[group * 4 + Int(TruthCode.unknown)] + tallies[group * 4 + Int(TruthCode.bad)]
    }
    return counts
  }

  /// Adds the answer of a firm; a firm to which a rule does not apply is not counted.
  private func add(_ firm: Int, _ run: ScoredRun, to count: inout ShareCount) {
    switch source {
    case .field(let column):
      switch column.cell(firm, isTruth: true) {
      case 1: count.yes += 1
      case 0: count.no += 1
      default: count.unknown += 1
      }
    case .rule(let column):
      switch run.status(column: column, firm: firm) {
      case .passed: count.yes += 1
      case .fires: count.no += 1
      case .unknown: count.unknown += 1
      case .notApplicable, .notAssessed, .notInEffect: return
      }
    }
    switch target {
    case nil: return
    case .same(let share):
      count.aimed += 1
      count.targets += share
    case .byMember(let column, let shares):
      let member = column.cell(firm, isTruth: false)
      guard member >= 0, member < shares.count, let share = shares[Int(member)] else { return }
      count.aimed += 1
      count.targets += share
    }
  }
}
