import FirmSources
import Foundation
import RunFolder
import Testing

@testable import FirmRiskCommands

/// A list that is scored while it is read gives the folder that the same list gives when it is joined as a table.
@Suite struct StreamedRunTests {
  private static let forty = Repository.root + "/samples/benchmark"

  /// The files of a run's folder, and whether cells were given up.
  private struct Written {
    var files: [String: Data]
    var hasReleased: Bool
    var top: String
  }

  private func write(
    _ list: String, _ rules: String, jobs: Int, into folder: ScratchFolder, _ name: String,
    streamsFrom: Int, partBytes: Int = 1 << 20, language: String = "vi"
  ) throws -> Written {
    let arguments = CommandArguments(
      operands: [list],
      values: [
        "--rules": [rules], "--as-of": ["2026-10-31"], "--jobs": ["\(jobs)"], "--out": [folder.file(name)],
        "--lang": [language],
      ])
    var request = try RunRequest(arguments, input: list)
    request.keepsCells = false
    request.bounds.streamsFrom = streamsFrom
    request.bounds.partBytes = partBytes
    let silent = ProgramEnvironment(output: { _ in }, errors: { _ in })
    let run = try FirmRun.complete(request, in: silent).get()
    try RunFolder.write(run.result, to: folder.file(name), options: RunFolder.Options(jobs: jobs))
    let text = RunSummaryText(
      result: run.result, words: RunWords(language: request.language), width: 100, usesColour: false,
      leavesFolder: true)
    return Written(
      files: try folder.contents(of: name), hasReleased: !run.result.table.released.isEmpty,
      top: text.lines(top: 40, hasSummary: true).joined(separator: "\n"))
  }

  /// The first lines that differ.
  private func difference(_ first: String, _ second: String) -> String {
    let lines = zip(first.components(separatedBy: "\n"), second.components(separatedBy: "\n"))
    return lines.first { $0 != $1 }.map { "\($0) | \($1)" } ?? ""
  }

  private func expectEqual(
    _ list: String, _ rules: String, _ folder: ScratchFolder,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let joined = try write(list, rules, jobs: 1, into: folder, "joined", streamsFrom: .max)
    #expect(!joined.hasReleased)
    for (jobs, part, language) in [(1, 1 << 20, "vi"), (2, 1 << 14, "vi"), (3, 1 << 10, "vi")] {
      let streamed = try write(
        list, rules, jobs: jobs, into: folder, "streamed", streamsFrom: 1, partBytes: part,
        language: language)
      #expect(streamed.hasReleased, sourceLocation: sourceLocation)
      #expect(streamed.files.keys.sorted() == joined.files.keys.sorted(), sourceLocation: sourceLocation)
      for (name, bytes) in joined.files {
        let place = difference(streamed.files.text(name), joined.files.text(name))
        #expect(
          streamed.files[name] == bytes, "\(name), parts of \(part): \(place)",
          sourceLocation: sourceLocation)
      }
      #expect(streamed.top == joined.top, sourceLocation: sourceLocation)
    }
  }

  @Test(arguments: [forty, Repository.shippedRules, Repository.cityRules])
  func wideListScoredWhileReadGivesTheSameFolder(_ rules: String) throws {
    let folder = try ScratchFolder()
    let list = folder.file("wide.csv")
    #expect(firmrisk("generate", list, "--wide", "--firms", "6000", "--seed", "3").status == .done)
    try expectEqual(list, rules, folder)
  }

  @Test(arguments: [forty, Repository.shippedRules])
  func columnsWithoutTheEstimateAreTheSameWhenNoEstimateIsMade(_ rules: String) throws {
    let folder = try ScratchFolder()
    let list = folder.file("wide.csv")
    #expect(firmrisk("generate", list, "--wide", "--firms", "3000", "--seed", "4").status == .done)
    func ranking(_ streamsFrom: Int, _ columns: [String]?) throws -> (table: PlainCSV, hasEstimates: Bool) {
      var request = try RunRequest(
        CommandArguments(
          operands: [list], flags: ["--quiet"],
          values: ["--rules": [rules], "--as-of": ["2026-10-31"], "--out": [folder.file("out")]]),
        input: list)
      request.keepsCells = false
      request.bounds.streamsFrom = streamsFrom
      request.columns = columns.map { RankingColumns(names: $0) }
      let run = try FirmRun.complete(request, in: ProgramEnvironment(output: { _ in }, errors: { _ in }))
        .get()
      var options = RunFolder.Options()
      options.columns = request.columns ?? .all
      let bytes = RunFolder.rankingTable(run.result, ranks: 0..<run.result.run.count, options: options)
      let hasEstimates = (0..<100).contains { run.result.run.score(of: $0).estimate > 0 }
      return (PlainCSV(String(decoding: bytes, as: UTF8.self)), hasEstimates)
    }
    let whole = try ranking(.max, nil)
    #expect(whole.hasEstimates)
    let names = whole.table.header.filter { $0 != "estimate" }
    let cut = try ranking(1, names)
    #expect(!cut.hasEstimates && cut.table.header == names)
    #expect(cut.table.rows == whole.table.entries.map { entry in names.map { entry[$0] ?? "" } })
    #expect(
      try ranking(1, ["tax_code", "estimate"]).table.rows
        == whole.table.entries.map {
          [$0["tax_code"] ?? "", $0["estimate"] ?? ""]
        })
  }

  @Test func sampleListScoredWhileReadGivesTheSameFolder() throws {
    let folder = try ScratchFolder()
    let names = try FileManager.default.contentsOfDirectory(atPath: Repository.sample)
    let labour = try #require(names.first { $0.hasPrefix("lao-dong") && $0.hasSuffix(".csv") })
    let bytes = try Data(contentsOf: URL(fileURLWithPath: Repository.sample + "/" + labour))
    // Rows of one firm would have to be merged, which another test does.
    let lines = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n")
    var seen: Set<String> = []
    var all: [String] = []
    for digit in [9, 1, 2] {
      for line in lines where digit == 9 || line.contains(";99") {
        let copy = digit == 9 ? line : line.replacing(";99", with: ";9\(digit)", maxReplacements: 1)
        let cells = copy.components(separatedBy: ";")
        if cells.count > 1, cells[1].first?.isNumber == true, !seen.insert(cells[1]).inserted { continue }
        all.append(copy)
      }
    }
    let list = folder.file("lao-dong-hue-2026.csv")
    try all.joined(separator: "\r\n").write(toFile: list, atomically: true, encoding: .utf8)
    try expectEqual(list, Repository.shippedRules, folder)
  }

  /// Damages some lines of a generated list, each in its own way.
  private func damaged(_ folder: ScratchFolder, _ change: (inout [String]) -> Void) throws -> String {
    let list = folder.file("wide.csv")
    #expect(firmrisk("generate", list, "--wide", "--firms", "7000", "--seed", "5").status == .done)
    var lines = try String(contentsOfFile: list, encoding: .utf8).components(separatedBy: "\n")
    change(&lines)
    try lines.joined(separator: "\n").write(toFile: list, atomically: true, encoding: .utf8)
    return list
  }

  @Test func damagedRowsAreCountedAlikeWhileRead() throws {
    let folder = try ScratchFolder()
    let list = try damaged(folder) { lines in
      for place in stride(from: 40, to: lines.count - 1, by: 97) {
        switch place % 7 {
        case 0: lines[place] = String(lines[place].dropLast(30))
        case 1: lines[place] += ",more,cells"
        case 2: lines[place] = lines[place].replacing(",", with: ",x", maxReplacements: 9)
        case 3: lines[place] = "Tổng cộng,,,,"
        case 4: lines[place] = ""
        case 5: lines[place] = lines[0]
        default: lines[place] = "12" + lines[place].dropFirst(2)
        }
      }
    }
    try expectEqual(list, Self.forty, folder)
    try expectEqual(list, Repository.shippedRules, folder)
  }

  @Test func quotedLineBreaksAtTheEdgesOfPartsGiveTheSameFolder() throws {
    let folder = try ScratchFolder()
    let list = try damaged(folder) { lines in
      for place in stride(from: 3, to: lines.count - 1, by: 5) {
        var cells = lines[place].components(separatedBy: ",")
        if cells.count > 1, !cells[1].contains("\"") { cells[1] = "\"Công ty\n0100000000,\(place)\"" }
        lines[place] = cells.joined(separator: ",")
      }
    }
    try expectEqual(list, Self.forty, folder)
  }

  @Test(arguments: [forty, Repository.shippedRules])
  func rowsOfOneFirmAreMergedWhileRead(_ rules: String) throws {
    let folder = try ScratchFolder()
    let list = try damaged(folder) { lines in
      for place in stride(from: 50, to: 6_500, by: 311) {
        let row = lines[place]
        var cells = row.components(separatedBy: ",")
        switch place % 4 {
        case 0: break
        case 1: for cell in stride(from: 7, to: cells.count, by: 2) { cells[cell] = "" }
        case 2: for cell in stride(from: 7, to: cells.count, by: 3) { cells[cell] = "7" }
        default: cells[cells.count - 2] = "không rõ"
        }
        lines.insert(cells.joined(separator: ","), at: (place * 7) % 6_000 + 1)
        if place % 3 == 0 { lines.append(row.replacing("CÔNG TY", with: "Công ty")) }
      }
    }
    try expectEqual(list, rules, folder)
  }

  @Test func aListOfRepeatedFirmsOnlyIsScoredWhileRead() throws {
    let folder = try ScratchFolder()
    let list = try damaged(folder) { lines in lines += lines.dropFirst().filter { !$0.isEmpty } }
    try expectEqual(list, Self.forty, folder)
  }

  @Test func presumedTextsOfFieldsWithoutAColumnKeepTheirWords() throws {
    let folder = try ScratchFolder()
    let list = folder.file("wide.csv")
    #expect(firmrisk("generate", list, "--wide", "--firms", "6000", "--seed", "3").status == .done)
    let pack = try String(contentsOfFile: Self.forty + "/forty.rules", encoding: .utf8)
    let field = """

      field park: text {
        title vi "Khu" en "Park"
        from labour
        header "Khu"
        presumed "Ngoài khu"
          because vi "danh sách ghi tên khu" en "lists name the parks"
        role group
      }

      area insurance {
      """
    try FileManager.default.createDirectory(
      atPath: folder.file("rules"), withIntermediateDirectories: true)
    try pack.replacing("\narea insurance {", with: field, maxReplacements: 1)
      .write(toFile: folder.file("rules/forty.rules"), atomically: true, encoding: .utf8)
    try expectEqual(list, folder.file("rules"), folder)
    #expect(try folder.contents(of: "streamed").text("ranking.csv").contains("Ngoài khu"))
  }

  @Test func groupsWithFewestFirmsStandTogetherInAnyOrderOfTheList() throws {
    let folder = try ScratchFolder()
    let list = try damaged(folder) { lines in
      lines = Array(lines.prefix(6_101))
      for place in 1...6_100 {
        var cells = lines[place].components(separatedBy: ",")
        // 2,000 places with three firms each, and a hundred with one, which come first.
        if cells.count == 37 { cells[2] = place <= 100 ? "Thôn \(place)" : "Xã \((place - 101) % 2_000)" }
        lines[place] = cells.joined(separator: ",")
      }
    }
    try expectEqual(list, Self.forty, folder)
    let text = try folder.contents(of: "streamed").text("summary.json")
    #expect(text.contains("\"others\""))
    #expect(text.contains("\"Xã 1999\"") && !text.contains("\"Thôn 1\""))
  }

  @Test func fewFirmsAreJoinedSoThatTheRunCanBeKept() throws {
    let folder = try ScratchFolder()
    let list = folder.file("wide.csv")
    #expect(firmrisk("generate", list, "--wide", "--firms", "90", "--seed", "3").status == .done)
    var request = try RunRequest(
      CommandArguments(operands: [list], values: ["--rules": [Self.forty], "--as-of": ["2026-10-31"]]),
      input: list)
    request.keepsCells = false
    request.tracing = .upTo(100)
    request.bounds.streamsFrom = 1
    let silent = ProgramEnvironment(output: { _ in }, errors: { _ in })
    let few = try FirmRun.complete(request, in: silent).get()
    #expect(few.result.table.released.isEmpty)
    // By its lines it has more firms than a kept run takes; that it has not shows when it was read.
    let lines = try String(contentsOfFile: list, encoding: .utf8)
    try (lines + String(repeating: "x\n", count: 60)).write(toFile: list, atomically: true, encoding: .utf8)
    let withRejects = try FirmRun.complete(request, in: silent).get()
    #expect(withRejects.result.run.count == few.result.run.count)
    #expect(withRejects.result.accounts.rejects.count == 60)
    #expect(withRejects.result.table.released.isEmpty)
    request.tracing = .upTo(70)
    #expect(try !FirmRun.complete(request, in: silent).get().result.table.released.isEmpty)
  }
}
