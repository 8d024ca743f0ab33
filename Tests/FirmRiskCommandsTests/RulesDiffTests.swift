import Foundation
import Testing

@testable import FirmRiskCommands

@Suite("Changes of law and of rule packs")
struct RulesDiffTests {
  private static let smallPack = Repository.root + "/Tests/FirmRiskCommandsTests/SmallPack"
  private let folder: ScratchFolder

  init() throws {
    folder = try ScratchFolder()
    // Parameters of the small pack serve other tests; these bring their own.
    let source = try String(contentsOfFile: Self.smallPack + "/small.rules", encoding: .utf8)
      .replacing(/\nparameter [^}]*}\n/, with: "")
    let fines = """
      fine      "283/2026/NĐ-CP" article 43 clause 1 from 2026-09-10 doubled 24% to 30% of si_debt
        fine      "12/2022/NĐ-CP" article 39 clause 5 from 2022-01-17 to 2026-09-09 doubled 12% to 15% of si_debt
      """
    let old =
      "fine      \"283/2026/NĐ-CP\" article 43 clause 1 doubled 24% to 30% of si_debt, up to 150_000_000 VND"
    #expect(source.contains(old))
    try folder.write("before/small.rules", source.replacing(old, with: fines))
    try folder.write(
      "before/law.rules",
      """
      parameter grace: days {
        title vi "Số ngày ân hạn" en "Days of grace"
        from 2025-07-01 to 2025-12-31 basis "1/2025/NĐ-CP" article 1 30 days
        from 2026-01-01 basis "2/2026/NĐ-CP" article 1 60 days
      }
      set heavy {
        title vi "Ngành nặng nhọc" en "Heavy sectors"
        from 2025-07-01 to 2025-12-31 basis "3/2025/TT-BNV" { "05", "19" }
        from 2026-01-01 basis "3/2026/TT-BNV" { "05", "24" }
      }
      """)
  }

  @Test("Two days differ in rules, values, sets and fines, each with its basis")
  func twoDays() {
    let run = firmrisk(
      "rules", "diff", folder.file("before"), "--as-of", "2025-06-30", "--as-of", "2026-10-01", "--lang", "en"
    )
    #expect(run.status == .done)
    #expect(
      run.output == """
        2025-06-30 → 2026-10-01: 4 changes

        Rules that begin (2)
          insurance.evasion: Evasion
            41/2024/QH15 Art. 39 cl. 1
            + from 2025-07-01
          insurance.late: Paid late
            41/2024/QH15 Art. 38 cl. 1
            + from 2025-07-01

        Parameters that begin (1)
          grace: Days of grace
            2/2026/NĐ-CP Art. 1
            + 60 days

        Sets that begin (1)
          heavy: Heavy sectors
            3/2026/TT-BNV
            + 05, 24

        """)
  }

  @Test("A value, a set and a fine that change say what was and what is")
  func valuesThatChange() {
    let run = firmrisk(
      "rules", "diff", folder.file("before"), "--as-of", "2025-12-31", "--as-of", "2026-10-01", "--lang", "en"
    )
    #expect(
      run.output == """
        2025-12-31 → 2026-10-01: 3 changes

        Parameters that change (1)
          grace: Days of grace
            1/2025/NĐ-CP Art. 1 → 2/2026/NĐ-CP Art. 1
            30 days → 60 days

        Sets that change (1)
          heavy: Heavy sectors
            3/2025/TT-BNV → 3/2026/TT-BNV
            19 → 24

        Fines that change (1)
          insurance.late: Paid late
            12/2022/NĐ-CP Art. 39 cl. 5 → 283/2026/NĐ-CP Art. 43 cl. 1
            - 12% to 15% of insurance debt; organisations' level, household businesses half
            + 24% to 30% of insurance debt; organisations' level, household businesses half

        """)
  }

  @Test("What begins one way ends the other way")
  func bothWays() {
    let days = ["2025-06-30", "2026-10-01"]
    func events(_ days: [String]) -> [String] {
      let run = firmrisk(
        ["rules", "diff", folder.file("before"), "--format", "json"] + days.flatMap { ["--as-of", $0] })
      return run.outputLines.filter { $0.contains("\"event\"") }
    }
    #expect(events(days).count == 4)
    #expect(events(days).map { $0.replacing("begins", with: "ends") } == events(days.reversed()))
    #expect(events([days[0], days[0]]).isEmpty)
  }

  @Test("Layout, comments and order are no change of a pack; a threshold and a text are")
  func twoPacks() throws {
    let source = try folder.text("before/small.rules")
    try folder.write("same/z.rules", "# A remark.\n" + (try folder.text("before/law.rules")))
    try folder.write("same/a.rules", source.replacing("  cap   60", with: "  cap 60 # most"))
    let none = firmrisk("rules", "diff", folder.file("before"), folder.file("same"), "--lang", "en")
    #expect(none.status == .done && none.outputLines.count == 2 && none.output.contains(": nothing changes"))

    let changed = source.replacing("si_debt_days > 60 days", with: "si_debt_days >= 60 days")
      .replacing("check     vi \"Chứng từ nộp tiền\" en \"Payment records\"\n", with: "")
    try folder.write("after/small.rules", changed)
    try folder.write("after/law.rules", try folder.text("before/law.rules"))
    let run = firmrisk("rules", "diff", folder.file("before"), folder.file("after"), "--lang", "en")
    #expect(run.output.contains(": 2 changes"))
    #expect(
      run.output.contains(
        """
          insurance.evasion: Evasion
            41/2024/QH15 Art. 39 cl. 1
            when:
            - Insurance debt > 0 VND and days in debt > 60 days.
            + Insurance debt > 0 VND and days in debt ≥ 60 days.
        """))
    #expect(run.output.contains("    - check: Payment records\n"))
  }

  @Test("The shipped pack between two days holds the new wage decree")
  func shippedPack() {
    let run = firmrisk(
      "rules", "diff", Repository.shippedRules, "--as-of", "2025-12-31", "--as-of", "2026-01-01")
    #expect(run.output.contains("Vùng I: 4.960.000 đồng/tháng → 5.310.000 đồng/tháng"))
  }

  @Test("One day, three days and a third folder are refused")
  func refusals() {
    let pack = folder.file("before")
    for arguments in [
      [pack], [pack, "--as-of", "2026-01-01"], [pack, "--as-of", "2026-13-01", "--as-of", "2026-01-01"],
      [pack, pack, "--as-of", "2026-01-01", "--as-of", "2026-02-01"], [pack, "--format", "xml"],
    ] { #expect(firmrisk(["rules", "diff"] + arguments).status == .usage, "\(arguments)") }
  }
}
