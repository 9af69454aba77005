"""Rounds open, count each form once, and leave a release and nothing else."""

import json
import random

import pytest
from django.db import IntegrityError, connection, transaction

from cvi_survey.disclosure import Shown, Size
from cvi_survey.errors import (
    AnswerUnknown,
    NumberExpired,
    NumberForged,
    NumberUsed,
    RoundClosed,
    RoundNotFound,
)
from cvi_survey.form_numbers import STRETCH_SECONDS
from cvi_survey.models import Round, SealedBallot, UsedNumber
from cvi_survey.services import (
    ballot_cast,
    ballots_shuffle,
    form_number_issue,
    round_close,
    round_open_in_room,
)
from jurisdictions.errors import NotAllowed
from tests.cvi_survey.rounds import ITEMS, WARM_UP, answers_in, cast, closed, opened
from tests.factories import JurisdictionFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ["facilitator", "coordinator", "administrator"])
def test_those_who_present_or_coordinate_open_and_close_rounds(request, county, role):
    person = request.getfixturevalue(role)

    asked = opened(person, county)
    assert round_close(by=person, closing=asked).is_open is False


@pytest.mark.parametrize("role", ["learner", "editor", "stranger"])
def test_others_open_and_close_none(request, county, facilitator, role):
    person = request.getfixturevalue(role)
    asked = opened(facilitator, county)

    with pytest.raises(NotAllowed):
        opened(person, county)
    with pytest.raises(NotAllowed):
        round_close(by=person, closing=asked)
    assert Round.objects.get().is_open


def test_a_facilitator_opens_none_in_another_county(facilitator):
    elsewhere = JurisdictionFactory()

    with pytest.raises(NotAllowed):
        opened(facilitator, elsewhere)


def test_a_round_keeps_its_own_copy_of_the_instrument(facilitator, county):
    asked = Round.objects.get(pk=opened(facilitator, county, title="  ").pk)

    assert asked.instrument == WARM_UP
    assert asked.title == WARM_UP.title
    assert len(asked.code) == 8
    assert asked.asks_system is False


def test_a_form_counts_once(facilitator, county):
    asked = opened(facilitator, county)
    number = cast(asked, [1, 2, 3])

    with pytest.raises(NumberUsed):
        ballot_cast(code=asked.code, number=number, choices={ITEMS[0]: "5"})

    assert answers_in(SealedBallot.objects.get()) == {
        "system": "",
        "places": dict(zip(ITEMS, [1, 2, 3], strict=True)),
    }
    assert UsedNumber.objects.count() == 1


def test_a_number_that_slips_past_every_check_is_stopped_by_the_database(facilitator, county):
    asked = opened(facilitator, county)
    cast(asked, [1, 2, 3])
    used = UsedNumber.objects.get()

    with pytest.raises(IntegrityError), transaction.atomic():
        UsedNumber.objects.create(number_hash=used.number_hash, round=asked)


def test_old_and_foreign_numbers_do_not_count(facilitator, county):
    asked, other = opened(facilitator, county), opened(facilitator, county)
    number = form_number_issue(asked, now=0)

    with pytest.raises(NumberExpired):
        ballot_cast(code=asked.code, number=number, choices={}, now=3 * STRETCH_SECONDS)
    with pytest.raises(NumberForged):
        ballot_cast(code=other.code, number=number, choices={}, now=0)
    with pytest.raises(RoundNotFound):
        ballot_cast(code="nowhere", number=number, choices={}, now=0)
    assert not SealedBallot.objects.exists()
    assert not UsedNumber.objects.exists()


@pytest.mark.parametrize(
    ("choices", "system"),
    [
        ({ITEMS[0]: "6"}, ""),
        ({ITEMS[0]: "0"}, ""),
        ({ITEMS[0]: "x"}, ""),
        ({"another": "1"}, ""),
        ({}, "court"),
    ],
)
def test_what_was_not_offered_is_refused_and_leaves_the_number_good(
    facilitator, county, choices, system
):
    asked = opened(facilitator, county)
    number = form_number_issue(asked)

    with pytest.raises(AnswerUnknown):
        ballot_cast(code=asked.code, number=number, choices=choices, system=system)
    ballot_cast(code=asked.code, number=number, choices={})

    assert answers_in(SealedBallot.objects.get()) == {"system": "", "places": {}}


def test_closing_releases_once_and_destroys_the_ballots(facilitator, county):
    asked = opened(facilitator, county)
    for place in (1, 1, 2, 3, 3, 4, 5, 5, 5):
        cast(asked, [place, 6 - place, None])
    number = form_number_issue(asked)

    done = round_close(by=facilitator, closing=asked)

    assert not SealedBallot.objects.exists()
    assert not UsedNumber.objects.exists()
    assert done.secret == ""
    first, second, third = done.release.items
    assert (first.parts, first.whole) == ((2, 1, 2, 1, 4), 10)
    assert second.shown is Shown.DISTRIBUTION
    assert third.shown is Shown.NOTHING
    assert done.release.size is Size.FROM_8
    again = round_close(by=facilitator, closing=done)
    assert (again.release_copy, again.closed_at) == (done.release_copy, done.closed_at)
    with pytest.raises(RoundClosed):
        ballot_cast(code=asked.code, number=number, choices={ITEMS[0]: "1"})
    with pytest.raises(RoundClosed):
        form_number_issue(done)


def test_when_the_release_fails_the_round_stays_open_with_its_ballots(
    facilitator, county, monkeypatch
):
    asked = opened(facilitator, county)
    cast(asked, [1, 2, 3])
    monkeypatch.setattr(Round, "save", lambda *args, **kwargs: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        round_close(by=facilitator, closing=asked)

    assert SealedBallot.objects.count() == UsedNumber.objects.count() == 1
    assert Round.objects.get().is_open


def test_a_round_is_open_or_has_its_release_never_both(facilitator, county):
    asked = opened(facilitator, county)

    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.filter(pk=asked.pk).update(release_copy={"schema": 1})
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.filter(pk=asked.pk).update(secret="")


def test_systems_get_a_mark_where_two_of_them_have_eight_people_and_the_rest_has_too(
    facilitator, county
):
    room = [([place % 5 + 1, 4 + place % 2, place % 3 + 2], "court") for place in range(9)]
    room += [([1 + place % 2, 2 + place % 3, 5 - place % 2], "treatment") for place in range(8)]
    room += [([place % 5 + 1, 1 + place % 4, 5 - place % 3], "") for place in range(8)]
    done = closed(facilitator, county, room, asks_system=True)

    assert done.release.systems_shown == ("treatment", "court")
    court = done.release.items[0].systems[1]
    assert (court.shown, court.half_steps, court.mean) == (Shown.POSITION, 6, 3.0)


def test_systems_are_neither_asked_nor_shown_by_default(facilitator, county):
    room = [[place % 5 + 1, 3, 2] for place in range(12)]
    done = closed(facilitator, county, room)

    assert (done.release.systems_shown, done.release.systems_left_out) == ((), ())


# What the tables hold -----------------------------------------------------------------------------


def columns(model):
    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description(cursor, model._meta.db_table)
    return {column.name for column in described}


def test_no_column_holds_person_time_address_agent_or_order():
    assert columns(SealedBallot) == {"key", "round_id", "sealed"}
    assert columns(UsedNumber) == {"number_hash", "round_id"}


def rows_as_stored(model, key):
    """The rows' keys in the order in which the database itself keeps them."""
    order = {"postgresql": " ORDER BY ctid", "sqlite": ""}[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {key} FROM {model._meta.db_table}{order}")
        return [row[0] for row in cursor.fetchall()]


def test_tables_do_not_remember_in_which_order_ballots_came(facilitator, county):
    asked = opened(facilitator, county)
    for place in range(12):
        cast(asked, [place % 5 + 1, None, None])
    ballots_shuffle(asked.pk)

    for model, key in ((SealedBallot, "key"), (UsedNumber, "number_hash")):
        assert rows_as_stored(model, key) == sorted(rows_as_stored(model, key))
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute(
                    "SELECT sql FROM sqlite_master WHERE name = %s", [model._meta.db_table]
                )
                assert cursor.fetchone()[0].endswith("WITHOUT ROWID")
            else:
                cursor.execute(f"SELECT COUNT(DISTINCT xmin::text) FROM {model._meta.db_table}")
                assert cursor.fetchone()[0] == 1


def test_a_used_number_is_kept_as_a_hash_only(facilitator, county):
    asked = opened(facilitator, county)
    number = cast(asked, [1, 2, 3])
    used = UsedNumber.objects.get()

    assert number.partition(".")[0] not in used.number_hash
    assert used.number_hash not in json.dumps(answers_in(SealedBallot.objects.get()))


def test_two_rounds_with_the_same_answers_in_any_order_have_the_same_release(facilitator, county):
    room = [[random.randint(1, 5) for _item in ITEMS] for _person in range(15)]

    one = closed(facilitator, county, room)
    other = closed(facilitator, county, sorted(room, reverse=True))

    assert one.release_copy == other.release_copy


def test_an_unknown_instrument_of_no_systems_asks_for_none(facilitator, county):
    from dataclasses import replace

    asked = round_open_in_room(
        by=facilitator,
        jurisdiction=county,
        instrument=replace(WARM_UP, systems=()),
        asks_system=True,
    )

    assert asked.asks_system is False
