-- hue_2026 2026-11 as of 2026-10-31, for DuckDB
-- 98 rules score, 4 gates; draft rules do not score
-- Numbers are whole: amounts at the scale of their field, estimates in tenths of a point.
WITH
-- Cells of the firm table that rules read
firm_cells AS (
  SELECT
    tax_code COLLATE C AS tax_code,
    employees_contract_due,
    employees_written_contract,
    employees_wrong_contract_type,
    contracts_missing_content,
    original_papers_held,
    deposit_taken,
    probation_wage_rate,
    termination_dues_late_persons,
    mass_layoff_date,
    mass_layoff_date_is_none,
    layoff_notice_date,
    layoff_notice_date_is_none,
    labour_use_plan_exists,
    layoff_consulted,
    foreign_without_permit,
    foreign_wrong_job_persons,
    foreign_notice_missing_persons,
    leases_labour,
    leasing_licence_expiry,
    leasing_licence_expiry_is_none,
    commune COLLATE C AS commune,
    sector COLLATE C AS sector,
    ownership_type COLLATE C AS ownership_type,
    wage_region COLLATE C AS wage_region,
    employees_total,
    employees_female,
    employees_minor,
    operation_start_date AS operation_start_date_cell,
    operation_start_date_is_bad,
    registration_date,
    clear_violation_sign,
    si_debt,
    si_debt_months,
    si_debt_days AS si_debt_days_cell,
    si_debt_days_is_bad,
    si_reminder_date,
    si_reminder_date_is_none,
    si_late_urging_counts,
    si_excused,
    ui_debt,
    si_registered_persons,
    si_due,
    si_paid,
    si_salary_base_average,
    si_liable_persons,
    si_unregistered_persons AS si_unregistered_persons_cell,
    si_unregistered_persons_is_bad,
    si_unregistered_days,
    accident_insurance_missing_persons,
    has_union,
    union_fee_due,
    union_fee_paid,
    union_fee_overdue_days,
    union_fee_relief,
    budget_funded,
    has_cba,
    cba_signed_date,
    cba_signed_date_is_none,
    cba_sent_date,
    cba_sent_date_is_none,
    cba_term,
    cba_expiry_date,
    cba_expiry_date_is_none,
    bargaining_refused,
    complaints_12m,
    dialogue_count_year,
    dialogue_last_date,
    dialogue_last_date_is_none,
    dialogue_minutes_date,
    dialogue_minutes_date_is_none,
    dialogue_worker_reps,
    dialogue_employer_reps,
    employee_conference_last_date,
    employee_conference_last_date_is_none,
    democracy_regulation_exists,
    cba_vote_yes_rate,
    ilr_exists,
    ilr_issued_date,
    ilr_registration_date,
    ilr_registration_date_is_none,
    ilr_notified,
    illegal_discipline_cases,
    ilr_issued_recently,
    labour_declared_date,
    labour_declared_date_is_none,
    labour_book_exists,
    labour_report_h1_date,
    labour_report_h1_date_is_none,
    labour_report_h2_date,
    labour_report_h2_date_is_none,
    normal_hours_day,
    normal_hours_week,
    hours_weekly_basis,
    overtime_month_max,
    overtime_year_max,
    overtime_over_cap_persons,
    overtime_300_eligible,
    ot_300_notice_date,
    ot_300_notice_date_is_none,
    annual_leave_days,
    overtime_day_max,
    overtime_without_consent,
    shift_rest_hours,
    shift_rest_short_persons,
    weekly_rest_days,
    osh_plan_exists,
    osh_untrained_persons,
    health_check_last_date,
    health_check_last_date_is_none,
    health_check_missing_persons,
    strict_equipment_uninspected,
    has_harmful_factors,
    env_monitoring_last_date,
    env_monitoring_last_date_is_none,
    employees_without_ppe,
    high_risk_sector,
    accidents_12m,
    fatal_accidents_36m,
    lactation_room,
    women_protection_findings,
    minor_book,
    hazards_identified,
    risk_assessment_done,
    hazard_regime_missing_persons,
    lowest_monthly_wage,
    lowest_hourly_wage,
    employees_below_minimum_wage,
    average_wage,
    wage_late_days,
    wage_late_persons,
    wage_arrears,
    overtime_rate_weekday,
    overtime_rate_rest_day,
    overtime_rate_holiday,
    night_premium_rate,
    overtime_underpaid_persons,
    wage_deduction_rate,
    wage_deduction_persons,
    has_pay_scale,
    has_labour_norms,
    pay_scale_published,
    pay_scale_consulted,
    payslip_issued,
    uncovered_without_equivalent_pay
  FROM firms
),

-- Rows of inspections, as the list gives them
inspections_rows_cells AS (
  SELECT
    tax_code COLLATE C AS tax_code,
    row_no,
    inspection_date,
    inspection_kind COLLATE C AS inspection_kind,
    inspection_topic COLLATE C AS inspection_topic
  FROM inspections
),

-- Rows of plans, as the list gives them
plans_rows_cells AS (
  SELECT
    tax_code COLLATE C AS tax_code,
    row_no,
    plan_from,
    plan_to
  FROM plans
),

-- Rows of disputes, as the list gives them
disputes_rows_cells AS (
  SELECT
    tax_code COLLATE C AS tax_code,
    row_no,
    dispute_date,
    dispute_kind COLLATE C AS dispute_kind
  FROM disputes
),

-- Figures of each firm
firm_fields_1 AS (
  SELECT
    t.*,
    1 + employees_total // 300 AS points,
    CASE WHEN cba_signed_date <= DATE '9999-12-21' THEN cba_signed_date + 10 END AS part,
    2 + contracts_missing_content // 50 AS points_2,
    3 + foreign_wrong_job_persons // 5 AS points_3,
    6 + foreign_without_permit // 5 AS points_4,
    CASE WHEN mass_layoff_date >= DATE '0001-01-31' THEN mass_layoff_date + (-30) END AS part_2,
    3 + termination_dues_late_persons // 20 AS points_5,
    3 + employees_wrong_contract_type // 50 AS points_6,
    6 * (employees_contract_due - employees_written_contract) * 10000 AS part_3,
    -- dialogue_members_minimum: 145/2020/NĐ-CP Art. 38, from 2021-02-01
    CASE
      WHEN employees_total BETWEEN 0 AND 49 THEN 3
      WHEN employees_total BETWEEN 50 AND 149 THEN 4
      WHEN employees_total BETWEEN 150 AND 299 THEN 9
      WHEN employees_total BETWEEN 300 AND 499 THEN 14
      WHEN employees_total BETWEEN 500 AND 999 THEN 19
      WHEN employees_total >= 1000 THEN 24
    END AS dialogue_members_minimum,
    CASE WHEN dialogue_last_date <= DATE '9999-12-22' THEN dialogue_last_date + 9 END AS part_4,
    2 + accident_insurance_missing_persons // 50 AS points_8,
    -- minimum_monthly_wage: 293/2025/NĐ-CP Art. 3, from 2026-01-01
    CASE
      WHEN wage_region = 'I' THEN 5310000
      WHEN wage_region = 'II' THEN 4730000
      WHEN wage_region = 'III' THEN 4140000
      WHEN wage_region = 'IV' THEN 3700000
    END AS minimum_monthly_wage,
    8 * (employees_total - si_registered_persons) * 10000 AS part_5,
    (si_debt_months - 1) * 30 AS part_6,
    -- derived: liable persons of the self-inspection form less the persons on the insurance list
    COALESCE(
      si_unregistered_persons_cell,
      CASE
        WHEN NOT si_unregistered_persons_is_bad
        THEN CASE
          WHEN si_liable_persons - si_registered_persons IS NOT NULL
          THEN GREATEST(si_liable_persons - si_registered_persons, 0)
        END
      END) AS si_unregistered_persons,
    ownership_type = 'state_enterprise'
      OR ownership_type = 'private_enterprise'
      OR ownership_type = 'foreign_invested'
      OR ownership_type = 'cooperative' AS local_is_firm,
    CASE
      WHEN ownership_type = 'state_enterprise' THEN 100 /* local_conference_target_state */
      WHEN NOT ownership_type = 'state_enterprise' THEN 70 /* local_conference_target_other */
    END AS local_conference_target,
    CASE
      WHEN ownership_type = 'state_enterprise' THEN 100 /* local_dialogue_target_state */
      WHEN NOT ownership_type = 'state_enterprise' THEN 75 /* local_dialogue_target_other */
    END AS local_dialogue_target,
    commune IN (
        'Phường Thuận An', 'phường Thuận An', 'P. Thuận An', 'Thuận An', 'Phường Hóa Châu', 'phường Hóa Châu',
        'P. Hóa Châu', 'Hóa Châu', 'Phường Hoá Châu', 'phường Hoá Châu', 'P. Hoá Châu', 'Hoá Châu',
        'Phường Mỹ Thượng', 'phường Mỹ Thượng', 'P. Mỹ Thượng', 'Mỹ Thượng', 'Phường Vỹ Dạ', 'phường Vỹ Dạ',
        'P. Vỹ Dạ', 'Vỹ Dạ', 'Phường Thuận Hóa', 'phường Thuận Hóa', 'P. Thuận Hóa', 'Thuận Hóa',
        'Phường Thuận Hoá', 'phường Thuận Hoá', 'P. Thuận Hoá', 'Thuận Hoá', 'Phường An Cựu', 'phường An Cựu',
        'P. An Cựu', 'An Cựu', 'Phường Thủy Xuân', 'phường Thủy Xuân', 'P. Thủy Xuân', 'Thủy Xuân',
        'Phường Thuỷ Xuân', 'phường Thuỷ Xuân', 'P. Thuỷ Xuân', 'Thuỷ Xuân', 'Phường Kim Long',
        'phường Kim Long', 'P. Kim Long', 'Kim Long', 'Phường Hương An', 'phường Hương An', 'P. Hương An',
        'Hương An', 'Phường Phú Xuân', 'phường Phú Xuân', 'P. Phú Xuân', 'Phú Xuân', 'Phường Dương Nỗ',
        'phường Dương Nỗ', 'P. Dương Nỗ', 'Dương Nỗ')
      OR commune IN (
        'Phường Phong Điền', 'phường Phong Điền', 'P. Phong Điền', 'Phong Điền', 'Phường Phong Thái',
        'phường Phong Thái', 'P. Phong Thái', 'Phong Thái', 'Phường Phong Dinh', 'phường Phong Dinh',
        'P. Phong Dinh', 'Phong Dinh', 'Phường Phong Phú', 'phường Phong Phú', 'P. Phong Phú', 'Phong Phú',
        'Phường Phong Quảng', 'phường Phong Quảng', 'P. Phong Quảng', 'Phong Quảng', 'Phường Hương Trà',
        'phường Hương Trà', 'P. Hương Trà', 'Hương Trà', 'Phường Kim Trà', 'phường Kim Trà', 'P. Kim Trà',
        'Kim Trà', 'Phường Hương Thủy', 'phường Hương Thủy', 'P. Hương Thủy', 'Hương Thủy', 'Phường Hương Thuỷ',
        'phường Hương Thuỷ', 'P. Hương Thuỷ', 'Hương Thuỷ', 'Phường Phú Bài', 'phường Phú Bài', 'P. Phú Bài',
        'Phú Bài', 'Phường Thanh Thủy', 'phường Thanh Thủy', 'P. Thanh Thủy', 'Thanh Thủy', 'Phường Thanh Thuỷ',
        'phường Thanh Thuỷ', 'P. Thanh Thuỷ', 'Thanh Thuỷ', 'Xã Đan Điền', 'xã Đan Điền', 'X. Đan Điền',
        'Đan Điền', 'Xã Quảng Điền', 'xã Quảng Điền', 'X. Quảng Điền', 'Quảng Điền', 'Xã Bình Điền',
        'xã Bình Điền', 'X. Bình Điền', 'Bình Điền', 'Xã Phú Vinh', 'xã Phú Vinh', 'X. Phú Vinh', 'Phú Vinh',
        'Xã Phú Hồ', 'xã Phú Hồ', 'X. Phú Hồ', 'Phú Hồ', 'Xã Phú Vang', 'xã Phú Vang', 'X. Phú Vang',
        'Phú Vang', 'Xã Vinh Lộc', 'xã Vinh Lộc', 'X. Vinh Lộc', 'Vinh Lộc', 'Xã Hưng Lộc', 'xã Hưng Lộc',
        'X. Hưng Lộc', 'Hưng Lộc', 'Xã Lộc An', 'xã Lộc An', 'X. Lộc An', 'Lộc An', 'Xã Phú Lộc', 'xã Phú Lộc',
        'X. Phú Lộc', 'Phú Lộc', 'Xã Chân Mây - Lăng Cô', 'xã Chân Mây - Lăng Cô', 'X. Chân Mây - Lăng Cô',
        'Chân Mây - Lăng Cô', 'Xã Chân Mây-Lăng Cô', 'xã Chân Mây-Lăng Cô', 'X. Chân Mây-Lăng Cô',
        'Chân Mây-Lăng Cô', 'Xã Long Quảng', 'xã Long Quảng', 'X. Long Quảng', 'Long Quảng', 'Xã Nam Đông',
        'xã Nam Đông', 'X. Nam Đông', 'Nam Đông', 'Xã Khe Tre', 'xã Khe Tre', 'X. Khe Tre', 'Khe Tre')
      OR commune IN (
        'Xã A Lưới 1', 'xã A Lưới 1', 'X. A Lưới 1', 'A Lưới 1', 'Xã A Lưới 2', 'xã A Lưới 2', 'X. A Lưới 2',
        'A Lưới 2', 'Xã A Lưới 3', 'xã A Lưới 3', 'X. A Lưới 3', 'A Lưới 3', 'Xã A Lưới 4', 'xã A Lưới 4',
        'X. A Lưới 4', 'A Lưới 4', 'Xã A Lưới 5', 'xã A Lưới 5', 'X. A Lưới 5', 'A Lưới 5') AS commune_is_listed,
    -- minimum_monthly_wage: 293/2025/NĐ-CP Art. 3, from 2026-01-01
    CASE
      WHEN 'II' = 'I' THEN 5310000
      WHEN 'II' = 'II' THEN 4730000
      WHEN 'II' = 'III' THEN 4140000
      WHEN 'II' = 'IV' THEN 3700000
    END AS minimum_monthly_wage_2,
    -- minimum_monthly_wage: 293/2025/NĐ-CP Art. 3, from 2026-01-01
    CASE
      WHEN 'III' = 'I' THEN 5310000
      WHEN 'III' = 'II' THEN 4730000
      WHEN 'III' = 'III' THEN 4140000
      WHEN 'III' = 'IV' THEN 3700000
    END AS minimum_monthly_wage_3,
    -- minimum_monthly_wage: 293/2025/NĐ-CP Art. 3, from 2026-01-01
    CASE
      WHEN 'IV' = 'I' THEN 5310000
      WHEN 'IV' = 'II' THEN 4730000
      WHEN 'IV' = 'III' THEN 4140000
      WHEN 'IV' = 'IV' THEN 3700000
    END AS minimum_monthly_wage_4,
    commune IN (
      'Phường Phong Điền', 'phường Phong Điền', 'P. Phong Điền', 'Phong Điền', 'Phường Phong Thái',
      'phường Phong Thái', 'P. Phong Thái', 'Phong Thái', 'Phường Phong Dinh', 'phường Phong Dinh',
      'P. Phong Dinh', 'Phong Dinh', 'Phường Phong Phú', 'phường Phong Phú', 'P. Phong Phú', 'Phong Phú',
      'Phường Phong Quảng', 'phường Phong Quảng', 'P. Phong Quảng', 'Phong Quảng', 'Phường Hương Trà',
      'phường Hương Trà', 'P. Hương Trà', 'Hương Trà', 'Phường Kim Trà', 'phường Kim Trà', 'P. Kim Trà',
      'Kim Trà', 'Phường Hương Thủy', 'phường Hương Thủy', 'P. Hương Thủy', 'Hương Thủy', 'Phường Hương Thuỷ',
      'phường Hương Thuỷ', 'P. Hương Thuỷ', 'Hương Thuỷ', 'Phường Phú Bài', 'phường Phú Bài', 'P. Phú Bài',
      'Phú Bài', 'Phường Thanh Thủy', 'phường Thanh Thủy', 'P. Thanh Thủy', 'Thanh Thủy', 'Phường Thanh Thuỷ',
      'phường Thanh Thuỷ', 'P. Thanh Thuỷ', 'Thanh Thuỷ', 'Xã Đan Điền', 'xã Đan Điền', 'X. Đan Điền',
      'Đan Điền', 'Xã Quảng Điền', 'xã Quảng Điền', 'X. Quảng Điền', 'Quảng Điền', 'Xã Bình Điền',
      'xã Bình Điền', 'X. Bình Điền', 'Bình Điền', 'Xã Phú Vinh', 'xã Phú Vinh', 'X. Phú Vinh', 'Phú Vinh',
      'Xã Phú Hồ', 'xã Phú Hồ', 'X. Phú Hồ', 'Phú Hồ', 'Xã Phú Vang', 'xã Phú Vang', 'X. Phú Vang', 'Phú Vang',
      'Xã Vinh Lộc', 'xã Vinh Lộc', 'X. Vinh Lộc', 'Vinh Lộc', 'Xã Hưng Lộc', 'xã Hưng Lộc', 'X. Hưng Lộc',
      'Hưng Lộc', 'Xã Lộc An', 'xã Lộc An', 'X. Lộc An', 'Lộc An', 'Xã Phú Lộc', 'xã Phú Lộc', 'X. Phú Lộc',
      'Phú Lộc', 'Xã Chân Mây - Lăng Cô', 'xã Chân Mây - Lăng Cô', 'X. Chân Mây - Lăng Cô',
      'Chân Mây - Lăng Cô', 'Xã Chân Mây-Lăng Cô', 'xã Chân Mây-Lăng Cô', 'X. Chân Mây-Lăng Cô',
      'Chân Mây-Lăng Cô', 'Xã Long Quảng', 'xã Long Quảng', 'X. Long Quảng', 'Long Quảng', 'Xã Nam Đông',
      'xã Nam Đông', 'X. Nam Đông', 'Nam Đông', 'Xã Khe Tre', 'xã Khe Tre', 'X. Khe Tre', 'Khe Tre') AS part_10,
    commune IN (
      'Phường Thuận An', 'phường Thuận An', 'P. Thuận An', 'Thuận An', 'Phường Hóa Châu', 'phường Hóa Châu',
      'P. Hóa Châu', 'Hóa Châu', 'Phường Hoá Châu', 'phường Hoá Châu', 'P. Hoá Châu', 'Hoá Châu',
      'Phường Mỹ Thượng', 'phường Mỹ Thượng', 'P. Mỹ Thượng', 'Mỹ Thượng', 'Phường Vỹ Dạ', 'phường Vỹ Dạ',
      'P. Vỹ Dạ', 'Vỹ Dạ', 'Phường Thuận Hóa', 'phường Thuận Hóa', 'P. Thuận Hóa', 'Thuận Hóa',
      'Phường Thuận Hoá', 'phường Thuận Hoá', 'P. Thuận Hoá', 'Thuận Hoá', 'Phường An Cựu', 'phường An Cựu',
      'P. An Cựu', 'An Cựu', 'Phường Thủy Xuân', 'phường Thủy Xuân', 'P. Thủy Xuân', 'Thủy Xuân',
      'Phường Thuỷ Xuân', 'phường Thuỷ Xuân', 'P. Thuỷ Xuân', 'Thuỷ Xuân', 'Phường Kim Long', 'phường Kim Long',
      'P. Kim Long', 'Kim Long', 'Phường Hương An', 'phường Hương An', 'P. Hương An', 'Hương An',
      'Phường Phú Xuân', 'phường Phú Xuân', 'P. Phú Xuân', 'Phú Xuân', 'Phường Dương Nỗ', 'phường Dương Nỗ',
      'P. Dương Nỗ', 'Dương Nỗ') AS part_11,
    CASE WHEN ilr_issued_date <= DATE '9999-12-21' THEN ilr_issued_date + 10 END AS part_12,
    -- derived: the day of business registration, since the declaration is linked with it
    COALESCE(
      operation_start_date_cell, CASE WHEN NOT operation_start_date_is_bad THEN registration_date END) AS operation_start_date,
    1 + accidents_12m // 5 AS points_16,
    3 + strict_equipment_uninspected // 4 AS points_17,
    2 + hazard_regime_missing_persons // 100 AS points_18,
    2 + employees_without_ppe // 100 AS points_19,
    2 + osh_untrained_persons // 50 AS points_20,
    (overtime_month_max - 400) * 1000 AS part_14,
    (overtime_year_max - 2000) * 1000 AS part_15,
    3 + uncovered_without_equivalent_pay // 50 AS points_23,
    50000 + (wage_late_days * 10000 + 5) // 10 AS points_24,
    -- minimum_hourly_wage: 293/2025/NĐ-CP Art. 3, from 2026-01-01
    CASE
      WHEN wage_region = 'I' THEN 25500
      WHEN wage_region = 'II' THEN 22700
      WHEN wage_region = 'III' THEN 20000
      WHEN wage_region = 'IV' THEN 17800
    END AS minimum_hourly_wage
  FROM firm_cells t
),

-- Figures of each row of inspections
inspections_rows_fields_1 AS (
  SELECT
    t.*,
    inspection_kind = 'check' AND YEAR(inspection_date) = YEAR(DATE '2026-10-31') AS counts,
    inspection_kind = 'inspection' AND YEAR(inspection_date) = YEAR(DATE '2026-10-31') AS counts_2,
    YEAR(inspection_date) = YEAR(DATE '2026-10-31')
      AND (inspection_topic = 'labour_law'
        OR inspection_topic = 'social_insurance'
        OR inspection_topic = 'safety_health'
        OR inspection_topic = 'union_law') AS counts_3
  FROM inspections_rows_cells t
),

-- Figures of each row of plans
plans_rows_fields_1 AS (
  SELECT
    t.*,
    plan_from <= DATE '2026-11-30' AND plan_to >= DATE '2026-10-31' AS holds
  FROM plans_rows_cells t
),

-- Figures of each row of disputes
disputes_rows_fields_1 AS (
  SELECT
    t.*,
    dispute_kind = 'collective_dispute' AND dispute_date >= DATE '2023-10-31' AS counts,
    dispute_kind = 'strike' AND dispute_date >= DATE '2023-10-31' AS counts_2,
    (dispute_kind = 'collective_dispute' OR dispute_kind = 'strike')
      AND dispute_date >= DATE '2025-10-31' AS counts_3
  FROM disputes_rows_cells t
),

-- Rows of inspections taken together, one row a firm
inspections_per_firm_1 AS (
  SELECT
    tax_code AS inspections_key_1,
    CASE WHEN COUNT(counts) = COUNT(*) THEN COUNT(CASE WHEN counts THEN 1 END) END AS inspections_count_g3,
    CASE WHEN COUNT(counts_2) = COUNT(*) THEN COUNT(CASE WHEN counts_2 THEN 1 END) END AS inspections_count_g4,
    CASE WHEN COUNT(counts_3) = COUNT(*) THEN COUNT(CASE WHEN counts_3 THEN 1 END) END AS inspections_count_g6
  FROM inspections_rows_fields_1
  GROUP BY tax_code
),

-- Rows of plans taken together, one row a firm
plans_per_firm_1 AS (
  SELECT
    tax_code AS plans_key_1,
    CASE
      WHEN COUNT(CASE WHEN holds THEN 1 END) > 0 THEN TRUE
      WHEN COUNT(holds) = COUNT(*) THEN FALSE
    END AS plans_any_g5
  FROM plans_rows_fields_1
  GROUP BY tax_code
),

-- Rows of disputes taken together, one row a firm
disputes_per_firm_1 AS (
  SELECT
    tax_code AS disputes_key_1,
    CASE WHEN COUNT(counts) = COUNT(*) THEN COUNT(CASE WHEN counts THEN 1 END) END AS disputes_count_g1,
    CASE WHEN COUNT(counts_2) = COUNT(*) THEN COUNT(CASE WHEN counts_2 THEN 1 END) END AS disputes_count_g2,
    CASE WHEN COUNT(counts_3) = COUNT(*) THEN COUNT(CASE WHEN counts_3 THEN 1 END) END AS disputes_count_g7
  FROM disputes_rows_fields_1
  GROUP BY tax_code
),

-- Figures of each firm
firm_fields_2 AS (
  SELECT
    t.*,
    CASE WHEN layoff_notice_date_is_none THEN TRUE WHEN layoff_notice_date IS NOT NULL THEN FALSE END
      OR CASE
        WHEN layoff_notice_date_is_none AND (mass_layoff_date_is_none OR part_2 IS NOT NULL)
          OR mass_layoff_date_is_none AND (layoff_notice_date_is_none OR layoff_notice_date IS NOT NULL)
        THEN FALSE
        ELSE layoff_notice_date > part_2
      END AS notice_late,
    40000
      + (part_3 // NULLIF(employees_contract_due, 0)
        + CASE
          WHEN ABS(part_3 % NULLIF(employees_contract_due, 0))
            >= ABS(NULLIF(employees_contract_due, 0)) - ABS(part_3 % NULLIF(employees_contract_due, 0))
          THEN CASE WHEN (part_3 < 0) = (employees_contract_due < 0) THEN 1 ELSE (-1) END
          ELSE 0
        END) AS points_7,
    CASE WHEN disputes_key_1 IS NULL THEN 0 ELSE disputes_count_g1 END AS disputes_count,
    CASE WHEN disputes_key_1 IS NULL THEN 0 ELSE disputes_count_g2 END AS disputes_count_2,
    CASE WHEN inspections_key_1 IS NULL THEN 0 ELSE inspections_count_g3 END AS inspections_count,
    CASE WHEN inspections_key_1 IS NULL THEN 0 ELSE inspections_count_g4 END AS inspections_count_2,
    CASE WHEN plans_key_1 IS NULL THEN FALSE ELSE plans_any_g5 END AS plans_any,
    CASE WHEN inspections_key_1 IS NULL THEN 0 ELSE inspections_count_g6 END AS inspections_count_3,
    part_5 // NULLIF(employees_total, 0)
      + CASE
        WHEN ABS(part_5 % NULLIF(employees_total, 0))
          >= ABS(NULLIF(employees_total, 0)) - ABS(part_5 % NULLIF(employees_total, 0))
        THEN CASE WHEN (part_5 < 0) = (employees_total < 0) THEN 1 ELSE (-1) END
        ELSE 0
      END AS points_9,
    -- derived: from the months in debt: due on the last day of the next month, so one month less, 30 days each
    COALESCE(
      si_debt_days_cell,
      CASE
        WHEN NOT si_debt_days_is_bad THEN CASE WHEN part_6 IS NOT NULL THEN GREATEST(part_6, 0) END
      END) AS si_debt_days,
    (si_unregistered_persons * 10000 + si_liable_persons // 2)
      // NULLIF(si_liable_persons, 0) AS si_late_share,
    CAST(local_conference_target AS BIGINT) // 50 AS points_14,
    CAST(local_dialogue_target AS BIGINT) // 50 AS points_15,
    CASE WHEN disputes_key_1 IS NULL THEN 0 ELSE disputes_count_g7 END AS disputes_count_3,
    CASE
      WHEN part_11 THEN minimum_monthly_wage_2
      WHEN NOT part_11
      THEN CASE WHEN part_10 THEN minimum_monthly_wage_3 WHEN NOT part_10 THEN minimum_monthly_wage_4 END
    END AS commune_wage_floor,
    CASE WHEN operation_start_date <= DATE '9999-12-01' THEN operation_start_date + 30 END AS part_13,
    30000
      + (part_14 // 20
        + CASE
          WHEN ABS(part_14 % 20) >= 20 - ABS(part_14 % 20) THEN CASE WHEN part_14 >= 0 THEN 1 ELSE (-1) END
          ELSE 0
        END) AS points_21,
    30000
      + (part_15 // 200
        + CASE
          WHEN ABS(part_15 % 200) >= 200 - ABS(part_15 % 200) THEN CASE WHEN part_15 >= 0 THEN 1 ELSE (-1) END
          ELSE 0
        END) AS points_22,
    50 * (minimum_hourly_wage - lowest_hourly_wage) * 10000 AS part_16,
    50 * (minimum_monthly_wage - lowest_monthly_wage) * 10000 AS part_17
  FROM firm_fields_1 t
  LEFT JOIN inspections_per_firm_1 ON inspections_key_1 = t.tax_code
  LEFT JOIN plans_per_firm_1 ON plans_key_1 = t.tax_code
  LEFT JOIN disputes_per_firm_1 ON disputes_key_1 = t.tax_code
),

-- Figures of each firm
firm_fields_3 AS (
  SELECT
    t.*,
    CASE
      WHEN -si_debt_days BETWEEN DATE '0001-01-01' - DATE '2026-10-31' AND DATE '9999-12-31' - DATE '2026-10-31'
      THEN DATE '2026-10-31' + CAST(-si_debt_days AS INTEGER)
    END AS part_7,
    (si_debt_days - 60) * 10000 AS part_9,
    120000 + 12 * si_late_share AS points_11,
    60000 + (si_debt_days * 10000 + 7) // 15 AS points_12,
    50000 + 7 * si_late_share AS points_13,
    80000
      + (part_16 // minimum_hourly_wage
        + CASE
          WHEN ABS(part_16 % minimum_hourly_wage) >= minimum_hourly_wage - ABS(part_16 % minimum_hourly_wage)
          THEN CASE WHEN part_16 >= 0 THEN 1 ELSE (-1) END
          ELSE 0
        END) AS points_25,
    80000
      + (part_17 // minimum_monthly_wage
        + CASE
          WHEN ABS(part_17 % minimum_monthly_wage) >= minimum_monthly_wage - ABS(part_17 % minimum_monthly_wage)
          THEN CASE WHEN part_17 >= 0 THEN 1 ELSE (-1) END
          ELSE 0
        END) AS points_26
  FROM firm_fields_2 t
),

-- Figures of each firm
firm_fields_4 AS (
  SELECT
    t.*,
    CASE WHEN part_7 <= DATE '9999-11-16' THEN part_7 + 45 END AS part_8,
    150000
      + (part_9 // 20
        + CASE
          WHEN ABS(part_9 % 20) >= 20 - ABS(part_9 % 20) THEN CASE WHEN part_9 >= 0 THEN 1 ELSE (-1) END
          ELSE 0
        END) AS points_10
  FROM firm_fields_3 t
),

-- Figures of each firm
firm_fields_5 AS (
  SELECT
    t.*,
    CASE
        WHEN si_reminder_date_is_none AND part_8 IS NOT NULL THEN FALSE
        ELSE si_reminder_date <= part_8
      END
      OR si_late_urging_counts AS urged_for_certain
  FROM firm_fields_4 t
),

-- Each rule: TRUE fires, FALSE does not (passed or not applicable), NULL unknown
rule_truths AS (
  SELECT
    tax_code,
    -- agreement.expired (indicator): The collective agreement has expired
    -- basis: 45/2019/QH14 Art. 78
    CASE
      WHEN cba_expiry_date_is_none THEN FALSE
      ELSE cba_expiry_date < DATE '2026-10-31'
    END AS "agreement.expired",
    -- agreement.presence (indicator): A union and many employees, but no collective agreement
    -- basis: 45/2019/QH14 Art. 75
    has_union AND employees_total >= 50 AND NOT has_cba AS "agreement.presence",
    CASE WHEN points < 0 THEN 0 WHEN points > 2 THEN 2 ELSE points END AS "agreement.presence points",
    -- agreement.refuse (violation): Refusal to bargain on request
    -- basis: 45/2019/QH14 Art. 68–70
    bargaining_refused AS "agreement.refuse",
    employees_total AS "agreement.refuse affects",
    -- agreement.sent (violation): Collective agreement not sent in time
    -- basis: 45/2019/QH14 Art. 77
    CASE WHEN cba_signed_date_is_none THEN FALSE ELSE cba_signed_date >= DATE '2021-01-01' END
      AND (CASE WHEN cba_sent_date_is_none THEN TRUE WHEN cba_sent_date IS NOT NULL THEN FALSE END
          AND CASE WHEN cba_signed_date_is_none THEN FALSE ELSE part < DATE '2026-10-31' END
        OR CASE
            WHEN cba_sent_date_is_none AND (cba_signed_date_is_none OR part IS NOT NULL)
              OR cba_signed_date_is_none AND (cba_sent_date_is_none OR cba_sent_date IS NOT NULL)
            THEN FALSE
            ELSE cba_sent_date > part
          END
          AND CASE WHEN cba_sent_date_is_none THEN FALSE ELSE cba_sent_date >= DATE '2025-10-31' END) AS "agreement.sent",
    -- agreement.term (violation): Term of the agreement not between one and three years
    -- basis: 45/2019/QH14 Art. 78
    has_cba AND NOT (cba_term >= 12 AND cba_term <= 36) AS "agreement.term",
    -- agreement.vote (violation): Agreement signed without a majority of over 50%
    -- basis: 45/2019/QH14 Art. 76
    has_cba AND cba_vote_yes_rate <= 500 AS "agreement.vote",
    employees_total AS "agreement.vote affects",
    -- contracts.content (violation): Labour contracts lack main content
    -- basis: 45/2019/QH14 Art. 21
    contracts_missing_content > 0 AS "contracts.content",
    CASE WHEN points_2 < 0 THEN 0 WHEN points_2 > 5 THEN 5 ELSE points_2 END AS "contracts.content points",
    contracts_missing_content AS "contracts.content affects",
    -- contracts.foreign.job (violation): Foreign employees not working as permitted
    -- basis: 219/2025/NĐ-CP Art. 31; 219/2025/NĐ-CP Art. 33
    foreign_wrong_job_persons > 0 AS "contracts.foreign.job",
    CASE WHEN points_3 < 0 THEN 0 WHEN points_3 > 6 THEN 6 ELSE points_3 END AS "contracts.foreign.job points",
    foreign_wrong_job_persons AS "contracts.foreign.job affects",
    -- contracts.foreign.notice (violation): Foreign employees not notified
    -- basis: 219/2025/NĐ-CP Art. 9; 219/2025/NĐ-CP Art. 22 cl. 5
    foreign_notice_missing_persons > 0 AS "contracts.foreign.notice",
    foreign_notice_missing_persons AS "contracts.foreign.notice affects",
    -- contracts.foreign.permit (violation): Foreign employees without a work permit
    -- basis: 45/2019/QH14 Art. 151–154
    foreign_without_permit > 0 AS "contracts.foreign.permit",
    CASE
      WHEN points_4 < 0 THEN 0
      WHEN points_4 > 10 THEN 10
      ELSE points_4
    END AS "contracts.foreign.permit points",
    foreign_without_permit AS "contracts.foreign.permit affects",
    -- contracts.layoff (violation): Mass layoff without the procedure
    -- basis: 45/2019/QH14 Art. 42–45
    CASE WHEN mass_layoff_date_is_none THEN FALSE ELSE mass_layoff_date >= DATE '2025-10-31' END
      AND (notice_late OR NOT labour_use_plan_exists OR NOT layoff_consulted) AS "contracts.layoff",
    employees_total AS "contracts.layoff affects",
    -- contracts.leasing (violation): Labour leasing without a valid licence
    -- basis: 45/2019/QH14 Art. 52–58
    leases_labour
      AND (CASE
          WHEN leasing_licence_expiry_is_none THEN TRUE
          WHEN leasing_licence_expiry IS NOT NULL THEN FALSE
        END
        OR CASE
          WHEN leasing_licence_expiry_is_none THEN FALSE
          ELSE leasing_licence_expiry < DATE '2026-10-31'
        END) AS "contracts.leasing",
    -- contracts.probation (violation): Probation wage under 85% of the job's wage
    -- basis: 45/2019/QH14 Art. 24–27
    probation_wage_rate < 850 AS "contracts.probation",
    -- contracts.retention (violation): Original papers or a deposit of employees kept
    -- basis: 45/2019/QH14 Art. 17
    original_papers_held OR deposit_taken > 0 AS "contracts.retention",
    -- contracts.severance (violation): Dues at the end of the contract paid late
    -- basis: 45/2019/QH14 Art. 46–48
    termination_dues_late_persons > 0 AS "contracts.severance",
    CASE WHEN points_5 < 0 THEN 0 WHEN points_5 > 6 THEN 6 ELSE points_5 END AS "contracts.severance points",
    termination_dues_late_persons AS "contracts.severance affects",
    -- contracts.type (violation): Wrong type of labour contract
    -- basis: 45/2019/QH14 Art. 20
    employees_wrong_contract_type > 0 AS "contracts.type",
    CASE WHEN points_6 < 0 THEN 0 WHEN points_6 > 6 THEN 6 ELSE points_6 END AS "contracts.type points",
    employees_wrong_contract_type AS "contracts.type affects",
    -- contracts.written (violation): No written labour contract
    -- basis: 45/2019/QH14 Art. 14 cl. 1; 45/2019/QH14 Art. 18 cl. 2
    employees_contract_due - employees_written_contract > 0 AS "contracts.written",
    CASE
      WHEN points_7 < 35000 THEN 4
      WHEN points_7 > 100000 THEN 10
      ELSE (points_7 + 5000) // 10000
    END AS "contracts.written points",
    employees_contract_due - employees_written_contract AS "contracts.written affects",
    -- dialogue.conference (violation): No yearly employee conference
    -- basis: 145/2020/NĐ-CP Art. 47
    CASE
        WHEN employee_conference_last_date_is_none THEN TRUE
        WHEN employee_conference_last_date IS NOT NULL THEN FALSE
      END
      OR CASE
        WHEN employee_conference_last_date_is_none THEN FALSE
        ELSE employee_conference_last_date < DATE '2025-10-31'
      END AS "dialogue.conference",
    -- dialogue.members (violation): Too few dialogue members of the workers
    -- basis: 145/2020/NĐ-CP Art. 38
    dialogue_worker_reps < dialogue_members_minimum AS "dialogue.members",
    -- dialogue.members.employer (violation): Too few dialogue members of the employer
    -- basis: 145/2020/NĐ-CP Art. 38
    dialogue_employer_reps < 3 AS "dialogue.members.employer",
    -- dialogue.periodic.count (violation): No periodic dialogue in 12 months
    -- basis: 45/2019/QH14 Art. 63 cl. 2; 145/2020/NĐ-CP Art. 37–41
    dialogue_count_year = 0 AS "dialogue.periodic.count",
    -- dialogue.periodic.date (violation): Last periodic dialogue over 12 months ago
    -- basis: 45/2019/QH14 Art. 63 cl. 2; 145/2020/NĐ-CP Art. 37–41
    CASE WHEN dialogue_last_date_is_none THEN TRUE WHEN dialogue_last_date IS NOT NULL THEN FALSE END
      OR CASE WHEN dialogue_last_date_is_none THEN FALSE ELSE dialogue_last_date < DATE '2025-10-31' END AS "dialogue.periodic.date",
    -- dialogue.publish (violation): Results of the dialogue not published in time
    -- basis: 145/2020/NĐ-CP Art. 39–41
    CASE WHEN dialogue_last_date_is_none THEN FALSE ELSE dialogue_last_date >= DATE '2025-10-31' END
        AND CASE WHEN dialogue_last_date_is_none THEN FALSE ELSE dialogue_last_date < DATE '2026-10-22' END
      AND (CASE
          WHEN dialogue_minutes_date_is_none THEN TRUE
          WHEN dialogue_minutes_date IS NOT NULL THEN FALSE
        END
        OR CASE
          WHEN dialogue_minutes_date_is_none AND (dialogue_last_date_is_none OR part_4 IS NOT NULL)
            OR dialogue_last_date_is_none
              AND (dialogue_minutes_date_is_none OR dialogue_minutes_date IS NOT NULL)
          THEN FALSE
          ELSE dialogue_minutes_date > part_4
        END) AS "dialogue.publish",
    -- dialogue.regulation (violation): No workplace-democracy regulation
    -- basis: 145/2020/NĐ-CP Art. 48
    NOT democracy_regulation_exists AS "dialogue.regulation",
    -- disputes.collective (indicator): Collective disputes in 36 months
    -- basis: 45/2019/QH14 Art. 187–204
    disputes_count > 0 AS "disputes.collective",
    -- disputes.complaints (indicator): Many complaints in 12 months
    -- basis: 45/2019/QH14 Art. 187–204
    complaints_12m >= 3 AS "disputes.complaints",
    -- disputes.strike (indicator): Strikes in 36 months
    -- basis: 45/2019/QH14 Art. 187–204
    disputes_count_2 > 0 AS "disputes.strike",
    -- gate.once_check (gate): Already checked this year
    -- basis: 198/2025/QH15 Art. 4 cl. 2
    inspections_count >= 1 AND NOT clear_violation_sign AS "gate.once_check",
    -- gate.once_inspection (gate): Already inspected this year
    -- basis: 198/2025/QH15 Art. 4 cl. 1
    inspections_count_2 >= 1 AND NOT clear_violation_sign AS "gate.once_inspection",
    -- gate.other_plan (gate): Another agency plans a visit within 30 days
    -- basis: 217/2025/NĐ-CP Art. 4 cl. 2; 84/2025/QH15 Art. 58 cl. 2
    plans_any AS "gate.other_plan",
    -- gate.same_content (gate): Labour or insurance content already visited this year
    -- basis: 198/2025/QH15 Art. 4 cl. 3
    inspections_count_3 >= 1 AND NOT clear_violation_sign AS "gate.same_content",
    -- insurance.accident (violation): Accident and disease insurance missing
    -- basis: 84/2015/QH13 Art. 43 cl. 2
    accident_insurance_missing_persons > 0 AS "insurance.accident",
    CASE WHEN points_8 < 0 THEN 0 WHEN points_8 > 4 THEN 4 ELSE points_8 END AS "insurance.accident points",
    accident_insurance_missing_persons AS "insurance.accident affects",
    -- insurance.base.gap (indicator): Registered salary far under the average wage
    -- basis: 41/2024/QH15 Art. 31 cl. 1
    si_salary_base_average * 100 < average_wage * 70 AS "insurance.base.gap",
    -- insurance.base.minimum (indicator): Average registered salary under the regional minimum wage
    -- basis: 41/2024/QH15 Art. 31 cl. 1
    si_salary_base_average < minimum_monthly_wage AS "insurance.base.minimum",
    -- insurance.coverage_gap (indicator): Far fewer insured persons than employees
    -- basis: 41/2024/QH15 Art. 2 cl. 1
    si_registered_persons * 100 < employees_total * 80 AS "insurance.coverage_gap",
    CASE
      WHEN points_9 < (-5000) THEN 0
      WHEN points_9 > 80000 THEN 8
      ELSE (points_9 + 5000) // 10000
    END AS "insurance.coverage_gap points",
    -- insurance.evasion.money (violation): Social insurance evasion: over 60 days unpaid after an urging docu…
    -- basis: 41/2024/QH15 Art. 39 cl. 1 pt. đ; 41/2024/QH15 Art. 35
    si_debt > 0
        AND si_debt_days > 60 /* si_evasion_days */
        AND NOT CASE WHEN si_reminder_date_is_none THEN TRUE WHEN si_reminder_date IS NOT NULL THEN FALSE END
        AND urged_for_certain
      AND NOT si_excused AS "insurance.evasion.money",
    CASE
      WHEN points_10 < (-5000) THEN 0
      WHEN points_10 > 300000 THEN 30
      ELSE (points_10 + 5000) // 10000
    END AS "insurance.evasion.money points",
    si_registered_persons AS "insurance.evasion.money affects",
    -- insurance.evasion.people (violation): Social insurance evasion: not registered within 60 days after the…
    -- basis: 41/2024/QH15 Art. 39 cl. 1 pt. a
    si_unregistered_persons > 0 AND si_unregistered_days > 60 /* si_evasion_days */
      AND NOT si_excused AS "insurance.evasion.people",
    CASE
      WHEN points_11 < 115000 THEN 12
      WHEN points_11 > 240000 THEN 24
      ELSE (points_11 + 5000) // 10000
    END AS "insurance.evasion.people points",
    si_unregistered_persons AS "insurance.evasion.people affects",
    -- insurance.evasion.wage_base (violation): Registered salary under the reference level
    -- basis: 41/2024/QH15 Art. 39 cl. 1 pt. c; 41/2024/QH15 Art. 31 cl. 1
    si_salary_base_average < 2530000 /* si_reference_level */ AS "insurance.evasion.wage_base",
    si_registered_persons AS "insurance.evasion.wage_base affects",
    -- insurance.late.money (violation): Social insurance paid late
    -- basis: 41/2024/QH15 Art. 38 cl. 1; 41/2024/QH15 Art. 34 cl. 4
    si_debt > 0 AND si_debt_days > 0 AS "insurance.late.money",
    CASE
      WHEN points_12 < (-5000) THEN 0
      WHEN points_12 > 120000 THEN 12
      ELSE (points_12 + 5000) // 10000
    END AS "insurance.late.money points",
    si_registered_persons AS "insurance.late.money affects",
    -- insurance.late.people (violation): Employees registered late for social insurance
    -- basis: 41/2024/QH15 Art. 38 cl. 2; 41/2024/QH15 Art. 28 cl. 1
    si_unregistered_persons > 0 AND si_unregistered_days > 0 AS "insurance.late.people",
    CASE
      WHEN points_13 < 45000 THEN 5
      WHEN points_13 > 120000 THEN 12
      ELSE (points_13 + 5000) // 10000
    END AS "insurance.late.people points",
    si_unregistered_persons AS "insurance.late.people affects",
    -- insurance.no_unit (indicator): Employees, but not on the list of insurance units
    -- basis: 41/2024/QH15 Art. 2 cl. 1
    employees_total >= 1 AND CAST(NULL AS BOOLEAN) /* on_insured_list: no column */ AS "insurance.no_unit",
    -- insurance.paid_short (indicator): Less social insurance paid than due in the period
    -- basis: 41/2024/QH15 Art. 34 cl. 4
    si_paid < si_due AS "insurance.paid_short",
    -- insurance.unemployment.evasion (violation): Unemployment insurance evasion
    -- basis: 41/2024/QH15 Art. 39 cl. 1 pt. e
    ui_debt > 0
        AND si_debt_days > 60 /* si_evasion_days */
        AND NOT CASE WHEN si_reminder_date_is_none THEN TRUE WHEN si_reminder_date IS NOT NULL THEN FALSE END
        AND urged_for_certain
      AND NOT si_excused AS "insurance.unemployment.evasion",
    si_registered_persons AS "insurance.unemployment.evasion affects",
    -- insurance.unemployment.late (violation): Unemployment insurance paid late
    -- basis: 41/2024/QH15 Art. 38 cl. 3
    ui_debt > 0 AND si_debt_days > 0 AS "insurance.unemployment.late",
    si_registered_persons AS "insurance.unemployment.late affects",
    -- local.agreement.sector (indicator): Textile or garment firm without a collective agreement
    -- basis: Kế hoạch năm 2026 của thành phố Huế
    (SUBSTR(sector, 1, 2) IN ('13', '14')
        OR SUBSTR(sector, 1, 3) IN ('Dệt', 'DỆT')
        OR SUBSTR(sector, 1, 4) IN ('May ', 'MAY '))
      AND NOT has_cba AS "local.agreement.sector",
    -- local.agreement.zone (indicator): Firm in an industrial zone without a collective agreement
    -- basis: Kế hoạch năm 2026 của thành phố Huế
    CAST(NULL AS BOOLEAN) /* industrial_zone: no list gives it */ AND NOT has_cba AS "local.agreement.zone",
    -- local.conference.target (indicator): Not counted towards the conference target
    -- basis: Chương trình của Thành ủy Bảo Lộc
    local_is_firm
      AND (CASE
          WHEN employee_conference_last_date_is_none THEN TRUE
          WHEN employee_conference_last_date IS NOT NULL THEN FALSE
        END
        OR CASE
          WHEN employee_conference_last_date_is_none THEN FALSE
          ELSE employee_conference_last_date < DATE '2025-10-31'
        END) AS "local.conference.target",
    CASE
      WHEN points_14 < 0 THEN 0
      WHEN points_14 > 2 THEN 2
      ELSE points_14
    END AS "local.conference.target points",
    -- local.dialogue.target (indicator): Not counted towards the dialogue target
    -- basis: Chương trình của Thành ủy Bảo Lộc
    local_is_firm AND dialogue_count_year = 0 AS "local.dialogue.target",
    CASE
      WHEN points_15 < 0 THEN 0
      WHEN points_15 > 2 THEN 2
      ELSE points_15
    END AS "local.dialogue.target points",
    -- local.dispute.early (indicator): A collective dispute this year and no dialogue: to be handled early
    -- basis: Kế hoạch năm 2026 của thành phố Huế
    disputes_count_3 >= 1 AND dialogue_count_year = 0 AS "local.dispute.early",
    -- local.union.fifteen (indicator): Non-State unit of 15 employees or more without a union
    -- basis: Chương trình của Thành ủy Bảo Lộc
    (ownership_type = 'private_enterprise'
          OR ownership_type = 'foreign_invested'
          OR ownership_type = 'cooperative')
        AND employees_total >= 15 /* local_union_threshold */
      AND NOT has_union AS "local.union.fifteen",
    -- local.union.five (indicator): Non-State unit of 5 to 14 employees without a union
    -- basis: Chương trình của Thành ủy Bảo Lộc
    (ownership_type = 'private_enterprise'
          OR ownership_type = 'foreign_invested'
          OR ownership_type = 'cooperative')
        AND employees_total >= 5 /* local_union_encouraged */
        AND employees_total < 15 /* local_union_threshold */
      AND NOT has_union AS "local.union.five",
    -- local.wage.minimum (indicator): No region stated, and the lowest wage is under that of the commune
    -- basis: 293/2025/NĐ-CP; 293/2025/NĐ-CP Art. 3
    CAST(NULL AS BOOLEAN) /* wage_region: no list gives it */ AND commune_is_listed
      AND lowest_monthly_wage < commune_wage_floor AS "local.wage.minimum",
    -- local.wage.region (indicator): Stated wage region differs from the decree's appendix
    -- basis: 293/2025/NĐ-CP
    commune IN (
          'Phường Thuận An', 'phường Thuận An', 'P. Thuận An', 'Thuận An', 'Phường Hóa Châu', 'phường Hóa Châu',
          'P. Hóa Châu', 'Hóa Châu', 'Phường Hoá Châu', 'phường Hoá Châu', 'P. Hoá Châu', 'Hoá Châu',
          'Phường Mỹ Thượng', 'phường Mỹ Thượng', 'P. Mỹ Thượng', 'Mỹ Thượng', 'Phường Vỹ Dạ', 'phường Vỹ Dạ',
          'P. Vỹ Dạ', 'Vỹ Dạ', 'Phường Thuận Hóa', 'phường Thuận Hóa', 'P. Thuận Hóa', 'Thuận Hóa',
          'Phường Thuận Hoá', 'phường Thuận Hoá', 'P. Thuận Hoá', 'Thuận Hoá', 'Phường An Cựu', 'phường An Cựu',
          'P. An Cựu', 'An Cựu', 'Phường Thủy Xuân', 'phường Thủy Xuân', 'P. Thủy Xuân', 'Thủy Xuân',
          'Phường Thuỷ Xuân', 'phường Thuỷ Xuân', 'P. Thuỷ Xuân', 'Thuỷ Xuân', 'Phường Kim Long',
          'phường Kim Long', 'P. Kim Long', 'Kim Long', 'Phường Hương An', 'phường Hương An', 'P. Hương An',
          'Hương An', 'Phường Phú Xuân', 'phường Phú Xuân', 'P. Phú Xuân', 'Phú Xuân', 'Phường Dương Nỗ',
          'phường Dương Nỗ', 'P. Dương Nỗ', 'Dương Nỗ')
        AND wage_region <> 'II'
      OR commune IN (
          'Phường Phong Điền', 'phường Phong Điền', 'P. Phong Điền', 'Phong Điền', 'Phường Phong Thái',
          'phường Phong Thái', 'P. Phong Thái', 'Phong Thái', 'Phường Phong Dinh', 'phường Phong Dinh',
          'P. Phong Dinh', 'Phong Dinh', 'Phường Phong Phú', 'phường Phong Phú', 'P. Phong Phú', 'Phong Phú',
          'Phường Phong Quảng', 'phường Phong Quảng', 'P. Phong Quảng', 'Phong Quảng', 'Phường Hương Trà',
          'phường Hương Trà', 'P. Hương Trà', 'Hương Trà', 'Phường Kim Trà', 'phường Kim Trà', 'P. Kim Trà',
          'Kim Trà', 'Phường Hương Thủy', 'phường Hương Thủy', 'P. Hương Thủy', 'Hương Thủy',
          'Phường Hương Thuỷ', 'phường Hương Thuỷ', 'P. Hương Thuỷ', 'Hương Thuỷ', 'Phường Phú Bài',
          'phường Phú Bài', 'P. Phú Bài', 'Phú Bài', 'Phường Thanh Thủy', 'phường Thanh Thủy', 'P. Thanh Thủy',
          'Thanh Thủy', 'Phường Thanh Thuỷ', 'phường Thanh Thuỷ', 'P. Thanh Thuỷ', 'Thanh Thuỷ', 'Xã Đan Điền',
          'xã Đan Điền', 'X. Đan Điền', 'Đan Điền', 'Xã Quảng Điền', 'xã Quảng Điền', 'X. Quảng Điền',
          'Quảng Điền', 'Xã Bình Điền', 'xã Bình Điền', 'X. Bình Điền', 'Bình Điền', 'Xã Phú Vinh',
          'xã Phú Vinh', 'X. Phú Vinh', 'Phú Vinh', 'Xã Phú Hồ', 'xã Phú Hồ', 'X. Phú Hồ', 'Phú Hồ',
          'Xã Phú Vang', 'xã Phú Vang', 'X. Phú Vang', 'Phú Vang', 'Xã Vinh Lộc', 'xã Vinh Lộc', 'X. Vinh Lộc',
          'Vinh Lộc', 'Xã Hưng Lộc', 'xã Hưng Lộc', 'X. Hưng Lộc', 'Hưng Lộc', 'Xã Lộc An', 'xã Lộc An',
          'X. Lộc An', 'Lộc An', 'Xã Phú Lộc', 'xã Phú Lộc', 'X. Phú Lộc', 'Phú Lộc', 'Xã Chân Mây - Lăng Cô',
          'xã Chân Mây - Lăng Cô', 'X. Chân Mây - Lăng Cô', 'Chân Mây - Lăng Cô', 'Xã Chân Mây-Lăng Cô',
          'xã Chân Mây-Lăng Cô', 'X. Chân Mây-Lăng Cô', 'Chân Mây-Lăng Cô', 'Xã Long Quảng', 'xã Long Quảng',
          'X. Long Quảng', 'Long Quảng', 'Xã Nam Đông', 'xã Nam Đông', 'X. Nam Đông', 'Nam Đông', 'Xã Khe Tre',
          'xã Khe Tre', 'X. Khe Tre', 'Khe Tre')
        AND wage_region <> 'III'
      OR commune IN (
          'Xã A Lưới 1', 'xã A Lưới 1', 'X. A Lưới 1', 'A Lưới 1', 'Xã A Lưới 2', 'xã A Lưới 2', 'X. A Lưới 2',
          'A Lưới 2', 'Xã A Lưới 3', 'xã A Lưới 3', 'X. A Lưới 3', 'A Lưới 3', 'Xã A Lưới 4', 'xã A Lưới 4',
          'X. A Lưới 4', 'A Lưới 4', 'Xã A Lưới 5', 'xã A Lưới 5', 'X. A Lưới 5', 'A Lưới 5')
        AND wage_region <> 'IV' AS "local.wage.region",
    -- regulations.notified (violation): Internal regulations not notified or posted
    -- basis: 45/2019/QH14 Art. 118 cl. 4
    ilr_exists AND NOT ilr_notified AS "regulations.notified",
    -- regulations.registered (violation): Internal regulations not registered
    -- basis: 45/2019/QH14 Art. 119
    employees_total >= 10
      AND ilr_exists
          AND CASE
            WHEN ilr_registration_date_is_none THEN TRUE
            WHEN ilr_registration_date IS NOT NULL THEN FALSE
          END
        AND NOT ilr_issued_recently AS "regulations.registered",
    -- regulations.registered.late (violation): Internal regulations registered late
    -- basis: 45/2019/QH14 Art. 119
    employees_total >= 10
      AND CASE
          WHEN ilr_registration_date_is_none AND part_12 IS NOT NULL THEN FALSE
          ELSE ilr_registration_date > part_12
        END
        AND CASE
          WHEN ilr_registration_date_is_none THEN FALSE
          ELSE ilr_registration_date >= DATE '2025-10-31'
        END AS "regulations.registered.late",
    -- regulations.sanction (violation): Fines or wage cuts instead of discipline
    -- basis: 45/2019/QH14 Art. 127
    illegal_discipline_cases > 0 AS "regulations.sanction",
    -- regulations.written (violation): Ten or more employees without written internal regulations
    -- basis: 45/2019/QH14 Art. 118; 145/2020/NĐ-CP Art. 69
    employees_total >= 10 AND NOT ilr_exists AS "regulations.written",
    -- reports.declaration (violation): Labour declaration missing or late
    -- basis: 45/2019/QH14 Art. 12 cl. 2; 145/2020/NĐ-CP Art. 4 cl. 1
    operation_start_date >= DATE '2021-02-01'
      AND (CASE
            WHEN labour_declared_date_is_none THEN TRUE
            WHEN labour_declared_date IS NOT NULL THEN FALSE
          END
          AND CASE WHEN operation_start_date <= DATE '9999-12-01' THEN operation_start_date + 30 END
            < DATE '2026-10-31'
        OR CASE
            WHEN labour_declared_date_is_none AND part_13 IS NOT NULL THEN FALSE
            ELSE labour_declared_date > part_13
          END
          AND CASE
            WHEN labour_declared_date_is_none THEN FALSE
            ELSE labour_declared_date >= DATE '2025-10-31'
          END) AS "reports.declaration",
    -- reports.labour.half_year (violation): Half-year labour report not filed
    -- basis: 145/2020/NĐ-CP Art. 4 cl. 2
    CASE
        WHEN labour_report_h1_date_is_none THEN TRUE
        WHEN labour_report_h1_date IS NOT NULL THEN FALSE
      END
      OR CASE
        WHEN labour_report_h1_date_is_none THEN FALSE
        ELSE labour_report_h1_date < DATE '2025-12-05'
      END AS "reports.labour.half_year",
    -- reports.labour.half_year.late (violation): Half-year labour report filed late
    -- basis: 145/2020/NĐ-CP Art. 4 cl. 2
    CASE
      WHEN labour_report_h1_date_is_none THEN FALSE
      ELSE labour_report_h1_date >= DATE '2026-06-05'
    END AS "reports.labour.half_year.late",
    -- reports.labour.year (violation): Yearly labour report not filed
    -- basis: 145/2020/NĐ-CP Art. 4 cl. 2
    CASE
        WHEN labour_report_h2_date_is_none THEN TRUE
        WHEN labour_report_h2_date IS NOT NULL THEN FALSE
      END
      OR CASE
        WHEN labour_report_h2_date_is_none THEN FALSE
        ELSE labour_report_h2_date < DATE '2025-06-05'
      END AS "reports.labour.year",
    -- reports.labour.year.late (violation): Yearly labour report filed late
    -- basis: 145/2020/NĐ-CP Art. 4 cl. 2
    CASE
      WHEN labour_report_h2_date_is_none THEN FALSE
      ELSE labour_report_h2_date >= DATE '2025-12-05'
    END AS "reports.labour.year.late",
    -- reports.labour_book (violation): No labour-management book
    -- basis: 45/2019/QH14 Art. 12 cl. 1; 145/2020/NĐ-CP Art. 3
    NOT labour_book_exists AS "reports.labour_book",
    -- reports.not_listed (indicator): On another list but not on the labour department's list
    -- basis: 45/2019/QH14 Art. 12
    CAST(NULL AS BOOLEAN) /* on_base_list: no column */ AS "reports.not_listed",
    -- safety.accidents (indicator): Accidents at work in 12 months
    -- basis: 84/2015/QH13 Art. 36
    accidents_12m > 0 AS "safety.accidents",
    CASE WHEN points_16 < 0 THEN 0 WHEN points_16 > 2 THEN 2 ELSE points_16 END AS "safety.accidents points",
    -- safety.environment (violation): Working environment not monitored
    -- basis: 84/2015/QH13 Art. 18 cl. 2
    has_harmful_factors
      AND (CASE
          WHEN env_monitoring_last_date_is_none THEN TRUE
          WHEN env_monitoring_last_date IS NOT NULL THEN FALSE
        END
        OR CASE
          WHEN env_monitoring_last_date_is_none THEN FALSE
          ELSE env_monitoring_last_date < DATE '2025-10-31'
        END) AS "safety.environment",
    -- safety.equipment (violation): Strict-safety machines used without inspection
    -- basis: 84/2015/QH13 Art. 30–31
    strict_equipment_uninspected > 0 AS "safety.equipment",
    CASE WHEN points_17 < 0 THEN 0 WHEN points_17 > 5 THEN 5 ELSE points_17 END AS "safety.equipment points",
    -- safety.fatal_accidents (indicator): Fatal accidents in 36 months
    -- basis: 84/2015/QH13 Art. 36
    fatal_accidents_36m > 0 AS "safety.fatal_accidents",
    -- safety.hazard_id (violation): Hazards not identified or told
    -- basis: 84/2015/QH13 Art. 18; 84/2015/QH13 Art. 77
    NOT hazards_identified AS "safety.hazard_id",
    -- safety.hazard_regime (violation): Regime of hazardous jobs not given
    -- basis: 84/2015/QH13 Art. 22
    hazard_regime_missing_persons > 0 AS "safety.hazard_regime",
    CASE
      WHEN points_18 < 0 THEN 0
      WHEN points_18 > 4 THEN 4
      ELSE points_18
    END AS "safety.hazard_regime points",
    hazard_regime_missing_persons AS "safety.hazard_regime affects",
    -- safety.health_check (violation): No periodic health check
    -- basis: 84/2015/QH13 Art. 21
    CASE
        WHEN health_check_last_date_is_none THEN TRUE
        WHEN health_check_last_date IS NOT NULL THEN FALSE
      END
      OR CASE
        WHEN health_check_last_date_is_none THEN FALSE
        ELSE health_check_last_date < DATE '2025-10-31'
      END AS "safety.health_check",
    health_check_missing_persons AS "safety.health_check affects",
    -- safety.minor.book (violation): Minors employed without the book
    -- basis: 45/2019/QH14 Art. 144 cl. 3
    employees_minor >= 1 AND NOT minor_book AS "safety.minor.book",
    employees_minor AS "safety.minor.book affects",
    -- safety.plan (violation): No occupational-safety plan
    -- basis: 84/2015/QH13 Art. 76
    NOT osh_plan_exists AS "safety.plan",
    -- safety.ppe (violation): Protective equipment not given
    -- basis: 84/2015/QH13 Art. 23
    employees_without_ppe > 0 AS "safety.ppe",
    CASE WHEN points_19 < 0 THEN 0 WHEN points_19 > 3 THEN 3 ELSE points_19 END AS "safety.ppe points",
    employees_without_ppe AS "safety.ppe affects",
    -- safety.risk_assessment (violation): High-risk sector without a risk assessment
    -- basis: 84/2015/QH13 Art. 77
    high_risk_sector AND NOT risk_assessment_done AS "safety.risk_assessment",
    -- safety.training (violation): Employees without safety training
    -- basis: 84/2015/QH13 Art. 14
    osh_untrained_persons > 0 AS "safety.training",
    CASE WHEN points_20 < 0 THEN 0 WHEN points_20 > 4 THEN 4 ELSE points_20 END AS "safety.training points",
    osh_untrained_persons AS "safety.training affects",
    -- safety.women.lactation_room (violation): A thousand female employees without a lactation room
    -- basis: 145/2020/NĐ-CP Art. 80 cl. 5
    employees_female >= 1000 AND NOT lactation_room AS "safety.women.lactation_room",
    -- safety.women.protection (violation): Maternity protection not given
    -- basis: 45/2019/QH14 Art. 137–140
    women_protection_findings > 0 AS "safety.women.protection",
    women_protection_findings AS "safety.women.protection affects",
    -- time.leave (violation): Annual leave under the minimum
    -- basis: 45/2019/QH14 Art. 113
    annual_leave_days < 120 AS "time.leave",
    -- time.normal (violation): Normal hours over the limits
    -- basis: 45/2019/QH14 Art. 105
    normal_hours_week > 480
      OR normal_hours_day > 100
      OR normal_hours_day > 80 AND NOT hours_weekly_basis AS "time.normal",
    -- time.overtime.consent (violation): Overtime without consent
    -- basis: 45/2019/QH14 Art. 107 cl. 2 pt. a
    overtime_without_consent > 0 AS "time.overtime.consent",
    -- time.overtime.day (violation): Overtime over the daily cap
    -- basis: 45/2019/QH14 Art. 107 cl. 2 pt. b
    NOT hours_weekly_basis AND overtime_day_max * 100 > normal_hours_day * 50
      OR hours_weekly_basis AND normal_hours_day + overtime_day_max > 120 AS "time.overtime.day",
    overtime_over_cap_persons AS "time.overtime.day affects",
    -- time.overtime.month (violation): Overtime over the monthly cap
    -- basis: 45/2019/QH14 Art. 107 cl. 2 pt. b
    overtime_month_max > 400 AS "time.overtime.month",
    CASE
      WHEN points_21 < (-5000) THEN 0
      WHEN points_21 > 50000 THEN 5
      ELSE (points_21 + 5000) // 10000
    END AS "time.overtime.month points",
    overtime_over_cap_persons AS "time.overtime.month affects",
    -- time.overtime.notice (violation): Over 200 overtime hours without the notice
    -- basis: 145/2020/NĐ-CP Art. 62
    overtime_300_eligible AND overtime_year_max > 2000
      AND CASE WHEN ot_300_notice_date_is_none THEN TRUE WHEN ot_300_notice_date IS NOT NULL THEN FALSE END AS "time.overtime.notice",
    -- time.overtime.year (violation): Overtime over the yearly cap
    -- basis: 45/2019/QH14 Art. 107 cl. 2 pt. c; 45/2019/QH14 Art. 107 cl. 3; 145/2020/NĐ-CP Art. 61
    overtime_year_max > 3000 OR overtime_year_max > 2000 AND NOT overtime_300_eligible AS "time.overtime.year",
    CASE
      WHEN points_22 < (-5000) THEN 0
      WHEN points_22 > 50000 THEN 5
      ELSE (points_22 + 5000) // 10000
    END AS "time.overtime.year points",
    overtime_over_cap_persons AS "time.overtime.year affects",
    -- time.rest.shift (violation): Rest between shifts under 12 hours
    -- basis: 45/2019/QH14 Art. 110
    shift_rest_hours < 120 AS "time.rest.shift",
    shift_rest_short_persons AS "time.rest.shift affects",
    -- time.rest.week (violation): Weekly rest not given
    -- basis: 45/2019/QH14 Art. 111
    weekly_rest_days < 40 AS "time.rest.week",
    -- union.fee.late (violation): Union fee paid late
    -- basis: 50/2024/QH15 Art. 29 cl. 1 pt. b; 105/2026/NĐ-CP Art. 6 cl. 1
    union_fee_due - union_fee_paid > 0 AND union_fee_overdue_days > 0
      AND NOT (union_fee_relief OR budget_funded) AS "union.fee.late",
    -- union.fee.none (violation): No union fee paid at all
    -- basis: 50/2024/QH15 Art. 10 cl. 5; 105/2026/NĐ-CP Art. 6 cl. 2
    union_fee_due > 0
        AND union_fee_paid = 0
        AND union_fee_overdue_days > 60 /* union_fee_grace_days */
      AND NOT (union_fee_relief OR budget_funded) AS "union.fee.none",
    -- union.fee.short (violation): Union fee still short after 60 days
    -- basis: 50/2024/QH15 Art. 10 cl. 5; 105/2026/NĐ-CP Art. 6 cl. 2
    union_fee_due - union_fee_paid > 0 AND union_fee_overdue_days > 60 /* union_fee_grace_days */
      AND NOT (union_fee_relief OR budget_funded) AS "union.fee.short",
    -- union.presence (indicator): No union at the firm
    -- basis: 45/2019/QH14 Art. 170; 50/2024/QH15 Art. 5
    employees_total >= 15 AND NOT has_union AS "union.presence",
    -- wages.arrears (violation): Wages not paid in full
    -- basis: 45/2019/QH14 Art. 94; 45/2019/QH14 Art. 97
    wage_arrears > 0 AS "wages.arrears",
    wage_late_persons AS "wages.arrears affects",
    -- wages.deduction (violation): Wage deduction over 30%
    -- basis: 45/2019/QH14 Art. 102
    wage_deduction_rate > 300 AS "wages.deduction",
    wage_deduction_persons AS "wages.deduction affects",
    -- wages.insurance_equivalent (violation): Equivalent of insurance contributions not paid
    -- basis: 45/2019/QH14 Art. 168 cl. 3
    uncovered_without_equivalent_pay > 0 AS "wages.insurance_equivalent",
    CASE
      WHEN points_23 < 0 THEN 0
      WHEN points_23 > 5 THEN 5
      ELSE points_23
    END AS "wages.insurance_equivalent points",
    uncovered_without_equivalent_pay AS "wages.insurance_equivalent affects",
    -- wages.late (violation): Wages paid late
    -- basis: 45/2019/QH14 Art. 94; 45/2019/QH14 Art. 97
    wage_late_days > 0 AS "wages.late",
    CASE
      WHEN points_24 < (-5000) THEN 0
      WHEN points_24 > 120000 THEN 12
      ELSE (points_24 + 5000) // 10000
    END AS "wages.late points",
    wage_late_persons AS "wages.late affects",
    -- wages.minimum.hourly (violation): Hourly wage under the regional minimum
    -- basis: 45/2019/QH14 Art. 90 cl. 2; 45/2019/QH14 Art. 91
    lowest_hourly_wage < minimum_hourly_wage AS "wages.minimum.hourly",
    CASE
      WHEN points_25 < (-5000) THEN 0
      WHEN points_25 > 180000 THEN 18
      ELSE (points_25 + 5000) // 10000
    END AS "wages.minimum.hourly points",
    employees_below_minimum_wage AS "wages.minimum.hourly affects",
    -- wages.minimum.monthly (violation): Monthly wage under the regional minimum
    -- basis: 45/2019/QH14 Art. 90 cl. 2; 45/2019/QH14 Art. 91
    lowest_monthly_wage < minimum_monthly_wage AS "wages.minimum.monthly",
    CASE
      WHEN points_26 < (-5000) THEN 0
      WHEN points_26 > 180000 THEN 18
      ELSE (points_26 + 5000) // 10000
    END AS "wages.minimum.monthly points",
    employees_below_minimum_wage AS "wages.minimum.monthly affects",
    -- wages.overtime_pay (violation): Overtime or night work paid under the rates
    -- basis: 45/2019/QH14 Art. 98
    overtime_rate_weekday < 1500
      OR overtime_rate_rest_day < 2000
      OR overtime_rate_holiday < 3000
      OR night_premium_rate < 300 AS "wages.overtime_pay",
    overtime_underpaid_persons AS "wages.overtime_pay affects",
    -- wages.payslip (violation): No payslip
    -- basis: 45/2019/QH14 Art. 95 cl. 3
    NOT payslip_issued AS "wages.payslip",
    -- wages.scale (violation): No pay scale or labour norms
    -- basis: 45/2019/QH14 Art. 93
    NOT has_pay_scale OR NOT has_labour_norms AS "wages.scale",
    -- wages.scale.published (violation): Pay scale not published or not consulted
    -- basis: 45/2019/QH14 Art. 93
    has_pay_scale
      AND (NOT pay_scale_published OR has_union AND NOT pay_scale_consulted) AS "wages.scale.published",
    employees_total AS "workers of the firm"
  FROM firm_fields_5
),

-- Tenths of a point that an unknown rule adds to the estimate: its most x the share of firms for which
-- it fires among those where it is known; one half of its most where fewer than 30 are known
rule_counts AS (
  SELECT
    CASE
      WHEN COUNT("agreement.expired") < 30 THEN 5
      ELSE (20 * COUNT(CASE WHEN "agreement.expired" THEN 1 END) + COUNT("agreement.expired"))
        // (2 * COUNT("agreement.expired"))
    END AS "agreement.expired share",
    CASE
      WHEN COUNT("agreement.presence") < 30 THEN 10
      ELSE (40 * COUNT(CASE WHEN "agreement.presence" THEN 1 END) + COUNT("agreement.presence"))
        // (2 * COUNT("agreement.presence"))
    END AS "agreement.presence share",
    CASE
      WHEN COUNT("agreement.refuse") < 30 THEN 15
      ELSE (60 * COUNT(CASE WHEN "agreement.refuse" THEN 1 END) + COUNT("agreement.refuse"))
        // (2 * COUNT("agreement.refuse"))
    END AS "agreement.refuse share",
    CASE
      WHEN COUNT("agreement.sent") < 30 THEN 5
      ELSE (20 * COUNT(CASE WHEN "agreement.sent" THEN 1 END) + COUNT("agreement.sent"))
        // (2 * COUNT("agreement.sent"))
    END AS "agreement.sent share",
    CASE
      WHEN COUNT("agreement.term") < 30 THEN 5
      ELSE (20 * COUNT(CASE WHEN "agreement.term" THEN 1 END) + COUNT("agreement.term"))
        // (2 * COUNT("agreement.term"))
    END AS "agreement.term share",
    CASE
      WHEN COUNT("agreement.vote") < 30 THEN 10
      ELSE (40 * COUNT(CASE WHEN "agreement.vote" THEN 1 END) + COUNT("agreement.vote"))
        // (2 * COUNT("agreement.vote"))
    END AS "agreement.vote share",
    CASE
      WHEN COUNT("contracts.content") < 30 THEN 25
      ELSE (100 * COUNT(CASE WHEN "contracts.content" THEN 1 END) + COUNT("contracts.content"))
        // (2 * COUNT("contracts.content"))
    END AS "contracts.content share",
    CASE
      WHEN COUNT("contracts.foreign.job") < 30 THEN 30
      ELSE (120 * COUNT(CASE WHEN "contracts.foreign.job" THEN 1 END) + COUNT("contracts.foreign.job"))
        // (2 * COUNT("contracts.foreign.job"))
    END AS "contracts.foreign.job share",
    CASE
      WHEN COUNT("contracts.foreign.notice") < 30 THEN 10
      ELSE (40 * COUNT(CASE WHEN "contracts.foreign.notice" THEN 1 END) + COUNT("contracts.foreign.notice"))
        // (2 * COUNT("contracts.foreign.notice"))
    END AS "contracts.foreign.notice share",
    CASE
      WHEN COUNT("contracts.foreign.permit") < 30 THEN 50
      ELSE (200 * COUNT(CASE WHEN "contracts.foreign.permit" THEN 1 END) + COUNT("contracts.foreign.permit"))
        // (2 * COUNT("contracts.foreign.permit"))
    END AS "contracts.foreign.permit share",
    CASE
      WHEN COUNT("contracts.layoff") < 30 THEN 20
      ELSE (80 * COUNT(CASE WHEN "contracts.layoff" THEN 1 END) + COUNT("contracts.layoff"))
        // (2 * COUNT("contracts.layoff"))
    END AS "contracts.layoff share",
    CASE
      WHEN COUNT("contracts.leasing") < 30 THEN 30
      ELSE (120 * COUNT(CASE WHEN "contracts.leasing" THEN 1 END) + COUNT("contracts.leasing"))
        // (2 * COUNT("contracts.leasing"))
    END AS "contracts.leasing share",
    CASE
      WHEN COUNT("contracts.probation") < 30 THEN 15
      ELSE (60 * COUNT(CASE WHEN "contracts.probation" THEN 1 END) + COUNT("contracts.probation"))
        // (2 * COUNT("contracts.probation"))
    END AS "contracts.probation share",
    CASE
      WHEN COUNT("contracts.retention") < 30 THEN 30
      ELSE (120 * COUNT(CASE WHEN "contracts.retention" THEN 1 END) + COUNT("contracts.retention"))
        // (2 * COUNT("contracts.retention"))
    END AS "contracts.retention share",
    CASE
      WHEN COUNT("contracts.severance") < 30 THEN 30
      ELSE (120 * COUNT(CASE WHEN "contracts.severance" THEN 1 END) + COUNT("contracts.severance"))
        // (2 * COUNT("contracts.severance"))
    END AS "contracts.severance share",
    CASE
      WHEN COUNT("contracts.type") < 30 THEN 30
      ELSE (120 * COUNT(CASE WHEN "contracts.type" THEN 1 END) + COUNT("contracts.type"))
        // (2 * COUNT("contracts.type"))
    END AS "contracts.type share",
    CASE
      WHEN COUNT("contracts.written") < 30 THEN 50
      ELSE (200 * COUNT(CASE WHEN "contracts.written" THEN 1 END) + COUNT("contracts.written"))
        // (2 * COUNT("contracts.written"))
    END AS "contracts.written share",
    CASE
      WHEN COUNT("dialogue.conference") < 30 THEN 10
      ELSE (40 * COUNT(CASE WHEN "dialogue.conference" THEN 1 END) + COUNT("dialogue.conference"))
        // (2 * COUNT("dialogue.conference"))
    END AS "dialogue.conference share",
    CASE
      WHEN COUNT("dialogue.members") < 30 THEN 10
      ELSE (40 * COUNT(CASE WHEN "dialogue.members" THEN 1 END) + COUNT("dialogue.members"))
        // (2 * COUNT("dialogue.members"))
    END AS "dialogue.members share",
    CASE
      WHEN COUNT("dialogue.members.employer") < 30 THEN 5
      ELSE (20 * COUNT(CASE WHEN "dialogue.members.employer" THEN 1 END)
          + COUNT("dialogue.members.employer"))
        // (2 * COUNT("dialogue.members.employer"))
    END AS "dialogue.members.employer share",
    CASE
      WHEN COUNT("dialogue.periodic.count") < 30 THEN 15
      ELSE (60 * COUNT(CASE WHEN "dialogue.periodic.count" THEN 1 END) + COUNT("dialogue.periodic.count"))
        // (2 * COUNT("dialogue.periodic.count"))
    END AS "dialogue.periodic.count share",
    CASE
      WHEN COUNT("dialogue.periodic.date") < 30 THEN 15
      ELSE (60 * COUNT(CASE WHEN "dialogue.periodic.date" THEN 1 END) + COUNT("dialogue.periodic.date"))
        // (2 * COUNT("dialogue.periodic.date"))
    END AS "dialogue.periodic.date share",
    CASE
      WHEN COUNT("dialogue.publish") < 30 THEN 5
      ELSE (20 * COUNT(CASE WHEN "dialogue.publish" THEN 1 END) + COUNT("dialogue.publish"))
        // (2 * COUNT("dialogue.publish"))
    END AS "dialogue.publish share",
    CASE
      WHEN COUNT("dialogue.regulation") < 30 THEN 10
      ELSE (40 * COUNT(CASE WHEN "dialogue.regulation" THEN 1 END) + COUNT("dialogue.regulation"))
        // (2 * COUNT("dialogue.regulation"))
    END AS "dialogue.regulation share",
    CASE
      WHEN COUNT("disputes.collective") < 30 THEN 5
      ELSE (20 * COUNT(CASE WHEN "disputes.collective" THEN 1 END) + COUNT("disputes.collective"))
        // (2 * COUNT("disputes.collective"))
    END AS "disputes.collective share",
    CASE
      WHEN COUNT("disputes.complaints") < 30 THEN 5
      ELSE (20 * COUNT(CASE WHEN "disputes.complaints" THEN 1 END) + COUNT("disputes.complaints"))
        // (2 * COUNT("disputes.complaints"))
    END AS "disputes.complaints share",
    CASE
      WHEN COUNT("disputes.strike") < 30 THEN 10
      ELSE (40 * COUNT(CASE WHEN "disputes.strike" THEN 1 END) + COUNT("disputes.strike"))
        // (2 * COUNT("disputes.strike"))
    END AS "disputes.strike share",
    CASE
      WHEN COUNT("insurance.accident") < 30 THEN 20
      ELSE (80 * COUNT(CASE WHEN "insurance.accident" THEN 1 END) + COUNT("insurance.accident"))
        // (2 * COUNT("insurance.accident"))
    END AS "insurance.accident share",
    CASE
      WHEN COUNT("insurance.base.gap") < 30 THEN 15
      ELSE (60 * COUNT(CASE WHEN "insurance.base.gap" THEN 1 END) + COUNT("insurance.base.gap"))
        // (2 * COUNT("insurance.base.gap"))
    END AS "insurance.base.gap share",
    CASE
      WHEN COUNT("insurance.base.minimum") < 30 THEN 20
      ELSE (80 * COUNT(CASE WHEN "insurance.base.minimum" THEN 1 END) + COUNT("insurance.base.minimum"))
        // (2 * COUNT("insurance.base.minimum"))
    END AS "insurance.base.minimum share",
    CASE
      WHEN COUNT("insurance.coverage_gap") < 30 THEN 40
      ELSE (160 * COUNT(CASE WHEN "insurance.coverage_gap" THEN 1 END) + COUNT("insurance.coverage_gap"))
        // (2 * COUNT("insurance.coverage_gap"))
    END AS "insurance.coverage_gap share",
    CASE
      WHEN COUNT("insurance.evasion.money") < 30 THEN 150
      ELSE (600 * COUNT(CASE WHEN "insurance.evasion.money" THEN 1 END) + COUNT("insurance.evasion.money"))
        // (2 * COUNT("insurance.evasion.money"))
    END AS "insurance.evasion.money share",
    CASE
      WHEN COUNT("insurance.evasion.people") < 30 THEN 120
      ELSE (480 * COUNT(CASE WHEN "insurance.evasion.people" THEN 1 END) + COUNT("insurance.evasion.people"))
        // (2 * COUNT("insurance.evasion.people"))
    END AS "insurance.evasion.people share",
    CASE
      WHEN COUNT("insurance.evasion.wage_base") < 30 THEN 60
      ELSE (240 * COUNT(CASE WHEN "insurance.evasion.wage_base" THEN 1 END)
          + COUNT("insurance.evasion.wage_base"))
        // (2 * COUNT("insurance.evasion.wage_base"))
    END AS "insurance.evasion.wage_base share",
    CASE
      WHEN COUNT("insurance.late.money") < 30 THEN 60
      ELSE (240 * COUNT(CASE WHEN "insurance.late.money" THEN 1 END) + COUNT("insurance.late.money"))
        // (2 * COUNT("insurance.late.money"))
    END AS "insurance.late.money share",
    CASE
      WHEN COUNT("insurance.late.people") < 30 THEN 60
      ELSE (240 * COUNT(CASE WHEN "insurance.late.people" THEN 1 END) + COUNT("insurance.late.people"))
        // (2 * COUNT("insurance.late.people"))
    END AS "insurance.late.people share",
    CASE
      WHEN COUNT("insurance.no_unit") < 30 THEN 30
      ELSE (120 * COUNT(CASE WHEN "insurance.no_unit" THEN 1 END) + COUNT("insurance.no_unit"))
        // (2 * COUNT("insurance.no_unit"))
    END AS "insurance.no_unit share",
    CASE
      WHEN COUNT("insurance.paid_short") < 30 THEN 15
      ELSE (60 * COUNT(CASE WHEN "insurance.paid_short" THEN 1 END) + COUNT("insurance.paid_short"))
        // (2 * COUNT("insurance.paid_short"))
    END AS "insurance.paid_short share",
    CASE
      WHEN COUNT("insurance.unemployment.evasion") < 30 THEN 20
      ELSE (80 * COUNT(CASE WHEN "insurance.unemployment.evasion" THEN 1 END)
          + COUNT("insurance.unemployment.evasion"))
        // (2 * COUNT("insurance.unemployment.evasion"))
    END AS "insurance.unemployment.evasion share",
    CASE
      WHEN COUNT("insurance.unemployment.late") < 30 THEN 10
      ELSE (40 * COUNT(CASE WHEN "insurance.unemployment.late" THEN 1 END)
          + COUNT("insurance.unemployment.late"))
        // (2 * COUNT("insurance.unemployment.late"))
    END AS "insurance.unemployment.late share",
    CASE
      WHEN COUNT("local.agreement.sector") < 30 THEN 5
      ELSE (20 * COUNT(CASE WHEN "local.agreement.sector" THEN 1 END) + COUNT("local.agreement.sector"))
        // (2 * COUNT("local.agreement.sector"))
    END AS "local.agreement.sector share",
    CASE
      WHEN COUNT("local.agreement.zone") < 30 THEN 5
      ELSE (20 * COUNT(CASE WHEN "local.agreement.zone" THEN 1 END) + COUNT("local.agreement.zone"))
        // (2 * COUNT("local.agreement.zone"))
    END AS "local.agreement.zone share",
    CASE
      WHEN COUNT("local.conference.target") < 30 THEN 10
      ELSE (40 * COUNT(CASE WHEN "local.conference.target" THEN 1 END) + COUNT("local.conference.target"))
        // (2 * COUNT("local.conference.target"))
    END AS "local.conference.target share",
    CASE
      WHEN COUNT("local.dialogue.target") < 30 THEN 10
      ELSE (40 * COUNT(CASE WHEN "local.dialogue.target" THEN 1 END) + COUNT("local.dialogue.target"))
        // (2 * COUNT("local.dialogue.target"))
    END AS "local.dialogue.target share",
    CASE
      WHEN COUNT("local.dispute.early") < 30 THEN 10
      ELSE (40 * COUNT(CASE WHEN "local.dispute.early" THEN 1 END) + COUNT("local.dispute.early"))
        // (2 * COUNT("local.dispute.early"))
    END AS "local.dispute.early share",
    CASE
      WHEN COUNT("local.union.fifteen") < 30 THEN 10
      ELSE (40 * COUNT(CASE WHEN "local.union.fifteen" THEN 1 END) + COUNT("local.union.fifteen"))
        // (2 * COUNT("local.union.fifteen"))
    END AS "local.union.fifteen share",
    CASE
      WHEN COUNT("local.union.five") < 30 THEN 5
      ELSE (20 * COUNT(CASE WHEN "local.union.five" THEN 1 END) + COUNT("local.union.five"))
        // (2 * COUNT("local.union.five"))
    END AS "local.union.five share",
    CASE
      WHEN COUNT("local.wage.minimum") < 30 THEN 10
      ELSE (40 * COUNT(CASE WHEN "local.wage.minimum" THEN 1 END) + COUNT("local.wage.minimum"))
        // (2 * COUNT("local.wage.minimum"))
    END AS "local.wage.minimum share",
    CASE
      WHEN COUNT("local.wage.region") < 30 THEN 5
      ELSE (20 * COUNT(CASE WHEN "local.wage.region" THEN 1 END) + COUNT("local.wage.region"))
        // (2 * COUNT("local.wage.region"))
    END AS "local.wage.region share",
    CASE
      WHEN COUNT("regulations.notified") < 30 THEN 5
      ELSE (20 * COUNT(CASE WHEN "regulations.notified" THEN 1 END) + COUNT("regulations.notified"))
        // (2 * COUNT("regulations.notified"))
    END AS "regulations.notified share",
    CASE
      WHEN COUNT("regulations.registered") < 30 THEN 10
      ELSE (40 * COUNT(CASE WHEN "regulations.registered" THEN 1 END) + COUNT("regulations.registered"))
        // (2 * COUNT("regulations.registered"))
    END AS "regulations.registered share",
    CASE
      WHEN COUNT("regulations.registered.late") < 30 THEN 5
      ELSE (20 * COUNT(CASE WHEN "regulations.registered.late" THEN 1 END)
          + COUNT("regulations.registered.late"))
        // (2 * COUNT("regulations.registered.late"))
    END AS "regulations.registered.late share",
    CASE
      WHEN COUNT("regulations.sanction") < 30 THEN 15
      ELSE (60 * COUNT(CASE WHEN "regulations.sanction" THEN 1 END) + COUNT("regulations.sanction"))
        // (2 * COUNT("regulations.sanction"))
    END AS "regulations.sanction share",
    CASE
      WHEN COUNT("regulations.written") < 30 THEN 10
      ELSE (40 * COUNT(CASE WHEN "regulations.written" THEN 1 END) + COUNT("regulations.written"))
        // (2 * COUNT("regulations.written"))
    END AS "regulations.written share",
    CASE
      WHEN COUNT("reports.declaration") < 30 THEN 5
      ELSE (20 * COUNT(CASE WHEN "reports.declaration" THEN 1 END) + COUNT("reports.declaration"))
        // (2 * COUNT("reports.declaration"))
    END AS "reports.declaration share",
    CASE
      WHEN COUNT("reports.labour.half_year") < 30 THEN 10
      ELSE (40 * COUNT(CASE WHEN "reports.labour.half_year" THEN 1 END) + COUNT("reports.labour.half_year"))
        // (2 * COUNT("reports.labour.half_year"))
    END AS "reports.labour.half_year share",
    CASE
      WHEN COUNT("reports.labour.half_year.late") < 30 THEN 5
      ELSE (20 * COUNT(CASE WHEN "reports.labour.half_year.late" THEN 1 END)
          + COUNT("reports.labour.half_year.late"))
        // (2 * COUNT("reports.labour.half_year.late"))
    END AS "reports.labour.half_year.late share",
    CASE
      WHEN COUNT("reports.labour.year") < 30 THEN 10
      ELSE (40 * COUNT(CASE WHEN "reports.labour.year" THEN 1 END) + COUNT("reports.labour.year"))
        // (2 * COUNT("reports.labour.year"))
    END AS "reports.labour.year share",
    CASE
      WHEN COUNT("reports.labour.year.late") < 30 THEN 5
      ELSE (20 * COUNT(CASE WHEN "reports.labour.year.late" THEN 1 END) + COUNT("reports.labour.year.late"))
        // (2 * COUNT("reports.labour.year.late"))
    END AS "reports.labour.year.late share",
    CASE
      WHEN COUNT("reports.labour_book") < 30 THEN 10
      ELSE (40 * COUNT(CASE WHEN "reports.labour_book" THEN 1 END) + COUNT("reports.labour_book"))
        // (2 * COUNT("reports.labour_book"))
    END AS "reports.labour_book share",
    CASE
      WHEN COUNT("reports.not_listed") < 30 THEN 5
      ELSE (20 * COUNT(CASE WHEN "reports.not_listed" THEN 1 END) + COUNT("reports.not_listed"))
        // (2 * COUNT("reports.not_listed"))
    END AS "reports.not_listed share",
    CASE
      WHEN COUNT("safety.accidents") < 30 THEN 10
      ELSE (40 * COUNT(CASE WHEN "safety.accidents" THEN 1 END) + COUNT("safety.accidents"))
        // (2 * COUNT("safety.accidents"))
    END AS "safety.accidents share",
    CASE
      WHEN COUNT("safety.environment") < 30 THEN 15
      ELSE (60 * COUNT(CASE WHEN "safety.environment" THEN 1 END) + COUNT("safety.environment"))
        // (2 * COUNT("safety.environment"))
    END AS "safety.environment share",
    CASE
      WHEN COUNT("safety.equipment") < 30 THEN 25
      ELSE (100 * COUNT(CASE WHEN "safety.equipment" THEN 1 END) + COUNT("safety.equipment"))
        // (2 * COUNT("safety.equipment"))
    END AS "safety.equipment share",
    CASE
      WHEN COUNT("safety.fatal_accidents") < 30 THEN 15
      ELSE (60 * COUNT(CASE WHEN "safety.fatal_accidents" THEN 1 END) + COUNT("safety.fatal_accidents"))
        // (2 * COUNT("safety.fatal_accidents"))
    END AS "safety.fatal_accidents share",
    CASE
      WHEN COUNT("safety.hazard_id") < 30 THEN 10
      ELSE (40 * COUNT(CASE WHEN "safety.hazard_id" THEN 1 END) + COUNT("safety.hazard_id"))
        // (2 * COUNT("safety.hazard_id"))
    END AS "safety.hazard_id share",
    CASE
      WHEN COUNT("safety.hazard_regime") < 30 THEN 20
      ELSE (80 * COUNT(CASE WHEN "safety.hazard_regime" THEN 1 END) + COUNT("safety.hazard_regime"))
        // (2 * COUNT("safety.hazard_regime"))
    END AS "safety.hazard_regime share",
    CASE
      WHEN COUNT("safety.health_check") < 30 THEN 15
      ELSE (60 * COUNT(CASE WHEN "safety.health_check" THEN 1 END) + COUNT("safety.health_check"))
        // (2 * COUNT("safety.health_check"))
    END AS "safety.health_check share",
    CASE
      WHEN COUNT("safety.minor.book") < 30 THEN 5
      ELSE (20 * COUNT(CASE WHEN "safety.minor.book" THEN 1 END) + COUNT("safety.minor.book"))
        // (2 * COUNT("safety.minor.book"))
    END AS "safety.minor.book share",
    CASE
      WHEN COUNT("safety.plan") < 30 THEN 5
      ELSE (20 * COUNT(CASE WHEN "safety.plan" THEN 1 END) + COUNT("safety.plan"))
        // (2 * COUNT("safety.plan"))
    END AS "safety.plan share",
    CASE
      WHEN COUNT("safety.ppe") < 30 THEN 15
      ELSE (60 * COUNT(CASE WHEN "safety.ppe" THEN 1 END) + COUNT("safety.ppe")) // (2 * COUNT("safety.ppe"))
    END AS "safety.ppe share",
    CASE
      WHEN COUNT("safety.risk_assessment") < 30 THEN 10
      ELSE (40 * COUNT(CASE WHEN "safety.risk_assessment" THEN 1 END) + COUNT("safety.risk_assessment"))
        // (2 * COUNT("safety.risk_assessment"))
    END AS "safety.risk_assessment share",
    CASE
      WHEN COUNT("safety.training") < 30 THEN 20
      ELSE (80 * COUNT(CASE WHEN "safety.training" THEN 1 END) + COUNT("safety.training"))
        // (2 * COUNT("safety.training"))
    END AS "safety.training share",
    CASE
      WHEN COUNT("safety.women.lactation_room") < 30 THEN 10
      ELSE (40 * COUNT(CASE WHEN "safety.women.lactation_room" THEN 1 END)
          + COUNT("safety.women.lactation_room"))
        // (2 * COUNT("safety.women.lactation_room"))
    END AS "safety.women.lactation_room share",
    CASE
      WHEN COUNT("safety.women.protection") < 30 THEN 10
      ELSE (40 * COUNT(CASE WHEN "safety.women.protection" THEN 1 END) + COUNT("safety.women.protection"))
        // (2 * COUNT("safety.women.protection"))
    END AS "safety.women.protection share",
    CASE
      WHEN COUNT("time.leave") < 30 THEN 10
      ELSE (40 * COUNT(CASE WHEN "time.leave" THEN 1 END) + COUNT("time.leave")) // (2 * COUNT("time.leave"))
    END AS "time.leave share",
    CASE
      WHEN COUNT("time.normal") < 30 THEN 20
      ELSE (80 * COUNT(CASE WHEN "time.normal" THEN 1 END) + COUNT("time.normal"))
        // (2 * COUNT("time.normal"))
    END AS "time.normal share",
    CASE
      WHEN COUNT("time.overtime.consent") < 30 THEN 15
      ELSE (60 * COUNT(CASE WHEN "time.overtime.consent" THEN 1 END) + COUNT("time.overtime.consent"))
        // (2 * COUNT("time.overtime.consent"))
    END AS "time.overtime.consent share",
    CASE
      WHEN COUNT("time.overtime.day") < 30 THEN 15
      ELSE (60 * COUNT(CASE WHEN "time.overtime.day" THEN 1 END) + COUNT("time.overtime.day"))
        // (2 * COUNT("time.overtime.day"))
    END AS "time.overtime.day share",
    CASE
      WHEN COUNT("time.overtime.month") < 30 THEN 25
      ELSE (100 * COUNT(CASE WHEN "time.overtime.month" THEN 1 END) + COUNT("time.overtime.month"))
        // (2 * COUNT("time.overtime.month"))
    END AS "time.overtime.month share",
    CASE
      WHEN COUNT("time.overtime.notice") < 30 THEN 5
      ELSE (20 * COUNT(CASE WHEN "time.overtime.notice" THEN 1 END) + COUNT("time.overtime.notice"))
        // (2 * COUNT("time.overtime.notice"))
    END AS "time.overtime.notice share",
    CASE
      WHEN COUNT("time.overtime.year") < 30 THEN 25
      ELSE (100 * COUNT(CASE WHEN "time.overtime.year" THEN 1 END) + COUNT("time.overtime.year"))
        // (2 * COUNT("time.overtime.year"))
    END AS "time.overtime.year share",
    CASE
      WHEN COUNT("time.rest.shift") < 30 THEN 15
      ELSE (60 * COUNT(CASE WHEN "time.rest.shift" THEN 1 END) + COUNT("time.rest.shift"))
        // (2 * COUNT("time.rest.shift"))
    END AS "time.rest.shift share",
    CASE
      WHEN COUNT("time.rest.week") < 30 THEN 10
      ELSE (40 * COUNT(CASE WHEN "time.rest.week" THEN 1 END) + COUNT("time.rest.week"))
        // (2 * COUNT("time.rest.week"))
    END AS "time.rest.week share",
    CASE
      WHEN COUNT("union.fee.late") < 30 THEN 15
      ELSE (60 * COUNT(CASE WHEN "union.fee.late" THEN 1 END) + COUNT("union.fee.late"))
        // (2 * COUNT("union.fee.late"))
    END AS "union.fee.late share",
    CASE
      WHEN COUNT("union.fee.none") < 30 THEN 35
      ELSE (140 * COUNT(CASE WHEN "union.fee.none" THEN 1 END) + COUNT("union.fee.none"))
        // (2 * COUNT("union.fee.none"))
    END AS "union.fee.none share",
    CASE
      WHEN COUNT("union.fee.short") < 30 THEN 25
      ELSE (100 * COUNT(CASE WHEN "union.fee.short" THEN 1 END) + COUNT("union.fee.short"))
        // (2 * COUNT("union.fee.short"))
    END AS "union.fee.short share",
    CASE
      WHEN COUNT("union.presence") < 30 THEN 5
      ELSE (20 * COUNT(CASE WHEN "union.presence" THEN 1 END) + COUNT("union.presence"))
        // (2 * COUNT("union.presence"))
    END AS "union.presence share",
    CASE
      WHEN COUNT("wages.arrears") < 30 THEN 40
      ELSE (160 * COUNT(CASE WHEN "wages.arrears" THEN 1 END) + COUNT("wages.arrears"))
        // (2 * COUNT("wages.arrears"))
    END AS "wages.arrears share",
    CASE
      WHEN COUNT("wages.deduction") < 30 THEN 30
      ELSE (120 * COUNT(CASE WHEN "wages.deduction" THEN 1 END) + COUNT("wages.deduction"))
        // (2 * COUNT("wages.deduction"))
    END AS "wages.deduction share",
    CASE
      WHEN COUNT("wages.insurance_equivalent") < 30 THEN 25
      ELSE (100 * COUNT(CASE WHEN "wages.insurance_equivalent" THEN 1 END)
          + COUNT("wages.insurance_equivalent"))
        // (2 * COUNT("wages.insurance_equivalent"))
    END AS "wages.insurance_equivalent share",
    CASE
      WHEN COUNT("wages.late") < 30 THEN 60
      ELSE (240 * COUNT(CASE WHEN "wages.late" THEN 1 END) + COUNT("wages.late"))
        // (2 * COUNT("wages.late"))
    END AS "wages.late share",
    CASE
      WHEN COUNT("wages.minimum.hourly") < 30 THEN 90
      ELSE (360 * COUNT(CASE WHEN "wages.minimum.hourly" THEN 1 END) + COUNT("wages.minimum.hourly"))
        // (2 * COUNT("wages.minimum.hourly"))
    END AS "wages.minimum.hourly share",
    CASE
      WHEN COUNT("wages.minimum.monthly") < 30 THEN 90
      ELSE (360 * COUNT(CASE WHEN "wages.minimum.monthly" THEN 1 END) + COUNT("wages.minimum.monthly"))
        // (2 * COUNT("wages.minimum.monthly"))
    END AS "wages.minimum.monthly share",
    CASE
      WHEN COUNT("wages.overtime_pay") < 30 THEN 30
      ELSE (120 * COUNT(CASE WHEN "wages.overtime_pay" THEN 1 END) + COUNT("wages.overtime_pay"))
        // (2 * COUNT("wages.overtime_pay"))
    END AS "wages.overtime_pay share",
    CASE
      WHEN COUNT("wages.payslip") < 30 THEN 15
      ELSE (60 * COUNT(CASE WHEN "wages.payslip" THEN 1 END) + COUNT("wages.payslip"))
        // (2 * COUNT("wages.payslip"))
    END AS "wages.payslip share",
    CASE
      WHEN COUNT("wages.scale") < 30 THEN 25
      ELSE (100 * COUNT(CASE WHEN "wages.scale" THEN 1 END) + COUNT("wages.scale"))
        // (2 * COUNT("wages.scale"))
    END AS "wages.scale share",
    CASE
      WHEN COUNT("wages.scale.published") < 30 THEN 15
      ELSE (60 * COUNT(CASE WHEN "wages.scale.published" THEN 1 END) + COUNT("wages.scale.published"))
        // (2 * COUNT("wages.scale.published"))
    END AS "wages.scale.published share"
  FROM rule_truths
),

-- Points of each rule: certain, possible, estimated (tenths)
rule_points AS (
  SELECT
    t.*,
    CASE WHEN "agreement.expired" THEN 1 ELSE 0 END AS "agreement.expired low",
    CASE
      WHEN "agreement.expired" THEN 1
      WHEN "agreement.expired" IS NULL THEN 1
      ELSE 0
    END AS "agreement.expired high",
    CASE
      WHEN "agreement.expired" THEN 10
      WHEN "agreement.expired" IS NULL THEN c."agreement.expired share"
      ELSE 0
    END AS "agreement.expired est",
    CASE
      WHEN "agreement.presence" THEN COALESCE("agreement.presence points", 0)
      ELSE 0
    END AS "agreement.presence low",
    CASE
      WHEN "agreement.presence" THEN COALESCE("agreement.presence points", 2)
      WHEN "agreement.presence" IS NULL THEN 2
      ELSE 0
    END AS "agreement.presence high",
    CASE
      WHEN "agreement.presence" THEN COALESCE(10 * "agreement.presence points", 10)
      WHEN "agreement.presence" IS NULL THEN c."agreement.presence share"
      ELSE 0
    END AS "agreement.presence est",
    CASE WHEN "agreement.refuse" THEN 3 ELSE 0 END AS "agreement.refuse low",
    CASE
      WHEN "agreement.refuse" THEN 3
      WHEN "agreement.refuse" IS NULL THEN 3
      ELSE 0
    END AS "agreement.refuse high",
    CASE
      WHEN "agreement.refuse" THEN 30
      WHEN "agreement.refuse" IS NULL THEN c."agreement.refuse share"
      ELSE 0
    END AS "agreement.refuse est",
    CASE WHEN "agreement.sent" THEN 1 ELSE 0 END AS "agreement.sent low",
    CASE WHEN "agreement.sent" THEN 1 WHEN "agreement.sent" IS NULL THEN 1 ELSE 0 END AS "agreement.sent high",
    CASE
      WHEN "agreement.sent" THEN 10
      WHEN "agreement.sent" IS NULL THEN c."agreement.sent share"
      ELSE 0
    END AS "agreement.sent est",
    CASE WHEN "agreement.term" THEN 1 ELSE 0 END AS "agreement.term low",
    CASE WHEN "agreement.term" THEN 1 WHEN "agreement.term" IS NULL THEN 1 ELSE 0 END AS "agreement.term high",
    CASE
      WHEN "agreement.term" THEN 10
      WHEN "agreement.term" IS NULL THEN c."agreement.term share"
      ELSE 0
    END AS "agreement.term est",
    CASE WHEN "agreement.vote" THEN 2 ELSE 0 END AS "agreement.vote low",
    CASE WHEN "agreement.vote" THEN 2 WHEN "agreement.vote" IS NULL THEN 2 ELSE 0 END AS "agreement.vote high",
    CASE
      WHEN "agreement.vote" THEN 20
      WHEN "agreement.vote" IS NULL THEN c."agreement.vote share"
      ELSE 0
    END AS "agreement.vote est",
    CASE
      WHEN "contracts.content" THEN COALESCE("contracts.content points", 0)
      ELSE 0
    END AS "contracts.content low",
    CASE
      WHEN "contracts.content" THEN COALESCE("contracts.content points", 5)
      WHEN "contracts.content" IS NULL THEN 5
      ELSE 0
    END AS "contracts.content high",
    CASE
      WHEN "contracts.content" THEN COALESCE(10 * "contracts.content points", 25)
      WHEN "contracts.content" IS NULL THEN c."contracts.content share"
      ELSE 0
    END AS "contracts.content est",
    CASE
      WHEN "contracts.foreign.job" THEN COALESCE("contracts.foreign.job points", 0)
      ELSE 0
    END AS "contracts.foreign.job low",
    CASE
      WHEN "contracts.foreign.job" THEN COALESCE("contracts.foreign.job points", 6)
      WHEN "contracts.foreign.job" IS NULL THEN 6
      ELSE 0
    END AS "contracts.foreign.job high",
    CASE
      WHEN "contracts.foreign.job" THEN COALESCE(10 * "contracts.foreign.job points", 30)
      WHEN "contracts.foreign.job" IS NULL THEN c."contracts.foreign.job share"
      ELSE 0
    END AS "contracts.foreign.job est",
    CASE WHEN "contracts.foreign.notice" THEN 2 ELSE 0 END AS "contracts.foreign.notice low",
    CASE
      WHEN "contracts.foreign.notice" THEN 2
      WHEN "contracts.foreign.notice" IS NULL THEN 2
      ELSE 0
    END AS "contracts.foreign.notice high",
    CASE
      WHEN "contracts.foreign.notice" THEN 20
      WHEN "contracts.foreign.notice" IS NULL THEN c."contracts.foreign.notice share"
      ELSE 0
    END AS "contracts.foreign.notice est",
    CASE
      WHEN "contracts.foreign.permit" THEN COALESCE("contracts.foreign.permit points", 0)
      ELSE 0
    END AS "contracts.foreign.permit low",
    CASE
      WHEN "contracts.foreign.permit" THEN COALESCE("contracts.foreign.permit points", 10)
      WHEN "contracts.foreign.permit" IS NULL THEN 10
      ELSE 0
    END AS "contracts.foreign.permit high",
    CASE
      WHEN "contracts.foreign.permit" THEN COALESCE(10 * "contracts.foreign.permit points", 50)
      WHEN "contracts.foreign.permit" IS NULL THEN c."contracts.foreign.permit share"
      ELSE 0
    END AS "contracts.foreign.permit est",
    CASE WHEN "contracts.layoff" THEN 4 ELSE 0 END AS "contracts.layoff low",
    CASE
      WHEN "contracts.layoff" THEN 4
      WHEN "contracts.layoff" IS NULL THEN 4
      ELSE 0
    END AS "contracts.layoff high",
    CASE
      WHEN "contracts.layoff" THEN 40
      WHEN "contracts.layoff" IS NULL THEN c."contracts.layoff share"
      ELSE 0
    END AS "contracts.layoff est",
    CASE WHEN "contracts.leasing" THEN 6 ELSE 0 END AS "contracts.leasing low",
    CASE
      WHEN "contracts.leasing" THEN 6
      WHEN "contracts.leasing" IS NULL THEN 6
      ELSE 0
    END AS "contracts.leasing high",
    CASE
      WHEN "contracts.leasing" THEN 60
      WHEN "contracts.leasing" IS NULL THEN c."contracts.leasing share"
      ELSE 0
    END AS "contracts.leasing est",
    CASE WHEN "contracts.probation" THEN 3 ELSE 0 END AS "contracts.probation low",
    CASE
      WHEN "contracts.probation" THEN 3
      WHEN "contracts.probation" IS NULL THEN 3
      ELSE 0
    END AS "contracts.probation high",
    CASE
      WHEN "contracts.probation" THEN 30
      WHEN "contracts.probation" IS NULL THEN c."contracts.probation share"
      ELSE 0
    END AS "contracts.probation est",
    CASE WHEN "contracts.retention" THEN 6 ELSE 0 END AS "contracts.retention low",
    CASE
      WHEN "contracts.retention" THEN 6
      WHEN "contracts.retention" IS NULL THEN 6
      ELSE 0
    END AS "contracts.retention high",
    CASE
      WHEN "contracts.retention" THEN 60
      WHEN "contracts.retention" IS NULL THEN c."contracts.retention share"
      ELSE 0
    END AS "contracts.retention est",
    CASE
      WHEN "contracts.severance" THEN COALESCE("contracts.severance points", 0)
      ELSE 0
    END AS "contracts.severance low",
    CASE
      WHEN "contracts.severance" THEN COALESCE("contracts.severance points", 6)
      WHEN "contracts.severance" IS NULL THEN 6
      ELSE 0
    END AS "contracts.severance high",
    CASE
      WHEN "contracts.severance" THEN COALESCE(10 * "contracts.severance points", 30)
      WHEN "contracts.severance" IS NULL THEN c."contracts.severance share"
      ELSE 0
    END AS "contracts.severance est",
    CASE WHEN "contracts.type" THEN COALESCE("contracts.type points", 0) ELSE 0 END AS "contracts.type low",
    CASE
      WHEN "contracts.type" THEN COALESCE("contracts.type points", 6)
      WHEN "contracts.type" IS NULL THEN 6
      ELSE 0
    END AS "contracts.type high",
    CASE
      WHEN "contracts.type" THEN COALESCE(10 * "contracts.type points", 30)
      WHEN "contracts.type" IS NULL THEN c."contracts.type share"
      ELSE 0
    END AS "contracts.type est",
    CASE
      WHEN "contracts.written" THEN COALESCE("contracts.written points", 4)
      ELSE 0
    END AS "contracts.written low",
    CASE
      WHEN "contracts.written" THEN COALESCE("contracts.written points", 10)
      WHEN "contracts.written" IS NULL THEN 10
      ELSE 0
    END AS "contracts.written high",
    CASE
      WHEN "contracts.written" THEN COALESCE(10 * "contracts.written points", 70)
      WHEN "contracts.written" IS NULL THEN c."contracts.written share"
      ELSE 0
    END AS "contracts.written est",
    CASE WHEN "dialogue.conference" THEN 2 ELSE 0 END AS "dialogue.conference low",
    CASE
      WHEN "dialogue.conference" THEN 2
      WHEN "dialogue.conference" IS NULL THEN 2
      ELSE 0
    END AS "dialogue.conference high",
    CASE
      WHEN "dialogue.conference" THEN 20
      WHEN "dialogue.conference" IS NULL THEN c."dialogue.conference share"
      ELSE 0
    END AS "dialogue.conference est",
    CASE WHEN "dialogue.members" THEN 2 ELSE 0 END AS "dialogue.members low",
    CASE
      WHEN "dialogue.members" THEN 2
      WHEN "dialogue.members" IS NULL THEN 2
      ELSE 0
    END AS "dialogue.members high",
    CASE
      WHEN "dialogue.members" THEN 20
      WHEN "dialogue.members" IS NULL THEN c."dialogue.members share"
      ELSE 0
    END AS "dialogue.members est",
    CASE WHEN "dialogue.members.employer" THEN 1 ELSE 0 END AS "dialogue.members.employer low",
    CASE
      WHEN "dialogue.members.employer" THEN 1
      WHEN "dialogue.members.employer" IS NULL THEN 1
      ELSE 0
    END AS "dialogue.members.employer high",
    CASE
      WHEN "dialogue.members.employer" THEN 10
      WHEN "dialogue.members.employer" IS NULL THEN c."dialogue.members.employer share"
      ELSE 0
    END AS "dialogue.members.employer est",
    CASE WHEN "dialogue.periodic.count" THEN 3 ELSE 0 END AS "dialogue.periodic.count low",
    CASE
      WHEN "dialogue.periodic.count" THEN 3
      WHEN "dialogue.periodic.count" IS NULL THEN 3
      ELSE 0
    END AS "dialogue.periodic.count high",
    CASE
      WHEN "dialogue.periodic.count" THEN 30
      WHEN "dialogue.periodic.count" IS NULL THEN c."dialogue.periodic.count share"
      ELSE 0
    END AS "dialogue.periodic.count est",
    CASE WHEN "dialogue.periodic.date" THEN 3 ELSE 0 END AS "dialogue.periodic.date low",
    CASE
      WHEN "dialogue.periodic.date" THEN 3
      WHEN "dialogue.periodic.date" IS NULL THEN 3
      ELSE 0
    END AS "dialogue.periodic.date high",
    CASE
      WHEN "dialogue.periodic.date" THEN 30
      WHEN "dialogue.periodic.date" IS NULL THEN c."dialogue.periodic.date share"
      ELSE 0
    END AS "dialogue.periodic.date est",
    CASE WHEN "dialogue.publish" THEN 1 ELSE 0 END AS "dialogue.publish low",
    CASE
      WHEN "dialogue.publish" THEN 1
      WHEN "dialogue.publish" IS NULL THEN 1
      ELSE 0
    END AS "dialogue.publish high",
    CASE
      WHEN "dialogue.publish" THEN 10
      WHEN "dialogue.publish" IS NULL THEN c."dialogue.publish share"
      ELSE 0
    END AS "dialogue.publish est",
    CASE WHEN "dialogue.regulation" THEN 2 ELSE 0 END AS "dialogue.regulation low",
    CASE
      WHEN "dialogue.regulation" THEN 2
      WHEN "dialogue.regulation" IS NULL THEN 2
      ELSE 0
    END AS "dialogue.regulation high",
    CASE
      WHEN "dialogue.regulation" THEN 20
      WHEN "dialogue.regulation" IS NULL THEN c."dialogue.regulation share"
      ELSE 0
    END AS "dialogue.regulation est",
    CASE WHEN "disputes.collective" THEN 1 ELSE 0 END AS "disputes.collective low",
    CASE
      WHEN "disputes.collective" THEN 1
      WHEN "disputes.collective" IS NULL THEN 1
      ELSE 0
    END AS "disputes.collective high",
    CASE
      WHEN "disputes.collective" THEN 10
      WHEN "disputes.collective" IS NULL THEN c."disputes.collective share"
      ELSE 0
    END AS "disputes.collective est",
    CASE WHEN "disputes.complaints" THEN 1 ELSE 0 END AS "disputes.complaints low",
    CASE
      WHEN "disputes.complaints" THEN 1
      WHEN "disputes.complaints" IS NULL THEN 1
      ELSE 0
    END AS "disputes.complaints high",
    CASE
      WHEN "disputes.complaints" THEN 10
      WHEN "disputes.complaints" IS NULL THEN c."disputes.complaints share"
      ELSE 0
    END AS "disputes.complaints est",
    CASE WHEN "disputes.strike" THEN 2 ELSE 0 END AS "disputes.strike low",
    CASE
      WHEN "disputes.strike" THEN 2
      WHEN "disputes.strike" IS NULL THEN 2
      ELSE 0
    END AS "disputes.strike high",
    CASE
      WHEN "disputes.strike" THEN 20
      WHEN "disputes.strike" IS NULL THEN c."disputes.strike share"
      ELSE 0
    END AS "disputes.strike est",
    CASE
      WHEN "insurance.accident" THEN COALESCE("insurance.accident points", 0)
      ELSE 0
    END AS "insurance.accident low",
    CASE
      WHEN "insurance.accident" THEN COALESCE("insurance.accident points", 4)
      WHEN "insurance.accident" IS NULL THEN 4
      ELSE 0
    END AS "insurance.accident high",
    CASE
      WHEN "insurance.accident" THEN COALESCE(10 * "insurance.accident points", 20)
      WHEN "insurance.accident" IS NULL THEN c."insurance.accident share"
      ELSE 0
    END AS "insurance.accident est",
    CASE WHEN "insurance.base.gap" THEN 3 ELSE 0 END AS "insurance.base.gap low",
    CASE
      WHEN "insurance.base.gap" THEN 3
      WHEN "insurance.base.gap" IS NULL THEN 3
      ELSE 0
    END AS "insurance.base.gap high",
    CASE
      WHEN "insurance.base.gap" THEN 30
      WHEN "insurance.base.gap" IS NULL THEN c."insurance.base.gap share"
      ELSE 0
    END AS "insurance.base.gap est",
    CASE WHEN "insurance.base.minimum" THEN 4 ELSE 0 END AS "insurance.base.minimum low",
    CASE
      WHEN "insurance.base.minimum" THEN 4
      WHEN "insurance.base.minimum" IS NULL THEN 4
      ELSE 0
    END AS "insurance.base.minimum high",
    CASE
      WHEN "insurance.base.minimum" THEN 40
      WHEN "insurance.base.minimum" IS NULL THEN c."insurance.base.minimum share"
      ELSE 0
    END AS "insurance.base.minimum est",
    CASE
      WHEN "insurance.coverage_gap" THEN COALESCE("insurance.coverage_gap points", 0)
      ELSE 0
    END AS "insurance.coverage_gap low",
    CASE
      WHEN "insurance.coverage_gap" THEN COALESCE("insurance.coverage_gap points", 8)
      WHEN "insurance.coverage_gap" IS NULL THEN 8
      ELSE 0
    END AS "insurance.coverage_gap high",
    CASE
      WHEN "insurance.coverage_gap" THEN COALESCE(10 * "insurance.coverage_gap points", 40)
      WHEN "insurance.coverage_gap" IS NULL THEN c."insurance.coverage_gap share"
      ELSE 0
    END AS "insurance.coverage_gap est",
    CASE
      WHEN "insurance.evasion.money" THEN COALESCE("insurance.evasion.money points", 0)
      ELSE 0
    END AS "insurance.evasion.money low",
    CASE
      WHEN "insurance.evasion.money" THEN COALESCE("insurance.evasion.money points", 30)
      WHEN "insurance.evasion.money" IS NULL THEN 30
      ELSE 0
    END AS "insurance.evasion.money high",
    CASE
      WHEN "insurance.evasion.money" THEN COALESCE(10 * "insurance.evasion.money points", 150)
      WHEN "insurance.evasion.money" IS NULL THEN c."insurance.evasion.money share"
      ELSE 0
    END AS "insurance.evasion.money est",
    CASE
      WHEN "insurance.evasion.people" THEN COALESCE("insurance.evasion.people points", 12)
      ELSE 0
    END AS "insurance.evasion.people low",
    CASE
      WHEN "insurance.evasion.people" THEN COALESCE("insurance.evasion.people points", 24)
      WHEN "insurance.evasion.people" IS NULL THEN 24
      ELSE 0
    END AS "insurance.evasion.people high",
    CASE
      WHEN "insurance.evasion.people" THEN COALESCE(10 * "insurance.evasion.people points", 180)
      WHEN "insurance.evasion.people" IS NULL THEN c."insurance.evasion.people share"
      ELSE 0
    END AS "insurance.evasion.people est",
    CASE WHEN "insurance.evasion.wage_base" THEN 12 ELSE 0 END AS "insurance.evasion.wage_base low",
    CASE
      WHEN "insurance.evasion.wage_base" THEN 12
      WHEN "insurance.evasion.wage_base" IS NULL THEN 12
      ELSE 0
    END AS "insurance.evasion.wage_base high",
    CASE
      WHEN "insurance.evasion.wage_base" THEN 120
      WHEN "insurance.evasion.wage_base" IS NULL THEN c."insurance.evasion.wage_base share"
      ELSE 0
    END AS "insurance.evasion.wage_base est",
    CASE
      WHEN "insurance.late.money" THEN COALESCE("insurance.late.money points", 0)
      ELSE 0
    END AS "insurance.late.money low",
    CASE
      WHEN "insurance.late.money" THEN COALESCE("insurance.late.money points", 12)
      WHEN "insurance.late.money" IS NULL THEN 12
      ELSE 0
    END AS "insurance.late.money high",
    CASE
      WHEN "insurance.late.money" THEN COALESCE(10 * "insurance.late.money points", 60)
      WHEN "insurance.late.money" IS NULL THEN c."insurance.late.money share"
      ELSE 0
    END AS "insurance.late.money est",
    CASE
      WHEN "insurance.late.people" THEN COALESCE("insurance.late.people points", 5)
      ELSE 0
    END AS "insurance.late.people low",
    CASE
      WHEN "insurance.late.people" THEN COALESCE("insurance.late.people points", 12)
      WHEN "insurance.late.people" IS NULL THEN 12
      ELSE 0
    END AS "insurance.late.people high",
    CASE
      WHEN "insurance.late.people" THEN COALESCE(10 * "insurance.late.people points", 85)
      WHEN "insurance.late.people" IS NULL THEN c."insurance.late.people share"
      ELSE 0
    END AS "insurance.late.people est",
    CASE WHEN "insurance.no_unit" THEN 6 ELSE 0 END AS "insurance.no_unit low",
    CASE
      WHEN "insurance.no_unit" THEN 6
      WHEN "insurance.no_unit" IS NULL THEN 6
      ELSE 0
    END AS "insurance.no_unit high",
    CASE
      WHEN "insurance.no_unit" THEN 60
      WHEN "insurance.no_unit" IS NULL THEN c."insurance.no_unit share"
      ELSE 0
    END AS "insurance.no_unit est",
    CASE WHEN "insurance.paid_short" THEN 3 ELSE 0 END AS "insurance.paid_short low",
    CASE
      WHEN "insurance.paid_short" THEN 3
      WHEN "insurance.paid_short" IS NULL THEN 3
      ELSE 0
    END AS "insurance.paid_short high",
    CASE
      WHEN "insurance.paid_short" THEN 30
      WHEN "insurance.paid_short" IS NULL THEN c."insurance.paid_short share"
      ELSE 0
    END AS "insurance.paid_short est",
    CASE WHEN "insurance.unemployment.evasion" THEN 4 ELSE 0 END AS "insurance.unemployment.evasion low",
    CASE
      WHEN "insurance.unemployment.evasion" THEN 4
      WHEN "insurance.unemployment.evasion" IS NULL THEN 4
      ELSE 0
    END AS "insurance.unemployment.evasion high",
    CASE
      WHEN "insurance.unemployment.evasion" THEN 40
      WHEN "insurance.unemployment.evasion" IS NULL THEN c."insurance.unemployment.evasion share"
      ELSE 0
    END AS "insurance.unemployment.evasion est",
    CASE WHEN "insurance.unemployment.late" THEN 2 ELSE 0 END AS "insurance.unemployment.late low",
    CASE
      WHEN "insurance.unemployment.late" THEN 2
      WHEN "insurance.unemployment.late" IS NULL THEN 2
      ELSE 0
    END AS "insurance.unemployment.late high",
    CASE
      WHEN "insurance.unemployment.late" THEN 20
      WHEN "insurance.unemployment.late" IS NULL THEN c."insurance.unemployment.late share"
      ELSE 0
    END AS "insurance.unemployment.late est",
    CASE WHEN "local.agreement.sector" THEN 1 ELSE 0 END AS "local.agreement.sector low",
    CASE
      WHEN "local.agreement.sector" THEN 1
      WHEN "local.agreement.sector" IS NULL THEN 1
      ELSE 0
    END AS "local.agreement.sector high",
    CASE
      WHEN "local.agreement.sector" THEN 10
      WHEN "local.agreement.sector" IS NULL THEN c."local.agreement.sector share"
      ELSE 0
    END AS "local.agreement.sector est",
    CASE WHEN "local.agreement.zone" THEN 1 ELSE 0 END AS "local.agreement.zone low",
    CASE
      WHEN "local.agreement.zone" THEN 1
      WHEN "local.agreement.zone" IS NULL THEN 1
      ELSE 0
    END AS "local.agreement.zone high",
    CASE
      WHEN "local.agreement.zone" THEN 10
      WHEN "local.agreement.zone" IS NULL THEN c."local.agreement.zone share"
      ELSE 0
    END AS "local.agreement.zone est",
    CASE
      WHEN "local.conference.target" THEN COALESCE("local.conference.target points", 0)
      ELSE 0
    END AS "local.conference.target low",
    CASE
      WHEN "local.conference.target" THEN COALESCE("local.conference.target points", 2)
      WHEN "local.conference.target" IS NULL THEN 2
      ELSE 0
    END AS "local.conference.target high",
    CASE
      WHEN "local.conference.target" THEN COALESCE(10 * "local.conference.target points", 10)
      WHEN "local.conference.target" IS NULL THEN c."local.conference.target share"
      ELSE 0
    END AS "local.conference.target est",
    CASE
      WHEN "local.dialogue.target" THEN COALESCE("local.dialogue.target points", 0)
      ELSE 0
    END AS "local.dialogue.target low",
    CASE
      WHEN "local.dialogue.target" THEN COALESCE("local.dialogue.target points", 2)
      WHEN "local.dialogue.target" IS NULL THEN 2
      ELSE 0
    END AS "local.dialogue.target high",
    CASE
      WHEN "local.dialogue.target" THEN COALESCE(10 * "local.dialogue.target points", 10)
      WHEN "local.dialogue.target" IS NULL THEN c."local.dialogue.target share"
      ELSE 0
    END AS "local.dialogue.target est",
    CASE WHEN "local.dispute.early" THEN 2 ELSE 0 END AS "local.dispute.early low",
    CASE
      WHEN "local.dispute.early" THEN 2
      WHEN "local.dispute.early" IS NULL THEN 2
      ELSE 0
    END AS "local.dispute.early high",
    CASE
      WHEN "local.dispute.early" THEN 20
      WHEN "local.dispute.early" IS NULL THEN c."local.dispute.early share"
      ELSE 0
    END AS "local.dispute.early est",
    CASE WHEN "local.union.fifteen" THEN 2 ELSE 0 END AS "local.union.fifteen low",
    CASE
      WHEN "local.union.fifteen" THEN 2
      WHEN "local.union.fifteen" IS NULL THEN 2
      ELSE 0
    END AS "local.union.fifteen high",
    CASE
      WHEN "local.union.fifteen" THEN 20
      WHEN "local.union.fifteen" IS NULL THEN c."local.union.fifteen share"
      ELSE 0
    END AS "local.union.fifteen est",
    CASE WHEN "local.union.five" THEN 1 ELSE 0 END AS "local.union.five low",
    CASE
      WHEN "local.union.five" THEN 1
      WHEN "local.union.five" IS NULL THEN 1
      ELSE 0
    END AS "local.union.five high",
    CASE
      WHEN "local.union.five" THEN 10
      WHEN "local.union.five" IS NULL THEN c."local.union.five share"
      ELSE 0
    END AS "local.union.five est",
    CASE WHEN "local.wage.minimum" THEN 2 ELSE 0 END AS "local.wage.minimum low",
    CASE
      WHEN "local.wage.minimum" THEN 2
      WHEN "local.wage.minimum" IS NULL THEN 2
      ELSE 0
    END AS "local.wage.minimum high",
    CASE
      WHEN "local.wage.minimum" THEN 20
      WHEN "local.wage.minimum" IS NULL THEN c."local.wage.minimum share"
      ELSE 0
    END AS "local.wage.minimum est",
    CASE WHEN "local.wage.region" THEN 1 ELSE 0 END AS "local.wage.region low",
    CASE
      WHEN "local.wage.region" THEN 1
      WHEN "local.wage.region" IS NULL THEN 1
      ELSE 0
    END AS "local.wage.region high",
    CASE
      WHEN "local.wage.region" THEN 10
      WHEN "local.wage.region" IS NULL THEN c."local.wage.region share"
      ELSE 0
    END AS "local.wage.region est",
    CASE WHEN "regulations.notified" THEN 1 ELSE 0 END AS "regulations.notified low",
    CASE
      WHEN "regulations.notified" THEN 1
      WHEN "regulations.notified" IS NULL THEN 1
      ELSE 0
    END AS "regulations.notified high",
    CASE
      WHEN "regulations.notified" THEN 10
      WHEN "regulations.notified" IS NULL THEN c."regulations.notified share"
      ELSE 0
    END AS "regulations.notified est",
    CASE WHEN "regulations.registered" THEN 2 ELSE 0 END AS "regulations.registered low",
    CASE
      WHEN "regulations.registered" THEN 2
      WHEN "regulations.registered" IS NULL THEN 2
      ELSE 0
    END AS "regulations.registered high",
    CASE
      WHEN "regulations.registered" THEN 20
      WHEN "regulations.registered" IS NULL THEN c."regulations.registered share"
      ELSE 0
    END AS "regulations.registered est",
    CASE WHEN "regulations.registered.late" THEN 1 ELSE 0 END AS "regulations.registered.late low",
    CASE
      WHEN "regulations.registered.late" THEN 1
      WHEN "regulations.registered.late" IS NULL THEN 1
      ELSE 0
    END AS "regulations.registered.late high",
    CASE
      WHEN "regulations.registered.late" THEN 10
      WHEN "regulations.registered.late" IS NULL THEN c."regulations.registered.late share"
      ELSE 0
    END AS "regulations.registered.late est",
    CASE WHEN "regulations.sanction" THEN 3 ELSE 0 END AS "regulations.sanction low",
    CASE
      WHEN "regulations.sanction" THEN 3
      WHEN "regulations.sanction" IS NULL THEN 3
      ELSE 0
    END AS "regulations.sanction high",
    CASE
      WHEN "regulations.sanction" THEN 30
      WHEN "regulations.sanction" IS NULL THEN c."regulations.sanction share"
      ELSE 0
    END AS "regulations.sanction est",
    CASE WHEN "regulations.written" THEN 2 ELSE 0 END AS "regulations.written low",
    CASE
      WHEN "regulations.written" THEN 2
      WHEN "regulations.written" IS NULL THEN 2
      ELSE 0
    END AS "regulations.written high",
    CASE
      WHEN "regulations.written" THEN 20
      WHEN "regulations.written" IS NULL THEN c."regulations.written share"
      ELSE 0
    END AS "regulations.written est",
    CASE WHEN "reports.declaration" THEN 1 ELSE 0 END AS "reports.declaration low",
    CASE
      WHEN "reports.declaration" THEN 1
      WHEN "reports.declaration" IS NULL THEN 1
      ELSE 0
    END AS "reports.declaration high",
    CASE
      WHEN "reports.declaration" THEN 10
      WHEN "reports.declaration" IS NULL THEN c."reports.declaration share"
      ELSE 0
    END AS "reports.declaration est",
    CASE WHEN "reports.labour.half_year" THEN 2 ELSE 0 END AS "reports.labour.half_year low",
    CASE
      WHEN "reports.labour.half_year" THEN 2
      WHEN "reports.labour.half_year" IS NULL THEN 2
      ELSE 0
    END AS "reports.labour.half_year high",
    CASE
      WHEN "reports.labour.half_year" THEN 20
      WHEN "reports.labour.half_year" IS NULL THEN c."reports.labour.half_year share"
      ELSE 0
    END AS "reports.labour.half_year est",
    CASE WHEN "reports.labour.half_year.late" THEN 1 ELSE 0 END AS "reports.labour.half_year.late low",
    CASE
      WHEN "reports.labour.half_year.late" THEN 1
      WHEN "reports.labour.half_year.late" IS NULL THEN 1
      ELSE 0
    END AS "reports.labour.half_year.late high",
    CASE
      WHEN "reports.labour.half_year.late" THEN 10
      WHEN "reports.labour.half_year.late" IS NULL THEN c."reports.labour.half_year.late share"
      ELSE 0
    END AS "reports.labour.half_year.late est",
    CASE WHEN "reports.labour.year" THEN 2 ELSE 0 END AS "reports.labour.year low",
    CASE
      WHEN "reports.labour.year" THEN 2
      WHEN "reports.labour.year" IS NULL THEN 2
      ELSE 0
    END AS "reports.labour.year high",
    CASE
      WHEN "reports.labour.year" THEN 20
      WHEN "reports.labour.year" IS NULL THEN c."reports.labour.year share"
      ELSE 0
    END AS "reports.labour.year est",
    CASE WHEN "reports.labour.year.late" THEN 1 ELSE 0 END AS "reports.labour.year.late low",
    CASE
      WHEN "reports.labour.year.late" THEN 1
      WHEN "reports.labour.year.late" IS NULL THEN 1
      ELSE 0
    END AS "reports.labour.year.late high",
    CASE
      WHEN "reports.labour.year.late" THEN 10
      WHEN "reports.labour.year.late" IS NULL THEN c."reports.labour.year.late share"
      ELSE 0
    END AS "reports.labour.year.late est",
    CASE WHEN "reports.labour_book" THEN 2 ELSE 0 END AS "reports.labour_book low",
    CASE
      WHEN "reports.labour_book" THEN 2
      WHEN "reports.labour_book" IS NULL THEN 2
      ELSE 0
    END AS "reports.labour_book high",
    CASE
      WHEN "reports.labour_book" THEN 20
      WHEN "reports.labour_book" IS NULL THEN c."reports.labour_book share"
      ELSE 0
    END AS "reports.labour_book est",
    CASE WHEN "reports.not_listed" THEN 1 ELSE 0 END AS "reports.not_listed low",
    CASE
      WHEN "reports.not_listed" THEN 1
      WHEN "reports.not_listed" IS NULL THEN 1
      ELSE 0
    END AS "reports.not_listed high",
    CASE
      WHEN "reports.not_listed" THEN 10
      WHEN "reports.not_listed" IS NULL THEN c."reports.not_listed share"
      ELSE 0
    END AS "reports.not_listed est",
    CASE
      WHEN "safety.accidents" THEN COALESCE("safety.accidents points", 0)
      ELSE 0
    END AS "safety.accidents low",
    CASE
      WHEN "safety.accidents" THEN COALESCE("safety.accidents points", 2)
      WHEN "safety.accidents" IS NULL THEN 2
      ELSE 0
    END AS "safety.accidents high",
    CASE
      WHEN "safety.accidents" THEN COALESCE(10 * "safety.accidents points", 10)
      WHEN "safety.accidents" IS NULL THEN c."safety.accidents share"
      ELSE 0
    END AS "safety.accidents est",
    CASE WHEN "safety.environment" THEN 3 ELSE 0 END AS "safety.environment low",
    CASE
      WHEN "safety.environment" THEN 3
      WHEN "safety.environment" IS NULL THEN 3
      ELSE 0
    END AS "safety.environment high",
    CASE
      WHEN "safety.environment" THEN 30
      WHEN "safety.environment" IS NULL THEN c."safety.environment share"
      ELSE 0
    END AS "safety.environment est",
    CASE
      WHEN "safety.equipment" THEN COALESCE("safety.equipment points", 0)
      ELSE 0
    END AS "safety.equipment low",
    CASE
      WHEN "safety.equipment" THEN COALESCE("safety.equipment points", 5)
      WHEN "safety.equipment" IS NULL THEN 5
      ELSE 0
    END AS "safety.equipment high",
    CASE
      WHEN "safety.equipment" THEN COALESCE(10 * "safety.equipment points", 25)
      WHEN "safety.equipment" IS NULL THEN c."safety.equipment share"
      ELSE 0
    END AS "safety.equipment est",
    CASE WHEN "safety.fatal_accidents" THEN 3 ELSE 0 END AS "safety.fatal_accidents low",
    CASE
      WHEN "safety.fatal_accidents" THEN 3
      WHEN "safety.fatal_accidents" IS NULL THEN 3
      ELSE 0
    END AS "safety.fatal_accidents high",
    CASE
      WHEN "safety.fatal_accidents" THEN 30
      WHEN "safety.fatal_accidents" IS NULL THEN c."safety.fatal_accidents share"
      ELSE 0
    END AS "safety.fatal_accidents est",
    CASE WHEN "safety.hazard_id" THEN 2 ELSE 0 END AS "safety.hazard_id low",
    CASE
      WHEN "safety.hazard_id" THEN 2
      WHEN "safety.hazard_id" IS NULL THEN 2
      ELSE 0
    END AS "safety.hazard_id high",
    CASE
      WHEN "safety.hazard_id" THEN 20
      WHEN "safety.hazard_id" IS NULL THEN c."safety.hazard_id share"
      ELSE 0
    END AS "safety.hazard_id est",
    CASE
      WHEN "safety.hazard_regime" THEN COALESCE("safety.hazard_regime points", 0)
      ELSE 0
    END AS "safety.hazard_regime low",
    CASE
      WHEN "safety.hazard_regime" THEN COALESCE("safety.hazard_regime points", 4)
      WHEN "safety.hazard_regime" IS NULL THEN 4
      ELSE 0
    END AS "safety.hazard_regime high",
    CASE
      WHEN "safety.hazard_regime" THEN COALESCE(10 * "safety.hazard_regime points", 20)
      WHEN "safety.hazard_regime" IS NULL THEN c."safety.hazard_regime share"
      ELSE 0
    END AS "safety.hazard_regime est",
    CASE WHEN "safety.health_check" THEN 3 ELSE 0 END AS "safety.health_check low",
    CASE
      WHEN "safety.health_check" THEN 3
      WHEN "safety.health_check" IS NULL THEN 3
      ELSE 0
    END AS "safety.health_check high",
    CASE
      WHEN "safety.health_check" THEN 30
      WHEN "safety.health_check" IS NULL THEN c."safety.health_check share"
      ELSE 0
    END AS "safety.health_check est",
    CASE WHEN "safety.minor.book" THEN 1 ELSE 0 END AS "safety.minor.book low",
    CASE
      WHEN "safety.minor.book" THEN 1
      WHEN "safety.minor.book" IS NULL THEN 1
      ELSE 0
    END AS "safety.minor.book high",
    CASE
      WHEN "safety.minor.book" THEN 10
      WHEN "safety.minor.book" IS NULL THEN c."safety.minor.book share"
      ELSE 0
    END AS "safety.minor.book est",
    CASE WHEN "safety.plan" THEN 1 ELSE 0 END AS "safety.plan low",
    CASE WHEN "safety.plan" THEN 1 WHEN "safety.plan" IS NULL THEN 1 ELSE 0 END AS "safety.plan high",
    CASE
      WHEN "safety.plan" THEN 10
      WHEN "safety.plan" IS NULL THEN c."safety.plan share"
      ELSE 0
    END AS "safety.plan est",
    CASE WHEN "safety.ppe" THEN COALESCE("safety.ppe points", 0) ELSE 0 END AS "safety.ppe low",
    CASE
      WHEN "safety.ppe" THEN COALESCE("safety.ppe points", 3)
      WHEN "safety.ppe" IS NULL THEN 3
      ELSE 0
    END AS "safety.ppe high",
    CASE
      WHEN "safety.ppe" THEN COALESCE(10 * "safety.ppe points", 15)
      WHEN "safety.ppe" IS NULL THEN c."safety.ppe share"
      ELSE 0
    END AS "safety.ppe est",
    CASE WHEN "safety.risk_assessment" THEN 2 ELSE 0 END AS "safety.risk_assessment low",
    CASE
      WHEN "safety.risk_assessment" THEN 2
      WHEN "safety.risk_assessment" IS NULL THEN 2
      ELSE 0
    END AS "safety.risk_assessment high",
    CASE
      WHEN "safety.risk_assessment" THEN 20
      WHEN "safety.risk_assessment" IS NULL THEN c."safety.risk_assessment share"
      ELSE 0
    END AS "safety.risk_assessment est",
    CASE WHEN "safety.training" THEN COALESCE("safety.training points", 0) ELSE 0 END AS "safety.training low",
    CASE
      WHEN "safety.training" THEN COALESCE("safety.training points", 4)
      WHEN "safety.training" IS NULL THEN 4
      ELSE 0
    END AS "safety.training high",
    CASE
      WHEN "safety.training" THEN COALESCE(10 * "safety.training points", 20)
      WHEN "safety.training" IS NULL THEN c."safety.training share"
      ELSE 0
    END AS "safety.training est",
    CASE WHEN "safety.women.lactation_room" THEN 2 ELSE 0 END AS "safety.women.lactation_room low",
    CASE
      WHEN "safety.women.lactation_room" THEN 2
      WHEN "safety.women.lactation_room" IS NULL THEN 2
      ELSE 0
    END AS "safety.women.lactation_room high",
    CASE
      WHEN "safety.women.lactation_room" THEN 20
      WHEN "safety.women.lactation_room" IS NULL THEN c."safety.women.lactation_room share"
      ELSE 0
    END AS "safety.women.lactation_room est",
    CASE WHEN "safety.women.protection" THEN 2 ELSE 0 END AS "safety.women.protection low",
    CASE
      WHEN "safety.women.protection" THEN 2
      WHEN "safety.women.protection" IS NULL THEN 2
      ELSE 0
    END AS "safety.women.protection high",
    CASE
      WHEN "safety.women.protection" THEN 20
      WHEN "safety.women.protection" IS NULL THEN c."safety.women.protection share"
      ELSE 0
    END AS "safety.women.protection est",
    CASE WHEN "time.leave" THEN 2 ELSE 0 END AS "time.leave low",
    CASE WHEN "time.leave" THEN 2 WHEN "time.leave" IS NULL THEN 2 ELSE 0 END AS "time.leave high",
    CASE
      WHEN "time.leave" THEN 20
      WHEN "time.leave" IS NULL THEN c."time.leave share"
      ELSE 0
    END AS "time.leave est",
    CASE WHEN "time.normal" THEN 4 ELSE 0 END AS "time.normal low",
    CASE WHEN "time.normal" THEN 4 WHEN "time.normal" IS NULL THEN 4 ELSE 0 END AS "time.normal high",
    CASE
      WHEN "time.normal" THEN 40
      WHEN "time.normal" IS NULL THEN c."time.normal share"
      ELSE 0
    END AS "time.normal est",
    CASE WHEN "time.overtime.consent" THEN 3 ELSE 0 END AS "time.overtime.consent low",
    CASE
      WHEN "time.overtime.consent" THEN 3
      WHEN "time.overtime.consent" IS NULL THEN 3
      ELSE 0
    END AS "time.overtime.consent high",
    CASE
      WHEN "time.overtime.consent" THEN 30
      WHEN "time.overtime.consent" IS NULL THEN c."time.overtime.consent share"
      ELSE 0
    END AS "time.overtime.consent est",
    CASE WHEN "time.overtime.day" THEN 3 ELSE 0 END AS "time.overtime.day low",
    CASE
      WHEN "time.overtime.day" THEN 3
      WHEN "time.overtime.day" IS NULL THEN 3
      ELSE 0
    END AS "time.overtime.day high",
    CASE
      WHEN "time.overtime.day" THEN 30
      WHEN "time.overtime.day" IS NULL THEN c."time.overtime.day share"
      ELSE 0
    END AS "time.overtime.day est",
    CASE
      WHEN "time.overtime.month" THEN COALESCE("time.overtime.month points", 0)
      ELSE 0
    END AS "time.overtime.month low",
    CASE
      WHEN "time.overtime.month" THEN COALESCE("time.overtime.month points", 5)
      WHEN "time.overtime.month" IS NULL THEN 5
      ELSE 0
    END AS "time.overtime.month high",
    CASE
      WHEN "time.overtime.month" THEN COALESCE(10 * "time.overtime.month points", 25)
      WHEN "time.overtime.month" IS NULL THEN c."time.overtime.month share"
      ELSE 0
    END AS "time.overtime.month est",
    CASE WHEN "time.overtime.notice" THEN 1 ELSE 0 END AS "time.overtime.notice low",
    CASE
      WHEN "time.overtime.notice" THEN 1
      WHEN "time.overtime.notice" IS NULL THEN 1
      ELSE 0
    END AS "time.overtime.notice high",
    CASE
      WHEN "time.overtime.notice" THEN 10
      WHEN "time.overtime.notice" IS NULL THEN c."time.overtime.notice share"
      ELSE 0
    END AS "time.overtime.notice est",
    CASE
      WHEN "time.overtime.year" THEN COALESCE("time.overtime.year points", 0)
      ELSE 0
    END AS "time.overtime.year low",
    CASE
      WHEN "time.overtime.year" THEN COALESCE("time.overtime.year points", 5)
      WHEN "time.overtime.year" IS NULL THEN 5
      ELSE 0
    END AS "time.overtime.year high",
    CASE
      WHEN "time.overtime.year" THEN COALESCE(10 * "time.overtime.year points", 25)
      WHEN "time.overtime.year" IS NULL THEN c."time.overtime.year share"
      ELSE 0
    END AS "time.overtime.year est",
    CASE WHEN "time.rest.shift" THEN 3 ELSE 0 END AS "time.rest.shift low",
    CASE
      WHEN "time.rest.shift" THEN 3
      WHEN "time.rest.shift" IS NULL THEN 3
      ELSE 0
    END AS "time.rest.shift high",
    CASE
      WHEN "time.rest.shift" THEN 30
      WHEN "time.rest.shift" IS NULL THEN c."time.rest.shift share"
      ELSE 0
    END AS "time.rest.shift est",
    CASE WHEN "time.rest.week" THEN 2 ELSE 0 END AS "time.rest.week low",
    CASE WHEN "time.rest.week" THEN 2 WHEN "time.rest.week" IS NULL THEN 2 ELSE 0 END AS "time.rest.week high",
    CASE
      WHEN "time.rest.week" THEN 20
      WHEN "time.rest.week" IS NULL THEN c."time.rest.week share"
      ELSE 0
    END AS "time.rest.week est",
    CASE WHEN "union.fee.late" THEN 3 ELSE 0 END AS "union.fee.late low",
    CASE WHEN "union.fee.late" THEN 3 WHEN "union.fee.late" IS NULL THEN 3 ELSE 0 END AS "union.fee.late high",
    CASE
      WHEN "union.fee.late" THEN 30
      WHEN "union.fee.late" IS NULL THEN c."union.fee.late share"
      ELSE 0
    END AS "union.fee.late est",
    CASE WHEN "union.fee.none" THEN 7 ELSE 0 END AS "union.fee.none low",
    CASE WHEN "union.fee.none" THEN 7 WHEN "union.fee.none" IS NULL THEN 7 ELSE 0 END AS "union.fee.none high",
    CASE
      WHEN "union.fee.none" THEN 70
      WHEN "union.fee.none" IS NULL THEN c."union.fee.none share"
      ELSE 0
    END AS "union.fee.none est",
    CASE WHEN "union.fee.short" THEN 5 ELSE 0 END AS "union.fee.short low",
    CASE
      WHEN "union.fee.short" THEN 5
      WHEN "union.fee.short" IS NULL THEN 5
      ELSE 0
    END AS "union.fee.short high",
    CASE
      WHEN "union.fee.short" THEN 50
      WHEN "union.fee.short" IS NULL THEN c."union.fee.short share"
      ELSE 0
    END AS "union.fee.short est",
    CASE WHEN "union.presence" THEN 1 ELSE 0 END AS "union.presence low",
    CASE WHEN "union.presence" THEN 1 WHEN "union.presence" IS NULL THEN 1 ELSE 0 END AS "union.presence high",
    CASE
      WHEN "union.presence" THEN 10
      WHEN "union.presence" IS NULL THEN c."union.presence share"
      ELSE 0
    END AS "union.presence est",
    CASE WHEN "wages.arrears" THEN 8 ELSE 0 END AS "wages.arrears low",
    CASE WHEN "wages.arrears" THEN 8 WHEN "wages.arrears" IS NULL THEN 8 ELSE 0 END AS "wages.arrears high",
    CASE
      WHEN "wages.arrears" THEN 80
      WHEN "wages.arrears" IS NULL THEN c."wages.arrears share"
      ELSE 0
    END AS "wages.arrears est",
    CASE WHEN "wages.deduction" THEN 6 ELSE 0 END AS "wages.deduction low",
    CASE
      WHEN "wages.deduction" THEN 6
      WHEN "wages.deduction" IS NULL THEN 6
      ELSE 0
    END AS "wages.deduction high",
    CASE
      WHEN "wages.deduction" THEN 60
      WHEN "wages.deduction" IS NULL THEN c."wages.deduction share"
      ELSE 0
    END AS "wages.deduction est",
    CASE
      WHEN "wages.insurance_equivalent" THEN COALESCE("wages.insurance_equivalent points", 0)
      ELSE 0
    END AS "wages.insurance_equivalent low",
    CASE
      WHEN "wages.insurance_equivalent" THEN COALESCE("wages.insurance_equivalent points", 5)
      WHEN "wages.insurance_equivalent" IS NULL THEN 5
      ELSE 0
    END AS "wages.insurance_equivalent high",
    CASE
      WHEN "wages.insurance_equivalent" THEN COALESCE(10 * "wages.insurance_equivalent points", 25)
      WHEN "wages.insurance_equivalent" IS NULL THEN c."wages.insurance_equivalent share"
      ELSE 0
    END AS "wages.insurance_equivalent est",
    CASE WHEN "wages.late" THEN COALESCE("wages.late points", 0) ELSE 0 END AS "wages.late low",
    CASE
      WHEN "wages.late" THEN COALESCE("wages.late points", 12)
      WHEN "wages.late" IS NULL THEN 12
      ELSE 0
    END AS "wages.late high",
    CASE
      WHEN "wages.late" THEN COALESCE(10 * "wages.late points", 60)
      WHEN "wages.late" IS NULL THEN c."wages.late share"
      ELSE 0
    END AS "wages.late est",
    CASE
      WHEN "wages.minimum.hourly" THEN COALESCE("wages.minimum.hourly points", 0)
      ELSE 0
    END AS "wages.minimum.hourly low",
    CASE
      WHEN "wages.minimum.hourly" THEN COALESCE("wages.minimum.hourly points", 18)
      WHEN "wages.minimum.hourly" IS NULL THEN 18
      ELSE 0
    END AS "wages.minimum.hourly high",
    CASE
      WHEN "wages.minimum.hourly" THEN COALESCE(10 * "wages.minimum.hourly points", 90)
      WHEN "wages.minimum.hourly" IS NULL THEN c."wages.minimum.hourly share"
      ELSE 0
    END AS "wages.minimum.hourly est",
    CASE
      WHEN "wages.minimum.monthly" THEN COALESCE("wages.minimum.monthly points", 0)
      ELSE 0
    END AS "wages.minimum.monthly low",
    CASE
      WHEN "wages.minimum.monthly" THEN COALESCE("wages.minimum.monthly points", 18)
      WHEN "wages.minimum.monthly" IS NULL THEN 18
      ELSE 0
    END AS "wages.minimum.monthly high",
    CASE
      WHEN "wages.minimum.monthly" THEN COALESCE(10 * "wages.minimum.monthly points", 90)
      WHEN "wages.minimum.monthly" IS NULL THEN c."wages.minimum.monthly share"
      ELSE 0
    END AS "wages.minimum.monthly est",
    CASE WHEN "wages.overtime_pay" THEN 6 ELSE 0 END AS "wages.overtime_pay low",
    CASE
      WHEN "wages.overtime_pay" THEN 6
      WHEN "wages.overtime_pay" IS NULL THEN 6
      ELSE 0
    END AS "wages.overtime_pay high",
    CASE
      WHEN "wages.overtime_pay" THEN 60
      WHEN "wages.overtime_pay" IS NULL THEN c."wages.overtime_pay share"
      ELSE 0
    END AS "wages.overtime_pay est",
    CASE WHEN "wages.payslip" THEN 3 ELSE 0 END AS "wages.payslip low",
    CASE WHEN "wages.payslip" THEN 3 WHEN "wages.payslip" IS NULL THEN 3 ELSE 0 END AS "wages.payslip high",
    CASE
      WHEN "wages.payslip" THEN 30
      WHEN "wages.payslip" IS NULL THEN c."wages.payslip share"
      ELSE 0
    END AS "wages.payslip est",
    CASE WHEN "wages.scale" THEN 5 ELSE 0 END AS "wages.scale low",
    CASE WHEN "wages.scale" THEN 5 WHEN "wages.scale" IS NULL THEN 5 ELSE 0 END AS "wages.scale high",
    CASE
      WHEN "wages.scale" THEN 50
      WHEN "wages.scale" IS NULL THEN c."wages.scale share"
      ELSE 0
    END AS "wages.scale est",
    CASE WHEN "wages.scale.published" THEN 3 ELSE 0 END AS "wages.scale.published low",
    CASE
      WHEN "wages.scale.published" THEN 3
      WHEN "wages.scale.published" IS NULL THEN 3
      ELSE 0
    END AS "wages.scale.published high",
    CASE
      WHEN "wages.scale.published" THEN 30
      WHEN "wages.scale.published" IS NULL THEN c."wages.scale.published share"
      ELSE 0
    END AS "wages.scale.published est"
  FROM rule_truths t
  CROSS JOIN rule_counts c
),

-- Points of each area, families and caps applied
area_points AS (
  SELECT
    p.*,
    -- Social and unemployment insurance, at most 30
    LEAST(
      30,
      "insurance.accident low"
        + GREATEST("insurance.base.gap low", "insurance.base.minimum low")
        + GREATEST(
          "insurance.coverage_gap low", "insurance.evasion.people low", "insurance.late.people low",
          "insurance.no_unit low")
        + GREATEST("insurance.evasion.money low", "insurance.late.money low", "insurance.paid_short low")
        + "insurance.evasion.wage_base low"
        + GREATEST("insurance.unemployment.evasion low", "insurance.unemployment.late low")) AS area_insurance,
    LEAST(
      30,
      "insurance.accident high"
        + GREATEST("insurance.base.gap high", "insurance.base.minimum high")
        + GREATEST(
          "insurance.coverage_gap high", "insurance.evasion.people high", "insurance.late.people high",
          "insurance.no_unit high")
        + GREATEST(
          "insurance.evasion.money high", "insurance.late.money high", "insurance.paid_short high")
        + "insurance.evasion.wage_base high"
        + GREATEST("insurance.unemployment.evasion high", "insurance.unemployment.late high")) AS "area_insurance high",
    LEAST(
      300,
      "insurance.accident est"
        + GREATEST("insurance.base.gap est", "insurance.base.minimum est")
        + GREATEST(
          "insurance.coverage_gap est", "insurance.evasion.people est", "insurance.late.people est",
          "insurance.no_unit est")
        + GREATEST("insurance.evasion.money est", "insurance.late.money est", "insurance.paid_short est")
        + "insurance.evasion.wage_base est"
        + GREATEST("insurance.unemployment.evasion est", "insurance.unemployment.late est")) AS "area_insurance est",
    -- Wages, at most 18
    LEAST(
      18,
      GREATEST("wages.arrears low", "wages.late low")
        + "wages.deduction low"
        + "wages.insurance_equivalent low"
        + GREATEST("wages.minimum.hourly low", "wages.minimum.monthly low")
        + "wages.overtime_pay low"
        + "wages.payslip low"
        + GREATEST("wages.scale low", "wages.scale.published low")) AS area_wages,
    LEAST(
      18,
      GREATEST("wages.arrears high", "wages.late high")
        + "wages.deduction high"
        + "wages.insurance_equivalent high"
        + GREATEST("wages.minimum.hourly high", "wages.minimum.monthly high")
        + "wages.overtime_pay high"
        + "wages.payslip high"
        + GREATEST("wages.scale high", "wages.scale.published high")) AS "area_wages high",
    LEAST(
      180,
      GREATEST("wages.arrears est", "wages.late est")
        + "wages.deduction est"
        + "wages.insurance_equivalent est"
        + GREATEST("wages.minimum.hourly est", "wages.minimum.monthly est")
        + "wages.overtime_pay est"
        + "wages.payslip est"
        + GREATEST("wages.scale est", "wages.scale.published est")) AS "area_wages est",
    -- Labour contracts, at most 12
    LEAST(
      12,
      "contracts.content low"
        + "contracts.foreign.job low"
        + "contracts.foreign.notice low"
        + "contracts.foreign.permit low"
        + "contracts.layoff low"
        + "contracts.leasing low"
        + "contracts.probation low"
        + "contracts.retention low"
        + "contracts.severance low"
        + "contracts.type low"
        + "contracts.written low") AS area_contracts,
    LEAST(
      12,
      "contracts.content high"
        + "contracts.foreign.job high"
        + "contracts.foreign.notice high"
        + "contracts.foreign.permit high"
        + "contracts.layoff high"
        + "contracts.leasing high"
        + "contracts.probation high"
        + "contracts.retention high"
        + "contracts.severance high"
        + "contracts.type high"
        + "contracts.written high") AS "area_contracts high",
    LEAST(
      120,
      "contracts.content est"
        + "contracts.foreign.job est"
        + "contracts.foreign.notice est"
        + "contracts.foreign.permit est"
        + "contracts.layoff est"
        + "contracts.leasing est"
        + "contracts.probation est"
        + "contracts.retention est"
        + "contracts.severance est"
        + "contracts.type est"
        + "contracts.written est") AS "area_contracts est",
    -- Trade union and union fee, at most 7
    LEAST(
      7, GREATEST("union.fee.late low", "union.fee.none low", "union.fee.short low") + "union.presence low") AS area_union,
    LEAST(
      7,
      GREATEST("union.fee.late high", "union.fee.none high", "union.fee.short high")
        + "union.presence high") AS "area_union high",
    LEAST(
      70, GREATEST("union.fee.late est", "union.fee.none est", "union.fee.short est") + "union.presence est") AS "area_union est",
    -- Dialogue, employee conference, democracy regulation, at most 5
    LEAST(
      5,
      "dialogue.conference low"
        + "dialogue.members low"
        + "dialogue.members.employer low"
        + GREATEST("dialogue.periodic.count low", "dialogue.periodic.date low")
        + "dialogue.publish low"
        + "dialogue.regulation low") AS area_dialogue,
    LEAST(
      5,
      "dialogue.conference high"
        + "dialogue.members high"
        + "dialogue.members.employer high"
        + GREATEST("dialogue.periodic.count high", "dialogue.periodic.date high")
        + "dialogue.publish high"
        + "dialogue.regulation high") AS "area_dialogue high",
    LEAST(
      50,
      "dialogue.conference est"
        + "dialogue.members est"
        + "dialogue.members.employer est"
        + GREATEST("dialogue.periodic.count est", "dialogue.periodic.date est")
        + "dialogue.publish est"
        + "dialogue.regulation est") AS "area_dialogue est",
    -- Safety and health; women and minors, at most 5
    LEAST(
      5,
      GREATEST("safety.accidents low", "safety.fatal_accidents low")
        + "safety.environment low"
        + "safety.equipment low"
        + "safety.hazard_id low"
        + "safety.hazard_regime low"
        + "safety.health_check low"
        + "safety.minor.book low"
        + "safety.plan low"
        + "safety.ppe low"
        + "safety.risk_assessment low"
        + "safety.training low"
        + "safety.women.lactation_room low"
        + "safety.women.protection low") AS area_safety,
    LEAST(
      5,
      GREATEST("safety.accidents high", "safety.fatal_accidents high")
        + "safety.environment high"
        + "safety.equipment high"
        + "safety.hazard_id high"
        + "safety.hazard_regime high"
        + "safety.health_check high"
        + "safety.minor.book high"
        + "safety.plan high"
        + "safety.ppe high"
        + "safety.risk_assessment high"
        + "safety.training high"
        + "safety.women.lactation_room high"
        + "safety.women.protection high") AS "area_safety high",
    LEAST(
      50,
      GREATEST("safety.accidents est", "safety.fatal_accidents est")
        + "safety.environment est"
        + "safety.equipment est"
        + "safety.hazard_id est"
        + "safety.hazard_regime est"
        + "safety.health_check est"
        + "safety.minor.book est"
        + "safety.plan est"
        + "safety.ppe est"
        + "safety.risk_assessment est"
        + "safety.training est"
        + "safety.women.lactation_room est"
        + "safety.women.protection est") AS "area_safety est",
    -- Working time and rest, at most 5
    LEAST(
      5,
      "time.leave low"
        + "time.normal low"
        + "time.overtime.consent low"
        + GREATEST("time.overtime.day low", "time.overtime.month low", "time.overtime.year low")
        + "time.overtime.notice low"
        + "time.rest.shift low"
        + "time.rest.week low") AS area_time,
    LEAST(
      5,
      "time.leave high"
        + "time.normal high"
        + "time.overtime.consent high"
        + GREATEST("time.overtime.day high", "time.overtime.month high", "time.overtime.year high")
        + "time.overtime.notice high"
        + "time.rest.shift high"
        + "time.rest.week high") AS "area_time high",
    LEAST(
      50,
      "time.leave est"
        + "time.normal est"
        + "time.overtime.consent est"
        + GREATEST("time.overtime.day est", "time.overtime.month est", "time.overtime.year est")
        + "time.overtime.notice est"
        + "time.rest.shift est"
        + "time.rest.week est") AS "area_time est",
    -- Bargaining and collective agreement, at most 3
    LEAST(
      3,
      "agreement.expired low"
        + "agreement.presence low"
        + "agreement.refuse low"
        + "agreement.sent low"
        + "agreement.term low"
        + "agreement.vote low") AS area_agreement,
    LEAST(
      3,
      "agreement.expired high"
        + "agreement.presence high"
        + "agreement.refuse high"
        + "agreement.sent high"
        + "agreement.term high"
        + "agreement.vote high") AS "area_agreement high",
    LEAST(
      30,
      "agreement.expired est"
        + "agreement.presence est"
        + "agreement.refuse est"
        + "agreement.sent est"
        + "agreement.term est"
        + "agreement.vote est") AS "area_agreement est",
    -- Internal labour regulations and discipline, at most 3
    LEAST(
      3,
      "regulations.notified low"
        + GREATEST("regulations.registered low", "regulations.registered.late low")
        + "regulations.sanction low"
        + "regulations.written low") AS area_regulations,
    LEAST(
      3,
      "regulations.notified high"
        + GREATEST("regulations.registered high", "regulations.registered.late high")
        + "regulations.sanction high"
        + "regulations.written high") AS "area_regulations high",
    LEAST(
      30,
      "regulations.notified est"
        + GREATEST("regulations.registered est", "regulations.registered.late est")
        + "regulations.sanction est"
        + "regulations.written est") AS "area_regulations est",
    -- Labour declarations and reports, at most 2
    LEAST(
      2,
      "reports.declaration low"
        + GREATEST("reports.labour.half_year low", "reports.labour.half_year.late low")
        + GREATEST("reports.labour.year low", "reports.labour.year.late low")
        + "reports.labour_book low"
        + "reports.not_listed low") AS area_reports,
    LEAST(
      2,
      "reports.declaration high"
        + GREATEST("reports.labour.half_year high", "reports.labour.half_year.late high")
        + GREATEST("reports.labour.year high", "reports.labour.year.late high")
        + "reports.labour_book high"
        + "reports.not_listed high") AS "area_reports high",
    LEAST(
      20,
      "reports.declaration est"
        + GREATEST("reports.labour.half_year est", "reports.labour.half_year.late est")
        + GREATEST("reports.labour.year est", "reports.labour.year.late est")
        + "reports.labour_book est"
        + "reports.not_listed est") AS "area_reports est",
    -- Disputes, strikes and complaints, at most 2
    LEAST(
      2, GREATEST("disputes.collective low", "disputes.strike low") + "disputes.complaints low") AS area_disputes,
    LEAST(
      2, GREATEST("disputes.collective high", "disputes.strike high") + "disputes.complaints high") AS "area_disputes high",
    LEAST(
      20, GREATEST("disputes.collective est", "disputes.strike est") + "disputes.complaints est") AS "area_disputes est",
    -- Local focus, at most 8
    LEAST(
      8,
      GREATEST("local.agreement.sector low", "local.agreement.zone low")
        + "local.conference.target low"
        + "local.dialogue.target low"
        + "local.dispute.early low"
        + GREATEST("local.union.fifteen low", "local.union.five low")
        + "local.wage.minimum low"
        + "local.wage.region low") AS area_local,
    LEAST(
      8,
      GREATEST("local.agreement.sector high", "local.agreement.zone high")
        + "local.conference.target high"
        + "local.dialogue.target high"
        + "local.dispute.early high"
        + GREATEST("local.union.fifteen high", "local.union.five high")
        + "local.wage.minimum high"
        + "local.wage.region high") AS "area_local high",
    LEAST(
      80,
      GREATEST("local.agreement.sector est", "local.agreement.zone est")
        + "local.conference.target est"
        + "local.dialogue.target est"
        + "local.dispute.early est"
        + GREATEST("local.union.fifteen est", "local.union.five est")
        + "local.wage.minimum est"
        + "local.wage.region est") AS "area_local est"
  FROM rule_points p
),

-- Totals, and whom it harms
scores AS (
  SELECT
    a.*,
    area_insurance
      + area_wages
      + area_contracts
      + area_union
      + area_dialogue
      + area_safety
      + area_time
      + area_agreement
      + area_regulations
      + area_reports
      + area_disputes
      + area_local AS low,
    "area_insurance high"
      + "area_wages high"
      + "area_contracts high"
      + "area_union high"
      + "area_dialogue high"
      + "area_safety high"
      + "area_time high"
      + "area_agreement high"
      + "area_regulations high"
      + "area_reports high"
      + "area_disputes high"
      + "area_local high" AS high,
    "area_insurance est"
      + "area_wages est"
      + "area_contracts est"
      + "area_union est"
      + "area_dialogue est"
      + "area_safety est"
      + "area_time est"
      + "area_agreement est"
      + "area_regulations est"
      + "area_reports est"
      + "area_disputes est"
      + "area_local est" AS estimate_tenths,
    100 AS coverage,
    "agreement.refuse low"
      + "agreement.sent low"
      + "agreement.term low"
      + "agreement.vote low"
      + "contracts.content low"
      + "contracts.foreign.job low"
      + "contracts.foreign.notice low"
      + "contracts.foreign.permit low"
      + "contracts.layoff low"
      + "contracts.leasing low"
      + "contracts.probation low"
      + "contracts.retention low"
      + "contracts.severance low"
      + "contracts.type low"
      + "contracts.written low"
      + "dialogue.conference low"
      + "dialogue.members low"
      + "dialogue.members.employer low"
      + "dialogue.periodic.count low"
      + "dialogue.periodic.date low"
      + "dialogue.publish low"
      + "dialogue.regulation low"
      + "insurance.accident low"
      + "insurance.evasion.money low"
      + "insurance.evasion.people low"
      + "insurance.evasion.wage_base low"
      + "insurance.late.money low"
      + "insurance.late.people low"
      + "insurance.unemployment.evasion low"
      + "insurance.unemployment.late low"
      + "regulations.notified low"
      + "regulations.registered low"
      + "regulations.registered.late low"
      + "regulations.sanction low"
      + "regulations.written low"
      + "reports.declaration low"
      + "reports.labour.half_year low"
      + "reports.labour.half_year.late low"
      + "reports.labour.year low"
      + "reports.labour.year.late low"
      + "reports.labour_book low"
      + "safety.environment low"
      + "safety.equipment low"
      + "safety.hazard_id low"
      + "safety.hazard_regime low"
      + "safety.health_check low"
      + "safety.minor.book low"
      + "safety.plan low"
      + "safety.ppe low"
      + "safety.risk_assessment low"
      + "safety.training low"
      + "safety.women.lactation_room low"
      + "safety.women.protection low"
      + "time.leave low"
      + "time.normal low"
      + "time.overtime.consent low"
      + "time.overtime.day low"
      + "time.overtime.month low"
      + "time.overtime.notice low"
      + "time.overtime.year low"
      + "time.rest.shift low"
      + "time.rest.week low"
      + "union.fee.late low"
      + "union.fee.none low"
      + "union.fee.short low"
      + "wages.arrears low"
      + "wages.deduction low"
      + "wages.insurance_equivalent low"
      + "wages.late low"
      + "wages.minimum.hourly low"
      + "wages.minimum.monthly low"
      + "wages.overtime_pay low"
      + "wages.payslip low"
      + "wages.scale low"
      + "wages.scale.published low" AS violation_points,
    CASE WHEN "agreement.refuse" THEN 1 ELSE 0 END
      + CASE WHEN "agreement.sent" THEN 1 ELSE 0 END
      + CASE WHEN "agreement.term" THEN 1 ELSE 0 END
      + CASE WHEN "agreement.vote" THEN 1 ELSE 0 END
      + CASE WHEN "contracts.content" THEN 1 ELSE 0 END
      + CASE WHEN "contracts.foreign.job" THEN 1 ELSE 0 END
      + CASE WHEN "contracts.foreign.notice" THEN 1 ELSE 0 END
      + CASE WHEN "contracts.foreign.permit" THEN 1 ELSE 0 END
      + CASE WHEN "contracts.layoff" THEN 1 ELSE 0 END
      + CASE WHEN "contracts.leasing" THEN 1 ELSE 0 END
      + CASE WHEN "contracts.probation" THEN 1 ELSE 0 END
      + CASE WHEN "contracts.retention" THEN 1 ELSE 0 END
      + CASE WHEN "contracts.severance" THEN 1 ELSE 0 END
      + CASE WHEN "contracts.type" THEN 1 ELSE 0 END
      + CASE WHEN "contracts.written" THEN 1 ELSE 0 END
      + CASE WHEN "dialogue.conference" THEN 1 ELSE 0 END
      + CASE WHEN "dialogue.members" THEN 1 ELSE 0 END
      + CASE WHEN "dialogue.members.employer" THEN 1 ELSE 0 END
      + CASE WHEN "dialogue.periodic.count" THEN 1 ELSE 0 END
      + CASE WHEN "dialogue.periodic.date" THEN 1 ELSE 0 END
      + CASE WHEN "dialogue.publish" THEN 1 ELSE 0 END
      + CASE WHEN "dialogue.regulation" THEN 1 ELSE 0 END
      + CASE WHEN "insurance.accident" THEN 1 ELSE 0 END
      + CASE WHEN "insurance.evasion.money" THEN 1 ELSE 0 END
      + CASE WHEN "insurance.evasion.people" THEN 1 ELSE 0 END
      + CASE WHEN "insurance.evasion.wage_base" THEN 1 ELSE 0 END
      + CASE WHEN "insurance.late.money" THEN 1 ELSE 0 END
      + CASE WHEN "insurance.late.people" THEN 1 ELSE 0 END
      + CASE WHEN "insurance.unemployment.evasion" THEN 1 ELSE 0 END
      + CASE WHEN "insurance.unemployment.late" THEN 1 ELSE 0 END
      + CASE WHEN "regulations.notified" THEN 1 ELSE 0 END
      + CASE WHEN "regulations.registered" THEN 1 ELSE 0 END
      + CASE WHEN "regulations.registered.late" THEN 1 ELSE 0 END
      + CASE WHEN "regulations.sanction" THEN 1 ELSE 0 END
      + CASE WHEN "regulations.written" THEN 1 ELSE 0 END
      + CASE WHEN "reports.declaration" THEN 1 ELSE 0 END
      + CASE WHEN "reports.labour.half_year" THEN 1 ELSE 0 END
      + CASE WHEN "reports.labour.half_year.late" THEN 1 ELSE 0 END
      + CASE WHEN "reports.labour.year" THEN 1 ELSE 0 END
      + CASE WHEN "reports.labour.year.late" THEN 1 ELSE 0 END
      + CASE WHEN "reports.labour_book" THEN 1 ELSE 0 END
      + CASE WHEN "safety.environment" THEN 1 ELSE 0 END
      + CASE WHEN "safety.equipment" THEN 1 ELSE 0 END
      + CASE WHEN "safety.hazard_id" THEN 1 ELSE 0 END
      + CASE WHEN "safety.hazard_regime" THEN 1 ELSE 0 END
      + CASE WHEN "safety.health_check" THEN 1 ELSE 0 END
      + CASE WHEN "safety.minor.book" THEN 1 ELSE 0 END
      + CASE WHEN "safety.plan" THEN 1 ELSE 0 END
      + CASE WHEN "safety.ppe" THEN 1 ELSE 0 END
      + CASE WHEN "safety.risk_assessment" THEN 1 ELSE 0 END
      + CASE WHEN "safety.training" THEN 1 ELSE 0 END
      + CASE WHEN "safety.women.lactation_room" THEN 1 ELSE 0 END
      + CASE WHEN "safety.women.protection" THEN 1 ELSE 0 END
      + CASE WHEN "time.leave" THEN 1 ELSE 0 END
      + CASE WHEN "time.normal" THEN 1 ELSE 0 END
      + CASE WHEN "time.overtime.consent" THEN 1 ELSE 0 END
      + CASE WHEN "time.overtime.day" THEN 1 ELSE 0 END
      + CASE WHEN "time.overtime.month" THEN 1 ELSE 0 END
      + CASE WHEN "time.overtime.notice" THEN 1 ELSE 0 END
      + CASE WHEN "time.overtime.year" THEN 1 ELSE 0 END
      + CASE WHEN "time.rest.shift" THEN 1 ELSE 0 END
      + CASE WHEN "time.rest.week" THEN 1 ELSE 0 END
      + CASE WHEN "union.fee.late" THEN 1 ELSE 0 END
      + CASE WHEN "union.fee.none" THEN 1 ELSE 0 END
      + CASE WHEN "union.fee.short" THEN 1 ELSE 0 END
      + CASE WHEN "wages.arrears" THEN 1 ELSE 0 END
      + CASE WHEN "wages.deduction" THEN 1 ELSE 0 END
      + CASE WHEN "wages.insurance_equivalent" THEN 1 ELSE 0 END
      + CASE WHEN "wages.late" THEN 1 ELSE 0 END
      + CASE WHEN "wages.minimum.hourly" THEN 1 ELSE 0 END
      + CASE WHEN "wages.minimum.monthly" THEN 1 ELSE 0 END
      + CASE WHEN "wages.overtime_pay" THEN 1 ELSE 0 END
      + CASE WHEN "wages.payslip" THEN 1 ELSE 0 END
      + CASE WHEN "wages.scale" THEN 1 ELSE 0 END
      + CASE WHEN "wages.scale.published" THEN 1 ELSE 0 END AS violations_fired,
    LEAST(
      GREATEST(
        0, CASE WHEN "agreement.refuse" THEN COALESCE("agreement.refuse affects", 0) ELSE 0 END,
        CASE WHEN "agreement.vote" THEN COALESCE("agreement.vote affects", 0) ELSE 0 END,
        CASE WHEN "contracts.content" THEN COALESCE("contracts.content affects", 0) ELSE 0 END,
        CASE WHEN "contracts.foreign.job" THEN COALESCE("contracts.foreign.job affects", 0) ELSE 0 END,
        CASE
          WHEN "contracts.foreign.notice" THEN COALESCE("contracts.foreign.notice affects", 0)
          ELSE 0
        END,
        CASE
          WHEN "contracts.foreign.permit" THEN COALESCE("contracts.foreign.permit affects", 0)
          ELSE 0
        END,
        CASE WHEN "contracts.layoff" THEN COALESCE("contracts.layoff affects", 0) ELSE 0 END,
        CASE WHEN "contracts.severance" THEN COALESCE("contracts.severance affects", 0) ELSE 0 END,
        CASE WHEN "contracts.type" THEN COALESCE("contracts.type affects", 0) ELSE 0 END,
        CASE WHEN "contracts.written" THEN COALESCE("contracts.written affects", 0) ELSE 0 END,
        CASE WHEN "insurance.accident" THEN COALESCE("insurance.accident affects", 0) ELSE 0 END,
        CASE
          WHEN "insurance.evasion.money" THEN COALESCE("insurance.evasion.money affects", 0)
          ELSE 0
        END,
        CASE
          WHEN "insurance.evasion.people" THEN COALESCE("insurance.evasion.people affects", 0)
          ELSE 0
        END,
        CASE
          WHEN "insurance.evasion.wage_base" THEN COALESCE("insurance.evasion.wage_base affects", 0)
          ELSE 0
        END,
        CASE WHEN "insurance.late.money" THEN COALESCE("insurance.late.money affects", 0) ELSE 0 END,
        CASE WHEN "insurance.late.people" THEN COALESCE("insurance.late.people affects", 0) ELSE 0 END,
        CASE
          WHEN "insurance.unemployment.evasion" THEN COALESCE("insurance.unemployment.evasion affects", 0)
          ELSE 0
        END,
        CASE
          WHEN "insurance.unemployment.late" THEN COALESCE("insurance.unemployment.late affects", 0)
          ELSE 0
        END,
        CASE WHEN "safety.hazard_regime" THEN COALESCE("safety.hazard_regime affects", 0) ELSE 0 END,
        CASE WHEN "safety.health_check" THEN COALESCE("safety.health_check affects", 0) ELSE 0 END,
        CASE WHEN "safety.minor.book" THEN COALESCE("safety.minor.book affects", 0) ELSE 0 END,
        CASE WHEN "safety.ppe" THEN COALESCE("safety.ppe affects", 0) ELSE 0 END,
        CASE WHEN "safety.training" THEN COALESCE("safety.training affects", 0) ELSE 0 END,
        CASE
          WHEN "safety.women.protection" THEN COALESCE("safety.women.protection affects", 0)
          ELSE 0
        END,
        CASE WHEN "time.overtime.day" THEN COALESCE("time.overtime.day affects", 0) ELSE 0 END,
        CASE WHEN "time.overtime.month" THEN COALESCE("time.overtime.month affects", 0) ELSE 0 END,
        CASE WHEN "time.overtime.year" THEN COALESCE("time.overtime.year affects", 0) ELSE 0 END,
        CASE WHEN "time.rest.shift" THEN COALESCE("time.rest.shift affects", 0) ELSE 0 END,
        CASE WHEN "wages.arrears" THEN COALESCE("wages.arrears affects", 0) ELSE 0 END,
        CASE WHEN "wages.deduction" THEN COALESCE("wages.deduction affects", 0) ELSE 0 END,
        CASE
          WHEN "wages.insurance_equivalent" THEN COALESCE("wages.insurance_equivalent affects", 0)
          ELSE 0
        END,
        CASE WHEN "wages.late" THEN COALESCE("wages.late affects", 0) ELSE 0 END,
        CASE WHEN "wages.minimum.hourly" THEN COALESCE("wages.minimum.hourly affects", 0) ELSE 0 END,
        CASE WHEN "wages.minimum.monthly" THEN COALESCE("wages.minimum.monthly affects", 0) ELSE 0 END,
        CASE WHEN "wages.overtime_pay" THEN COALESCE("wages.overtime_pay affects", 0) ELSE 0 END),
      CASE WHEN "workers of the firm" >= 0 THEN "workers of the firm" ELSE 9223372036854775807 END) AS workers_affected,
    CASE
      WHEN "agreement.refuse" AND "agreement.refuse affects" IS NULL
        OR "agreement.vote" AND "agreement.vote affects" IS NULL
        OR "contracts.content" AND "contracts.content affects" IS NULL
        OR "contracts.foreign.job" AND "contracts.foreign.job affects" IS NULL
        OR "contracts.foreign.notice" AND "contracts.foreign.notice affects" IS NULL
        OR "contracts.foreign.permit" AND "contracts.foreign.permit affects" IS NULL
        OR "contracts.layoff" AND "contracts.layoff affects" IS NULL
        OR "contracts.severance" AND "contracts.severance affects" IS NULL
        OR "contracts.type" AND "contracts.type affects" IS NULL
        OR "contracts.written" AND "contracts.written affects" IS NULL
        OR "insurance.accident" AND "insurance.accident affects" IS NULL
        OR "insurance.evasion.money" AND "insurance.evasion.money affects" IS NULL
        OR "insurance.evasion.people" AND "insurance.evasion.people affects" IS NULL
        OR "insurance.evasion.wage_base" AND "insurance.evasion.wage_base affects" IS NULL
        OR "insurance.late.money" AND "insurance.late.money affects" IS NULL
        OR "insurance.late.people" AND "insurance.late.people affects" IS NULL
        OR "insurance.unemployment.evasion" AND "insurance.unemployment.evasion affects" IS NULL
        OR "insurance.unemployment.late" AND "insurance.unemployment.late affects" IS NULL
        OR "safety.hazard_regime" AND "safety.hazard_regime affects" IS NULL
        OR "safety.health_check" AND "safety.health_check affects" IS NULL
        OR "safety.minor.book" AND "safety.minor.book affects" IS NULL
        OR "safety.ppe" AND "safety.ppe affects" IS NULL
        OR "safety.training" AND "safety.training affects" IS NULL
        OR "safety.women.protection" AND "safety.women.protection affects" IS NULL
        OR "time.overtime.day" AND "time.overtime.day affects" IS NULL
        OR "time.overtime.month" AND "time.overtime.month affects" IS NULL
        OR "time.overtime.year" AND "time.overtime.year affects" IS NULL
        OR "time.rest.shift" AND "time.rest.shift affects" IS NULL
        OR "wages.arrears" AND "wages.arrears affects" IS NULL
        OR "wages.deduction" AND "wages.deduction affects" IS NULL
        OR "wages.insurance_equivalent" AND "wages.insurance_equivalent affects" IS NULL
        OR "wages.late" AND "wages.late affects" IS NULL
        OR "wages.minimum.hourly" AND "wages.minimum.hourly affects" IS NULL
        OR "wages.minimum.monthly" AND "wages.minimum.monthly affects" IS NULL
        OR "wages.overtime_pay" AND "wages.overtime_pay affects" IS NULL
      THEN TRUE
      ELSE FALSE
    END AS more_may_be_affected,
    CASE
      WHEN "gate.once_check" OR "gate.once_inspection" OR "gate.other_plan" OR "gate.same_content" THEN TRUE
      ELSE FALSE
    END AS gates_hold,
    GREATEST(
      GREATEST(
        (-1), CASE WHEN "agreement.expired" THEN "agreement.expired low" ELSE (-1) END,
        CASE WHEN "agreement.presence" THEN "agreement.presence low" ELSE (-1) END,
        CASE WHEN "agreement.refuse" THEN "agreement.refuse low" ELSE (-1) END,
        CASE WHEN "agreement.sent" THEN "agreement.sent low" ELSE (-1) END,
        CASE WHEN "agreement.term" THEN "agreement.term low" ELSE (-1) END,
        CASE WHEN "agreement.vote" THEN "agreement.vote low" ELSE (-1) END,
        CASE WHEN "contracts.content" THEN "contracts.content low" ELSE (-1) END,
        CASE WHEN "contracts.foreign.job" THEN "contracts.foreign.job low" ELSE (-1) END,
        CASE WHEN "contracts.foreign.notice" THEN "contracts.foreign.notice low" ELSE (-1) END,
        CASE WHEN "contracts.foreign.permit" THEN "contracts.foreign.permit low" ELSE (-1) END,
        CASE WHEN "contracts.layoff" THEN "contracts.layoff low" ELSE (-1) END,
        CASE WHEN "contracts.leasing" THEN "contracts.leasing low" ELSE (-1) END,
        CASE WHEN "contracts.probation" THEN "contracts.probation low" ELSE (-1) END,
        CASE WHEN "contracts.retention" THEN "contracts.retention low" ELSE (-1) END,
        CASE WHEN "contracts.severance" THEN "contracts.severance low" ELSE (-1) END,
        CASE WHEN "contracts.type" THEN "contracts.type low" ELSE (-1) END,
        CASE WHEN "contracts.written" THEN "contracts.written low" ELSE (-1) END,
        CASE WHEN "dialogue.conference" THEN "dialogue.conference low" ELSE (-1) END,
        CASE WHEN "dialogue.members" THEN "dialogue.members low" ELSE (-1) END,
        CASE WHEN "dialogue.members.employer" THEN "dialogue.members.employer low" ELSE (-1) END,
        CASE WHEN "dialogue.periodic.count" THEN "dialogue.periodic.count low" ELSE (-1) END,
        CASE WHEN "dialogue.periodic.date" THEN "dialogue.periodic.date low" ELSE (-1) END,
        CASE WHEN "dialogue.publish" THEN "dialogue.publish low" ELSE (-1) END,
        CASE WHEN "dialogue.regulation" THEN "dialogue.regulation low" ELSE (-1) END,
        CASE WHEN "disputes.collective" THEN "disputes.collective low" ELSE (-1) END,
        CASE WHEN "disputes.complaints" THEN "disputes.complaints low" ELSE (-1) END,
        CASE WHEN "disputes.strike" THEN "disputes.strike low" ELSE (-1) END,
        CASE WHEN "insurance.accident" THEN "insurance.accident low" ELSE (-1) END,
        CASE WHEN "insurance.base.gap" THEN "insurance.base.gap low" ELSE (-1) END,
        CASE WHEN "insurance.base.minimum" THEN "insurance.base.minimum low" ELSE (-1) END,
        CASE WHEN "insurance.coverage_gap" THEN "insurance.coverage_gap low" ELSE (-1) END,
        CASE WHEN "insurance.evasion.money" THEN "insurance.evasion.money low" ELSE (-1) END,
        CASE WHEN "insurance.evasion.people" THEN "insurance.evasion.people low" ELSE (-1) END,
        CASE WHEN "insurance.evasion.wage_base" THEN "insurance.evasion.wage_base low" ELSE (-1) END,
        CASE WHEN "insurance.late.money" THEN "insurance.late.money low" ELSE (-1) END,
        CASE WHEN "insurance.late.people" THEN "insurance.late.people low" ELSE (-1) END,
        CASE WHEN "insurance.no_unit" THEN "insurance.no_unit low" ELSE (-1) END,
        CASE WHEN "insurance.paid_short" THEN "insurance.paid_short low" ELSE (-1) END,
        CASE
          WHEN "insurance.unemployment.evasion" THEN "insurance.unemployment.evasion low"
          ELSE (-1)
        END,
        CASE WHEN "insurance.unemployment.late" THEN "insurance.unemployment.late low" ELSE (-1) END,
        CASE WHEN "local.agreement.sector" THEN "local.agreement.sector low" ELSE (-1) END,
        CASE WHEN "local.agreement.zone" THEN "local.agreement.zone low" ELSE (-1) END,
        CASE WHEN "local.conference.target" THEN "local.conference.target low" ELSE (-1) END,
        CASE WHEN "local.dialogue.target" THEN "local.dialogue.target low" ELSE (-1) END,
        CASE WHEN "local.dispute.early" THEN "local.dispute.early low" ELSE (-1) END,
        CASE WHEN "local.union.fifteen" THEN "local.union.fifteen low" ELSE (-1) END,
        CASE WHEN "local.union.five" THEN "local.union.five low" ELSE (-1) END,
        CASE WHEN "local.wage.minimum" THEN "local.wage.minimum low" ELSE (-1) END,
        CASE WHEN "local.wage.region" THEN "local.wage.region low" ELSE (-1) END,
        CASE WHEN "regulations.notified" THEN "regulations.notified low" ELSE (-1) END,
        CASE WHEN "regulations.registered" THEN "regulations.registered low" ELSE (-1) END,
        CASE WHEN "regulations.registered.late" THEN "regulations.registered.late low" ELSE (-1) END,
        CASE WHEN "regulations.sanction" THEN "regulations.sanction low" ELSE (-1) END,
        CASE WHEN "regulations.written" THEN "regulations.written low" ELSE (-1) END,
        CASE WHEN "reports.declaration" THEN "reports.declaration low" ELSE (-1) END,
        CASE WHEN "reports.labour.half_year" THEN "reports.labour.half_year low" ELSE (-1) END,
        CASE WHEN "reports.labour.half_year.late" THEN "reports.labour.half_year.late low" ELSE (-1) END,
        CASE WHEN "reports.labour.year" THEN "reports.labour.year low" ELSE (-1) END,
        CASE WHEN "reports.labour.year.late" THEN "reports.labour.year.late low" ELSE (-1) END,
        CASE WHEN "reports.labour_book" THEN "reports.labour_book low" ELSE (-1) END,
        CASE WHEN "reports.not_listed" THEN "reports.not_listed low" ELSE (-1) END,
        CASE WHEN "safety.accidents" THEN "safety.accidents low" ELSE (-1) END,
        CASE WHEN "safety.environment" THEN "safety.environment low" ELSE (-1) END,
        CASE WHEN "safety.equipment" THEN "safety.equipment low" ELSE (-1) END,
        CASE WHEN "safety.fatal_accidents" THEN "safety.fatal_accidents low" ELSE (-1) END,
        CASE WHEN "safety.hazard_id" THEN "safety.hazard_id low" ELSE (-1) END,
        CASE WHEN "safety.hazard_regime" THEN "safety.hazard_regime low" ELSE (-1) END,
        CASE WHEN "safety.health_check" THEN "safety.health_check low" ELSE (-1) END,
        CASE WHEN "safety.minor.book" THEN "safety.minor.book low" ELSE (-1) END,
        CASE WHEN "safety.plan" THEN "safety.plan low" ELSE (-1) END,
        CASE WHEN "safety.ppe" THEN "safety.ppe low" ELSE (-1) END,
        CASE WHEN "safety.risk_assessment" THEN "safety.risk_assessment low" ELSE (-1) END,
        CASE WHEN "safety.training" THEN "safety.training low" ELSE (-1) END,
        CASE WHEN "safety.women.lactation_room" THEN "safety.women.lactation_room low" ELSE (-1) END,
        CASE WHEN "safety.women.protection" THEN "safety.women.protection low" ELSE (-1) END,
        CASE WHEN "time.leave" THEN "time.leave low" ELSE (-1) END,
        CASE WHEN "time.normal" THEN "time.normal low" ELSE (-1) END,
        CASE WHEN "time.overtime.consent" THEN "time.overtime.consent low" ELSE (-1) END,
        CASE WHEN "time.overtime.day" THEN "time.overtime.day low" ELSE (-1) END,
        CASE WHEN "time.overtime.month" THEN "time.overtime.month low" ELSE (-1) END,
        CASE WHEN "time.overtime.notice" THEN "time.overtime.notice low" ELSE (-1) END,
        CASE WHEN "time.overtime.year" THEN "time.overtime.year low" ELSE (-1) END,
        CASE WHEN "time.rest.shift" THEN "time.rest.shift low" ELSE (-1) END,
        CASE WHEN "time.rest.week" THEN "time.rest.week low" ELSE (-1) END,
        CASE WHEN "union.fee.late" THEN "union.fee.late low" ELSE (-1) END,
        CASE WHEN "union.fee.none" THEN "union.fee.none low" ELSE (-1) END,
        CASE WHEN "union.fee.short" THEN "union.fee.short low" ELSE (-1) END,
        CASE WHEN "union.presence" THEN "union.presence low" ELSE (-1) END,
        CASE WHEN "wages.arrears" THEN "wages.arrears low" ELSE (-1) END),
      GREATEST(
        CASE WHEN "wages.deduction" THEN "wages.deduction low" ELSE (-1) END,
        CASE WHEN "wages.insurance_equivalent" THEN "wages.insurance_equivalent low" ELSE (-1) END,
        CASE WHEN "wages.late" THEN "wages.late low" ELSE (-1) END,
        CASE WHEN "wages.minimum.hourly" THEN "wages.minimum.hourly low" ELSE (-1) END,
        CASE WHEN "wages.minimum.monthly" THEN "wages.minimum.monthly low" ELSE (-1) END,
        CASE WHEN "wages.overtime_pay" THEN "wages.overtime_pay low" ELSE (-1) END,
        CASE WHEN "wages.payslip" THEN "wages.payslip low" ELSE (-1) END,
        CASE WHEN "wages.scale" THEN "wages.scale low" ELSE (-1) END,
        CASE WHEN "wages.scale.published" THEN "wages.scale.published low" ELSE (-1) END)) AS top_points
  FROM area_points a
),

-- What the policy says of the totals, before gates
outcomes AS (
  SELECT
    s.*,
    CASE
      WHEN low >= 60 THEN 'critical'
      WHEN low >= 40 THEN 'high'
      WHEN low >= 20 THEN 'medium'
      ELSE 'low'
    END AS band,
    CASE
      WHEN high >= 60 THEN 'critical'
      WHEN high >= 40 THEN 'high'
      WHEN high >= 20 THEN 'medium'
      ELSE 'low'
    END AS band_may_be,
    CASE
      WHEN (low >= 40 OR violation_points >= 35) AND violations_fired >= 1 THEN 'inspect'
      WHEN violations_fired >= 1 THEN 'letter'
      WHEN high >= 40 OR low >= 10 THEN 'ask'
      ELSE 'none'
    END AS wished,
    CASE
      WHEN violations_fired >= 1 THEN 'letter'
      WHEN high >= 40 OR low >= 10 THEN 'ask'
      ELSE 'none'
    END AS wished_without_visit
  FROM scores s
)

SELECT
  ROW_NUMBER() OVER (
    ORDER BY low DESC NULLS LAST, workers_affected DESC NULLS LAST, high DESC NULLS LAST, tax_code COLLATE C ASC) AS rank,
  tax_code,
  low,
  high,
  estimate_tenths,
  band,
  band_may_be,
  coverage,
  CASE WHEN wished = 'inspect' AND gates_hold THEN wished_without_visit ELSE wished END AS outcome,
  -- gates that hold an inspection back
  CASE
    WHEN wished = 'inspect' AND gates_hold
    THEN CONCAT_WS(
      ' ', CASE WHEN "gate.once_check" THEN 'gate.once_check' END,
      CASE WHEN "gate.once_inspection" THEN 'gate.once_inspection' END,
      CASE WHEN "gate.other_plan" THEN 'gate.other_plan' END,
      CASE WHEN "gate.same_content" THEN 'gate.same_content' END)
    ELSE ''
  END AS held_by,
  -- gates that nobody can answer yet
  CASE
    WHEN wished = 'inspect' AND NOT gates_hold
    THEN CONCAT_WS(
      ' ', CASE WHEN "gate.once_check" IS NULL THEN 'gate.once_check' END,
      CASE WHEN "gate.once_inspection" IS NULL THEN 'gate.once_inspection' END,
      CASE WHEN "gate.other_plan" IS NULL THEN 'gate.other_plan' END,
      CASE WHEN "gate.same_content" IS NULL THEN 'gate.same_content' END)
    ELSE ''
  END AS confirm_first,
  workers_affected,
  more_may_be_affected,
  area_insurance,
  area_wages,
  area_contracts,
  area_union,
  area_dialogue,
  area_safety,
  area_time,
  area_agreement,
  area_regulations,
  area_reports,
  area_disputes,
  area_local,
  CONCAT_WS(
    ' ',
    NULLIF(
      CONCAT_WS(
        ' ', CASE WHEN "agreement.expired" THEN 'agreement.expired' END,
        CASE WHEN "agreement.presence" THEN 'agreement.presence' END,
        CASE WHEN "agreement.refuse" THEN 'agreement.refuse' END,
        CASE WHEN "agreement.sent" THEN 'agreement.sent' END,
        CASE WHEN "agreement.term" THEN 'agreement.term' END,
        CASE WHEN "agreement.vote" THEN 'agreement.vote' END,
        CASE WHEN "contracts.content" THEN 'contracts.content' END,
        CASE WHEN "contracts.foreign.job" THEN 'contracts.foreign.job' END,
        CASE WHEN "contracts.foreign.notice" THEN 'contracts.foreign.notice' END,
        CASE WHEN "contracts.foreign.permit" THEN 'contracts.foreign.permit' END,
        CASE WHEN "contracts.layoff" THEN 'contracts.layoff' END,
        CASE WHEN "contracts.leasing" THEN 'contracts.leasing' END,
        CASE WHEN "contracts.probation" THEN 'contracts.probation' END,
        CASE WHEN "contracts.retention" THEN 'contracts.retention' END,
        CASE WHEN "contracts.severance" THEN 'contracts.severance' END,
        CASE WHEN "contracts.type" THEN 'contracts.type' END,
        CASE WHEN "contracts.written" THEN 'contracts.written' END,
        CASE WHEN "dialogue.conference" THEN 'dialogue.conference' END,
        CASE WHEN "dialogue.members" THEN 'dialogue.members' END,
        CASE WHEN "dialogue.members.employer" THEN 'dialogue.members.employer' END,
        CASE WHEN "dialogue.periodic.count" THEN 'dialogue.periodic.count' END,
        CASE WHEN "dialogue.periodic.date" THEN 'dialogue.periodic.date' END,
        CASE WHEN "dialogue.publish" THEN 'dialogue.publish' END,
        CASE WHEN "dialogue.regulation" THEN 'dialogue.regulation' END,
        CASE WHEN "disputes.collective" THEN 'disputes.collective' END,
        CASE WHEN "disputes.complaints" THEN 'disputes.complaints' END,
        CASE WHEN "disputes.strike" THEN 'disputes.strike' END,
        CASE WHEN "insurance.accident" THEN 'insurance.accident' END,
        CASE WHEN "insurance.base.gap" THEN 'insurance.base.gap' END,
        CASE WHEN "insurance.base.minimum" THEN 'insurance.base.minimum' END,
        CASE WHEN "insurance.coverage_gap" THEN 'insurance.coverage_gap' END,
        CASE WHEN "insurance.evasion.money" THEN 'insurance.evasion.money' END,
        CASE WHEN "insurance.evasion.people" THEN 'insurance.evasion.people' END,
        CASE WHEN "insurance.evasion.wage_base" THEN 'insurance.evasion.wage_base' END,
        CASE WHEN "insurance.late.money" THEN 'insurance.late.money' END,
        CASE WHEN "insurance.late.people" THEN 'insurance.late.people' END,
        CASE WHEN "insurance.no_unit" THEN 'insurance.no_unit' END,
        CASE WHEN "insurance.paid_short" THEN 'insurance.paid_short' END,
        CASE WHEN "insurance.unemployment.evasion" THEN 'insurance.unemployment.evasion' END,
        CASE WHEN "insurance.unemployment.late" THEN 'insurance.unemployment.late' END,
        CASE WHEN "local.agreement.sector" THEN 'local.agreement.sector' END,
        CASE WHEN "local.agreement.zone" THEN 'local.agreement.zone' END,
        CASE WHEN "local.conference.target" THEN 'local.conference.target' END,
        CASE WHEN "local.dialogue.target" THEN 'local.dialogue.target' END,
        CASE WHEN "local.dispute.early" THEN 'local.dispute.early' END,
        CASE WHEN "local.union.fifteen" THEN 'local.union.fifteen' END,
        CASE WHEN "local.union.five" THEN 'local.union.five' END,
        CASE WHEN "local.wage.minimum" THEN 'local.wage.minimum' END,
        CASE WHEN "local.wage.region" THEN 'local.wage.region' END,
        CASE WHEN "regulations.notified" THEN 'regulations.notified' END,
        CASE WHEN "regulations.registered" THEN 'regulations.registered' END,
        CASE WHEN "regulations.registered.late" THEN 'regulations.registered.late' END,
        CASE WHEN "regulations.sanction" THEN 'regulations.sanction' END,
        CASE WHEN "regulations.written" THEN 'regulations.written' END,
        CASE WHEN "reports.declaration" THEN 'reports.declaration' END,
        CASE WHEN "reports.labour.half_year" THEN 'reports.labour.half_year' END,
        CASE WHEN "reports.labour.half_year.late" THEN 'reports.labour.half_year.late' END,
        CASE WHEN "reports.labour.year" THEN 'reports.labour.year' END,
        CASE WHEN "reports.labour.year.late" THEN 'reports.labour.year.late' END,
        CASE WHEN "reports.labour_book" THEN 'reports.labour_book' END,
        CASE WHEN "reports.not_listed" THEN 'reports.not_listed' END,
        CASE WHEN "safety.accidents" THEN 'safety.accidents' END,
        CASE WHEN "safety.environment" THEN 'safety.environment' END,
        CASE WHEN "safety.equipment" THEN 'safety.equipment' END,
        CASE WHEN "safety.fatal_accidents" THEN 'safety.fatal_accidents' END,
        CASE WHEN "safety.hazard_id" THEN 'safety.hazard_id' END,
        CASE WHEN "safety.hazard_regime" THEN 'safety.hazard_regime' END,
        CASE WHEN "safety.health_check" THEN 'safety.health_check' END,
        CASE WHEN "safety.minor.book" THEN 'safety.minor.book' END,
        CASE WHEN "safety.plan" THEN 'safety.plan' END, CASE WHEN "safety.ppe" THEN 'safety.ppe' END,
        CASE WHEN "safety.risk_assessment" THEN 'safety.risk_assessment' END,
        CASE WHEN "safety.training" THEN 'safety.training' END,
        CASE WHEN "safety.women.lactation_room" THEN 'safety.women.lactation_room' END,
        CASE WHEN "safety.women.protection" THEN 'safety.women.protection' END,
        CASE WHEN "time.leave" THEN 'time.leave' END, CASE WHEN "time.normal" THEN 'time.normal' END,
        CASE WHEN "time.overtime.consent" THEN 'time.overtime.consent' END,
        CASE WHEN "time.overtime.day" THEN 'time.overtime.day' END,
        CASE WHEN "time.overtime.month" THEN 'time.overtime.month' END,
        CASE WHEN "time.overtime.notice" THEN 'time.overtime.notice' END,
        CASE WHEN "time.overtime.year" THEN 'time.overtime.year' END,
        CASE WHEN "time.rest.shift" THEN 'time.rest.shift' END,
        CASE WHEN "time.rest.week" THEN 'time.rest.week' END,
        CASE WHEN "union.fee.late" THEN 'union.fee.late' END,
        CASE WHEN "union.fee.none" THEN 'union.fee.none' END,
        CASE WHEN "union.fee.short" THEN 'union.fee.short' END,
        CASE WHEN "union.presence" THEN 'union.presence' END,
        CASE WHEN "wages.arrears" THEN 'wages.arrears' END),
      ''),
    NULLIF(
      CONCAT_WS(
        ' ', CASE WHEN "wages.deduction" THEN 'wages.deduction' END,
        CASE WHEN "wages.insurance_equivalent" THEN 'wages.insurance_equivalent' END,
        CASE WHEN "wages.late" THEN 'wages.late' END,
        CASE WHEN "wages.minimum.hourly" THEN 'wages.minimum.hourly' END,
        CASE WHEN "wages.minimum.monthly" THEN 'wages.minimum.monthly' END,
        CASE WHEN "wages.overtime_pay" THEN 'wages.overtime_pay' END,
        CASE WHEN "wages.payslip" THEN 'wages.payslip' END, CASE WHEN "wages.scale" THEN 'wages.scale' END,
        CASE WHEN "wages.scale.published" THEN 'wages.scale.published' END),
      '')) AS fired_rules,
  CONCAT_WS(
    ' ',
    NULLIF(
      CONCAT_WS(
        ' ', CASE WHEN "agreement.expired" IS NULL THEN 'agreement.expired' END,
        CASE WHEN "agreement.presence" IS NULL THEN 'agreement.presence' END,
        CASE WHEN "agreement.refuse" IS NULL THEN 'agreement.refuse' END,
        CASE WHEN "agreement.sent" IS NULL THEN 'agreement.sent' END,
        CASE WHEN "agreement.term" IS NULL THEN 'agreement.term' END,
        CASE WHEN "agreement.vote" IS NULL THEN 'agreement.vote' END,
        CASE WHEN "contracts.content" IS NULL THEN 'contracts.content' END,
        CASE WHEN "contracts.foreign.job" IS NULL THEN 'contracts.foreign.job' END,
        CASE WHEN "contracts.foreign.notice" IS NULL THEN 'contracts.foreign.notice' END,
        CASE WHEN "contracts.foreign.permit" IS NULL THEN 'contracts.foreign.permit' END,
        CASE WHEN "contracts.layoff" IS NULL THEN 'contracts.layoff' END,
        CASE WHEN "contracts.leasing" IS NULL THEN 'contracts.leasing' END,
        CASE WHEN "contracts.probation" IS NULL THEN 'contracts.probation' END,
        CASE WHEN "contracts.retention" IS NULL THEN 'contracts.retention' END,
        CASE WHEN "contracts.severance" IS NULL THEN 'contracts.severance' END,
        CASE WHEN "contracts.type" IS NULL THEN 'contracts.type' END,
        CASE WHEN "contracts.written" IS NULL THEN 'contracts.written' END,
        CASE WHEN "dialogue.conference" IS NULL THEN 'dialogue.conference' END,
        CASE WHEN "dialogue.members" IS NULL THEN 'dialogue.members' END,
        CASE WHEN "dialogue.members.employer" IS NULL THEN 'dialogue.members.employer' END,
        CASE WHEN "dialogue.periodic.count" IS NULL THEN 'dialogue.periodic.count' END,
        CASE WHEN "dialogue.periodic.date" IS NULL THEN 'dialogue.periodic.date' END,
        CASE WHEN "dialogue.publish" IS NULL THEN 'dialogue.publish' END,
        CASE WHEN "dialogue.regulation" IS NULL THEN 'dialogue.regulation' END,
        CASE WHEN "disputes.collective" IS NULL THEN 'disputes.collective' END,
        CASE WHEN "disputes.complaints" IS NULL THEN 'disputes.complaints' END,
        CASE WHEN "disputes.strike" IS NULL THEN 'disputes.strike' END,
        CASE WHEN "insurance.accident" IS NULL THEN 'insurance.accident' END,
        CASE WHEN "insurance.base.gap" IS NULL THEN 'insurance.base.gap' END,
        CASE WHEN "insurance.base.minimum" IS NULL THEN 'insurance.base.minimum' END,
        CASE WHEN "insurance.coverage_gap" IS NULL THEN 'insurance.coverage_gap' END,
        CASE WHEN "insurance.evasion.money" IS NULL THEN 'insurance.evasion.money' END,
        CASE WHEN "insurance.evasion.people" IS NULL THEN 'insurance.evasion.people' END,
        CASE WHEN "insurance.evasion.wage_base" IS NULL THEN 'insurance.evasion.wage_base' END,
        CASE WHEN "insurance.late.money" IS NULL THEN 'insurance.late.money' END,
        CASE WHEN "insurance.late.people" IS NULL THEN 'insurance.late.people' END,
        CASE WHEN "insurance.no_unit" IS NULL THEN 'insurance.no_unit' END,
        CASE WHEN "insurance.paid_short" IS NULL THEN 'insurance.paid_short' END,
        CASE WHEN "insurance.unemployment.evasion" IS NULL THEN 'insurance.unemployment.evasion' END,
        CASE WHEN "insurance.unemployment.late" IS NULL THEN 'insurance.unemployment.late' END,
        CASE WHEN "local.agreement.sector" IS NULL THEN 'local.agreement.sector' END,
        CASE WHEN "local.agreement.zone" IS NULL THEN 'local.agreement.zone' END,
        CASE WHEN "local.conference.target" IS NULL THEN 'local.conference.target' END,
        CASE WHEN "local.dialogue.target" IS NULL THEN 'local.dialogue.target' END,
        CASE WHEN "local.dispute.early" IS NULL THEN 'local.dispute.early' END,
        CASE WHEN "local.union.fifteen" IS NULL THEN 'local.union.fifteen' END,
        CASE WHEN "local.union.five" IS NULL THEN 'local.union.five' END,
        CASE WHEN "local.wage.minimum" IS NULL THEN 'local.wage.minimum' END,
        CASE WHEN "local.wage.region" IS NULL THEN 'local.wage.region' END,
        CASE WHEN "regulations.notified" IS NULL THEN 'regulations.notified' END,
        CASE WHEN "regulations.registered" IS NULL THEN 'regulations.registered' END,
        CASE WHEN "regulations.registered.late" IS NULL THEN 'regulations.registered.late' END,
        CASE WHEN "regulations.sanction" IS NULL THEN 'regulations.sanction' END,
        CASE WHEN "regulations.written" IS NULL THEN 'regulations.written' END,
        CASE WHEN "reports.declaration" IS NULL THEN 'reports.declaration' END,
        CASE WHEN "reports.labour.half_year" IS NULL THEN 'reports.labour.half_year' END,
        CASE WHEN "reports.labour.half_year.late" IS NULL THEN 'reports.labour.half_year.late' END,
        CASE WHEN "reports.labour.year" IS NULL THEN 'reports.labour.year' END,
        CASE WHEN "reports.labour.year.late" IS NULL THEN 'reports.labour.year.late' END,
        CASE WHEN "reports.labour_book" IS NULL THEN 'reports.labour_book' END,
        CASE WHEN "reports.not_listed" IS NULL THEN 'reports.not_listed' END,
        CASE WHEN "safety.accidents" IS NULL THEN 'safety.accidents' END,
        CASE WHEN "safety.environment" IS NULL THEN 'safety.environment' END,
        CASE WHEN "safety.equipment" IS NULL THEN 'safety.equipment' END,
        CASE WHEN "safety.fatal_accidents" IS NULL THEN 'safety.fatal_accidents' END,
        CASE WHEN "safety.hazard_id" IS NULL THEN 'safety.hazard_id' END,
        CASE WHEN "safety.hazard_regime" IS NULL THEN 'safety.hazard_regime' END,
        CASE WHEN "safety.health_check" IS NULL THEN 'safety.health_check' END,
        CASE WHEN "safety.minor.book" IS NULL THEN 'safety.minor.book' END,
        CASE WHEN "safety.plan" IS NULL THEN 'safety.plan' END,
        CASE WHEN "safety.ppe" IS NULL THEN 'safety.ppe' END,
        CASE WHEN "safety.risk_assessment" IS NULL THEN 'safety.risk_assessment' END,
        CASE WHEN "safety.training" IS NULL THEN 'safety.training' END,
        CASE WHEN "safety.women.lactation_room" IS NULL THEN 'safety.women.lactation_room' END,
        CASE WHEN "safety.women.protection" IS NULL THEN 'safety.women.protection' END,
        CASE WHEN "time.leave" IS NULL THEN 'time.leave' END,
        CASE WHEN "time.normal" IS NULL THEN 'time.normal' END,
        CASE WHEN "time.overtime.consent" IS NULL THEN 'time.overtime.consent' END,
        CASE WHEN "time.overtime.day" IS NULL THEN 'time.overtime.day' END,
        CASE WHEN "time.overtime.month" IS NULL THEN 'time.overtime.month' END,
        CASE WHEN "time.overtime.notice" IS NULL THEN 'time.overtime.notice' END,
        CASE WHEN "time.overtime.year" IS NULL THEN 'time.overtime.year' END,
        CASE WHEN "time.rest.shift" IS NULL THEN 'time.rest.shift' END,
        CASE WHEN "time.rest.week" IS NULL THEN 'time.rest.week' END,
        CASE WHEN "union.fee.late" IS NULL THEN 'union.fee.late' END,
        CASE WHEN "union.fee.none" IS NULL THEN 'union.fee.none' END,
        CASE WHEN "union.fee.short" IS NULL THEN 'union.fee.short' END,
        CASE WHEN "union.presence" IS NULL THEN 'union.presence' END,
        CASE WHEN "wages.arrears" IS NULL THEN 'wages.arrears' END),
      ''),
    NULLIF(
      CONCAT_WS(
        ' ', CASE WHEN "wages.deduction" IS NULL THEN 'wages.deduction' END,
        CASE WHEN "wages.insurance_equivalent" IS NULL THEN 'wages.insurance_equivalent' END,
        CASE WHEN "wages.late" IS NULL THEN 'wages.late' END,
        CASE WHEN "wages.minimum.hourly" IS NULL THEN 'wages.minimum.hourly' END,
        CASE WHEN "wages.minimum.monthly" IS NULL THEN 'wages.minimum.monthly' END,
        CASE WHEN "wages.overtime_pay" IS NULL THEN 'wages.overtime_pay' END,
        CASE WHEN "wages.payslip" IS NULL THEN 'wages.payslip' END,
        CASE WHEN "wages.scale" IS NULL THEN 'wages.scale' END,
        CASE WHEN "wages.scale.published" IS NULL THEN 'wages.scale.published' END),
      '')) AS unknown_rules,
  -- the fired rule with the most points, ties by id
  CASE
    WHEN "agreement.expired" AND "agreement.expired low" = top_points THEN 'agreement.expired'
    WHEN "agreement.presence" AND "agreement.presence low" = top_points THEN 'agreement.presence'
    WHEN "agreement.refuse" AND "agreement.refuse low" = top_points THEN 'agreement.refuse'
    WHEN "agreement.sent" AND "agreement.sent low" = top_points THEN 'agreement.sent'
    WHEN "agreement.term" AND "agreement.term low" = top_points THEN 'agreement.term'
    WHEN "agreement.vote" AND "agreement.vote low" = top_points THEN 'agreement.vote'
    WHEN "contracts.content" AND "contracts.content low" = top_points THEN 'contracts.content'
    WHEN "contracts.foreign.job" AND "contracts.foreign.job low" = top_points THEN 'contracts.foreign.job'
    WHEN "contracts.foreign.notice" AND "contracts.foreign.notice low" = top_points
    THEN 'contracts.foreign.notice'
    WHEN "contracts.foreign.permit" AND "contracts.foreign.permit low" = top_points
    THEN 'contracts.foreign.permit'
    WHEN "contracts.layoff" AND "contracts.layoff low" = top_points THEN 'contracts.layoff'
    WHEN "contracts.leasing" AND "contracts.leasing low" = top_points THEN 'contracts.leasing'
    WHEN "contracts.probation" AND "contracts.probation low" = top_points THEN 'contracts.probation'
    WHEN "contracts.retention" AND "contracts.retention low" = top_points THEN 'contracts.retention'
    WHEN "contracts.severance" AND "contracts.severance low" = top_points THEN 'contracts.severance'
    WHEN "contracts.type" AND "contracts.type low" = top_points THEN 'contracts.type'
    WHEN "contracts.written" AND "contracts.written low" = top_points THEN 'contracts.written'
    WHEN "dialogue.conference" AND "dialogue.conference low" = top_points THEN 'dialogue.conference'
    WHEN "dialogue.members" AND "dialogue.members low" = top_points THEN 'dialogue.members'
    WHEN "dialogue.members.employer" AND "dialogue.members.employer low" = top_points
    THEN 'dialogue.members.employer'
    WHEN "dialogue.periodic.count" AND "dialogue.periodic.count low" = top_points
    THEN 'dialogue.periodic.count'
    WHEN "dialogue.periodic.date" AND "dialogue.periodic.date low" = top_points THEN 'dialogue.periodic.date'
    WHEN "dialogue.publish" AND "dialogue.publish low" = top_points THEN 'dialogue.publish'
    WHEN "dialogue.regulation" AND "dialogue.regulation low" = top_points THEN 'dialogue.regulation'
    WHEN "disputes.collective" AND "disputes.collective low" = top_points THEN 'disputes.collective'
    WHEN "disputes.complaints" AND "disputes.complaints low" = top_points THEN 'disputes.complaints'
    WHEN "disputes.strike" AND "disputes.strike low" = top_points THEN 'disputes.strike'
    WHEN "insurance.accident" AND "insurance.accident low" = top_points THEN 'insurance.accident'
    WHEN "insurance.base.gap" AND "insurance.base.gap low" = top_points THEN 'insurance.base.gap'
    WHEN "insurance.base.minimum" AND "insurance.base.minimum low" = top_points THEN 'insurance.base.minimum'
    WHEN "insurance.coverage_gap" AND "insurance.coverage_gap low" = top_points THEN 'insurance.coverage_gap'
    WHEN "insurance.evasion.money" AND "insurance.evasion.money low" = top_points
    THEN 'insurance.evasion.money'
    WHEN "insurance.evasion.people" AND "insurance.evasion.people low" = top_points
    THEN 'insurance.evasion.people'
    WHEN "insurance.evasion.wage_base" AND "insurance.evasion.wage_base low" = top_points
    THEN 'insurance.evasion.wage_base'
    WHEN "insurance.late.money" AND "insurance.late.money low" = top_points THEN 'insurance.late.money'
    WHEN "insurance.late.people" AND "insurance.late.people low" = top_points THEN 'insurance.late.people'
    WHEN "insurance.no_unit" AND "insurance.no_unit low" = top_points THEN 'insurance.no_unit'
    WHEN "insurance.paid_short" AND "insurance.paid_short low" = top_points THEN 'insurance.paid_short'
    WHEN "insurance.unemployment.evasion" AND "insurance.unemployment.evasion low" = top_points
    THEN 'insurance.unemployment.evasion'
    WHEN "insurance.unemployment.late" AND "insurance.unemployment.late low" = top_points
    THEN 'insurance.unemployment.late'
    WHEN "local.agreement.sector" AND "local.agreement.sector low" = top_points THEN 'local.agreement.sector'
    WHEN "local.agreement.zone" AND "local.agreement.zone low" = top_points THEN 'local.agreement.zone'
    WHEN "local.conference.target" AND "local.conference.target low" = top_points
    THEN 'local.conference.target'
    WHEN "local.dialogue.target" AND "local.dialogue.target low" = top_points THEN 'local.dialogue.target'
    WHEN "local.dispute.early" AND "local.dispute.early low" = top_points THEN 'local.dispute.early'
    WHEN "local.union.fifteen" AND "local.union.fifteen low" = top_points THEN 'local.union.fifteen'
    WHEN "local.union.five" AND "local.union.five low" = top_points THEN 'local.union.five'
    WHEN "local.wage.minimum" AND "local.wage.minimum low" = top_points THEN 'local.wage.minimum'
    WHEN "local.wage.region" AND "local.wage.region low" = top_points THEN 'local.wage.region'
    WHEN "regulations.notified" AND "regulations.notified low" = top_points THEN 'regulations.notified'
    WHEN "regulations.registered" AND "regulations.registered low" = top_points THEN 'regulations.registered'
    WHEN "regulations.registered.late" AND "regulations.registered.late low" = top_points
    THEN 'regulations.registered.late'
    WHEN "regulations.sanction" AND "regulations.sanction low" = top_points THEN 'regulations.sanction'
    WHEN "regulations.written" AND "regulations.written low" = top_points THEN 'regulations.written'
    WHEN "reports.declaration" AND "reports.declaration low" = top_points THEN 'reports.declaration'
    WHEN "reports.labour.half_year" AND "reports.labour.half_year low" = top_points
    THEN 'reports.labour.half_year'
    WHEN "reports.labour.half_year.late" AND "reports.labour.half_year.late low" = top_points
    THEN 'reports.labour.half_year.late'
    WHEN "reports.labour.year" AND "reports.labour.year low" = top_points THEN 'reports.labour.year'
    WHEN "reports.labour.year.late" AND "reports.labour.year.late low" = top_points
    THEN 'reports.labour.year.late'
    WHEN "reports.labour_book" AND "reports.labour_book low" = top_points THEN 'reports.labour_book'
    WHEN "reports.not_listed" AND "reports.not_listed low" = top_points THEN 'reports.not_listed'
    WHEN "safety.accidents" AND "safety.accidents low" = top_points THEN 'safety.accidents'
    WHEN "safety.environment" AND "safety.environment low" = top_points THEN 'safety.environment'
    WHEN "safety.equipment" AND "safety.equipment low" = top_points THEN 'safety.equipment'
    WHEN "safety.fatal_accidents" AND "safety.fatal_accidents low" = top_points THEN 'safety.fatal_accidents'
    WHEN "safety.hazard_id" AND "safety.hazard_id low" = top_points THEN 'safety.hazard_id'
    WHEN "safety.hazard_regime" AND "safety.hazard_regime low" = top_points THEN 'safety.hazard_regime'
    WHEN "safety.health_check" AND "safety.health_check low" = top_points THEN 'safety.health_check'
    WHEN "safety.minor.book" AND "safety.minor.book low" = top_points THEN 'safety.minor.book'
    WHEN "safety.plan" AND "safety.plan low" = top_points THEN 'safety.plan'
    WHEN "safety.ppe" AND "safety.ppe low" = top_points THEN 'safety.ppe'
    WHEN "safety.risk_assessment" AND "safety.risk_assessment low" = top_points THEN 'safety.risk_assessment'
    WHEN "safety.training" AND "safety.training low" = top_points THEN 'safety.training'
    WHEN "safety.women.lactation_room" AND "safety.women.lactation_room low" = top_points
    THEN 'safety.women.lactation_room'
    WHEN "safety.women.protection" AND "safety.women.protection low" = top_points
    THEN 'safety.women.protection'
    WHEN "time.leave" AND "time.leave low" = top_points THEN 'time.leave'
    WHEN "time.normal" AND "time.normal low" = top_points THEN 'time.normal'
    WHEN "time.overtime.consent" AND "time.overtime.consent low" = top_points THEN 'time.overtime.consent'
    WHEN "time.overtime.day" AND "time.overtime.day low" = top_points THEN 'time.overtime.day'
    WHEN "time.overtime.month" AND "time.overtime.month low" = top_points THEN 'time.overtime.month'
    WHEN "time.overtime.notice" AND "time.overtime.notice low" = top_points THEN 'time.overtime.notice'
    WHEN "time.overtime.year" AND "time.overtime.year low" = top_points THEN 'time.overtime.year'
    WHEN "time.rest.shift" AND "time.rest.shift low" = top_points THEN 'time.rest.shift'
    WHEN "time.rest.week" AND "time.rest.week low" = top_points THEN 'time.rest.week'
    WHEN "union.fee.late" AND "union.fee.late low" = top_points THEN 'union.fee.late'
    WHEN "union.fee.none" AND "union.fee.none low" = top_points THEN 'union.fee.none'
    WHEN "union.fee.short" AND "union.fee.short low" = top_points THEN 'union.fee.short'
    WHEN "union.presence" AND "union.presence low" = top_points THEN 'union.presence'
    WHEN "wages.arrears" AND "wages.arrears low" = top_points THEN 'wages.arrears'
    WHEN "wages.deduction" AND "wages.deduction low" = top_points THEN 'wages.deduction'
    WHEN "wages.insurance_equivalent" AND "wages.insurance_equivalent low" = top_points
    THEN 'wages.insurance_equivalent'
    WHEN "wages.late" AND "wages.late low" = top_points THEN 'wages.late'
    WHEN "wages.minimum.hourly" AND "wages.minimum.hourly low" = top_points THEN 'wages.minimum.hourly'
    WHEN "wages.minimum.monthly" AND "wages.minimum.monthly low" = top_points THEN 'wages.minimum.monthly'
    WHEN "wages.overtime_pay" AND "wages.overtime_pay low" = top_points THEN 'wages.overtime_pay'
    WHEN "wages.payslip" AND "wages.payslip low" = top_points THEN 'wages.payslip'
    WHEN "wages.scale" AND "wages.scale low" = top_points THEN 'wages.scale'
    WHEN "wages.scale.published" AND "wages.scale.published low" = top_points THEN 'wages.scale.published'
  END AS first_reason
FROM outcomes
ORDER BY rank;
