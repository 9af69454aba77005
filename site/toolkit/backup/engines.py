"""Taking a database out and putting one back, for each engine we run on."""

import os
import shutil
import sqlite3
import subprocess
import time
from abc import ABC, abstractmethod
from contextlib import closing
from pathlib import Path

from django.db.backends.base.base import BaseDatabaseWrapper

from toolkit.backup.errors import BackupError

# Seconds that a restore waits for a running server to let go of a table.
LOCK_SECONDS = 10

BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})

EMPTY_SCHEMA = """
DO $$
DECLARE item record;
BEGIN
    FOR item IN SELECT tablename FROM pg_tables WHERE schemaname = current_schema() LOOP
        EXECUTE format('DROP TABLE IF EXISTS %I CASCADE', item.tablename);
    END LOOP;
    FOR item IN SELECT sequencename FROM pg_sequences WHERE schemaname = current_schema() LOOP
        EXECUTE format('DROP SEQUENCE IF EXISTS %I CASCADE', item.sequencename);
    END LOOP;
END $$
"""


class Engine(ABC):
    """One database, with what a backup needs of it."""

    name: str
    member: str

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self.connection = connection

    @abstractmethod
    def dump(self, target: Path) -> None:
        """Write a consistent copy of the database to `target` while others go on using it."""

    @abstractmethod
    def check(self, source: Path) -> None:
        """Raise `BackupError` unless `source` is a whole database of this engine."""

    @abstractmethod
    def restore(self, source: Path) -> None:
        """Make the database what `source` holds, wholly or not at all."""

    def is_empty(self) -> bool:
        """True when the database has no tables."""
        return not self.connection.introspection.table_names()


class Sqlite(Engine):
    """SQLite through its online backup, in both directions: one transaction, others may read."""

    name = "sqlite"
    member = "database.sqlite3"

    def dump(self, target: Path) -> None:
        self.connection.ensure_connection()
        with closing(sqlite3.connect(target)) as copy:
            self.copy(self.connection.connection, copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        self.check(target)

    def check(self, source: Path) -> None:
        try:
            with closing(sqlite3.connect(source)) as copy:
                verdict = copy.execute("PRAGMA integrity_check").fetchone()[0]
        except sqlite3.DatabaseError as error:
            raise BackupError(f"The database in the backup is damaged: {error}") from error
        if verdict != "ok":
            raise BackupError(f"The database in the backup is damaged: {verdict}")

    def restore(self, source: Path) -> None:
        self.connection.ensure_connection()
        try:
            with closing(sqlite3.connect(source)) as copy:
                self.copy(copy, self.connection.connection)
        except sqlite3.Error as error:
            raise BackupError(
                f"The database could not be replaced: {error}. Stop the server and try again."
            ) from error

    def copy(self, source: sqlite3.Connection, target: sqlite3.Connection) -> None:
        """Copy one database over another; `BackupError` when somebody holds one for too long."""
        deadline = time.monotonic() + LOCK_SECONDS

        def watch(status: int, remaining: int, total: int) -> None:
            # Without this the copying would wait for a lock for ever.
            if status in BUSY and time.monotonic() > deadline:
                raise BackupError("The database is in use. Stop the server and try again.")

        source.backup(target, progress=watch)


class Postgresql(Engine):
    """PostgreSQL through its own programs, which must be at least as new as the server."""

    name = "postgresql"
    member = "database.dump"

    def dump(self, target: Path) -> None:
        self.run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}")

    def check(self, source: Path) -> None:
        self.run("pg_restore", "--list", str(source))

    def restore(self, source: Path) -> None:
        script = source.with_suffix(".sql")
        self.run("pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(source))
        self.run(
            "psql",
            "--quiet",
            "--no-psqlrc",
            "--single-transaction",
            "--set=ON_ERROR_STOP=1",
            f"--command=SET lock_timeout = '{LOCK_SECONDS}s'",
            f"--command={EMPTY_SCHEMA}",
            f"--file={script}",
        )

    def run(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's programs on this database; its complaint becomes ours."""
        path = shutil.which(program)
        if path is None:
            raise BackupError(
                f"{program} is not on the path. Install PostgreSQL's client programs "
                "(Debian: apt-get install postgresql-client)."
            )
        done = subprocess.run(  # noqa: S603 (a program found on the path, arguments of ours)
            [path, *arguments],
            env={**os.environ, **self.environment()},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise BackupError(f"{program} failed: {done.stderr.strip()}")

    def environment(self) -> dict[str, str]:
        """Where the database is, for PostgreSQL's programs; a password never is an argument."""
        settings = self.connection.settings_dict
        options = settings.get("OPTIONS", {})
        values = {
            "PGDATABASE": settings["NAME"],
            "PGHOST": settings["HOST"],
            "PGPORT": settings["PORT"],
            "PGUSER": settings["USER"],
            "PGPASSWORD": settings["PASSWORD"],
            "PGSSLMODE": options.get("sslmode", ""),
            "PGSSLROOTCERT": options.get("sslrootcert", ""),
            "PGOPTIONS": "--client-min-messages=warning",
        }
        return {name: str(value) for name, value in values.items() if value}


ENGINES: dict[str, type[Engine]] = {"sqlite": Sqlite, "postgresql": Postgresql}


def engine_of(connection: BaseDatabaseWrapper) -> Engine:
    """The engine behind a connection; `BackupError` when we do not back it up."""
    try:
        return ENGINES[connection.vendor](connection)
    except KeyError:
        raise BackupError(f"{connection.vendor} databases are not backed up here.") from None
