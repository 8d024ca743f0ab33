import Foundation
import TestSupport
import Testing

@testable import FirmRiskCommands

/// Inputs that cannot be read at all: one clear message each, the documented exit code, and nothing left behind.
@Suite struct UnreadableInputTests {
  /// Expects that a run stopped before it wrote anything, and that its message holds all parts.
  private func expect(
    _ run: ProgramRun, _ status: ProgramStatus, _ parts: [String], in province: SmallProvince,
    _ location: SourceLocation = #_sourceLocation
  ) {
    #expect(run.status == status, sourceLocation: location)
    #expect(run.output.isEmpty, sourceLocation: location)
    #expect(run.errors.hasPrefix("error[FR"), "\(run.errors)", sourceLocation: location)
    #expect(run.errors.contains("= help: "), "no advice: \(run.errors)", sourceLocation: location)
    for part in parts { #expect(run.errors.contains(part), "\(run.errors)", sourceLocation: location) }
    #expect(!province.folder.exists("out"), sourceLocation: location)
  }

  @Test func aMissingFolderOrFileIsNamed() throws {
    let province = try SmallProvince()
    let missing = province.folder.file("nowhere")
    expect(
      province.scoreOnly(missing), .inputUnreadable,
      ["FR200", "there is no file `\(missing)`", "check the path"],
      in: province)
    expect(
      province.scoreOnly("--source", "debtors=\(missing)"), .inputUnreadable, ["FR200", "`\(missing)`"],
      in: province)
    expect(
      province.scoreOnly(province.lists + "/labour.csv/x"), .inputUnreadable, ["labour.csv/x`"], in: province)
  }

  @Test func aFolderAsOneListIsNamed() throws {
    let province = try SmallProvince()
    expect(
      province.scoreOnly("--source", "labour=\(province.lists)"), .inputUnreadable,
      ["FR201", "`\(province.lists)` is a folder", "name one file"], in: province)
  }

  /// Bytes of `labour.csv`, and what the message must hold beside the file's path.
  static let foreignFiles: [([UInt8], [String])] = [
    ([], ["FR203", "is empty", "export the list again"]),
    ([0xEF, 0xBB, 0xBF], ["FR203", "is empty"]),
    ([0x50, 0x4B, 3, 4, 20, 0, 6, 0], ["FR340", "damaged archive", "save it anew"]),
    ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1], ["FR206", "CSV UTF-8"]),
    ([0x1F, 0x8B, 8, 0, 0, 0], ["FR345", "damaged gzip", "again"]),
    ([0xFF, 0xFE, 0, 0, 0x4D, 0, 0, 0], ["FR207", "UTF-32", "CSV UTF-8"]),
    (Array("<!DOCTYPE html><table><tr><td>MST".utf8), ["FR208", "web page", "CSV UTF-8"]),
    (Array("%PDF-1.7\n%âãÏÓ\n1 0 obj".utf8), ["FR208", "PDF", "ask the agency"]),
    (Array("\n\n\n".utf8), ["FR210", "no header row", "first 64 rows"]),
    ([UInt8](repeating: 0, count: 5000), ["FR2"]),
    (
      Array("Tên doanh nghiệp,Xã\nCông ty An,Phú Bài\n".utf8),
      ["FR216", "line 1", "`MST`", "`Xã`", "`tax_code`"]
    ),
    (
      Array("Danh sách\n\nMST,Mã số thuế,Xã\n9900000048,9900000048,Phú Bài\n".utf8),
      ["FR216", "line 3", "exactly one column"]
    ),
  ]

  @Test(arguments: foreignFiles.indices)
  func aFileThatIsNoListIsNamed(index: Int) throws {
    let (bytes, parts) = UnreadableInputTests.foreignFiles[index]
    let province = try SmallProvince()
    try province.folder.write("lists/labour.csv", bytes: bytes)
    expect(province.score(), .inputUnreadable, ["`\(province.lists)/labour.csv`"] + parts, in: province)
  }

  @Test func aFileThatIsNoListIsNamedUnderTheShippedRulesToo() throws {
    let province = try SmallProvince()
    for (bytes, parts) in UnreadableInputTests.foreignFiles[9...10] {
      let file = province.folder.file("list.csv")
      try province.folder.write("list.csv", bytes: bytes)
      let run = firmrisk(
        "score", file, "--rules", Repository.shippedRules, "--as-of", "2026-10-31", "--out", province.out)
      expect(run, .inputUnreadable, ["`\(file)`", parts[0]], in: province)
    }
  }

  @Test func everyUnreadableListIsNamedInOneRun() throws {
    let province = try SmallProvince()
    try province.folder.write("lists/labour.csv", "")
    try province.folder.write("lists/debtors.csv", "a,b\n1,2\n")
    expect(province.score(), .inputUnreadable, ["labour.csv` is empty", "debtors.csv`"], in: province)
  }

  @Test(.enabled(if: OrdinaryUser.isAvailable, "the administrator may read everything"))
  func aFileWithoutPermissionIsNamed() throws {
    let province = try SmallProvince()
    let rules = try province.ownRules()
    let path = province.lists + "/labour.csv"
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
    let run = try OrdinaryUser.run(in: province.folder.path) {
      firmrisk("score", province.lists, "--rules", rules, "--out", province.out, "--jobs", "1")
    }
    expect(run, .inputUnreadable, ["FR202", "`\(path)`", "permission"], in: province)
    #expect(province.score().status == (geteuid() == 0 ? .done : .inputUnreadable))
  }

  @Test(.enabled(if: OrdinaryUser.isAvailable, "the administrator may list everything"))
  func aFolderThatMayNotBeListedIsNamed() throws {
    let province = try SmallProvince()
    let rules = try province.ownRules()
    try FileManager.default.setAttributes([.posixPermissions: 0o300], ofItemAtPath: province.lists)
    let run = try OrdinaryUser.run(in: province.folder.path) {
      firmrisk("score", province.lists, "--rules", rules, "--out", province.out, "--jobs", "1")
    }
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: province.lists)
    expect(
      run, .inputUnreadable,
      ["FR260", "`\(province.lists)` cannot be listed: Permission denied", "permissions"],
      in: province)
  }

  @Test func aFileThatTheSystemCannotOpenIsNamed() throws {
    let province = try SmallProvince()
    let path = province.folder.file("loop.csv")
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "loop.csv")
    expect(
      province.scoreOnly("--source", "labour=\(path)"), .inputUnreadable,
      ["FR204", "`\(path)`", "symbolic links", "local disk"], in: province)
  }

  @Test func aLinkToNothingInTheFolderIsNamed() throws {
    let province = try SmallProvince()
    let path = province.lists + "/no-bhxh.csv"
    try province.folder.remove("lists/debtors.csv")
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "gone.csv")
    expect(province.score(), .inputUnreadable, ["FR200", "there is no file `\(path)`"], in: province)
  }

  @Test func aPipeThatDoesNotFitOnTheDiskIsNamed() throws {
    let run = try BuiltProgram.shell(
      "(ulimit -f 1; head -c 70000000 /dev/zero | \"$firmrisk\" read -; echo \"exit $?\") 2>&1 | cat")
    #expect(run.output.contains("error[FR346]") && run.output.contains("File too large"), "\(run.output)")
    #expect(run.output.contains("= help: ") && run.output.hasSuffix("exit 4\n"))
  }

  @Test func aFileOfNoListIsNamedWithThePatternsThatLack() throws {
    let province = try SmallProvince()
    try province.folder.write("lists/notes.csv", "MST\n1\n")
    expect(
      province.score(), .inputUnreadable,
      ["FR261", "notes.csv` matches no source", "--source NAME=", "`labour*.csv`", "`debtors*.csv`"],
      in: province)
  }

  @Test func aFileOfTwoListsIsNamedWithBoth() throws {
    let province = try SmallProvince()
    try province.folder.write("lists/kiem-tra-bhxh.csv", SmallProvince.debtors)
    expect(
      province.score(), .inputUnreadable,
      ["FR262", "kiem-tra-bhxh.csv`", "`debtors`", "`inspections`", "--source NAME=", "rename"], in: province)
  }

  @Test func twoFilesOfOneListAreBothNamed() throws {
    let province = try SmallProvince()
    try province.folder.write("lists/lao-dong.csv", SmallProvince.labour)
    expect(
      province.score(), .inputUnreadable, ["FR263", "labour.csv`", "lao-dong.csv`", "--source labour=FILE"],
      in: province)
  }

  @Test func anEmptyFolderIsNamed() throws {
    let province = try SmallProvince()
    for name in ["labour.csv", "debtors.csv", "inspections.csv"] {
      try province.folder.remove("lists/\(name)")
    }
    expect(province.score(), .inputUnreadable, ["FR271", "no list"], in: province)
  }

  @Test func listsThatAddNoFirmsAreNotEnough() throws {
    let province = try SmallProvince()
    let run = province.scoreOnly("--source", "inspections=\(province.lists)/inspections.csv")
    expect(run, .inputUnreadable, ["FR272", "`labour`", "`debtors`"], in: province)
  }

  /// A line 2 of `lists.txt`, and what the message must hold.
  @Test(arguments: [
    ("labour 2026-10-31", ["`labour 2026-10-31` is not understood", "labour date 2026-08-31"]),
    ("labour date 31/10/2026", ["`31/10/2026` is not a date", "year-month-day"]),
    ("tax date 2026-10-31", ["no source `tax`", "`labour`, `debtors`, `inspections`"]),
    ("as of 2026-11-30", ["twice", "keep one"]),
  ])
  func aBadLineOfDatesIsNamed(line: String, parts: [String]) throws {
    let province = try SmallProvince()
    try province.folder.write("lists/lists.txt", "as of 2026-10-31\n\(line)\n")
    expect(province.score(), .inputUnreadable, ["FR267", "lists.txt` line 2"] + parts, in: province)
  }

  // MARK: - Command lines that cannot be carried out

  @Test func withoutAnAsOfDateTheClockIsNotAsked() throws {
    let province = try SmallProvince()
    try province.folder.remove("lists/lists.txt")
    expect(province.score(), .usage, ["FR304", "--as-of yyyy-MM-dd"], in: province)
    #expect(province.score("--as-of", "2026-10-31").status == .done)
  }

  @Test(arguments: [
    ("nobody=x.csv", "no source `nobody`"), ("labour", "`--source labour` is not a name and a file"),
    ("=x.csv", "is not a name and a file"), ("labour=", "is not a name and a file"),
  ])
  func aBadSourceOptionIsAUsageMistake(option: String, part: String) throws {
    let province = try SmallProvince()
    expect(province.scoreOnly("--source", option), .usage, [part, "`labour`"], in: province)
    expect(
      province.scoreOnly(province.lists, "--partial", "nobody"), .usage, ["`nobody`", "`debtors`"],
      in: province)
  }

  @Test func aRulesFolderThatIsMissingEmptyOrAFileIsNamed() throws {
    let province = try SmallProvince()
    try province.folder.write("empty/readme.md", "no rules")
    for (path, reason) in [
      ("nowhere", "cannot be opened"), ("empty", "holds no rules"), ("lists/labour.csv", "is not a folder"),
    ] {
      let rules = province.folder.file(path)
      for command in [["score", province.lists, "--out", province.out], ["explain", "1", province.lists]] {
        let run = firmrisk(command + ["--rules", rules])
        expect(run, .usage, ["FR301", "`\(rules)` \(reason)"], in: province)
      }
      for command in ["check", "test", "format"] {
        expect(firmrisk("rules", command, rules), .usage, ["FR301", "`\(rules)` \(reason)"], in: province)
      }
      expect(firmrisk("template", "--rules", rules), .usage, ["FR301", rules], in: province)
    }
  }

  @Test func aFirmOnNoListIsNamedWithItsNeighbours() throws {
    let province = try SmallProvince()
    expect(province.explain("9900000049"), .usage, ["FR306", "`9900000049`", "`9900000048`"], in: province)
  }

  // MARK: - Rules that do not check

  @Test func rulesThatDoNotCheckStopEveryCommand() throws {
    let province = try SmallProvince()
    let rules = province.folder.file("rules")
    let text = try String(contentsOfFile: province.rules + "/small.rules", encoding: .utf8)
    try province.folder.write(
      "rules/small.rules", text.replacingOccurrences(of: "si_debt_days > 60 days", with: "si_debt_day > 60"))
    for command in [
      ["score", province.lists, "--out", province.out, "--rules", rules],
      ["explain", "9900000048", province.lists, "--rules", rules], ["template", "--rules", rules],
      ["rules", "test", rules],
    ] {
      let run = firmrisk(command)
      expect(
        run, .rulesDoNotCheck, ["rules/small.rules:", "si_debt_day >", "^^^", "`si_debt_days`"], in: province)
    }
    let check = firmrisk("rules", "check", rules)
    #expect(check.status == .rulesDoNotCheck)
    #expect(check.output.contains("^^^^^^^^^^^"))
    #expect(!check.output.contains("the rules check"))
  }

  /// Content of a rule file, and what the findings must hold.
  @Test(
    arguments: [
      ([], "language 1"), ([0, 0, 0], "bad.rules:1:1"), ([0xFF, 0xFE, 0x41], "bad.rules:1:1"),
      (Array("language 1\npack x {".utf8), "bad.rules:2"),
      (Array("language 99\n".utf8), "version 99 is not supported"),
      (Array("rule a.b is violation { title vi \"x".utf8), "bad.rules:1"),
    ] as [([UInt8], String)])
  func hostileRuleFilesAreReported(bytes: [UInt8], part: String) throws {
    let province = try SmallProvince()
    try province.folder.write("rules/bad.rules", bytes: bytes)
    let rules = province.folder.file("rules")
    let run = firmrisk("rules", "check", rules)
    #expect(run.status == .rulesDoNotCheck)
    #expect(run.output.contains(part), "\(run.output)")
    let score = firmrisk("score", province.lists, "--rules", rules, "--out", province.out)
    #expect(score.status == .rulesDoNotCheck)
    #expect(!province.folder.exists("out"))
  }
}
