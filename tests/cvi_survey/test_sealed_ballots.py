"""Ballots are sealed, and their keys live apart from the database and its backups."""

import tarfile
from datetime import UTC, datetime

import pytest
from django.core.checks import run_checks
from django.db import connection

from cvi_survey import keys
from cvi_survey.errors import (
    BallotDamaged,
    KeyMissing,
    KeyNotKept,
)
from cvi_survey.models import Round, SealedBallot
from cvi_survey.services import (
    Plan,
    round_close,
    round_discard,
    round_draft,
    round_open,
    systems_of,
)
from tests.cvi_survey.rounds import WARM_UP, cast, opened

pytestmark = pytest.mark.django_db

MERGED = systems_of(WARM_UP, [("treatment", "court")])
PLAN = Plan(title="Spring", languages=("en",), systems=MERGED)
LATER = datetime(2040, 1, 1, tzinfo=UTC)


@pytest.fixture
def drafted(coordinator, county):
    return round_draft(by=coordinator, jurisdiction=county, instrument=WARM_UP, plan=PLAN)


def test_ballots_are_encrypted_and_of_one_length(facilitator, county):
    asked = opened(facilitator, county, asks_system=True)
    cast(asked, [1, 2, 3], "treatment")
    cast(asked, [None, None, None])
    cast(asked, [5, 5, 5], "child-welfare")
    sealed = [bytes(one.sealed) for one in SealedBallot.objects.all()]

    assert len({len(one) for one in sealed}) == 1
    assert not any(b"system" in one or b"treatment" in one for one in sealed)


def test_a_ballot_changed_or_exchanged_in_the_database_is_noticed(facilitator, county):
    asked = opened(facilitator, county)
    for place in (1, 5):
        cast(asked, [place, place, place])
    one, other = SealedBallot.objects.all()
    SealedBallot.objects.filter(pk=one.pk).update(sealed=bytes(other.sealed))

    with pytest.raises(BallotDamaged):
        round_close(by=facilitator, closing=asked)
    assert Round.objects.get().is_open
    assert SealedBallot.objects.count() == 2


def test_the_key_lives_apart_from_opening_to_closing(
    facilitator, county, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.TOOLKIT_BALLOT_KEYS_DIR = tmp_path / "keys"
    asked = opened(facilitator, county)
    (path,) = (tmp_path / "keys").iterdir()
    assert path.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o700
    key = keys.key_read(asked.key_name)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM cvi_survey_round")
        assert key.hex() not in repr(cursor.fetchall())

    with django_capture_on_commit_callbacks(execute=True):
        round_close(by=facilitator, closing=asked)

    assert list((tmp_path / "keys").iterdir()) == []
    assert Round.objects.get().key_name == ""


def test_without_its_key_a_round_takes_nothing_and_says_so_and_can_be_discarded(
    facilitator, county, settings, tmp_path
):
    settings.TOOLKIT_BALLOT_KEYS_DIR = tmp_path
    asked = opened(facilitator, county)
    cast(asked, [1, 2, 3])
    assert run_checks(databases=["default"], tags=["database"]) == []
    for path in tmp_path.iterdir():
        path.unlink()

    assert [one.id for one in run_checks(databases=["default"], tags=["database"])] == [
        "cvi_survey.W001"
    ]
    with pytest.raises(KeyMissing):
        cast(asked, [1, 2, 3])
    with pytest.raises(KeyMissing):
        round_close(by=facilitator, closing=asked)
    assert SealedBallot.objects.count() == 1
    done = round_discard(by=facilitator, closing=asked)
    assert not done.release.has_charts
    assert not SealedBallot.objects.exists()


def test_a_round_whose_key_cannot_be_kept_is_not_opened(coordinator, drafted, settings, tmp_path):
    (tmp_path / "file").write_text("in the way")
    settings.TOOLKIT_BALLOT_KEYS_DIR = tmp_path / "file"
    with pytest.raises(KeyNotKept):
        round_open(by=coordinator, drafted=drafted)
    assert Round.objects.get().is_draft

    settings.TOOLKIT_BALLOT_KEYS_DIR = tmp_path / "keys"
    assert round_open(by=coordinator, drafted=drafted).is_open


def test_a_backup_holds_no_key(facilitator, county, settings, tmp_path, monkeypatch):
    from toolkit.backup import services as backup

    settings.TOOLKIT_BALLOT_KEYS_DIR = tmp_path / "data" / "ballot-keys"
    asked = opened(facilitator, county)
    key = keys.key_read(asked.key_name)
    media = tmp_path / "data" / "media"
    media.mkdir()
    (media / "a.txt").write_text("a picture")
    monkeypatch.setattr(
        backup.engine_of(connection).__class__, "dump", lambda self, to: to.write_bytes(b"")
    )
    backup.backup_make(target=tmp_path / "all.tar.gz", connection=connection, media=media)

    with tarfile.open(tmp_path / "all.tar.gz") as archive:
        files = {one.name: archive.extractfile(one).read() for one in archive if one.isfile()}
    assert any(name.endswith("a.txt") for name in files)
    assert not any(key in held or "ballot-keys" in name for name, held in files.items())
