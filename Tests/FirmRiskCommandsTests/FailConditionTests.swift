import Testing

@testable import FirmRiskCommands

/// `--fail-on` asks for exit code 1 and changes nothing else.
@Suite struct FailConditionTests {
  static func score(_ extra: [String]) -> ProgramRun {
    firmrisk(["score", Repository.sample, "--rules", Repository.shippedRules, "--quiet"] + extra)
  }

  @Test(arguments: ["rejects", "conflicts"]) func theSampleFailsOnWhatItHolds(_ what: String) {
    let run = FailConditionTests.score(["--fail-on", what])
    #expect(run.status == .findings)
    #expect(run.errors.contains("FR308"))
  }

  @Test func theSampleHasNoStaleList() {
    #expect(FailConditionTests.score(["--fail-on", "stale"]).status == .done)
  }

  @Test func listsOfAnotherYearAreStale() {
    let run = FailConditionTests.score(["--fail-on", "stale", "--as-of", "2027-10-31"])
    #expect(run.status == .findings)
    #expect(run.errors.contains("stale lists: "))
  }

  @Test(arguments: ["", "coverage", "coverage<0", "coverage<101", "coverage<x", "Rejects"])
  func anythingElseIsAUsageMistake(_ what: String) {
    let run = FailConditionTests.score(["--fail-on", what])
    #expect(run.status == .usage)
    #expect(run.errors.contains("`--fail-on` does not know `\(what)`"))
  }
}
