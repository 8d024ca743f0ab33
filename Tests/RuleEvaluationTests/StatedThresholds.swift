import Testing

/// A threshold of law as the article states it, with a firm on each side.
///
/// Numbers and articles come from the acts, not from the rules: a rule that moves its threshold fails here.
struct StatedThreshold: Sendable, CustomTestStringConvertible {
  let rule: String
  /// Act and article that the rule must cite; no article where the act's own was not read.
  let act: String
  let article: String
  /// What the article says.
  let says: String
  let asOf: String
  /// What is known of the firm on both sides.
  var firm = ""
  /// What differs, and what the rule says of it.
  let sides: [(values: String, expected: String)]

  var testDescription: String { "\(rule): \(says)" }

  /// The sides as examples in the rule language.
  var examples: String {
    sides.enumerated().map { index, side in
      """
      example "threshold \(asOf) \(says) (\(index + 1))" of \(rule) {
        \(firm)
        \(side.values)
        as of \(asOf)
        expect \(side.expected)
      }
      """
    }.joined(separator: "\n")
  }
}

extension StatedThreshold {
  static let all: [StatedThreshold] =
    insurance + wages + contracts + union + dialogue + safety + workingTime + agreement + regulations
    + reports + disputes + gates

  private static let owing = "si_debt = 90_000_000 VND"

  static let insurance: [StatedThreshold] = [
    .init(
      rule: "insurance.late.money", act: "41/2024/QH15", article: "38",
      says: "late from the first day after the due date", asOf: "2026-03-01", firm: owing,
      sides: [("si_debt_days = 0 days", "passes"), ("si_debt_days = 1 days", "fires")]),
    .init(
      rule: "insurance.evasion.money", act: "41/2024/QH15", article: "39",
      says: "evasion once 60 days have passed after the due date and the agency has urged",
      asOf: "2026-03-01", firm: owing + ", si_reminder_date = 2026-01-15",
      sides: [("si_debt_days = 60 days", "passes"), ("si_debt_days = 61 days", "fires")]),
    .init(
      rule: "insurance.evasion.money", act: "41/2024/QH15", article: "39",
      says: "certain when urged within 45 days of the due date, open later (274/2025/NĐ-CP)",
      asOf: "2026-03-02", firm: owing + ", si_debt_days = 100 days",
      sides: [
        ("si_reminder_date = 2026-01-06", "fires"), ("si_reminder_date = 2026-01-07", "unknown"),
        ("si_reminder_date = none", "passes"),
      ]),
    .init(
      rule: "insurance.late.people", act: "41/2024/QH15", article: "38",
      says: "late from the first day after the 30 days for registration", asOf: "2026-03-01",
      firm: "si_unregistered_persons = 3",
      sides: [("si_unregistered_days = 0 days", "passes"), ("si_unregistered_days = 1 days", "fires")]),
    .init(
      rule: "insurance.evasion.people", act: "41/2024/QH15", article: "39",
      says: "evasion once 60 days have passed after the limit of registration", asOf: "2026-03-01",
      firm: "si_unregistered_persons = 3",
      sides: [("si_unregistered_days = 60 days", "passes"), ("si_unregistered_days = 61 days", "fires")]),
    .init(
      rule: "insurance.evasion.wage_base", act: "41/2024/QH15", article: "39",
      says: "the reference level is 2,530,000 from 1 July 2026", asOf: "2026-07-01",
      sides: [
        ("si_salary_base_average = 2_529_999 VND/months", "fires"),
        ("si_salary_base_average = 2_530_000 VND/months", "passes"),
      ]),
    .init(
      rule: "insurance.evasion.wage_base", act: "41/2024/QH15", article: "39",
      says: "the reference level is 2,340,000 up to 30 June 2026", asOf: "2026-06-30",
      sides: [
        ("si_salary_base_average = 2_339_999 VND/months", "fires"),
        ("si_salary_base_average = 2_340_000 VND/months", "passes"),
      ]),
    .init(
      rule: "insurance.unemployment.evasion", act: "41/2024/QH15", article: "39",
      says: "evasion once 60 days have passed after the due date and the agency has urged",
      asOf: "2026-03-01", firm: "ui_debt = 9_000_000 VND, si_reminder_date = 2026-01-15",
      sides: [("si_debt_days = 60 days", "passes"), ("si_debt_days = 61 days", "fires")]),
  ]

  static let wages: [StatedThreshold] = [
    .init(
      rule: "wages.late", act: "45/2019/QH14", article: "97", says: "wages are paid on the day",
      asOf: "2026-11-20",
      sides: [("wage_late_days = 0 days", "passes"), ("wage_late_days = 1 days", "fires")]),
    .init(
      rule: "wages.deduction", act: "45/2019/QH14", article: "102",
      says: "at most 30% of the month's net wage is deducted", asOf: "2026-11-20",
      sides: [("wage_deduction_rate = 30%", "passes"), ("wage_deduction_rate = 30.1%", "fires")]),
    .init(
      rule: "wages.overtime_pay", act: "45/2019/QH14", article: "98",
      says: "150% on weekdays, 200% on rest days, 300% on holidays, 30% more at night", asOf: "2026-11-20",
      sides: [
        (rates("150%", "200%", "300%", "30%"), "passes"), (rates("149.9%", "200%", "300%", "30%"), "fires"),
        (rates("150%", "199.9%", "300%", "30%"), "fires"), (rates("150%", "200%", "299.9%", "30%"), "fires"),
        (rates("150%", "200%", "300%", "29.9%"), "fires"),
      ]),
  ]

  private static func rates(_ weekday: String, _ rest: String, _ holiday: String, _ night: String) -> String {
    "overtime_rate_weekday = \(weekday), overtime_rate_rest_day = \(rest), "
      + "overtime_rate_holiday = \(holiday), night_premium_rate = \(night)"
  }

  static let contracts: [StatedThreshold] = [
    .init(
      rule: "contracts.written", act: "45/2019/QH14", article: "14",
      says: "everybody with a job of a month or more has a written contract", asOf: "2026-11-20",
      firm: "employees_contract_due = 40",
      sides: [("employees_written_contract = 40", "passes"), ("employees_written_contract = 39", "fires")]),
    .init(
      rule: "contracts.probation", act: "45/2019/QH14", article: "24–27",
      says: "the probation wage is at least 85% of the job's wage", asOf: "2026-11-20",
      sides: [("probation_wage_rate = 85%", "passes"), ("probation_wage_rate = 84.9%", "fires")]),
    .init(
      rule: "contracts.layoff", act: "45/2019/QH14", article: "42–45",
      says: "notice 30 days before a mass layoff", asOf: "2026-11-20",
      firm: "mass_layoff_date = 2026-10-31, labour_use_plan_exists = yes, layoff_consulted = yes",
      sides: [("layoff_notice_date = 2026-10-01", "passes"), ("layoff_notice_date = 2026-10-02", "fires")]),
    .init(
      rule: "contracts.foreign.permit", act: "45/2019/QH14", article: "151–154",
      says: "no foreign employee without a permit or exemption", asOf: "2026-11-20",
      sides: [("foreign_without_permit = 0", "passes"), ("foreign_without_permit = 1", "fires")]),
  ]

  private static let shortFee = "union_fee_due = 50_000_000 VND, union_fee_paid = 30_000_000 VND"

  static let union: [StatedThreshold] = [
    .init(
      rule: "union.fee.late", act: "105/2026/NĐ-CP", article: "6",
      says: "due on the last day of the next month",
      asOf: "2026-11-20", firm: shortFee,
      sides: [("union_fee_overdue_days = 0 days", "passes"), ("union_fee_overdue_days = 1 days", "fires")]),
    .init(
      rule: "union.fee.short", act: "105/2026/NĐ-CP", article: "6", says: "still short after 60 days",
      asOf: "2026-11-20", firm: shortFee,
      sides: [("union_fee_overdue_days = 60 days", "passes"), ("union_fee_overdue_days = 61 days", "fires")]),
    .init(
      rule: "union.fee.none", act: "105/2026/NĐ-CP", article: "6", says: "nothing paid after 60 days",
      asOf: "2026-11-20", firm: "union_fee_due = 50_000_000 VND, union_fee_overdue_days = 61 days",
      sides: [("union_fee_paid = 0 VND", "fires"), ("union_fee_paid = 1 VND", "passes")]),
  ]
}
