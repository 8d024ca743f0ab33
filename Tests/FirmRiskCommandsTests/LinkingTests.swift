import Foundation
import Testing

@testable import FirmRiskCommands

/// A small province whose insurance lists name firms by a unit code, or by name alone.
final class LinkedProvince {
  let folder: ScratchFolder
  var lists: String { folder.file("lists") }
  var rules: String { folder.file("rules") }

  static let extra = """

    source units {
      title vi "Đơn vị" en "Units"
      files "units*.csv"
      rows one
      key tax_code
      adds no firms
    }
    source unit_debts {
      title vi "Nợ theo đơn vị" en "Debts by unit"
      files "unit-debts*.csv"
      rows one
      key tax_code, unit_code
      crosswalk units
      adds no firms
    }
    field unit_code: text { title vi "Mã đơn vị" en "Unit code" from units, unit_debts }
    field unit_debt: VND {
      title vi "Nợ đơn vị" en "Unit debt"
      range 0 to 1_000_000_000 VND
      from unit_debts
      rolls up by sum
    }
    field unit_rate: persons {
      title vi "Số người" en "Persons"
      range 0 to 1_000
      from unit_debts
    }
    consistency unit_rate <= employees else vi "nhiều người hơn lao động" en "more persons than workers"

    """

  init(extra: String = LinkedProvince.extra) throws {
    folder = try ScratchFolder()
    let small = try String(
      contentsOfFile: Repository.root + "/Tests/FirmRiskCommandsTests/SmallPack/small.rules", encoding: .utf8)
    let wide = small.replacingOccurrences(
      of: "from labour, debtors", with: "from labour, units, unit_debts, debtors")
    try folder.write("rules/small.rules", wide + extra)
    try folder.write(
      "lists/labour.csv",
      SmallProvince.header + """
        9900000048,Công ty TNHH May Phú An,Phú Bài,40,10,Có
        9900000062,Công ty CP Bình Minh,An Cựu,12,0,Không
        9900000104,Công ty TNHH Thương mại Cường Thịnh,An Cựu,7,,
        9900000175,Công ty TNHH Cường Thành,Phú Bài,3,0,

        """)
    try folder.write(
      "lists/units.csv", "MST,Mã đơn vị\n9900000048,TA001\n9900000062,TA002\n9900000175,TA002\n")
    try folder.write(
      "lists/unit-debts.csv",
      """
      Mã đơn vị,Tên doanh nghiệp,Địa chỉ,Nợ đơn vị,Số người
      ta001,May Phú An,Phú Bài,1000,60
      TA002,Bình Minh,An Cựu,2000,1
      TA009,Cty TNHH TM Cường Thịnh,"12 Lê Lợi, An Cựu",3000,2

      """)
  }

  func run(_ command: String, _ options: String...) -> ProgramRun {
    firmrisk([command, lists, "--rules", rules] + options)
  }

  func score(_ options: String...) -> ProgramRun {
    firmrisk(
      ["score", lists, "--rules", rules, "--as-of", "2026-10-31", "--out", folder.file("out")] + options)
  }

  func table(_ name: String) throws -> PlainCSV { PlainCSV(try folder.text("out/\(name).csv")) }

  /// The cells of a line of `sources.csv` or another table that starts with a word.
  func line(_ name: String, _ start: String) throws -> String {
    let lines = try folder.text("out/\(name).csv").components(separatedBy: "\r\n")
    return lines.first { $0.hasPrefix(start) } ?? ""
  }
}

@Suite("Lists without tax codes") struct LinkingTests {
  @Test("A crosswalk gives rows their firm, and a code of two firms is left alone")
  func crosswalk() throws {
    let province = try LinkedProvince()
    let run = province.score()
    #expect(run.status == .done)
    #expect(try province.line("sources", "unit_debts").hasSuffix("3,1,0,0,2,0,yes,1,0,1"))
    #expect(run.errors.contains("warning[FR276]") && run.errors.contains("such as `ta002`"))
    #expect(run.errors.contains("warning[FR294]") && run.errors.contains("2 rows have no tax code"))
    #expect(try province.line("unmatched", "unit_debts,unit-debts.csv,,4,TA009").contains("firmrisk match"))
  }

  @Test("Without its crosswalk a list joins nothing and says which list is wanted")
  func missingCrosswalk() throws {
    let province = try LinkedProvince()
    try province.folder.remove("lists/units.csv")
    let run = province.score()
    #expect(run.errors.contains("warning[FR277]") && run.errors.contains("--source units=FILE"))
    #expect(try province.line("sources", "unit_debts").hasSuffix("3,0,0,0,3,0,yes,0,0,0"))
  }

  @Test("Suggestions name firm and evidence, the same twice, and join nothing until a person marks them")
  func suggestions() throws {
    let province = try LinkedProvince()
    let links = province.folder.file("links.csv")
    let run = province.run("match", "--out", links)
    #expect(run.status == .done)
    let text = try province.folder.text("links.csv")
    #expect(province.run("match").output == text)
    let wanted = text.components(separatedBy: "\r\n").filter { $0.contains("TA009") }
    #expect(wanted.first?.contains("9900000104") == true)
    #expect(wanted.first?.hasSuffix(",100,yes,yes,100,") == true)
    // A list that uses the tax code, or that a crosswalk leads to one firm, is not asked about.
    #expect(!text.lowercased().contains(",ta001,"))
    _ = province.score("--links", links)
    #expect(try province.line("sources", "unit_debts").hasSuffix("3,1,0,0,2,0,yes,1,0,1"))
  }

  @Test("A marked suggestion is applied, by this run and the next, and is not asked about again")
  func marked() throws {
    let province = try LinkedProvince()
    let links = province.folder.file("links.csv")
    _ = province.run("match", "--out", links)
    let marked = try province.folder.text("links.csv").components(separatedBy: "\r\n").map {
      $0.contains("9900000104") && $0.contains("TA009") ? $0 + "có" : $0
    }
    // As a spreadsheet program saves it: semicolons and no byte-order mark.
    let saved = marked.joined(separator: "\n").replacingOccurrences(of: "\u{FEFF}", with: "")
    try province.folder.write("links.csv", saved)
    for _ in 0..<2 {
      #expect(province.score("--links", links).status == .done)
      #expect(try province.line("sources", "unit_debts").hasSuffix("3,2,0,0,1,0,yes,1,1,1"))
      #expect(try province.folder.text("out/manifest.json").contains("links.csv"))
    }
    let again = province.run("match", "--links", links).output
    #expect(again.components(separatedBy: "TA009").count == 2)
    #expect(again.contains(",có") && again.contains(",TA002,"))
  }

  @Test("A list with names alone is joined by marked names and by nothing else")
  func namesAlone() throws {
    let province = try LinkedProvince()
    try province.folder.write(
      "lists/unit-debts.csv",
      "STT,Tên doanh nghiệp,Nợ đơn vị\n1,Cty may PHU AN,1000\n2,Cty Cường Thịnh,2000\n3,Khác,5\n")
    #expect(province.score().errors.contains("FR216"))
    let links = province.folder.file("links.csv")
    _ = province.run("match", "--out", links)
    let text = try province.folder.text("links.csv")
    #expect(text.contains("9900000048") && text.contains("9900000104"))
    let marked = text.components(separatedBy: "\r\n").map {
      $0.contains("9900000048,") ? $0 + "yes" : $0
    }
    try province.folder.write("links.csv", marked.joined(separator: "\r\n"))
    #expect(province.score("--links", links).status == .done)
    #expect(try province.line("sources", "unit_debts").hasSuffix("3,1,0,0,2,0,yes,0,1,0"))
    #expect(try province.line("unmatched", "unit_debts,unit-debts.csv,,3,").contains("Cty Cường Thịnh"))
  }

  @Test("A row whose tax code is blank takes that of its marked name")
  func blankCode() throws {
    let province = try LinkedProvince()
    try province.folder.write(
      "lists/unit-debts.csv",
      "MST,Tên doanh nghiệp,Nợ đơn vị\n9900000062,Bình Minh,1\n,Cường Thịnh,2\nchưa cấp,May Phú An,3\n,Ai,4\n"
    )
    try province.folder.write(
      "links.csv",
      "source,code,name,tax_code,accept\nunit_debts,,CƯỜNG THỊNH,9900000104,yes\nunit_debts,,May Phú An,9900000048,x\n"
    )
    #expect(province.score("--links", province.folder.file("links.csv")).status == .done)
    #expect(try province.line("sources", "unit_debts").hasSuffix("4,3,0,0,0,1,yes,0,2,0"))
  }

  @Test(
    "A file of links that makes no sense is refused with its lines",
    arguments: [
      ("unit_debts,,A,9900000104,maybe", "write `yes` or `no`"),
      ("other,,A,9900000104,yes", "no source `other`"),
      ("unit_debts,,A,12,yes", "is no tax code"),
      ("unit_debts,,,9900000104,yes", "neither a code nor a name"),
      ("unit_debts,,A,9900000104,yes\nunit_debts,,a,9900000062,yes", "accepted for another firm"),
    ])
  func badLinks(line: String, advice: String) throws {
    let province = try LinkedProvince()
    try province.folder.write("links.csv", "source,code,name,tax_code,accept\n" + line + "\n")
    let run = province.score("--links", province.folder.file("links.csv"))
    #expect(run.status == .inputUnreadable)
    #expect(run.errors.contains("error[FR275]") && run.errors.contains(advice))
  }

  @Test("Figures that contradict each other are counted and listed with their cells, and change no score")
  func consistency() throws {
    let province = try LinkedProvince()
    let run = province.score()
    #expect(
      run.errors.contains("warning[FR295]: 1 firm: more persons than workers, the first is `9900000048`"))
    #expect(
      try province.line("inconsistencies", "9900000048").hasSuffix(
        "employees = 40 (labour.csv:2) | unit_rate = 60 (unit-debts.csv:2)"))
    #expect(try province.folder.text("out/summary.json").contains("\"firms\": 1"))
    let ranking = try province.folder.text("out/ranking.csv")
    let extra = LinkedProvince.extra.components(separatedBy: "consistency")[0]
    let other = try LinkedProvince(extra: extra)
    _ = other.score()
    #expect(try other.folder.text("out/ranking.csv") == ranking)
  }
}

@Suite("Unit codes under the shipped rules") struct UnitCodeTests {
  private static let lists = [
    "lao-dong.csv": """
    MST,Tên doanh nghiệp,Tổng số lao động
    9900000048,Công ty TNHH An,40
    9900000062,Công ty CP Bình,12
    9900000104,Công ty TNHH Cường,7

    """,
    "ma-don-vi-bhxh.csv": """
    STT,Mã đơn vị BHXH,Mã số thuế,Tên đơn vị
    1,TA0001A,9900000048,Công ty TNHH An
    2,TA0002B,9900000062,Công ty CP Bình

    """,
    "no-bhxh.csv": """
    TT,Mã đơn vị,Tên đơn vị,Số tháng nợ,Số tiền nợ BHXH
    1,ta0001a,Công ty An,12,90.000.000
    2,TA0009Z,Công ty Khác,3,5.000.000

    """,
    "tham-gia-bhxh.csv": """
    Mã ĐV,Tên đơn vị,Số LĐ tham gia BHXH
    TA0001A,Công ty An,35
    TA0002B,Công ty Bình,12

    """,
    "lists.txt": "as of 2026-10-31\n",
  ]

  private func score(without missing: String? = nil) throws -> (files: [String: Data], errors: String) {
    let folder = try ScratchFolder()
    for (name, text) in Self.lists where name != missing { try folder.write("lists/" + name, text) }
    let run = firmrisk(
      "score", folder.file("lists"), "--rules", Repository.shippedRules, "--quiet", "--out",
      folder.file("out"))
    #expect(run.status == .done, "\(run.errors)")
    return (try folder.contents(of: "out"), run.errors)
  }

  @Test("Lists of the insurance agency without tax codes join by the unit codes of a list that has both")
  func joined() throws {
    let (files, errors) = try score()
    let sources = Dictionary(
      uniqueKeysWithValues: files.table("sources.csv").entries.map { ($0["source"] ?? "", $0) })
    #expect(sources["debtors"]?["joined"] == "1" && sources["debtors"]?["unmatched"] == "1")
    #expect(sources["debtors"]?["by_crosswalk"] == "1" && sources["insured"]?["by_crosswalk"] == "2")
    #expect(sources["unit_codes"]?["joined"] == "2" && sources["unit_codes"]?["unmatched"] == "0")
    #expect(errors.contains("FR294") && files.text("unmatched.csv").contains("TA0009Z"))
    let ranking = files.table("ranking.csv")
    let late = ranking.entries.filter { $0["fired_rules"]?.contains("insurance.late.money") == true }
    #expect(ranking.rows.count == 3 && late.map { $0["tax_code"] } == ["9900000048"])
  }

  @Test("Without that list nothing joins, and the message names it")
  func notJoined() throws {
    let (files, errors) = try score(without: "ma-don-vi-bhxh.csv")
    #expect(errors.contains("FR277") && errors.contains("--source unit_codes=FILE"))
    #expect(
      files.table("ranking.csv").column("fired_rules").allSatisfy { !$0.contains("insurance.late.money") })
  }
}

@Suite("Branches") struct BranchTests {
  private func province(_ debts: String) throws -> LinkedProvince {
    let province = try LinkedProvince()
    try province.folder.write("lists/unit-debts.csv", "MST,Tên doanh nghiệp,Nợ đơn vị,Số người\n" + debts)
    return province
  }

  private func cell(_ province: LinkedProvince, _ field: String, _ count: String) throws -> Bool {
    try province.line("cells", field + ",,").hasPrefix(field + ",," + count)
  }

  @Test("Branches are firms of their own unless a person says otherwise")
  func separate() throws {
    let province = try province("9900000048,An,1,\n9900000048-001,An 1,2,\n")
    _ = province.score()
    #expect(try province.line("unmatched", "unit_debts").contains("9900000048-001"))
    #expect(try province.line("sources", "unit_debts").hasSuffix("2,1,0,0,1,0,yes,0,0,0"))
  }

  @Test(
    "Rolled up, a sum is the sum of all establishments, and what the pack is silent on is known when equal")
  func rolledUp() throws {
    let province = try province(
      "9900000048,An,1,5\n9900000048-001,An 1,2,5\n9900000048-002,An 2,4,5\n9900000062,Bình,7,1\n")
    let run = province.score("--branches", "roll-up", "--findings")
    #expect(run.status == .done && !run.errors.contains("FR296"))
    #expect(try province.line("sources", "unit_debts").hasSuffix("4,2,2,0,0,0,yes,0,0,0"))
    #expect(try cell(province, "unit_debt", "2,2,0,0") && cell(province, "unit_rate", "2,2,0,0"))
    #expect(try province.folder.text("out/manifest.json").contains("\"branches\": \"roll-up\""))
  }

  @Test("One establishment that does not know leaves the firm unknown, and one that differs is named")
  func unknownStaysUnknown() throws {
    let province = try province("9900000048,An,1,5\n9900000048-001,An 1,,6\n")
    let run = province.score("--branches", "roll-up")
    #expect(run.errors.contains("warning[FR296]") && run.errors.contains("2 fields are unknown"))
    #expect(try cell(province, "unit_debt", "0,3,0,1") && cell(province, "unit_rate", "0,3,0,1"))
    #expect(
      try province.folder.text("out/conflicts.csv").contains("5 (unit-debts.csv:2) | 6 (unit-debts.csv:3)"))
  }

  @Test("A sum beyond the range of its field is unknown")
  func beyondRange() throws {
    let province = try province("9900000048,An,900000000,\n9900000048-001,An 1,900000000,\n")
    #expect(province.score("--branches", "roll-up").errors.contains("FR296"))
    #expect(try cell(province, "unit_debt", "0,3,0,1"))
  }
}
