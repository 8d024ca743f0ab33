"""Runs a query of this folder in DuckDB: python duckdb_query.py QUERY INPUT OUTPUT THREADS"""
import sys

import duckdb

query, source, target, threads = sys.argv[1:]
with open(query, encoding="utf-8") as file:
    text = file.read().replace("$INPUT", source).replace("$OUTPUT", target)
connection = duckdb.connect()
connection.execute(f"SET threads = {int(threads)}")
connection.execute(text)
