/// The fines of organisations as the two decrees state them, in million đồng; amounts are doubled already.
///
/// Taken from the decrees, not from the rules. Bands of workers are 1–10, 11–50, 51–100, 101–300 and over 300 unless the
/// article has its own; `–` stands where a decree has no such act or its amount was not read.
struct StatedFine: Sendable {
  let rule: String
  /// Article and clause of 283/2026/NĐ-CP, and the amounts.
  let new: (article: String, amounts: String)
  /// Article and clause of 12/2022/NĐ-CP, and the amounts.
  let old: (article: String, amounts: String)

  init(_ rule: String, _ new: String, _ old: String, _ amounts: String, before: String? = nil) {
    self.rule = rule
    self.new = (new, amounts)
    self.old = (old, old == "–" ? "–" : before ?? amounts)
  }

  private static let contract = "4–10 / 10–20 / 20–30 / 30–40 / 40–50"
  private static let wage = "10–20 / 20–40 / 40–60 / 60–80 / 80–100"
  private static let minimum = "40–60 / 60–100 / 100–150"
  private static let hours = "10–20 / 20–40 / 40–80 / 80–120 / 120–150"
  private static let late = "24–30 %, max 150"
  private static let evaded = "36–40 %, max 150"
  private static let latePeople = "10–20 / 20–30 / 30–40 / 40–60 / 60–80 / 80–100 / 100–120 / 120–150"
  private static let evadedPeople = "12–24 / 24–40 / 40–60 / 60–80 / 80–100 / 100–120 / 120–140 / 140–150"

  static let all: [StatedFine] = labour + safety + insurance

  static let labour: [StatedFine] = [
    .init("contracts.written", "15(1)", "9(1)", contract),
    .init("contracts.type", "15(1)", "9(1)", contract),
    .init("contracts.content", "15(1)", "9(1)", contract),
    .init("contracts.retention", "15(2)", "9(2)", "40–50"),
    .init("contracts.probation", "16", "10(2)", "4–10"),
    .init("contracts.severance", "18(2)", "12(2)", "2–4 / 4–10 / 10–20 / 20–30 / 30–40"),
    .init("contracts.layoff", "18(3)", "12(3)", "10–20"),
    .init("contracts.leasing", "19", "13(5)", "–", before: "100–150"),
    .init("contracts.foreign.permit", "13(5)", "32(4)", "60–90 / 90–120 / 120–150"),
    .init("contracts.foreign.job", "13(2)", "32(2)", "10–20 each, max 150"),
    .init("contracts.foreign.notice", "13(1)", "–", "2–6"),
    .init("reports.declaration", "11(1)", "8(1)", "2–6"),
    .init("reports.labour_book", "11(2)", "8(2)", "10–20"),
    .init("reports.labour.half_year", "11(2)", "8(2)", "10–20"),
    .init("reports.labour.year.late", "11(2)", "8(2)", "10–20"),
    .init("reports.labour_registration", "12(2)", "–", "10–20 / 20–30 / 30–40"),
    .init("reports.fluctuation", "48(5)", "41(3)", "4–8"),
    .init("wages.scale", "23(1)", "17(1)", "10–20"),
    .init("wages.payslip", "23(1)", "17(1)", "10–20"),
    .init("wages.late", "23(2)", "17(2)", wage),
    .init("wages.arrears", "23(2)", "17(2)", wage),
    .init("wages.overtime_pay", "23(2)", "17(2)", wage),
    .init("wages.deduction", "23(2)", "17(2)", wage),
    .init("wages.minimum.monthly", "23(3)", "17(3)", minimum),
    .init("wages.minimum.hourly", "23(3)", "17(3)", minimum),
    .init("wages.minimum.kept", "23(3)", "17(3)", minimum),
    .init("wages.insurance_equivalent", "23(4)", "17(4)", "6–10 / 10–16 / 16–24 / 24–30 / 30–40"),
    .init("dialogue.periodic.count", "21", "15(2)", "10–20"),
    .init("dialogue.members.employer", "21(5)", "15(5)", "10–20"),
    .init("dialogue.publish", "21(3)", "15(3)", "10–20"),
    .init("dialogue.conference", "21(2)", "15(2)", "10–20"),
    .init("dialogue.regulation", "21(1)", "15(1)", "10–20"),
    .init("agreement.refuse", "22(3)", "16(3)", "20–30"),
    .init("agreement.sent", "22(1)", "16(1)", "2–6"),
    .init("regulations.written", "25(2)", "19(2)", "10–20"),
    .init("regulations.registered", "25(2)", "19(2)", "10–20"),
    .init("regulations.notified", "25(1)", "19(1)", "2–6"),
    .init("regulations.sanction", "25(3)", "19(3)", "40–80"),
    .init("time.normal", "24(3)", "18(3)", "40–50"),
    .init("time.overtime.consent", "24(3)", "18(3)", "40–50"),
    .init("time.overtime.day", "24(4)", "18(4)", hours),
    .init("time.overtime.month", "24(4)", "18(4)", hours),
    .init("time.overtime.year", "24(4)", "18(4)", hours),
    .init("time.rest.shift", "24(4)", "18(4)", hours),
    .init("time.overtime.notice", "24(1)", "18(1)", "4–10"),
    .init("time.leave", "24(2)", "18(2)", "20–40"),
    .init("time.rest.week", "24(2)", "18(2)", "20–40"),
  ]

  static let safety: [StatedFine] = [
    .init("safety.women.protection", "26(2)", "28(2)", "20–40"),
    .init("safety.women.lactation_room", "26(2)", "28(2)", "20–40"),
    .init("safety.minor.book", "27(1)", "29(1)", "2–4"),
    .init("reports.safety", "31(2)", "20(2)", "2–6"),
    .init("reports.accident.half_year", "31(3)", "20(3)", "10–20"),
    .init("safety.plan", "32(2)", "21(2)", "10–20"),
    .init("safety.officer", "32(2)", "21(2)", "10–20"),
    .init("safety.medical", "32(2)", "21(2)", "10–20"),
    .init("safety.first_aid", "32(2)", "21(2)", "10–20"),
    .init("safety.training", "36(1)", "25(1)", wage),
    .init("safety.health_check", "33(2)", "22(2)", "2–6 each, max 150"),
    .init("safety.hazard_id", "33(5)", "22(5)", "20–30"),
    .init("safety.risk_assessment", "33(6)", "22(6)", "30–40"),
    .init("safety.ppe", "33(8)", "22(8)", "6–12 / 12–20 / 20–30 / 30–40 / 40–60"),
    .init("safety.hazard_regime", "32(4)", "21(4)", hours),
    .init("safety.equipment", "35(4)", "24(4)", "40–60 / 60–100 / 100–150 / 150–150"),
    .init("safety.environment", "38(3)", "27(3)", "40–80"),
  ]

  static let insurance: [StatedFine] = [
    .init("union.fee.late", "42(1)", "38(1)", late),
    .init("union.fee.short", "42(1)", "38(1)", late),
    .init("union.fee.none", "42(2)", "38(2)", evaded),
    .init("insurance.late.money", "43(1)", "39(5)", late),
    .init("insurance.late.people", "43(2)", "39(5)", latePeople, before: late),
    .init("insurance.evasion.people", "44(1)", "39(7)", evadedPeople, before: "100–150"),
    .init("insurance.evasion.money", "44(2)", "39(7)", evaded, before: "100–150"),
    .init("insurance.evasion.wage_base", "44(2)", "39(5)", evaded, before: late),
    .init("insurance.unemployment.late", "45", "39(5)", late),
    .init("insurance.unemployment.evasion", "46", "39(7)", evaded, before: "100–150"),
    .init("insurance.accident", "48(1)", "–", "0.6–1 each, max 150"),
  ]
}
