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
  /// More groups than this would take much memory for all numbers of each.
  private static let mostGroups = 512

  init(_ readers: [ShareReader]) {
    self.readers = readers
    let stored = readers.indices.filter { readers[$0].storedAnswers != nil }
    // Bundles of the same size: numbers of fewer columns are fewer.
    let count = (stored.count + Self.together - 1) / Self.together
    bundles = (0..<count).map {
      Array(stored[$0 * stored.count / count..<($0 + 1) * stored.count / count])
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
          add(tallies(codes, of: bundle, firms, grouping), of: bundle, to: &counts[place])
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
      Self.add(answers, firms, shift: UInt8(2 * place), to: &codes)
    }
    return codes
  }

  private static func add(
    _ answers: [UInt8], _ firms: Range<Int>, shift: UInt8, to codes: inout [UInt8]
  ) {
    let all = answers.span
    let answers = all.extracting(firms)
    var codes = codes.mutableSpan
    precondition(codes.count <= answers.count, "every firm has an answer")
    for firm in codes.indices { codes[firm] |= (answers[firm] & 3) &<< shift }
  }

  /// How many different numbers the answers to a bundle make.
  private static func codes(of bundle: [Int]) -> Int { 1 << (2 * bundle.count) }

  /// Firms by group and answers.
  private func tallies(
    _ codes: [UInt8], of bundle: [Int], _ firms: Range<Int>, _ grouping: FirmGrouping
  ) -> [UInt32] {
    let width = Self.codes(of: bundle)
    var tallies = [UInt32](repeating: 0, count: grouping.groups.count * width)
    let codes = codes.span
    let groups = grouping.groupOfFirm.span
    for firm in firms {
      tallies[Int(groups[firm]) &* width &+ Int(codes[firm &- firms.lowerBound])] &+= 1
    }
    return tallies
  }

  private func add(_ tallies: [UInt32], of bundle: [Int], to counts: inout [[ShareCount]]) {
    let width = Self.codes(of: bundle)
    let all = tallies.span
    // Firms of one group by question and answer.
    var answers = [Int](repeating: 0, count: 4 * bundle.count)
    for group in 0..<tallies.count / width {
      let own = all.extracting(group * width..<(group + 1) * width)
      for answer in answers.indices { answers[answer] = 0 }
      for code in own.indices where own[code] > 0 {
        var rest = code
        for question in 0..<bundle.count {
          answers[4 &* question &+ (rest & 3)] &+= Int(own[code])
          rest &>>= 2
        }
      }
      for (place, reader) in bundle.enumerated() {
        counts[reader][group].yes += answers[4 * place + Int(TruthCode.yes)]
        counts[reader][group].no += answers[4 * place + Int(TruthCode.no)]
        counts[reader][group].unknown +=
          answers[4 * place + Int(TruthCode.unknown)] + answers[4 * place + Int(TruthCode.bad)]
      }
    }
  }
}
