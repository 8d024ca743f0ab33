"""The forty rules of samples/benchmark in Polars: python forty_polars.py INPUT OUTPUT"""
import sys
from datetime import date

import polars as pl

c = pl.col
lit = pl.lit

SCHEMA = {
    "MST": pl.String,
    "Tên doanh nghiệp": pl.String,
    "Xã/phường": pl.String,
    "Mã ngành": pl.String,
    "Loại hình": pl.String,
    "Vùng": pl.String,
    "Ngày hoạt động": pl.Date,
    "Số lao động": pl.Int64,
    "Lao động nữ": pl.Int64,
    "LĐNN": pl.Int64,
    "LĐNN không có GPLĐ": pl.Int64,
    "Số LĐ phải ký HĐLĐ": pl.Int64,
    "Số LĐ ký HĐLĐ": pl.Int64,
    "Lương thấp nhất": pl.Int64,
    "Lương bình quân": pl.Int64,
    "Số ngày chậm trả lương": pl.Int64,
    "Số LĐ bị chậm lương": pl.Int64,
    "Nợ lương": pl.Int64,
    "Có thang bảng lương": pl.String,
    "Số LĐ đóng BHXH": pl.Int64,
    "Số người chưa tham gia BHXH": pl.Int64,
    "Số ngày chậm đăng ký": pl.Int64,
    "Số tiền nợ BHXH": pl.Int64,
    "Số ngày chậm đóng": pl.Int64,
    "Ngày đôn đốc": pl.String,
    "Lương đóng BHXH bình quân": pl.Int64,
    "Có công đoàn": pl.String,
    "KPCĐ phải nộp": pl.Int64,
    "KPCĐ đã nộp": pl.Int64,
    "Số ngày chậm nộp KPCĐ": pl.Int64,
    "Có TƯLĐTT": pl.String,
    "Có NQLĐ": pl.String,
    "Ngày báo cáo 6 tháng": pl.String,
    "Giờ làm thêm cao nhất/tháng": pl.Int64,
    "Giờ làm thêm cao nhất/năm": pl.Int64,
    "Số vụ TNLĐ": pl.Int64,
    "Đơn thư": pl.Int64,
}
NAMES = {"MST": "tax_code", "Tên doanh nghiệp": "name", "Xã/phường": "commune", "Mã ngành": "sector", "Loại hình": "ownership", "Vùng": "region", "Ngày hoạt động": "started", "Số lao động": "workers", "Lao động nữ": "women", "LĐNN": "foreigners", "LĐNN không có GPLĐ": "no_permit", "Số LĐ phải ký HĐLĐ": "contracts_due", "Số LĐ ký HĐLĐ": "contracts", "Lương thấp nhất": "lowest_wage", "Lương bình quân": "average_wage", "Số ngày chậm trả lương": "late_days", "Số LĐ bị chậm lương": "late_persons", "Nợ lương": "arrears", "Có thang bảng lương": "pay_scale", "Số LĐ đóng BHXH": "insured", "Số người chưa tham gia BHXH": "uninsured", "Số ngày chậm đăng ký": "uninsured_days", "Số tiền nợ BHXH": "debt", "Số ngày chậm đóng": "debt_days", "Lương đóng BHXH bình quân": "insured_wage", "Có công đoàn": "has_union", "KPCĐ phải nộp": "fee_due", "KPCĐ đã nộp": "fee_paid", "Số ngày chậm nộp KPCĐ": "fee_days", "Có TƯLĐTT": "agreement", "Có NQLĐ": "regulations", "Giờ làm thêm cao nhất/tháng": "overtime_month", "Giờ làm thêm cao nhất/năm": "overtime_year", "Số vụ TNLĐ": "accidents", "Đơn thư": "complaints"}
TRUTHS = ['pay_scale', 'has_union', 'agreement', 'regulations']

RULES = [
    ("insurance.evasion_short", 8, (c("debt") > 0) & (c("debt_days") > 60)),
    ("insurance.evasion_long", 9, (c("debt") > 0) & (c("debt_days") > 180)),
    ("insurance.large_debt", 6, (c("debt") > 200000000)),
    ("insurance.debt_a_head", 5, (c("debt") > c("workers") * 3000000)),
    ("insurance.unregistered", 7, (c("uninsured") > 0) & (c("uninsured_days") > 30)),
    ("insurance.unregistered_many", 5, (c("uninsured") * 5 > c("workers"))),
    ("insurance.fewer_insured", 4, (c("insured") + c("uninsured") < c("contracts"))),
    ("insurance.low_base", 4, (c("insured_wage") < c("lowest_wage"))),
    ("insurance.half_base", 3, (c("insured_wage") * 2 < c("average_wage"))),
    ("insurance.no_insured", 6, (c("insured") == 0) & (c("workers") > 0)),
    ("wages.below_floor_one", 8, (c("region") == lit("I")) & (c("lowest_wage") < 5310000)),
    ("wages.below_floor_two", 8, (c("region") == lit("II")) & (c("lowest_wage") < 4730000)),
    ("wages.below_floor_three", 8, (c("region") == lit("III")) & (c("lowest_wage") < 4140000)),
    ("wages.below_floor_four", 8, (c("region") == lit("IV")) & (c("lowest_wage") < 3700000)),
    ("wages.late", 5, (c("late_days") > 15) & (c("late_persons") > 0)),
    ("wages.late_long", 6, (c("late_days") > 30)),
    ("wages.late_many", 5, (c("late_persons") * 2 >= c("workers")) & (c("late_persons") > 0)),
    ("wages.arrears", 5, (c("arrears") > 0)),
    ("wages.arrears_large", 4, (c("arrears") > 500000000)),
    ("wages.no_scale", 3, ~c("pay_scale") & (c("workers") >= 10)),
    ("contracts.missing", 7, (c("contracts") < c("contracts_due"))),
    ("contracts.missing_many", 6, ((c("contracts_due") - c("contracts")) * 10 > c("contracts_due"))),
    ("contracts.permits", 6, (c("no_permit") > 0)),
    ("contracts.permits_all", 5, (c("no_permit") == c("foreigners")) & (c("foreigners") > 0)),
    ("contracts.no_regulations", 4, ~c("regulations") & (c("workers") >= 10)),
    ("contracts.no_agreement", 2, ~c("agreement") & c("has_union")),
    ("contracts.no_union", 3, ~c("has_union") & (c("workers") >= 25)),
    ("contracts.fee", 4, (c("fee_paid") < c("fee_due")) & (c("fee_days") > 0)),
    ("contracts.fee_half", 3, (c("fee_paid") * 2 < c("fee_due"))),
    ("contracts.new_firm", 2, (c("started") >= date(2026, 1, 1)) & (c("workers") >= 50)),
    ("safety.overtime_month", 5, (c("overtime_month") > 40)),
    ("safety.overtime_year", 6, (c("overtime_year") > 300)),
    ("safety.overtime_both", 4, (c("overtime_month") > 40) & (c("overtime_year") > 200)),
    ("safety.accident", 6, (c("accidents") > 0)),
    ("safety.accidents", 7, (c("accidents") >= 3)),
    ("safety.accident_small", 4, (c("accidents") > 0) & (c("workers") < 50)),
    ("safety.complaint", 3, (c("complaints") > 0)),
    ("safety.complaints", 5, (c("complaints") >= 3) | (c("accidents") >= 2)),
    ("safety.women_no_rules", 3, (c("women") * 2 > c("workers")) & ~c("regulations")),
    ("safety.state_firm", 2, (c("ownership") == lit("Doanh nghiệp nhà nước")) & (c("complaints") > 0)),
]
AREAS = ["insurance", "wages", "contracts", "safety"]


def main(source, target):
    firms = (
        pl.scan_csv(source, schema=SCHEMA)
        .rename(NAMES)
        .with_columns([pl.when(c(t) == "Có").then(True).when(c(t) == "Không").then(False).alias(t) for t in TRUTHS])
        .with_columns([rule.alias(name) for name, _, rule in RULES])
    )
    sums = []
    for area in AREAS:
        rules = [(n, p) for n, p, _ in RULES if n.startswith(area)]
        low = pl.sum_horizontal([c(n).fill_null(False).cast(pl.Int32) * p for n, p in rules])
        high = pl.sum_horizontal([c(n).fill_null(True).cast(pl.Int32) * p for n, p in rules])
        sums += [low.clip(upper_bound=25).alias("area_" + area), high.clip(upper_bound=25).alias("high_" + area)]
    names = sorted(n for n, _, _ in RULES)
    scored = (
        firms.with_columns(sums)
        .with_columns(
            low=pl.sum_horizontal(["area_" + a for a in AREAS]),
            high=pl.sum_horizontal(["high_" + a for a in AREAS]),
            fired_rules=pl.concat_str([pl.when(c(n)).then(lit(n)) for n in names], separator=" ", ignore_nulls=True),
            unknown_rules=pl.concat_str(
                [pl.when(c(n).is_null()).then(lit(n)) for n in names], separator=" ", ignore_nulls=True
            ),
        )
        .sort(["low", "high", "tax_code"], descending=[True, True, False])
        .with_row_index("rank", offset=1)
        .with_columns(
            band=pl.when(c("low") >= 60).then(lit("critical")).when(c("low") >= 40).then(lit("high"))
            .when(c("low") >= 20).then(lit("medium")).otherwise(lit("low"))
        )
        .select(
            ["rank", "tax_code", "name", "commune", "sector", "ownership", "low", "high", "band"]
            + ["area_" + a for a in AREAS] + ["fired_rules", "unknown_rules"]
        )
    )
    scored.sink_csv(target)


main(sys.argv[1], sys.argv[2])
