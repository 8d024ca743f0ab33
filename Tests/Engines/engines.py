"""One class an engine: how to load tables, run a query and stop."""

import datetime
import glob
import os
import pwd
import re
import shutil
import sqlite3
import subprocess
import tempfile

from tables import read_rows, table_types

class Engine:
    """What all engines share: random rule sets come in batches over the same tables."""

    # Rule sets over one table, and rule sets in which a planted fault is looked for.
    batch = 20
    fault_sets = 20
    # Whether one firm of every random rule set is explained as well.
    explains_sets = True

    def answers(self, queries):
        """Answers of (name, SQL) pairs: (name, (header, rows)), or (name, error)."""
        for name, sql in queries:
            try:
                yield name, self.query(sql)
            except Exception as error:
                yield name, error


EPOCH = datetime.date(1970, 1, 1).toordinal()


class DuckDB(Engine):
    """DuckDB in memory, loaded by the statements that `firmrisk sql --ddl` prints."""

    dialect = "duckdb"

    def __init__(self, work):
        import duckdb

        self.version = duckdb.__version__
        self.connection = duckdb.connect()
        # The answers may not depend on the session.
        self.connection.execute("SET default_null_order = 'nulls_first'")

    def load_rows(self, folder, ddl):
        # A few rows a query: threads would wait for each other more than they work.
        self.connection.execute("SET threads = 1")
        self.load_statements(ddl["duckdb"])

    def load_statements(self, ddl):
        for name in [row[0] for row in self.connection.execute("SHOW TABLES").fetchall()]:
            self.connection.execute(f'DROP TABLE "{name}"')
        self.connection.execute(ddl)

    def query(self, sql):
        cursor = self.connection.execute(sql)
        return [column[0] for column in cursor.description], cursor.fetchall()

    def close(self):
        self.connection.close()


class SQLite(Engine):
    """SQLite; dates become days since 1970-01-01, truths 1 and 0."""

    dialect = "sqlite"

    def __init__(self, work):
        self.version = sqlite3.sqlite_version
        self.work = work
        self.connection = sqlite3.connect(":memory:")

    def load_statements(self, ddl):
        """Loads a file with the command-line program, as the statements want it."""
        path = os.path.join(self.work, "lists.sqlite")
        self.connection.close()
        if os.path.exists(path):
            os.remove(path)
        result = subprocess.run(["sqlite3", "-bail", path], input=ddl, capture_output=True, text=True)
        if result.returncode != 0 or result.stderr:
            raise RuntimeError(result.stderr)
        self.connection = sqlite3.connect(path)

    def load_rows(self, folder, ddl):
        """Loads rows one by one: `.import` cannot tell an empty text, which no list holds, from a blank cell."""
        self.connection.close()
        self.connection = cursor = sqlite3.connect(":memory:")
        for statement in ddl["sqlite"].split(";\n"):
            if "CREATE TABLE" in statement:
                cursor.execute(statement[statement.index("CREATE TABLE") :])
        for table, columns in table_types(ddl["postgresql"]).items():
            rows = read_rows(os.path.join(folder, table + ".csv"))
            convert = [self.converter(kind) for _, kind in columns]
            marks = ", ".join("?" for _ in columns)
            cursor.executemany(
                f'INSERT INTO "{table}" VALUES ({marks})',
                ([None if cell is None else change(cell) for change, cell in zip(convert, row)] for row in rows),
            )

    @staticmethod
    def converter(kind):
        if kind == "BIGINT":
            return int
        if kind == "BOOLEAN":
            return lambda text: int(text == "true")
        if kind == "DATE":
            return lambda text: datetime.date.fromisoformat(text).toordinal() - EPOCH
        return str

    def query(self, sql):
        cursor = self.connection.execute(sql)
        return [column[0] for column in cursor.description], cursor.fetchall()

    def close(self):
        self.connection.close()


class PostgreSQL(Engine):
    """A private PostgreSQL server on a socket in a temporary folder, run by a user who is not root."""

    dialect = "postgresql"

    def __init__(self, work):
        found = sorted(glob.glob("/usr/lib/postgresql/*/bin")) or [os.path.dirname(shutil.which("initdb"))]
        self.bin = found[-1]
        self.folder = tempfile.mkdtemp(prefix="firmrisk-pg-")
        self.user = None
        if os.geteuid() == 0:
            self.user = "postgres"
            os.chown(self.folder, pwd.getpwnam("postgres").pw_uid, -1)
        data = os.path.join(self.folder, "data")
        # A collation that sorts unlike bytes, where the system has one: the answers may not depend on it.
        self.run("initdb", "-D", data, "-A", "trust", "-E", "UTF8", "--no-sync", "--locale", self.locale())
        options = f"-c listen_addresses='' -c unix_socket_directories={self.folder} -c fsync=off -c jit=off"
        self.run("pg_ctl", "-D", data, "-w", "-o", options, "-l", os.path.join(self.folder, "log"), "start")
        self.version = self.psql("SHOW server_version").strip().split(" ")[0]

    @staticmethod
    def locale():
        names = subprocess.run(["locale", "-a"], capture_output=True, text=True).stdout.split()
        return next((name for name in names if name.lower() in ("en_us.utf8", "en_us.utf-8")), "C.UTF-8")

    def run(self, program, *arguments):
        command = [os.path.join(self.bin, program), *arguments]
        if self.user:
            command = ["runuser", "-u", self.user, "--", *command]
        environment = dict(os.environ, TZ="Asia/Ho_Chi_Minh")
        subprocess.run(
            command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd="/", env=environment)

    def psql(self, script):
        command = [
            os.path.join(self.bin, "psql"), "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", self.folder,
            "-d", "postgres"]
        if self.user:
            command = ["runuser", "-u", self.user, "--", *command]
        result = subprocess.run(command, input=script, capture_output=True, text=True, cwd="/")
        if result.returncode != 0:
            raise RuntimeError(result.stderr)
        return result.stdout

    def load_rows(self, folder, ddl):
        self.load_statements(ddl["postgresql"])

    def load_statements(self, ddl):
        self.psql("SET client_min_messages = warning;\nDROP SCHEMA public CASCADE;\nCREATE SCHEMA public;\n" + ddl)

    def copying(self, sql, out):
        return f"COPY (\n{sql.rstrip().rstrip(';')}\n) TO '{out}' WITH (FORMAT csv, HEADER);\n"

    def query(self, sql):
        out = os.path.join(self.folder, "out.csv")
        self.psql(self.copying(sql, out))
        return self.read(out)

    def answers(self, queries):
        """All queries in one session; one by one when that fails, to see which."""
        outs = [os.path.join(self.folder, f"out{name}.csv") for name, _ in queries]
        try:
            self.psql("".join(self.copying(sql, out) for (_, sql), out in zip(queries, outs)))
        except RuntimeError:
            yield from super().answers(queries)
            return
        for (name, _), out in zip(queries, outs):
            yield name, self.read(out)

    @staticmethod
    def read(out):
        with open(out, encoding="utf-8") as file:
            header = file.readline().strip().split(",")
        rows = read_rows(out)
        os.remove(out)
        return header, rows

    def close(self):
        self.run("pg_ctl", "-D", os.path.join(self.folder, "data"), "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)


class Spark(Engine):
    """Spark in local mode."""

    dialect = "spark"

    batch = 100
    queries_together = 10
    fault_sets = 10
    explains_sets = False

    def __init__(self, work):
        from pyspark.sql import SparkSession

        settings = {
            "spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false", "spark.log.level": "ERROR",
            "spark.sql.shuffle.partitions": "2", "spark.sql.warehouse.dir": os.path.join(work, "warehouse"),
            "spark.driver.memory": "6g", "spark.driver.extraJavaOptions": "-Xss16m",
            # The answers may not depend on the session.
            "spark.sql.session.timeZone": "Asia/Ho_Chi_Minh",
        }
        builder = SparkSession.builder.master("local[2]").appName("firmrisk")
        for name, value in settings.items():
            builder = builder.config(name, value)
        self.session = builder.getOrCreate()
        self.version = self.session.version
        self.batches = 0

    def load_statements(self, ddl):
        """Creates and loads Parquet tables by the statements themselves."""
        for table in self.session.catalog.listTables():
            if not table.isTemporary:
                self.session.sql(f"DROP TABLE `{table.name}`")
        for statement in re.split(r";\n", ddl):
            lines = [line for line in statement.split("\n") if not line.startswith("--")]
            if "".join(lines).strip():
                self.session.sql("\n".join(lines))

    def load_rows(self, folder, ddl):
        """Shows the files as views: a quoted empty text, which no list holds, is not a blank cell here."""
        # Plans of many small queries are interpreted, compiling them would take the most time; every other batch runs
        # without ANSI mode.
        self.session.conf.set("spark.sql.codegen.wholeStage", "false")
        self.session.conf.set("spark.sql.codegen.factoryMode", "NO_CODEGEN")
        self.session.conf.set("spark.sql.adaptive.enabled", "false")
        self.session.conf.set("spark.sql.ansi.enabled", "true" if self.batches % 2 == 0 else "false")
        self.batches += 1
        for table, columns in table_types(ddl["postgresql"]).items():
            kinds = {"TEXT": "STRING"}
            schema = ", ".join(f"`{name}` {kinds.get(kind, kind)}" for name, kind in columns)
            frame = self.session.read.csv(
                os.path.join(folder, table + ".csv"), schema=schema, header=True, escape='"', nullValue="\x00",
                emptyValue="")
            rows = self.session.createDataFrame(frame.collect(), schema)
            rows.createOrReplaceTempView(table)

    def query(self, sql):
        frame = self.session.sql(sql.rstrip().rstrip(";"))
        return frame.columns, [list(row) for row in frame.collect()]

    def answers(self, queries):
        """Several queries as one, as many as Spark plans well; one by one when that fails, to see which."""
        for first in range(0, len(queries), self.queries_together):
            some = queries[first : first + self.queries_together]
            parts = [f"SELECT {name} AS rule_set, q.* FROM (\n{sql.rstrip().rstrip(';')}\n) q" for name, sql in some]
            try:
                header, rows = self.query("\nUNION ALL\n".join(parts))
            except Exception:
                yield from super().answers(some)
                continue
            for name, _ in some:
                yield name, (header[1:], [row[1:] for row in rows if row[0] == name])

    def close(self):
        self.session.stop()


ENGINES = {engine.dialect: engine for engine in (DuckDB, PostgreSQL, SQLite, Spark)}
