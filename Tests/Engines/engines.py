"""One class an engine: how to load tables, run a query and stop."""

import datetime
import glob
import os
import pwd
import shutil
import sqlite3
import subprocess
import tempfile

from tables import read_rows, table_types

EPOCH = datetime.date(1970, 1, 1).toordinal()


class DuckDB:
    """DuckDB in memory, loaded by the statements that `firmrisk sql --ddl` prints."""

    dialect = "duckdb"

    def __init__(self, work):
        import duckdb

        self.version = duckdb.__version__
        self.connection = duckdb.connect()
        # The answers may not depend on the session.
        self.connection.execute("SET default_null_order = 'nulls_first'")

    def load(self, folder, ddl):
        for name in [row[0] for row in self.connection.execute("SHOW TABLES").fetchall()]:
            self.connection.execute(f'DROP TABLE "{name}"')
        self.connection.execute(ddl["duckdb"])

    def query(self, sql):
        cursor = self.connection.execute(sql)
        return [column[0] for column in cursor.description], cursor.fetchall()

    def close(self):
        self.connection.close()


class SQLite:
    """SQLite in memory; dates become days since 1970-01-01, truths 1 and 0."""

    dialect = "sqlite"

    def __init__(self, work):
        self.version = sqlite3.sqlite_version
        self.connection = sqlite3.connect(":memory:")

    def load(self, folder, ddl):
        cursor = self.connection
        for (name,) in cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            cursor.execute(f'DROP TABLE "{name}"')
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


class PostgreSQL:
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

    def load(self, folder, ddl):
        # The statements run together with the query, in one transaction that is rolled back.
        copies = [line for line in ddl["postgresql"].split("\n")]
        self.tables = "\n".join(copies)

    def query(self, sql):
        body = sql.rstrip().rstrip(";")
        out = os.path.join(self.folder, "out.csv")
        self.psql(f"BEGIN;\n{self.tables}\nCOPY (\n{body}\n) TO '{out}' WITH (FORMAT csv, HEADER);\nROLLBACK;")
        with open(out, encoding="utf-8") as file:
            header = file.readline().strip().split(",")
        return header, read_rows(out)

    def close(self):
        self.run("pg_ctl", "-D", os.path.join(self.folder, "data"), "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)


class Spark:
    """Spark in local mode."""

    dialect = "spark"

    def __init__(self, work):
        from pyspark.sql import SparkSession

        self.session = (
            SparkSession.builder.master("local[2]").appName("firmrisk")
            .config("spark.ui.enabled", "false").config("spark.ui.showConsoleProgress", "false").config("spark.sql.shuffle.partitions", "2")
            .config("spark.sql.warehouse.dir", os.path.join(work, "warehouse"))
            .config("spark.driver.memory", "4g").config("spark.sql.session.timeZone", "Asia/Ho_Chi_Minh")
            .config("spark.sql.codegen.wholeStage", "false").config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
            .config("spark.sql.adaptive.enabled", "false").config("spark.log.level", "ERROR").getOrCreate())
        self.session.sparkContext.setLogLevel("ERROR")
        self.version = self.session.version

    def load(self, folder, ddl):
        for table, columns in table_types(ddl["postgresql"]).items():
            kinds = {"TEXT": "STRING"}
            schema = ", ".join(f"`{name}` {kinds.get(kind, kind)}" for name, kind in columns)
            frame = self.session.read.csv(
                os.path.join(folder, table + ".csv"), schema=schema, header=True, escape='"', nullValue="\x00",
                emptyValue="")
            frame.createOrReplaceTempView(table)

    def query(self, sql):
        frame = self.session.sql(sql.rstrip().rstrip(";"))
        return frame.columns, [list(row) for row in frame.collect()]

    def close(self):
        self.session.stop()


ENGINES = {engine.dialect: engine for engine in (DuckDB, PostgreSQL, SQLite, Spark)}
