-- Input tables of hue_2026 2026-11 for Spark SQL
-- Numbers are whole, at the scale written beside them; NULL is unknown; `firmrisk export-table` writes the files.

CREATE TABLE firms (
  tax_code STRING,  -- unique
  employees_contract_due BIGINT,  -- Employees who need a written contract in persons
  employees_written_contract BIGINT,  -- Employees with a written contract in persons
  employees_wrong_contract_type BIGINT,  -- Employees with the wrong type of contract in persons
  contracts_missing_content BIGINT,  -- Employees whose contract lacks main content in persons
  original_papers_held BOOLEAN,  -- Keeps original papers of employees
  deposit_taken BIGINT,  -- Deposit taken from employees in VND
  probation_wage_rate BIGINT,  -- Probation wage as a share of the job's wage x 10^3
  termination_dues_late_persons BIGINT,  -- Leavers not paid their dues on time in persons
  mass_layoff_date DATE,  -- Date of mass layoff
  mass_layoff_date_is_none BOOLEAN,  -- known to be none
  layoff_notice_date DATE,  -- Date of the layoff notice
  layoff_notice_date_is_none BOOLEAN,  -- known to be none
  labour_use_plan_exists BOOLEAN,  -- Has a labour-use plan
  layoff_consulted BOOLEAN,  -- Consulted the representative body on the layoff
  employees_foreign BIGINT,  -- Foreign employees in persons
  foreign_without_permit BIGINT,  -- Foreign employees without a permit in persons
  foreign_wrong_job_persons BIGINT,  -- Foreign employees not working as permitted in persons
  foreign_notice_missing_persons BIGINT,  -- Foreign employees not notified to the authority in persons
  leases_labour BOOLEAN,  -- Leases labour to others
  leasing_licence_expiry DATE,  -- Expiry of the leasing licence
  leasing_licence_expiry_is_none BOOLEAN,  -- known to be none
  econtract_used BOOLEAN,  -- Uses electronic contracts
  econtract_platform_registered BOOLEAN,  -- Platform of the electronic contracts registered
  firm_name STRING,  -- Firm name
  si_unit_code STRING,  -- Social-insurance unit code
  commune STRING,  -- Commune
  industrial_zone STRING,  -- Industrial zone
  sector STRING,  -- Sector
  ownership_type STRING,  -- Type of employer
  wage_region STRING,  -- Minimum-wage region
  wage_region_2025 STRING,  -- Minimum-wage region on 31 December 2025
  employees_total BIGINT,  -- Employees in persons
  employees_female BIGINT,  -- Female employees in persons
  employees_minor BIGINT,  -- Employees under 18 in persons
  operation_start_date DATE,  -- Start of operation
  operation_start_date_is_bad BOOLEAN,  -- given but unusable
  registration_date DATE,  -- Day of business registration
  clear_violation_sign BOOLEAN,  -- Clear sign of violation (entered by a competent person)
  si_debt BIGINT,  -- Social-insurance debt in VND
  si_debt_months BIGINT,  -- Months in debt in months
  si_debt_days BIGINT,  -- Days in debt in days
  si_debt_days_is_bad BOOLEAN,  -- given but unusable
  si_reminder_date DATE,  -- Date of the urging document
  si_reminder_date_is_none BOOLEAN,  -- known to be none
  si_late_urging_counts BOOLEAN,  -- The agency confirms that urging after day 45 counts
  si_excused BOOLEAN,  -- Excused (force majeure)
  ui_debt BIGINT,  -- Unemployment-insurance debt in VND
  si_registered_persons BIGINT,  -- Persons registered for social insurance in persons
  si_due BIGINT,  -- Social insurance due in VND
  si_paid BIGINT,  -- Social insurance paid in VND
  si_salary_base_average BIGINT,  -- Average social-insurance salary base in VND/months
  si_liable_persons BIGINT,  -- Persons liable to social insurance in persons
  si_unregistered_persons BIGINT,  -- Persons liable but not registered in persons
  si_unregistered_persons_is_bad BOOLEAN,  -- given but unusable
  si_unregistered_days BIGINT,  -- Days over the limit of registration in days
  si_unregistered_due BIGINT,  -- Contributions due for unregistered persons in VND
  si_underpaid_amount BIGINT,  -- Difference due to a too low registered salary in VND
  accident_insurance_missing_persons BIGINT,  -- Persons without accident insurance in persons
  has_union BOOLEAN,  -- Has a union
  union_members BIGINT,  -- Union members in persons
  union_fee_due BIGINT,  -- Union fee due in VND
  union_fee_paid BIGINT,  -- Union fee paid in VND
  union_fee_overdue_days BIGINT,  -- Days the union fee is overdue in days
  union_fee_relief BOOLEAN,  -- Relief from the union fee
  budget_funded BOOLEAN,  -- Fully paid by the State budget
  has_cba BOOLEAN,  -- Has a collective agreement
  cba_signed_date DATE,  -- Date the collective agreement was signed
  cba_signed_date_is_none BOOLEAN,  -- known to be none
  cba_sent_date DATE,  -- Date the collective agreement was sent
  cba_sent_date_is_none BOOLEAN,  -- known to be none
  cba_term BIGINT,  -- Term of the collective agreement in months
  cba_expiry_date DATE,  -- Expiry of the collective agreement
  cba_expiry_date_is_none BOOLEAN,  -- known to be none
  bargaining_refused BOOLEAN,  -- Refused collective bargaining on request
  complaints_12m BIGINT,  -- Complaints in 12 months in times
  income_tax_workers BIGINT,  -- Persons with wages in tax data in persons
  dialogue_count_year BIGINT,  -- Periodic dialogues in 12 months in times
  dialogue_last_date DATE,  -- Date of the last dialogue
  dialogue_last_date_is_none BOOLEAN,  -- known to be none
  dialogue_minutes_date DATE,  -- Date the dialogue's results were published
  dialogue_minutes_date_is_none BOOLEAN,  -- known to be none
  dialogue_worker_reps BIGINT,  -- Dialogue members of the workers in persons
  dialogue_employer_reps BIGINT,  -- Dialogue members of the employer in persons
  employee_conference_last_date DATE,  -- Date of the last employee conference
  employee_conference_last_date_is_none BOOLEAN,  -- known to be none
  democracy_regulation_exists BOOLEAN,  -- Has a workplace-democracy regulation
  cba_vote_yes_rate BIGINT,  -- Votes for the collective agreement x 10^3
  ilr_exists BOOLEAN,  -- Has written internal labour regulations
  ilr_issued_date DATE,  -- Date the internal regulations were issued
  ilr_registration_date DATE,  -- Date the internal regulations were registered
  ilr_registration_date_is_none BOOLEAN,  -- known to be none
  ilr_notified BOOLEAN,  -- Internal regulations notified and posted
  illegal_discipline_cases BIGINT,  -- Unlawful sanctions, fines and wage cuts in times
  ilr_issued_recently BOOLEAN,  -- Internal regulations issued less than ten days ago
  labour_declared_date DATE,  -- Date of the labour declaration
  labour_declared_date_is_none BOOLEAN,  -- known to be none
  labour_book_exists BOOLEAN,  -- Has a labour-management book
  labour_report_h1_date DATE,  -- Date of the first half-year labour report
  labour_report_h1_date_is_none BOOLEAN,  -- known to be none
  labour_report_h2_date DATE,  -- Date of the yearly labour report
  labour_report_h2_date_is_none BOOLEAN,  -- known to be none
  labour_registration_missing_persons BIGINT,  -- Employees not registered as labour in persons
  osh_report_date DATE,  -- Date of the yearly safety report
  osh_report_date_is_none BOOLEAN,  -- known to be none
  accident_report_h1_date DATE,  -- Date of the half-year accident report
  accident_report_h1_date_is_none BOOLEAN,  -- known to be none
  accident_report_year_date DATE,  -- Date of the yearly accident report
  accident_report_year_date_is_none BOOLEAN,  -- known to be none
  self_check_last_date DATE,  -- Date of the last self-inspection
  self_check_last_date_is_none BOOLEAN,  -- known to be none
  workforce_change_date DATE,  -- Date of the last change of the workforce
  workforce_change_date_is_none BOOLEAN,  -- known to be none
  workforce_change_notice_date DATE,  -- Date of the notice of the change
  workforce_change_notice_date_is_none BOOLEAN,  -- known to be none
  normal_hours_day BIGINT,  -- Normal hours a day in hours x 10^1
  normal_hours_week BIGINT,  -- Normal hours a week in hours x 10^1
  hours_weekly_basis BOOLEAN,  -- Hours are set by the week
  overtime_month_max BIGINT,  -- Most overtime hours of one person in a month in hours x 10^1
  overtime_year_max BIGINT,  -- Most overtime hours of one person in a year in hours x 10^1
  overtime_over_cap_persons BIGINT,  -- Employees over the overtime caps in persons
  overtime_300_eligible BOOLEAN,  -- May use up to 300 overtime hours a year
  ot_300_notice_date DATE,  -- Date of the notice of 200 to 300 overtime hours
  ot_300_notice_date_is_none BOOLEAN,  -- known to be none
  annual_leave_days BIGINT,  -- Fewest days of annual leave for a full year in days x 10^1
  overtime_day_max BIGINT,  -- Most overtime hours of one person in a day in hours x 10^1
  overtime_without_consent BIGINT,  -- Overtime cases without consent in times
  shift_rest_hours BIGINT,  -- Fewest hours of rest between two shifts in hours x 10^1
  shift_rest_short_persons BIGINT,  -- Employees with too little rest between shifts in persons
  weekly_rest_days BIGINT,  -- Average weekly rest days in a month in days x 10^1
  osh_plan_exists BOOLEAN,  -- Has an occupational-safety plan
  osh_untrained_persons BIGINT,  -- Employees without safety training in persons
  health_check_last_date DATE,  -- Date of the last health check
  health_check_last_date_is_none BOOLEAN,  -- known to be none
  health_check_missing_persons BIGINT,  -- Employees without a health check in persons
  strict_equipment_uninspected BIGINT,  -- Strict-safety machines not inspected in machines
  has_harmful_factors BOOLEAN,  -- Workplace has harmful factors
  env_monitoring_last_date DATE,  -- Date of the last monitoring of the working environment
  env_monitoring_last_date_is_none BOOLEAN,  -- known to be none
  employees_without_ppe BIGINT,  -- Employees without protective equipment in persons
  high_risk_sector BOOLEAN,  -- High-risk sector
  osh_officers_fulltime BIGINT,  -- Full-time safety officers in persons
  osh_service_contract BOOLEAN,  -- Safety service contracted
  osh_council_exists BOOLEAN,  -- Has a safety council
  first_aiders BIGINT,  -- First-aiders in persons
  accidents_12m BIGINT,  -- Accidents at work in 12 months in times
  fatal_accidents_36m BIGINT,  -- Fatal accidents in 36 months in times
  lactation_room BOOLEAN,  -- Has a lactation room
  women_protection_findings BIGINT,  -- Pregnant or nursing employees without their protection in persons
  minor_book BOOLEAN,  -- Has the book of employees under 18
  hazards_identified BOOLEAN,  -- Hazards identified and told
  risk_assessment_done BOOLEAN,  -- Risk assessment done
  hazard_regime_missing_persons BIGINT,  -- Persons in hazardous jobs without the regime in persons
  medical_staff BIGINT,  -- Medical staff of the firm in persons
  medical_contract BOOLEAN,  -- Contract with a health facility
  lowest_monthly_wage BIGINT,  -- Lowest monthly wage in VND/months
  lowest_hourly_wage BIGINT,  -- Lowest hourly wage in VND/hours
  lowest_wage_kept_workers BIGINT,  -- Lowest wage of workers hired up to 31 December 2025 in VND/months
  employees_below_minimum_wage BIGINT,  -- Employees below the minimum wage in persons
  average_wage BIGINT,  -- Average wage in VND/months
  wage_late_days BIGINT,  -- Days wages were late in days
  wage_late_persons BIGINT,  -- Employees paid late in persons
  wage_arrears BIGINT,  -- Wage arrears in VND
  overtime_rate_weekday BIGINT,  -- Overtime rate on weekdays x 10^3
  overtime_rate_rest_day BIGINT,  -- Overtime rate on rest days x 10^3
  overtime_rate_holiday BIGINT,  -- Overtime rate on holidays x 10^3
  night_premium_rate BIGINT,  -- Night premium x 10^3
  overtime_underpaid_persons BIGINT,  -- Employees underpaid for overtime or night work in persons
  wage_deduction_rate BIGINT,  -- Highest monthly wage deduction x 10^3
  wage_deduction_persons BIGINT,  -- Employees with an excessive deduction in persons
  has_pay_scale BOOLEAN,  -- Has a pay scale
  has_labour_norms BOOLEAN,  -- Has labour norms
  pay_scale_published BOOLEAN,  -- Pay scale published at the workplace
  pay_scale_consulted BOOLEAN,  -- Consulted the representative body on the pay scale
  payslip_issued BOOLEAN,  -- Payslips issued
  uncovered_without_equivalent_pay BIGINT,  -- Uninsured workers not paid the equivalent in persons
  shift_meal BIGINT,  -- Value of a shift meal in VND
  plan_report_date DATE,  -- Date of the firm's report under the labour-relations plan
  plan_report_date_is_none BOOLEAN  -- known to be none
) USING parquet;

CREATE OR REPLACE TEMPORARY VIEW firms_csv (
  tax_code STRING,
  employees_contract_due BIGINT,
  employees_written_contract BIGINT,
  employees_wrong_contract_type BIGINT,
  contracts_missing_content BIGINT,
  original_papers_held BOOLEAN,
  deposit_taken BIGINT,
  probation_wage_rate BIGINT,
  termination_dues_late_persons BIGINT,
  mass_layoff_date DATE,
  mass_layoff_date_is_none BOOLEAN,
  layoff_notice_date DATE,
  layoff_notice_date_is_none BOOLEAN,
  labour_use_plan_exists BOOLEAN,
  layoff_consulted BOOLEAN,
  employees_foreign BIGINT,
  foreign_without_permit BIGINT,
  foreign_wrong_job_persons BIGINT,
  foreign_notice_missing_persons BIGINT,
  leases_labour BOOLEAN,
  leasing_licence_expiry DATE,
  leasing_licence_expiry_is_none BOOLEAN,
  econtract_used BOOLEAN,
  econtract_platform_registered BOOLEAN,
  firm_name STRING,
  si_unit_code STRING,
  commune STRING,
  industrial_zone STRING,
  sector STRING,
  ownership_type STRING,
  wage_region STRING,
  wage_region_2025 STRING,
  employees_total BIGINT,
  employees_female BIGINT,
  employees_minor BIGINT,
  operation_start_date DATE,
  operation_start_date_is_bad BOOLEAN,
  registration_date DATE,
  clear_violation_sign BOOLEAN,
  si_debt BIGINT,
  si_debt_months BIGINT,
  si_debt_days BIGINT,
  si_debt_days_is_bad BOOLEAN,
  si_reminder_date DATE,
  si_reminder_date_is_none BOOLEAN,
  si_late_urging_counts BOOLEAN,
  si_excused BOOLEAN,
  ui_debt BIGINT,
  si_registered_persons BIGINT,
  si_due BIGINT,
  si_paid BIGINT,
  si_salary_base_average BIGINT,
  si_liable_persons BIGINT,
  si_unregistered_persons BIGINT,
  si_unregistered_persons_is_bad BOOLEAN,
  si_unregistered_days BIGINT,
  si_unregistered_due BIGINT,
  si_underpaid_amount BIGINT,
  accident_insurance_missing_persons BIGINT,
  has_union BOOLEAN,
  union_members BIGINT,
  union_fee_due BIGINT,
  union_fee_paid BIGINT,
  union_fee_overdue_days BIGINT,
  union_fee_relief BOOLEAN,
  budget_funded BOOLEAN,
  has_cba BOOLEAN,
  cba_signed_date DATE,
  cba_signed_date_is_none BOOLEAN,
  cba_sent_date DATE,
  cba_sent_date_is_none BOOLEAN,
  cba_term BIGINT,
  cba_expiry_date DATE,
  cba_expiry_date_is_none BOOLEAN,
  bargaining_refused BOOLEAN,
  complaints_12m BIGINT,
  income_tax_workers BIGINT,
  dialogue_count_year BIGINT,
  dialogue_last_date DATE,
  dialogue_last_date_is_none BOOLEAN,
  dialogue_minutes_date DATE,
  dialogue_minutes_date_is_none BOOLEAN,
  dialogue_worker_reps BIGINT,
  dialogue_employer_reps BIGINT,
  employee_conference_last_date DATE,
  employee_conference_last_date_is_none BOOLEAN,
  democracy_regulation_exists BOOLEAN,
  cba_vote_yes_rate BIGINT,
  ilr_exists BOOLEAN,
  ilr_issued_date DATE,
  ilr_registration_date DATE,
  ilr_registration_date_is_none BOOLEAN,
  ilr_notified BOOLEAN,
  illegal_discipline_cases BIGINT,
  ilr_issued_recently BOOLEAN,
  labour_declared_date DATE,
  labour_declared_date_is_none BOOLEAN,
  labour_book_exists BOOLEAN,
  labour_report_h1_date DATE,
  labour_report_h1_date_is_none BOOLEAN,
  labour_report_h2_date DATE,
  labour_report_h2_date_is_none BOOLEAN,
  labour_registration_missing_persons BIGINT,
  osh_report_date DATE,
  osh_report_date_is_none BOOLEAN,
  accident_report_h1_date DATE,
  accident_report_h1_date_is_none BOOLEAN,
  accident_report_year_date DATE,
  accident_report_year_date_is_none BOOLEAN,
  self_check_last_date DATE,
  self_check_last_date_is_none BOOLEAN,
  workforce_change_date DATE,
  workforce_change_date_is_none BOOLEAN,
  workforce_change_notice_date DATE,
  workforce_change_notice_date_is_none BOOLEAN,
  normal_hours_day BIGINT,
  normal_hours_week BIGINT,
  hours_weekly_basis BOOLEAN,
  overtime_month_max BIGINT,
  overtime_year_max BIGINT,
  overtime_over_cap_persons BIGINT,
  overtime_300_eligible BOOLEAN,
  ot_300_notice_date DATE,
  ot_300_notice_date_is_none BOOLEAN,
  annual_leave_days BIGINT,
  overtime_day_max BIGINT,
  overtime_without_consent BIGINT,
  shift_rest_hours BIGINT,
  shift_rest_short_persons BIGINT,
  weekly_rest_days BIGINT,
  osh_plan_exists BOOLEAN,
  osh_untrained_persons BIGINT,
  health_check_last_date DATE,
  health_check_last_date_is_none BOOLEAN,
  health_check_missing_persons BIGINT,
  strict_equipment_uninspected BIGINT,
  has_harmful_factors BOOLEAN,
  env_monitoring_last_date DATE,
  env_monitoring_last_date_is_none BOOLEAN,
  employees_without_ppe BIGINT,
  high_risk_sector BOOLEAN,
  osh_officers_fulltime BIGINT,
  osh_service_contract BOOLEAN,
  osh_council_exists BOOLEAN,
  first_aiders BIGINT,
  accidents_12m BIGINT,
  fatal_accidents_36m BIGINT,
  lactation_room BOOLEAN,
  women_protection_findings BIGINT,
  minor_book BOOLEAN,
  hazards_identified BOOLEAN,
  risk_assessment_done BOOLEAN,
  hazard_regime_missing_persons BIGINT,
  medical_staff BIGINT,
  medical_contract BOOLEAN,
  lowest_monthly_wage BIGINT,
  lowest_hourly_wage BIGINT,
  lowest_wage_kept_workers BIGINT,
  employees_below_minimum_wage BIGINT,
  average_wage BIGINT,
  wage_late_days BIGINT,
  wage_late_persons BIGINT,
  wage_arrears BIGINT,
  overtime_rate_weekday BIGINT,
  overtime_rate_rest_day BIGINT,
  overtime_rate_holiday BIGINT,
  night_premium_rate BIGINT,
  overtime_underpaid_persons BIGINT,
  wage_deduction_rate BIGINT,
  wage_deduction_persons BIGINT,
  has_pay_scale BOOLEAN,
  has_labour_norms BOOLEAN,
  pay_scale_published BOOLEAN,
  pay_scale_consulted BOOLEAN,
  payslip_issued BOOLEAN,
  uncovered_without_equivalent_pay BIGINT,
  shift_meal BIGINT,
  plan_report_date DATE,
  plan_report_date_is_none BOOLEAN
) USING csv OPTIONS (path 'export/firms.csv', header 'true', nullValue '', emptyValue '', escape '"');
INSERT INTO firms SELECT * FROM firms_csv;

CREATE TABLE inspections (
  tax_code STRING,  -- unique
  row_no BIGINT,  -- order of the rows in the list
  inspection_date DATE,  -- Date of the visit
  inspection_agency STRING,  -- Agency
  inspection_kind STRING,  -- Kind of visit
  inspection_topic STRING,  -- Content of the visit
  inspection_conclusion STRING  -- Conclusion
) USING parquet;

CREATE OR REPLACE TEMPORARY VIEW inspections_csv (
  tax_code STRING,
  row_no BIGINT,
  inspection_date DATE,
  inspection_agency STRING,
  inspection_kind STRING,
  inspection_topic STRING,
  inspection_conclusion STRING
) USING csv OPTIONS (path 'export/inspections.csv', header 'true', nullValue '', emptyValue '', escape '"');
INSERT INTO inspections SELECT * FROM inspections_csv;

CREATE TABLE plans (
  tax_code STRING,  -- unique
  row_no BIGINT,  -- order of the rows in the list
  plan_from DATE,  -- Planned from
  plan_to DATE,  -- Planned to
  plan_agency STRING  -- Planning agency
) USING parquet;

CREATE OR REPLACE TEMPORARY VIEW plans_csv (
  tax_code STRING,
  row_no BIGINT,
  plan_from DATE,
  plan_to DATE,
  plan_agency STRING
) USING csv OPTIONS (path 'export/plans.csv', header 'true', nullValue '', emptyValue '', escape '"');
INSERT INTO plans SELECT * FROM plans_csv;

CREATE TABLE disputes (
  tax_code STRING,  -- unique
  row_no BIGINT,  -- order of the rows in the list
  dispute_date DATE,  -- Date of the dispute
  dispute_kind STRING,  -- Kind of dispute
  dispute_participants BIGINT  -- Participants in persons
) USING parquet;

CREATE OR REPLACE TEMPORARY VIEW disputes_csv (
  tax_code STRING,
  row_no BIGINT,
  dispute_date DATE,
  dispute_kind STRING,
  dispute_participants BIGINT
) USING csv OPTIONS (path 'export/disputes.csv', header 'true', nullValue '', emptyValue '', escape '"');
INSERT INTO disputes SELECT * FROM disputes_csv;
