"""Scores firms that lie as Parquet in a lake with the SQL of `firmrisk sql --dialect spark`.

    python score.py --sql ranking.sql --table firms=PATH [--table LIST=PATH ...] --out PATH [--master local[*]]
    spark-submit score.py --sql ranking.sql --table firms=PATH --out PATH

Each `--table` is a folder of Parquet files, partitioned or not, with the columns of `firmrisk sql --ddl`; further
columns, such as those of the partitions, do no harm. The result is Parquet, sorted by rank.
"""

import argparse
import re
import time

from pyspark import StorageLevel
from pyspark.sql import SparkSession
from pyspark.sql import functions as F

RANK = re.compile(r"ROW_NUMBER\(\) OVER \(\s*ORDER BY ([^()]*)\) AS rank,\s*")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sql", required=True)
    parser.add_argument("--table", action="append", required=True, metavar="NAME=PATH")
    parser.add_argument("--out", required=True)
    parser.add_argument("--master", help="for a run without spark-submit, such as local[*]")
    return parser.parse_args()


def session(master):
    builder = SparkSession.builder.appName("FirmRisk")
    if master:
        builder = builder.master(master).config("spark.ui.enabled", "false")
    return builder.getOrCreate()


def ranked(scored, keys):
    """Rows with their rank.

    The query numbers rows with one window over all of them, which one task would have to sort. Here all tasks sort
    their share of the keys, and each share begins where the shares before it end.
    """
    shares = (
        scored.orderBy(*[F.expr(key.split(" ")[0]).desc_nulls_last() if " DESC" in key
                         else F.expr(key.split(" ")[0]).asc_nulls_last() for key in keys])
        .withColumn("share", F.spark_partition_id())
        .withColumn("place", F.monotonically_increasing_id().bitwiseAND((1 << 33) - 1))
        .persist(StorageLevel.DISK_ONLY))
    before, starts = 0, {}
    for share, count in sorted(shares.groupBy("share").count().collect()):
        starts[share], before = before, before + count
    offsets = F.create_map(*[F.lit(value) for pair in starts.items() for value in pair]) if starts else None
    rank = (offsets[F.col("share")] + F.col("place") + 1).cast("bigint") if starts else F.lit(0)
    return shares.select(rank.alias("rank"), *scored.columns)


def main():
    asked = arguments()
    spark = session(asked.master)
    start = time.monotonic()
    for entry in asked.table:
        name, path = entry.split("=", 1)
        spark.read.parquet(path).createOrReplaceTempView(name)
    with open(asked.sql, encoding="utf-8") as file:
        query = file.read().rstrip().rstrip(";").removesuffix("ORDER BY rank").rstrip()
    window = RANK.search(query)
    keys = [key.strip() for key in window.group(1).split(",")] if window else []
    columns = spark.sql(query).columns
    if keys and all(key.split(" ")[0] in columns for key in keys):
        result = ranked(spark.sql(RANK.sub("", query, count=1)), keys)
    else:
        # The policy ranks by a figure that is not a column of the result.
        result = spark.sql(query)
    result.write.mode("overwrite").parquet(asked.out)
    print(f"{spark.read.parquet(asked.out).count()} firms scored in {time.monotonic() - start:.1f} s")
    spark.stop()


if __name__ == "__main__":
    main()
