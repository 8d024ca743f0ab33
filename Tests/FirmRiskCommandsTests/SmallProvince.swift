import Foundation

/// A small rule pack and the lists of a few made-up firms in a folder of their own.
final class SmallProvince {
  let folder: ScratchFolder

  /// Folder of the rules.
  let rules = Repository.root + "/Tests/FirmRiskCommandsTests/SmallPack"
  /// Folder of the lists.
  var lists: String { folder.file("lists") }
  /// Folder for the result.
  var out: String { folder.file("out") }

  init() throws {
    folder = try ScratchFolder()
    try folder.write("lists/labour.csv", SmallProvince.labour)
    try folder.write("lists/debtors.csv", SmallProvince.debtors)
    try folder.write("lists/inspections.csv", SmallProvince.inspections)
    try folder.write("lists/lists.txt", SmallProvince.dates)
  }

  /// Scores the folder of lists into `out`.
  func score(_ options: String..., width: Int = 100) -> ProgramRun {
    firmrisk(["score", lists, "--rules", rules, "--out", out] + options, width: width)
  }

  /// Scores what the options name, without the folder of lists, into `out`.
  func scoreOnly(_ options: String...) -> ProgramRun {
    firmrisk(["score", "--rules", rules, "--out", out, "--as-of", "2026-10-31"] + options)
  }

  func explain(_ taxCode: String, _ options: String..., width: Int = 100) -> ProgramRun {
    firmrisk(["explain", taxCode, lists, "--rules", rules] + options, width: width)
  }

  /// A copy of the rules beside the lists.
  func ownRules() throws -> String {
    try folder.write(
      "rules/small.rules", String(contentsOfFile: rules + "/small.rules", encoding: .utf8))
    return folder.file("rules")
  }

  func ranking() throws -> PlainCSV { PlainCSV(try folder.text("out/ranking.csv")) }
  func rejects() throws -> PlainCSV { PlainCSV(try folder.text("out/rejects.csv")) }
  func sources() throws -> PlainCSV { PlainCSV(try folder.text("out/sources.csv")) }

  static let header = "MST,Tên doanh nghiệp,Xã,Số lao động,Số ngày chậm trả lương,Có công đoàn\n"

  /// Lines 2 to 6; the last name is one that a spreadsheet would compute.
  static let labour =
    header + """
      9900000048,Công ty An,Phú Bài,40,10,Có
      9900000062,Công ty Bình,An Cựu,12,0,Không
      9900000104,Công ty Cường,An Cựu,,,
      0999000175,Công ty Dũng,Phú Bài,3,0,
      9900000217,=1+1,Phú Bài,8,2,Có

      """

  static let debtors = """
    MST,Tên doanh nghiệp,Số tiền nợ BHXH,Số ngày nợ
    9900000048,Công ty An,90.000.000,75
    9900000224,Công ty Ê,5.000.000,20
    9900000062,Công ty Bình,7.000.000,

    """

  static let inspections = """
    MST,Ngày kiểm tra
    9900000048,05/03/2026
    9900000048,17/09/2025
    9900000231,05/03/2026

    """

  static let dates = """
    as of 2026-10-31
    labour date 2026-10-31
    debtors date 2026-10-20

    """
}
