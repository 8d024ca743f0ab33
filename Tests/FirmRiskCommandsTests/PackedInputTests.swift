import Foundation
import SpreadsheetFiles
import Testing

@testable import FirmRiskCommands

/// Lists in workbooks, packed lists and standard input give what the same text lists give.
@Suite struct PackedInputTests {
  @Test func aPackedListIsSniffedLikeAPlainOne() throws {
    let province = try SmallProvince()
    func sniff(_ file: String) -> [String] {
      let run = firmrisk(["sniff", province.lists + "/" + file, "--rules", province.rules])
      #expect(run.status == .done, "\(run.errors)")
      // The first line names the file and its size.
      return Array(run.outputLines.dropFirst())
    }
    let plain = sniff("labour.csv")
    #expect(plain.contains { $0.contains("Số lao động") && $0.contains("employees") })
    _ = try BuiltProgram.shell("gzip -k labour.csv", in: province.lists)
    #expect(sniff("labour.csv.gz") == plain)
    let sheet = firmrisk(
      [
        "sniff", Repository.sample + "-xlsx/no-bhxh-2026-10.xlsx#Danh sách", "--rules",
        Repository.shippedRules,
      ])
    #expect(sheet.status == .done && sheet.output.contains("si_debt"))
  }

  @Test func packedListsInAFolderAreFoundAndReadAlike() throws {
    let plain = try SmallProvince()
    #expect(plain.score().status == .done)
    let packed = try SmallProvince()
    _ = try BuiltProgram.shell("gzip labour.csv", in: packed.lists)
    #expect(packed.folder.exists("lists/labour.csv.gz"))
    #expect(packed.score().status == .done)
    #expect(try packed.folder.text("out/ranking.csv") == plain.folder.text("out/ranking.csv"))
  }

  #if os(Linux)
    @Test func whereTheLibraryOfWorkbooksIsMissingOtherListsAreRead() throws {
      let province = try SmallProvince()
      // Files that are no libraries stand before those of the system.
      for name in ["libxml2.so.2", "libxml2.so.16"] { try province.folder.write("none/" + name, "none") }
      let others = ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"].map { ":" + $0 } ?? ""
      let environment = ["LD_LIBRARY_PATH": province.folder.file("none") + others]
      let script = "\"$firmrisk\" score \"$1\" --as-of 2026-10-31"
      let workbook = Repository.sample + "-xlsx/lao-dong-hue-2026.xlsx"
      let refused = try BuiltProgram.shell(script, [workbook], environment: environment)
      #expect(refused.status == 4)
      #expect(refused.errors.contains("FR359") && refused.errors.contains("install the package `libxml2`"))
      let list = province.lists + "/labour.csv"
      let read = try BuiltProgram.shell(
        script + " --rules \"$2\"", [list, province.rules], environment: environment)
      #expect(read.status == 0, "\(read.errors)")
    }
  #endif

  @Test func aListThroughAPipeIsReadAlike() throws {
    let province = try SmallProvince()
    let options = "--rules '\(province.rules)' --as-of 2026-10-31"
    let run = try BuiltProgram.shell(
      "\"$firmrisk\" score labour.csv \(options) --out ../file && "
        + "cat labour.csv | \"$firmrisk\" score - \(options) --out ../pipe && "
        + "gzip -c labour.csv | \"$firmrisk\" score --source labour=- \(options) --out ../gzip",
      in: province.lists)
    #expect(run.status == 0, "\(run.errors)")
    let ranking = try province.folder.text("file/ranking.csv")
    #expect(ranking.contains("9900000048"))
    #expect(try province.folder.text("pipe/ranking.csv") == ranking)
    #expect(try province.folder.text("gzip/ranking.csv") == ranking)
  }

  @Test func standardInputIsOneListOnly() throws {
    let run = try SmallProvince().scoreOnly("--source", "labour=-", "--source", "debtors=-")
    #expect(run.status == .inputUnreadable)
    #expect(run.errors.contains("FR347"))
  }

  @Test func aSheetIsNamedAfterANumberSign() throws {
    let province = try SmallProvince()
    var workbook = WorkbookWriter()
    for (sheet, employees) in [("T9", 5), ("T10", 40)] {
      workbook.startSheet(sheet)
      workbook.append([.title("MST"), .title("Tên doanh nghiệp"), .title("Số lao động")])
      workbook.append([.text("9900000048"), .text("Công ty An"), .number(Int64(employees))])
      workbook.append([.text("9900000062"), .text("Công ty Bình"), .text("rất nhiều")])
    }
    let finished = workbook.finish()
    try province.folder.write("labour.xlsx", bytes: try #require(finished))
    let path = province.folder.file("labour.xlsx")
    let ambiguous = province.scoreOnly("--source", "labour=\(path)")
    #expect(ambiguous.errors.contains("FR355") && ambiguous.errors.contains("`T9`, `T10`"))
    #expect(province.scoreOnly("--source", "labour=\(path)#T11").errors.contains("FR354"))
    #expect(province.scoreOnly("--source", "labour=\(path)#t10").status == .done)
    let rejects = try province.folder.text("out/rejects.csv")
    #expect(rejects.contains("labour.xlsx,T10,3,C3,Số lao động,FR230"))
  }

  @Test func aListAndItsWorkbookBesideItAreTwoLists() throws {
    let province = try SmallProvince()
    try province.folder.write("lists/labour.xlsx", "x")
    #expect(province.score().errors.contains("labour.csv"))
    #expect(province.score().status == .inputUnreadable)
  }
}
