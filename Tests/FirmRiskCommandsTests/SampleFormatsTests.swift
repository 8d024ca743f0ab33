import Foundation
import Testing

@testable import FirmRiskCommands

/// The sample's lists as workbooks and as agencies print them say what the plain lists say.
@Suite("The sample in other formats") struct SampleFormatsTests {
  /// Each folder, scored once.
  private static let runs: [String: Result<[String: Data], any Error>] = Dictionary(
    uniqueKeysWithValues: ["hue-xlsx", "hue-title-block"].map { name in
      (
        name,
        Result {
          let folder = try ScratchFolder()
          let run = firmrisk(
            "score", Repository.root + "/samples/" + name, "--rules", Repository.shippedRules, "--quiet",
            "--jobs", "1", "--out", folder.file("out"))
          guard run.status == .done else { throw ScoredSample.Failure(text: run.errors) }
          return try folder.contents(of: "out")
        }
      )
    })

  private func files(_ name: String) throws -> [String: Data] { try #require(Self.runs[name]).get() }
  private var plain: [String: Data] { get throws { try ScoredSample.shared.get().files } }

  @Test(
    "What does not name a line is the same, byte for byte", arguments: ["hue-xlsx", "hue-title-block"],
    ["ranking.csv", "cells.csv", "inconsistencies.csv", "unmatched.csv"])
  func sameBytes(folder: String, name: String) throws {
    let same = try files(folder)[name] == plain[name]
    #expect(try plain[name]?.isEmpty == false)
    #expect(same, "\(name) of samples/\(folder)")
  }

  @Test("Every row joins, merges, fails or finds no firm alike", arguments: ["hue-xlsx", "hue-title-block"])
  func sameAccount(folder: String) throws {
    let (found, wanted) = (try files(folder).table("sources.csv"), try plain.table("sources.csv"))
    for column in [
      "source", "list_date", "stale", "complete", "joined", "merged", "unmatched", "rejected", "balanced",
      "by_crosswalk", "by_link", "inconsistent",
    ] { #expect(found.column(column) == wanted.column(column), "\(column)") }
  }

  @Test(
    "Conflicts are those of the same firms, fields and values", arguments: ["hue-xlsx", "hue-title-block"])
  func sameConflicts(folder: String) throws {
    // Values stand as the list writes them: figures in groups or in thousands, marks apart from letters.
    func lines(_ files: [String: Data]) -> [[String]] {
      files.table("conflicts.csv").rows.map { row in
        row.map { cell in
          cell.replacing(#/ \([^()]*:[A-Z]*\d+\)/#, with: "").replacing(#/[.,]/#, with: "")
            .precomposedStringWithCanonicalMapping
        }
      }
    }
    #expect(try lines(plain).count > 4 && lines(plain).joined().allSatisfy { !$0.contains("csv:") })
    #expect(try lines(files(folder)) == lines(plain))
  }

  @Test(
    "The summary differs in places and in rows set aside alone", arguments: ["hue-xlsx", "hue-title-block"])
  func sameSummary(folder: String) throws {
    func lines(_ files: [String: Data]) -> [String] {
      files.text("summary.json").components(separatedBy: "\n").filter { line in
        !["\"rows_read\": ", "\"set_aside\": ", ".csv\"", ".xlsx\"", "\"sheet\": "].contains {
          line.contains($0)
        }
      }
    }
    #expect(try lines(plain).count > 20_000)
    let same = try lines(files(folder)) == lines(plain)
    #expect(same)
  }

  @Test("Rejected cells and rows are of the same lists and kinds")
  func sameRejects() throws {
    func kinds(_ files: [String: Data]) -> [[String]] {
      files.table("rejects.csv").entries.map { entry in ["source", "code", "part"].map { entry[$0] ?? "" } }
    }
    #expect(try kinds(files("hue-title-block")) == kinds(plain))
    // A sheet has no row that is too short: such rows lack their tax code there.
    #expect(try kinds(files("hue-xlsx")).count == kinds(plain).count)
  }

  @Test func theAccountNamesTheSheetAndTheManifestTheDates() throws {
    let files = try files("hue-xlsx")
    #expect(files.table("sources.csv").column("sheet").allSatisfy { $0 == "Danh sách" })
    #expect(files.table("sources.csv").rows.count == 8 && files.text("rejects.csv").contains(",Danh sách,"))
    #expect(files.text("manifest.json").contains("\"lists.txt\""))
  }
}
