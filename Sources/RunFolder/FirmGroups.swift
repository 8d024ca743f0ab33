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

  /// Rules that fire for most firms of the group, ties by id.
  public func topRules(_ count: Int) -> [Int] {
    let caught = fired.indices.filter { fired[$0] > 0 }
    return Array(caught.sorted { (fired[$1], $0) < (fired[$0], $1) }.prefix(count))
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

  private func emptyGroup(_ name: String?, _ title: LocalizedText) -> FirmGroup {
    FirmGroup(
      name: name, title: title, areas: ruleSet.areas.count, rules: ruleSet.rules.count, shares: readers.count)
  }

  private func grouping(by field: FieldIndex) -> FirmGrouping {
    let declared = ruleSet.fields[field]
    var grouping = FirmGrouping(
      name: declared.name, title: declared.title, field: field, isSize: false, groups: [], groupOfFirm: [])
    guard let column = table.columns[field] else { return grouping }
    let (cells, firms) = divide(by: column, isTruth: declared.type == .truth, into: &grouping.groupOfFirm)
    let names = cells.map {
      MachineText.text($0, type: declared.type, ruleSet: ruleSet, pool: table.pool)
    }
    let shown = mostOften(names, firms)
    if let shown {
      let position = shown.map { UInt32($0) }
      grouping.groupOfFirm = grouping.groupOfFirm.map { position[Int($0)] }
    }
    for place in cells.indices where shown.map({ $0[place] < FirmGroups.mostGroups }) ?? true {
      let name = names[place]
      grouping.groups.append(
        name.isEmpty
          ? emptyGroup(nil, LocalizedText(vi: "", en: ""))
          : emptyGroup(name, title(cells[place], name, declared.type)))
    }
    if shown != nil { grouping.groups.append(emptyGroup("others", LocalizedText(vi: "khác", en: "others"))) }
    mergeUnknown(&grouping)
    return grouping
  }

  /// Numbers the cells of a column in the order of the firms that have them first.
  ///
  /// - Parameter numbers: takes the number of each firm's cell.
  /// - Returns: the distinct cells, and how many firms have each.
  private func divide(
    by column: StoredColumn, isTruth: Bool, into numbers: inout [UInt32]
  ) -> (cells: [Int64], firms: [Int]) {
    var groupOfCell = GroupOfCell(column)
    var cells: [Int64] = []
    var firms: [Int] = []
    numbers = [UInt32](repeating: 0, count: run.count)
    for firm in 0..<run.count {
      let cell = groupOfCell.cell(firm, isTruth: isTruth)
      if let known = groupOfCell[cell] {
        numbers[firm] = known
        firms[Int(known)] += 1
        continue
      }
      let number = UInt32(cells.count)
      numbers[firm] = number
      groupOfCell[cell] = number
      cells.append(cell)
      firms.append(1)
    }
    return (cells, firms)
  }

  /// Where groups stand when only those with most firms are told apart, ties by name; nil when all are.
  private func mostOften(_ names: [String], _ firms: [Int]) -> [Int]? {
    guard names.count > FirmGroups.mostGroups else { return nil }
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
    var groups = limits.indices.map { index -> FirmGroup in
      guard index + 1 < limits.count else {
        let name = "\(limits[index])+"
        return emptyGroup(
          name, LocalizedText(vi: "từ \(limits[index]) lao động", en: "\(limits[index]) workers and more"))
      }
      let name = "\(limits[index])-\(limits[index + 1] - 1)"
      let shown = "\(limits[index])–\(limits[index + 1] - 1)"
      return emptyGroup(name, LocalizedText(vi: shown + " lao động", en: shown + " workers"))
    }
    groups.append(emptyGroup(nil, LocalizedText(vi: "", en: "")))
    let unknown = UInt32(limits.count)
    let column = table.columns[field].map { GroupOfCell($0) }
    var members = [UInt32](repeating: unknown, count: run.count)
    for firm in 0..<run.count {
      guard let cell = column?.cell(firm, isTruth: false), cell >= 0 else { continue }
      var group: UInt32 = 0
      for limit in limits.dropFirst() { group += cell >= limit ? 1 : 0 }
      members[firm] = group
    }
    return FirmGrouping(
      name: "size", title: LocalizedText(vi: "Quy mô lao động", en: "Size by workers"), field: field,
      isSize: true, groups: groups, groupOfFirm: members)
  }
}

/// The cells of a column, and which group each of their values has.
private struct GroupOfCell {
  private let column: StoredColumn
  private let narrow: [Int32]
  private let isNarrow: Bool
  /// Group + 1 of each value from `first` on; empty where values are far apart.
  private var dense: [UInt32] = []
  private var first: Int64 = 0
  /// Groups + 1 of the marks for cells without a value.
  private var marked = [UInt32](repeating: 0, count: 8)
  /// Looked up only; the order of groups comes from the firms.
  private var sparse: [Int64: UInt32] = [:]
  private static let mostDense: Int64 = 1 << 22

  init(_ column: StoredColumn) {
    self.column = column
    guard case .narrow(let cells) = column else {
      narrow = []
      isNarrow = false
      return
    }
    narrow = cells
    isNarrow = true
    var least = Int32.max
    var greatest = Int32.min
    for cell in cells where cell > CellMark.badNarrow {
      least = min(least, cell)
      greatest = max(greatest, cell)
    }
    guard least <= greatest, Int64(greatest) - Int64(least) < Self.mostDense else { return }
    first = Int64(least)
    dense = [UInt32](repeating: 0, count: Int(greatest) - Int(least) + 1)
  }

  /// One cell of the column.
  @inline(__always) func cell(_ firm: Int, isTruth: Bool) -> Int64 {
    guard isNarrow else { return column.cell(firm, isTruth: isTruth) }
    let cell = narrow[firm]
    if cell > CellMark.badNarrow { return Int64(cell) }
    return CellMark.unknown + Int64(cell - CellMark.unknownNarrow)
  }

  /// The place of a cell among the marks; nil for a value.
  private func mark(_ cell: Int64) -> Int? {
    let place = cell &- CellMark.unknown
    return place >= 0 && place < marked.count ? Int(place) : nil
  }

  subscript(cell: Int64) -> UInt32? {
    @inline(__always) get {
      let place = cell &- first
      if place >= 0, place < dense.count {
        let group = dense[Int(place)]
        return group == 0 ? nil : group - 1
      }
      if let mark = mark(cell) { return marked[mark] == 0 ? nil : marked[mark] - 1 }
      return sparse[cell]
    }
    set {
      let place = cell &- first
      if place >= 0, place < dense.count {
        dense[Int(place)] = newValue.map { $0 + 1 } ?? 0
      } else if let mark = mark(cell) {
        marked[mark] = newValue.map { $0 + 1 } ?? 0
      } else {
        sparse[cell] = newValue
      }
    }
  }
}
