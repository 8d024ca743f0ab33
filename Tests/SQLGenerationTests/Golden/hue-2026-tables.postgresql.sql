-- Input tables of hue_2026 2026-11 for PostgreSQL
-- Numbers are whole, at the scale written beside them; NULL is unknown; `firmrisk export-table` writes the files.

CREATE TABLE firms (
  tax_code TEXT NOT NULL,  -- unique
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
  firm_name TEXT,  -- Firm name
  si_unit_code TEXT,  -- Social-insurance unit code
  commune TEXT,  -- Commune
  industrial_zone TEXT,  -- Industrial zone
  sector TEXT,  -- Sector
  ownership_type TEXT,  -- Type of employer
  wage_region TEXT,  -- Minimum-wage region
  wage_region_2025 TEXT,  -- Minimum-wage region on 31 December 2025
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
  plan_report_date_is_none BOOLEAN,  -- known to be none
  PRIMARY KEY (tax_code)
);

COPY firms FROM 'export/firms.csv' WITH (FORMAT csv, HEADER, NULL '', ENCODING 'UTF8');

CREATE TABLE inspections (
  tax_code TEXT NOT NULL,  -- unique
  row_no BIGINT NOT NULL,  -- order of the rows in the list
  inspection_date DATE,  -- Date of the visit
  inspection_agency TEXT,  -- Agency
  inspection_kind TEXT,  -- Kind of visit
  inspection_topic TEXT,  -- Content of the visit
  inspection_conclusion TEXT,  -- Conclusion
  PRIMARY KEY (tax_code, row_no)
);

COPY inspections FROM 'export/inspections.csv' WITH (FORMAT csv, HEADER, NULL '', ENCODING 'UTF8');

CREATE TABLE plans (
  tax_code TEXT NOT NULL,  -- unique
  row_no BIGINT NOT NULL,  -- order of the rows in the list
  plan_from DATE,  -- Planned from
  plan_to DATE,  -- Planned to
  plan_agency TEXT,  -- Planning agency
  PRIMARY KEY (tax_code, row_no)
);

COPY plans FROM 'export/plans.csv' WITH (FORMAT csv, HEADER, NULL '', ENCODING 'UTF8');

CREATE TABLE disputes (
  tax_code TEXT NOT NULL,  -- unique
  row_no BIGINT NOT NULL,  -- order of the rows in the list
  dispute_date DATE,  -- Date of the dispute
  dispute_kind TEXT,  -- Kind of dispute
  dispute_participants BIGINT,  -- Participants in persons
  PRIMARY KEY (tax_code, row_no)
);

COPY disputes FROM 'export/disputes.csv' WITH (FORMAT csv, HEADER, NULL '', ENCODING 'UTF8');
