"""Compares Parquet written by samples/spark/score.py with a ranking: python cluster.py PARQUET RANKING"""

import sys

from pyspark.sql import SparkSession

from tally import Tally, read_ranking


class Cluster:
    dialect = "spark"


def main():
    parquet, ranking = sys.argv[1:]
    spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
    frame = spark.read.parquet(parquet)
    tally = Tally(Cluster())
    tally.rank("cluster", frame.columns, [list(row) for row in frame.collect()], read_ranking(ranking))
    spark.stop()
    for difference in tally.differences[:5]:
        print(*difference, sep=", ")
    print(f"{tally.rows:,} rows, {tally.cells:,} cells compared, {len(tally.differences):,} differences")
    sys.exit(1 if tally.differences or not tally.rows else 0)


if __name__ == "__main__":
    main()
