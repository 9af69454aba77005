"""Making a backup and restoring one."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from toolkit.backup.archive import MEDIA, Manifest, archive_extract, archive_write
from toolkit.backup.engines import engine_of
from toolkit.backup.errors import BackupError


def backup_make(*, target: Path, connection: BaseDatabaseWrapper, media: Path) -> Manifest:
    """Write database and media to `target`; gives the manifest.

    The site may run meanwhile. Raises `BackupError`; `target` is then not there.
    """
    engine = engine_of(connection)
    manifest = Manifest(
        engine=engine.name,
        application=version("ncsacw-toolkit"),
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        migrations=applied_migrations(connection),
        database=engine.member,
    )
    with tempfile.TemporaryDirectory(prefix="toolkit-backup-") as folder:
        dump = Path(folder) / engine.member
        engine.dump(dump)
        return archive_write(target, manifest=manifest, database=dump, media=media)


def backup_restore(
    *, source: Path, connection: BaseDatabaseWrapper, media: Path, replace: bool
) -> Manifest:
    """Make database and media what `source` holds; gives its manifest.

    Everything is unpacked and checked first; then the media folder is exchanged and the database
    replaced in one transaction. When that fails the media folder is put back. Raises
    `BackupError`: for another engine, a damaged archive, one from a newer version, and unless
    `replace` for a database with tables or a media folder with files.
    """
    engine = engine_of(connection)
    media.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=media.parent) as name:
        folder = Path(name)
        manifest = archive_extract(source, folder)
        if manifest.engine != engine.name:
            raise BackupError(
                f"{source} is a backup of {manifest.engine}, and this site runs on {engine.name}."
            )
        if unknown := sorted(set(manifest.migrations) - known_migrations()):
            raise BackupError(
                f"{source} was made by version {manifest.application}, which is newer than this "
                f"one (it has {unknown[0]}). Update first."
            )
        engine.check(folder / manifest.database)
        if not replace and not (engine.is_empty() and is_empty_folder(media)):
            raise BackupError(
                "This site has content already. Back it up, then restore with --replace."
            )
        (folder / MEDIA).mkdir(exist_ok=True)
        with exchanged(folder / MEDIA, media):
            engine.restore(folder / manifest.database)
    return manifest


@contextmanager
def exchanged(new: Path, place: Path) -> Iterator[None]:
    """Put the folder `new` in `place`; back to the former when the block raises."""
    former = new.with_name("former")
    had_one = place.exists()
    if had_one:
        place.rename(former)
    new.rename(place)
    try:
        yield
    except BaseException:
        shutil.rmtree(place)
        if had_one:
            former.rename(place)
        raise


def applied_migrations(connection: BaseDatabaseWrapper) -> list[str]:
    """The applied migrations as "app.name", in order of name."""
    table = MigrationRecorder.Migration._meta.db_table
    if table not in connection.introspection.table_names():
        return []
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT app, name FROM {table}")  # noqa: S608 (Django's own table name)
        return sorted(f"{app}.{name}" for app, name in cursor.fetchall())


def known_migrations() -> set[str]:
    """The migrations that this version of the code has, replaced ones included."""
    loader = MigrationLoader(None)
    keys = set(loader.disk_migrations)
    for migration in loader.disk_migrations.values():
        keys |= set(migration.replaces)
    return {".".join(key) for key in keys}


def is_empty_folder(folder: Path) -> bool:
    """True when there is no file in the folder, or no folder."""
    return not any(path.is_file() for path in folder.rglob("*"))
