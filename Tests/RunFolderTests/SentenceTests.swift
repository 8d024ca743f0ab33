import RuleModel
import RuleSentences
import Testing

@Suite("Values and sentences")
struct SentenceTests {
  private let vi = ValueWriter(language: .vi, ruleSet: MadeUpRun.ruleSet)
  private let en = ValueWriter(language: .en, ruleSet: MadeUpRun.ruleSet)

  @Test(
    "Numbers are grouped and lose zeros at the end",
    arguments: [
      (12_345_675, 1, "1.234.567,5", "1,234,567.5"), (0, 0, "0", "0"), (999, 0, "999", "999"),
      (1000, 0, "1.000", "1,000"), (-1_234_500, 2, "-12.345", "-12,345"), (5, 4, "0,0005", "0.0005"),
      (100_000, 4, "10", "10"), (Int64.max, 0, "9.223.372.036.854.775.807", "9,223,372,036,854,775,807"),
    ] as [(Int64, Int, String, String)])
  func numbers(raw: Int64, scale: Int, vietnamese: String, english: String) {
    #expect(vi.number(raw, scale: scale) == vietnamese)
    #expect(en.number(raw, scale: scale) == english)
  }

  @Test("Units, dates, truths, choices and unknowns read as people write them")
  func values() {
    #expect(vi.text(.number(90_000_000), type: MadeUpRun.unit("VND")) == "90.000.000 đồng")
    #expect(vi.text(.number(61), type: MadeUpRun.unit("days")) == "61 ngày")
    #expect(en.text(.number(1), type: MadeUpRun.unit("days")) == "1 day")
    #expect(vi.text(.number(12), type: MadeUpRun.unit("persons")) == "12 người")
    let wage = MeasureUnit(numerator: ["VND"], denominator: ["months"])
    #expect(vi.unit(wage) == "đồng/tháng")
    #expect(en.unit(wage) == "VND/month")
    #expect(vi.percent(855, scale: 3) == "85,5%")
    #expect(vi.percent(2, scale: 0) == "200%")
    let day = CivilDate(days: 20_513)
    #expect(vi.text(.date(day), type: .date(allowsNone: true)) == "01/03/2026")
    #expect(en.text(.date(day), type: .date(allowsNone: true)) == "2026-03-01")
    #expect(vi.text(.none, type: .date(allowsNone: true)) == "không có")
    #expect(vi.text(.truth(true), type: .truth) == "có" && vi.text(.truth(false), type: .truth) == "không")
    #expect(vi.text(.member(1), type: .choice(0)) == "Tây" && en.text(.member(1), type: .choice(0)) == "West")
    #expect(vi.text(.unknown, type: .truth) == "chưa rõ" && en.text(.unknown, type: .truth) == "not known")
  }

  @Test("A reason holds the firm's figures, and says so where one is not known")
  func reason() {
    let writer = SentenceWriter(language: .vi, ruleSet: MadeUpRun.ruleSet)
    let text = writer.reason(of: MadeUpRun.debt) { expression in
      if case .field(3) = expression.kind { return .known(.number(90_000_000)) }
      return .unknown
    }
    #expect(text == "Nợ 90.000.000 đồng trong chưa rõ")
    #expect(writer.basis(of: MadeUpRun.debt) == "khoản 1 Điều 39 41/2024/QH15")
  }

  @Test("Conditions read as sentences")
  func conditions() {
    let vi = ExpressionWriter(language: .vi, ruleSet: MadeUpRun.ruleSet)
    let en = ExpressionWriter(language: .en, ruleSet: MadeUpRun.ruleSet)
    #expect(
      vi.text(MadeUpRun.debt.condition) == "“Nợ BHXH” > 0 đồng và “Số ngày nợ” > 60 ngày và “Đã nhắc” là có")
    #expect(
      en.text(MadeUpRun.debt.condition)
        == "“SI debt” > 0 VND and “Days in debt” > 60 days and “Reminded” is yes")
    let excused = MadeUpRun.expression(.not(MadeUpRun.field(6)))
    #expect(en.text(excused) == "“Reminded” is no")
    let either = MadeUpRun.expression(.or([excused, MadeUpRun.expression(.isNone(MadeUpRun.field(5)))]))
    let both = MadeUpRun.expression(.and([either, MadeUpRun.field(6)]))
    #expect(en.text(both) == "(“Reminded” is no or “Registered on” is none) and “Reminded” is yes")
    #expect(
      en.text(MadeUpRun.expression(.not(either))) == "not (“Reminded” is no or “Registered on” is none)")
  }

  @Test("Brackets keep the meaning of arithmetic")
  func arithmetic() {
    let en = ExpressionWriter(language: .en, ruleSet: MadeUpRun.ruleSet)
    let plain = MadeUpRun.unit("")
    func number(_ raw: Int64) -> RuleExpression { MadeUpRun.number(raw, plain) }
    let difference = MadeUpRun.expression(.subtract(number(7), number(2)), plain)
    #expect(en.text(MadeUpRun.expression(.subtract(number(9), difference), plain)) == "9 − (7 − 2)")
    #expect(en.text(MadeUpRun.expression(.multiply(difference, number(3)), plain)) == "(7 − 2) × 3")
    let quotient = MadeUpRun.expression(.divide(number(8), number(2), exponent: 4), MadeUpRun.unit("", 4))
    #expect(en.text(MadeUpRun.expression(.divide(number(8), quotient, exponent: 4), plain)) == "8 ÷ (8 ÷ 2)")
    #expect(en.text(MadeUpRun.expression(.negate(difference), plain)) == "−(7 − 2)")
    #expect(
      en.text(MadeUpRun.expression(.floorDivide(number(7), number(2)), plain)) == "rounded down (7 ÷ 2)")
  }
}

@Suite("Fines in words")
struct FineTests {
  private let writer = FineWriter(language: .vi, ruleSet: MadeUpRun.ruleSet)
  private let english = FineWriter(language: .en, ruleSet: MadeUpRun.ruleSet)
  private let citation = Citation(act: "283/2026/NĐ-CP", parts: [.article("44"), .clause("2")])

  private func fine(
    _ amount: Fine.Amount, level: Fine.Level? = nil, ceiling: Int64? = nil, warningBelow: Int64? = nil,
    period: EffectPeriod? = nil
  ) -> Fine {
    Fine(
      citation: citation, period: period, level: level, amount: amount, ceiling: ceiling,
      warningBelow: warningBelow)
  }

  private let debt: (RuleExpression) -> SentenceValue = { _ in .known(.number(90_000_000)) }
  private let unknown: (RuleExpression) -> SentenceValue = { _ in .unknown }

  @Test("A share of a known sum shows the sum, the range and the ceiling")
  func share() {
    let share = fine(.share(3600, 4000, of: MadeUpRun.field(3)), level: .doubled, ceiling: 35_000_000)
    #expect(writer.amount(of: share, affects: nil, value: debt) == .range(32_400_000, 35_000_000))
    #expect(
      writer.sentence(share, affects: nil, value: debt)
        == "từ 32.400.000 đến 35.000.000 đồng (từ 36% đến 40% của 90.000.000 đồng), tối đa 35.000.000 đồng; "
        + "mức của tổ chức, hộ kinh doanh bằng một nửa (khoản 2 Điều 44 283/2026/NĐ-CP)")
    #expect(
      english.sentence(share, affects: nil, value: unknown)
        == "36% to 40% of “SI debt” (not known), at most 35,000,000 VND; "
        + "organisations' level, household businesses half (283/2026/NĐ-CP Art. 44 cl. 2)")
  }

  @Test("An amount for each worker multiplies, and says so while the number is not known")
  func each() {
    let each = fine(.range(1_000_000, 2_000_000, each: true), level: .organisations)
    #expect(
      writer.amount(of: each, affects: .known(.number(12)), value: unknown) == .range(12_000_000, 24_000_000))
    #expect(writer.amount(of: each, affects: .unknown, value: unknown) == .perWorker(1_000_000, 2_000_000))
    #expect(
      english.sentence(each, affects: .known(.number(12)), value: unknown)
        == "12,000,000 to 24,000,000 VND (1,000,000 to 2,000,000 VND × 12 persons); level for organisations "
        + "(283/2026/NĐ-CP Art. 44 cl. 2)")
    #expect(writer.amount(of: each, affects: .known(.number(.max)), value: unknown) == .outOfRange)
  }

  @Test("A banded amount takes the firm's band, and the whole range while it is not known")
  func banded() {
    let bands = [
      Fine.Band(lowest: 1, highest: 10, from: 2_000_000, to: 5_000_000),
      Fine.Band(lowest: 11, highest: nil, from: 5_000_000, to: 10_000_000),
    ]
    let byWorkers = fine(.banded(by: .affects, bands))
    #expect(
      writer.amount(of: byWorkers, affects: .known(.number(11)), value: unknown)
        == .range(5_000_000, 10_000_000))
    #expect(writer.amount(of: byWorkers, affects: .unknown, value: unknown) == .range(2_000_000, 10_000_000))
    let byField = fine(.banded(by: .field(7), bands), warningBelow: 400_000)
    #expect(
      english.sentence(byField, affects: nil, value: unknown)
        == "2,000,000 to 10,000,000 VND, depending on “Workers”; a warning only below 400,000 VND "
        + "(283/2026/NĐ-CP Art. 44 cl. 2)")
  }

  @Test("An amount that nobody entered says so")
  func notEntered() {
    #expect(
      writer.sentence(fine(.notEntered), affects: nil, value: unknown)
        == "chưa nhập mức phạt (khoản 2 Điều 44 283/2026/NĐ-CP)")
  }

  @Test("Fines are those of the day the violation ended; more than a year ago is time-barred")
  func selection() throws {
    let change = try #require(CivilDate(iso: "2026-09-10"))
    let dayBefore = try #require(change.adding(days: -1))
    var rule = MadeUpRun.debt
    rule.fines = [
      fine(.notEntered, period: EffectPeriod(from: .earliest, to: dayBefore)),
      fine(.range(1, 2, each: false), period: EffectPeriod(from: change)),
    ]
    let asOf = try #require(CivilDate(iso: "2026-11-01"))
    let continuing = FineSelection(rule: rule, ended: .unknown, asOf: asOf)
    #expect(continuing.fines == [rule.fines[1]] && continuing.date == asOf && !continuing.isTimeBarred)
    let old = FineSelection(rule: rule, ended: .known(.date(dayBefore)), asOf: asOf)
    #expect(old.fines == [rule.fines[0]] && !old.isTimeBarred)
    let yearAgo = try #require(CivilDate(iso: "2025-11-01"))
    #expect(!FineSelection(rule: rule, ended: .known(.date(yearAgo)), asOf: asOf).isTimeBarred)
    let earlier = try #require(yearAgo.adding(days: -1))
    #expect(FineSelection(rule: rule, ended: .known(.date(earlier)), asOf: asOf).isTimeBarred)
    #expect(FineSelection(rule: rule, ended: .known(.none), asOf: asOf).date == asOf)
  }
}
