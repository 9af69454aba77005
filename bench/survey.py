"""Ballots against a bare insert, a release of a million answers against counting, and a chart."""

import gzip
import random
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import connections
from django.test.utils import setup_databases, teardown_databases

from bench.measuring import Measure, timed
from cvi_survey import disclosure
from cvi_survey.drawing.layout import NARROW, WIDE, Format, Group, chart
from cvi_survey.drawing.svg import Names, svg_inline

BALLOTS = 100
PEOPLE, ITEMS, POINTS = 40_000, 25, 5
SYSTEMS = ("child-welfare", "treatment", "court")


def measures() -> Iterator[Measure]:
    """All of them; the database is one of their own, in a file as in earnest."""
    yield from _of_ballots()
    yield _of_release()
    yield from _of_charts()


def _of_ballots() -> Iterator[Measure]:
    with tempfile.TemporaryDirectory() as folder:
        if connections["default"].vendor == "sqlite":
            name = str(Path(folder) / "bench.sqlite3")
            connections["default"].settings_dict["TEST"]["NAME"] = name
        settings.TOOLKIT_BALLOT_KEYS_DIR = Path(folder)
        old = setup_databases(verbosity=0, interactive=False)
        try:
            yield _ballots()
        finally:
            teardown_databases(old, verbosity=0)


def _ballots() -> Measure:
    from cvi_survey.services import ballot_cast, form_number_issue, instruments, round_open_in_room
    from jurisdictions.models import Jurisdiction, User

    by = User.objects.create_superuser(email="bench@example.org")
    county = Jurisdiction.objects.create(
        name="Bench County", slug="bench", kind="county", time_zone="America/Denver"
    )
    instrument = max(instruments(), key=lambda one: len(one.item_ids))
    asked = round_open_in_room(by=by, jurisdiction=county, instrument=instrument)
    choices = dict.fromkeys(instrument.item_ids, "2")

    def cast() -> None:
        for _ in range(BALLOTS):
            ballot_cast(code=asked.code, number=form_number_issue(asked), choices=choices)

    def insert() -> None:
        for number in range(BALLOTS):
            User.objects.create(email=f"{random.random()}-{number}@example.org")  # noqa: S311

    return timed(
        f"{BALLOTS} ballots of {len(instrument.item_ids)} statements",
        cast,
        f"{BALLOTS} bare inserts of one row",
        insert,
        goal="at most 2 x",
        rounds=5,
    )


def _of_release() -> Measure:
    draw = random.Random(1)  # noqa: S311 (figures, no secrets)
    ballots = [
        (SYSTEMS[number % 3], [draw.randint(1, POINTS) for _ in range(ITEMS)])
        for number in range(PEOPLE)
    ]
    items = [f"item-{number}" for number in range(ITEMS)]

    def released() -> object:
        counted = disclosure.tally(ballots, items=items, points=POINTS, systems=SYSTEMS)
        return disclosure.release(counted, items=items, points=POINTS, systems=SYSTEMS)

    def counted() -> object:
        return Counter(place for _, places in ballots for place in places)

    return timed(
        f"release of {PEOPLE * ITEMS:,} answers",
        released,
        "counting them with a Counter",
        counted,
        goal="under 1000 ms",
        rounds=3,
    )


def _of_charts() -> Iterator[Measure]:
    groups = [
        Group("Everyone", parts=(5, 10, 25, 35, 25), whole=100, mean=3.65),
        Group("Child welfare", 1, parts=(1, 2, 3, 3, 1), whole=10, mean=3.1),
        Group("Treatment", 2, parts=(0, 1, 2, 4, 3), whole=10, mean=3.9),
        Group("Court and legal", 3, parts=(1, 1, 3, 4, 1), whole=10, mean=3.3),
    ]
    for shape in (WIDE, NARROW):
        draw = partial(_drawn, groups, shape)
        svg = draw()
        size = len(gzip.compress(svg.encode()))
        yield timed(
            f"a continuum chart, {shape.name}: {size:,} bytes compressed",
            draw,
            "joining its letters",
            partial("".join, list(svg)),
            goal="at most 2 ms, 3,072 bytes",
        )


def _drawn(groups: Sequence[Group], shape: Format) -> str:
    scale = ("Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree")
    names = Names("q1", "Statement 1", "Most agree; treatment most of all.")
    return svg_inline(chart(groups, scale=scale, shape=shape), names)
