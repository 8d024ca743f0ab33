/// Mutants that need no example, each with the reason why: lines of `id | reason`, `#` begins a comment.
public struct AcceptedMutants: Sendable {
  /// Name of the file, beside the rules.
  public static let fileName = "mutants-accepted.txt"

  /// One line.
  public struct Line: Hashable, Sendable {
    /// Path of the file and number of the line, from 1.
    public let place: String
    /// Id of the mutant.
    public let id: String
    /// Why nobody can or need notice it.
    public let reason: String
    /// Whether it stands beside the pack below, whose own test says when it is stale.
    public let isInherited: Bool
  }

  /// The lines that name a mutant and a reason.
  public private(set) var lines: [Line]
  /// Path and number of lines that do not.
  public private(set) var broken: [String]

  /// No lines.
  public init() {
    lines = []
    broken = []
  }

  /// Reads the text of a file.
  ///
  /// - Parameters:
  ///   - text: its content.
  ///   - path: what people know it by.
  ///   - isInherited: whether it belongs to the pack below.
  public init(text: String, path: String = AcceptedMutants.fileName, isInherited: Bool = false) {
    var lines: [Line] = []
    var broken: [String] = []
    for (index, raw) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let line = AcceptedMutants.trimmed(raw)
      if line.isEmpty || line.hasPrefix("# ") || line == "#" { continue }
      guard let bar = line.lastIndex(of: "|") else {
        broken.append("\(path):\(index + 1)")
        continue
      }
      let id = AcceptedMutants.trimmed(line[..<bar])
      let reason = AcceptedMutants.trimmed(line[line.index(after: bar)...])
      if id.isEmpty || reason.isEmpty {
        broken.append("\(path):\(index + 1)")
      } else {
        lines.append(
          Line(place: "\(path):\(index + 1)", id: id, reason: reason, isInherited: isInherited))
      }
    }
    self.lines = lines
    self.broken = broken
  }

  /// The lines of two files, the first ones first.
  public func joined(with other: AcceptedMutants) -> AcceptedMutants {
    var all = self
    all.lines += other.lines
    all.broken += other.broken
    return all
  }

  /// The lines that a condition chooses.
  public func only(_ isWanted: (Line) -> Bool) -> AcceptedMutants {
    var copy = self
    copy.lines = lines.filter(isWanted)
    return copy
  }

  private static func trimmed(_ text: Substring) -> String {
    let start = text.firstIndex { !$0.isWhitespace } ?? text.endIndex
    let end = text.lastIndex { !$0.isWhitespace }.map { text.index(after: $0) } ?? start
    return String(text[start..<end])
  }

  private static func trimmed(_ text: String) -> String { trimmed(text[...]) }
}

/// What the examples notice, counted, with what is left over.
public struct MutationAccount: Sendable {
  /// Counts of one area.
  public struct AreaCount: Hashable, Sendable {
    /// The area's name, `gate` or `parameters`.
    public let area: String
    /// Mutants that an example notices.
    public let noticed: Int
    /// All mutants of the area.
    public let total: Int
  }

  /// Least share of mutants that examples must notice, in percent.
  public static let requiredPercent = 95

  /// Counts by area, in order of the rule set's areas, then gates and parameters.
  public let areas: [AreaCount]
  /// Mutants that nobody notices and that no line accepts.
  public let unexplained: [Mutant]
  /// Mutants that nobody notices, with the line that accepts them.
  public let accepted: [(mutant: Mutant, line: AcceptedMutants.Line)]
  /// Lines whose mutant is noticed by an example, or does not exist.
  public let stale: [AcceptedMutants.Line]

  /// Mutants that an example notices.
  public var noticed: Int { areas.reduce(0) { $0 + $1.noticed } }
  /// All mutants.
  public var total: Int { areas.reduce(0) { $0 + $1.total } }
  /// Whether enough is noticed and every other mutant has a reason.
  public var isGood: Bool {
    unexplained.isEmpty && stale.isEmpty && noticed * 100 >= total * MutationAccount.requiredPercent
  }

  /// Counts results.
  ///
  /// - Parameters:
  ///   - results: every mutant, or those of chosen rules.
  ///   - areas: names of areas in the order in which they are shown.
  ///   - accepted: lines of the pack's file; only lines of rules that were run can be stale.
  public init(_ results: [MutantResult], areas names: [String], accepted file: AcceptedMutants) {
    areas = (names + ["gate", "parameters"]).compactMap { name in
      let own = results.filter { $0.mutant.area == name }
      return own.isEmpty
        ? nil : AreaCount(area: name, noticed: own.filter(\.isNoticed).count, total: own.count)
    }
    var lineOf: [String: AcceptedMutants.Line] = [:]
    for line in file.lines { lineOf[line.id] = lineOf[line.id] ?? line }
    let missed = results.filter { !$0.isNoticed }.map(\.mutant)
    unexplained = missed.filter { lineOf[$0.id] == nil }
    accepted = missed.compactMap { mutant in lineOf[mutant.id].map { (mutant, $0) } }
    let used = Set(accepted.map(\.line))
    stale = file.lines.filter { !used.contains($0) && !$0.isInherited }
  }
}
