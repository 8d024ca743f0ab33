-- Input tables of hue_2026 2026-11 for SQLite
-- Numbers are whole, at the scale written beside them; NULL is unknown; `firmrisk export-table` writes the files.

CREATE TABLE firms (
  tax_code TEXT NOT NULL,  -- unique
  employees_contract_due INTEGER,  -- Employees who need a written contract in persons
  employees_written_contract INTEGER,  -- Employees with a written contract in persons
  employees_wrong_contract_type INTEGER,  -- Employees with the wrong type of contract in persons
  contracts_missing_content INTEGER,  -- Employees whose contract lacks main content in persons
  original_papers_held INTEGER,  -- Keeps original papers of employees
  deposit_taken INTEGER,  -- Deposit taken from employees in VND
  probation_wage_rate INTEGER,  -- Probation wage as a share of the job's wage x 10^3
  termination_dues_late_persons INTEGER,  -- Leavers not paid their dues on time in persons
  mass_layoff_date INTEGER,  -- Date of mass layoff
  mass_layoff_date_is_none INTEGER,  -- known to be none
  layoff_notice_date INTEGER,  -- Date of the layoff notice
  layoff_notice_date_is_none INTEGER,  -- known to be none
  labour_use_plan_exists INTEGER,  -- Has a labour-use plan
  layoff_consulted INTEGER,  -- Consulted the representative body on the layoff
  employees_foreign INTEGER,  -- Foreign employees in persons
  foreign_without_permit INTEGER,  -- Foreign employees without a permit in persons
  foreign_wrong_job_persons INTEGER,  -- Foreign employees not working as permitted in persons
  foreign_notice_missing_persons INTEGER,  -- Foreign employees not notified to the authority in persons
  leases_labour INTEGER,  -- Leases labour to others
  leasing_licence_expiry INTEGER,  -- Expiry of the leasing licence
  leasing_licence_expiry_is_none INTEGER,  -- known to be none
  econtract_used INTEGER,  -- Uses electronic contracts
  econtract_platform_registered INTEGER,  -- Platform of the electronic contracts registered
  firm_name TEXT,  -- Firm name
  si_unit_code TEXT,  -- Social-insurance unit code
  commune TEXT,  -- Commune
  industrial_zone TEXT,  -- Industrial zone
  sector TEXT,  -- Sector
  ownership_type TEXT,  -- Type of employer
  wage_region TEXT,  -- Minimum-wage region
  wage_region_2025 TEXT,  -- Minimum-wage region on 31 December 2025
  employees_total INTEGER,  -- Employees in persons
  employees_female INTEGER,  -- Female employees in persons
  employees_minor INTEGER,  -- Employees under 18 in persons
  operation_start_date INTEGER,  -- Start of operation
  operation_start_date_is_bad INTEGER,  -- given but unusable
  registration_date INTEGER,  -- Day of business registration
  clear_violation_sign INTEGER,  -- Clear sign of violation (entered by a competent person)
  si_debt INTEGER,  -- Social-insurance debt in VND
  si_debt_months INTEGER,  -- Months in debt in months
  si_debt_days INTEGER,  -- Days in debt in days
  si_debt_days_is_bad INTEGER,  -- given but unusable
  si_reminder_date INTEGER,  -- Date of the urging document
  si_reminder_date_is_none INTEGER,  -- known to be none
  si_late_urging_counts INTEGER,  -- The agency confirms that urging after day 45 counts
  si_excused INTEGER,  -- Excused (force majeure)
  ui_debt INTEGER,  -- Unemployment-insurance debt in VND
  si_registered_persons INTEGER,  -- Persons registered for social insurance in persons
  si_due INTEGER,  -- Social insurance due in VND
  si_paid INTEGER,  -- Social insurance paid in VND
  si_salary_base_average INTEGER,  -- Average social-insurance salary base in VND/months
  si_liable_persons INTEGER,  -- Persons liable to social insurance in persons
  si_unregistered_persons INTEGER,  -- Persons liable but not registered in persons
  si_unregistered_persons_is_bad INTEGER,  -- given but unusable
  si_unregistered_days INTEGER,  -- Days over the limit of registration in days
  si_unregistered_due INTEGER,  -- Contributions due for unregistered persons in VND
  si_underpaid_amount INTEGER,  -- Difference due to a too low registered salary in VND
  accident_insurance_missing_persons INTEGER,  -- Persons without accident insurance in persons
  has_union INTEGER,  -- Has a union
  union_members INTEGER,  -- Union members in persons
  union_fee_due INTEGER,  -- Union fee due in VND
  union_fee_paid INTEGER,  -- Union fee paid in VND
  union_fee_overdue_days INTEGER,  -- Days the union fee is overdue in days
  union_fee_relief INTEGER,  -- Relief from the union fee
  budget_funded INTEGER,  -- Fully paid by the State budget
  has_cba INTEGER,  -- Has a collective agreement
  cba_signed_date INTEGER,  -- Date the collective agreement was signed
  cba_signed_date_is_none INTEGER,  -- known to be none
  cba_sent_date INTEGER,  -- Date the collective agreement was sent
  cba_sent_date_is_none INTEGER,  -- known to be none
  cba_term INTEGER,  -- Term of the collective agreement in months
  cba_expiry_date INTEGER,  -- Expiry of the collective agreement
  cba_expiry_date_is_none INTEGER,  -- known to be none
  bargaining_refused INTEGER,  -- Refused collective bargaining on request
  complaints_12m INTEGER,  -- Complaints in 12 months in times
  income_tax_workers INTEGER,  -- Persons with wages in tax data in persons
  dialogue_count_year INTEGER,  -- Periodic dialogues in 12 months in times
  dialogue_last_date INTEGER,  -- Date of the last dialogue
  dialogue_last_date_is_none INTEGER,  -- known to be none
  dialogue_minutes_date INTEGER,  -- Date the dialogue's results were published
  dialogue_minutes_date_is_none INTEGER,  -- known to be none
  dialogue_worker_reps INTEGER,  -- Dialogue members of the workers in persons
  dialogue_employer_reps INTEGER,  -- Dialogue members of the employer in persons
  employee_conference_last_date INTEGER,  -- Date of the last employee conference
  employee_conference_last_date_is_none INTEGER,  -- known to be none
  democracy_regulation_exists INTEGER,  -- Has a workplace-democracy regulation
  cba_vote_yes_rate INTEGER,  -- Votes for the collective agreement x 10^3
  ilr_exists INTEGER,  -- Has written internal labour regulations
  ilr_issued_date INTEGER,  -- Date the internal regulations were issued
  ilr_registration_date INTEGER,  -- Date the internal regulations were registered
  ilr_registration_date_is_none INTEGER,  -- known to be none
  ilr_notified INTEGER,  -- Internal regulations notified and posted
  illegal_discipline_cases INTEGER,  -- Unlawful sanctions, fines and wage cuts in times
  ilr_issued_recently INTEGER,  -- Internal regulations issued less than ten days ago
  labour_declared_date INTEGER,  -- Date of the labour declaration
  labour_declared_date_is_none INTEGER,  -- known to be none
  labour_book_exists INTEGER,  -- Has a labour-management book
  labour_report_h1_date INTEGER,  -- Date of the first half-year labour report
  labour_report_h1_date_is_none INTEGER,  -- known to be none
  labour_report_h2_date INTEGER,  -- Date of the yearly labour report
  labour_report_h2_date_is_none INTEGER,  -- known to be none
  labour_registration_missing_persons INTEGER,  -- Employees not registered as labour in persons
  osh_report_date INTEGER,  -- Date of the yearly safety report
  osh_report_date_is_none INTEGER,  -- known to be none
  accident_report_h1_date INTEGER,  -- Date of the half-year accident report
  accident_report_h1_date_is_none INTEGER,  -- known to be none
  accident_report_year_date INTEGER,  -- Date of the yearly accident report
  accident_report_year_date_is_none INTEGER,  -- known to be none
  self_check_last_date INTEGER,  -- Date of the last self-inspection
  self_check_last_date_is_none INTEGER,  -- known to be none
  workforce_change_date INTEGER,  -- Date of the last change of the workforce
  workforce_change_date_is_none INTEGER,  -- known to be none
  workforce_change_notice_date INTEGER,  -- Date of the notice of the change
  workforce_change_notice_date_is_none INTEGER,  -- known to be none
  normal_hours_day INTEGER,  -- Normal hours a day in hours x 10^1
  normal_hours_week INTEGER,  -- Normal hours a week in hours x 10^1
  hours_weekly_basis INTEGER,  -- Hours are set by the week
  overtime_month_max INTEGER,  -- Most overtime hours of one person in a month in hours x 10^1
  overtime_year_max INTEGER,  -- Most overtime hours of one person in a year in hours x 10^1
  overtime_over_cap_persons INTEGER,  -- Employees over the overtime caps in persons
  overtime_300_eligible INTEGER,  -- May use up to 300 overtime hours a year
  ot_300_notice_date INTEGER,  -- Date of the notice of 200 to 300 overtime hours
  ot_300_notice_date_is_none INTEGER,  -- known to be none
  annual_leave_days INTEGER,  -- Fewest days of annual leave for a full year in days x 10^1
  overtime_day_max INTEGER,  -- Most overtime hours of one person in a day in hours x 10^1
  overtime_without_consent INTEGER,  -- Overtime cases without consent in times
  shift_rest_hours INTEGER,  -- Fewest hours of rest between two shifts in hours x 10^1
  shift_rest_short_persons INTEGER,  -- Employees with too little rest between shifts in persons
  weekly_rest_days INTEGER,  -- Average weekly rest days in a month in days x 10^1
  osh_plan_exists INTEGER,  -- Has an occupational-safety plan
  osh_untrained_persons INTEGER,  -- Employees without safety training in persons
  health_check_last_date INTEGER,  -- Date of the last health check
  health_check_last_date_is_none INTEGER,  -- known to be none
  health_check_missing_persons INTEGER,  -- Employees without a health check in persons
  strict_equipment_uninspected INTEGER,  -- Strict-safety machines not inspected in machines
  has_harmful_factors INTEGER,  -- Workplace has harmful factors
  env_monitoring_last_date INTEGER,  -- Date of the last monitoring of the working environment
  env_monitoring_last_date_is_none INTEGER,  -- known to be none
  employees_without_ppe INTEGER,  -- Employees without protective equipment in persons
  high_risk_sector INTEGER,  -- High-risk sector
  osh_officers_fulltime INTEGER,  -- Full-time safety officers in persons
  osh_service_contract INTEGER,  -- Safety service contracted
  osh_council_exists INTEGER,  -- Has a safety council
  first_aiders INTEGER,  -- First-aiders in persons
  accidents_12m INTEGER,  -- Accidents at work in 12 months in times
  fatal_accidents_36m INTEGER,  -- Fatal accidents in 36 months in times
  lactation_room INTEGER,  -- Has a lactation room
  women_protection_findings INTEGER,  -- Pregnant or nursing employees without their protection in persons
  minor_book INTEGER,  -- Has the book of employees under 18
  hazards_identified INTEGER,  -- Hazards identified and told
  risk_assessment_done INTEGER,  -- Risk assessment done
  hazard_regime_missing_persons INTEGER,  -- Persons in hazardous jobs without the regime in persons
  medical_staff INTEGER,  -- Medical staff of the firm in persons
  medical_contract INTEGER,  -- Contract with a health facility
  lowest_monthly_wage INTEGER,  -- Lowest monthly wage in VND/months
  lowest_hourly_wage INTEGER,  -- Lowest hourly wage in VND/hours
  lowest_wage_kept_workers INTEGER,  -- Lowest wage of workers hired up to 31 December 2025 in VND/months
  employees_below_minimum_wage INTEGER,  -- Employees below the minimum wage in persons
  average_wage INTEGER,  -- Average wage in VND/months
  wage_late_days INTEGER,  -- Days wages were late in days
  wage_late_persons INTEGER,  -- Employees paid late in persons
  wage_arrears INTEGER,  -- Wage arrears in VND
  overtime_rate_weekday INTEGER,  -- Overtime rate on weekdays x 10^3
  overtime_rate_rest_day INTEGER,  -- Overtime rate on rest days x 10^3
  overtime_rate_holiday INTEGER,  -- Overtime rate on holidays x 10^3
  night_premium_rate INTEGER,  -- Night premium x 10^3
  overtime_underpaid_persons INTEGER,  -- Employees underpaid for overtime or night work in persons
  wage_deduction_rate INTEGER,  -- Highest monthly wage deduction x 10^3
  wage_deduction_persons INTEGER,  -- Employees with an excessive deduction in persons
  has_pay_scale INTEGER,  -- Has a pay scale
  has_labour_norms INTEGER,  -- Has labour norms
  pay_scale_published INTEGER,  -- Pay scale published at the workplace
  pay_scale_consulted INTEGER,  -- Consulted the representative body on the pay scale
  payslip_issued INTEGER,  -- Payslips issued
  uncovered_without_equivalent_pay INTEGER,  -- Uninsured workers not paid the equivalent in persons
  shift_meal INTEGER,  -- Value of a shift meal in VND
  plan_report_date INTEGER,  -- Date of the firm's report under the labour-relations plan
  plan_report_date_is_none INTEGER,  -- known to be none
  PRIMARY KEY (tax_code)
);

.mode csv
.import export/firms.csv firms_csv
INSERT INTO firms SELECT
  NULLIF(tax_code, ''),
  CAST(NULLIF(employees_contract_due, '') AS INTEGER),
  CAST(NULLIF(employees_written_contract, '') AS INTEGER),
  CAST(NULLIF(employees_wrong_contract_type, '') AS INTEGER),
  CAST(NULLIF(contracts_missing_content, '') AS INTEGER),
  CASE original_papers_held WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  CAST(NULLIF(deposit_taken, '') AS INTEGER),
  CAST(NULLIF(probation_wage_rate, '') AS INTEGER),
  CAST(NULLIF(termination_dues_late_persons, '') AS INTEGER),
  CAST(JULIANDAY(NULLIF(mass_layoff_date, '')) - 2440587.5 AS INTEGER),
  CASE mass_layoff_date_is_none WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  CAST(JULIANDAY(NULLIF(layoff_notice_date, '')) - 2440587.5 AS INTEGER),
  CASE layoff_notice_date_is_none WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  CASE labour_use_plan_exists WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  CASE layoff_consulted WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  CAST(NULLIF(employees_foreign, '') AS INTEGER),
  CAST(NULLIF(foreign_without_permit, '') AS INTEGER),
  CAST(NULLIF(foreign_wrong_job_persons, '') AS INTEGER),
  CAST(NULLIF(foreign_notice_missing_persons, '') AS INTEGER),
  CASE leases_labour WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  CAST(JULIANDAY(NULLIF(leasing_licence_expiry, '')) - 2440587.5 AS INTEGER),
  CASE leasing_licence_expiry_is_none WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  CASE econtract_used WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  CASE econtract_platform_registered WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  NULLIF(firm_name, ''),
  NULLIF(si_unit_code, ''),
  NULLIF(commune, ''),
  NULLIF(industrial_zone, ''),
  NULLIF(sector, ''),
  NULLIF(ownership_type, ''),
  NULLIF(wage_region, ''),
  NULLIF(wage_region_2025, ''),
  CAST(NULLIF(employees_total, '') AS INTEGER),
  CAST(NULLIF(employees_female, '') AS INTEGER),
  CAST(NULLIF(employees_minor, '') AS INTEGER),
  CAST(JULIANDAY(NULLIF(operation_start_date, '')) - 2440587.5 AS INTEGER),
  CASE operation_start_date_is_bad WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  CAST(JULIANDAY(NULLIF(registration_date, '')) - 2440587.5 AS INTEGER),
  CASE clear_violation_sign WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  CAST(NULLIF(si_debt, '') AS INTEGER),
  CAST(NULLIF(si_debt_months, '') AS INTEGER),
  CAST(NULLIF(si_debt_days, '') AS INTEGER),
  CASE si_debt_days_is_bad WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  CAST(JULIANDAY(NULLIF(si_reminder_date, '')) - 2440587.5 AS INTEGER),
  CASE si_reminder_date_is_none WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  CASE si_late_urging_counts WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  CASE si_excused WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  CAST(NULLIF(ui_debt, '') AS INTEGER),
  CAST(NULLIF(si_registered_persons, '') AS INTEGER),
  CAST(NULLIF(si_due, '') AS INTEGER),
  CAST(NULLIF(si_paid, '') AS INTEGER),
  CAST(NULLIF(si_salary_base_average, '') AS INTEGER),
  CAST(NULLIF(si_liable_persons, '') AS INTEGER),
  CAST(NULLIF(si_unregistered_persons, '') AS INTEGER),
  CASE si_unregistered_persons_is_bad WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  CAST(NULLIF(si_unregistered_days, '') AS INTEGER),
  CAST(NULLIF(si_unregistered_due, '') AS INTEGER),
  CAST(NULLIF(si_underpaid_amount, '') AS INTEGER),
  CAST(NULLIF(accident_insurance_missing_persons, '') AS INTEGER),
  CASE has_union WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  CAST(NULLIF(union_members, '') AS INTEGER),
  CAST(NULLIF(union_fee_due, '') AS INTEGER),
  CAST(NULLIF(union_fee_paid, '') AS INTEGER),
  CAST(NULLIF(union_fee_overdue_days, '') AS INTEGER),
  CASE union_fee_relief WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  CASE budget_funded WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  CASE has_cba WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  CAST(JULIANDAY(NULLIF(cba_signed_date, '')) - 2440587.5 AS INTEGER),
  CASE cba_signed_date_is_none WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  CAST(JULIANDAY(NULLIF(cba_sent_date, '')) - 2440587.5 AS INTEGER),
  CASE cba_sent_date_is_none WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  CAST(NULLIF(cba_term, '') AS INTEGER),
  CAST(JULIANDAY(NULLIF(cba_expiry_date, '')) - 2440587.5 AS INTEGER),
  CASE cba_expiry_date_is_none WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  CASE bargaining_refused WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  CAST(NULLIF(complaints_12m, '') AS INTEGER),
  CAST(NULLIF(income_tax_workers, '') AS INTEGER),
  CAST(NULLIF(dialogue_count_year, '') AS INTEGER),
  CAST(JULIANDAY(NULLIF(dialogue_last_date, '')) - 2440587.5 AS INTEGER),
  CASE dialogue_last_date_is_none WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  CAST(JULIANDAY(NULLIF(dialogue_minutes_date, '')) - 2440587.5 AS INTEGER),
  CASE dialogue_minutes_date_is_none WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  CAST(NULLIF(dialogue_worker_reps, '') AS INTEGER),
  CAST(NULLIF(dialogue_employer_reps, '') AS INTEGER),
  CAST(JULIANDAY(NULLIF(employee_conference_last_date, '')) - 2440587.5 AS INTEGER),
  CASE employee_conference_last_date_is_none WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  CASE democracy_regulation_exists WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  CAST(NULLIF(cba_vote_yes_rate, '') AS INTEGER),
  CASE ilr_exists WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  CAST(JULIANDAY(NULLIF(ilr_issued_date, '')) - 2440587.5 AS INTEGER),
  CAST(JULIANDAY(NULLIF(ilr_registration_date, '')) - 2440587.5 AS INTEGER),
  CASE ilr_registration_date_is_none WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  CASE ilr_notified WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  CAST(NULLIF(illegal_discipline_cases, '') AS INTEGER),
  CASE ilr_issued_recently WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  CAST(JULIANDAY(NULLIF(labour_declared_date, '')) - 2440587.5 AS INTEGER),
  CASE labour_declared_date_is_none WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  CASE labour_book_exists WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  CAST(JULIANDAY(NULLIF(labour_report_h1_date, '')) - 2440587.5 AS INTEGER),
  CASE labour_report_h1_date_is_none WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  CAST(JULIANDAY(NULLIF(labour_report_h2_date, '')) - 2440587.5 AS INTEGER),
  CASE labour_report_h2_date_is_none WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  CAST(NULLIF(labour_registration_missing_persons, '') AS INTEGER),
  CAST(JULIANDAY(NULLIF(osh_report_date, '')) - 2440587.5 AS INTEGER),
  CASE osh_report_date_is_none WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  CAST(JULIANDAY(NULLIF(accident_report_h1_date, '')) - 2440587.5 AS INTEGER),
  CASE accident_report_h1_date_is_none WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  CAST(JULIANDAY(NULLIF(accident_report_year_date, '')) - 2440587.5 AS INTEGER),
  CASE accident_report_year_date_is_none WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  CAST(JULIANDAY(NULLIF(self_check_last_date, '')) - 2440587.5 AS INTEGER),
  CASE self_check_last_date_is_none WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  CAST(JULIANDAY(NULLIF(workforce_change_date, '')) - 2440587.5 AS INTEGER),
  CASE workforce_change_date_is_none WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  CAST(JULIANDAY(NULLIF(workforce_change_notice_date, '')) - 2440587.5 AS INTEGER),
  CASE workforce_change_notice_date_is_none WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  CAST(NULLIF(normal_hours_day, '') AS INTEGER),
  CAST(NULLIF(normal_hours_week, '') AS INTEGER),
  CASE hours_weekly_basis WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  CAST(NULLIF(overtime_month_max, '') AS INTEGER),
  CAST(NULLIF(overtime_year_max, '') AS INTEGER),
  CAST(NULLIF(overtime_over_cap_persons, '') AS INTEGER),
  CASE overtime_300_eligible WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  CAST(JULIANDAY(NULLIF(ot_300_notice_date, '')) - 2440587.5 AS INTEGER),
  CASE ot_300_notice_date_is_none WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  CAST(NULLIF(annual_leave_days, '') AS INTEGER),
  CAST(NULLIF(overtime_day_max, '') AS INTEGER),
  CAST(NULLIF(overtime_without_consent, '') AS INTEGER),
  CAST(NULLIF(shift_rest_hours, '') AS INTEGER),
  CAST(NULLIF(shift_rest_short_persons, '') AS INTEGER),
  CAST(NULLIF(weekly_rest_days, '') AS INTEGER),
  CASE osh_plan_exists WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  CAST(NULLIF(osh_untrained_persons, '') AS INTEGER),
  CAST(JULIANDAY(NULLIF(health_check_last_date, '')) - 2440587.5 AS INTEGER),
  CASE health_check_last_date_is_none WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  CAST(NULLIF(health_check_missing_persons, '') AS INTEGER),
  CAST(NULLIF(strict_equipment_uninspected, '') AS INTEGER),
  CASE has_harmful_factors WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  CAST(JULIANDAY(NULLIF(env_monitoring_last_date, '')) - 2440587.5 AS INTEGER),
  CASE env_monitoring_last_date_is_none WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  CAST(NULLIF(employees_without_ppe, '') AS INTEGER),
  CASE high_risk_sector WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  CAST(NULLIF(osh_officers_fulltime, '') AS INTEGER),
  CASE osh_service_contract WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  CASE osh_council_exists WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  CAST(NULLIF(first_aiders, '') AS INTEGER),
  CAST(NULLIF(accidents_12m, '') AS INTEGER),
  CAST(NULLIF(fatal_accidents_36m, '') AS INTEGER),
  CASE lactation_room WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  CAST(NULLIF(women_protection_findings, '') AS INTEGER),
  CASE minor_book WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  CASE hazards_identified WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  CASE risk_assessment_done WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  CAST(NULLIF(hazard_regime_missing_persons, '') AS INTEGER),
  CAST(NULLIF(medical_staff, '') AS INTEGER),
  CASE medical_contract WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  CAST(NULLIF(lowest_monthly_wage, '') AS INTEGER),
  CAST(NULLIF(lowest_hourly_wage, '') AS INTEGER),
  CAST(NULLIF(lowest_wage_kept_workers, '') AS INTEGER),
  CAST(NULLIF(employees_below_minimum_wage, '') AS INTEGER),
  CAST(NULLIF(average_wage, '') AS INTEGER),
  CAST(NULLIF(wage_late_days, '') AS INTEGER),
  CAST(NULLIF(wage_late_persons, '') AS INTEGER),
  CAST(NULLIF(wage_arrears, '') AS INTEGER),
  CAST(NULLIF(overtime_rate_weekday, '') AS INTEGER),
  CAST(NULLIF(overtime_rate_rest_day, '') AS INTEGER),
  CAST(NULLIF(overtime_rate_holiday, '') AS INTEGER),
  CAST(NULLIF(night_premium_rate, '') AS INTEGER),
  CAST(NULLIF(overtime_underpaid_persons, '') AS INTEGER),
  CAST(NULLIF(wage_deduction_rate, '') AS INTEGER),
  CAST(NULLIF(wage_deduction_persons, '') AS INTEGER),
  CASE has_pay_scale WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  CASE has_labour_norms WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  CASE pay_scale_published WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  CASE pay_scale_consulted WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  CASE payslip_issued WHEN 'true' THEN 1 WHEN 'false' THEN 0 END,
  CAST(NULLIF(uncovered_without_equivalent_pay, '') AS INTEGER),
  CAST(NULLIF(shift_meal, '') AS INTEGER),
  CAST(JULIANDAY(NULLIF(plan_report_date, '')) - 2440587.5 AS INTEGER),
  CASE plan_report_date_is_none WHEN 'true' THEN 1 WHEN 'false' THEN 0 END
FROM firms_csv;
DROP TABLE firms_csv;

CREATE TABLE inspections (
  tax_code TEXT NOT NULL,  -- unique
  row_no INTEGER NOT NULL,  -- order of the rows in the list
  inspection_date INTEGER,  -- Date of the visit
  inspection_agency TEXT,  -- Agency
  inspection_kind TEXT,  -- Kind of visit
  inspection_topic TEXT,  -- Content of the visit
  inspection_conclusion TEXT,  -- Conclusion
  PRIMARY KEY (tax_code, row_no)
);

.mode csv
.import export/inspections.csv inspections_csv
INSERT INTO inspections SELECT
  NULLIF(tax_code, ''),
  CAST(NULLIF(row_no, '') AS INTEGER),
  CAST(JULIANDAY(NULLIF(inspection_date, '')) - 2440587.5 AS INTEGER),
  NULLIF(inspection_agency, ''),
  NULLIF(inspection_kind, ''),
  NULLIF(inspection_topic, ''),
  NULLIF(inspection_conclusion, '')
FROM inspections_csv;
DROP TABLE inspections_csv;

CREATE TABLE plans (
  tax_code TEXT NOT NULL,  -- unique
  row_no INTEGER NOT NULL,  -- order of the rows in the list
  plan_from INTEGER,  -- Planned from
  plan_to INTEGER,  -- Planned to
  plan_agency TEXT,  -- Planning agency
  PRIMARY KEY (tax_code, row_no)
);

.mode csv
.import export/plans.csv plans_csv
INSERT INTO plans SELECT
  NULLIF(tax_code, ''),
  CAST(NULLIF(row_no, '') AS INTEGER),
  CAST(JULIANDAY(NULLIF(plan_from, '')) - 2440587.5 AS INTEGER),
  CAST(JULIANDAY(NULLIF(plan_to, '')) - 2440587.5 AS INTEGER),
  NULLIF(plan_agency, '')
FROM plans_csv;
DROP TABLE plans_csv;

CREATE TABLE disputes (
  tax_code TEXT NOT NULL,  -- unique
  row_no INTEGER NOT NULL,  -- order of the rows in the list
  dispute_date INTEGER,  -- Date of the dispute
  dispute_kind TEXT,  -- Kind of dispute
  dispute_participants INTEGER,  -- Participants in persons
  PRIMARY KEY (tax_code, row_no)
);

.mode csv
.import export/disputes.csv disputes_csv
INSERT INTO disputes SELECT
  NULLIF(tax_code, ''),
  CAST(NULLIF(row_no, '') AS INTEGER),
  CAST(JULIANDAY(NULLIF(dispute_date, '')) - 2440587.5 AS INTEGER),
  NULLIF(dispute_kind, ''),
  CAST(NULLIF(dispute_participants, '') AS INTEGER)
FROM disputes_csv;
DROP TABLE disputes_csv;
