import RunFolder

/// Something about a finished run on which the caller wants exit code 1.
enum FailCondition: Equatable {
  /// Some row or cell of a list was rejected.
  case rejects
  /// Some list is over 45 days older than the as-of date.
  case stale
  /// Rows or lists contradict each other.
  case conflicts
  /// The assessed rules reach fewer points than this.
  case coverage(below: Int)

  static let option = CommandOption.value(
    "--fail-on", "WHAT", repeated: true,
    "exit with 1 on `rejects`, `stale`, `conflicts` or `coverage<N`; may be repeated")

  /// Reads `rejects`, `stale`, `conflicts` or `coverage<N` with N from 1 to 100.
  init(_ text: String) throws(UsageMistake) {
    switch text {
    case "rejects": self = .rejects
    case "stale": self = .stale
    case "conflicts": self = .conflicts
    default:
      guard text.hasPrefix("coverage<"), let limit = Int(text.dropFirst(9)), (1...100).contains(limit) else {
        throw UsageMistake(
          "`--fail-on` does not know `\(text)`",
          help: ["it takes `rejects`, `stale`, `conflicts` or `coverage<N` with N from 1 to 100"])
      }
      self = .coverage(below: limit)
    }
  }

  /// What was found in a run; nil when the condition does not hold.
  func finding(in result: RunResult) -> String? {
    let accounts = result.accounts
    switch self {
    case .rejects:
      let count = accounts.rejects.count + accounts.rejectsNotListed
      return count > 0 ? "\(count == 1 ? "1 row or cell was" : "\(count) rows or cells were") rejected" : nil
    case .stale:
      let stale = accounts.sources.filter(\.isStale).map(\.source)
      return stale.isEmpty ? nil : "stale lists: \(stale.joined(separator: ", "))"
    case .conflicts:
      let count = accounts.conflicts.count + accounts.conflictsNotListed
      return count > 0 ? "\(count) values contradict each other" : nil
    case .coverage(let limit):
      let coverage = result.run.coverage
      return coverage < limit ? "the assessed rules reach \(coverage) points, under \(limit)" : nil
    }
  }
}
