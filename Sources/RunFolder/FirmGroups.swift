import FirmTable
import RiskScoring
import RuleModel

/// Lowest, middle and average value of a wage field among the firms of a group that state it.
public struct WageFigures: Hashable, Sendable {
  /// Firms below which no figure is given, since it could tell what one of them pays.
  public static let fewestFirms = 5

  /// The field.
  public var field: FieldIndex
  /// Firms that state it.
  public var firms: Int
  /// Lowest value, raw; nil when the group is too small.
  public var lowest: Int64?
  /// Middle value (the lower of two), raw; nil when the group is too small.
  public var median: Int64?
  /// Mean rounded to the nearest, raw; nil when the group is too small.
  public var average: Int64?
}

/// How the firms of one group stand.
public struct FirmGroup: Hashable, Sendable {
  /// Name in machine-readable outputs; nil for firms whose group is not known.
  public var name: String?
  /// Title for people; empty for firms whose group is not known.
  public var title: LocalizedText
  /// Firms in the group.
  public var firms = 0
  /// Firms by band of their certain score.
  public var bands = [Int](repeating: 0, count: Band.allCases.count)
  /// Firms below the band `high` that may reach it.
  public var mayBeHigh = 0
  /// Firms by outcome, in the order of `Outcome.allCases`.
  public var outcomes = [Int](repeating: 0, count: Outcome.allCases.count)
  /// Sum of workers affected, a floor.
  public var workersAffected: Int64 = 0
  /// Certain points by area, summed over the firms.
  public var areaPoints: [Int]
  /// Firms by rule for which it fires and scores.
  public var fired: [Int]
  /// Wage figures of every wage field that some list carries.
  public var wages: [WageFigures] = []
  /// Wage figures by size group (positions in the division by size) and wage field; empty in the division by size.
  public var wagesBySize: [[WageFigures]] = []
  /// Answers to the questions of `FirmGroups.subjects`.
  public var shares: [ShareCount]

  init(name: String?, title: LocalizedText, areas: Int, rules: Int, shares: Int) {
    self.name = name
    self.title = title
    self.shares = [ShareCount](repeating: ShareCount(), count: shares)
    areaPoints = [Int](repeating: 0, count: areas)
    fired = [Int](repeating: 0, count: rules)
  }

  /// A group with the same figures under another name.
  func named(_ name: String, _ title: LocalizedText) -> FirmGroup {
    var group = self
    group.name = name
    group.title = title
    return group
  }

  /// Rules that fire for most firms of the group, ties by id.
  public func topRules(_ count: Int) -> [Int] {
    var top: [Int] = []
    top.reserveCapacity(count + 1)
    for rule in fired.indices where fired[rule] > 0 {
      if top.count == count, let last = top.last, fired[last] >= fired[rule] { continue }
      top.insert(rule, at: top.firstIndex { fired[$0] < fired[rule] } ?? top.count)
      if top.count > count { top.removeLast() }
    }
    return top
  }

  /// Adds the counts of another group; wage figures stay.
  public mutating func add(_ other: FirmGroup) {
    firms += other.firms
    for index in bands.indices { bands[index] += other.bands[index] }
    mayBeHigh += other.mayBeHigh
    for index in outcomes.indices { outcomes[index] += other.outcomes[index] }
    let (sum, overflow) = workersAffected.addingReportingOverflow(other.workersAffected)
    workersAffected = overflow ? .max : sum
    for index in areaPoints.indices { areaPoints[index] += other.areaPoints[index] }
    for index in fired.indices { fired[index] += other.fired[index] }
    for index in shares.indices { shares[index].add(other.shares[index]) }
  }
}

/// The firms of a run divided by one field, or by size.
public struct FirmGrouping: Hashable, Sendable {
  /// Name of the field; `size` for the division by number of workers.
  public var name: String
  /// Title for people.
  public var title: LocalizedText
  /// The field; the one with the role `workers` for the division by size.
  public var field: FieldIndex
  /// Whether firms are divided by size.
  public var isSize: Bool
  /// Groups, most firms first, unknown last; by size, in rising order.
  public var groups: [FirmGroup]
  /// For each firm of the table, its position in `groups`.
  public var groupOfFirm: [UInt32]
}

/// Divides the firms of a run into groups and counts how each group stands.
public struct FirmGroups: Sendable {
  /// Lower ends of the size groups.
  public static let sizeLimits: [Int64] = [0, 10, 50, 100, 200, 500, 1000]
  /// Groups of one field that are told apart, those with most firms; firms of all others stand together as `others`.
  static let mostGroups = 2000

  let ruleSet: RuleSet
  let table: FirmTable
  let run: ScoredRun
  let includePersonal: Bool
  let readers: [ShareReader]

  /// Questions whose share of yes is counted, those with targets first.
  public var subjects: [ShareSubject] { readers.map(\.subject) }

  /// Creates the division of a run.
  public init(_ result: RunResult, includePersonal: Bool) {
    self.init(
      ruleSet: result.ruleSet, table: result.table, run: result.run, includePersonal: includePersonal)
  }

  init(ruleSet: RuleSet, table: FirmTable, run: ScoredRun, includePersonal: Bool) {
    self.ruleSet = ruleSet
    self.table = table
    self.run = run
    self.includePersonal = includePersonal
    readers = ShareReader.readers(ruleSet, table, run, includePersonal: includePersonal)
  }

  /// One grouping for each grouping field that some list carries, and one by size when lists state workers.
  ///
  /// - Parameter jobs: most threads at work; the result is the same for any number.
  public func groupings(jobs: Int = 1) -> [FirmGrouping] {
    var groupings = ruleSet.groupFields.compactMap { field in
      isShown(field) ? grouping(by: field) : nil
    }
    if let workers = ruleSet.field(with: .workers), isShown(workers) {
      groupings.append(sizeGrouping(workers))
    }
    count(into: &groupings, jobs: jobs)
    let bySize = groupings.first(where: \.isSize)
    for index in groupings.indices {
      // Ordered first, since what is hidden among equals goes by their order.
      if !groupings[index].isSize { order(&groupings[index]) }
      addWages(to: &groupings[index], bySize: bySize)
    }
    return groupings
  }

  private func isShown(_ field: FieldIndex) -> Bool {
    table.columns[field] != nil && (includePersonal || !ruleSet.fields[field].isPersonal)
  }

  /// The group of firms of which it is not known, without firms.
  private var emptyGroup: FirmGroup {
    FirmGroup(
      name: nil, title: LocalizedText(vi: "", en: ""), areas: ruleSet.areas.count, rules: ruleSet.rules.count,
      shares: readers.count)
  }

  private func grouping(by field: FieldIndex) -> FirmGrouping {
    let declared = ruleSet.fields[field]
    var grouping = FirmGrouping(
      name: declared.name, title: declared.title, field: field, isSize: false, groups: [], groupOfFirm: [])
    guard let column = table.columns[field] else { return grouping }
    var numbers = CellNumbers()
    grouping.groupOfFirm = numbers.numbers(
      of: column, isTruth: declared.type == .truth, firms: run.count)
    let cells = numbers.cells
    let names = cells.map {
      MachineText.text($0, type: declared.type, ruleSet: ruleSet, pool: table.pool)
    }
    let shown = mostOften(names, grouping.groupOfFirm)
    if let shown {
      let position = shown.map { UInt32($0) }
      grouping.groupOfFirm = grouping.groupOfFirm.map { position[Int($0)] }
    }
    let empty = emptyGroup
    for place in cells.indices where shown.map({ $0[place] < FirmGroups.mostGroups }) ?? true {
      let name = names[place]
      grouping.groups.append(
        name.isEmpty ? empty : empty.named(name, title(cells[place], name, declared.type)))
    }
    if shown != nil { grouping.groups.append(empty.named("others", LocalizedText(vi: "khác", en: "others"))) }
    mergeUnknown(&grouping)
    return grouping
  }

  /// Where groups stand when only those with most firms are told apart, ties by name; nil when all are.
  private func mostOften(_ names: [String], _ groupOfFirm: [UInt32]) -> [Int]? {
    guard names.count > FirmGroups.mostGroups else { return nil }
    var firms = [Int](repeating: 0, count: names.count)
    for group in groupOfFirm { firms[Int(group)] += 1 }
    let ordered = names.indices.sorted { first, second in
      if firms[first] != firms[second] { return firms[first] > firms[second] }
      return names[first].utf8.lexicographicallyPrecedes(names[second].utf8)
    }
    let chosen = Set(ordered.prefix(FirmGroups.mostGroups))
    var next = 0
    return names.indices.map { place in
      guard chosen.contains(place) else { return FirmGroups.mostGroups }
      next += 1
      return next - 1
    }
  }

  /// Blank and unreadable cells are one group.
  private func mergeUnknown(_ grouping: inout FirmGrouping) {
    let unknown = grouping.groups.indices.filter { grouping.groups[$0].name == nil }
    guard let first = unknown.first, unknown.count > 1 else { return }
    var moved = grouping.groups.indices.map { UInt32($0) }
    for group in unknown { moved[group] = UInt32(first) }
    grouping.groupOfFirm = grouping.groupOfFirm.map { moved[Int($0)] }
  }

  private func title(_ cell: Int64, _ name: String, _ type: ValueType) -> LocalizedText {
    guard case .choice(let choice) = type, ruleSet.choices[choice].members.indices.contains(Int(cell)) else {
      return LocalizedText(vi: name, en: name)
    }
    return ruleSet.choices[choice].members[Int(cell)].title
  }

  private func sizeGrouping(_ field: FieldIndex) -> FirmGrouping {
    let limits = FirmGroups.sizeLimits
    let empty = emptyGroup
    var groups = limits.indices.map { index -> FirmGroup in
      guard index + 1 < limits.count else {
        let name = "\(limits[index])+"
        return empty.named(
          name, LocalizedText(vi: "từ \(limits[index]) lao động", en: "\(limits[index]) workers and more"))
      }
      let name = "\(limits[index])-\(limits[index + 1] - 1)"
      let shown = "\(limits[index])–\(limits[index + 1] - 1)"
      return empty.named(name, LocalizedText(vi: shown + " lao động", en: shown + " workers"))
    }
    groups.append(empty)
    let members: [UInt32]
    switch table.columns[field] {
    case .narrow(let cells): members = sizes(of: cells)
    case .wide(let cells): members = sizes(of: cells)
    case let column: members = sizes(of: (0..<run.count).map { column?.cell($0, isTruth: false) ?? -1 })
    }
    return FirmGrouping(
      name: "size", title: LocalizedText(vi: "Quy mô lao động", en: "Size by workers"), field: field,
      isSize: true, groups: groups, groupOfFirm: members)
  }
  /// The size group of each firm, after all others the one of firms whose workers are not known.
  private func sizes<Cell: FixedWidthInteger>(of cells: [Cell]) -> [UInt32] {
    var members = [UInt32](repeating: 0, count: run.count)
    let cells = cells.span
    var sizes = members.mutableSpan
    precondition(sizes.count <= cells.count, "every firm has a cell")
    // Counts how many limits a firm reaches, one limit at a time, so that several firms are compared together.
    for limit in FirmGroups.sizeLimits {
      let limit = Cell(clamping: limit)
      for firm in sizes.indices { sizes[firm] &+= cells[firm] >= limit ? 1 : 0 }
    }
    let unknown = UInt32(FirmGroups.sizeLimits.count)
    for firm in sizes.indices { sizes[firm] = sizes[firm] == 0 ? unknown : sizes[firm] &- 1 }
    return members
  }
}
