"""Backups: what goes in comes out, and nothing else gets in."""

import gzip
import json
import tarfile
from io import BytesIO, StringIO
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import DEFAULT_DB_ALIAS
from django.db.utils import ConnectionHandler

from toolkit.backup.engines import Engine, Postgresql
from toolkit.backup.errors import BackupError
from toolkit.backup.services import backup_make, backup_restore
from toolkit.settings.databases import POSTGRESQL, database

pytestmark = pytest.mark.django_db
ON_POSTGRESQL = settings.DATABASES["default"]["ENGINE"] == POSTGRESQL


def open_database(config):
    """A database of its own, apart from the one that Django's tests use."""
    return ConnectionHandler({DEFAULT_DB_ALIAS: config})[DEFAULT_DB_ALIAS]


@pytest.fixture
def new_site(request, tmp_path):
    """Makes sites: an empty database and a media folder, on the engine that the tests run on."""
    opened = []

    def make(name):
        folder = tmp_path / name
        folder.mkdir()
        if ON_POSTGRESQL:
            worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
            config = {**settings.DATABASES["default"], "NAME": f"toolkit_backup_{worker}_{name}"}
            admin = open_database({**settings.DATABASES["default"], "NAME": "postgres"})
            drop_and_create(admin, config["NAME"])
            opened.append((admin, config["NAME"]))
        else:
            config = database(
                url=f"sqlite:///{folder / 'site.sqlite3'}",
                data_dir=folder,
                synchronous="FULL",
                max_age=0,
            )
        connection = open_database({**config, "TEST": {}})
        opened.append((connection, None))
        return connection, folder / "media"

    yield make
    for connection, name in reversed(opened):
        if name:
            drop(connection, name)
        connection.close()


def drop(admin, name):
    with admin.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def drop_and_create(admin, name):
    drop(admin, name)
    with admin.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')


def fill(site, *, note, picture=b"picture"):
    connection, media = site
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE django_migrations (app varchar(50), name varchar(50))")
        cursor.execute("INSERT INTO django_migrations VALUES ('jurisdictions', '0001_initial')")
        cursor.execute("CREATE TABLE note (text varchar(200))")
        cursor.execute("INSERT INTO note VALUES (%s)", [note])
    (media / "pictures").mkdir(parents=True)
    (media / "pictures" / "house.png").write_bytes(picture)


def notes(site):
    with site[0].cursor() as cursor:
        cursor.execute("SELECT text FROM note")
        return [row[0] for row in cursor.fetchall()]


def make_backup(site, target):
    return backup_make(target=target, connection=site[0], media=site[1])


def restore(source, site, *, replace=False):
    return backup_restore(source=source, connection=site[0], media=site[1], replace=replace)


def rewrite(source, change):
    """The same archive with its members as `change` makes them from {name: content}."""
    with tarfile.open(source) as tar:
        members = {member.name: tar.extractfile(member).read() for member in tar}
    target = source.with_name("changed.tar.gz")
    with tarfile.open(target, "w:gz") as tar:
        for name, content in change(members).items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, BytesIO(content))
    return target


def with_manifest(**fields):
    def change(members):
        manifest = json.loads(members["manifest.json"])
        return {**members, "manifest.json": json.dumps({**manifest, **fields}).encode()}

    return change


def test_an_empty_site_gets_database_and_media_back(new_site, tmp_path):
    site, other = new_site("one"), new_site("two")
    fill(site, note="kept")
    make_backup(site, tmp_path / "b.tar.gz")
    manifest = restore(tmp_path / "b.tar.gz", other)
    assert notes(other) == ["kept"]
    assert (other[1] / "pictures" / "house.png").read_bytes() == b"picture"
    assert manifest.migrations == ["jurisdictions.0001_initial"]
    assert manifest.engine == site[0].vendor


def test_a_site_with_content_is_left_alone_unless_asked(new_site, tmp_path):
    site, other = new_site("one"), new_site("two")
    fill(site, note="backed up")
    fill(other, note="mine", picture=b"mine")
    make_backup(site, tmp_path / "b.tar.gz")
    with pytest.raises(BackupError, match="--replace"):
        restore(tmp_path / "b.tar.gz", other)
    assert notes(other) == ["mine"]
    restore(tmp_path / "b.tar.gz", other, replace=True)
    assert notes(other) == ["backed up"]
    assert (other[1] / "pictures" / "house.png").read_bytes() == b"picture"
    assert [path.name for path in other[1].parent.iterdir() if path.name.startswith(".")] == []


def test_replacing_removes_tables_that_the_backup_does_not_have(new_site, tmp_path):
    site, other = new_site("one"), new_site("two")
    fill(site, note="kept")
    fill(other, note="mine")
    with other[0].cursor() as cursor:
        cursor.execute("CREATE TABLE later (id integer)")
    make_backup(site, tmp_path / "b.tar.gz")
    restore(tmp_path / "b.tar.gz", other, replace=True)
    assert "later" not in other[0].introspection.table_names()


def test_media_come_back_when_the_database_cannot_be_replaced(new_site, tmp_path, monkeypatch):
    site, other = new_site("one"), new_site("two")
    fill(site, note="backed up")
    fill(other, note="mine", picture=b"mine")
    make_backup(site, tmp_path / "b.tar.gz")

    def fail(self, source):
        raise BackupError("The disk is full.")

    for engine in Engine.__subclasses__():
        monkeypatch.setattr(engine, "restore", fail)
    with pytest.raises(BackupError, match="disk is full"):
        restore(tmp_path / "b.tar.gz", other, replace=True)
    assert notes(other) == ["mine"]
    assert (other[1] / "pictures" / "house.png").read_bytes() == b"mine"


def test_a_file_that_exists_is_not_overwritten(new_site, tmp_path):
    site = new_site("one")
    fill(site, note="kept")
    (tmp_path / "b.tar.gz").write_text("precious")
    with pytest.raises(BackupError, match="exists already"):
        make_backup(site, tmp_path / "b.tar.gz")
    assert (tmp_path / "b.tar.gz").read_text() == "precious"


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda members: {**members, "media/pictures/house.png": b"other"}, "not what was backed"),
        (lambda members: {**members, "media/extra.png": b"extra"}, "files are missing"),
        (lambda members: {**members, "media/../../out.txt": b"out"}, "which no backup does"),
        (lambda members: {**members, "/etc/motd": b"out"}, "which no backup does"),
        (lambda members: {"manifest.json": members["manifest.json"]}, "files are missing"),
        (lambda members: {"media/a.png": b"a"}, "no readable manifest"),
        (with_manifest(format=99), "format 99"),
        (with_manifest(engine="oracle"), "backup of oracle"),
        (with_manifest(migrations=["modules.9999_later"]), "Update first"),
    ],
)
def test_an_archive_that_is_not_whole_or_not_ours_changes_nothing(
    new_site, tmp_path, change, complaint
):
    site, other = new_site("one"), new_site("two")
    fill(site, note="backed up")
    fill(other, note="mine")
    make_backup(site, tmp_path / "b.tar.gz")
    with pytest.raises(BackupError, match=complaint):
        restore(rewrite(tmp_path / "b.tar.gz", change), other, replace=True)
    assert notes(other) == ["mine"]


def test_a_torn_file_is_refused(new_site, tmp_path):
    site, other = new_site("one"), new_site("two")
    fill(site, note="backed up")
    make_backup(site, tmp_path / "b.tar.gz")
    whole = (tmp_path / "b.tar.gz").read_bytes()
    (tmp_path / "torn.tar.gz").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "other.tar.gz").write_bytes(gzip.compress(b"no archive"))
    for name in ("torn.tar.gz", "other.tar.gz"):
        with pytest.raises(BackupError, match="damaged or no backup"):
            restore(tmp_path / name, other)
    with pytest.raises(BackupError, match="There is no file"):
        restore(tmp_path / "missing.tar.gz", other)


def test_a_missing_program_is_named_with_its_package(new_site, monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(BackupError, match="postgresql-client"):
        Postgresql(new_site("one")[0]).run("pg_dump")


def test_the_password_goes_by_the_environment():
    config = {**settings.DATABASES["default"], "PASSWORD": "secret", "OPTIONS": {}}
    parts = urlsplit("postgresql://toolkit@db.example:5433")
    config |= {"HOST": parts.hostname, "PORT": parts.port, "USER": parts.username}
    environment = Postgresql(open_database({**config, "TEST": {}})).environment()
    assert environment["PGPASSWORD"] == "secret"
    assert environment["PGHOST"] == "db.example"
    assert environment["PGPORT"] == "5433"


def test_the_commands_say_what_they_did_and_what_is_wrong(
    new_site, tmp_path, settings, monkeypatch
):
    connection, media = site = new_site("one")
    fill(site, note="kept")
    settings.MEDIA_ROOT = media
    for command in ("backup", "restore"):
        monkeypatch.setattr(f"toolkit.management.commands.{command}.connection", connection)
    out = StringIO()
    call_command("backup", tmp_path / "b.tar.gz", stdout=out)
    assert "database and 1 media files" in out.getvalue()
    with pytest.raises(CommandError, match="exists already"):
        call_command("backup", tmp_path / "b.tar.gz")
    with pytest.raises(CommandError, match="--replace"):
        call_command("restore", tmp_path / "b.tar.gz")
    call_command("restore", tmp_path / "b.tar.gz", replace=True, stdout=out)
    assert "Restored what was backed up at" in out.getvalue()
