import FirmTable
import RiskScoring
import RuleModel
import RunFolder

/// A field or list whose blanks keep scores open.
public struct BlankField: Hashable, Sendable {
  /// What is blank.
  public enum Subject: Hashable, Sendable {
    /// A field of firms.
    case field(FieldIndex)
    /// The rows of a list with many rows a firm.
    case list(SourceIndex)
  }

  /// What is blank.
  public var subject: Subject
  /// Title for people.
  public var title: LocalizedText
  /// Firms for which it is blank and some rule that reads it is unknown: an answer could move their score.
  public var firms: Int
  /// Of these, firms below the band `high` that may reach it.
  public var mayBeHigh: Int
}

/// Counts which blanks would move how many firms.
struct BlankFields: Sendable {
  private let result: RunResult
  private let includePersonal: Bool
  /// What each rule reads, through definitions and derivations.
  private let subjects: [[Int]]
  /// Fields first, then sources.
  private let fieldCount: Int

  init(_ result: RunResult, includePersonal: Bool) {
    self.result = result
    self.includePersonal = includePersonal
    let ruleSet = result.ruleSet
    fieldCount = ruleSet.fields.count
    subjects = ruleSet.rules.map { BlankFields.subjects(of: $0, ruleSet) }
  }

  /// The blanks with the most firms first, ties in the order of the rule set.
  func counted(jobs: Int) -> [BlankField] {
    let run = result.run
    let pieces = max(1, min(jobs * 2, run.count / 2048))
    let size = fieldCount + result.ruleSet.sources.count
    let parts = ConcurrentChunks.map(count: pieces, jobs: jobs, worker: {}) { _, piece in
      count(piece * run.count / pieces..<(piece + 1) * run.count / pieces, size: size)
    }
    var firms = [Int](repeating: 0, count: size)
    var high = firms
    for part in parts {
      for index in firms.indices {
        firms[index] += part.firms[index]
        high[index] += part.mayBeHigh[index]
      }
    }
    let ordered = firms.indices.filter { firms[$0] > 0 }.sorted { (firms[$1], $0) < (firms[$0], $1) }
    return ordered.map { index in
      BlankField(
        subject: index < fieldCount ? .field(index) : .list(index - fieldCount), title: title(index),
        firms: firms[index], mayBeHigh: high[index])
    }
  }

  private func title(_ subject: Int) -> LocalizedText {
    subject < fieldCount
      ? result.ruleSet.fields[subject].title : result.ruleSet.sources[subject - fieldCount].title
  }

  /// Titles of what a rule reads and a firm's lists leave blank, in order of the rule.
  func titles(of rule: Int, firm: Int) -> [LocalizedText] {
    subjects[rule].filter { isBlank($0, firm) }.map(title)
  }

  private func count(_ range: Range<Int>, size: Int) -> (firms: [Int], mayBeHigh: [Int]) {
    let run = result.run
    let policy = result.ruleSet.policy
    var firms = [Int](repeating: 0, count: size)
    var high = firms
    var lastFirm = [Int](repeating: -1, count: size)
    var overview = FirmOverview()
    for firm in range {
      run.read(firm: firm, into: &overview)
      let isOpen =
        policy.band(of: Int(run.lows[firm])) < .high && policy.band(of: Int(run.highs[firm])) >= .high
      for rule in overview.unknownRules {
        for subject in subjects[rule] where lastFirm[subject] != firm && isBlank(subject, firm) {
          lastFirm[subject] = firm
          firms[subject] += 1
          if isOpen { high[subject] += 1 }
        }
      }
    }
    return (firms, high)
  }

  private func isBlank(_ subject: Int, _ firm: Int) -> Bool {
    guard subject < fieldCount else {
      guard let rows = result.table.rows[subject - fieldCount] else { return true }
      return rows.offsets[firm] == rows.offsets[firm + 1] && !rows.isComplete
    }
    guard let column = result.table.columns[subject] else { return true }
    let cell = column.cell(firm, isTruth: result.ruleSet.fields[subject].type == .truth)
    return cell == CellMark.unknown || cell == CellMark.bad
  }

  private static func subjects(of rule: Rule, _ ruleSet: RuleSet) -> [Int] {
    var found: [Int] = []
    func collect(_ expression: RuleExpression, depth: Int) {
      switch expression.kind {
      case .field(let field):
        guard !found.contains(field) else { return }
        found.append(field)
        if let derivation = ruleSet.fields[field].derivation, depth < 8 {
          collect(derivation.expression, depth: depth + 1)
        }
      case .aggregate(let aggregate):
        let subject = ruleSet.fields.count + aggregate.source
        if !found.contains(subject) { found.append(subject) }
      default: for operand in expression.operands { collect(operand, depth: depth) }
      }
    }
    for root in [rule.applies, rule.condition, rule.points?.expression].compactMap({ $0 }) {
      collect(root, depth: 0)
    }
    return found
  }
}
