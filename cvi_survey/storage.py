"""Tables that do not remember in which order their rows came, and rows that are gone when deleted.

A table usually remembers: SQLite numbers its rows as they come (`rowid`) and fills its pages from
the back, and PostgreSQL writes rows one after the other (`ctid`) and notes the transaction
(`xmin`). Whoever reads the database could lay such an order beside what was seen in the room. See
`docs/anonymity.md`.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import ProjectState
from django.db.models import Model

SQLITE_FULL = 2
# Milliseconds that clearing SQLite's log waits for readers; it is tried again later.
SHORT_WAIT = 200


class CreateModelWithoutOrder(migrations.CreateModel):
    """Create a model whose rows lie in the order of its random primary key, on SQLite.

    PostgreSQL has no such tables; on both, `rows_shuffle` writes the rows anew now and then.
    """

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.sql_create_table += " WITHOUT ROWID"
        super().database_forwards(app_label, schema_editor, from_state, to_state)
        if schema_editor.connection.vendor == "sqlite":
            del schema_editor.sql_create_table


def rows_shuffle(model: type[Model], round_id: int) -> int:
    """Write a round's rows anew, in the order of their random keys and as of one transaction.

    Gives their number. The caller holds the round's lock.
    """
    table = connection.ops.quote_name(model._meta.db_table)
    key = connection.ops.quote_name(str(model._meta.pk.column))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                f"WITH gone AS (DELETE FROM {table} WHERE round_id = %s RETURNING *) "  # noqa: S608
                f"INSERT INTO {table} SELECT * FROM gone ORDER BY {key}",
                [round_id],
            )
            return int(cursor.rowcount)
        cursor.execute(
            f"SELECT * FROM {table} WHERE round_id = %s ORDER BY {key}",  # noqa: S608
            [round_id],
        )
        rows = cursor.fetchall()
        if rows:
            cursor.execute(f"DELETE FROM {table} WHERE round_id = %s", [round_id])  # noqa: S608
            places = ", ".join(["%s"] * len(rows[0]))
            cursor.executemany(f"INSERT INTO {table} VALUES ({places})", rows)  # noqa: S608
        return len(rows)


def deletions_overwrite() -> None:
    """From here on this connection overwrites what it deletes (SQLite)."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")


@contextmanager
def durable_commits() -> Iterator[None]:
    """What is committed inside has reached the disk, whatever the database is set to otherwise.

    Inside a transaction that somebody else began, that one's setting holds.
    """
    if connection.in_atomic_block or connection.vendor != "sqlite":
        # PostgreSQL's own setting is made inside the transaction: `commit_waits_for_disk`.
        yield
        return
    with connection.cursor() as cursor:
        before = cursor.execute("PRAGMA synchronous").fetchone()[0]
        if before >= SQLITE_FULL:
            yield
            return
        cursor.execute(f"PRAGMA synchronous = {SQLITE_FULL}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA synchronous = {before}")


def deleted_rows_clear(*models: type[Model]) -> None:
    """Clear away what deleted rows left behind: SQLite's log, PostgreSQL's dead rows.

    After the commit; does nothing inside a transaction. What is in use is left for the next time.
    """
    if connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            wait = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
            cursor.execute(f"PRAGMA busy_timeout = {SHORT_WAIT}")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.execute(f"PRAGMA busy_timeout = {wait}")
        elif connection.vendor == "postgresql":
            for model in models:
                table = connection.ops.quote_name(model._meta.db_table)
                cursor.execute(f"VACUUM (SKIP_LOCKED) {table}")


def row_put(model: type[Model], **values: str | int | bytes) -> bool:
    """Insert a row; `False`, and nothing inserted, where its primary key is taken already."""
    table = connection.ops.quote_name(model._meta.db_table)
    columns = ", ".join(map(connection.ops.quote_name, values))
    places = ", ".join(["%s"] * len(values))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({columns}) VALUES ({places}) ON CONFLICT DO NOTHING",  # noqa: S608
            list(values.values()),
        )
        return bool(cursor.rowcount)


def row_remove(model: type[Model], **values: str | int | bytes) -> bool:
    """Delete the row with these values; `False` where there is none."""
    table = connection.ops.quote_name(model._meta.db_table)
    condition = " AND ".join(f"{connection.ops.quote_name(name)} = %s" for name in values)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE {condition}", list(values.values()))  # noqa: S608
        return bool(cursor.rowcount)
