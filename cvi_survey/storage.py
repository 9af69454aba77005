"""Tables that do not remember in which order their rows came, and rows that are gone when deleted.

A table usually remembers: SQLite numbers its rows as they come (`rowid`), and PostgreSQL writes
them one after the other (`ctid`) and notes the transaction (`xmin`). Whoever reads the database
could lay such an order beside what was seen in the room. See `docs/decisions/0030`.
"""

from django.db import connection, migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import ProjectState
from django.db.models import Model


class CreateModelWithoutOrder(migrations.CreateModel):
    """Create a model whose rows lie in the order of its random primary key, on SQLite.

    PostgreSQL has no such tables; there `rows_shuffle` does it after every insert.
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


def rows_shuffle(model: type[Model], round_id: int) -> None:
    """Write a round's rows anew, in the order of their random keys and as of one transaction.

    For PostgreSQL; a table of SQLite keeps no other order. The caller holds the round's lock.
    """
    if connection.vendor != "postgresql":
        return
    table = connection.ops.quote_name(model._meta.db_table)
    key = connection.ops.quote_name(str(model._meta.pk.column))
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH gone AS (DELETE FROM {table} WHERE round_id = %s RETURNING *) "  # noqa: S608
            f"INSERT INTO {table} SELECT * FROM gone ORDER BY {key}",
            [round_id],
        )


def deletions_overwrite() -> None:
    """From here on this connection overwrites what it deletes (SQLite)."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")


def deleted_rows_clear(*models: type[Model]) -> None:
    """Clear away what deleted rows left behind: SQLite's log, PostgreSQL's dead rows.

    After the commit; does nothing inside a transaction.
    """
    if connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        elif connection.vendor == "postgresql":
            for model in models:
                cursor.execute(f"VACUUM {connection.ops.quote_name(model._meta.db_table)}")
