import FirmRiskCommands

/// One measurement in a process of its own, which tells its figures as `name=value;…`.
enum SingleMeasurement {
  /// The bare index of delimiters.
  case index(list: String)
  /// The manifest's hash of the list.
  case hash(list: String)
  /// Reading and decoding alone.
  case read(list: String, rules: String?, jobs: Int)
  /// A whole run, checked against the row evaluator.
  case score(list: String, rules: String?, jobs: Int)

  /// Reads `index|LIST`, `hash|LIST`, `read|LIST|RULES|JOBS` or `score|LIST|RULES|JOBS`.
  init?(_ text: String) {
    let parts = text.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2 || parts.count == 4 else { return nil }
    let rules = parts.count < 4 || parts[2].isEmpty ? nil : parts[2]
    let jobs = parts.count < 4 ? 1 : Int(parts[3])
    switch (parts[0], parts.count, jobs) {
    case ("index", 2, _): self = .index(list: parts[1])
    case ("hash", 2, _): self = .hash(list: parts[1])
    case ("read", 4, let jobs?): self = .read(list: parts[1], rules: rules, jobs: jobs)
    case ("score", 4, let jobs?): self = .score(list: parts[1], rules: rules, jobs: jobs)
    default: return nil
    }
  }

  /// Measures and prints.
  ///
  /// - Returns: whether it could be done and was right.
  func run(work: String, in environment: ProgramEnvironment) -> Bool {
    switch self {
    case .index(let list):
      return index(list, environment)
    case .hash(let list):
      return tell(MeasuredRun.hashingSeconds(list), environment)
    case .read(let list, let rules, let jobs):
      let request = MeasuredRun.Request(list: list, rules: rules, out: "\(work)/out", jobs: jobs)
      return tell(MeasuredRun.readingSeconds(request, in: environment), environment)
    case .score(let list, let rules, let jobs):
      let request = MeasuredRun.Request(list: list, rules: rules, out: "\(work)/out", jobs: jobs)
      return score(request, environment)
    }
  }

  private func index(_ list: String, _ environment: ProgramEnvironment) -> Bool {
    let start = MonotonicTime.now
    guard let index = CellIndex(of: list) else {
      environment.printError("`\(list)` cannot be read")
      return false
    }
    let seconds = MonotonicTime.now - start
    let again = MonotonicTime.now
    guard let kept = CellIndex(of: list, keepsAll: true) else { return false }
    let keptSeconds = MonotonicTime.now - again
    guard kept.cells == index.cells, kept.checksum == index.checksum else { return false }
    let figures = [
      "seconds=\(seconds)", "kept=\(keptSeconds)", "cells=\(index.cells)", "checksum=\(index.checksum)",
      "avx2=\(CellIndex.isWide ? 1 : 0)",
    ]
    environment.print(figures.joined(separator: ";"))
    return true
  }

  private func tell(_ seconds: Double?, _ environment: ProgramEnvironment) -> Bool {
    guard let seconds else {
      environment.printError("it could not be measured")
      return false
    }
    environment.print("seconds=\(seconds)")
    return true
  }

  private func score(_ request: MeasuredRun.Request, _ environment: ProgramEnvironment) -> Bool {
    guard let run = MeasuredRun.make(request, in: environment) else { return false }
    environment.print(RunFigures.text(run))
    let checked = run.compare(firms: 500)
    if checked.different > 0 {
      environment.printError(
        "\(checked.different) of \(checked.compared) outcomes differ from the row evaluator")
    }
    return checked.different == 0 && checked.compared > 0
  }
}
