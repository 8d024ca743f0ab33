import Diagnostics
import RuleModel
import RuleTesting

/// What the examples reach, in words.
struct CoverageText {
  let ruleSet: RuleSet
  let sources: SourceMap

  func print(_ coverage: ExampleCoverage, to environment: ProgramEnvironment) {
    let covered = coverage.ruleCount - coverage.missingExamples.count
    environment.print(
      "\(covered) of \(coverage.ruleCount) rules have an example that fires, one that passes and one unknown")
    for rule in coverage.missingExamples { environment.print("  " + sentence(rule)) }
    let reached = coverage.branches.filter(\.isReached).count
    environment.print(
      "\(reached) of \(coverage.branches.count) branches of `or` decide alone in some example")
    for branch in coverage.branches where !branch.isReached {
      let id = ruleSet.rules[branch.rule].id
      environment.print("  rule `\(id)`: no example in which only `\(sources.line(of: branch.span))` is yes")
    }
    let values = coverage.values.filter(\.isReached).count
    environment.print("\(values) of \(coverage.values.count) dated values are reached by some example")
    for value in coverage.values where !value.isReached {
      environment.print("  no example reaches \(value.value.words(in: ruleSet))")
    }
  }

  private func sentence(_ missing: MissingExamples) -> String {
    var kinds: [String] = []
    if missing.lacksFiring { kinds.append("fires") }
    if missing.lacksPassing { kinds.append("passes") }
    if missing.lacksUnknown { kinds.append("is unknown") }
    let list = kinds.joined(separator: ", nor one in which it ")
    return "rule `\(ruleSet.rules[missing.rule].id)` has no example in which it \(list)"
  }
}

/// What the examples notice, in words.
struct MutationText {
  let sources: SourceMap

  func print(_ account: MutationAccount, _ file: AcceptedMutants, to environment: ProgramEnvironment) {
    var table = TextTable([
      .init("area"), .init("noticed", .right), .init("of", .right), .init("percent", .right),
    ])
    for area in account.areas {
      table.append([area.area, "\(area.noticed)", "\(area.total)", percent(area.noticed, area.total)])
    }
    table.append([
      "all", "\(account.noticed)", "\(account.total)", percent(account.noticed, account.total),
    ])
    environment.print("\nchanges of the rules that examples notice")
    for line in table.lines(width: environment.width, indent: 2) { environment.print(line) }
    if !account.unexplained.isEmpty { environment.print("\nno example notices, and no reason is given:") }
    for mutant in account.unexplained {
      environment.print("  \(sources.place(of: mutant.span)) [\(mutant.kind.rawValue)] \(mutant.id)")
    }
    if !account.accepted.isEmpty {
      environment.print("\nno example notices, with the reason in \(AcceptedMutants.fileName):")
    }
    for (mutant, line) in account.accepted {
      environment.print("  \(sources.place(of: mutant.span)) [\(mutant.kind.rawValue)] \(mutant.id)")
      environment.print("    because \(line.reason)")
    }
    for line in account.stale {
      environment.print(
        "\(line.place): an example notices this change, or there is none: \(line.id)"
      )
    }
    for place in file.broken {
      environment.print("\(place): not of the form `change | reason`")
    }
  }

  /// Tenths of a percent, rounded down, so that 100.0 % means all.
  private func percent(_ part: Int, _ whole: Int) -> String {
    guard whole > 0 else { return "–" }
    let tenths = part * 1000 / whole
    return "\(tenths / 10).\(tenths % 10) %"
  }
}

extension SourceMap {
  /// The text of a span on one line.
  func line(of span: Span) -> String {
    file(span.file).text(of: span).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// File and line of a span.
  func place(of span: Span) -> String {
    let file = file(span.file)
    return "\(file.path):\(file.position(of: Int(span.start)).line)"
  }
}
