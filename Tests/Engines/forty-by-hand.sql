-- The forty rules of samples/benchmark as a database engineer writes them for DuckDB, over the table of
-- `firmrisk sql --ddl`, with every column that the generated SQL yields.
CREATE OR REPLACE TABLE by_hand AS
WITH fired AS (
 SELECT tax_code,
   debt > 0 and debt_days > 60 AS r00,
   debt > 0 and debt_days > 180 AS r01,
   debt > 200000000 AS r02,
   debt > workers * 3000000 AS r03,
   uninsured > 0 and uninsured_days > 30 AS r04,
   uninsured * 5 > workers AS r05,
   insured + uninsured < contracts AS r06,
   insured_wage < lowest_wage AS r07,
   insured_wage * 2 < average_wage AS r08,
   insured = 0 and workers > 0 AS r09,
   region = 'I' and lowest_wage < 5310000 AS r10,
   region = 'II' and lowest_wage < 4730000 AS r11,
   region = 'III' and lowest_wage < 4140000 AS r12,
   region = 'IV' and lowest_wage < 3700000 AS r13,
   late_days > 15 and late_persons > 0 AS r14,
   late_days > 30 AS r15,
   late_persons * 2 >= workers and late_persons > 0 AS r16,
   arrears > 0 AS r17,
   arrears > 500000000 AS r18,
   not pay_scale and workers >= 10 AS r19,
   contracts < contracts_due AS r20,
   (contracts_due - contracts) * 10 > contracts_due AS r21,
   no_permit > 0 AS r22,
   no_permit = foreigners and foreigners > 0 AS r23,
   not regulations and workers >= 10 AS r24,
   not agreement and has_union AS r25,
   not has_union and workers >= 25 AS r26,
   fee_paid < fee_due and fee_days > 0 AS r27,
   fee_paid * 2 < fee_due AS r28,
   started >= DATE '2026-01-01' and workers >= 50 AS r29,
   overtime_month > 40 AS r30,
   overtime_year > 300 AS r31,
   overtime_month > 40 and overtime_year > 200 AS r32,
   accidents > 0 AS r33,
   accidents >= 3 AS r34,
   accidents > 0 and workers < 50 AS r35,
   complaints > 0 AS r36,
   complaints >= 3 or accidents >= 2 AS r37,
   women * 2 > workers and not regulations AS r38,
   ownership = 'Doanh nghiệp nhà nước' and complaints > 0 AS r39
 FROM firms
), counts AS (
  SELECT
    CASE WHEN count(r00) < 30 THEN 40
      ELSE (160 * count(*) FILTER (r00) + count(r00)) // (2 * count(r00)) END AS e00,
    CASE WHEN count(r01) < 30 THEN 45
      ELSE (180 * count(*) FILTER (r01) + count(r01)) // (2 * count(r01)) END AS e01,
    CASE WHEN count(r02) < 30 THEN 30
      ELSE (120 * count(*) FILTER (r02) + count(r02)) // (2 * count(r02)) END AS e02,
    CASE WHEN count(r03) < 30 THEN 25
      ELSE (100 * count(*) FILTER (r03) + count(r03)) // (2 * count(r03)) END AS e03,
    CASE WHEN count(r04) < 30 THEN 35
      ELSE (140 * count(*) FILTER (r04) + count(r04)) // (2 * count(r04)) END AS e04,
    CASE WHEN count(r05) < 30 THEN 25
      ELSE (100 * count(*) FILTER (r05) + count(r05)) // (2 * count(r05)) END AS e05,
    CASE WHEN count(r06) < 30 THEN 20
      ELSE (80 * count(*) FILTER (r06) + count(r06)) // (2 * count(r06)) END AS e06,
    CASE WHEN count(r07) < 30 THEN 20
      ELSE (80 * count(*) FILTER (r07) + count(r07)) // (2 * count(r07)) END AS e07,
    CASE WHEN count(r08) < 30 THEN 15
      ELSE (60 * count(*) FILTER (r08) + count(r08)) // (2 * count(r08)) END AS e08,
    CASE WHEN count(r09) < 30 THEN 30
      ELSE (120 * count(*) FILTER (r09) + count(r09)) // (2 * count(r09)) END AS e09,
    CASE WHEN count(r10) < 30 THEN 40
      ELSE (160 * count(*) FILTER (r10) + count(r10)) // (2 * count(r10)) END AS e10,
    CASE WHEN count(r11) < 30 THEN 40
      ELSE (160 * count(*) FILTER (r11) + count(r11)) // (2 * count(r11)) END AS e11,
    CASE WHEN count(r12) < 30 THEN 40
      ELSE (160 * count(*) FILTER (r12) + count(r12)) // (2 * count(r12)) END AS e12,
    CASE WHEN count(r13) < 30 THEN 40
      ELSE (160 * count(*) FILTER (r13) + count(r13)) // (2 * count(r13)) END AS e13,
    CASE WHEN count(r14) < 30 THEN 25
      ELSE (100 * count(*) FILTER (r14) + count(r14)) // (2 * count(r14)) END AS e14,
    CASE WHEN count(r15) < 30 THEN 30
      ELSE (120 * count(*) FILTER (r15) + count(r15)) // (2 * count(r15)) END AS e15,
    CASE WHEN count(r16) < 30 THEN 25
      ELSE (100 * count(*) FILTER (r16) + count(r16)) // (2 * count(r16)) END AS e16,
    CASE WHEN count(r17) < 30 THEN 25
      ELSE (100 * count(*) FILTER (r17) + count(r17)) // (2 * count(r17)) END AS e17,
    CASE WHEN count(r18) < 30 THEN 20
      ELSE (80 * count(*) FILTER (r18) + count(r18)) // (2 * count(r18)) END AS e18,
    CASE WHEN count(r19) < 30 THEN 15
      ELSE (60 * count(*) FILTER (r19) + count(r19)) // (2 * count(r19)) END AS e19,
    CASE WHEN count(r20) < 30 THEN 35
      ELSE (140 * count(*) FILTER (r20) + count(r20)) // (2 * count(r20)) END AS e20,
    CASE WHEN count(r21) < 30 THEN 30
      ELSE (120 * count(*) FILTER (r21) + count(r21)) // (2 * count(r21)) END AS e21,
    CASE WHEN count(r22) < 30 THEN 30
      ELSE (120 * count(*) FILTER (r22) + count(r22)) // (2 * count(r22)) END AS e22,
    CASE WHEN count(r23) < 30 THEN 25
      ELSE (100 * count(*) FILTER (r23) + count(r23)) // (2 * count(r23)) END AS e23,
    CASE WHEN count(r24) < 30 THEN 20
      ELSE (80 * count(*) FILTER (r24) + count(r24)) // (2 * count(r24)) END AS e24,
    CASE WHEN count(r25) < 30 THEN 10
      ELSE (40 * count(*) FILTER (r25) + count(r25)) // (2 * count(r25)) END AS e25,
    CASE WHEN count(r26) < 30 THEN 15
      ELSE (60 * count(*) FILTER (r26) + count(r26)) // (2 * count(r26)) END AS e26,
    CASE WHEN count(r27) < 30 THEN 20
      ELSE (80 * count(*) FILTER (r27) + count(r27)) // (2 * count(r27)) END AS e27,
    CASE WHEN count(r28) < 30 THEN 15
      ELSE (60 * count(*) FILTER (r28) + count(r28)) // (2 * count(r28)) END AS e28,
    CASE WHEN count(r29) < 30 THEN 10
      ELSE (40 * count(*) FILTER (r29) + count(r29)) // (2 * count(r29)) END AS e29,
    CASE WHEN count(r30) < 30 THEN 25
      ELSE (100 * count(*) FILTER (r30) + count(r30)) // (2 * count(r30)) END AS e30,
    CASE WHEN count(r31) < 30 THEN 30
      ELSE (120 * count(*) FILTER (r31) + count(r31)) // (2 * count(r31)) END AS e31,
    CASE WHEN count(r32) < 30 THEN 20
      ELSE (80 * count(*) FILTER (r32) + count(r32)) // (2 * count(r32)) END AS e32,
    CASE WHEN count(r33) < 30 THEN 30
      ELSE (120 * count(*) FILTER (r33) + count(r33)) // (2 * count(r33)) END AS e33,
    CASE WHEN count(r34) < 30 THEN 35
      ELSE (140 * count(*) FILTER (r34) + count(r34)) // (2 * count(r34)) END AS e34,
    CASE WHEN count(r35) < 30 THEN 20
      ELSE (80 * count(*) FILTER (r35) + count(r35)) // (2 * count(r35)) END AS e35,
    CASE WHEN count(r36) < 30 THEN 15
      ELSE (60 * count(*) FILTER (r36) + count(r36)) // (2 * count(r36)) END AS e36,
    CASE WHEN count(r37) < 30 THEN 25
      ELSE (100 * count(*) FILTER (r37) + count(r37)) // (2 * count(r37)) END AS e37,
    CASE WHEN count(r38) < 30 THEN 15
      ELSE (60 * count(*) FILTER (r38) + count(r38)) // (2 * count(r38)) END AS e38,
    CASE WHEN count(r39) < 30 THEN 10
      ELSE (40 * count(*) FILTER (r39) + count(r39)) // (2 * count(r39)) END AS e39
  FROM fired
), areas AS (
  SELECT fired.*,
    least(25,
      CASE WHEN r00 THEN 8 ELSE 0 END + CASE WHEN r01 THEN 9 ELSE 0 END + CASE WHEN r02 THEN 6 ELSE 0 END +
      CASE WHEN r03 THEN 5 ELSE 0 END + CASE WHEN r04 THEN 7 ELSE 0 END + CASE WHEN r05 THEN 5 ELSE 0 END +
      CASE WHEN r06 THEN 4 ELSE 0 END + CASE WHEN r07 THEN 4 ELSE 0 END + CASE WHEN r08 THEN 3 ELSE 0 END +
      CASE WHEN r09 THEN 6 ELSE 0 END) AS area_insurance,
    least(25,
      CASE WHEN r00 IS NOT FALSE THEN 8 ELSE 0 END + CASE WHEN r01 IS NOT FALSE THEN 9 ELSE 0 END +
      CASE WHEN r02 IS NOT FALSE THEN 6 ELSE 0 END + CASE WHEN r03 IS NOT FALSE THEN 5 ELSE 0 END +
      CASE WHEN r04 IS NOT FALSE THEN 7 ELSE 0 END + CASE WHEN r05 IS NOT FALSE THEN 5 ELSE 0 END +
      CASE WHEN r06 IS NOT FALSE THEN 4 ELSE 0 END + CASE WHEN r07 IS NOT FALSE THEN 4 ELSE 0 END +
      CASE WHEN r08 IS NOT FALSE THEN 3 ELSE 0 END + CASE WHEN r09 IS NOT FALSE THEN 6 ELSE 0 END) AS high_insurance,
    least(250,
      CASE WHEN r00 THEN 80 WHEN r00 IS NULL THEN e00 ELSE 0 END +
      CASE WHEN r01 THEN 90 WHEN r01 IS NULL THEN e01 ELSE 0 END +
      CASE WHEN r02 THEN 60 WHEN r02 IS NULL THEN e02 ELSE 0 END +
      CASE WHEN r03 THEN 50 WHEN r03 IS NULL THEN e03 ELSE 0 END +
      CASE WHEN r04 THEN 70 WHEN r04 IS NULL THEN e04 ELSE 0 END +
      CASE WHEN r05 THEN 50 WHEN r05 IS NULL THEN e05 ELSE 0 END +
      CASE WHEN r06 THEN 40 WHEN r06 IS NULL THEN e06 ELSE 0 END +
      CASE WHEN r07 THEN 40 WHEN r07 IS NULL THEN e07 ELSE 0 END +
      CASE WHEN r08 THEN 30 WHEN r08 IS NULL THEN e08 ELSE 0 END +
      CASE WHEN r09 THEN 60 WHEN r09 IS NULL THEN e09 ELSE 0 END) AS tenths_insurance,
    least(25,
      CASE WHEN r10 THEN 8 ELSE 0 END + CASE WHEN r11 THEN 8 ELSE 0 END + CASE WHEN r12 THEN 8 ELSE 0 END +
      CASE WHEN r13 THEN 8 ELSE 0 END + CASE WHEN r14 THEN 5 ELSE 0 END + CASE WHEN r15 THEN 6 ELSE 0 END +
      CASE WHEN r16 THEN 5 ELSE 0 END + CASE WHEN r17 THEN 5 ELSE 0 END + CASE WHEN r18 THEN 4 ELSE 0 END +
      CASE WHEN r19 THEN 3 ELSE 0 END) AS area_wages,
    least(25,
      CASE WHEN r10 IS NOT FALSE THEN 8 ELSE 0 END + CASE WHEN r11 IS NOT FALSE THEN 8 ELSE 0 END +
      CASE WHEN r12 IS NOT FALSE THEN 8 ELSE 0 END + CASE WHEN r13 IS NOT FALSE THEN 8 ELSE 0 END +
      CASE WHEN r14 IS NOT FALSE THEN 5 ELSE 0 END + CASE WHEN r15 IS NOT FALSE THEN 6 ELSE 0 END +
      CASE WHEN r16 IS NOT FALSE THEN 5 ELSE 0 END + CASE WHEN r17 IS NOT FALSE THEN 5 ELSE 0 END +
      CASE WHEN r18 IS NOT FALSE THEN 4 ELSE 0 END + CASE WHEN r19 IS NOT FALSE THEN 3 ELSE 0 END) AS high_wages,
    least(250,
      CASE WHEN r10 THEN 80 WHEN r10 IS NULL THEN e10 ELSE 0 END +
      CASE WHEN r11 THEN 80 WHEN r11 IS NULL THEN e11 ELSE 0 END +
      CASE WHEN r12 THEN 80 WHEN r12 IS NULL THEN e12 ELSE 0 END +
      CASE WHEN r13 THEN 80 WHEN r13 IS NULL THEN e13 ELSE 0 END +
      CASE WHEN r14 THEN 50 WHEN r14 IS NULL THEN e14 ELSE 0 END +
      CASE WHEN r15 THEN 60 WHEN r15 IS NULL THEN e15 ELSE 0 END +
      CASE WHEN r16 THEN 50 WHEN r16 IS NULL THEN e16 ELSE 0 END +
      CASE WHEN r17 THEN 50 WHEN r17 IS NULL THEN e17 ELSE 0 END +
      CASE WHEN r18 THEN 40 WHEN r18 IS NULL THEN e18 ELSE 0 END +
      CASE WHEN r19 THEN 30 WHEN r19 IS NULL THEN e19 ELSE 0 END) AS tenths_wages,
    least(25,
      CASE WHEN r20 THEN 7 ELSE 0 END + CASE WHEN r21 THEN 6 ELSE 0 END + CASE WHEN r22 THEN 6 ELSE 0 END +
      CASE WHEN r23 THEN 5 ELSE 0 END + CASE WHEN r24 THEN 4 ELSE 0 END + CASE WHEN r25 THEN 2 ELSE 0 END +
      CASE WHEN r26 THEN 3 ELSE 0 END + CASE WHEN r27 THEN 4 ELSE 0 END + CASE WHEN r28 THEN 3 ELSE 0 END +
      CASE WHEN r29 THEN 2 ELSE 0 END) AS area_contracts,
    least(25,
      CASE WHEN r20 IS NOT FALSE THEN 7 ELSE 0 END + CASE WHEN r21 IS NOT FALSE THEN 6 ELSE 0 END +
      CASE WHEN r22 IS NOT FALSE THEN 6 ELSE 0 END + CASE WHEN r23 IS NOT FALSE THEN 5 ELSE 0 END +
      CASE WHEN r24 IS NOT FALSE THEN 4 ELSE 0 END + CASE WHEN r25 IS NOT FALSE THEN 2 ELSE 0 END +
      CASE WHEN r26 IS NOT FALSE THEN 3 ELSE 0 END + CASE WHEN r27 IS NOT FALSE THEN 4 ELSE 0 END +
      CASE WHEN r28 IS NOT FALSE THEN 3 ELSE 0 END + CASE WHEN r29 IS NOT FALSE THEN 2 ELSE 0 END) AS high_contracts,
    least(250,
      CASE WHEN r20 THEN 70 WHEN r20 IS NULL THEN e20 ELSE 0 END +
      CASE WHEN r21 THEN 60 WHEN r21 IS NULL THEN e21 ELSE 0 END +
      CASE WHEN r22 THEN 60 WHEN r22 IS NULL THEN e22 ELSE 0 END +
      CASE WHEN r23 THEN 50 WHEN r23 IS NULL THEN e23 ELSE 0 END +
      CASE WHEN r24 THEN 40 WHEN r24 IS NULL THEN e24 ELSE 0 END +
      CASE WHEN r25 THEN 20 WHEN r25 IS NULL THEN e25 ELSE 0 END +
      CASE WHEN r26 THEN 30 WHEN r26 IS NULL THEN e26 ELSE 0 END +
      CASE WHEN r27 THEN 40 WHEN r27 IS NULL THEN e27 ELSE 0 END +
      CASE WHEN r28 THEN 30 WHEN r28 IS NULL THEN e28 ELSE 0 END +
      CASE WHEN r29 THEN 20 WHEN r29 IS NULL THEN e29 ELSE 0 END) AS tenths_contracts,
    least(25,
      CASE WHEN r30 THEN 5 ELSE 0 END + CASE WHEN r31 THEN 6 ELSE 0 END + CASE WHEN r32 THEN 4 ELSE 0 END +
      CASE WHEN r33 THEN 6 ELSE 0 END + CASE WHEN r34 THEN 7 ELSE 0 END + CASE WHEN r35 THEN 4 ELSE 0 END +
      CASE WHEN r36 THEN 3 ELSE 0 END + CASE WHEN r37 THEN 5 ELSE 0 END + CASE WHEN r38 THEN 3 ELSE 0 END +
      CASE WHEN r39 THEN 2 ELSE 0 END) AS area_safety,
    least(25,
      CASE WHEN r30 IS NOT FALSE THEN 5 ELSE 0 END + CASE WHEN r31 IS NOT FALSE THEN 6 ELSE 0 END +
      CASE WHEN r32 IS NOT FALSE THEN 4 ELSE 0 END + CASE WHEN r33 IS NOT FALSE THEN 6 ELSE 0 END +
      CASE WHEN r34 IS NOT FALSE THEN 7 ELSE 0 END + CASE WHEN r35 IS NOT FALSE THEN 4 ELSE 0 END +
      CASE WHEN r36 IS NOT FALSE THEN 3 ELSE 0 END + CASE WHEN r37 IS NOT FALSE THEN 5 ELSE 0 END +
      CASE WHEN r38 IS NOT FALSE THEN 3 ELSE 0 END + CASE WHEN r39 IS NOT FALSE THEN 2 ELSE 0 END) AS high_safety,
    least(250,
      CASE WHEN r30 THEN 50 WHEN r30 IS NULL THEN e30 ELSE 0 END +
      CASE WHEN r31 THEN 60 WHEN r31 IS NULL THEN e31 ELSE 0 END +
      CASE WHEN r32 THEN 40 WHEN r32 IS NULL THEN e32 ELSE 0 END +
      CASE WHEN r33 THEN 60 WHEN r33 IS NULL THEN e33 ELSE 0 END +
      CASE WHEN r34 THEN 70 WHEN r34 IS NULL THEN e34 ELSE 0 END +
      CASE WHEN r35 THEN 40 WHEN r35 IS NULL THEN e35 ELSE 0 END +
      CASE WHEN r36 THEN 30 WHEN r36 IS NULL THEN e36 ELSE 0 END +
      CASE WHEN r37 THEN 50 WHEN r37 IS NULL THEN e37 ELSE 0 END +
      CASE WHEN r38 THEN 30 WHEN r38 IS NULL THEN e38 ELSE 0 END +
      CASE WHEN r39 THEN 20 WHEN r39 IS NULL THEN e39 ELSE 0 END) AS tenths_safety
  FROM fired CROSS JOIN counts
), scored AS (
  SELECT *,
    area_insurance + area_wages + area_contracts + area_safety AS low,
    high_insurance + high_wages + high_contracts + high_safety AS high,
    tenths_insurance + tenths_wages + tenths_contracts + tenths_safety AS estimate_tenths
  FROM areas
)
SELECT row_number() OVER (ORDER BY low DESC, high DESC, tax_code) AS rank, tax_code, low, high, estimate_tenths,
  CASE WHEN low >= 60 THEN 'critical' WHEN low >= 40 THEN 'high' WHEN low >= 20 THEN 'medium' ELSE 'low' END AS band,
  CASE WHEN high >= 60 THEN 'critical' WHEN high >= 40 THEN 'high' WHEN high >= 20 THEN 'medium' ELSE 'low' END
    AS band_may_be,
  100 AS coverage,
  CASE WHEN low >= 40 THEN 'inspect' WHEN low > 0 THEN 'letter' WHEN high >= 40 THEN 'ask' ELSE 'none' END AS outcome,
  '' AS held_by, '' AS confirm_first, 0 AS workers_affected, FALSE AS more_may_be_affected,
  area_insurance, area_wages, area_contracts, area_safety,
  concat_ws(' ',
    CASE WHEN r27 THEN 'contracts.fee' END, CASE WHEN r28 THEN 'contracts.fee_half' END,
    CASE WHEN r20 THEN 'contracts.missing' END, CASE WHEN r21 THEN 'contracts.missing_many' END,
    CASE WHEN r29 THEN 'contracts.new_firm' END, CASE WHEN r25 THEN 'contracts.no_agreement' END,
    CASE WHEN r24 THEN 'contracts.no_regulations' END, CASE WHEN r26 THEN 'contracts.no_union' END,
    CASE WHEN r22 THEN 'contracts.permits' END, CASE WHEN r23 THEN 'contracts.permits_all' END,
    CASE WHEN r03 THEN 'insurance.debt_a_head' END, CASE WHEN r01 THEN 'insurance.evasion_long' END,
    CASE WHEN r00 THEN 'insurance.evasion_short' END, CASE WHEN r06 THEN 'insurance.fewer_insured' END,
    CASE WHEN r08 THEN 'insurance.half_base' END, CASE WHEN r02 THEN 'insurance.large_debt' END,
    CASE WHEN r07 THEN 'insurance.low_base' END, CASE WHEN r09 THEN 'insurance.no_insured' END,
    CASE WHEN r04 THEN 'insurance.unregistered' END, CASE WHEN r05 THEN 'insurance.unregistered_many' END,
    CASE WHEN r33 THEN 'safety.accident' END, CASE WHEN r35 THEN 'safety.accident_small' END,
    CASE WHEN r34 THEN 'safety.accidents' END, CASE WHEN r36 THEN 'safety.complaint' END,
    CASE WHEN r37 THEN 'safety.complaints' END, CASE WHEN r32 THEN 'safety.overtime_both' END,
    CASE WHEN r30 THEN 'safety.overtime_month' END, CASE WHEN r31 THEN 'safety.overtime_year' END,
    CASE WHEN r39 THEN 'safety.state_firm' END, CASE WHEN r38 THEN 'safety.women_no_rules' END,
    CASE WHEN r17 THEN 'wages.arrears' END, CASE WHEN r18 THEN 'wages.arrears_large' END,
    CASE WHEN r13 THEN 'wages.below_floor_four' END, CASE WHEN r10 THEN 'wages.below_floor_one' END,
    CASE WHEN r12 THEN 'wages.below_floor_three' END, CASE WHEN r11 THEN 'wages.below_floor_two' END,
    CASE WHEN r14 THEN 'wages.late' END, CASE WHEN r15 THEN 'wages.late_long' END,
    CASE WHEN r16 THEN 'wages.late_many' END, CASE WHEN r19 THEN 'wages.no_scale' END) AS fired_rules,
  concat_ws(' ',
    CASE WHEN r27 IS NULL THEN 'contracts.fee' END, CASE WHEN r28 IS NULL THEN 'contracts.fee_half' END,
    CASE WHEN r20 IS NULL THEN 'contracts.missing' END,
    CASE WHEN r21 IS NULL THEN 'contracts.missing_many' END,
    CASE WHEN r29 IS NULL THEN 'contracts.new_firm' END,
    CASE WHEN r25 IS NULL THEN 'contracts.no_agreement' END,
    CASE WHEN r24 IS NULL THEN 'contracts.no_regulations' END,
    CASE WHEN r26 IS NULL THEN 'contracts.no_union' END, CASE WHEN r22 IS NULL THEN 'contracts.permits' END,
    CASE WHEN r23 IS NULL THEN 'contracts.permits_all' END,
    CASE WHEN r03 IS NULL THEN 'insurance.debt_a_head' END,
    CASE WHEN r01 IS NULL THEN 'insurance.evasion_long' END,
    CASE WHEN r00 IS NULL THEN 'insurance.evasion_short' END,
    CASE WHEN r06 IS NULL THEN 'insurance.fewer_insured' END,
    CASE WHEN r08 IS NULL THEN 'insurance.half_base' END,
    CASE WHEN r02 IS NULL THEN 'insurance.large_debt' END,
    CASE WHEN r07 IS NULL THEN 'insurance.low_base' END,
    CASE WHEN r09 IS NULL THEN 'insurance.no_insured' END,
    CASE WHEN r04 IS NULL THEN 'insurance.unregistered' END,
    CASE WHEN r05 IS NULL THEN 'insurance.unregistered_many' END,
    CASE WHEN r33 IS NULL THEN 'safety.accident' END, CASE WHEN r35 IS NULL THEN 'safety.accident_small' END,
    CASE WHEN r34 IS NULL THEN 'safety.accidents' END, CASE WHEN r36 IS NULL THEN 'safety.complaint' END,
    CASE WHEN r37 IS NULL THEN 'safety.complaints' END,
    CASE WHEN r32 IS NULL THEN 'safety.overtime_both' END,
    CASE WHEN r30 IS NULL THEN 'safety.overtime_month' END,
    CASE WHEN r31 IS NULL THEN 'safety.overtime_year' END,
    CASE WHEN r39 IS NULL THEN 'safety.state_firm' END,
    CASE WHEN r38 IS NULL THEN 'safety.women_no_rules' END, CASE WHEN r17 IS NULL THEN 'wages.arrears' END,
    CASE WHEN r18 IS NULL THEN 'wages.arrears_large' END,
    CASE WHEN r13 IS NULL THEN 'wages.below_floor_four' END,
    CASE WHEN r10 IS NULL THEN 'wages.below_floor_one' END,
    CASE WHEN r12 IS NULL THEN 'wages.below_floor_three' END,
    CASE WHEN r11 IS NULL THEN 'wages.below_floor_two' END, CASE WHEN r14 IS NULL THEN 'wages.late' END,
    CASE WHEN r15 IS NULL THEN 'wages.late_long' END, CASE WHEN r16 IS NULL THEN 'wages.late_many' END,
    CASE WHEN r19 IS NULL THEN 'wages.no_scale' END) AS unknown_rules,
  -- most points first, ties by id
  CASE
    WHEN r01 THEN 'insurance.evasion_long' WHEN r00 THEN 'insurance.evasion_short'
    WHEN r13 THEN 'wages.below_floor_four' WHEN r10 THEN 'wages.below_floor_one'
    WHEN r12 THEN 'wages.below_floor_three' WHEN r11 THEN 'wages.below_floor_two'
    WHEN r20 THEN 'contracts.missing' WHEN r04 THEN 'insurance.unregistered' WHEN r34 THEN 'safety.accidents'
    WHEN r21 THEN 'contracts.missing_many' WHEN r22 THEN 'contracts.permits'
    WHEN r02 THEN 'insurance.large_debt' WHEN r09 THEN 'insurance.no_insured' WHEN r33 THEN 'safety.accident'
    WHEN r31 THEN 'safety.overtime_year' WHEN r15 THEN 'wages.late_long'
    WHEN r23 THEN 'contracts.permits_all' WHEN r03 THEN 'insurance.debt_a_head'
    WHEN r05 THEN 'insurance.unregistered_many' WHEN r37 THEN 'safety.complaints'
    WHEN r30 THEN 'safety.overtime_month' WHEN r17 THEN 'wages.arrears' WHEN r14 THEN 'wages.late'
    WHEN r16 THEN 'wages.late_many' WHEN r27 THEN 'contracts.fee' WHEN r24 THEN 'contracts.no_regulations'
    WHEN r06 THEN 'insurance.fewer_insured' WHEN r07 THEN 'insurance.low_base'
    WHEN r35 THEN 'safety.accident_small' WHEN r32 THEN 'safety.overtime_both'
    WHEN r18 THEN 'wages.arrears_large' WHEN r28 THEN 'contracts.fee_half' WHEN r26 THEN 'contracts.no_union'
    WHEN r08 THEN 'insurance.half_base' WHEN r36 THEN 'safety.complaint'
    WHEN r38 THEN 'safety.women_no_rules' WHEN r19 THEN 'wages.no_scale' WHEN r29 THEN 'contracts.new_firm'
    WHEN r25 THEN 'contracts.no_agreement' WHEN r39 THEN 'safety.state_firm'
  END AS first_reason
FROM scored;
