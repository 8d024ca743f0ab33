import Foundation
import Testing

@testable import FirmRiskCommands

/// A large list is opened and looked at by another thread while the rules are read; what comes of it is the same.
@Suite struct OpenedAheadTests {
  private static let rules = Repository.root + "/samples/benchmark"

  private func text(firms: Int, seed: Int, in folder: ScratchFolder) throws -> String {
    let list = folder.file("made.csv")
    #expect(firmrisk("generate", list, "--wide", "--firms", "\(firms)", "--seed", "\(seed)").status == .done)
    return try String(contentsOf: URL(fileURLWithPath: list), encoding: .utf8)
  }

  /// What runs with one and with two threads print and write; only the latter open the list ahead.
  private func runs(_ list: String, _ folder: ScratchFolder, _ options: [String] = []) throws -> [(
    run: ProgramRun, files: [String: Data]
  )] {
    try ["1", "2"].map { jobs in
      let out = "jobs-" + jobs
      let run = firmrisk(
        ["score", list, "--rules", Self.rules, "--as-of", "2026-10-31", "--jobs", jobs, "--verbose"]
          + ["--out", folder.file(out)] + options)
      return (run, folder.exists(out) ? try folder.contents(of: out) : [:])
    }
  }

  private func expectEqual(
    _ bytes: Data, _ status: ProgramStatus, _ folder: ScratchFolder, _ location: SourceLocation
  ) throws -> ProgramRun {
    #expect(bytes.count > 256 << 10, "too small to be opened ahead", sourceLocation: location)
    let list = folder.file("list.csv")
    try bytes.write(to: URL(fileURLWithPath: list))
    let runs = try runs(list, folder)
    #expect(runs[0].run.status == status, "\(runs[0].run.errors)", sourceLocation: location)
    #expect(runs[0].files == runs[1].files, sourceLocation: location)
    #expect(runs[0].run.output == runs[1].run.output, sourceLocation: location)
    #expect(runs[0].run.errors == runs[1].run.errors, sourceLocation: location)
    #expect(runs[0].run.status == runs[1].run.status, sourceLocation: location)
    return runs[1].run
  }

  @Test func everyEncodingAndDialectIsFoundAheadAsItIsLater() throws {
    let folder = try ScratchFolder()
    let text = try text(firms: 3000, seed: 21, in: folder)
    let utf8 = Data(text.utf8)
    _ = try expectEqual(utf8, .done, folder, #_sourceLocation)
    _ = try expectEqual(Data([0xEF, 0xBB, 0xBF]) + utf8, .done, folder, #_sourceLocation)
    let utf16 = try #require(text.data(using: .utf16LittleEndian))
    _ = try expectEqual(Data([0xFF, 0xFE]) + utf16, .done, folder, #_sourceLocation)
    let tabs = text.replacingOccurrences(of: "\t", with: " ").replacingOccurrences(of: ",", with: "\t")
    _ = try expectEqual(Data(tabs.utf8), .done, folder, #_sourceLocation)
  }

  @Test func whatIsWrongWithAListIsSaidOnceAndAlike() throws {
    let folder = try ScratchFolder()
    let noise = Data((0..<400_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) })
    let run = try expectEqual(noise, .inputUnreadable, folder, #_sourceLocation)
    #expect(run.errors.components(separatedBy: "error[FR").count == 2, "\(run.errors)")
    let untitled = Data(String(repeating: "x,y\n", count: 90_000).utf8)
    _ = try expectEqual(untitled, .inputUnreadable, folder, #_sourceLocation)
  }

  @Test func aPackedListIsReadAsThePackedOne() throws {
    let folder = try ScratchFolder()
    _ = try text(firms: 12_000, seed: 22, in: folder)
    _ = try BuiltProgram.shell("gzip -k -1 \"$1\"", [folder.file("made.csv")])
    let packed = try Data(contentsOf: URL(fileURLWithPath: folder.file("made.csv.gz")))
    _ = try expectEqual(packed, .done, folder, #_sourceLocation)
  }

  @Test func rulesThatDoNotCheckEndTheRunWhileTheListIsLookedAt() throws {
    let folder = try ScratchFolder()
    let text = try text(firms: 3000, seed: 23, in: folder)
    try folder.write("list.csv", text)
    try folder.write("rules/broken.rules", "rule x {")
    for jobs in ["1", "2"] {
      let run = firmrisk(
        "score", folder.file("list.csv"), "--rules", folder.file("rules"), "--as-of", "2026-10-31", "--jobs",
        jobs)
      #expect(run.status == .rulesDoNotCheck, "\(run.errors)")
    }
  }
}
