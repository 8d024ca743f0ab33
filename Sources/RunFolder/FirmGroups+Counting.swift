import FirmTable
import RiskScoring
import RuleModel

extension FirmGroups {
  /// Counts every firm once for each grouping; stretches of firms are counted on several threads and then added.
  func count(into groupings: inout [FirmGrouping], jobs: Int) {
    let all = groupings
    let pieces = max(1, min(jobs, run.count / 4096))
    let counted = ConcurrentChunks.map(count: pieces, jobs: jobs, worker: {}) { _, piece in
      let firms = piece * run.count / pieces..<(piece + 1) * run.count / pieces
      return all.map { grouping in
        (
          GroupCounter(grouping, run: run, policy: ruleSet.policy).counts(of: firms),
          readers.map {
            $0.counts(of: firms, groupOfFirm: grouping.groupOfFirm, groups: grouping.groups.count, run)
          }
        )
      }
    }
    for counts in counted {
      for index in groupings.indices {
        GroupCounter.add(counts[index].0, to: &groupings[index], run: run)
        for (reader, shares) in counts[index].1.enumerated() {
          for group in shares.indices { groupings[index].groups[group].shares[reader].add(shares[group]) }
        }
      }
    }
  }

  /// How all firms answer.
  ///
  /// - Parameter jobs: most threads at work; the result is the same for any number.
  public func shares(jobs: Int = 1) -> [ShareCount] {
    let pieces = max(1, min(jobs, run.count / 4096))
    let none = [ShareCount](repeating: ShareCount(), count: readers.count)
    let counted = ConcurrentChunks.map(count: pieces, jobs: jobs, worker: {}) { _, piece in
      let firms = piece * run.count / pieces..<(piece + 1) * run.count / pieces
      return readers.map { $0.counts(of: firms, groupOfFirm: nil, groups: 1, run)[0] }
    }
    var shares = none
    for part in counted { for index in shares.indices { shares[index].add(part[index]) } }
    return shares
  }

  // MARK: - Wages

  /// Fields of money by month that a firm states once.
  private var wageFields: [FieldIndex] {
    ruleSet.fields.indices.filter { field in
      guard case .number(let number) = ruleSet.fields[field].type, table.columns[field] != nil,
        !ruleSet.isRowField(field), includePersonal || !ruleSet.fields[field].isPersonal
      else { return false }
      return number.isMonthlyMoney
    }
  }

  /// Adds wage figures to the groups, and by size within each where there is a division by size.
  func addWages(to grouping: inout FirmGrouping, bySize: FirmGrouping?) {
    let sizes = grouping.isSize ? nil : bySize
    for field in wageFields {
      guard let column = table.columns[field] else { continue }
      let sizeCount = sizes?.groups.count ?? 1
      var stated = [[[Int64]]](
        repeating: [[Int64]](repeating: [], count: sizeCount), count: grouping.groups.count)
      for firm in 0..<run.count {
        let cell = column.cell(firm, isTruth: false)
        let size = sizes.map { Int($0.groupOfFirm[firm]) } ?? 0
        if cell >= 0 { stated[Int(grouping.groupOfFirm[firm])][size].append(cell) }
      }
      let totals = stated.map { $0.reduce(0) { $0 + $1.count } }
      let shown = WageSuppression.shown(totals)
      for group in stated.indices {
        grouping.groups[group].wages.append(
          figures(field, stated[group].joined().sorted(), isShown: shown[group]))
      }
      guard sizes != nil else { continue }
      let sizeTotals = (0..<sizeCount).map { size in stated.reduce(0) { $0 + $1[size].count } }
      let cells = WageSuppression(
        stated.map { $0.map(\.count) }, rowTotals: shown,
        columnTotals: WageSuppression.shown(sizeTotals)
      ).isShown
      for group in stated.indices {
        if grouping.groups[group].wagesBySize.isEmpty {
          grouping.groups[group].wagesBySize = [[WageFigures]](repeating: [], count: sizeCount)
        }
        for size in 0..<sizeCount {
          grouping.groups[group].wagesBySize[size].append(
            figures(field, stated[group][size].sorted(), isShown: cells[group][size]))
        }
      }
    }
  }

  private func figures(_ field: FieldIndex, _ sorted: [Int64], isShown: Bool) -> WageFigures {
    guard isShown, sorted.count >= WageFigures.fewestFirms else {
      return WageFigures(field: field, firms: sorted.count)
    }
    let sum = sorted.reduce(Int128(0)) { $0 + Int128($1) }
    let count = Int128(sorted.count)
    return WageFigures(
      field: field, firms: sorted.count, lowest: sorted[0], median: sorted[(sorted.count - 1) / 2],
      average: Int64(clamping: (sum * 2 + count) / (count * 2)))
  }

  // MARK: - Order

  /// Puts groups with most firms first and the unknown one last; groups without firms go.
  func order(_ grouping: inout FirmGrouping) {
    let groups = grouping.groups
    let ordered = groups.indices.filter { groups[$0].firms > 0 }.sorted { first, second in
      let (one, other) = (groups[first], groups[second])
      if (one.name == nil) != (other.name == nil) { return other.name == nil }
      if one.firms != other.firms { return one.firms > other.firms }
      return (one.name ?? "").utf8.lexicographicallyPrecedes((other.name ?? "").utf8)
    }
    var positions = [UInt32](repeating: 0, count: groups.count)
    for (position, group) in ordered.enumerated() { positions[group] = UInt32(position) }
    grouping.groups = ordered.map { groups[$0] }
    grouping.groupOfFirm = grouping.groupOfFirm.map { positions[Int($0)] }
  }
}
