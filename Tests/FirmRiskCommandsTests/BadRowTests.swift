import Foundation
import Testing

@testable import FirmRiskCommands

/// Rows and cells that cannot be read: the run goes on, names file, line and advice, and loses nothing.
@Suite struct BadRowTests {
  /// A line put under the five good lines of the labour list, and what becomes of it.
  struct BadLine: CustomTestStringConvertible {
    let line: [UInt8]
    let code: String
    let advice: String
    /// The good line that gives the same firm when a single cell is bad; nil when the whole row is left out.
    var asBlank: String?

    init(_ line: String, _ code: String, _ advice: String, asBlank: String? = nil) {
      self.init(Array(line.utf8), code, advice, asBlank: asBlank)
    }

    init(_ line: [UInt8], _ code: String, _ advice: String, asBlank: String? = nil) {
      self.line = line
      self.code = code
      self.advice = advice
      self.asBlank = asBlank
    }

    var testDescription: String { "\(code) \(String(decoding: line.prefix(40), as: UTF8.self))" }
  }

  static let rows = [
    BadLine("9900000249,Công ty Gia,An Cựu,7,3", "FR220", "add the missing cells"),
    BadLine("9900000249,Công ty Gia,An Cựu,7,3,Có,x,y", "FR221", "put quotes around the cell"),
    BadLine(",Công ty Gia,An Cựu,7,3,Có", "FR224", "write the code of the firm"),
    BadLine("12A4,Công ty Gia,An Cựu,7,3,Có", "FR225", "write the tax code as 10 digits"),
    BadLine("\"9,9E+09\",Công ty Gia,An Cựu,7,3,Có", "FR226", "format the column as text"),
    BadLine("9900000249,\"Công ty Gia,An Cựu,7,3,Có", "FR223", "close the quote"),
  ]

  static let cells = [
    BadLine(
      "9900000249,Công ty Gia,An Cựu,9000000,3,Có", "FR233", "check the number and its unit",
      asBlank: "9900000249,Công ty Gia,An Cựu,,3,Có"),
    BadLine(
      "9900000249,Công ty Gia,An Cựu,bảy,3,Có", "FR230", "write digits only",
      asBlank: "9900000249,Công ty Gia,An Cựu,,3,Có"),
    BadLine(
      "9900000249,Công ty Gia,An Cựu,7,3,có lẽ", "FR237", "write Có or Không",
      asBlank: "9900000249,Công ty Gia,An Cựu,7,3,"),
    BadLine(
      "9900000249,Công ty Gia,An \u{0}Cựu,7,3,Có", "FR240", "bytes that are not text",
      asBlank: "9900000249,Công ty Gia,,7,3,Có"),
    BadLine(
      Array("9900000249,Công ty Gia,".utf8) + [0xC3, 0x28] + Array(",7,3,Có".utf8), "FR239", "CSV UTF-8",
      asBlank: "9900000249,Công ty Gia,,7,3,Có"),
  ]

  /// Scores the labour list alone with a line more; gives the ranking as text.
  private func ranking(_ province: SmallProvince, with line: [UInt8]) throws -> (
    run: ProgramRun, ranking: String
  ) {
    try province.folder.write(
      "labour.csv", bytes: Array(SmallProvince.labour.utf8) + line + (line.isEmpty ? [] : [0x0A]))
    let run = province.scoreOnly(province.folder.file("labour.csv"))
    #expect(run.status == .done)
    return (run, try province.folder.text("out/ranking.csv"))
  }

  /// Expects that the bad line is named on the terminal and listed in `rejects.csv`.
  private func expectReport(_ bad: BadLine, _ run: ProgramRun, _ province: SmallProvince, part: String) throws
  {
    #expect(run.errors.contains("warning[\(bad.code)]: `\(province.folder.file("labour.csv"))` line 7"))
    #expect(run.errors.contains("help: \(bad.advice)") || run.errors.contains(bad.advice), "\(run.errors)")
    let rejects = try province.rejects()
    #expect(rejects.rows.count == 1)
    let reject = try #require(rejects.entries.first)
    #expect(reject["source"] == "labour")
    #expect(reject["file"] == "labour.csv")
    #expect(reject["line"] == "7")
    #expect(reject["code"] == bad.code)
    #expect(reject["part"] == part)
    #expect(reject["advice"]?.contains(bad.advice) == true)
    #expect(reject["raw"]?.isEmpty == (bad.code == "FR224" ? false : reject["raw"]?.isEmpty))
    #expect(reject["reason"]?.isEmpty == false)
  }

  @Test(arguments: rows)
  func aBadRowIsLeftOutAndListed(bad: BadLine) throws {
    let province = try SmallProvince()
    let good = try ranking(province, with: [])
    let (run, ranking) = try ranking(province, with: bad.line)
    try expectReport(bad, run, province, part: "row")
    #expect(ranking == good.ranking)
    let source = try #require(try province.sources().entries.first)
    #expect(source["rows_read"] == "6")
    #expect(source["joined"] == "5")
    #expect(source["rejected"] == "1")
    #expect(source["balanced"] == "yes")
  }

  @Test(arguments: cells)
  func aBadCellIsUnknownAndListed(bad: BadLine) throws {
    let province = try SmallProvince()
    let blank = try ranking(province, with: Array((bad.asBlank ?? "").utf8))
    let (run, ranking) = try ranking(province, with: bad.line)
    try expectReport(bad, run, province, part: "cell")
    #expect(ranking == blank.ranking)
    let source = try #require(try province.sources().entries.first)
    #expect(source["joined"] == "6")
    #expect(source["rejected"] == "0")
  }

  @Test func aLineOfAHundredMegabytesIsLeftOutAndReadingGoesOn() throws {
    let province = try SmallProvince()
    var bytes = Array((SmallProvince.labour + "9900000249,").utf8)
    bytes += [UInt8](repeating: 0x41, count: 100_000_000)
    bytes += Array(",An Cựu,7,3,Có\n9900000256,Công ty Hà,An Cựu,7,3,Có\n".utf8)
    try province.folder.write("labour.csv", bytes: bytes)
    let run = province.scoreOnly(province.folder.file("labour.csv"))
    #expect(run.status == .done)
    #expect(run.errors.contains("FR222"))
    #expect(run.errors.contains("labour.csv` line 7"))
    let rejects = try province.rejects()
    #expect(rejects.column("line") == ["7"])
    #expect((rejects.column("raw").first?.utf8.count ?? 0) <= 5000)
    #expect(try province.ranking().column("tax_code").contains("9900000256"))
    #expect(try province.ranking().rows.count == 6)
  }

  @Test func aBadRowOfTheShippedSampleKeepsItsPlaceUnderTheShippedRules() throws {
    let province = try SmallProvince()
    let list = """
      Mã số thuế;Tên doanh nghiệp;Số lao động;Ngày hoạt động
      9900000048;Công ty An;40;31/02/2020
      9900000062;Công ty Bình
      9900000104;Công ty Cường;nhiều;01/02/2020

      """
    try province.folder.write("list.csv", list)
    let run = firmrisk(
      "score", province.folder.file("list.csv"), "--rules", Repository.shippedRules, "--as-of", "2026-10-31",
      "--out", province.out)
    #expect(run.status == .done)
    let rejects = try province.rejects()
    #expect(rejects.column("line") == ["2", "3", "4"])
    #expect(rejects.column("code") == ["FR235", "FR220", "FR230"])
    #expect(rejects.column("raw")[0] == "31/02/2020")
    for line in 2...4 { #expect(run.errors.contains("list.csv` line \(line)")) }
    #expect(try province.ranking().rows.count == 2)
  }

  // MARK: - Rows of one firm

  @Test func equalRowsOfOneFirmAreMerged() throws {
    let province = try SmallProvince()
    let good = try ranking(province, with: [])
    let (run, ranking) = try ranking(province, with: Array("9900000048,Công ty An,Phú Bài,40,,Có".utf8))
    #expect(ranking == good.ranking)
    #expect(!run.errors.contains("FR281"))
    #expect(try province.sources().column("merged") == ["1"])
  }

  @Test func rowsOfOneFirmThatContradictMakeTheFieldUnknownAndAreListed() throws {
    let province = try SmallProvince()
    let (run, _) = try ranking(province, with: Array("9900000048,Công ty An,Phú Bài,40,12,Có".utf8))
    #expect(run.errors.contains("FR281"))
    #expect(run.errors.contains("labour.csv`: 1 field is unknown"))
    #expect(run.errors.contains("ask the agency which row is right"))
    let conflicts = PlainCSV(try province.folder.text("out/conflicts.csv"))
    #expect(
      conflicts.rows == [["9900000048", "wage_days_late", "10 (labour.csv:2) | 12 (labour.csv:7)", ""]])
    let firm = try #require(try province.ranking().entries.first { $0["tax_code"] == "9900000048" })
    #expect(firm["unknown_rules"] == "wages.late")
    #expect(firm["low"] == "0")
    #expect(firm["high"] == "30")
  }

  @Test func aCompleteListWithARejectedRowKeepsThatFirmUnknown() throws {
    let province = try SmallProvince()
    try province.folder.write(
      "lists/debtors.csv", SmallProvince.debtors + "12,CÔNG TY CƯỜNG,1.000.000,90\n")
    let run = province.score()
    #expect(run.status == .done)
    #expect(run.errors.contains("FR283"))
    #expect(run.errors.contains("--partial debtors"))
    let ranking = try province.ranking().entries
    let suspect = try #require(ranking.first { $0["tax_code"] == "9900000104" })
    #expect(suspect["unknown_rules"]?.contains("insurance.evasion") == true)
    let absent = try #require(ranking.first { $0["tax_code"] == "9900000217" })
    #expect(absent["unknown_rules"]?.contains("insurance") == false)
  }

  @Test func rowsOfFirmsThatNoListAddsAreCountedAndNamed() throws {
    let province = try SmallProvince()
    let run = province.score()
    #expect(run.errors.contains("FR280"))
    #expect(run.errors.contains("inspections.csv`: 1 row of firms that no other list has"))
    #expect(run.errors.contains("`9900000231` in line 4"))
    #expect(try province.sources().column("unmatched") == ["0", "0", "1"])
  }

  // MARK: - Options about lists

  @Test func aPartialListLeavesAbsentFirmsUnknown() throws {
    let province = try SmallProvince()
    #expect(province.score().status == .done)
    let complete = try province.ranking().entries.first { $0["tax_code"] == "9900000217" }
    #expect(complete?["unknown_rules"] == "")
    #expect(province.score("--partial", "debtors").status == .done)
    let partial = try province.ranking().entries.first { $0["tax_code"] == "9900000217" }
    #expect(partial?["unknown_rules"] == "insurance.evasion insurance.late")
    #expect(try province.sources().column("complete") == ["no", "no", "yes"])
    #expect(try province.folder.text("out/manifest.json").contains("\"partial\": \"debtors\""))
    let idle = province.score("--partial", "labour")
    #expect(idle.status == .done)
    #expect(idle.errors.contains("warning[FR274]"))
  }

  @Test func aFileNamedForASourceReplacesThatOfTheFolder() throws {
    let province = try SmallProvince()
    try province.folder.write("other.csv", "MST,Số tiền nợ BHXH,Số ngày nợ\n9900000217,1.000.000,100\n")
    let run = province.score("--source", "debtors=" + province.folder.file("other.csv"), "--verbose")
    #expect(run.status == .done)
    #expect(run.errors.contains("debtors.csv` is left out"))
    let firm = try province.ranking().entries.first
    #expect(firm?["tax_code"] == "9900000217")
    #expect(firm?["area_insurance"] == "43")
    #expect(try province.sources().column("files") == ["labour.csv", "other.csv", "inspections.csv"])
  }

  @Test func aFileOfTwoPatternsIsReadOnceItsSourceIsNamed() throws {
    let province = try SmallProvince()
    try province.folder.remove("lists/debtors.csv")
    try province.folder.write("lists/kiem-tra-bhxh.csv", SmallProvince.debtors)
    #expect(province.score().status == .inputUnreadable)
    let run = province.score("--source", "debtors=\(province.lists)/kiem-tra-bhxh.csv")
    #expect(run.status == .done)
    #expect(try province.sources().column("rows_read") == ["5", "3", "3"])
  }
}
