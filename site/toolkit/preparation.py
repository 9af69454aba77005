"""What a site needs before it can be served, each step done only when it is due."""

import hashlib
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage, staticfiles_storage
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

Say = Callable[[str], object]

# Beside the collected files: what they were collected from.
SOURCES_DIGEST = "sources.sha256"


@contextmanager
def told(say: Say, what: str) -> Iterator[None]:
    """Say what is being done, and afterwards how many seconds it took."""
    started = time.perf_counter()
    yield
    say(f"{what}: {time.perf_counter() - started:.1f} s")


def migrations_are_due() -> bool:
    """True when the database lacks a migration that the code has."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def static_sources_digest() -> str:
    """A digest of the paths, sizes and times of all static files of all apps."""
    lines = []
    for finder in get_finders():
        for path, storage in finder.list([]):
            state = Path(storage.path(path)).stat()
            lines.append(f"{path} {state.st_size} {state.st_mtime_ns}")
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def collect_static_if_due(say: Say) -> None:
    """Collect static files under hashed names when some have changed since the last time.

    Nothing to do where the settings serve them straight from the apps' folders.
    """
    if not isinstance(staticfiles_storage, ManifestStaticFilesStorage):
        return
    stamp = Path(settings.STATIC_ROOT) / SOURCES_DIGEST
    digest = static_sources_digest()
    if stamp.exists() and stamp.read_text(encoding="ascii") == digest:
        return
    with told(say, "Static files collected"):
        call_command("collectstatic", interactive=False, clear=stamp.exists(), verbosity=0)
        stamp.write_text(digest, encoding="ascii")
        # The manifest was read when there was none yet.
        staticfiles_storage.hashed_files = staticfiles_storage.load_manifest()[0]  # type: ignore[index]


def prepare(say: Say) -> None:
    """Bring the database and the content up to date, telling `say` each step and its time."""
    if migrations_are_due():
        with told(say, "Database migrated"):
            if connection.vendor == "sqlite" and not connection.introspection.table_names():
                # A database that is only just being made can be made again: no waiting for the
                # disk after each of its hundreds of steps.
                connection.cursor().execute("PRAGMA synchronous = OFF")
            call_command("migrate", interactive=False, verbosity=0)
            connection.close()
    with told(say, "Content up to date"):
        call_command("load_content", verbosity=0)
