"""Rounds that have been opened cannot be changed: triggers in the database see to it."""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

# What respondents were promised when they answered. (`title` and `closes_at` may still change.)
FIXED_ONCE_OPEN = (
    "code",
    "jurisdiction_id",
    "in_room",
    "opened_at",
    "instrument_id",
    "instrument_copy",
    "languages",
    "systems_copy",
    "mean_from",
    "distribution_from",
    "entry",
    "takes_paper",
)
FIXED_ONCE_CLOSED = ("closed_at", "release_copy", "codes_made", "codes_used", "secret")
ROUNDS = "cvi_survey_round"
TRIGGER = "cvi_survey_round_fixed"
REFUSAL = "A survey round that has been opened cannot be changed like that."


class RoundsFixedOnceOpen(Operation):
    """Triggers that refuse changes of opened rounds, whoever asks for them.

    A later migration that makes SQLite rebuild the table of rounds loses them and must repeat
    this; a test fails if not.
    """

    reduces_to_sql = True
    reversible = True

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Nothing that Django's models know of."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        is_postgresql = schema_editor.connection.vendor == "postgresql"
        for statement in _triggers_postgresql() if is_postgresql else _triggers_sqlite():
            schema_editor.execute(statement)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {TRIGGER} ON {ROUNDS}")
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {TRIGGER}()")
        else:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {TRIGGER}")

    def describe(self) -> str:
        return "Refuse changes of opened survey rounds"


def _condition(differs: str) -> str:
    """When an update is refused; `differs` compares an old and a new value, empty ones too."""
    opened = " OR ".join(f"OLD.{name} {differs} NEW.{name}" for name in FIXED_ONCE_OPEN)
    closed = " OR ".join(f"OLD.{name} {differs} NEW.{name}" for name in FIXED_ONCE_CLOSED)
    return (
        "(OLD.state <> 'draft' AND NEW.state = 'draft') "
        "OR (OLD.state = 'draft' AND NEW.state = 'closed') "
        "OR (OLD.state = 'closed' AND NEW.state <> 'closed') "
        f"OR (OLD.state <> 'draft' AND ({opened})) "
        f"OR (OLD.state = 'closed' AND ({closed}))"
    )


def _triggers_sqlite() -> list[str]:
    return [
        f"DROP TRIGGER IF EXISTS {TRIGGER}",
        f"CREATE TRIGGER {TRIGGER} BEFORE UPDATE ON {ROUNDS} "
        f"WHEN {_condition('IS NOT')} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    ]


def _triggers_postgresql() -> list[str]:
    return [
        f"CREATE OR REPLACE FUNCTION {TRIGGER}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; "
        "END $$",
        f"DROP TRIGGER IF EXISTS {TRIGGER} ON {ROUNDS}",
        f"CREATE TRIGGER {TRIGGER} BEFORE UPDATE ON {ROUNDS} FOR EACH ROW "
        f"WHEN ({_condition('IS DISTINCT FROM')}) EXECUTE FUNCTION {TRIGGER}()",
    ]
