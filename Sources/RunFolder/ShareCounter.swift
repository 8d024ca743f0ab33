import FirmTable
import RiskScoring

/// Counts the answers to all questions of shares, those that are stored yes/no columns several at a time.
struct ShareCounter: Sendable {
  private let readers: [ShareReader]
  /// Places of readers whose answers are a stored column and nothing else, some of them together.
  private let bundles: [[Int]]
  private let others: [Int]

  /// Columns of two bits a firm that make one number together.
  private static let together = 4
  private static let codes = 1 << (2 * together)
  /// More groups than this would take much memory for all numbers of each.
  private static let mostGroups = 512

  init(_ readers: [ShareReader]) {
    self.readers = readers
    let stored = readers.indices.filter { readers[$0].storedAnswers != nil }
    bundles = stride(from: 0, to: stored.count, by: Self.together).map {
      Array(stored[$0..<min($0 + Self.together, stored.count)])
    }
    others = readers.indices.filter { readers[$0].storedAnswers == nil }
  }

  /// How the firms of a stretch answer: for each grouping and reader the count of each group.
  func counts(of firms: Range<Int>, _ groupings: [FirmGrouping], _ run: ScoredRun) -> [[[ShareCount]]] {
    var counts = groupings.map { grouping in
      readers.map { _ in [ShareCount](repeating: ShareCount(), count: grouping.groups.count) }
    }
    for bundle in bundles {
      let codes = codes(of: bundle, firms)
      for (place, grouping) in groupings.enumerated() {
        if grouping.groups.count > Self.mostGroups {
          for reader in bundle { counts[place][reader] = count(reader, firms, grouping, run) }
        } else {
          add(tallies(codes, firms, grouping), of: bundle, to: &counts[place])
        }
      }
    }
    for reader in others {
      for (place, grouping) in groupings.enumerated() {
        counts[place][reader] = count(reader, firms, grouping, run)
      }
    }
    return counts
  }

  private func count(
    _ reader: Int, _ firms: Range<Int>, _ grouping: FirmGrouping, _ run: ScoredRun
  ) -> [ShareCount] {
    readers[reader].counts(
      of: firms, groupOfFirm: grouping.groupOfFirm, groups: grouping.groups.count, run)
  }

  /// The answers of each firm to the questions of a bundle, two bits each.
  private func codes(of bundle: [Int], _ firms: Range<Int>) -> [UInt8] {
    var codes = [UInt8](repeating: 0, count: firms.count)
    for (place, reader) in bundle.enumerated() {
      guard let answers = readers[reader].storedAnswers else { continue }
      let shift = UInt8(2 * place)
      for firm in codes.indices { codes[firm] |= (answers[firms.lowerBound + firm] & 3) &<< shift }
    }
    return codes
  }

  /// Firms by group and answers.
  private func tallies(_ codes: [UInt8], _ firms: Range<Int>, _ grouping: FirmGrouping) -> [UInt32] {
    var tallies = [UInt32](repeating: 0, count: grouping.groups.count * Self.codes)
    let codes = codes.span
    let groups = grouping.groupOfFirm.span
    for firm in firms {
      tallies[Int(groups[firm]) &* Self.codes &+ Int(codes[firm &- firms.lowerBound])] &+= 1
    }
    return tallies
  }

  private func add(_ tallies: [UInt32], of bundle: [Int], to counts: inout [[ShareCount]]) {
    for (index, tally) in tallies.enumerated() where tally > 0 {
      let (group, code) = index.quotientAndRemainder(dividingBy: Self.codes)
      for (place, reader) in bundle.enumerated() {
        switch UInt8(truncatingIfNeeded: code >> (2 * place) & 3) {
        case TruthCode.yes: counts[reader][group].yes += Int(tally)
        case TruthCode.no: counts[reader][group].no += Int(tally)
        default: counts[reader][group].unknown += Int(tally)
        }
      }
    }
  }
}
