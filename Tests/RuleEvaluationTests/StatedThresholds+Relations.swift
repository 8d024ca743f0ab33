/// Dialogue, safety, working time, agreements, regulations, reports, disputes and gates.
extension StatedThreshold {
  /// Fewest dialogue members of the workers: 145/2020/NĐ-CP article 38.
  private static let dialogueMembers: [StatedThreshold] = [
    (49, 3), (50, 4), (149, 4), (150, 9), (299, 9), (300, 14), (499, 14), (500, 19), (999, 19), (1_000, 24),
  ].map { employees, fewest in
    .init(
      rule: "dialogue.members", act: "145/2020/NĐ-CP", article: "38",
      says: "\(employees) employees have at least \(fewest) members", asOf: "2026-11-20",
      firm: "employees_total = \(employees)",
      sides: [
        ("dialogue_worker_reps = \(fewest)", "passes"), ("dialogue_worker_reps = \(fewest - 1)", "fires"),
      ])
  }

  static let dialogue: [StatedThreshold] =
    dialogueMembers + [
      .init(
        rule: "dialogue.members.employer", act: "145/2020/NĐ-CP", article: "38",
        says: "at least 3 members of the employer", asOf: "2026-11-20",
        sides: [("dialogue_employer_reps = 3", "passes"), ("dialogue_employer_reps = 2", "fires")]),
      .init(
        rule: "dialogue.periodic.date", act: "45/2019/QH14", article: "63", says: "dialogue once a year",
        asOf: "2026-11-20",
        sides: [("dialogue_last_date = 2025-11-20", "passes"), ("dialogue_last_date = 2025-11-19", "fires")]),
      .init(
        rule: "dialogue.periodic.count", act: "45/2019/QH14", article: "63", says: "dialogue once a year",
        asOf: "2026-11-20",
        sides: [("dialogue_count_year = 1", "passes"), ("dialogue_count_year = 0", "fires")]),
      .init(
        rule: "dialogue.conference", act: "145/2020/NĐ-CP", article: "47", says: "a conference every year",
        asOf: "2026-11-20",
        sides: [
          ("employee_conference_last_date = 2025-11-20", "passes"),
          ("employee_conference_last_date = 2025-11-19", "fires"),
        ]),
    ]

  static let safety: [StatedThreshold] = [
    .init(
      rule: "safety.women.lactation_room", act: "145/2020/NĐ-CP", article: "80",
      says: "a lactation room from 1,000 female employees", asOf: "2026-11-20", firm: "lactation_room = no",
      sides: [("employees_female = 999", "not applicable"), ("employees_female = 1_000", "fires")]),
    .init(
      rule: "safety.health_check", act: "84/2015/QH13", article: "21", says: "a health check every 12 months",
      asOf: "2026-11-20",
      sides: [
        ("health_check_last_date = 2025-11-20", "passes"), ("health_check_last_date = 2025-11-19", "fires"),
      ]),
    .init(
      rule: "safety.environment", act: "84/2015/QH13", article: "18", says: "monitoring every 12 months",
      asOf: "2026-11-20", firm: "has_harmful_factors = yes",
      sides: [
        ("env_monitoring_last_date = 2025-11-20", "passes"),
        ("env_monitoring_last_date = 2025-11-19", "fires"),
      ]),
    .init(
      rule: "safety.equipment", act: "84/2015/QH13", article: "30–31",
      says: "no strict-safety machine without inspection", asOf: "2026-11-20",
      sides: [
        ("strict_equipment_uninspected = 0", "passes"), ("strict_equipment_uninspected = 1", "fires"),
      ]),
    .init(
      rule: "safety.officer", act: "39/2016/NĐ-CP", article: "36",
      says: "1 full-time officer from 50, 2 from 300, 3 from 1,000 workers", asOf: "2026-11-20",
      firm: "high_risk_sector = yes, osh_service_contract = no",
      sides: [
        ("employees_total = 49, osh_officers_fulltime = 0", "passes"),
        ("employees_total = 50, osh_officers_fulltime = 0", "fires"),
        ("employees_total = 299, osh_officers_fulltime = 1", "passes"),
        ("employees_total = 300, osh_officers_fulltime = 1", "fires"),
        ("employees_total = 999, osh_officers_fulltime = 2", "passes"),
        ("employees_total = 1_000, osh_officers_fulltime = 2", "fires"),
      ]),
    .init(
      rule: "safety.council", act: "39/2016/NĐ-CP", article: "38",
      says: "a council from 300 workers in high-risk sectors, from 1,000 elsewhere", asOf: "2026-11-20",
      firm: "osh_council_exists = no",
      sides: [
        ("employees_total = 299, high_risk_sector = yes", "not applicable"),
        ("employees_total = 300, high_risk_sector = yes", "fires"),
        ("employees_total = 999, high_risk_sector = no", "not applicable"),
        ("employees_total = 1_000, high_risk_sector = no", "fires"),
      ]),
  ]

  static let workingTime: [StatedThreshold] = [
    .init(
      rule: "time.normal", act: "45/2019/QH14", article: "105",
      says: "8 hours a day and 48 a week, 10 a day where hours are set by the week", asOf: "2026-11-20",
      sides: [
        ("normal_hours_day = 8 hours, normal_hours_week = 48 hours, hours_weekly_basis = no", "passes"),
        ("normal_hours_day = 8.1 hours, normal_hours_week = 48 hours, hours_weekly_basis = no", "fires"),
        ("normal_hours_day = 8 hours, normal_hours_week = 48.1 hours, hours_weekly_basis = no", "fires"),
        ("normal_hours_day = 10 hours, normal_hours_week = 48 hours, hours_weekly_basis = yes", "passes"),
        ("normal_hours_day = 10.1 hours, normal_hours_week = 48 hours, hours_weekly_basis = yes", "fires"),
      ]),
    .init(
      rule: "time.overtime.month", act: "45/2019/QH14", article: "107", says: "40 hours of overtime a month",
      asOf: "2026-11-20",
      sides: [
        ("overtime_month_max = 39 hours", "passes"), ("overtime_month_max = 40 hours", "passes"),
        ("overtime_month_max = 40.1 hours", "fires"),
      ]),
    .init(
      rule: "time.overtime.month", act: "45/2019/QH14", article: "107",
      says: "60 hours up to 31 December 2022 (17/2022/UBTVQH15)", asOf: "2022-12-31",
      sides: [("overtime_month_max = 60 hours", "passes"), ("overtime_month_max = 60.1 hours", "fires")]),
    .init(
      rule: "time.overtime.month", act: "45/2019/QH14", article: "107",
      says: "40 hours again from 1 January 2023", asOf: "2023-01-01",
      sides: [("overtime_month_max = 40 hours", "passes"), ("overtime_month_max = 60 hours", "fires")]),
    .init(
      rule: "time.overtime.year", act: "45/2019/QH14", article: "107",
      says: "200 hours of overtime a year, 300 in the cases of clause 3", asOf: "2026-11-20",
      sides: [
        ("overtime_year_max = 200 hours, overtime_300_eligible = no", "passes"),
        ("overtime_year_max = 200.1 hours, overtime_300_eligible = no", "fires"),
        ("overtime_year_max = 300 hours, overtime_300_eligible = yes", "passes"),
        ("overtime_year_max = 300.1 hours, overtime_300_eligible = yes", "fires"),
      ]),
    .init(
      rule: "time.overtime.notice", act: "145/2020/NĐ-CP", article: "62",
      says: "notice of more than 200 hours", asOf: "2026-11-20",
      firm: "overtime_300_eligible = yes, ot_300_notice_date = none",
      sides: [
        ("overtime_year_max = 200 hours", "not applicable"), ("overtime_year_max = 200.1 hours", "fires"),
      ]),
    .init(
      rule: "time.overtime.day", act: "45/2019/QH14", article: "107",
      says: "half of the normal hours, or 12 hours in all where hours are set by the week",
      asOf: "2026-11-20",
      sides: [
        ("normal_hours_day = 8 hours, overtime_day_max = 4 hours, hours_weekly_basis = no", "passes"),
        ("normal_hours_day = 8 hours, overtime_day_max = 4.1 hours, hours_weekly_basis = no", "fires"),
        ("normal_hours_day = 10 hours, overtime_day_max = 2 hours, hours_weekly_basis = yes", "passes"),
        ("normal_hours_day = 10 hours, overtime_day_max = 2.1 hours, hours_weekly_basis = yes", "fires"),
      ]),
    .init(
      rule: "time.rest.shift", act: "45/2019/QH14", article: "110", says: "12 hours between two shifts",
      asOf: "2026-11-20",
      sides: [("shift_rest_hours = 12 hours", "passes"), ("shift_rest_hours = 11.9 hours", "fires")]),
    .init(
      rule: "time.rest.week", act: "45/2019/QH14", article: "111",
      says: "4 days of weekly rest a month on average", asOf: "2026-11-20",
      sides: [("weekly_rest_days = 4 days", "passes"), ("weekly_rest_days = 3.9 days", "fires")]),
    .init(
      rule: "time.leave", act: "45/2019/QH14", article: "113", says: "12 days of annual leave",
      asOf: "2026-11-20",
      sides: [("annual_leave_days = 12 days", "passes"), ("annual_leave_days = 11.5 days", "fires")]),
  ]

  static let agreement: [StatedThreshold] = [
    .init(
      rule: "agreement.sent", act: "45/2019/QH14", article: "77", says: "sent within 10 days of signing",
      asOf: "2026-11-20", firm: "cba_signed_date = 2026-10-01",
      sides: [("cba_sent_date = 2026-10-11", "passes"), ("cba_sent_date = 2026-10-12", "fires")]),
    .init(
      rule: "agreement.vote", act: "45/2019/QH14", article: "76", says: "more than 50% vote for it",
      asOf: "2026-11-20", firm: "has_cba = yes",
      sides: [("cba_vote_yes_rate = 50%", "fires"), ("cba_vote_yes_rate = 50.1%", "passes")]),
    .init(
      rule: "agreement.term", act: "45/2019/QH14", article: "78", says: "a term of one to three years",
      asOf: "2026-11-20", firm: "has_cba = yes",
      sides: [
        ("cba_term = 11 months", "fires"), ("cba_term = 12 months", "passes"),
        ("cba_term = 36 months", "passes"), ("cba_term = 37 months", "fires"),
      ]),
  ]

  static let regulations: [StatedThreshold] = [
    .init(
      rule: "regulations.written", act: "45/2019/QH14", article: "118",
      says: "written regulations from 10 employees", asOf: "2026-11-20", firm: "ilr_exists = no",
      sides: [("employees_total = 9", "not applicable"), ("employees_total = 10", "fires")]),
    .init(
      rule: "regulations.registered.late", act: "45/2019/QH14", article: "119",
      says: "registered within 10 days of issue", asOf: "2026-11-20",
      firm: "employees_total = 10, ilr_issued_date = 2026-10-01",
      sides: [
        ("ilr_registration_date = 2026-10-11", "passes"), ("ilr_registration_date = 2026-10-12", "fires"),
      ]),
  ]

  static let reports: [StatedThreshold] = [
    .init(
      rule: "reports.labour.half_year.late", act: "145/2020/NĐ-CP", article: "4", says: "before 5 June",
      asOf: "2026-11-20",
      sides: [
        ("labour_report_h1_date = 2026-06-04", "passes"), ("labour_report_h1_date = 2026-06-05", "fires"),
      ]),
    .init(
      rule: "reports.labour.year.late", act: "145/2020/NĐ-CP", article: "4", says: "before 5 December",
      asOf: "2026-12-20",
      sides: [
        ("labour_report_h2_date = 2026-12-04", "passes"), ("labour_report_h2_date = 2026-12-05", "fires"),
      ]),
    .init(
      rule: "reports.fluctuation", act: "74/2025/QH15", article: "",
      says: "notice before the third of the next month", asOf: "2026-11-20",
      firm: "workforce_change_date = 2026-09-01",
      sides: [
        ("workforce_change_notice_date = 2026-10-02", "passes"),
        ("workforce_change_notice_date = 2026-10-03", "fires"),
      ]),
    .init(
      rule: "reports.declaration", act: "45/2019/QH14", article: "12",
      says: "declared within 30 days of the start", asOf: "2026-11-20",
      firm: "operation_start_date = 2026-10-01",
      sides: [
        ("labour_declared_date = 2026-10-31", "passes"), ("labour_declared_date = 2026-11-01", "fires"),
      ]),
  ]

  static let disputes: [StatedThreshold] = [
    .init(
      rule: "disputes.collective", act: "45/2019/QH14", article: "187–204", says: "disputes of 36 months",
      asOf: "2026-11-20",
      sides: [
        ("row disputes { dispute_kind = collective_dispute, dispute_date = 2023-11-20 }", "fires"),
        ("row disputes { dispute_kind = collective_dispute, dispute_date = 2023-11-19 }", "passes"),
      ])
  ]

  static let gates: [StatedThreshold] = [
    .init(
      rule: "gate.once_inspection", act: "198/2025/QH15", article: "4",
      says: "one inspection in a calendar year", asOf: "2026-11-20", firm: "clear_violation_sign = no",
      sides: [
        ("row inspections { inspection_kind = inspection, inspection_date = 2026-01-01 }", "fires"),
        ("row inspections { inspection_kind = inspection, inspection_date = 2025-12-31 }", "passes"),
      ]),
    .init(
      rule: "gate.once_check", act: "198/2025/QH15", article: "4", says: "one check in a calendar year",
      asOf: "2026-11-20", firm: "clear_violation_sign = no",
      sides: [
        ("row inspections { inspection_kind = check, inspection_date = 2026-01-01 }", "fires"),
        ("row inspections { inspection_kind = check, inspection_date = 2025-12-31 }", "passes"),
      ]),
  ]
}
