import Foundation
import RecordFiles
import RuleModel

@testable import FirmRiskCommands

/// The shipped sample, scored once under the shipped rules, with one thread, for all tests that look at its result.
final class ScoredSample: Sendable {
  static let shared = Result { try ScoredSample() }

  /// The files of the run's folder by name.
  let files: [String: Data]
  let ranking: PlainCSV

  struct Failure: Error {
    let text: String
  }

  private init() throws {
    let folder = try ScratchFolder()
    let run = firmrisk(
      ScoredSample.arguments("score") + ["--quiet", "--jobs", "1", "--out", folder.file("out")])
    guard run.status == .done else { throw Failure(text: run.errors) }
    files = try folder.contents(of: "out")
    ranking = files.table("ranking.csv")
  }

  /// A command line over the sample.
  static func arguments(_ command: String...) -> [String] {
    command + [Repository.sample, "--rules", Repository.shippedRules]
  }

  /// The sample's run in memory, with the places of all cells.
  static let run = Result { try MemoryRun() }
}

/// A run that tests only look at.
struct MemoryRun: @unchecked Sendable {
  // Unchecked: nothing of it changes once it is made.
  let value: FirmRun

  fileprivate init() throws {
    let input = CommandArguments(
      operands: [Repository.sample], values: ["--rules": [Repository.shippedRules]])
    var request = try RunRequest(input, input: Repository.sample)
    request.tracing = .all
    let silent = ProgramEnvironment(output: { _ in }, errors: { _ in })
    value = try FirmRun.complete(request, in: silent).get()
  }
}

extension [String: Data] {
  /// One of the files as text.
  func text(_ name: String) -> String { String(decoding: self[name] ?? Data(), as: UTF8.self) }

  /// One of the files as a table.
  func table(_ name: String) -> PlainCSV { PlainCSV(text(name)) }
}
