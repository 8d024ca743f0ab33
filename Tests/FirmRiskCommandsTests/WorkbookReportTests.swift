import Foundation
import RecordFiles
import Testing

@testable import FirmRiskCommands
@testable import RiskReports
@testable import SpreadsheetFiles

/// `ranking.xlsx` says what `ranking.csv` says, in a form that people filter, follow and print.
@Suite struct WorkbookReportTests {
  /// A workbook as the program's own reader sees it.
  private struct ReadBook {
    let archive: ZIPArchive

    init(_ path: String) throws { archive = try ZIPArchive(InputBytes(path: path), limits: UnpackLimits()) }

    func part(_ name: String) throws -> String {
      let entry = try #require(archive.entry(named: name))
      return String(decoding: try archive.bytes(of: entry, most: 1 << 26), as: UTF8.self)
    }

    var sheetNames: [String] { get throws { try Workbook(archive).sheetNames } }

    /// The rows of a sheet as text, header first.
    func rows(_ sheet: String) throws -> [[String]] {
      let text = try Workbook(archive).list(named: sheet, for: []).input.withBytes { Array($0) }
      let table = PlainCSV(String(decoding: text, as: UTF8.self))
      return [table.header] + table.rows
    }

    /// Columns of the ranking, from 0, by the name of the column of `ranking.csv` that holds the same.
    func columns() throws -> [String: Int] {
      var columns: [String: Int] = [:]
      let pattern = try Regex<(Substring, Substring, Substring)>(
        "<definedName name=\"csv\\.([a-z_]+)\">'Ranking'!\\$([A-Z]+):")
      for match in try part("xl/workbook.xml").matches(of: pattern) {
        let letters = match.output.2.unicodeScalars
        columns[String(match.output.1)] = letters.reduce(0) { $0 * 26 + Int($1.value) - 64 } - 1
      }
      return columns
    }
  }

  private func compare(_ rows: ArraySlice<[String]>, _ columns: [String: Int], _ ranking: PlainCSV) {
    #expect(rows.count == ranking.entries.count)
    for (row, entry) in zip(rows, ranking.entries) {
      for (name, text) in entry {
        guard let column = columns[name] else {
          Issue.record("no column for \(name)")
          return
        }
        var expected = text
        if text.hasPrefix("'"), let second = text.dropFirst().first, "'=+-@\t\r".contains(second) {
          expected.removeFirst()
        }
        // The plus sign is part of the cell's format, its value is a number.
        if name == "workers_affected", expected.hasSuffix("+") { expected.removeLast() }
        if name == "estimate" {
          #expect(Double(row[column]) == Double(expected), "\(name)")
        } else {
          #expect(row[column] == expected, "\(name)")
        }
      }
    }
  }

  @Test func everyCellEqualsTheRanking() throws {
    let province = try ReportFilesTests.province()
    #expect(province.score("--report", "xlsx").status == .done)
    let book = try ReadBook(province.out + "/ranking.xlsx")
    #expect(
      try book.sheetNames == [
        "Summary", "Ranking", "Reasons", "Questions", "Groups", "Wages", "Sources", "Rejects", "Rules",
      ])
    compare(try book.rows("Ranking").dropFirst(), try book.columns(), try province.ranking())
  }

  @Test func reasonsHaveALineForEveryFindingOfTheRun() throws {
    let province = try SmallProvince()
    #expect(province.score("--report", "xlsx", "--findings").status == .done)
    let book = try ReadBook(province.out + "/ranking.xlsx")
    let findings = try province.folder.text("out/findings.jsonl").split(separator: "\n").dropFirst()
    let reasons = try book.rows("Reasons").dropFirst()
    #expect(reasons.count == findings.count)
    for reason in reasons {
      #expect(findings.contains { $0.contains("\"\(reason[1])\"") && $0.contains("\"\(reason[3])\"") })
    }
  }

  @Test func nothingInAWorkbookIsComputed() throws {
    let province = try ReportFilesTests.province()
    #expect(province.score("--report", "xlsx").status == .done)
    let book = try ReadBook(province.out + "/ranking.xlsx")
    for (number, name) in try book.sheetNames.enumerated() {
      #expect(!(try book.part("xl/worksheets/sheet\(number + 1).xml")).contains("<f>"), "\(name)")
    }
    #expect(try book.part("xl/sharedStrings.xml").contains(">=HYPERLINK("))
  }

  @Test func aTableThatOneSheetCannotHoldGoesOnInTheNext() throws {
    let province = try ReportFilesTests.province()
    let run = try province.memoryRun()
    let path = province.folder.file("split.xlsx")
    try ReportWorkbook(Report(run.result), mostRows: 4).write(to: path)
    let book = try ReadBook(path)
    let names = try book.sheetNames
    #expect(names.contains("Ranking 2") && names.contains("Ranking 3") && names.contains("Reasons 2"))
    #expect(province.score().status == .done)
    let sheets = names.filter { $0.hasPrefix("Ranking") }
    let rows = try sheets.flatMap { try book.rows($0).dropFirst() }
    compare(rows[...], try book.columns(), try province.ranking())
    // Links lead to the row that holds the firm, whichever sheet that is.
    let reasons = try book.rows("Reasons 2")
    #expect(try book.part("xl/worksheets/sheet3.xml").contains("location=\"'Reasons"))
    #expect(reasons.count > 1)
    #expect(try book.rows("Reasons")[0] == reasons[0])
  }

  @Test func aWorkbookIsTheSameBytesForAnyNumberOfThreads() throws {
    var books: [Data] = []
    for jobs in ["1", "3"] {
      let province = try ReportFilesTests.province()
      #expect(province.score("--report", "xlsx", "--jobs", jobs).status == .done)
      books.append(try Data(contentsOf: URL(fileURLWithPath: province.out + "/ranking.xlsx")))
    }
    #expect(books[0] == books[1])
  }
}

extension SmallProvince {
  /// The run of the lists in memory, with the places of all cells.
  func memoryRun() throws -> FirmRun {
    let arguments = CommandArguments(operands: [lists], values: ["--rules": [rules]])
    var request = try RunRequest(arguments, input: lists)
    request.tracing = .all
    return try FirmRun.complete(request, in: ProgramEnvironment(output: { _ in }, errors: { _ in })).get()
  }
}
