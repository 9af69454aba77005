"""Hold our migrations to the policy in CONTRIBUTING: linear, reversible, risks said aloud.

A migration after an app's first one that removes or renames something says why that is safe in
`risk_accepted = "…"` on the class. Exits with 1 and a list when something is amiss.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OUR_APPS = ("jurisdictions", "modules", "quizzes", "facilitator", "cvi_survey", "learners")


def main() -> int:
    """Check every app's migrations; no database is touched."""
    sys.path[:0] = [str(ROOT), str(ROOT / "site")]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "toolkit.settings.test")
    import django

    django.setup()
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(None)
    problems = [
        f"{app}: several last migrations ({', '.join(sorted(names))}); renumber one after the other"
        for app, names in loader.detect_conflicts().items()
        if app in OUR_APPS
    ]
    for (app, name), migration in sorted(loader.disk_migrations.items()):
        if app in OUR_APPS:
            problems += [f"{app} {name}: {problem}" for problem in problems_of(migration)]
    for problem in problems:
        sys.stderr.write(f"{problem}\n")
    return 1 if problems else 0


def problems_of(migration: object) -> Iterator[str]:
    """What one migration does against the policy, in words."""
    from django.db import migrations
    from django.db.migrations.migration import Migration

    assert isinstance(migration, Migration)
    own = [parent for parent in migration.dependencies if parent[0] == migration.app_label]
    if len(own) > 1:
        yield "merges two lines; renumber instead, history stays linear"
    for operation in migration.operations:
        if not operation.reversible:
            yield f"{operation.describe()}: cannot be undone; give it a reverse (or a noop)"
        risky = (
            migrations.RemoveField,
            migrations.DeleteModel,
            migrations.RenameField,
            migrations.RenameModel,
            migrations.RunSQL,
        )
        if own and isinstance(operation, risky) and not getattr(migration, "risk_accepted", ""):
            yield (
                f"{operation.describe()}: breaks code that still runs or loses data; release in "
                'two steps, or say in risk_accepted = "…" why it is safe'
            )


if __name__ == "__main__":
    sys.exit(main())
