"""Two hands at once: the same number counts once, and a round's closing loses no ballot."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.db.backends.sqlite3.base import DatabaseWrapper

from cvi_survey.errors import NumberUsed, RoundClosed, SurveyError
from cvi_survey.models import Round, SealedBallot, UnusedCode, UsedNumber
from cvi_survey.services import ballot_cast, form_number_issue, round_close, round_open_in_room
from jurisdictions.models import Jurisdiction, Membership, User
from tests.cvi_survey.rounds import ITEMS, WARM_UP
from tests.factories import JurisdictionFactory, UserFactory
from toolkit.settings.databases import database

pytestmark = pytest.mark.django_db


class OwnDatabase:
    """A database file with this app's tables, which each thread opens for itself, as workers do.

    The test's own database is one connection inside one transaction: nobody could race in it.
    """

    def __init__(self, folder: Path) -> None:
        self.settings = {
            **connections["default"].settings_dict,
            **database(
                url=f"sqlite:///{folder / 'race.sqlite3'}",
                data_dir=folder,
                synchronous="NORMAL",
                max_age=0,
            ),
        }

    def run(self, act: Callable[[], Any]) -> Any:
        """Do something in a thread of its own with a connection of its own; give its result."""
        return self.run_all([act])[0]

    def run_all(self, acts: list[Callable[[], Any]]) -> list[Any]:
        """Do several things at once; each result, or the survey's error."""
        start = threading.Barrier(len(acts))
        results: list[Any] = [None] * len(acts)

        def work(place: int) -> None:
            connections["default"] = DatabaseWrapper(self.settings, "default")
            try:
                start.wait()
                results[place] = acts[place]()
            except SurveyError as error:
                results[place] = error
            finally:
                connections["default"].close()

        threads = [threading.Thread(target=work, args=(place,)) for place in range(len(acts))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return results


def make_tables() -> None:
    connections["default"].disable_constraint_checking()
    with connections["default"].schema_editor() as editor:
        for model in (User, Jurisdiction, Membership, Round, SealedBallot, UnusedCode, UsedNumber):
            editor.create_model(model)


@pytest.fixture
def own(tmp_path: Path) -> OwnDatabase:
    own = OwnDatabase(tmp_path)
    own.run(make_tables)
    return own


def open_round() -> Round:
    return round_open_in_room(
        by=UserFactory(superuser=True), jurisdiction=JurisdictionFactory(), instrument=WARM_UP
    )


def counts() -> tuple[int, int]:
    return SealedBallot.objects.count(), UsedNumber.objects.count()


def test_a_number_sent_by_many_at_once_counts_once(own):
    asked = own.run(open_round)
    number = form_number_issue(asked)

    def send() -> str:
        ballot_cast(code=asked.code, number=number, choices={ITEMS[0]: "3"})
        return "counted"

    results = own.run_all([send] * 6)

    assert results.count("counted") == 1
    assert sum(isinstance(result, NumberUsed) for result in results) == 5
    assert own.run(counts) == (1, 1)


def test_ballots_sent_while_the_round_closes_are_in_its_release_or_refused(own):
    asked = own.run(open_round)

    def send() -> str:
        ballot_cast(code=asked.code, number=form_number_issue(asked), choices={ITEMS[0]: "3"})
        return "counted"

    def close() -> Round:
        return round_close(by=User.objects.get(), closing=asked)

    *sent, done = own.run_all([send] * 7 + [close])

    assert all(one == "counted" or isinstance(one, RoundClosed) for one in sent)
    assert (done.release.items[0].shown == "nothing") is (sent.count("counted") < 5)
    assert own.run(counts) == (0, 0)


def test_after_the_close_no_answer_is_left_in_the_databases_files(own, tmp_path):
    asked = own.run(open_round)

    def files() -> bytes:
        return b"".join(path.read_bytes() for path in tmp_path.glob("race.sqlite3*"))

    def send() -> None:
        ballot_cast(code=asked.code, number=form_number_issue(asked), choices={ITEMS[0]: "3"})

    for _person in range(6):
        own.run(send)
    ballots = own.run(lambda: list(SealedBallot.objects.values_list("key", "sealed")))
    assert len(ballots) == 6
    assert all(key.encode() in files() and bytes(sealed) in files() for key, sealed in ballots)

    own.run(lambda: round_close(by=User.objects.get(), closing=asked))
    assert not any(key.encode() in files() or bytes(sealed) in files() for key, sealed in ballots)
