import FirmTable
import RiskScoring
import RuleModel

extension FirmGroups {
  /// Counts every firm once for each grouping; stretches of firms are counted on several threads and then added.
  func count(into groupings: inout [FirmGrouping], jobs: Int) {
    let all = groupings
    let counter = GroupCounter(groupings, run: run, policy: ruleSet.policy)
    let shareCounter = ShareCounter(readers)
    let pieces = max(1, min(jobs, run.count / 4096))
    let counted = ConcurrentChunks.map(count: pieces, jobs: jobs, worker: {}) { _, piece in
      let firms = piece * run.count / pieces..<(piece + 1) * run.count / pieces
      let shares = shareCounter.counts(of: firms, all, run)
      return (scores: counter.counts(of: firms), shares: shares)
    }
    for counts in counted {
      counter.add(counts.scores, to: &groupings)
      for index in groupings.indices {
        for (reader, shares) in counts.shares[index].enumerated() {
          for group in shares.indices { groupings[index].groups[group].shares[reader].add(shares[group]) }
        }
      }
    }
  }

  /// How all firms answer, by those of each group of a grouping.
  func shares(of grouping: FirmGrouping) -> [ShareCount] {
    var shares = [ShareCount](repeating: ShareCount(), count: readers.count)
    for group in grouping.groups { for index in shares.indices { shares[index].add(group.shares[index]) } }
    return shares
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

  /// Puts groups with most firms first and the unknown one last; groups without firms go.
  func order(_ grouping: inout FirmGrouping) {
    let groups = grouping.groups
    let ordered = groups.indices.filter { groups[$0].firms > 0 }.sorted { first, second in
      if (groups[first].name == nil) != (groups[second].name == nil) { return groups[second].name == nil }
      if groups[first].firms != groups[second].firms { return groups[first].firms > groups[second].firms }
      return (groups[first].name ?? "").utf8.lexicographicallyPrecedes((groups[second].name ?? "").utf8)
    }
    var positions = [UInt32](repeating: 0, count: groups.count)
    for (position, group) in ordered.enumerated() { positions[group] = UInt32(position) }
    grouping.groups = ordered.map { groups[$0] }
    let places = positions.span
    var groupOfFirm = grouping.groupOfFirm.mutableSpan
    for firm in groupOfFirm.indices { groupOfFirm[firm] = places[Int(groupOfFirm[firm])] }
  }
}
