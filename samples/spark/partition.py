"""Turns the files of `firmrisk export-table` into Parquet, partitioned as a lake would be.

    python partition.py --ddl tables.sql --out PATH [--partitions 16] [--master local[*]]

`tables.sql` is what `firmrisk sql --dialect spark --ddl --from FOLDER` prints: it names files, columns and types.
"""

import argparse
import os
import re

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

VIEW = re.compile(r"CREATE OR REPLACE TEMPORARY VIEW `?(\w+)_csv`? .*?;\n", re.DOTALL)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ddl", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--partitions", type=int, default=16)
    parser.add_argument("--master")
    asked = parser.parse_args()
    builder = SparkSession.builder.appName("FirmRisk lake")
    if asked.master:
        builder = builder.master(asked.master).config("spark.ui.enabled", "false")
    spark = builder.getOrCreate()
    with open(asked.ddl, encoding="utf-8") as file:
        text = file.read()
    for view in VIEW.finditer(text):
        spark.sql(view.group(0).rstrip().rstrip(";"))
        rows = spark.table(view.group(1) + "_csv")
        part = F.pmod(F.hash("tax_code"), F.lit(asked.partitions))
        target = os.path.join(asked.out, view.group(1))
        rows.withColumn("part", part).repartition("part").write.partitionBy("part").mode("overwrite").parquet(target)
        print(f"{view.group(1)}: {spark.read.parquet(target).count()} rows")
    spark.stop()


if __name__ == "__main__":
    main()
