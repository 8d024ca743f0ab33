/// What a fictional firm says of itself under the name of a field.
enum FirmFigure {
  case number(Int)
  case truth(Bool)
  /// A day; nil for one that is known not to be.
  case day(CalendarDay?)
  case text(String)
  /// Nothing, where the question does not arise.
  case blank

  /// How a figure is taken from a firm.
  typealias Reading = @Sendable (SyntheticFirm) -> FirmFigure

  /// The fields that the generator knows figures for, by their names in the shipped rules.
  static let readings: [String: Reading] = [
    identity, workforce, wages, insurance, insuranceMoney, union, relations, reports, safety, staff, visits,
  ].reduce(into: [:]) { all, some in all.merge(some) { first, _ in first } }

  private static let identity: [String: Reading] = [
    "si_unit_code": { .text("TH\(1_000_000 + $0.index)H") },
    "commune": { .text($0.commune.name) },
    "industrial_zone": { .text($0.zone ?? "ngoài KCN") },
    "sector": { .text($0.sector.code) },
    "ownership_type": { .text($0.ownership.title) },
    "wage_region": { .text(region($0)) },
    "wage_region_2025": { .text(region($0)) },
    "operation_start_date": { .day($0.start) },
    "registration_date": { .day($0.start - 10) },
  ]

  private static func region(_ firm: SyntheticFirm) -> String {
    ["I", "II", "III", "IV"][firm.commune.wageRegion - 1]
  }

  private static let workforce: [String: Reading] = [
    "employees_total": { .number($0.workforce.total) },
    "employees_female": { .number($0.workforce.women) },
    "employees_foreign": { .number($0.workforce.foreign) },
    "foreign_without_permit": { .number($0.workforce.foreignWithoutPermit) },
    "employees_contract_due": { .number($0.workforce.contractsDue) },
    "employees_written_contract": { .number($0.workforce.contractsWritten) },
    "contracts_missing_content": { .number($0.workforce.contractsMissingContent) },
  ]

  private static let wages: [String: Reading] = [
    "lowest_monthly_wage": { .number($0.wages.lowest) },
    // An hour's least wage is the month's over 208 hours, rounded up to hundreds.
    "lowest_hourly_wage": { .number($0.wages.lowest / 205) },
    "lowest_wage_kept_workers": { .number($0.wages.lowest) },
    "employees_below_minimum_wage": { .number(belowMinimum($0)) },
    "average_wage": { .number($0.wages.average) },
    "wage_late_days": { .number($0.wages.lateDays) },
    "wage_late_persons": { .number($0.wages.latePersons) },
    "wage_arrears": { .number($0.wages.arrears) },
    "has_pay_scale": { .truth($0.wages.hasScale) },
    "has_labour_norms": { .truth($0.wages.hasNorms) },
    "pay_scale_published": { .truth($0.wages.hasScale) },
    "pay_scale_consulted": { .truth($0.wages.hasScale) },
    "payslip_issued": { .truth($0.wages.hasPayslips) },
  ]

  private static func belowMinimum(_ firm: SyntheticFirm) -> Int {
    let isBelow = firm.wages.lowest < Province.minimumWage(region: firm.commune.wageRegion)
    return isBelow ? 1 + firm.workforce.total / 20 : 0
  }

  private static let insurance: [String: Reading] = [
    "si_registered_persons": { .number($0.insurance.registered) },
    "si_liable_persons": { .number($0.insurance.registered + $0.insurance.unregistered) },
    "si_unregistered_persons": { .number($0.insurance.unregistered) },
    "si_unregistered_days": { .number($0.insurance.unregisteredDays) },
    "si_unregistered_due": { .number($0.insurance.unregistered * $0.insurance.salaryBase / 1_000 * 320) },
    "si_salary_base_average": { $0.insurance.isUnit ? .number($0.insurance.salaryBase) : .blank },
    "income_tax_workers": { .number($0.insurance.registered + $0.insurance.unregistered) },
  ]

  private static let insuranceMoney: [String: Reading] = [
    "si_debt": { .number($0.insurance.debt) },
    "si_debt_months": { .number($0.insurance.debtMonths) },
    "si_debt_days": { .number(max(0, $0.insurance.debtMonths - 1) * 30) },
    "si_reminder_date": { .day($0.insurance.reminder) },
    "si_excused": { .truth($0.insurance.isExcused) },
    "ui_debt": { .number($0.insurance.unemploymentDebt) },
    "si_due": { .number(contributions($0)) },
    "si_paid": { .number(max(0, contributions($0) - $0.insurance.debt)) },
  ]

  /// Contributions of a year, as much as the longest debts of most firms.
  private static func contributions(_ firm: SyntheticFirm) -> Int {
    firm.insurance.registered * firm.insurance.salaryBase / 1_000 * 320 * 12
  }

  private static let union: [String: Reading] = [
    "has_union": { .truth($0.union.exists) },
    "union_members": { .number($0.union.members) },
    "union_fee_due": { .number($0.union.feeDue) },
    "union_fee_paid": { .number($0.union.feePaid) },
    "union_fee_overdue_days": { .number($0.union.feeOverdueDays) },
    "has_cba": { .truth($0.union.agreementSigned != nil) },
    "cba_signed_date": { .day($0.union.agreementSigned) },
    "cba_sent_date": { .day($0.union.agreementSent) },
    "cba_term": { $0.union.agreementSigned == nil ? .blank : .number($0.union.agreementMonths) },
    "cba_expiry_date": { firm in .day(firm.union.agreementSigned.map { $0 + firm.union.agreementMonths * 30 })
    },
  ]

  private static let relations: [String: Reading] = [
    "dialogue_count_year": { .number($0.relations.dialogues) },
    "dialogue_last_date": { .day($0.relations.lastDialogue) },
    "dialogue_minutes_date": { .day($0.relations.lastDialogue.map { $0 + 2 }) },
    "dialogue_worker_reps": { .number(representatives($0.workforce.total)) },
    "employee_conference_last_date": { .day($0.relations.conference) },
    "democracy_regulation_exists": { .truth($0.relations.hasDemocracyRegulation) },
    "ilr_exists": { .truth($0.relations.hasRegulations) },
    "ilr_issued_date": { $0.relations.regulationsIssued.map { .day($0) } ?? .blank },
    "ilr_registration_date": { .day($0.relations.regulationsRegistered) },
  ]

  /// Members that the workers send to a dialogue, by the number of workers.
  private static func representatives(_ total: Int) -> Int {
    3 + 5 * [50, 150, 300, 500, 1_000].count { total >= $0 }
  }

  private static let reports: [String: Reading] = [
    "labour_declared_date": { .day($0.relations.declared) },
    "labour_report_h1_date": { .day($0.relations.firstHalfReport) },
    "labour_report_h2_date": { .day($0.relations.yearReport) },
    "osh_report_date": { .day($0.relations.safetyReport) },
    "self_check_last_date": { .day($0.formDate ?? $0.relations.yearReport) },
    "accident_report_h1_date": { _ in .day(CalendarDay(2026, 7, 3)) },
    "accident_report_year_date": { _ in .day(CalendarDay(2026, 1, 5)) },
    "complaints_12m": { .number($0.history.complaints) },
  ]

  private static let safety: [String: Reading] = [
    "normal_hours_day": { _ in .number(8) },
    "normal_hours_week": { .number($0.index % 3 == 0 ? 44 : 48) },
    "hours_weekly_basis": { _ in .truth(false) },
    "overtime_day_max": { .number(min(4, $0.safety.overtimeMonth / 6)) },
    "overtime_month_max": { .number($0.safety.overtimeMonth) },
    "overtime_year_max": { .number($0.safety.overtimeYear) },
    "overtime_over_cap_persons": { .number($0.safety.overtimePersons) },
    "annual_leave_days": { .number($0.safety.leaveDays) },
    "osh_plan_exists": { .truth($0.safety.hasPlan) },
    "osh_untrained_persons": { .number($0.safety.untrained) },
    "health_check_last_date": { .day($0.safety.healthCheck) },
    "health_check_missing_persons": { .number($0.safety.healthMissing) },
    "strict_equipment_uninspected": { .number($0.safety.uninspected) },
    "has_harmful_factors": { .truth($0.safety.hasHarmfulFactors) },
    "env_monitoring_last_date": { .day($0.safety.monitoring) },
    "accidents_12m": { .number($0.safety.accidents) },
    "fatal_accidents_36m": { .number($0.safety.fatalAccidents) },
    "high_risk_sector": { .truth($0.sector.isHighRisk) },
  ]

  private static let staff: [String: Reading] = [
    "osh_officers_fulltime": { .number($0.workforce.total >= 300 ? 1 + $0.workforce.total / 500 : 0) },
    "first_aiders": { .number(1 + $0.workforce.total / 50) },
    "medical_staff": { .number($0.workforce.total / 100) },
  ]

  /// A firm has one row, so it has one visit, plan and dispute: its last, or one of long ago.
  private static let visits: [String: Reading] = [
    "inspection_date": { .day($0.history.visits.last?.day ?? longAgo($0)) },
    "inspection_agency": { .text($0.history.visits.last?.agency ?? "Sở Nội vụ") },
    "inspection_kind": { .text($0.history.visits.last?.isInspection ?? false ? "Thanh tra" : "Kiểm tra") },
    "inspection_topic": { .text($0.history.visits.last?.topic ?? "Thuế") },
    "inspection_conclusion": { $0.history.visits.last?.conclusion.map { .text($0) } ?? .blank },
    "plan_from": { .day($0.history.plannedVisit?.from ?? longAgo($0)) },
    "plan_to": { .day($0.history.plannedVisit?.to ?? longAgo($0) + 7) },
    "plan_agency": { .text($0.history.plannedVisit?.agency ?? "LĐLĐ thành phố Huế") },
    "dispute_date": { .day($0.history.disputes.last?.day ?? longAgo($0)) },
    "dispute_kind": { .text($0.history.disputes.last?.kind ?? "Tranh chấp lao động cá nhân") },
    "dispute_participants": { .number($0.history.disputes.last?.participants ?? 1) },
  ]

  private static func longAgo(_ firm: SyntheticFirm) -> CalendarDay {
    SampleProvince.asOf - 1_500 - firm.index % 400
  }
}
