import Foundation
import Testing

@testable import FirmRiskCommands

@Suite("Two runs compared")
struct CompareTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  /// Copies a folder of the repository below the scratch folder.
  private func copy(_ source: String, to name: String) throws {
    try FileManager.default.copyItem(atPath: source, toPath: folder.file(name))
  }

  /// Replaces a text that must be there in a file.
  private func edit(_ file: String, _ old: String, _ new: String) throws {
    let text = try folder.text(file)
    try #require(text.contains(old), "\(file) does not hold `\(old)`")
    try folder.write(file, text.replacing(old, with: new))
  }

  private func score(_ lists: String, _ rules: String, _ out: String, _ options: String...) -> ProgramRun {
    firmrisk(
      ["score", folder.file(lists), "--rules", folder.file(rules), "--out", folder.file(out), "--quiet"]
        + options)
  }

  private func compare(_ options: String...) -> ProgramRun {
    firmrisk(["compare", folder.file("a"), folder.file("b")] + options)
  }

  /// Whether the three parts of every firm of both runs add up to its change, on both ends; and which parts are at work.
  private func checkSums(_ table: PlainCSV) throws -> [String: Int] {
    var moved: [String: Int] = [:]
    for row in table.entries where row["status"] == "both" {
      func figure(_ name: String) throws -> Int {
        try #require(row[name].flatMap { Int($0) }, "\(name): \(row)")
      }
      for end in ["low", "high"] {
        let change = try figure(end + "_after") - figure(end + "_before")
        let parts = try ["law", "text", "data"].map { try figure("\(end)_\($0)") }
        #expect(parts.reduce(0, +) == change)
        #expect(try figure(end + "_change") == change)
        for (name, part) in zip(["law", "text", "data"], parts) where part != 0 {
          moved[name, default: 0] += 1
        }
      }
    }
    return moved
  }

  @Test("One wage decree, one rule edit and one data file give three parts that add up to each firm's change")
  func sample() throws {
    try copy(Repository.shippedRules, to: "rules-b/vn-labour")
    try edit(
      "rules-b/vn-labour/parameters.rules",
      "I: 5_310_000 VND/months, II: 4_730_000 VND/months, III: 4_140_000 VND/months, IV: 3_700_000 VND/months",
      "I: 5_800_000 VND/months, II: 5_200_000 VND/months, III: 4_600_000 VND/months, IV: 4_100_000 VND/months"
    )
    try edit(
      "rules-b/vn-labour/insurance.rules", "when      si_registered_persons < employees_total * 80%",
      "when      si_registered_persons < employees_total * 95%")
    try copy(Repository.sample, to: "lists-b")
    let debtors = try folder.text("lists-b/no-bhxh-2026-10.csv").components(separatedBy: "\n")
    let kept = debtors.enumerated().filter { $0.offset < 12 || $0.offset % 5 != 0 }.map(\.element)
    try folder.write("lists-b/no-bhxh-2026-10.csv", kept.joined(separator: "\n"))

    let first = firmrisk(
      "score", Repository.sample, "--rules", Repository.shippedRules, "--out", folder.file("a"), "--quiet",
      "--keep-inputs")
    #expect(first.status == .done)
    #expect(score("lists-b", "rules-b/vn-labour", "b", "--keep-inputs").status == .done)

    let run = compare("--format", "csv")
    #expect(run.status == .done, "\(run.errors)")
    let table = PlainCSV(run.output)
    let moved = try checkSums(table)
    for cause in ["law", "text", "data"] { #expect(moved[cause, default: 0] > 10, "\(cause): \(moved)") }

    let before = PlainCSV(try folder.text("a/ranking.csv"))
    let after = PlainCSV(try folder.text("b/ranking.csv"))
    func lows(_ table: PlainCSV, _ column: String) -> [String: String] {
      Dictionary(uniqueKeysWithValues: table.entries.map { ($0["tax_code"] ?? "", $0[column] ?? "") })
    }
    #expect(lows(table, "low_before") == lows(before, "low"))
    #expect(lows(table, "high_after") == lows(after, "high"))
    let sizes = table.entries.filter { $0["status"] == "both" }.map { abs(Int($0["low_change"] ?? "") ?? 0) }
    #expect(sizes == sizes.sorted(by: >))
  }

  // MARK: - A small province

  /// Scores two small runs; the second has the edits of the test.
  private func smallRuns(_ edit: () throws -> Void, keep: Bool = true, options: String...) throws {
    let province = Repository.root + "/Tests/FirmRiskCommandsTests/SmallPack"
    for side in ["a", "b"] {
      try copy(province, to: "rules-\(side)")
      try folder.write("rules-\(side)/law.rules", Self.law)
      try folder.write("lists-\(side)/labour.csv", SmallProvince.labour)
      try folder.write("lists-\(side)/debtors.csv", SmallProvince.debtors)
      try folder.write("lists-\(side)/inspections.csv", SmallProvince.inspections)
      try folder.write("lists-\(side)/lists.txt", SmallProvince.dates)
    }
    try edit()
    for side in ["a", "b"] {
      let run = firmrisk(
        [
          "score", folder.file("lists-" + side), "--rules", folder.file("rules-" + side), "--out",
          folder.file(side),
        ]
          + ["--quiet"] + (keep ? ["--keep-inputs"] : []) + options)
      #expect(run.status == .done, "\(run.errors)")
    }
  }

  private static let law = """
    parameter grace: days {
      title vi "Ân hạn" en "Grace"
      from 2025-01-01 basis "1/2025/NĐ-CP" 5 days
    }

    rule wages.grace is indicator {
      title vi "Quá ân hạn" en "Over the grace"
      effective from 2025-01-01
      when wage_days_late > grace
      points 8
    }
    """

  private func row(_ key: String, in table: PlainCSV) throws -> [String: String] {
    try #require(table.entries.first { $0["tax_code"] == key })
  }

  @Test("A new value, a new threshold and a new figure are told apart for one firm")
  func causes() throws {
    try smallRuns {
      try edit("rules-b/law.rules", "5 days", "12 days")
      try edit(
        "rules-b/small.rules", "points    5 + wage_days_late / 1 days",
        "points    3 + wage_days_late / 1 days")
      try edit("lists-b/labour.csv", "Phú Bài,40,10,Có", "Phú Bài,40,11,Có")
    }
    let table = PlainCSV(compare("--format", "csv").output)
    _ = try checkSums(table)
    let firm = try row("9900000048", in: table)
    // Ten days: 5 + 10 and the 8 over the grace of 5; twelve days of grace take the 8 away, two points go with the
    // formula, one comes with the day.
    #expect(firm["low_law"] == "-8" && firm["low_text"] == "-2" && firm["low_data"] == "1", "\(firm)")
    let shown = try ReadmeTests.block(after: "so that the three parts add up")
    #expect(shown.allSatisfy(compare("--lang", "en").outputLines.contains))
  }

  @Test("Days of effect and the as-of date are law, not rule text")
  func daysOfEffect() throws {
    try smallRuns {
      try edit("rules-b/law.rules", "effective from 2025-01-01", "effective from 2027-01-01")
    }
    let firm = try row("9900000048", in: PlainCSV(compare("--format", "csv").output))
    #expect(firm["low_law"] == "-8" && firm["low_text"] == "0" && firm["low_data"] == "0", "\(firm)")
  }

  @Test("A rule of one pack only is rule text, and so is a parameter under a new name, which is said")
  func renamed() throws {
    try smallRuns {
      try edit("rules-b/law.rules", "parameter grace", "parameter grace_days")
      try edit("rules-b/law.rules", "> grace", "> grace_days")
      try edit("rules-b/law.rules", "5 days", "12 days")
      try edit("rules-b/law.rules", "rule wages.grace", "rule wages.over_grace")
    }
    let firm = try row("9900000048", in: PlainCSV(compare("--format", "csv").output))
    #expect(firm["low_law"] == "0" && firm["low_text"] == "-8", "\(firm)")
    let text = compare("--lang", "en").output
    #expect(text.contains("In one pack only, so part of the rule text: grace, grace_days\n"))
  }

  @Test("Firms of one run only are named as new or gone and have no parts")
  func newAndGone() throws {
    try smallRuns {
      try edit("lists-b/labour.csv", "9900000062,Công ty Bình,An Cựu,12,0,Không\n", "")
      try edit("lists-b/debtors.csv", "9900000062,Công ty Bình,7.000.000,\n", "")
      try edit("lists-b/debtors.csv", "9900000224,Công ty Ê", "9900000231,Công ty Mới")
    }
    let table = PlainCSV(compare("--format", "csv").output)
    _ = try checkSums(table)
    #expect(try row("9900000231", in: table)["status"] == "new")
    let gone = try row("9900000062", in: table)
    #expect(gone["status"] == "gone" && gone["low_after"] == "" && gone["low_law"] == "")
    #expect(compare("--lang", "en").output.contains("1 new, 2 gone"))
  }

  @Test("Two runs alike differ in nothing, as text and as JSON")
  func alike() throws {
    try smallRuns {}
    let text = compare("--lang", "en")
    #expect(
      text.status == .done
        && text.output.contains("6 firms in both runs, 0 with another score; 0 new, 0 gone"))
    let json =
      try JSONSerialization.jsonObject(with: Data(compare("--format", "json").output.utf8)) as? [String: Any]
    let summary = try #require(json?["summary"] as? [String: Any])
    #expect(summary["firms_changed"] as? Int == 0 && summary["firms_in_both"] as? Int == 6)
    #expect((json?["firms"] as? [Any])?.count == 6)
  }

  @Test("The result is the same for any number of threads, and a file holds what is printed otherwise")
  func sameBytes() throws {
    try smallRuns { try edit("rules-b/law.rules", "5 days", "12 days") }
    let one = compare("--format", "csv", "--jobs", "1").output
    #expect(one == compare("--format", "csv", "--jobs", "4").output)
    #expect(compare("--format", "csv", "--out", folder.file("table.csv")).output.isEmpty)
    #expect(try folder.text("table.csv") == one)
  }

  @Test("A ranking of some columns is compared as a whole one, and the manifest names them")
  func someColumns() throws {
    try smallRuns {}
    let options = ["--keep-inputs", "--columns", "tax_code,low,high"]
    #expect(
      firmrisk(
        [
          "score", folder.file("lists-b"), "--rules", folder.file("rules-b"), "--out", folder.file("b"),
          "--quiet",
        ]
          + options
      ).status == .done)
    #expect(try folder.text("b/ranking.csv").hasPrefix("\u{FEFF}tax_code,low,high\r\n"))
    #expect(try folder.text("b/manifest.json").contains("\"columns\": \"tax_code low high\""))
    #expect(compare("--lang", "en").output.contains("6 firms in both runs, 0 with another score"))
  }

  // MARK: - Refusals

  @Test("Without kept inputs the folders are named, and changed files are refused")
  func namedFolders() throws {
    try smallRuns({}, keep: false)
    let refused = compare()
    #expect(refused.status == .inputUnreadable && refused.errors.contains("FR321"))
    #expect(refused.errors.contains("--rules-a DIR") || refused.errors.contains("--inputs-a DIR"))
    let places = ["a", "b"].flatMap { side in
      ["--rules-" + side, folder.file("rules-" + side), "--inputs-" + side, folder.file("lists-" + side)]
    }
    let named = ["compare", folder.file("a"), folder.file("b")] + places
    #expect(firmrisk(named).status == .done)
    try edit("lists-b/debtors.csv", "90.000.000", "90.000.001")
    let changed = firmrisk(named)
    #expect(changed.status == .inputUnreadable)
    #expect(changed.errors.contains("is not the file that the run") && changed.errors.contains("debtors.csv"))
    try edit("lists-b/debtors.csv", "90.000.001", "90.000.000")
    try edit("rules-a/law.rules", "points 8", "points 9")
    #expect(firmrisk(named).errors.contains("are not those of the run"))
  }

  @Test("A ranking that was edited is not explained")
  func editedRanking() throws {
    try smallRuns {}
    try edit("b/ranking.csv", "Công ty An", "Công ty Anh")
    let run = compare()
    #expect(run.status == .inputUnreadable && run.errors.contains("FR322"))
  }

  @Test("A parameter with another unit does not fit the old rules, and the reason is named")
  func anotherUnit() throws {
    try smallRuns {
      try edit("rules-b/law.rules", "parameter grace: days", "parameter grace: times")
      try edit("rules-b/law.rules", "5 days", "5 times")
      try edit(
        "rules-b/law.rules", "when wage_days_late > grace", "when wage_days_late > 5 days and grace > 4 times"
      )
    }
    let run = compare()
    #expect(run.status == .rulesDoNotCheck && run.errors.contains("FR323"))
    #expect(run.errors.contains("5 times"))
  }

  @Test("A folder that is no run, and a manifest that is no JSON, are refused")
  func noRun() throws {
    try smallRuns {}
    #expect(firmrisk("compare", folder.file("a"), folder.file("lists-a")).errors.contains("FR320"))
    try folder.write("b/manifest.json", "{\"manifest_version\": 1")
    #expect(compare().errors.contains("FR320"))
    #expect(compare("--format", "xml").status == .usage)
  }
}
